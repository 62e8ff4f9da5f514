// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("How far a ticket is, as a customer may know it")
struct ProgressTests {
  @Test("progress is told to the hour of the customer's clock, and hides the subject")
  func progress() throws {
    var ticket = Ticket("T-1")
    #expect(TicketProgress(ticket, zone: .utc) == nil)
    let opening = Ticket.Opening(subject: "VPN of Ann")
    ticket.apply(.fixture(.opened(opening), at: try Instant("2025-06-02T09:59:59.999Z")))
    ticket.apply(
      .fixture(
        .stageReached(.init(.registered, of: .complaint)),
        at: try Instant("2025-06-02T10:00:00Z")))
    let utc = try #require(TicketProgress(ticket, zone: .utc))
    #expect(utc.openedAt == (try Instant("2025-06-02T09:00:00Z")))
    #expect(utc.lastEventAt == (try Instant("2025-06-02T10:00:00Z")))
    let half = ZoneRules.fixed(secondsFromUTC: 19_800)
    let india = try #require(TicketProgress(ticket, zone: half))
    #expect(india.openedAt == (try Instant("2025-06-02T15:00:00+05:30")))
    #expect(india.lastEventAt == (try Instant("2025-06-02T15:00:00+05:30")))
    let told = utc.explanation.text()
    #expect(
      told == """
        T-1 is new; opened in the hour from 2025-06-02 09:00 UTC, last changed in the hour from \
        2025-06-02 10:00 UTC
          registered of complaint reached in the hour from 2025-06-02 10:00 UTC
        """)
    #expect(
      utc.explanation.text(in: .simplifiedChinese) == """
        T-1 状态为新建；受理于 2025-06-02 09:00 UTC 起的一小时内，最近更新于 2025-06-02 10:00 UTC 起的一小时内
          complaint 于 2025-06-02 10:00 UTC 起的一小时内到达阶段 registered
        """)
    #expect(utc.explanation.operand("subject") == .personal("VPN of Ann"))
    ticket.apply(.fixture(.merged(into: "T-2"), at: .max))
    #expect(TicketProgress(ticket, zone: .utc)?.continuesAs == "T-2")
  }
}
