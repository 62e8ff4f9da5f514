// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The columns of an index and the bits of their rows, while it is built.
struct IndexPlan {
  /// Domains with at most this many values have one row for each.
  private static let directLimit: Int64 = 256

  private let terms: [RuleTerm]
  private let schema: FactSchema
  private let vocabulary: TextVocabulary
  private(set) var columns: [IndexColumn] = []
  private(set) var limits: [Int64] = []
  private(set) var textTables: [TextTable] = []
  private(set) var rowCount = 0

  init(_ terms: [RuleTerm], _ schema: FactSchema, _ vocabulary: TextVocabulary) {
    self.terms = terms
    self.schema = schema
    self.vocabulary = vocabulary
    let asked = Set(terms.flatMap { $0.tests.map(\.position) })
    for position in asked.sorted() { addColumns(at: position) }
  }

  private mutating func addColumns(at position: Int) {
    guard position < schema.fields.count else { return addLimits(at: position) }
    let domain = schema.fields[position].domain
    if domain.isText {
      let words = vocabulary.words[position] ?? []
      textTables.append(TextTable(words))
      add(
        position,
        .texts(table: textTables.count - 1, slot: schema.textSlot(of: position)),
        count: words.count + 1)
    } else if domain.flagNames != nil {
      let bits = askedBits(at: position)
      // A question only about whether the flags are known still needs a column.
      for bit in bits.isEmpty ? [1] : bits { add(position, .bit(bit), count: 2) }
    } else {
      let codes = domain.codes
      let (span, overflow) = codes.upperBound.subtractingReportingOverflow(codes.lowerBound)
      if !overflow, span < Self.directLimit {
        let count = Int(span) + 1
        add(position, .direct(from: codes.lowerBound, count: count), count: count)
      } else {
        addLimits(at: position)
      }
    }
  }

  private mutating func addLimits(at position: Int) {
    let found = limits(at: position)
    add(position, .limits(start: limits.count, count: found.count), count: found.count + 1)
    limits += found
  }

  private mutating func add(_ position: Int, _ classes: IndexColumn.Classes, count: Int) {
    columns.append(
      IndexColumn(
        position: position, classes: classes, firstRow: rowCount,
        unknownCertain: rowCount + count, unknownPossible: rowCount + count + 1))
    rowCount += count + 2
  }

  /// The codes at which some term begins or ceases to accept.
  private func limits(at position: Int) -> [Int64] {
    var limits: Set<Int64> = []
    for case (position, .codes(let set, _)) in terms.lazy.flatMap(\.tests) {
      for range in set.ranges {
        limits.insert(range.lowerBound)
        if range.upperBound < .max { limits.insert(range.upperBound + 1) }
      }
    }
    return limits.sorted()
  }

  private func askedBits(at position: Int) -> [Int64] {
    var mask: Int64 = 0
    for case (position, .bits(let test?, _)) in terms.lazy.flatMap(\.tests) {
      mask |= test.set | test.unset
    }
    return (0..<63).map { 1 << Int64($0) }.filter { mask & $0 != 0 }
  }

  // MARK: Bits

  func words(width: Int) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: rowCount * width)
    for column in columns {
      let rows = column.firstRow...column.unknownPossible
      for (number, term) in terms.enumerated() {
        let bit: UInt64 = 1 << UInt64(number % 64)
        func set(_ rows: some Sequence<Int>) {
          for row in rows { words[row * width + number / 64] |= bit }
        }
        guard let test = term.tests.first(where: { $0.position == column.position })?.test else {
          set(rows)
          continue
        }
        for range in classes(of: test, column) {
          set(column.firstRow + range.lowerBound...column.firstRow + range.upperBound)
        }
        if test.ifUnknown == .yes { set([column.unknownCertain]) }
        if test.ifUnknown != .no { set([column.unknownPossible]) }
      }
    }
    return words
  }

  /// The classes that a test accepts.
  private func classes(of test: FieldTest, _ column: IndexColumn) -> [ClosedRange<Int>] {
    switch (test, column.classes) {
    case (.codes(let set, _), .direct(let start, let count)):
      // The reader of conditions refuses what is not of the domain.
      assert(set.ranges.allSatisfy { $0.lowerBound >= start && $0.upperBound - start < count })
      return set.ranges.map { Int($0.lowerBound - start)...Int($0.upperBound - start) }
    case (.codes(let set, _), .limits(let start, let count)):
      return set.ranges.map { range in
        let first = reached(range.lowerBound, start, count)
        return first...Swift.max(first, reached(range.upperBound, start, count))
      }
    case (.codes(let set, _), .texts):
      return set.ranges.map { Int($0.lowerBound)...Int($0.upperBound) }
    case (.bits(let test?, _), .bit(let mask)):
      if test.set & mask != 0 { return [1...1] }
      return test.unset & mask != 0 ? [0...0] : [0...1]
    default: return []
    }
  }

  private func reached(_ code: Int64, _ start: Int, _ count: Int) -> Int {
    limits.withUnsafeBufferPointer {
      reachedLimits(code, UnsafeBufferPointer(rebasing: $0[start..<start + count]))
    }
  }
}
