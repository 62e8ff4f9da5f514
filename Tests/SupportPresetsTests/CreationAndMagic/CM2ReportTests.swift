// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRules
import Testing

@Suite("Creation & Magic: reports")
struct CM2ReportTests {
  /// Inspections of some days: how many, and how many with errors.
  private func rows() throws -> [Facts] {
    let days: KeyValuePairs<String, (Int, Int)> = [
      "2025-01-31 23:59:59.999": (100, 1), "2025-02-01 00:00": (200, 2),
      "2025-03-31 23:59:59.999": (300, 0), "2025-04-01 00:00": (400, 4),
      "2025-12-31 23:59:59.999": (500, 1), "2026-01-01 00:00": (50, 0),
    ]
    return try days.flatMap { wall, numbers in
      let at = try CM2.at(wall)
      return try CM2Figures.rows(numbers.0, good: numbers.1) {
        try CM2Figures.row(
          "inspections", ["inspectedAt": .instant(at), "hasErrors": .boolean($0)])
      }
    }
  }

  private func figures(_ rows: [Facts], by period: MetricPeriod) throws -> [String] {
    let plan = try MetricPlan(
      of: .inspections, [try CM2Figures.definition("CM-45-errors")], by: .day,
      in: try CM2.book().zone)
    var tally = MetricTally(plan)
    for row in rows { tally.count(row) }
    let report = try #require(tally.report(by: period))
    return report.lines.map { "\($0.figure.numerator)/\($0.figure.denominator)" }
  }

  @Test("CM-56 four reports are made: monthly, quarterly and two yearly, each for its readers")
  func fourReports() throws {
    let reports = try CM2.book().reports
    #expect(reports.map(\.period) == [.month, .quarter, .year, .year])
    #expect(reports.map(\.reader) == ["supervisor", "public", "public", "enterprise"])
    let known = Set(try #require(try CM2.book().metrics).definitions.map(\.id))
    for report in reports {
      #expect(!report.metrics.isEmpty)
      #expect(Set(report.metrics).isSubset(of: known))
    }
  }

  @Test("CM-56 the same figures make the report of a month, of a quarter and of a year")
  func sameFigures() throws {
    let rows = try rows()
    #expect(
      try figures(rows, by: .month)
        == ["1/100", "2/200", "0/300", "4/400", "1/500", "0/50"])
    #expect(try figures(rows, by: .quarter) == ["3/600", "4/400", "1/500", "0/50"])
    #expect(try figures(rows, by: .year) == ["8/1500", "0/50"])
  }

  @Test("CM-56 a window counted for itself gives what the larger report holds of it")
  func anyWindow() throws {
    let rows = try rows()
    // The first quarter alone.
    #expect(try figures(Array(rows.prefix(600)), by: .quarter) == ["3/600"])
    #expect(try figures(rows.reversed(), by: .quarter) == ["3/600", "4/400", "1/500", "0/50"])
    let own = try CM2Figures.report("CM-45-errors", rows)
    #expect(
      own.lines.map { "\($0.figure.numerator)/\($0.figure.denominator)" }
        == (try figures(rows, by: .month)))
  }
}
