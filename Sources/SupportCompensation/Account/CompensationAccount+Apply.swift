// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension CompensationAccount {
  /// Folds one event; refuses nothing, so that every recorded history can be read.
  ///
  /// - Complexity: O(log causes) for causes that come in the order of time, else O(causes), and so
  ///   for many of one instant; O(payouts) for what happens to a payout.
  public mutating func apply(_ event: Event) {
    version &+= 1
    lastEventAt = Swift.max(lastEventAt ?? event.occurredAt, event.occurredAt)
    switch event.change {
    case .awarded(let cause, let award): applyAward(cause, award, event)
    case .delayOpened(let cause, let award):
      let place = claimed(cause, event)
      rows[place].cause?.award = award
      rows[place].cause?.state = .goingOn
    case .refused(let cause, _): rows[claimed(cause, event)].cause?.state = .notEligible
    case .undecided(let cause, _, _): rows[claimed(cause, event)].cause?.state = .undecided
    case .reversed(let key, let refund, let compensation, let arbitrated):
      guard let place = place(of: key), let record = cause(at: place) else { return }
      post(place, refund, compensation, sign: -1, in: record.award?.form ?? .cash)
      rows[place].cause?.state = .reversed
      rows[place].cause?.sums.arbitrated.add(saturating: 0 &- arbitrated.minorUnits)
      rows[place].cause?.decisions = []
      rows[record.ticket].standing?.arbitrated.add(arbitrated, sign: -1)
      rows[record.ticket].standing?.owe(0 &- arbitrated.minorUnits, in: .cash)
    case .adjusted(let key, let refund, let compensation):
      guard let place = place(of: key), let record = cause(at: place) else { return }
      post(place, refund, compensation, sign: 1, in: record.award?.form ?? .cash)
    case .arbitrated(let key, let compensation, let decision):
      guard let place = place(of: key), let record = cause(at: place) else { return }
      rows[place].cause?.decisions.append(decision)
      rows[place].cause?.sums.arbitrated.add(saturating: compensation.minorUnits)
      rows[record.ticket].standing?.arbitrated.add(compensation, sign: 1)
      rows[record.ticket].standing?.owe(compensation.minorUnits, in: .cash)
    case .approvalAsked(let ticket, let approval):
      if let place = place(of: ticket) { rows[place].standing?.approval = approval }
    case .approved(let ticket, let agent):
      if let place = place(of: ticket) { rows[place].standing?.approval?.by.append(agent) }
    case .approvalRefused(let ticket):
      if let place = place(of: ticket) { rows[place].standing?.approval = nil }
    case .payoutPlaced(let payout): apply(payout)
    case .payoutMoved(let key, let state): apply(key, state, at: event.occurredAt)
    case .latePaymentCharged(let key, let money): applyCharge(key, money)
    case .flagged(let rule, let claims):
      flags.append(Flag(rule: rule, at: event.occurredAt, claims: claims))
    }
  }

  // MARK: Causes

  private mutating func claimed(_ cause: Cause, _ event: Event) -> Int {
    let place = place(for: cause)
    rows[place].cause?.claimedBy = event.by
    add(claimAt: event.occurredAt)
    return place
  }

  private mutating func applyAward(_ cause: Cause, _ award: Award, _ event: Event) {
    let place = claimed(cause, event)
    rows[place].cause?.award = award
    rows[place].cause?.state = .awarded
    post(place, award.refund, award.compensation, sign: 1, in: award.form)
  }

  private mutating func post(
    _ place: Int, _ refund: Money, _ compensation: Money, sign: Int64, in form: AwardForm
  ) {
    // Sums of another currency are no part of this account, whatever history says.
    guard refund.currency == currency, compensation.currency == currency,
      let ticket = rows[place].cause?.ticket, let at = rows[place].cause?.cause.storage.occurredAt
    else { return }
    let (back, more) = (sign &* refund.minorUnits, sign &* compensation.minorUnits)
    rows[place].cause?.sums.refund.add(saturating: back)
    rows[place].cause?.sums.compensation.add(saturating: more)
    rows[ticket].standing?.post(back, more, in: form)
    post(
      AwardLine(
        at: at, compensation: more, refund: back, ticket: Int32(truncatingIfNeeded: ticket),
        cause: Int32(truncatingIfNeeded: place), form: form.kind))
  }

  // MARK: Payouts

  private mutating func apply(_ payout: Payout) {
    let form = payout.form
    payout.forEachPart { part in
      guard let place = place(of: part.ticket) else { return }
      rows[place].standing?.sums.placedRefund.add(saturating: part.refund.minorUnits)
      rows[place].standing?.place(part.compensation.minorUnits, in: form)
    }
    add(kept(payout, at: Int(counts.payouts)))
  }

  private mutating func apply(_ key: IdempotencyKey, _ state: Payout.State, at now: Instant) {
    guard let place = place(ofPayout: key), var payout = payout(at: place),
      payout.state != .cancelled
    else { return }
    payout.state = state
    switch state {
    case .sent: payout.sentAt = payout.sentAt ?? now
    case .failed: payout.sentAt = nil
    case .due, .returned, .settled, .cancelled: break
    }
    rows[place].payout = kept(payout, at: place)
    guard state == .cancelled else { return }
    for part in payout.parts {
      guard let ticket = self.place(of: part.ticket) else { continue }
      rows[ticket].standing?.sums.placedRefund.add(saturating: 0 &- part.refund.minorUnits)
      rows[ticket].standing?.place(0 &- part.compensation.minorUnits, in: payout.form)
    }
  }

  private mutating func applyCharge(_ key: IdempotencyKey, _ money: Money) {
    guard let place = place(ofPayout: key), var payout = payout(at: place) else { return }
    payout.isCharged = true
    rows[place].payout = kept(payout, at: place)
    guard let part = payout.parts.first, let ticket = self.place(of: part.ticket)
    else { return }
    rows[ticket].standing?.penalties.add(money, sign: 1)
    rows[ticket].standing?.owe(money.minorUnits, in: .cash)
  }
}

extension Money {
  /// Adds a sum that was decided to fit; sums that a damaged history brings stay at the bound.
  fileprivate mutating func add(_ other: Money, sign: Int64) {
    minorUnits = .saturatingSum(minorUnits, sign &* other.minorUnits)
  }
}
