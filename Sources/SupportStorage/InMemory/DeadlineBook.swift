// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What an in-memory deadline store holds, without the lock around it.
struct DeadlineBook {
  private struct Item {
    var deadline: Deadline
    /// The claim that holds it.
    var token: Int64?
    var attempts = 0
    /// Tells the item's entry in a queue from its older ones.
    var stamp: Int64
  }

  private var items: [DeadlineID: Item] = [:]
  /// What is in nobody's hands, by due instant.
  private var free = DeadlineQueue()
  /// What is in somebody's hands, by the end of the lease.
  private var leased = DeadlineQueue()
  private var lastStamp: Int64 = 0

  private mutating func stamp() -> Int64 {
    lastStamp += 1
    return lastStamp
  }

  mutating func set(_ deadline: Deadline) {
    guard items[deadline.id]?.deadline != deadline else { return }
    put(Item(deadline: deadline, stamp: stamp()))
  }

  private mutating func put(_ item: Item) {
    items[item.deadline.id] = item
    free.insert(.init(at: item.deadline.dueAt, id: item.deadline.id, stamp: item.stamp))
    tidy()
  }

  mutating func remove(_ id: DeadlineID) {
    items[id] = nil
    tidy()
  }

  /// Drops what the queues hold of deadlines that have changed, once that is most of it.
  private mutating func tidy() {
    guard free.count + leased.count > 2 * items.count + 64 else { return }
    free.keep { items[$0.id]?.stamp == $0.stamp }
    leased.keep { items[$0.id]?.stamp == $0.stamp }
  }

  mutating func claim(dueAt now: Instant, limit: Int, leasedUntil end: Instant) -> [DeadlineClaim] {
    while let entry = leased.first, entry.at <= now {
      leased.removeFirst()
      guard var item = items[entry.id], item.stamp == entry.stamp else { continue }
      item.stamp = stamp()
      put(item)
    }
    var claims: [DeadlineClaim] = []
    while claims.count < limit, let entry = free.first, entry.at <= now {
      free.removeFirst()
      guard var item = items[entry.id], item.stamp == entry.stamp else { continue }
      item.stamp = stamp()
      item.token = item.stamp
      item.attempts += 1
      items[entry.id] = item
      leased.insert(.init(at: end, id: entry.id, stamp: item.stamp))
      claims.append(
        DeadlineClaim(
          item.deadline, token: item.stamp, leasedUntil: end, attempt: item.attempts))
    }
    return claims
  }

  /// The item in these hands; a lease that lapsed holds until another claim.
  private func item(of claim: DeadlineClaim) -> Item? {
    guard let item = items[claim.deadline.id], item.token == claim.token else { return nil }
    return item
  }

  mutating func complete(_ claim: DeadlineClaim) -> Bool {
    guard item(of: claim) != nil else { return false }
    remove(claim.deadline.id)
    return true
  }

  mutating func giveBack(_ claim: DeadlineClaim, dueAt: Instant?) -> Bool {
    guard var item = item(of: claim) else { return false }
    item.token = nil
    item.stamp = stamp()
    if let dueAt { item.deadline.dueAt = dueAt }
    put(item)
    return true
  }

  mutating func nextInstant() -> Instant? {
    func first(of queue: inout DeadlineQueue) -> Instant? {
      while let entry = queue.first, items[entry.id]?.stamp != entry.stamp { queue.removeFirst() }
      return queue.first?.at
    }
    return [first(of: &free), first(of: &leased)].compactMap { $0 }.min()
  }
}
