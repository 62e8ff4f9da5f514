// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Ladders: laws and documents")
struct LadderLawTests {
  struct Trial {
    private static let clock = Result {
      let days: [Weekday] = [.monday, .tuesday, .wednesday, .friday]
      let hours = [try DayInterval("09:00-12:00"), try DayInterval("19:00-01:00")]
      return try BusinessCalendar(
        zone: "Europe/Berlin", weekly: Dictionary(uniqueKeysWithValues: days.map { ($0, hours) })
      ).compiled()
    }

    var ladder: Ladder
    var clock: BusinessClock
    var start: Instant
    var covered: Set<Ladder.LevelID>

    init(seed: UInt64) throws {
      var random = SplitMix(seed: seed)
      clock = try Self.clock.get()
      func wait() -> ServiceDuration {
        let minutes = Int64.random(in: 0...200, using: &random)
        return Bool.random(using: &random)
          ? .elapsed(milliseconds: minutes * 60_000) : .business(milliseconds: minutes * 60_000)
      }
      covered = []
      var levels: [Ladder.Level] = []
      for index in 0..<Int.random(in: 1...4, using: &random) {
        let id = Ladder.LevelID("level-\(index)")
        let times = Int.random(in: 0...2, using: &random)
        levels.append(
          .init(
            id, after: wait(),
            repetition: times == 0 ? nil : .init(every: wait(), times: times)))
        if Int.random(in: 0..<4, using: &random) > 0 { covered.insert(id) }
      }
      ladder = try Ladder(
        levels: levels, repeats: .random(in: 0...2, using: &random), finalWait: wait())
      // Around the last Sunday of March 2025, when Berlin loses an hour.
      let minute = Int64.random(in: 0..<14_400, using: &random)
      start = try Instant("2025-03-24T00:00:00Z").adding(milliseconds: minute * 60_000)
    }

    /// A second machine: it goes from minute to minute and lets each wait run down.
    func walked(limit: Int = 100_000) -> [String] {
      var told: [String] = []
      var minute = start
      var left = limit

      /// Lets a wait run down; what is zero outside hours waits for an opening.
      func wait(_ span: ServiceDuration) -> Bool {
        var (rest, business): (Int64, Bool) =
          switch span {
          case .elapsed(let milliseconds): (milliseconds / 60_000, false)
          case .business(let milliseconds): (milliseconds / 60_000, true)
          default: (0, false)
          }
        if business, rest == 0 { while !clock.isOpen(at: minute), tick() {} }
        while rest > 0, left > 0 {
          if !business || clock.isOpen(at: minute) { rest -= 1 }
          _ = tick()
        }
        return left > 0
      }
      func tick() -> Bool {
        left -= 1
        minute = minute.adding(milliseconds: 60_000)
        return left > 0
      }

      for round in 0...ladder.repeats {
        var isAtOnce = false
        for level in ladder.levels {
          if !isAtOnce { guard wait(level.after) else { return told } }
          let isCovered = covered.contains(level.id)
          isAtOnce = !isCovered
          let event = isCovered ? "notified" : "passed on, nobody covers it"
          told.append("\(minute) round \(round + 1): \(level.id) \(event)")
          guard isCovered, let again = level.repetition else { continue }
          for time in 1...again.times {
            guard wait(again.every) else { return told }
            told.append("\(minute) round \(round + 1): \(level.id) notified again (\(time))")
          }
        }
        if !isAtOnce { guard wait(ladder.finalWait) else { return told } }
        if round == ladder.repeats { told.append("\(minute) round \(round + 1): exhausted") }
      }
      return told
    }
  }

  @Test("a climb does what a machine does that goes from minute to minute", arguments: 0..<15)
  func oracle(seed: Int) throws {
    let trial = try Trial(seed: UInt64(seed))
    var run = try Ladder.Run(trial.ladder, from: trial.start, on: trial.clock)
    let steps = run.advance(to: .max, coverage: .only(trial.covered))
    #expect(steps.map(\.description) == trial.walked())
  }

  @Test("calls in any rhythm, kept and resumed, take the same steps", arguments: 0..<35)
  func rhythm(seed: Int) throws {
    let trial = try Trial(seed: UInt64(seed))
    var random = SplitMix(seed: UInt64(seed) &+ 1_000)
    let coverage = Ladder.Coverage.only(trial.covered)
    var atOnce = try Ladder.Run(trial.ladder, from: trial.start, on: trial.clock)
    var byAndBy = atOnce
    let whole = atOnce.advance(to: .max, coverage: coverage)
    var parts: [Ladder.Step] = []
    var now = trial.start
    while let next = byAndBy.next {
      now = Swift.max(next, now).adding(milliseconds: .random(in: -1...9_000_000, using: &random))
      parts += byAndBy.advance(to: now, coverage: coverage)
      let kept = try JSONEncoder().encode(byAndBy.state)
      byAndBy = try Ladder.Run(
        trial.ladder, resuming: JSONDecoder().decode(Ladder.Run.State.self, from: kept),
        on: trial.clock)
    }
    #expect(parts == whole)
    #expect(byAndBy == atOnce)
  }

  @Test("a ladder is read as a policy book writes it, and written so that it reads the same")
  func document() throws {
    let text = """
      { "note": "complaints",
        "levels": [
          { "id": "key-accounts", "after": "48 h" },
          { "id": "board", "after": "2 working days", "calendar": "office",
            "repeat": { "every": "24 h", "times": 2 } } ],
        "repeat": 2, "finalWait": "15 min" }
      """
    let ladder = try DocumentNode.read(text) { Ladder(reading: $0, &$1) }
    #expect(
      ladder
        == (try Ladder(
          levels: [
            .init("key-accounts", after: .elapsed(milliseconds: 48 * 3_600_000)),
            .init(
              "board", after: .workingDays(2, landing: .sameTime), calendar: "office",
              repetition: .init(every: .elapsed(milliseconds: 24 * 3_600_000), times: 2)),
          ], repeats: 2, finalWait: .elapsed(milliseconds: 900_000))))
    let data = try JSONEncoder().encode(ladder)
    #expect(try JSONDecoder().decode(Ladder.self, from: data) == ladder)
    #expect(
      try DocumentNode.read(String(decoding: data, as: UTF8.self)) { Ladder(reading: $0, &$1) }
        == ladder)
  }

  @Test("a ladder with a misspelt key is not decoded")
  func decodingUnknownKey() {
    let text = #"{"levels": [{"id": "lead", "after": "5 min"}], "lastWait": "15 min"}"#
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(Ladder.self, from: Data(text.utf8))
    }
  }

  @Test("every mistake of a ladder is told at its place")
  func mistakes() throws {
    let error = #expect(throws: DocumentError.self) {
      try DocumentNode.read(
        """
        { "levels": [
            { "id": "lead", "after": "-5 min", "repeat": { "every": "-1 h", "times": 51 } },
            { "id": "lead", "after": "10 min", "calender": "office" } ],
          "repeat": 21, "finalWait": "-1 business h" }
        """
      ) { Ladder(reading: $0, &$1) }
    }
    #expect(
      Set(error?.problems.map { $0.path } ?? []) == [
        "levels[0].repeat.times", "levels[0].after", "levels[1].calender", "levels[1].id",
        "repeat", "finalWait",
      ])
    #expect(
      error?.problems.contains {
        $0.description
          == "line 3:13 · levels[1].id: level lead is listed twice"
      } == true)
  }

  @Test("every mistake of construction is told at once")
  func construction() throws {
    let error = #expect(throws: DocumentError.self) {
      try Ladder(
        levels: [
          .init("", after: .elapsed(milliseconds: -1)),
          .init(
            "a", after: .months(-1), repetition: .init(every: .calendarDays(-1), times: 0)),
          .init("a", after: .business(milliseconds: 0)),
        ], repeats: -1)
    }
    #expect(
      error?.problems.map(\.path) == [
        "levels[0].id", "levels[0].after", "levels[1].after", "levels[1].repeat.every",
        "levels[1].repeat.times", "levels[2].id", "repeat",
      ])
    #expect(throws: DocumentError.self) { try Ladder(levels: []) }
    let many = (0...50).map { Ladder.Level(.init("\($0)"), after: .elapsed(milliseconds: 0)) }
    #expect(throws: DocumentError.self) { try Ladder(levels: many) }
  }

  @Test(
    "a state of another ladder is refused",
    arguments: [
      #"{"base":"2025-09-30T08:00:00Z","round":1,"level":0}"#,
      #"{"base":"2025-09-30T08:00:00Z","round":0,"level":4}"#,
      #"{"base":"2025-09-30T08:00:00Z","round":0,"level":-1}"#,
      #"{"base":"2025-09-30T08:00:00Z","round":0,"level":0,"told":1}"#,
      #"{"base":"2025-09-30T08:00:00Z","round":-9223372036854775808,"level":0,"atOnce":true}"#,
    ])
  func foreignState(text: String) throws {
    let state = try JSONDecoder().decode(Ladder.Run.State.self, from: Data(text.utf8))
    #expect(throws: DocumentError.self) {
      try Ladder.Run(LadderTests.complaints(), resuming: state, on: LadderTests.always)
    }
  }
}
