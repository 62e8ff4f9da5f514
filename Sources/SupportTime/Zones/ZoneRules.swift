// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The offsets from UTC of one time zone, compiled to sorted arrays.
///
/// Use it wherever wall time becomes an instant or an instant becomes wall time. It is a value:
/// two processes that hold equal rules give equal answers, whatever their host is set to. Name its
/// ``dataVersion`` beside a decision that depends on it.
///
/// Rules from a named zone hold every change of offset from 1900 to 2200. Before that the first
/// offset holds; after it the yearly rules of the last years go on for ever. ``utc`` and
/// ``fixed(secondsFromUTC:)`` consult no zone data at all.
///
/// ```swift
/// let berlin = try ZoneRules(identifier: "Europe/Berlin")
/// berlin.offset(at: try Instant("2025-07-01T00:00:00Z"))     // 7200
/// ```
public struct ZoneRules: Sendable {
  /// The name of the zone: `Asia/Shanghai`, `UTC`, `+08:00`.
  public let identifier: String

  /// The version of the zone data, such as `2025b`; `fixed` where no data was needed.
  public let dataVersion: String

  /// Instants of change, in milliseconds, ascending.
  let changes: [Int64]

  /// Milliseconds ahead of UTC: `offsets[i]` holds before `changes[i]`, the last one for ever.
  let offsets: [Int64]

  /// Tells whether the last 400 years before ``cycleEnd`` repeat for ever.
  let repeats: Bool

  /// 1900-01-01 in seconds since 1970, from where on zone data are searched for changes.
  static let surveyStart: Int64 = -2_208_988_800

  /// 2200-01-01 in seconds since 1970: from then on yearly rules repeat every 400 years.
  static let surveyEnd: Int64 = 7_258_118_400

  /// The end of the last written cycle: 2600-01-01.
  static let cycleEnd: Int64 = 19_880_899_200_000

  /// Milliseconds in the 400 years after which the Gregorian calendar and its weeks repeat.
  static let cycle = Int64(GregorianCycle.days) * TimeOfDay.millisecondsPerDay

  init(
    identifier: String, dataVersion: String, changes: [Int64], offsets: [Int64], repeats: Bool
  ) {
    assert(offsets.count == changes.count + 1, "one offset more than changes")
    self.identifier = identifier
    self.dataVersion = dataVersion
    self.changes = changes
    self.offsets = offsets
    self.repeats = repeats
  }

  /// Coordinated universal time.
  public static let utc = Self(
    identifier: "UTC", dataVersion: "fixed", changes: [], offsets: [0], repeats: false)

  /// Returns rules with one offset for ever.
  ///
  /// - Parameter secondsFromUTC: Seconds ahead of UTC, negative west of Greenwich; values beyond
  ///   -86,399 ... 86,399 become the nearest bound.
  /// - Returns: Rules named like the offset, `+08:00`.
  public static func fixed(secondsFromUTC: Int) -> Self {
    let seconds = min(max(secondsFromUTC, -86_399), 86_399)
    guard seconds != 0 else { return .utc }
    return Self(
      identifier: utcOffsetText(seconds: seconds), dataVersion: "fixed", changes: [],
      offsets: [Int64(seconds) * 1_000], repeats: false)
  }

  // MARK: Questions

  /// Returns the seconds that the zone's clocks are ahead of UTC at an instant.
  ///
  /// - Complexity: O(log *n*) in the number of changes.
  public func offset(at instant: Instant) -> Int {
    Int(offsetMilliseconds(at: instant.millisecondsSince1970) / 1_000)
  }

  /// Returns the date and the time of day that the zone's clocks show at an instant.
  public func wallTime(at instant: Instant) -> (date: CivilDate, time: TimeOfDay) {
    instant.wallTime(utcOffset: offset(at: instant))
  }

  /// Returns the date that the zone's calendars show at an instant.
  public func date(at instant: Instant) -> CivilDate {
    wallTime(at: instant).date
  }
}

// MARK: - Lookup

extension ZoneRules {
  func offsetMilliseconds(at milliseconds: Int64) -> Int64 {
    changes.isEmpty ? offsets[0] : offsets[index(at: milliseconds - shift(at: milliseconds))]
  }

  /// The day since 1970 on the zone's clocks.
  func day(at milliseconds: Int64) -> Int {
    Int((milliseconds + offsetMilliseconds(at: milliseconds)).flooredQuotient(by: DailyHours.day))
  }

  /// The whole cycles to take off an instant so that it falls before ``cycleEnd``.
  func shift(at milliseconds: Int64) -> Int64 {
    guard repeats, milliseconds >= Self.cycleEnd else { return 0 }
    return ((milliseconds - Self.cycleEnd) / Self.cycle + 1) * Self.cycle
  }

  /// The index of the offset in force: the number of changes at or before the instant.
  func index(at milliseconds: Int64) -> Int {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) >> 1
      if changes[middle] <= milliseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension ZoneRules: Hashable, CustomStringConvertible {
  /// Hashes the name; equal rules have equal names.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(identifier)
  }

  /// The identifier and the version of the data: `Asia/Shanghai (2025b)`.
  public var description: String { "\(identifier) (\(dataVersion))" }
}
