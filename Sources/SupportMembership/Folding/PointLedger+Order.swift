// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

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
    queue = []
    head = 0
    if isByExpiry { for number in lots.indices { enqueue(number) } }
  }

  mutating func advanceHead(_ at: Int64) {
    while head < lots.count {
      let lot = lots[isByExpiry ? Int(queue[head]) : head]
      guard lot.left == 0 || expiry(lot) <= at else { return }
      head += 1
    }
  }

  /// Puts a lot behind all that expire no later.
  mutating func enqueue(_ number: Int) {
    let key = lots[number].expiresAt
    var (low, high) = (0, queue.count)
    while low < high {
      let middle = (low + high) >> 1
      if lots[Int(queue[middle])].expiresAt <= key { low = middle + 1 } else { high = middle }
    }
    queue.insert(Int32(truncatingIfNeeded: number), at: low)
    head = min(head, low)
  }
}
