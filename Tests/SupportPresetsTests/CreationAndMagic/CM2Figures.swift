// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRules
import Testing

/// Figures of the preset's metrics, counted from rows.
enum CM2Figures {
  /// A row of a subject, as the book declares it.
  static func row(
    _ subject: String, _ facts: KeyValuePairs<String, FactValue>
  ) throws -> Facts {
    let book = try #require(try CM2.book().metrics)
    var row = try #require(book.subject(subject)).row
    for (name, value) in facts { try row.set(name, to: value) }
    return row
  }

  static func definition(_ id: MetricID) throws -> MetricDefinition {
    try #require(try CM2.book().metrics?.definition(id))
  }

  /// The report of one metric by its own period.
  static func report(
    _ id: MetricID, _ rows: [Facts], by period: MetricPeriod? = nil
  ) throws -> MetricReport {
    let definition = try definition(id)
    let subject = try #require(try CM2.book().metrics?.subject(definition.subject))
    let plan = try MetricPlan(
      of: subject, [definition], by: period ?? definition.period ?? .whole,
      in: try CM2.book().zone)
    var tally = MetricTally(plan)
    for row in rows { tally.count(row) }
    return try #require(tally.report())
  }

  /// The only line of a metric's report, and whether it reaches the objective.
  static func line(
    _ id: MetricID, _ rows: [Facts]
  ) throws -> (figure: MetricFigure, isMet: Bool?) {
    let report = try report(id, rows)
    let line = try #require(report.lines.first)
    #expect(report.lines.count == 1)
    return (line.figure, report.isMet(line))
  }

  /// So many rows of which the first ones are good.
  static func rows(
    _ count: Int, good: Int, _ make: (Bool) throws -> Facts
  ) rethrows -> [Facts] {
    try (0..<count).map { try make($0 < good) }
  }
}
