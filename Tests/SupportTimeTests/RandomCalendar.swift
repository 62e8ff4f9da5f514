// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import SupportTime
import Testing

/// Deterministic numbers for tests: the seed names the sequence.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 0x1234_5678 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func pick<T>(_ values: [T]) -> T {
    values[Int.random(in: 0..<values.count, using: &self)]
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }
}

/// A random calendar near a change of its zone's clocks.
struct RandomCalendar: Sendable {
  static let zones = [
    "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia",
    "America/Sao_Paulo", "Africa/Casablanca", "Europe/Moscow", "America/Havana", "Asia/Tehran",
    "Africa/Cairo", "Asia/Kathmandu", "Antarctica/Troll", "America/St_Johns", "Asia/Beirut",
    "Pacific/Chatham", "America/Asuncion", "Asia/Gaza", "Pacific/Kwajalein", "America/Nuuk",
  ]

  /// Compiled once for all tests.
  static let rules = Dictionary(
    uniqueKeysWithValues: zones.compactMap { name in
      (try? ZoneRules(identifier: name)).map { (name, $0) }
    })

  let calendar: BusinessCalendar
  let clock: BusinessClock
  let zone: TimeZone
  /// Near a change of the clocks, on a whole minute.
  let middle: Instant
  var random: SplitMix

  private static let made = MadeOnce<UInt64, RandomCalendar> { try RandomCalendar(making: $0) }

  /// The calendar of a seed, compiled once for all tests.
  init(seed: UInt64) throws { self = try Self.made.value(seed) }

  private init(making seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let name = random.pick(Self.zones)
    let zone = try #require(TimeZone(identifier: name))
    // Most zones stopped changing their clocks before 2040.
    let bound = random.chance(70) ? 2_200_000_000 : 7_200_000_000
    let anywhere = Double(Int.random(in: 0..<bound / 60, using: &random)) * 60
    let near = Date(timeIntervalSince1970: anywhere)
    let change = zone.nextDaylightSavingTimeTransition(after: near) ?? near
    middle = Instant(random.chance(80) ? change : near)
    self.zone = zone

    var weekly: [Weekday: [DayInterval]] = [:]
    // The minute of the day at which the clocks change, just before they do.
    let wall = zone.secondsFromGMT(for: middle.date.addingTimeInterval(-1)) / 60
    let moment =
      (Int(middle.millisecondsSince1970 / 60_000) + wall + 1_440) % 1_440
    let busy = random.pick([20, 100, 100])
    for weekday in Weekday.allCases where random.chance(busy) {
      weekly[weekday] = try Self.intervals(&random, near: moment)
    }
    if weekly.values.allSatisfy(\.isEmpty) { weekly[.sunday] = [.wholeDay] }
    let day = CivilDate(
      daysSince1970: Int(
        middle.millisecondsSince1970.quotientAndRemainder(dividingBy: 86_400_000).quotient))
    let isListed = random.chance(40)
    var holidays: [BusinessCalendar.Holiday] = []
    var overrides: [BusinessCalendar.Override] = []
    // Listed dates near the change would hide how it meets the weekly hours.
    for offset in -9...9 where random.chance(isListed ? 100 : 3) {
      let date = day.adding(days: offset)
      if random.chance(12) { holidays.append(.init(date, name: "Day \(offset)")) }
      if random.chance(offset.magnitude < 2 ? 30 : 8) {
        overrides.append(.init(date, try Self.intervals(&random, near: moment)))
      }
    }
    calendar = try BusinessCalendar(
      zone: name, weekly: weekly, holidays: holidays, overrides: overrides)
    clock = try BusinessClock(calendar, zone: try #require(Self.rules[name]))
    self.random = random
  }

  private static func intervals(
    _ random: inout SplitMix, near change: Int
  ) throws -> [DayInterval] {
    let favourites =
      [0, 540, 720, 1_380, 1_440]
      + [-60, -30, 0, 15, 30, 45, 60, 90].map { ($0 + change + 1_440) % 1_440 }
    func moment() -> Int {
      random.chance(60) ? random.pick(favourites) : Int.random(in: 0...1_440, using: &random)
    }
    var intervals: [DayInterval] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let (start, end) = (moment(), moment())
      guard start < 1_440, start % 1_440 != end % 1_440 || (start == 0 && end == 1_440) else {
        continue
      }
      let interval = try DayInterval(
        from: TimeOfDay(clamping: Int64(start) * 60_000),
        to: TimeOfDay(clamping: Int64(end) * 60_000))
      let candidate = (intervals + [interval]).sorted()
      let overlaps = zip(candidate, candidate.dropFirst()).contains {
        $0.isOvernight || $0.end > $1.start
      }
      if !overlaps { intervals = candidate }
    }
    return intervals
  }

  /// A whole minute within that many days of the middle, half of them within hours.
  mutating func minute(within days: Int) -> Int {
    let reach = random.chance(50) ? 240 : days * 1_440
    return Int(middle.millisecondsSince1970 / 60_000)
      + Int.random(in: -reach...reach, using: &random)
  }
}
