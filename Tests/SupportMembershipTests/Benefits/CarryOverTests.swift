// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTestKit
import SupportTime
import Testing

@Suite("Benefits: what is carried over")
struct CarryOverTests {
  typealias Benefit = MembershipProgramme.Benefit

  static func draft(_ tiers: [[Benefit]]) -> MembershipProgramme.Draft {
    var draft = Club.draft()
    draft.tiers = tiers.enumerated().map { place, benefits in
      .init(
        TierID("t\(place)"),
        requirement: place == 0 ? nil : .points(Int64(place) * 100, in: .lifetime),
        benefits: benefits)
    }
    draft.benefits = [
      Benefit("upgrade", allowance: .init(1, per: .calendarMonth, carryOver: .never))
    ]
    return draft
  }

  static func upgrade(
    _ count: Int64, _ carryOver: Benefit.Allowance.CarryOver,
    per period: QualifyingPeriod = .calendarMonth
  ) -> Benefit {
    Benefit("upgrade", allowance: .init(count, per: period, carryOver: carryOver))
  }

  @Test("the benefit at the last instant of a period says what becomes of what is left")
  func ownTerms() throws {
    let cases: [([Benefit], [Benefit], Int64)] = [
      // In January one is left in t0; in February the member is in t1, where five are to be had.
      ([Self.upgrade(1, .never)], [Self.upgrade(5, .upTo(9))], 5),
      ([Self.upgrade(1, .upTo(9))], [Self.upgrade(5, .never)], 6),
      ([Self.upgrade(1, .upTo(9), per: .calendarYear)], [Self.upgrade(5, .upTo(9))], 5),
      ([], [Self.upgrade(5, .upTo(9))], 5), ([.init("upgrade")], [Self.upgrade(5, .upTo(9))], 5),
    ]
    for (first, second, left) in cases {
      var account = try Club.account(Self.draft([first, second]))
      try account.buy("a", 100, at: "2025-02-01T00:00+08:00")
      #expect(
        account.entitlement("upgrade", at: try Instant("2025-02-01T00:00+08:00"))?.left == left)
    }
  }

  @Test(
    "over a hundred years of months, used as often as not, it is what each month leaves",
    .timeLimit(.minutes(1)))
  func century() throws {
    var random = SplitMix64(seed: 7)
    var account = try Club.account(Self.draft([[Self.upgrade(3, .upTo(10))]]))
    var month = try CivilDate("2025-01-01")
    var carried: Int64 = 0
    var number = 0
    for _ in 0..<1_200 {
      let uses = Int64.random(in: 0...4, using: &random)
      for _ in 0..<uses where carried + 3 > 0 {
        let use = MemberAccount.BenefitUse("upgrade", id: .init("u\(number)"))
        number += 1
        account.apply(
          .init(
            .benefitUsed(use), by: .system,
            at: Club.shanghai.instant(date: month, time: .midnight)))
      }
      carried = min(max(carried + 3 - uses, 0), 10)
      month = month.adding(months: 1)
    }
    let now = Club.shanghai.instant(date: month, time: .midnight)
    let state = try #require(account.entitlement("upgrade", at: now))
    #expect(state.carried == carried)
    #expect(state.left == 3 + carried)
    // A thousand years on, whose months are looked at once each.
    let far = account.entitlement(
      "upgrade", at: Club.shanghai.instant(date: month.adding(months: 12_000), time: .midnight))
    #expect(far?.carried == 10)
  }

  @Test("a benefit that was given carries over while it lasts, and leaves nothing behind it")
  func given() throws {
    var draft = Self.draft([[]])
    draft.benefits = [Self.upgrade(2, .upTo(5))]
    var account = try Club.account(draft)
    try account.act(
      .grantBenefit(.init("upgrade", until: Instant("2025-03-15T00:00+08:00"))),
      at: "2025-01-10T00:00+08:00")
    #expect(
      account.entitlement("upgrade", at: try Instant("2025-03-01T00:00+08:00"))?.carried == 4)
    try account.act(
      .grantBenefit(.init("upgrade", until: nil)), at: "2025-05-10T00:00+08:00")
    // Nothing was held at the end of March and of April.
    #expect(
      account.entitlement("upgrade", at: try Instant("2025-05-10T00:00+08:00"))?.carried == 0)
    #expect(
      account.entitlement("upgrade", at: try Instant("2025-06-01T00:00+08:00"))?.carried == 2)
  }
}
