// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What a ticket gave away to a new one.
  public struct Split: Hashable, Sendable, Codable {
    /// The new ticket.
    public var into: ID
    /// The instant from which on messages belong to the new ticket, included.
    public var messagesFrom: Instant

    /// Creates a split.
    public init(into: ID, messagesFrom: Instant) {
      self.into = into
      self.messagesFrom = messagesFrom
    }
  }

  /// Where a ticket that was split off another one begins.
  public struct SplitOrigin: Hashable, Sendable, Codable {
    /// The ticket that it was part of.
    public var source: ID
    /// The instant from which on the source's messages belong to it, included.
    public var messagesFrom: Instant
    /// These messages, in order.
    public var messages: [MessageEntry]

    /// Creates an origin.
    public init(_ source: ID, messagesFrom: Instant, messages: [MessageEntry] = []) {
      self.source = source
      self.messagesFrom = messagesFrom
      self.messages = messages
    }
  }
}
