// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Whole calendars against a walk over minutes, and their laws")
struct CalendarLawTests {
  private static func instant(_ minute: Int) -> Instant {
    Instant(millisecondsSince1970: Int64(minute) * 60_000)
  }

  private func check(_ made: RandomWholeCalendar) throws {
    var made = made
    let oracle = try CalendarOracle(made.calendar, around: made.day, days: 9)
    let clock = made.clock
    let note: Comment = "\(made.calendar)"
    let range = oracle.first + 1_440..<oracle.first + oracle.open.count - 1_440
    var wrong = 0
    for minute in range where clock.isOpen(at: Self.instant(minute)) != oracle.isOpen(minute) {
      wrong += 1
      if wrong == 1 { Issue.record("\(Self.instant(minute)) of \(made.calendar)") }
    }
    for _ in 0..<20 {
      let (one, other) = (
        Int.random(in: range, using: &made.random), Int.random(in: range, using: &made.random)
      )
      #expect(
        clock.milliseconds(between: Self.instant(one), and: Self.instant(other))
          == Int64(oracle.between(one, other)) * 60_000, note)
      if case .closed(_, let reason) = clock.status(at: Self.instant(one)) {
        #expect(!oracle.isOpen(one), "\(reason)")
      }
    }
  }

  @Test("open minutes are those of the walk, near changes of the clocks", arguments: UInt64(0)..<5)
  func near(seed: UInt64) throws { try check(RandomWholeCalendar(seed: seed)) }

  @Test("open minutes are those of the walk, centuries away", arguments: UInt64(2122)..<2126)
  func far(seed: UInt64) throws { try check(RandomWholeCalendar(seed: seed, far: true)) }

  @Test("what is added is measured, in one step as in two", arguments: UInt64(0)..<5)
  func added(seed: UInt64) throws {
    var made = try RandomWholeCalendar(seed: seed)
    for _ in 0..<30 {
      let start =
        made.random.chance(20)
        ? Instant(
          millisecondsSince1970: .random(
            in: -62_135_596_800_000...253_402_300_799_999, using: &made.random))
        : Self.instant(made.day * 1_440 + Int.random(in: -20_000...20_000, using: &made.random))
      let amounts = [0, 1, 86_400_000, 7_777_777].map { $0 * Int64(made.random.pick([1, 3, 40])) }
      let (first, second) = (made.random.pick(amounts), made.random.pick(amounts) + 1)
      guard let end = made.clock.add(milliseconds: first, to: start) else { continue }
      #expect(made.clock.milliseconds(between: start, and: end) == first)
      let whole = made.clock.add(milliseconds: first + second, to: start)
      #expect(made.clock.add(milliseconds: second, to: end) == whole)
      guard let whole else { continue }
      #expect(made.clock.subtract(milliseconds: second, from: whole).map { $0 >= end } ?? true)
      #expect(whole > end)
    }
  }

  @Test("business dates are those on which an interval opens", arguments: UInt64(0)..<5)
  func businessDays(seed: UInt64) throws {
    let made = try RandomWholeCalendar(seed: seed)
    guard made.calendar.combination == nil,
      let zone = TimeZone(identifier: made.calendar.zone)
    else { return }
    let opening = (made.day - 32...made.day + 32).filter { day in
      CalendarOracle.stretches(made.calendar.parts, on: day).contains { stretch in
        MinuteWalker.instant(zone, wall: day * 1_440 + stretch.0)
          < MinuteWalker.instant(zone, wall: day * 1_440 + stretch.1)
      }
    }
    let opens = Set(opening).contains
    for day in made.day - 12...made.day + 12 {
      let date = CivilDate(daysSince1970: day)
      #expect(made.clock.isBusinessDay(date) == opens(day), "\(date) of \(made.calendar)")
      let count = (day + 1...day + 9).count(where: opens)
      #expect(made.clock.businessDays(from: date, to: date.adding(days: 9)) == count)
      if let next = (day + 1...day + 20).first(where: opens) {
        #expect(made.clock.addBusinessDays(1, to: date)?.daysSince1970 == next)
      }
      if let previous = (day - 20..<day).last(where: opens) {
        #expect(made.clock.addBusinessDays(-1, to: date)?.daysSince1970 == previous)
      }
    }
  }

  @Test("business dates of a combination agree with one another", arguments: UInt64(0)..<4)
  func combinedDays(seed: UInt64) throws {
    let made = try RandomWholeCalendar(seed: seed)
    guard made.calendar.combination != nil else { return }
    let start = CivilDate(daysSince1970: made.day - 10)
    let days = (0..<20).map { start.adding(days: $0) }.filter(made.clock.isBusinessDay)
    #expect(
      made.clock.businessDays(from: start.adding(days: -1), to: start.adding(days: 19))
        == days.count)
    for (one, next) in zip(days, days.dropFirst()) {
      #expect(made.clock.addBusinessDays(1, to: one) == next)
      #expect(made.clock.addBusinessDays(-1, to: next) == one)
    }
    // Periods are the intervals of those dates.
    let from = made.clock.zone.instant(date: start, time: .midnight)
    let until = made.clock.zone.instant(date: start.adding(days: 20), time: .midnight)
    let periods = Array(made.clock.periods(from: from, until: until))
    #expect(Array(made.clock.periodsBackward(from: until, until: from)) == periods.reversed())
    for period in periods { #expect(made.clock.isOpen(at: period.lowerBound)) }
  }

  @Test(
    "a trace tiles the time and gives a reason for each closed stretch", arguments: UInt64(0)..<5)
  func trace(seed: UInt64) throws {
    var made = try RandomWholeCalendar(seed: seed)
    for _ in 0..<4 {
      let start = Self.instant(
        made.day * 1_440 + Int.random(in: -9_000...9_000, using: &made.random))
      let amount = Int64.random(in: 0...200_000_000, using: &made.random)
      guard let trace = made.clock.trace(from: start, addingMilliseconds: amount) else { continue }
      #expect(trace.counted == amount)
      #expect(trace.segments.last?.end ?? start == trace.due)
      for (one, next) in zip(trace.segments, trace.segments.dropFirst()) {
        #expect(one.end == next.start && one.start < one.end)
        if one.skipped != nil { #expect(one.skipped != next.skipped) }
      }
      for segment in trace.segments {
        if let reason = segment.skipped {
          guard case .closed(_, let told) = made.clock.status(at: segment.start) else {
            Issue.record("open at \(segment.start)")
            continue
          }
          #expect(told == reason)
        }
      }
    }
  }

  @Test(
    "a calendar is decoded as it was encoded, and read as a document", arguments: UInt64(0)..<4)
  func coding(seed: UInt64) throws {
    let calendar = try RandomWholeCalendar(seed: seed).calendar
    let data = try JSONEncoder().encode(calendar)
    #expect(try JSONDecoder().decode(BusinessCalendar.self, from: data) == calendar)
    let read = try DocumentNode.read(String(decoding: data, as: UTF8.self)) { node, problems in
      BusinessCalendar(reading: node, &problems)
    }
    #expect(read == calendar)
    #expect(!calendar.text(in: .english).isEmpty && !calendar.text(in: .simplifiedChinese).isEmpty)
  }

  @Test("no question traps at the ends of time", arguments: UInt64(0)..<5)
  func ends(seed: UInt64) throws {
    let made = try RandomWholeCalendar(seed: seed)
    let clock = made.clock
    for instant in [Instant.min, .min.adding(milliseconds: 1), .epoch, .max] {
      for amount in [Int64.min, -1, 0, 1, .max] {
        _ = clock.add(milliseconds: amount, to: instant)
        _ = clock.subtract(milliseconds: amount, from: instant)
      }
      _ = (clock.nextOpening(after: instant), clock.previousOpening(before: instant))
      _ = (clock.nextClosing(after: instant), clock.previousClosing(before: instant))
      _ = clock.status(at: instant)
      _ = clock.isBusinessDay(at: instant)
      _ = Array(clock.periods(from: instant).prefix(2))
      _ = Array(clock.periodsBackward(from: instant).prefix(2))
    }
    for date in [CivilDate.min, .max] {
      for count in [Int.min, .max] { #expect(clock.addBusinessDays(count, to: date) == nil) }
      _ = clock.isBusinessDay(date)
    }
  }
}
