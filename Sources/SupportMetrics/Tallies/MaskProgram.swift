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
    /// Codes below 64, one bit each: names of a choice.
    case small(field: Int, UInt64)
    case codes(field: Int, [Int64])
    case names(field: Int, [String])
    case flags(field: Int, all: Int64, any: Int64, none: Int64)
    case known(field: Int)
    case all([Int])
    case any([Int])
    case not(Int)
  }

  private(set) var steps: [Step] = []
  /// The fields of which something is asked, each once.
  private(set) var fields: [Int] = []
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
      if let low = codes.first, let high = codes.last, low >= 0, high < 64 {
        return add(.small(field: position, codes.reduce(0) { $0 | 1 << UInt64($1) }))
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
    if let field = step.field, !fields.contains(field) { fields.append(field) }
    steps.append(step)
    places[step] = steps.count - 1
    return steps.count - 1
  }
}

extension MaskProgram.Step {
  /// The field that the step looks at; `nil` for one that joins others.
  var field: Int? {
    switch self {
    case .range(let field, _, _), .small(let field, _), .codes(let field, _), .names(let field, _),
      .flags(let field, _, _, _), .known(let field):
      field
    case .constant, .all, .any, .not: nil
    }
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
  /// Per field that is looked at, one bit for each row in which it is known.
  private var known: ContiguousArray<UInt64>

  init(_ program: MaskProgram) {
    yes = .init(repeating: 0, count: program.steps.count * Self.words)
    no = yes
    known = .init(repeating: 0, count: program.fields.count * Self.words)
  }

  /// Answers a program for the rows from a place on, at most ``rows`` of them; `names` tells for each
  /// step whether a name of the columns is one of those asked for.
  mutating func answer(
    _ program: MaskProgram, _ columns: MetricColumns, names: [[Bool]], from start: Int, count: Int
  ) {
    used = (count + 63) / 64
    for word in 0..<used {
      let left = count - word * 64
      present[word] = left >= 64 ? ~0 : (1 << UInt64(left)) - 1
    }
    for (place, field) in program.fields.enumerated() {
      let base = place * Self.words
      Self.answers(
        used, columns.codes[field], start, count, { $0 != MetricColumns.unknown },
        { word, hit in known[base + word] = hit })
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
        let width = UInt64(bitPattern: high &- low)
        compare(program, columns, field, start, count, base) {
          low <= high && UInt64(bitPattern: $0 &- low) <= width
        }
      case .small(let field, let bits):
        compare(program, columns, field, start, count, base) {
          UInt64(bitPattern: $0) < 64 && bits >> UInt64(truncatingIfNeeded: $0) & 1 != 0
        }
      case .codes(let field, let codes):
        compare(program, columns, field, start, count, base) { codes.contains($0) }
      case .names(let field, _):
        let isAsked = names[place]
        compare(program, columns, field, start, count, base) { $0 >= 0 && isAsked[Int($0)] }
      case .flags(let field, let all, let any, let none):
        compare(program, columns, field, start, count, base) {
          $0 & all == all && (any == 0 || $0 & any != 0) && $0 & none == 0
        }
      case .known(let field):
        let place = (program.fields.firstIndex(of: field) ?? 0) * Self.words
        for word in 0..<used {
          yes[base + word] = known[place + word]
          no[base + word] = present[word] & ~known[place + word]
        }
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

  /// Asks one question of each known value of a column.
  @inline(__always)
  private mutating func compare(
    _ program: MaskProgram, _ columns: MetricColumns, _ field: Int, _ start: Int, _ count: Int,
    _ base: Int, _ holds: (Int64) -> Bool
  ) {
    let place = (program.fields.firstIndex(of: field) ?? 0) * Self.words
    Self.answers(used, columns.codes[field], start, count, holds) { word, hit in
      yes[base + word] = hit & known[place + word]
      no[base + word] = known[place + word] & ~hit
    }
  }

  /// Asks one question of each value, and hands over the answers of 64 rows at a time.
  ///
  /// Eight rows at a time have shifts that the compiler knows; that is what most of a count takes.
  @inline(__always)
  private static func answers(
    _ used: Int, _ codes: ContiguousArray<Int64>, _ start: Int, _ count: Int,
    _ holds: (Int64) -> Bool,
    _ take: (_ word: Int, _ hit: UInt64) -> Void
  ) {
    codes.withUnsafeBufferPointer { codes in
      for word in 0..<used {
        let first = start + word * 64
        var hit: UInt64 = 0
        if count - word * 64 >= 64 {
          for group in 0..<8 {
            let row = first + group * 8
            var bits: UInt64 = holds(codes[row]) ? 1 : 0
            bits |= holds(codes[row + 1]) ? 2 : 0
            bits |= holds(codes[row + 2]) ? 4 : 0
            bits |= holds(codes[row + 3]) ? 8 : 0
            bits |= holds(codes[row + 4]) ? 16 : 0
            bits |= holds(codes[row + 5]) ? 32 : 0
            bits |= holds(codes[row + 6]) ? 64 : 0
            bits |= holds(codes[row + 7]) ? 128 : 0
            hit |= bits << UInt64(truncatingIfNeeded: group &* 8)
          }
        } else {
          for bit in 0..<count - word * 64 {
            hit |= (holds(codes[first + bit]) ? 1 : 0) << UInt64(truncatingIfNeeded: bit)
          }
        }
        take(word, hit)
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
