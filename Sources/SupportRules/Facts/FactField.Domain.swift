// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension FactField {
  /// The values that a fact can take.
  ///
  /// A compiled fact is one 64-bit number; each domain says which values fit. Bounds are included,
  /// but for the lowest number of 64 bits, which stands for "not known" and is no value.
  public enum Domain: Hashable, Sendable {
    /// One of these names, in no order; any other is a mistake.
    case choice([String])
    /// One of these names, from the lowest to the highest, such as tiers; ranges may ask for them.
    case ordered([String])
    /// Any text: names that only the host knows, such as groups and categories. Values that no rule
    /// mentions are all alike to a table.
    case text
    /// A whole number between two bounds; the unit, such as `points`, is told to people.
    case integer(ClosedRange<Int64>, unit: String? = nil)
    /// An exact decimal with at most this many decimals, 0 ... 18, perhaps between two bounds.
    /// Without bounds it reaches as far as 64 bits of its last decimal: ±9.2 × 10^18 / 10^decimals.
    case decimal(decimals: Int, in: ClosedRange<ExactDecimal>? = nil)
    /// A sum of money, perhaps between two bounds in minor units.
    case money(Currency, minorUnits: ClosedRange<Int64>? = nil)
    /// An amount of elapsed time between two bounds in milliseconds.
    case duration(milliseconds: ClosedRange<Int64>)
    /// A point in time.
    case instant
    /// A date.
    case date
    /// Yes or no.
    case boolean
    /// Any of these flags together, such as skills, tags and traits of a customer; at most 63.
    case flags([String])

    /// Any of an enumeration's cases, in no order.
    public static func choice<Value>(of _: Value.Type) -> Self
    where Value: CaseIterable & RawRepresentable<String> {
      .choice(Value.allCases.map(\.rawValue))
    }

    /// Any of an enumeration's cases, declared from the lowest to the highest.
    public static func ordered<Value>(of _: Value.Type) -> Self
    where Value: CaseIterable & RawRepresentable<String> {
      .ordered(Value.allCases.map(\.rawValue))
    }

    /// Any set of an enumeration's cases.
    public static func flags<Value>(of _: Value.Type) -> Self
    where Value: CaseIterable & RawRepresentable<String> {
      .flags(Value.allCases.map(\.rawValue))
    }
  }
}

extension FactField.Domain {
  /// Whether a value is of this domain.
  public func contains(_ value: FactValue) -> Bool {
    if case .text = self, case .text = value { return true }
    return code(of: value) != nil
  }

  /// Whether values have an order, so that ranges may ask for them.
  public var isOrdered: Bool {
    switch self {
    case .ordered, .integer, .decimal, .money, .duration, .instant, .date: true
    case .choice, .text, .boolean, .flags: false
    }
  }

  /// What a whole number counts, such as `points`; `nil` where that is not said.
  var unit: String? {
    if case .integer(_, let unit) = self { unit } else { nil }
  }

  /// A value in words, with what it counts: `50 points`.
  func words(_ value: FactValue) -> String {
    unit.map { "\(value.words) \($0)" } ?? value.words
  }

  /// Whether the values are texts of the host, without a code of their own.
  var isText: Bool { self == .text }

  /// The names of flags; `nil` for every other domain.
  var flagNames: [String]? {
    if case .flags(let names) = self { names } else { nil }
  }

  /// The lowest and highest code of a domain that is neither text nor flags.
  ///
  /// The lowest number of 64 bits is left out: it stands for "not known".
  package var codes: ClosedRange<Int64> {
    let widest = -Int64.max...Int64.max
    return switch self {
    case .choice(let names), .ordered(let names): 0...Swift.max(0, Int64(names.count) - 1)
    case .integer(let bounds, _), .duration(let bounds): bounds.clamped(to: widest)
    case .decimal(let decimals, let bounds):
      bounds.flatMap { Self.codes($0, decimals) }?.clamped(to: widest) ?? widest
    case .money(_, let bounds): bounds?.clamped(to: widest) ?? widest
    case .instant:
      Instant.min.millisecondsSince1970...Instant.max.millisecondsSince1970
    case .date: Int64(CivilDate.min.daysSince1970)...Int64(CivilDate.max.daysSince1970)
    case .boolean: 0...1
    case .text, .flags: widest
    }
  }

  static func codes(_ bounds: ClosedRange<ExactDecimal>, _ decimals: Int) -> ClosedRange<Int64>? {
    guard let lower = bounds.lowerBound.exactInteger(decimals: decimals),
      let upper = bounds.upperBound.exactInteger(decimals: decimals)
    else { return nil }
    return lower...upper
  }
}
