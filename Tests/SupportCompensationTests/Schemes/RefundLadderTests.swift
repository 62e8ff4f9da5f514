// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import Testing

@Suite("Ladders of refunds")
struct RefundLadderTests {
  static let facts = [
    FactField("cancelled", .boolean), FactField("cabin", .text), FactField("price", .money(.cny)),
    FactField("before", .duration(milliseconds: (-1_000)...1_000)),
  ]

  private func ladder(
    rows: [RefundLadder.Row] = [], others: RefundLadder.Row, by cabin: String? = "cabin"
  ) -> RefundLadder {
    RefundLadder(
      "back", of: "price", by: cabin, before: "before", rows: rows, others: others,
      rounding: RoundingRule(.halfUp))
  }

  private func policy(
    _ ladder: RefundLadder, when condition: Condition = .always
  ) throws -> CompensationPolicy {
    try Schemes.policy(
      "ladder", version: "1", in: .cny, zone: "Asia/Shanghai", facts: Self.facts,
      rules: ladder.rules(when: condition))
  }

  private func outcome(
    _ policy: CompensationPolicy, _ facts: KeyValuePairs<String, FactValue>
  ) throws -> AwardOutcome {
    try Schemes.outcome(policy, Schemes.claim(policy, facts))
  }

  @Test("rules are named by row and band, the band of the last moment first")
  func names() throws {
    let ladder = ladder(
      rows: [
        .init("high", for: ["F"], last: .nothing),
        .init("low", for: ["X", "Y"], last: .everything),
      ],
      others: .init(
        "rest", last: .everything, bands: [.init(.atLeast(milliseconds: 10), .nothing)]))
    #expect(
      try ladder.rules().map(\.id) == ["back.high.0", "back.low.0", "back.rest.0", "back.rest.1"])
    #expect(
      try ladder.rules().map(\.when.description) == [
        "cabin = F, before = ?!", "cabin = X | Y, before = ?!", "cabin ≠ F | X | Y, before < 10 ms",
        "cabin ≠ F | X | Y, before ≥ 10 ms",
      ])
  }

  @Test(
    "each band begins as it says: with its first instant, or just after it",
    arguments: [
      (-1_000, 0), (9, 0), (10, 1), (20, 1), (21, 2), (29, 2), (30, 3), (31, 4), (1_000, 4),
    ] as [(Int64, Int)])
  func starts(before: Int64, band: Int) throws {
    // A band may be as short as one millisecond: the third is only at 30.
    let policy = try policy(
      ladder(
        others: .init(
          "all", last: .amount(Money(minorUnits: 1, currency: .cny)),
          bands: [
            .init(.atLeast(milliseconds: 10), .amount(Money(minorUnits: 2, currency: .cny))),
            .init(.moreThan(milliseconds: 20), .amount(Money(minorUnits: 3, currency: .cny))),
            .init(.atLeast(milliseconds: 30), .amount(Money(minorUnits: 4, currency: .cny))),
            .init(.moreThan(milliseconds: 30), .amount(Money(minorUnits: 5, currency: .cny))),
          ]),
        by: nil))
    let analysis = try RuleTable("fees", schema: policy.schema, rules: policy.rules).analysis()
    #expect(analysis.completeness == .holds && analysis.findings(of: .overlap).isEmpty)
    let outcome = try outcome(
      policy, ["price": Schemes.sum("1.00", .cny), "before": Schemes.span(before)])
    #expect(outcome.award?.rule == RuleID("back.all.\(band)"))
    #expect(
      outcome.award?.refund == Money(minorUnits: Int64(99 - band), currency: .cny))
  }

  @Test("a ladder takes a condition of its own, and claims beside it are none of its business")
  func condition() throws {
    let policy = try policy(
      ladder(others: .init("all", last: .nothing), by: nil), when: .equals("cancelled", true))
    let price = try Schemes.sum("1.00", .cny)
    #expect(
      try outcome(policy, ["cancelled": true, "price": price, "before": Schemes.span(0)])
        .award?.refund == Money("1.00", .cny))
    #expect(
      try outcome(policy, ["cancelled": false, "price": price, "before": Schemes.span(0)])
        == .notEligible(.noRuleMatches))
  }

  @Test("an unknown class or time is not assessable, an unknown price an unknown amount")
  func unknown() throws {
    let policy = try policy(
      ladder(
        rows: [.init("high", for: ["F"], last: .nothing)],
        others: .init(
          "rest", last: .everything, bands: [.init(.atLeast(milliseconds: 10), .nothing)])))
    let price = try Schemes.sum("1.00", .cny)
    #expect(
      try outcome(policy, ["price": price, "before": Schemes.span(0)])
        == .notAssessable("back.high.0", missing: ["cabin"]))
    #expect(
      try outcome(policy, ["price": price, "cabin": "Y"])
        == .notAssessable("back.rest.0", missing: ["before"]))
    #expect(
      try outcome(policy, ["before": Schemes.span(0), "cabin": "F"])
        == .amountUnknown("back.high.0", missing: ["price"]))
  }

  @Test("a ladder with mistakes tells each of them with its place")
  func mistakes() throws {
    let twice = Rate(2, over: 1) ?? .one
    let below = Rate(-1, over: 2) ?? .one
    var ladder = ladder(
      rows: [
        .init("high", for: [], last: .share(twice)),
        .init(
          "high", for: ["F"], last: .nothing,
          bands: [
            .init(.moreThan(milliseconds: 5), .nothing),
            .init(.atLeast(milliseconds: 5), .share(below)),
          ]),
      ],
      others: .init("", for: ["F"], last: .nothing), by: nil)
    ladder.name = ""
    let error = try #require(throws: DocumentError.self) { try ladder.rules() }
    #expect(
      error.problems.map(\.path) == [
        "name", "rows", "rows[0].classes", "rows[0].last", "rows[1]", "rows[1].bands[1]",
        "rows[1].bands[1]", "others", "others.classes", "others.classes",
      ])
  }
}
