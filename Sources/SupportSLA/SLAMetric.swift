// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a service level measures.
public enum SLAMetric: String, Hashable, Sendable, Codable, CaseIterable {
  /// From opening to the first public answer by a person; automatic answers do not count, a
  /// holding reply does.
  case firstReply
  /// From opening to the first assignment to an agent.
  case ownership
  /// From opening until the ticket is solved or closed; goes on at a reopening, without the time
  /// in between.
  case resolution

  /// All metrics in a stated order, made once.
  static let inOrder = allCases
}
