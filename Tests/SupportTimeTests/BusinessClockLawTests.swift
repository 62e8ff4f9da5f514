// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Business time: laws")
struct BusinessClockLawTests {
  /// Instants near the change of the clocks, anywhere in the years, and at the ends of time.
  private static func instant(_ made: inout RandomCalendar) -> Instant {
    switch Int.random(in: 0..<10, using: &made.random) {
    case 0: return made.random.pick([.min, .max, .epoch])
    case 1, 2:
      return Instant(
        millisecondsSince1970: .random(
          in: -62_135_596_800_000...253_402_300_799_999, using: &made.random))
    default:
      return made.middle.adding(
        milliseconds: .random(in: -700_000_000...700_000_000, using: &made.random))
    }
  }

  private static func amount(_ made: inout RandomCalendar) -> Int64 {
    switch Int.random(in: 0..<8, using: &made.random) {
    case 0: return 0
    case 1: return .random(in: 0...9_000_000_000_000, using: &made.random)
    case 2: return 1
    default: return .random(in: 0...400_000_000, using: &made.random)
    }
  }

  @Test("what is added is measured", arguments: UInt64(0)..<16)
  func addedIsMeasured(seed: UInt64) throws {
    var made = try RandomCalendar(seed: seed)
    for _ in 0..<40 {
      let (start, amount) = (Self.instant(&made), Self.amount(&made))
      guard let end = made.clock.add(milliseconds: amount, to: start) else { continue }
      #expect(made.clock.milliseconds(between: start, and: end) == amount, "\(start) \(amount)")
      #expect(made.clock.milliseconds(between: end, and: start) == -amount)
      guard let back = made.clock.subtract(milliseconds: amount, from: end) else { continue }
      #expect(made.clock.milliseconds(between: back, and: end) == amount)
    }
  }

  @Test("sums come later for later starts and larger amounts", arguments: UInt64(0)..<16)
  func monotone(seed: UInt64) throws {
    var made = try RandomCalendar(seed: seed)
    for _ in 0..<40 {
      let starts = [Self.instant(&made), Self.instant(&made)].sorted()
      let amounts = [Self.amount(&made), Self.amount(&made)].sorted()
      func sum(_ start: Int, _ amount: Int) -> Instant {
        made.clock.add(milliseconds: amounts[amount], to: starts[start]) ?? .max
      }
      #expect(sum(0, 0) <= sum(1, 0))
      #expect(sum(0, 0) <= sum(0, 1))
    }
  }

  @Test("adding in two steps is adding at once", arguments: UInt64(0)..<16)
  func additive(seed: UInt64) throws {
    var made = try RandomCalendar(seed: seed)
    for _ in 0..<40 {
      let start = Self.instant(&made)
      let (first, second) = (Self.amount(&made), Self.amount(&made) + 1)
      let atOnce = made.clock.add(milliseconds: first + second, to: start)
      let step = made.clock.add(milliseconds: first, to: start)
      #expect(step.flatMap { made.clock.add(milliseconds: second, to: $0) } == atOnce)
    }
  }

  @Test("open time is the sum of the openings passed", arguments: UInt64(0)..<16)
  func openingsSum(seed: UInt64) throws {
    var made = try RandomCalendar(seed: seed)
    let start = Self.instant(&made)
    let end = start.adding(milliseconds: 3_000_000_000)
    var cursor = start
    var sum: Int64 = 0
    while let open = made.clock.nextOpening(atOrAfter: cursor), open < end {
      let close = min(made.clock.nextClosing(after: open) ?? end, end)
      #expect(made.clock.isOpen(at: open))
      sum += open.milliseconds(to: close)
      cursor = close
    }
    #expect(made.clock.milliseconds(between: start, and: end) == sum)
  }

  @Test(
    "a trace tiles the time up to the deadline and counts the amount",
    arguments: UInt64(0)..<10)
  func trace(seed: UInt64) throws {
    var made = try RandomCalendar(seed: seed)
    for _ in 0..<5 {
      let start = made.middle.adding(
        milliseconds: .random(in: -700_000_000...700_000_000, using: &made.random))
      let amount = Int64.random(in: 0...300_000_000, using: &made.random)
      guard let trace = made.clock.trace(from: start, addingMilliseconds: amount) else { continue }
      #expect(trace.due == made.clock.add(milliseconds: amount, to: start))
      #expect(trace.counted == amount)
      #expect(trace.segments.first?.start ?? start == start)
      #expect(trace.segments.last?.end ?? start == trace.due)
      for (one, next) in zip(trace.segments, trace.segments.dropFirst()) {
        #expect(one.end == next.start)
        #expect(one.start < one.end)
      }
    }
  }

  @Test("a calendar is decoded as it was encoded", arguments: UInt64(0)..<8)
  func coding(seed: UInt64) throws {
    let calendar = try RandomCalendar(seed: seed).calendar
    let data = try JSONEncoder().encode(calendar)
    #expect(try JSONDecoder().decode(BusinessCalendar.self, from: data) == calendar)
  }

  @Test("no question traps at the ends of time", arguments: UInt64(0)..<5)
  func ends(seed: UInt64) throws {
    let clock = try RandomCalendar(seed: seed).clock
    for instant in [Instant.min, .min.adding(milliseconds: 1), .epoch, .max] {
      for amount in [Int64.min, -1, 0, 1, .max] {
        let sum = clock.add(milliseconds: amount, to: instant)
        if amount.magnitude > 1 << 62 { #expect(sum == nil) }
        _ = clock.subtract(milliseconds: amount, from: instant)
      }
      for count in [Int.min, -1, 0, 1, .max] {
        for landing in [BusinessClock.DayLanding.sameTime, .endOfDay, .opening] {
          _ = clock.addBusinessDays(count, to: instant, landing: landing)
        }
        _ = clock.due(after: .calendarDays(count), from: instant)
        _ = clock.due(after: .months(count), from: instant)
      }
      _ = (clock.nextOpening(after: instant), clock.previousOpening(before: instant))
      _ = (clock.nextClosing(after: instant), clock.previousClosing(before: instant))
      _ = (clock.status(at: instant), clock.latestMoment(atOrBefore: instant))
      _ = Array(clock.periods(from: instant).prefix(2))
      _ = Array(clock.periodsBackward(from: instant).prefix(2))
    }
    #expect(clock.milliseconds(between: .min, and: .max) > 0)
    #expect(clock.milliseconds(between: .max, and: .min) < 0)
  }
}
