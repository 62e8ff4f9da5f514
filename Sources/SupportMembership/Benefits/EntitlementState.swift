// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a member has of one benefit at an instant.
public struct EntitlementState: Hashable, Sendable {
  /// The benefit.
  public var benefit: BenefitID
  /// How many uses are left; `nil`: as many as wanted.
  public var left: Int64?
  /// The uses of the period itself; `nil`: as many as wanted.
  public var allowed: Int64?
  /// The uses that were carried over from the period before.
  public var carried: Int64
  /// What was used in the period, what was called off not counted.
  public var used: Int64
  /// The period; `nil` where uses are not counted.
  public var period: Stretch?
  /// The first instant at which a benefit that was given apart from the tier is over.
  public var until: Instant?
  /// The calendar in whose hours it is there; `nil`: around the clock.
  public var calendar: String?

  /// A stretch of time, its end not included.
  public struct Stretch: Hashable, Sendable {
    /// The first instant.
    public var start: Instant
    /// The first instant behind it.
    public var end: Instant
  }
}

extension MemberAccount {
  /// What the member has of each benefit at an instant: those of the tier in their order, then those
  /// that were given.
  public func entitlements(at instant: Instant) -> [EntitlementState] {
    let now = reached(instant)
    guard enrolledAt != nil, !isGone(.benefits, at: now) else { return [] }
    var account = self
    account.advance(to: now)
    let tier = account.programme.tiers[
      min(account.track.effectiveRank(at: now), account.programme.tiers.count - 1)]
    var names = tier.benefits.map(\.id)
    for grant in grants where grant.from <= now && grant.until > now {
      if !names.contains(grant.benefit) { names.append(grant.benefit) }
    }
    return names.compactMap { account.entitlement($0, now) }
  }

  /// What the member has of a benefit at an instant; `nil` where it is not the member's.
  public func entitlement(_ benefit: BenefitID, at instant: Instant) -> EntitlementState? {
    let now = reached(instant)
    guard enrolledAt != nil, !isGone(.benefits, at: now) else { return nil }
    var account = self
    account.advance(to: now)
    return account.entitlement(benefit, now)
  }

  /// The state of a benefit; the account was advanced to the instant.
  func entitlement(_ id: BenefitID, _ now: Instant) -> EntitlementState? {
    guard let benefit = held(id, now) else { return nil }
    let ends = grants.filter { $0.benefit == id && $0.from <= now && $0.until > now }.map(\.until)
    let until = ofTier(id, now) == nil ? ends.max().flatMap { $0 == .max ? nil : $0 } : nil
    guard let allowance = benefit.allowance, let stretch = stretch(allowance.period, now) else {
      return EntitlementState(
        benefit: id, carried: 0, used: used(id, .min, .max), until: until,
        calendar: benefit.calendar)
    }
    let carried = carried(id, allowance.period, to: stretch.start)
    let used = used(id, stretch.start, stretch.end)
    let left = Int64.saturatingSum(allowance.count, carried) - used
    return EntitlementState(
      benefit: id, left: max(left, 0), allowed: allowance.count,
      carried: carried, used: used, period: stretch, until: until, calendar: benefit.calendar)
  }

  /// The benefit that the member had at an instant, by the tier or given.
  private func held(_ id: BenefitID, _ instant: Instant) -> MembershipProgramme.Benefit? {
    if let benefit = ofTier(id, instant) { return benefit }
    let isGiven = grants.contains {
      $0.benefit == id && $0.from <= instant && $0.until > instant
    }
    guard isGiven else { return nil }
    return programme.givenBenefit(id)
  }

  /// The benefit of the tier that the member had at an instant.
  private func ofTier(_ id: BenefitID, _ instant: Instant) -> MembershipProgramme.Benefit? {
    let step = track.steps.last { $0.at <= instant }
    return step.flatMap { programme.tier($0.tier)?.benefit(id) }
  }

  private func stretch(
    _ period: QualifyingPeriod, _ instant: Instant
  ) -> EntitlementState.Stretch? {
    enrolledAt.flatMap { period.stretch(at: instant, enrolled: $0, in: programme.zone) }
      .map { EntitlementState.Stretch(start: $0.start, end: $0.end) }
  }

  /// Uses in a stretch, saturating.
  private func used(_ id: BenefitID, _ start: Instant, _ end: Instant) -> Int64 {
    uses.reduce(Int64(0)) { sum, record in
      guard record.use.benefit == id, record.at >= start, record.at < end else { return sum }
      return .saturatingSum(sum, max(record.use.count, 0))
    }
  }

  /// What the period before leaves, where the benefit that the member had at its last instant lets it
  /// be carried over. A benefit that was counted in other periods then leaves nothing.
  ///
  /// - Complexity: O(periods + uses + grants + changes of the tier): all of them are looked at once, in
  ///   the order of time.
  private func carried(_ id: BenefitID, _ period: QualifyingPeriod, to start: Instant) -> Int64 {
    guard let first = track.steps.first?.at, var next = stretch(period, first) else { return 0 }
    var past = BenefitHistory(self, id)
    var carried: Int64 = 0
    while next.start < start {
      let used = past.used(before: next.end)
      let allowance = past.benefit(at: next.end.adding(milliseconds: -1))?.allowance
      carried = allowance?.carried(of: period, used: used, before: carried) ?? 0
      guard let following = stretch(period, next.end), following.start >= next.end,
        following.end > next.end
      else { break }
      next = following
    }
    return carried
  }
}

extension MembershipProgramme.Benefit.Allowance {
  /// What is left at the end of one of these periods for the next one.
  fileprivate func carried(of period: QualifyingPeriod, used: Int64, before: Int64) -> Int64 {
    guard self.period == period, case .upTo(let most) = carryOver else { return 0 }
    return min(max(.saturatingSum(count, before) - used, 0), most)
  }
}
