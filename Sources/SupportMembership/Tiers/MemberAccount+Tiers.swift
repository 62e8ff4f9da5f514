// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// How tiers are reached by events, and end by the clock.
///
/// The clock comes first: what is earned exactly at the end of a period counts for the next one.
extension MemberAccount {
  /// Moves the tier forward through all that the clock brings up to an instant, included.
  mutating func advance(to instant: Instant) {
    guard enrolledAt != nil, closedAt == nil else { return }
    while let next = nextTierBoundary(after: track.advancedTo), next <= instant {
      track.advancedTo = next
      cross(next)
    }
    track.advancedTo = max(track.advancedTo, instant)
  }

  /// The next instant after another at which the clock alone may change the tier.
  func nextTierBoundary(after instant: Instant) -> Instant? {
    var next = Instant.max
    var isFound = false
    func note(_ candidate: Instant?) {
      if let candidate, candidate > instant, candidate <= next {
        next = candidate
        isFound = true
      }
    }
    note(track.endsAt)
    for given in track.grants { note(given.grant.until) }
    if editions.editions.count > 1 { note(editions.nextBeginning(after: instant)) }
    if programme.core.followsBalance {
      note(
        ledger.nextChange(after: instant.millisecondsSince1970)
          .map { Instant(millisecondsSince1970: $0) })
    }
    if track.rank > 0, programme.tierRules.validity == .whileQualified {
      let tier = programme.tiers[track.rank]
      for leaf in tier.keeping?.leaves ?? [] { note(leaf.period.flatMap { nextLoss($0, instant) }) }
    }
    return isFound ? next : nil
  }

  /// The next instant after another at which something no longer counts in a period.
  private func nextLoss(_ period: QualifyingPeriod, _ instant: Instant) -> Instant? {
    guard let enrolledAt else { return nil }
    if case .rolling(let span) = period {
      let zone = programme.zone
      return qualifying.lazy.map { span.end(after: $0.at, in: zone) }.filter { $0 > instant }.min()
    }
    return period.stretch(at: instant, enrolled: enrolledAt, in: programme.zone)?.end
  }

  private mutating func cross(_ now: Instant) {
    let place = editions.place(at: now)
    if place != track.edition {
      // What ends at the instant of an edition is judged by the one before.
      if track.endsAt == now { endPhase(now) }
      adopt(place, now)
    }
    let given = track.grants.count
    track.grants.removeAll { $0.grant.until.map { $0 <= now } ?? false }
    if track.grants.count < given { noteStep(.grantEnded, now) }
    if track.endsAt == now { endPhase(now) }
    if programme.core.followsBalance || programme.tierRules.validity == .whileQualified {
      reassess(at: now)
    }
  }

  /// Another edition comes into force: tiers go on under their names; one that is no longer there is
  /// replaced by the highest whose requirement is met.
  private mutating func adopt(_ place: Int, _ now: Instant) {
    let before = programme
    track.edition = place
    let view = View(anchor: now, through: now)
    func rank(_ old: Int) -> Int {
      before.tiers.indices.contains(old)
        ? programme.rank(of: before.tiers[old].id)
          ?? programme.tiers.lastIndex { meets($0.requirement, view) } ?? 0 : 0
    }
    let earned = rank(track.rank)
    let isOther = before.tierRules.validity != programme.tierRules.validity
    let isGone =
      !before.tiers.indices.contains(track.rank)
      || programme.rank(of: before.tiers[track.rank].id) == nil
    if track.phase == .valid, isOther || isGone {
      reach(earned, now)
    } else {
      track.rank = earned
    }
    track.lifetimeRank = programme.rank(of: before.tiers[track.lifetimeRank].id) ?? 0
    track.grants = track.grants.compactMap { given in
      programme.rank(of: given.grant.tier).map {
        TierTrack.Grant(grant: given.grant, from: given.from, rank: $0)
      }
    }
    ledger.order(byExpiry: programme.points.order == .soonestToExpire)
    noteStep(.newEdition, now)
  }

  /// Looks which tiers are reached or lost by what is known at an instant.
  mutating func reassess(at now: Instant) {
    let view = View(anchor: now, through: now)
    let follows = programme.tierRules.validity == .whileQualified
    keepIfEarned(now)
    let tiers = programme.tiers
    if let higher = tiers.indices.last(where: { place in
      place > track.rank && meets(tiers[place].requirement, view)
    }) {
      reach(higher, now)
      noteStep(.reached, now)
    }
    for given in track.grants where isDone(given, now) {
      track.grants.removeAll { $0 == given }
      if given.rank > track.rank { reach(given.rank, now) }
      noteStep(.challengeMet, now, always: true)
    }
    for place in tiers.indices where place > track.lifetimeRank {
      guard meets(tiers[place].lifetime, view) else { continue }
      track.lifetimeRank = place
      noteStep(.lifetime, now, always: true)
    }
    guard follows else { return }
    while track.rank > 0, track.phase == .valid, !meets(tiers[track.rank].keeping, view) {
      lapse(now)
    }
  }

  /// A tier whose time has ended is renewed by what is earned in its grace or second chance.
  private mutating func keepIfEarned(_ now: Instant) {
    let keeping = programme.tiers[track.rank].keeping
    switch track.phase {
    case .valid: break
    case .grace:
      let view = graceView(now)
      if meets(keeping, view) { renew(from: view.anchor, at: now) }
    case .secondChance:
      if meets(keeping, chanceView(now)) { renew(from: now, at: now) }
    }
  }

  private func isDone(_ given: TierTrack.Grant, _ now: Instant) -> Bool {
    guard let challenge = given.grant.challenge else { return false }
    let view = View(anchor: now, through: now, since: given.from)
    let points = challenge.points.map { total(.points, .lifetime, view) >= $0 } ?? true
    let spend = challenge.spend.map { total(.spend, .lifetime, view) >= $0.minorUnits } ?? true
    return points && spend
  }

  /// Notes what became of the tier that counts, where it changed or is to be told anyway.
  mutating func noteStep(_ cause: TierStep.Cause, _ now: Instant, always: Bool = false) {
    let rank = min(track.effectiveRank(at: now), programme.tiers.count - 1)
    let tier = programme.tiers[rank].id
    // By its name: another edition may have put it in another place.
    if always || track.steps.last?.tier != tier {
      track.steps.append(TierStep(at: now, tier: tier, rank: rank, cause: cause))
    }
  }
}
