// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A relation to another ticket.
  public struct Link: Hashable, Sendable, Codable {
    /// What the other ticket is to this one.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
      /// The other one is the larger matter.
      case parent
      /// The other one is a part of this matter.
      case child
      /// This one asks for the same as the other one.
      case duplicateOf
      /// The other one asks for the same as this one.
      case duplicate
      /// The other one is the cause of this incident.
      case problem
      /// The other one is an incident that this problem caused.
      case incident
      /// This complaint was made because the other matter was late or badly settled.
      case repeats
      /// The other one was made because this matter was late or badly settled.
      case repeatedBy
      /// They have to do with one another.
      case related

      /// What this ticket is to the other one.
      public var reversed: Self {
        switch self {
        case .parent: .child
        case .child: .parent
        case .duplicateOf: .duplicate
        case .duplicate: .duplicateOf
        case .problem: .incident
        case .incident: .problem
        case .repeats: .repeatedBy
        case .repeatedBy: .repeats
        case .related: .related
        }
      }
    }

    /// What the other ticket is to this one.
    public var kind: Kind
    /// The other ticket.
    public var ticket: ID

    /// Creates a link.
    public init(_ kind: Kind, _ ticket: ID) {
      self.kind = kind
      self.ticket = ticket
    }
  }

  /// What a merged ticket leaves to its survivor.
  public struct Absorption: Hashable, Sendable, Codable {
    /// The ticket that was merged into this one.
    public var source: ID
    /// Tickets that had been merged into the source before, in order.
    public var earlier: [ID]
    /// When the source was opened.
    public var openedAt: Instant
    /// When an agent first was assigned to the source.
    public var firstAssignedAt: Instant?
    /// When a person first answered the source in public.
    public var firstRepliedAt: Instant?
    /// The messages of the source, in order; they belong to the survivor from now on.
    public var messages: [MessageEntry]

    /// Creates an absorption.
    public init(
      of source: ID, earlier: [ID] = [], openedAt: Instant, firstAssignedAt: Instant? = nil,
      firstRepliedAt: Instant? = nil, messages: [MessageEntry] = []
    ) {
      self.source = source
      self.earlier = earlier
      self.openedAt = openedAt
      self.firstAssignedAt = firstAssignedAt
      self.firstRepliedAt = firstRepliedAt
      self.messages = messages
    }
  }

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

  /// A message as a ticket remembers it.
  public struct MessageEntry: Hashable, Sendable, Codable {
    /// When it was said.
    public var at: Instant
    /// What it counts as.
    public var kind: Message.Kind
    /// Its name, where the host gave it one.
    public var id: MessageID?

    /// Creates an entry.
    public init(_ kind: Message.Kind, at: Instant, id: MessageID? = nil) {
      self.at = at
      self.kind = kind
      self.id = id
    }
  }
}
