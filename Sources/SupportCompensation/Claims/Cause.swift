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
public struct Cause: Sendable {
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

  /// What it says: claims, events and accounts hold a cause, and each holds one reference.
  private(set) var storage: Storage

  /// The name under which it is paid once (semantics C7): equal for the same thing, whoever reports
  /// it again.
  public var key: IdempotencyKey {
    get { storage.key }
    set { self = Self(key: newValue, kind, of: ticket, at: occurredAt, delay: delay) }
  }

  /// What kind of thing happened.
  public var kind: Kind {
    get { storage.kind }
    set { self = Self(key: key, newValue, of: ticket, at: occurredAt, delay: delay) }
  }

  /// The case whose awards are judged together.
  public var ticket: TicketID {
    get { storage.ticket }
    set { self = Self(key: key, kind, of: newValue, at: occurredAt, delay: delay) }
  }

  /// When it happened: the rates, caps, windows and policy version of this instant hold, not those of
  /// the claim (semantics C6).
  public var occurredAt: Instant {
    get { storage.occurredAt }
    set { self = Self(key: key, kind, of: ticket, at: newValue, delay: delay) }
  }

  /// For what goes on for a while, from when until when.
  public var delay: Delay? {
    get { storage.delay }
    set { self = Self(key: key, kind, of: ticket, at: occurredAt, delay: newValue) }
  }

  /// Creates a cause.
  public init(
    key: IdempotencyKey, _ kind: Kind, of ticket: TicketID, at occurredAt: Instant,
    delay: Delay? = nil
  ) {
    storage = Storage(key, kind, ticket, occurredAt, delay)
  }

  /// Whether it still goes on, so that an award which grows with it is an interim sum.
  public var isGoingOn: Bool { storage.delay.map { $0.until == nil } ?? false }

  final class Storage: Sendable {
    let key: IdempotencyKey
    let kind: Kind
    let ticket: TicketID
    let occurredAt: Instant
    let delay: Delay?
    /// What a ``PlaceIndex`` looks for: accounts look for one cause several times.
    let keySum: UInt64
    let ticketSum: UInt64

    init(
      _ key: IdempotencyKey, _ kind: Kind, _ ticket: TicketID, _ occurredAt: Instant,
      _ delay: Delay?
    ) {
      self.key = key
      self.kind = kind
      self.ticket = ticket
      self.occurredAt = occurredAt
      self.delay = delay
      keySum = PlaceIndex.sum(of: key.rawValue)
      ticketSum = PlaceIndex.sum(of: ticket.rawValue)
    }
  }
}

extension Cause: Hashable {
  /// Tells whether the same happened, under the same name.
  public static func == (left: Self, right: Self) -> Bool {
    left.storage === right.storage
      || (left.key == right.key && left.kind == right.kind && left.ticket == right.ticket
        && left.occurredAt == right.occurredAt && left.delay == right.delay)
  }

  /// Hashes what happened.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(key)
    hasher.combine(ticket)
    hasher.combine(occurredAt)
  }
}

extension Cause: Codable {
  private enum CodingKeys: String, CodingKey {
    case key, kind, ticket, occurredAt, delay
  }

  /// Decodes all that it holds; `delay` may be left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      key: try values.decode(IdempotencyKey.self, forKey: .key),
      try values.decode(Kind.self, forKey: .kind),
      of: try values.decode(TicketID.self, forKey: .ticket),
      at: try values.decode(Instant.self, forKey: .occurredAt),
      delay: try values.decodeIfPresent(Delay.self, forKey: .delay))
  }

  /// Encodes all that it holds.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(key, forKey: .key)
    try values.encode(kind, forKey: .kind)
    try values.encode(ticket, forKey: .ticket)
    try values.encode(occurredAt, forKey: .occurredAt)
    try values.encodeIfPresent(delay, forKey: .delay)
  }
}
