// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// Which rules are missed most.
struct BreachChart: Sendable {
  var breaches: [ReportModel.Breach]

  var panel: Panel {
    let rows = breaches.map(row)
    return Panel(
      title: "Where promises break",
      finding: breaches.isEmpty ? nil : finding,
      note: "Bars show tickets; the rate is of those under the rule.",
      body: BarRows(finding: finding, rows: rows).markup)
  }

  private var finding: String {
    guard let most = breaches.max(by: { $0.count < $1.count }), most.count > 0 else {
      return "No rule was missed."
    }
    let name = ReportText.cut(ReportText.label(most.label), to: 60)
    let rate = ReportText.percent(most.count, of: most.of)
    return "Missed most: \(name), \(ReportText.count(most.count)) times (\(rate))."
  }

  private func row(_ breach: ReportModel.Breach) -> BarRows.Row {
    let rate = ReportText.percent(breach.count, of: breach.of)
    let counts = "\(ReportText.count(breach.count)) of \(ReportText.count(breach.of))"
    let most = max(breaches.map(\.count).max() ?? 0, 1)
    return BarRows.Row(
      label: breach.label,
      number: ReportText.count(breach.count), detail: rate,
      drawing: BarRows.bar(
        Double(breach.count) / Double(most), style: "bad",
        title: "\(ReportText.label(breach.label)): \(counts) missed, \(rate)"),
      caption: breach.detail)
  }
}
