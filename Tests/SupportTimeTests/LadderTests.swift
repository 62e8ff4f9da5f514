// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Ladders")
struct LadderTests {
  static let always = BusinessClock.aroundTheClock(zone: .utc)

  static func complaints(repeats: Int = 0) throws -> Ladder {
    try Ladder(
      levels: [
        .init("key-accounts", after: ServiceDuration("48 h")),
        .init("service-director", after: ServiceDuration("48 h")),
        .init("board", after: ServiceDuration("24 h")),
      ], repeats: repeats)
  }

  static func incident(repeats: Int = 0) throws -> Ladder {
    try Ladder(
      levels: [
        .init("province-lead", after: ServiceDuration("0 min")),
        .init("city-support", after: ServiceDuration("5 min")),
        .init("expert", after: ServiceDuration("10 min")),
      ], repeats: repeats, finalWait: ServiceDuration("15 min"))
  }

  static func told(_ steps: [Ladder.Step]) -> [String] {
    steps.map(\.description)
  }

  let start: Instant

  init() throws {
    start = try Instant("2025-09-30T08:00:00Z")
  }

  @Test("a level's time counts from the previous step")
  func escalation() throws {
    var run = try Ladder.Run(Self.complaints(), from: start, on: Self.always)
    #expect(run.next == (try Instant("2025-10-02T08:00:00Z")))
    #expect(run.advance(to: start.adding(milliseconds: 48 * 3_600_000 - 1)) == [])
    let late = run.advance(to: try Instant("2026-01-01T00:00:00Z"))
    #expect(
      Self.told(late) == [
        "2025-10-02T08:00:00Z round 1: key-accounts notified",
        "2025-10-04T08:00:00Z round 1: service-director notified",
        "2025-10-05T08:00:00Z round 1: board notified",
        "2025-10-05T08:00:00Z round 1: exhausted",
      ])
    #expect(run.phase == .exhausted(at: try Instant("2025-10-05T08:00:00Z")))
    #expect(run.next == nil)
    #expect(run.advance(to: .max) == [])
  }

  @Test("a contact tree gives each level its time and starts again")
  func contactTree() throws {
    var run = try Ladder.Run(Self.incident(repeats: 1), from: start, on: Self.always)
    #expect(
      Self.told(run.advance(to: start.adding(milliseconds: 3_600_000))) == [
        "2025-09-30T08:00:00Z round 1: province-lead notified",
        "2025-09-30T08:05:00Z round 1: city-support notified",
        "2025-09-30T08:15:00Z round 1: expert notified",
        "2025-09-30T08:30:00Z round 2: province-lead notified",
        "2025-09-30T08:35:00Z round 2: city-support notified",
        "2025-09-30T08:45:00Z round 2: expert notified",
        "2025-09-30T09:00:00Z round 2: exhausted",
      ])
  }

  @Test("a level nobody covers is passed on at once, and the next does not wait")
  func uncovered() throws {
    var run = try Ladder.Run(Self.incident(), from: start, on: Self.always)
    let steps = run.advance(to: .max, coverage: .only(["province-lead", "expert"]))
    #expect(
      Self.told(steps) == [
        "2025-09-30T08:00:00Z round 1: province-lead notified",
        "2025-09-30T08:05:00Z round 1: city-support passed on, nobody covers it",
        "2025-09-30T08:05:00Z round 1: expert notified",
        "2025-09-30T08:20:00Z round 1: exhausted",
      ])
  }

  @Test("a ladder that nobody covers is exhausted without a wait between its levels")
  func nobody() throws {
    var run = try Ladder.Run(Self.complaints(repeats: 1), from: start, on: Self.always)
    let steps = run.advance(to: .max, coverage: .only([]))
    #expect(steps.count == 7)
    let first = try Instant("2025-10-02T08:00:00Z")
    let second = try Instant("2025-10-04T08:00:00Z")
    #expect(steps.map(\.at) == [first, first, first, second, second, second, second])
    #expect(steps.last?.kind == .exhausted)
  }

  @Test("coverage is asked at the instant at which a step was due, however late the call")
  func coverageThen() throws {
    let gap = start.adding(milliseconds: 300_000)..<start.adding(milliseconds: 300_001)
    var run = try Ladder.Run(Self.incident(), from: start, on: Self.always)
    let steps = run.advance(to: .max, coverage: .except(["city-support": [gap]]))
    #expect(steps.map(\.kind)[1] == .passedOn("city-support"))
    var other = try Ladder.Run(Self.incident(), from: start, on: Self.always)
    let after = gap.upperBound..<gap.upperBound.adding(milliseconds: 1_000_000)
    #expect(
      other.advance(to: .max, coverage: .except(["city-support": [after]])).map(\.kind)[1]
        == .notified("city-support"))
  }

  @Test("acknowledgement stops the climb; at the due instant it is in time")
  func acknowledgement() throws {
    var run = try Ladder.Run(Self.incident(), from: start, on: Self.always)
    let at = start.adding(milliseconds: 15 * 60_000)
    #expect(
      Self.told(run.acknowledge(by: "mei", at: at)) == [
        "2025-09-30T08:00:00Z round 1: province-lead notified",
        "2025-09-30T08:05:00Z round 1: city-support notified",
        "2025-09-30T08:15:00Z round 1: acknowledged by mei",
      ])
    #expect(run.phase == .acknowledged(by: "mei", at: at))
    #expect(run.next == nil)
    #expect(run.advance(to: .max) == [])
    #expect(run.acknowledge(by: "li", at: at) == [])
  }

  @Test("an acknowledgement dated before steps that were taken leaves them taken")
  func lateAcknowledgement() throws {
    var run = try Ladder.Run(Self.incident(), from: start, on: Self.always)
    #expect(run.advance(to: start.adding(milliseconds: 300_000)).count == 2)
    let steps = run.acknowledge(by: "mei", at: start)
    #expect(steps.map(\.kind) == [.acknowledged(by: "mei")])
    #expect(run.phase == .acknowledged(by: "mei", at: start))
  }

  @Test("a level is told again until the next one's turn, which counts from the last telling")
  func repetition() throws {
    let ladder = try Ladder(levels: [
      .init(
        "duty", after: ServiceDuration("10 min"),
        repetition: .init(every: ServiceDuration("5 min"), times: 2)),
      .init("lead", after: ServiceDuration("30 min")),
    ])
    var run = try Ladder.Run(ladder, from: start, on: Self.always)
    #expect(
      Self.told(run.advance(to: .max)) == [
        "2025-09-30T08:10:00Z round 1: duty notified",
        "2025-09-30T08:15:00Z round 1: duty notified again (1)",
        "2025-09-30T08:20:00Z round 1: duty notified again (2)",
        "2025-09-30T08:50:00Z round 1: lead notified",
        "2025-09-30T08:50:00Z round 1: exhausted",
      ])
  }

  @Test("each level counts in its own calendar")
  func calendars() throws {
    let office = try BusinessCalendar(
      zone: "Asia/Shanghai", weekly: [.monday: [DayInterval("09:00-18:00")]])
    let ladder = try Ladder(levels: [
      .init("duty", after: ServiceDuration("1 business h")),
      .init("office", after: ServiceDuration("1 business h"), calendar: "office"),
    ])
    // A Tuesday: the office opens again on Monday, 6 October, at 01:00 UTC.
    var run = try Ladder.Run(
      ladder, from: start, on: Self.always, calendars: ["office": office.compiled()])
    #expect(
      Self.told(run.advance(to: .max)).first == "2025-09-30T09:00:00Z round 1: duty notified")
    #expect(run.state.base == (try Instant("2025-10-06T02:00:00Z")))
    let error = #expect(throws: DocumentError.self) {
      try Ladder.Run(
        ladder, from: start, on: Self.always, calendars: ["offices": office.compiled()])
    }
    #expect(
      error?.problems.map(\.description) == [
        "levels[1].calendar: there is no calendar office; did you mean \"offices\"?"
      ])
  }

  @Test("a wait that never passes has no next instant")
  func never() throws {
    let once = try BusinessCalendar(
      zone: "UTC", weekly: [:], overrides: [.init(CivilDate("2020-01-01"), [.wholeDay])])
    let ladder = try Ladder(levels: [.init("duty", after: ServiceDuration("1 business h"))])
    var run = try Ladder.Run(ladder, from: start, on: once.compiled())
    #expect(run.next == nil)
    #expect(run.advance(to: .max) == [])
    #expect(run.phase == .running)
  }

  @Test("the longest waits saturate")
  func saturation() throws {
    let ladder = try Ladder(
      levels: [
        .init("a", after: .elapsed(milliseconds: .max)), .init("b", after: .months(.max)),
        .init("c", after: .calendarDays(.max)),
        .init("d", after: .workingDays(1, landing: .endOfDay)),
      ], repeats: 20, finalWait: .elapsed(milliseconds: .max))
    for start in [Instant.min, start, .max] {
      var run = try Ladder.Run(ladder, from: start, on: Self.always)
      _ = run.advance(to: .max)
      _ = run.acknowledge(by: "mei", at: .min)
      #expect(run.next == nil)
    }
  }
}
