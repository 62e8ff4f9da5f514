// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What a refund takes back.
extension MemberAccount {
  func refunded(
    _ earning: EarningID, _ id: MembershipEntryID, _ share: RefundShare, _ now: Instant
  ) throws(Rejection) -> Change {
    try checkNew(id)
    guard let record = earnings[earning] else { throw .unknownName("earning \(earning)") }
    let whole = record.earned
    let spent = whole.spend?.minorUnits ?? 0
    let leftSpend = record.leftSpend
    let leftPoints = record.leftPoints
    var refund = Refund(id: id, earning: earning, points: 0, fromLot: 0)
    switch share {
    case .all:
      refund.spend = whole.spend.map { Money(minorUnits: leftSpend, currency: $0.currency) }
      refund.points = leftPoints
      refund.qualifying = record.leftQualifying
      refund.contribution = record.leftContribution
      if leftSpend == 0, refund.points == 0, refund.qualifying == 0, refund.contribution == 0 {
        throw .nothingLeft("earning \(earning)")
      }
    case .spend(let part):
      guard let paid = whole.spend, spent > 0 else { throw .wrongRefund(earning) }
      if part.currency != paid.currency { throw .wrongCurrency(part, expected: paid.currency) }
      guard leftSpend > 0 else { throw .nothingLeft("earning \(earning)") }
      guard (1...leftSpend).contains(part.minorUnits) else {
        throw .outOfRange("spend", value: part.minorUnits, bounds: 1...leftSpend)
      }
      let rest = leftSpend - part.minorUnits
      refund.spend = part
      refund.points = leftPoints - min(try kept(whole.points, rest, spent, earning), leftPoints)
      let leftQualifying = record.leftQualifying
      refund.qualifying =
        leftQualifying - min(try kept(whole.qualifying, rest, spent, earning), leftQualifying)
      let leftValue = record.leftContribution
      refund.contribution =
        leftValue - min(try kept(whole.contribution, rest, spent, earning), leftValue)
    case .points(let points):
      guard spent == 0 else { throw .wrongRefund(earning) }
      guard leftPoints > 0 else { throw .nothingLeft("earning \(earning)") }
      guard (1...leftPoints).contains(points) else {
        throw .outOfRange("points", value: points, bounds: 1...leftPoints)
      }
      refund.points = points
    }
    takeBack(&refund, record, now)
    return .earningRefunded(refund)
  }

  /// What the rest of the money would have earned.
  private func kept(
    _ whole: Int64, _ rest: Int64, _ spent: Int64, _ earning: EarningID
  ) throws(Rejection) -> Int64 {
    guard let rate = Rate(rest, over: spent) else { return 0 }
    do throws(MoneyError) {
      return try whole.scaled(by: rate, programme.points.rounding)
    } catch {
      throw .arithmetic("refund of \(earning)", error)
    }
  }

  /// Where the points are taken from: what is left in the lot, expired or not; then as the programme
  /// says of what was spent.
  private func takeBack(_ refund: inout Refund, _ record: EarningRecord, _ now: Instant) {
    let inLot = record.lot.map { ledger.lots[$0].left } ?? 0
    refund.fromLot = min(refund.points, inLot)
    var rest = refund.points - refund.fromLot
    switch programme.points.clawback {
    case .waived: refund.waived = rest
    case .owed: refund.owed = rest
    case .fromOtherLots:
      guard rest > 0 else { return }
      var others = ledger
      if let lot = record.lot { others.takeBack(refund.fromLot, fromLot: lot) }
      let (spans, found) = others.plan(rest, at: now.millisecondsSince1970)
      refund.fromOthers = spans
      rest -= found
      refund.owed = rest
    }
  }
}
