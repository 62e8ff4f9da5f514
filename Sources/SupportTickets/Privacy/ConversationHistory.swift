// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The last conversations of a customer, over all tickets.
public struct ConversationHistory: Hashable, Sendable {
  /// One conversation.
  public struct Conversation: Hashable, Sendable {
    /// The ticket that it was about.
    public var ticket: TicketID
    /// Its name.
    public var contact: ContactID
    /// The way it ran over.
    public var channel: Ticket.Channel
    /// When it began.
    public var startedAt: Instant
  }

  /// How many are kept, not below 0.
  public let limit: Int
  /// The conversations kept, the latest first; of one instant, the one noted later first.
  public private(set) var conversations: [Conversation] = []

  /// Creates a history of no conversations.
  public init(limit: Int) {
    self.limit = max(limit, 0)
  }

  /// Creates a history of no conversations that keeps as many as a policy says; `nil` where the policy
  /// says nothing of it.
  public init?(under policy: TicketPolicy) {
    guard let limit = policy.conversations else { return nil }
    self.init(limit: limit.most)
  }

  /// Notes an event of one of the customer's tickets; only the beginning of a contact counts.
  ///
  /// - Complexity: O(limit).
  public mutating func note(_ event: Ticket.Event, of ticket: TicketID) {
    guard case .contactStarted(let contact) = event.change else { return }
    let known = conversations.contains { $0.ticket == ticket && $0.contact == contact.id }
    if known { return }
    let new = Conversation(
      ticket: ticket, contact: contact.id, channel: contact.channel, startedAt: event.occurredAt)
    let position = conversations.firstIndex { $0.startedAt <= new.startedAt }
    conversations.insert(new, at: position ?? conversations.endIndex)
    if conversations.count > limit { conversations.removeLast() }
  }
}
