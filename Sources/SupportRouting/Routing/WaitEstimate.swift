// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How long somebody will wait, from how fast the queue has been served lately.
///
/// With `p` the position, and `n` pieces of work begun in the last stretch of time `s` (at most half an
/// hour, at least 8 pieces), the middle is `p · s / n`, and the bounds are the middle times
/// `1 ± 1.645 · √(1/p + 1/n)`, never below zero: nine in ten waits fall between them as long as
/// service stays a Poisson stream (the sum of two relative variances, 1/p of the wait and 1/n of
/// the rate). Where fewer than 8 were begun nothing is said.
public struct WaitEstimate: Hashable, Sendable {
  /// The lower bound.
  public var atLeast: Duration
  /// The middle.
  public var expected: Duration
  /// The upper bound.
  public var atMost: Duration

  /// Creates an estimate.
  public init(atLeast: Duration, expected: Duration, atMost: Duration) {
    self.atLeast = atLeast
    self.expected = expected
    self.atMost = atMost
  }
}
