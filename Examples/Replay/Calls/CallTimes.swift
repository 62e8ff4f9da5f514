// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Reads the times of a call: with their dates, or as times of the day around the arrival.
///
/// A time of day belongs to the day on which it lies nearest to the arrival, at most twelve hours
/// before or behind it. So a call over midnight ends on the next day, and an answer that stands a few
/// seconds before the arrival stays a mistake of the log instead of a wait of a day.
struct CallTimes {
  private let formats: [TimeFormat]
  private let dating: CallMap.Dating
  private let zone: ZoneRules
  private var clock: WallClock
  /// The wall time of the arrival of the call that is read.
  private var anchor: (day: Int, milliseconds: Int64)?

  init(_ map: CallMap) {
    formats = map.form.timeFormats
    dating = map.dating
    zone = map.zone
    clock = WallClock(map.zone)
  }

  /// Whether the clocks of the zone change on the day of the arrival or next to it.
  var isNearChange: Bool {
    mutating get { anchor.map { clock.isNearChange(day: $0.day) } ?? false }
  }

  /// Reads the arrival, with the text of the date's column where the map names one; later times of the
  /// same call are read around it.
  mutating func arrival(
    _ text: UnsafeBufferPointer<UInt8>, date: UnsafeBufferPointer<UInt8>?
  ) -> Instant? {
    anchor = nil
    guard let reading = read(text) else { return nil }
    switch (reading, dating) {
    case (.instant(let instant), _): return instant
    case (.wall(let day, let milliseconds), .times): anchor = (day, milliseconds)
    case (.wall(_, let milliseconds), .day(let date)):
      anchor = (date.daysSince1970, milliseconds)
    case (.wall(_, let milliseconds), .column(let formats)):
      guard let date, let day = day(date, formats) else { return nil }
      anchor = (day, milliseconds)
    }
    return anchor.map { clock.instant(day: $0.day, milliseconds: $0.milliseconds) }
  }

  /// Reads another time of the call.
  mutating func time(_ text: UnsafeBufferPointer<UInt8>) -> Instant? {
    guard let reading = read(text) else { return nil }
    switch (reading, dating) {
    case (.instant(let instant), _): return instant
    case (.wall(let day, let milliseconds), .times):
      return clock.instant(day: day, milliseconds: milliseconds)
    case (.wall(_, let milliseconds), _):
      guard let anchor else { return nil }
      let half = WallClock.millisecondsADay / 2
      let behind = milliseconds - anchor.milliseconds
      let day = behind < -half ? anchor.day + 1 : behind > half ? anchor.day - 1 : anchor.day
      return clock.instant(day: day, milliseconds: milliseconds)
    }
  }

  @inline(__always)
  private func read(_ text: UnsafeBufferPointer<UInt8>) -> TimeFormat.Reading? {
    for format in formats {
      if let reading = format.reading(text, zone: zone) { return reading }
    }
    return nil
  }

  private func day(_ text: UnsafeBufferPointer<UInt8>, _ formats: [TimeFormat]) -> Int? {
    for format in formats {
      if case .wall(let day, _) = format.reading(text, zone: zone) { return day }
    }
    return nil
  }
}

/// Reads amounts of time.
enum CallLength {
  /// The milliseconds that a text says, a sign before it included; `nil` where it says none.
  static func milliseconds(
    _ text: UnsafeBufferPointer<UInt8>, _ lengths: CallMap.Lengths
  ) -> Int64? {
    var reader = ByteReader(text)
    let isNegative = reader.skip(UInt8(ascii: "-"))
    guard let first = reader.digits(1...12) else { return nil }
    var value = Int64(first)
    var unit: Int64 =
      switch lengths {
      case .milliseconds: 1
      case .seconds: 1_000
      case .minutes: 60_000
      case .clock: 60_000
      }
    if lengths == .clock {
      guard reader.skip(UInt8(ascii: ":")), let second = reader.digits(2...2), second < 60 else {
        return nil
      }
      value = value * 60 + Int64(second)
      unit = 1_000
      if reader.skip(UInt8(ascii: ":")) {
        guard let third = reader.digits(2...2), third < 60 else { return nil }
        value = value * 60 + Int64(third)
      }
    }
    var result = value * unit
    if unit > 1, reader.skip(UInt8(ascii: ".")) {
      guard let thousandths = reader.milliseconds() else { return nil }
      result += Int64(thousandths) * unit / 1_000
    }
    guard reader.isAtEnd else { return nil }
    return isNegative ? -result : result
  }
}
