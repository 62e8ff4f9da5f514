// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTime
import Testing

@Suite("Editions of a programme")
struct EditionTests {
  /// A member since 2025, under an edition that another one follows in 2026.
  static func account(
    _ first: MembershipProgramme.Draft, _ change: (inout MembershipProgramme.Draft) throws -> Void
  ) throws -> MemberAccount {
    var second = first
    second.version = "2"
    try change(&second)
    let editions = MembershipEditions(
      try MembershipProgramme(first),
      then: [.init(from: try Instant("2026-01-01T00:00+08:00"), try MembershipProgramme(second))])
    var account = MemberAccount("m", under: editions)
    try account.perform(.enrol, by: .system, at: Instant("2025-01-01T00:00+08:00"))
    return account
  }

  @Test("points that end with activity stay with it, where the next edition has no such rule")
  func inactivity() throws {
    for counts in [true, false] {
      var rules = Club.points(expiry: .inactivity)
      rules.inactivity = .init(after: .months(6), countsSpending: counts)
      var account = try Self.account(Club.draft(rules)) { draft in
        draft.points.expiry = .after(.months(12))
        draft.points.inactivity = nil
      }
      try account.buy("a", 100, at: "2025-12-01T00:00+08:00")
      // Six months from 1 March end with 1 September; the new points last to 1 March 2027.
      try account.buy("b", 10, at: "2026-03-01T00:00+08:00")
      #expect(try account.available("2026-09-01T23:59+08:00") == 110)
      #expect(try account.available("2026-09-02T00:00+08:00") == 10)
      try account.spend("r", 1, at: "2026-04-01T00:00+08:00")
      let end = counts ? "2026-10-02T00:00+08:00" : "2026-09-02T00:00+08:00"
      #expect(account.lots[0].expiresAt == (try Instant(end)))
      try account.buy("c", 1, at: "2027-06-01T00:00+08:00")
      #expect(try account.available("2027-06-01T00:00+08:00") == 1)
    }
  }

  @Test("of several rules for activity that are no longer, the last one counts")
  func lastInactivity() throws {
    var drafts = [Club.draft(Club.points(expiry: .inactivity)), Club.draft(), Club.draft()]
    drafts[0].points.inactivity = .init(after: .months(1), countsSpending: false)
    drafts[1].points.inactivity = .init(after: .months(12), countsSpending: false)
    var account = MemberAccount(
      "m",
      under: MembershipEditions(
        try MembershipProgramme(drafts[0]),
        then: [
          .init(from: try Instant("2025-02-01T00:00+08:00"), try MembershipProgramme(drafts[1])),
          .init(from: try Instant("2025-03-01T00:00+08:00"), try MembershipProgramme(drafts[2])),
        ]))
    try account.perform(.enrol, by: .system, at: Instant("2025-01-01T00:00+08:00"))
    try account.buy("a", 100, at: "2025-01-20T00:00+08:00")
    try account.buy("b", 1, at: "2025-02-10T00:00+08:00")
    try account.buy("c", 1, at: "2025-03-10T00:00+08:00")
    #expect(account.lots[0].expiresAt == (try Instant("2026-03-11T00:00+08:00")))
  }

  @Test("a gift that is to last with activity is refused where nothing says how long that is")
  func giftWithoutRule() throws {
    var account = try Club.account()
    #expect(throws: MemberAccount.Rejection.programmeSilent("inactivity")) {
      try account.act(.adjust("g", points: 5, expiry: .inactivity), at: "2025-02-01T00:00+08:00")
    }
  }

  @Test("levels of contribution value are those of the edition in force at the instant")
  func levels() throws {
    var first = Club.draft()
    first.contributionLevels = [.init("bronze", atLeast: 100)]
    var account = try Self.account(first) { draft in
      draft.contributionLevels = [.init("seed", atLeast: 50), .init("tree", atLeast: 100)]
    }
    try account.act(.earn(.init("s", "suggestion")), at: "2025-06-01T00:00+08:00")
    func level(_ time: String) throws -> String? {
      account.contributionLevel(at: try Instant(time))?.id
    }
    #expect(try level("2025-12-31T23:59:59.999+08:00") == "bronze")
    #expect(try level("2026-01-01T00:00+08:00") == "tree")
  }

  @Test("what qualifies is counted by the clocks of the edition in force at the instant")
  func clocks() throws {
    var account = try Self.account(Club.draft()) { $0.zone = .utc }
    // The year 2026 begins at 16:00 UTC in Shanghai, and eight hours later in UTC.
    try account.buy("a", 7, at: "2025-12-31T23:00:00+08:00")
    let now = try Instant("2026-01-01T07:59+08:00")
    #expect(account.qualifying(in: .calendarYear, at: now).points == 7)
    #expect(
      account.qualifying(in: .calendarYear, at: try Instant("2026-01-01T08:00+08:00")).points == 0)
  }

  @Test("members are reminded as the edition says that is in force at the instant of reminding")
  func reminders() throws {
    var rules = Club.points(expiry: .after(.days(100)))
    rules.remindBefore = [.days(7), .days(90)]
    var account = try Self.account(Club.draft(rules)) { $0.points.remindBefore = [.days(30)] }
    // The points end with 10 March: 100 days from 30 November are 10 March.
    try account.buy("a", 10, at: "2025-11-30T10:00+08:00")
    let all = account.intents(after: .min, through: .max).filter { $0.action == .remind }
    // 90 days before 11 March are 11 December, under the first edition; 30 days are 9 February.
    #expect(
      all.map { $0.notBefore?.description } == ["2025-12-10T16:00:00Z", "2026-02-08T16:00:00Z"])
    let deadline = account.nextDeadline(after: try Instant("2026-01-15T00:00+08:00"))
    #expect(deadline?.description == "2026-02-08T16:00:00Z")
    try account.spend("r", 1, at: "2026-01-15T00:00+08:00")
    #expect(
      account.intents(after: .min, through: .max).filter { $0.action == .remind }.map(\.key)
        == all.map(\.key))
  }

  @Test("uses of a period before an edition are counted by the edition of that time")
  func carriedOver() throws {
    var first = Club.draft()
    first.tiers = [
      .init(
        "standard",
        benefits: [
          .init("upgrade", allowance: .init(1, per: .calendarMonth, carryOver: .upTo(2)))
        ])
    ]
    let account = try Self.account(first) { draft in
      draft.tiers[0].benefits[0].allowance = .init(10, per: .calendarMonth, carryOver: .upTo(50))
    }
    func left(_ time: String) throws -> Int64? {
      account.entitlement("upgrade", at: try Instant(time))?.left
    }
    #expect(try left("2025-12-31T00:00+08:00") == 3)
    // December leaves two at most, by its own edition; January leaves 12.
    #expect(try left("2026-01-01T00:00+08:00") == 12)
    #expect(try left("2026-02-01T00:00+08:00") == 22)
  }
}
