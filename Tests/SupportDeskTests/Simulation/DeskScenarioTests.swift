// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import Testing

@Suite("A scenario of a desk")
struct DeskScenarioTests {
  private func begun() throws -> DeskScenario {
    try DeskScenario(PolicyBook(DeskTests.text), at: "2025-06-02T09:00+08:00")
      .given(.complain("c-7"), by: .customer("c-7"))
  }

  @Test("looks whenever something falls due, and adds up what came of it")
  func passes() throws {
    try begun()
      .after("49 h")
      .then(.actions(.remind, .reportBreach), .missed(.resolution), .paid("0.00"))
      .after("1 h 1 ms")
      .when(.ticket(.solve), by: .agent("li"))
      .then(.paid("3.00"), .tells(.pay), .status(.solved), .says("late"))
      .after("100 h")
      .then(.nothing)
  }

  @Test("tells the promise, the fields and the next deadline as they stand")
  func stands() throws {
    try begun()
      .then(.due(.resolution, "2025-06-04T09:00+08:00"), .running(.resolution))
      .at("2025-06-03T09:00+08:00")
      .then(.tells(.remind), .field("severity", "routine"), .notPromised(.firstReply))
      .when(.ticket(.solve), by: .agent("li"))
      .then(.met(.resolution), .nextDeadline(nil), .refunded("0.00"))
  }

  @Test("says what was expected, what happened, the story and the reasons")
  func fails() throws {
    let late = try begun().after("49 h")
    let failure = try #require(throws: DeskScenarioFailure.self) {
      try late.then(.paid("1.00"), .missed(.resolution), .status(.solved))
    }
    #expect(failure.expected == "paid 1.00; status solved")
    #expect(failure.happened == ["paid 0.00", "status new"])
    #expect(failure.story.count == 2)
    let text = failure.description
    #expect(text.contains("given open of T-1 by customer c-7"))
    #expect(text.contains("after 49 h"))
    #expect(text.contains("why:"))
    #expect(text.contains("was missed 2025-06-04 09:00 +08:00"))
  }

  @Test("instants in a failure are told by the clocks of the book")
  func zone() throws {
    let late = try begun().after("49 h")
    let failure = try #require(throws: DeskScenarioFailure.self) {
      try late.then(.due(.resolution, "2025-06-04T08:00+08:00"), .nextDeadline(.fixtureStart))
    }
    #expect(
      failure.expected == "resolution due 2025-06-04T08:00+08:00; "
        + "next deadline 2025-06-02T17:00+08:00")
    #expect(failure.happened.first == "resolution due 2025-06-04T09:00+08:00")
    #expect(
      failure.story.last == "after 49 h, until 2025-06-04T10:00+08:00; looked at "
        + "2025-06-03T09:00+08:00, 2025-06-04T09:00:00.001+08:00")
    let again = try #require(throws: DeskScenarioFailure.self) {
      try begun().given(.complain("c-7"), by: .customer("c-7"))
    }
    #expect(again.happened == ["the ticket was opened at 2025-06-02 09:00 +08:00"])
    let past = try #require(throws: DeskScenarioFailure.self) {
      try begun().at("2025-06-01T09:00+08:00")
    }
    #expect(
      past.happened == ["2025-06-01T09:00+08:00 is before 2025-06-02T09:00+08:00"])
    try begun().when(.complain("c-7"), by: .customer("c-7"))
      .then(.refused("opened at 2025-06-02 09:00 +08:00"))
  }

  @Test("a refusal has to be expected")
  func refuses() throws {
    let again = try begun().when(.complain("c-7"), by: .customer("c-7"))
    try again.then(.refused())
    #expect(throws: DeskScenarioFailure.self) { try again.then(.status(.new)) }
    #expect(throws: DeskScenarioFailure.self) { try again.after("1 h") }
    #expect(throws: DeskScenarioFailure.self) { try again.then { _ in true } }
    #expect(throws: DeskScenarioFailure.self) {
      try begun().then(.refused())
    }
    #expect(throws: DeskScenarioFailure.self) {
      try begun().given(.complain("c-7"), by: .customer("c-7"))
    }
  }

  @Test("conditions of your own hold or name themselves")
  func holds() throws {
    let late = try begun().after("49 h")
    try late.then("is reported") { $0.actions.contains(.reportBreach) }
    let failure = try #require(throws: DeskScenarioFailure.self) {
      try late.then("is praised") { $0.paid == "1.00" }
    }
    #expect(failure.expected == "is praised")
    #expect(failure.happened.first?.contains("paid 0.00") == true)
  }

  @Test("a timeline gives a ticket its life")
  func lives() throws {
    let life = try TicketTimeline(
      "Mon 09:00 open | 09:00 kind complaint | 10:00 pending | 14:00 customer",
      zone: "Asia/Shanghai", from: .fixtureMonday, id: "T-3")
    try DeskScenario(PolicyBook(DeskTests.text), at: "2025-06-02T09:00+08:00")
      .given(life)
      .when(.ticket(.solve), by: .agent("li"))
      .then(.status(.solved), .met(.resolution))
  }

  @Test("several tickets of one customer share an account, and time passes for all")
  func shares() throws {
    try begun()
      .given(.complain("c-7"), by: .customer("c-7"), of: "T-2")
      .after("50 h")
      .when(.ticket(.solve), by: .agent("li"), of: "T-1")
      .when(.ticket(.solve), by: .agent("li"), of: "T-2")
      .then("both are reported") { $0.actions.count { $0 == .reportBreach } == 2 }
  }

  @Test("texts that are none are told", arguments: ["2", "2 days", "x h", "2 h 1"])
  func texts(_ time: String) throws {
    #expect(throws: DeskScenarioFailure.self) { try begun().after(time) }
    #expect(throws: DeskScenarioFailure.self) { try begun().at(time) }
  }

  @Test("time does not run backwards")
  func backwards() throws {
    #expect(throws: DeskScenarioFailure.self) { try begun().at("2025-06-01T09:00+08:00") }
    #expect(throws: DeskScenarioFailure.self) { try begun().after("-1 h") }
  }
}
