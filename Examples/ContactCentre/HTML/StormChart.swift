// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// A chart of the day, half-hour by half-hour: lines, steps and bars over one axis of hours.
struct StormChart {
  /// What is drawn for each half-hour.
  struct Series {
    /// How it is drawn.
    enum Shape {
      case line
      case step
      case bars
      case area
    }

    var values: [Double]
    var style: String
    var shape: Shape
    /// The text beside it.
    var label: String
    /// The half-hour at which the text stands.
    var labelAt: Int
    /// Where the text stands instead of at the series' value.
    var labelValue: Double?
    /// How far above the value; negative for below.
    var lift: Double = 8
    /// Where the text is held: `start`, `mid` or `end`.
    var anchor = "start"
  }

  /// What the chart shows, for those who cannot see it.
  var summary: String
  var series: [Series]
  var top: Double
  var ticks: [Double]
  /// Writes a value of the axis.
  var unit: (Double) -> String
  /// The goal, if there is one.
  var goal: (value: Double, label: String)?
  var height = 250.0
  /// The half-hours of the storm.
  var storm: Range<Int>
  var hasStormLabel = true

  private static let width = 1_000.0
  private static let left = 46.0
  private static let right = 14.0
  private static let head = 22.0
  private static let foot = 26.0

  private var count: Int { series.map(\.values.count).max() ?? 1 }

  private func x(_ half: Double) -> Double {
    Self.left + half / Double(max(count, 1)) * (Self.width - Self.left - Self.right)
  }

  private func y(_ value: Double) -> Double {
    let share = min(max(value / top, 0), 1)
    return Self.head + (1 - share) * (height - Self.head - Self.foot)
  }

  var markup: Markup {
    """
    <svg role="img" aria-label="\(summary)" viewBox="0 0 \(Self.width) \(height)">
    \(stormBand)
    \(ticks.map(grid))
    \(goalLine)
    \(series.map(shape))
    \(series.filter { !$0.label.isEmpty }.map(label))
    \(hours)
    </svg>
    """
  }

  private var stormBand: Markup {
    let (from, until) = (x(Double(storm.lowerBound)), x(Double(storm.upperBound)))
    let label: Markup =
      hasStormLabel
      ? "<text class=\"mid\" x=\"\((from + until) / 2)\" y=\"14\">typhoon</text>" : ""
    return """
      <rect class="storm" x="\(from)" y="\(Self.head)" width="\(until - from)" \
      height="\(height - Self.head - Self.foot)"/>\(label)
      """
  }

  private func grid(_ tick: Double) -> Markup {
    """
    <line class="\(tick == 0 ? "axis" : "grid")" x1="\(Self.left)" x2="\(Self.width - Self.right)" \
    y1="\(y(tick))" y2="\(y(tick))"/>\
    <text class="end" x="\(Self.left - 8)" y="\(y(tick) + 4)">\(unit(tick))</text>
    """
  }

  private var goalLine: Markup {
    guard let goal else { return "" }
    return """
      <line class="goal" x1="\(Self.left)" x2="\(Self.width - Self.right)" \
      y1="\(y(goal.value))" y2="\(y(goal.value))"/>\
      <text class="end" x="\(Self.width - Self.right)" y="\(y(goal.value) + 15)">\(goal.label)</text>
      """
  }

  private func shape(_ series: Series) -> Markup {
    switch series.shape {
    case .bars: return "\(series.values.enumerated().map { bar($0, $1, series.style) })"
    case .line:
      let points = series.values.enumerated().map { point(Double($0) + 0.5, $1) }
      return
        "<polyline class=\"series \(series.style)\" points=\"\(points.joined(separator: " "))\"/>"
    case .step:
      return "<polyline class=\"series \(series.style)\" points=\"\(steps(series.values))\"/>"
    case .area:
      let ends = [point(Double(series.values.count), 0), point(0, 0)].joined(separator: " ")
      return "<polygon class=\"area \(series.style)\" points=\"\(steps(series.values)) \(ends)\"/>"
    }
  }

  private func bar(_ place: Int, _ value: Double, _ style: String) -> Markup {
    let (from, until) = (x(Double(place) + 0.12), x(Double(place) + 0.88))
    return """
      <rect class="\(style)" x="\(from)" y="\(y(value))" width="\(until - from)" \
      height="\(y(0) - y(value))"/>
      """
  }

  private func steps(_ values: [Double]) -> String {
    values.enumerated().flatMap { place, value in
      [point(Double(place), value), point(Double(place) + 1, value)]
    }.joined(separator: " ")
  }

  private func point(_ half: Double, _ value: Double) -> String {
    let point: Markup = "\(x(half)),\(y(value))"
    return point.html
  }

  private func label(_ series: Series) -> Markup {
    let place = min(max(series.labelAt, 0), series.values.count - 1)
    return """
      <text class="name \(series.anchor) \(series.style)" x="\(x(Double(place) + 0.5))" \
      y="\(y(series.labelValue ?? series.values[place]) - series.lift)">\(series.label)</text>
      """
  }

  private var hours: [Markup] {
    stride(from: 0, through: count, by: 2).map { half in
      """
      <line class="tick" x1="\(x(Double(half)))" x2="\(x(Double(half)))" y1="\(y(0))" \
      y2="\(y(0) + 5)"/><text class="mid\((half / 2) % 2 == 0 ? "" : " minor")" \
      x="\(x(Double(half)))" y="\(height - 6)">\(7 + half / 2):00</text>
      """
    }
  }
}
