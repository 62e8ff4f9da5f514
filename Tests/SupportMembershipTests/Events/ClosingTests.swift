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

  @Test("points that stay expire with their lots or with their stay, and members are told")
  func keptPoints() throws {
    var rules = Club.points(expiry: .after(.days(100)))
    rules.remindBefore = [.days(7)]
    var draft = Club.draft(rules)
    draft.closing = ClosingRules(kept: [.init(.points, for: .months(3)), .init(.record, for: nil)])
    var account = try Club.account(draft)
    // Lot 0 ends on 13 April, lot 1 on 22 May; the stay ends on 11 May.
    try account.buy("a", 70, at: "2025-01-02T00:00+08:00")
    try account.buy("b", 30, at: "2025-02-10T00:00+08:00")
    let closed = try Instant("2025-02-11T00:00+08:00")
    try account.act(.close, at: "2025-02-11T00:00+08:00")
    var found: [String] = []
    var now = closed
    while let next = account.nextDeadline(after: now) {
      found.append(next.description)
      now = next
    }
    #expect(
      found == [
        "2025-04-05T16:00:00Z", "2025-04-12T16:00:00Z", "2025-05-03T16:00:00Z",
        "2025-05-10T16:00:00Z",
      ])
    let told = account.intents(after: closed, through: .max)
    #expect(told.map(\.action) == [.remind, .notify, .remind, .notify])
    #expect(told.compactMap(\.notBefore).map(\.description) == found)
    let late = account.balance(at: try Instant("2025-04-20T00:00+08:00"))
    #expect(late.available == 30)
    #expect(late.nextExpiry?.at == (try Instant("2025-05-11T00:00+08:00")))
  }

  @Test("an explanation of a closed account tells nothing that is no longer there or can be")
  func explained() throws {
    var account = try Club.account()
    try account.buy("a", 70, at: "2025-01-02T00:00+08:00")
    let now = try Instant("2025-02-28T10:00+08:00")
    #expect(account.explanation(of: .closing, at: now).text() == "the membership goes on")
    try account.act(.close, at: "2025-02-28T10:00+08:00")
    #expect(
      account.explanation(of: .balance, at: now).text()
        == "0 points can be spent, 0 are pending, 0 are owed")
    for question in [
      .earning(.init("b", "visit")), .reward(.init(.init(.rating, "1"))),
    ] as [MembershipQuestion] {
      #expect(
        account.explanation(of: question, at: now).text()
          == "nothing: the membership ended 2025-02-28 10:00 +08:00")
    }
  }

  @Test("what expired before the end is told of behind it, too, and what was forfeited is not")
  func expiredBefore() throws {
    var rules = Club.points(expiry: .after(.days(10)))
    rules.remindBefore = [.days(2)]
    var account = try Club.account(Club.draft(rules))
    try account.buy("a", 70, at: "2025-01-02T00:00+08:00")
    try account.buy("b", 30, at: "2025-01-20T00:00+08:00")
    let before = account.intents(after: .min, through: try Instant("2025-01-21T00:00+08:00"))
    #expect(before.map(\.action) == [.remind, .notify])
    try account.act(.close, at: "2025-01-21T00:00+08:00")
    #expect(account.intents(after: .min, through: .max) == before)
    #expect(account.nextDeadline(after: .min) == nil)
  }
}
