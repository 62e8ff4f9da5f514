// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Why a fact could not be set.
public enum FactError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The schema has no field of that name: declare it, or mend the name.
  case undeclared(String)
  /// The field's domain does not hold the value; the clause says why.
  case outsideDomain(String, FactValue, String)

  /// One line naming the fact, the value and the bound.
  public var description: String {
    switch self {
    case .undeclared(let name): "no fact \(name.quoted) is declared"
    case .outsideDomain(let name, let value, let objection): "\(name): \(value) \(objection)"
    }
  }
}
