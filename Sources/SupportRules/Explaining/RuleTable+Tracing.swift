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
    var tracer = RuleTracer(matcher, facts, day: day)
    let (deciding, mark) = deciding(decision)
    if hitPolicy == .first, matcher.index != nil {
      tracer.run(deciding, mark) { rule, changes, rows in
        let terms = matcher.termStarts[rule]..<matcher.termStarts[rule + 1]
        return matcher.index?.isFirst(terms, after: changes, &rows) ?? false
      }
    } else {
      tracer.run(deciding, mark) { rule, changes, _ in
        let (changed, day) = matcher.facts(facts, day: day, after: changes)
        let date = day == Facts.unknown ? nil : CivilDate(daysSince1970: Int(day))
        return self.deciding(decideSlowly(changed, on: date)).rules.contains(rules[rule].id)
      }
    }
    return RuleTrace(
      table: id, matcher: matcher, facts: facts, date: date, lines: tracer.lines,
      changes: tracer.changes, summary: summary(of: decision))
  }

  /// The rules that a decision came from, and how they fared.
  private func deciding(_ decision: Decision) -> (rules: [RuleID], mark: RuleTrace.Mark) {
    switch decision {
    case .matched(let rule, _): ([rule], .decided)
    case .collected(let rules, _), .aggregated(let rules, _): (rules, .decided)
    case .conflict(let conflict): (conflict.rules, .conflicting)
    case .counted(let count): (count > 0 ? rules.map(\.id) : [], .decided)
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
    case .counted(let count): .counted(count)
    }
  }

  /// Explains what the table says of the facts: the rules that decided with the facts that mattered,
  /// and for each other rule the first part of its condition that failed and the nearest change
  /// that would make it match.
  ///
  /// - Complexity: as for ``trace(of:on:)``.
  public func explanation(of facts: Facts, on date: CivilDate? = nil) -> Explanation {
    trace(of: facts, on: date).explanation
  }
}

/// Asks one rule after another what it says.
struct RuleTracer {
  /// Tells whether a rule would decide after some facts have changed.
  typealias Deciding = (
    _ rule: Int, _ changes: ArraySlice<FactStep>, _ rows: inout [Int]
  ) -> Bool

  let matcher: RuleMatcher
  let day: Int64
  private let codes: [Int64]
  private(set) var lines: [RuleTrace.Line] = []
  private(set) var changes: [FactStep] = []

  init(_ matcher: RuleMatcher, _ facts: Facts, day: Int64) {
    self.matcher = matcher
    self.day = day
    codes = matcher.codes(of: facts, day: day)
  }

  mutating func run(_ deciding: [RuleID], _ mark: RuleTrace.Mark, _ wouldDecide: Deciding) {
    lines.reserveCapacity(matcher.lines.count)
    changes.reserveCapacity(matcher.lines.count * 2)
    var rows = matcher.index?.possibleRows(of: codes) ?? []
    var next = 0
    for (rule, line) in matcher.lines.enumerated() {
      let (truth, failing) = answer(rule)
      if truth == .yes {
        let decides = next < deciding.count && deciding.contains(line.id)
        if decides { next += 1 }
        lines.append(.init(mark: decides ? mark : .outdone))
        continue
      }
      let start = changes.count
      var step = RuleTrace.Line(mark: truth == .no ? .failed : .unknown, failing: failing)
      if matcher.appendNearestChange(of: rule, codes, to: &changes) {
        step.changes = start..<changes.count
        step.wouldDecide = wouldDecide(rule, changes[start...], &rows)
      }
      lines.append(step)
    }
  }

  /// What a rule says, and the first of its parts that failed.
  private func answer(_ rule: Int) -> (Truth, failing: Int32) {
    var result = Truth.yes
    for (place, part) in matcher.parts[rule].enumerated() {
      let truth = part.answer(codes)
      if truth == .no { return (.no, Int32(place)) }
      result = min(result, truth)
    }
    return (result, -1)
  }
}
