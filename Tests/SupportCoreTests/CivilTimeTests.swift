// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import Testing

@Suite("Instants, dates and times of day")
struct CivilTimeTests {
  private static var gregorian: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }

  /// Foundation's calendar turns Julian before October 1582, so that it is asked from 1583 on.
  @Test("dates agree with Foundation's calendar", arguments: UInt64(0)..<20)
  func oracle(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let calendar = Self.gregorian
    let first = try CivilDate("1583-01-01").daysSince1970
    for _ in 0..<60 {
      let day = Int.random(in: first...CivilDate.max.daysSince1970, using: &random)
      let milliseconds = Int64.random(in: 0..<86_400_000, using: &random)
      let instant = Instant(millisecondsSince1970: Int64(day) * 86_400_000 + milliseconds)
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday, .hour, .minute, .second],
        from: Date(timeIntervalSince1970: Double(day) * 86_400 + Double(milliseconds / 1_000)))
      let (date, time) = instant.wallTime(utcOffset: 0)
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
      #expect(date.weekday.rawValue % 7 + 1 == parts.weekday)
      #expect(time.hour == parts.hour && time.minute == parts.minute)
      #expect(time.second == parts.second)
      #expect(time.millisecondsSinceMidnight == milliseconds)
      #expect(try CivilDate(date.description) == date)
      #expect(try Instant(instant.description) == instant)
      #expect(Instant(instant.date) == instant)
    }
  }

  @Test("before the Gregorian reform the calendar is counted backwards, day by day")
  func proleptic() throws {
    // 1600-01-01 was a Saturday; 400 years are 146,097 days, a whole number of weeks.
    let later = try CivilDate("1600-01-01")
    let earlier = try CivilDate("1200-01-01")
    #expect(later.weekday == .saturday && earlier.weekday == .saturday)
    #expect(earlier.days(to: later) == 146_097)
    #expect(CivilDate.min.description == "0001-01-01" && CivilDate.min.weekday == .monday)
    #expect(CivilDate.max.description == "9999-12-31" && CivilDate.max.weekday == .friday)
    #expect(CivilDate.min.daysSince1970 == -719_162 && CivilDate.max.daysSince1970 == 2_932_896)
    // The lengths of months and years tell every date once, without any algorithm of days.
    var expected = CivilDate.min.daysSince1970
    for year in 1...1_600 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for (month, length) in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        .enumerated()
      {
        let first = try CivilDate(year: year, month: month + 1, day: 1)
        let last = CivilDate(daysSince1970: expected + length - 1)
        guard
          first.daysSince1970 == expected, last.month == month + 1, last.day == length,
          last.year == year, CivilDate.length(ofMonth: month + 1, year: year) == length
        else {
          Issue.record("\(year)-\(month + 1)")
          return
        }
        expected += length
      }
    }
  }

  @Test("arithmetic stays at the ends and never stops")
  func saturation() {
    #expect(Instant(millisecondsSince1970: .max) == .max)
    #expect(Instant(millisecondsSince1970: .min) == .min)
    #expect(Instant(secondsSince1970: .max) == .max && Instant(secondsSince1970: .min) == .min)
    #expect(Instant(secondsSince1970: 1) == Instant(millisecondsSince1970: 1_000))
    #expect(Instant.max.adding(milliseconds: .max) == .max)
    #expect(Instant.min.adding(milliseconds: .min) == .min)
    #expect(Instant.max.adding(milliseconds: .min) == .min)
    #expect(Instant.max + .seconds(Int64.max) == .max)
    #expect(Instant.max - .seconds(Int64.max) == .min)
    #expect(Instant.min - .seconds(Int64.min) == .max)
    #expect(Instant.min.milliseconds(to: .max) == 315_537_897_599_999)
    #expect(Instant.max.duration(to: .min) == .milliseconds(-315_537_897_599_999))
    #expect(CivilDate(daysSince1970: .max) == .max && CivilDate(daysSince1970: .min) == .min)
    #expect(CivilDate.max.adding(days: .max) == .max && CivilDate.min.adding(days: .min) == .min)
    #expect(CivilDate.epochDay.adding(days: 31).description == "1970-02-01")
    #expect(TimeOfDay(clamping: .max) == .endOfDay && TimeOfDay(clamping: .min) == .midnight)
    #expect(Instant(Date.distantFuture) <= .max && Instant(Date.distantPast) >= .min)
    #expect(Instant(Date(timeIntervalSince1970: .nan)) == .epoch)
    #expect(Instant(Date(timeIntervalSince1970: .infinity)) == .max)
    #expect(Instant(Date(timeIntervalSince1970: -.infinity)) == .min)
    for offset in [Int.min, -90_000, 90_000, Int.max] {
      _ = Instant.max.wallTime(utcOffset: offset)
      _ = Instant.min.wallTime(utcOffset: offset)
    }
  }

  @Test(
    "a month later is the same day, or the last one where the month lacks it",
    arguments: [
      ("2024-01-31", 1, "2024-02-29"), ("2025-01-31", 1, "2025-02-28"),
      ("2025-03-31", -1, "2025-02-28"), ("2024-02-29", 12, "2025-02-28"),
      ("2025-11-15", 2, "2026-01-15"), ("2025-01-15", -1, "2024-12-15"),
      ("2025-01-15", 0, "2025-01-15"), ("9999-12-31", 1, "9999-12-31"),
      ("0001-01-15", -1, "0001-01-01"), ("2025-01-15", .max, "9999-12-31"),
      ("2025-01-15", .min, "0001-01-01"),
    ] as [(String, Int, String)])
  func months(from date: String, count: Int, to expected: String) throws {
    #expect(try CivilDate(date).adding(months: count).description == expected)
  }

  @Test(
    "durations are cut to whole milliseconds downwards",
    arguments: [
      (Duration.nanoseconds(1_999_999), 1), (.nanoseconds(-1), -1), (.nanoseconds(-1_000_000), -1),
      (.seconds(-1), -1_000), (.zero, 0), (.seconds(Int64.max), .max), (.seconds(Int64.min), .min),
      (.milliseconds(Int64.max) + .milliseconds(1), .max),
      (.milliseconds(Int64.min) - .milliseconds(1), .min),
    ] as [(Duration, Int64)])
  func wholeMilliseconds(duration: Duration, expected: Int64) {
    #expect(duration.wholeMilliseconds == expected)
  }

  @Test(
    "instants are read from ISO 8601 with an offset",
    arguments: [
      ("2025-09-30T08:30:00Z", "2025-09-30T08:30:00Z"),
      ("2025-09-30T16:30+08:00", "2025-09-30T08:30:00Z"),
      ("2025-09-30 16:30:00.25+0800", "2025-09-30T08:30:00.250Z"),
      ("2025-09-30t08:30:00.9999z", "2025-09-30T08:30:00.999Z"),
      ("2025-09-29T24:00-08", "2025-09-30T08:00:00Z"),
      ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
      ("0001-01-01T00:00Z", "0001-01-01T00:00:00Z"), ("2025-09-30 8:30Z", "2025-09-30T08:30:00Z"),
    ])
  func reading(text: String, expected: String) throws {
    #expect(try Instant(text).description == expected)
  }

  @Test(
    "malformed instants are refused with a reason",
    arguments: [
      "", " ", "2025", "2025-09-30", "2025-09-30T08:30", "2025-09-30T08:30:00", "2025-9-30T08:30Z",
      "2025-13-01T00:00Z", "2025-02-29T00:00Z", "2025-09-30T25:00Z", "2025-09-30T24:00:01Z",
      "2025-09-30T08:60Z", "2025-09-30T08:30:60Z", "2025-09-30T08:30:00.Z", "0000-01-01T00:00Z",
      "10000-01-01T00:00Z", "0001-01-01T00:00+00:01", "9999-12-31T23:59-00:01",
      "2025-09-30T08:30Z ", "2025-09-30T08:30+24:00", "2025-09-30T08:30+08:60",
      "2025-09-30T08:30+8", "2025-09-30T08:30+08:", "02025-09-30T08:30Z",
      "2025-09-30T08:30Zulu", "²025-09-30T08:30Z",
      "2025-09-30T08:30:00.1234567890123456789012345"
        + "67890123456789012345678901234567890Z",
    ])
  func refusing(text: String) throws {
    let error = try #require(throws: TextError.self) { try Instant(text) }
    #expect(error.expected == "instant" && !error.reason.isEmpty)
    #expect(error.description.hasPrefix("\"\(text.prefix(79))"))
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Instant.self, from: JSONEncoder().encode(text))
    }
  }

  @Test("what is wrong with a text is told on one line, whatever the text holds")
  func oneLine() throws {
    let error = try #require(throws: TextError.self) { try CivilDate("2025-\n10\u{2028}") }
    #expect(error.description.hasPrefix(#""2025-\n10\u2028" is not a date: "#))
    #expect(!error.description.contains { $0.isNewline })
  }

  @Test("an amount of elapsed time has no plus sign, as spans of time have none")
  func elapsedSign() throws {
    #expect(try ElapsedText.milliseconds("-15 min") == -900_000)
    #expect(throws: TextError.self) { try ElapsedText.milliseconds("+15 min") }
  }

  @Test("parts of dates and times are checked, each with its bound")
  func parts() throws {
    func reason(_ make: () throws(TextError) -> Any) -> String {
      do throws(TextError) {
        _ = try make()
        return ""
      } catch {
        return error.reason
      }
    }
    #expect(
      reason { () throws(TextError) in try CivilDate(year: 0, month: 1, day: 1) }
        == "year 0 is outside 1 ... 9999")
    #expect(
      reason { () throws(TextError) in try CivilDate(year: 1, month: 13, day: 1) }
        == "month 13 is outside 1 ... 12")
    #expect(
      reason { () throws(TextError) in try CivilDate(year: 2_100, month: 2, day: 29) }
        == "day 29 is outside 1 ... 28")
    #expect(
      reason { () throws(TextError) in try TimeOfDay(hour: 25) } == "hour 25 is outside 0 ... 24")
    #expect(
      reason { () throws(TextError) in try TimeOfDay(hour: 1, minute: -1) }
        == "minute -1 is outside 0 ... 59")
    #expect(
      reason { () throws(TextError) in try TimeOfDay(hour: 1, minute: 0, second: 60) }
        == "second 60 is outside 0 ... 59")
    #expect(
      reason { () throws(TextError) in try TimeOfDay(hour: 24, minute: 1) } == "a day ends at 24:00"
    )
    #expect(try TimeOfDay(hour: 24) == .endOfDay && TimeOfDay("9:05").description == "09:05")
    #expect(try TimeOfDay("09:05:07.5").description == "09:05:07.500")
    #expect(try TimeOfDay("00:00") == .midnight && TimeOfDay("08:00") < TimeOfDay("08:01"))
    for text in ["24:01", "9", "9:5", "09:00 ", "noon", "09:00:00:00"] {
      #expect(throws: TextError.self) { try TimeOfDay(text) }
    }
  }

  @Test("weekdays follow the ISO week and have the names of documents")
  func weekdays() {
    #expect(Weekday.allCases.map(\.rawValue) == [1, 2, 3, 4, 5, 6, 7])
    #expect(Weekday.allCases.map(\.shortName) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
    for weekday in Weekday.allCases { #expect(Weekday(shortName: weekday.shortName) == weekday) }
    #expect(Weekday(shortName: "Mon") == nil && Weekday.monday < .sunday)
  }

  @Test("JSON forms are those of the contract")
  func json() throws {
    struct All: Codable, Equatable {
      var instant: Instant
      var date: CivilDate
      var time: TimeOfDay
      var weekday: Weekday
    }
    let text = """
      {"date":"2025-10-01","instant":"2025-09-30T16:00:00.001Z","time":"24:00","weekday":3}
      """
    let all = try JSONDecoder().decode(All.self, from: Data(text.utf8))
    #expect(
      try all
        == All(
          instant: Instant("2025-10-01T00:00:00.001+08:00"),
          date: CivilDate(year: 2_025, month: 10, day: 1), time: .endOfDay, weekday: .wednesday))
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(all), as: UTF8.self) == text)
    for bad in [#"["2025-02-30"]"#, "[5]"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([CivilDate].self, from: Data(bad.utf8))
      }
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode([TimeOfDay].self, from: Data(bad.utf8))
      }
    }
  }
}

extension CivilDate {
  fileprivate static let epochDay = CivilDate(daysSince1970: 0)
}
