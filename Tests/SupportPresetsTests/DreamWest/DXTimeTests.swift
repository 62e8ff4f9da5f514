// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportSLA
import SupportStaffing
import SupportTickets
import SupportTime
import Testing

@Suite("Dream West: hours, duties and surges")
struct DXTimeTests {
  private func clock(_ name: String) throws -> BusinessClock {
    try #require(try DX.book().clock(name))
  }

  // MARK: Hours

  @Test(
    "DX-01 the service is open at any hour of the year, holidays included",
    arguments: [
      "2025-09-01 00:00", "2025-10-01 00:00", "2025-12-31 23:59:59.999", "2026-01-01 00:00",
      "2026-02-17 03:00", "2026-02-28 12:00", "2028-02-29 12:00",
    ])
  func alwaysOpen(wall: String) throws {
    let clock = try clock("service")
    #expect(clock.isOpen(at: try DX.at(wall)))
    #expect(clock.status(at: try DX.at(wall)) == .open(until: nil))
    #expect(clock.nextClosing(after: try DX.at(wall)) == nil)
  }

  @Test("DX-01 the clocks of promises run over night and holidays")
  func promisesRun() throws {
    // Ten minutes before the Spring Festival begins.
    let opened = try DX.at("2026-02-16 23:50")
    var file = try DXCase()
    try file.open(.fault, over: .web, at: opened)
    #expect(
      file.status(of: .firstReply, at: opened)?.dueAt == (try DX.at("2026-02-17 00:05")))
  }

  @Test("DX-01 the claim to be there around the clock leaves no hour uncovered")
  func covered() throws {
    let book = try DX.book()
    #expect(book.coverage.map(\.id) == ["DX-01"])
    #expect(!book.check().contains { $0.kind == .uncovered })
  }

  @Test(
    "DX-40 the supervision hotline is open from 09:00 to 21:00 each day of the year",
    arguments: [
      "2025-09-03", "2025-09-06", "2025-09-07", "2025-10-01", "2026-01-01", "2026-02-17",
    ])
  func supervision(date: String) throws {
    let clock = try clock("supervision")
    #expect(!clock.isOpen(at: try DX.at("\(date) 08:59:59.999")))
    #expect(clock.isOpen(at: try DX.at("\(date) 09:00")))
    #expect(clock.isOpen(at: try DX.at("\(date) 20:59:59.999")))
    #expect(!clock.isOpen(at: try DX.at("\(date) 21:00")))
    #expect(clock.nextClosing(after: try DX.at("\(date) 09:00")) == (try DX.at("\(date) 21:00")))
  }

  @Test("DX-44 the night lasts from 22:00 to 08:00, each day")
  func night() throws {
    let clock = try clock("day")
    for date in ["2025-09-03", "2025-09-06", "2025-10-01"] {
      #expect(!clock.isOpen(at: try DX.at("\(date) 22:00")))
      #expect(!clock.isOpen(at: try DX.at("\(date) 07:59:59.999")))
      #expect(clock.isOpen(at: try DX.at("\(date) 08:00")))
      #expect(clock.isOpen(at: try DX.at("\(date) 21:59:59.999")))
    }
  }

  @Test("DX-26 one manager is on duty at each instant, and the weeks change on Mondays at 08:00")
  func managers() throws {
    let roster = try #require(try DX.book().rosters["managers"])
    func manager(_ wall: String) throws -> AgentID? {
      roster.onDuty(.primary, at: try DX.at(wall))?.agent
    }
    #expect(try manager("2025-09-01 08:00") == "manager-1")
    #expect(try manager("2025-09-08 07:59:59.999") == "manager-1")
    #expect(try manager("2025-09-08 08:00") == "manager-2")
    #expect(try manager("2025-09-15 08:00") == "manager-3")
    #expect(try manager("2025-09-22 08:00") == "manager-1")
    // 26 weeks later: 26 = 8 × 3 + 2.
    #expect(try manager("2026-03-02 08:00") == "manager-3")
  }

  // MARK: Peak seasons

  private func demand(_ base: Int, on wall: String) throws -> SurgeDemand {
    let start = try DX.at(wall)
    return try #require(try DX.book().staffing).surges.demand(
      for: base, in: start..<start.adding(milliseconds: DX.hour))
  }

  @Test(
    "DX-27 in the peak seasons the staffing is four times the base",
    arguments: [
      "2026-02-02 00:00", "2026-02-17 12:00", "2026-03-13 23:00", "2026-07-01 00:00",
      "2026-08-31 23:00",
    ])
  func peakSeason(wall: String) throws {
    // Raised by 300 %: 25 + 75.
    #expect(try demand(25, on: wall).heads == 100)
    #expect(try demand(1, on: wall).heads == 4)
    #expect(try demand(0, on: wall).heads == 0)
  }

  @Test(
    "DX-27 outside of them it is the base",
    arguments: [
      "2026-02-01 23:00", "2026-03-14 00:00", "2026-06-30 23:00", "2026-09-01 00:00",
      "2025-10-01 12:00",
    ])
  func ordinarySeason(wall: String) throws {
    #expect(try demand(25, on: wall).heads == 25)
  }

  // MARK: Major events

  @Test("DX-41 a response group is raised 72 h before the declared typhoon, and not before")
  func responseGroup() throws {
    let surges = try #require(try DX.book().staffing).surges
    let raised = try DX.at("2025-09-21 06:00")
    func intents(_ from: String, _ until: String) throws -> [Intent] {
      surges.intents(beginning: try DX.at(from)..<(try DX.at(until)))
        .filter { $0.action == .raiseResponseGroup }
    }
    let found = try intents("2025-09-20 06:00", "2025-09-25 06:00")
    #expect(found.map(\.notBefore) == [raised])
    #expect(found.map { $0.operand("group") } == [.text("response")])
    #expect(try intents("2025-09-01 00:00", "2025-09-21 06:00").isEmpty)
    #expect(try intents("2025-09-21 06:00", "2025-09-21 06:01").count == 1)
  }

  @Test(
    "DX-41 from then until it is over the group stands beside those who are there anyway",
    arguments: [
      ("2025-09-21 05:00", 0), ("2025-09-21 06:00", 20), ("2025-09-24 12:00", 20),
      ("2025-09-25 05:00", 20), ("2025-09-25 06:00", 0),
    ])
  func groupStands(wall: String, heads: Int) throws {
    let demand = try demand(10, on: wall)
    #expect(demand.heads == 10)
    #expect(demand.groups.map(\.heads) == (heads == 0 ? [] : [heads]))
    #expect(demand.total == 10 + heads)
  }

  @Test("DX-41 the same holds for any typhoon that the host announces, once each")
  func announced() throws {
    let agenda = try DX.book().agenda
    let typhoon = Agenda.Announcement("typhoon", of: "Ragasa", at: try DX.at("2026-08-10 18:00"))
    let due = try DX.at("2026-08-07 18:00")
    let before = due.adding(milliseconds: -1)
    func intents(_ from: Instant, _ through: Instant) -> [Intent] {
      agenda.intents(after: from, through: through, announced: [typhoon])
        .filter { $0.operand("duty") == .text("DX-41") }
    }
    #expect(intents(try DX.at("2026-08-02 00:00"), before).isEmpty)
    let found = intents(before, due)
    #expect(found.map(\.notBefore) == [due])
    #expect(found.map { $0.operand("group") } == [.text("response")])
    #expect(found.map { $0.operand("subject") } == [.text("Ragasa")])
    #expect(intents(due, try DX.at("2026-08-31 00:00")).isEmpty)
    // Another kind of event raises nobody.
    let concert = Agenda.Announcement("concert", of: "x", at: typhoon.at)
    #expect(
      !agenda.intents(after: before, through: due, announced: [concert])
        .contains { $0.operand("duty") == .text("DX-41") })
  }

  @Test("DX-33 quality is reminded of the certification on the 1st of each month at 09:00")
  func certificationDay() throws {
    let agenda = try DX.book().agenda
    let found = agenda.intents(
      after: try DX.at("2025-09-01 09:00"), through: try DX.at("2026-01-01 09:00")
    ).filter { $0.operand("duty") == .text("DX-33") }
    #expect(
      found.map(\.notBefore) == [
        try DX.at("2025-10-01 09:00"), try DX.at("2025-11-01 09:00"), try DX.at("2025-12-01 09:00"),
        try DX.at("2026-01-01 09:00"),
      ])
    #expect(found.allSatisfy { $0.operand("group") == .text("quality") })
  }
}
