// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// How points are spent, given and taken.
extension MemberAccount {
  /// - Complexity: O(lots touched); nothing is copied.
  func redeemed(
    _ id: RedemptionID, _ points: Int64, _ purpose: String, _ now: Instant
  ) throws(Rejection) -> Change {
    try check(points, "points")
    if redemptions[id] != nil { throw .alreadyDone("redemption \(id)") }
    let until = inactivity?.countsSpending ?? false ? activeUntil(now) : nil
    let (spans, found) = ledger.plan(
      points, at: now.millisecondsSince1970, activeEnd: until?.lotMilliseconds)
    guard found == points else { throw .notEnoughPoints(available: found, wanted: points) }
    return .redeemed(
      Redemption(id: id, purpose: purpose, points: points, spans: spans, activeUntil: until))
  }

  func confirmed(_ id: EarningID) throws(Rejection) -> Change {
    guard let record = earnings[id] else { throw .unknownName("earning \(id)") }
    guard record.awaitsConfirmation else { throw .nothingToConfirm(id) }
    return .earningConfirmed(id)
  }

  func reversed(
    _ redemption: RedemptionID, _ id: MembershipEntryID, _ points: Int64?, _ now: Instant
  ) throws(Rejection) -> Change {
    try checkNew(id)
    guard let record = redemptions[redemption] else {
      throw .unknownName("redemption \(redemption)")
    }
    let left = record.points - record.reversed
    guard left > 0 else { throw .nothingLeft("redemption \(redemption)") }
    let points = points ?? left
    guard (1...left).contains(points) else {
      throw .outOfRange("points", value: points, bounds: 1...left)
    }
    return .redemptionReversed(reversal(of: redemption, record, id, points, now))
  }

  private func reversal(
    of redemption: RedemptionID, _ record: RedemptionRecord, _ id: MembershipEntryID,
    _ points: Int64, _ now: Instant
  ) -> Reversal {
    let at = now.millisecondsSince1970
    var (live, late, lost): (Int64, Int64, Int64) = (0, 0, 0)
    var expiresAt: Instant?
    for share in ledger.shares(of: record, giving: points) {
      let end = ledger.expiry(ledger.lots[Int(share.lot)])
      if end > at {
        live += share.points
      } else if let again = secondEnd(Instant(millisecondsSince1970: end), now) {
        late += share.points
        expiresAt = again
      } else {
        lost += share.points
      }
    }
    let paid = min(ledger.owed, live + late)
    let paidLive = min(paid, live)
    let reinstated = late - (paid - paidLive)
    return Reversal(
      id: id, redemption: redemption, points: points, toLots: live - paidLive,
      reinstated: reinstated, lost: lost, paidOwed: paid,
      expiresAt: reinstated > 0 ? expiresAt : nil)
  }

  /// When points end that come back now to a lot that expired at an instant; `nil`: they do not.
  private func secondEnd(_ expired: Instant, _ now: Instant) -> Instant? {
    guard case .reinstated(let validity, let window) = programme.points.expiredReturn,
      window.end(after: expired, in: programme.zone) >= now
    else { return nil }
    return PointExpiry.after(validity).end(earned: now, in: programme.zone)
  }

  func adjusted(
    _ id: MembershipEntryID, _ points: Int64, _ expiry: PointExpiry?, _ now: Instant
  ) throws(Rejection) -> Change {
    try checkNew(id)
    if points > 0 {
      if expiry == .inactivity, inactivity == nil { throw .programmeSilent("inactivity") }
      try checkRoom(for: points)
      return .adjusted(
        Adjustment(
          id: id, points: points, paidOwed: min(points, ledger.owed),
          expiry: giftExpiry(expiry ?? programme.points.expiry, now)))
    }
    guard points != .min, points < 0 else {
      throw .outOfRange("points", value: points, bounds: -Int64.max...Int64.max)
    }
    let (spans, found) = ledger.plan(-points, at: now.millisecondsSince1970)
    guard found == -points else { throw .notEnoughPoints(available: found, wanted: -points) }
    return .adjusted(Adjustment(id: id, points: points, spans: spans))
  }

  func reinstated(_ id: MembershipEntryID, _ now: Instant) throws(Rejection) -> Change {
    try checkNew(id)
    guard let rule = programme.points.reinstatement else {
      throw .programmeSilent("the return of expired points")
    }
    let zone = programme.zone
    // The longest way back that the window can reach, then each lot by itself.
    let (spans, _) = ledger.expired(since: .min, at: now.millisecondsSince1970)
    let within = spans.filter { span in
      let end = Instant(millisecondsSince1970: ledger.expiry(ledger.lots[span.first]))
      return rule.window.end(after: end, in: zone) >= now
    }
    let points = within.reduce(Int64(0)) { $0 + $1.points }
    guard points > 0 else { throw .nothingLeft("what expired") }
    try checkRoom(for: points)
    let end = PointExpiry.after(rule.validity).end(earned: now, in: zone) ?? .max
    return .pointsReinstated(
      Reinstatement(
        id: id, points: points, paidOwed: min(points, ledger.owed), spans: within, expiresAt: end))
  }

  // MARK: Checks

  func check(_ points: Int64, _ name: String) throws(Rejection) {
    if points < 1 { throw .outOfRange(name, value: points, bounds: 1...Int64.max) }
  }

  func checkNew(_ id: MembershipEntryID) throws(Rejection) {
    if entries.contains(id) { throw .alreadyDone("entry \(id)") }
  }

  /// All points that an account ever receives fit into 64 bits, so that no sum of its lots overflows.
  func checkRoom(for points: Int64) throws(Rejection) {
    let room = Int64.max - ledger.received
    if points > room { throw .outOfRange("points", value: points, bounds: 0...room) }
  }

  // MARK: Ends

  /// When points end that are no earning: where activity keeps points alive, a gift is none, and lasts
  /// from its own instant.
  func giftExpiry(_ expiry: PointExpiry, _ now: Instant) -> LotExpiry {
    guard case .inactivity = expiry else { return lotExpiry(expiry, now) }
    return activeUntil(now).map(LotExpiry.at) ?? .never
  }

  func lotExpiry(_ expiry: PointExpiry, _ now: Instant) -> LotExpiry {
    switch expiry {
    case .never: .never
    case .inactivity: .inactivity
    case .after, .endOfMonth, .yearly, .on:
      expiry.end(earned: now, in: programme.zone).map(LotExpiry.at) ?? .never
    }
  }

  /// The rule for points that end with activity. Where the edition in force has none, points that were
  /// earned under such a rule go on under the last one that there was: to end with the member's activity
  /// was decided at their earning.
  var inactivity: PointRules.Inactivity? {
    if let rule = programme.core.draft.points.inactivity { return rule }
    guard track.edition > 0, ledger.lots.contains(where: \.endsWithInactivity) else { return nil }
    return editions.editions.prefix(track.edition).reversed().lazy
      .compactMap(\.programme.core.draft.points.inactivity).first
  }

  func activeUntil(_ now: Instant) -> Instant? {
    inactivity.flatMap {
      PointExpiry.after($0.after).end(earned: now, in: programme.zone)
    }
  }

  func available(_ pending: EarnTerms.Pending, _ now: Instant) -> Instant? {
    switch pending {
    case .none: now
    case .span(let span): span.end(after: now, in: programme.zone)
    case .untilConfirmed: nil
    }
  }
}
