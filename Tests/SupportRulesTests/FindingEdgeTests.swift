// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import Testing

@Suite("Rules: findings at the edges: dates with a hole, collected outcomes, limits, wide tables")
struct FindingEdgeTests {
  // MARK: Dates

  private func day(_ rule: RuleID, _ date: String) throws -> Rule<String> {
    let first = try CivilDate(date)
    return Rule(
      rule, then: "holiday", from: first, until: CivilDate(daysSince1970: first.daysSince1970 + 1))
  }

  @Test("a gap before and behind a dated rule is two gaps, neither of which holds the rule's dates")
  func datedGaps() throws {
    let table = try RuleTable("t", schema: FactSchema([]), rules: [day("a", "2025-06-01")])
    let gaps = table.analysis().findings(of: .gap).compactMap(\.region)
    #expect(gaps.map(\.description) == ["*, onDate < 2025-06-01", "*, onDate ≥ 2025-06-02"])
    for gap in gaps { #expect(table.decide(gap.witness, on: gap.date) == .noMatch) }
  }

  @Test("a change on two days is two regions")
  func datedDifference() throws {
    let schema = try FactSchema([])
    let old = try RuleTable("t", schema: schema, rules: [], otherwise: "open")
    let new = try RuleTable(
      "t", schema: schema, rules: [day("a", "2025-06-01"), day("b", "2025-08-01")],
      otherwise: "open")
    let regions = try RuleTable.difference(from: old, to: new).regions.map(\.region.description)
    #expect(
      regions == [
        "*, 2025-06-01 ≤ onDate < 2025-06-02", "*, 2025-08-01 ≤ onDate < 2025-08-02",
      ])
  }

  // MARK: Collected outcomes

  private func schema() throws -> FactSchema {
    try FactSchema([
      FactField("age", .choice(["adult", "elderly"]), isProtected: true),
      FactField("isVIP", .boolean, isOptional: true),
    ])
  }

  /// Rules whose outcomes together are the same for every age.
  private static let alike: [HitPolicy: [(RuleID, Condition, Int)]] = [
    .collectSum: [
      ("a", .equals("age", "adult"), 1), ("b", .equals("age", "adult"), 2),
      ("c", .equals("age", "elderly"), 3),
    ],
    .collectMin: [("a", .equals("age", "adult"), 2), ("b", .always, 1)],
    .collectMax: [("a", .equals("age", "adult"), 1), ("b", .always, 2)],
    .collectCount: [("a", .equals("age", "adult"), 1), ("b", .equals("age", "elderly"), 2)],
    .collect: [
      ("a", .equals("age", "adult"), 1), ("b", .always, 2), ("c", .equals("age", "elderly"), 1),
    ],
  ]

  @Test(
    "a protected fact that leaves what is collected as it is does not decide",
    arguments: [HitPolicy.collectSum, .collectMin, .collectMax, .collectCount, .collect])
  func protectedWithoutInfluence(hitPolicy: HitPolicy) throws {
    let rules = try #require(Self.alike[hitPolicy]).map { Rule($0.0, when: $0.1, then: $0.2) }
    let table = try RuleTable("t", schema: schema(), hitPolicy: hitPolicy, rules: rules)
    #expect(table.analysis().findings(of: .protectedInfluence).isEmpty)
  }

  @Test("in the order of the rules the same outcomes are another list")
  func protectedOrder() throws {
    let rules = try #require(Self.alike[.collect]).map { Rule($0.0, when: $0.1, then: $0.2) }
    let table = try RuleTable("t", schema: schema(), hitPolicy: .ruleOrder, rules: rules)
    #expect(table.analysis().findings(of: .protectedInfluence).count == 1)
  }

  @Test(
    "an unknown rule that could not change what is collected is no finding, one that could is",
    arguments: [(HitPolicy.collectSum, 0, 7), (.collectMin, 9, 1), (.collectMax, 1, 9)])
  func notAssessable(hitPolicy: HitPolicy, idle: Int, changing: Int) throws {
    func table(_ outcomes: [Int]) throws -> RuleTable<Int> {
      let unknown = outcomes.enumerated().map {
        Rule(RuleID("vip\($0.offset)"), when: .equals("isVIP", true), then: $0.element)
      }
      return try RuleTable(
        "t", schema: schema(), hitPolicy: hitPolicy, rules: [Rule("base", then: 5)] + unknown)
    }
    #expect(try table([idle]).analysis().findings(of: .notAssessable).isEmpty)
    let both = try table([idle, changing])
    let findings = both.analysis().findings(of: .notAssessable)
    #expect(findings.count == 1)
    guard case .notAssessable(let rule, let region)? = findings.first else { return }
    #expect(rule == "vip1")
    #expect(both.decide(region.witness) == .notAssessable("vip1", missing: ["isVIP"]))
  }

  /// Where `opt` is not known, x < 5 gives 5 and x ≥ 5 gives 1: the unknown rule cannot lessen either.
  private func doubtful(isProtected: Bool) throws -> RuleTable<Int> {
    let schema = try FactSchema([
      FactField("x", .integer(0...9), isProtected: isProtected),
      FactField("opt", .boolean, isOptional: true),
    ])
    let late = Condition.isWithin("x", FactRange(lower: .including(5), upper: .unbounded))
    return try RuleTable(
      "t", schema: schema, hitPolicy: .collectMin,
      rules: [
        Rule("a", when: .all([late, .not(.isKnown("opt"))]), then: 1), Rule("b", then: 5),
        Rule("c", when: .equals("opt", true), then: 9),
      ])
  }

  @Test("cases that are decided although a rule is unknown count in proofs")
  func decidedInDoubt() throws {
    let proof = try doubtful(isProtected: false).monotonicity(in: "x", .neverLess)
    #expect(proof.counterexample?.lowerOutcome == 5 && proof.counterexample?.upperOutcome == 1)
    let findings = try doubtful(isProtected: true).analysis().findings(of: .protectedInfluence)
    #expect(findings.count == 1)
  }

  @Test("a smaller sum refutes growth although sums of another currency stand before it")
  func kindsInTurn() throws {
    let sums = [(5, Currency.usd), (10, .cny), (3, .cny)]
    let table = try RuleTable(
      "t", schema: FactSchema([FactField("x", .integer(0...2))]),
      rules: sums.enumerated().map { number, sum in
        Rule(
          RuleID("r\(number)"), when: .equals("x", .integer(Int64(number))),
          then: Money(minorUnits: Int64(sum.0) * 100, currency: sum.1))
      })
    let proof = try table.monotonicity(in: "x", .neverLess)
    #expect(proof.counterexample?.lowerOutcome == RefundDesk.yuan(10))
    #expect(proof.counterexample?.upperOutcome == RefundDesk.yuan(3))
    #expect(try table.monotonicity(in: "x", .neverMore) == .holds)
  }

  @Test("a rule that only adds to a conflict changes nothing")
  func conflicting() throws {
    let table = try RuleTable(
      "t", schema: FactSchema([FactField("x", .boolean)]), hitPolicy: .unique,
      rules: ["a", "b", "c"].enumerated().map {
        Rule(RuleID($0.element), when: .equals("x", true), then: $0.offset)
      })
    #expect(
      table.analysis().findings(of: .redundant) == [
        .redundant("a"), .redundant("b"), .redundant("c"),
      ])
  }

  @Test(
    "rules that match together and whose outcomes do not mix contradict each other",
    arguments: [HitPolicy.collectSum, .collectMin, .collectMax])
  func mixedOutcomes(hitPolicy: HitPolicy) throws {
    let schema = try FactSchema([FactField("x", .integer(0...9))])
    let early = Condition.isWithin("x", FactRange(from: 0, below: 3))
    let late = Condition.isWithin("x", FactRange(from: 3, below: 9))
    let table = try RuleTable(
      "t", schema: schema, hitPolicy: hitPolicy,
      rules: [
        Rule("base", when: early, then: RefundDesk.yuan(1)),
        Rule("euro", when: .isOneOf("x", [2, 5]), then: Money(minorUnits: 1, currency: .eur)),
        Rule("late", when: late, then: Money(minorUnits: 5, currency: .eur)),
      ])
    let found = table.analysis().findings(of: .overlap)
    #expect(found.count == 1)
    guard case .overlap("base", "euro", let region, isResolved: false)? = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(region.description == "x = 2")
    #expect(
      table.decide(region.witness)
        == .conflict(RuleConflict(.differentKinds, rules: ["base", "euro"])))
  }

  // MARK: Limits

  @Test("limits stay in bounds, also when they are set later")
  func limits() throws {
    var limits = RuleTableAnalysis.Limits(steps: .min, findings: .min)
    #expect(limits == RuleTableAnalysis.Limits(steps: 1, findings: 1))
    limits.steps = -1
    limits.findings = -1
    #expect(limits == RuleTableAnalysis.Limits(steps: 1, findings: 1))
    let table = try RuleTable("t", schema: schema(), rules: [Rule<Int>]())
    let all = RuleTableAnalysis.Limits(steps: .max, findings: .max)
    #expect(table.analysis(limits: all).findings(of: .gap).count == 1)
    #expect(try table.equivalence(to: table, limits: all) == .holds)
  }

  @Test("what a limit leaves out is mentioned, also where all that is shown is one gap")
  func leftOut() throws {
    let schema = try FactSchema([
      FactField("line", .choice((0..<6).map { "l\($0)" })), FactField("isNight", .boolean),
    ])
    let table = try RuleTable(
      "t", schema: schema,
      rules: (0..<6).map { number in
        Rule(
          RuleID("r\(number)"),
          when: .all([.equals("line", .text("l\(number)")), .equals("isNight", false)]),
          then: number)
      })
    let found = table.analysis(limits: .init(findings: 1)).findings(of: .gap)
    #expect(found.count == 2 && found.last == .more(.gap))
    #expect(table.analysis().findings(of: .gap).map(\.region?.description) == ["isNight = true"])
  }

  @Test("a table that asks too many facts for a proof still tells what needs none")
  func wide() throws {
    let names = (0..<300).map { "f\($0)" }
    let schema = try FactSchema((names + ["idle"]).map { FactField($0, .boolean) })
    let date = try CivilDate("2025-01-01")
    var rules = names.map { Rule(RuleID($0), when: .equals($0, true), then: 1) }
    rules.append(Rule("never", then: 2, from: date, until: date))
    let table = try RuleTable("t", schema: schema, rules: rules, otherwise: 0)
    let analysis = table.analysis()
    #expect(analysis.findings(of: .unusedFact) == [.unusedFact("idle")])
    #expect(analysis.findings(of: .neverValid) == [.neverValid("never")])
    #expect(analysis.findings(of: .gap).isEmpty && analysis.completeness == .holds)
    #expect(analysis.findings(of: .overlap) == [.notProved(.overlap)])
    // Nothing is protected or optional: there is no such question, and no warning about it.
    #expect(analysis.findings(of: .protectedInfluence).isEmpty)
    #expect(analysis.findings(of: .notAssessable).isEmpty)
    let list = try RuleTable("t", schema: schema, hitPolicy: .collect, rules: rules).analysis()
    #expect(list.findings(of: .overlap).isEmpty && list.findings(of: .redundant).isEmpty)
  }

  // MARK: Words

  @Test("a case without a known fact is told as any case, and a date without facts stands alone")
  func examples() throws {
    let schema = try FactSchema([])
    let empty = try RuleTable("t", schema: schema, rules: [Rule<Int>]())
    #expect(
      empty.analysis().findings.map { $0.explanation.text() } == [
        "no rule matches *\n  for example *"
      ])
    let dated = try RuleTable("t", schema: schema, rules: [day("a", "2025-06-01")])
    #expect(
      dated.analysis().findings.first?.explanation.text()
        == "no rule matches *, onDate < 2025-06-01\n  for example onDate = 2025-05-31")
  }
}
