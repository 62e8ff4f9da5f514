// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportStaffing
import SupportTestKit

/// The charts of the page, each under the sentence that it shows.
struct StormPanels {
  private let storm: StormDay
  /// The half-hour that takes the most agents.
  private let peak: Int

  init(_ storm: StormDay) {
    self.storm = storm
    peak = storm.all.max { storm.lines[$0].neededA < storm.lines[$1].neededA } ?? 0
  }

  var markup: Markup { "\([arrivals, levels, waits, departures, occupancy])" }

  private func section(
    _ title: String, _ text: String, _ charts: StormChart...
  ) -> Markup {
    """
    <section><h2>\(title)</h2>
    <p>\(text)</p>
    \(charts.map(\.markup))</section>
    """
  }

  private var peakTime: String { storm.lines[peak].time }

  /// The same figure of both days: without the plan, and with it where it is simulated.
  private func both(
    _ figure: (StormDay.Figures) -> Double, lifts: (Double, Double) = (8, 8),
    at places: (Int, Int)? = nil, anchors: (String, String) = ("start", "start")
  ) -> [StormChart.Series] {
    let places = places ?? (peak, peak)
    var series = [
      StormChart.Series(
        values: storm.without.figures.map(figure), style: "without", shape: .line,
        label: "without the plan", labelAt: places.0, lift: lifts.0, anchor: anchors.0)
    ]
    if let with = storm.with {
      series.append(
        StormChart.Series(
          values: with.figures.map(figure), style: "with", shape: .line, label: "with the plan",
          labelAt: places.1, lift: lifts.1, anchor: anchors.1))
    }
    return series
  }

  /// A round top and its ticks for a scale that holds a value.
  private static func scale(_ largest: Double) -> (top: Double, ticks: [Double]) {
    let steps: [Double] = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1_000]
    let step = steps.first { largest / $0 <= 5 } ?? 2_000
    let top = max((largest / step).rounded(.up), 1) * step
    return (top, Array(stride(from: 0, through: top, by: step)))
  }

  // MARK: Calls and agents

  private var arrivals: Markup {
    let line = storm.lines[peak]
    let desk = storm.without.figures[peak].desk
    let more = storm.with.map { ", \($0.figures[peak].desk) with the plan" } ?? ""
    let calls = Self.scale(storm.lines.map { Double($0.calls) }.max() ?? 1)
    let agents = Self.scale(
      storm.lines.map { Double($0.neededA) }.max() ?? 1)
    var staff = [
      StormChart.Series(
        values: storm.lines.map { Double($0.neededA) }, style: "need", shape: .area,
        label: "needed by Erlang A", labelAt: peak + 2, labelValue: 30, lift: 0, anchor: "mid"),
      StormChart.Series(
        values: storm.without.figures.map { Double($0.desk) }, style: "without", shape: .step,
        label: "at the desk without the plan", labelAt: peak + 2, lift: -18, anchor: "mid"),
    ]
    if let with = storm.with {
      staff.append(
        StormChart.Series(
          values: with.figures.map { Double($0.desk) }, style: "with", shape: .step,
          label: "at the desk with the plan", labelAt: 19, lift: 8))
    }
    return section(
      "At \(peakTime) the calls take \(line.neededA) agents; \(desk) are at the desk\(more)",
      "Above, calls in each half-hour, the line is what was forecast. Below, agents at the desk.",
      StormChart(
        summary: "Calls by half-hour, forecast and real",
        series: [
          StormChart.Series(
            values: storm.lines.map { Double($0.calls) }, style: "came", shape: .bars,
            label: "came", labelAt: peak + 1, lift: 8),
          StormChart.Series(
            values: storm.lines.map { Double($0.forecast) }, style: "forecast", shape: .step,
            label: "forecast", labelAt: 5, lift: 10, anchor: "end"),
        ], top: calls.top, ticks: calls.ticks, unit: { count(whole($0)) }, height: 190,
        storm: CentreScenario.stormSpan),
      StormChart(
        summary: "Agents needed and agents at the desk by half-hour", series: staff,
        top: agents.top, ticks: agents.ticks, unit: { count(whole($0)) },
        storm: CentreScenario.stormSpan, hasStormLabel: false))
  }

  // MARK: Service

  private var levels: Markup {
    let span = CentreScenario.stormSpan
    let before = percent(storm.without.counts(in: span).serviceLevel)
    let title =
      storm.with.map {
        """
        In the storm \(percent($0.counts(in: span).serviceLevel)) are answered in time with the \
        plan, \(before) without it
        """
      } ?? "In the storm \(before) are answered in time"
    return section(
      title, "Answered within \(CentreScenario.target) s, of all who called in the half-hour.",
      chart(
        "Service level by half-hour",
        both(\.counts.serviceLevel, lifts: (12, -20), at: (12, peak), anchors: ("mid", "start")),
        goal: (0.8, "goal 80 %")))
  }

  private func chart(
    _ summary: String, _ series: [StormChart.Series], goal: (Double, String)? = nil
  ) -> StormChart {
    StormChart(
      summary: summary, series: series, top: 1, ticks: [0, 0.25, 0.5, 0.75, 1], unit: percent,
      goal: goal.map { (value: $0.0, label: $0.1) }, storm: CentreScenario.stormSpan)
  }

  private var waits: Markup {
    let worst = storm.without.figures.map(\.ninth).max() ?? 0
    let after = storm.with.map { $0.figures.map(\.ninth).max() ?? 0 }
    let scale = Self.scale(worst)
    var series = both(\.ninth, lifts: (8, 8))
    for (place, style) in ["without thin", "with thin"].enumerated() where place < series.count {
      let side = place == 0 ? storm.without.figures : storm.with?.figures ?? []
      series.append(
        StormChart.Series(
          values: side.map(\.median), style: style, shape: .line, label: "", labelAt: 0))
    }
    let title =
      "One caller in ten waits \(whole(worst)) s or longer at the worst"
      + (after.map { ", \(whole($0)) s with the plan" } ?? "")
    return section(
      title,
      "Nine in ten of those who were answered or hung up waited less than the full line, half less "
        + "than the broken one.",
      StormChart(
        summary: "Median and ninth decile of waits by half-hour", series: series, top: scale.top,
        ticks: scale.ticks, unit: { "\(whole($0)) s" }, storm: CentreScenario.stormSpan))
  }

  private var departures: Markup {
    let (before, after) = (
      storm.without.counts(in: storm.all).abandoned, storm.with?.counts(in: storm.all).abandoned
    )
    let title =
      "\(count(before)) callers hang up" + (after.map { ", \(count($0)) with the plan" } ?? "")
    let scale = Self.scale(
      100 * (storm.without.figures.map(\.counts.abandonment).max() ?? 0))
    return section(
      title, "The share of each half-hour's callers who hang up.",
      StormChart(
        summary: "Abandonment by half-hour",
        series: both({ $0.counts.abandonment * 100 }, lifts: (8, 8)), top: scale.top,
        ticks: scale.ticks, unit: { "\(whole($0)) %" }, height: 210,
        storm: CentreScenario.stormSpan))
  }

  private var occupancy: Markup {
    let span = CentreScenario.stormSpan
    let before = percent(storm.without.day.teamTime(in: span).occupancy)
    let title =
      storm.with.map {
        """
        In the storm agents are busy for \(percent($0.day.teamTime(in: span).occupancy)) of their \
        time with the plan, \(before) without it
        """
      } ?? "In the storm agents are busy for \(before) of their time"
    return section(
      title, "Talking and wrapping up, of the time at the desk.",
      chart("Occupancy by half-hour", both(\.occupancy, lifts: (10, -20), at: (24, 3))))
  }
}
