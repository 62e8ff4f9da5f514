// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RuleTable {
  /// Decides by the facts. Facts of another schema are taken by name.
  ///
  /// - Parameters:
  ///   - facts: What is true of the case.
  ///   - date: The date of the case, for rules that hold on some dates only; where it is not given,
  ///     a table with such rules is not assessable, naming `onDate`.
  /// - Returns: What follows, which rules decided, or what stands in the way.
  /// - Complexity: O(fields asked × (log values + terms / 64)), O(terms) without an index; allocates
  ///   only for lists and for what is missing.
  @inlinable
  // Inlined into the caller, since a generic call from another module would cost more than the
  // decision; see the benchmark `RuleTable.decide, 50 rules`.
  public func decide(_ facts: Facts, on date: CivilDate? = nil) -> Decision {
    guard hitPolicy == .first, facts.schema == schema else {
      return decideSlowly(facts, on: date)
    }
    guard let hit = matcher.first(facts, day: RuleMatcher.day(of: date)) else {
      return otherwise.map(Decision.otherwise) ?? .noMatch
    }
    guard hit.isCertain else { return decideSlowly(facts, on: date) }
    return .matched(rules[hit.rule].id, rules[hit.rule].then)
  }

  /// Visits each rule that holds or cannot be told, in order, whatever the hit policy is: for who uses a
  /// table as a list of questions. Facts of another schema are taken by name.
  ///
  /// - Parameters:
  ///   - facts: What is true of the case.
  ///   - date: The date of the case, for rules that hold on some dates only.
  ///   - body: Takes the position of a rule and whether it holds, and says whether to go on.
  package func visit(
    _ facts: Facts, on date: CivilDate? = nil, _ body: (_ rule: Int, _ truth: Truth) -> Bool
  ) {
    matcher.visit(facts.translated(to: schema), day: RuleMatcher.day(of: date), body)
  }

  /// What must be known before the rule at a position can be answered.
  package func missing(for rule: Int, in facts: Facts, on date: CivilDate? = nil) -> [String] {
    matcher.missing(for: rule, facts.translated(to: schema), day: RuleMatcher.day(of: date))
  }

  @usableFromInline
  func decideSlowly(_ facts: Facts, on date: CivilDate?) -> Decision {
    let facts = facts.translated(to: schema)
    let day = RuleMatcher.day(of: date)
    return switch hitPolicy {
    case .first: first(facts, day)
    case .unique: unique(facts, day)
    case .any: any(facts, day)
    case .priority: priority(facts, day)
    case .ruleOrder, .outputOrder, .collect: list(facts, day)
    case .collectSum, .collectMin, .collectMax: aggregate(facts, day)
    case .collectCount: count(facts, day)
    }
  }

  /// Nothing matched.
  private var none: Decision { byDefault(or: .noMatch) }

  /// The default; without one, what the hit policy says of nothing.
  private func byDefault(or nothing: Decision) -> Decision {
    if let otherwise { .otherwise(otherwise) } else { nothing }
  }

  private func matched(_ rule: Int) -> Decision { .matched(rules[rule].id, rules[rule].then) }

  private func notAssessable(_ rule: Int, _ facts: Facts, _ day: Int64) -> Decision {
    .notAssessable(rules[rule].id, missing: matcher.missing(for: rule, facts, day: day))
  }

  private func conflict(_ reason: RuleConflict.Reason, _ matches: [Int]) -> Decision {
    .conflict(RuleConflict(reason, rules: matches.map { rules[$0].id }))
  }

  // MARK: One rule decides

  private func first(_ facts: Facts, _ day: Int64) -> Decision {
    guard let hit = matcher.first(facts, day: day) else { return none }
    return hit.isCertain ? matched(hit.rule) : notAssessable(hit.rule, facts, day)
  }

  private func unique(_ facts: Facts, _ day: Int64) -> Decision {
    var found = -1
    var unknown = -1
    var hasSeveral = false
    matcher.visit(facts, day: day) { rule, truth in
      if truth == .unknown {
        if unknown < 0 { unknown = rule }
      } else if found >= 0 {
        hasSeveral = true
      } else {
        found = rule
      }
      return !hasSeveral
    }
    if hasSeveral { return conflict(.severalMatched, certain(facts, day)) }
    if unknown >= 0 { return notAssessable(unknown, facts, day) }
    return found >= 0 ? matched(found) : none
  }

  private func any(_ facts: Facts, _ day: Int64) -> Decision {
    var found = -1
    var differs = false
    matcher.visit(facts, day: day) { rule, truth in
      guard truth == .yes else { return true }
      if found < 0 { found = rule }
      differs = rules[rule].then != rules[found].then
      return !differs
    }
    if differs { return conflict(.outcomesDiffer, certain(facts, day)) }
    let changing = firstUnknown(facts, day) { rule in
      found < 0 || rules[rule].then != rules[found].then
    }
    if let changing { return notAssessable(changing, facts, day) }
    return found >= 0 ? matched(found) : none
  }

  private func priority(_ facts: Facts, _ day: Int64) -> Decision {
    var best = -1
    matcher.visit(facts, day: day) { rule, truth in
      if truth == .yes, best < 0 || ranks[rule] < ranks[best] { best = rule }
      return true
    }
    let changing = firstUnknown(facts, day) { rule in
      best < 0 || ranks[rule] < ranks[best]
        || (ranks[rule] == ranks[best] && rule < best && rules[rule].then != rules[best].then)
    }
    if let changing { return notAssessable(changing, facts, day) }
    return best >= 0 ? matched(best) : none
  }

  // MARK: All rules decide

  private func list(_ facts: Facts, _ day: Int64) -> Decision {
    if let unknown = firstUnknown(facts, day, where: { _ in true }) {
      return notAssessable(unknown, facts, day)
    }
    var matches = certain(facts, day)
    if matches.isEmpty { return byDefault(or: .collected([], [])) }
    if hitPolicy == .outputOrder { matches.sort { (ranks[$0], $0) < (ranks[$1], $1) } }
    return .collected(matches.map { rules[$0].id }, matches.map { rules[$0].then })
  }

  private func count(_ facts: Facts, _ day: Int64) -> Decision {
    var count = 0
    var unknown = -1
    matcher.visit(facts, day: day) { rule, truth in
      if truth == .yes { count += 1 } else if unknown < 0 { unknown = rule }
      return true
    }
    if unknown >= 0 { return notAssessable(unknown, facts, day) }
    return count == 0 ? byDefault(or: .counted(0)) : .counted(count)
  }

  private func aggregate(_ facts: Facts, _ day: Int64) -> Decision {
    let matches = certain(facts, day)
    do throws(RuleConflict.Reason) {
      let result = try aggregate(matches.map { rules[$0].then })
      let changing = firstUnknown(facts, day) { rule in
        guard let result else { return true }
        return changes(result, by: rules[rule].then)
      }
      if let changing { return notAssessable(changing, facts, day) }
      guard let result else { return none }
      return .aggregated(matches.map { rules[$0].id }, result)
    } catch {
      // Only a sum that does not fit can be saved by one more outcome.
      if error == .overflow, let unknown = firstUnknown(facts, day, where: { _ in true }) {
        return notAssessable(unknown, facts, day)
      }
      return conflict(error, matches)
    }
  }

  private func aggregate(_ outcomes: [Outcome]) throws(RuleConflict.Reason) -> Outcome? {
    guard var result = outcomes.first else { return nil }
    if hitPolicy == .collectSum {
      return try RuleQuantities.sum(of: outcomes, startingWith: result)
    }
    for outcome in outcomes.dropFirst() {
      switch hitPolicy {
      case .collectMin: if try RuleQuantities.isLess(outcome, than: result) { result = outcome }
      default: if try RuleQuantities.isLess(result, than: outcome) { result = outcome }
      }
    }
    return result
  }

  /// Whether one more outcome would change a result, or make it a conflict.
  private func changes(_ result: Outcome, by outcome: Outcome) -> Bool {
    do throws(RuleConflict.Reason) {
      switch hitPolicy {
      case .collectSum: return try RuleQuantities.sum(result, outcome) != result
      case .collectMin: return try RuleQuantities.isLess(outcome, than: result)
      default: return try RuleQuantities.isLess(result, than: outcome)
      }
    } catch {
      return true
    }
  }

  // MARK: Visiting

  private func certain(_ facts: Facts, _ day: Int64) -> [Int] {
    var matches: [Int] = []
    matcher.visit(facts, day: day) { rule, truth in
      if truth == .yes { matches.append(rule) }
      return true
    }
    return matches
  }

  /// The first rule that cannot be told and for which a test holds.
  private func firstUnknown(_ facts: Facts, _ day: Int64, where test: (Int) -> Bool) -> Int? {
    var found: Int?
    matcher.visit(facts, day: day) { rule, truth in
      if truth == .unknown, test(rule) { found = rule }
      return found == nil
    }
    return found
  }
}
