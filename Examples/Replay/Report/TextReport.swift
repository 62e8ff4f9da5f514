// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportSLA
import SupportTime

/// The figures as a report to read in a terminal.
struct TextReport {
  private let figures: Figures
  private var page = TextLines()

  init(_ figures: Figures) {
    self.figures = figures
  }

  /// The report, with a newline at its end.
  static func text(_ figures: Figures) -> String {
    var report = TextReport(figures)
    report.head()
    report.handling()
    report.spans()
    report.promises()
    report.cycles()
    if let comparison = figures.comparison { comparison.write(to: &report.page) }
    report.backlog()
    report.categories()
    report.oddities()
    report.definitions()
    return report.page.text
  }

  private var tally: ReplayTally { figures.tally }

  // MARK: Sections

  private mutating func head() {
    let map = figures.run.map
    page.lines.append(map.name.isEmpty ? "Support log" : map.name.printable)
    page.lines.append("\(figures.source.printable), \(figures.period)")
    if !map.credit.isEmpty { page.lines.append("Data: \(map.credit.printable)") }
    page.section("How many")
    page.row("events", figures.run.log.rows.count.grouped)
    page.row("tickets", tally.all.tickets.tickets.grouped)
    if figures.run.log.rejectedCount > 0 {
      page.row("rejected rows", figures.run.log.rejectedCount.grouped)
      for rejection in figures.run.log.rejections.prefix(40) {
        page.lines.append("    \(rejection.count.grouped) × \(rejection.reason)")
        page.lines.append(
          "      first: line \(rejection.firstLine): \(rejection.firstText.prefix(120))")
      }
    }
  }

  private mutating func handling() {
    let all = tally.all
    page.section("Who comes back, who is handed on")
    page.row(
      "tickets reopened", all.tickets.reopenedTickets.grouped, all.tickets.reopenRate.percent)
    page.row("reopens", all.tickets.reopens.grouped)
    page.row(
      "first-contact resolution", all.firstContactResolution.percent, of(all.firstContactResolution)
    )
    page.row(
      "reassignments a ticket", all.reassignmentRate.value?.rounded(3) ?? "–",
      figures.hasCounter ? "stored counter" : "changes of the agent")
    page.row(
      "group changes", all.groupChanges.grouped,
      "\(all.groupChangesBetweenKnown.grouped) between known groups")
  }

  private mutating func spans() {
    page.section("How fast (opening to resolved)")
    for (label, tally) in [
      ("first resolution", figures.firstResolution), ("last resolution", figures.lastResolution),
    ] where tally.count > 0 {
      page.row(label, tally.quantile(0.5).span, "median of \(tally.count.grouped)")
      page.row("", tally.mean.span, "mean (\(tally.mean.map { ($0 / 1_000).rounded(0) } ?? "–") s)")
      page.row("", tally.quantile(0.9).span, "p90")
      page.row("", tally.quantile(0.99).span, "p99")
    }
    let business = tally.businessTime
    guard business.count > 0 else { return }
    let hours = { (milliseconds: Double) in (milliseconds / 3_600_000).rounded(1) + " h" }
    page.row(
      "business time a ticket", business.quantile(0.5).map(hours) ?? "–",
      "median, first to last row, calendar \"\(figures.calendarName)\"")
    page.row("business time in all", "\((Int(business.sum / 3_600_000)).grouped) h")
  }

  private mutating func promises() {
    page.section("Where promises break")
    let recorded = tally.all.recordedSLA
    if recorded.denominator > 0 { page.row("recorded SLA met", recorded.percent, of(recorded)) }
    for metric in figures.promisedMetrics {
      let promise = tally.all.promises[metric] ?? AttainmentTally()
      page.row("\(metric.rawValue) met", promise.attainment.percent, of(promise.attainment))
    }
    page.table(
      ["priority", "tickets", "recorded"] + figures.promisedMetrics.map(\.rawValue),
      figures.priorities.prefix(12).compactMap { name in
        tally.byPriority[name].map { group in
          [name.shown, group.tickets.tickets.grouped, group.recordedSLA.percent]
            + figures.promisedMetrics.map { group.promises[$0]?.attainment.percent ?? "–" }
        }
      })
    for (rule, breaches) in figures.unusedRules where breaches == 0 {
      page.lines.append("  rule \(rule) matched no ticket")
    }
  }

  private mutating func cycles() {
    let known = figures.promisedMetrics.compactMap { metric in
      tally.cycles[metric].map { (metric: metric, cycles: $0) }
    }
    guard !known.isEmpty else { return }
    page.section("Cycles and breaches")
    page.table(
      ["metric", "cycles", "met", "missed", "running", "cancelled"],
      known.map { metric, cycles in
        let ended = cycles.attainment
        return [
          metric.rawValue.shown, cycles.count.grouped, ended.met.grouped, ended.missed.grouped,
          ended.running.grouped, ended.cancelled.grouped,
        ]
      })
    for (metric, cycles) in known {
      for (reason, count) in cycles.ordered {
        page.row("\(metric.rawValue) missed", count.grouped, reason)
      }
    }
  }

  private mutating func backlog() {
    guard !figures.months.isEmpty else { return }
    page.section("What is open at the first of each month (as known then)")
    let counts = tally.backlog.counts(at: figures.months)
    page.table(
      ["from", "not closed", "unresolved"],
      zip(figures.months, counts).suffix(14).map { instant, count in
        [
          "\(figures.run.map.zone.date(at: instant))", count.notClosed.grouped,
          count.unresolved.grouped,
        ]
      })
  }

  private mutating func categories() {
    page.section("What it is about, and what grows")
    let growth = Dictionary(
      figures.growth.map { ($0.label, "\($0.before) → \($0.after)") }
    ) { first, _ in first }
    for entry in tally.categories.top(10) {
      let share = MetricRate(entry.count, of: tally.categories.total)
      let label = Figures.label("category", entry.name)
      page.row(label, entry.count.grouped, "\(share.percent)  \(growth[label] ?? "")")
    }
    page.row("top ten together", tally.categories.share(ofTop: 10).percent)
    if let months = figures.growthMonths { page.lines.append("  (\(months))") }
    let hours = figures.hours
    if let busiest = hours.indices.max(by: { hours[$0] < hours[$1] }), hours[busiest] > 0 {
      page.row("busiest hour", "\(busiest):00", "opened \(ReportText.tickets(hours[busiest]))")
    }
  }

  private mutating func oddities() {
    if !figures.unlisted.isEmpty {
      page.section("States and activities that the map does not list")
      for (name, count) in figures.unlisted.prefix(20) { page.row(name, count.grouped) }
    }
    guard !tally.oddities.isEmpty else { return }
    page.section("Odd histories")
    for (name, oddity) in tally.oddities.sorted(by: { $0.key < $1.key }) {
      page.row(name, oddity.events.grouped, "in \(ReportText.tickets(oddity.tickets))")
    }
  }

  private mutating func definitions() {
    page.section("Definitions")
    for (term, text) in figures.definitions { page.lines.append("  \(term): \(text)") }
  }

  // MARK: Pieces

  private func of(_ rate: MetricRate) -> String {
    let excluded = rate.excluded > 0 ? ", \(rate.excluded.grouped) left out" : ""
    return "\(rate.numerator.grouped) of \(rate.denominator.grouped)\(excluded)"
  }
}
