// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// For each field that terms ask about and each class of its values, the terms that accept it: one
/// bit a term.
struct RuleIndex: Sendable {
  /// The bits take at most this many words of 64 bits, 8 MB; larger tables go without an index.
  static let maximumWords = 1 << 20

  private let columns: [IndexColumn]
  /// How many words a row of bits has.
  private let width: Int
  /// The bits of the terms there are, in the last word of a row.
  private let lastMask: UInt64
  private let words: [UInt64]

  /// Creates an index; `nil` where it would be too large.
  init?(_ terms: [RuleTerm], _ schema: FactSchema, _ vocabulary: TextVocabulary) {
    width = (terms.count + 63) / 64
    lastMask = terms.count % 64 == 0 ? .max : (1 << UInt64(terms.count % 64)) - 1
    let plan = IndexPlan(terms, schema, vocabulary)
    guard plan.rowCount.multipliedReportingOverflow(by: width).partialValue <= Self.maximumWords,
      plan.rowCount <= Self.maximumWords
    else { return nil }
    columns = plan.columns
    words = plan.words(width: width)
  }

  // MARK: Looking up

  /// The first rule that holds or cannot be told, and whether it holds.
  func first(_ facts: Facts, day: Int64, _ ruleOfTerm: [Int32]) -> RuleMatcher.Hit? {
    withRows(facts, day) { certain, possible, allKnown, words in
      for word in 0..<width {
        let bits = intersection(of: possible, at: word, words)
        if bits == 0 { continue }
        let term = word * 64 + bits.trailingZeroBitCount
        let rule = ruleOfTerm[term]
        if allKnown { return RuleMatcher.Hit(rule: Int(rule), isCertain: true) }
        // A later term of the same rule may hold where the first cannot be told.
        for next in term..<ruleOfTerm.count {
          if ruleOfTerm[next] != rule { break }
          let certainBits = intersection(of: certain, at: next / 64, words)
          if certainBits & (1 << UInt64(next % 64)) != 0 {
            return RuleMatcher.Hit(rule: Int(rule), isCertain: true)
          }
        }
        return RuleMatcher.Hit(rule: Int(rule), isCertain: false)
      }
      return nil
    }
  }

  /// The rows of terms that may hold, for a row of codes as terms see them.
  func possibleRows(of codes: [Int64]) -> [Int] {
    columns.map { column in
      (column.row(ofSeen: codes[column.position]) ?? column.unknownPossible) * width
    }
  }

  /// Whether the first term that may hold, after some facts have changed, is one of these.
  ///
  /// - Parameter rows: The rows before the change; they are the same afterwards.
  func isFirst(
    _ terms: Range<Int>, after changes: ArraySlice<FactStep>, _ rows: inout [Int]
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: columns.count) { kept in
      for (place, column) in columns.enumerated() {
        kept.initializeElement(at: place, to: rows[place])
        for change in changes where change.position == column.position {
          rows[place] = (column.row(ofSeen: change.to) ?? column.unknownPossible) * width
        }
      }
      defer { for place in columns.indices { rows[place] = kept[place] } }
      for word in 0..<width {
        var bits = word == width - 1 ? lastMask : UInt64.max
        for row in rows { bits &= words[row + word] }
        if bits != 0 { return terms.contains(word * 64 + bits.trailingZeroBitCount) }
      }
      return false
    }
  }

  /// Visits each term that holds or cannot be told, in order, until the body says no.
  func visit(_ facts: Facts, day: Int64, _ body: (_ term: Int, _ truth: Truth) -> Bool) {
    withRows(facts, day) { certain, possible, allKnown, words in
      for word in 0..<width {
        var bits = intersection(of: possible, at: word, words)
        if bits == 0 { continue }
        let sure = allKnown ? bits : intersection(of: certain, at: word, words)
        while bits != 0 {
          let bit = bits & (~bits &+ 1)
          let term = word * 64 + bits.trailingZeroBitCount
          if !body(term, sure & bit != 0 ? .yes : .unknown) { return }
          bits ^= bit
        }
      }
    }
  }

  /// Looks up the rows of all columns, on the stack.
  private func withRows<Result>(
    _ facts: Facts, _ day: Int64,
    _ body: (
      _ certain: UnsafeMutableBufferPointer<Int>, _ possible: UnsafeMutableBufferPointer<Int>,
      _ allKnown: Bool, _ words: UnsafeBufferPointer<UInt64>
    ) -> Result
  ) -> Result {
    let count = columns.count
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * count) { rows in
      let certain = UnsafeMutableBufferPointer(rebasing: rows[..<count])
      let possible = UnsafeMutableBufferPointer(rebasing: rows[count...])
      var allKnown = true
      for position in 0..<count {
        let row = columns[position].row(facts, day)
        if row >= 0 {
          certain.initializeElement(at: position, to: row * width)
          possible.initializeElement(at: position, to: row * width)
        } else {
          allKnown = false
          certain.initializeElement(at: position, to: columns[position].unknownCertain * width)
          possible.initializeElement(at: position, to: columns[position].unknownPossible * width)
        }
      }
      return words.withUnsafeBufferPointer { body(certain, possible, allKnown, $0) }
    }
  }

  private func intersection(
    of rows: UnsafeMutableBufferPointer<Int>, at word: Int, _ words: UnsafeBufferPointer<UInt64>
  ) -> UInt64 {
    var bits = word == width - 1 ? lastMask : UInt64.max
    for row in rows { bits &= words[row + word] }
    return bits
  }
}
