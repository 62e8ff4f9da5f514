// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Condition {
  /// Both hold.
  public static func && (left: Self, right: Self) -> Self {
    if case .all(let parts) = left, !parts.isEmpty { return .all(parts + [right]) }
    return .all([left, right])
  }

  /// At least one holds.
  public static func || (left: Self, right: Self) -> Self {
    if case .any(let parts) = left { return .any(parts + [right]) }
    return .any([left, right])
  }

  /// It does not hold.
  public static prefix func ! (part: Self) -> Self { .not(part) }
}

extension FactKey {
  /// The fact has one of these values.
  public func isOne(of values: [Value]) -> Condition {
    .isOneOf(name, values.map(\.factValue))
  }

  /// The fact has one of these values.
  public func isOne(of values: Value...) -> Condition { isOne(of: values) }

  /// The fact is known.
  public var isKnown: Condition { .isKnown(name) }

  /// The fact has this value.
  public static func == (key: Self, value: Value) -> Condition {
    .equals(key.name, value.factValue)
  }

  /// The fact has another value.
  public static func != (key: Self, value: Value) -> Condition {
    .not(.equals(key.name, value.factValue))
  }

  /// The fact is at least this.
  public static func >= (key: Self, value: Value) -> Condition {
    .isWithin(key.name, FactRange(lower: .including(value.factValue), upper: .none))
  }

  /// The fact is more than this.
  public static func > (key: Self, value: Value) -> Condition {
    .isWithin(key.name, FactRange(lower: .excluding(value.factValue), upper: .none))
  }

  /// The fact is at most this.
  public static func <= (key: Self, value: Value) -> Condition {
    .isWithin(key.name, FactRange(lower: .none, upper: .including(value.factValue)))
  }

  /// The fact is less than this.
  public static func < (key: Self, value: Value) -> Condition {
    .isWithin(key.name, FactRange(lower: .none, upper: .excluding(value.factValue)))
  }
}

extension FactKey where Value: Comparable {
  /// The fact lies in this half-open range.
  public func isWithin(_ range: Range<Value>) -> Condition {
    .isWithin(name, FactRange(from: range.lowerBound.factValue, below: range.upperBound.factValue))
  }

  /// The fact lies in this range, both ends included.
  public func isWithin(_ range: ClosedRange<Value>) -> Condition {
    .isWithin(
      name,
      FactRange(
        lower: .including(range.lowerBound.factValue),
        upper: .including(range.upperBound.factValue)))
  }
}

extension FactKey {
  /// The flag is set.
  public func contains<Flag>(_ flag: Flag) -> Condition where Value == Set<Flag> {
    .hasFlags(name, FlagTest(allOf: [flag.rawValue]))
  }

  /// All of these flags are set.
  public func containsAll<Flag>(of flags: Flag...) -> Condition where Value == Set<Flag> {
    .hasFlags(name, FlagTest(allOf: flags.map(\.rawValue)))
  }

  /// At least one of these flags is set.
  public func containsAny<Flag>(of flags: Flag...) -> Condition where Value == Set<Flag> {
    .hasFlags(name, FlagTest(anyOf: flags.map(\.rawValue)))
  }

  /// None of these flags is set.
  public func containsNone<Flag>(of flags: Flag...) -> Condition where Value == Set<Flag> {
    .hasFlags(name, FlagTest(noneOf: flags.map(\.rawValue)))
  }
}
