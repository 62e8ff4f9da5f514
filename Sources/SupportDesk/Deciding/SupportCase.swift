// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportMembership
public import SupportSLA
public import SupportTickets

/// All that a desk has to know of a matter: the ticket, its clocks, the customer's accounts, its
/// disputes.
///
/// A case is made by folding events, never by hand: `desk.opened("T-1")` is one to which nothing has
/// happened, and ``apply(_:)`` folds what was recorded. A host keeps it in memory or makes it anew
/// from its store. The customer's accounts belong to the customer, not to the case: load them with
/// the case, and write what a decision changes of them to their own streams.
public struct SupportCase: Sendable {
  /// The ticket.
  public internal(set) var ticket: Ticket
  /// Its clocks.
  public internal(set) var timeline: SLATimeline?
  /// What the customer has got for what went wrong; `nil` where nothing is paid or nobody is known.
  public var account: CompensationAccount?
  /// The customer's membership; `nil` where there is none.
  public var member: MemberAccount?
  /// The disputes about the matter, in the order in which they began.
  public internal(set) var disputes: [Dispute] = []
  /// Up to when reminders, breaches and escalations were told.
  public internal(set) var toldThrough: Instant = .min
  /// The keys of what was told: each thing is told once, whatever moves it later.
  var told: Set<IdempotencyKey> = []
  /// How many events of the ticket's own stream it was made of: the version of that stream.
  public internal(set) var version: Int64 = 0
  /// How many events of an account were left aside, since the case comes without it.
  public internal(set) var ignoredEventCount = 0

  /// The name of the ticket.
  public var id: TicketID { ticket.id }

  /// A dispute by its name; `nil` where there is none.
  public func dispute(_ id: DisputeID) -> Dispute? { disputes.first { $0.id == id } }

  /// The stream of the ticket: its events, what people decided about its clocks, what was told.
  public var stream: StreamID { StreamID(.ticket, of: ticket.id) }

  /// The key of a command that comes with none: it follows from the ticket and from how far each stream of
  /// the case has come, so that two commands on one case never share one.
  var nextKey: IdempotencyKey {
    let disputes = disputes.reduce(0) { $0 + Int64($1.version) }
    return IdempotencyKey(
      of: id.rawValue,
      numbers: version, Int64(account?.version ?? 0), Int64(member?.eventCount ?? 0), disputes)
  }

  /// Folds an event that was recorded.
  ///
  /// - Complexity: that of the fold which takes it.
  public mutating func apply(_ event: DeskEvent) {
    apply(event, knowing: nil)
  }

  /// Folds an event that was recorded; one of a merge or a split knowing the clocks of the other ticket,
  /// which go on here.
  package mutating func apply(_ event: DeskEvent, knowing other: SLATimeline?) {
    switch event {
    case .ticket(let event):
      ticket.apply(event)
      if let other {
        timeline?.apply(event, knowing: other)
      } else {
        timeline?.apply(event)
      }
      version += 1
      toldThrough = max(toldThrough, event.occurredAt)
    case .clock(let adjustment):
      timeline?.apply(adjustment)
      version += 1
      toldThrough = max(toldThrough, adjustment.at)
    case .told(let through, let keys):
      version += 1
      told.formUnion(keys)
      toldThrough = max(toldThrough, through)
    case .compensation(let event):
      if account == nil { ignoredEventCount += 1 }
      account?.apply(event)
    case .membership(let event):
      if member == nil { ignoredEventCount += 1 }
      member?.apply(event)
    case .dispute(let id, let event):
      var dispute = disputes.first { $0.id == id } ?? Dispute(id)
      dispute.apply(event)
      if let place = disputes.firstIndex(where: { $0.id == id }) {
        disputes[place] = dispute
      } else {
        disputes.append(dispute)
      }
    }
  }

  /// Folds events that were recorded, in order.
  public mutating func apply(contentsOf events: some Sequence<DeskEvent>) {
    for event in events { apply(event) }
  }
}
