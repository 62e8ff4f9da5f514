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
    guard enrolledAt != nil else { return nil }
    let now = reached(instant)
    var candidates = closure?.kept.compactMap(\.until) ?? []
    for part in ClosingRules.Part.allCases where !isGone(part, at: now) {
      // What stays of a closed account goes on by the clock up to the end of the part.
      let last = end(of: part) ?? .max
      candidates += deadlines(of: part, now).filter { $0 < last }
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
    for reminder in reminders() { found.append((reminder.at, intent(reminder))) }
    for group in expiries() {
      found.append((group.at, intent("expired", .notify, group.at, group.points, [])))
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

  /// The instants at which the clock changes something of a part of the account.
  private func deadlines(of part: ClosingRules.Part, _ now: Instant) -> [Instant] {
    switch part {
    case .points:
      let lot = ledger.nextChange(after: now.millisecondsSince1970)
      return [lot.map { Instant(millisecondsSince1970: $0) }].compactMap(\.self)
        + reminders().map(\.at)
    case .tier:
      if closedAt != nil { return track.grants.compactMap(\.grant.until) }
      var account = self
      account.advance(to: now)
      return [account.nextTierBoundary(after: now)].compactMap(\.self)
    case .benefits: return grants.map(\.until)
    case .certificates:
      return certificates.map(\.until) + [certifiedUntil].compactMap(\.self)
    case .emergencyChannel, .contribution, .record: return []
    }
  }

  /// What is left in lots by the instant at which it expires, in order. Of a closed account: what
  /// expired before its end, and what stays, at the end of its lot or of its stay. Each with the instant
  /// since which there were such points.
  func expiries() -> [(at: Instant, points: Int64, since: Instant)] {
    var groups: [(at: Instant, points: Int64, since: Instant)] = []
    let closed = closedAt?.millisecondsSince1970 ?? .max
    let last = end(of: .points)?.millisecondsSince1970 ?? .max
    let ends = ledger.lots.filter { $0.left > 0 }
      .map { lot in
        let end = ledger.expiry(lot)
        return (
          end: end <= closed || last > closed ? min(end, last) : .max, left: lot.left,
          since: lot.receivedAt
        )
      }
    for lot in ends.sortedStably(by: { $0.end }) where lot.end < .max {
      let at = Instant(millisecondsSince1970: lot.end)
      if let last = groups.last, last.at == at {
        groups[groups.count - 1].points += lot.left
        groups[groups.count - 1].since = min(
          last.since, Instant(millisecondsSince1970: lot.since))
      } else {
        groups.append((at, lot.left, Instant(millisecondsSince1970: lot.since)))
      }
    }
    return groups
  }

  /// When members are told of points that will expire: by the edition in force at that very instant.
  func reminders() -> [Reminder] {
    let rules = editions.editions.enumerated().filter {
      !$1.programme.core.draft.points.remindBefore.isEmpty
    }
    if rules.isEmpty { return [] }
    return expiries().flatMap { group in
      rules.flatMap { place, edition in
        let programme = edition.programme
        return programme.points.remindBefore.map { span in
          Reminder(
            at: span.start(before: group.at, in: programme.zone), expiry: group.at,
            points: group.points, before: span)
        }
        // What came later than the reminder would have is not told of in the past.
        .filter { $0.at >= group.since && self.edition(at: $0.at) == place }
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
        .init("expiry", .instant(at, utcOffset: programme(at: at).zone.offset(at: at))),
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
