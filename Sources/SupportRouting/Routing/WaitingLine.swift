// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Work, or agents, in order: whoever comes in order stands in a row, the others in a heap beside it.
///
/// Most come in order, for work is served and agents are idle in the order of time. Taking the first of
/// the row moves nobody, and touches one line of the cache where a heap of a thousand touches ten.
///
/// Entries that no longer hold may stay, as in a ``QuaternaryHeap``.
struct WaitingLine<Entry: Comparable & Sendable>: Sendable {
  /// In order from the head on; what is before it has gone.
  private var row: ContiguousArray<Entry> = []
  private var head = 0
  private var others = QuaternaryHeap<Entry>()

  /// How many entries no longer hold, as the owner counts them.
  var dead = 0

  var count: Int { row.count - head + others.count }

  /// Whether throwing dead entries away pays.
  var isMostlyDead: Bool { dead > 64 && dead &* 2 > count }

  /// All entries, in no order.
  var entries: ContiguousArray<Entry> { ContiguousArray(row[head...] + others.entries) }

  var first: Entry? {
    guard head < row.count else { return others.first }
    if let other = others.first, other < row[head] { return other }
    return row[head]
  }

  mutating func push(_ entry: Entry) {
    if let last = row.last, entry < last { others.push(entry) } else { row.append(entry) }
  }

  mutating func removeFirst() {
    guard head < row.count else { return others.removeFirst() }
    if let other = others.first, other < row[head] { return others.removeFirst() }
    head += 1
    if head == row.count {
      row.removeAll(keepingCapacity: true)
      head = 0
    } else if head > 32, head * 2 > row.count {
      row.removeFirst(head)
      head = 0
    }
  }

  /// Throws away what does not hold and what the closure maps to nothing; it keeps the order.
  mutating func rebuild(_ transform: (Entry) -> Entry?) {
    row = ContiguousArray(row[head...].compactMap(transform))
    head = 0
    others.rebuild(transform)
    dead = 0
  }

  /// The first entry in order that a condition admits.
  ///
  /// - Complexity: O(k log k) where k entries of the row or of the heap are passed over.
  func first(where admits: (Entry) -> Bool) -> Entry? {
    guard let inRow = row[head...].first(where: admits) else { return others.first(where: admits) }
    let other = others.first { !($0 < inRow) || admits($0) }
    if let other, other < inRow { return other }
    return inRow
  }
}
