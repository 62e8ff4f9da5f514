// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the article about rows of tickets.
@Suite("Documentation: what a ticket's row says")
struct TicketRowsTests {
  @Test("a life becomes a row")
  func row() throws {
    let monday = try Instant("2025-06-02T09:00:00Z")

    let opened = Ticket.Event(.opened(.init()), by: .customer("c-1"), at: monday)
    let solved = Ticket.Event(.solved, by: .agent("li"), at: monday + .seconds(3_600))
    let life = TicketLife("T-1", events: [opened, solved])
    let row = TicketRowWriter().row(of: life, at: monday + .seconds(7_200))
    let time = row?["fullResolution"]  // 1 h

    #expect(time == .duration(milliseconds: 3_600_000))
  }
}
