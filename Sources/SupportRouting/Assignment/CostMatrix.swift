// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What each of some rows costs with each of some columns, in whole numbers; some pairs may be
/// forbidden.
///
/// ``solved()`` assigns rows to columns, each at most once, at the least cost. Use it where every
/// pair has a cost of its own. Where costs come from a task, from an agent and from what kinds of
/// tasks and agents they are, ``BatchAssignment`` is faster by far; it takes such a matrix for the
/// kinds.
///
/// ```swift
/// let costs = try CostMatrix([
///   [4, 1, nil],
///   [2, 0, 5],
/// ])
/// let solution = costs.solved()
/// solution.columnOfRow  // [1, 0]
/// solution.cost         // 3
/// ```
public struct CostMatrix: Hashable, Sendable {
  /// Ten thousand million: no cost lies further from 0, so that no sum of costs overflows.
  public static let greatestCost: Int64 = 10_000_000_000
  /// The number of pairs that a matrix can have: 4,096 × 4,096.
  public static let mostEntries = 16_777_216

  static let costBounds = -greatestCost...greatestCost
  /// Stands for a forbidden pair: further than any sum of costs, and no sum with it overflows.
  static let forbidden: Int64 = 1 << 61

  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// Row by row.
  let entries: [Int64]

  /// Creates a matrix from its rows, which are of one length; `nil` forbids a pair.
  ///
  /// - Throws: ``AssignmentError`` with each row of another length than the first, each cost beyond
  ///   ``greatestCost``, and where there are more than ``mostEntries``.
  public init(_ rows: [[Int64?]]) throws(AssignmentError) {
    let columns = rows.first?.count ?? 0
    var mistakes = AssignmentMistakes()
    Self.checkSize(rows.count, columns, &mistakes)
    for (place, row) in rows.enumerated() where row.count != columns {
      let expected = Int64(columns)
      mistakes.report(.outside(Int64(row.count), expected...expected, at: "[\(place)].count"))
    }
    try mistakes.throwIfAny()
    try self.init(rows: rows.count, columns: columns) { rows[$0][$1] }
  }

  /// Creates a matrix from what a pair of a row and a column costs, counted from 0; `nil` forbids it.
  ///
  /// - Throws: ``AssignmentError`` with each cost beyond ``greatestCost``; with a number of rows or
  ///   columns below 0, and where there are more than ``mostEntries``.
  public init(rows: Int, columns: Int, cost: (_ row: Int, _ column: Int) -> Int64?)
    throws(AssignmentError)
  {
    var mistakes = AssignmentMistakes()
    Self.checkSize(rows, columns, &mistakes)
    try mistakes.throwIfAny()
    var entries: [Int64] = []
    entries.reserveCapacity(rows * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        guard let cost = cost(row, column) else {
          entries.append(Self.forbidden)
          continue
        }
        mistakes.check(cost: cost, at: "[\(row)][\(column)]")
        entries.append(cost)
      }
    }
    try mistakes.throwIfAny()
    (self.rows, self.columns, self.entries) = (rows, columns, entries)
  }

  /// What a pair costs; `nil` where it is forbidden, and outside the matrix.
  public subscript(row: Int, column: Int) -> Int64? {
    guard row >= 0, row < rows, column >= 0, column < columns else { return nil }
    let cost = entries[row * columns + column]
    return cost == Self.forbidden ? nil : cost
  }

  private static func checkSize(
    _ rows: Int, _ columns: Int, _ mistakes: inout AssignmentMistakes
  ) {
    let most = Int64(mostEntries)
    mistakes.check(Int64(rows), in: 0...most, at: "rows.count")
    mistakes.check(Int64(columns), in: 0...most, at: "columns.count")
    let (entries, overflow) = Int64(rows).multipliedReportingOverflow(by: Int64(columns))
    mistakes.check(
      overflow ? .max : entries, in: Int64.min...most, at: "rows.count × columns.count")
  }
}
