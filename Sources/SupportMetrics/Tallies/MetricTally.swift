// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules
import SupportTime

/// A count of rows by the definitions of a plan: a fold that takes rows in any order, one by one or
/// many at once, and joins with the tally of another part to exactly the tally of the whole
/// (semantics M7).
///
/// ```swift
/// var tally = MetricTally(plan)
/// for call in calls { tally.count(call.facts(in: zone)) }
/// let report = tally.report(by: .month)
/// ```
///
/// Sums are whole numbers and divided last. What a definition needs to keep it keeps: a share four
/// numbers a cell, a mean two, an exact quantile eight bytes a row, a sketch a bounded number of
/// buckets, a repeat or a share with a horizon two dozen bytes a row. ``memory`` tells how much.
public struct MetricTally: Sendable {
  /// What is counted.
  public let plan: MetricPlan
  /// Which part of the whole this is.
  public internal(set) var shard: MetricShard
  /// The rows counted so far.
  public var rows: Int { .saturatingSum(settledRows, pending.count) }

  var settledRows = 0
  /// Rows that were counted one by one and are not yet folded.
  var pending: MetricColumns
  /// Per field the names that cells, counts and keys speak of.
  var pools: [TextPool]
  var indexes: [CellIndex]
  var cells: [MetricCells]

  /// Creates a tally that has counted nothing.
  ///
  /// - Parameters:
  ///   - plan: What is counted.
  ///   - shard: Which part of a log it is to count, where others count the rest.
  public init(_ plan: MetricPlan, shard: MetricShard = .whole) {
    self.plan = plan
    self.shard = shard
    pending = MetricColumns(plan.subject)
    pools = plan.subject.schema.fields.map { _ in TextPool() }
    indexes = plan.frames.map { CellIndex(width: 1 + $0.groups.count) }
    cells = plan.steps.map(MetricCells.init)
  }

  /// Counts a row.
  ///
  /// - Complexity: O(facts and definitions), amortised.
  public mutating func count(_ facts: Facts) {
    pending.append(facts)
    if pending.count == MaskBlock.rows { settle() }
  }

  /// Counts rows of the plan's subject; rows of another subject are taken over by the names of their
  /// facts, one by one.
  ///
  /// - Complexity: O(rows × definitions).
  public mutating func count(_ columns: MetricColumns) {
    guard columns.subject == plan.subject else {
      for row in 0..<columns.count {
        if let facts = columns[row] { count(facts) }
      }
      return
    }
    fold(columns)
  }

  /// Folds what was counted one by one.
  mutating func settle() {
    guard pending.count > 0 else { return }
    var rows = MetricColumns(plan.subject)
    swap(&rows, &pending)
    fold(rows)
    rows.removeAll(keepingCapacity: true)
    pending = rows
  }

  /// The tally with everything folded.
  var settled: Self {
    var result = self
    result.settle()
    return result
  }

  private mutating func fold(_ columns: MetricColumns) {
    settledRows.add(saturating: columns.count)
    var fold = MetricFold(plan, columns, &pools)
    for start in stride(from: 0, to: columns.count, by: MaskBlock.rows) {
      let count = Swift.min(MaskBlock.rows, columns.count - start)
      fold.begin(columns, start, count)
      for frame in plan.frames.indices {
        fold.find(frame, columns, start, count, &indexes[frame])
      }
      for (place, step) in plan.steps.enumerated() {
        fold.take(step, columns, start, &cells[place], cellCount: indexes[step.frame].count)
      }
    }
  }
}
