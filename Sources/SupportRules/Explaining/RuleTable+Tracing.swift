// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RuleTable {
  /// Tells what each rule says of the facts: those that decided, for every other one the first part
  /// of its condition that failed and the nearest change that would make it match.
  ///
  /// - Complexity: O(rules × fields asked), and a decision for each rule that fails.
  public func trace(of facts: Facts, on date: CivilDate? = nil) -> RuleTrace {
    let facts = facts.translated(to: schema)
    let decision = decide(facts, on: date)
    let day = Self.day(of: date)
    let (deciding, mark) = deciding(decision)
    var tracer = RuleTracer(matcher, facts, day: day, deciding, mark)
    if hitPolicy == .first, let index = matcher.index {
      tracer.run(index)
    } else {
      tracer.run { rule, changes in
        let (changed, day) = matcher.facts(facts, day: day, after: changes)
        let date = day == Facts.unknown ? nil : CivilDate(daysSince1970: Int(day))
        return self.deciding(decideSlowly(changed, on: date)).rules.contains(rule)
      }
    }
    return RuleTrace(
      table: id, matcher: matcher, facts: facts, date: date, lines: tracer.lines,
      changes: tracer.changes, summary: summary(of: decision))
  }

  /// The rules that a decision came from, in order, and how they fared.
  private func deciding(_ decision: Decision) -> (rules: [Int], mark: RuleTrace.Mark) {
    func numbers(_ ids: [RuleID]) -> [Int] { ids.compactMap { matcher.ruleNumbers[$0] }.sorted() }
    return switch decision {
    case .matched(let rule, _): (numbers([rule]), .decided)
    case .collected(let rules, _), .aggregated(let rules, _): (numbers(rules), .decided)
    case .conflict(let conflict): (numbers(conflict.rules), .conflicting)
    case .counted(let count): (count > 0 ? Array(rules.indices) : [], .decided)
    case .otherwise, .noMatch, .notAssessable: ([], .decided)
    }
  }

  private func summary(of decision: Decision) -> RuleTrace.Summary {
    switch decision {
    case .matched, .aggregated: .decided
    case .collected(let rules, _): rules.isEmpty ? .noMatch : .decided
    case .otherwise: .otherwise
    case .noMatch: .noMatch
    case .notAssessable(let rule, let missing): .notAssessable(rule: rule, missing: missing)
    case .conflict(let conflict): .conflict(conflict)
    case .counted(let count): count == 0 ? .noMatch : .decided
    }
  }

  /// Explains what the table says of the facts: the rules that decided with the facts that mattered,
  /// and for each other rule the first part of its condition that failed and the nearest change
  /// that would make it match.
  ///
  /// - Parameters:
  ///   - facts: What is true of the case.
  ///   - date: The date of the case, for rules that hold on some dates only.
  ///   - others: Which rules are told besides those that decided.
  /// - Returns: The decision, with a step for each other rule.
  /// - Complexity: as for ``trace(of:on:)``.
  public func explanation(
    of facts: Facts, on date: CivilDate? = nil, others: RuleTrace.Others = .all
  ) -> Explanation {
    trace(of: facts, on: date).explanation(of: others)
  }
}

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
