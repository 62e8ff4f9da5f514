// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules

/// The figures of a tally: one line for each definition, period and group.
public struct MetricReport: Hashable, Sendable {
  /// What the rows were about.
  public var subject: String
  /// What was counted, in the order of the lines.
  public var definitions: [MetricDefinition]
  /// How time is cut.
  public var period: MetricPeriod
  /// The zone on whose calendars it is cut.
  public var zone: String
  /// The rows that were counted.
  public var rows: Int
  /// Which part of the whole they are.
  public var shard: MetricShard
  /// The lines: definitions in the order of the plan, their periods by time, their groups by value.
  public var lines: [Line]

  /// A figure with what it is the figure of.
  public struct Line: Hashable, Sendable {
    /// The definition.
    public var definition: MetricID
    /// The period; `nil` for rows that belong to none, since their date is not known.
    public var span: MetricSpan?
    /// The values of the facts by which the definition tells rows apart, in its order; `nil` for rows
    /// that do not have one.
    public var group: [FactValue?]
    /// The figure.
    public var figure: MetricFigure

    var key: Key { Key(span: span, group: group) }
  }

  /// The figure of a definition for a period and group; `nil` where no row belongs there.
  ///
  /// Without a period it is the figure over all time, which only a report by `whole` has: in a report by
  /// months say which one, or look at ``lines(of:)``, where rows of no period stand as well.
  ///
  /// - Complexity: O(lines).
  public func figure(
    _ id: MetricID, in span: MetricSpan = .whole, group: [FactValue?] = []
  ) -> MetricFigure? {
    lines.first { $0.definition == id && $0.span == span && $0.group == group }?.figure
  }

  /// A definition of the report.
  public func definition(_ id: MetricID) -> MetricDefinition? {
    definitions.first { $0.id == id }
  }

  /// Whether a line reaches the objective of its definition; `nil` without one, without a figure, and
  /// for a span of another period than the one over which the definition is judged.
  public func isMet(_ line: Line) -> Bool? {
    guard let definition = definition(line.definition), let objective = definition.objective
    else { return nil }
    if let period = definition.period, period != line.span?.period { return nil }
    return objective.isMet(by: line.figure)
  }

  /// The lines of a definition.
  public func lines(of id: MetricID) -> [Line] { lines.filter { $0.definition == id } }
}

extension MetricReport {
  /// A period and a group: what lines of one definition are told apart by.
  struct Key: Hashable, Comparable {
    var span: MetricSpan?
    var group: [FactValue?]
    /// Numbers by which values that are no texts are ordered, such as names of a scale.
    var ranks: [Int64] = []

    static func < (left: Self, right: Self) -> Bool {
      if left.span != right.span {
        // Rows of no period come last.
        guard let one = left.span else { return false }
        guard let other = right.span else { return true }
        return one < other
      }
      for level in left.group.indices where left.group[level] != right.group[level] {
        guard left.group[level] != nil else { return false }
        guard right.group[level] != nil else { return true }
        guard left.ranks.count > level, right.ranks.count > level,
          left.ranks[level] != right.ranks[level]
        else { break }
        return left.ranks[level] < right.ranks[level]
      }
      return isBefore(left.group, right.group)
    }

    /// Orders groups by their values in turn: known ones before unknown ones, numbers by size, texts by
    /// their scalars.
    static func isBefore(_ left: [FactValue?], _ right: [FactValue?]) -> Bool {
      for (one, other) in zip(left, right) where one != other {
        guard let one else { return false }
        guard let other else { return true }
        switch (one, other) {
        case (.integer(let one), .integer(let other)): return one < other
        case (.duration(let one), .duration(let other)): return one < other
        case (.boolean(let one), .boolean(let other)): return !one && other
        case (.instant(let one), .instant(let other)): return one < other
        case (.date(let one), .date(let other)): return one < other
        case (.money(let one), .money(let other)): return one.minorUnits < other.minorUnits
        case (.decimal(let one), .decimal(let other)): return one < other
        default: return one.words < other.words
        }
      }
      return left.count < right.count
    }
  }
}
