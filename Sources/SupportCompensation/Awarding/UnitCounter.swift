// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Counts the units of a claim.
struct UnitCounter {
  /// How many units count.
  enum Count {
    case units(Rate)
    /// The fact that would tell is not known, or there is no delay.
    case unknown
    /// No rate holds the proportion; only beyond 2^63 units.
    case overflow
    case negative(Int)
    case noOpening(calendar: String, after: Instant)
  }

  let claim: Claim
  let zone: ZoneRules

  func count(_ units: FormulaProgram.Units) -> Count {
    switch units.source {
    case .delay:
      guard let delay = claim.storage.cause.delay else { return .unknown }
      return count(delay, units)
    case .fact(let position):
      guard let value = claim.storage.facts.code(at: position) else { return .unknown }
      if value < 0 { return .negative(position) }
      var waited: Int64 = 0
      if case .elapsed(let milliseconds) = units.waiting { waited = milliseconds }
      return whole(amount: Swift.max(value &- waited, 0), units)
    }
  }

  private func count(_ delay: Cause.Delay, _ units: FormulaProgram.Units) -> Count {
    let end = delay.end(at: claim.storage.at)
    var start = delay.from
    if let waiting = units.waiting, let clock = units.waitingClock {
      guard let due = clock.due(after: waiting, from: start) else {
        return .noOpening(calendar: units.waitingName, after: start)
      }
      start = due
    }
    switch units.measure {
    case .amount: return whole(amount: delay.counted(from: start, to: end), units)
    case .dates:
      return dates(delay, start, end, units) { from, to in Int64(from.days(to: to)) + 1 }
    case .workingDates(let clock):
      return dates(delay, start, end, units) { from, to in
        Int64(clock.businessDays(from: from.adding(days: -1), to: to))
      }
    }
  }

  /// An amount in units, the last of them begun, dropped, or in parts.
  private func whole(amount: Int64, _ units: FormulaProgram.Units) -> Count {
    guard case .amount(let size) = units.measure else { return .unknown }
    let (full, rest) = amount.quotientAndRemainder(dividingBy: size)
    let most = units.atMost ?? .max
    if full >= most { return Rate(most, over: 1).map { .units($0) } ?? .overflow }
    let rate: Rate? =
      switch units.counting {
      case .full: Rate(full, over: 1)
      case .started: Rate(full &+ (rest > 0 ? 1 : 0), over: 1)
      case .exact: Rate(amount, over: size)
      }
    return rate.map { .units($0) } ?? .overflow
  }

  /// Dates that the delay touches, or covers, but for those that a suspension touches.
  private func dates(
    _ delay: Cause.Delay, _ start: Instant, _ end: Instant, _ units: FormulaProgram.Units,
    _ count: (CivilDate, CivilDate) -> Int64
  ) -> Count {
    guard start < end, let range = touched(start, end) else { return .units(.zero) }
    var (first, last) = (range.lowerBound, range.upperBound)
    if units.counting == .full {
      if zone.instant(date: first, time: .midnight) < start { first = first.adding(days: 1) }
      if zone.instant(date: last.adding(days: 1), time: .midnight) > end {
        last = last.adding(days: -1)
      }
    }
    guard first <= last else { return .units(.zero) }
    var total = count(first, last)
    var free = first
    for part in delay.suspensions {
      guard let hit = touched(part.from, part.until) else { continue }
      let (from, until) = (Swift.max(hit.lowerBound, free), Swift.min(hit.upperBound, last))
      guard from <= until else { continue }
      total -= count(from, until)
      free = until.adding(days: 1)
    }
    return Rate(Swift.min(total, units.atMost ?? .max), over: 1).map { .units($0) } ?? .overflow
  }

  /// The dates on which some instant of a stretch lies.
  private func touched(_ start: Instant, _ end: Instant) -> ClosedRange<CivilDate>? {
    guard start < end else { return nil }
    let (first, last) = (zone.date(at: start), zone.date(at: end.adding(milliseconds: -1)))
    return first <= last ? first...last : first...first
  }
}
