// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
public import SupportRules
public import SupportSLA
public import SupportTickets

/// What can be asked of a desk.
public enum DeskCommand: Hashable, Sendable {
  /// Something with the ticket.
  case ticket(Ticket.Command)
  /// Somebody decides about the ticket's clocks: a waiver, an extension.
  case adjust(SLAAdjustment.Kind)
  /// Something went wrong that the company may have to pay for. The cause belongs to the case; what
  /// rules ask about is read off the ticket, the membership and these facts, which come first.
  case claim(Cause, facts: [DeskFact])
  /// Something else with the customer's compensation account: an approval, a payout, a reversal.
  case compensation(CompensationAccount.Command)
  /// Something with the membership.
  case membership(MemberAccount.Command)
  /// Something with a dispute about the matter.
  case dispute(DisputeID, Dispute.Command)
}

/// A fact that the host gives along with a command.
public struct DeskFact: Hashable, Sendable {
  /// The name of the fact.
  public var name: String
  /// Its value.
  public var value: FactValue

  /// Creates a fact.
  public init(_ name: String, _ value: FactValue) {
    self.name = name
    self.value = value
  }
}

extension DeskCommand {
  /// Opens a matter.
  public static func open(_ opening: Ticket.Opening) -> Self { .ticket(.open(opening)) }

  /// Opens a complaint of a customer: the kind is `complaint`.
  ///
  /// - Parameters:
  ///   - customer: Who complains.
  ///   - channel: The way it came.
  ///   - category: The desk's own category.
  ///   - subject: One line on what it is about; personal.
  ///   - fields: What else is known, such as the order or the sum that was paid.
  /// - Returns: The command that opens it.
  public static func complain(
    _ customer: CustomerID, over channel: Ticket.Channel? = nil, category: String? = nil,
    subject: String? = nil, fields: [Ticket.CustomField] = []
  ) -> Self {
    .open(
      Ticket.Opening(
        channel: channel, customer: customer,
        classification: .init(kind: .complaint, category: category), subject: subject,
        fields: fields))
  }

  /// Opens an inquiry of a customer: the kind is `inquiry`.
  public static func inquire(
    _ customer: CustomerID, over channel: Ticket.Channel? = nil, category: String? = nil,
    subject: String? = nil, fields: [Ticket.CustomField] = []
  ) -> Self {
    .open(
      Ticket.Opening(
        channel: channel, customer: customer,
        classification: .init(kind: .inquiry, category: category), subject: subject,
        fields: fields))
  }
}
