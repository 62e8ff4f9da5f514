// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportPresets
import SupportStaffing
import SupportTime
import Testing

@Suite("Creation & Magic: appointments and peaks")
struct CM1SlotTests {
  let book: PolicyBook

  init() throws { book = try CM1.book() }

  @Test("CM-06 a customer abroad sees and books a slot by the clocks at home")
  func abroad() throws {
    let newYork = try ZoneRules(identifier: "America/New_York")
    var slots = try #require(book.slotBook("abroad"))
    // Monday 2025-05-19 09:00 in Shanghai is Sunday 21:00 in New York (UTC-4).
    let now = try CM1.at("2025-05-19 07:00")
    let offers = slots.offers(from: now, limit: 2, now: now)
    #expect(
      offers.map { "\($0.slot.wallTimes(in: newYork))" }
        == ["2025-05-18 21:00-21:30 -04:00", "2025-05-18 21:30-22:00 -04:00"])
    let slot = try slots.book(at: try Instant("2025-05-18 21:30", in: newYork), now: now)
    #expect(slot.start == (try CM1.at("2025-05-19 09:30")))
    #expect(slots.booked == [slot])
  }

  @Test("CM-06 when clocks abroad are set back, the same hour of Shanghai is an hour earlier there")
  func clockChange() throws {
    let newYork = try ZoneRules(identifier: "America/New_York")
    let slots = try #require(book.slotBook("abroad"))
    // The United States set their clocks back on 2025-11-02.
    for (text, expected) in [
      ("2025-10-31 09:00", "2025-10-30 21:00-21:30 -04:00"),
      ("2025-11-03 09:00", "2025-11-02 20:00-20:30 -05:00"),
    ] {
      let start = try CM1.at(text)
      let offer = slots.offers(
        from: start, limit: 1, now: start.adding(milliseconds: -24 * CM1.hour))
      #expect(offer.first?.slot.start == start)
      #expect(offer.first.map { "\($0.slot.wallTimes(in: newYork))" } == expected)
    }
  }

  @Test(
    "CM-06 a booking outside the offered slots is refused with the next free ones",
    arguments: [
      // After the last slot, on an ordinary Saturday, between two slots.
      (
        "2025-05-19 21:00", SlotRefusal.Reason.closed,
        ["2025-05-20 09:00", "2025-05-20 09:30", "2025-05-20 10:00"]
      ),
      (
        "2025-05-24 10:00", .closed,
        ["2025-05-26 09:00", "2025-05-26 09:30", "2025-05-26 10:00"]
      ),
      (
        "2025-05-19 10:10", .betweenSlots,
        ["2025-05-19 10:30", "2025-05-19 11:00", "2025-05-19 11:30"]
      ),
    ])
  func refused(text: String, reason: SlotRefusal.Reason, next: [String]) throws {
    var slots = try #require(book.slotBook("abroad"))
    let now = try CM1.at("2025-05-19 07:00")
    let start = try CM1.at(text)
    do {
      _ = try slots.book(at: start, now: now)
      Issue.record("booked")
    } catch {
      #expect(error.reason == reason)
      #expect(error.alternatives.map(\.slot.start) == (try next.map(CM1.at)))
    }
    #expect(slots.booked.isEmpty)
  }

  @Test("CM-06 a slot that is taken up is refused, and the next is named")
  func taken() throws {
    var slots = try #require(book.slotBook("abroad"))
    let now = try CM1.at("2025-05-19 07:00")
    let start = try CM1.at("2025-05-19 09:00")
    let places = try #require(slots.offers(from: start, limit: 1, now: now).first).remaining
    for _ in 0..<places { _ = try slots.book(at: start, now: now) }
    do {
      _ = try slots.book(at: start, now: now, alternatives: 1)
      Issue.record("booked")
    } catch {
      #expect(error.reason == .taken)
      #expect(error.alternatives.map(\.slot.start) == [try CM1.at("2025-05-19 09:30")])
    }
  }

  @Test("CM-15 sign-language service is booked at least 72 h ahead, to the millisecond")
  func signLanguage() throws {
    var slots = try #require(book.slotBook("signLanguage"))
    // Monday 10:00 and Thursday 10:00 are 72 h apart.
    let start = try CM1.at("2025-05-22 10:00")
    let now = try CM1.at("2025-05-19 10:00")
    let late = now.adding(milliseconds: 1)
    do {
      _ = try slots.book(at: start, now: late)
      Issue.record("booked 1 ms too late")
    } catch {
      #expect(error.reason == .tooSoon(earliest: start.adding(milliseconds: 1)))
      #expect(error.alternatives.first?.slot.start == (try CM1.at("2025-05-22 11:00")))
    }
    #expect(try slots.book(at: start, now: now).start == start)
  }

  @Test("CM-15 the 72 h run over weekends and nights, and the appointment lies in staffed hours")
  func signLanguageOverWeekend() throws {
    let slots = try #require(book.slotBook("signLanguage"))
    // From Friday 17:00 the 72 h end on Monday 17:00; from Wednesday 20:30 on Saturday: Monday 09:00.
    for (text, first) in [
      ("2025-05-23 17:00", "2025-05-26 17:00"), ("2025-05-21 20:30", "2025-05-26 09:00"),
    ] {
      let now = try CM1.at(text)
      let offers = slots.offers(from: now, limit: 1, now: now)
      #expect(offers.map(\.slot.start) == [try CM1.at(first)], "\(text)")
    }
  }

  @Test("CM-07 elastic rostering starts three days before each published holiday")
  func intents() throws {
    let surges = try #require(book.staffing).surges
    let start = book.effectiveFrom
    let end = try CM1.at("2027-01-01 00:00")
    let told = surges.intents(beginning: start..<end)
    let coming = try CM1.holidays.filter { try CM1.at("\($0.1) 00:00") >= start }
    #expect(told.count == coming.count)
    for (name, first, _) in coming {
      let begin = book.zone.instant(
        date: try CM1.date(first).adding(days: -3), time: .midnight)
      let intent = told.first { $0.notBefore == begin }
      #expect(intent?.action == .startElasticRostering, "\(name) \(first)")
    }
    // National Day 2025 begins on 1 October: rostering starts on 28 September, 00:00.
    #expect(told.contains { $0.notBefore == (try? CM1.at("2025-09-28 00:00")) })
    #expect(Set(told.map(\.key)).count == told.count)
    #expect(surges.intents(beginning: start..<end) == told)
  }

  @Test("CM-07 more people are rostered from that midnight on until the holiday is over")
  func demand() throws {
    let surges = try #require(book.staffing).surges
    func heads(_ text: String) throws -> Int {
      let start = try CM1.at(text)
      return surges.demand(for: 100, in: start..<start.adding(milliseconds: 30 * CM1.minute)).heads
    }
    #expect(try heads("2025-09-27 23:30") == 100)
    #expect(try heads("2025-09-28 00:00") > 100)
    #expect(try heads("2025-10-01 12:00") > 100)
    #expect(try heads("2025-10-08 23:30") > 100)
    #expect(try heads("2025-10-09 00:00") == 100)
  }
}
