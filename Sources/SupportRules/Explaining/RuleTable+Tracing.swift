// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RuleTable {
  /// Tells what each rule says of the facts: those that decided, for every other one the first part
  /// of its condition that failed and the nearest change that would make it match.
  ///
  /// ```swift
  /// for step in table.trace(of: facts).steps { print(step.rule, step.verdict) }
  /// ```
  ///
  /// - Complexity: O(rules × fields asked), and a decision for each rule that fails.
  public func trace(of facts: Facts, on date: CivilDate? = nil) -> RuleTrace {
    let facts = facts.translated(to: schema)
    let decision = decide(facts, on: date)
    let day = RuleMatcher.day(of: date)
    let (deciding, mark) = deciding(decision)
    var tracer = RuleTracer(matcher, facts, day: day, deciding, mark)
    if hitPolicy == .first, let index = matcher.index {
      tracer.run(index)
    } else {
      tracer.run { rule, changes in
        let (changed, day) = matcher.facts(facts, day: day, after: changes)
        let date = day == Facts.unknown ? nil : CivilDate(daysSince1970: Int(day))
        // In a conflict nobody decides.
        let (rules, mark) = self.deciding(decideSlowly(changed, on: date))
        return mark == .decided && rules.contains(rule)
      }
    }
    return RuleTrace(
      table: id, matcher: matcher, facts: facts, date: date, lines: tracer.lines,
      changes: tracer.changes, summary: summary(of: decision))
  }

  /// The head of the explanation where the rule at a place is known to have decided alone.
  package func explanation(ofMatchAt rule: Int, _ facts: Facts) -> Explanation {
    RuleTrace(
      table: id, matcher: matcher, facts: facts, date: nil, lines: [], changes: [],
      summary: .decided
    ).matched(rule)
  }

  /// A trace that knows of the rules that decided only.
  private func head(of facts: Facts, on date: CivilDate?) -> RuleTrace {
    let facts = facts.translated(to: schema)
    let decision = decide(facts, on: date)
    var lines = Array(repeating: RuleTrace.Line(mark: .failed), count: rules.count)
    let (deciding, mark) = deciding(decision)
    for rule in deciding { lines[rule].mark = mark }
    return RuleTrace(
      table: id, matcher: matcher, facts: facts, date: date, lines: lines, changes: [],
      summary: summary(of: decision))
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
    // What the other rules said is worked out only for those who ask.
    (others == .none && hitPolicy != .collectCount
      ? head(of: facts, on: date) : trace(of: facts, on: date))
      .explanation(others: others)
  }
}
