// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Phrases that findings about a book are made of.
enum BookWords {
  /// Values one after the other, the last one behind "and".
  static func joined(_ values: [Explanation.Operand.Value]) -> Explanation.Operand.Value {
    guard let last = values.last else { return .list([]) }
    guard values.count > 1 else { return last }
    return .phrase(
      .bookAnd, [.init("first", .list(values.dropLast())), .init("last", last)])
  }

  /// The first instant at which something holds, as a step: `first: Sun 2025-05-18 09:00`.
  static func first(_ instant: Instant, _ zone: ZoneRules) -> Explanation {
    let (date, time) = zone.wallTime(at: instant)
    return Explanation(
      .bookFirst,
      [
        .init("weekday", weekday(date.weekday)), .init("date", .date(date)),
        .init("time", .text("\(time)")),
      ])
  }

  /// The short name of a day of the week.
  static func weekday(_ day: Weekday) -> Explanation.Operand.Value {
    let names =
      switch day {
      case .monday: ("Mon", "周一")
      case .tuesday: ("Tue", "周二")
      case .wednesday: ("Wed", "周三")
      case .thursday: ("Thu", "周四")
      case .friday: ("Fri", "周五")
      case .saturday: ("Sat", "周六")
      case .sunday: ("Sun", "周日")
      }
    return .phrase(
      Explanation.Code(
        "book.weekday.\(day.shortName)", english: names.0, simplifiedChinese: names.1), [])
  }
}
