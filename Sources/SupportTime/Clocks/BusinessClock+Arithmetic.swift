// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Business time as a number: adding, subtracting and measuring.
extension BusinessClock {
  // MARK: Milliseconds

  /// Returns the instant at which that much business time has passed since a start.
  ///
  /// A sum that ends exactly at a closing stays there, unless `landing` says otherwise. Adding
  /// zero outside hours gives the next opening, inside hours the start itself. A negative amount
  /// subtracts.
  ///
  /// - Returns: `nil` where the openings that remain are too short.
  public func add(
    milliseconds amount: Int64, to start: Instant, landing: Landing = .closing
  ) -> Instant? {
    guard amount >= 0 else {
      return subtract(milliseconds: amount == .min ? .max : -amount, from: start)
    }
    let from = start.millisecondsSince1970
    let place = table.place(of: from)
    guard amount > 0 else { return opening(atOrAfter: from, at: place) }
    let (open, overflow) = table.open(before: place).addingReportingOverflow(amount)
    guard !overflow, open <= table.total else { return nil }
    let end = table.earliest(open: open, near: place.span)
    guard end < OpeningTable.highest else { return nil }
    let sum = Instant(millisecondsSince1970: end)
    return landing == .closing ? sum : nextOpening(atOrAfter: sum)
  }

  /// Returns the instant from which that much business time passes until an end.
  ///
  /// A difference that falls exactly on an opening stays there. Subtracting zero outside hours
  /// gives the previous closing, inside hours the end itself. A negative amount adds.
  ///
  /// - Returns: `nil` where the openings before are too short.
  public func subtract(milliseconds amount: Int64, from end: Instant) -> Instant? {
    guard amount >= 0 else {
      return add(milliseconds: amount == .min ? .max : -amount, to: end)
    }
    guard amount > 0 else { return latestMoment(atOrBefore: end) }
    let place = table.place(of: end.millisecondsSince1970)
    let open = table.open(before: place) - amount
    guard open >= 0 else { return nil }
    return Instant(millisecondsSince1970: table.latest(open: open, near: place.span))
  }

  /// Returns the business milliseconds from one instant to another, negative where the second is
  /// earlier.
  public func milliseconds(between start: Instant, and end: Instant) -> Int64 {
    table.open(before: table.place(of: end.millisecondsSince1970))
      - table.open(before: table.place(of: start.millisecondsSince1970))
  }

  // MARK: Durations

  /// Returns the instant at which that much business time has passed since a start, to the
  /// millisecond below; ``add(milliseconds:to:landing:)`` has the rules.
  public func add(
    _ duration: Duration, to start: Instant, landing: Landing = .closing
  ) -> Instant? {
    add(milliseconds: duration.wholeMilliseconds, to: start, landing: landing)
  }

  /// Returns the instant from which that much business time passes until an end; the duration
  /// counts to the millisecond below. ``subtract(milliseconds:from:)`` has the rules.
  public func subtract(_ duration: Duration, from end: Instant) -> Instant? {
    subtract(milliseconds: duration.wholeMilliseconds, from: end)
  }

  /// Returns the business time from one instant to another, negative where the second is earlier.
  public func duration(between start: Instant, and end: Instant) -> Duration {
    .milliseconds(milliseconds(between: start, and: end))
  }
}
