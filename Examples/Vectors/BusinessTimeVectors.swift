// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportTime

/// Answers questions about business time through the public API. No rule lives here.
struct BusinessTimeVectors: VectorAnswers {
  /// Clocks by the text of their calendar: files ask many questions of few calendars.
  private var clocks: [String: BusinessClock] = [:]

  mutating func answer(_ vector: Vector) throws(Vector.Refusal) -> JSONValue {
    let op = try vector.text("op")
    guard Self.ops.contains(op) else {
      throw Vector.Refusal("unknown_op", "\"\(op)\" is no question about business time")
    }
    let clock = try clock(of: try vector.field("calendar"))
    switch op {
    case "add", "subtract": return try sum(op, vector, clock)
    case "between":
      let start = try vector.instant("start")
      let end = try vector.instant("end")
      return Self.seconds(clock.milliseconds(between: start, and: end))
    case "wallToInstant": return try wall(vector, clock)
    case "addDays": return try addDays(vector, clock)
    case "daysBetween":
      let start = try vector.date("start")
      return .integer(clock.businessDays(from: start, to: try vector.date("end")))
    case "isBusinessDay", "isHoliday": return try day(op, vector, clock)
    case "periods", "periodsBackward": return try periods(op, vector, clock)
    default: return try opening(op, try vector.instant("start"), clock)
    }
  }

  private static let ops = [
    "add", "subtract", "between", "isOpen", "nextOpen", "nextOpenStrict", "prevOpen", "nextClose",
    "prevClose", "prevMoment", "addDays", "daysBetween", "isBusinessDay", "isHoliday", "periods",
    "periodsBackward", "wallToInstant",
  ]

  // MARK: Questions

  private func sum(
    _ op: String, _ vector: Vector, _ clock: BusinessClock
  ) throws(Vector.Refusal) -> JSONValue {
    let start = try vector.instant("start")
    let amount = try vector.milliseconds("seconds")
    var landing = BusinessClock.Landing.closing
    if vector.node.member("landing") != nil {
      switch try vector.text("landing") {
      case "closing": break
      case "nextOpening": landing = .nextOpening
      case let other: throw Vector.Refusal("invalid_input", "landing: \"\(other)\" is unknown")
      }
    }
    return op == "add"
      ? Self.instant(clock.add(milliseconds: amount, to: start, landing: landing))
      : Self.instant(clock.subtract(milliseconds: amount, from: start))
  }

  private func opening(
    _ op: String, _ start: Instant, _ clock: BusinessClock
  ) throws(Vector.Refusal) -> JSONValue {
    switch op {
    case "isOpen": .flag(clock.isOpen(at: start))
    case "nextOpen": Self.instant(clock.nextOpening(atOrAfter: start))
    case "nextOpenStrict": Self.instant(clock.nextOpening(after: start))
    case "prevOpen": Self.instant(clock.previousOpening(before: start))
    case "nextClose": Self.instant(clock.nextClosing(after: start))
    case "prevClose": Self.instant(clock.previousClosing(before: start))
    default: Self.instant(clock.latestMoment(atOrBefore: start))
    }
  }

  private func wall(
    _ vector: Vector, _ clock: BusinessClock
  ) throws(Vector.Refusal) -> JSONValue {
    let text = try vector.text("wall")
    let parts = text.split(maxSplits: 1) { $0 == "T" || $0 == " " }
    guard parts.count == 2, let date = try? CivilDate(parts[0]), let time = try? TimeOfDay(parts[1])
    else { throw Vector.Refusal("invalid_input", "wall: \"\(text)\" is no date and time") }
    return Self.instant(clock.zone.instant(date: date, time: time))
  }

  private func addDays(
    _ vector: Vector, _ clock: BusinessClock
  ) throws(Vector.Refusal) -> JSONValue {
    let days = try vector.integer("days")
    if let date = try? CivilDate(try vector.text("start")) {
      let moved = clock.addBusinessDays(days, to: date)
      return moved.map { .text($0.description) } ?? .null
    }
    return Self.instant(clock.addBusinessDays(days, to: try vector.instant("start")))
  }

  private func day(
    _ op: String, _ vector: Vector, _ clock: BusinessClock
  ) throws(Vector.Refusal) -> JSONValue {
    let asksForHoliday = op == "isHoliday"
    if let date = try? CivilDate(try vector.text("start")) {
      return .flag(asksForHoliday ? clock.isHoliday(date) : clock.isBusinessDay(date))
    }
    let start = try vector.instant("start")
    return .flag(asksForHoliday ? clock.isHoliday(at: start) : clock.isBusinessDay(at: start))
  }

  private func periods(
    _ op: String, _ vector: Vector, _ clock: BusinessClock
  ) throws(Vector.Refusal) -> JSONValue {
    let start = try vector.instant("start")
    let count = try vector.integer("count")
    guard (0...100_000).contains(count) else {
      throw Vector.Refusal("invalid_input", "count: \(count) is outside 0 ... 100000")
    }
    let until = vector.node.member("until") == nil ? nil : try vector.instant("until")
    let periods =
      op == "periods"
      ? clock.periods(from: start, until: until ?? .max)
      : clock.periodsBackward(from: start, until: until ?? .min)
    return .list(
      periods.prefix(count).map {
        .list([.text($0.lowerBound.description), .text($0.upperBound.description)])
      })
  }

  // MARK: Answers

  static func instant(_ instant: Instant?) -> JSONValue {
    instant.map { .text($0.description) } ?? .null
  }

  static func seconds(_ milliseconds: Int64) -> JSONValue {
    .decimal(ExactDecimal(significand: Int128(milliseconds), scale: 3)?.description ?? "0")
  }

  // MARK: Calendars

  private mutating func clock(of node: DocumentNode) throws(Vector.Refusal) -> BusinessClock {
    let key = node.json.line
    if let clock = clocks[key] { return clock }
    let clock = try Self.compile(node)
    clocks[key] = clock
    return clock
  }

  static func compile(_ node: DocumentNode) throws(Vector.Refusal) -> BusinessClock {
    guard case .string(let zone) = node.member("timeZone")?.value else {
      throw Vector.Refusal("missing_field", "calendar.timeZone is missing")
    }
    var weekly: [Weekday: [DayInterval]] = [:]
    for (name, intervals) in try days(node, "weekly") {
      guard let weekday = Weekday(shortName: name) else {
        throw Vector.Refusal("invalid_calendar", "weekly: \"\(name)\" is no day")
      }
      weekly[weekday] = intervals
    }
    var overrides: [BusinessCalendar.Override] = []
    for (name, intervals) in try days(node, "overrides") {
      overrides.append(.init(try date(name, "overrides"), intervals))
    }
    var holidays: [BusinessCalendar.Holiday] = []
    if let list = node.member("holidays") {
      guard case .array(let elements) = list.value else {
        throw Vector.Refusal("invalid_calendar", "\(list.path) must be a list")
      }
      for element in elements {
        guard case .string(let text) = element.value else {
          throw Vector.Refusal("invalid_calendar", "\(element.path) must be a date")
        }
        holidays.append(.init(try date(text, "holidays")))
      }
    }
    do {
      return try BusinessCalendar(
        zone: zone, weekly: weekly, holidays: holidays, overrides: overrides
      ).compiled()
    } catch {
      throw Vector.Refusal("invalid_calendar", "\(error)".replacing("\n", with: "; "))
    }
  }

  private static func date(_ text: String, _ place: String) throws(Vector.Refusal) -> CivilDate {
    do throws(TextError) {
      return try CivilDate(text)
    } catch {
      throw Vector.Refusal("invalid_calendar", "\(place): \(error)")
    }
  }

  /// Days with their hours: `{"mon": [["09:00", "17:00"]]}`.
  private static func days(
    _ calendar: DocumentNode, _ key: String
  ) throws(Vector.Refusal) -> [(String, [DayInterval])] {
    guard let node = calendar.member(key) else { return [] }
    guard case .object(let members) = node.value else {
      throw Vector.Refusal("invalid_calendar", "\(node.path) must be an object")
    }
    var days: [(String, [DayInterval])] = []
    for member in members {
      guard case .array(let pairs) = member.value.value else {
        throw Vector.Refusal("invalid_calendar", "\(member.value.path) must be a list")
      }
      var intervals: [DayInterval] = []
      for pair in pairs { intervals.append(try interval(pair)) }
      days.append((member.key, intervals))
    }
    return days
  }

  private static func interval(_ pair: DocumentNode) throws(Vector.Refusal) -> DayInterval {
    guard case .array(let ends) = pair.value, ends.count == 2,
      case .string(let start) = ends[0].value, case .string(let end) = ends[1].value
    else {
      throw Vector.Refusal("invalid_calendar", "\(pair.path) must be a pair of times")
    }
    do throws(TextError) {
      return try DayInterval(from: try TimeOfDay(start), to: try TimeOfDay(end))
    } catch {
      throw Vector.Refusal("invalid_calendar", "\(pair.path): \(error)")
    }
  }
}
