// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Recognises contacts about one matter, whichever way and whichever zone they come from.
///
/// ```swift
/// var index = DuplicateIndex(policy)
/// index.note(key, ticket: "T-1", at: monday)
/// index.ticket(for: key, at: tuesday)        // T-1: merge, or add the message there
/// ```
public struct DuplicateIndex: Hashable, Sendable {
  private struct Entry: Hashable, Sendable {
    var ticket: TicketID
    var first: Instant
    var last: Instant
  }

  private let policy: TicketPolicy
  private let rule: TicketPolicy.DuplicateRule
  private var entries: [DuplicateKey: [Entry]] = [:]

  /// Creates an index that knows no ticket.
  ///
  /// There is none where the policy does not say when two tickets are about one matter, or names a
  /// span that it has no clock for.
  public init?(_ policy: TicketPolicy) {
    guard let rule = policy.duplicates,
      (try? policy.due(rule.within, from: .epoch, for: .merge)) != nil
    else { return nil }
    self.policy = policy
    self.rule = rule
  }

  /// Notes a contact of a ticket about a matter; later ones move the window on.
  public mutating func note(_ key: DuplicateKey, ticket: TicketID, at instant: Instant) {
    var known = entries[key] ?? []
    if let position = known.firstIndex(where: { $0.ticket == ticket }) {
      known[position].first = min(known[position].first, instant)
      known[position].last = max(known[position].last, instant)
    } else {
      known.append(Entry(ticket: ticket, first: instant, last: instant))
    }
    entries[key] = known
  }

  /// The ticket that a contact belongs to: the earliest whose window holds it, the end included. A
  /// contact that is told late, of an instant before the first one, is measured the other way
  /// round.
  ///
  /// - Returns: `nil` where it is about a matter of its own.
  /// - Complexity: O(tickets with that key).
  public func ticket(for key: DuplicateKey, at instant: Instant) -> TicketID? {
    let near = (entries[key] ?? []).filter { entry in
      let (from, to) =
        instant < entry.first
        ? (instant, entry.first) : (entry.last, max(instant, entry.last))
      guard let end = try? policy.due(rule.within, from: from, for: .merge) else { return false }
      return to <= end
    }
    return near.min { left, right in
      left.first != right.first ? left.first < right.first : left.ticket < right.ticket
    }?.ticket
  }
}
