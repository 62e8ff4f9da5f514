// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Descriptions land in logs: none shows what says something about a person, and none shows a
/// reason.
extension Ticket: CustomStringConvertible, CustomReflectable {
  /// `T-1: open, 4 events`.
  public var description: String {
    "\(id): \(status?.rawValue ?? "not opened"), \(eventCount) events"
  }

  /// Nothing but the description, so that dumping a ticket shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["ticket": description]) }
}

extension Ticket.Event: CustomStringConvertible, CustomReflectable {
  /// `2025-06-02T09:00:00Z agent li: prioritised`.
  public var description: String { "\(occurredAt) \(by): \(change.type.rawValue)" }

  /// Nothing but the description, so that dumping an event shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["event": description]) }
}

extension Ticket.Opening: CustomStringConvertible, CustomReflectable {
  /// `opening by email, incident, 2 fields`.
  public var description: String {
    let way = channel.map { " by \($0.rawValue)" } ?? ""
    let kind = classification.kind.map { ", \($0.rawValue)" } ?? ""
    return "opening\(way)\(kind), \(fields.count) fields"
  }

  /// Nothing but the description, so that dumping an opening shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["opening": description]) }
}

extension Ticket.CustomField: CustomStringConvertible, CustomReflectable {
  /// `product = "atlas"`, and `reach = •••` where it is personal.
  public var description: String {
    guard let value else { return "\(name) without a value" }
    return "\(name) = \(isPersonal ? Mask.sign : value.description)"
  }

  /// Nothing but the description, so that dumping a field shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["field": description]) }
}

extension Ticket.Contact: CustomStringConvertible, CustomReflectable {
  /// `contact k-1 by phone`.
  public var description: String { "contact \(id) by \(channel.rawValue)" }

  /// Nothing but the description, so that dumping a contact shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["contact": description]) }
}

extension Ticket.ContactState: CustomStringConvertible, CustomReflectable {
  /// `contact k-1 by phone since 2025-06-02T09:00:00Z`.
  public var description: String { "\(contact) since \(startedAt)" }

  /// Nothing but the description, so that dumping a contact shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["contact": description]) }
}

extension Ticket.Recording: CustomStringConvertible, CustomReflectable {
  /// `recording, encrypted`, or `recording, in the clear`.
  public var description: String {
    "recording, \((key ?? "").isEmpty ? "in the clear" : "encrypted")"
  }

  /// Nothing but the description, so that dumping a recording shows neither place nor key.
  public var customMirror: Mirror { Mirror(self, children: ["recording": description]) }
}

extension Ticket.Attachment: CustomStringConvertible, CustomReflectable {
  /// `image/png of 1000 bytes`.
  public var description: String { "\(mediaType) of \(bytes) bytes" }

  /// Nothing but the description, so that dumping an attachment shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["attachment": description]) }
}

extension Ticket.Receipt: CustomStringConvertible, CustomReflectable {
  /// `receipt of k-1`.
  public var description: String { "receipt of \(contact)" }

  /// Nothing but the description, so that dumping a receipt shows no code.
  public var customMirror: Mirror { Mirror(self, children: ["receipt": description]) }
}

extension Ticket.Document: CustomStringConvertible, CustomReflectable {
  /// `document voucher`.
  public var description: String { "document \(kind)" }

  /// Nothing but the description, so that dumping a document shows no reference.
  public var customMirror: Mirror { Mirror(self, children: ["document": description]) }
}

extension Ticket.Attribution: CustomStringConvertible, CustomReflectable {
  /// `agent li`.
  public var description: String { by.description }

  /// Nothing but the description, so that no reason is dumped.
  public var customMirror: Mirror { Mirror(self, children: ["by": description]) }
}

extension Ticket.Access: CustomStringConvertible, CustomReflectable {
  /// `agent li at 2025-06-02T09:00:00Z`.
  public var description: String { "\(by) at \(at)" }

  /// Nothing but the description, so that no purpose is dumped.
  public var customMirror: Mirror { Mirror(self, children: ["access": description]) }
}

extension Ticket.Command: CustomStringConvertible, CustomReflectable {
  /// The kind of the command: `classify`.
  public var description: String { kind.rawValue }

  /// Nothing but the description, so that dumping a command shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["command": description]) }
}

extension TicketProgress: CustomStringConvertible, CustomReflectable {
  /// `T-1: open`.
  public var description: String { "\(ticket): \(status.rawValue)" }

  /// Nothing but the description, so that dumping a progress shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["progress": description]) }
}

extension DuplicateKey: CustomStringConvertible, CustomReflectable {
  /// `matter of c-1`.
  public var description: String { "matter of \(customer)" }

  /// Nothing but the description, so that dumping a key shows no values.
  public var customMirror: Mirror { Mirror(self, children: ["key": description]) }
}
