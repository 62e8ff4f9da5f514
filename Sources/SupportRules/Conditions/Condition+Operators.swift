// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Condition {
  /// Both hold.
  public static func && (left: Self, right: Self) -> Self {
    if case .all(let parts) = left { return .all(parts + [right]) }
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

/// Bounds by the name of a fact, for conditions without typed keys; in a document the same words name
/// them. Ask both ends of a range with `&&`.
extension Condition {
  /// The fact is at least this: `.atLeast("amount", 500)`.
  public static func atLeast(_ fact: String, _ value: FactValue) -> Self {
    .isWithin(fact, FactRange(lower: .including(value), upper: .unbounded))
  }

  /// The fact is more than this.
  public static func above(_ fact: String, _ value: FactValue) -> Self {
    .isWithin(fact, FactRange(lower: .excluding(value), upper: .unbounded))
  }

  /// The fact is at most this.
  public static func atMost(_ fact: String, _ value: FactValue) -> Self {
    .isWithin(fact, FactRange(lower: .unbounded, upper: .including(value)))
  }

  /// The fact is less than this.
  public static func below(_ fact: String, _ value: FactValue) -> Self {
    .isWithin(fact, FactRange(lower: .unbounded, upper: .excluding(value)))
  }
}

extension Condition {
  /// The fact has one of these values: `.isOneOf(.tier, .silver, .gold)`.
  public static func isOneOf<Value>(_ key: FactKey<Value>, _ values: Value...) -> Self {
    .isOneOf(key.name, values.map(\.factValue))
  }

  /// The fact is known: `.isKnown(.points)`.
  public static func isKnown<Value>(_ key: FactKey<Value>) -> Self { .isKnown(key.name) }

  /// The fact lies in this half-open range: `.isWithin(.points, 100..<500)`.
  public static func isWithin<Value: Comparable>(
    _ key: FactKey<Value>, _ range: Range<Value>
  ) -> Self {
    .isWithin(
      key.name, FactRange(from: range.lowerBound.factValue, below: range.upperBound.factValue))
  }

  /// The fact lies in this range, both ends included: `.isWithin(.points, 100...500)`.
  public static func isWithin<Value: Comparable>(
    _ key: FactKey<Value>, _ range: ClosedRange<Value>
  ) -> Self {
    .isWithin(
      key.name,
      FactRange(
        lower: .including(range.lowerBound.factValue),
        upper: .including(range.upperBound.factValue)))
  }

  /// All of these flags are set: `.contains(.traits, .elderly)`.
  public static func contains<Flag>(_ key: FactKey<Set<Flag>>, _ flags: Flag...) -> Self {
    .hasFlags(key.name, FlagTest(allOf: flags.map(\.rawValue)))
  }

  /// At least one of these flags is set: `.containsAny(.traits, .elderly, .vip)`.
  public static func containsAny<Flag>(_ key: FactKey<Set<Flag>>, _ flags: Flag...) -> Self {
    .hasFlags(key.name, FlagTest(anyOf: flags.map(\.rawValue)))
  }

  /// None of these flags is set: `.containsNone(.traits, .blocked)`.
  public static func containsNone<Flag>(_ key: FactKey<Set<Flag>>, _ flags: Flag...) -> Self {
    .hasFlags(key.name, FlagTest(noneOf: flags.map(\.rawValue)))
  }
}

extension FactKey {
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
    .atLeast(key.name, value.factValue)
  }

  /// The fact is more than this.
  public static func > (key: Self, value: Value) -> Condition {
    .above(key.name, value.factValue)
  }

  /// The fact is at most this.
  public static func <= (key: Self, value: Value) -> Condition {
    .atMost(key.name, value.factValue)
  }

  /// The fact is less than this.
  public static func < (key: Self, value: Value) -> Condition {
    .below(key.name, value.factValue)
  }
}
