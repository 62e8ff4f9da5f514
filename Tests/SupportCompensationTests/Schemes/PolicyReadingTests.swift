// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

/// What a policy has to say because the words of a scheme leave it open (semantics C5, C6): each
/// reading with a case in which it alone gives its sum.
@Suite("Readings that a policy has to choose")
struct PolicyReadingTests {
  /// A policy that gives the fact `sum` on top and the fact `back` back.
  private func policy(
    version: PolicyVersion = "1", zone: String = "Asia/Shanghai",
    stack: Stacking = Stacking(.sum, refunds: .sum), _ caps: [AwardCap] = [],
    round: RoundingRule = RoundingRule(.exact), inPoints: AwardForm = .cash,
    grants: [AwardGrant] = []
  ) throws -> CompensationPolicy {
    let steps: [AwardFormula.Step] = [.refund(.fact("back")), .base(.fact("sum"))]
    return try CompensationPolicy(
      "readings", version: version, currency: .cny, zone: Schemes.zone(zone),
      facts: [
        FactField("sum", .money(.cny)), FactField("back", .money(.cny)),
        FactField("group", .choice(["cash", "points", "extra"])),
      ],
      rules: [
        Rule(
          "points", when: .equals("group", "points"),
          then: AwardFormula(steps, form: inPoints, grants: grants)),
        Rule(
          "extra", when: .equals("group", "extra"), then: AwardFormula(steps, group: "extra")),
        Rule("cash", then: AwardFormula(steps)),
      ],
      settlement: Settlement([.stack(stack)] + caps.map { .cap($0.id) } + [.round(round)]),
      caps: caps)
  }

  private func cap(
    _ sum: String, _ scope: AwardCap.Scope = .perCustomer,
    _ window: AwardCap.Window = .lifetime, covers: AwardCap.Cover = .compensationOnly,
    counts: Set<AwardForm.Kind> = [.cash]
  ) throws -> AwardCap {
    AwardCap("cap", try Money(sum, .cny), scope, window, covers: covers, counts: counts)
  }

  private func claim(
    _ policy: CompensationPolicy, _ key: IdempotencyKey, _ sum: String, back: String = "0.00",
    group: String = "cash", of ticket: TicketID? = nil, at: String = "2025-06-15T12:00:00Z"
  ) throws -> Claim {
    try Schemes.claim(
      policy, key: key, of: ticket ?? TicketID(key.rawValue), at: at,
      [
        "sum": Schemes.sum(sum, .cny), "back": Schemes.sum(back, .cny), "group": .text(group),
      ])
  }

  /// What the last of some claims is awarded, whenever each is told.
  private func last(
    _ claims: [Claim], under policies: CompensationPolicyVersions
  ) throws -> Award {
    var account = CompensationAccount(of: "customer", in: .cny)
    let now = try Instant("2030-01-01T00:00:00Z")
    for claim in claims {
      try account.perform(.claim(claim), by: .system, at: now, under: policies)
    }
    let key = try #require(claims.last?.cause.key)
    return try #require(account.cause(key)?.award)
  }

  private func last(_ claims: [Claim], under policy: CompensationPolicy) throws -> Award {
    try last(claims, under: CompensationPolicyVersions(policy))
  }

  // MARK: What a cap covers and counts

  @Test(
    "a cap covers what is on top, or the refund, too, which is never cut",
    arguments: [
      (.perCase, .compensationOnly, "900.00"), (.perCase, .refundAndCompensation, "500.00"),
      (.perCustomer, .compensationOnly, "900.00"),
      (.perCustomer, .refundAndCompensation, "500.00"),
    ] as [(AwardCap.Scope, AwardCap.Cover, String)])
  func covers(scope: AwardCap.Scope, covers: AwardCap.Cover, sum: String) throws {
    let policy = try policy([cap("5000.00", scope, covers: covers)])
    let award = try last(
      [claim(policy, "a", "900.00", back: "4500.00")], under: policy)
    #expect(try award.compensation == Money(sum, .cny))
    #expect(try award.refund == Money("4500.00", .cny))
    let large = try last([claim(policy, "a", "900.00", back: "6000.00")], under: policy)
    #expect(try large.refund == Money("6000.00", .cny))
    let isCut = covers == .refundAndCompensation
    #expect(try large.compensation == Money(isCut ? "0.00" : "900.00", .cny))
    #expect(try large.withheld == Money(isCut ? "900.00" : "0.00", .cny))
  }

  @Test(
    "points of a formula count toward a cap if it says so",
    arguments: [([.cash], "50.00"), ([.cash, .points], "20.00"), ([.points], "50.00")]
      as [(Set<AwardForm.Kind>, String)])
  func points(counts: Set<AwardForm.Kind>, sum: String) throws {
    let policy = try policy(
      [cap("100.00", counts: counts)], inPoints: .points(each: Money("0.10", .cny)))
    let award = try last(
      [claim(policy, "a", "80.00", group: "points"), claim(policy, "b", "50.00")], under: policy)
    #expect(try award.compensation == Money(sum, .cny))
  }

  @Test("what is given beside a sum never counts")
  func grants() throws {
    let policy = try policy(
      [cap("100.00", counts: Set(AwardForm.Kind.allCases))],
      grants: [.points(2_000), .benefit("platinum")])
    let first = try last([claim(policy, "a", "0.00", group: "points")], under: policy)
    #expect(first.grants == [.points(2_000), .benefit("platinum")] && first.compensation.isZero)
    let second = try last(
      [claim(policy, "a", "0.00", group: "points"), claim(policy, "b", "100.00")], under: policy)
    #expect(try second.compensation == Money("100.00", .cny))
  }

  @Test("a cap holds for one case, or for all of one customer")
  func scope() throws {
    for (scope, sum) in [(.perCase, "80.00"), (.perCustomer, "20.00")]
      as [(AwardCap.Scope, String)]
    {
      let policy = try policy([cap("100.00", scope)])
      let claims = try [claim(policy, "a", "80.00"), claim(policy, "b", "80.00")]
      #expect(try last(claims, under: policy).compensation == Money(sum, .cny))
    }
    let policy = try policy([cap("100.00", .perCase)])
    let claims = try [
      claim(policy, "a", "80.00", of: "T-1"), claim(policy, "b", "80.00", of: "T-1"),
    ]
    #expect(try last(claims, under: policy).compensation == Money("20.00", .cny))
    // What another case got meanwhile is no matter of this one.
    let apart = try [
      claim(policy, "a", "30.00", of: "T-1"), claim(policy, "b", "80.00", of: "T-2"),
      claim(policy, "c", "80.00", of: "T-1"),
    ]
    #expect(try last(apart, under: policy).compensation == Money("70.00", .cny))
  }

  // MARK: Over which time

  @Test(
    "a cap counts in its window, by when the causes happened",
    arguments: [
      // The first cause is at 23:00 of 31 December 2024 in Shanghai.
      (.calendarYear, "2024-12-31T15:59:59Z", "20.00"),
      (.calendarYear, "2024-12-31T16:00:00Z", "80.00"),
      (.calendarYear, "2024-01-01T00:00:00Z", "20.00"),
      (.calendarMonth, "2024-12-01T00:00:00Z", "20.00"),
      (.calendarMonth, "2024-11-30T15:59:59Z", "80.00"),
      (.calendarMonth, "2024-12-31T16:00:00Z", "80.00"),
      (.rolling(months: 12), "2024-12-31T16:00:00Z", "20.00"),
      // Whole dates: the window of 30 December 2025 starts on 31 December 2024.
      (.rolling(months: 12), "2025-12-30T15:59:59.999Z", "20.00"),
      (.rolling(months: 12), "2025-12-30T16:00:00Z", "80.00"),
      // Told late, of a time before: the window that ends with the first cause reaches back to it.
      (.rolling(months: 12), "2023-12-31T16:00:00Z", "20.00"),
      (.rolling(months: 12), "2023-12-31T15:59:59.999Z", "80.00"),
      (.lifetime, "2029-06-15T00:00:00Z", "20.00"),
      (.lifetime, "1999-06-15T00:00:00Z", "20.00"),
    ] as [(AwardCap.Window, String, String)])
  func windows(window: AwardCap.Window, at: String, sum: String) throws {
    let policy = try policy([cap("100.00", .perCustomer, window)])
    let claims = try [
      claim(policy, "a", "80.00", at: "2024-12-31T15:00:00Z"), claim(policy, "b", "80.00", at: at),
    ]
    #expect(try last(claims, under: policy).compensation == Money(sum, .cny))
  }

  @Test(
    "a year is that of the policy's zone",
    arguments: [("Asia/Shanghai", "80.00"), ("UTC", "20.00"), ("Europe/London", "20.00")]
      as [(String, String)])
  func zone(zone: String, sum: String) throws {
    let policy = try policy(zone: zone, [cap("100.00", .perCustomer, .calendarYear)])
    let claims = try [
      claim(policy, "a", "80.00", at: "2024-12-31T15:00:00Z"),
      claim(policy, "b", "80.00", at: "2024-12-31T16:30:00Z"),
    ]
    #expect(try last(claims, under: policy).compensation == Money(sum, .cny))
  }

  // MARK: Hours and doubles

  @Test(
    "hours are counted when they begin, when they are over, or in parts",
    arguments: [
      (0, "0.00", "0.00", "0.00"), (1, "1.00", "0.00", "0.00"),
      (3_599_999, "1.00", "0.00", "1.00"), (3_600_000, "1.00", "1.00", "1.00"),
      (3_600_001, "2.00", "1.00", "1.00"), (9_000_000, "3.00", "2.00", "2.50"),
    ] as [(Int64, String, String, String)])
  func hours(milliseconds: Int64, started: String, full: String, exact: String) throws {
    for (counting, sum) in [(.started, started), (.full, full), (.exact, exact)]
      as [(AccrualUnits.Counting, String)]
    {
      let hours = AccrualUnits(counting, .elapsed(milliseconds: Schemes.hour))
      let policy = try Schemes.policy(
        "hours", version: "1", in: .cny, zone: "Asia/Shanghai", facts: [],
        rules: [
          Rule(
            "late",
            then: AwardFormula([
              .accrue(.money(try Money("1.00", .cny)), per: hours), Schemes.toCents,
            ]))
        ])
      let claim = try Schemes.claim(policy, delay: Schemes.delay(milliseconds))
      #expect(try Schemes.onTop(policy, claim) == Money(sum, .cny))
    }
  }

  @Test("twice what would be due leaves the refund alone, or is twice all of it")
  func doubles() throws {
    // 1,000 paid, a fifth on top is 200. Twice that is 400; twice 1,200 is 2,400, of which 1,000 are
    // the refund.
    for (steps, sum) in [
      (nil, "400.00"),
      (
        [.add(.fact("paid")), .times(.rate(try Rate("2"))), .subtract(.fact("paid"))], "1400.00"
      ),
    ] as [([AwardFormula.Step]?, String)] {
      let policy = try Schemes.ServiceDesk.policy(doubling: steps)
      let award = try #require(
        Schemes.outcome(
          policy,
          Schemes.ServiceDesk.fault(
            policy, "heavyLoss", paid: "1000.00", isBelowStandard: true)
        ).award)
      #expect(try award.refund == Money("1000.00", .cny))
      #expect(try award.compensation == Money(sum, .cny))
    }
  }

  // MARK: Several causes of one case

  @Test(
    "causes of one case: the highest, the sum, a sum up to a limit, a group on top",
    arguments: [
      (Stacking(.highest), "50.00"), (Stacking(.sum), "90.00"),
      (Stacking(.sumUpTo(Money(minorUnits: 6_000, currency: .cny))), "60.00"),
      (Stacking(.sumUpTo(Money(minorUnits: 20_000, currency: .cny))), "90.00"),
      (Stacking(.highest, adding: ["extra"]), "60.00"),
      (
        Stacking(.sumUpTo(Money(minorUnits: 6_000, currency: .cny)), adding: ["extra"]), "70.00"
      ),
    ] as [(Stacking, String)])
  func stacking(stacking: Stacking, sum: String) throws {
    let policy = try policy(stack: stacking)
    let claims = try [
      claim(policy, "a", "30.00", of: "T-1"), claim(policy, "b", "50.00", of: "T-1"),
      claim(policy, "c", "10.00", group: "extra", of: "T-1"),
    ]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let account = try Schemes.settle(
        order.map { claims[$0] }, under: CompensationPolicyVersions(policy), in: .cny)
      #expect(account.standing(of: "T-1")?.compensation == (try Money(sum, .cny)))
    }
  }

  @Test("refunds of one case speak of one price, or each of its own")
  func refunds() throws {
    for (refunds, sum) in [(.highest, "50.00"), (.sum, "80.00")]
      as [(Stacking.Refunds, String)]
    {
      let policy = try policy(stack: Stacking(.sum, refunds: refunds))
      let claims = try [
        claim(policy, "a", "0.00", back: "30.00", of: "T-1"),
        claim(policy, "b", "0.00", back: "50.00", of: "T-1"),
      ]
      let account = try Schemes.settle(
        claims, under: CompensationPolicyVersions(policy), in: .cny)
      #expect(account.standing(of: "T-1")?.refund == (try Money(sum, .cny)))
    }
  }

  @Test("where a rounding would pass a cap, the largest step below it is paid")
  func roundingBelowACap() throws {
    let policy = try policy([cap("100.30")], round: RoundingRule(.up, step: 50))
    let award = try last([claim(policy, "a", "100.10")], under: policy)
    #expect(try award.compensation == Money("100.00", .cny))
    let rest = try last(
      [claim(policy, "a", "100.10"), claim(policy, "b", "0.20")], under: policy)
    #expect(rest.compensation.isZero)
    // Of several caps the least one counts, wherever it stands.
    var wide = try cap("1000.00")
    wide.id = "wide"
    for caps in [[try cap("100.30"), wide], [wide, try cap("100.30")]] {
      let both = try self.policy(caps, round: RoundingRule(.up, step: 50))
      let award = try last([claim(both, "a", "100.10")], under: both)
      #expect(try award.compensation == Money("100.00", .cny))
    }
  }

  // MARK: The version of the day (C6)

  @Test("caps and rates are those of the day of the cause, whenever it is claimed")
  func versions() throws {
    let old = try policy(version: "old", [cap("100.00")])
    let new = try policy(version: "new", [cap("50.00")])
    let versions = try CompensationPolicyVersions([
      .init(new, from: Instant("2025-01-01T00:00:00Z")),
      .init(old, from: Instant("2024-01-01T00:00:00Z")),
    ])
    func award(_ times: [String]) throws -> Award {
      let claims = try times.enumerated().map { number, at in
        try claim(old, IdempotencyKey("c\(number)"), "80.00", at: at)
      }
      return try last(claims, under: versions)
    }
    let (before, after) = ("2024-12-31T23:59:59.999Z", "2025-01-01T00:00:00Z")
    #expect(try award([before]).compensation == Money("80.00", .cny))
    #expect(try award([before]).policy == "old")
    #expect(try award([after]).compensation == Money("50.00", .cny))
    #expect(try award([after]).policy == "new")
    // Both count together; a cap that was lowered below what was used leaves nothing, not less.
    #expect(try award([before, after]).compensation.isZero)
    #expect(try award([after, before]).compensation == Money("50.00", .cny))
    // What was paid is not taken back where a later version would have given less.
    let least = try policy(
      version: "least", stack: Stacking(.sumUpTo(Money("60.00", .cny)), refunds: .highest))
    let both = try CompensationPolicyVersions([
      .init(old, from: .min), .init(least, from: Instant("2025-01-01T00:00:00Z")),
    ])
    let claims = try [
      claim(old, "a", "80.00", back: "9.00", of: "T-1", at: before),
      claim(old, "b", "5.00", back: "7.00", of: "T-1", at: after),
    ]
    let second = try last(claims, under: both)
    #expect(second.compensation.isZero && second.refund.isZero)
    // Before the first version the first one holds.
    #expect(try award(["2020-01-01T00:00:00Z"]).policy == "old")
  }
}
