// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportTestKit
import Testing

/// Agents are certified monthly over six dimensions and twenty items, tied to customers' ratings.
@Suite("Metrics: certificates of agents")
struct CertificateTests {
  private static let date = CivilDate(daysSince1970: 20_269)

  private static func plan(
    _ ratings: CertificationPlan.Ratings = .apart, atLeast: Int = 850, each: Int = 700
  ) throws -> CertificationPlan {
    let sizes = [4, 4, 3, 3, 3, 3]
    let dimensions = sizes.enumerated().map { number, size in
      CertificationPlan.Dimension(
        "d\(number)", items: (0..<size).map { "d\(number).\($0)" }, atLeast: each)
    }
    return try CertificationPlan(dimensions, atLeast: atLeast, ratings: ratings)
  }

  private static func scores(
    _ plan: CertificationPlan, _ score: Int, _ others: [String: Int] = [:]
  ) -> [String: Int] {
    var scores = Dictionary(uniqueKeysWithValues: plan.items.map { ($0, score) })
    for (item, other) in others { scores[item] = other }
    return scores
  }

  @Test("exactly at every bound is enough, and a thousandth of an item below is not")
  func bounds() throws {
    let plan = try Self.plan()
    #expect(plan.items.count == 20 && plan.dimensions.count == 6)
    let passed = plan.certificate(of: "li", on: Self.date, scores: Self.scores(plan, 850))
    #expect(passed.isPassed == true && passed.score == MetricFraction(850))
    #expect(passed.facts["passed"] == true && passed.facts["items"] == 20)
    #expect(passed.facts["lowestDimension"] == 850 && passed.facts["rating"] == nil)
    let below = plan.certificate(
      of: "li", on: Self.date, scores: Self.scores(plan, 850, ["d0.0": 849]))
    #expect(below.isPassed == false && below.facts["score"] == 849)
    #expect(
      below.shortfalls == [.score(try #require(MetricFraction(16_999, over: 20)), atLeast: 850)])
  }

  @Test("one weak dimension denies it, however good the rest")
  func weakDimension() throws {
    let plan = try Self.plan()
    let weak = ["d2.0": 700, "d2.1": 700, "d2.2": 699]
    let certificate = plan.certificate(
      of: "li", in: "desk", on: Self.date, scores: Self.scores(plan, 1_000, weak))
    #expect(certificate.isPassed == false && certificate.facts["lowestDimension"] == 699)
    #expect(
      certificate.shortfalls
        == [.dimension("d2", try #require(MetricFraction(2_099, over: 3)), atLeast: 700)])
    #expect(certificate.facts["group"] == "desk")
    #expect(certificate.facts["certifiedOn"] == .date(Self.date))
  }

  @Test("a missing score leaves it open, unless another bound is missed for certain")
  func missing() throws {
    let plan = try Self.plan()
    var scores = Self.scores(plan, 900)
    scores["d5.2"] = nil
    scores["d0.0"] = 1_001
    let open = plan.certificate(of: "li", on: Self.date, scores: scores)
    #expect(open.isPassed == nil && open.score == nil && open.scoredItems == 18)
    #expect(open.shortfalls == [.unscored(item: "d0.0"), .unscored(item: "d5.2")])
    #expect(open.facts["passed"] == nil && open.facts["lowestDimension"] == nil)
    for item in ["d3.0", "d3.1", "d3.2"] { scores[item] = 100 }
    #expect(plan.certificate(of: "li", on: Self.date, scores: scores).isPassed == false)
  }

  @Test("ratings can be a bound of their own, or a part of the score")
  func ratings() throws {
    var sum = AgentCertificate.RatingSum()
    for stars in [5, 5, 5, 4, 0, 6] { sum.add(stars: stars) }
    #expect(sum == .init(stars: 19, count: 4))
    let bound = try Self.plan(.atLeast(milliStars: 4_750, from: 4))
    let scores = Self.scores(bound, 850)
    let met = bound.certificate(of: "li", on: Self.date, scores: scores, ratings: sum)
    #expect(met.isPassed == true && met.facts["rating"] == 4_750)
    sum.add(stars: 4)
    let missed = bound.certificate(of: "li", on: Self.date, scores: scores, ratings: sum)
    #expect(missed.isPassed == false && missed.facts["rating"] == 4_600)
    let few = bound.certificate(
      of: "li", on: Self.date, scores: scores, ratings: .init(stars: 3, count: 3))
    #expect(few.isPassed == nil && few.shortfalls == [.fewRatings(3, atLeast: 4)])

    // 0.7 · 850 + 0.3 · (4.6 − 1) / 4 · 1000 = 595 + 270 = 865.
    let weighed = try Self.plan(.weigh(thousandths: 300, from: 1), atLeast: 865)
    let certificate = weighed.certificate(of: "li", on: Self.date, scores: scores, ratings: sum)
    #expect(certificate.score == MetricFraction(865) && certificate.isPassed == true)
    let none = weighed.certificate(of: "li", on: Self.date, scores: scores)
    #expect(none.isPassed == nil && none.score == nil)
    let impossible = weighed.certificate(
      of: "li", on: Self.date, scores: scores, ratings: .init(stars: 60, count: 4))
    #expect(impossible.rating == nil && impossible.isPassed == nil)
  }

  @Test("a plan tells every mistake")
  func mistakes() {
    #expect {
      try CertificationPlan(
        [
          .init("a", items: []), .init("a", items: ["x", "x"], atLeast: 1_001),
          .init("", items: [""]),
        ], atLeast: -1, ratings: .atLeast(milliStars: 5_001, from: 0))
    } throws: { error in
      (error as? DocumentError)?.problems.count == 9
    }
    #expect(throws: DocumentError.self) { try CertificationPlan([], atLeast: 0) }
  }
}
