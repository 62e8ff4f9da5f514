// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: an export with dirty rows")
struct ImportTaskTests {
  private let export = """
    ticket,time,what,who
    T-1,2025-06-06 10:00,opened,c-7
    T-1,2025-06-06 10:30,in progress,li
    T-1,yesterday,resolved,li
    T-1,2025-06-06 09:00,resolved,li
    T-1,2025-06-06 12:00,frobnicated,li
    T-2,2025-06-06 12:00,resolved,li
    """

  /// What a row of the export says, or why it cannot be said.
  private func reading(
    _ row: String, _ version: Int64, in zone: ZoneRules, after last: Instant
  ) -> TicketEventReader.Reading {
    let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    func record<Content>(_ content: Content, at: Instant, by: Principal) -> Recorded<Content> {
      Recorded(
        content, id: EventID("row-\(version)"), stream: StreamID(.ticket, of: TicketID(cells[0])),
        version: version,
        occurredAt: at, recordedAt: .max, principal: by)
    }
    func unreadable(_ why: TicketHistory.Anomaly, at: Instant) -> TicketEventReader.Reading {
      .unreadable(
        record(EventTree.object(["row": .text(row)]), at: at, by: .automation("import")), why)
    }
    guard cells.count == 4, let now = try? Instant(cells[1], in: zone) else {
      return unreadable(.unreadable, at: last)
    }
    let changes: [String: Ticket.Change] = [
      "opened": .opened(.init()), "in progress": .workStarted, "resolved": .solved,
    ]
    guard let change = changes[cells[2]] else { return unreadable(.unknownKind, at: now) }
    let who: Principal =
      cells[3].hasPrefix("c-") ? .customer(CustomerID(cells[3])) : .agent(AgentID(cells[3]))
    return .event(record(.init(change, by: who, at: now), at: now, by: who))
  }

  private func history() throws -> TicketHistory {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    var history = TicketHistory("T-1")
    for (number, row) in export.split(separator: "\n").dropFirst().enumerated() {
      let last = history.ticket.lastEventAt ?? .min
      history.append(reading(String(row), Int64(number + 1), in: zone, after: last))
    }
    return history
  }

  @Test("every row is applied or set aside with its reason, none is lost")
  func nothingLost() throws {
    let history = try history()
    #expect(history.records.map(\.version) == [1, 2, 4])
    #expect(history.setAside.map(\.anomaly) == [.unreadable, .unknownKind, .wrongTicket])
    #expect(history.records.count + history.setAside.count == 6, "the rows of the export")
    guard case .unreadable(let record, _) = history.setAside[0] else {
      Issue.record("the third row is not kept as it came")
      return
    }
    #expect(record.event["row"] == .text("T-1,yesterday,resolved,li"))
  }

  @Test("what is odd is counted, and wall times are those of the source's zone")
  func oddities() throws {
    let history = try history()
    #expect(history.anomalies.count(of: .timeRunsBackwards) == 1, "9:00 behind 10:30")
    #expect(history.anomalies.total == 4)
    #expect(history.ticket.openedAt == WallClock("Asia/Shanghai").instant(2025, 6, 6, 10))
    #expect(history.ticket.status == .solved)
  }
}
