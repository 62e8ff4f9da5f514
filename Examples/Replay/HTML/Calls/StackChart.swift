// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// Columns of parts that stand on one another: what became of calls, by the time of day or by the day.
struct StackChart: Sendable {
  /// A kind of part with its name and its colour.
  struct Series: Sendable {
    var name: String
    var style: Markup
  }

  /// A column: its parts from the bottom, in the order of the series.
  struct Column: Sendable {
    /// What stands below it; empty for none.
    var tick = ""
    /// Whether the tick has no room on a phone.
    var isMinor = false
    var title: String
    var parts: [Int]
  }

  var title: String
  var finding: String
  var note = ""
  var series: [Series]
  var columns: [Column]

  private static let top = 14.0
  private static let plotHeight = 180.0
  private static let base = top + plotHeight

  var panel: Panel {
    Panel(
      title: title, finding: columns.isEmpty ? nil : finding, note: note, isWide: true,
      body: """
        <ul class="key">
        \(series.map(key))
        </ul>
        <svg class="plot stack" role="img" aria-label="\(finding)" width="100%" height="\(Self.base + 24)">
        \(gridLines)
        \(columns.indices.map(column))
        <line class="axis" x1="0" x2="100%" y1="\(Self.base)" y2="\(Self.base)"/>
        \(gridLabels)
        </svg>
        """)
  }

  private var values: ValueScale {
    ValueScale(upTo: columns.map { ReportText.sum($0.parts) }.max() ?? 0)
  }

  private func key(_ one: Series) -> Markup {
    """
    <li><svg aria-hidden="true" width="12" height="12"><rect class="\(one.style)" width="12" height="12"/>\
    </svg>\(one.name)</li>
    """
  }

  private var gridLines: [Markup] {
    let values = values
    return values.ticks.map { tick in
      let y = Self.base - values.place(tick: tick) * Self.plotHeight
      return "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(y)\" y2=\"\(y)\"/>"
    }
  }

  /// On a phone the numbers reach over the first columns.
  private var gridLabels: [Markup] {
    let values = values
    return values.ticks.map { tick in
      let y = Self.base - values.place(tick: tick) * Self.plotHeight - 4
      return """
        <text class="start" x="0" y="\(y)">\(ReportText.count(ReportText.whole(tick)))</text>
        """
    }
  }

  private func column(_ index: Int) -> Markup {
    let column = columns[index]
    let values = values
    let pitch = 96.0 / Double(columns.count)
    let x = 4 + Double(index) * pitch
    let gap = min(pitch * 0.12, 0.3)
    var below = 0
    let parts: [Markup] = zip(series, column.parts).map { one, part in
      let low = Self.base - values.place(below) * Self.plotHeight
      below = ReportText.sum([below, max(part, 0)])
      let high = Self.base - values.place(below) * Self.plotHeight
      if part <= 0 { return "" }
      return """
        <rect class="\(one.style)" x="\(x + gap)%" y="\(high)" width="\(pitch - 2 * gap)%" \
        height="\(low - high)"/>
        """
    }
    let minor: Markup = column.isMinor ? " minor" : ""
    let tick: Markup =
      column.tick.isEmpty
      ? ""
      : """
      <text class="mid\(minor)" x="\(x + pitch / 2)%" y="\(Self.base + 17)">\(column.tick)</text>
      """
    return "<g><title>\(column.title)</title>\(parts)</g>\(tick)"
  }
}
