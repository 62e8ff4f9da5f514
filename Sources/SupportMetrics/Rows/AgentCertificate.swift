// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// What a plan says of an agent in a month: the scores, exact, and whether the certificate is given.
public struct AgentCertificate: Hashable, Sendable {
  /// The ratings of an agent's conversations, summed.
  public struct RatingSum: Hashable, Sendable {
    /// The sum of the stars, each 1 ... 5.
    public var stars: Int
    /// How many there are.
    public var count: Int

    /// Creates a sum.
    public init(stars: Int = 0, count: Int = 0) {
      self.stars = stars
      self.count = count
    }

    /// Takes in a rating; one that is no star is left out.
    public mutating func add(stars number: Int) {
      guard (1...5).contains(number) else { return }
      stars.add(saturating: number)
      count.add(saturating: 1)
    }

    /// Whether such ratings can have been given.
    var isSound: Bool {
      (1...1_000_000_000).contains(count) && stars >= count && stars <= 5 * count
    }
  }

  /// Why a certificate is not given, or cannot be told.
  public enum Shortfall: Hashable, Sendable {
    /// The item has no score within 0 ... 1000.
    case unscored(item: String)
    /// The dimension is below its bound.
    case dimension(String, MetricFraction, atLeast: Int)
    /// The score is below its bound.
    case score(MetricFraction, atLeast: Int)
    /// The customers' mean is below its bound, in thousandths of a star.
    case rating(MetricFraction, atLeast: Int)
    /// There are fewer ratings than the plan asks for.
    case fewRatings(Int, atLeast: Int)

    /// Whether it denies the certificate, rather than leaving it open.
    public var isDecisive: Bool {
      switch self {
      case .unscored, .fewRatings: false
      case .dimension, .score, .rating: true
      }
    }
  }

  /// A dimension and the mean of its items.
  public struct DimensionScore: Hashable, Sendable {
    /// The dimension.
    public var name: String
    /// In thousandths; `nil` where an item has no score.
    public var score: MetricFraction?
  }

  /// Who is certified.
  public var agent: AgentID
  /// Whose team.
  public var group: GroupID?
  /// The date of the certificate; its month is the one that is certified.
  public var certifiedOn: CivilDate
  /// The dimensions, in the order of the plan.
  public var dimensions: [DimensionScore]
  /// The score in thousandths, ratings weighed in; `nil` where something that it needs is missing.
  public var score: MetricFraction?
  /// The customers' mean in thousandths of a star; `nil` without ratings.
  public var rating: MetricFraction?
  /// How many items were scored.
  public var scoredItems: Int
  /// What is missing or too low, in the order of the plan.
  public var shortfalls: [Shortfall]

  /// Whether the certificate is given: `false` where a bound is missed for certain, `nil` where
  /// something that might still miss one is not known.
  public var isPassed: Bool? {
    if shortfalls.isEmpty { return true }
    return shortfalls.contains(where: \.isDecisive) ? false : nil
  }

  /// The row in the subject of certificates, ``MetricSubject/certifications``.
  public var facts: Facts {
    var pen = RowPen<Fact>(.certifications)
    pen.write(agent, .agent)
    pen.write(group, .group)
    pen.write(.date(certifiedOn), .certifiedOn)
    pen.write(score?.roundedDown, .score)
    if dimensions.allSatisfy({ $0.score != nil }) {
      pen.write(dimensions.compactMap(\.score).min()?.roundedDown, .lowestDimension)
    }
    pen.write(scoredItems, .items)
    pen.write(rating?.roundedDown, .rating)
    pen.write(isPassed, .passed)
    return pen.facts
  }

  private enum Fact: Int, CaseIterable {
    case agent, group, certifiedOn, score, lowestDimension, items, rating, passed
  }
}

extension CertificationPlan {
  /// Tells what follows from an agent's scores and ratings of a month. Exact: bounds are compared
  /// before anything is rounded, and exactly at a bound is enough.
  ///
  /// - Parameters:
  ///   - agent: Who is certified.
  ///   - group: Whose team.
  ///   - date: The date of the certificate.
  ///   - scores: For each item its score in thousandths, 0 ... 1000; others are taken as missing, and
  ///     items that the plan does not have play no part.
  ///   - sum: The ratings of the month, summed.
  /// - Returns: The certificate, given or not.
  /// - Complexity: O(items).
  public func certificate(
    of agent: AgentID, in group: GroupID? = nil, on date: CivilDate, scores: [String: Int],
    ratings sum: AgentCertificate.RatingSum = .init()
  ) -> AgentCertificate {
    var certificate = AgentCertificate(
      agent: agent, group: group, certifiedOn: date, dimensions: [], score: nil, rating: nil,
      scoredItems: 0, shortfalls: [])
    var total = 0
    for dimension in dimensions {
      let known = dimension.items.compactMap { item -> Int? in
        if let score = scores[item], (0...1_000).contains(score) { return score }
        certificate.shortfalls.append(.unscored(item: item))
        return nil
      }
      let points = known.reduce(0, +)
      total += points
      certificate.scoredItems += known.count
      let isWhole = known.count == dimension.items.count
      let score = isWhole ? MetricFraction(Int128(points), over: Int128(known.count)) : nil
      certificate.dimensions.append(.init(name: dimension.name, score: score))
      if let score, score < MetricFraction(Int128(dimension.atLeast)) {
        certificate.shortfalls.append(
          .dimension(dimension.name, score, atLeast: dimension.atLeast))
      }
    }
    if sum.isSound {
      certificate.rating = MetricFraction(Int128(sum.stars) * 1_000, over: Int128(sum.count))
    }
    judge(&certificate, total, sum)
    return certificate
  }

  private func judge(
    _ certificate: inout AgentCertificate, _ total: Int, _ sum: AgentCertificate.RatingSum
  ) {
    let count = sum.isSound ? sum.count : 0
    let items = Int128(self.items.count)
    let isWhole = certificate.scoredItems == self.items.count
    var score = isWhole ? MetricFraction(Int128(total), over: items) : nil
    switch ratings {
    case .apart: break
    case .atLeast(let bound, let least):
      if count < least {
        certificate.shortfalls.append(.fewRatings(count, atLeast: least))
      } else if let rating = certificate.rating, rating < MetricFraction(Int128(bound)) {
        certificate.shortfalls.append(.rating(rating, atLeast: bound))
      }
    case .weigh(let part, let least):
      if count < least {
        certificate.shortfalls.append(.fewRatings(count, atLeast: least))
        score = nil
      } else if isWhole {
        // (1 − w) · total / items + w · 1000 · (stars − count) / (4 · count), over one line.
        let own = Int128(1_000 - part) * Int128(total) * Int128(count)
        let others = Int128(part) * 250 * Int128(sum.stars - sum.count) * items
        score = MetricFraction(own + others, over: 1_000 * items * Int128(count))
      }
    }
    certificate.score = score
    if let score, score < MetricFraction(Int128(atLeast)) {
      certificate.shortfalls.append(.score(score, atLeast: atLeast))
    }
  }
}

extension MetricFraction {
  /// The whole number below.
  fileprivate var roundedDown: Int {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Int(clamping: rest < 0 ? quotient - 1 : quotient)
  }
}
