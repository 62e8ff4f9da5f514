// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// How far requirements of tiers are met.
extension MemberAccount {
  /// Which earnings count, and as of when.
  struct View {
    /// The instant whose period counts.
    var anchor: Instant
    /// The last instant of earnings that count.
    var through: Instant
    /// Where set, earnings count from it on, whatever the period.
    var since: Instant?
  }

  func meets(_ requirement: TierRequirement?, _ view: View) -> Bool {
    guard let requirement else { return false }
    switch requirement {
    case .any(let parts): return parts.contains { meets($0, view) }
    case .all(let parts): return parts.allSatisfy { meets($0, view) }
    case .balance(let needed): return available(at: view.through) >= needed
    case .points(let needed, let period): return total(.points, period, view) >= needed
    case .spend(let needed, let period): return total(.spend, period, view) >= needed.minorUnits
    case .contribution(let needed, let period):
      return total(.contribution, period, view) >= needed
    }
  }

  func available(at instant: Instant) -> Int64 {
    ledger.sums(at: instant.millisecondsSince1970).available
  }

  /// The sum of what counts, saturating at the bounds of 64 bits.
  func total(
    _ measure: QualifyingEntry.Measure, _ period: QualifyingPeriod, _ view: View
  ) -> Int64 {
    guard let enrolledAt else { return 0 }
    let zone = programme.zone
    let start =
      view.since ?? period.stretch(at: view.anchor, enrolled: enrolledAt, in: zone)?.start ?? .min
    var sum: Int128 = 0
    for entry in qualifying where entry.at >= start && entry.at <= view.through {
      if case .rolling(let span) = period, view.since == nil,
        span.end(after: entry.at, in: zone) <= view.anchor
      {
        continue
      }
      sum += Int128(entry[measure])
    }
    return Int64(clamping: sum)
  }

  /// What is missing for a requirement.
  ///
  /// - Parameters:
  ///   - requirement: The requirement.
  ///   - view: The earnings that count, of those there are and of those to come.
  ///   - now: The instant at which one asks: no earnings are known behind it.
  ///   - end: The end of the time in which what is missing can be earned; `nil`: that of each period.
  /// - Returns: The parts that are not met; `nil` where it is met.
  func gap(
    _ requirement: TierRequirement, _ view: View, at now: Instant, before end: Instant? = nil
  ) -> TierGap? {
    if meets(requirement, view) { return nil }
    switch requirement {
    case .any(let parts):
      let gaps = parts.compactMap { gap($0, view, at: now, before: end) }
      // Of ways that lead there in time, those that begin too late are none.
      let open = gaps.filter { gap in end.map { gap.begins < $0 } ?? true }
      let ways = open.isEmpty ? gaps : open
      return ways.count == 1 ? ways[0] : .any(ways)
    case .all(let parts):
      let gaps = parts.compactMap { gap($0, view, at: now, before: end) }
      return gaps.count == 1 ? gaps[0] : .all(gaps)
    case .balance(let needed): return .balance(missing(needed, available(at: view.through)))
    case .points(let needed, let period):
      let (from, by) = time(for: period, view, at: now, before: end)
      return .points(missing(needed, total(.points, period, view)), from: from, by: by)
    case .spend(let needed, let period):
      let (from, by) = time(for: period, view, at: now, before: end)
      let rest = missing(needed.minorUnits, total(.spend, period, view))
      return .spend(Money(minorUnits: rest, currency: needed.currency), from: from, by: by)
    case .contribution(let needed, let period):
      let (from, by) = time(for: period, view, at: now, before: end)
      return .contribution(missing(needed, total(.contribution, period, view)), from: from, by: by)
    }
  }

  private func missing(_ needed: Int64, _ has: Int64) -> Int64 {
    let (rest, overflow) = needed.subtractingReportingOverflow(has)
    return overflow ? .max : rest
  }

  /// Since when, where that is still to come, and until when earnings count in a period.
  private func time(
    for period: QualifyingPeriod, _ view: View, at now: Instant, before end: Instant?
  ) -> (from: Instant?, by: Instant?) {
    let stretch =
      view.since == nil
      ? enrolledAt.flatMap {
        period.stretch(at: view.anchor, enrolled: $0, in: programme.zone)
      } : nil
    let start = view.since ?? stretch?.start
    // For a period that has ended, what is earned behind it counts as well, as long as it is judged.
    let periodEnd = view.anchor < now ? nil : stretch?.end
    let by = [periodEnd, end].compactMap(\.self).min()
    return (start.flatMap { $0 > now ? $0 : nil }, by)
  }

  /// What is missing to keep the tier that was earned, by the very judgement that ends its time or
  /// keeps it in grace and second chance; the account was advanced to the instant.
  func gapToKeep(_ now: Instant) -> TierGap? {
    let tier = programme.tiers[min(track.rank, programme.tiers.count - 1)]
    guard let end = track.endsAt, let keeping = tier.keeping else { return nil }
    switch track.phase {
    case .grace: return gap(keeping, graceView(now), at: now, before: end)
    case .secondChance: return gap(keeping, chanceView(now), at: now, before: end)
    case .valid:
      let gap = gap(keeping, endView(end), at: now, before: end)
      guard let gap, gap.begins >= end else { return gap }
      return gapBehind(end, tier, keeping, now)
    }
  }

  /// What is missing where nothing that is earned before the end counts for what comes behind it.
  private func gapBehind(
    _ end: Instant, _ tier: MembershipProgramme.Tier, _ keeping: TierRequirement, _ now: Instant
  ) -> TierGap? {
    var view = View(anchor: end, through: end.adding(milliseconds: -1))
    let rules = programme.tierRules
    if let grace = rules.grace {
      return gap(keeping, view, at: now, before: grace.end(after: end, in: programme.zone))
    }
    if let chance = rules.secondChance, !track.hadSecondChance {
      view.since = end
      return gap(keeping, view, at: now, before: chance.end(after: end, in: programme.zone))
    }
    // Then the tier ends, and has to be reached anew.
    return tier.requirement.flatMap { gap($0, view, at: now) }
  }
}
