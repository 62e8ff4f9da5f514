// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Metrics: rows of tickets, laws")
struct TicketRowLawTests {
  private func minutes(_ value: FactValue?) -> Int64? {
    guard case .duration(let milliseconds) = value else { return nil }
    return milliseconds / 60_000
  }

  private static let office = Result {
    try BusinessCalendar.office(zone: "Europe/Berlin").compiled()
  }

  @Test("rows are what a minute-by-minute count finds", arguments: SeedCount.of(24, long: 40))
  func oracle(seed: UInt64) throws {
    var random = RandomLife(seed: seed)
    let events = random.events(6 + Int(seed % 20))
    let oracle = RowOracle(events)
    let life = TicketLife("T-1", events: events)
    let clock = try Self.office.get()
    let row = try #require(TicketRowWriter(hours: clock).row(of: life, at: .max))
    let start = try #require(oracle.start)
    for (name, found) in [
      ("firstReply", oracle.firstReply), ("firstResolution", oracle.firstResolution),
      ("fullResolution", oracle.fullResolution),
    ] {
      #expect(minutes(row[name]) == found, "\(name), seed \(seed)")
      let business = found.map { RowOracle.business(from: start, to: start + $0) }
      #expect(minutes(row["\(name)Business"]) == business, "\(name) in business time, seed \(seed)")
    }
    for (name, statuses) in [
      ("requesterWait", [.new, .open, .onHold]), ("agentWait", [.pending]), ("onHold", [.onHold]),
    ] as [(String, Set<Ticket.Status>)] {
      #expect(minutes(row[name]) == oracle.minutes(in: statuses), "\(name), seed \(seed)")
      #expect(
        minutes(row["\(name)Business"]) == oracle.minutes(in: statuses, business: true),
        "\(name) in business time, seed \(seed)")
    }
    #expect(row["isSolved"] == oracle.isSolved.map(FactValue.boolean), "seed \(seed)")
    let replies = life.replies.map {
      RowOracle.Reply(
        isFirst: $0.isFirst, asked: RowOracle.minute($0.askedAt),
        answered: $0.answeredAt.map(RowOracle.minute))
    }
    #expect(replies == oracle.replies, "seed \(seed)")
  }

  @Test("no duration is negative, and every fact fits its domain", arguments: UInt64(0)..<40)
  func sound(seed: UInt64) throws {
    var random = RandomLife(seed: seed &+ 9_000)
    let events = random.events(40)
    let life = TicketLife("T-1", events: events)
    let row = try #require(TicketRowWriter().row(of: life, at: .max))
    for row in [row] + life.replyRows() + life.ratingRows + life.inspectionRows
      + life.violationRows
    {
      #expect(row.refusals.isEmpty)
      for field in row.schema.fields {
        if case .duration(let length) = row[field.name] {
          #expect(length >= 0, "\(field.name), seed \(seed)")
        }
      }
    }
    let stretches = ["requesterWait", "agentWait"].compactMap { minutes(row[$0]) }
    if let full = minutes(row["fullResolution"]), life.startedAt == life.ticket.openedAt {
      #expect(stretches.reduce(0, +) <= full, "seed \(seed)")
    }
    // A question is asked once and answered once, each behind the one before.
    for (one, next) in zip(life.replies, life.replies.dropFirst()) {
      #expect(one.answeredAt != nil, "seed \(seed)")
      if let answered = one.answeredAt { #expect(one.askedAt <= answered, "seed \(seed)") }
      #expect(next.askedAt >= one.askedAt || life.ticket.details.absorbed.isEmpty == false)
    }
    var pieces = TicketLife("T-1")
    pieces.apply(contentsOf: events.prefix(17))
    pieces.apply(contentsOf: events.dropFirst(17))
    #expect(pieces == life)
  }

  private static let patient = Result {
    let long = ServiceDuration.elapsed(milliseconds: 1_000_000_000_000)
    let metrics: [SLAMetric] = [.requesterWait, .agentWork, .resolution]
    let targets = metrics.map { SLATarget($0, within: long) }
    return try SLAPolicy("patient", rules: [Rule("all", then: targets)])
  }

  /// The clocks of promises count the same times by their own state machine, where a ticket waits for
  /// the customer alone or for others alone.
  @Test("waits are what the clocks of promises have used", arguments: UInt64(0)..<40)
  func clocks(seed: UInt64) throws {
    var random = RandomLife(seed: seed &+ 500)
    var events: [Ticket.Event] = []
    for event in random.events(25) {
      var event = event
      switch event.change {
      case .opened, .imported:
        event.change = .opened(.init(customer: "c-1", priority: .high))
      case .waitChanged(let reasons) where reasons.contains(.problem):
        event.change = .waitChanged(.problem)
      case .absorbed, .splitOff, .merged: continue
      default: if events.isEmpty { continue }
      }
      events.append(event)
    }
    var timeline = SLATimeline(try Self.patient.get())
    timeline.apply(contentsOf: events)
    let life = TicketLife("T-1", events: events)
    let row = try #require(TicketRowWriter().row(of: life, at: .max))
    func used(_ metric: SLAMetric) -> Int64? {
      guard let status = timeline.status(of: metric, at: .max), status.phase == .fulfilled
      else { return nil }
      return status.elapsedMilliseconds / 60_000
    }
    let requester = minutes(row["requesterWait"])
    #expect(used(.requesterWait) == requester, "seed \(seed)")
    let work = requester.flatMap { wait in minutes(row["onHold"]).map { wait - $0 } }
    #expect(used(.agentWork) == work, "seed \(seed)")
    let whole = requester.flatMap { wait in minutes(row["agentWait"]).map { wait + $0 } }
    #expect(used(.resolution) == whole, "seed \(seed)")
  }
}
