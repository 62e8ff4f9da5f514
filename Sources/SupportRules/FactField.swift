// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A fact that rules may ask about: its name and the values that it can take.
public struct FactField: Hashable, Sendable {
  /// The values that a fact can take.
  public enum Domain: Hashable, Sendable {
    /// One of these names; any other is a mistake.
    case choice([String])
    /// Any text: names that only the host knows, such as groups and categories.
    case text
    /// A whole number between two bounds, both included.
    case integer(ClosedRange<Int64>)
    /// Yes or no.
    case boolean
  }

  /// The name that documents and explanations use.
  public var name: String
  /// The values that it can take.
  public var domain: Domain

  /// Creates a field.
  public init(_ name: String, _ domain: Domain) {
    self.name = name
    self.domain = domain
  }
}

extension FactField.Domain {
  /// Whether a value is of this domain.
  public func contains(_ value: FactValue) -> Bool {
    switch (self, value) {
    case (.choice(let names), .text(let text)): names.contains(text)
    case (.integer(let bounds), .integer(let number)): bounds.contains(number)
    case (.text, .text), (.boolean, .boolean): true
    default: false
    }
  }

  /// Why a value is not of this domain, as a clause that follows the value; `nil` when it is.
  public func objection(to value: FactValue) -> String? {
    if contains(value) { return nil }
    return switch (self, value) {
    case (.choice(let names), .text):
      "is not one of \(names.map(\.quoted).joined(separator: ", "))"
    case (.integer(let bounds), .integer):
      "is outside \(bounds.lowerBound) ... \(bounds.upperBound)"
    case (.choice, _), (.text, _): "is not text"
    case (.integer, _): "is not a whole number"
    case (.boolean, _): "is not true or false"
    }
  }
}
