// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Zone rules")
struct ZoneRulesTests {
  @Test("offsets are Foundation's from 1970 to 2199", arguments: RandomCalendar.zones)
  func offsets(name: String) throws {
    let rules = try #require(RandomCalendar.rules[name])
    let zone = try #require(TimeZone(identifier: name))
    var random = SplitMix(seed: UInt64(name.utf8.count))
    for _ in 0..<300 {
      let seconds = Int64.random(in: 0..<7_258_118_400, using: &random)
      let date = Date(timeIntervalSince1970: Double(seconds))
      #expect(
        rules.offset(at: Instant(secondsSince1970: seconds)) == zone.secondsFromGMT(for: date),
        "\(seconds)")
    }
  }

  @Test("each change that Foundation lists is found to the second", arguments: RandomCalendar.zones)
  func changes(name: String) throws {
    let rules = try #require(RandomCalendar.rules[name])
    let zone = try #require(TimeZone(identifier: name))
    var date = Date(timeIntervalSince1970: 0)
    for _ in 0..<60 {
      guard let next = zone.nextDaylightSavingTimeTransition(after: date) else { break }
      for shift in [-1.0, 0] {
        let near = next.addingTimeInterval(shift)
        #expect(rules.offset(at: Instant(near)) == zone.secondsFromGMT(for: near), "\(near)")
      }
      date = next
    }
  }

  @Test(
    "changes without daylight saving time are known",
    arguments: [
      ("Pacific/Apia", "2011-12-30T09:59:59Z", -36_000),
      ("Pacific/Apia", "2011-12-30T10:00:00Z", 50_400),
      ("Europe/Moscow", "2011-03-26T23:00:00Z", 14_400),
      ("Europe/Moscow", "2014-10-25T21:59:59Z", 14_400),
      ("Europe/Moscow", "2014-10-25T22:00:00Z", 10_800),
      ("Asia/Pyongyang", "2015-08-14T15:00:00Z", 30_600),
      ("Asia/Kathmandu", "1985-12-31T18:29:59Z", 19_800),
      ("Asia/Kathmandu", "1986-01-01T00:00:00Z", 20_700),
      ("America/Caracas", "2007-12-09T07:00:00Z", -16_200),
      ("Australia/Lord_Howe", "2025-07-01T00:00:00Z", 37_800),
      ("Australia/Lord_Howe", "2025-12-01T00:00:00Z", 39_600),
    ])
  func politics(name: String, instant: String, seconds: Int) throws {
    let rules = try ZoneRules(identifier: name)
    #expect(rules.offset(at: try Instant(instant)) == seconds)
  }

  @Test("zones that Foundation knows show its offsets from 1900 to 2420, whatever their rules are")
  func everyZone() throws {
    // Rules that are looked for where they were 28 years before must not be found where they are not.
    let names = TimeZone.knownTimeZoneIdentifiers.sorted()
    let count = UInt64(names.count)
    // Morocco's clocks follow the moon until 2087; São Paulo's stopped to change in 2019.
    let odd = ["Africa/Casablanca", "America/Sao_Paulo"]
    let some = SeedCount.of(14, long: count).map { names[Int($0 * 31 % count)] }
    for (number, name) in (odd + some).enumerated() {
      let rules = try ZoneRules(identifier: name)
      let zone = try #require(TimeZone(identifier: name))
      var random = SplitMix(seed: UInt64(number))
      let chosen = (0..<300).map { _ in
        Int64.random(in: -2_208_988_800..<14_200_000_000, using: &random)
      }
      // A change a year or more, in the years that are worked out and those right before them.
      let dense = stride(from: Int64(2_051_222_400), to: 4_260_000_000, by: 11 * 86_400 + 7_200)
      for seconds in chosen + Array(dense) {
        let date = Date(timeIntervalSince1970: Double(seconds))
        #expect(
          rules.offset(at: Instant(secondsSince1970: seconds)) == zone.secondsFromGMT(for: date),
          "\(name) at \(seconds)")
      }
    }
  }

  @Test("yearly rules go on after 2200", arguments: ["America/New_York", "Australia/Lord_Howe"])
  func goOn(name: String) throws {
    let rules = try #require(RandomCalendar.rules[name])
    let zone = try #require(TimeZone(identifier: name))
    var random = SplitMix(seed: 7)
    for _ in 0..<500 {
      let seconds = Int64.random(in: 7_258_118_400..<253_402_300_800, using: &random)
      let date = Date(timeIntervalSince1970: Double(seconds))
      #expect(
        rules.offset(at: Instant(secondsSince1970: seconds)) == zone.secondsFromGMT(for: date),
        "\(seconds)")
    }
  }

  @Test("a wall time in a gap moves forward, and both readings are told")
  func gap() throws {
    let zone = try #require(RandomCalendar.rules["America/New_York"])
    let (date, time) = (try CivilDate("2026-03-08"), try TimeOfDay("02:30"))
    let after = try Instant("2026-03-08T07:30:00Z")
    let before = try Instant("2026-03-08T06:30:00Z")
    #expect(zone.resolve(date: date, time: time) == .gap(before: before, after: after))
    #expect(zone.instant(date: date, time: time) == after)
  }

  @Test("of a wall time that occurs twice the first counts, and both are told")
  func fold() throws {
    let zone = try #require(RandomCalendar.rules["America/New_York"])
    let (date, time) = (try CivilDate("2025-11-02"), try TimeOfDay("01:30"))
    let first = try Instant("2025-11-02T05:30:00Z")
    let second = try Instant("2025-11-02T06:30:00Z")
    #expect(zone.resolve(date: date, time: time) == .fold(first: first, second: second))
    #expect(zone.instant(date: date, time: time) == first)
  }

  @Test(
    "text without an offset is a wall time of the zone, and an offset in it holds",
    arguments: [
      ("2025-07-01 16:30", "2025-07-01T20:30Z"),
      ("2025-07-01T16:30:15.250", "2025-07-01T20:30:15.250Z"),
      // In a gap, and in a fold.
      ("2026-03-08 02:30", "2026-03-08T07:30Z"), ("2025-11-02 01:30", "2025-11-02T05:30Z"),
      ("2025-07-01 24:00", "2025-07-02T04:00Z"), ("2025-07-01 16:30Z", "2025-07-01T16:30Z"),
      ("2025-07-01T16:30+08:00", "2025-07-01T08:30Z"),
    ])
  func wallTimeText(text: String, expected: String) throws {
    let zone = try #require(RandomCalendar.rules["America/New_York"])
    #expect(try Instant(text, in: zone) == Instant(expected))
  }

  @Test(
    "text that is no wall time is refused",
    arguments: [
      "", "yesterday", "2025-07-01", "2025-02-29 10:00", "2025-07-01 25:00", "2025-07-01 10:00 Z",
      "2025-07-01 10:00+", "2025-07-01 10:00 PM",
    ])
  func noWallTime(text: String) {
    #expect(throws: TextError.self) { try Instant(text, in: .utc) }
  }

  @Test("a date that Samoa skipped moves to the next")
  func skippedDate() throws {
    let zone = try #require(RandomCalendar.rules["Pacific/Apia"])
    let noon = zone.instant(date: try CivilDate("2011-12-30"), time: try TimeOfDay("12:00"))
    #expect(zone.wallTime(at: noon).date.description == "2011-12-31")
    #expect(zone.wallTime(at: noon).time.description == "12:00")
  }

  @Test(
    "every wall time that is shown is resolved to an instant that shows it",
    arguments: UInt64(0)..<40)
  func roundTrip(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let zone = try #require(RandomCalendar.rules[random.pick(RandomCalendar.zones)])
    for _ in 0..<50 {
      let instant = Instant(
        millisecondsSince1970: .random(in: -2_208_988_800_000..<20_000_000_000_000, using: &random))
      let (date, time) = zone.wallTime(at: instant)
      switch zone.resolve(date: date, time: time) {
      case .unique(let one): #expect(one == instant)
      case .fold(let first, let second): #expect(first == instant || second == instant)
      case .gap: Issue.record("\(date) \(time) is shown in \(zone)")
      }
    }
  }

  @Test(
    "fixed zones are named by their offset and need no data",
    arguments: [("UTC", 0), ("+08:00", 28_800), ("-03:30", -12_600), ("+05:45:10", 20_710)])
  func fixed(name: String, seconds: Int) throws {
    let rules = ZoneRules.fixed(secondsFromUTC: seconds)
    #expect(rules.identifier == name)
    #expect(rules.dataVersion == "fixed")
    #expect(try ZoneRules(identifier: name) == rules)
    #expect(rules.offset(at: .epoch) == seconds)
  }

  @Test("offsets out of bounds become the nearest bound")
  func bounds() {
    #expect(ZoneRules.fixed(secondsFromUTC: .max).offset(at: .max) == 86_399)
    #expect(ZoneRules.fixed(secondsFromUTC: .min).offset(at: .min) == -86_399)
  }

  @Test(
    "unknown zones are refused with what was probably meant",
    arguments: [
      ("Asia/Shangai", "Asia/Shanghai"), ("europe/berlin", "Europe/Berlin"),
      ("CST", "America/Chicago"), ("Xyzzy/Plugh", nil), ("", nil), ("+25:00", nil),
    ])
  func unknown(name: String, suggestion: String?) {
    #expect(throws: UnknownZone(identifier: name, suggestion: suggestion)) {
      try ZoneRules(identifier: name)
    }
  }

  @Test("the ends of time resolve without a trap", arguments: RandomCalendar.zones)
  func ends(name: String) throws {
    let zone = try #require(RandomCalendar.rules[name])
    for date in [CivilDate.min, .max] {
      for time in [TimeOfDay.midnight, .endOfDay] {
        let instant = zone.resolve(date: date, time: time).instant
        #expect(instant >= .min && instant <= .max)
      }
    }
    #expect(zone.date(at: .max) >= CivilDate(daysSince1970: 2_932_895))
  }
}
