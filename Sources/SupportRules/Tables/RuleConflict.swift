// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Why rules that match give no outcome together.
public struct RuleConflict: Error, Hashable, Sendable, CustomStringConvertible {
  /// What stands in the way.
  public enum Reason: String, Error, Hashable, Sendable, Codable {
    /// Two rules match where at most one may: let the analysis show where they overlap.
    case severalMatched
    /// Rules match that do not agree: let the analysis show where they overlap.
    case outcomesDiffer
    /// The sum does not fit its type: no sum is given rather than a wrong one.
    case overflow
    /// Outcomes of different kinds or currencies cannot be added or compared: mend the rules.
    case differentKinds
  }

  /// What stands in the way.
  public var reason: Reason
  /// The rules that match, in order.
  public var rules: [RuleID]

  /// Creates a conflict.
  public init(_ reason: Reason, rules: [RuleID]) {
    self.reason = reason
    self.rules = rules
  }

  /// One line naming the rules.
  public var description: String {
    let names = rules.map(\.rawValue).joined(separator: ", ")
    return switch reason {
    case .severalMatched: "\(names) all match where at most one may"
    case .outcomesDiffer: "\(names) match with different outcomes"
    case .overflow: "the sum of \(names) is too large"
    case .differentKinds: "the outcomes of \(names) are of different kinds"
    }
  }
}
