// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// The desk whose hours are measured: a lunch break, 200 holidays, 20 overrides, and a zone whose
/// clocks change twice a year.
enum OfficeHours {
  static let calendar = makeCalendar()
  static let clock = makeClock()

  private static func makeCalendar() -> BusinessCalendar {
    do {
      let hours = try [DayInterval("09:00-12:00"), DayInterval("13:00-17:30")]
      var weekly: [Weekday: [DayInterval]] = [:]
      for weekday in Weekday.allCases.prefix(5) { weekly[weekday] = hours }
      let first = try CivilDate(year: 2016, month: 1, day: 1)
      // One holiday in 37 days: 200 of them from 2016 to 2036, none on an override.
      let holidays = (0..<200).map { BusinessCalendar.Holiday(first.adding(days: $0 * 37)) }
      let short = try [DayInterval("10:00-14:00")]
      let overrides = (0..<20).map {
        BusinessCalendar.Override(first.adding(days: $0 * 370 + 5), short)
      }
      return try BusinessCalendar(
        zone: "Europe/Berlin", weekly: weekly, holidays: holidays, overrides: overrides)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func makeClock() -> BusinessClock {
    do {
      return try calendar.compiled()
    } catch {
      preconditionFailure("\(error)")
    }
  }
}
