// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension CostMatrix {
  /// Assigns as many rows as possible, and so many at the least cost.
  ///
  /// Of several assignments with that cost one is given, always the same one for an equal matrix.
  ///
  /// - Complexity: O(*s*² · *l*) at worst for a shorter side *s* and a longer side *l*; far less on
  ///   most matrices. Memory for one copy of the matrix.
  public func solved() -> Solution {
    solution(penalties: Array(repeating: nil, count: rows))
  }

  /// Assigns rows where a row may be left for a penalty.
  ///
  /// First as many rows without a penalty are assigned as possible; then the sum of the costs of the
  /// assigned rows and the penalties of the rows left is least; then as many rows are assigned as can
  /// be for that sum where either all rows have a penalty or none has. Of several such assignments
  /// one is given, always the same one for an equal input.
  ///
  /// - Parameter penalties: What leaving a row costs, for each row; `nil` for a row that is left only
  ///   where it must be.
  /// - Returns: The assignment, with the prices that prove it.
  /// - Throws: ``AssignmentError`` where there is not one penalty for each row, and with each penalty
  ///   beyond ``greatestCost``.
  /// - Complexity: As ``solved()``.
  public func solved(penalties: [Int64?]) throws(AssignmentError) -> Solution {
    var mistakes = AssignmentMistakes()
    let expected = Int64(rows)
    mistakes.check(Int64(penalties.count), in: expected...expected, at: "penalties.count")
    for (row, penalty) in penalties.enumerated() {
      if let penalty { mistakes.check(cost: penalty, at: "penalties[\(row)]") }
    }
    try mistakes.throwIfAny()
    return solution(penalties: penalties)
  }

  private func solution(penalties: [Int64?]) -> Solution {
    let leaving = leavingWeight(penalties: penalties)
    let gains = penalties.map { $0 ?? leaving }
    var solver = DenseAssignment(self, gains: gains)
    solver.solve(inHaste: penalties.allSatisfy { $0 == nil })
    let (columnOfRow, rowPrices, columnPrices) = solver.answer(gains: gains)
    return Solution(
      matrix: self, penalties: penalties, columnOfRow: columnOfRow, rowPrices: rowPrices,
      columnPrices: columnPrices, leavingWeight: leaving)
  }

  /// More than any two assignments can differ in what they cost, so that a row that must not be left
  /// outweighs everything else: twice the furthest that a total can be from 0, and 1.
  ///
  /// At most 2 · (2²⁴ + 2²⁴) · 2³⁴ + 1, less than 2⁶⁰.
  func leavingWeight(penalties: [Int64?]) -> Int64 {
    var furthest: Int64 = 0
    for cost in entries where cost != Self.forbidden { furthest = max(furthest, abs(cost)) }
    var total = Int64(min(rows, columns)) * furthest
    for penalty in penalties { total += abs(penalty ?? 0) }
    return 2 * total + 1
  }
}
