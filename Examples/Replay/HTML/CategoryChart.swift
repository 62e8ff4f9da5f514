// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// The largest categories and how much of the work they hold.
struct CategoryChart: Sendable {
  var categories: [ReportModel.Category]
  var coverage: ReportModel.Share

  var panel: Panel {
    Panel(
      title: "Largest categories",
      finding: categories.isEmpty ? nil : finding,
      note: coverage.excluded > 0
        ? "\(ReportText.tickets(coverage.excluded)) left out." : "",
      body: BarRows(finding: finding, rows: categories.map(row)).markup)
  }

  private var finding: String {
    let share = ReportText.percent(coverage.numerator, of: coverage.denominator)
    let whole = ReportText.tickets(coverage.denominator)
    let who = categories.count == 1 ? "One category holds" : "The top \(categories.count) hold"
    return "\(who) \(share) of \(whole)."
  }

  private func row(_ category: ReportModel.Category) -> BarRows.Row {
    let largest = max(categories.map(\.count).max() ?? 0, 1)
    let count = ReportText.count(category.count)
    let share = ReportText.percent(category.share)
    let tickets = ReportText.tickets(category.count)
    return BarRows.Row(
      label: category.label, number: count, detail: share,
      drawing: BarRows.bar(
        Double(category.count) / Double(largest), style: "accent",
        title: "\(ReportText.label(category.label)): \(tickets), \(share)"))
  }
}
