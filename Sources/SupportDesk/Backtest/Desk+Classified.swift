// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTickets
import SupportTime

extension Desk {
  /// A history from elsewhere with what the book's rules of classification would have said of it, each
  /// behind the event that made them hold: an import knows nothing of severities that this book sets.
  ///
  /// - Complexity: O(events × rules); events that say nothing which rules ask about cost no more than
  ///   their fold.
  public func classified(_ history: CaseHistory) -> CaseHistory {
    guard books.contains(where: { $0.classification != nil }) else { return history }
    let asksGroup = books.contains { book in
      book.classification?.rules.contains { $0.when.factsAsked.contains(Ticket.groupFact.name) }
        ?? false
    }
    return classified(history) { change in
      if case .assigned = change { asksGroup } else { change.changesFacts }
    }
  }

  /// The same, looking at the rules at every event: what the quicker way is compared with.
  func classifiedPlainly(_ history: CaseHistory) -> CaseHistory {
    classified(history) { _ in true }
  }

  private func classified(
    _ history: CaseHistory, looking looks: (Ticket.Change) -> Bool
  ) -> CaseHistory {
    var matter = opened(history.ticket)
    matter.timeline = nil
    let key = IdempotencyKey(rawValue: "classified")
    var events: [Ticket.Event] = []
    events.reserveCapacity(history.events.count + 4)
    for event in history.events {
      guard looks(event.change) else {
        matter.apply(.ticket(event))
        events.append(event)
        continue
      }
      var work = DeskWork(
        self, matter, by: .system, at: event.occurredAt, because: nil, key: key, coverage: .all)
      work.hear(event)
      for case .ticket(let event) in work.decision.events { events.append(event) }
      matter = work.decision.result
    }
    var classified = history
    classified.events = events
    return classified
  }
}
