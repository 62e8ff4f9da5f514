// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// How a term of a tier ends, and another one begins.
extension MemberAccount {
  mutating func endPhase(_ now: Instant) {
    switch track.phase {
    case .valid:
      let view = endView(now)
      let isKept = meets(programme.tiers[track.rank].keeping, view)
      if isKept { renew(from: view.anchor, at: now) } else { lapse(now) }
    case .grace: fail(now)
    case .secondChance: stepDown(now)
    }
  }

  /// Whether the period of the present instant speaks for a tier, and not the one that ended with it:
  /// a tier that has no further period has to be reached in each period anew.
  var isJudgedAtPresent: Bool {
    switch programme.tierRules.validity {
    case .whileQualified, .endOf(_, further: 0): true
    case .endOf, .span, .endOfMonth, .unlimited: false
    }
  }

  // MARK: What is judged

  /// What counts when the time of a tier ends: the period that ends then, up to its last instant.
  func endView(_ end: Instant) -> View {
    let last = end.adding(milliseconds: -1)
    return View(anchor: isJudgedAtPresent ? end : last, through: last)
  }

  /// What counts in the grace behind that.
  func graceView(_ now: Instant) -> View {
    let last = (track.lapsedAt ?? now).adding(milliseconds: -1)
    return View(anchor: isJudgedAtPresent ? now : last, through: now)
  }

  /// What counts in a second chance.
  func chanceView(_ now: Instant) -> View {
    View(anchor: now, through: now, since: track.chanceFrom)
  }

  // MARK: Phases

  mutating func lapse(_ now: Instant) {
    track.lapsedAt = now
    guard let grace = programme.tierRules.grace else { return fail(now) }
    track.phase = .grace
    track.endsAt = grace.end(after: now, in: programme.zone)
    noteStep(.grace, now, always: true)
  }

  private mutating func fail(_ now: Instant) {
    guard let chance = programme.tierRules.secondChance, !track.hadSecondChance else {
      return stepDown(now)
    }
    track.hadSecondChance = true
    track.phase = .secondChance
    track.chanceFrom = now
    track.endsAt = chance.end(after: now, in: programme.zone)
    noteStep(.secondChance, now, always: true)
  }

  private mutating func stepDown(_ now: Instant) {
    let tiers = programme.tiers
    let below = tiers.indices.prefix(track.rank).dropFirst()
    let ended = (track.lapsedAt ?? now).adding(milliseconds: -1)
    let anchor = isJudgedAtPresent ? now : ended
    let view = View(anchor: anchor, through: now)
    let lower =
      switch programme.tierRules.downgrade {
      case .oneDown: below.last { tiers[$0].requirement != nil } ?? 0
      case .toQualified: below.last { meets(tiers[$0].requirement, view) } ?? 0
      }
    reach(lower, now)
    noteStep(.notRenewed, now)
  }

  /// Begins another term of the tier; `last` is an instant of the period that renewed it.
  mutating func renew(from last: Instant, at now: Instant) {
    let hadChance = track.phase == .secondChance
    if hadChance {
      reach(track.rank, now)
      track.hadSecondChance = true
    } else {
      let (from, terms) = (track.validFrom, track.terms)
      reach(track.rank, last)
      track.validFrom = from
      track.terms = terms + 1
      track.endsAt = track.rank > 0 ? validityEnd(last) : nil
      // A long time of grace can end behind the term that it renews: then the term begins now.
      if let end = track.endsAt, end <= now { reach(track.rank, now) }
    }
    noteStep(.renewed, now, always: true)
  }

  /// Begins the first term of a tier.
  mutating func reach(_ rank: Int, _ now: Instant) {
    track.rank = rank
    track.phase = .valid
    track.lapsedAt = nil
    track.chanceFrom = nil
    track.hadSecondChance = false
    track.validFrom = now
    track.terms = 1
    track.endsAt = rank > 0 ? validityEnd(now) : nil
  }

  /// The end of the present term, for which an instant of its qualifying period speaks.
  private func validityEnd(_ instant: Instant) -> Instant? {
    guard let enrolledAt else { return nil }
    let zone = programme.zone
    switch programme.tierRules.validity {
    case .span(let span):
      // Terms are counted from the first one, so that a 31st stays a 31st behind a short month.
      return span.times(track.terms).end(after: track.validFrom, in: zone)
    case .endOfMonth(let months):
      let last = PointExpiry.endOfMonth(zone.date(at: instant), after: months)
      return zone.instant(date: last.adding(days: 1), time: .midnight)
    case .endOf(let period, let further):
      guard var end = period.stretch(at: instant, enrolled: enrolledAt, in: zone)?.end else {
        return nil
      }
      for _ in 0..<further {
        end = period.stretch(at: end, enrolled: enrolledAt, in: zone)?.end ?? end
      }
      return end
    case .whileQualified, .unlimited: return nil
    }
  }
}
