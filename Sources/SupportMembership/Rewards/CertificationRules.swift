// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How people are certified: by scores of items in dimensions, again and again, and by what customers
/// say where the rules tie the two together.
///
/// A desk that certifies its agents each month over 6 dimensions and 20 items has six dimensions with
/// 20 items in all and a period of a calendar month.
public struct CertificationRules: Hashable, Sendable {
  /// A group of items.
  public struct Dimension: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// How many items it has.
    public var items: Int

    /// Creates a dimension.
    public init(_ name: String, items: Int) {
      self.name = name
      self.items = items
    }
  }

  /// What the ratings of customers are in the score.
  public struct Ratings: Hashable, Sendable {
    /// The part of the score that the customers' mean makes up, 0 ... 1, in whole thousandths: 1 star
    /// counts nothing, 5 stars count all.
    public var weight: Rate
    /// The fewest ratings on which a score may rest, from 1.
    public var least: Int64

    /// Creates a part of the score.
    public init(weight: Rate, from least: Int64) {
      self.weight = weight
      self.least = least
    }

    /// The weight in thousandths; `nil` where it is none of 0 ... 1 or no whole number of them.
    var thousandths: Int64? {
      let (part, rest) = (Int128(weight.numerator) * 1_000).quotientAndRemainder(
        dividingBy: Int128(weight.denominator))
      guard rest == 0, let part = Int64(exactly: part), (0...1_000).contains(part) else {
        return nil
      }
      return part
    }
  }

  /// The highest score of an item where ratings are weighed in.
  static let highestBesideRatings: Int64 = 1_000_000

  /// The dimensions, in their order.
  public var dimensions: [Dimension]
  /// The highest score of an item; the lowest is 0.
  public var highest: Int64
  /// What each dimension has to reach of its highest sum; and the score, where ratings are a part of it.
  public var pass: Rate
  /// How long a certification lasts: to the end of the period behind the one in which it was passed.
  public var period: QualifyingPeriod
  /// How the score is tied to the ratings of customers; `nil`: it is not.
  public var ratings: Ratings?

  /// Creates the rules.
  public init(
    dimensions: [Dimension], highest: Int64, pass: Rate, period: QualifyingPeriod,
    ratings: Ratings? = nil
  ) {
    self.dimensions = dimensions
    self.highest = highest
    self.pass = pass
    self.period = period
    self.ratings = ratings
  }

  /// Whether a dimension is passed.
  func passes(_ scores: [Int64]) -> Bool {
    let sum = scores.reduce(Int128(0)) { $0 + Int128($1) }
    let most = Int128(highest) * Int128(scores.count)
    let (left, isHigh) = sum.multipliedReportingOverflow(by: Int128(pass.denominator))
    let (right, isOutOfReach) = most.multipliedReportingOverflow(by: Int128(pass.numerator))
    // Beyond 128 bits no sum of scores reaches what is asked for.
    return !isOutOfReach && (isHigh || left >= right)
  }
}

extension CertificationRules {
  /// The score of all items with the customers' mean weighed in, as an exact fraction.
  ///
  /// (1 − w) · points / most points + w · (stars − count) / (4 · count), over one line.
  struct Score {
    let numerator: Int128
    let denominator: Int128

    /// In thousandths, rounded down.
    var thousandths: Int64 { Int64(clamping: numerator * 1_000 / denominator) }

    /// Whether it is at least a rate, which is no negative one.
    func reaches(_ rate: Rate) -> Bool {
      let left = numerator.multipliedFullWidth(by: Int128(rate.denominator))
      let right = Int128(rate.numerator).multipliedFullWidth(by: denominator)
      return (left.high, left.low) >= (right.high, right.low)
    }
  }

  /// The score of a certification; `nil` where ratings are no part of it, or there are none.
  func score(of scores: CertificationScores) -> Score? {
    guard let weight = ratings?.thousandths, let given = scores.ratings, given.count > 0 else {
      return nil
    }
    let points = scores.dimensions.reduce(Int128(0)) { sum, dimension in
      dimension.scores.reduce(sum) { $0 + Int128($1) }
    }
    let most = dimensions.reduce(Int128(0)) { $0 + Int128($1.items) * Int128(highest) }
    let (stars, count) = (Int128(given.stars), Int128(given.count))
    let own = Int128(1_000 - weight) * points * 4 * count
    let others = Int128(weight) * (stars - count) * most
    return Score(numerator: own + others, denominator: 4_000 * count * most)
  }
}

/// The scores of one certification, dimension by dimension.
public struct CertificationScores: Hashable, Sendable, Codable {
  /// The scores of the items of one dimension.
  public struct Dimension: Hashable, Sendable, Codable {
    /// The name of the dimension.
    public var name: String
    /// The scores of its items, in their order.
    public var scores: [Int64]

    /// Creates the scores.
    public init(_ name: String, _ scores: [Int64]) {
      self.name = name
      self.scores = scores
    }
  }

  /// What customers said in the time that is certified, summed.
  public struct Ratings: Hashable, Sendable, Codable {
    /// The most ratings that are summed.
    static let most: Int64 = 1_000_000_000

    /// The sum of the stars, each 1 ... 5.
    public var stars: Int64
    /// How many ratings there are, up to 1,000,000,000.
    public var count: Int64

    /// Creates a sum.
    public init(stars: Int64, count: Int64) {
      self.stars = stars
      self.count = count
    }
  }

  /// The name of the certification.
  public var id: MembershipEntryID
  /// The scores.
  public var dimensions: [Dimension]
  /// What customers said; `nil` where nobody asked them. It is a part of the score where the rules say so.
  public var ratings: Ratings?

  /// Creates the scores.
  public init(_ id: MembershipEntryID, _ dimensions: [Dimension], ratings: Ratings? = nil) {
    self.id = id
    self.dimensions = dimensions
    self.ratings = ratings
  }
}
