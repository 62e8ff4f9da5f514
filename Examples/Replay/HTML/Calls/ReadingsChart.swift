// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// Every reading of the service level, side by side: a dot for each threshold on one line.
struct ReadingsChart: Sendable {
  /// A reading with its figure at each threshold; `nil` where there is nothing to count.
  struct Row: Sendable {
    var name: String
    var words: String
    var shares: [Double?]
    var details: [String]
  }

  /// The thresholds, in words.
  var thresholds: [String]
  var rows: [Row]
  var finding: String

  private static let styles: [Markup] = ["accent", "good", "third", "bad"]

  var panel: Panel {
    let keys: [Markup] = thresholds.enumerated().map { index, threshold in
      """
      <li><svg aria-hidden="true" width="12" height="12"><circle class="\(Self.style(index))" cx="6" \
      cy="6" r="5"/></svg>within \(threshold)</li>
      """
    }
    let isKnown = rows.contains { $0.shares.contains { $0 != nil } }
    return Panel(
      title: "Service level: the same calls, every reading",
      finding: isKnown ? finding : nil,
      note: """
        The lines run from \(ReportText.percent(floor)) to 100 %. T is the threshold; short calls and \
        events as defined below.
        """,
      isWide: true,
      body: """
        <ul class="key">
        \(keys)
        </ul>
        \(BarRows(finding: finding, rows: rows.map(row)).markup)
        """)
  }

  private static func style(_ index: Int) -> Markup { styles[index % styles.count] }

  /// The lowest share, down to the next tenth, so that readings lie apart.
  private var floor: Double {
    let lowest = rows.flatMap(\.shares).compactMap(\.self).min() ?? 0
    return min(max((lowest * 10 - 0.2).rounded(.down) / 10, 0), 0.9)
  }

  private func row(_ row: Row) -> BarRows.Row {
    let floor = floor
    let dots: [Markup] = row.shares.enumerated().compactMap { index, share in
      guard let share else { return nil }
      let x = (share - floor) / (1 - floor) * 98 + 1
      let title =
        "\(row.name), within \(thresholds[index]): \(ReportText.percent(share)), "
        + row.details[index]
      return """
        <g><title>\(title)</title><circle class="\(Self.style(index))" cx="\(x)%" cy="4" r="5"/></g>
        """
    }
    let numbers = row.shares.map { $0.map(ReportText.percent) ?? ReportText.none }
    return BarRows.Row(
      label: row.name, number: numbers.joined(separator: " · "), detail: "",
      drawing: """
        <line class="track" x1="0" x2="100%" y1="4" y2="4"/>\(dots)
        """, caption: row.words)
  }
}
