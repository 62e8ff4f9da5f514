// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Cases that a finding speaks of: a condition that holds for all of them, and one of them.
public struct RuleRegion: Hashable, Sendable {
  /// What holds in the region; it names only the facts that matter.
  public var condition: Condition
  /// The first date of the region, for tables with rules that hold on some dates only; `nil`: from
  /// the beginning.
  public var from: CivilDate?
  /// The first date behind the region; `nil`: to the end.
  public var until: CivilDate?
  /// A case in the region.
  public var witness: Facts
  /// The date of that case; `nil` where dates do not matter.
  public var date: CivilDate?
}

extension RuleRegion: CustomStringConvertible {
  /// The condition and the dates: `delay ≥ 24 h, onDate ≥ 2025-01-01`.
  public var description: String {
    guard from != nil || until != nil else { return condition.description }
    return "\(condition), \(FactRange(from: from, until: until).words("onDate"))"
  }
}
