// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTestKit

/// What is best of all, found by looking at every set of columns that rows can have.
///
/// It knows nothing of prices or paths. Whether a row that must not be left is, the cost, and how many
/// rows are assigned are compared in that order.
struct AssignmentOracle: Comparable {
  /// How many rows without a penalty are left.
  var left = 0
  var cost: Int64 = 0
  var assigned = 0

  static func < (one: Self, other: Self) -> Bool {
    (one.left, one.cost, other.assigned) < (other.left, other.cost, one.assigned)
  }

  /// The best that rows can have: for each its cost by column, and what leaving it costs.
  static func best(_ rows: [[Int64?]], penalties: [Int64?]) -> Self {
    var bySet: [Int: Self] = [0: Self()]
    for (row, penalty) in zip(rows, penalties) {
      var next: [Int: Self] = [:]
      func offer(_ set: Int, _ value: Self) {
        next[set] = min(next[set] ?? value, value)
      }
      for (set, value) in bySet {
        var leaving = value
        leaving.left += penalty == nil ? 1 : 0
        leaving.cost += penalty ?? 0
        offer(set, leaving)
        for (column, cost) in row.enumerated() where set & (1 << column) == 0 {
          guard let cost else { continue }
          offer(
            set | (1 << column),
            Self(left: value.left, cost: value.cost + cost, assigned: value.assigned + 1))
        }
      }
      bySet = next
    }
    return bySet.values.min() ?? Self()
  }
}

/// Draws matrices and batches that are small, odd, and full of ties.
struct AssignmentDraw {
  private var random: SplitMix64
  private let range: Int
  private let forbidden: Int
  /// No task has a penalty, all have, or some.
  let penaltyMode: Int

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    range = [2, 5, 100, 20_000_000_000][Int(random.next() % 4)]
    forbidden = Int(random.next() % 4)
    penaltyMode = Int(random.next() % 3)
  }

  mutating func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }

  mutating func cost() -> Int64 { Int64(below(range + 1) - range / 2) }

  mutating func penalty() -> Int64? {
    penaltyMode == 0 || (penaltyMode == 2 && below(2) == 0) ? nil : cost()
  }

  mutating func rows(_ rows: Int, _ columns: Int) -> [[Int64?]] {
    (0..<rows).map { _ in
      (0..<columns).map { _ in below(4) < forbidden ? nil : cost() }
    }
  }

  mutating func batch(tasks: Int, agents: Int, mostSlots: Int, signatures: Int) throws
    -> BatchAssignment
  {
    let (asked, offered) = (1 + below(signatures), 1 + below(signatures))
    let fit = try CostMatrix(rows(asked, offered))
    var tasksDrawn: [BatchAssignment.Task] = []
    for place in 0..<tasks {
      tasksDrawn.append(
        .init(WorkID("t\(place)"), signature: below(asked), cost: cost(), penalty: penalty()))
    }
    var agentsDrawn: [BatchAssignment.Agent] = []
    for place in 0..<agents {
      let slots = (0..<below(mostSlots + 1)).map { _ in cost() }.sorted()
      agentsDrawn.append(
        .init(AgentID("a\(place)"), signature: below(offered), slotCosts: slots))
    }
    return try BatchAssignment(tasks: tasksDrawn, agents: agentsDrawn, fit: fit)
  }
}

extension BatchAssignment {
  /// What each task costs with each slot there is.
  var expanded: [[Int64?]] {
    tasks.map { task in
      agents.flatMap { agent in
        agent.slotCosts.map { slot in
          fit[task.signature, agent.signature].map { task.cost + $0 + slot }
        }
      }
    }
  }

  var penalties: [Int64?] { tasks.map(\.penalty) }
}
