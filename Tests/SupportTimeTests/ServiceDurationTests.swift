// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Spans of time in words")
struct ServiceDurationTests {
  @Test(
    "promises are read and written",
    arguments: [
      ("15 min", ServiceDuration.elapsed(milliseconds: 900_000), "15 min"),
      ("48 h", .elapsed(milliseconds: 172_800_000), "48 h"),
      ("30 s", .elapsed(milliseconds: 30_000), "30 s"),
      ("8 business h", .business(milliseconds: 28_800_000), "8 business h"),
      ("90 business min", .business(milliseconds: 5_400_000), "90 business min"),
      ("120 min", .elapsed(milliseconds: 7_200_000), "2 h"),
      ("4 working days", .workingDays(4, landing: .sameTime), "4 working days"),
      ("1 working day", .workingDays(1, landing: .sameTime), "1 working day"),
      ("by end of 3 working days", .workingDays(3, landing: .endOfDay), "by end of 3 working days"),
      (
        "by opening of 1 working day", .workingDays(1, landing: .opening),
        "by opening of 1 working day"
      ),
      ("2 days", .calendarDays(2), "2 days"), ("1 month", .months(1), "1 month"),
      ("-15 min", .elapsed(milliseconds: -900_000), "-15 min"),
      ("0 h", .elapsed(milliseconds: 0), "0 h"),
    ])
  func text(text: String, value: ServiceDuration, written: String) throws {
    #expect(try ServiceDuration(text) == value)
    #expect(value.description == written)
    #expect(try ServiceDuration(written) == value)
    let data = try JSONEncoder().encode([value])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(written)\"]")
    #expect(try JSONDecoder().decode([ServiceDuration].self, from: data) == [value])
  }

  @Test(
    "a span made in code is the one that its text reads",
    arguments: [
      (ServiceDuration.seconds(30), "30 s"), (.minutes(15), "15 min"), (.hours(48), "48 h"),
      (.businessMinutes(90), "90 business min"), (.businessHours(8), "8 business h"),
      (.workingDays(4), "4 working days"), (.hours(-2), "-2 h"), (.minutes(0), "0 h"),
    ])
  func code(value: ServiceDuration, text: String) throws {
    #expect(try ServiceDuration(text) == value)
  }

  @Test("spans beyond 64 bits of milliseconds become the nearest bound")
  func bounds() {
    #expect(ServiceDuration.hours(.max) == .elapsed(milliseconds: .max))
    #expect(ServiceDuration.businessHours(.min) == .business(milliseconds: -.max))
  }

  @Test("every value is read as it was written", arguments: UInt64(0)..<20)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    for _ in 0..<50 {
      let number =
        Int64.random(in: .min ... .max, using: &random) >> Int64.random(in: 0..<60, using: &random)
      let landing = random.pick([BusinessClock.DayLanding.sameTime, .endOfDay, .opening])
      let value = random.pick([
        ServiceDuration.elapsed(milliseconds: number), .business(milliseconds: number),
        .workingDays(Int(number), landing: landing), .calendarDays(Int(number)),
        .months(Int(number)),
      ])
      #expect(try ServiceDuration(value.description) == value)
    }
  }

  @Test(
    "text that is no span of time is refused",
    arguments: [
      "", "15", "min", "15 minutes of fame", "1.5 h", "1e2 h", "h 15", "--1 h", "- h",
      "by end of 3 h", "by end of", "99999999999999999999 h", "9223372036854775807 h",
      "4 business days", "１5 min",
    ])
  func mistakes(text: String) {
    #expect(throws: TextError.self) { try ServiceDuration(text) }
  }

  @Test(
    "units of other systems are refused with what was probably meant",
    arguments: [
      ("8 hours", "8 h"), ("8h", "8 h"), ("15 Minutes", "15 min"), ("30 secs", "30 s"),
      ("8 business hours", "8 business h"), ("4 business days", "4 working days"),
      ("by end of 3 business days", "by end of 3 working days"), ("-2hrs", "-2 h"),
    ])
  func suggestions(text: String, meant: String) throws {
    let error = try #require(throws: TextError.self) { try ServiceDuration(text) }
    #expect(error.text == text && error.reason.hasSuffix("; did you mean \"\(meant)\"?"))
  }

  @Test(
    "nothing is suggested that would be refused as well",
    arguments: ["8 fortnights", "hours", "8 h h"])
  func noSuggestion(text: String) throws {
    let error = try #require(throws: TextError.self) { try ServiceDuration(text) }
    #expect(!error.reason.contains("did you mean"))
  }

  @Test(
    "a due instant follows the kind of time",
    arguments: [
      // From Friday 17:00 in Berlin, the last office hour before the clocks go back.
      ("2 h", "2025-10-24T17:00:00Z"), ("2 business h", "2025-10-27T09:00:00Z"),
      ("1 working day", "2025-10-27T16:00:00Z"),
      ("by end of 1 working day", "2025-10-27T17:00:00Z"),
      ("by opening of 2 working days", "2025-10-28T08:00:00Z"), ("3 days", "2025-10-27T16:00:00Z"),
      ("72 h", "2025-10-27T15:00:00Z"), ("1 month", "2025-11-24T16:00:00Z"),
      ("-1 month", "2025-09-24T15:00:00Z"),
    ])
  func due(text: String, expected: String) throws {
    let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let hours = [try DayInterval("09:00-18:00")]
    let clock = try BusinessCalendar(
      zone: "Europe/Berlin", weekly: Dictionary(uniqueKeysWithValues: days.map { ($0, hours) })
    ).compiled()
    let start = try Instant("2025-10-24T15:00:00Z")
    #expect(clock.due(after: try ServiceDuration(text), from: start) == (try Instant(expected)))
  }

  @Test(
    "a month later is the month's last day where it lacks the date",
    arguments: [
      ("2025-01-31", 1, "2025-02-28"), ("2024-01-31", 1, "2024-02-29"),
      ("2025-03-31", -1, "2025-02-28"),
      ("2025-12-15", 1, "2026-01-15"), ("2025-01-15", -13, "2023-12-15"),
      ("2024-02-29", 12, "2025-02-28"),
      ("9999-12-31", 1, "9999-12-31"), ("0001-01-01", -1, "0001-01-01"),
    ])
  func months(from: String, count: Int, expected: String) throws {
    let clock = try BusinessCalendar.aroundTheClock.compiled()
    let start = try Instant("\(from)T00:00:00Z")
    #expect(
      clock.due(after: .months(count), from: start) == (try Instant("\(expected)T00:00:00Z")))
  }
}
