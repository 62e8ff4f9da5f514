// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A heap of instants: the earliest first, and by id where they are the same.
struct DeadlineQueue {
  struct Entry: Comparable {
    let at: Instant
    let id: DeadlineID
    let stamp: Int64

    init(at instant: Instant, id: DeadlineID, stamp: Int64) {
      at = instant
      self.id = id
      self.stamp = stamp
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.at, left.id, left.stamp) < (right.at, right.id, right.stamp)
    }
  }

  private var entries: [Entry] = []

  var count: Int { entries.count }
  var first: Entry? { entries.first }

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var index = entries.count - 1
    while index > 0, entries[index] < entries[(index - 1) / 2] {
      entries.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func removeFirst() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    entries[0] = last
    sink(0)
  }

  private mutating func sink(_ start: Int) {
    var index = start
    while true {
      var child = 2 * index + 1
      guard child < entries.count else { return }
      if child + 1 < entries.count, entries[child + 1] < entries[child] { child += 1 }
      guard entries[child] < entries[index] else { return }
      entries.swapAt(index, child)
      index = child
    }
  }

  mutating func keep(where belongs: (Entry) -> Bool) {
    entries = entries.filter(belongs).sorted()
  }
}
