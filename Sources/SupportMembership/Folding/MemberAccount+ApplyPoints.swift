// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How points change an account.
extension MemberAccount {
  mutating func earn(_ earning: Earning, _ now: Instant) -> Bool {
    guard earnings[earning.id] == nil else { return false }
    noteActivity(earning.activeUntil, now)
    let lot =
      earning.points > 0
      ? receive(
        earning.points, paying: earning.paidOwed, from: earning.availableFrom ?? .max,
        earning.expiry, now)
      : nil
    earnings[earning.id] = EarningRecord(
      at: now, lot: lot, earned: earning,
      awaitsConfirmation: earning.availableFrom == nil && earning.points > 0)
    qualifying.append(
      QualifyingEntry(
        at: now, points: max(earning.qualifying, 0),
        spend: max(earning.spend?.minorUnits ?? 0, 0), contribution: max(earning.contribution, 0)))
    if let service = earning.service { _ = give(service, now) }
    return true
  }

  mutating func confirm(_ id: EarningID, _ now: Instant) -> Bool {
    guard let record = earnings[id], record.awaitsConfirmation else { return false }
    earnings[id]?.awaitsConfirmation = false
    if let lot = record.lot { ledger.release(lot: lot, at: now.millisecondsSince1970) }
    return true
  }

  mutating func takeBack(_ refund: Refund, _ now: Instant) -> Bool {
    guard let record = earnings[refund.earning], entries.insert(refund.id).inserted else {
      return false
    }
    // Two refunds that were decided apart never take more together than was earned.
    var rest = record.leftPoints
    let fromLot = min(max(refund.fromLot, 0), rest)
    if let lot = record.lot { ledger.takeBack(fromLot, fromLot: lot) }
    rest -= fromLot
    rest -= ledger.take(
      refund.fromOthers, at: now.millisecondsSince1970, isNoted: false, atMost: rest)
    ledger.owe(min(refund.owed, rest))
    let taken = QualifyingEntry(
      at: record.at, points: -min(max(refund.qualifying, 0), record.leftQualifying),
      spend: -min(max(refund.spend?.minorUnits ?? 0, 0), record.leftSpend),
      contribution: -min(max(refund.contribution, 0), record.leftContribution))
    qualifying.append(taken)
    earnings[refund.earning]?.refundedPoints += min(max(refund.points, 0), record.leftPoints)
    earnings[refund.earning]?.refundedQualifying -= taken.points
    earnings[refund.earning]?.refundedContribution -= taken.contribution
    earnings[refund.earning]?.refundedSpend -= taken.spend
    return true
  }

  mutating func spend(_ redemption: Redemption, _ now: Instant) -> Bool {
    guard redemptions[redemption.id] == nil else { return false }
    noteActivity(redemption.activeUntil, now)
    let start = ledger.takings.count
    let taken = ledger.take(redemption.spans, at: now.millisecondsSince1970, isNoted: true)
    redemptions[redemption.id] = RedemptionRecord(
      takings: start..<ledger.takings.count, points: taken)
    return true
  }

  mutating func giveBack(_ reversal: Reversal, _ now: Instant) -> Bool {
    guard let record = redemptions[reversal.redemption], entries.insert(reversal.id).inserted else {
      return false
    }
    let at = now.millisecondsSince1970
    var paying = min(max(reversal.paidOwed, 0), ledger.owed)
    ledger.payOff(paying)
    for share in ledger.shares(of: record, giving: reversal.points) {
      let lot = ledger.lots[Int(share.lot)]
      guard ledger.expiry(lot) > at else { continue }
      let paid = min(paying, share.points)
      paying -= paid
      ledger.giveBack(share.points - paid, toLot: Int(share.lot))
    }
    if reversal.reinstated > 0 {
      _ = receive(
        reversal.reinstated, paying: 0, from: now, reversal.expiresAt.map(LotExpiry.at) ?? .never,
        now)
    }
    let left = record.points - record.reversed
    redemptions[reversal.redemption]?.reversed += min(max(reversal.points, 0), left)
    return true
  }

  mutating func adjust(_ adjustment: Adjustment, _ now: Instant) -> Bool {
    guard entries.insert(adjustment.id).inserted else { return false }
    if adjustment.points > 0 {
      _ = receive(
        adjustment.points, paying: adjustment.paidOwed, from: now, adjustment.expiry, now)
    } else {
      ledger.take(adjustment.spans, at: now.millisecondsSince1970, isNoted: false)
    }
    return true
  }

  mutating func reinstate(_ reinstatement: Reinstatement, _ now: Instant) -> Bool {
    guard entries.insert(reinstatement.id).inserted else { return false }
    ledger.clearExpired(reinstatement.spans, at: now.millisecondsSince1970)
    _ = receive(
      reinstatement.points, paying: reinstatement.paidOwed, from: now,
      .at(reinstatement.expiresAt), now)
    return true
  }

  // MARK: Lots

  mutating func receive(
    _ points: Int64, paying paid: Int64, from available: Instant, _ expiry: LotExpiry,
    _ now: Instant
  ) -> Int {
    let end: Int64 = if case .at(let instant) = expiry { instant.lotMilliseconds } else { .max }
    return ledger.receive(
      points, paying: paid, at: now.millisecondsSince1970, availableFrom: available.lotMilliseconds,
      expiresAt: end,
      endsWithInactivity: expiry == .inactivity)
  }

  mutating func noteActivity(_ until: Instant?, _ now: Instant) {
    if let until {
      ledger.noteActivity(at: now.millisecondsSince1970, until: until.lotMilliseconds)
    }
  }
}

extension Instant {
  /// Milliseconds for a lot, in which the last instant stands for never.
  var lotMilliseconds: Int64 { self == .max ? .max : millisecondsSince1970 }
}
