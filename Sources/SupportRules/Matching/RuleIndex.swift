// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// For each field that terms ask about and each class of its values, the terms that accept it: one
/// bit a term.
struct RuleIndex: Sendable {
  /// The bits take at most this many words of 64 bits, 8 MB; larger tables go without an index.
  static let maximumWords = 1 << 20

  private let columns: [IndexColumn]
  /// Per position where its columns start, and behind the last one where they all end.
  private let columnStarts: [Int]
  private let limits: [Int64]
  private let textTables: [TextTable]
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
    guard plan.rowCount <= Self.maximumWords / Swift.max(1, width) else { return nil }
    columns = plan.columns
    columnStarts = (0...schema.fields.count + 1).map { position in
      plan.columns.firstIndex { $0.position >= position } ?? plan.columns.count
    }
    limits = plan.limits
    textTables = plan.textTables
    words = plan.words(width: width)
  }

  // MARK: Looking up

  /// Calls the body with everything in reach that a look-up needs, without touching a reference
  /// more than once.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    columns.withUnsafeBufferPointer { columns in
      limits.withUnsafeBufferPointer { limits in
        words.withUnsafeBufferPointer { words in
          columnStarts.withUnsafeBufferPointer { columnStarts in
            textTables.withUnsafeBufferPointer { textTables in
              body(
                View(
                  columns: columns, columnStarts: columnStarts, limits: limits, words: words,
                  textTables: textTables, width: width, lastMask: lastMask))
            }
          }
        }
      }
    }
  }

  /// The index while it is asked.
  struct View {
    let columns: UnsafeBufferPointer<IndexColumn>
    let columnStarts: UnsafeBufferPointer<Int>
    let limits: UnsafeBufferPointer<Int64>
    let words: UnsafeBufferPointer<UInt64>
    let textTables: UnsafeBufferPointer<TextTable>
    let width: Int
    let lastMask: UInt64
  }

  /// The rows of all columns: where the bits of terms that hold start, and of those that may hold.
  struct Rows {
    let certain: UnsafeMutableBufferPointer<Int>
    let possible: UnsafeMutableBufferPointer<Int>
  }

  /// The first rule that holds or cannot be told, and whether it holds.
  func first(_ facts: Facts, day: Int64, _ ruleOfTerm: [Int32]) -> RuleMatcher.Hit? {
    withView { view in
      view.withRows(facts, day) { rows, allKnown in
        guard let term = view.firstTerm(in: rows.possible) else { return nil }
        let rule = ruleOfTerm[term]
        if allKnown { return RuleMatcher.Hit(rule: Int(rule), isCertain: true) }
        // A later term of the same rule may hold where the first cannot be told.
        for next in term..<ruleOfTerm.count {
          if ruleOfTerm[next] != rule { break }
          let bits = view.intersection(of: rows.certain, at: next / 64)
          if bits & (1 << UInt64(next % 64)) != 0 {
            return RuleMatcher.Hit(rule: Int(rule), isCertain: true)
          }
        }
        return RuleMatcher.Hit(rule: Int(rule), isCertain: false)
      }
    }
  }

  /// Visits each rule that holds or cannot be told, in order, until the body says no.
  func visit(
    _ facts: Facts, day: Int64, _ ruleOfTerm: [Int32],
    _ body: (_ rule: Int, _ truth: Truth) -> Bool
  ) {
    withView { view in
      view.withRows(facts, day) { rows, allKnown in
        var current = -1
        var truth = Truth.no
        for word in 0..<width {
          var bits = view.intersection(of: rows.possible, at: word)
          if bits == 0 { continue }
          let sure = allKnown ? bits : view.intersection(of: rows.certain, at: word)
          while bits != 0 {
            let bit = bits & (~bits &+ 1)
            let rule = Int(ruleOfTerm[word * 64 + bits.trailingZeroBitCount])
            bits ^= bit
            if rule != current {
              if current >= 0, !body(current, truth) { return }
              current = rule
              truth = .unknown
            }
            if sure & bit != 0 { truth = .yes }
          }
        }
        if current >= 0 { _ = body(current, truth) }
      }
    }
  }
}

extension RuleIndex.View {
  /// Looks up the rows of all columns, on the stack.
  @inline(__always)
  func withRows<Result>(
    _ facts: Facts, _ day: Int64,
    _ body: (_ rows: RuleIndex.Rows, _ allKnown: Bool) -> Result
  ) -> Result {
    let count = columns.count
    return withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * count) { memory in
      let rows = RuleIndex.Rows(
        certain: UnsafeMutableBufferPointer(rebasing: memory[..<count]),
        possible: UnsafeMutableBufferPointer(rebasing: memory[count...]))
      let allKnown = facts.codes.withUnsafeBufferPointer { codes in
        lookUp(codes, facts.texts, day, rows)
      }
      return body(rows, allKnown)
    }
  }

  @inline(__always)
  private func lookUp(
    _ codes: UnsafeBufferPointer<Int64>, _ texts: [String], _ day: Int64, _ rows: RuleIndex.Rows
  ) -> Bool {
    var allKnown = true
    for place in 0..<columns.count {
      let column = columns[place]
      let code = column.position < codes.count ? codes[column.position] : day
      if code == Facts.unknown {
        allKnown = false
        rows.certain.initializeElement(at: place, to: column.unknownCertain &* width)
        rows.possible.initializeElement(at: place, to: column.unknownPossible &* width)
        continue
      }
      let number =
        if case .texts(let table, let slot) = column.classes {
          textTables[table].place(of: code, texts[slot])
        } else {
          self.class(of: code, column)
        }
      let start = (column.firstRow &+ number) &* width
      rows.certain.initializeElement(at: place, to: start)
      rows.possible.initializeElement(at: place, to: start)
    }
    return allKnown
  }

  /// The class of a code as terms see it, where an open text is its place.
  @inline(__always)
  private func `class`(of code: Int64, _ column: IndexColumn) -> Int {
    switch column.classes {
    // The facts of a schema are within its bounds.
    case .direct(let start, let count):
      Swift.min(Swift.max(Int(truncatingIfNeeded: code &- start), 0), count - 1)
    case .limits(let start, let count):
      reachedLimits(code, UnsafeBufferPointer(rebasing: limits[start..<start + count]))
    case .bit(let mask): code & mask != 0 ? 1 : 0
    case .texts: Int(truncatingIfNeeded: code)
    }
  }

  @inline(__always)
  func intersection(of rows: UnsafeMutableBufferPointer<Int>, at word: Int) -> UInt64 {
    var bits = word == width - 1 ? lastMask : UInt64.max
    for place in 0..<rows.count { bits &= words[rows[place] &+ word] }
    return bits
  }

  /// The first term whose bit all rows have.
  @inline(__always)
  func firstTerm(in rows: UnsafeMutableBufferPointer<Int>) -> Int? {
    for word in 0..<width {
      let bits = intersection(of: rows, at: word)
      if bits != 0 { return word * 64 + bits.trailingZeroBitCount }
    }
    return nil
  }

  // MARK: After a change

  /// The row of terms that may hold where a field has a code, as terms see it.
  @inline(__always)
  func possibleRow(of code: Int64, _ place: Int) -> Int {
    let column = columns[place]
    let row =
      code == Facts.unknown
      ? column.unknownPossible : column.firstRow &+ self.class(of: code, column)
    return row &* width
  }

  /// Whether the first term that may hold, after some facts have changed, is one of these.
  ///
  /// - Parameters:
  ///   - terms: The terms.
  ///   - changes: What has changed.
  ///   - rows: The rows before the change.
  ///   - changed: A copy of the rows; it is one again afterwards.
  /// - Returns: Whether it is.
  func isFirst(
    _ terms: Range<Int>, after changes: UnsafeBufferPointer<FactStep>,
    _ rows: UnsafeMutableBufferPointer<Int>, _ changed: UnsafeMutableBufferPointer<Int>
  ) -> Bool {
    for number in 0..<changes.count {
      let change = changes[number]
      for place in columnStarts[change.position]..<columnStarts[change.position + 1] {
        changed[place] = possibleRow(of: change.to, place)
      }
    }
    let first = firstTerm(in: changed)
    for number in 0..<changes.count {
      let position = changes[number].position
      for place in columnStarts[position]..<columnStarts[position + 1] {
        changed[place] = rows[place]
      }
    }
    return first.map(terms.contains) ?? false
  }
}
