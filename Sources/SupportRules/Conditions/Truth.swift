// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The answer to a question about facts of which some may be unknown, as in Kleene's logic of three
/// values.
public enum Truth: Int, Hashable, Sendable, Comparable {
  /// It does not hold.
  case no
  /// It cannot be told: it asks about a fact that is not known.
  case unknown
  /// It holds.
  case yes

  /// Orders no before unknown before yes: "all" is the least of its parts, "any" the greatest.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// The answer to the opposite question; unknown stays unknown.
  public var negated: Self {
    switch self {
    case .no: .yes
    case .unknown: .unknown
    case .yes: .no
    }
  }
}
