// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Tells whether conditions about a subject's rows can hold, by the exact analysis of rules.
///
/// A proof that takes more than its steps counts as "can".
struct MetricProof {
  private let subject: MetricSubject
  private static let limits = RuleTableAnalysis.Limits(steps: 100_000, findings: 1)

  init(_ subject: MetricSubject) {
    self.subject = subject
  }

  /// Whether some row satisfies a condition.
  func canHold(_ condition: Condition) -> Bool {
    condition == .always || !isUnreachable("a", among: [Rule("a", when: condition, then: 1)])
  }

  /// Whether every row for which one condition holds satisfies another as well.
  func implies(_ condition: Condition, _ other: Condition) -> Bool {
    if other == .always || condition == other { return true }
    return isUnreachable(
      "b", among: [Rule("a", when: other, then: 1), Rule("b", when: condition, then: 2)])
  }

  private func isUnreachable(_ id: RuleID, among rules: [Rule<Int>]) -> Bool {
    guard let schema = schema(asked: rules.map(\.when)),
      let table = try? RuleTable("proof", schema: schema, rules: rules, otherwise: 0)
    else { return false }
    return table.analysis(limits: Self.limits).findings.contains { finding in
      if case .unreachable(id, _) = finding { true } else { false }
    }
  }

  /// The facts that conditions ask about; those that they ask whether they are known may be unknown.
  private func schema(asked conditions: [Condition]) -> FactSchema? {
    let asked = Set(conditions.flatMap(\.factsAsked))
    let doubted = Set(conditions.flatMap(\.factsDoubted))
    let fields = subject.schema.fields.filter { asked.contains($0.name) }.map { field in
      var field = field
      field.isOptional = doubted.contains(field.name)
      field.isProtected = false
      return field
    }
    return try? FactSchema(fields)
  }
}

extension Condition {
  /// The facts of which it is asked whether they are known.
  var factsDoubted: [String] {
    switch self {
    case .isKnown(let fact): [fact]
    case .all(let parts), .any(let parts): parts.flatMap(\.factsDoubted)
    case .not(let part): part.factsDoubted
    case .isOneOf, .isWithin, .hasFlags: []
    }
  }
}
