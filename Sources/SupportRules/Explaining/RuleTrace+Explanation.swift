// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RuleTrace {
  /// The trace in sentences: what decided, then other rules.
  ///
  /// - Parameter others: Which of the other rules are told.
  /// - Returns: The decision, with a step for each of them.
  public func explanation(others: Others = .all) -> Explanation {
    var result = head
    let told =
      switch others {
      case .all: lines.count
      case .ahead: lines.firstIndex { $0.mark == .decided } ?? lines.count
      case .none: 0
      }
    for (rule, line) in lines.enumerated().prefix(told) where line.mark != .decided {
      if let step = step(line, rule) { result.steps.append(step) }
    }
    return result
  }

  /// What one rule said, in sentences: why it matched, or what failed first and the nearest change
  /// that would make it match.
  ///
  /// Use it to answer "why not this rule?"; ``explanation(others:)`` tells of all.
  ///
  /// - Returns: `nil` where the table has no such rule.
  public func explanation(of rule: RuleID) -> Explanation? {
    guard let number = matcher.ruleNumbers[rule] else { return nil }
    switch lines[number].mark {
    case .decided: return matched(number)
    case .unknown: return unknown(number)
    case .outdone, .conflicting, .failed: return step(lines[number], number)
    }
  }

  /// Which rules an explanation tells of besides those that decided.
  public enum Others: Hashable, Sendable {
    /// All.
    case all
    /// Those ahead of the first that decided: what the table was asked before it answered.
    case ahead
    /// None.
    case none
  }

  /// The decision; where several rules made it, each stands below.
  private var head: Explanation {
    let name = Explanation.Operand("table", .text(table))
    switch summary {
    case .decided:
      let deciding = lines.indices.filter { lines[$0].mark == .decided }
      if deciding.count == 1 { return matched(deciding[0]) }
      return Explanation(
        .rulesMatched, [name, .init("count", .count(Int64(deciding.count)))],
        steps: deciding.map(matched))
    case .otherwise: return Explanation(.ruleDefault, [name])
    case .noMatch: return Explanation(.ruleNoMatch, [name])
    case .notAssessable(let rule, let missing):
      return Explanation(.ruleNotAssessable, assessment(rule, missing))
    case .conflict(let conflict):
      let code: Explanation.Code =
        switch conflict.reason {
        case .severalMatched, .outcomesDiffer: .rulesConflict
        case .overflow: .rulesOverflow
        case .differentKinds: .rulesOfDifferentKinds
        }
      return Explanation(
        code,
        [name, .init("rules", .text(conflict.rules.map(\.rawValue).joined(separator: ", ")))])
    }
  }

  private func assessment(_ rule: RuleID, _ missing: [String]) -> [Explanation.Operand] {
    [
      .init("rule", .text(rule.rawValue)),
      .init("facts", .text(missing.joined(separator: ", "))),
    ]
  }

  /// The facts that mattered stand in the sentence, personal ones each below it.
  func matched(_ rule: Int) -> Explanation {
    let line = matcher.lines[rule]
    var told = ""
    var hidden: [Explanation] = []
    for position in matcher.positionsAsked[rule] {
      let field = matcher.schema.fields[position]
      if field.isPersonal {
        let value = operand(facts[position], field)
        hidden.append(
          Explanation(.ruleFact, [.init("fact", .text(field.name)), .init("value", value)]))
      } else {
        if !told.isEmpty { told += ", " }
        told += field.name
        told += " = "
        told += facts[position].map(field.domain.words) ?? "?"
      }
    }
    if told.isEmpty { told = hidden.isEmpty ? "*" : "•••" }
    return Explanation(
      .ruleMatched,
      [
        .init("rule", .text(line.id.rawValue)), .init("table", .text(table)),
        .init("facts", .text(told)),
      ], steps: hidden)
  }

  private func operand(_ value: FactValue?, _ field: FactField) -> Explanation.Operand.Value {
    let words = value.map(field.domain.words) ?? "?"
    return field.isPersonal ? .personal(words) : .text(words)
  }

  private func step(_ line: Line, _ rule: Int) -> Explanation? {
    let id = matcher.lines[rule].id
    let name = Explanation.Operand("rule", .text(id.rawValue))
    switch line.mark {
    case .decided: return nil
    case .outdone: return Explanation(.ruleOutdone, [name])
    case .conflicting: return matched(rule)
    case .failed: return failed(line, rule, name)
    case .unknown:
      if case .notAssessable(let first, _) = summary, first == id { return nil }
      return unknown(rule)
    }
  }

  private func unknown(_ rule: Int) -> Explanation {
    let missing = matcher.missing(for: rule, facts, day: RuleMatcher.day(of: date))
    return Explanation(.ruleNotAssessable, assessment(matcher.lines[rule].id, missing))
  }

  private func failed(_ line: Line, _ rule: Int, _ name: Explanation.Operand) -> Explanation {
    let part = failing(line, rule)
    if part.fact.isEmpty {
      return Explanation(.ruleNeverMatches, [name, .init("needs", .text(part.text))])
    }
    let isDate = part.position == matcher.datePosition
    let value =
      isDate
      ? Explanation.Operand.Value.text(date?.description ?? "?")
      : operand(facts[part.position], facts.schema.fields[part.position])
    let nearest = nearestChange(line)
    let code: Explanation.Code =
      switch nearest?.wouldDecide {
      case nil: .ruleFailed
      case true?: .ruleFailedDecides
      case false?: .ruleFailedMatches
      }
    return Explanation(
      code,
      [
        name, .init("fact", .text(part.fact)), .init("is", value),
        .init("needs", .text(part.text)),
      ], steps: nearest?.changes.map(Self.step) ?? [])
  }

  private static func step(_ change: FactChange) -> Explanation {
    let fact = Explanation.Operand("fact", .text(change.fact))
    guard let value = change.to else { return Explanation(.factUnknown, [fact]) }
    let to = Explanation.Operand(
      "to", .text(change.unit.map { "\(value.words) \($0)" } ?? value.words))
    switch change.kind {
    case .more, .less:
      guard let difference = change.difference, !change.isPersonal else {
        return Explanation(.factBecomes, [fact, to])
      }
      return Explanation(
        change.kind == .more ? .factMore : .factLess,
        [fact, to, .init("difference", difference)])
    case .orAbove: return Explanation(.factOrAbove, [fact, to])
    case .orBelow: return Explanation(.factOrBelow, [fact, to])
    case .other, .unknown: return Explanation(.factBecomes, [fact, to])
    case .known: return Explanation(.factKnown, [fact, to])
    case .flags(let set, let unset):
      let signs = set.map { "+ \($0)" } + unset.map { "− \($0)" }
      let text = signs.joined(separator: " ")
      // The flags that would be set then are those that are set now, but for a few.
      if change.isPersonal {
        return Explanation(.factFlags, [fact, .init("flags", .personal(text))])
      }
      return Explanation(.factFlags, [fact, to, .init("flags", .text(text))])
    }
  }
}
