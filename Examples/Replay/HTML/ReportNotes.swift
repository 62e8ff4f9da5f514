// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// What a careful reader asks for: oddities and refused rows.
struct ReportNotes: Sendable {
  var model: ReportModel

  /// The oddities of the histories.
  var anomalies: Panel {
    let rows: [Markup] = model.anomalies.map { item in
      """
      <tr><th scope="row">\(Markup.text(ReportText.label(item.label)))</th>\
      <td>\(ReportText.count(item.count))</td></tr>
      """
    }
    return Panel(
      title: "Oddities of the histories",
      finding: model.anomalies.isEmpty ? nil : "Counted as they are; nothing was repaired.",
      body: "<table>\(rows)</table>")
  }

  /// The rows that could not be read.
  var rejected: Panel {
    let total = ReportText.sum(model.rejected.map(\.count))
    let rows: [Markup] = model.rejected.map { item in
      """
      <tr><th scope="row">\(Markup.text(ReportText.label(item.reason)))\
      <code>\(Markup.text("line \(item.line): \(item.sample)"))</code></th>\
      <td>\(ReportText.count(item.count))</td></tr>
      """
    }
    return Panel(
      title: "Rows left out",
      finding: model.rejected.isEmpty
        ? "Every row of the log was read."
        : "\(ReportText.count(total)) \(total == 1 ? "row" : "rows") could not be read.",
      body: model.rejected.isEmpty ? "" : "<table>\(rows)</table>")
  }
}
