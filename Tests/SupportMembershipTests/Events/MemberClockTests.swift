// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTime
import Testing

@Suite("What the clock brings to a member")
struct MemberClockTests {
  static func account() throws -> MemberAccount {
    var rules = Club.points(expiry: .after(.days(100)))
    rules.remindBefore = [.days(30), .days(7)]
    var draft = Club.draft(rules)
    draft.tiers = [.init("standard"), .init("gold", requirement: .points(100, in: .calendarYear))]
    draft.tierRules = TierRules(
      validity: .endOf(.calendarYear, further: 0), grace: .months(1), secondChance: nil,
      downgrade: .oneDown)
    var account = try Club.account(draft)
    try account.buy("a", 100, at: "2025-10-01T10:00+08:00")
    return account
  }

  @Test("each deadline is the next instant at which something changes")
  func deadlines() throws {
    let account = try Self.account()
    var found: [String] = []
    var now = try Instant("2025-10-01T10:00+08:00")
    while let next = account.nextDeadline(after: now) {
      found.append(next.description)
      now = next
    }
    #expect(
      found == [
        "2025-12-10T16:00:00Z",  // a month before the points end
        "2025-12-31T16:00:00Z",  // the tier ends
        "2026-01-02T16:00:00Z",  // a week before the points end
        "2026-01-09T16:00:00Z",  // they end
        "2026-01-31T16:00:00Z",  // the grace ends
      ])
  }

  @Test("a reminder that was due before there were any points is none, however late one asks")
  func tooLate() throws {
    var account = try Self.account()
    // It ends with 20 October: a month before, nobody had it; a week before is 14 October.
    try account.act(
      .adjust("g", points: 5, expiry: .on(CivilDate("2025-10-20"))), at: "2025-10-05T10:00+08:00")
    let now = try Instant("2025-10-05T10:00+08:00")
    let end = try Instant("2025-10-31T00:00+08:00")
    let all = account.intents(after: .min, through: end).filter { $0.action == .remind }
    #expect(all.map { $0.key.rawValue } == ["m-1/expiry/2025-10-20T16:00:00Z/7 days"])
    #expect(account.intents(after: now, through: end).filter { $0.action == .remind } == all)
  }

  @Test("members are reminded and told once, however late and in whatever pieces one asks")
  func intents() throws {
    let account = try Self.account()
    let end = try Instant("2027-01-01T00:00+08:00")
    let all = account.intents(after: .min, through: end)
    #expect(
      all.map(\.action) == [.notify, .remind, .notify, .remind, .notify, .notify])
    #expect(
      all.map { $0.key.rawValue } == [
        "m-1/tier/2025-10-01T02:00:00Z/gold/reached", "m-1/expiry/2026-01-09T16:00:00Z/30 days",
        "m-1/tier/2025-12-31T16:00:00Z/gold/grace", "m-1/expiry/2026-01-09T16:00:00Z/7 days",
        "m-1/expired/2026-01-09T16:00:00Z", "m-1/tier/2026-01-31T16:00:00Z/standard/notRenewed",
      ])
    var pieces: [Intent] = []
    var now = Instant.min
    var next = try Instant("2025-10-01T00:00+08:00")
    while now < end {
      pieces += account.intents(after: now, through: next)
      now = next
      next = next.adding(milliseconds: 11 * 86_400_000)
    }
    #expect(pieces == all)
    #expect(Set(all.map(\.key)).count == all.count)
    // A piece that ends at an instant has told it, and the next one does not.
    for intent in all {
      let at = try #require(intent.notBefore)
      #expect(account.intents(after: at.adding(milliseconds: -1), through: at).contains(intent))
      #expect(!account.intents(after: at, through: end).contains(intent))
    }
  }
}
