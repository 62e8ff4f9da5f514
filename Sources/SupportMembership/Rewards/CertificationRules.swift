// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How people are certified: by scores of items in dimensions, again and again.
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

  /// The dimensions, in their order.
  public var dimensions: [Dimension]
  /// The highest score of an item; the lowest is 0.
  public var highest: Int64
  /// What each dimension has to reach of its highest sum.
  public var pass: Rate
  /// How long a certification lasts: to the end of the period behind the one in which it was passed.
  public var period: QualifyingPeriod

  /// Creates the rules.
  public init(dimensions: [Dimension], highest: Int64, pass: Rate, period: QualifyingPeriod) {
    self.dimensions = dimensions
    self.highest = highest
    self.pass = pass
    self.period = period
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

  /// The name of the certification.
  public var id: MembershipEntryID
  /// The scores.
  public var dimensions: [Dimension]

  /// Creates the scores.
  public init(_ id: MembershipEntryID, _ dimensions: [Dimension]) {
    self.id = id
    self.dimensions = dimensions
  }
}
