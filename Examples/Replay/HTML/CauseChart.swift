// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// Why promises are missed: by metric, what its clocks did when their time ran out.
struct CauseChart: Sendable {
  var causes: [ReportModel.Cause]

  var panel: Panel {
    Panel(
      title: "Why promises break",
      finding: causes.isEmpty ? nil : finding,
      note: "Bars show missed cycles; the rate is of all cycles of the metric.",
      body: BarRows(finding: finding, rows: causes.map(row)).markup)
  }

  private var finding: String {
    let total = ReportText.sum(causes.map(\.count))
    guard let most = causes.max(by: { $0.count < $1.count }), total > 0 else {
      return "No cycle was missed."
    }
    let reason = ReportText.cut(ReportText.label(most.reason), to: 60)
    return
      "\(ReportText.count(total)) cycles missed, most of them in \(ReportText.label(most.metric)): "
      + "\(reason) (\(ReportText.percent(most.count, of: total)))."
  }

  private func row(_ cause: ReportModel.Cause) -> BarRows.Row {
    let rate = ReportText.percent(cause.count, of: cause.cycles)
    let most = max(causes.map(\.count).max() ?? 0, 1)
    let counts = "\(ReportText.count(cause.count)) of \(ReportText.count(cause.cycles)) cycles"
    return BarRows.Row(
      label: cause.reason, number: ReportText.count(cause.count), detail: rate,
      drawing: BarRows.bar(
        Double(cause.count) / Double(most), style: "bad",
        title: "\(ReportText.label(cause.reason)): \(counts), \(rate)"),
      caption: "\(cause.metric), \(ReportText.count(cause.cycles)) cycles")
  }
}
