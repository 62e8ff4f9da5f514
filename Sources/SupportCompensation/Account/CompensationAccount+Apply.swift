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
      causes[place].award = award
      causes[place].state = .goingOn
    case .refused(let cause, _): causes[claimed(cause, event)].state = .notEligible
    case .undecided(let cause, _, _): causes[claimed(cause, event)].state = .undecided
    case .reversed(let key, let refund, let compensation, let arbitrated):
      guard let place = place(of: key) else { return }
      post(place, refund, compensation, sign: -1, in: form(ofCauseAt: place))
      causes[place].state = .reversed
      let ticket = causes[place].ticket
      causes[place].sums.arbitrated.add(saturating: 0 &- arbitrated.minorUnits)
      cases[ticket].arbitrated.add(arbitrated, sign: -1)
      cases[ticket].owe(0 &- arbitrated.minorUnits, in: .cash)
      causes[place].decisions = []
    case .adjusted(let key, let refund, let compensation):
      guard let place = place(of: key) else { return }
      post(place, refund, compensation, sign: 1, in: form(ofCauseAt: place))
    case .arbitrated(let key, let compensation, let decision):
      guard let place = place(of: key) else { return }
      causes[place].decisions.append(decision)
      causes[place].sums.arbitrated.add(saturating: compensation.minorUnits)
      cases[causes[place].ticket].arbitrated.add(compensation, sign: 1)
      cases[causes[place].ticket].owe(compensation.minorUnits, in: .cash)
    case .approvalAsked(let ticket, let approval):
      if let place = place(of: ticket) { cases[place].approval = approval }
    case .approved(let ticket, let agent):
      if let place = place(of: ticket) { cases[place].approval?.by.append(agent) }
    case .approvalRefused(let ticket):
      if let place = place(of: ticket) { cases[place].approval = nil }
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
    causes[place].claimedBy = event.by
    claimedAt.append(event.occurredAt)
    return place
  }

  private mutating func applyAward(_ cause: Cause, _ award: Award, _ event: Event) {
    let place = claimed(cause, event)
    causes[place].award = award
    causes[place].state = .awarded
    post(place, award.refund, award.compensation, sign: 1, in: award.form)
  }

  private func form(ofCauseAt place: Int) -> AwardForm { causes[place].award?.form ?? .cash }

  private mutating func post(
    _ place: Int, _ refund: Money, _ compensation: Money, sign: Int64, in form: AwardForm
  ) {
    // Sums of another currency are no part of this account, whatever history says.
    guard refund.currency == currency, compensation.currency == currency else { return }
    let ticket = causes[place].ticket
    let (back, more) = (sign &* refund.minorUnits, sign &* compensation.minorUnits)
    causes[place].sums.refund.add(saturating: back)
    causes[place].sums.compensation.add(saturating: more)
    cases[ticket].post(back, more, in: form)
    ledger.post(
      AwardLedger.Line(
        at: causes[place].cause.storage.occurredAt, compensation: more, refund: back,
        ticket: Int32(truncatingIfNeeded: ticket), cause: Int32(truncatingIfNeeded: place),
        form: form.kind))
  }

  // MARK: Payouts

  private mutating func apply(_ payout: consuming Payout) {
    let form = payout.form
    payout.forEachPart { part in
      guard let place = place(of: part.ticket) else { return }
      cases[place].sums.placedRefund.add(saturating: part.refund.minorUnits)
      cases[place].place(part.compensation.minorUnits, in: form)
    }
    payouts.append(payout)
  }

  private mutating func apply(_ key: IdempotencyKey, _ state: Payout.State, at now: Instant) {
    guard let place = place(ofPayout: key),
      payouts[place].state != .cancelled
    else { return }
    payouts[place].state = state
    switch state {
    case .sent: payouts[place].sentAt = payouts[place].sentAt ?? now
    case .failed: payouts[place].sentAt = nil
    case .due, .returned, .settled, .cancelled: break
    }
    guard state == .cancelled else { return }
    for part in payouts[place].parts {
      guard let ticket = self.place(of: part.ticket) else { continue }
      cases[ticket].sums.placedRefund.add(saturating: 0 &- part.refund.minorUnits)
      cases[ticket].place(0 &- part.compensation.minorUnits, in: payouts[place].form)
    }
  }

  private mutating func applyCharge(_ key: IdempotencyKey, _ money: Money) {
    guard let place = place(ofPayout: key) else { return }
    payouts[place].isCharged = true
    guard let part = payouts[place].parts.first, let ticket = self.place(of: part.ticket) else {
      return
    }
    cases[ticket].penalties.add(money, sign: 1)
    cases[ticket].owe(money.minorUnits, in: .cash)
  }
}

extension Money {
  /// Adds a sum that was decided to fit; sums that a damaged history brings stay at the bound.
  fileprivate mutating func add(_ other: Money, sign: Int64) {
    minorUnits = .saturatingSum(minorUnits, sign &* other.minorUnits)
  }
}
