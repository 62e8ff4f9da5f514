// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Rows that are told apart, by kind: how many, and where the first of each stands.
///
/// Chunks of a log are read side by side, so a place is the number of a chunk and a line within it; the
/// lines of all chunks together tell the line of the file.
struct OddRows {
  /// Where a row stands.
  struct Place: Comparable {
    var chunk: Int
    /// The line of the chunk, from 0.
    var line: Int

    static func < (left: Self, right: Self) -> Bool {
      (left.chunk, left.line) < (right.chunk, right.line)
    }
  }

  /// Rows of one kind.
  struct Entry {
    var count: Int
    var first: Place
    var text: String
  }

  private(set) var entries: [String: Entry] = [:]

  /// Counts a row of a kind; its text is what to show of it, should it be the first.
  mutating func count(_ kind: String, at place: Place, _ text: @autoclosure () -> String) {
    guard let entry = entries[kind] else {
      entries[kind] = Entry(count: 1, first: place, text: text())
      return
    }
    entries[kind]?.count += 1
    guard place < entry.first else { return }
    entries[kind]?.first = place
    entries[kind]?.text = text()
  }

  mutating func merge(_ other: Self) {
    for (kind, entry) in other.entries {
      guard let own = entries[kind] else {
        entries[kind] = entry
        continue
      }
      let first = min(own.first, entry.first)
      entries[kind] = Entry(
        count: own.count + entry.count, first: first,
        text: first == own.first ? own.text : entry.text)
    }
  }

  /// All rows.
  var total: Int { entries.values.reduce(0) { $0 + $1.count } }
}
