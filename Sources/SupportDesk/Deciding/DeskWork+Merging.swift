// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets

extension DeskWork {
  /// Makes a repeated contact about one matter a part of the earlier case, whose clocks go on.
  mutating func mergeInto(_ earlier: SupportCase?, _ opening: Ticket.Opening) {
    guard var earlier, earlier.id != matter.id, !earlier.ticket.isResolved else { return }
    let policy = ticketPolicy.policy
    guard let rule = policy.duplicates, var index = DuplicateIndex(policy),
      let first = earlier.ticket.opening.flatMap({ DuplicateKey($0, by: rule) }),
      let last = earlier.ticket.lastEventAt, let key = DuplicateKey(opening, by: rule)
    else { return }
    index.note(first, ticket: earlier.id, at: last)
    guard index.ticket(for: key, at: now) == earlier.id else { return }
    do throws(Ticket.Rejection) {
      let merging = try Ticket.merge(
        [matter.ticket], into: earlier.ticket, by: .system, at: now, because: "duplicate",
        under: policy)
      let clocks = matter.timeline
      earlier.account = matter.account
      earlier.member = matter.member
      var work = DeskWork(
        desk, earlier, by: .system, at: now, because: nil, key: decision.key, coverage: coverage,
        ordinal: ordinal)
      for event in merging.survivor.events { work.record(.ticket(event), knowing: clocks) }
      work.conclude()
      take(work.handOver())
      for event in merging.events(of: matter.id) { record(.ticket(event)) }
    } catch {
      leave(.ticket(error))
    }
  }

  /// Takes over what was decided of the earlier case: what fell due of it is told and paid, too, and the
  /// customer's accounts are the same.
  private mutating func take(_ other: DeskDecision) {
    decision.entries += other.entries
    decision.intents += other.intents
    decision.judged += other.judged
    decision.notDone += other.notDone
    decision.result.account = other.result.account
    decision.result.member = other.result.member
    decision.other = other.result
    decision.otherDeadline = other.nextDeadline
  }
}
