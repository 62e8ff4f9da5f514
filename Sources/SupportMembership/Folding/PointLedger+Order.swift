// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The order in which lots are spent.
extension PointLedger {
  /// Notes an activity: what ended before it with the last one is gone for good.
  mutating func noteActivity(at: Int64, until: Int64) {
    if at >= inactiveAt {
      for number in lots.indices where lots[number].endsWithInactivity {
        lots[number].expiresAt = min(lots[number].expiresAt, inactiveAt)
        lots[number].endsWithInactivity = false
      }
      if isByExpiry { sortQueue() }
    }
    inactiveAt = until
  }

  /// Spends by expiry from now on, or by number.
  mutating func order(byExpiry: Bool) {
    guard byExpiry != isByExpiry else { return }
    isByExpiry = byExpiry
    sortQueue()
  }

  mutating func sortQueue() {
    (queue, active, head, activeHead) = ([], [], 0, 0)
    guard isByExpiry else { return }
    for number in lots.indices {
      let place = Int32(truncatingIfNeeded: number)
      if lots[number].endsWithInactivity { active.append(place) } else { queue.append(place) }
    }
    let lots = lots
    queue = queue.sortedStably { lots[Int($0)].expiresAt }
  }

  /// The next lot in the order of ends; of those that end together, the one that was received first.
  ///
  /// - Parameters:
  ///   - place: The place in ``queue``; it moves on where its lot is the next.
  ///   - activePlace: The place in ``active``, likewise.
  ///   - activeEnd: When lots end that end with activity.
  /// - Returns: The number of the lot; `nil` behind the last one.
  @inline(__always)
  func soonest(_ place: inout Int, _ activePlace: inout Int, _ activeEnd: Int64) -> Int? {
    let fixed = place < queue.count ? Int(queue[place]) : nil
    let moving = activePlace < active.count ? Int(active[activePlace]) : nil
    if let fixed, moving.map({ isSooner(fixed, $0, activeEnd) }) ?? true {
      place += 1
      return fixed
    }
    activePlace += 1
    return moving
  }

  private func isSooner(_ fixed: Int, _ moving: Int, _ activeEnd: Int64) -> Bool {
    let (end, other) = (lots[fixed].expiresAt, min(lots[moving].expiresAt, activeEnd))
    return end == other ? fixed < moving : end < other
  }

  mutating func advanceHead(_ at: Int64) {
    guard isByExpiry else {
      while head < lots.count, isOver(head, at) { head += 1 }
      return
    }
    while head < queue.count, isOver(Int(queue[head]), at) { head += 1 }
    while activeHead < active.count, isOver(Int(active[activeHead]), at) { activeHead += 1 }
  }

  private func isOver(_ number: Int, _ at: Int64) -> Bool {
    lots[number].left == 0 || expiry(lots[number]) <= at
  }

  /// Puts a new lot where it stands in the order of ends: behind all that end no later.
  mutating func enqueue(_ number: Int) {
    let place = Int32(truncatingIfNeeded: number)
    guard !lots[number].endsWithInactivity else { return active.append(place) }
    let key = lots[number].expiresAt
    let index = queue.partitioningIndex { lots[Int($0)].expiresAt > key }
    queue.insert(place, at: index)
    head = min(head, index)
  }
}
