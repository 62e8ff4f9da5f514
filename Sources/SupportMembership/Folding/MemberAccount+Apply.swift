// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MemberAccount {
  /// Folds one event. Total: what is recorded is never refused.
  ///
  /// An event is ignored where it cannot concern the account as it stands: anything but an enrolment
  /// before the enrolment, a second enrolment, anything behind the end of the membership; a name that was
  /// entered before; a refund, a confirmation, a reversal or a return of what the account does not know
  /// or what is done; a grant of a tier that the programme does not have, or one that stands already.
  /// It changes ``eventCount``, ``lastEventAt`` and ``ignoredEventCount``, and no answer.
  ///
  /// Any other event counts as far as it goes: a redemption that names more points than its lots hold
  /// takes those that are there, a refund never more than is left of its earning. An event whose time
  /// goes back is taken for one of the instant of the last event.
  ///
  /// - Complexity: O(lots that the event touches) for redemptions; O(entries that count for a tier) for
  ///   earnings, refunds and adjustments.
  public mutating func apply(_ event: Event) {
    eventCount += 1
    let now = reached(event.occurredAt)
    lastEventAt = now
    guard closedAt == nil, (enrolledAt == nil) == event.change.isEnrolment else {
      ignoredEventCount += 1
      return
    }
    advance(to: now)
    guard fold(event.change, now) else {
      ignoredEventCount += 1
      return
    }
    if event.change.concernsTiers(programme) { reassess(at: now) }
  }

  /// Folds events in order.
  public mutating func apply(contentsOf events: some Sequence<Event>) {
    for event in events { apply(event) }
  }

  /// Tells whether the change concerned the account.
  private mutating func fold(_ change: Change, _ now: Instant) -> Bool {
    switch change {
    case .enrolled: enrol(now)
    case .earned(let earning): earn(earning, now)
    case .earningConfirmed(let id): confirm(id, now)
    case .earningRefunded(let refund): takeBack(refund, now)
    case .redeemed(let redemption): spend(redemption, now)
    case .redemptionReversed(let reversal): giveBack(reversal, now)
    case .adjusted(let adjustment): adjust(adjustment, now)
    case .pointsReinstated(let reinstatement): reinstate(reinstatement, now)
    case .tierGranted(let grant): give(grant, now)
    case .tierGrantEnded(let tier): endGrant(of: tier, now)
    case .benefitUsed(let use): note(use, now)
    case .benefitUseReturned(let id): callOff(id)
    case .benefitGranted(let grant): give(grant, now)
    case .rewarded(let reward): give(reward, now)
    case .certified(let result): note(result, now)
    case .closed(let closure): close(closure, now)
    }
  }

  private mutating func enrol(_ now: Instant) -> Bool {
    enrolledAt = now
    track.edition = editions.place(at: now)
    ledger.order(byExpiry: programme.points.order == .soonestToExpire)
    track.advancedTo = now
    noteStep(.enrolled, now)
    return true
  }

  private mutating func close(_ closure: Closure, _ now: Instant) -> Bool {
    self.closure = closure
    closedAt = now
    return true
  }
}

extension MemberAccount.Change {
  var isEnrolment: Bool {
    if case .enrolled = self { true } else { false }
  }

  /// Whether a tier may be reached or lost by it.
  func concernsTiers(_ programme: MembershipProgramme) -> Bool {
    switch self {
    case .redeemed: programme.core.followsBalance
    case .earned, .earningConfirmed, .earningRefunded, .redemptionReversed, .adjusted,
      .pointsReinstated, .tierGranted, .tierGrantEnded, .rewarded:
      true
    case .enrolled, .benefitUsed, .benefitUseReturned, .benefitGranted, .certified, .closed: false
    }
  }
}
