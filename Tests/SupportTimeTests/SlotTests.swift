// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Bookable slots")
struct SlotTests {
  /// Weekdays from nine to twelve and from one to three, in Shanghai.
  static func office() throws -> BusinessClock {
    let hours = [try DayInterval("09:00-12:00"), try DayInterval("13:00-15:00")]
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    return try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, hours) })
    ).compiled()
  }

  static func hourly(capacity: Int = 1, lead: String = "72 h") throws -> SlotPlan {
    try SlotPlan(
      length: .seconds(3_600), capacity: capacity, lead: ServiceDuration(lead),
      horizon: ServiceDuration("14 days"))
  }

  /// Monday, 8 September 2025, at 10:00 in Shanghai.
  let now: Instant
  let zone: ZoneRules

  init() throws {
    now = try Instant("2025-09-08T10:00+08:00")
    zone = try ZoneRules(identifier: "Asia/Shanghai")
  }

  private func told(_ offers: [SlotBook.Offer]) -> [String] {
    offers.map { $0.slot.wallTimes(in: zone).description }
  }

  @Test("sign language is offered from 72 hours ahead, that instant included")
  func leadTime() throws {
    let book = SlotBook(try Self.hourly(), on: try Self.office())
    #expect(
      told(book.offers(from: now, limit: 4, now: now)) == [
        "2025-09-11 10:00-11:00 +08:00", "2025-09-11 11:00-12:00 +08:00",
        "2025-09-11 13:00-14:00 +08:00", "2025-09-11 14:00-15:00 +08:00",
      ])
    let later = now.adding(milliseconds: 1)
    #expect(
      told(book.offers(from: now, limit: 1, now: later)) == ["2025-09-11 11:00-12:00 +08:00"])
  }

  @Test("bookings that follow one another within a slot take one place of it")
  func oneAfterAnother() throws {
    let start = try Instant("2025-09-11T10:00+08:00")
    let middle = start + .seconds(1_800)
    let book = SlotBook(
      try Self.hourly(capacity: 2), on: try Self.office(),
      booked: [Slot(start: start, end: middle), Slot(start: middle, end: start + .seconds(3_600))])
    let offer = try #require(book.offers(from: start, limit: 1, now: now).first)
    #expect(offer.slot.start == start && offer.remaining == 1)
  }

  @Test("a lead in working days counts in the calendar")
  func workingLead() throws {
    let book = SlotBook(
      try Self.hourly(lead: "by opening of 2 working days"), on: try Self.office())
    #expect(
      told(book.offers(from: now, limit: 1, now: now)) == ["2025-09-10 09:00-10:00 +08:00"])
  }

  @Test("the horizon is the latest start, itself allowed, and a window ends before its end")
  func horizon() throws {
    let book = SlotBook(try Self.hourly(), on: try Self.office())
    let all = book.offers(from: .min, limit: .max, now: now)
    #expect(told(all).last == "2025-09-22 10:00-11:00 +08:00")
    // Four on the 11th, five on each of six working days, two on the 22nd.
    #expect(all.count == 4 + 6 * 5 + 2)
    let end = try Instant("2025-09-11T13:00+08:00")
    #expect(book.offers(from: .min, until: end, limit: .max, now: now).count == 2)
    #expect(book.offers(from: end, until: end, limit: .max, now: now).isEmpty)
    #expect(book.offers(from: .min, limit: 0, now: now).isEmpty)
  }

  @Test("where a zone skips a date, slots of many short openings come once and in order")
  func skippedDate() throws {
    let hours = try (0..<20).map { hour in
      try DayInterval(from: TimeOfDay(hour: hour), to: TimeOfDay(hour: hour, minute: 30))
    }
    let clock = try BusinessCalendar(
      zone: "Pacific/Apia",
      weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, hours) })
    ).compiled()
    let plan = try SlotPlan(length: .seconds(1_800), horizon: ServiceDuration("14 days"))
    // Samoa skipped 30 December 2011: the 31st began at 10:00 UTC of the 30th, as clocks stood 14
    // hours ahead from then on. The hours of both dates fall on it and count once.
    let midnight = try Instant("2011-12-30T10:00Z")
    let offers = SlotBook(plan, on: clock).offers(
      from: midnight, until: midnight + .seconds(86_400), limit: .max,
      now: try Instant("2011-12-28T00:00Z"))
    #expect(offers.map(\.slot.start) == (0..<20).map { midnight + .seconds(3_600 * $0) })
  }

  @Test("an offset with seconds is shown with them")
  func offsetWithSeconds() throws {
    let start = try Instant("1900-06-01T00:00:00Z")
    let slot = Slot(start: start, end: start + .seconds(3_600))
    // Shanghai's local mean time: 29,143 s are 8 h 5 min 43 s.
    #expect(
      slot.wallTimes(in: .fixed(secondsFromUTC: 29_143)).description
        == "1900-06-01 08:05:43-09:05:43 +08:05:43")
    #expect(
      slot.wallTimes(in: .fixed(secondsFromUTC: -30)).description
        == "1900-05-31 23:59:30 - 1900-06-01 00:59:30 -00:00:30")
  }

  @Test("a slot is shown in the customer's own zone")
  func customersZone() throws {
    let book = SlotBook(try Self.hourly(), on: try Self.office())
    let slot = try #require(book.offers(from: now, limit: 1, now: now).first?.slot)
    let shown = try ["Europe/Berlin", "America/Los_Angeles", "UTC", "Asia/Kathmandu"].map {
      slot.wallTimes(in: try ZoneRules(identifier: $0)).description
    }
    #expect(
      shown == [
        "2025-09-11 04:00-05:00 +02:00", "2025-09-10 19:00-20:00 -07:00",
        "2025-09-11 02:00-03:00 UTC", "2025-09-11 07:45-08:45 +05:45",
      ])
  }

  @Test("a slot across midnight or a change of the clocks shows both ends in full")
  func bothEnds() throws {
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    let night = Slot(
      start: try Instant("2025-01-31T23:30+01:00"), end: try Instant("2025-02-01T00:30+01:00"))
    #expect(night.wallTimes(in: berlin).description == "2025-01-31 23:30 - 2025-02-01 00:30 +01:00")
    let fold = Slot(
      start: try Instant("2025-10-26T02:30+02:00"), end: try Instant("2025-10-26T02:30+01:00"))
    #expect(fold.wallTimes(in: berlin).description == "2025-10-26 02:30 +02:00 - 02:30 +01:00")
  }

  @Test("a booked slot is taken, and given back it is free")
  func booking() throws {
    var book = SlotBook(try Self.hourly(capacity: 2), on: try Self.office())
    let start = try Instant("2025-09-11T10:00+08:00")
    let slot = try book.book(at: start, now: now)
    #expect(book.offers(from: now, limit: 2, now: now).map(\.remaining) == [1, 2])
    let twice = try book.book(at: start, now: now)
    #expect(twice == slot)
    #expect(book.booked == [slot, slot])
    #expect(throws: SlotRefusal.self) { try book.book(at: start, now: now) }
    let first = book.cancel(slot)
    #expect(book.offers(from: now, limit: 1, now: now).map(\.remaining) == [1])
    let (second, third) = (book.cancel(slot), book.cancel(slot))
    #expect([first, second, third] == [true, true, false])
    #expect(book == SlotBook(book.plan, on: book.clock))
  }

  @Test(
    "what is outside the offered slots is refused with the next free ones",
    arguments: [
      ("2025-09-11T09:00", "is too soon, before 2025-09-11T02:00:00Z", "2025-09-11T10:00"),
      ("2025-09-11T10:30", "is not the start of a slot", "2025-09-11T13:00"),
      ("2025-09-11T11:00", "is taken", "2025-09-11T13:00"),
      ("2025-09-11T12:00", "is outside opening hours", "2025-09-11T13:00"),
      ("2025-09-11T14:30", "is outside opening hours", "2025-09-12T09:00"),
      ("2025-09-13T10:00", "is outside opening hours", "2025-09-15T09:00"),
      ("2025-09-22T10:01", "is too late, after 2025-09-22T02:00:00Z", "2025-09-11T10:00"),
    ])
  func refusal(start: String, why: String, next: String) throws {
    var book = SlotBook(try Self.hourly(), on: try Self.office())
    _ = try book.book(at: try Instant("2025-09-11T11:00+08:00"), now: now)
    let kept = book
    let refusal = #expect(throws: SlotRefusal.self) {
      try book.book(at: try Instant("\(start)+08:00"), now: now)
    }
    #expect(refusal?.description.contains(" \(why); next free: ") == true)
    #expect(refusal?.alternatives.count == 3)
    let free = try #require(refusal?.alternatives.first?.slot)
    #expect(free.start == (try Instant("\(next)+08:00")))
    #expect(book == kept)
    let other = try book.book(at: free.start, now: now)
    #expect(other == free)
  }

  @Test("a refusal names as many alternatives as are asked for and free")
  func alternatives() throws {
    let plan = try SlotPlan(
      length: .seconds(3_600), horizon: ServiceDuration("3 h"))
    var book = SlotBook(plan, on: try Self.office())
    let ten = try book.book(at: now, now: now)
    let refusal = #expect(throws: SlotRefusal.self) {
      try book.book(at: ten.start, now: now, alternatives: 10)
    }
    #expect(refusal?.reason == .taken)
    #expect(
      told(refusal?.alternatives ?? []) == [
        "2025-09-08 11:00-12:00 +08:00", "2025-09-08 13:00-14:00 +08:00",
      ])
    _ = try book.book(at: now.adding(milliseconds: 3_600_000), now: now)
    _ = try book.book(at: now.adding(milliseconds: 3 * 3_600_000), now: now)
    let none = #expect(throws: SlotRefusal.self) { try book.book(at: ten.start, now: now) }
    #expect(none?.alternatives == [])
    #expect(none?.description == "2025-09-08T02:00:00Z is taken; nothing is free")
    let negative = #expect(throws: SlotRefusal.self) {
      try book.book(at: ten.start, now: now, alternatives: -1)
    }
    #expect(negative?.alternatives == [])
  }

  @Test("a lead beyond the horizon leaves nothing")
  func nothing() throws {
    let plan = try SlotPlan(
      length: .seconds(3_600), lead: ServiceDuration("72 h"), horizon: ServiceDuration("1 h"))
    var book = SlotBook(plan, on: try Self.office())
    #expect(book.offers(from: .min, limit: 5, now: now).isEmpty)
    let refusal = #expect(throws: SlotRefusal.self) { try book.book(at: now, now: now) }
    #expect(refusal?.reason == .nothingBookable)
  }

  @Test("a buffer keeps time free after a slot, and before the next one")
  func buffer() throws {
    let plan = try SlotPlan(
      length: .seconds(1_800), step: .seconds(900), buffer: .seconds(600),
      horizon: ServiceDuration("2 h"))
    var book = SlotBook(plan, on: try Self.office())
    _ = try book.book(at: now.adding(milliseconds: 45 * 60_000), now: now)
    // 10:45-11:15 and ten minutes: the last one before it ends at 10:30, the next starts at 11:30.
    #expect(
      told(book.offers(from: now, limit: 9, now: now)) == [
        "2025-09-08 10:00-10:30 +08:00", "2025-09-08 11:30-12:00 +08:00",
      ])
  }

  @Test("around the clock slots start at midnight, and a change of the clocks keeps their length")
  func aroundTheClock() throws {
    let clock = try BusinessCalendar.aroundTheClock(zone: "Europe/Berlin").compiled()
    let plan = try SlotPlan(length: .seconds(2 * 3_600), horizon: ServiceDuration("30 days"))
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    let book = SlotBook(plan, on: clock)
    let midnight = try Instant("2025-03-30T00:00+01:00")
    let offers = book.offers(
      from: midnight, until: try Instant("2025-03-31T00:00+02:00"), limit: 99, now: midnight)
    // The day has 23 hours: the last slot runs over its midnight, where the count starts again.
    #expect(offers.count == 12)
    #expect(
      offers.prefix(2).map { $0.slot.wallTimes(in: berlin).description } == [
        "2025-03-30 00:00 +01:00 - 03:00 +02:00", "2025-03-30 03:00-05:00 +02:00",
      ])
    #expect(
      offers.last?.slot.wallTimes(in: berlin).description
        == "2025-03-30 23:00 - 2025-03-31 01:00 +02:00")
    let next = book.offers(from: try Instant("2025-03-31T00:00+02:00"), limit: 1, now: midnight)
    #expect(
      next.map { $0.slot.wallTimes(in: berlin).description } == [
        "2025-03-31 00:00-02:00 +02:00"
      ])
  }

  @Test("the ends of time are answered")
  func ends() throws {
    let plan = try SlotPlan(
      length: .seconds(86_400), horizon: .elapsed(milliseconds: .max))
    for clock in [try Self.office(), .aroundTheClock(zone: .utc)] {
      var book = SlotBook(
        plan, on: clock, booked: [Slot(start: .min, end: .max), Slot(start: .max, end: .min)])
      for present in [Instant.min, now, .max] {
        #expect(book.offers(from: .min, limit: .max, now: present).isEmpty)
        #expect(throws: SlotRefusal.self) { try book.book(at: .max, now: present, alternatives: 0) }
        #expect(throws: SlotRefusal.self) { try book.book(at: .min, now: .max, alternatives: 0) }
      }
    }
    let free = SlotBook(plan, on: .aroundTheClock(zone: .utc))
    #expect(
      free.offers(from: .min, limit: 9, now: .max.adding(milliseconds: -200_000_000)).count == 1)
  }

  @Test("a desk that follows the sun offers the same slots wherever the search starts")
  func combined() throws {
    let day = Dictionary(
      uniqueKeysWithValues: try Weekday.allCases.map { ($0, [try DayInterval("08:00-20:00")]) })
    let desk = try BusinessCalendar.union([
      try BusinessCalendar(zone: "Europe/Berlin", weekly: day),
      try BusinessCalendar(zone: "Asia/Shanghai", weekly: day),
      try BusinessCalendar(zone: "America/Los_Angeles", weekly: day),
    ]).compiled()
    let plan = try SlotPlan(length: .seconds(100 * 60), horizon: ServiceDuration("30 days"))
    var book = SlotBook(plan, on: desk)
    let all = book.offers(from: now, limit: 200, now: now)
    #expect(all.count == 200)
    for offer in all.enumerated().filter({ $0.offset % 9 == 0 }).map(\.element) {
      #expect(book.offers(from: offer.slot.start, limit: 1, now: now) == [offer])
      let slot = try book.book(at: offer.slot.start, now: now)
      #expect(slot == offer.slot)
      book.cancel(slot)
    }
    // It never closes, and each midnight in Berlin starts the count again.
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    let midnight = try Instant("2025-09-10T00:00+02:00")
    #expect(
      book.offers(from: midnight, limit: 2, now: now).map {
        $0.slot.wallTimes(in: berlin).description
      } == ["2025-09-10 00:00-01:40 +02:00", "2025-09-10 01:40-03:20 +02:00"])
  }
}
