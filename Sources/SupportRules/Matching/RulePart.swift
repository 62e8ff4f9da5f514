// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// One of the parts of a condition that must all hold, with its terms: what explanations name.
struct RulePart: Hashable, Sendable {
  /// The part; the rule's dates are asked for as the fact `onDate`.
  let condition: Condition
  let terms: [RuleTerm]

  /// The parts of a rule in the order in which its condition names them, its dates last.
  static func parts(of line: RuleLine, _ compiler: TermCompiler) -> [RulePart] {
    var parts: [RulePart] = []
    collect(line.when, compiler, &parts)
    if line.isDated {
      let lower = line.from.map { FactRange.End.including(.date($0)) } ?? .none
      let upper = line.until.map { FactRange.End.excluding(.date($0)) } ?? .none
      let test = FieldTest.codes(line.days, ifUnknown: .unknown)
      parts.append(
        RulePart(
          condition: .isWithin("onDate", FactRange(lower: lower, upper: upper)),
          terms: [RuleTerm(compiler.schema.fields.count, test)]))
    }
    return parts
  }

  private static func collect(
    _ condition: Condition, _ compiler: TermCompiler, _ parts: inout [RulePart]
  ) {
    if case .all(let inner) = condition {
      for part in inner { collect(part, compiler, &parts) }
    } else {
      parts.append(RulePart(condition: condition, terms: compiler.terms(of: condition) ?? []))
    }
  }

  /// What the part says of a row of codes.
  func answer(_ codes: [Int64]) -> Truth {
    var result = Truth.no
    for term in terms {
      result = max(result, term.answer(codes))
      if result == .yes { break }
    }
    return result
  }
}
