// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportTime

/// The figures of a log of calls, ready to be printed, drawn and written.
struct CallFigures {
  /// A service level at one threshold, in every reading.
  struct Level {
    var within: Int
    var readings: [(reading: CallPlans.Reading, figure: CallFigure)]

    /// The readings with the lowest and the highest figure; `nil` where nothing is counted.
    var spread: (lowest: Int, highest: Int)? {
      let known = readings.indices.filter { readings[$0].figure.value != nil }
      func value(_ index: Int) -> Double { readings[index].figure.value ?? 0 }
      guard let lowest = known.min(by: { value($0) < value($1) }),
        let highest = known.max(by: { value($0) < value($1) })
      else { return nil }
      return (lowest, highest)
    }

    /// How far apart they are, in points of per cent.
    var points: Double? {
      spread.flatMap { spread in
        guard let low = readings[spread.lowest].figure.value,
          let high = readings[spread.highest].figure.value
        else { return nil }
        return (high - low) * 100
      }
    }
  }

  /// Everything told of a type, a priority, a queue or an agent.
  struct Group {
    /// `nil` for calls of which it is not known.
    var name: String?
    var figures: [CallPlans.GroupFigure: CallFigure] = [:]
    var returns: [CallPlans.Window: CallFigure] = [:]

    var calls: Int { self[.contacts].numerator.count }

    subscript(figure: CallPlans.GroupFigure) -> CallFigure { figures[figure] ?? CallFigure() }
    subscript(window: CallPlans.Window) -> CallFigure { returns[window] ?? CallFigure() }

    mutating func add(_ other: Self) {
      for (figure, value) in other.figures { figures[figure, default: CallFigure()].add(value) }
      for (window, value) in other.returns { returns[window, default: CallFigure()].add(value) }
    }
  }

  /// The groups of a dimension: those with most calls, and the others together.
  struct Groups {
    var dimension: CallMap.Column
    var shown: [Group]
    /// How many groups are not shown.
    var others: Int
    var rest: Group
    /// Calls of which it is not known; `nil` where there are none.
    var unknown: Group?
  }

  /// What is told of a part of the day, or of a day.
  struct Part {
    var arrivals = 0
    var level = CallFigure()
    var abandonment = CallFigure()
    var speed = CallFigure()

    mutating func add(_ other: Self) {
      arrivals += other.arrivals
      level.add(other.level)
      abandonment.add(other.abandonment)
      speed.add(other.speed)
    }
  }

  let counts: CallCounts
  let map: CallMap
  let options: CallOptions
  let plans: CallPlans
  /// The name of the log, without its folder.
  let source: String
  let table: CallTable
  let levels: [Level]
  /// Different customers.
  let customers: Int
  let returns: [(window: CallPlans.Window, figure: CallFigure)]
  let groups: [Groups]
  /// By half hours of the day, 48 of them.
  let halfHours: [Part]
  /// By weekday, Monday first, and hour.
  let week: [[Part]]
  /// By days, ascending.
  let days: [(date: CivilDate, part: Part)]
  /// The half hour of the log in which most calls came.
  let busiest: (at: Instant, calls: Int)?

  init(_ counts: CallCounts, _ plans: CallPlans, _ options: CallOptions, source: String) {
    self.counts = counts
    self.plans = plans
    self.options = options
    self.source = source
    map = plans.map
    let table = CallTable([counts.tally.whole.report()].compactMap(\.self))
    self.table = table
    levels = zip(options.within, plans.within).map { seconds, target in
      Level(
        within: seconds,
        readings: CallPlans.Reading.all.map { ($0, table[CallPlans.id($0, target)]) })
    }
    let again = CallTable(counts.returns)
    customers = again["customersInContact"].numerator.count
    returns = CallPlans.Window.allCases.map { window in
      let all = again.groups(CallPlans.id(window)).values
      return (window, all.reduce(into: CallFigure()) { $0.add($1) })
    }
    groups = plans.map.dimensions.enumerated().map { place, dimension in
      Self.groups(dimension, place, table, again, plans.map, top: options.top)
    }
    let clock = CallClock(counts.tally.clock.report(), plans.map.zone)
    halfHours = clock.halfHours
    week = clock.week
    days = clock.days.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    busiest = clock.busiest
  }

  private static func groups(
    _ dimension: CallMap.Column, _ place: Int, _ table: CallTable, _ again: CallTable,
    _ map: CallMap, top: Int
  ) -> Groups {
    var groups: [String?: Group] = [:]
    for figure in CallPlans.GroupFigure.allCases {
      for (name, value) in table.groups(CallPlans.id(figure, dimension)) {
        groups[name, default: Group(name: name)].figures[figure] = value
      }
    }
    for window in CallPlans.Window.allCases {
      for (name, value) in again.groups(CallPlans.id(window), at: place) {
        groups[name]?.returns[window] = value
      }
    }
    let unknown = groups.removeValue(forKey: nil)
    let sorted = groups.values.sorted { ($1.calls, $0.name ?? "") < ($0.calls, $1.name ?? "") }
    var shown = Array(sorted.prefix(top))
    if dimension == .priority {
      let order = map.priorities
      func rank(_ group: Group) -> Int { order.firstIndex(of: group.name ?? "") ?? order.count }
      let places = shown.indices.sorted { (rank(shown[$0]), $0) < (rank(shown[$1]), $1) }
      shown = places.map { shown[$0] }
    }
    let rest = sorted.dropFirst(top).reduce(into: Group()) { $0.add($1) }
    return Groups(
      dimension: dimension, shown: shown, others: max(sorted.count - top, 0), rest: rest,
      unknown: unknown)
  }

  // MARK: Parts

  var rows: Int { counts.tally.rows }
  /// Calls of customers, outbound ones not counted.
  var calls: Int { counts.tally.calls - counts.tally.outbound }

  func outcome(_ outcome: Contact.Outcome) -> Int {
    table[MetricID("outcome.\(outcome.rawValue)")].numerator.count
  }

  /// Calls whose outcome is not known, phantoms included.
  var withoutOutcome: Int {
    calls - Contact.Outcome.allCases.reduce(0) { $0 + outcome($1) }
  }

  /// Answered and abandoned calls.
  var offered: Int { outcome(.answered) + outcome(.abandoned) }

  /// The first and the last day on which calls came.
  var period: String {
    guard let first = counts.tally.firstAt, let last = counts.tally.lastAt else {
      return "no calls"
    }
    return "\(map.zone.date(at: first)) – \(map.zone.date(at: last)) (\(map.zone.identifier))"
  }

  /// Outcomes that the map does not list, most frequent first.
  var unlisted: [(name: String, count: Int)] {
    counts.tally.unlisted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// The handling time in words: `talk + wrapUp`.
  var handlingParts: String { map.handling.joined(separator: " + ") }

  /// By hours of the day.
  var hours: [Part] {
    (0..<24).map { hour in
      var part = halfHours[hour * 2]
      part.add(halfHours[hour * 2 + 1])
      return part
    }
  }
}

/// Figures by half hours, put together by the time of day, the weekday and the day.
private struct CallClock {
  var halfHours = Array(repeating: CallFigures.Part(), count: 48)
  var week = Array(repeating: Array(repeating: CallFigures.Part(), count: 24), count: 7)
  var days: [CivilDate: CallFigures.Part] = [:]
  var busiest: (at: Instant, calls: Int)?

  init(_ report: MetricReport?, _ zone: ZoneRules) {
    for line in report?.lines ?? [] {
      guard let span = line.span else { continue }
      var part = CallFigures.Part()
      switch line.definition.rawValue {
      case "arrivals": part.arrivals = line.figure.numerator.count
      case "serviceLevel": part.level = CallFigure(line.figure)
      case "abandonment": part.abandonment = CallFigure(line.figure)
      default: part.speed = CallFigure(line.figure)
      }
      let start = span.start(in: zone)
      let (date, time) = zone.wallTime(at: start)
      let half = Int(time.millisecondsSinceMidnight / 1_800_000)
      halfHours[half].add(part)
      week[date.weekday.rawValue - 1][half / 2].add(part)
      days[date, default: CallFigures.Part()].add(part)
      if part.arrivals > busiest?.calls ?? 0 { busiest = (start, part.arrivals) }
    }
  }
}
