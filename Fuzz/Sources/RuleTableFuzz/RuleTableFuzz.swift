// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Reads the bytes before the first zero as a document of a rule table, and puts cases made of those
/// behind it to the table: what was read is written and read again, decisions are those that the
/// conditions give, explanations can be told, and the analysis speaks the truth.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = bytes.prefix { $0 != 0 }
  do throws(DocumentError) {
    let document = try RuleTableDocument(text)
    checkWriting(document)
    var source = CaseSource(document, bytes)
    checkDecisions(of: document.table, &source)
    checkAnalysis(of: document.table, &source)
  } catch {
    precondition(!error.problems.isEmpty)
    for problem in error.problems {
      precondition(problem.message != "it could not be read", "no problem says what is wrong")
      precondition(!problem.description.contains("\n"))
    }
  }
  return 0
}

private func checkWriting(_ document: RuleTableDocument) {
  let json = document.json
  do throws(DocumentError) {
    let again = try RuleTableDocument(json)
    precondition(again == document, "what was written reads as another document")
    precondition(again.json == json)
  } catch {
    preconditionFailure("what was written cannot be read: \(error)\n\(json)")
  }
}

// MARK: - Decisions

private func checkDecisions(of table: RuleTable<FactValue>, _ source: inout CaseSource) {
  for _ in 0..<4 {
    let (facts, date) = source.next()
    let truths = table.rules.map { truth(of: $0, facts, date) }
    let decision = table.decide(facts, on: date)
    if table.hitPolicy == .first {
      precondition(agrees(decision, table, truths), "\(decision) \(truths) \(facts)")
    } else if !truths.contains(.unknown) {
      let certain = truths.indices.filter { truths[$0] == .yes }
      precondition(agrees(decision, table, certain), "\(decision) \(certain) \(facts)")
    }
    let trace = table.trace(of: facts, on: date)
    for language in [MessageLanguage.english, .simplifiedChinese] {
      precondition(!trace.explanation().text(in: language, for: .auditor).isEmpty)
    }
    for (rule, step) in zip(table.rules, trace.steps) { check(step, of: rule, table, facts, date) }
  }
}

/// Whether a rule holds, by its condition and its dates.
func truth(of rule: Rule<FactValue>, _ facts: Facts, _ date: CivilDate?) -> Truth {
  let truth = rule.when.holds(for: facts)
  guard rule.from != nil || rule.until != nil else { return truth }
  guard let date else { return min(truth, .unknown) }
  let isInForce = (rule.from.map { $0 <= date } ?? true) && (rule.until.map { date < $0 } ?? true)
  return isInForce ? truth : .no
}

/// The first rule that does not fail decides, or cannot be assessed.
private func agrees(
  _ decision: RuleTable<FactValue>.Decision, _ table: RuleTable<FactValue>, _ truths: [Truth]
) -> Bool {
  guard let first = truths.firstIndex(where: { $0 != .no }) else {
    return decision == table.otherwise.map { .otherwise($0) } ?? .noMatch
  }
  if truths[first] == .yes {
    return decision == .matched(table.rules[first].id, table.rules[first].then)
  }
  guard case .notAssessable(table.rules[first].id, let missing) = decision else { return false }
  return !missing.isEmpty
}

/// The rules that hold decide together, as the other hit policies say.
private func agrees(
  _ decision: RuleTable<FactValue>.Decision, _ table: RuleTable<FactValue>, _ certain: [Int]
) -> Bool {
  let ids = certain.map { table.rules[$0].id }
  let outcomes = certain.map { table.rules[$0].then }
  switch decision {
  case .otherwise(let outcome): return ids.isEmpty && outcome == table.otherwise
  case .noMatch: return ids.isEmpty && table.otherwise == nil
  case .counted(let count): return table.hitPolicy == .collectCount && count == ids.count
  case .notAssessable: return false
  case .aggregated(let rules, _): return rules == ids
  case .conflict(let conflict): return conflict.rules == ids
  case .collected(let rules, let values):
    if table.hitPolicy != .outputOrder { return rules == ids && values == outcomes }
    let places = values.compactMap { table.outcomeOrder.levels.firstIndex(of: [$0]) }
    return Set(rules) == Set(ids) && rules.count == ids.count && places == places.sorted()
  case .matched(let id, let outcome):
    switch table.hitPolicy {
    case .unique: return ids == [id] && outcomes == [outcome]
    case .any: return ids.first == id && Set(outcomes) == [outcome]
    default:
      let highest = table.outcomeOrder.levels.first { outcomes.contains($0) }
      return highest == [outcome] && zip(ids, outcomes).first { $1 == outcome }?.0 == id
    }
  }
}

extension [FactValue] {
  fileprivate func contains(_ level: [FactValue]) -> Bool {
    level.contains { contains($0) }
  }
}

/// The nearest change, applied, makes the rule match, and decide where it says so.
private func check(
  _ step: RuleTrace.Step, of rule: Rule<FactValue>, _ table: RuleTable<FactValue>, _ facts: Facts,
  _ date: CivilDate?
) {
  let nearest: NearestChange
  switch step.verdict {
  case .decided, .outdone, .conflicting, .failed(_, nil), .notAssessable(_, nil): return
  case .failed(_, let change?), .notAssessable(_, let change?): nearest = change
  }
  var (changed, changedDate) = (facts, date)
  for change in nearest.changes {
    if change.fact == "onDate" {
      changedDate = if case .date(let date) = change.to { date } else { nil }
    } else {
      do throws(FactError) {
        try changed.set(change.fact, to: change.to)
      } catch {
        preconditionFailure("the nearest change is impossible: \(error)")
      }
    }
    _ = change.difference
  }
  precondition(truth(of: rule, changed, changedDate) == .yes, "\(rule) \(facts) \(nearest)")
  guard table.hitPolicy == .first else { return }
  let decides = table.decide(changed, on: changedDate) == .matched(rule.id, rule.then)
  precondition(decides == nearest.wouldDecide, "\(rule) \(facts) \(nearest)")
}
