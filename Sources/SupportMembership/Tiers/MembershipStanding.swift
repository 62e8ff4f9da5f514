// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// Where a member stands at an instant: the tier, how long it lasts, and what is missing for the next.
public struct MembershipStanding: Hashable, Sendable {
  /// What holds the tier.
  public enum Hold: Hashable, Sendable {
    /// It is everybody's.
    case base
    /// It was reached or renewed.
    case earned
    /// Its time has ended; what is earned still counts for it.
    case grace
    /// It was not renewed, and is kept once more.
    case secondChance
    /// It lasts for life.
    case lifetime
    /// It was given.
    case granted(TierGrant.Kind)
  }

  /// What is missing for a tier.
  public struct Next: Hashable, Sendable {
    /// The next higher tier that can be earned.
    public var tier: TierID
    /// What is missing for it.
    public var gap: TierGap
  }

  /// The tier.
  public var tier: TierID
  /// Its place, from 0 for the lowest.
  public var rank: Int
  /// Since when the member has this tier without a break.
  public var since: Instant
  /// What holds it.
  public var hold: Hold
  /// The first instant at which the clock ends that; `nil`: nothing does.
  public var until: Instant?
  /// What is missing to keep it at the end of its time, as of now and by the edition in force; `nil`
  /// where nothing is, or it does not end. Whoever earns that much in the time that it names keeps the
  /// tier. Where nothing that is earned before the end counts — a tier that has to be reached in each
  /// period anew — the time begins with the end: it is that of the grace or the second chance then, or
  /// else the period in which the tier has to be reached again.
  public var toKeep: TierGap?
  /// The next tier; `nil` in the highest, and where the membership has ended.
  public var next: Next?
  /// How early the member is connected.
  public var priority: Int
  /// Within what time the member is answered; `nil`: the tier promises nothing of its own.
  public var response: ServiceDuration?
  /// The service agreement that holds instead of the public one.
  public var agreement: String?
}

extension MemberAccount {
  /// Where the member stands at an instant; `nil` before the enrolment and where the tier went with the
  /// end of the membership.
  ///
  /// - Complexity: O(entries that count × tiers) and as much again for each period that has ended since
  ///   the last event.
  public func standing(at instant: Instant) -> MembershipStanding? {
    let now = reached(instant)
    guard enrolledAt != nil, !isGone(.tier, at: now) else { return nil }
    var account = self
    account.advance(to: now)
    return account.standing(now)
  }

  /// What became of the tier, from the enrolment up to an instant.
  public func tierSteps(through instant: Instant) -> [TierStep] {
    guard enrolledAt != nil else { return [] }
    var account = self
    account.advance(to: reached(instant))
    return account.track.steps
  }

  /// The place of the tier at an instant, up to which the account was advanced.
  private func standing(_ now: Instant) -> MembershipStanding {
    let tiers = programme.tiers
    let rank = min(track.effectiveRank(at: now), tiers.count - 1)
    let tier = tiers[rank]
    var (hold, until) = hold(of: rank, now)
    var toKeep = until == nil || track.rank != rank ? nil : gapToKeep(now)
    let view = View(anchor: now, through: now)
    var next = tiers.dropFirst(rank + 1).first { $0.requirement != nil }.flatMap { next in
      next.requirement.flatMap { gap($0, view, at: now) }
        .map { MembershipStanding.Next(tier: next.id, gap: $0) }
    }
    if closedAt != nil {
      // What stays of a closed account stands still, and nothing can be earned any more.
      if case .granted = hold {} else { until = nil }
      until = [until, end(of: .tier)].compactMap(\.self).min()
      (toKeep, next) = (nil, nil)
    }
    let unbroken = track.steps.lastIndex { $0.tier != tier.id }.map { $0 + 1 } ?? 0
    let since = track.steps.indices.contains(unbroken) ? track.steps[unbroken].at : now
    return MembershipStanding(
      tier: tier.id, rank: rank, since: since, hold: hold, until: until, toKeep: toKeep,
      next: next, priority: tier.priority, response: tier.response, agreement: tier.agreement)
  }

  /// What holds a tier: what lasts longest comes first.
  private func hold(of rank: Int, _ now: Instant) -> (MembershipStanding.Hold, Instant?) {
    if rank == 0 { return (.base, nil) }
    if track.lifetimeRank == rank { return (.lifetime, nil) }
    let given = track.grants.filter { $0.rank == rank }
      .max { ($0.grant.until ?? .max) < ($1.grant.until ?? .max) }
    if track.rank == rank {
      let hold: MembershipStanding.Hold =
        switch track.phase {
        case .valid: .earned
        case .grace: .grace
        case .secondChance: .secondChance
        }
      guard let given, let end = track.endsAt, given.grant.until ?? .max > end else {
        return (hold, track.endsAt)
      }
    }
    guard let given else { return (.earned, track.endsAt) }
    return (.granted(given.grant.kind), given.grant.until)
  }
}
