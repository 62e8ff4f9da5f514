// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// How often each promise was kept, by priority.
struct AttainmentChart: Sendable {
  var groups: [ReportModel.Attainment]

  var panel: Panel {
    let shown = groups.filter { !$0.rows.isEmpty }
    let columns: [Markup] = shown.map(column)
    return Panel(
      title: "Promises kept",
      finding: shown.isEmpty ? nil : finding,
      note: "A full bar is every ticket with a verdict. Tickets left out have none.",
      isWide: true,
      body: "<div class=\"columns\">\(columns)</div>")
  }

  private var finding: String {
    let lowest = groups.flatMap { group in group.rows.map { (title: group.title, row: $0) } }
      .filter { $0.row.denominator > 0 }
      .min { Self.rate($0.row) < Self.rate($1.row) }
    guard let lowest else { return "No promise has a verdict." }
    let rate = ReportText.percent(lowest.row.numerator, of: lowest.row.denominator)
    let whole = ReportText.count(lowest.row.denominator)
    let name = ReportText.cut(ReportText.label(lowest.row.label), to: 40)
    return "Kept least: \(ReportText.cut(lowest.title, to: 60)), \(name), with \(rate) of \(whole)."
  }

  private func column(_ group: ReportModel.Attainment) -> Markup {
    let rows = group.rows.map { row in
      let rate = ReportText.percent(row.numerator, of: row.denominator)
      let counts = Self.counts(row)
      let left = row.excluded > 0 ? ", \(ReportText.count(row.excluded)) left out" : ""
      return BarRows.Row(
        label: row.label, number: rate, detail: counts,
        drawing: BarRows.bar(
          Self.rate(row), style: "good",
          title: "\(ReportText.label(row.label)): \(rate), \(counts)\(left)"))
    }
    let excluded = ReportText.sum(group.rows.map(\.excluded))
    let left: Markup =
      excluded > 0 ? "<p class=\"note\">\(ReportText.tickets(excluded)) left out</p>" : ""
    return """
      <div><h3>\(Markup.text(ReportText.label(group.title), limit: 80))</h3>
      <p class="detail">\(Markup.text(group.detail))</p>
      \(BarRows(finding: aria(group), rows: rows).markup)\(left)</div>
      """
  }

  private func aria(_ group: ReportModel.Attainment) -> String {
    let kept = ReportText.sum(group.rows.map(\.numerator))
    let of = ReportText.sum(group.rows.map(\.denominator))
    let share = ReportText.percent(kept, of: of)
    return "\(ReportText.label(group.title)): kept for \(share) of \(ReportText.tickets(of))"
  }

  private static func rate(_ row: ReportModel.Share) -> Double {
    row.denominator > 0 ? Double(row.numerator) / Double(row.denominator) : 0
  }

  private static func counts(_ row: ReportModel.Share) -> String {
    "\(ReportText.count(row.numerator)) of \(ReportText.count(row.denominator))"
  }
}
