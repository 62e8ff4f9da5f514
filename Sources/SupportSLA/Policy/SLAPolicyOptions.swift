// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a policy decides beside its rules.
public struct SLAPolicyOptions: Hashable, Sendable {
  /// How a policy chooses among rules that match.
  public enum Choice: String, Hashable, Sendable, Codable, CaseIterable {
    /// The first rule that matches gives all targets.
    case first
    /// Of all rules that match, each metric takes the target that falls due first, counted from the
    /// opening; ties follow the order of the rules.
    case strictest
  }

  /// What a reopening does to a clock that the solution stopped (semantics S5).
  public enum Reopening: String, Hashable, Sendable, Codable, CaseIterable {
    /// It goes on, without the time in between.
    case `continue`
    /// A new cycle begins with the whole time.
    case restart
    /// What was fulfilled stays so and is not measured again.
    case ignore
  }

  /// Whether a ticket that was split off takes over the starts of the clocks (semantics S9).
  public enum Splitting: String, Hashable, Sendable, Codable, CaseIterable {
    /// Its clocks count from where the other ticket's did.
    case inherit
    /// Its clocks count from its own opening.
    case fresh
  }

  /// From when a target counts that comes into force after the opening (semantics S6).
  public enum Counting: String, Hashable, Sendable, Codable, CaseIterable {
    /// From where its cycle began, such as the opening, with the pauses since.
    case start
    /// From the instant at which its rule began to match.
    case match
  }

  /// How it chooses among rules that match.
  public var choose: Choice
  /// What a reopening does.
  public var onReopen: Reopening
  /// What a split ticket takes over.
  public var onSplit: Splitting
  /// From when a target counts that comes late.
  public var countFrom: Counting

  /// Creates options; those left out are what the semantics give as the default.
  public init(
    choose: Choice = .first, onReopen: Reopening = .continue, onSplit: Splitting = .inherit,
    countFrom: Counting = .start
  ) {
    self.choose = choose
    self.onReopen = onReopen
    self.onSplit = onSplit
    self.countFrom = countFrom
  }
}
