// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// One of the parts of a condition that must all hold, with its terms: what explanations name.
struct RulePart: Sendable {
  /// The part; the rule's dates are asked for as the fact `onDate`.
  let condition: Condition
  /// The part in words, made once.
  let text: String
  /// The first fact that it asks about, and its position; the date stands behind the last field.
  let fact: String
  let position: Int
  let terms: [RuleTerm]

  private init(_ condition: Condition, _ terms: [RuleTerm], _ schema: FactSchema) {
    self.condition = condition
    self.terms = terms
    text = condition.description
    fact = condition.factsAsked.first ?? ""
    position = schema.position(of: fact) ?? schema.fields.count
  }

  /// The parts of a rule in the order in which its condition names them, its dates last.
  static func parts(of line: RuleLine, _ compiler: TermCompiler) -> [RulePart] {
    var parts: [RulePart] = []
    collect(line.when, compiler, &parts)
    if let term = line.dateTerm(at: compiler.schema.fields.count) {
      parts.append(
        RulePart(
          .isWithin("onDate", FactRange(from: line.from, until: line.until)), [term],
          compiler.schema))
    }
    return parts
  }

  private static func collect(
    _ condition: Condition, _ compiler: TermCompiler, _ parts: inout [RulePart]
  ) {
    if case .all(let inner) = condition {
      for part in inner { collect(part, compiler, &parts) }
    } else {
      parts.append(
        RulePart(condition, compiler.terms(of: condition) ?? [], compiler.schema))
    }
  }
}
