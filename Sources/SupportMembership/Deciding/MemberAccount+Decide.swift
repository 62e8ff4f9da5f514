// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// Decides what a command would change, without changing anything.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - principal: Who wants it.
  ///   - now: When; not before the last event.
  ///   - reason: Why, in words for the desk alone; every event of the command carries it.
  /// - Returns: The events that it causes, at least one, to be applied in order.
  /// - Throws: ``Rejection``, the first reason, and nothing is changed.
  /// - Complexity: O(lots touched) for redemptions; O(entries that count for a tier) for earnings.
  public func decide(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil
  ) throws(Rejection) -> [Event] {
    if let closedAt { throw .closed(since: closedAt) }
    if let last = lastEventAt, now < last { throw .timeRunsBackwards(last: last, given: now) }
    if case .enrol = command {
      if let enrolledAt { throw .alreadyEnrolled(at: enrolledAt) }
    } else if enrolledAt == nil {
      throw .notEnrolled
    }
    let change = try change(of: command, now)
    return [Event(change, by: principal, at: now, because: reason)]
  }

  /// Decides what a command changes and applies it.
  ///
  /// - Returns: The events that it caused, already applied, for the store and for other folds.
  /// - Throws: ``Rejection``, and nothing is changed.
  @discardableResult
  public mutating func perform(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil
  ) throws(Rejection) -> [Event] {
    let events = try decide(command, by: principal, at: now, because: reason)
    for event in events { apply(event) }
    return events
  }

  private func change(of command: Command, _ now: Instant) throws(Rejection) -> Change {
    switch command {
    case .redeem(let id, let points, let purpose) where editions.editions.count == 1:
      // Nothing that the clock brings to tiers decides about it, so nothing is copied.
      return try redeemed(id, points, purpose, now)
    case .enrol:
      let programme = editions.programme(at: now)
      return .enrolled(Enrolment(programme: programme.id, version: programme.version))
    default: break
    }
    var account = self
    account.advance(to: now)
    return switch command {
    case .enrol: throw .notEnrolled
    case .redeem(let id, let points, let purpose):
      try account.redeemed(id, points, purpose, now)
    case .earn(let request): .earned(try account.earning(request, now).earning)
    case .confirmEarning(let id): try account.confirmed(id)
    case .refundEarning(let earning, let id, let share):
      try account.refunded(earning, id, share, now)
    case .reverseRedemption(let redemption, let id, let points):
      try account.reversed(redemption, id, points, now)
    case .adjust(let id, let points, let expiry): try account.adjusted(id, points, expiry, now)
    case .reinstatePoints(let id): try account.reinstated(id, now)
    case .grantTier(let grant): try account.granted(grant, now)
    case .endTierGrant(let tier): try account.endedGrant(tier)
    case .useBenefit(let use): try account.used(use, now)
    case .returnBenefitUse(let id): try account.calledOff(id)
    case .grantBenefit(let grant): try account.granted(grant, now)
    case .reward(let request): .rewarded(try account.reward(request, now))
    case .certify(let scores): try account.certified(scores, now)
    case .close: account.closed(now)
    }
  }
}
