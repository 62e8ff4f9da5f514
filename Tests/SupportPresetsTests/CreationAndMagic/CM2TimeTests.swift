// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportTime
import Testing

@Suite("Creation & Magic: call-backs, reminders and calling windows")
struct CM2TimeTests {
  // MARK: Call-backs

  /// The first start that is offered from an instant on, on the customer's clocks.
  private func first(_ slots: String, from start: Instant, in zone: String) throws -> String? {
    let book = try #require(try CM2.book().slotBook(slots))
    let offer = book.offers(from: start, limit: 1, now: start).first
    return try offer.map { "\($0.slot.wallTimes(in: try ZoneRules(identifier: zone)))" }
  }

  @Test(
    "CM-62 nobody is called back on a holiday of their own region",
    arguments: [
      // Christmas and Boxing Day; it goes on on the 27th.
      ("callbackEurope", "Europe/London", "2025-12-24 18:00Z", "2025-12-27 09:00-09:15 UTC"),
      ("callbackEurope", "Europe/London", "2025-12-31 18:00Z", "2026-01-02 09:00-09:15 UTC"),
      // Thanksgiving is the fourth Thursday of November.
      (
        "callbackNorthAmerica", "America/Chicago", "2025-11-26 18:00-06:00",
        "2025-11-28 09:00-09:15 -06:00"
      ),
      (
        "callbackNorthAmerica", "America/Chicago", "2025-07-03 18:00-05:00",
        "2025-07-05 09:00-09:15 -05:00"
      ),
      (
        "callbackSouthEastAsia", "Asia/Singapore", "2025-08-08 18:00+08:00",
        "2025-08-10 09:00-09:15 +08:00"
      ),
      // The eight days of National Day 2025.
      (
        "callbackMainland", "Asia/Shanghai", "2025-10-02 09:00+08:00",
        "2025-10-09 09:00-09:15 +08:00"
      ),
    ] as [(String, String, String, String)])
  func regionalHolidays(slots: String, zone: String, from: String, expected: String) throws {
    #expect(try first(slots, from: try Instant(from), in: zone) == expected)
  }

  @Test("CM-62 a call-back on a holiday is refused with the next free ones")
  func refusedOnHoliday() throws {
    var book = try #require(try CM2.book().slotBook("callbackEurope"))
    let now = try Instant("2025-12-23 12:00Z")
    let christmas = try Instant("2025-12-25 10:00Z")
    do throws(SlotRefusal) {
      _ = try book.book(at: christmas, now: now)
      Issue.record("booked on Christmas Day")
    } catch {
      #expect(error.reason == .closed)
      #expect(
        error.alternatives.map(\.slot.start) == [
          try Instant("2025-12-27 09:00Z"), try Instant("2025-12-27 09:15Z"),
          try Instant("2025-12-27 09:30Z"),
        ])
    }
    #expect(book.booked.isEmpty)
  }

  @Test("CM-62 a call-back booked for after a holiday rests until then, whatever the hours")
  func restsOverHoliday() throws {
    var router = Router(try #require(try CM2.book().routing))
    let booked = try Instant("2025-12-27 09:00Z")
    let evening = try Instant("2025-12-24 22:00Z")
    // In the evening the centre is closed, and a caller goes on to the hotline's people on duty.
    let caller = try router.enqueue(
      WorkItem("caller", channel: "phone", queue: "europe"), at: evening)
    #expect(!caller.directives.isEmpty)
    let step = try router.enqueue(
      WorkItem("back", channel: "phone", queue: "europe", isCallback: true, notBefore: booked),
      at: evening)
    #expect(step.directives.isEmpty)
    #expect(router.state(of: "back", at: evening) == .resting(until: booked))
    for hour in 0..<59 {
      let step = try router.perform(.tick, at: evening + .seconds(Int64(hour) * 3_600))
      #expect(step.directives.isEmpty)
    }
    let london = Agent(
      "kim", groups: ["london"], languages: ["en"], capacity: .one(of: ["phone"]))
    _ = try router.perform(.add(london, .available), at: booked)
    guard case .offered(let agents) = router.state(of: "back", at: booked) else {
      Issue.record("\(String(describing: router.state(of: "back", at: booked)))")
      return
    }
    #expect(agents == ["kim"])
  }

  @Test("CM-62 the holiday of one region stops no call-back in another")
  func otherRegionsWork() throws {
    let thanksgiving = try Instant("2025-11-27 15:00Z")
    var europe = try #require(try CM2.book().slotBook("callbackEurope"))
    #expect(
      try europe.book(at: thanksgiving, now: try Instant("2025-11-26 12:00Z")).start == thanksgiving
    )
    // National Day of China is an ordinary Wednesday in Chicago; the clocks there are summer's.
    let national = try Instant("2025-10-01 09:00-05:00")
    var america = try #require(try CM2.book().slotBook("callbackNorthAmerica"))
    #expect(try america.book(at: national, now: try Instant("2025-09-30 12:00Z")).start == national)
  }

  // MARK: Preventive reminders

  @Test("CM-65 the account check is due on the first of each month, whatever day that is")
  func accountCheck() throws {
    let agenda = try CM2.book().agenda
    // 1 June is a Sunday, 1 October a holiday.
    let due = agenda.intents(
      after: try CM2.at("2025-05-18 00:00"), through: try CM2.at("2025-10-01 09:00"))
    #expect(
      due.map(\.notBefore)
        == (try ["06", "07", "08", "09", "10"].map {
          try CM2.at("2025-\($0)-01 09:00")
        }))
    #expect(due.allSatisfy { $0.action == .remind })
    #expect(due.map { $0.operand("purpose") } == Array(repeating: .text("account check"), count: 5))
    #expect(
      agenda.nextDeadline(after: try CM2.at("2025-12-01 09:00")) == (try CM2.at("2026-01-01 09:00"))
    )
  }

  @Test("CM-65 a backup is due 24 hours before a declared event, once, and for each event")
  func backup() throws {
    let agenda = try CM2.book().agenda
    let start = try CM2.at("2025-06-10 20:00")
    let events = [
      Agenda.Announcement("declaredEvent", of: "summer-update", at: start),
      Agenda.Announcement("declaredEvent", of: "maintenance", at: try CM2.at("2025-06-20 04:00")),
      Agenda.Announcement("somethingElse", of: "party", at: start),
    ]
    let due = agenda.intents(
      after: try CM2.at("2025-06-02 00:00"), through: try CM2.at("2025-06-30 23:59"),
      announced: events)
    #expect(
      due.map(\.notBefore) == [try CM2.at("2025-06-09 20:00"), try CM2.at("2025-06-19 04:00")])
    #expect(due.map { $0.operand("purpose") } == [.text("backup"), .text("backup")])
    #expect(due.map { $0.operand("subject") } == [.text("summer-update"), .text("maintenance")])
    #expect(
      agenda.nextDeadline(after: try CM2.at("2025-06-02 00:00"), announced: events)
        == (try CM2.at("2025-06-09 20:00")))
  }

  @Test(
    "CM-65 asking in pieces gives each reminder once, and its key is the same whenever one asks")
  func reminderKeys() throws {
    let agenda = try CM2.book().agenda
    let (start, middle, end) = (
      try CM2.at("2025-05-18 00:00"), try CM2.at("2025-07-01 09:00"), try CM2.at("2025-08-15 00:00")
    )
    let whole = agenda.intents(after: start, through: end)
    let pieces =
      agenda.intents(after: start, through: middle) + agenda.intents(after: middle, through: end)
    #expect(whole == pieces)
    #expect(Set(whole.map(\.key)).count == 3)
  }

  // MARK: Calling windows

  @Test(
    "CM-70 the next recommended calling window can be asked for",
    arguments: [
      // A Tuesday: before, in, between and after the two windows.
      ("2025-06-03 08:00", "2025-06-03 09:00", "2025-06-03 11:00"),
      ("2025-06-03 09:00", "2025-06-03 15:00", "2025-06-03 11:00"),
      ("2025-06-03 11:00", "2025-06-03 15:00", "2025-06-03 17:00"),
      ("2025-06-03 17:00", "2025-06-04 09:00", "2025-06-04 11:00"),
      // The last working day before the Dragon Boat Festival, a Friday.
      ("2025-05-30 17:00", "2025-06-03 09:00", "2025-06-03 11:00"),
      // The Sunday before National Day is worked, the eight days from the first are not.
      ("2025-09-27 12:00", "2025-09-28 09:00", "2025-09-28 11:00"),
      ("2025-09-30 17:00", "2025-10-09 09:00", "2025-10-09 11:00"),
    ])
  func callingWindows(at wall: String, opens: String, closes: String) throws {
    let clock = try #require(try CM2.book().clock("callingWindows"))
    let at = try CM2.at(wall)
    #expect(clock.nextOpening(after: at) == (try CM2.at(opens)))
    #expect(clock.nextClosing(after: at) == (try CM2.at(closes)))
  }

  @Test("CM-70 a window is open from its first moment up to, and without, its end")
  func windowEdges() throws {
    let clock = try #require(try CM2.book().clock("callingWindows"))
    for (wall, isOpen) in [
      ("2025-06-03 08:59:59.999", false), ("2025-06-03 09:00", true),
      ("2025-06-03 10:59:59.999", true), ("2025-06-03 11:00", false), ("2025-06-03 15:00", true),
      ("2025-06-03 17:00", false), ("2025-06-07 10:00", false), ("2025-06-02 10:00", false),
    ] {
      #expect(clock.isOpen(at: try CM2.at(wall)) == isOpen, "\(wall)")
    }
  }
}
