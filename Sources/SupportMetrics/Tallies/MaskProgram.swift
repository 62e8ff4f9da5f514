// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Conditions as a program over columns: for 64 rows at a time, one bit a row that says yes and one
/// that says no; neither is unknown.
///
/// Equal parts of all conditions stand once, so seven readings of a service level compare a waiting
/// time with its bound once.
struct MaskProgram: Sendable {
  /// One step; parts stand before the whole.
  enum Step: Hashable, Sendable {
    case constant(Bool)
    case range(field: Int, low: Int64, high: Int64)
    case codes(field: Int, [Int64])
    case names(field: Int, [String])
    case flags(field: Int, all: Int64, any: Int64, none: Int64)
    case known(field: Int)
    case all([Int])
    case any([Int])
    case not(Int)
  }

  private(set) var steps: [Step] = []
  private var places: [Step: Int] = [:]

  /// Adds a condition that the schema has nothing against.
  ///
  /// - Returns: The place of the step that answers it.
  mutating func add(_ condition: Condition, _ schema: FactSchema) -> Int {
    switch condition {
    case .isKnown(let fact):
      return add(schema.position(of: fact).map(Step.known) ?? .constant(false))
    case .isOneOf(let fact, let values):
      guard let position = schema.position(of: fact) else { return add(.constant(false)) }
      let domain = schema.fields[position].domain
      if domain == .text {
        let names = values.compactMap { if case .text(let name) = $0 { name } else { nil } }
        return add(.names(field: position, names))
      }
      let codes = values.compactMap(domain.code(of:)).sorted()
      if codes.count == 1 {
        return add(.range(field: position, low: codes[0], high: codes[0]))
      }
      return add(.codes(field: position, codes))
    case .isWithin(let fact, let range):
      guard let position = schema.position(of: fact) else { return add(.constant(false)) }
      let (low, high) = range.ends(in: schema.fields[position].domain)
      return add(.range(field: position, low: low, high: high))
    case .hasFlags(let fact, let test):
      guard let position = schema.position(of: fact) else { return add(.constant(false)) }
      let domain = schema.fields[position].domain
      func mask(_ names: [String]) -> Int64 { domain.code(of: .flags(names)) ?? 0 }
      return add(
        .flags(
          field: position, all: mask(test.allOf), any: mask(test.anyOf), none: mask(test.noneOf)))
    case .all(let parts):
      if parts.isEmpty { return add(.constant(true)) }
      let places = parts.map { add($0, schema) }
      return places.count == 1 ? places[0] : add(.all(places))
    case .any(let parts):
      let places = parts.map { add($0, schema) }
      return places.count == 1 ? places[0] : add(.any(places))
    case .not(let part): return add(.not(add(part, schema)))
    }
  }

  private mutating func add(_ step: Step) -> Int {
    if let place = places[step] { return place }
    steps.append(step)
    places[step] = steps.count - 1
    return steps.count - 1
  }
}

extension FactRange {
  /// The lowest and the highest code in the range; the low one above the high one where there is none.
  fileprivate func ends(in domain: FactField.Domain) -> (low: Int64, high: Int64) {
    let bounds = domain.codes
    let nothing: (Int64, Int64) = (1, 0)
    var (low, high) = (bounds.lowerBound, bounds.upperBound)
    switch lower {
    case .unbounded: break
    case .including(let value):
      guard let code = domain.code(of: value) else { return nothing }
      low = code
    case .excluding(let value):
      guard let code = domain.code(of: value), code < .max else { return nothing }
      low = code + 1
    }
    switch upper {
    case .unbounded: break
    case .including(let value):
      guard let code = domain.code(of: value) else { return nothing }
      high = code
    case .excluding(let value):
      guard let code = domain.code(of: value), code > .min + 1 else { return nothing }
      high = code - 1
    }
    return low <= high ? (low, high) : nothing
  }
}

/// The answers of a program for a block of rows: two words a step for each 64 of them.
struct MaskBlock {
  /// The most rows of a block; a multiple of 64.
  static let rows = 1_024
  static let words = rows / 64

  private(set) var yes: ContiguousArray<UInt64>
  private(set) var no: ContiguousArray<UInt64>
  /// One bit for each row that is there.
  private(set) var present = ContiguousArray<UInt64>(repeating: 0, count: words)
  /// Words in use.
  private(set) var used = 0

  init(_ program: MaskProgram) {
    yes = .init(repeating: 0, count: program.steps.count * Self.words)
    no = yes
  }

  /// Answers a program for the rows from a place on.
  ///
  /// - Parameters:
  ///   - names: Per step whether a name of the columns is one of those asked for.
  ///   - start: The first row; a block has at most ``rows``.
  mutating func answer(
    _ program: MaskProgram, _ columns: MetricColumns, names: [[Bool]], from start: Int, count: Int
  ) {
    used = (count + 63) / 64
    for word in 0..<used {
      let left = count - word * 64
      present[word] = left >= 64 ? ~0 : (1 << UInt64(left)) - 1
    }
    for (place, step) in program.steps.enumerated() {
      let base = place * Self.words
      switch step {
      case .constant(let holds):
        for word in 0..<used {
          yes[base + word] = holds ? present[word] : 0
          no[base + word] = holds ? 0 : present[word]
        }
      case .range(let field, let low, let high):
        // An unknown value is below every code, and so outside of every range.
        let width = low <= high ? UInt64(bitPattern: high &- low) : 0
        let isEmpty = low > high
        compare(columns.codes[field], start, count, base) { code in
          !isEmpty && UInt64(bitPattern: code &- low) <= width
        }
      case .codes(let field, let codes):
        compare(columns.codes[field], start, count, base) { codes.contains($0) }
      case .names(let field, _):
        let isAsked = names[place]
        compare(columns.codes[field], start, count, base) { code in
          code >= 0 && isAsked[Int(code)]
        }
      case .flags(let field, let all, let any, let none):
        compare(columns.codes[field], start, count, base) { code in
          code & all == all && (any == 0 || code & any != 0) && code & none == 0
        }
      case .known(let field):
        compare(columns.codes[field], start, count, base) { $0 != MetricColumns.unknown }
        for word in base..<base + used { no[word] = ~yes[word] & present[word - base] }
      case .all(let parts): join(parts, base, isAll: true)
      case .any(let parts): join(parts, base, isAll: false)
      case .not(let part):
        for word in 0..<used {
          yes[base + word] = no[part * Self.words + word]
          no[base + word] = yes[part * Self.words + word]
        }
      }
    }
  }

  /// Asks one question of each value of a column.
  @inline(__always)
  private mutating func compare(
    _ codes: ContiguousArray<Int64>, _ start: Int, _ count: Int, _ base: Int,
    _ holds: (Int64) -> Bool
  ) {
    codes.withUnsafeBufferPointer { codes in
      for word in 0..<used {
        let first = start + word * 64
        let length = Swift.min(64, count - word * 64)
        var (hit, known): (UInt64, UInt64) = (0, 0)
        for bit in 0..<length {
          let code = codes[first + bit]
          hit |= (holds(code) ? 1 : 0) << UInt64(truncatingIfNeeded: bit)
          known |= (code != MetricColumns.unknown ? 1 : 0) << UInt64(truncatingIfNeeded: bit)
        }
        yes[base + word] = hit & known
        no[base + word] = known & ~hit
      }
    }
  }

  private mutating func join(_ parts: [Int], _ base: Int, isAll: Bool) {
    for word in 0..<used {
      var (every, some): (UInt64, UInt64) = (present[word], 0)
      for part in parts {
        let place = part * Self.words + word
        every &= isAll ? yes[place] : no[place]
        some |= isAll ? no[place] : yes[place]
      }
      yes[base + word] = isAll ? every : some
      no[base + word] = isAll ? some : every
    }
  }

  /// Rows of a word for which a step says yes.
  @inline(__always)
  func yes(_ step: Int, _ word: Int) -> UInt64 { yes[step * Self.words + word] }
  /// Rows of a word for which a step says no.
  @inline(__always)
  func no(_ step: Int, _ word: Int) -> UInt64 { no[step * Self.words + word] }
}
