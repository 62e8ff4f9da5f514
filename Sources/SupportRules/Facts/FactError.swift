// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Why a fact could not be set, or asked about.
public enum FactError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The schema has no field of that name: declare it, or mend the name, probably to that of the
  /// suggestion.
  case undeclared(String, suggestion: String?)
  /// The field's domain does not hold the value; the reason is a clause that follows the value. Where
  /// the fact is personal, neither the reason nor the description shows the value.
  case outsideDomain(fact: String, value: FactValue, reason: String, isPersonal: Bool)
  /// The values of the fact have no order, and the question needs one: ask about another fact.
  case unordered(String)

  /// One line naming the fact, the value and the bound.
  public var description: String {
    switch self {
    case .undeclared(let name, let suggestion):
      "no fact \(name.quoted) is declared"
        + (suggestion.map { "; did you mean \($0.quoted)?" } ?? "")
    case .outsideDomain(let fact, let value, let reason, let isPersonal):
      "\(fact): \(isPersonal ? "•••" : value.description) \(reason)"
    case .unordered(let name): "the values of \(name) have no order"
    }
  }
}
