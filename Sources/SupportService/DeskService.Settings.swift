// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportStorage

extension DeskService {
  /// How often and how long a service tries, and how much it remembers.
  public struct Settings: Hashable, Sendable {
    /// How often a command is decided anew because others changed its streams, or the store could not
    /// answer; at least 1. Each time somebody else succeeded: so many writers at once never fail.
    public var attempts: Int
    /// The first pause between two attempts, from the third attempt on; each is twice as long as the one
    /// before.
    public var firstPause: Duration
    /// The longest pause between two attempts.
    public var longestPause: Duration
    /// How many cases, accounts, members and matters are remembered between two commands, each; 0: none.
    public var rememberedCases: Int
    /// From how many events on a stream is kept as a snapshot.
    public var snapshotInterval: Int
    /// The name under which the relay remembers how far it came.
    public var follower: FollowerID
    /// How long a worker may take for all that it claimed at once before another one may claim it.
    public var lease: Duration
    /// How long something that failed is left before it is tried again.
    public var retryPause: Duration
    /// The longest time that an idle worker sleeps before it looks again.
    public var idlePause: Duration

    /// Creates settings.
    public init(
      attempts: Int = 64, firstPause: Duration = .milliseconds(1),
      longestPause: Duration = .milliseconds(50), rememberedCases: Int = 10_000,
      snapshotInterval: Int = 256, follower: FollowerID = "outbox",
      lease: Duration = .seconds(60), retryPause: Duration = .seconds(10),
      idlePause: Duration = .seconds(1)
    ) {
      self.attempts = attempts
      self.firstPause = firstPause
      self.longestPause = longestPause
      self.rememberedCases = rememberedCases
      self.snapshotInterval = snapshotInterval
      self.follower = follower
      self.lease = lease
      self.retryPause = retryPause
      self.idlePause = idlePause
    }
  }
}
