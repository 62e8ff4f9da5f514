// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Rows that a figure does not count, by reason (semantics M2): what is left out is told, not hidden.
public struct MetricLeftOut: Hashable, Sendable, Codable {
  /// Rows that the definition does not speak of, such as abandoned calls in a share of answered ones.
  public var apart: Int
  /// Rows of which a fact that is needed is not known.
  public var unknown: Int
  /// Rows whose time was not over when the data end.
  public var censored: Int

  /// Creates counts.
  public init(apart: Int = 0, unknown: Int = 0, censored: Int = 0) {
    self.apart = apart
    self.unknown = unknown
    self.censored = censored
  }

  /// All rows left out.
  public var total: Int { .saturatingSum(.saturatingSum(apart, unknown), censored) }

  /// Adds the counts of another part; any order gives the same.
  public mutating func merge(_ other: Self) {
    apart.add(saturating: other.apart)
    unknown.add(saturating: other.unknown)
    censored.add(saturating: other.censored)
  }
}
