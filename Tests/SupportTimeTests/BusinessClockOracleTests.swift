// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Business time against a walk over minutes")
struct BusinessClockOracleTests {
  private static func instant(_ minute: Int) -> Instant {
    Instant(millisecondsSince1970: Int64(minute) * 60_000)
  }

  private static func minute(_ instant: Instant?) -> Int? {
    instant.map { Int($0.millisecondsSince1970 / 60_000) }
  }

  @Test("openings, closings and sums are those of the walk", arguments: UInt64(0)..<9)
  func walk(seed: UInt64) throws {
    var made = try RandomCalendar(seed: seed)
    let clock = made.clock
    let walker = MinuteWalker(made.calendar, zone: made.zone, around: made.middle, days: 11)
    for _ in 0..<30 {
      let minute = made.minute(within: 6)
      let at = Self.instant(minute)
      let note: Comment = "\(made.calendar.zone) at \(at)"
      #expect(clock.isOpen(at: at) == walker.isOpen(minute), note)
      if let next = walker.next(opening: true, after: minute) {
        #expect(Self.minute(clock.nextOpening(after: at)) == next, note)
      }
      if let next = walker.next(opening: false, after: minute) {
        #expect(Self.minute(clock.nextClosing(after: at)) == next, note)
      }
      if let previous = walker.previous(opening: true, before: minute) {
        #expect(Self.minute(clock.previousOpening(before: at)) == previous, note)
      }
      if let previous = walker.previous(opening: false, before: minute) {
        #expect(Self.minute(clock.previousClosing(before: at)) == previous, note)
      }
      let other = made.minute(within: 6)
      #expect(
        clock.milliseconds(between: at, and: Self.instant(other))
          == Int64(walker.between(minute, other)) * 60_000, note)
      let amount = made.random.pick([0, 1, 30, 60, 480, 600, 1_440, 2_000])
      if let sum = walker.add(amount, to: minute) {
        #expect(Self.minute(clock.add(.seconds(amount * 60), to: at)) == sum, note)
      }
      if let difference = walker.subtract(amount, from: minute) {
        #expect(Self.minute(clock.subtract(.seconds(amount * 60), from: at)) == difference, note)
      }
    }
  }

  @Test("business days are those of the walk", arguments: UInt64(0)..<9)
  func days(seed: UInt64) throws {
    let made = try RandomCalendar(seed: seed)
    let walker = MinuteWalker(made.calendar, zone: made.zone, around: made.middle, days: 1)
    let middle = Int(made.middle.millisecondsSince1970 / 86_400_000)
    let business = Set((middle - 50...middle + 40).filter(walker.isBusinessDay))
    for day in middle - 10...middle + 10 {
      let date = CivilDate(daysSince1970: day)
      #expect(made.clock.isBusinessDay(date) == business.contains(day), "\(date)")
      let next = (day + 1...day + 30).first(where: business.contains)
      if let next {
        #expect(made.clock.addBusinessDays(1, to: date)?.daysSince1970 == next)
      }
      let third = (day - 40..<day).filter(business.contains).suffix(3)
      if third.count == 3 {
        #expect(made.clock.addBusinessDays(-3, to: date)?.daysSince1970 == third.first)
      }
      let count = (day + 1...day + 9).count(where: business.contains)
      #expect(made.clock.businessDays(from: date, to: date.adding(days: 9)) == count)
    }
  }

  @Test("periods are the written intervals of each day", arguments: UInt64(0)..<16)
  func periods(seed: UInt64) throws {
    let made = try RandomCalendar(seed: seed)
    var utc = Calendar(identifier: .gregorian)
    utc.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    let middle = Int(made.middle.millisecondsSince1970 / 86_400_000)
    let start = Self.instant((middle - 5) * 1_440 + 77)
    let end = Self.instant((middle + 5) * 1_440 + 77)
    let expected = (middle - 9...middle + 9).flatMap {
      MinuteWalker.minutes(made.calendar, zone: made.zone, utc: utc, day: $0)
    }.filter { $0.0 < $0.1 }.compactMap { pair -> Range<Instant>? in
      let lower = max(Self.instant(pair.0), start)
      let upper = min(Self.instant(pair.1), end)
      return lower < upper ? lower..<upper : nil
    }
    #expect(Array(made.clock.periods(from: start, until: end)) == expected)
    #expect(Array(made.clock.periodsBackward(from: end, until: start)) == expected.reversed())
  }
}
