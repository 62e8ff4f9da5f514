// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import Testing

@testable import SupportRouting

/// Plans and solutions that were tampered with: nobody outside the room can make one.
@Suite("Assignment: what is not best is not proved")
struct AssignmentProofTests {
  @Test("Another plan, other prices or too little a weight prove nothing")
  func plans() throws {
    let batch = try BatchAssignment(
      tasks: [.init("a", signature: 0, cost: 1), .init("b", signature: 1, cost: 2)],
      agents: [
        .init("x", signature: 0, slotCosts: [0, 9]), .init("y", signature: 1, slotCosts: [0]),
      ],
      fit: CostMatrix([[0, 5], [3, 4]]))
    let plan = batch.solved()
    #expect(plan.isOptimal())
    func variant(
      _ placements: [BatchAssignment.Placement?]? = nil, prices: [Int64?]? = nil,
      weight: Int64? = nil
    ) -> BatchAssignment.Plan {
      .init(
        batch: batch, placements: placements ?? plan.placements, prices: prices ?? plan.prices,
        leavingWeight: weight ?? plan.leavingWeight)
    }
    #expect(variant().isOptimal())
    #expect(plan.placements == [.init(agent: 0, slot: 0), .init(agent: 1, slot: 0)])
    for placements: [BatchAssignment.Placement?] in [
      [], [.init(agent: 0, slot: 0)], [.init(agent: 0, slot: 0), nil],
      [.init(agent: 1, slot: 0), .init(agent: 0, slot: 0)],
      [.init(agent: 0, slot: 0), .init(agent: 0, slot: 0)],
      [.init(agent: 0, slot: 0), .init(agent: 0, slot: 1)],
      [.init(agent: 0, slot: 1), .init(agent: 1, slot: 0)],
      [.init(agent: 0, slot: 2), .init(agent: 1, slot: 0)],
      [.init(agent: 2, slot: 0), .init(agent: 1, slot: 0)],
      [.init(agent: -1, slot: 0), .init(agent: 1, slot: -1)],
    ] {
      #expect(!variant(placements).isOptimal(), "\(placements)")
    }
    for prices: [Int64?] in [[], [0], [nil, 0], [-1, 0], [10, 0], [0, -1], [0, 9]] {
      #expect(!variant(prices: prices).isOptimal(), "\(prices)")
    }
    #expect(!variant(weight: plan.leavingWeight - 1).isOptimal())
  }

  @Test("Another assignment or other prices prove nothing")
  func solutions() throws {
    let costs = try CostMatrix([[1, 5, nil], [3, 4, 9]])
    let right = costs.solved()
    #expect(right.columnOfRow == [0, 1])
    #expect(right.isOptimal())
    func solution(
      _ columns: [Int?]? = nil, rows: [Int64]? = nil, prices: [Int64]? = nil, weight: Int64? = nil
    ) -> CostMatrix.Solution {
      .init(
        matrix: costs, penalties: right.penalties, columnOfRow: columns ?? right.columnOfRow,
        rowPrices: rows ?? right.rowPrices, columnPrices: prices ?? right.columnPrices,
        leavingWeight: weight ?? right.leavingWeight)
    }
    #expect(solution().isOptimal())
    for columns: [Int?] in [
      [], [0], [0, nil], [1, 0], [0, 0], [2, 0], [0, 2], [0, 3], [-1, 1], [nil, nil],
    ] {
      #expect(!solution(columns).isOptimal(), "\(columns)")
    }
    #expect(!solution(rows: right.rowPrices.map { $0 + 1 }).isOptimal())
    #expect(!solution(rows: []).isOptimal())
    #expect(!solution(prices: right.columnPrices.map { $0 - 1 }).isOptimal())
    #expect(!solution(prices: []).isOptimal())
    #expect(!solution(weight: 0).isOptimal())
  }
}
