// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a worker did with the deadlines that it claimed.
public struct WorkReport: Hashable, Sendable {
  /// Intents that were carried out.
  public var performed = 0
  /// Cases that were looked at.
  public var ticks = 0
  /// What failed and is tried again later.
  public var failed = 0
  /// What was done although its lease had ended, or while it was changed: somebody else does it, too.
  public var lost = 0

  /// How many deadlines there were.
  public var claimed: Int { performed + ticks + failed }

  /// Creates a report of nothing.
  public init() {}
}
