// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Looks through the records of a store, in the order in which it gives them.
struct ChainVerifier {
  private struct Entry {
    let position: EventPosition
    let event: EventID
    let stream: StreamID
    let link: ChainLink?
    let isVersionInOrder: Bool
  }

  private let chain: RecordChain
  private var entries: [Entry] = []
  private var findings: [ChainFinding] = []
  private var versions: [StreamID: Int64] = [:]
  /// The entries that are not what their digests say.
  private var edited: Set<Int> = []

  init(_ chain: RecordChain) {
    self.chain = chain
  }

  mutating func look(at event: StoredEvent) {
    let isInOrder = event.version == (versions[event.stream] ?? 0) + 1
    versions[event.stream] = event.version
    let entry = Entry(
      position: event.position, event: event.id, stream: event.stream, link: event.link,
      isVersionInOrder: isInOrder)
    entries.append(entry)
    guard let link = event.link else { return find(.unlinked, entry) }
    let bytes = chain.bytes(of: event.record, at: event.position, after: link.previous)
    guard chain.digest.digest(of: bytes) != link.digest else { return }
    edited.insert(entries.count - 1)
    find(.edited, entry)
  }

  private mutating func find(_ kind: ChainFinding.Kind, _ entry: Entry) {
    findings.append(
      ChainFinding(kind, at: entry.position, event: entry.event, stream: entry.stream))
  }

  /// All findings, by position.
  mutating func finish(against anchors: [ChainAnchor]) -> [ChainFinding] {
    compareNeighbours()
    for anchor in anchors { compare(anchor) }
    return findings.sortedStably(by: \.position)
  }

  private mutating func compareNeighbours() {
    var places: [[UInt8]: Int] = [:]
    for (index, entry) in entries.enumerated() {
      if let link = entry.link, places[link.digest] == nil { places[link.digest] = index }
    }
    // Whether the record before is out of place, which explains that this one does not follow it.
    var isBeforeOutOfPlace = false
    for (index, entry) in entries.enumerated() {
      let before = index == 0 ? [] : entries[index - 1].link?.digest
      guard let link = entry.link else {
        isBeforeOutOfPlace = true
        continue
      }
      guard link.previous != before else {
        if !entry.isVersionInOrder { find(.removed, entry) }
        isBeforeOutOfPlace = false
        continue
      }
      defer { isBeforeOutOfPlace = true }
      let place = link.previous.isEmpty ? -1 : places[link.previous]
      switch place {
      case nil:
        // A neighbour whose own digest was changed is found there.
        if index == 0 || !edited.contains(index - 1) { find(.removed, entry) }
      case let place? where place > index: find(.moved, entry)
      default: if !isBeforeOutOfPlace, index > 0 { find(.inserted, entries[index - 1]) }
      }
    }
  }

  private mutating func compare(_ anchor: ChainAnchor) {
    let place = entries.firstIndex { $0.position == anchor.position }
    if let place {
      if entries[place].link?.digest != anchor.digest { find(.rewritten, entries[place]) }
    } else if entries.allSatisfy({ $0.position < anchor.position }) {
      findings.append(ChainFinding(.truncated, at: anchor.position))
    } else {
      findings.append(ChainFinding(.removed, at: anchor.position))
    }
  }
}
