// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Branch and bound: the first interval that lacks somebody takes one of the shifts that cover it, and
/// those tried before are left out below.
struct CoverSearch {
  private(set) var best: [Int]
  /// Whether every cover was looked at.
  private(set) var isComplete = true

  private let problem: CoverProblem
  private let lowerBound: Int
  private var bestTotal: Int
  private var counts: [Int]
  private var open: [Int]
  private var barred: [Int]
  private var nodes = 0

  init(_ problem: CoverProblem, best: [Int], lowerBound: Int) {
    self.problem = problem
    self.best = best
    self.lowerBound = lowerBound
    bestTotal = best.reduce(0, +)
    counts = Array(repeating: 0, count: best.count)
    barred = counts
    open = problem.demand
  }

  mutating func run() {
    search(total: 0, from: 0, depth: 0)
  }

  /// How deep a search goes: it must not use up the stack.
  private static let deepest = 2_000

  private mutating func search(total: Int, from start: Int, depth: Int) {
    guard bestTotal > lowerBound else { return }
    nodes += 1
    guard nodes <= ShiftCover.searchedNodes, depth < Self.deepest else {
      isComplete = false
      return
    }
    guard let index = open[start...].firstIndex(where: { $0 > 0 }) else {
      if total < bestTotal { (best, bestTotal) = (counts, total) }
      return
    }
    guard total + problem.bound(open, from: index) < bestTotal else { return }
    let row = problem.rows[index]
    for shift in row {
      if barred[shift] == 0, counts[shift] < problem.most[shift] {
        roster(shift, 1)
        search(total: total + 1, from: index, depth: depth + 1)
        roster(shift, -1)
      }
      barred[shift] += 1
    }
    for shift in row { barred[shift] -= 1 }
  }

  private mutating func roster(_ shift: Int, _ times: Int) {
    counts[shift] += times
    for index in problem.columns[shift] { open[index] -= times }
  }
}
