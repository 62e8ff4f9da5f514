// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

@Suite("Integrator: breaches of last month from recorded events")
struct BreachTaskTests {
  private let shanghai = WallClock("Asia/Shanghai")

  private func policy() throws -> SLAPolicy {
    try SLAPolicy(
      "desk", rules: [],
      otherwise: [
        SLATarget(.firstReply, within: .minutes(15)), SLATarget(.resolution, within: .hours(8)),
      ])
  }

  /// The store's rows of a ticket, as JSON.
  private func stored(
    _ id: TicketID, _ story: [(Ticket.Command, Principal, Instant)]
  ) throws -> Data {
    var ticket = Ticket(id)
    var records: [Recorded<Ticket.Event>] = []
    for (command, who, now) in story {
      for event in try ticket.perform(command, by: who, at: now) {
        let version = Int64(records.count + 1)
        records.append(
          Recorded(
            event, id: EventID("\(id)/\(version)"), stream: StreamID(.ticket, of: id),
            version: version, recordedAt: event.occurredAt))
      }
    }
    return try JSONEncoder().encode(records)
  }

  @Test("a breach belongs to the month in which the due time passed")
  func month() throws {
    let start = shanghai.instant(2025, 6, 1)
    let end = shanghai.instant(2025, 7, 1)
    let rows = [
      // Opened half an hour before June: the reply is due at 23:45 of May, the solution at 7:30 of
      // June. Nobody does anything.
      try stored(
        "T-1", [(.open(.init()), .customer("c-1"), shanghai.instant(2025, 5, 31, 23, 30))]),
      // Answered after exactly 15 minutes, solved after 8 hours and a minute.
      try stored(
        "T-2",
        [
          (.open(.init()), .customer("c-2"), shanghai.instant(2025, 6, 10, 9)),
          (.addMessage(.init(.reply)), .agent("li"), shanghai.instant(2025, 6, 10, 9, 15)),
          (.solve, .agent("li"), shanghai.instant(2025, 6, 10, 17, 1)),
        ]),
      // Opened ten minutes before July: both are due in July.
      try stored(
        "T-3", [(.open(.init()), .customer("c-3"), shanghai.instant(2025, 6, 30, 23, 50))]),
    ]

    var breaches: [String: [Instant]] = [:]
    for row in rows {
      let records = try JSONDecoder().decode([Recorded<Ticket.Event>].self, from: row)
      var timeline = SLATimeline(try policy())
      for record in records { timeline.apply(record.event) }
      for metric in timeline.policy.metrics {
        let instants = timeline.cycles(of: metric, at: end).compactMap(\.status.breachedAt)
          .filter { start <= $0 && $0 < end }
        breaches["\(records[0].stream) \(metric)"] = instants
      }
    }

    #expect(
      breaches.filter { !$0.value.isEmpty } == [
        "ticket/T-1 resolution": [shanghai.instant(2025, 6, 1, 7, 30)],
        "ticket/T-2 resolution": [shanghai.instant(2025, 6, 10, 17)],
      ])
  }
}
