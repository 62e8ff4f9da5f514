// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// How a log writes its times: a pattern such as `d/M/yyyy H:mm`, or one of `iso8601`,
/// `unixSeconds` and `unixMilliseconds`.
struct TimeFormat: Sendable {
  private enum Kind: Sendable {
    case iso8601
    case unix(millisecondsPerUnit: Int64)
    case pattern([Token])
  }

  private enum Token: Sendable, Equatable {
    case year, month, day, hour, hourOfHalf, minute, second, fraction, half, offset
    case shortYear, monthName, longMonth
    case literal(UInt8)
  }

  /// The parts of a time as they are read.
  private struct Parts {
    var year = 1970
    var month = 1
    var day = 1
    var hour = 0
    var minute = 0
    var second = 0
    var millisecond = 0
    var isAfternoon: Bool?
    var offset: Int?
  }

  /// What a time of a log tells.
  enum Scope: Sendable {
    /// A moment: a date and a time of day.
    case instant
    /// A date alone.
    case date
    /// A time of day, whose date stands elsewhere.
    case timeOfDay
  }

  /// A time as it stands in a log.
  enum Reading: Hashable, Sendable {
    case instant(Instant)
    /// What a clock shows on a day, in days since 1970; day 0 where only the time of day is told.
    case wall(day: Int, milliseconds: Int64)
  }

  private let kind: Kind

  /// Reads a pattern: `yyyy`, `M`/`MM`, `MMM` (Jan), `d`/`dd`, `H`/`HH` (0–23), `h`/`hh` with `a`
  /// (AM, PM), `m`/`mm`, `s`/`ss`, `S`… (fraction), `X` (Z, +08, +0800, +08:00); text in single
  /// quotes and all other characters stand for themselves.
  init(_ text: String, _ scope: Scope = .instant) throws(TextError) {
    switch text {
    case _ where scope != .instant: kind = .pattern(try Self.tokens(text, scope))
    case "iso8601": kind = .iso8601
    case "unixSeconds": kind = .unix(millisecondsPerUnit: 1_000)
    case "unixMilliseconds": kind = .unix(millisecondsPerUnit: 1)
    default: kind = .pattern(try Self.tokens(text, scope))
    }
  }

  /// How often a letter may stand in a row.
  private static let longestRuns: [UInt8: Int] = [
    UInt8(ascii: "y"): 4, UInt8(ascii: "M"): 4, UInt8(ascii: "d"): 2, UInt8(ascii: "H"): 2,
    UInt8(ascii: "h"): 2, UInt8(ascii: "m"): 2, UInt8(ascii: "s"): 2, UInt8(ascii: "a"): 1,
    UInt8(ascii: "X"): 3,
  ]

  private static func tokens(_ text: String, _ scope: Scope) throws(TextError) -> [Token] {
    var tokens: [Token] = []
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.first {
      let run = bytes.prefix { $0 == byte }.count
      bytes.removeFirst(run)
      if let longest = longestRuns[byte], run > longest {
        throw TextError(
          expected: "time format", text: text,
          reason: "\(run) times \"\(Character(Unicode.Scalar(byte)))\" means nothing")
      }
      switch UInt8(byte) {
      case UInt8(ascii: "y") where run == 2: tokens.append(.shortYear)
      case UInt8(ascii: "y") where run == 4: tokens.append(.year)
      case UInt8(ascii: "M"): tokens.append(run > 2 ? (run == 3 ? .monthName : .longMonth) : .month)
      case UInt8(ascii: "d"): tokens.append(.day)
      case UInt8(ascii: "H"): tokens.append(.hour)
      case UInt8(ascii: "h"): tokens.append(.hourOfHalf)
      case UInt8(ascii: "m"): tokens.append(.minute)
      case UInt8(ascii: "s"): tokens.append(.second)
      case UInt8(ascii: "S"): tokens.append(.fraction)
      case UInt8(ascii: "a"): tokens.append(.half)
      case UInt8(ascii: "X"): tokens.append(.offset)
      case UInt8(ascii: "'"):
        let quoted = bytes.prefix { $0 != UInt8(ascii: "'") }
        tokens += quoted.map(Token.literal)
        bytes.removeFirst(min(quoted.count + 1, bytes.count))
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
        throw TextError(
          expected: "time format", text: text,
          reason:
            "the letter \"\(Character(Unicode.Scalar(byte)))\" means nothing; put text in 'quotes'")
      default: tokens += Array(repeating: .literal(byte), count: run)
      }
    }
    let isDated = scope != .timeOfDay
    let needed: [(Bool, String)] = [
      (!isDated || tokens.contains(.year) || tokens.contains(.shortYear), "yyyy"),
      (!isDated || tokens.contains(.day), "d"),
      (!isDated || tokens.contains { [.month, .monthName, .longMonth].contains($0) }, "M"),
      (isDated || tokens.contains(.hour) || tokens.contains(.hourOfHalf), "H"),
      (!tokens.contains(.hourOfHalf) || tokens.contains(.half), "a"),
    ]
    for (isThere, letters) in needed where !isThere {
      throw TextError(expected: "time format", text: text, reason: "\(letters) is missing")
    }
    return tokens
  }

  // MARK: Reading times

  /// The instant that a text stands for; `nil` when it is not of this format or no such time
  /// exists. A wall time is resolved by the zone's rules (gap: forward; fold: first).
  func instant(_ text: UnsafeBufferPointer<UInt8>, zone: ZoneRules) -> Instant? {
    switch kind {
    case .iso8601: return Self.iso8601(text, zone)
    case .unix, .pattern:
      switch reading(text, zone: zone) {
      case .instant(let instant): return instant
      case .wall(let day, let milliseconds):
        return zone.instant(
          date: CivilDate(daysSince1970: day), time: TimeOfDay(clamping: milliseconds))
      case nil: return nil
      }
    }
  }

  /// What a text says, before any zone: an instant, or what a clock shows; `nil` when it is not of this
  /// format or no such time exists.
  /// The zone is only for forms of ISO 8601 that the library reads.
  func reading(_ text: UnsafeBufferPointer<UInt8>, zone: ZoneRules) -> Reading? {
    switch kind {
    case .iso8601:
      return Self.plainISO(text) ?? Self.iso8601(text, zone).map(Reading.instant)
    case .unix(let unit): return Self.unix(text, unit).map(Reading.instant)
    case .pattern(let tokens):
      var reader = ByteReader(text)
      var parts = Parts()
      for token in tokens {
        guard Self.read(token, &reader, &parts) else { return nil }
      }
      return reader.isAtEnd ? Self.reading(parts) : nil
    }
  }

  /// The usual form, `2025-03-03T09:00:00` with or without a fraction and an offset, byte by byte.
  private static func plainISO(_ text: UnsafeBufferPointer<UInt8>) -> Reading? {
    guard text.count >= 19, text[13] == colon, text[16] == colon else { return nil }
    var reader = ByteReader(text)
    var parts = Parts()
    for token in plainDate {
      guard read(token, &reader, &parts) else { return nil }
    }
    guard reader.skip(UInt8(ascii: "T")) || reader.skip(UInt8(ascii: " ")),
      let hour = reader.digits(2...2), reader.skip(colon),
      let minute = reader.digits(2...2), reader.skip(colon),
      let second = reader.digits(2...2)
    else { return nil }
    (parts.hour, parts.minute, parts.second) = (hour, minute, second)
    if reader.skip(UInt8(ascii: ".")) {
      guard let millisecond = reader.milliseconds() else { return nil }
      parts.millisecond = millisecond
    }
    if !reader.isAtEnd {
      guard let offset = reader.offset(), reader.isAtEnd else { return nil }
      parts.offset = offset
    }
    return reading(parts)
  }

  private static let colon = UInt8(ascii: ":")

  private static let plainDate: [Token] = [
    .year, .literal(UInt8(ascii: "-")), .month, .literal(UInt8(ascii: "-")), .day,
  ]

  private static func iso8601(_ text: UnsafeBufferPointer<UInt8>, _ zone: ZoneRules) -> Instant? {
    let string = String(decoding: text, as: UTF8.self)
    if let instant = try? Instant(string) { return instant }
    let parts = string.split(maxSplits: 1) { $0 == "T" || $0 == " " || $0 == "t" }
    guard let date = parts.first.flatMap({ try? CivilDate($0) }) else { return nil }
    guard parts.count == 2 else { return zone.instant(date: date, time: .midnight) }
    return (try? TimeOfDay(parts[1])).map { zone.instant(date: date, time: $0) }
  }

  private static func unix(_ text: UnsafeBufferPointer<UInt8>, _ unit: Int64) -> Instant? {
    guard let number = Int64(String(decoding: text, as: UTF8.self)) else { return nil }
    let (milliseconds, overflow) = number.multipliedReportingOverflow(by: unit)
    let instant = Instant(millisecondsSince1970: milliseconds)
    return overflow || instant.millisecondsSince1970 != milliseconds ? nil : instant
  }

  private static func read(
    _ token: Token, _ reader: inout ByteReader, _ parts: inout Parts
  ) -> Bool {
    func digits(_ count: ClosedRange<Int>, _ store: (Int) -> Void) -> Bool {
      guard let number = reader.digits(count) else { return false }
      store(number)
      return true
    }
    switch token {
    case .year: return digits(4...4) { parts.year = $0 }
    case .shortYear: return digits(2...2) { parts.year = $0 < 69 ? 2_000 + $0 : 1_900 + $0 }
    case .month: return digits(1...2) { parts.month = $0 }
    case .day: return digits(1...2) { parts.day = $0 }
    case .hour, .hourOfHalf: return digits(1...2) { parts.hour = $0 }
    case .minute: return digits(1...2) { parts.minute = $0 }
    case .second: return digits(1...2) { parts.second = $0 }
    case .fraction:
      guard let milliseconds = reader.milliseconds() else { return false }
      parts.millisecond = milliseconds
      return true
    case .monthName, .longMonth:
      guard let month = reader.monthName(isLong: token == .longMonth) else { return false }
      parts.month = month
      return true
    case .half:
      parts.isAfternoon = reader.isAfternoon()
      return parts.isAfternoon != nil
    case .offset:
      parts.offset = reader.offset()
      return parts.offset != nil
    case .literal(let byte): return reader.skip(byte)
    }
  }

  private static func reading(_ parts: Parts) -> Reading? {
    var hour = parts.hour
    if let isAfternoon = parts.isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    guard let date = try? CivilDate(year: parts.year, month: parts.month, day: parts.day),
      hour < 24, parts.minute < 60, parts.second < 60
    else { return nil }
    let seconds = (hour * 60 + parts.minute) * 60 + parts.second
    let milliseconds = Int64(seconds) * 1_000 + Int64(parts.millisecond)
    guard let offset = parts.offset else {
      return .wall(day: date.daysSince1970, milliseconds: milliseconds)
    }
    let days = Int64(date.daysSince1970) * TimeOfDay.millisecondsPerDay
    return .instant(
      Instant(millisecondsSince1970: days + milliseconds - Int64(offset) * 1_000))
  }
}
