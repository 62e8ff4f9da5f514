// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// When calls are not answered in time: a map of weekdays and hours, the stronger the worse.
struct MissedChart: Sendable {
  /// Kept and all calls, by weekday, Monday first, and hour.
  var cells: [[(kept: Int, all: Int)]]
  var threshold: String

  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let left = 9.0
  private static let cell = 90.0 / 24
  private static let rowHeight = 26.0

  var panel: Panel {
    Panel(
      title: "When they wait too long",
      finding: worst == nil ? nil : finding,
      note: """
        Answered within \(threshold), of answered and abandoned. The stronger the colour, the more were \
        not; outlined: where most were missed.
        """,
      body: """
        <svg class="heat" role="img" aria-label="\(finding)" width="100%" height="206">
        \((0..<7).map(row))
        \(labels)
        </svg>
        """)
  }

  private func value(_ day: Int, _ hour: Int) -> (kept: Int, all: Int) {
    day < cells.count && hour < cells[day].count ? cells[day][hour] : (0, 0)
  }

  private func missed(_ day: Int, _ hour: Int) -> Int {
    value(day, hour).all - value(day, hour).kept
  }

  /// The hour with most missed calls.
  private var worst: (day: Int, hour: Int)? {
    let hours = (0..<7).flatMap { day in (0..<24).map { (day: day, hour: $0) } }
    let worst = hours.max { missed($0.day, $0.hour) < missed($1.day, $1.hour) }
    return worst.flatMap { missed($0.day, $0.hour) > 0 ? $0 : nil }
  }

  private var finding: String {
    guard let worst else { return "Every call was answered in time." }
    let (kept, all) = value(worst.day, worst.hour)
    return """
      Most are missed \(Self.days[worst.day]) \(worst.hour):00–\(worst.hour + 1):00: \
      \(ReportText.count(all - kept)) of \(ReportText.count(all)).
      """
  }

  private func row(_ day: Int) -> Markup {
    let y = 8 + Double(day) * Self.rowHeight
    let peak = worst
    let shapes: [Markup] = (0..<24).map { hour in
      let (kept, all) = value(day, hour)
      let outline: Markup = peak.map { $0 == (day, hour) } == true ? " peak" : ""
      let opacity = all == 0 ? 0.04 : 0.05 + 0.95 * Double(all - kept) / Double(all)
      let share = ReportText.percent(kept, of: all)
      return """
        <rect class="cell missed\(outline)" x="\(Self.left + Double(hour) * Self.cell + 0.1)%" \
        y="\(y)" width="\(Self.cell - 0.2)%" height="24" fill-opacity="\(opacity)">\
        <title>\(Self.days[day]) \(hour):00: \(share) of \(ReportText.count(all))</title></rect>
        """
    }
    return "<text x=\"0\" y=\"\(y + 16)\">\(Self.days[day])</text>\(shapes)"
  }

  private var labels: [Markup] {
    stride(from: 0, through: 24, by: 3).map { hour in
      let minor: Markup = hour % 6 == 0 ? "" : " minor"
      return """
        <text class="mid\(minor)" x="\(Self.left + Double(hour) * Self.cell)%" y="204">\(hour)</text>
        """
    }
  }
}
