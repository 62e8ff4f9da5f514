// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Analyses a table with few steps: each finding has its proof, no case refutes what is said of all,
/// and a table is equal to itself.
func checkAnalysis(of table: RuleTable<FactValue>, _ source: inout CaseSource) {
  let limits = RuleTableAnalysis.Limits(steps: 2_000, findings: 4)
  let analysis = table.analysis(limits: limits)
  for finding in analysis.findings {
    precondition(!finding.explanation.text().isEmpty)
    check(finding, of: table)
  }
  for _ in 0..<4 {
    guard let (facts, date) = source.nextComplete() else { continue }
    check(analysis, of: table, facts, date)
  }
  if case .fails(let region) = analysis.completeness { check(.gap(region), of: table) }
  do throws(DocumentError) {
    let difference = try RuleTable.difference(from: table, to: table, limits: limits)
    precondition(difference.regions.isEmpty, "a table differs from itself")
  } catch {
    preconditionFailure("a table does not fit its own facts: \(error)")
  }
}

/// What the analysis says of all cases is true of one.
private func check(
  _ analysis: RuleTableAnalysis, of table: RuleTable<FactValue>, _ facts: Facts, _ date: CivilDate
) {
  if analysis.completeness == .holds, table.otherwise == nil {
    let truths = table.rules.map { truth(of: $0, facts, date) }
    precondition(truths.contains { $0 != .no }, "a gap: \(facts), \(date)")
  }
  for finding in analysis.findings {
    switch finding {
    case .unreachable(let rule, _):
      if case .matched(rule, _) = table.decide(facts, on: date) {
        preconditionFailure("\(finding): \(facts), \(date)")
      }
    case .alwaysTrue(_, _, let condition):
      precondition(condition.holds(for: facts) == .yes, "\(finding): \(facts)")
    case .neverTrue(_, _, let condition):
      precondition(condition.holds(for: facts) != .yes, "\(finding): \(facts)")
    default: break
    }
  }
}

private func check(_ finding: RuleFinding, of table: RuleTable<FactValue>) {
  guard let region = finding.region else { return }
  let (facts, date) = (region.witness, region.date)
  precondition(region.condition.holds(for: facts) == .yes, "\(finding)")
  func answer(_ id: RuleID) -> Truth? {
    table.rules.first { $0.id == id }.map { truth(of: $0, facts, date) }
  }
  switch finding {
  case .gap:
    let truths = table.rules.map { truth(of: $0, facts, date) }
    precondition(table.otherwise == nil && !truths.contains(.yes), "\(finding)")
  case .overlap(let first, let second, _, _):
    precondition(answer(first) == .yes && answer(second) == .yes, "\(finding)")
  case .notAssessable(let rule, _): precondition(answer(rule) == .unknown, "\(finding)")
  case .protectedInfluence(let fact, _, let other):
    var changed = facts
    do throws(FactError) {
      try changed.set(fact, to: other)
    } catch {
      preconditionFailure("\(finding): \(error)")
    }
    precondition(
      table.decide(changed, on: date) != table.decide(facts, on: date), "\(finding)")
  default: break
  }
}
