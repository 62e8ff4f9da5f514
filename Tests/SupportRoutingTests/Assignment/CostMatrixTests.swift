// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportRouting
import Testing

@Suite("Assignment: a matrix of costs")
struct CostMatrixTests {
  @Test("Matrices whose optimum is known have it")
  func known() throws {
    // Products are least in opposite orders, by the inequality of rearrangement: the sum of
    // i · (n + 1 - i) is n · (n + 1) · (n + 2) / 6.
    let products = try CostMatrix(rows: 30, columns: 30) { Int64(($0 + 1) * ($1 + 1)) }
    #expect(products.solved().cost == 30 * 31 * 32 / 6)
    #expect(products.solved().columnOfRow == (0..<30).reversed())
    // The example of SciPy's linear_sum_assignment.
    let small = try CostMatrix([[4, 1, 3], [2, 0, 5], [3, 2, 2]]).solved()
    #expect(small.cost == 5)
    #expect(small.columnOfRow == [1, 0, 2])
  }

  @Test("No assignment is better than the one given", arguments: 0..<8)
  func optimal(block: UInt64) throws {
    for seed in (block * 100)..<(block * 100 + 100) {
      var draw = AssignmentDraw(seed: seed)
      let (height, width) = (draw.below(7), draw.below(7))
      let rows = draw.rows(height, width)
      let penalties = rows.map { _ in draw.penalty() }
      let best = AssignmentOracle.best(rows, penalties: penalties)
      let solution = try CostMatrix(rows).solved(penalties: penalties)
      #expect(solution.isOptimal(), "seed \(seed)")
      #expect(solution.cost == best.cost, "seed \(seed)")
      let left = zip(solution.columnOfRow, penalties).count { $0 == nil && $1 == nil }
      #expect(left == best.left, "seed \(seed)")
      if draw.penaltyMode != 2 {
        #expect(solution.assignedCount == best.assigned, "seed \(seed)")
      }
    }
  }

  @Test("Prices prove what is too large to try out", arguments: 0..<6)
  func proved(seed: UInt64) throws {
    var draw = AssignmentDraw(seed: seed)
    let (height, width) = (20 + draw.below(40), 20 + draw.below(40))
    let rows = draw.rows(height, width)
    let penalties = rows.map { _ in draw.penalty() }
    let solution = try CostMatrix(rows).solved(penalties: penalties)
    #expect(solution.isOptimal(), "seed \(seed)")
    #expect(solution == (try CostMatrix(rows).solved(penalties: penalties)))
  }

  @Test("A row goes to nobody rather than to a forbidden column")
  func forbidden() throws {
    let nobody = try CostMatrix([[nil, nil], [nil, nil]]).solved()
    #expect(nobody.columnOfRow == [nil, nil])
    #expect(nobody.cost == 0)
    #expect(nobody.isOptimal())
    // Both are assigned, dear as that is, rather than the first at its best.
    let both = try CostMatrix([[0, 10_000_000_000], [0, nil]]).solved()
    #expect(both.columnOfRow == [1, 0])
    #expect(both.cost == 10_000_000_000)
  }

  @Test("A row is left where that costs less, and assigned where it costs as much")
  func penalties() throws {
    let costs = try CostMatrix([[5], [7]])
    #expect(try costs.solved(penalties: [4, 6]).columnOfRow == [nil, nil])
    #expect(try costs.solved(penalties: [4, 6]).cost == 10)
    #expect(try costs.solved(penalties: [5, 6]).columnOfRow == [0, nil])
    #expect(try costs.solved(penalties: [5, 8]).columnOfRow == [nil, 0])
    // Without a penalty it is assigned whatever that costs the other.
    #expect(try costs.solved(penalties: [9, nil]).columnOfRow == [nil, 0])
  }

  @Test("Nothing to assign is no mistake")
  func empty() throws {
    #expect(try CostMatrix([]).solved().columnOfRow == [])
    #expect(try CostMatrix([[], []]).solved().columnOfRow == [nil, nil])
    #expect(try CostMatrix(rows: 0, columns: 3) { _, _ in 0 }.solved().isOptimal())
    #expect(try CostMatrix([[], []]).solved(penalties: [3, nil]).cost == 3)
  }

  @Test("A pair outside the matrix costs nothing that could be told")
  func outside() throws {
    let costs = try CostMatrix([[1, nil], [3, 4]])
    #expect(costs[1, 0] == 3)
    #expect(costs[0, 1] == nil)
    for (row, column) in [(-1, 0), (0, -1), (2, 0), (0, 2), (.max, .max), (.min, .min)] {
      #expect(costs[row, column] == nil)
    }
  }

  @Test("Costs at the bounds are exact", arguments: [1, -1] as [Int64])
  func bounds(sign: Int64) throws {
    let most = sign * CostMatrix.greatestCost
    let costs = try CostMatrix(rows: 50, columns: 50) { $0 == $1 ? most : most - sign }
    let solution = costs.solved()
    #expect(solution.isOptimal())
    #expect(solution.cost == (sign > 0 ? 50 * (most - 1) : 50 * most))
  }

  @Test("All mistakes are told at once, with value, bound and place")
  func mistakes() throws {
    let bound = -CostMatrix.greatestCost...CostMatrix.greatestCost
    let error = #expect(throws: AssignmentError.self) {
      try CostMatrix([[0, .max, nil], [.min, 1, 10_000_000_001]])
    }
    #expect(
      error?.mistakes == [
        .outside(.max, bound, at: "[0][1]"), .outside(.min, bound, at: "[1][0]"),
        .outside(10_000_000_001, bound, at: "[1][2]"),
      ])
    #expect(
      error?.description.split(separator: "\n").last
        == "[1][2]: 10000000001 is outside -10000000000 ... 10000000000")
    let ragged = #expect(throws: AssignmentError.self) { try CostMatrix([[1, 2], [1], []]) }
    #expect(
      ragged?.mistakes == [
        .outside(1, 2...2, at: "[1].count"), .outside(0, 2...2, at: "[2].count"),
      ])
    let costs = try CostMatrix([[1], [2]])
    let penalties = #expect(throws: AssignmentError.self) {
      try costs.solved(penalties: [.max])
    }
    #expect(
      penalties?.mistakes == [
        .outside(1, 2...2, at: "penalties.count"), .outside(.max, bound, at: "penalties[0]"),
      ])
  }

  @Test(
    "No number of rows and columns stops the process",
    arguments: [(-1, 0), (.min, .max), (.max, .max), (4_097, 4_096), (16_777_217, 0)])
  func sizes(rows: Int, columns: Int) {
    #expect(throws: AssignmentError.self) {
      try CostMatrix(rows: rows, columns: columns) { _, _ in 0 }
    }
  }

  @Test("Mistakes without end are counted")
  func manyMistakes() {
    let error = #expect(throws: AssignmentError.self) {
      try CostMatrix(rows: 20, columns: 20) { _, _ in .max }
    }
    #expect(error?.mistakes.count == AssignmentError.mostMistakes)
    #expect(error?.omitted == 300)
    #expect(error?.description.hasSuffix("and 300 more") == true)
  }
}
