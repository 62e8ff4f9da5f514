// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What must hold for a rule to match: a decidable question about facts.
///
/// In a document an object of fields: `{"kind": "complaint", "priority": ["high", "urgent"]}` asks
/// for both, the second with either value; `{}` always holds.
public indirect enum Condition: Hashable, Sendable {
  /// The fact has one of these values. One value is equality, several are membership.
  case isOneOf(_ fact: String, [FactValue])
  /// All of these hold; the empty list always does.
  case all([Condition])

  /// Holds whatever the facts are.
  public static let always = Self.all([])

  /// The fact has this value.
  public static func equals(_ fact: String, _ value: FactValue) -> Self {
    .isOneOf(fact, [value])
  }
}

/// The answer to a question about facts of which some may be unknown.
public enum Truth: Hashable, Sendable {
  /// It holds, whatever the unknown facts are.
  case yes
  /// It does not hold, whatever the unknown facts are.
  case no
  /// It depends on a fact that is not known.
  case unknown
}

extension Condition {
  /// Tells whether the condition holds (semantics P1: "not known" is neither true nor false).
  public func holds(for facts: Facts) -> Truth {
    switch self {
    case .isOneOf(let fact, let values):
      guard let value = facts[fact] else { return .unknown }
      return values.contains(value) ? .yes : .no
    case .all(let parts):
      var result = Truth.yes
      for part in parts {
        switch part.holds(for: facts) {
        case .no: return .no
        case .unknown: result = .unknown
        case .yes: break
        }
      }
      return result
    }
  }

  /// The facts that the condition asks about, in the order in which it asks, each once.
  public var facts: [String] {
    switch self {
    case .isOneOf(let fact, _): return [fact]
    case .all(let parts):
      var names: [String] = []
      for name in parts.flatMap(\.facts) where !names.contains(name) { names.append(name) }
      return names
    }
  }

  /// The first part that does not hold; `nil` when all parts hold or are unknown.
  func firstFailing(for facts: Facts) -> Condition? {
    switch self {
    case .isOneOf: return holds(for: facts) == .no ? self : nil
    case .all(let parts):
      for part in parts {
        if let failing = part.firstFailing(for: facts) { return failing }
      }
      return nil
    }
  }

  /// The facts whose value is needed before the condition can be answered.
  func missing(in facts: Facts) -> [String] {
    holds(for: facts) == .unknown ? self.facts.filter { facts[$0] == nil } : []
  }

  /// Reports what a schema has against this condition.
  func check(against schema: FactSchema, path: String, _ problems: inout Problems) {
    switch self {
    case .isOneOf(let name, let values):
      guard let field = schema.field(name) else {
        problems.report("no fact \"\(name)\" is declared", path: path)
        return
      }
      if values.isEmpty { problems.report("\(name) can never be one of nothing", path: path) }
      for value in values {
        if let objection = field.domain.objection(to: value) {
          problems.report("\(value) \(objection)", path: "\(path).\(name)")
        }
      }
    case .all(let parts):
      for part in parts { part.check(against: schema, path: path, &problems) }
    }
  }
}

extension Condition: CustomStringConvertible {
  /// The condition in signs that every language reads: `priority = high | urgent, kind = complaint`;
  /// `*` for the one that always holds.
  public var description: String {
    switch self {
    case .isOneOf(let fact, let values):
      "\(fact) = \(values.map(\.words).joined(separator: " | "))"
    case .all(let parts):
      parts.isEmpty ? "*" : parts.map(\.description).joined(separator: ", ")
    }
  }
}
