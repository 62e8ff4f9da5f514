// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A heap in which each entry has up to four below it: shallow, so that little memory is touched.
///
/// Entries that no longer hold may stay in it; the owner tells them apart by their stamps and throws
/// them away when they come up, or all at once by ``rebuild(keeping:)``.
struct QuaternaryHeap<Entry: Comparable & Sendable>: Sendable {
  private(set) var entries: ContiguousArray<Entry> = []

  /// How many entries no longer hold, as the owner counts them.
  var dead = 0

  var first: Entry? { entries.first }
  var count: Int { entries.count }
  var isEmpty: Bool { entries.isEmpty }

  /// Whether throwing dead entries away pays.
  var isMostlyDead: Bool { dead > 64 && dead &* 2 > entries.count }

  mutating func push(_ entry: Entry) {
    var hole = entries.count
    entries.append(entry)
    while hole > 0 {
      let parent = (hole &- 1) >> 2
      if !(entry < entries[parent]) { break }
      entries[hole] = entries[parent]
      hole = parent
    }
    entries[hole] = entry
  }

  mutating func removeFirst() {
    guard let last = entries.popLast(), !entries.isEmpty else { return }
    sink(last, from: 0)
  }

  /// Throws away what does not hold and what the closure maps to nothing.
  mutating func rebuild(_ transform: (Entry) -> Entry?) {
    let kept = ContiguousArray(entries.compactMap(transform))
    entries = kept
    dead = 0
    var hole = (kept.count &- 2) >> 2
    while hole >= 0, kept.count > 1 {
      sink(entries[hole], from: hole)
      hole &-= 1
    }
  }

  /// The first entry in order that a condition admits.
  ///
  /// - Complexity: O(k log k) where k entries before it are passed over.
  func first(where admits: (Entry) -> Bool) -> Entry? {
    guard let top = entries.first else { return nil }
    if admits(top) { return top }
    var frontier = QuaternaryHeap<Reached>()
    frontier.reach(below: 0, in: entries)
    while let next = frontier.first {
      if admits(next.entry) { return next.entry }
      frontier.removeFirst()
      frontier.reach(below: next.place, in: entries)
    }
    return nil
  }

  /// An entry that a search has come to, with its place.
  struct Reached: Comparable, Sendable {
    let entry: Entry
    let place: Int

    static func < (left: Self, right: Self) -> Bool { left.entry < right.entry }
    static func == (left: Self, right: Self) -> Bool { left.entry == right.entry }
  }

  private mutating func sink(_ entry: Entry, from start: Int) {
    entries.withUnsafeMutableBufferPointer { entries in
      let count = entries.count
      var hole = start
      while true {
        let child = (hole << 2) &+ 1
        if child >= count { break }
        var least = child
        let end = min(child &+ 4, count)
        var other = child &+ 1
        while other < end {
          least = entries[other] < entries[least] ? other : least
          other &+= 1
        }
        if !(entries[least] < entry) { break }
        entries[hole] = entries[least]
        hole = least
      }
      entries[hole] = entry
    }
  }
}

extension QuaternaryHeap {
  /// Adds what is right below a place of another heap.
  fileprivate mutating func reach<Below: Comparable & Sendable>(
    below place: Int, in others: ContiguousArray<Below>
  ) where Entry == QuaternaryHeap<Below>.Reached {
    let child = (place << 2) &+ 1
    var next = child
    while next < min(child &+ 4, others.count) {
      push(Entry(entry: others[next], place: next))
      next &+= 1
    }
  }
}
