// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What is left of two tables in a region, to see where it is the same.
struct TableResidue: Sendable {
  private let space: RuleSpace
  private let shapes: [TableShape]
  /// Per term a number that is equal for terms that accept the same.
  private let numbers: [Int]
  /// Whether two equal rests decide alike.
  private let isComparable: Bool

  private struct Line: Hashable {
    var number: Int
    var outcome: Int
    var isDoubtful: Bool
    var opensRule: Bool
  }

  init(_ space: RuleSpace, _ shapes: [TableShape], isSameOrder: Bool) {
    self.space = space
    self.shapes = shapes
    isComparable =
      shapes[0].hitPolicy == shapes[1].hitPolicy && shapes[0].otherwise == shapes[1].otherwise
      && (isSameOrder || !shapes[0].hitPolicy.needsOrder)
    var known: [RuleSpace.Box: Int] = [:]
    numbers = space.terms.indices.map { term in
      var key = space.axes.indices.map { space.box(term, $0) }
      // Doubts are part of what a term says.
      var doubts: RuleSpace.Classes = []
      space.terms[term].doubts.forEach { doubts.append(Int32($0)...Int32($0)) }
      key.append(doubts)
      if let number = known[key] { return number }
      known[key] = known.count
      return known.count - 1
    }
  }

  /// Whether what is left of both tables is the same.
  func isSame(_ region: SearchRegion, _ search: inout RegionSplitter) -> Bool {
    guard isComparable else { return false }
    search.spend(region.alive.count)
    return lines(region, 0) == lines(region, 1)
  }

  private func lines(_ region: SearchRegion, _ table: Int) -> [Line] {
    var lines: [Line] = []
    var lastRule = -1
    for alive in region.alive {
      let term = space.terms[Int(alive.term)]
      guard term.table == table else { continue }
      lines.append(
        Line(
          number: numbers[Int(alive.term)], outcome: shapes[table].outcomes[term.rule],
          isDoubtful: alive.isDoubtful, opensRule: term.rule != lastRule))
      lastRule = term.rule
    }
    return lines
  }

  /// The first term that only one of the tables has and that is not decided: splitting by it leaves
  /// the largest parts in which both are the same.
  func odd(in region: SearchRegion) -> Int32? {
    var counts: [Line: Int] = [:]
    func line(_ alive: SearchRegion.Alive) -> Line {
      let term = space.terms[Int(alive.term)]
      return Line(
        number: numbers[Int(alive.term)], outcome: shapes[term.table].outcomes[term.rule],
        isDoubtful: alive.isDoubtful, opensRule: true)
    }
    for alive in region.alive {
      counts[line(alive), default: 0] += space.terms[Int(alive.term)].table == 0 ? 1 : -1
    }
    return region.alive.first { alive in
      counts[line(alive)] != 0
        && !space.terms[Int(alive.term)].mask.subtracting(region.done).isEmpty
    }?.term
  }
}
