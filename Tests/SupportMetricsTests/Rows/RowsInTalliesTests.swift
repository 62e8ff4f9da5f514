// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Metrics: rows in tallies")
struct RowsInTalliesTests {
  private static func call(
    _ outcome: Contact.Outcome, queued: Int64 = 0, left: Int64, _ count: Int
  ) -> [Contact] {
    (0..<count).map { number in
      let arrived = Instant.fixtureStart.adding(milliseconds: Int64(number) * 60_000)
      var call = Contact(arrivedAt: arrived)
      call.queuedAt = arrived.adding(milliseconds: queued * 1_000)
      let end = arrived.adding(milliseconds: left * 1_000)
      if outcome == .answered { call.answeredAt = end } else { call.endedAt = end }
      call.outcome = outcome
      return call
    }
  }

  @Test("contacts with faults are left out of a service level, and told to be")
  func faults() throws {
    let phantoms = Self.call(.answered, left: 10, 2).map { call in
      var phantom = call
      phantom.isPhantom = true
      return phantom
    }
    let contradictions = Self.call(.answered, left: 10, 1).map { call in
      var wrong = call
      wrong.outcome = .abandoned
      return wrong
    }
    let calls =
      Self.call(.answered, left: 10, 10) + Self.call(.abandoned, left: 30, 5)
      // Answered before they entered the queue: nobody knows how long they waited.
      + Self.call(.answered, queued: 20, left: 10, 2) + phantoms + contradictions
    let plan = try MetricPlan(
      of: .contacts,
      [
        .serviceLevel(.f1, within: .seconds(20)), .abandonment(of: .offered),
        .averageSpeedOfAnswer,
      ])
    var tally = MetricTally(plan)
    var columns = MetricColumns(.contacts)
    let writer = ContactRowWriter(in: .utc)
    for call in calls { writer.append(call, to: &columns) }
    tally.count(columns)
    let level = try #require(tally.figure("serviceLevel.F1"))
    #expect(level.numerator == 10)
    #expect(level.denominator == 15)
    #expect(level.leftOut.unknown == 5)
    // How long they waited does not matter for whether they gave up.
    let abandonment = try #require(tally.figure("abandonment.offered"))
    #expect(abandonment.numerator == 5)
    #expect(abandonment.denominator == 17)
    #expect(abandonment.leftOut.unknown == 3)
    #expect(tally.figure("averageSpeedOfAnswer")?.value == MetricFraction(10_000))
    var one = MetricTally(plan)
    for call in calls { one.count(call.facts(in: .utc)) }
    for definition in plan.definitions {
      #expect(one.figure(definition.id) == tally.figure(definition.id))
    }
  }

  @Test("a mean moves by what was corrected, and the difference names the ticket")
  func moved() throws {
    func at(_ hour: Int64) -> Instant {
      .fixtureStart.adding(milliseconds: hour * 3_600_000)
    }
    var archive = TicketArchive()
    func record(_ ticket: TicketID, _ version: Int64, _ change: Ticket.Change, _ hour: Int64) {
      archive.append(
        Recorded(
          .fixture(change, at: at(hour)), id: EventID("\(ticket)/\(version)"),
          stream: StreamID(.ticket, of: ticket), version: version, recordedAt: at(hour)))
    }
    for (number, hours) in [2, 4, 9].enumerated() {
      let ticket = TicketID("T-\(number)")
      record(ticket, 1, .opened(.init(classification: .init(kind: .inquiry))), 0)
      record(ticket, 2, .solved, Int64(hours))
    }
    record("T-2", 3, .corrected(.init(of: "T-2/2", .happenedAt(at(3)))), 40)
    let plan = try MetricPlan(
      of: .tickets, [.ticketTime(.fullResolution), .replyRate(of: "inquiry"), .oneTouch])
    func mean(knownAt hour: Int64) -> MetricTally {
      var tally = MetricTally(plan)
      for row in archive.rows(at: at(10), knownAt: at(hour), by: TicketRowWriter()) {
        tally.count(row)
      }
      return tally
    }
    let hour = 3_600_000
    let then = mean(knownAt: 10)
    let now = mean(knownAt: 40)
    #expect(then.figure("fullResolutionTime")?.value == MetricFraction(Int128(5 * hour)))
    #expect(now.figure("fullResolutionTime")?.value == MetricFraction(Int128(3 * hour)))
    #expect(then.figure("oneTouch") == now.figure("oneTouch"))
    #expect(now.figure("oneTouch")?.denominator == 3)
    #expect(now.figure("inquiryReplyRate")?.value == MetricFraction(0))
    let difference = archive.difference(
      at: at(10), knownAt: at(10), and: at(40), by: TicketRowWriter())
    #expect(difference.entries.map(\.ticket) == ["T-2"])
  }
}
