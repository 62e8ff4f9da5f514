// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
public import SupportSLA
public import SupportTickets

/// All that a desk holds of a customer, as data that anybody can render: the answer to a customer who asks
/// what is held.
///
/// Every event of the customer's tickets, accounts and disputes is in it, as the customer may see it: what
/// is personal is shown, and only the desk's own reasons are left out. Beside the events stands what
/// follows from them at ``asOf``. Equal records give equal files, whatever the order in which tickets were
/// added. Texts, recordings and documents stay with the host; the file has their names and places.
public struct CustomerFile: Hashable, Sendable, Codable {
  /// Whose it is.
  public let customer: CustomerID
  /// The instant of which it tells.
  public let asOf: Instant
  /// The tickets, by their opening, and of one instant by their names.
  public let matters: [Matter]
  /// What was paid for what went wrong; `nil` where nothing was recorded.
  public let compensation: Compensation?
  /// The membership; `nil` where nothing was recorded.
  public let membership: Membership?
  /// The disputes, by their beginning, and of one instant by their names.
  public let disputes: [DisputeRecord]

  /// Why no file is made: nothing is told to a customer that is another's, and nothing is left out.
  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// The opening of the ticket names another customer: add the customer's own tickets only.
    case ticketOfAnother(TicketID)
    /// The dispute is another customer's: add the customer's own disputes only.
    case disputeOfAnother(DisputeID)
    /// A membership was recorded, and nobody says under which name: set ``CustomerRecords/member``.
    case memberUnnamed

    /// One line that says why.
    public var description: String {
      switch self {
      case .ticketOfAnother(let ticket): "\(ticket) is another customer's"
      case .disputeOfAnother(let dispute): "\(dispute) is another customer's"
      case .memberUnnamed: "the records hold a membership without the name of the member"
      }
    }
  }

  /// What is held of one ticket.
  public struct Matter: Hashable, Sendable, Codable {
    /// The ticket.
    public var ticket: TicketID
    /// When it was opened; `nil` where that is not recorded.
    public var openedAt: Instant?
    /// Where it stands; `nil` where that is not recorded.
    public var status: Ticket.Status?
    /// The fields that have a value, by name, personal ones marked.
    public var fields: [Ticket.CustomField]
    /// The conversations, in order.
    public var contacts: [Contact]
    /// When who said something, in order; of merged tickets too.
    public var messages: [Ticket.MessageEntry]
    /// To whom the customer allows something to be told, in the order of the consents.
    public var consents: [String]
    /// From when on each part may be erased.
    public var retention: [Retention]
    /// What people decided about its clocks, in order, without their reasons.
    public var adjustments: [SLAAdjustment]
    /// Every event, in order.
    public var record: TicketExport
  }

  /// What is held of a conversation.
  public struct Contact: Hashable, Sendable, Codable {
    /// Its name.
    public var id: ContactID
    /// The way it ran over.
    public var channel: Ticket.Channel
    /// The customer's number or address.
    public var address: String?
    /// Where its recording lies.
    public var recording: String?
    /// The name of the written record.
    public var record: String?
    /// The code of the receipt.
    public var receipt: String?
    /// When it began.
    public var startedAt: Instant
    /// When it ended; `nil` while it goes on.
    public var endedAt: Instant?
    /// The customer's rating, 1 ... 5.
    public var stars: Int?
  }

  /// How long a part of a ticket's file is kept.
  public struct Retention: Hashable, Sendable, Codable {
    /// The part.
    public var part: Ticket.ErasureScope
    /// From when on it may be erased; `nil` while no date can be told.
    public var erasableFrom: Instant?
    /// The rules that say so; empty where the policy has none.
    public var rules: [RuleID]
    /// The orders that forbid it.
    public var orders: [String]

    /// Creates it.
    public init(
      part: Ticket.ErasureScope, erasableFrom: Instant?, rules: [RuleID], orders: [String]
    ) {
      self.part = part
      self.erasableFrom = erasableFrom
      self.rules = rules
      self.orders = orders
    }
  }

  /// What was paid for what went wrong.
  public struct Compensation: Hashable, Sendable, Codable {
    /// What each cause gave, in the order in which they were claimed.
    public var awards: [Award]
    /// What was or is to be paid, in order.
    public var payouts: [Payout]
    /// Every event, in order, without the desk's reasons.
    public var events: [CompensationAccount.Event]
  }

  /// What a cause gave.
  public struct Award: Hashable, Sendable, Codable {
    /// The key of the cause.
    public var cause: IdempotencyKey
    /// The ticket that it is about.
    public var ticket: TicketID
    /// Where it stands.
    public var state: CauseRecord.State
    /// The rule that decided; `nil` where none did yet.
    public var rule: RuleID?
    /// What is given back.
    public var refund: Money
    /// What is paid on top.
    public var compensation: Money
    /// What arbitration gave besides.
    public var arbitrated: Money
  }

  /// A membership.
  public struct Membership: Hashable, Sendable, Codable {
    /// The member.
    public var member: MemberID
    /// When it began; `nil` where that is not recorded.
    public var enrolledAt: Instant?
    /// The tier; `nil` where there is none.
    public var tier: TierID?
    /// The points; `nil` where the book has no programme.
    public var points: Points?
    /// Every event, in order, without the desk's reasons.
    public var events: [MemberAccount.Event]
  }

  /// Points.
  public struct Points: Hashable, Sendable, Codable {
    /// What can be spent.
    public var available: Int64
    /// What cannot be spent yet.
    public var pending: Int64
    /// What was taken back after it had been spent.
    public var owed: Int64
    /// What expired unspent.
    public var expired: Int64
    /// When the next points expire; `nil` where none do.
    public var nextExpiry: Instant?
    /// What feedback, suggestions and trials brought.
    public var contribution: Int64
  }

  /// What is held of a dispute.
  public struct DisputeRecord: Hashable, Sendable, Codable {
    /// The dispute.
    public var id: DisputeID
    /// Every event, in order, as the customer may see it.
    public var events: [Dispute.Event]
  }
}
