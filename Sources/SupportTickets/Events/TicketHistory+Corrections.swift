// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension TicketHistory {
  /// The events as they truly were: each correction applied to the record that it names.
  ///
  /// ``ticket`` is what was known at the time, in the order of recording; this is what is known
  /// now. A later correction of the same record beats an earlier one, and a correction can itself
  /// be corrected: struck, or made one of another record or of another truth. An event that
  /// happened at another instant is put where it belongs: behind those of the same or an earlier
  /// instant. Corrections themselves stay, as the record of having been wrong.
  ///
  /// - Complexity: O(records), and O(n log n) where an instant was corrected.
  public func correctedEvents() -> [Ticket.Event] {
    var truths: [EventID: Ticket.Correction.Truth] = [:]
    for record in records.reversed() {
      guard case .corrected(let correction) = record.event.change else { continue }
      // The corrections of this correction are all later and so known by now.
      var (event, truth) = (correction.event, correction.truth)
      switch truths[record.id] {
      case .neverHappened: continue
      case .wasInstead(.corrected(let instead)):
        (event, truth) = (instead.event, instead.truth)
      case .wasInstead: continue
      case .happenedAt, nil: break
      }
      if truths[event] == nil { truths[event] = truth }
    }
    var moved = false
    let events = records.compactMap { record -> Ticket.Event? in
      var event = record.event
      switch truths[record.id] {
      case .neverHappened: return nil
      case .happenedAt(let instant):
        moved = true
        event.occurredAt = instant
      case .wasInstead(let change): event.change = change
      case nil: break
      }
      return event
    }
    guard moved else { return events }
    return events.sortedStably(by: \.occurredAt)
  }

  /// The ticket as its corrected events make it.
  public func corrected() -> Ticket {
    var result = Ticket(ticket.id)
    for event in correctedEvents() { result.apply(event) }
    return result
  }

  /// The corrections that name a record which this history does not hold.
  public var danglingCorrections: [Ticket.Correction] {
    let known = Set(records.map(\.id))
    return ticket.details.corrections.filter { !known.contains($0.event) }
  }
}
