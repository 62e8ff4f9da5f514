// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportTestKit
import Testing

@Suite("Reports of metrics: figures told")
struct ReportFigureTests {
  private static let level = MetricDefinition.serviceLevel(.f1, within: .seconds(20))
    .with(\.grouping, ["queue"]).with(\.objective, .atLeast(.share(.one)))

  /// Answered calls, of each its day in May 2026 and its wait in seconds.
  private static func report(
    _ definitions: [MetricDefinition], _ calls: [(day: Int64, wait: Int64?)],
    by period: MetricPeriod
  ) throws -> MetricReport {
    var tally = MetricTally(try MetricPlan(of: .contacts, definitions, by: period))
    for (number, call) in calls.enumerated() {
      let at = 1_777_593_600_000 + (call.day - 1) * 86_400_000
      tally.count(
        MetricSubject.contacts.row.with("outcome", "answered").with("queue", "refunds")
          .with("arrivedAt", .instant(Instant(millisecondsSince1970: at)))
          .with("customer", .text("c\(number)"))
          .with("wait", call.wait.map { .duration(milliseconds: $0 * 1_000) }))
    }
    return try #require(tally.report())
  }

  @Test("without a period the figure is that of all time, which only a report of all time has")
  func whole() throws {
    let calls: [(Int64, Int64?)] = [(1, 5), (2, 30), (3, 10)]
    let waits = MetricDefinition.averageWait.with(\.id, "wait")
    let days = try Self.report([waits], calls, by: .day)
    #expect(days.lines.count == 3 && days.figure("wait") == nil)
    let second = try #require(days.lines[1].span)
    #expect(days.figure("wait", in: second)?.value == MetricFraction(30_000))
    let whole = try Self.report([waits], calls, by: .whole)
    #expect(whole.figure("wait")?.value == MetricFraction(15_000))
    #expect(whole.figure("wait") == whole.figure("wait", in: .whole))
  }

  @Test("a figure tells in two languages how it came about")
  func explanation() throws {
    let report = try Self.report(
      [Self.level], [(1, 5), (2, 30), (2, nil), (3, 10)], by: .month)
    let why = try #require(report.explanation(of: report.lines[0]))
    let english = why.text().split(separator: "\n").map(String.init)
    #expect(
      english.prefix(6) == [
        "Service level F1, 2026-05, queue = refunds: 66.67 %",
        "  2 of 3 contacts",
        "  left out: 1 that cannot be told, since a fact is not known",
        "  period: 2026-05, by the calendar of UTC",
        "  few were counted: chance alone may move it between 20.8 % and 93.9 % (95%)",
        "  objective ≥ 100%: not reached",
      ])
    #expect(english.contains { $0.hasPrefix("    above the line: ") })
    let chinese = why.text(in: .simplifiedChinese)
    #expect(chinese.contains("\n  3 条联络中的 2 条\n  不计入：1 条因事实未知而无法判断\n"))
    #expect(!chinese.contains("{") && !english.joined().contains("{"))
    var stranger = report.lines[0]
    stranger.definition = "other"
    #expect(report.explanation(of: stranger) == nil)
  }

  @Test("a customer by whom rows are told apart is shown to those who see what is personal")
  func personal() throws {
    let definition = MetricDefinition("calls", of: "contacts", .count(where: .always))
      .with(\.grouping, ["customer"])
    let report = try Self.report([definition], [(1, 5)], by: .whole)
    let why = try #require(report.explanation(of: report.lines[0]))
    #expect(why.text().hasPrefix("calls, all time, customer = •••: 1\n"))
    #expect(why.text(for: .auditor).hasPrefix("calls, all time, customer = c0: 1\n"))
  }

  @Test("a figure of different customers in bounded memory tells its standard error")
  func distinct() throws {
    let definition = MetricDefinition(
      "customers", of: "contacts",
      .distinct("customer", by: .bounded(precision: 8), where: .always))
    let report = try Self.report(
      [definition], Array(repeating: (1, 5), count: 1_000), by: .whole)
    let figure = try #require(report.figure("customers"))
    // 256 registers: 1.04/√256 is 6.5 %, and four times of it 260 of 1,000.
    #expect(figure.standardError == 0.065 && figure.counted == 1_000)
    #expect((740...1_260).contains(figure.numerator))
    #expect(report.json.contains("\"standardError\": 0.065"))
    let why = try #require(report.explanation(of: report.lines[0]))
    #expect(why.text().contains("\n  estimated, with a standard error of 6.5 %\n"))
    #expect(why.text(in: .simplifiedChinese).contains("\n  估算值，标准误为 6.5 %\n"))
  }

  @Test("comparisons and differences are told by their documented keys")
  func json() throws {
    let level = Self.level.with(\.grouping, [])
    let before = try Self.report([level], [(1, 5), (2, 30)], by: .month)
    let after = try Self.report([level], [(1, 5), (2, 10)], by: .month)
    let comparison = try #require(after.compared(with: before).first)
    #expect(
      comparison.json == """
        { "metric": "serviceLevel.F1", "period": "2026-05", "referencePeriod": "2026-05", \
        "group": [], "figure": { "value": 1, "unit": "share", "numerator": 2, \
        "denominator": 2, "counted": 2, "leftOut": { "apart": 0, "unknown": 0, "censored": 0 }, \
        "interval": [0.34238, 1], "smallSample": true }, \
        "reference": { "value": 0.5, "unit": "share", "numerator": 1, "denominator": 2, \
        "counted": 2, "leftOut": { "apart": 0, "unknown": 0, "censored": 0 }, \
        "interval": [0.094531, 0.905469], "smallSample": true }, \
        "change": { "by": "points", "value": 0.5 }, "isBetter": true }
        """)
    let alone = MetricComparison(of: "m", group: ["refunds", nil], nil, with: nil)
    #expect(
      alone.json == """
        { "metric": "m", "period": null, "referencePeriod": null, "group": ["refunds", null], \
        "figure": null, "reference": null, "change": null, "isBetter": null }
        """)
    let difference = try #require(after.changes(since: before).first)
    #expect(difference.json.hasPrefix(#"{ "metric": "serviceLevel.F1", "period": "2026-05", "#))
    #expect(difference.json.contains(#""before": { "value": 0.5"#))
    let list = MetricReport.Difference.json([difference, difference])
    #expect(list.hasPrefix("[") && list.count > 2 * difference.json.count)
    #expect(MetricComparison.json([]) == "[]")
  }
}

extension Facts {
  fileprivate func with(_ fact: String, _ value: FactValue?) -> Facts {
    var copy = self
    if let position = schema.position(of: fact) { copy.record(value, at: position) }
    return copy
  }
}
