// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

extension FigureReader {
  /// What is present in each period, group by group: at its end, or on average while it lasts.
  ///
  /// Periods run from that of the first arrival to that in which the data end; the last one is told up
  /// to that instant.
  func presences(
    _ groups: [(group: [FactValue?], cells: [Int])], by period: MetricPeriod
  ) -> [MetricReport.Line] {
    var lines: [MetricReport.Line] = []
    for (group, places) in groups.sorted(by: { MetricReport.Key.isBefore($0.group, $1.group) }) {
      let stays = places.flatMap { cells.presences[$0].stays }
      let curve = Curve(stays)
      guard let first = curve.moments.first, let last = curve.moments.last else { continue }
      let until = end?.millisecondsSince1970 ?? last
      let zone = tally.plan.zone
      var span = MetricSpan(period, at: Instant(millisecondsSince1970: first), in: zone)
      var left = Self.mostPeriods
      while left > 0 {
        let start = period == .whole ? first : span.start(in: zone).millisecondsSince1970
        guard start < until || left == Self.mostPeriods else { break }
        let after = span.end(in: zone).millisecondsSince1970
        let stop = Swift.min(after, until)
        var figure = figure(
          curve, stays, from: Swift.max(start, first), to: stop, isCut: until < after)
        figure.leftOut = leftOut(places)
        lines.append(.init(definition: definition.id, span: span, group: group, figure: figure))
        if period == .whole { break }
        span = span.next
        left -= 1
      }
    }
    return lines.sorted { $0.key < $1.key }
  }

  /// Periods of one group, so that one wrong instant does not make a report of millions of lines.
  private static let mostPeriods = 100_000

  private func leftOut(_ places: [Int]) -> MetricLeftOut {
    places.reduce(into: .init()) { $0.merge(cells.leftOut[$1]) }
  }

  /// Instants at which the number present changes, ascending, and the number from each on.
  private struct Curve {
    var moments: [Int64] = []
    var present: [Int] = []

    init(_ stays: [MetricCells.PresenceCell.Stay]) {
      let starts = stays.map(\.from).sorted()
      let ends = stays.map(\.until).filter { $0 < .max }.sorted()
      var (start, end, count) = (0, 0, 0)
      while start < starts.count || end < ends.count {
        let next = Swift.min(
          start < starts.count ? starts[start] : Int64.max, end < ends.count ? ends[end] : Int64.max)
        while start < starts.count, starts[start] == next { (start, count) = (start + 1, count + 1) }
        while end < ends.count, ends[end] == next { (end, count) = (end + 1, count - 1) }
        moments.append(next)
        present.append(count)
      }
    }
  }

  private func figure(
    _ curve: Curve, _ stays: [MetricCells.PresenceCell.Stay], from start: Int64, to stop: Int64,
    isCut: Bool
  ) -> MetricFigure {
    switch definition.measure {
    case .presentAtEnd:
      // What happens at the very end belongs to the next period; a period in which the data end is
      // told up to their last instant, which belongs to it.
      let place = curve.moments.partitioningIndex { isCut ? $0 > stop : $0 >= stop }
      let present = place == 0 ? 0 : curve.present[place - 1]
      return MetricFigure(unit, Int128(present), over: 1, counted: present)
    case .ageAtEnd(let ageing, _, _, _):
      let ages = stays.filter {
        isCut ? $0.from <= stop && $0.until > stop : $0.from < stop && $0.until >= stop
      }.map { stop - $0.from }
      return ageFigure(ageing, ages)
    default: return average(curve, from: start, to: stop)
    }
  }

  private func ageFigure(_ ageing: MetricAgeing, _ ages: [Int64]) -> MetricFigure {
    switch ageing {
    case .mean:
      return MetricFigure(
        unit, ages.reduce(0) { $0 + Int128($1) }, over: Int128(ages.count), counted: ages.count)
    case .quantile(let share, let method):
      return MetricFigure(unit, ValueTally(ages).quantile(share, by: method), counted: ages.count)
    case .shareOlder(let bound):
      let limit = bound.wholeMilliseconds
      let older = ages.reduce(0) { $1 > limit ? $0 + 1 : $0 }
      return MetricFigure(unit, Int128(older), over: Int128(ages.count), counted: ages.count)
    }
  }

  private func average(_ curve: Curve, from start: Int64, to stop: Int64) -> MetricFigure {
    var area: Int128 = 0
    var place = Swift.max(curve.moments.partitioningIndex { $0 > start } - 1, 0)
    var most = 0
    while place < curve.moments.count, curve.moments[place] < stop {
      let from = Swift.max(curve.moments[place], start)
      let to = place + 1 < curve.moments.count ? Swift.min(curve.moments[place + 1], stop) : stop
      area += Int128(curve.present[place]) * (Int128(to) - Int128(from))
      most = Swift.max(most, curve.present[place])
      place += 1
    }
    return MetricFigure(unit, area, over: Int128(stop) - Int128(start), counted: most)
  }
}
