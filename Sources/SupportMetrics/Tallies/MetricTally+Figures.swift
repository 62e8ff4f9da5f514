// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

extension MetricTally {
  /// The figures of all definitions, by a period and group.
  ///
  /// - Parameters:
  ///   - period: The plan's own or a coarser one; `nil` for that of each definition where it follows
  ///     from the plan's, and for the plan's own elsewhere.
  ///   - end: How far the data reach, for shares that must wait and for what is still there; `nil` for
  ///     as far as the rows themselves tell: for repeats and shares that wait the latest instant from
  ///     which a row's time runs, for what is present the latest at which a row comes or goes.
  /// - Returns: `nil` for a period that does not follow from the plan's.
  /// - Complexity: O(cells and kept values, sorted); the ages of what is present O(periods × rows kept).
  public func report(by period: MetricPeriod? = nil, observedUntil end: Instant? = nil)
    -> MetricReport?
  {
    guard (period ?? plan.period).follows(from: plan.period) else { return nil }
    let tally = settled
    var lines: [MetricReport.Line] = []
    for (index, definition) in plan.definitions.enumerated() {
      let own = definition.period.flatMap { $0.follows(from: plan.period) ? $0 : nil }
      lines += tally.lines(
        of: definition, step: plan.places[index], by: period ?? own ?? plan.period, until: end)
    }
    return MetricReport(
      subject: plan.subject.name, definitions: plan.definitions, period: period ?? plan.period,
      zone: plan.zone.identifier, rows: rows,
      shard: shard, lines: lines)
  }

  /// The figure of one definition over everything that was counted, groups and periods together;
  /// `nil` for a name that the plan does not have.
  public func figure(_ id: MetricID, observedUntil end: Instant? = nil) -> MetricFigure? {
    guard let index = plan.index(of: id) else { return nil }
    let tally = settled
    let place = plan.places[index]
    let step = plan.steps[place]
    var reader = FigureReader(tally, plan.definitions[index], place, until: end)
    return reader.figure(Array(0..<tally.indexes[step.frame].count), span: nil)
  }

  private func lines(
    of definition: MetricDefinition, step place: Int, by period: MetricPeriod, until end: Instant?
  ) -> [MetricReport.Line] {
    let step = plan.steps[place]
    var reader = FigureReader(self, definition, place, until: end)
    var cells: [MetricReport.Key: [Int]] = [:]
    for (cell, key) in indexes[step.frame].keys.enumerated() {
      let (group, ranks) = group(of: key, plan.frames[step.frame])
      let place = MetricReport.Key(span: span(key[0], by: period), group: group, ranks: ranks)
      cells[place, default: []].append(cell)
    }
    if step.form == .presences {
      return reader.presences(cells.map { ($0.key, $0.value) }, by: period)
    }
    return cells.keys.sorted().map { key in
      .init(
        definition: definition.id, span: key.span, group: key.group,
        figure: reader.figure(cells[key] ?? [], span: key.span))
    }
  }

  private func span(_ number: Int64, by period: MetricPeriod) -> MetricSpan? {
    if period == .whole { return .whole }
    if number == MetricColumns.unknown { return nil }
    return MetricSpan(plan.period, number: number).widened(to: period, in: plan.zone)
  }

  /// The values of a key, and the numbers by which those that are no texts are ordered.
  private func group(
    of key: ContiguousArray<Int64>, _ frame: MetricFrame
  ) -> (values: [FactValue?], ranks: [Int64]) {
    let fields = plan.subject.schema.fields
    return (
      frame.groups.enumerated().map { level, field in name(of: key[level + 1], field) },
      frame.groups.enumerated().map { level, field in
        fields[field].domain == .text ? 0 : key[level + 1]
      }
    )
  }

  /// The value of a code as the tally has it.
  func name(of code: Int64, _ field: Int) -> FactValue? {
    if code == MetricColumns.unknown { return nil }
    let domain = plan.subject.schema.fields[field].domain
    guard domain == .text else { return domain.value(of: code) }
    return pools[field].texts.indices.contains(Int(code))
      ? .text(pools[field].texts[Int(code)].canonical) : nil
  }
}

/// Makes figures from the cells of one definition.
struct FigureReader {
  let tally: MetricTally
  let definition: MetricDefinition
  let step: MetricStep
  let cells: MetricCells
  let end: Instant?
  /// Per cell the judged shares, once they are asked for.
  private lazy var judgedRates = judge()
  private lazy var recurring = follow()

  init(_ tally: MetricTally, _ definition: MetricDefinition, _ place: Int, until end: Instant?) {
    self.tally = tally
    self.definition = definition
    step = tally.plan.steps[place]
    cells = tally.cells[place]
    self.end = end
  }

  /// The figure of some cells together.
  mutating func figure(_ places: [Int], span: MetricSpan?) -> MetricFigure {
    var leftOut = MetricLeftOut()
    for place in places where place < cells.leftOut.count { leftOut.merge(cells.leftOut[place]) }
    var figure: MetricFigure
    switch cells.form {
    case .rates: figure = rate(places.map { cells.rates[$0] })
    case .judged:
      figure = rate(places.map { judgedRates[$0].rate })
      for place in places { leftOut.censored.add(saturating: judgedRates[place].censored) }
    case .recurrences:
      figure = rate(places.map { recurring[$0].rate })
      for place in places { leftOut.censored.add(saturating: recurring[place].censored) }
    case .sums: figure = sum(places)
    case .extremes: figure = extreme(places)
    case .values: figure = quantile(places)
    case .sketches: figure = sketched(places)
    case .frequent: figure = frequent(places)
    case .distinct: figure = distinct(places)
    case .names: figure = names(places)
    case .shared: figure = sharedSum(places)
    case .presences:
      return presences([(.init(span: nil, group: []), places)], by: .whole).first?.figure
        ?? MetricFigure(unit)
    }
    figure.leftOut = leftOut
    return figure
  }

  var unit: MetricUnit {
    definition.measure.unit(in: tally.plan.subject) ?? .number(decimals: 0)
  }

  private func rate(_ rates: [MetricCells.RateCell]) -> MetricFigure {
    let all = rates.reduce(into: MetricCells.RateCell()) { $0.merge($1) }
    switch step.kind {
    case .count: return MetricFigure(unit, Int128(all.above), over: 1, counted: all.above)
    case .balance:
      var figure = MetricFigure(
        unit, Int128(all.above) - Int128(all.against), over: Int128(all.below), counted: all.below)
      figure.sample = .balance(all.above, against: all.against)
      return figure
    case .ratio:
      return MetricFigure(
        unit, Int128(all.above), over: Int128(all.below),
        counted: .saturatingSum(all.above, all.below))
    default:
      var figure = MetricFigure(
        unit, Int128(all.above), over: Int128(all.below), counted: all.below)
      figure.sample = .proportion
      return figure
    }
  }

  private func sum(_ places: [Int]) -> MetricFigure {
    let all = places.reduce(into: MetricCells.SumCell()) { $0.merge(cells.sums[$1]) }
    switch definition.measure {
    case .mean: return MetricFigure(unit, all.above, over: Int128(all.count), counted: all.count)
    case .quotient: return MetricFigure(unit, all.above, over: all.below, counted: all.count)
    default: return MetricFigure(unit, all.above, over: 1, counted: all.count)
    }
  }

  private func extreme(_ places: [Int]) -> MetricFigure {
    let all = places.reduce(into: MetricCells.ExtremeCell()) { $0.merge(cells.extremes[$1]) }
    var isLeast = false
    if case .extreme(_, _, let least) = step.kind { isLeast = least }
    return MetricFigure(
      unit, all.count == 0 ? 0 : Int128(isLeast ? all.least : all.greatest),
      over: all.count == 0 ? 0 : 1, counted: all.count)
  }

  private func quantile(_ places: [Int]) -> MetricFigure {
    guard case .quantile(let share, _, let method, _) = definition.measure else {
      return MetricFigure(unit)
    }
    var all = places.first.map { cells.values[$0] } ?? ValueTally()
    for place in places.dropFirst() { all.merge(cells.values[place]) }
    return MetricFigure(unit, all.quantile(share, by: method), counted: all.count)
  }

  private func sketched(_ places: [Int]) -> MetricFigure {
    guard case .quantile(let share, _, _, _) = definition.measure, let first = places.first
    else { return MetricFigure(unit) }
    var all = cells.sketches[first]
    for place in places.dropFirst() { try? all.merge(cells.sketches[place]) }
    var figure = MetricFigure(unit, all.quantile(share), counted: all.count)
    figure.relativeError = all.relativeError
    return figure
  }

  private func frequent(_ places: [Int]) -> MetricFigure {
    guard case .top(let limit, _, _, _) = definition.measure, let first = places.first
    else { return MetricFigure(unit) }
    var all = cells.frequent[first]
    for place in places.dropFirst() { try? all.merge(cells.frequent[place]) }
    let shown = all.top(limit)
    var figure = MetricFigure(
      unit, shown.reduce(0) { $0 + Int128($1.lower) }, over: Int128(all.total), counted: all.total)
    figure.entries = shown.map {
      .init(name: $0.name, count: $0.lower, error: $0.upper - $0.lower)
    }
    return figure
  }

  private func distinct(_ places: [Int]) -> MetricFigure {
    guard let first = places.first else { return MetricFigure(unit) }
    var all = cells.distinct[first]
    for place in places.dropFirst() {
      try? all.sketch.merge(cells.distinct[place].sketch)
      all.count.add(saturating: cells.distinct[place].count)
    }
    var figure = MetricFigure(unit, Int128(all.sketch.distinct), over: 1, counted: all.count)
    if !all.sketch.isExact { figure.standardError = all.sketch.standardError }
    return figure
  }

  private func sharedSum(_ places: [Int]) -> MetricFigure {
    var sum: Int128 = 0
    var count = 0
    var values = CodeTable()
    for place in places {
      sum.add(saturating: cells.shared[place].sum)
      count.add(saturating: cells.shared[place].count)
      for code in cells.shared[place].values.codes { _ = values.number(of: code) }
    }
    return MetricFigure(unit, sum, over: Int128(values.count), counted: count)
  }

  private func names(_ places: [Int]) -> MetricFigure {
    var all = places.first.map { cells.names[$0] } ?? .init()
    for place in places.dropFirst() {
      for (code, count) in cells.names[place].counts { all.add(code, times: count) }
    }
    guard case .top(let limit, _, _, _) = definition.measure else {
      return MetricFigure(unit, Int128(all.distinct), over: 1, counted: all.total)
    }
    let field = step.kind.namedFields[0]
    let entries = all.counts.map { code, count in
      MetricFigure.Entry(name: tally.name(of: code, field)?.words ?? "", count: count, error: 0)
    }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
    let shown = Array(entries.prefix(limit))
    var figure = MetricFigure(
      unit, shown.reduce(0) { $0 + Int128($1.count) }, over: Int128(all.total), counted: all.total)
    figure.entries = shown
    return figure
  }

  // MARK: Rows that wait

  typealias Judged = (rate: MetricCells.RateCell, censored: Int)

  private func judge() -> [Judged] {
    var result = [Judged](repeating: (.init(), 0), count: cells.leftOut.count)
    var length: Int64 = 0
    if let horizon = step.horizon { length = horizon.length }
    let until =
      end?.millisecondsSince1970
      ?? cells.judged.reduce(Int64.min) {
        max($0, $1.due.subtractingReportingOverflow(length).partialValue)
      }
    for row in cells.judged {
      let place = Int(row.cell)
      guard row.due <= until else {
        result[place].censored.add(saturating: 1)
        continue
      }
      result[place].rate.above.add(saturating: row.isAbove ? 1 : 0)
      result[place].rate.against.add(saturating: row.isAgainst ? 1 : 0)
      result[place].rate.below.add(saturating: row.isBelow ? 1 : 0)
    }
    return result
  }
}
