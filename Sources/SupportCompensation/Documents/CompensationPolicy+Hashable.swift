// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Policies are equal that say the same, whatever they were made from.
extension CompensationPolicy: Hashable {
  /// Tells whether two policies say the same.
  public static func == (left: Self, right: Self) -> Bool {
    left.core === right.core || left.core.draft == right.core.draft
  }

  /// Hashes all that makes the policy.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(core.draft)
  }
}
