// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// When tickets or calls arrive: a heat map of weekdays and hours, with the hours as bars above it.
struct ArrivalsChart: Sendable {
  var counts: [[Int]]
  var zone: String
  /// What arrives: `ticket`.
  var thing = "ticket"

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let left = 9.0
  private static let cell = 78.0 / 24
  private static let barsHeight = 44.0
  private static let rowHeight = 26.0

  var panel: Panel {
    let total = ReportText.sum(counts.joined())
    return Panel(
      title: "When \(thing)s arrive",
      finding: total > 0 ? finding : nil,
      note: "Hours in \(zone). The stronger the colour, the more \(thing)s; outlined: the most.",
      body: """
        <svg class="heat" role="img" aria-label="\(finding)" width="100%" height="256">
        \(hourBars)
        \((0..<7).map(row))
        \(hourLabels)
        </svg>
        """)
  }

  private var finding: String {
    let total = ReportText.sum(counts.joined())
    let weekdays = ReportText.sum((0..<5).map(dayTotal))
    let peak = peak
    let share = ReportText.percent(weekdays, of: total)
    return """
      Busiest: \(Self.days[peak.day]) \(Self.hours(peak.hour)), \(ReportText.things(peak.count, thing)). \
      \(share) arrive Monday to Friday.
      """
  }

  private var peak: (day: Int, hour: Int, count: Int) {
    var peak = (day: 0, hour: 0, count: count(0, 0))
    for day in 0..<7 {
      for hour in 0..<24 where count(day, hour) > peak.count {
        peak = (day, hour, count(day, hour))
      }
    }
    return peak
  }

  /// The tickets of an hour; what the model leaves out or puts below zero is none.
  private func count(_ day: Int, _ hour: Int) -> Int {
    guard day < counts.count, hour < counts[day].count else { return 0 }
    return max(counts[day][hour], 0)
  }

  private func dayTotal(_ day: Int) -> Int {
    ReportText.sum((0..<24).map { count(day, $0) })
  }

  private static func hours(_ hour: Int) -> String {
    let start = hour < 10 ? "0\(hour)" : String(hour)
    let end = hour < 9 ? "0\(hour + 1)" : String(hour + 1)
    return "\(start):00–\(end):00"
  }

  private static func x(_ hour: Int) -> Double { left + Double(hour) * cell }

  private var hourBars: [Markup] {
    let totals = (0..<24).map { hour in ReportText.sum((0..<7).map { count($0, hour) }) }
    let largest = Double(max(totals.max() ?? 0, 1))
    return totals.enumerated().map { hour, total in
      let height = Double(total) / largest * (Self.barsHeight - 4)
      return """
        <rect class="bar" x="\(Self.x(hour) + 0.2)%" y="\(Self.barsHeight - height)" \
        width="\(Self.cell - 0.4)%" height="\(height)">\
        <title>\(Self.hours(hour)): \(ReportText.things(total, thing))</title></rect>
        """
    }
  }

  private func row(_ day: Int) -> Markup {
    let y = Self.barsHeight + 8 + Double(day) * Self.rowHeight
    let largest = Double(max(peak.count, 1))
    let cells: [Markup] = (0..<24).map { hour in
      let count = count(day, hour)
      let outline: Markup = (day, hour) == (peak.day, peak.hour) ? " peak" : ""
      let opacity = count == 0 ? 0.04 : 0.1 + 0.9 * Double(count) / largest
      return """
        <rect class="cell\(outline)" x="\(Self.x(hour) + 0.1)%" y="\(y)" \
        width="\(Self.cell - 0.2)%" height="24" fill-opacity="\(opacity)">\
        <title>\(Self.days[day]) \(Self.hours(hour)): \(ReportText.count(count))</title></rect>
        """
    }
    return """
      <text x="0" y="\(y + 16)">\(Self.days[day])</text>\(cells)\
      <text class="end" x="100%" y="\(y + 16)">\(ReportText.count(dayTotal(day)))</text>
      """
  }

  private var hourLabels: [Markup] {
    stride(from: 0, through: 24, by: 3).map { hour in
      let wide: Markup = hour % 6 == 0 ? "" : " minor"
      return """
        <text class="mid\(wide)" x="\(Self.x(hour))%" y="250">\(hour)</text>
        """
    }
  }
}
