// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
public import SupportTickets

/// Why a desk refused a command, and nothing happened; or why it left undone what its rules wanted, while the
/// command holds, see ``DeskDecision/notDone``.
public enum DeskRejection: Error, Hashable, Sendable {
  /// The ticket does not allow it.
  case ticket(Ticket.Rejection)
  /// The compensation account does not allow it.
  case compensation(CompensationAccount.Rejection)
  /// The membership does not allow it.
  case membership(MemberAccount.Rejection)
  /// The dispute does not allow it.
  case dispute(Dispute.Rejection)
  /// The book has no section that says anything of it, such as `compensation`.
  case noSection(String)
  /// The case comes without the account that the command is about: load it with the case.
  case accountNotLoaded(String)
  /// No account of the customer is loaded, so that what was missed is not judged: load it with the case
  /// and look again. A decision goes on without it; see ``DeskDecision/notDone``.
  case missedNotJudged(CustomerID)
  /// The cause of a claim names another ticket.
  case anotherTicket(TicketID)
  /// The opening is of one customer and the case, with its compensation account, of another one.
  case anotherCustomer(CustomerID, caseOf: CustomerID)
  /// A fact is none that the book declares, or cannot have the value.
  case fact(name: String, reason: String)
  /// Nothing was opened yet.
  case notOpened
}

extension DeskRejection: CustomStringConvertible {
  /// One line that says why.
  public var description: String {
    switch self {
    case .ticket(let rejection): "\(rejection)"
    case .compensation(let rejection): "\(rejection)"
    case .membership(let rejection): "\(rejection)"
    case .dispute(let rejection): "\(rejection)"
    case .noSection(let name): "the book has no section \(name)"
    case .accountNotLoaded(let name): "the case comes without its \(name)"
    case .missedNotJudged(let customer):
      "no account of \(customer) is loaded: what was missed is not judged"
    case .anotherTicket(let id): "the cause belongs to \(id)"
    case .anotherCustomer(let customer, let owner):
      "the opening is of \(customer), the case of \(owner)"
    case .fact(let name, let reason): "\(name): \(reason)"
    case .notOpened: "the ticket was not opened yet"
    }
  }
}
