// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension CostMatrix {
  /// Which row has which column, what that costs, and the dual prices that prove it the least.
  ///
  /// A column's price is what having it is worth: by how much, at least, the cost would fall with a
  /// second one of its kind. A row pays its cost and the price; it has the column where both are the
  /// least together. ``isOptimal()`` checks that, without solving anything again.
  public struct Solution: Hashable, Sendable {
    /// What was solved.
    public let matrix: CostMatrix
    /// What leaving each row costs; `nil` for a row that is left only where it must be.
    public let penalties: [Int64?]
    /// The column of each row, counted from 0; `nil` for a row that was left.
    public let columnOfRow: [Int?]
    /// The dual price of each row: what the row costs with any column and its price, at least, and
    /// exactly what it costs with its own; at most what leaving it costs.
    public let rowPrices: [Int64]
    /// The dual price of each column, 0 or less; 0 for a column that nobody has.
    public let columnPrices: [Int64]
    /// What leaving a row without a penalty counts for in the prices; more than two assignments can
    /// differ in cost.
    public let leavingWeight: Int64
  }
}

extension CostMatrix.Solution {
  /// The costs of the assigned rows and the penalties of the rows left, added up.
  ///
  /// - Complexity: O(rows).
  public var cost: Int64 {
    var total: Int64 = 0
    for (row, column) in columnOfRow.enumerated() {
      total += column.flatMap { matrix[row, $0] } ?? (column == nil ? penalties[row] : nil) ?? 0
    }
    return total
  }

  /// The number of rows that have a column.
  public var assignedCount: Int {
    columnOfRow.reduce(0) { $1 == nil ? $0 : $0 + 1 }
  }

  /// Tells whether the prices prove that no assignment is better: by complementary slackness, from
  /// the matrix alone.
  ///
  /// It is true of every solution that the library gives; call it where a record has to show that.
  ///
  /// - Complexity: O(rows × columns).
  public func isOptimal() -> Bool {
    guard columnOfRow.count == matrix.rows, rowPrices.count == matrix.rows,
      penalties.count == matrix.rows, columnPrices.count == matrix.columns,
      leavingWeight >= matrix.leavingWeight(penalties: penalties)
    else { return false }
    var isTaken = Array(repeating: false, count: matrix.columns)
    for row in 0..<matrix.rows {
      let leaving = penalties[row] ?? leavingWeight
      if rowPrices[row] > leaving { return false }
      guard let column = columnOfRow[row] else {
        if rowPrices[row] != leaving { return false }
        continue
      }
      guard let cost = matrix[row, column], !isTaken[column],
        rowPrices[row] == cost - columnPrices[column]
      else { return false }
      isTaken[column] = true
    }
    for column in 0..<matrix.columns {
      let price = columnPrices[column]
      if price > 0 || (!isTaken[column] && price != 0) { return false }
    }
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        guard let cost = matrix[row, column] else { continue }
        if rowPrices[row] > cost - columnPrices[column] { return false }
      }
    }
    return true
  }
}
