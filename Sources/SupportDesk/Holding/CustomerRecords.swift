// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
public import SupportSLA
public import SupportTickets

/// What a store holds of a customer, gathered to be told whole: ``Desk/information(heldIn:at:)``.
///
/// ```swift
/// var records = CustomerRecords(of: "c-7", member: "m-7")
/// for (ticket, events) in streams { records.add(events, of: ticket) }
/// records.add(account: accountEvents)
/// let file = try desk.information(heldIn: records, at: now)
/// ```
public struct CustomerRecords: Hashable, Sendable {
  /// What was recorded of a ticket.
  public struct Matter: Hashable, Sendable {
    /// The ticket.
    public var ticket: TicketID
    /// What happened to it, in order.
    public var events: [Ticket.Event] = []
    /// What people decided about its clocks, in order.
    public var adjustments: [SLAAdjustment] = []
  }

  /// What was recorded of a dispute.
  public struct DisputeStream: Hashable, Sendable {
    /// The dispute.
    public var id: DisputeID
    /// What happened to it, in order.
    public var events: [Dispute.Event] = []
  }

  /// Whose it is.
  public var customer: CustomerID
  /// Under which name the customer is a member; `nil` where the customer is none.
  public var member: MemberID?
  /// The tickets, in the order in which they were added.
  public private(set) var matters: [Matter] = []
  /// What happened to the compensation account, in order.
  public private(set) var compensation: [CompensationAccount.Event] = []
  /// What happened to the membership, in order.
  public private(set) var membership: [MemberAccount.Event] = []
  /// The disputes, in the order in which they were added.
  public private(set) var disputes: [DisputeStream] = []

  /// Creates records that hold nothing yet.
  public init(of customer: CustomerID, member: MemberID? = nil) {
    self.customer = customer
    self.member = member
  }

  /// Adds what was recorded of a ticket, in order: as the stream of the ticket holds it, or as the desk's
  /// decisions told it, with what they wrote to the customer's accounts and to disputes. Add each stream
  /// once. What a desk keeps to tell nothing twice says nothing of the customer, and is left out.
  public mutating func add(_ events: some Sequence<DeskEvent>, of ticket: TicketID) {
    var place: Int?
    for event in events {
      switch event {
      case .ticket(let event):
        let matter = self.place(of: ticket, &place)
        matters[matter].events.append(event)
      case .clock(let adjustment):
        let matter = self.place(of: ticket, &place)
        matters[matter].adjustments.append(adjustment)
      case .told: continue
      case .compensation, .membership, .dispute: add(account: CollectionOfOne(event))
      }
    }
  }

  /// Adds what was recorded of the customer's accounts and of disputes, in order; events of tickets need
  /// their ticket and are left out, see ``add(_:of:)``.
  public mutating func add(account events: some Sequence<DeskEvent>) {
    for event in events {
      switch event {
      case .compensation(let event): compensation.append(event)
      case .membership(let event): membership.append(event)
      case .dispute(let id, let event):
        if let place = disputes.firstIndex(where: { $0.id == id }) {
          disputes[place].events.append(event)
        } else {
          disputes.append(DisputeStream(id: id, events: [event]))
        }
      case .ticket, .clock, .told: continue
      }
    }
  }

  private mutating func place(of ticket: TicketID, _ known: inout Int?) -> Int {
    if let known { return known }
    let place = matters.firstIndex { $0.ticket == ticket } ?? matters.endIndex
    if place == matters.endIndex { matters.append(Matter(ticket: ticket)) }
    known = place
    return place
  }
}
