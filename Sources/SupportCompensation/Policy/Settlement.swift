// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What becomes of the sums of a case's causes: ordered steps as data, after the formula of each.
///
/// The order is the policy's: a cap before a rounding and after it are not the same.
///
/// ```swift
/// Settlement([.stack(Stacking(.highest, adding: ["overtime"])), .cap("case"), .cap("year"),
///             .round(RoundingRule(.halfEven))])
/// ```
public struct Settlement: Hashable, Sendable {
  /// One step.
  public enum Step: Hashable, Sendable {
    /// Makes one sum of those of all causes of the case; the first step, and only there.
    case stack(Stacking)
    /// Cuts the sum to what a cap leaves.
    case cap(RuleID)
    /// Drops a sum that is lower than this.
    case minimum(Money)
    /// Rounds the sum; where that would pass a cap, to the largest step below it.
    case round(RoundingRule)
  }

  /// The steps, in order.
  public var steps: [Step]

  /// Creates a settlement; the policy checks it.
  public init(_ steps: [Step]) {
    self.steps = steps
  }
}

/// How the sums of several causes of one case become one.
public struct Stacking: Hashable, Sendable {
  /// How causes become one sum.
  public enum Mode: Hashable, Sendable {
    /// The highest wins.
    case highest
    /// They are added up.
    case sum
    /// They are added up, to this sum at most.
    case sumUpTo(Money)
  }

  /// How compensations become one.
  public var mode: Mode
  /// The groups of causes that are added on top, whichever wins among the others.
  public var adding: Set<String>
  /// How refunds become one: the highest, as for one price that is paid back once, or their sum.
  public var refunds: Refunds

  /// How refunds of one case become one.
  public enum Refunds: String, Hashable, Sendable, Codable, CaseIterable {
    /// The highest: several causes speak of one price.
    case highest
    /// Their sum: each cause speaks of a price of its own.
    case sum
  }

  /// Creates a way to stack.
  public init(_ mode: Mode, adding: Set<String> = [], refunds: Refunds = .highest) {
    self.mode = mode
    self.adding = adding
    self.refunds = refunds
  }
}
