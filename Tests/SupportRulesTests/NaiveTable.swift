// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Conditions and tables evaluated by their definitions, on values and without any preparation.
enum NaiveTable {
  static func truth(_ condition: Condition, _ facts: Facts) -> Truth {
    switch condition {
    case .isOneOf(let fact, let values):
      guard let value = facts[fact] else { return .unknown }
      return values.contains(value) ? .yes : .no
    case .isWithin(let fact, let range):
      guard let value = facts[fact], let field = facts.schema.field(fact) else { return .unknown }
      func place(_ value: FactValue) -> ExactDecimal { rank(value, field.domain) }
      if case .including(let low) = range.lower, place(value) < place(low) { return .no }
      if case .excluding(let low) = range.lower, place(value) <= place(low) { return .no }
      if case .including(let high) = range.upper, place(value) > place(high) { return .no }
      if case .excluding(let high) = range.upper, place(value) >= place(high) { return .no }
      return .yes
    case .hasFlags(let fact, let test):
      guard case .flags(let names) = facts[fact] else { return .unknown }
      let set = Set(names)
      let all = set.isSuperset(of: test.allOf)
      let any = test.anyOf.isEmpty || !set.isDisjoint(with: test.anyOf)
      return all && any && set.isDisjoint(with: test.noneOf) ? .yes : .no
    case .isKnown(let fact): return facts[fact] == nil ? .no : .yes
    case .all(let parts):
      let answers = Set(parts.map { truth($0, facts) })
      return answers.contains(.no) ? .no : (answers.contains(.unknown) ? .unknown : .yes)
    case .any(let parts):
      let answers = Set(parts.map { truth($0, facts) })
      return answers.contains(.yes) ? .yes : (answers.contains(.unknown) ? .unknown : .no)
    case .not(let part):
      switch truth(part, facts) {
      case .yes: return .no
      case .no: return .yes
      case .unknown: return .unknown
      }
    }
  }

  private static func rank(_ value: FactValue, _ domain: FactField.Domain) -> ExactDecimal {
    switch (value, domain) {
    case (.text(let name), .ordered(let names)):
      ExactDecimal(Int64(names.firstIndex(of: name) ?? -1))
    case (.integer(let number), _), (.duration(let number), _): ExactDecimal(number)
    case (.money(let money), _): ExactDecimal(money.minorUnits)
    case (.decimal(let number), _): number
    default: .zero
    }
  }

  /// The condition and the dates of a rule.
  static func truth(_ rule: Rule<Int>, _ facts: Facts, _ date: CivilDate?) -> Truth {
    var answers = [truth(rule.when, facts)]
    if rule.from != nil || rule.until != nil {
      if let date {
        let isIn = (rule.from.map { $0 <= date } ?? true) && (rule.until.map { date < $0 } ?? true)
        answers.append(isIn ? .yes : .no)
      } else {
        answers.append(.unknown)
      }
    }
    return answers.contains(.no) ? .no : (answers.contains(.unknown) ? .unknown : .yes)
  }

  /// What a table says, as far as the semantics fix it.
  enum Answer: Hashable {
    case matched(Int, Int)
    case list([Int])
    case value(Int)
    case count(Int)
    case otherwise(Int)
    case nothing
    case notAssessable
    case conflict
  }

  static func answer(_ table: RuleTable<Int>, _ facts: Facts, _ date: CivilDate? = nil) -> Answer {
    let truths = table.rules.map { truth($0, facts, date) }
    let unknown = truths.indices.filter { truths[$0] == .unknown }
    let certain = truths.indices.filter { truths[$0] == .yes }
    guard table.hitPolicy != .first else {
      guard let rule = truths.firstIndex(where: { $0 != .no }) else { return none(table) }
      return truths[rule] == .yes ? .matched(rule, table.rules[rule].then) : .notAssessable
    }
    let now = settled(table, certain)
    // P2: the unknown rules, each for itself, must not be able to change the answer.
    for rule in unknown where meaning(settled(table, (certain + [rule]).sorted())) != meaning(now) {
      if now == .conflict { continue }
      return .notAssessable
    }
    return now
  }

  /// The consequence alone: which of several agreeing rules gave it does not matter.
  private static func meaning(_ answer: Answer) -> Answer {
    if case .matched(_, let outcome) = answer { .value(outcome) } else { answer }
  }

  private static func none(_ table: RuleTable<Int>) -> Answer {
    if let otherwise = table.otherwise { return .otherwise(otherwise) }
    switch table.hitPolicy {
    case .ruleOrder, .outputOrder, .collect: return .list([])
    case .collectCount: return .count(0)
    default: return .nothing
    }
  }

  private static func settled(_ table: RuleTable<Int>, _ rules: [Int]) -> Answer {
    guard let first = rules.first else { return none(table) }
    let outcomes = rules.map { table.rules[$0].then }
    switch table.hitPolicy {
    case .first: return .matched(first, outcomes[0])
    case .unique: return rules.count > 1 ? .conflict : .matched(first, outcomes[0])
    case .any: return Set(outcomes).count > 1 ? .conflict : .matched(first, outcomes[0])
    case .priority:
      // The highest number comes first in the tables of these tests.
      let best = outcomes.max() ?? 0
      return .matched(rules[outcomes.firstIndex(of: best) ?? 0], best)
    case .ruleOrder, .collect: return .list(outcomes)
    case .outputOrder: return .list(outcomes.sorted(by: >))
    case .collectSum: return .value(outcomes.reduce(0, +))
    case .collectMin: return .value(outcomes.min() ?? 0)
    case .collectMax: return .value(outcomes.max() ?? 0)
    case .collectCount: return .count(outcomes.count)
    }
  }

  /// A decision of the library in the same words.
  static func answer(_ decision: RuleTable<Int>.Decision, _ table: RuleTable<Int>) -> Answer {
    switch decision {
    case .matched(let id, let outcome):
      .matched(table.rules.firstIndex { $0.id == id } ?? -1, outcome)
    case .collected(_, let outcomes): .list(outcomes)
    case .aggregated(_, let outcome): .value(outcome)
    case .counted(let count): .count(count)
    case .otherwise(let outcome): .otherwise(outcome)
    case .noMatch: .nothing
    case .notAssessable: .notAssessable
    case .conflict: .conflict
    }
  }
}
