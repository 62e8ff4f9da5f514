// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Where two tables decide differently: for which cases, and what each says.
///
/// ```swift
/// let change = try RuleTable.difference(from: today, to: proposed)
/// for region in change.regions {
///   print(region.region, region.before, region.after)
/// }
/// ```
public struct RuleTableDifference<Outcome: Hashable & Sendable>: Hashable, Sendable {
  /// Cases that are decided differently, all of them in the same way.
  public struct Region: Hashable, Sendable {
    /// The cases, and one of them.
    public var region: RuleRegion
    /// What the first table says of them.
    public var before: RuleTable<Outcome>.Decision
    /// What the second table says of them.
    public var after: RuleTable<Outcome>.Decision
  }

  /// Disjoint regions in which the outcome changed.
  public let regions: [Region]
  /// Whether there may be more than these.
  public let hasMore: Bool
  /// Whether the steps did not suffice to find out whether there are more.
  public let isExhausted: Bool

  /// Whether the two tables are proved to decide every case alike.
  public var isEmpty: Bool { regions.isEmpty && !hasMore && !isExhausted }
}

extension RuleTableDifference.Region where Outcome == Money {
  /// How much more is decided on, negative where it is less; `nil` where one of the two tables gives
  /// no sum, or sums of different currencies, and where the difference does not fit 64 bits.
  public var change: Money? {
    guard let before = before.outcome, let after = after.outcome,
      before.currency == after.currency, before.minorUnits != .min
    else { return nil }
    let negated = Money(minorUnits: -before.minorUnits, currency: before.currency)
    return try? after.ruleSum(with: negated)
  }
}

extension RuleTableDifference.Region where Outcome == FactValue {
  /// How much more money is decided on, negative where it is less; `nil` where one of the two tables
  /// gives no sum of money, or sums of different currencies, and where the difference does not fit 64
  /// bits.
  public var change: Money? {
    guard case .money(let old) = before.outcome, case .money(let new) = after.outcome,
      old.currency == new.currency, old.minorUnits != .min
    else { return nil }
    return try? new.ruleSum(with: Money(minorUnits: -old.minorUnits, currency: old.currency))
  }
}
