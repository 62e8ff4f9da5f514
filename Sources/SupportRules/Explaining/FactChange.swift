// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// One fact of a ``NearestChange``: what it is, and what it would have to be.
public struct FactChange: Hashable, Sendable {
  /// What has to happen to the fact.
  public enum Kind: Hashable, Sendable {
    /// It has to grow, at least by the difference of the two values.
    case more
    /// It has to shrink, at least by the difference of the two values.
    case less
    /// It has to be at least the new value, on a scale of names.
    case orAbove
    /// It has to be at most the new value, on a scale of names.
    case orBelow
    /// It has to be the new value, or one as good.
    case other
    /// It has to become known, such as with the new value.
    case known
    /// It must not be known.
    case unknown
    /// These flags have to be set and those unset.
    case flags(set: [String], unset: [String])
  }

  /// The name of the fact; `onDate` for the date.
  public var fact: String
  /// What it is; `nil` where it is not known.
  public var from: FactValue?
  /// A value that would do, the nearest there is; `nil` where it must not be known.
  public var to: FactValue?
  /// What has to happen.
  public var kind: Kind
  /// Whether the value of the fact is personal.
  public var isPersonal: Bool
  /// What a whole number counts, such as `points`; `nil` where that is not said.
  public var unit: String?

  /// How much more or less, for facts that are counted: whole numbers, decimals, money, time.
  public var difference: Explanation.Operand.Value? {
    switch (from, to) {
    case (.integer(let old), .integer(let new)):
      Self.span(old, new).map { span in unit.map { .text("\(span) \($0)") } ?? .count(span) }
    case (.duration(let old), .duration(let new)):
      Self.span(old, new).map { .duration(milliseconds: $0) }
    case (.instant(let old), .instant(let new)):
      .duration(milliseconds: Int64(abs(old.milliseconds(to: new))))
    case (.date(let old), .date(let new)):
      .duration(milliseconds: Int64(abs(old.days(to: new))) * 86_400_000)
    case (.money(let old), .money(let new)) where old.currency == new.currency:
      Self.span(old.minorUnits, new.minorUnits).map {
        .money(Money(minorUnits: $0, currency: old.currency))
      }
    case (.decimal(let old), .decimal(let new)):
      old.distance(to: new).map { .text($0.description) }
    default: nil
    }
  }

  private static func span(_ old: Int64, _ new: Int64) -> Int64? {
    Int64(exactly: CodeSet.distance(old, new))
  }
}

extension ExactDecimal {
  fileprivate func distance(to other: Self) -> Self? {
    let (low, high) = self < other ? (self, other) : (other, self)
    let negated = Self(significand: -low.significand, scale: low.scale)
    return negated.flatMap { high.sum(with: $0) }
  }
}
