// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The hours of a calendar and of all that it is combined from, with the zone of each.
struct HoursPlan: Sendable {
  /// How the hours of the leaves make those of the whole.
  indirect enum Tree: Sendable {
    case leaf(Int)
    case node(BusinessCalendar.Combination.Operation, [Tree])
  }

  /// The zone whose dates count.
  let zone: ZoneRules
  let leaves: [DailyHours]
  let tree: Tree

  /// Compiles the hours of a calendar by the rules of a zone; parts of a combination in other zones
  /// take the host's.
  init(_ calendar: BusinessCalendar, zone: ZoneRules) throws(UnknownZone) {
    self.zone = zone
    let bounds = calendar.publishedDays
    var known = [zone.identifier: zone]
    var leaves: [DailyHours] = []
    for leaf in calendar.leaves {
      var rules = zone
      if calendar.combination != nil {
        if let shared = known[leaf.zone] {
          rules = shared
        } else {
          rules = try ZoneRules(identifier: leaf.zone)
          known[leaf.zone] = rules
        }
      }
      leaves.append(DailyHours(leaf, zone: rules, within: bounds))
    }
    self.leaves = leaves
    var next = 0
    tree = Self.tree(calendar, &next)
  }

  /// Takes the hours of a calendar that is not combined.
  init(single calendar: BusinessCalendar, zone: ZoneRules) {
    self.zone = zone
    leaves = [DailyHours(calendar, zone: zone, within: calendar.publishedDays)]
    tree = .leaf(0)
  }

  private static func tree(_ calendar: BusinessCalendar, _ next: inout Int) -> Tree {
    if let combination = calendar.combination {
      return .node(combination.operation, combination.parts.map { tree($0, &next) })
    }
    next += 1
    return .leaf(next - 1)
  }

  var isSingle: Bool { leaves.count == 1 }

  // MARK: Intervals

  /// Combines intervals of the leaves, each list in order, to those of the whole, in order.
  func combine(_ intervals: (Int) -> [OpenInterval]) -> [OpenInterval] {
    Self.combine(tree, intervals)
  }

  private static func combine(_ tree: Tree, _ intervals: (Int) -> [OpenInterval]) -> [OpenInterval]
  {
    switch tree {
    case .leaf(let index): return intervals(index)
    case .node(let operation, let parts):
      let lists = parts.map { combine($0, intervals) }
      guard let first = lists.first else { return [] }
      switch operation {
      case .union: return lists.joined().sorted()
      case .intersection: return lists.dropFirst().reduce(first, overlaps)
      case .difference: return lists.dropFirst().reduce(first, subtract)
      }
    }
  }

  /// What each interval of one list shares with each of another.
  private static func overlaps(_ one: [OpenInterval], _ other: [OpenInterval]) -> [OpenInterval] {
    let longest = other.map { $0.end - $0.start }.max() ?? 0
    var low = 0
    var shared: [OpenInterval] = []
    for interval in one {
      while low < other.count, other[low].start <= interval.start - longest { low += 1 }
      var index = low
      while index < other.count, other[index].start < interval.end {
        let start = max(interval.start, other[index].start)
        let end = min(interval.end, other[index].end)
        if start < end { shared.append(.init(start: start, end: end)) }
        index += 1
      }
    }
    return shared.sorted()
  }

  /// What is left of each interval of one list without another.
  private static func subtract(_ one: [OpenInterval], _ other: [OpenInterval]) -> [OpenInterval] {
    let longest = other.map { $0.end - $0.start }.max() ?? 0
    var low = 0
    var rest: [OpenInterval] = []
    for interval in one {
      while low < other.count, other[low].start <= interval.start - longest { low += 1 }
      var start = interval.start
      var index = low
      while index < other.count, other[index].start < interval.end {
        if other[index].end > start {
          if other[index].start > start {
            rest.append(.init(start: start, end: other[index].start))
          }
          start = other[index].end
        }
        index += 1
      }
      if start < interval.end { rest.append(.init(start: start, end: interval.end)) }
    }
    return rest.sorted()
  }

  /// The intervals of the whole that may lie within a stretch, and some around it, in order; those
  /// that reach over its ends may be cut.
  func instants(around start: Int64, _ end: Int64) -> [OpenInterval] {
    isSingle
      ? leaves[0].instants(around: start, end) : combine { leaves[$0].instants(around: start, end) }
  }

  /// The intervals that open on a date: as written, or for a combination those that start on it.
  func instants(on day: Int) -> [OpenInterval] {
    if isSingle { return leaves[0].instants(on: day) }
    let start = zone.milliseconds(local: Int64(day) * DailyHours.day)
    let end = zone.milliseconds(local: Int64(day + 1) * DailyHours.day)
    return instants(around: start, end).filter { $0.start >= start && $0.start < end }
  }

  /// Tells whether the leaves have listed or yearly rules that may change the reason from date to
  /// date, or breaks that may change it within one.
  var changesByDate: Bool {
    !isSingle || leaves.contains { $0.isYearly || !$0.rules.parts.breaks.isEmpty }
      || leaves.contains { $0.days != BusinessCalendar.allDays }
  }
}
