// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Zone changes of history")
struct ZoneRulesHistoryTests {
  /// Where rules come from; both must tell the same history.
  enum Source: CaseIterable {
    case foundation, tzif

    func rules(_ zone: String) throws -> ZoneRules {
      switch self {
      case .foundation: try ZoneRules(identifier: zone)
      case .tzif: try TZifFixture.rules(zone)
      }
    }
  }

  static func wall(_ zone: ZoneRules, _ instant: String) throws -> String {
    let (date, time) = zone.wallTime(at: try Instant(instant))
    return "\(date) \(time)"
  }

  @Test("Samoa went from 29 to 31 December 2011", arguments: Source.allCases)
  func samoa(source: Source) throws {
    let zone = try source.rules("Pacific/Apia")
    #expect(try Self.wall(zone, "2011-12-30T09:59:00Z") == "2011-12-29 23:59")
    #expect(try Self.wall(zone, "2011-12-30T10:00:00Z") == "2011-12-31 00:00")
    let skipped = try CivilDate("2011-12-30")
    #expect(
      zone.resolve(date: skipped, time: try TimeOfDay("09:00"))
        == .gap(
          before: try Instant("2011-12-29T19:00:00Z"), after: try Instant("2011-12-30T19:00:00Z")))
    // A desk that is open every day has no 30 December.
    let calendar = try BusinessCalendar(
      zone: "Pacific/Apia",
      weekly: Dictionary(
        uniqueKeysWithValues: Weekday.allCases.map { ($0, [try DayInterval("09:00-17:00")]) }))
    let clock = try BusinessClock(calendar, zone: zone)
    let elapsed = clock.duration(
      between: try Instant("2011-12-29T10:00:00Z"), and: try Instant("2012-01-01T10:00:00Z"))
    // From midnight on 29 December to midnight on 2 January: 29 and 31 December, 1 January.
    #expect(elapsed == .seconds(3 * 8 * 3_600))
  }

  @Test("São Paulo's summers began at midnight, which never came", arguments: Source.allCases)
  func saoPaulo(source: Source) throws {
    let zone = try source.rules("America/Sao_Paulo")
    for (day, change) in [
      ("2017-10-15", "2017-10-15T03:00:00Z"), ("2018-11-04", "2018-11-04T03:00:00Z"),
    ] {
      let date = try CivilDate(day)
      let instant = try Instant(change)
      #expect(zone.instant(date: date, time: .midnight) == instant)
      #expect(
        zone.resolve(date: date, time: .midnight)
          == .gap(before: instant.adding(milliseconds: -3_600_000), after: instant))
      #expect(zone.instant(date: date.adding(days: -1), time: .endOfDay) == instant)
      #expect(zone.wallTime(at: instant).time.description == "01:00")
    }
    // Brazil gave summer time up in 2019.
    #expect(
      zone.resolve(date: try CivilDate("2019-11-03"), time: .midnight)
        == .unique(try Instant("2019-11-03T03:00:00Z")))
  }

  @Test("Lord Howe changes by half an hour", arguments: Source.allCases)
  func lordHowe(source: Source) throws {
    let zone = try source.rules("Australia/Lord_Howe")
    let (spring, autumn) = (try CivilDate("2024-10-06"), try CivilDate("2024-04-07"))
    #expect(
      zone.resolve(date: spring, time: try TimeOfDay("02:15"))
        == .gap(
          before: try Instant("2024-10-05T15:15:00Z"), after: try Instant("2024-10-05T15:45:00Z")))
    #expect(
      zone.resolve(date: autumn, time: try TimeOfDay("01:45"))
        == .fold(
          first: try Instant("2024-04-06T14:45:00Z"), second: try Instant("2024-04-06T15:15:00Z")))
  }

  @Test(
    "Morocco's clocks go back for Ramadan", arguments: Source.allCases,
    [
      ("2023-03-19", "2023-04-23"), ("2024-03-10", "2024-04-14"), ("2019-05-05", "2019-06-09"),
    ])
  func morocco(source: Source, ramadan: (start: String, end: String)) throws {
    let zone = try source.rules("Africa/Casablanca")
    let (start, end) = (try CivilDate(ramadan.start), try CivilDate(ramadan.end))
    let noon = try TimeOfDay("12:00")
    let offset = { (date: CivilDate) in zone.offset(at: zone.instant(date: date, time: noon)) }
    #expect(offset(start.adding(days: -1)) == 3_600)
    #expect(offset(start) == 0)
    #expect(offset(end.adding(days: -1)) == 0)
    #expect(offset(end) == 3_600)
    guard case .fold = zone.resolve(date: start, time: try TimeOfDay("02:30")) else {
      Issue.record("the hour from 02:00 should be there twice on \(start)")
      return
    }
    guard case .gap = zone.resolve(date: end, time: try TimeOfDay("02:30")) else {
      Issue.record("the hour from 02:00 should be skipped on \(end)")
      return
    }
  }

  @Test("Ireland's winter is its other time, and the clocks agree", arguments: Source.allCases)
  func dublin(source: Source) throws {
    let zone = try source.rules("Europe/Dublin")
    #expect(zone.offset(at: try Instant("2024-07-01T00:00:00Z")) == 3_600)
    #expect(zone.offset(at: try Instant("2024-12-01T00:00:00Z")) == 0)
    #expect(zone.offset(at: try Instant("2199-07-01T00:00:00Z")) == 3_600)
    #expect(zone.offset(at: try Instant("2970-01-15T00:00:00Z")) == 0)
  }
}
