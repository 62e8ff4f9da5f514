// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Instants of wall times, many of the same few days: what a zone says of a day is asked for once.
struct WallClock {
  private let zone: ZoneRules
  private var days: [Day]

  private struct Day {
    var day = Int.min
    /// How far the clocks are ahead of UTC, in milliseconds; `nil` where they change on that day.
    var offset: Int64?
    /// Whether they change on that day, or on the one before or after.
    var isNearChange = false
  }

  private static let slots = 64
  static let millisecondsADay: Int64 = 86_400_000

  init(_ zone: ZoneRules) {
    self.zone = zone
    days = Array(repeating: Day(), count: Self.slots)
  }

  /// The instant of a wall time: an hour that is skipped moves forward, of one that comes twice the
  /// first counts.
  mutating func instant(day: Int, milliseconds: Int64) -> Instant {
    let slot = look(at: day)
    guard let offset = days[slot].offset else {
      return zone.instant(
        date: CivilDate(daysSince1970: day), time: TimeOfDay(clamping: milliseconds))
    }
    return Instant(
      millisecondsSince1970: Int64(day) * Self.millisecondsADay + milliseconds - offset)
  }

  /// Whether the clocks change on a day, or on the one before or after.
  mutating func isNearChange(day: Int) -> Bool {
    days[look(at: day)].isNearChange
  }

  /// The place at which a day is kept, looked up where it is not.
  @inline(__always)
  private mutating func look(at day: Int) -> Int {
    let slot = day & (Self.slots - 1)
    if days[slot].day != day { days[slot] = known(day) }
    return slot
  }

  private func known(_ day: Int) -> Day {
    let offsets = (-1...2).map { step in
      let midnight = zone.instant(date: CivilDate(daysSince1970: day + step), time: .midnight)
      return zone.offset(at: midnight)
    }
    return Day(
      day: day, offset: offsets[1] == offsets[2] ? Int64(offsets[1]) * 1_000 : nil,
      isNearChange: offsets.contains { $0 != offsets[0] })
  }
}
