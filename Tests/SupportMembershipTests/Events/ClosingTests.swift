// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportTime
import Testing

@Suite("The end of a membership")
struct ClosingTests {
  @Test("the emergency channel stays open for three years, everything else goes")
  func closing() throws {
    var draft = Club.draft()
    draft.closing = ClosingRules(kept: [
      .init(.emergencyChannel, for: .months(36)), .init(.record, for: nil),
    ])
    draft.tiers = [
      .init("standard"),
      .init(
        "gold", requirement: .points(10, in: .lifetime),
        benefits: [
          .init("concierge")
        ]),
    ]
    var account = try Club.account(draft)
    try account.buy("a", 70, at: "2025-01-02T00:00+08:00")
    try account.act(.earn(.init("s", "suggestion")), at: "2025-01-02T00:00+08:00")
    #expect(account.has(.emergencyChannel, at: try Instant("2025-01-02T00:00+08:00")))
    let events = try account.act(.close, at: "2025-02-28T10:00+08:00")
    guard case .closed(let closure) = events[0].change else {
      Issue.record("it is another one")
      return
    }
    #expect(closure.forfeited == 70)
    let end = try Instant("2028-02-28T10:00+08:00")
    #expect(account.has(.emergencyChannel, at: end.adding(milliseconds: -1)))
    #expect(!account.has(.emergencyChannel, at: end))
    #expect(account.end(of: .emergencyChannel) == end)
    #expect(account.has(.record, at: .max))
    let now = try Instant("2025-02-28T10:00+08:00")
    for part in [ClosingRules.Part.points, .tier, .benefits, .contribution, .certificates] {
      #expect(!account.has(part, at: now))
      #expect(account.end(of: part) == now)
    }
    #expect(account.balance(at: now).available == 0)
    #expect(account.standing(at: now) == nil)
    #expect(account.entitlements(at: now) == [])
    #expect(account.contribution(at: now) == 0)
    #expect(account.nextDeadline(after: now) == end)
    let told = account.explanation(of: .closing, at: now)
    #expect(
      told.text() == """
        the membership ended 2025-02-28 10:00 +08:00
          the emergency channel stays until 2028-02-28 10:00 +08:00
          the record stays
        """)
  }

  @Test("what stays is still there, and later events change nothing")
  func kept() throws {
    var draft = Club.draft(Club.points(expiry: .after(.days(100))))
    draft.closing = ClosingRules(kept: [.init(.points, for: .months(1))])
    var account = try Club.account(draft)
    try account.buy("a", 70, at: "2025-01-02T00:00+08:00")
    try account.act(.close, at: "2025-02-01T00:00+08:00")
    #expect(try account.available("2025-02-28T23:59+08:00") == 70)
    #expect(try account.available("2025-03-01T00:00+08:00") == 0)
    let before = account
    account.apply(
      .init(.earningConfirmed("a"), by: .system, at: try Instant("2025-02-02T00:00+08:00")))
    #expect(account.ignoredEventCount == before.ignoredEventCount + 1)
    #expect(account.lots == before.lots)
  }
}
