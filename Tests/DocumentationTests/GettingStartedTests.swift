// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the article "Getting started".
@Suite("Documentation: getting started")
struct GettingStartedTests {
  @Test("a ticket waits over the weekend and says so")
  func desk() throws {
    let book = try ServiceLevelBook(
      """
      { "format": 0, "id": "desk", "version": "2025-06", "zone": "Asia/Shanghai",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-12:00", "13:00-18:00"] } } },
        "serviceLevels": { "calendar": "office", "pauseWhile": ["pending"], "rules": [
          { "id": "urgent", "when": { "priority": "urgent" },
            "then": { "firstReply": { "within": "15 min" },
                      "resolution": { "within": "8 business h" } } } ] } }
      """)

    var ticket = Ticket("T-1")
    var timeline = SLATimeline(book.policy)
    let opened = try ticket.perform(
      .open(.init(channel: .email, priority: .urgent)),
      by: .customer("c-7"), at: Instant("2025-06-06T16:00+08:00"))
    timeline.apply(contentsOf: opened)

    let friday = try Instant("2025-06-06T16:05+08:00")
    let firstReply = timeline.status(of: .firstReply, at: friday)?.dueAt
    let resolution = timeline.status(of: .resolution, at: friday)?.dueAt
    let wakeUp = timeline.nextDeadline(after: friday)

    #expect(firstReply == (try Instant("2025-06-06T16:15+08:00")))
    #expect(resolution == (try Instant("2025-06-09T16:00+08:00")))
    #expect(wakeUp == (try Instant("2025-06-06T16:15+08:00")))

    let why = timeline.explanation(of: .resolution, at: friday)
    let text = why?.text(in: .english)

    #expect(text == Self.explanation)
  }

  static let explanation = """
    resolution within 8 business h is due 2025-06-09 16:00 +08:00; 5 min used, 0 s paused
      rule urgent of desk matched: priority = urgent
      started 2025-06-06 16:00 +08:00
    """

  @Test("a command that makes no sense is refused with the reason")
  func refusal() throws {
    let now = try Instant("2025-06-06T16:00+08:00")
    var ticket = Ticket("T-2")
    do throws(Ticket.Rejection) {
      try ticket.perform(.solve, by: .agent("li"), at: now)
    } catch {
      print(error)
    }
    #expect(throws: Ticket.Rejection.notOpened(.solve)) {
      try ticket.perform(.solve, by: .agent("li"), at: now)
    }
    #expect("\(Ticket.Rejection.notOpened(.solve))" == "solve: the ticket was not opened yet")
  }

  @Test("a document with two mistakes tells both")
  func mistakes() throws {
    let text = """
      { "format": 0, "zone": "Asia/Shanghai",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
        "serviceLevels": { "calendar": "offise", "rules": [
          { "id": "all", "then": { "firstReply": { "within": "15 minutos" } } } ] } }
      """
    do {
      _ = try ServiceLevelBook(text)
      Issue.record("the book was read")
    } catch {
      print(error)
      #expect(error.problems.count == 2)
    }
  }
}
