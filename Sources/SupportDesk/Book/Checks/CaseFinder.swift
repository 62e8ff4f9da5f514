// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Finds a case of which some conditions hold and others do not, or proves that there is none.
struct CaseFinder {
  let schema: FactSchema
  let limits: RuleTableAnalysis.Limits

  /// - Returns: A case that shows it as the counterexample; `holds` where there is none.
  func find(all: [Condition], none: [Condition]) -> RuleProof<RuleRegion> {
    // What is looked for is what this table leaves open.
    let conditions = all.map { Condition.not($0) } + none
    let rules = conditions.enumerated().map { place, condition in
      Rule(RuleID("\(place)"), when: condition, then: true)
    }
    do throws(DocumentError) {
      return try RuleTable("cases", schema: schema, rules: rules).completeness(limits: limits)
    } catch {
      return .notProved
    }
  }
}

extension RuleRegion {
  /// The case of the region, as a step of an explanation.
  var step: Explanation {
    let known = ["\(witness)", date.map { "onDate = \($0)" } ?? ""].filter { !$0.isEmpty }
    let text = known.isEmpty ? "*" : known.joined(separator: ", ")
    return Explanation(.bookExample, [.init("facts", .text(text))])
  }
}
