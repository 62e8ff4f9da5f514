// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("China's working calendar")
struct CalendarChinaTests {
  struct Published: Decodable {
    struct Holiday: Decodable {
      var date: CivilDate
      var name: String
    }
    struct Workday: Decodable { var date: CivilDate }

    var from: CivilDate
    var through: CivilDate
    var holidays: [Holiday]
    var makeUpWorkdays: [Workday]
  }

  static func published() throws -> Published {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/china-working-days.json")
    return try JSONDecoder().decode(Published.self, from: Data(contentsOf: file))
  }

  static func office() throws -> BusinessCalendar {
    try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")
      ClosedDays(of: .china)
      OpenHours(onWorkdaysOf: .china, "09:00-18:00")
    }
  }

  @Test("every day of 2004 to 2026 is worked, off and named as published")
  func everyDay() throws {
    let published = try Self.published()
    #expect(ChinaWorkingCalendar.published == published.from...published.through)
    let holidays = Dictionary(uniqueKeysWithValues: published.holidays.map { ($0.date, $0.name) })
    let workdays = Set(published.makeUpWorkdays.map(\.date))
    let clock = try Self.office().compiled()
    #expect(clock.validity == ChinaWorkingCalendar.published)
    var utc = Calendar(identifier: .gregorian)
    utc.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in published.from.daysSince1970...published.through.daysSince1970 {
      let date = CivilDate(daysSince1970: day)
      let weekday = utc.component(
        .weekday, from: Date(timeIntervalSince1970: Double(day) * 86_400))
      let isWorked =
        workdays.contains(date) || holidays[date] == nil && weekday != 1 && weekday != 7
      #expect(ChinaWorkingCalendar.isWorkingDay(date) == isWorked, "\(date)")
      #expect(clock.isBusinessDay(date) == isWorked, "\(date)")
      #expect(clock.isHoliday(date) == (holidays[date] != nil), "\(date)")
      let name = ChinaWorkingCalendar.holiday(on: date)?.name
      #expect(name == (holidays[date] == "Anti-Fascist 70th Day" ? "Victory Day" : holidays[date]))
      #expect(clock.holiday(on: date)?.name == name)
    }
  }

  @Test(
    "the autumn of 2025 is as the State Council arranged it",
    arguments: [
      ("2025-09-27", false), ("2025-09-28", true), ("2025-09-30", true), ("2025-10-01", false),
      ("2025-10-05", false), ("2025-10-06", false), ("2025-10-08", false), ("2025-10-09", true),
      ("2025-10-11", true), ("2025-10-12", false),
    ])
  func autumn(text: String, isWorked: Bool) throws {
    #expect(ChinaWorkingCalendar.isWorkingDay(try CivilDate(text)) == isWorked)
  }

  @Test("holidays have names in both languages")
  func names() throws {
    let date = try CivilDate("2025-10-06")
    #expect(ChinaWorkingCalendar.holiday(on: date)?.name(in: .simplifiedChinese) == "中秋节")
    #expect(ChinaWorkingCalendar.holiday(on: date)?.name(in: .english) == "Mid-autumn Festival")
    #expect(ChinaWorkingCalendar.statutoryHolidays.count == 621)
    #expect(ChinaWorkingCalendar.makeUpWorkdays.count == 150)
  }

  @Test("a working day over the national holiday ends after it")
  func overTheHoliday() throws {
    let clock = try Self.office().compiled()
    // Tuesday 2025-09-30 17:00 in Shanghai: one hour is left before the holiday.
    let start = try Instant("2025-09-30T09:00:00Z")
    #expect(clock.add(.seconds(7_200), to: start) == (try Instant("2025-10-09T02:00:00Z")))
    #expect(
      clock.status(at: try Instant("2025-10-03T02:00:00Z"))
        == .closed(
          until: try Instant("2025-10-09T01:00:00Z"), because: .holiday(name: "National Day")))
  }

  @Test("the published years are those of the table")
  func publishedYears() throws {
    let published = ChinaWorkingCalendar.published
    let holidays = ChinaWorkingCalendar.statutoryHolidays
    #expect(published.lowerBound == (try CivilDate("2004-01-01")))
    #expect(published.upperBound == (try CivilDate("2026-12-31")))
    // The new year's holiday may begin in December, so the years are those of the first of May.
    let years = Set(holidays.map(\.date).filter { $0.month == 5 }.map(\.year))
    #expect(years.sorted() == Array(published.lowerBound.year...published.upperBound.year))
  }

  @Test("beyond the published years the answer says so, and is no guess")
  func beyond() throws {
    #expect(ChinaWorkingCalendar.isWorkingDay(try CivilDate("2027-01-04")) == nil)
    #expect(ChinaWorkingCalendar.isWorkingDay(try CivilDate("2003-12-31")) == nil)
    let clock = try Self.office().compiled()
    let late = try Instant("2026-12-31T09:30:00Z")
    #expect(clock.add(.seconds(1_800), to: late) == (try Instant("2026-12-31T10:00:00Z")))
    #expect(clock.add(.seconds(1_801), to: late) == nil)
    #expect(!clock.isBusinessDay(try CivilDate("2027-01-04")))
    let error = #expect(throws: NoOpening.self) {
      try clock.require(clock.add(.seconds(1_801), to: late))
    }
    #expect(error?.isUnpublished == true)
    #expect(
      error?.description
        == "there is none in 2004-01-01 ... 2026-12-31: nothing is published beyond")
    #expect(
      clock.status(at: try Instant("2027-01-04T02:00:00Z"))
        == .closed(until: nil, because: .outsideValidity))
    // Together with a calendar without bounds it is not guessed either.
    let union = try BusinessCalendar.union([
      Self.office(), BusinessCalendar(zone: "UTC") { OpenHours("sat", "09:00-10:00") },
    ])
    #expect(try union.compiled().nextOpening(atOrAfter: Instant("2027-01-04T02:00:00Z")) == nil)
  }
}
