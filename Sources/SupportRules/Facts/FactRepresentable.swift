// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A type whose values can be facts.
///
/// Texts, whole numbers, booleans, exact decimals, money, durations, instants, dates and sets are
/// such types. An enumeration, or an open set of names, becomes one by saying so:
///
/// ```swift
/// enum Tier: String, CaseIterable, FactRepresentable { case silver, gold, platinum }
/// ```
public protocol FactRepresentable: Hashable, Sendable {
  /// The value as a fact.
  var factValue: FactValue { get }
  /// Creates a value from a fact; `nil` from one of another kind.
  init?(factValue: FactValue)
}

extension FactRepresentable where Self: RawRepresentable<String> {
  /// The name as a fact.
  public var factValue: FactValue { .text(rawValue) }
  /// Creates a value from its name; `nil` from a fact that is no text, or a name that is none.
  public init?(factValue: FactValue) {
    guard case .text(let text) = factValue else { return nil }
    self.init(rawValue: text)
  }
}

extension String: FactRepresentable {
  /// The text as a fact.
  public var factValue: FactValue { .text(self) }
  /// Creates a text from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .text(let text) = factValue else { return nil }
    self = text
  }
}

extension Int64: FactRepresentable {
  /// The number as a fact.
  public var factValue: FactValue { .integer(self) }
  /// Creates a number from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .integer(let number) = factValue else { return nil }
    self = number
  }
}

extension Int: FactRepresentable {
  /// The number as a fact.
  public var factValue: FactValue { .integer(Int64(self)) }
  /// Creates a number from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .integer(let number) = factValue else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: FactRepresentable {
  /// Yes or no as a fact.
  public var factValue: FactValue { .boolean(self) }
  /// Creates yes or no from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .boolean(let flag) = factValue else { return nil }
    self = flag
  }
}

extension ExactDecimal: FactRepresentable {
  /// The number as a fact.
  public var factValue: FactValue { .decimal(self) }
  /// Creates a number from a fact; `nil` from one that is no number.
  public init?(factValue: FactValue) {
    switch factValue {
    case .decimal(let number): self = number
    case .integer(let number): self.init(number)
    default: return nil
    }
  }
}

extension Money: FactRepresentable {
  /// The sum as a fact.
  public var factValue: FactValue { .money(self) }
  /// Creates a sum from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .money(let money) = factValue else { return nil }
    self = money
  }
}

extension Duration: FactRepresentable {
  /// The duration as a fact, to the millisecond below; durations beyond 64 bits saturate.
  public var factValue: FactValue { .duration(milliseconds: wholeMilliseconds) }
  /// Creates a duration from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .duration(let milliseconds) = factValue else { return nil }
    self = .milliseconds(milliseconds)
  }
}

extension Instant: FactRepresentable {
  /// The instant as a fact.
  public var factValue: FactValue { .instant(self) }
  /// Creates an instant from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .instant(let instant) = factValue else { return nil }
    self = instant
  }
}

extension CivilDate: FactRepresentable {
  /// The date as a fact.
  public var factValue: FactValue { .date(self) }
  /// Creates a date from a fact; `nil` from one of another kind.
  public init?(factValue: FactValue) {
    guard case .date(let date) = factValue else { return nil }
    self = date
  }
}

extension Set: FactRepresentable where Element: FactRepresentable & RawRepresentable<String> {
  /// The names as flags, in the order of their text.
  public var factValue: FactValue { .flags(map(\.rawValue).sorted()) }
  /// Creates a set from flags; `nil` from a fact of another kind, or a name that is none.
  public init?(factValue: FactValue) {
    guard case .flags(let names) = factValue else { return nil }
    let elements = names.compactMap { Element(rawValue: $0) }
    guard elements.count == names.count else { return nil }
    self.init(elements)
  }
}
