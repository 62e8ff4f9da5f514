// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("What the checks say of a policy before it is published")
struct CheckTests {
  private static let toCents = AwardFormula.Step.round(RoundingRule(.halfEven))

  private static func yuan(_ text: String) -> Money { Desk.yuan(text) }

  /// A policy of some rules over a bounded price, with a cap of 5,000 for a case.
  private static func policy(
    _ rules: [Rule<AwardFormula>], otherwise: AwardFormula? = nil,
    settle: [Settlement.Step] = [.cap("case")], cap: AwardCap? = nil,
    facts more: [FactField] = []
  ) throws -> CompensationPolicy {
    try CompensationPolicy(
      "desk", version: "1", currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: [
        FactField("fault", .choice(["none", "minor", "heavyLoss"])),
        FactField("paid", .money(.cny, minorUnits: 0...100_000_000)),
      ] + more, rules: rules, otherwise: otherwise,
      settlement: Settlement([.stack(Stacking(.highest))] + settle),
      caps: settle.contains(.cap("case"))
        ? [
          cap
            ?? AwardCap(
              "case", yuan("5000"), .perCase, .lifetime, covers: .compensationOnly,
              counts: Desk.allForms)
        ] : [])
  }

  private static func share(_ rate: String, _ rest: AwardFormula.Step...) throws -> AwardFormula {
    AwardFormula([.base(.fact("paid")), .times(.rate(try Rate(rate)))] + rest + [toCents])
  }

  private static func texts(_ analysis: CompensationAnalysis) -> [String] {
    analysis.findings.map { $0.explanation.text() }
  }

  @Test("a claim that matches no rule is asked about, not accused")
  func gap() throws {
    let policy = try Self.policy([
      Rule("minor", when: .equals("fault", "minor"), then: Self.share("10%")),
      Rule("heavy", when: .equals("fault", "heavyLoss"), then: Self.share("20%")),
    ])
    let gap = try #require(policy.analysis().findings.first)
    #expect(gap.severity == .warning)
    #expect(
      gap.explanation.text()
        == "a claim with fault = none matches no rule: is that meant?\n  for example fault = none")
    #expect(
      gap.explanation.text(in: .simplifiedChinese)
        == "fault = none 的索赔没有对应规则：是否有意如此？\n  例如 fault = none")
  }

  @Test("a cap bites above the last sum that it leaves whole")
  func capBites() throws {
    let formula = AwardFormula([.base(.fact("paid")), .times(.rate(try Rate("20%")))])
    let policy = try Self.policy(
      [Rule("CM-32", when: .always, then: formula)],
      settle: [.cap("case"), .round(RoundingRule(.halfEven))])
    let findings = policy.analysis().findings(of: .capBites)
    guard case .capBites("CM-32", "case", "paid", let last, let award) = findings.first else {
      Issue.record("\(findings)")
      return
    }
    #expect(findings.count == 1)
    #expect(last == .money(Self.yuan("25000")))
    #expect(award.facts["paid"] == .money(Self.yuan("25000.01")))
    #expect(award.compensation == Self.yuan("5000"))
    #expect(
      findings[0].explanation.text().hasPrefix(
        "case makes CM-32 pay less than its formula above a paid of 25000.00 CNY"))
  }

  @Test("a rule whose sum is always above the cap is dead under it, and so is what it differs in")
  func deadUnderCap() throws {
    let policy = try Self.policy(
      [
        Rule(
          "big", when: .equals("fault", "heavyLoss"),
          then: AwardFormula([.base(.money(Self.yuan("8000")))])
        ),
        Rule(
          "bigger", when: .equals("fault", "minor"),
          then: AwardFormula([.base(.money(Self.yuan("9000")))])
        ),
        Rule("rest", when: .always, then: Self.share("10%")),
      ], settle: [.cap("case"), .round(RoundingRule(.halfEven))])
    let dead = policy.analysis().findings(of: .deadUnderCap)
    #expect(dead.count == 3)
    #expect(dead.contains(.sameUnderCap("big", "bigger", cap: "case")))
    let rules = dead.compactMap { finding -> RuleID? in
      if case .alwaysCapped(let rule, "case", _) = finding { rule } else { nil }
    }
    #expect(rules == ["big", "bigger"])
  }

  @Test("two rules that differ only in limits above the cap pay the same")
  func limitsAboveCap() throws {
    let policy = try Self.policy([
      Rule(
        "six", when: .equals("fault", "minor"),
        then: Self.share("20%", .atMost(.money(Self.yuan("6000"))))),
      Rule(
        "seven", when: .equals("fault", "heavyLoss"),
        then: Self.share("20%", .atMost(.money(Self.yuan("7000"))))),
      Rule(
        "four", when: .always, then: Self.share("20%", .atMost(.money(Self.yuan("4000"))))),
    ])
    #expect(
      policy.analysis().findings(of: .deadUnderCap) == [
        .sameUnderCap("six", "seven", cap: "case")
      ])
  }

  @Test("more that is paid less is found within formulas and from rule to rule")
  func paysLess() throws {
    let hours = FactField("hours", .integer(0...1_000, unit: "h"))
    let bands = AwardBands(
      of: "hours",
      rows: [
        .init(from: .including(.integer(10)), .rate(try Rate("50%"))),
        .init(from: .including(.integer(20)), .rate(try Rate("40%"))),
        .init(from: .including(.integer(30)), .rate(try Rate("60%"))),
      ])
    let policy = try Self.policy(
      [
        Rule(
          "late", when: .always,
          then: AwardFormula([.base(.fact("paid")), .bands(bands), Self.toCents]))
      ], settle: [], facts: [hours])
    guard case .fails(let pair) = try policy.monotonicity(in: "hours", .neverLess) else {
      Issue.record("holds")
      return
    }
    #expect(pair.lower.facts["hours"] == .integer(19))
    #expect(pair.upper.facts["hours"] == .integer(20))
    #expect(try policy.monotonicity(in: "paid", .neverLess) == .holds)
    #expect(policy.analysis().findings(of: .paysLess).count == 1)
    #expect(throws: FactError.unordered("fault")) {
      try policy.monotonicity(in: "fault", .neverLess)
    }
    #expect(throws: FactError.undeclared("hour", suggestion: "hours")) {
      try policy.monotonicity(in: "hour", .neverLess)
    }
  }

  @Test("what is paid back of a price with a least fee grows with the price")
  func rest() throws {
    func ladder(_ rule: RoundingRule) throws -> CompensationPolicy {
      try Self.policy(
        [
          Rule(
            "fee", when: .always,
            then: AwardFormula([
              .base(.share(try Rate("20%"), of: "paid")), .round(rule),
              .atLeast(.money(Self.yuan("2"))), .rest(of: .fact("paid")), .becomesRefund,
              Self.toCents,
            ]))
        ], settle: [])
    }
    #expect(try ladder(RoundingRule(.up)).monotonicity(in: "paid", .neverLess) == .holds)
    // Rounded to half a yuan, the fee jumps by more than the cent that the price grows.
    guard
      case .fails(let pair) = try ladder(RoundingRule(.halfUp, step: 50)).monotonicity(
        in: "paid", .neverLess)
    else {
      Issue.record("holds")
      return
    }
    #expect(pair.upper.refund.minorUnits < pair.lower.refund.minorUnits)
  }

  @Test("a delay that counts working days is not proved, since facts do not tell them")
  func calendars() throws {
    let policy = try CompensationPolicy(
      "desk", version: "1", currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: [],
      rules: [
        Rule(
          "late", when: .isKnown("delay"),
          then: AwardFormula([
            .accrue(.money(Self.yuan("1")), per: AccrualUnits(.started, .calendarDay))
          ]))
      ], settlement: Settlement([.stack(Stacking(.highest)), .round(RoundingRule(.exact))]))
    #expect(try policy.monotonicity(in: "delay", .neverLess) == .notProved)
    #expect(
      policy.analysis().findings.contains(.notProved(.paysLess, about: "delay")))
  }

  @Test("an hour that has begun is the largest step of a delay")
  func cliff() throws {
    let late = try CompensationPolicy(
      "desk", version: "1", currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: [],
      rules: [
        Rule(
          "overtime", when: .isKnown("delay"),
          then: AwardFormula([
            .accrue(
              .money(Self.yuan("1")), per: AccrualUnits(.started, .elapsed(milliseconds: 3_600_000))
            )
          ]))
      ], settlement: Settlement([.stack(Stacking(.highest)), .round(RoundingRule(.halfEven))]))
    let cliffs = late.analysis().findings(of: .cliff)
    guard case .cliff("delay", let pair, isLargest: true) = cliffs.first else {
      Issue.record("\(cliffs)")
      return
    }
    #expect(pair.upper.total.minorUnits - pair.lower.total.minorUnits == 100)
    #expect(try late.monotonicity(in: "delay", .neverLess) == .holds)
  }

  @Test("a limit before a multiplier is not one behind it")
  func order() throws {
    let policy = try Self.policy(
      [
        Rule(
          "double", when: .always,
          then: AwardFormula([
            .base(.fact("paid")), .atMost(.money(Self.yuan("500"))), .times(.rate(try Rate("2"))),
            Self.toCents,
          ]))
      ], settle: [])
    let found = policy.analysis().findings(of: .orderMatters)
    guard case .orderMatters("double", step: 1, let award, let swapped) = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(award.compensation.minorUnits > swapped.compensation.minorUnits)
  }

  @Test("rounding before a least payout is not rounding behind it")
  func settlementOrder() throws {
    let policy = try Self.policy(
      [
        Rule(
          "share", when: .always,
          then: AwardFormula([.base(.fact("paid")), .times(.rate(try Rate("1/3")))]))
      ], settle: [.minimum(Self.yuan("1")), .round(RoundingRule(.halfUp))])
    let found = policy.analysis().findings(of: .orderMatters)
    guard case .orderMatters(nil, step: 1, let award, let swapped) = found.first else {
      Issue.record("\(found)")
      return
    }
    #expect(award.compensation == Self.yuan("0") && swapped.compensation == Self.yuan("1"))
    #expect(award.facts["paid"] == .money(Self.yuan("2.99")))
  }

  @Test("equal declared facts give equal awards where nothing asks about a protected one")
  func protected() throws {
    let age = FactField("age", .integer(0...120), isProtected: true)
    let plain = try Self.policy(
      [Rule("all", when: .always, then: Self.share("10%"))], facts: [age])
    #expect(plain.analysis().protectedFacts == .holds)
    let byFormula = try Self.policy(
      [
        Rule(
          "all", when: .always,
          then: AwardFormula([.base(.fact("paid")), .times(.fact("age")), Self.toCents]))
      ], facts: [age])
    guard case .fails(.protectedInfluence("age", _)) = byFormula.analysis().protectedFacts else {
      Issue.record("\(byFormula.analysis().protectedFacts)")
      return
    }
    let byRule = try Self.policy(
      [Rule("old", when: .atLeast("age", .integer(65)), then: Self.share("10%"))], facts: [age])
    guard case .fails(.table(.protectedInfluence("age", _, _))) = byRule.analysis().protectedFacts
    else {
      Issue.record("\(byRule.analysis().protectedFacts)")
      return
    }
    // What would otherwise be due hides the question from the rules, not from the award.
    let behind = try Self.policy(
      [
        Rule(
          "double", when: .always,
          then: AwardFormula([
            .base(.awardOtherwiseDue), .times(.rate(try Rate("2"))), Self.toCents,
          ])),
        Rule("old", when: .atLeast("age", .integer(65)), then: Self.share("10%")),
      ], facts: [age])
    guard case .fails(.protectedInfluence("age", let pair)) = behind.analysis().protectedFacts
    else {
      Issue.record("\(behind.analysis().protectedFacts)")
      return
    }
    #expect(pair.lower.compensation != pair.upper.compensation)
  }

  @Test("what a new version changes is told by a claim that both pay")
  func difference() throws {
    let old = try Self.policy([
      Rule("minor", when: .equals("fault", "minor"), then: Self.share("10%")),
      Rule("heavy", when: .equals("fault", "heavyLoss"), then: Self.share("20%")),
    ])
    #expect(try CompensationPolicy.difference(from: old, to: old).isEmpty)
    let new = try Self.policy([
      Rule("minor", when: .equals("fault", "minor"), then: Self.share("10%")),
      Rule("heavy", when: .equals("fault", "heavyLoss"), then: Self.share("25%")),
    ])
    let difference = try CompensationPolicy.difference(from: old, to: new)
    #expect(!difference.hasMore)
    let change = try #require(difference.changes.first)
    #expect(difference.changes.count == 1)
    #expect(change.before.rule == "heavy" && change.before.facts["fault"] == "heavyLoss")
    #expect(change.money == (try change.after.total - change.before.total))
    #expect((change.money?.minorUnits ?? 0) > 0)
  }

  @Test("a formula that only a cap keeps from the end of 64 bits traps nothing")
  func farBounds() throws {
    let policy = try CompensationPolicy(
      "wide", version: "1", currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: [
        FactField("paid", .money(.cny)), FactField("count", .integer(.min...(.max))),
        FactField("ratio", .decimal(decimals: 18)), FactField("on", .date),
        FactField("at", .instant),
        FactField("far", .money(.cny, minorUnits: (.max - 2)...(.max)), isProtected: true),
        FactField("last", .integer((.max - 1)...(.max))),
      ],
      rules: [
        Rule(
          "all", when: .above("count", .integer(-5)) || .isKnown("on") || .isKnown("at"),
          then: AwardFormula([
            .base(.fact("paid")), .times(.fact("count")), .times(.fact("ratio")),
            .accrue(.fact("paid"), per: AccrualUnits(.started, .number(7), of: .fact("count"))),
            .atLeast(.money(Self.yuan("10"))), Self.toCents,
          ])),
        Rule(
          "far", when: .always,
          then: AwardFormula([
            .base(.fact("far")), .atMost(.fact("paid")), .times(.rate(try Rate("1/3"))),
            .accrue(
              .money(Self.yuan("0.01")),
              per: AccrualUnits(.started, .number(1), of: .fact("last"), atMost: .max)),
            Self.toCents,
          ])),
      ],
      settlement: Settlement([.stack(Stacking(.highest)), .cap("case")]),
      caps: [
        AwardCap(
          "case", Self.yuan("5"), .perCase, .lifetime, covers: .refundAndCompensation,
          counts: Desk.allForms)
      ])
    let analysis = policy.analysis(limits: .init(steps: 500))
    #expect(!analysis.findings.isEmpty)
  }

  @Test("every sentence of the checks has two languages")
  func sentences() {
    #expect(Set(Explanation.Code.allCompensationChecks.map(\.id)).count == 15)
  }
}
