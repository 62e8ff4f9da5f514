// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

/// The code of the article "Importing histories".
@Suite("Documentation: importing histories")
struct ImportingHistoriesTests {
  @Test("odd events are applied and counted")
  func anomalies() throws {
    let log: [(String, Ticket.Change)] = [
      ("2016-02-29T01:23Z", .assigned(.init(agent: "agent 17"))),
      ("2016-02-29T01:16Z", .opened(.init(channel: .phone, priority: .init(rawValue: "3")))),
      ("2016-02-29T08:53Z", .solved),
      ("2016-02-29T11:29Z", .solved),
    ]
    var history = TicketHistory("INC0000045")
    for (time, change) in log {
      history.append(.init(change, by: .automation("import"), at: try Instant(time)))
    }
    #expect(history.ticket.status == .solved)
    #expect(history.anomalies.count(of: .beforeOpening) == 1)
    #expect(history.anomalies.count(of: .timeRunsBackwards) == 1)
    #expect(history.anomalies.count(of: .repeated) == 1)
    #expect(history.anomalies.total == 3)
  }

  @Test("a recorded event that comes twice counts once")
  func records() throws {
    let json = """
      { "id": "e-1", "stream": "ticket/T-1", "version": 1, "schemaVersion": 1,
        "occurredAt": "2025-06-06T08:00:00Z", "recordedAt": "2025-06-06T08:00:02Z",
        "principal": { "kind": "customer", "id": "c-7" },
        "event": { "at": "2025-06-06T08:00:00Z", "by": { "kind": "customer", "id": "c-7" },
                   "type": "opened", "opening": { "channel": "email", "classification": {} } } }
      """
    let record = try JSONDecoder().decode(Recorded<Ticket.Event>.self, from: Data(json.utf8))
    var history = TicketHistory("T-1")
    history.append(record)
    history.append(record)
    #expect(history.ticket.eventCount == 1)
    #expect(history.anomalies.count(of: .duplicate) == 1)
  }

  @Test("one pass feeds the clocks and the figures")
  func onePass() throws {
    let policy = try SLAPolicy(
      "promise", rules: [],
      otherwise: [SLATarget(.resolution, within: ServiceDuration("48 h"))])
    let events: [Ticket.Event] = [
      .init(.opened(.init()), by: .customer("c-7"), at: try Instant("2025-06-06T08:00Z")),
      .init(.closed, by: .agent("li"), at: try Instant("2025-06-07T08:00Z")),
    ]
    let histories: [(Ticket.ID, [Ticket.Event])] = [("T-1", events)]
    let end = try Instant("2025-06-30T00:00Z")
    var attainment = AttainmentTally()
    var backlog = BacklogTally()
    for (id, events) in histories {
      var history = TicketHistory(id)
      var timeline = SLATimeline(policy)
      for event in events {
        let before = history.ticket.status
        history.append(event)
        timeline.apply(event)
        if let after = history.ticket.status {
          backlog.count(from: before, to: after, recordedAt: event.occurredAt)
        }
      }
      attainment.count(timeline.verdict(of: .resolution, at: end))
    }
    #expect(attainment.attainment.description == "1 of 1")
    #expect(backlog.counts(at: try Instant("2025-06-06T12:00Z")).notClosed == 1)
    #expect(backlog.counts(at: end).notClosed == 0)
  }
}
