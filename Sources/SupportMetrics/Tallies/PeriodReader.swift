// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Finds the number of the period in which an instant lies; rows that follow one another mostly lie in
/// the same day, of which both ends are kept.
struct PeriodReader {
  private let period: MetricPeriod
  private let zone: ZoneRules
  private var low: Int64 = 1
  private var high: Int64 = 0
  private var number: Int64 = 0
  private var lastDay: Int64 = .min
  private var lastDayNumber: Int64 = 0

  init(_ period: MetricPeriod, _ zone: ZoneRules) {
    self.period = period
    self.zone = zone
  }

  /// The number of the period of an instant, in milliseconds.
  mutating func number(at milliseconds: Int64) -> Int64 {
    if milliseconds >= low, milliseconds < high { return number }
    let instant = Instant(millisecondsSince1970: milliseconds)
    let span = MetricSpan(period, at: instant, in: zone)
    keep(span.number, instant)
    return span.number
  }

  /// The number of the period of a date, in days since 1970.
  mutating func number(ofDay day: Int64) -> Int64 {
    if day == lastDay { return lastDayNumber }
    lastDay = day
    let date = CivilDate(daysSince1970: Int(day))
    if case .interval = period {
      // A day begins with its first interval on the zone's clocks.
      let midnight = zone.instant(date: date, time: .midnight)
      lastDayNumber = MetricSpan(period, at: midnight, in: zone).number
    } else {
      lastDayNumber = MetricSpan(period, of: date).number
    }
    return lastDayNumber
  }

  /// Keeps the ends of the day or interval, unless the clocks change within.
  private mutating func keep(_ number: Int64, _ instant: Instant) {
    var fine = MetricPeriod.day
    if case .interval = period { fine = period }
    let span = MetricSpan(fine, at: instant, in: zone)
    let (start, end) = (span.start(in: zone), span.end(in: zone))
    guard start <= instant, instant < end, zone.offset(at: start) == zone.offset(at: end) else {
      (low, high) = (1, 0)
      return
    }
    (low, high) = (start.millisecondsSince1970, end.millisecondsSince1970)
    self.number = number
  }
}
