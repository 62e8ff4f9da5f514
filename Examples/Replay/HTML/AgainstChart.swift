// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// What another policy would change: promises newly kept to the right, newly missed to the left.
struct AgainstChart: Sendable {
  var model: ReportModel.Against

  /// The panels: promises, and sums where anything is paid.
  var panels: [Panel] { [promises, money, cases].compactMap(\.self) }

  // MARK: Promises

  private var promises: Panel {
    Panel(
      title: "\(model.after) instead of \(model.before)",
      finding: model.finding,
      note:
        "By rule. Left: newly missed. Right: newly met. What only one of both promises is counted below.",
      isWide: model.sums.isEmpty,
      body: BarRows(finding: model.finding, rows: model.rules.map(row)).markup)
  }

  private func row(_ rule: ReportModel.Shift) -> BarRows.Row {
    let most = Double(max(model.rules.map { max($0.newlyMet, $0.newlyMissed) }.max() ?? 0, 1))
    let left = Double(rule.newlyMissed) / most * 50
    let right = Double(rule.newlyMet) / most * 50
    let label = ReportText.label(rule.label)
    let met = "\(ReportText.count(rule.newlyMet)) newly met"
    let missed = "\(ReportText.count(rule.newlyMissed)) newly missed"
    return BarRows.Row(
      label: rule.label, number: "\(rule.before) → \(rule.after)", detail: "",
      drawing: """
        <g><title>\(label): \(missed), \(met)</title>\
        <rect class="track" width="100%" height="8" rx="1"/>\
        \(Self.bar(from: 50 - left, left, "bad"))\(Self.bar(from: 50, right, "good"))\
        <line class="axis" x1="50%" x2="50%" y1="-1" y2="9"/></g>
        """,
      caption: Self.caption(rule))
  }

  private static func bar(from start: Double, _ width: Double, _ style: Markup) -> Markup {
    guard width > 0 else { return "" }
    return "<rect class=\"\(style)\" x=\"\(start)%\" width=\"\(max(width, 0.3))%\" height=\"8\"/>"
  }

  private static func caption(_ rule: ReportModel.Shift) -> String {
    [
      (rule.newlyMissed, "newly missed"), (rule.newlyMet, "newly met"), (rule.added, "added"),
      (rule.dropped, "dropped"), (rule.moved, "moved"), (rule.unchanged, "as before"),
    ].filter { $0.0 > 0 }.map { "\(ReportText.count($0.0)) \($0.1)" }.joined(separator: ", ")
  }

  // MARK: Money

  private var money: Panel? {
    guard let all = model.sums.first else { return nil }
    let finding = "Paid \(all.after) instead of \(all.before)."
    let most = Double(max(model.sums.map { max($0.minorBefore, $0.minorAfter) }.max() ?? 0, 1))
    let rows = model.sums.map { sum in
      BarRows.Row(
        label: sum.label, number: sum.after, detail: "before \(sum.before)",
        drawing: """
          \(BarRows.bar(
            Double(sum.minorAfter) / most, style: "accent",
            title: "\(ReportText.label(sum.label)): \(sum.before) before, \(sum.after) after"))\
          <line class="axis" x1="\(Double(sum.minorBefore) / most * 100)%" \
          x2="\(Double(sum.minorBefore) / most * 100)%" y1="-2" y2="10"/>
          """,
        caption: sum.caption)
    }
    return Panel(
      title: "What would be paid", finding: finding, note: "Bar: after. Mark: before.",
      body: BarRows(finding: finding, rows: rows).markup)
  }

  // MARK: Cases

  private var cases: Panel? {
    guard !model.cases.isEmpty else { return nil }
    let rows: [Markup] = model.cases.map { item in
      """
      <tr><th><b class="strong">\(Markup.text(item.label, limit: 60))</b>\
      <code>\(Markup.text(item.before, limit: 120))</code>\
      <code>→ \(Markup.text(item.after, limit: 120))</code></th></tr>
      """
    }
    return Panel(
      title: "The first cases that change", finding: model.casesFinding, isWide: true,
      body: "<table>\n\(rows)\n</table>")
  }
}
