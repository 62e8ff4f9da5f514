// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport

/// How long tickets take: a histogram on a logarithmic axis, with the share that is done by then.
struct DistributionChart: Sendable {
  private let distribution: ReportModel.Distribution
  private let durations: [Int64]
  private let scale: DurationScale
  private let values: ValueScale

  private static let plotHeight = 170.0
  private static let markerPitch = 17.0

  init(_ distribution: ReportModel.Distribution) {
    self.distribution = distribution
    // Sorting what is sorted already takes one pass.
    durations = distribution.milliseconds.sorted()
    scale = DurationScale(durations)
    values = ValueScale(upTo: max(scale.zeros, scale.bins.map(\.count).max() ?? 0))
  }

  var panel: Panel {
    Panel(
      title: ReportText.label(distribution.title),
      finding: durations.isEmpty ? nil : finding,
      note: note,
      isWide: true,
      body: """
        <svg class="plot" role="img" aria-label="\(finding)" width="100%" height="\(height)">
        \(gridLines)
        \(zeroBar)
        \(scale.bins.map(bar))
        \(axis)
        \(markers)
        </svg>
        """)
  }

  private var finding: String {
    let tickets = ReportText.tickets(durations.count)
    let places = marked.map { "\(ReportText.cut($0.label, to: 24)) \(text($0))" }
    return places.isEmpty ? "\(tickets)." : "\(tickets): \(places.joined(separator: ", "))."
  }

  private var note: String {
    let zeros = scale.zeros
    let sentences = [
      ReportText.cut(distribution.detail, to: 200),
      "Below each time: the share that took no longer.",
      zeros > 0 ? "The bar at 0 holds \(ReportText.count(zeros)) that took no time." : "",
    ]
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  // A marker keeps a line of its own above the plot, so that no two labels ever meet; the longest
  // duration has the highest line, so that labels to the left cross no other marker.
  private var marked: [ReportModel.Marker] { Array(distribution.markers.prefix(6)) }
  private var top: Double { Double(marked.count) * Self.markerPitch + 18 }
  private var base: Double { top + Self.plotHeight }
  private var height: Double { base + 42 }

  private func text(_ marker: ReportModel.Marker) -> String {
    ReportText.span(marker.milliseconds)
  }

  /// The place across the plot in percent; zero durations stand apart at the left.
  private func x(_ milliseconds: Double) -> Double {
    let left = scale.zeros > 0 ? 9.0 : 1.5
    return left + scale.place(milliseconds) * (98.5 - left)
  }

  private func y(_ count: Int) -> Double {
    base - values.place(count) * Self.plotHeight
  }
}

// MARK: - Parts

extension DistributionChart {
  private var gridLines: [Markup] {
    values.ticks.map { tick in
      let y = base - values.place(tick: tick) * Self.plotHeight
      return """
        <line class="grid" x1="0" x2="100%" y1="\(y)" y2="\(y)"/>\
        <text class="end" x="100%" y="\(y - 4)">\(ReportText.count(ReportText.whole(tick)))</text>
        """
    }
  }

  private var zeroBar: Markup {
    guard scale.zeros > 0 else { return "" }
    let y = y(scale.zeros)
    return """
      <rect class="bar none" x="0" y="\(y)" width="3%" height="\(base - y)">\
      <title>no time: \(ReportText.count(scale.zeros))</title></rect>
      <text class="start" x="0" y="\(base + 17)">0</text>\
      <text class="start quiet minor" x="0" y="\(base + 34)">\(done(by: 0))</text>
      """
  }

  private func bar(_ bin: DurationScale.Bin) -> Markup {
    if bin.count == 0 { return "" }
    let (left, right) = (x(bin.lower), x(bin.upper))
    let y = min(y(bin.count), base - 1)
    let range = "\(Self.edge(bin.lower)) – \(Self.edge(bin.upper))"
    return """
      <rect class="bar" x="\(left + 0.08)%" y="\(y)" width="\(right - left - 0.16)%" \
      height="\(base - y)"><title>\(range): \(ReportText.count(bin.count)) \
      (\(ReportText.percent(bin.count, of: durations.count)))</title></rect>
      """
  }

  private var axis: Markup {
    let ticks: [Markup] = scale.ticks.map { tick in
      let x = x(tick.milliseconds)
      let minor: Markup = tick.isMajor ? "" : " minor"
      let side: Markup = x > 98.2 ? "end" : "mid"
      return """
        <line class="tick\(minor)" x1="\(x)%" x2="\(x)%" y1="\(base)" y2="\(base + 5)"/>\
        <text class="\(side)\(minor)" x="\(x)%" y="\(base + 17)">\(tick.label)</text>\
        <text class="\(side) quiet\(minor)" x="\(x)%" y="\(base + 34)">\(done(by: tick.milliseconds))\
        </text>
        """
    }
    return """
      <line class="axis" x1="0" x2="100%" y1="\(base)" y2="\(base)"/>
      \(ticks)
      """
  }

  private var markers: [Markup] {
    let descending = marked.sorted { $0.milliseconds > $1.milliseconds }
    return descending.enumerated().map { index, marker in
      let isZero = marker.milliseconds <= 0
      let x = isZero && scale.zeros > 0 ? 1.5 : x(Double(marker.milliseconds))
      let y = Double(index) * Self.markerPitch + 12
      let side: Markup = x > 32 ? "end" : "start"
      let shift: Markup = x > 32 ? "-6" : "6"
      return """
        <line class="marker" x1="\(x)%" x2="\(x)%" y1="\(y - 9)" y2="\(base)"/>\
        <text class="\(side) strong" x="\(x)%" y="\(y)" dx="\(shift)">\
        <tspan class="quiet">\(ReportText.cut(marker.label, to: 24))</tspan> \(text(marker))</text>
        """
    }
  }

  /// The share of durations that are no longer, found by halving.
  private func done(by milliseconds: Double) -> String {
    var (low, high) = (0, durations.count)
    while low < high {
      let middle = low + (high - low) / 2
      if Double(durations[middle]) <= milliseconds { low = middle + 1 } else { high = middle }
    }
    return ReportText.shortPercent(low, of: durations.count)
  }

  private static func edge(_ milliseconds: Double) -> String {
    ReportText.span(Int64(clamping: ReportText.whole(milliseconds)))
  }
}
