// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A ticket made from events that were recorded or imported: nothing is refused, everything odd is
/// counted.
///
/// Histories from elsewhere enter here and through ``Ticket/apply(_:)``, never through `decide`:
/// what happened cannot be forbidden afterwards. Real logs begin in any state, repeat themselves,
/// and now and then run backwards.
///
/// ```swift
/// var history = TicketHistory("T-1")
/// for event in events { history.append(event) }
/// history.ticket.reopenCount
/// history.anomalies.count(of: .timeRunsBackwards)
/// ```
public struct TicketHistory: Hashable, Sendable {
  /// The ticket as all events so far have made it.
  public private(set) var ticket: Ticket
  /// What was odd about the events.
  public private(set) var anomalies = Anomalies()
  private var lastVersion: Int64 = 0
  private var seen: Set<EventID> = []

  /// Creates the history of a ticket to which nothing has happened yet.
  public init(_ id: Ticket.ID) {
    ticket = Ticket(id)
  }

  /// Takes in an imported event: applies it and counts what is odd about it.
  ///
  /// - Complexity: O(1).
  public mutating func append(_ event: Ticket.Event) {
    if let last = ticket.lastEventAt, event.occurredAt < last {
      anomalies.note(.timeRunsBackwards, at: event.occurredAt)
    }
    if let oddity = oddity(of: event.change) { anomalies.note(oddity, at: event.occurredAt) }
    ticket.apply(event)
  }

  /// Takes in a recorded event: checks its envelope, applies it and counts what is odd about it.
  ///
  /// A record that was taken in before, or that belongs to another stream, is counted and not
  /// applied.
  public mutating func append(_ record: Recorded<Ticket.Event>) {
    guard record.stream.rawValue == ticket.id.rawValue else {
      anomalies.note(.wrongTicket, at: record.occurredAt)
      return
    }
    guard seen.insert(record.id).inserted else {
      anomalies.note(.duplicate, at: record.occurredAt)
      return
    }
    // A version can be any number; the one after the last there is wraps and is a gap.
    if record.version != lastVersion &+ 1 { anomalies.note(.versionGap, at: record.occurredAt) }
    lastVersion = max(lastVersion, record.version)
    append(record.event)
  }

  private func oddity(of change: Ticket.Change) -> Anomaly? {
    guard let status = ticket.status else {
      switch change {
      case .opened, .importedMidLife: return nil
      default: return .beforeOpening
      }
    }
    switch (change, status) {
    case (.consentChanged, _), (.disclosed, _), (.accessed, _), (.holdChanged, _), (.erased, _),
      (.corrected, _):
      return nil
    case (_, .archived): return .afterArchiving
    case (_, .merged): return .afterMerging
    case (.opened, _), (.importedMidLife, _): return .openedAgain
    case (.reopened, _): return ticket.isResolved ? nil : .reopenedWhileOpen
    case (.closed, .closed), (.solved, .solved): return .repeated
    case (.workStarted, _), (.waitChanged, _):
      return ticket.isResolved ? .workedWhileResolved : nil
    case (.messageAdded(let message), .closed): return message.kind == .note ? nil : .afterClosing
    case (.solved, .closed), (.classified, .closed), (.prioritised, .closed), (.assigned, .closed),
      (.transferred, .closed):
      return .afterClosing
    default: return nil
    }
  }
}
