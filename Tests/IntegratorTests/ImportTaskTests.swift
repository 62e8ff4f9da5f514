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

  /// Takes in what a row of the export says, or keeps the row where it cannot be said.
  private func take(_ row: String, in zone: ZoneRules, into history: inout TicketHistory) {
    let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 4, let at = try? Instant(cells[1], in: zone) else {
      history.append(row: row)
      return
    }
    guard cells[0] == "T-1" else {
      history.append(row: row, as: .wrongTicket, at: at)
      return
    }
    let changes: [String: Ticket.Change] = [
      "opened": .opened(.init()), "in progress": .workStarted, "resolved": .solved,
    ]
    guard let change = changes[cells[2]] else {
      history.append(row: row, as: .unknownKind, at: at)
      return
    }
    let who: Principal =
      cells[3].hasPrefix("c-") ? .customer(CustomerID(cells[3])) : .agent(AgentID(cells[3]))
    history.append(.init(change, by: who, at: at))
  }

  private func history() throws -> TicketHistory {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    var history = TicketHistory("T-1")
    for row in export.split(separator: "\n").dropFirst() {
      take(String(row), in: zone, into: &history)
    }
    return history
  }

  @Test("every row is applied or set aside with its reason, none is lost")
  func nothingLost() throws {
    let history = try history()
    #expect(history.ticket.eventCount == 3)
    #expect(
      history.setAside == [
        .row("T-1,yesterday,resolved,li", .unreadable),
        .row("T-1,2025-06-06 12:00,frobnicated,li", .unknownKind),
        .row("T-2,2025-06-06 12:00,resolved,li", .wrongTicket),
      ])
    #expect(history.ticket.eventCount + history.setAside.count == 6, "the rows of the export")
    #expect(history.anomalies.entries.first?.firstAt == nil, "nobody knows when")
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
