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

  /// What is missing for a requirement at an instant; `nil` where it is met.
  func gap(_ requirement: TierRequirement, at instant: Instant) -> TierGap? {
    let view = View(anchor: instant, through: instant)
    func missing(_ needed: Int64, _ has: Int64) -> Int64 {
      let (rest, overflow) = needed.subtractingReportingOverflow(has)
      return overflow ? .max : rest
    }
    func end(_ period: QualifyingPeriod) -> Instant? {
      enrolledAt.flatMap { period.stretch(at: instant, enrolled: $0, in: programme.zone)?.end }
    }
    if meets(requirement, view) { return nil }
    switch requirement {
    case .any(let parts): return .any(parts.compactMap { gap($0, at: instant) })
    case .all(let parts):
      let gaps = parts.compactMap { gap($0, at: instant) }
      return gaps.count == 1 ? gaps[0] : .all(gaps)
    case .balance(let needed): return .balance(missing(needed, available(at: instant)))
    case .points(let needed, let period):
      return .points(missing(needed, total(.points, period, view)), by: end(period))
    case .spend(let needed, let period):
      let rest = missing(needed.minorUnits, total(.spend, period, view))
      return .spend(Money(minorUnits: rest, currency: needed.currency), by: end(period))
    case .contribution(let needed, let period):
      return .contribution(missing(needed, total(.contribution, period, view)), by: end(period))
    }
  }
}
