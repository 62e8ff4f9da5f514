// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// Whose tickets come back after they were resolved.
struct ReopenChart: Sendable {
  var shares: [ReportModel.Share]

  var panel: Panel {
    let rows = shares.map(row)
    return Panel(
      title: "Who reopens",
      finding: shares.isEmpty ? nil : finding,
      note: "A full bar is \(ReportText.percent(full)) of the tickets.",
      body: BarRows(finding: finding, rows: rows).markup)
  }

  private var finding: String {
    let highest = shares.filter { $0.denominator > 0 && $0.numerator > 0 }
      .max { Self.rate($0) < Self.rate($1) }
    guard let highest else { return "No ticket was reopened." }
    let name = ReportText.cut(ReportText.label(highest.label), to: 40)
    let rate = ReportText.percent(highest.numerator, of: highest.denominator)
    return "Reopened most: \(name), \(rate) (\(Self.counts(highest)))."
  }

  /// Reopening is rare, so the bars end at a round rate above the highest.
  private var full: Double {
    let highest = shares.map(Self.rate).max() ?? 0
    return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].first { highest <= $0 } ?? 1
  }

  private func row(_ share: ReportModel.Share) -> BarRows.Row {
    let rate = ReportText.percent(share.numerator, of: share.denominator)
    let counts = Self.counts(share)
    let left = share.excluded > 0 ? ", \(ReportText.count(share.excluded)) left out" : ""
    return BarRows.Row(
      label: share.label, number: rate, detail: counts,
      drawing: BarRows.bar(
        Self.rate(share) / full, style: "accent",
        title: "\(ReportText.label(share.label)): \(rate), \(counts)\(left)"))
  }

  private static func rate(_ share: ReportModel.Share) -> Double {
    share.denominator > 0 ? Double(share.numerator) / Double(share.denominator) : 0
  }

  private static func counts(_ share: ReportModel.Share) -> String {
    "\(ReportText.count(share.numerator)) of \(ReportText.count(share.denominator))"
  }
}
