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
      let curve = curve(places)
      guard let first = curve.moments.first, let last = curve.moments.last else { continue }
      let until = end?.millisecondsSince1970 ?? last
      let zone = tally.plan.zone
      var span = MetricSpan(period, at: Instant(millisecondsSince1970: first), in: zone)
      var left = Self.mostPeriods
      while left > 0 {
        let start = period == .whole ? first : span.start(in: zone).millisecondsSince1970
        guard start <= until else { break }
        let stop = Swift.min(span.end(in: zone).millisecondsSince1970, until)
        var figure = figure(curve, from: Swift.max(start, first), to: stop, isLast: stop == until)
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
  }

  private func curve(_ places: [Int]) -> Curve {
    let starts = places.flatMap { cells.presences[$0].starts }.sorted()
    let ends = places.flatMap { cells.presences[$0].ends }.sorted()
    var curve = Curve()
    var (start, end, present) = (0, 0, 0)
    while start < starts.count || end < ends.count {
      let next = Swift.min(
        start < starts.count ? starts[start] : Int64.max, end < ends.count ? ends[end] : Int64.max)
      while start < starts.count, starts[start] == next { (start, present) = (start + 1, present + 1) }
      while end < ends.count, ends[end] == next { (end, present) = (end + 1, present - 1) }
      curve.moments.append(next)
      curve.present.append(present)
    }
    return curve
  }

  private func figure(_ curve: Curve, from start: Int64, to stop: Int64, isLast: Bool) -> MetricFigure {
    if case .presentAtEnd = definition.measure {
      // What happens at the very end belongs to the next period; the data end with their last instant.
      let place = curve.moments.partitioningIndex { isLast ? $0 > stop : $0 >= stop }
      let present = place == 0 ? 0 : curve.present[place - 1]
      return MetricFigure(.number, Int128(present), over: 1, counted: present)
    }
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
    return MetricFigure(.number, area, over: Int128(stop) - Int128(start), counted: most)
  }
}
