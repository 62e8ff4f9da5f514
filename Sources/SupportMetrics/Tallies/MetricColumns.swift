// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules

/// Many rows of a subject, fact by fact: what a tally counts fastest.
///
/// Each fact is a column of 64-bit numbers, each name is kept once. Fill it, have it counted, empty it
/// and fill it again; the memory stays.
///
/// ```swift
/// var columns = MetricColumns(.contacts)
/// for call in calls { columns.append(call.facts(in: zone)) }
/// tally.count(columns)
/// columns.removeAll(keepingCapacity: true)
/// ```
public struct MetricColumns: Sendable {
  /// What the rows are about.
  public let subject: MetricSubject
  /// The number of rows.
  public private(set) var count = 0

  /// Per field the codes of its values, ``unknown`` where a row has none; of an open text the place of
  /// its name in the pool.
  private(set) var codes: [ContiguousArray<Int64>]
  /// Per field the names of an open text; empty for other fields.
  private(set) var pools: [TextPool]
  private let isText: [Bool]
  /// Per field the codes that its domain holds: read for each value that is set.
  private let bounds: [ClosedRange<Int64>]
  /// The codes of the next row, where they are noted before the row is added.
  private var noted: ContiguousArray<Int64>

  /// The code of a value that is not known; no domain has it.
  static let unknown = Int64.min

  /// Creates columns without rows.
  public init(_ subject: MetricSubject) {
    self.subject = subject
    let fields = subject.schema.fields
    codes = fields.map { _ in [] }
    pools = fields.map { _ in TextPool() }
    isText = fields.map { $0.domain == .text }
    bounds = fields.map(\.domain.codes)
    noted = ContiguousArray(repeating: Self.unknown, count: fields.count)
  }

  /// Adds a row. Facts of another schema are taken over by name; what the subject does not declare or
  /// allow is not known.
  ///
  /// - Complexity: O(facts of the subject).
  public mutating func append(_ facts: Facts) {
    let facts = facts.translated(to: subject.schema)
    for position in codes.indices {
      codes[position].append(code(of: facts, at: position))
    }
    count += 1
  }

  private mutating func code(of facts: Facts, at position: Int) -> Int64 {
    guard isText[position] else { return facts.code(at: position) ?? Self.unknown }
    guard case .text(let text) = facts[position] else { return Self.unknown }
    return Int64(pools[position].id(of: text))
  }

  /// Takes away all rows, and the names that they had.
  ///
  /// - Parameter keepingCapacity: Whether the memory is kept for more.
  public mutating func removeAll(keepingCapacity: Bool = false) {
    count = 0
    for position in codes.indices {
      codes[position].removeAll(keepingCapacity: keepingCapacity)
      pools[position].removeAll(keepingCapacity: keepingCapacity)
    }
  }

  // MARK: Writing without facts

  /// The position of a fact, for ``appendRow()`` and `set`; `nil` for one that the subject does not
  /// declare.
  public func position(of fact: String) -> Int? { subject.schema.position(of: fact) }

  /// Adds a row of which nothing is known yet; `set` then tells what is.
  public mutating func appendRow() {
    for position in codes.indices { codes[position].append(Self.unknown) }
    count += 1
  }

  /// Sets a duration, a count, an instant, a yes or no, or the place of a name in a choice, of the
  /// last row, as 64-bit numbers: milliseconds, days since 1970, 0 and 1. A number that the fact's
  /// domain does not hold makes it unknown.
  ///
  /// - Complexity: O(1).
  public mutating func set(_ position: Int, to number: Int64?) {
    guard count > 0, codes.indices.contains(position), !isText[position] else { return }
    guard let number, bounds[position].contains(number) else {
      codes[position][count - 1] = Self.unknown
      return
    }
    codes[position][count - 1] = number
  }

  /// Sets a name of the last row; `nil` makes it unknown. Facts that are no open text stay as they are.
  ///
  /// - Complexity: O(length of the name).
  public mutating func set(_ position: Int, toName name: String?) {
    guard count > 0, codes.indices.contains(position), isText[position] else { return }
    codes[position][count - 1] = name.map { Int64(pools[position].id(of: $0)) } ?? Self.unknown
  }

  /// Notes a code of the row that ``appendNoted()`` adds.
  @inline(__always)
  mutating func note(_ code: Int64, at position: Int) { noted[position] = code }

  /// The code of a name of an open text.
  mutating func code(of name: String, at position: Int) -> Int64 {
    Int64(pools[position].id(of: name))
  }

  /// Adds the row that was noted; a code that the fact's domain does not hold makes it unknown.
  mutating func appendNoted() {
    for position in codes.indices {
      let code = noted[position]
      let isHeld = isText[position] || bounds[position].contains(code)
      codes[position].append(isHeld ? code : Self.unknown)
      noted[position] = Self.unknown
    }
    count += 1
  }

  /// The number that stands for a name in these columns, for `set(_:toNameNumbered:)`: where the same
  /// few names come again and again, it spares looking them up. `removeAll` forgets it.
  public mutating func number(of name: String, at position: Int) -> Int? {
    guard codes.indices.contains(position), isText[position] else { return nil }
    return Int(pools[position].id(of: name))
  }

  /// Sets a name of the last row by its number.
  public mutating func set(_ position: Int, toNameNumbered number: Int?) {
    guard count > 0, codes.indices.contains(position), isText[position] else { return }
    let isHeld = number.map(pools[position].texts.indices.contains) ?? false
    codes[position][count - 1] = isHeld ? Int64(number ?? 0) : Self.unknown
  }

  /// The name of a row, or another value in words; `nil` where it is not known.
  func name(_ position: Int, _ row: Int) -> String? {
    let code = codes[position][row]
    guard code != Self.unknown else { return nil }
    return isText[position]
      ? pools[position].texts[Int(code)]
      : subject.schema.fields[position].domain.value(of: code).words
  }

  /// The hash of a code, of a name that of its text: the same in all columns.
  func hash(of code: Int64, at position: Int) -> UInt64 {
    isText[position] ? pools[position].hash(at: Int(code)) : StableHash.hash(code)
  }

  /// The facts of a row; `nil` for a row that is not there.
  public subscript(row: Int) -> Facts? {
    guard row >= 0, row < count else { return nil }
    var facts = subject.row
    for (position, field) in subject.schema.fields.enumerated() {
      let code = codes[position][row]
      guard code != Self.unknown else { continue }
      facts.record(
        isText[position]
          ? .text(pools[position].texts[Int(code)]) : field.domain.value(of: code), at: position)
    }
    return facts
  }
}
