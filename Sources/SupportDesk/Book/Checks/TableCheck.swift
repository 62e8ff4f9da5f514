// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Looks at tables of rules in the light of what the book makes known of every case.
struct TableCheck {
  let book: PolicyBook
  let limits: RuleTableAnalysis.Limits

  /// What is found of a table.
  ///
  /// - Parameters:
  ///   - table: The table.
  ///   - path: Where it stands.
  ///   - gap: How much it matters that no rule matches a case; `nil`: not at all.
  /// - Returns: The findings, but for cases that classification settles.
  func findings<Outcome>(
    of table: RuleTable<Outcome>, at path: String, gap: BookFinding.Severity?
  ) -> [BookFinding] {
    let found = table.analysis(limits: limits).findings
    return found.eachRuleOnce.compactMap { BookFinding($0, at: path, gap: gap) }
      + unset(found, table.rules, at: path) { table.decide($0, on: $1) }
  }

  /// The rules that cannot be assessed where a fact is not known, fact by fact; without the cases that
  /// can be assessed as soon as they are classified.
  func unset<Outcome>(
    _ found: [RuleFinding], _ rules: [Rule<Outcome>], at path: String,
    decide: (Facts, CivilDate?) -> RuleTable<Outcome>.Decision
  ) -> [BookFinding] {
    var facts: [String] = []
    var rulesOf: [String: [RuleID]] = [:]
    var exampleOf: [String: RuleRegion] = [:]
    for case .notAssessable(let id, let region) in found {
      guard let missing = missing(in: region, decide) else { continue }
      for fact in missing {
        if rulesOf[fact] == nil { facts.append(fact) }
        if rulesOf[fact]?.contains(id) != true { rulesOf[fact, default: []].append(id) }
        exampleOf[fact] = exampleOf[fact] ?? region
      }
    }
    return facts.map { fact in
      BookFinding(
        .unset, .note, at: path,
        Explanation(
          .bookUnset,
          [
            .init("fact", .text(fact)),
            .init("rules", .list((rulesOf[fact] ?? []).map { .text($0.rawValue) })),
          ], steps: exampleOf[fact].map { [$0.step] } ?? []))
    }
  }

  /// The facts that are missing in a case, once it is classified; `nil` where none is.
  private func missing<Outcome>(
    in region: RuleRegion, _ decide: (Facts, CivilDate?) -> RuleTable<Outcome>.Decision
  ) -> [String]? {
    let date = region.date ?? book.zone.date(at: book.effectiveFrom)
    let facts = book.classification?.settled(region.witness, on: date) ?? region.witness
    guard case .notAssessable(_, let missing) = decide(facts, region.date) else { return nil }
    return missing
  }
}

extension [RuleFinding] {
  /// Without the conditions that never hold of rules of which it is said that they never match.
  var eachRuleOnce: Self {
    let idle = Set(
      compactMap { finding -> RuleID? in
        if case .unreachable(let rule, coveredBy: []) = finding { rule } else { nil }
      })
    return filter { finding in
      if case .neverTrue(let rule, _, _) = finding { !idle.contains(rule) } else { true }
    }
  }
}
