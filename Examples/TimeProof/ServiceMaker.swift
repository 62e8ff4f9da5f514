// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportTestKit

extension SplitMix64 {
  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[Int.random(in: 0..<values.count, using: &self)]
  }

  mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &self) < percent
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &self)
  }
}

/// Makes random services near a change of the clocks, edge cases first: times of the change itself,
/// midnight, nights, dates next to it.
struct ServiceMaker {
  static let zones = [
    "Asia/Shanghai", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia",
    "America/Sao_Paulo", "Africa/Casablanca", "Europe/Moscow", "America/Havana", "Asia/Tehran",
    "Africa/Cairo", "Asia/Kathmandu", "Antarctica/Troll", "America/St_Johns", "Asia/Beirut",
    "Pacific/Chatham", "America/Asuncion", "Asia/Gaza", "Pacific/Kwajalein", "America/Nuuk",
    "Europe/Dublin", "Europe/London", "Pacific/Auckland", "Asia/Kolkata", "UTC",
  ]

  let book: DayBook
  /// Tells whether all times are whole minutes, for the walk over minutes.
  let isByMinute: Bool
  /// The seconds of the day at which the clocks change, and the day on which they do.
  private let change: Int
  let day: Int
  let middle: Int64
  private let zone: String

  /// Chooses the zone and the instant around which everything happens.
  init(
    _ random: inout SplitMix64, _ book: DayBook, _ changes: [String: [Int64]],
    _ clocks: [String: WallClock], isByMinute: Bool
  ) {
    self.book = book
    self.isByMinute = isByMinute
    let zone = random.pick(Self.zones)
    self.zone = zone
    // 1900 to 2200, or the walk over minutes from 1975 on: since then offsets are whole minutes.
    let first = isByMinute ? 157_766_400 : -2_208_902_400
    let anywhere = Int64(random.number(first...7_250_000_000)) * 1_000
    let near = (changes[zone] ?? []).filter { $0 >= 157_766_400_000 }
    middle = !near.isEmpty && random.chance(80) ? random.pick(near) : anywhere / 60_000 * 60_000
    let before = clocks[zone]?.offset(at: middle - 1_000) ?? 0
    let wall = middle + before
    day = Int(WallClock.floored(wall, by: 86_400_000))
    change = Int(wall - Int64(day) * 86_400_000) / 1_000
  }

  // MARK: Services

  func service(_ random: inout SplitMix64) -> Service {
    if random.chance(75) { return .desk(desk(&random, zone)) }
    return combined(&random, depth: random.chance(25) ? 2 : 1)
  }

  private func combined(_ random: inout SplitMix64, depth: Int) -> Service {
    let operation = random.pick([Service.Operation.union, .intersection, .difference])
    let count = random.chance(70) ? 2 : 3
    let parts = (0..<count).map { index -> Service in
      if depth > 1, index == 0 { return combined(&random, depth: depth - 1) }
      // What is taken away is narrow, or nothing would be left.
      let zone = random.chance(50) ? zone : random.pick(Self.zones)
      return .desk(desk(&random, zone, isSparse: operation == .difference && index > 0))
    }
    return .combined(operation, parts, zone: random.chance(70) ? parts[0].zone : zone)
  }

  private func desk(_ random: inout SplitMix64, _ zone: String, isSparse: Bool = false) -> Desk {
    var desk = Desk(zone: zone)
    if !isSparse, random.chance(3) {
      desk.isAlwaysOpen = true
      return desk
    }
    let busy = isSparse ? 40 : random.pick([30, 70, 100, 100])
    for weekday in 1...7 where random.chance(busy) { desk.weekly[weekday] = hours(&random) }
    if desk.weekly.allSatisfy(\.isEmpty) { desk.weekly[1] = [Hours(start: 0, end: 86_400)] }
    addDates(&random, to: &desk)
    if random.chance(25) {
      for _ in 0..<random.number(1...2) {
        if let at = hours(&random).first {
          desk.breaks.append(.init(at: at, rule: rule(&random)))
        }
      }
    }
    if random.chance(25) {
      for _ in 0..<random.number(1...2) { desk.adjustments.append(adjustment(&random)) }
    }
    if random.chance(10) {
      desk.validity = day - random.number(0...40)...day + random.number(0...40)
    }
    return desk
  }

  private func addDates(_ random: inout SplitMix64, to desk: inout Desk) {
    let isListed = random.chance(40)
    if random.chance(25) { desk.holidayHours = hours(&random) }
    if random.chance(25) { desk.workdayHours = hours(&random) }
    // Listed dates near the change would hide how it meets the weekly hours.
    for offset in -9...9 where isListed || random.chance(3) {
      let date = day + offset
      if random.chance(15) {
        desk.holidays.append(.init(day: date, hours: random.chance(30) ? hours(&random) : nil))
      }
      if !desk.workdayHours.isEmpty, random.chance(15) { desk.workdays.append(date) }
      if random.chance(abs(offset) < 2 ? 30 : 8) {
        desk.overrides.append(.init(day: date, hours: hours(&random)))
      }
    }
    if random.chance(15) {
      // Which of two recurring holidays of one date has its way is not part of the promise.
      let rule = monthRule(&random, countsWork: false)
      desk.recurring.append(.init(rule: rule, hours: random.chance(40) ? hours(&random) : nil))
    }
  }

  // MARK: Parts

  private func rule(_ random: inout SplitMix64) -> DayRule {
    switch random.number(0...9) {
    case 0...2: return .weekdays(Set(1...7))
    case 3...4:
      return .weekdays(Set((1...7).filter { _ in random.chance(50) } + [random.number(1...7)]))
    case 5:
      let first = day + random.number(-5...3)
      return .dates(first...first + random.number(0...6))
    default: return monthRule(&random, countsWork: true)
    }
  }

  /// A rule by the month that often meets the days around.
  private func monthRule(_ random: inout SplitMix64, countsWork: Bool) -> DayRule {
    let parts = book.parts(of: day + random.number(-3...3))
    let month = random.chance(50) ? parts.month : nil
    switch random.number(0...(countsWork ? 5 : 3)) {
    case 0: return .yearly(month: parts.month, day: parts.day)
    case 1: return .dayOfMonth(random.chance(30) ? -1 : parts.day)
    case 2...3:
      let count = random.chance(30) ? -1 : (parts.day - 1) / 7 + 1
      return .weekdayOfMonth(count, parts.weekday, month: month)
    default:
      let count = random.chance(30) ? -1 : max(1, min(23, parts.day * 5 / 7))
      return .workingDay(count, month: month)
    }
  }

  private func adjustment(_ random: inout SplitMix64) -> Desk.Adjustment {
    func move() -> Desk.Change {
      random.chance(40)
        ? .at(min(moment(&random), 86_340) / 60 * 60)
        : .by(random.pick([-1_440, -720, -300, -60, -30, 15, 30, 90, 480, 1_440]) * 60)
    }
    var made = Desk.Adjustment(rule: rule(&random))
    if random.chance(50) { made.open = move() }
    if made.open == nil || random.chance(60) { made.close = move() }
    return made
  }

  /// A time of the day in seconds, often near the change.
  private func moment(_ random: inout SplitMix64) -> Int {
    let near = [-3_600, -1_800, 0, 900, 1_800, 2_700, 3_600, 5_400].map {
      ($0 + change / 60 * 60 + 86_400) % 86_400
    }
    if random.chance(60) { return random.pick([0, 32_400, 43_200, 82_800, 86_400] + near) }
    let second = random.number(0...86_400)
    return isByMinute || random.chance(80) ? second / 60 * 60 : second
  }

  /// Up to three intervals that do not overlap; the last may run overnight.
  private func hours(_ random: inout SplitMix64) -> [Hours] {
    var hours: [Hours] = []
    for _ in 0..<random.number(0...3) {
      let start = moment(&random)
      var end = moment(&random)
      if end == 0 { end = 86_400 }
      guard start < 86_400, start != end else { continue }
      if end < start { end += 86_400 }
      let more = (hours + [Hours(start: start, end: end)]).sorted { $0.start < $1.start }
      if zip(more, more.dropFirst()).allSatisfy({ $0.end <= $1.start }) { hours = more }
    }
    return hours
  }

  // MARK: Calls

  /// A case: the arguments of all calls. Many instants lie at an edge of open time, or next to one.
  func call(_ random: inout SplitMix64, edges: [Span], reach: Int) -> Call {
    func instant() -> Int64 {
      if !edges.isEmpty, random.chance(45) {
        let span = random.pick(edges)
        let edge = random.chance(50) ? span.start : span.end
        return edge + (isByMinute ? 60_000 : random.pick([1, 1_000, 60_000]))
          * Int64(random.number(-1...1))
      }
      let hours = random.chance(40) ? 5 : 24 * reach
      let offset = Int64(random.number(-hours * 3_600...hours * 3_600)) * 1_000
      if isByMinute { return middle + offset / 60_000 * 60_000 }
      return middle + offset + Int64(random.chance(20) ? random.number(0...999) : 0)
    }
    func amount() -> Int64 {
      let minutes = Int64(random.pick([0, 1, 30, 60, 480, 600, 1_440, 2_000])) * 60_000
      if isByMinute { return minutes }
      return random.chance(70) ? minutes : Int64(random.number(0...200_000_000))
    }
    let start = instant()
    let from = day + random.number(-reach...reach)
    return Call(
      operation: .isOpen, start: start, end: instant(), amount: amount(), second: amount(),
      count: random.pick([-20, -3, -2, -1, 0, 0, 1, 2, 3, 5, 15]), day: from,
      lastDay: from + random.number(-12...20))
  }
}
