// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

extension FigureReader {
  /// What is present in each period, group by group: at its end, on average while it lasts, or how old.
  ///
  /// Periods run from that in which the first row of all comes to that in which the data end, the same
  /// for every group; at most ``mostPeriods`` are told, the latest. What was left out stands on a line of
  /// its own, without a period.
  func presences(
    _ groups: [(key: MetricReport.Key, cells: [Int])], by period: MetricPeriod
  ) -> [MetricReport.Line] {
    let every = groups.flatMap(\.cells).flatMap { cells.presences[$0].stays }
    let zone = tally.plan.zone
    let last = every.reduce(Int64.min) { max($0, $1.from, $1.until == .max ? .min : $1.until) }
    let until = end?.millisecondsSince1970 ?? last
    var lines: [(key: MetricReport.Key, line: MetricReport.Line)] = []
    func tell(_ key: MetricReport.Key, _ span: MetricSpan?, _ figure: MetricFigure) {
      lines.append(
        (
          .init(span: span, group: key.group, ranks: key.ranks),
          .init(definition: definition.id, span: span, group: key.group, figure: figure)
        ))
    }
    let first = every.map(\.from).min()
    let spans = first.map { told(from: $0, until: until, by: period, in: zone) } ?? []
    for (key, places) in groups {
      let stays = places.flatMap { cells.presences[$0].stays }
      let curve = Curve(stays)
      let leftOut = leftOut(places)
      for (span, start, stop, isCut) in spans {
        var figure = figure(curve, stays, from: start, to: stop, isCut: isCut)
        if period == .whole { figure.leftOut = leftOut }
        tell(key, span, figure)
      }
      if spans.isEmpty || period != .whole, leftOut.total > 0 {
        var figure = MetricFigure(unit)
        figure.leftOut = leftOut
        tell(key, spans.isEmpty && period == .whole ? .whole : nil, figure)
      }
    }
    return lines.sorted { $0.key < $1.key }.map(\.line)
  }

  /// Periods of one report, so that one wrong instant does not make millions of lines.
  private static let mostPeriods = 100_000

  /// The periods from an instant until another, each with the instants between which it is told and
  /// whether the data end within.
  private func told(
    from first: Int64, until: Int64, by period: MetricPeriod, in zone: ZoneRules
  ) -> [(span: MetricSpan, start: Int64, stop: Int64, isCut: Bool)] {
    guard first <= until else { return [] }
    if period == .whole { return [(.whole, first, until, true)] }
    let begin = MetricSpan(period, at: Instant(millisecondsSince1970: first), in: zone)
    let end = MetricSpan(period, at: Instant(millisecondsSince1970: until), in: zone)
    var length: Int64 = 1
    if case .interval(let minutes) = period { length = Int64(minutes) * 60_000 }
    let earliest = Int64.saturatingSum(end.number, -length * Int64(Self.mostPeriods - 1))
    var span = MetricSpan(period, number: Swift.max(begin.number, earliest))
    var result: [(MetricSpan, Int64, Int64, Bool)] = []
    while result.count < Self.mostPeriods {
      let start = span.start(in: zone).millisecondsSince1970
      guard start < until || result.isEmpty else { break }
      let after = span.end(in: zone).millisecondsSince1970
      result.append((span, Swift.max(start, first), Swift.min(after, until), until < after))
      span = span.next(in: zone)
    }
    return result
  }

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
          start < starts.count ? starts[start] : Int64.max, end < ends.count ? ends[end] : Int64.max
        )
        while start < starts.count, starts[start] == next {
          (start, count) = (start + 1, count + 1)
        }
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
