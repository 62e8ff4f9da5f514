// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportSLA
public import SupportTickets
import SupportTime

/// What was recorded of a case, to be judged again by another book.
public struct CaseHistory: Hashable, Sendable {
  /// The ticket.
  public var ticket: TicketID
  /// Whose it is; nothing is paid where nobody is known.
  public var customer: CustomerID?
  /// What happened to the ticket, in order.
  public var events: [Ticket.Event]
  /// What people decided about its clocks, in order.
  public var adjustments: [SLAAdjustment]
  /// What else went wrong that was claimed, beside promises: faults, late payments.
  public var causes: [Cause]

  /// Creates a history.
  ///
  /// - Parameters:
  ///   - ticket: The ticket.
  ///   - customer: Whose it is; by default the one whom its opening names.
  ///   - events: What happened to it, in order.
  ///   - adjustments: What people decided about its clocks.
  ///   - causes: What was claimed beside promises.
  public init(
    _ ticket: TicketID, customer: CustomerID? = nil, events: [Ticket.Event],
    adjustments: [SLAAdjustment] = [], causes: [Cause] = []
  ) {
    self.ticket = ticket
    self.customer =
      customer
      ?? events.lazy.compactMap { event in
        if case .opened(let opening) = event.change { return opening.customer }
        return nil
      }.first
    self.events = events
    self.adjustments = adjustments
    self.causes = causes
  }

  /// Creates a history from what a desk recorded of a case, in order: the events of the ticket's stream
  /// and those of the customer's compensation account, of which only its own causes count.
  public init(_ ticket: TicketID, recorded: some Sequence<DeskEvent>) {
    var events: [Ticket.Event] = []
    var adjustments: [SLAAdjustment] = []
    var causes: [Cause] = []
    for event in recorded {
      switch event {
      case .ticket(let event): events.append(event)
      case .clock(let adjustment): adjustments.append(adjustment)
      case .compensation(let event):
        guard let cause = event.change.claimed, cause.ticket == ticket,
          cause.kind != .missedPromise
        else { continue }
        causes.removeAll { $0.key == cause.key }
        causes.append(cause)
      case .told, .membership, .dispute: continue
      }
    }
    self.init(ticket, events: events, adjustments: adjustments, causes: causes)
  }

  /// Why it cannot be judged again; `nil` where it can.
  var obstacle: Obstacle? {
    guard let first = events.first else { return .empty }
    var last = first.occurredAt
    var isOpened = false
    for event in events {
      if event.occurredAt < last { return .timeRunsBackwards }
      last = event.occurredAt
      switch event.change {
      case .opened, .imported:
        if isOpened { return .openedTwice }
        isOpened = true
      case .merged, .absorbed, .splitOff: return .severalTickets
      case .corrected: return .corrected
      default: if !isOpened { return .notOpened }
      }
    }
    return isOpened ? nil : .notOpened
  }

  /// Why a history cannot be judged again by itself.
  public enum Obstacle: String, Hashable, Sendable, Codable, CaseIterable {
    /// It has no events.
    case empty
    /// Something happened before the ticket was opened, or it never was.
    case notOpened
    /// The ticket was opened twice.
    case openedTwice
    /// An event occurred before the one that was recorded before it.
    case timeRunsBackwards
    /// It was merged or split: its clocks are those of several tickets.
    case severalTickets
    /// Some of it was corrected later; hand in `TicketHistory/correctedEvents()` instead.
    case corrected
  }
}

extension Desk {
  /// A history from elsewhere with what the book's rules of classification would have said of it, each
  /// behind the event that made them hold: an import knows nothing of severities that this book sets.
  ///
  /// - Complexity: O(events × rules).
  public func classified(_ history: CaseHistory) -> CaseHistory {
    var matter = opened(history.ticket)
    matter.timeline = nil
    var events: [Ticket.Event] = []
    for event in history.events {
      var work = DeskWork(
        self, matter, by: .system, at: event.occurredAt, because: nil, key: nil, coverage: .all)
      work.hear(event)
      for case .ticket(let event) in work.decision.events { events.append(event) }
      matter = work.decision.result
    }
    var classified = history
    classified.events = events
    return classified
  }
}

extension CompensationAccount.Change {
  /// The cause that a claim was about.
  fileprivate var claimed: Cause? {
    switch self {
    case .awarded(let cause, _), .delayOpened(let cause, _), .refused(let cause, _),
      .undecided(let cause, _, _):
      cause
    default: nil
    }
  }
}
