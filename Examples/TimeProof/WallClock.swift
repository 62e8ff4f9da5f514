// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// A date as Foundation's calendar sees it.
struct DateParts {
  let year: Int
  let month: Int
  let day: Int
  /// Sunday is 1, as in Foundation.
  let weekday: Int
}

/// Dates by Foundation's calendar, remembered, since it is slow. Days count from 1970-01-01.
final class DayBook {
  private var calendar = Calendar(identifier: .gregorian)
  private var known: [Int: DateParts] = [:]

  init() {
    calendar.timeZone = TimeZone(secondsFromGMT: 0) ?? .gmt
  }

  func parts(of day: Int) -> DateParts {
    if let parts = known[day] { return parts }
    let date = Date(timeIntervalSince1970: Double(day) * 86_400)
    let found = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
    let parts = DateParts(
      year: found.year ?? 0, month: found.month ?? 0, day: found.day ?? 0,
      weekday: found.weekday ?? 0)
    known[day] = parts
    return parts
  }

  /// ISO 8601.
  func text(_ day: Int) -> String {
    let parts = parts(of: day)
    return "\(Self.padded(parts.year, 4))-\(Self.padded(parts.month, 2))-"
      + Self.padded(parts.day, 2)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
  }
}

/// The clocks of a zone by Foundation: the only thing that the walks know about zones.
final class WallClock {
  let name: String
  private let zone: TimeZone
  private var known: [Int64: Int64] = [:]

  init?(_ name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.name = name
    self.zone = zone
  }

  /// What is added to an instant to get the time on the wall, in milliseconds.
  func offset(at instant: Int64) -> Int64 {
    let date = Date(timeIntervalSince1970: Double(instant) / 1_000)
    return Int64(zone.secondsFromGMT(for: date)) * 1_000
  }

  func day(at instant: Int64) -> Int {
    Int(Self.floored(instant + offset(at: instant), by: 86_400_000))
  }

  /// The instant of a time on the wall, both in milliseconds since 1970: the first that shows it;
  /// where the clocks skip it, moved forward by what they skip.
  func instant(wall: Int64) -> Int64 {
    if let instant = known[wall] { return instant }
    let instant = resolve(wall)
    known[wall] = instant
    return instant
  }

  private func resolve(_ wall: Int64) -> Int64 {
    let reach: Int64 = 26 * 3_600_000
    let early = offset(at: wall - reach)
    if early == offset(at: wall), early == offset(at: wall + reach) { return wall - early }
    // Every quarter of an hour: no two changes are nearer to one another.
    var last = early
    var instant = wall - reach
    while instant <= wall + reach {
      let offset = offset(at: instant)
      let shown = wall - last
      if shown <= instant, self.offset(at: shown) == last { return shown }
      if offset != last, wall - offset <= instant {
        let next = wall - offset
        return self.offset(at: next) == offset ? next : wall - last
      }
      last = offset
      instant += 900_000
    }
    return wall - last
  }

  /// The changes of the clocks in the years 1971 to 2199, or as many as fit.
  func changes(atMost limit: Int) -> [Int64] {
    var changes: [Int64] = []
    var date = Date(timeIntervalSince1970: 31_536_000)
    while changes.count < limit, let next = zone.nextDaylightSavingTimeTransition(after: date),
      next > date, next.timeIntervalSince1970 < 7_226_582_400
    {
      changes.append(Int64(next.timeIntervalSince1970) * 1_000)
      date = next
    }
    return changes
  }

  static func floored(_ number: Int64, by divisor: Int64) -> Int64 {
    let quotient = number / divisor
    return number % divisor < 0 ? quotient - 1 : quotient
  }
}
