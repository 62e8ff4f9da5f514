// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How work is offered to agents (semantics R5).
public struct OfferRules: Hashable, Sendable {
  /// How long an offer stands: more than zero. An offer is missed when its age is at least this.
  public var timeLimit: Duration
  /// Whether an offer counts as accepted at once.
  public var isAcceptedAtOnce: Bool
  /// The number of agents who are offered the same work at one moment, 1 ... 64; the first to accept
  /// has it. Where offers count as accepted at once, the best agent alone has it.
  public var atOnce: Int
  /// The number of offers missed in a row after which an agent is paused, 1 ... 1,000,000; `nil` for never.
  public var missesBeforePause: Int?
  /// How long the pause lasts, more than zero; `nil` until the agent is set available again.
  public var pause: Duration?
  /// Whether declining an offer counts as a miss.
  public var declineIsMiss: Bool
  /// How long an agent who declined or missed is in wrap-up, and offered nothing: zero or more. Without it
  /// an agent who declines is offered the next work at once.
  public var rest: Duration
  /// After how long, more than zero, an agent may be offered work again that the agent declined or missed, though
  /// others have not been tried; `nil` for not before the others were tried.
  public var retryAfter: Duration?

  /// Creates rules; by default offers stand 20 seconds, go to one agent, and three misses in a row
  /// pause until the agent comes back.
  public init(
    timeLimit: Duration = .seconds(20), isAcceptedAtOnce: Bool = false, atOnce: Int = 1,
    missesBeforePause: Int? = 3, pause: Duration? = nil, declineIsMiss: Bool = false,
    rest: Duration = .zero,
    retryAfter: Duration? = nil
  ) {
    self.timeLimit = timeLimit
    self.isAcceptedAtOnce = isAcceptedAtOnce
    self.atOnce = atOnce
    self.missesBeforePause = missesBeforePause
    self.pause = pause
    self.declineIsMiss = declineIsMiss
    self.rest = rest
    self.retryAfter = retryAfter
  }
}
