// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Why somebody may have something to get: what happened, when, in which case, and under which name
/// it is paid once.
///
/// The desk makes it from a missed promise, a host from a late delivery or a wrong bill: this room
/// knows no service levels.
///
/// ```swift
/// let cause = Cause(
///   key: breach.key, .missedPromise, of: "T-1", at: breach.at,
///   delay: try Cause.Delay(from: breach.at))
/// ```
public struct Cause: Hashable, Sendable, Codable {
  /// What kind of thing happened; rules ask for it as the fact `cause`. The set is open.
  public struct Kind: Identifier {
    /// The text of the kind.
    public let rawValue: String

    /// Creates a kind from its text.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A promise of the desk was missed.
    public static let missedPromise = Self(rawValue: "missedPromise")
    /// Something went wrong that is the company's fault.
    public static let fault = Self(rawValue: "fault")
    /// A payout came after the date by which it was promised; the account itself makes this one.
    public static let latePayment = Self(rawValue: "latePayment")
  }

  /// The name under which it is paid once (semantics C7): equal for the same thing, whoever reports
  /// it again.
  public var key: IdempotencyKey
  /// What kind of thing happened.
  public var kind: Kind
  /// The case whose awards are judged together.
  public var ticket: TicketID
  /// When it happened: the rates, caps, windows and policy version of this instant hold, not those of
  /// the claim (semantics C6).
  public var occurredAt: Instant
  /// For what goes on for a while, from when until when.
  public var delay: Delay?

  /// Creates a cause.
  public init(
    key: IdempotencyKey, _ kind: Kind, of ticket: TicketID, at occurredAt: Instant,
    delay: Delay? = nil
  ) {
    self.key = key
    self.kind = kind
    self.ticket = ticket
    self.occurredAt = occurredAt
    self.delay = delay
  }

  /// Whether it still goes on, so that an award which grows with it is an interim sum.
  public var isGoingOn: Bool { delay.map { $0.until == nil } ?? false }
}
