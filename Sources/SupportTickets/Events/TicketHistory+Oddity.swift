// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension TicketHistory {
  /// What is odd about a change as the ticket stands before it.
  func oddity(of change: Ticket.Change) -> Anomaly? {
    guard let status = ticket.status else {
      switch change {
      case .opened, .imported: return nil
      default: return .beforeOpening
      }
    }
    switch (change, status) {
    case (.consentChanged, _), (.disclosed, _), (.accessed, _), (.holdChanged, _), (.erased, _),
      (.corrected, _):
      return nil
    case (_, .archived): return .afterArchiving
    case (_, .merged): return .afterMerging
    case (.opened, _), (.imported, _): return .openedAgain
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
