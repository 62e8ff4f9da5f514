// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportMetrics
import SupportTime

/// The report about a log of calls as a page.
struct CallReport {
  let figures: CallFigures

  init(_ figures: CallFigures) {
    self.figures = figures
  }

  /// Writes the page.
  func render() -> String {
    let form = figures.map.form
    return HTMLPage(
      title: form.name.isEmpty ? "Call report" : form.name, period: figures.period,
      source: figures.source, figures: tiles, panels: panels,
      definitions: figures.definitions.map { .init(term: $0.term, text: $0.text) },
      credit: form.credit
    ).render()
  }

  var table: CallTable { figures.table }

  /// The first threshold, in words.
  var threshold: String { "\(figures.options.within[0]) s" }

  private var panels: [Panel] {
    [readings, hours, waits, missed, arrivals, days]
      + figures.groups.map(group) + [returns, odd, rejected]
  }

  // MARK: Headline

  private var tiles: [ReportModel.Figure] {
    let answered = MetricRate(figures.outcome(.answered), of: figures.calls)
    let abandoned = table["abandonment.offered"]
    let speed = table["averageSpeedOfAnswer"]
    let handling = table["averageHandlingTime"]
    var tiles: [ReportModel.Figure] = [
      .init(
        label: "Calls", value: figures.calls.grouped,
        detail: "\(answered.percent) answered"),
      .init(label: "Service level, within \(threshold)", value: range, detail: rangeDetail),
      .init(label: "Abandoned", value: abandoned.percent, detail: "\(abandoned.parts) offered"),
      .init(
        label: "Average speed of answer", value: speed.span,
        detail: "p90 of all waits \(table[CallPlans.quantileID("wait", 90)].span)"),
      .init(
        label: "Average handling time", value: handling.span, detail: figures.handlingParts),
    ]
    if let week = figures.returns.last, week.figure.denominator > 0 {
      tiles.append(
        .init(
          label: "Call again within \(week.window.rawValue)", value: week.figure.percent,
          detail: figures.returns.first.map { "within \($0.window.rawValue) \($0.figure.percent)" }
            ?? ""))
    }
    if let busiest = figures.busiest {
      let (date, time) = figures.map.zone.wallTime(at: busiest.at)
      tiles.append(
        .init(
          label: "Busiest half hour", value: "\(busiest.calls.grouped) calls",
          detail: "\(date) \(time)"))
    }
    tiles.append(
      .init(
        label: "Calls that cannot be", value: table["unsound"].numerator.count.grouped,
        detail: "told apart, see below"))
    return tiles
  }

  /// The spread of the readings at the first threshold.
  private var range: String {
    guard let level = figures.levels.first, let spread = level.spread else {
      return ReportText.none
    }
    let low = level.readings[spread.lowest].figure.value ?? 0
    let high = level.readings[spread.highest].figure.value ?? 0
    return "\((low * 100).rounded(1)) – \((high * 100).rounded(1)) %"
  }

  private var rangeDetail: String {
    guard let level = figures.levels.first, level.spread != nil,
      let usual = level.readings.first(where: { $0.reading == .formula(.f1) })
    else { return "" }
    return "by the formula; F1 \(usual.figure.percent)"
  }

  // MARK: Service level

  private var readings: Panel {
    ReadingsChart(
      thresholds: figures.levels.map { "\($0.within) s" },
      rows: CallPlans.Reading.all.enumerated().map { index, reading in
        let all = figures.levels.map { $0.readings[index].figure }
        return .init(
          name: reading.name, words: reading.words, shares: all.map(\.value),
          details: all.map(\.parts))
      },
      finding: spreadFinding
    ).panel
  }

  private var spreadFinding: String {
    guard let level = figures.levels.first, let spread = level.spread, let points = level.points
    else { return "No call was offered." }
    let (low, high) = (level.readings[spread.lowest], level.readings[spread.highest])
    return """
      Within \(level.within) s the same calls give \(low.figure.percent) (\(low.reading.name)) to \
      \(high.figure.percent) (\(high.reading.name)): \(points.rounded(1)) points by the formula alone.
      """
  }

  // MARK: Time

  private static let fates: [StackChart.Series] = [
    .init(name: "answered in time", style: "good"), .init(name: "answered later", style: "accent"),
    .init(name: "gave up", style: "bad"), .init(name: "all others", style: "track"),
  ]

  private func fates(_ part: CallFigures.Part) -> [Int] {
    let kept = part.level.numerator.count
    let gaveUp = part.abandonment.numerator.count
    let offered = part.abandonment.denominator.count
    return [kept, offered - gaveUp - kept, gaveUp, part.arrivals - offered]
  }

  private func told(_ name: String, _ part: CallFigures.Part) -> String {
    """
    \(name): \(ReportText.things(part.arrivals, "call")), \(part.level.percent) within \(threshold), \
    \(part.abandonment.percent) gave up
    """
  }

  private static func clock(_ half: Int) -> String { "\(half / 2):\(half % 2 == 0 ? "00" : "30")" }

  private var hours: Panel {
    let halves = figures.halfHours
    let missed = halves.indices.max { Self.missed(halves[$0]) < Self.missed(halves[$1]) } ?? 0
    let finding =
      Self.missed(halves[missed]) == 0
      ? "Every call was answered in time."
      : """
      From \(Self.clock(missed)) to \(Self.clock(missed + 1)) most calls are missed: \
      \(halves[missed].level.percent) within \(threshold), \(halves[missed].abandonment.percent) gave up.
      """
    return StackChart(
      title: "When they call, and when it is missed", finding: finding,
      note: "Half hours of the day in \(figures.map.zone.identifier), all days together.",
      series: Self.fates,
      columns: figures.calls == 0
        ? []
        : halves.enumerated().map { half, part in
          .init(
            tick: half % 4 == 0 ? "\(half / 2)" : "", isMinor: half % 12 != 0,
            title: told("\(Self.clock(half))–\(Self.clock(half + 1))", part), parts: fates(part))
        }
    ).panel
  }

  private static func missed(_ part: CallFigures.Part) -> Int {
    (part.level.denominator - part.level.numerator).count
  }

  private var missed: Panel {
    MissedChart(
      cells: figures.week.map { day in
        day.map { ($0.level.numerator.count, $0.level.denominator.count) }
      }, threshold: threshold
    ).panel
  }

  private var arrivals: Panel {
    ArrivalsChart(
      counts: figures.week.map { $0.map(\.arrivals) }, zone: figures.map.zone.identifier,
      thing: "call"
    ).panel
  }

  /// A page has room for this many columns.
  private static let mostColumns = 120

  private var days: Panel {
    let days = figures.days
    let step = max(1, (days.count + Self.mostColumns - 1) / Self.mostColumns)
    let columns = stride(from: 0, to: days.count, by: step).map { start -> StackChart.Column in
      let run = days[start..<min(start + step, days.count)]
      let part = run.reduce(into: CallFigures.Part()) { $0.add($1.part) }
      let first = days[start].date
      let last = run.last?.date ?? first
      let name = first == last ? "\(first)" : "\(first) – \(last)"
      let place = start / step
      let pitch = max(1, days.count / step / 8)
      return .init(
        tick: place % pitch == 0 ? ReportText.dayName(first) : "",
        isMinor: place % (pitch * 3) != 0,
        title: told(name, part), parts: fates(part))
    }
    let worst = days.max { Self.missed($0.part) < Self.missed($1.part) }
    let finding =
      worst.map { day in
        """
        Most were missed on \(day.date): \(day.part.level.percent) within \(threshold) of \
        \(day.part.level.denominator.count.grouped) offered.
        """
      } ?? ""
    return StackChart(
      title: "Day by day", finding: finding,
      note: step == 1 ? "" : "A column is \(step) days.", series: Self.fates, columns: columns
    ).panel
  }
}
