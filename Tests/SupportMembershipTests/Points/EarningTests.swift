// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Points: earning")
struct EarningTests {
  static func draft(_ stacking: PointRules.Stacking) throws -> MembershipProgramme.Draft {
    var draft = Club.draft()
    draft.points.stacking = stacking
    draft.memberDay = MemberDay(day: 8)
    draft.tiers = [
      .init("standard"),
      .init("gold", requirement: .points(100, in: .calendarYear), earning: try Rate("3/2")),
    ]
    draft.campaigns = [
      Rule(
        "member-day", when: .isOneOf("memberDay", [.boolean(true)]),
        then: EarnCampaign(.redeemable, factor: try Rate("2"))),
      Rule(
        "welcome",
        when: .isWithin("monthsAsMember", .init(lower: .unbounded, upper: .excluding(.integer(1)))),
        then: EarnCampaign(.both, extra: 7)),
    ]
    return draft
  }

  @Test(
    "tier and campaigns work together as the programme says, and are rounded once",
    arguments: [
      (PointRules.Stacking.multiply, Int64(99)), (.add, 82), (.highest, 66),
    ])
  func stacking(stacking: PointRules.Stacking, points: Int64) throws {
    var account = try Club.account(Self.draft(stacking))
    try account.buy("first", 100, at: "2025-02-01T00:00+08:00")
    // 33 yuan on the 8th: 33 × 1.5 × 2, 33 × 2.5, 33 × 2.
    let events = try account.buy("a", 33, at: "2025-03-08T23:59+08:00")
    guard case .earned(let earning) = events[0].change else {
      Issue.record("it is another one")
      return
    }
    #expect(earning.points == points)
    #expect(earning.qualifying == 33)
    #expect(earning.campaigns == ["member-day"])
  }

  @Test(
    "a member's months end as those of a membership do: on a date that the month lacks, on its last",
    arguments: [
      ("2024-02-29", "2025-02-27", 11), ("2024-02-29", "2025-02-28", 12),
      ("2024-02-29", "2028-02-28", 47), ("2024-02-29", "2028-02-29", 48),
      ("2025-01-31", "2025-02-27", 0), ("2025-01-31", "2025-02-28", 1),
      ("2025-01-31", "2025-03-30", 1), ("2025-01-31", "2025-03-31", 2),
      ("2025-01-15", "2025-02-14", 0), ("2025-01-15", "2025-02-15", 1),
    ] as [(String, String, Int64)])
  func monthsAsMember(enrolled: String, date: String, months: Int64) throws {
    var draft = Club.draft()
    draft.earnings = (0...60).map { number in
      Rule(
        RuleID("m\(number)"), when: .isOneOf("monthsAsMember", [.integer(Int64(number))]),
        then: EarnTerms(points: .fixed(1)))
    }
    var account = try Club.account(draft, at: "\(enrolled)T10:00+08:00")
    let events = try account.buy("a", 1, at: "\(date)T12:00+08:00")
    guard case .earned(let earning) = events[0].change else {
      Issue.record("it is another one")
      return
    }
    #expect(earning.rule == RuleID("m\(months)"))
  }

  @Test(
    "factors that are added give the same in any order, and small ones together nothing",
    arguments: [
      (["1/2", "1/4"], 0), (["1/2", "1/4", "3"], 175), (["3", "1/4", "1/2"], 175),
    ] as [([String], Int64)])
  func added(factors: [String], points: Int64) throws {
    var draft = try Self.draft(.add)
    draft.campaigns = try factors.enumerated().map { number, factor in
      Rule(
        RuleID("c\(number)"), when: .isOneOf("memberDay", [.boolean(true)]),
        then: EarnCampaign(.redeemable, factor: try Rate(factor)))
    }
    var account = try Club.account(draft)
    try account.buy("a", 100, at: "2025-03-08T12:00+08:00")
    #expect(account.balance(at: try Instant("2025-03-08T12:00+08:00")).available == points)
  }

  @Test("a member day is one by the programme's clocks; a month without the date has its last")
  func memberDay() throws {
    let programme = try MembershipProgramme(Self.draft(.multiply))
    #expect(programme.isMemberDay(at: try Instant("2025-03-07T16:00Z")))
    #expect(!programme.isMemberDay(at: try Instant("2025-03-08T16:00Z")))
    #expect(
      programme.nextMemberDay(after: try Instant("2025-03-08T01:00+08:00"))
        == (try Instant("2025-04-08T00:00+08:00")))
    #expect(MemberDay(day: 31).includes(try CivilDate("2025-02-28")))
    #expect(!MemberDay(day: 31).includes(try CivilDate("2024-02-28")))
  }

  @Test("extras come behind the factors, and whoever is new is known by full months")
  func extras() throws {
    var account = try Club.account(Self.draft(.multiply), at: "2025-01-15T12:00+08:00")
    for (name, time, points) in [
      ("a", "2025-02-14T23:59+08:00", 17), ("b", "2025-02-15T00:00+08:00", 10),
    ] as [(String, String, Int64)] {
      let events = try account.buy(EarningID(name), 10, at: time)
      guard case .earned(let earning) = events[0].change else {
        Issue.record("it is another one")
        return
      }
      #expect(earning.points == points)
    }
  }

  @Test("spending a set amount prolongs a benefit, from where it ends")
  func service() throws {
    var draft = Club.draft()
    draft.benefits = [.init("care")]
    draft.earnings = [
      Rule(
        "plan", then: EarnTerms(service: .init("care", months: 3, each: Club.yuan(100_00))))
    ]
    var account = try Club.account(draft)
    func until(_ time: String) throws -> String? {
      account.entitlement("care", at: try Instant(time))?.until?.description
    }
    try account.buy("a", 99, at: "2025-01-31T10:00+08:00")
    #expect(account.entitlements(at: try Instant("2025-01-31T10:00+08:00")) == [])
    try account.buy("b", 250, at: "2025-01-31T10:00+08:00")
    #expect(try until("2025-01-31T10:00+08:00") == "2025-07-31T02:00:00Z")
    try account.buy("c", 100, at: "2025-03-01T10:00+08:00")
    #expect(try until("2025-03-01T10:00+08:00") == "2025-10-31T02:00:00Z")
    #expect(try until("2025-10-31T10:00+08:00") == nil)
  }

  @Test("two members of whom the same is known always get the same", arguments: UInt64(0)..<100)
  func equalFacts(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let draft = try Self.draft(.multiply)
    var one = try Club.account(draft)
    var other = MemberAccount("m-2", under: try MembershipProgramme(draft))
    try other.perform(.enrol, by: .system, at: Instant("2025-01-01T00:00+08:00"))
    var now = try Instant("2025-01-01T00:00+08:00")
    for index in 0..<20 {
      now = now.adding(milliseconds: Int64.random(in: 0...400_000_000, using: &random))
      let spend = Club.yuan(Int64.random(in: 0...50_000, using: &random))
      let command = MemberAccount.Command.earn(
        .init(EarningID("e\(index)"), "purchase", spend: spend))
      let first = try one.perform(command, by: .system, at: now).map(\.change)
      let second = try other.perform(command, by: .system, at: now).map(\.change)
      #expect(first == second, "seed \(seed)")
    }
  }
}
