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
  /// Why a value is not of this domain, as a clause that follows the value; `nil` when it is.
  public func objection(to value: FactValue) -> String? {
    switch (self, value) {
    case (.choice(let names), .text(let text)):
      names.contains(text) ? nil : "is not one of \(names.map(\.quoted).joined(separator: ", "))"
    case (.text, .text), (.boolean, .boolean): nil
    case (.integer(let bounds), .integer(let number)):
      bounds.contains(number) ? nil : "is outside \(bounds.lowerBound) ... \(bounds.upperBound)"
    case (.choice, _), (.text, _): "is not text"
    case (.integer, _): "is not a whole number"
    case (.boolean, _): "is not true or false"
    }
  }
}
