// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The part of a rule table that does not depend on its outcomes: compiled once for all of them.
struct RuleMatcher: Hashable, Sendable {
  struct Line: Hashable, Sendable {
    var id: RuleID
    var condition: Condition
  }

  enum Match {
    case matched(Int)
    case none
    case unknown(Int)
  }

  let lines: [Line]
  let factsAsked: [String]
  private let tests: [[Test]]

  /// A question about one position of the schema.
  private struct Test: Hashable, Sendable {
    var position: Int
    var values: [FactValue]
  }

  init(_ lines: [Line], schema: FactSchema) throws(DocumentError) {
    var problems = Problems()
    var seen: Set<RuleID> = []
    for (position, line) in lines.enumerated() {
      if !seen.insert(line.id).inserted {
        problems.report("the id \"\(line.id)\" stands twice", path: "rules[\(position)].id")
      }
      line.condition.check(against: schema, path: "rules[\(position)].when", &problems)
    }
    try problems.throwIfAny()
    self.lines = lines
    tests = lines.map { Self.tests(of: $0.condition, schema) }
    let asked = Set(lines.flatMap { $0.condition.facts })
    factsAsked = schema.fields.map(\.name).filter(asked.contains)
  }

  private static func tests(of condition: Condition, _ schema: FactSchema) -> [Test] {
    switch condition {
    case .isOneOf(let fact, let values):
      schema.position(of: fact).map { [Test(position: $0, values: values)] } ?? []
    case .all(let parts): parts.flatMap { tests(of: $0, schema) }
    }
  }

  func match(_ facts: Facts) -> Match {
    for (position, tests) in tests.enumerated() {
      switch Self.answer(tests, facts) {
      case .yes: return .matched(position)
      case .unknown: return .unknown(position)
      case .no: continue
      }
    }
    return .none
  }

  private static func answer(_ tests: [Test], _ facts: Facts) -> Truth {
    var result = Truth.yes
    for test in tests {
      guard let value = facts[test.position] else {
        result = .unknown
        continue
      }
      if !test.values.contains(value) { return .no }
    }
    return result
  }

  // MARK: Explaining

  func explanation(of facts: Facts, table: String, hasDefault: Bool) -> Explanation {
    let match = match(facts)
    let decided: Int
    var result: Explanation
    switch match {
    case .matched(let position):
      decided = position
      result = matched(lines[position], facts, table)
    case .unknown(let position):
      decided = position
      let missing = lines[position].condition.missing(in: facts).joined(separator: ", ")
      result = Explanation(
        .ruleNotAssessable,
        [.init("rule", .text("\(lines[position].id)")), .init("facts", .text(missing))])
    case .none:
      decided = lines.count
      result = Explanation(
        hasDefault ? .ruleDefault : .ruleNoMatch, [.init("table", .text(table))])
    }
    for line in lines.prefix(decided) {
      if let step = failed(line, facts) { result.steps.append(step) }
    }
    return result
  }

  private func matched(_ line: Line, _ facts: Facts, _ table: String) -> Explanation {
    let used = line.condition.facts.map { "\($0) = \(facts[$0]?.words ?? "?")" }
    return Explanation(
      .ruleMatched,
      [
        .init("rule", .text("\(line.id)")), .init("table", .text(table)),
        .init("facts", .text(used.isEmpty ? "*" : used.joined(separator: ", "))),
      ])
  }

  private func failed(_ line: Line, _ facts: Facts) -> Explanation? {
    guard let failing = line.condition.firstFailing(for: facts), let fact = failing.facts.first
    else { return nil }
    return Explanation(
      .ruleFailed,
      [
        .init("rule", .text("\(line.id)")), .init("fact", .text(fact)),
        .init("is", .text(facts[fact]?.words ?? "?")), .init("needs", .text("\(failing)")),
      ])
  }
}
