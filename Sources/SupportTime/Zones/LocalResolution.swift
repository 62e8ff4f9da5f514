// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a wall time means in a zone: one instant, none, or two.
///
/// Ask for it where somebody should be told that the clocks change; otherwise
/// ``ZoneRules/instant(date:time:)`` decides by rule.
public enum LocalResolution: Hashable, Sendable {
  /// The wall time occurs once.
  case unique(Instant)

  /// The clocks skip the wall time. `after` reads it with the offset in force before the change, so
  /// that it has moved forward by the gap; `before` reads it with the offset in force afterwards.
  case gap(before: Instant, after: Instant)

  /// The clocks show the wall time twice.
  case fold(first: Instant, second: Instant)

  /// The instant that the library takes: moved forward by a gap, the first of a fold.
  public var instant: Instant {
    switch self {
    case .unique(let instant): instant
    case .gap(_, let after): after
    case .fold(let first, _): first
    }
  }
}

extension ZoneRules {
  /// Returns what a wall time means in this zone.
  ///
  /// `24:00` is the midnight that ends the date. Results beyond the range of `Instant` saturate.
  ///
  /// - Complexity: O(log *n*) in the number of changes of the zone.
  public func resolve(date: CivilDate, time: TimeOfDay) -> LocalResolution {
    let local = Self.local(date, time)
    guard !changes.isEmpty else {
      return .unique(Instant(millisecondsSince1970: local - offsets[0]))
    }
    let shift = shift(at: local)
    let (first, second, isGap) = readings(of: local - shift)
    let one = Instant(millisecondsSince1970: first + shift)
    guard let second else { return .unique(one) }
    let other = Instant(millisecondsSince1970: second + shift)
    return isGap ? .gap(before: other, after: one) : .fold(first: one, second: other)
  }

  /// Returns the instant at which the zone's clocks show a date and a time of day.
  ///
  /// A wall time in a gap moves forward by the gap; of a wall time that occurs twice the first
  /// counts. `24:00` is the midnight that ends the date. Results beyond the range of `Instant`
  /// saturate.
  public func instant(date: CivilDate, time: TimeOfDay) -> Instant {
    Instant(millisecondsSince1970: milliseconds(local: Self.local(date, time)))
  }

  static func local(_ date: CivilDate, _ time: TimeOfDay) -> Int64 {
    Int64(date.daysSince1970) * TimeOfDay.millisecondsPerDay + time.millisecondsSinceMidnight
  }

  /// The instant of a wall time given as milliseconds since 1970-01-01T00:00 on the zone's clocks.
  func milliseconds(local: Int64) -> Int64 {
    guard !changes.isEmpty else { return local - offsets[0] }
    let shift = shift(at: local)
    return readings(of: local - shift).first + shift
  }

  /// The reading that counts, and the other one where there is a gap or a fold.
  private func readings(of local: Int64) -> (first: Int64, second: Int64?, isGap: Bool) {
    // No clock is further from UTC than this, so every candidate lies in the window.
    let reach = TimeOfDay.millisecondsPerDay
    var segment = index(at: local - reach)
    var found: Int64?
    var gap: (after: Int64, before: Int64)?
    while true {
      let candidate = local - offsets[segment]
      let isLast = segment == changes.count
      let starts = segment == 0 || changes[segment - 1] <= candidate
      if starts, isLast || candidate < changes[segment] {
        if let found { return (found, candidate, false) }
        found = candidate
      }
      guard !isLast, changes[segment] <= local + reach else { break }
      let change = changes[segment]
      if change + offsets[segment] <= local, local < change + offsets[segment + 1] {
        gap = (candidate, local - offsets[segment + 1])
      }
      segment += 1
    }
    if let found { return (found, nil, false) }
    // INVARIANT: a wall time that no segment shows lies in a gap.
    return (gap?.after ?? local - offsets[segment], gap?.before, true)
  }
}
