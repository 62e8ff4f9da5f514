// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// What grows and what shrinks: a ring where a count was, a dot where it is now.
struct GrowthChart: Sendable {
  var growth: [ReportModel.Growth]

  var panel: Panel {
    let notes = growth.map(\.detail).filter { !$0.isEmpty }
    let common = Set(notes).count == 1 ? " \(ReportText.cut(notes[0], to: 120))" : ""
    return Panel(
      title: "What grows",
      finding: growth.isEmpty ? nil : finding,
      note: "Ring: before. Dot: after.\(common)",
      body: BarRows(finding: finding, rows: growth.map(row)).markup)
  }

  private var finding: String {
    let most = growth.filter { $0.after > $0.before }
      .max { Self.gain($0) < Self.gain($1) }
    guard let most else { return "Nothing grew." }
    let name = ReportText.cut(ReportText.label(most.label), to: 40)
    let change = ReportText.change(from: most.before, to: most.after)
    return "Grew most: \(name), \(Self.counts(most)) (\(change))."
  }

  private func row(_ item: ReportModel.Growth) -> BarRows.Row {
    let change = ReportText.change(from: item.before, to: item.after)
    let style: Markup = item.after > item.before ? "more" : "less"
    let label = ReportText.label(item.label)
    let detail = item.detail.isEmpty ? "" : " – \(item.detail)"
    let (before, after) = (place(item.before), place(item.after))
    return BarRows.Row(
      label: item.label, number: change, detail: Self.counts(item),
      drawing: """
        <g class="\(style)"><title>\(label): \(Self.counts(item)), \(change)\(detail)</title>\
        <line class="track" x1="0" x2="100%" y1="4" y2="4"/>\
        <line x1="\(before)%" x2="\(after)%" y1="4" y2="4"/>\
        <circle class="ring" cx="\(before)%" cy="4" r="3.5"/>\
        <circle cx="\(after)%" cy="4" r="4.5"/></g>
        """)
  }

  private func place(_ count: Int) -> Double {
    let largest = max(growth.map { max($0.before, $0.after) }.max() ?? 0, 1)
    return min(max(Double(count) / Double(largest), 0), 1) * 98 + 1
  }

  private static func gain(_ item: ReportModel.Growth) -> Double {
    Double(item.after) - Double(item.before)
  }

  private static func counts(_ item: ReportModel.Growth) -> String {
    "\(ReportText.count(item.before)) → \(ReportText.count(item.after))"
  }
}
