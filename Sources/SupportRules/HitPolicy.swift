// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How a table chooses among rules that match.
public enum HitPolicy: String, Hashable, Sendable, Codable, CaseIterable {
  /// The first rule in order that matches decides.
  case first
}
