// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Names a ticket; `SupportTickets` calls it `Ticket.ID`.
public struct TicketID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names one contact (a call, a chat, a mail thread) of a ticket.
public struct ContactID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Names a message of a contact.
public struct MessageID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}
