// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTime

/// The figures of a log of calls as a report to read in a terminal.
struct CallTextReport {
  private let figures: CallFigures
  private var page = TextLines()

  init(_ figures: CallFigures) {
    self.figures = figures
  }

  /// The report, with a newline at its end.
  static func text(_ figures: CallFigures) -> String {
    var report = CallTextReport(figures)
    report.head()
    report.levels()
    report.waiting()
    report.handling()
    report.hours()
    report.returns()
    for groups in figures.groups { report.groups(groups) }
    report.odd()
    report.rejected()
    report.definitions()
    return report.page.text
  }

  private var table: CallTable { figures.table }

  private func share(_ part: Int, of whole: Int) -> String {
    MetricRate(part, of: whole).percent
  }

  private mutating func head() {
    let form = figures.map.form
    page.lines.append(form.name.isEmpty ? "Calls" : form.name.printable)
    page.lines.append("\(figures.source.printable), \(figures.period)")
    if !form.credit.isEmpty { page.lines.append("Data: \(form.credit.printable)") }
    page.section("How many")
    page.row("rows", figures.rows.grouped)
    page.row("calls", figures.calls.grouped)
    if figures.counts.tally.outbound > 0 {
      page.row("outbound calls", figures.counts.tally.outbound.grouped, "not counted below")
    }
    for outcome in Contact.Outcome.allCases where figures.outcome(outcome) > 0 {
      let count = figures.outcome(outcome)
      page.row(outcome.words, count.grouped, share(count, of: figures.calls))
    }
    if figures.withoutOutcome > 0 {
      page.row(
        "outcome not known", figures.withoutOutcome.grouped,
        share(figures.withoutOutcome, of: figures.calls))
    }
  }

  private mutating func levels() {
    page.section("Service level: the same calls, every reading")
    page.table(
      ["reading"] + figures.levels.map { "≤ \($0.within) s" } + [""],
      CallPlans.Reading.all.indices.map { index in
        [CallPlans.Reading.all[index].name]
          + figures.levels.map { $0.readings[index].figure.percent }
          + [CallPlans.Reading.all[index].words]
      }, endsInText: true)
    for level in figures.levels {
      guard let spread = level.spread, let points = level.points else { continue }
      let (low, high) = (level.readings[spread.lowest], level.readings[spread.highest])
      page.lines.append(
        "  within \(level.within) s the same calls: \(low.figure.percent) (\(low.reading.name)) … "
          + "\(high.figure.percent) (\(high.reading.name)), \(points.rounded(1)) points apart")
    }
    let connected = table["connectRate"]
    page.row("connect rate", connected.percent, connected.parts)
  }

  private mutating func waiting() {
    page.section("Who gives up, how long they wait")
    for base in MetricDefinition.AbandonmentBase.allCases {
      let (all, long) = (
        table[MetricID("abandonment.\(base.rawValue)")], table[CallPlans.shortID(base)]
      )
      page.row(
        "abandoned, of \(base.rawValue)", all.percent,
        "\(all.parts); without waits ≤ \(figures.options.short) s \(long.percent)")
    }
    for (label, id) in [
      ("average speed of answer", "averageSpeedOfAnswer"),
      ("the same, of all", "averageSpeedOfAnswer.all"),
      ("the same, from the arrival", "averageSpeedOfAnswer.fromArrival"),
      ("until given up", "averageAbandonTime"), ("longest wait", "longestWait"),
    ] {
      let figure = table[MetricID(id)]
      page.row(label, figure.span, "of \(figure.counted.grouped)")
    }
    let quantiles = CallPlans.waitShares.map { share in
      "p\(share) \(table[CallPlans.quantileID("wait", share)].span)"
    }
    page.lines.append("  waits that so many do not exceed: " + quantiles.joined(separator: ", "))
  }

  private mutating func handling() {
    page.section("How long it takes")
    for (label, id) in [
      ("average handling time", "averageHandlingTime"), ("talk", "averageTalkTime"),
      ("hold", "averageHoldTime"), ("hold, of those held", "averageHoldTime.held"),
      ("wrap-up", "averageWrapUpTime"),
    ] {
      let figure = table[MetricID(id)]
      if figure.counted == 0 { continue }
      let parts = id == "averageHandlingTime" ? ", \(figures.handlingParts)" : ""
      page.row(label, figure.span, "of \(figure.counted.grouped)\(parts)")
    }
    let quantiles = CallPlans.handlingShares.map { share in
      "p\(share) \(table[CallPlans.quantileID("handling", share)].span)"
    }
    page.lines.append("  handling that so many do not exceed: " + quantiles.joined(separator: ", "))
    for (label, id) in [
      ("transferred", "transferRate"), ("resolved, by word", "firstContactResolution"),
    ] {
      let figure = table[MetricID(id)]
      if figure.denominator > 0 { page.row(label, figure.percent, figure.parts) }
    }
  }

  private mutating func hours() {
    page.section("When they call, and when it is missed")
    let shown = figures.hours.enumerated().filter { $0.element.arrivals > 0 }
    page.table(
      ["from", "calls", "≤ \(figures.options.within[0]) s", "abandoned", "speed of answer"],
      shown.map { hour, part in
        [
          "\(hour):00", part.arrivals.grouped, part.level.percent, part.abandonment.percent,
          part.speed.span,
        ]
      })
    if let busiest = figures.busiest {
      let (date, time) = figures.map.zone.wallTime(at: busiest.at)
      page.row("busiest half hour", busiest.calls.grouped, "\(date) \(time)")
    }
  }

  private mutating func returns() {
    page.section("Who comes back")
    page.row("customers", figures.customers.grouped)
    for (window, figure) in figures.returns {
      let censored = figure.leftOut.censored
      page.row(
        "again within \(window.rawValue)", figure.percent,
        figure.parts + (censored > 0 ? ", \(censored.grouped) not over yet" : ""))
    }
  }

  private mutating func groups(_ groups: CallFigures.Groups) {
    let dimension = groups.dimension
    page.section("By \(dimension.name)")
    var rows = groups.shown.map { row($0, $0.name?.shown ?? "", dimension) }
    if groups.others > 0 {
      rows.append(row(groups.rest, "\(groups.others.grouped) others", dimension))
    }
    // Calls without an agent are those that nobody answered.
    if let unknown = groups.unknown, dimension != .agent {
      rows.append(row(unknown, "(none)", dimension))
    }
    page.table(
      [dimension.name, "calls"] + (dimension == .agent ? [] : ["answered", "abandoned"])
        + ["≤ \(figures.options.within[0]) s", "speed", "handling", "24 h", "7 d"], rows)
  }

  private func row(
    _ group: CallFigures.Group, _ name: String, _ dimension: CallMap.Column
  ) -> [String] {
    [name, group.calls.grouped]
      + (dimension == .agent
        ? [] : [group[.answered].numerator.count.grouped, group[.abandonment].percent])
      + [
        group[.serviceLevel].percent, group[.averageSpeedOfAnswer].span,
        group[.averageHandlingTime].span, group[.day].percent, group[.week].percent,
      ]
  }

  private mutating func odd() {
    guard !figures.counts.odd.isEmpty else { return }
    page.section("Calls that cannot be, and calls that are none")
    page.row("calls", table["unsound"].numerator.count.grouped, "with one or more of these")
    for odd in figures.counts.odd {
      page.row(odd.kind, odd.count.grouped, "first in line \(odd.line)")
    }
  }

  private mutating func rejected() {
    if !figures.unlisted.isEmpty {
      page.section("Outcomes that the map does not list")
      for (name, count) in figures.unlisted.prefix(20) { page.row(name, count.grouped) }
    }
    guard !figures.counts.rejected.isEmpty else { return }
    page.section("Rows that are no calls")
    for row in figures.counts.rejected.prefix(40) {
      page.lines.append("    \(row.count.grouped) × \(row.kind)")
      page.lines.append("      first: line \(row.line): \(row.text.prefix(120))")
    }
  }

  private mutating func definitions() {
    page.section("Definitions")
    for (term, text) in figures.definitions { page.lines.append("  \(term): \(text)") }
  }
}

extension Contact.Outcome {
  /// The outcome as a report calls it.
  var words: String {
    switch self {
    case .leftInMenu: "left in menu"
    case .calledBack: "called back"
    default: rawValue
    }
  }
}
