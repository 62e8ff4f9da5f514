// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

extension Schemes {
  /// What the service standards CM-31 to CM-36 of `Documentation/standards.md` promise: 10 % of the fee
  /// for a minor fault; everything back and a fifth on top for a heavy loss; the appraiser's bill for a
  /// human error; a yuan for each started hour overdue; everything back and twice what would
  /// otherwise be due for a result below standard. All that one case pays is 5,000 yuan at most, and
  /// all of a customer's year 100,000.
  ///
  /// Read as the standards are read there: the highest cause wins and overtime is added; the caps are
  /// about what is paid on top, in money, by the calendar years of China; "twice" leaves the refund
  /// alone.
  enum ServiceDesk {
    static let facts = [
      FactField("fault", .choice(["none", "minor", "heavyLoss", "humanError"])),
      FactField("isBelowStandard", .boolean), FactField("paid", .money(.cny)),
      FactField("serviceFee", .money(.cny)), FactField("appraisal", .money(.cny)),
    ]

    static func rules(doubling: [AwardFormula.Step]? = nil) throws -> [Rule<AwardFormula>] {
      let toCents = AwardFormula.Step.round(RoundingRule(.halfEven))
      let twice = try doubling ?? [.times(.rate(Rate("2")))]
      return [
        Rule(
          "overtime", when: .equals("cause", "overdue"),
          then: AwardFormula(
            [
              .accrue(
                .money(try Money("1.00", .cny)),
                per: AccrualUnits(.started, .elapsed(milliseconds: hour))), exactly,
            ], group: "overtime")),
        Rule(
          "belowStandard", when: .equals("isBelowStandard", true),
          then: AwardFormula(
            [.refund(.fact("paid")), .base(.awardOtherwiseDue)] + twice + [toCents])),
        Rule(
          "heavyLoss", when: .equals("fault", "heavyLoss"),
          then: AwardFormula([
            .refund(.fact("paid")), .base(.fact("paid")), .times(.rate(try Rate("20%"))), toCents,
          ])),
        Rule(
          "humanError", when: .equals("fault", "humanError"),
          then: AwardFormula([.base(.fact("appraisal")), exactly], form: .thirdPartyCost)),
        Rule(
          "minor", when: .equals("fault", "minor"),
          then: AwardFormula([
            .base(.fact("serviceFee")), .times(.rate(try Rate("10%"))), toCents,
          ])),
      ]
    }

    static func policy(doubling: [AwardFormula.Step]? = nil) throws -> CompensationPolicy {
      let money: Set<AwardForm.Kind> = [.cash, .credit, .thirdPartyCost]
      return try CompensationPolicy(
        "service-desk", version: "1", currency: .cny, zone: zone("Asia/Shanghai"), facts: facts,
        rules: rules(doubling: doubling),
        settlement: Settlement([
          .stack(Stacking(.highest, adding: ["overtime"])), .cap("case"), .cap("year"),
        ]),
        caps: [
          AwardCap(
            "case", try Money("5000.00", .cny), .perCase, .lifetime, covers: .compensationOnly,
            counts: money),
          AwardCap(
            "year", try Money("100000.00", .cny), .perCustomer, .calendarYear,
            covers: .compensationOnly, counts: money),
        ],
        options: CompensationOptions(arbitration: .equals("fault", "heavyLoss")))
    }

    static func fault(
      _ policy: CompensationPolicy, _ fault: String, paid: String = "0.00", fee: String = "0.00",
      appraisal: String = "0.00", isBelowStandard: Bool = false, key: IdempotencyKey = "c1",
      of ticket: TicketID = "T-1", at: String = "2025-06-15T12:00:00Z"
    ) throws -> Claim {
      try Schemes.claim(
        policy, key: key, of: ticket, at: at,
        [
          "fault": .text(fault), "isBelowStandard": .boolean(isBelowStandard),
          "paid": sum(paid, .cny), "serviceFee": sum(fee, .cny), "appraisal": sum(appraisal, .cny),
        ])
    }
  }
}

@Suite("What the standards of a service desk promise")
struct ServiceDeskTests {
  private let policy: CompensationPolicy

  init() throws { policy = try Schemes.ServiceDesk.policy() }

  private func award(_ claim: Claim) throws -> Award {
    try #require(Schemes.outcome(policy, claim).award)
  }

  @Test(
    "a minor fault gives a tenth of the fee",
    arguments: [("99.90", "9.99"), ("0.05", "0.00"), ("0.15", "0.02"), ("60000.00", "5000.00")]
      as [(String, String)])
  func minor(fee: String, sum: String) throws {
    // 0.005 and 0.015 are halves: to the even cent.
    let claim = try Schemes.ServiceDesk.fault(policy, "minor", fee: fee)
    #expect(try Schemes.onTop(policy, claim) == Money(sum, .cny))
    #expect(try Schemes.back(policy, claim) == Money("0.00", .cny))
  }

  @Test(
    "a heavy loss gives everything back and a fifth on top, to 5,000; the rest is shown",
    arguments: [
      ("6000.00", "1200.00", "0.00", []), ("25000.00", "5000.00", "0.00", []),
      ("25000.05", "5000.00", "0.01", ["case"]), ("30000.00", "5000.00", "1000.00", ["case"]),
    ] as [(String, String, String, [RuleID])])
  func heavyLoss(paid: String, sum: String, withheld: String, caps: [RuleID]) throws {
    let award = try award(Schemes.ServiceDesk.fault(policy, "heavyLoss", paid: paid))
    #expect(try award.refund == Money(paid, .cny))
    #expect(try award.compensation == Money(sum, .cny))
    #expect(try award.withheld == Money(withheld, .cny))
    #expect(award.limitedBy == caps)
    #expect(award.mayBeArbitrated)
  }

  @Test("a human error gives the appraiser's bill, which is somebody else's cost")
  func humanError() throws {
    let award = try award(Schemes.ServiceDesk.fault(policy, "humanError", appraisal: "800.00"))
    #expect(award.form == .thirdPartyCost)
    #expect(try award.compensation == Money("800.00", .cny))
    #expect(!award.mayBeArbitrated)
  }

  @Test(
    "below standard gives everything back and twice what would otherwise be due",
    arguments: [
      ("none", "0.00"), ("minor", "20.00"), ("heavyLoss", "400.00"), ("humanError", "160.00"),
    ] as [(String, String)])
  func belowStandard(fault: String, sum: String) throws {
    // By hand: a fee of 100, 1,000 paid, an appraisal of 80: 10, 200 and 80, twice.
    let award = try award(
      Schemes.ServiceDesk.fault(
        policy, fault, paid: "1000.00", fee: "100.00", appraisal: "80.00", isBelowStandard: true))
    #expect(award.rule == "belowStandard")
    #expect(try award.refund == Money("1000.00", .cny))
    #expect(try award.compensation == Money(sum, .cny))
  }

  @Test("twice of what nobody knows is unknown, and tells what is missing")
  func unknownDouble() throws {
    let paid = try Schemes.sum("1000.00", .cny)
    for (fault, missing) in [("minor", ["serviceFee"]), (nil, ["fault"])]
      as [(String?, [String])]
    {
      var facts = try Facts(policy.schema, ["isBelowStandard": true, "paid": paid])
      try facts.set("fault", to: fault.map { .text($0) })
      let cause = Cause(key: "c1", .fault, of: "T-1", at: try Instant("2025-06-15T12:00:00Z"))
      #expect(
        try Schemes.outcome(policy, Claim(cause, facts: facts, at: cause.occurredAt))
          == .amountUnknown("belowStandard", missing: missing))
    }
  }

  @Test(
    "overdue gives a yuan for each hour that has begun",
    arguments: [
      (0, 0), (1, 1), (3_600_000, 1), (3_600_001, 2), (5 * 3_600_000, 5), (18_000_001, 6),
    ] as [(Int64, Int64)])
  func overtime(milliseconds: Int64, yuan: Int64) throws {
    let claim = try Schemes.claim(policy, kind: "overdue", delay: Schemes.delay(milliseconds))
    #expect(
      try Schemes.onTop(policy, claim) == Money(minorUnits: yuan * 100, currency: .cny))
  }

  @Test("one case pays its highest cause and its overtime, 5,000 for all of it")
  func together() throws {
    var claims = try [
      Schemes.ServiceDesk.fault(policy, "minor", fee: "100.00", key: "minor"),
      Schemes.ServiceDesk.fault(policy, "heavyLoss", paid: "1000.00", key: "loss"),
    ]
    for (key, hours) in [("late", 30 as Int64), ("later", 2)] {
      claims.append(
        try Schemes.claim(
          policy, key: IdempotencyKey(key), kind: "overdue",
          delay: Schemes.delay(hours * Schemes.hour)))
    }
    for order in [claims, claims.reversed()] {
      let at = try Instant("2025-06-30T00:00:00Z")
      var account = CompensationAccount(of: "customer", in: .cny)
      for claim in order {
        try account.perform(.claim(claim), by: .system, at: at, under: policy)
      }
      #expect(account.standing(of: "T-1")?.compensation == (try Money("232.00", .cny)))
      #expect(account.standing(of: "T-1")?.refund == (try Money("1000.00", .cny)))
      let large = try Schemes.ServiceDesk.fault(policy, "heavyLoss", paid: "90000.00", key: "more")
      try account.perform(.claim(large), by: .system, at: at, under: policy)
      #expect(account.standing(of: "T-1")?.compensation == (try Money("5000.00", .cny)))
    }
  }

  @Test("a customer's year pays 100,000, and the next year anew")
  func year() throws {
    var account = CompensationAccount(of: "customer", in: .cny)
    var sums: [Int64] = []
    for number in 1...22 {
      // 21 cases of 4,900 in 2025 by the clocks of China, then one in the first second of 2026.
      let at = number < 22 ? "2025-12-31T15:59:59Z" : "2025-12-31T16:00:00Z"
      let claim = try Schemes.ServiceDesk.fault(
        policy, "heavyLoss", paid: "24500.00", key: IdempotencyKey("c\(number)"),
        of: TicketID("T-\(number)"), at: at)
      let events = try account.perform(.claim(claim), by: .system, at: claim.at, under: policy)
      #expect(!events.isEmpty)
      sums.append(account.standing(of: TicketID("T-\(number)"))?.compensation.minorUnits ?? -1)
    }
    // 20 × 4,900 are 98,000: the 21st gets 2,000.
    #expect(sums == Array(repeating: 490_000, count: 20) + [200_000, 490_000])
    #expect(
      account.standing(of: "T-21")?.refund == (try Money("24500.00", .cny)))
  }
}
