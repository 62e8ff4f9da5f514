// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A date, or a date with a time, in the form of RFC 5545: `20251001`, `20251001T000000`.
struct ICalendarMoment: Hashable, Sendable {
  /// What the time refers to.
  enum Kind: Hashable, Sendable {
    case date
    case local
    case utc
  }

  let kind: Kind
  let date: CivilDate
  /// Seconds since midnight, 0 for a date.
  let seconds: Int

  /// Reads a value; throws words that follow the property's name.
  init(_ text: some StringProtocol) throws(ICalendarMistake) {
    let bytes = Array(text.utf8)
    let refusal = ICalendarMistake(
      "\(String(text).quoted) is neither a date nor a date with a time")
    func number(_ range: Range<Int>) throws(ICalendarMistake) -> Int {
      var value = 0
      for byte in bytes[range] {
        guard byte.isDigit else { throw refusal }
        value = value * 10 + Int(byte - 48)
      }
      return value
    }
    let isUTC = bytes.count == 16 && bytes[15] | 0x20 == UInt8(ascii: "z")
    guard bytes.count == 8 || bytes.count == 15 || isUTC else { throw refusal }
    let (year, month, day) = (try number(0..<4), try number(4..<6), try number(6..<8))
    do throws(TextError) {
      date = try CivilDate(year: year, month: month, day: day)
    } catch {
      throw ICalendarMistake("\(String(text).quoted) is no date: \(error.reason)")
    }
    guard bytes.count > 8 else {
      kind = .date
      seconds = 0
      return
    }
    guard bytes[8] | 0x20 == UInt8(ascii: "t") else { throw refusal }
    let (hour, minute, second) = (try number(9..<11), try number(11..<13), try number(13..<15))
    // A leap second, 60, is allowed by the form.
    guard hour < 24, minute < 60, second <= 60 else { throw refusal }
    kind = isUTC ? .utc : .local
    seconds = hour * 3_600 + minute * 60 + second
  }

  /// The date on the clocks of a zone and whether they show midnight; local times are their own.
  func wall(in zone: ZoneRules?) -> (date: CivilDate, isMidnight: Bool) {
    guard kind == .utc, let zone else { return (date, seconds == 0) }
    let instant = Instant(
      secondsSince1970: Int64(date.daysSince1970) * 86_400 + Int64(seconds))
    let wall = zone.wallTime(at: instant)
    return (wall.date, wall.time == .midnight)
  }
}
