// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The distance between two spellings, to guess what was meant by a word that nobody knows.
package enum EditDistance {
  /// Words longer than this, in Unicode scalars, are not compared.
  private static let longest = 64

  /// The choice nearest to a word, or nil when none is near.
  ///
  /// Near means: at most a third of the word's length in edits (insert, delete, replace, swap two
  /// neighbours), or one edit in a short word, and something in common. Case does not count. Of
  /// choices equally near the first wins.
  ///
  /// - Complexity: O(*n*) for *n* choices; the work for one choice is bounded.
  package static func nearest(to word: String, among choices: some Sequence<String>) -> String? {
    guard let given = folded(word), !given.isEmpty else { return nil }
    var best: String?
    var limit = max(1, given.count / 3)
    for choice in choices {
      guard
        let candidate = folded(choice),
        let distance = distance(given, candidate, atMost: limit),
        distance < max(given.count, candidate.count)
      else { continue }
      best = choice
      if distance == 0 { break }
      limit = distance - 1
    }
    return best
  }

  /// Lower-cased scalars, or nil for a word that is too long to be compared.
  private static func folded(_ word: String) -> [Unicode.Scalar]? {
    guard word.unicodeScalars.prefix(longest + 1).count <= longest else { return nil }
    return Array(word.lowercased().unicodeScalars)
  }

  /// The restricted Damerau–Levenshtein distance, or nil when it is above the limit.
  private static func distance(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int
  ) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in 0..<right.count {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count] <= limit ? last[right.count] : nil
  }
}
