// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTime

/// Small policies by chance, so small that all their claims can be listed.
struct CheckRandomPolicy {
  var random: SplitMix64
  let zone: ZoneRules
  let fields: [FactField]
  var rules: [Rule<AwardFormula>] = []
  var otherwise: AwardFormula?
  var settlement = Settlement([])
  var caps: [AwardCap] = []
  /// How many times more values the facts have than those that can be listed.
  let scale: (number: Int64, money: Int64, time: Int64)

  init(seed: UInt64, isWide: Bool = false) throws {
    random = SplitMix64(seed: seed)
    scale = isWide ? (100, 1_000, 100_000) : (1, 1, 1)
    zone = try ZoneRules(identifier: "Asia/Shanghai")
    fields = [
      FactField("kind", .choice(["a", "b"])),
      FactField("number", .integer(0...4 * scale.number), isProtected: random.oneIn(3)),
      FactField("paid", .money(.cny, minorUnits: 0...9 * scale.money)),
      FactField("late", .duration(milliseconds: 0...4 * scale.time)),
    ]
    let count = pick(1...3)
    for place in 0..<count {
      rules.append(
        Rule(
          RuleID("r\(place)"), when: condition(),
          then: formula(hasRulesBehind: place + 1 < count)))
    }
    if random.oneIn(3) { otherwise = formula(hasRulesBehind: false) }
    settle()
  }

  func policy() throws(DocumentError) -> CompensationPolicy {
    try CompensationPolicy(
      "random", version: "1", currency: .cny, zone: zone, facts: fields, rules: rules,
      otherwise: otherwise, settlement: settlement, caps: caps)
  }

  // MARK: Parts

  mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  private mutating func money(_ range: ClosedRange<Int>) -> Money {
    Money(minorUnits: Int64(pick(range)) * scale.money, currency: .cny)
  }

  private mutating func rate() -> Rate {
    Rate(Int64(pick(0...6)), over: Int64(pick(1...4))) ?? .one
  }

  private mutating func condition() -> Condition {
    var parts: [Condition] = []
    if random.oneIn(2) { parts.append(.equals("kind", random.oneIn(2) ? "a" : "b")) }
    if random.oneIn(2) {
      parts.append(.atLeast("number", .integer(Int64(pick(1...3)) * scale.number)))
    }
    if random.oneIn(3) { parts.append(.below("paid", .money(money(2...8)))) }
    if random.oneIn(3) {
      parts.append(.atLeast("late", .duration(milliseconds: Int64(pick(1...3)) * scale.time)))
    }
    return parts.isEmpty ? .always : .all(parts)
  }

  private mutating func amount(_ hasRulesBehind: Bool) -> AwardAmount {
    switch pick(0...6) {
    case 0, 1: .fact("paid")
    case 2, 3: .share(Rate(Int64(pick(0...4)), over: 4) ?? .one, of: "paid")
    case 4 where hasRulesBehind: .awardOtherwiseDue
    default: .money(money(0...8))
    }
  }

  private mutating func units() -> AccrualUnits {
    let counting: [AccrualUnits.Counting] = [.started, .full, .exact]
    let most: Int64? = random.oneIn(3) ? Int64(pick(0...2)) : nil
    if random.oneIn(2) {
      return AccrualUnits(
        counting[pick(0...2)], .number(Int64(pick(1...3)) * scale.number), of: .fact("number"),
        atMost: most)
    }
    return AccrualUnits(
      counting[pick(0...2)], .elapsed(milliseconds: Int64(pick(1...3)) * scale.time),
      of: .fact("late"),
      after: random.oneIn(3) ? .elapsed(milliseconds: scale.time) : nil, atMost: most)
  }

  private mutating func bands() -> AwardBands {
    if random.oneIn(3) {
      return AwardBands(
        of: "paid", .slices,
        rows: [
          .init(from: .including(.money(money(0...3))), .rate(rate())),
          .init(from: .excluding(.money(money(4...8))), .rate(rate())),
        ])
    }
    func worth(_ one: Money, _ rate: Rate, _ isRate: Bool) -> AwardBands.Worth {
      isRate ? .rate(rate) : .amount(one)
    }
    return AwardBands(
      of: "number",
      rows: [
        .init(
          from: random.oneIn(2) ? .unbounded : .including(.integer(scale.number)),
          worth(money(0...9), rate(), random.oneIn(2))),
        .init(
          from: random.oneIn(2)
            ? .including(.integer(3 * scale.number)) : .excluding(.integer(2 * scale.number)),
          worth(money(0...9), rate(), random.oneIn(2))),
      ])
  }

  private mutating func rounding() -> RoundingRule {
    let directions: [RoundingRule.Direction] = [
      .up, .down, .halfEven, .halfOdd, .halfUp, .halfDown, .towardZero,
    ]
    return RoundingRule(
      directions[pick(0...directions.count - 1)], step: random.oneIn(3) ? Int64(pick(2...4)) : 1)
  }

  private mutating func formula(hasRulesBehind: Bool) -> AwardFormula {
    var steps: [AwardFormula.Step] = [.base(amount(hasRulesBehind))]
    for _ in 0..<pick(0...4) {
      let step: AwardFormula.Step =
        switch pick(0...13) {
        case 0: .refund(.share(Rate(1, over: Int64(pick(1...3))) ?? .one, of: "paid"))
        case 1: .becomesRefund
        case 2: .add(amount(hasRulesBehind))
        case 3: .subtract(amount(hasRulesBehind))
        case 4: .rest(of: amount(hasRulesBehind))
        case 5: .bands(bands())
        case 6: .accrue(amount(hasRulesBehind), per: units())
        case 7: .times(.fact("number"))
        case 8: .times(.perUnit(rate(), units()))
        case 9: .atLeast(amount(hasRulesBehind))
        case 10, 11: .atMost(amount(hasRulesBehind))
        case 12: .round(rounding())
        default: .times(.rate(rate()))
        }
      steps.append(step)
    }
    return AwardFormula(steps + [.round(rounding())])
  }

  private mutating func settle() {
    var steps: [Settlement.Step] = [
      .stack(Stacking(random.oneIn(4) ? .sumUpTo(money(5...9)) : .highest))
    ]
    if random.oneIn(3) { steps.append(.minimum(money(1...3))) }
    for name in ["c0", "c1"] where random.oneIn(2) {
      steps.append(.cap(RuleID(name)))
      caps.append(
        AwardCap(
          RuleID(name), money(1...8), .perCase, .lifetime,
          covers: random.oneIn(3) ? .refundAndCompensation : .compensationOnly,
          counts: Set(AwardForm.Kind.allCases)))
    }
    if random.oneIn(2) { steps.append(.round(rounding())) }
    if random.oneIn(4), steps.count > 2 { steps.swapAt(1, steps.count - 1) }
    settlement = Settlement(steps)
  }
}

/// All claims of a small policy with what each is paid.
struct CheckCensus {
  /// What a claim is paid.
  struct Row: Hashable {
    var rule: RuleID?
    var refund: Money
    var compensation: Money
    var limitedBy: [RuleID]
    var total: Int64 { refund.minorUnits + compensation.minorUnits }
  }

  static let kinds: [FactValue] = ["a", "b"]
  static let sizes = ["kind": 2, "number": 5, "paid": 10, "late": 5]

  let policy: CompensationPolicy
  /// By kind, number, paid and late.
  var rows: [[Int]: Row] = [:]

  init(_ policy: CompensationPolicy) throws {
    self.policy = policy
    for kind in 0..<2 {
      for number in 0..<5 {
        for paid in 0..<10 {
          for late in 0..<5 {
            rows[[kind, number, paid, late]] = try Self.row(
              policy, Self.facts(policy, [kind, number, paid, late]))
          }
        }
      }
    }
  }

  static func facts(_ policy: CompensationPolicy, _ key: [Int]) throws -> Facts {
    try Facts(
      policy.schema,
      [
        "kind": kinds[key[0]], "number": .integer(Int64(key[1])),
        "paid": .money(Money(minorUnits: Int64(key[2]), currency: .cny)),
        "late": .duration(milliseconds: Int64(key[3])),
      ])
  }

  /// What a claim is paid by the public way.
  static func row(_ policy: CompensationPolicy, _ facts: Facts) throws -> Row? {
    let start = try Instant("2025-05-18T10:00:00Z")
    let claim = Claim(Cause(key: "c", .fault, of: "t", at: start), facts: facts, at: start)
    let zero = Money.zero(.cny)
    switch try? policy.award(for: claim, in: CompensationAccount(of: "mei", in: .cny)) {
    case .eligible(let award):
      return Row(
        rule: award.rule, refund: award.refund, compensation: award.compensation,
        limitedBy: award.limitedBy)
    case .notEligible(.nothingDue(let rule)):
      return Row(rule: rule, refund: zero, compensation: zero, limitedBy: [])
    case .notEligible(.noRuleMatches):
      return Row(rule: nil, refund: zero, compensation: zero, limitedBy: [])
    case .amountUnknown, .notAssessable, nil: return nil
    }
  }

  /// Pairs of claims that differ in one fact only, the smaller value first.
  func pairs(_ axis: Int, areNeighbours: Bool = false) -> [(Row, Row)] {
    let size = [2, 5, 10, 5][axis]
    var result: [(Row, Row)] = []
    for (key, row) in rows {
      for value in (key[axis] + 1)..<Swift.max(size, key[axis] + 1) {
        if areNeighbours, value > key[axis] + 1 { break }
        var other = key
        other[axis] = value
        if let upper = rows[other] { result.append((row, upper)) }
      }
    }
    return result
  }
}
