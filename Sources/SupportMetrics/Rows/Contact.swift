// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// One call, chat or visit as a log tells it: when it came, what became of it, and how long each part
/// took.
///
/// It is a plain record of the past; ``ContactFault`` tells what in it cannot be true. Live work is a
/// `WorkItem` of the router.
///
/// ```swift
/// var call = Contact("c-1", arrivedAt: nine)
/// call.queuedAt = nine + 12 s
/// call.outcome = .answered
/// call.answeredAt = nine + 30 s
/// call.talk = .seconds(240)
/// ```
public struct Contact: Hashable, Sendable {
  /// What became of a contact; each has exactly one (semantics M3).
  public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// The caller left in the menu, before any queue.
    case leftInMenu
    /// It was refused: the queue was full or closed.
    case refused
    /// The caller gave up while waiting.
    case abandoned
    /// A person answered.
    case answered
    /// It was sent on to another queue or place without an answer.
    case overflowed
    /// The caller hung up to be called back.
    case calledBack
    /// It was not over when the data end.
    case open
  }

  /// Who called whom.
  public enum Direction: String, Hashable, Sendable, Codable, CaseIterable {
    /// The customer called.
    case inbound
    /// The desk called.
    case outbound
  }

  /// The name of the contact; `nil` in logs without one.
  public var id: ContactID?
  /// When it reached the number, site or door.
  public var arrivedAt: Instant
  /// When it entered the queue; `nil` where it never did.
  public var queuedAt: Instant?
  /// When a person answered; `nil` where nobody did.
  public var answeredAt: Instant?
  /// When it ended, for the caller; `nil` where it goes on or is not known.
  public var endedAt: Instant?
  /// What became of it; `nil` where the log does not tell.
  public var outcome: Outcome?
  /// Whether the log itself says that it was no contact: a virtual or a test call.
  public var isPhantom = false
  /// Who called whom.
  public var direction: Direction = .inbound
  /// How long caller and agent talked, holds not counted; `nil` where it is not known.
  public var talk: Duration?
  /// How long the caller was on hold after the answer; `nil` where it is not known.
  public var hold: Duration?
  /// How long the agent worked on it after the talk; `nil` where it is not known.
  public var wrapUp: Duration?
  /// How often it was transferred after the answer; `nil` where it is not known.
  public var transfers: Int?
  /// Whether the matter was settled in this contact, by the agent's or the customer's word.
  public var isResolved: Bool?
  /// The channel, such as `voice`.
  public var channel: String?
  /// What it is about.
  public var type: String?
  /// How urgent it is.
  public var priority: String?
  /// The queue.
  public var queue: String?
  /// Who answered.
  public var agent: AgentID?
  /// Who called.
  public var customer: CustomerID?

  /// Creates a contact of which only the beginning is known.
  public init(_ id: ContactID? = nil, arrivedAt: Instant) {
    self.id = id
    self.arrivedAt = arrivedAt
  }

  /// How long it waited in the queue: until it was answered, ended, or the data end. `nil` where it
  /// never was in one, where nothing tells when it left it, and where it was answered and the log does
  /// not tell when.
  ///
  /// - Parameter end: When the data end; `nil` where an open contact has no waiting time yet.
  /// - Returns: The wait, negative where the times of the log are out of order.
  public func wait(until end: Instant? = nil) -> Duration? {
    waitMilliseconds(until: end).map { .milliseconds($0) }
  }

  /// The wait in milliseconds, negative where the log's times are out of order.
  func waitMilliseconds(until end: Instant?) -> Int64? {
    guard let queuedAt, let left = leftAt(until: end) else { return nil }
    return queuedAt.milliseconds(to: left)
  }

  /// When it no longer waited: answered, ended without an answer, or when the data end.
  func leftAt(until end: Instant?) -> Instant? {
    if let answeredAt { return answeredAt }
    switch outcome {
    case .answered: return nil
    case .open: return endedAt ?? end
    default: return endedAt
    }
  }
}
