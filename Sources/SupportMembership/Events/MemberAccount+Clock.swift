// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// What the clock brings without any event.
extension MemberAccount {
  /// The next instant after another at which something changes if nothing happens: points expire or can
  /// be spent, a tier, a benefit or a certificate ends, a reminder is due. `nil` where nothing is left to
  /// wait for.
  public func nextDeadline(after instant: Instant) -> Instant? {
    guard enrolledAt != nil, closedAt == nil else {
      return closure?.kept.compactMap(\.until).filter { $0 > instant }.min()
    }
    let now = reached(instant)
    var account = self
    account.advance(to: now)
    var candidates: [Instant] = reminders().map(\.at)
    candidates += [certifiedUntil].compactMap(\.self)
    candidates += grants.map(\.until) + certificates.map(\.until)
    if let tier = account.nextTierBoundary(after: now) { candidates.append(tier) }
    if let lot = ledger.nextChange(after: now.millisecondsSince1970) {
      candidates.append(Instant(millisecondsSince1970: lot))
    }
    return candidates.filter { $0 > now && $0 < .max }.min()
  }

  /// What members have to be told of what the clock and events brought after one instant, up to and with
  /// another: points that will expire, points that did, and what became of the tier.
  ///
  /// Ask with the instant of the last call and the present. A late call loses nothing, and pieces add up
  /// to the whole; each intent keeps its key.
  public func intents(after start: Instant, through end: Instant) -> [Intent] {
    guard enrolledAt != nil, start < end else { return [] }
    var found: [(at: Instant, intent: Intent)] = []
    if closedAt == nil {
      for reminder in reminders() { found.append((reminder.at, intent(reminder))) }
      for group in expiries() {
        found.append((group.at, intent("expired", .notify, group.at, group.points, [])))
      }
    }
    for step in tierSteps(through: end) where step.cause != .enrolled {
      found.append((step.at, intent(step)))
    }
    return found.filter { $0.at > start && $0.at <= end }.sortedStably { $0.at }.map(\.intent)
  }

  // MARK: Parts

  /// A reminder of points that expire.
  struct Reminder {
    var at: Instant
    var expiry: Instant
    var points: Int64
    var before: MembershipSpan
  }

  /// What is left in lots by the instant at which it expires, in order.
  func expiries() -> [(at: Instant, points: Int64)] {
    var groups: [(at: Instant, points: Int64)] = []
    let ends = ledger.lots.filter { $0.left > 0 && ledger.expiry($0) < .max }
      .map { (end: ledger.expiry($0), left: $0.left) }
    for lot in ends.sortedStably(by: { $0.end }) {
      let at = Instant(millisecondsSince1970: lot.end)
      if let last = groups.last, last.at == at {
        groups[groups.count - 1].points += lot.left
      } else {
        groups.append((at, lot.left))
      }
    }
    return groups
  }

  func reminders() -> [Reminder] {
    let spans = programme.points.remindBefore
    if spans.isEmpty { return [] }
    return expiries().flatMap { group in
      spans.map { span in
        Reminder(
          at: span.start(before: group.at, in: programme.zone), expiry: group.at,
          points: group.points, before: span)
      }
    }
  }

  private func intent(_ reminder: Reminder) -> Intent {
    intent(
      "expiry", .remind, reminder.expiry, reminder.points, [reminder.before.description],
      notBefore: reminder.at)
  }

  private func intent(
    _ name: String, _ action: Intent.Action, _ at: Instant, _ points: Int64, _ more: [String],
    notBefore: Instant? = nil
  ) -> Intent {
    Intent(
      key: IdempotencyKey(of: [id.rawValue, name, at.description] + more), action: action,
      notBefore: notBefore ?? at,
      operands: [
        .init("member", .text(id.rawValue)), .init("points", .count(points)),
        .init("expiry", .instant(at, utcOffset: programme.zone.offset(at: at))),
      ])
  }

  private func intent(_ step: TierStep) -> Intent {
    Intent(
      key: IdempotencyKey(of: [
        id.rawValue, "tier", step.at.description, step.tier.rawValue, step.cause.rawValue,
      ]),
      action: .notify, notBefore: step.at,
      operands: [
        .init("member", .text(id.rawValue)), .init("tier", .text(step.tier.rawValue)),
        .init("cause", .phrase(step.cause.code, [])),
      ])
  }
}
