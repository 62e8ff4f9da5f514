// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRules
import SupportTickets
import Testing

/// Figures of a preset's metrics, counted from rows.
struct PresetFigures {
  let book: PolicyBook

  init(_ desk: Result<Desk, any Error>) throws {
    book = try desk.get().book
  }

  /// The row of a case in the subject `tickets`.
  func row(of file: PresetCase, at instant: Instant) throws -> Facts {
    let subject = try #require(book.metrics?.subject("tickets"))
    return try #require(
      TicketRowWriter(subject).row(
        of: TicketLife(file.ticket.id, events: file.ticketEvents), promises: file.matter.timeline,
        at: instant))
  }

  /// The rows of what a customer said about the contacts of a case.
  func ratings(of file: PresetCase) -> [Facts] {
    TicketLife(file.ticket.id, events: file.ticketEvents).ratingRows
  }

  /// A call that waited so long in the queue, or left it then.
  func call(
    at instant: Instant, waiting wait: Int64, isAnswered: Bool = true,
    over channel: String = "phone"
  ) -> Facts {
    var contact = Contact("k", arrivedAt: instant)
    contact.channel = channel
    contact.queuedAt = instant
    let end = instant + wait
    if isAnswered { contact.answeredAt = end }
    contact.endedAt = isAnswered ? end + 60_000 : end
    contact.agent = isAnswered ? "li" : nil
    return contact.facts(in: book.zone)
  }

  /// The report of one metric by its own period.
  func report(_ id: MetricID, _ rows: [Facts]) throws -> MetricReport {
    let definition = try #require(book.metrics?.definition(id))
    let subject = try #require(book.metrics?.subject(definition.subject))
    let plan = try MetricPlan(
      of: subject, [definition], by: definition.period ?? .whole, in: book.zone)
    var tally = MetricTally(plan)
    for row in rows { tally.count(row) }
    return try #require(tally.report())
  }

  /// The lines of a report, each with its group: `complaint, refund: 3`.
  func counts(_ id: MetricID, _ rows: [Facts]) throws -> [String] {
    try report(id, rows).lines.map { line in
      let group = line.group.map { $0?.words ?? "—" }.joined(separator: ", ")
      return "\(group): \(line.figure.numerator)"
    }
  }

  /// The only line of a metric's report, and whether it reaches the objective.
  func line(_ id: MetricID, _ rows: [Facts]) throws -> (figure: MetricFigure, isMet: Bool?) {
    let report = try report(id, rows)
    let line = try #require(report.lines.first)
    #expect(report.lines.count == 1)
    return (line.figure, report.isMet(line))
  }
}
