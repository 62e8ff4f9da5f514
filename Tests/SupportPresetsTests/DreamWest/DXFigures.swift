// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import Testing

/// Figures of the preset's metrics, counted from rows.
enum DXFigures {
  /// An answered contact.
  static func contact(
    at instant: Instant, isResolved: Bool? = nil, transfers: Int? = nil
  ) throws -> Facts {
    var contact = Contact("k", arrivedAt: instant)
    contact.queuedAt = instant
    contact.answeredAt = instant.adding(milliseconds: 5_000)
    contact.endedAt = instant.adding(milliseconds: DX.hour)
    contact.outcome = .answered
    contact.isResolved = isResolved
    contact.transfers = transfers
    return contact.facts(in: try DX.book().zone)
  }

  /// A row of a subject, as the book declares it.
  static func row(_ subject: String, _ facts: KeyValuePairs<String, FactValue>) throws -> Facts {
    let book = try #require(try DX.book().metrics)
    var row = try #require(book.subject(subject)).row
    for (name, value) in facts { try row.set(name, to: value) }
    return row
  }

  /// The row of a case in the subject `tickets`.
  static func row(of file: DXCase, at instant: Instant) throws -> Facts {
    let subject = try #require(try DX.book().metrics?.subject("tickets"))
    return try #require(
      TicketRowWriter(subject).row(
        of: TicketLife(file.ticket.id, events: file.ticketEvents), promises: file.matter.timeline,
        at: instant))
  }

  static func definition(_ id: MetricID) throws -> MetricDefinition {
    try #require(try DX.book().metrics?.definition(id))
  }

  /// The report of one metric by its own period.
  static func report(
    _ id: MetricID, _ rows: [Facts], by period: MetricPeriod? = nil
  ) throws -> MetricReport {
    let definition = try definition(id)
    let subject = try #require(try DX.book().metrics?.subject(definition.subject))
    let plan = try MetricPlan(
      of: subject, [definition], by: period ?? definition.period ?? .whole,
      in: try DX.book().zone)
    var tally = MetricTally(plan)
    for row in rows { tally.count(row) }
    return try #require(tally.report())
  }

  /// The only line of a metric's report, and whether it reaches the objective.
  static func line(_ id: MetricID, _ rows: [Facts]) throws -> (figure: MetricFigure, isMet: Bool?) {
    let report = try report(id, rows)
    let line = try #require(report.lines.first)
    #expect(report.lines.count == 1)
    return (line.figure, report.isMet(line))
  }

  /// So many rows of which the first ones are good.
  static func rows(
    _ count: Int, good: Int, _ make: (Bool) throws -> Facts
  ) rethrows -> [Facts] {
    let (yes, no) = (try make(true), try make(false))
    return (0..<count).map { $0 < good ? yes : no }
  }
}
