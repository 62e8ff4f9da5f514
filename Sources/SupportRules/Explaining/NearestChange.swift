// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The nearest change that would make a rule match: the fewest facts, then those that stand first in
/// the schema, then the smallest steps (semantics P5).
public struct NearestChange: Hashable, Sendable {
  /// The facts to change, in the order of the schema, the date last; the rule then matches.
  public var changes: [FactChange]
  /// Whether the rule would then decide, alone or among those that do.
  public var wouldDecide: Bool
}
