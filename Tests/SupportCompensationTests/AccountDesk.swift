// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime

/// One customer at a desk: commands are performed at a clock that goes on, and all events are kept.
struct AccountDesk {
  var policy: CompensationPolicy
  var account = CompensationAccount(of: "mei", in: .cny)
  var events: [CompensationAccount.Event] = []

  init(policy: CompensationPolicy) {
    self.policy = policy
  }

  var now: Instant {
    account.lastEventAt ?? Instant(millisecondsSince1970: 1_747_562_400_000)
  }

  @discardableResult
  mutating func perform(
    _ command: CompensationAccount.Command, by principal: Principal = .system, at: Instant? = nil,
    because reason: String? = nil
  ) throws -> [CompensationAccount.Event] {
    let new = try account.perform(
      command, by: principal, at: at ?? now, because: reason, under: policy)
    events += new
    return new
  }

  @discardableResult
  mutating func claim(
    _ key: IdempotencyKey, of ticket: TicketID = "T-1", at: String = "2025-05-18T10:00:00Z",
    now: String? = nil, delay: Cause.Delay? = nil, by principal: Principal = .system,
    _ facts: KeyValuePairs<String, FactValue>
  ) throws -> [CompensationAccount.Event] {
    let claim = try Desk.claim(policy, key, of: ticket, at: at, now: now, delay: delay, facts)
    return try perform(
      .claim(claim), by: principal, at: now.map { text in try Instant(text) } ?? self.now)
  }

  /// A delay of so many hours that has ended.
  static func hours(_ text: String) throws -> Cause.Delay {
    let start = try Instant("2025-05-18T00:00:00Z")
    let hours = Double(text) ?? 0
    return try Cause.Delay(
      from: start, until: start.adding(milliseconds: Int64(hours * 3_600_000)))
  }

  func onTop(_ ticket: TicketID) -> String? { account.standing(of: ticket)?.onTop.description }
  func refund(_ ticket: TicketID) -> String? { account.standing(of: ticket)?.refund.description }

  func headroom(_ at: String, of cap: RuleID = "year") throws -> String? {
    account.headroom(of: cap, under: policy, at: try Instant(at))?.description
  }
}
