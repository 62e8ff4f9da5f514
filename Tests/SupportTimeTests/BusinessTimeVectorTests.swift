// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import SupportTime
import Testing

/// Answers a file of questions and answers in a neutral form through the public API.
@Suite("Business time: conformance vectors")
struct BusinessTimeVectorTests {
  struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    var id: String
    var calendar: VectorCalendar
    var op: String
    var start: String?
    var end: String?
    var wall: String?
    var seconds: Double?
    var days: Int?
    var count: Int?
    var expected: Answer

    var testDescription: String { "\(id) \(op)" }
  }

  struct VectorCalendar: Decodable, Hashable, Sendable {
    var timeZone: String
    var weekly: [String: [[String]]]
    var holidays: [CivilDate]
    var overrides: [String: [[String]]]

    func make() throws -> BusinessCalendar {
      func intervals(_ pairs: [[String]]) throws -> [DayInterval] {
        try pairs.map { try DayInterval(from: TimeOfDay($0[0]), to: TimeOfDay($0[1])) }
      }
      var week: [Weekday: [DayInterval]] = [:]
      for (name, pairs) in weekly {
        week[try #require(Weekday(shortName: name))] = try intervals(pairs)
      }
      return try BusinessCalendar(
        zone: timeZone, weekly: week, holidays: holidays.map { .init($0) },
        overrides: overrides.map { .init(try CivilDate($0), try intervals($1)) })
    }
  }

  enum Answer: Decodable, Hashable, Sendable {
    case text(String?)
    case number(Int)
    case flag(Bool)
    case periods([[String]])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let periods = try? container.decode([[String]].self) {
        self = .periods(periods)
      } else {
        self = .text(try container.decode(String?.self))
      }
    }
  }

  static let vectors: [Vector] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "Fixtures/business-time.jsonl")
    let lines = (try? String(contentsOf: file, encoding: .utf8))?.split(separator: "\n") ?? []
    return lines.compactMap { try? JSONDecoder().decode(Vector.self, from: Data($0.utf8)) }
  }()

  @Test("the file holds all its vectors")
  func complete() { #expect(Self.vectors.count == 19) }

  private static let clocks = MadeOnce<VectorCalendar, BusinessClock> { try $0.make().compiled() }

  @Test("each vector is answered", arguments: vectors)
  func answer(_ vector: Vector) throws {
    #expect(try Self.answer(vector, Self.clocks.value(vector.calendar)) == vector.expected)
  }

  private static func answer(_ vector: Vector, _ clock: BusinessClock) throws -> Answer {
    if vector.op == "wallToInstant" {
      let parts = try #require(vector.wall).split(separator: "T")
      let wall = clock.zone.instant(date: try CivilDate(parts[0]), time: try TimeOfDay(parts[1]))
      return .text(wall.description)
    }
    let text = try #require(vector.start)
    guard let start = try? Instant(text) else { return try dateAnswer(vector, clock, text) }
    let milliseconds = Int64((vector.seconds ?? 0) * 1_000)
    func say(_ instant: Instant?) -> Answer { .text(instant?.description) }
    switch vector.op {
    case "add": return say(clock.add(milliseconds: milliseconds, to: start))
    case "subtract": return say(clock.subtract(milliseconds: milliseconds, from: start))
    case "between":
      let end = try Instant(#require(vector.end))
      return .number(Int(clock.milliseconds(between: start, and: end) / 1_000))
    case "isOpen": return .flag(clock.isOpen(at: start))
    case "nextOpen": return say(clock.nextOpening(atOrAfter: start))
    case "nextClose": return say(clock.nextClosing(after: start))
    case "prevClose": return say(clock.previousClosing(before: start))
    case "addDays": return say(clock.addBusinessDays(try #require(vector.days), to: start))
    case "periods":
      let periods = clock.periods(from: start).prefix(try #require(vector.count))
      return .periods(periods.map { [$0.lowerBound.description, $0.upperBound.description] })
    default:
      Issue.record("unknown question \(vector.op)")
      return .text(nil)
    }
  }

  private static func dateAnswer(
    _ vector: Vector, _ clock: BusinessClock, _ text: String
  ) throws -> Answer {
    let date = try CivilDate(text)
    switch vector.op {
    case "isBusinessDay": return .flag(clock.isBusinessDay(date))
    case "daysBetween":
      return .number(clock.businessDays(from: date, to: try CivilDate(#require(vector.end))))
    default:
      Issue.record("unknown question \(vector.op)")
      return .text(nil)
    }
  }
}
