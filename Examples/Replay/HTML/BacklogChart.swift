// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore

/// How many tickets are open over time, one line per meaning of open.
struct BacklogChart: Sendable {
  private let series: [ReportModel.Series]
  private let time: TimeScale
  private let values: ValueScale

  private static let top = 26.0
  private static let plotHeight = 200.0
  private static let base = top + plotHeight
  /// More points than a wide screen has room for are thinned to this many.
  private static let columns = 800

  init(_ series: [ReportModel.Series]) {
    self.series = series.filter { !$0.points.isEmpty }.map { one in
      let sorted = one.points.sorted { $0.at < $1.at }
      return ReportModel.Series(label: one.label, points: Self.thinned(sorted))
    }
    let points = self.series.flatMap(\.points)
    let instants = points.map(\.at)
    time = TimeScale(from: instants.min() ?? .epoch, to: instants.max() ?? .epoch)
    values = ValueScale(upTo: points.map(\.value).max() ?? 0)
  }

  var panel: Panel {
    Panel(
      title: "Backlog",
      finding: series.isEmpty ? nil : finding,
      isWide: true,
      body: """
        <ul class="key">
        \(series.indices.map(key))
        </ul>
        <svg class="plot" role="img" aria-label="\(finding)" width="100%" height="264">
        \(gridLines)
        \(axis)
        <svg y="\(Self.top)" width="100%" height="\(Self.plotHeight)" \
        viewBox="0 0 1000 \(Self.plotHeight)" preserveAspectRatio="none">
        \(series.indices.map(line))
        </svg>
        \(series.indices.map(peakMark))
        \(readings)
        </svg>
        """)
  }

  private var finding: String {
    let parts = series.prefix(3).compactMap { one -> String? in
      guard let peak = Self.peak(one) else { return nil }
      let name = ReportText.cut(ReportText.label(one.label), to: 40)
      return "\(name) \(ReportText.count(peak.value)) on \(ReportText.fullDayName(peak.at))"
    }
    return "Highest: \(parts.joined(separator: "; "))."
  }

  private static func peak(_ series: ReportModel.Series) -> ReportModel.Point? {
    // The first of equal peaks, so that the mark stands where it was reached.
    series.points.reduce(nil) { peak, point in
      guard let peak, peak.value >= point.value else { return point }
      return peak
    }
  }

  /// Keeps the highest point of each column, and both ends.
  private static func thinned(_ points: [ReportModel.Point]) -> [ReportModel.Point] {
    guard points.count > columns, let first = points.first, let last = points.last else {
      return points
    }
    let inner = (0..<columns).compactMap { column in
      let (low, high) = (points.count / columns, points.count % columns)
      let start = column * low + min(column, high)
      let end = (column + 1) * low + min(column + 1, high)
      return points[start..<end].max { $0.value < $1.value }
    }
    return [first] + inner + [last]
  }
}

// MARK: - Parts

extension BacklogChart {
  /// Lines differ in colour and in their strokes.
  private static func style(_ index: Int) -> Markup {
    ["s0", "s1", "s2", "s3"][index % 4]
  }

  private func x(_ instant: Instant) -> Double { time.place(instant) * 98 + 1 }

  private func y(_ value: Int) -> Double {
    (1 - values.place(value)) * Self.plotHeight
  }

  private func key(_ index: Int) -> Markup {
    let last = series[index].points.last?.value ?? 0
    return """
      <li><svg aria-hidden="true" width="26" height="8"><line class="series \(Self.style(index))" x1="1" x2="25" \
      y1="4" y2="4"/></svg>\(Markup.name(series[index].label))<i>at the end \
      \(ReportText.count(last))</i></li>
      """
  }

  private func line(_ index: Int) -> Markup {
    let points: [Markup] = series[index].points.map { "\(x($0.at) * 10),\(y($0.value))" }
    return "<polyline class=\"series \(Self.style(index))\" points=\"\(points)\"/>"
  }

  private func peakMark(_ index: Int) -> Markup {
    guard let peak = Self.peak(series[index]) else { return "" }
    let (x, y) = (x(peak.at), y(peak.value) + Self.top)
    let side: Markup = x > 85 ? "end" : (x < 15 ? "start" : "mid")
    // Below a higher line there is more room under the peak than over it.
    let isBelow = y < Self.base - 40 && series.contains { (Self.peak($0)?.value ?? 0) > peak.value }
    let baseline = isBelow ? y + 20 : y - 9
    let label: Markup =
      isClear(index, x, y)
      ? """
      <text class="strong \(side)" x="\(x)%" y="\(baseline)">\(ReportText.count(peak.value))</text>
      """ : ""
    return """
      <circle class="dot \(Self.style(index))" cx="\(x)%" cy="\(y)" r="3.5"/>\(label)
      """
  }

  /// Whether the label of a peak stands free of those before it.
  private func isClear(_ index: Int, _ x: Double, _ y: Double) -> Bool {
    series[..<index].allSatisfy { other in
      guard let peak = Self.peak(other) else { return true }
      return abs(self.x(peak.at) - x) > 16 || abs(self.y(peak.value) + Self.top - y) > 22
    }
  }

  /// Whether the lines leave more room for numbers at the end than at the beginning.
  private var isClearAtEnd: Bool {
    let points = series.flatMap(\.points)
    let first = points.filter { time.place($0.at) < 0.1 }.map(\.value).max() ?? 0
    let last = points.filter { time.place($0.at) > 0.9 }.map(\.value).max() ?? 0
    return last < first
  }

  private var gridLines: [Markup] {
    let (x, side): (Markup, Markup) = isClearAtEnd ? ("100%", "end") : ("0", "start")
    return gridLines(x, side)
  }

  private func gridLines(_ x: Markup, _ side: Markup) -> [Markup] {
    values.ticks.map { tick in
      let y = Self.base - values.place(tick: tick) * Self.plotHeight
      return """
        <line class="grid" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
        <text class="\(side)" x="\(x)" y="\(y - 4)">\(ReportText.count(ReportText.whole(tick)))</text>
        """
    }
  }

  private var axis: Markup {
    let ticks = time.ticks
    let marks: [Markup] = ticks.enumerated().map { index, tick in
      let x = x(tick.at)
      let minor: Markup = ticks.count > 7 && index % 2 == 1 && tick.context.isEmpty ? " minor" : ""
      let side: Markup = x < 3 ? "start" : (x > 97 ? "end" : "mid")
      return """
        <line class="tick\(minor)" x1="\(x)%" x2="\(x)%" y1="\(Self.base)" y2="\(Self.base + 5)"/>\
        <text class="\(side)\(minor)" x="\(x)%" y="\(Self.base + 18)">\(tick.label)</text>\
        <text class="\(side) quiet" x="\(x)%" y="\(Self.base + 34)">\(tick.context)</text>
        """
    }
    return """
      <line class="axis" x1="0" x2="100%" y1="\(Self.base)" y2="\(Self.base)"/>
      \(marks)
      """
  }

  /// Columns that tell the values of their instant when the pointer rests on them.
  private var readings: [Markup] {
    let points = series.first?.points ?? []
    return points.enumerated().map { index, point in
      let here = x(point.at)
      let left = index > 0 ? (x(points[index - 1].at) + here) / 2 : here - 0.2
      let right = index + 1 < points.count ? (x(points[index + 1].at) + here) / 2 : here + 0.2
      let values = series.map { one in
        "\(ReportText.cut(one.label, to: 40)) \(Self.value(of: one, at: point.at))"
      }
      return """
        <rect class="reading" x="\(left)%" y="\(Self.top)" width="\(max(right - left, 0.05))%" \
        height="\(Self.plotHeight)"><title>\(ReportText.fullDayName(point.at)): \
        \(values.joined(separator: ", "))</title></rect>
        """
    }
  }

  /// The last value at or before an instant, found by halving.
  private static func value(of series: ReportModel.Series, at instant: Instant) -> String {
    var (low, high) = (0, series.points.count)
    while low < high {
      let middle = low + (high - low) / 2
      if series.points[middle].at <= instant { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? ReportText.count(series.points[low - 1].value) : ReportText.none
  }
}
