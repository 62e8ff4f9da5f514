// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Asks one rule after another what it says.
struct RuleTracer {
  private let matcher: RuleMatcher
  private let codes: [Int64]
  private let deciding: [Int]
  private let mark: RuleTrace.Mark
  private(set) var lines: [RuleTrace.Line] = []
  private(set) var changes: [FactStep] = []

  init(
    _ matcher: RuleMatcher, _ facts: Facts, day: Int64, _ deciding: [Int], _ mark: RuleTrace.Mark
  ) {
    self.matcher = matcher
    self.deciding = deciding
    self.mark = mark
    codes = matcher.codes(of: facts, day: day)
    lines.reserveCapacity(matcher.lines.count)
    changes.reserveCapacity(matcher.lines.count * 3)
  }

  /// Runs through the rules of a table whose first rule decides: the index tells which one would.
  mutating func run(_ index: RuleIndex) {
    index.withView { view in
      withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * view.columns.count) { memory in
        let count = view.columns.count
        let rows = UnsafeMutableBufferPointer(rebasing: memory[..<count])
        let changed = UnsafeMutableBufferPointer(rebasing: memory[count...])
        for place in 0..<count {
          let row = view.possibleRow(of: codes[view.columns[place].position], place)
          rows.initializeElement(at: place, to: row)
          changed.initializeElement(at: place, to: row)
        }
        let starts = matcher.termStarts
        run { rule, changes in
          view.isFirst(starts[rule]..<starts[rule + 1], after: changes, rows, changed)
        }
      }
    }
  }

  /// Runs through the rules, asking whether each would decide after its nearest change.
  @inline(__always)
  mutating func run(
    _ wouldDecide: (_ rule: Int, _ changes: UnsafeBufferPointer<FactStep>) -> Bool
  ) {
    let (matcher, codes) = (matcher, codes)
    codes.withUnsafeBufferPointer { codes in
      matcher.flat.withView { flat in
        matcher.flatParts.withView { parts in
          var next = 0
          for rule in 0..<matcher.lines.count {
            let (truth, failing) = parts.answer(rule: rule, codes)
            while next < deciding.count, deciding[next] < rule { next += 1 }
            if truth == .yes {
              let decides = next < deciding.count && deciding[next] == rule
              lines.append(.init(mark: decides ? mark : .outdone))
              continue
            }
            let start = changes.count
            var line = RuleTrace.Line(mark: truth == .no ? .failed : .unknown, failing: failing)
            if matcher.appendNearestChange(of: rule, codes, flat, to: &changes) {
              line.firstChange = Int32(start)
              line.changeCount = Int32(changes.count - start)
              line.wouldDecide = changes.withUnsafeBufferPointer {
                wouldDecide(rule, UnsafeBufferPointer(rebasing: $0[start...]))
              }
            }
            lines.append(line)
          }
        }
      }
    }
  }
}
