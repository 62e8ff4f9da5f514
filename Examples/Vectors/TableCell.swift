// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The text of a cell of a decision table, taken apart: values, ranges, `not(…)` and `-`.
struct TableCell {
  enum Literal: Hashable {
    case number(ExactDecimal)
    case text(String)
    case flag(Bool)
  }

  /// An end of a range: the number, and whether it belongs to the range.
  struct End {
    var number: ExactDecimal
    var isIncluded: Bool
  }

  enum Test {
    case equals(Literal)
    case range(lower: End?, upper: End?)
  }

  /// The tests of which one must hold; none: anything will do.
  var tests: [Test] = []
  /// Whether none of the tests may hold.
  var isNegated = false
  var isAnything: Bool { tests.isEmpty }

  init(_ text: String) throws(Vector.Refusal) {
    var reader = CellReader(text)
    if reader.take("-") != nil, reader.isAtEnd { return }
    reader = CellReader(text)
    isNegated = reader.takeNot()
    repeat {
      tests.append(try Self.test(&reader))
    } while reader.take(",") != nil
    if isNegated, reader.take(")") == nil { throw reader.refusal }
    guard reader.isAtEnd else { throw reader.refusal }
  }

  /// The literals of a list, such as the outcomes in the order of their priority.
  var literals: [Literal]? {
    var literals: [Literal] = []
    for test in tests {
      guard case .equals(let literal) = test, !isNegated else { return nil }
      literals.append(literal)
    }
    return literals
  }

  /// All numbers that the cell mentions.
  var numbers: [ExactDecimal] {
    tests.flatMap { test -> [ExactDecimal] in
      switch test {
      case .equals(.number(let number)): [number]
      case .equals: []
      case .range(let lower, let upper): [lower?.number, upper?.number].compactMap { $0 }
      }
    }
  }

  private static func test(_ reader: inout CellReader) throws(Vector.Refusal) -> Test {
    if let sign = reader.take("<=", ">=", "<", ">") {
      let end = End(number: try reader.number(), isIncluded: sign.count == 2)
      return sign.hasPrefix("<")
        ? .range(lower: nil, upper: end) : .range(lower: end, upper: nil)
    }
    guard let opening = reader.take("[", "(", "]") else { return .equals(try reader.literal()) }
    let lower = End(number: try reader.number(), isIncluded: opening == "[")
    guard reader.take("..") != nil else { throw reader.refusal }
    let number = try reader.number()
    guard let closing = reader.take("]", ")", "[") else { throw reader.refusal }
    return .range(lower: lower, upper: End(number: number, isIncluded: closing == "]"))
  }

  /// Whether a number passes.
  func accepts(_ number: ExactDecimal) -> Bool {
    if isAnything { return true }
    let passes = tests.contains { test in
      switch test {
      case .equals(let literal): return literal == .number(number)
      case .range(let lower, let upper):
        let isAbove = lower.map { $0.number < number || ($0.isIncluded && $0.number == number) }
        let isBelow = upper.map { number < $0.number || ($0.isIncluded && $0.number == number) }
        return (isAbove ?? true) && (isBelow ?? true)
      }
    }
    return passes != isNegated
  }
}

/// Reads the text of a cell from left to right.
struct CellReader {
  private let text: String
  private var rest: Substring

  init(_ text: String) {
    self.text = text
    rest = text[...]
  }

  var refusal: Vector.Refusal {
    Vector.Refusal("invalid_table", "\"\(text)\" cannot be read from \"\(rest)\" on")
  }

  private mutating func skipBlanks() {
    rest = rest.drop { $0 == " " || $0 == "\t" }
  }

  var isAtEnd: Bool { rest.allSatisfy { $0 == " " || $0 == "\t" } }

  /// The first of some words that comes next.
  mutating func take(_ words: String...) -> String? {
    skipBlanks()
    guard let word = words.first(where: rest.hasPrefix) else { return nil }
    rest = rest.dropFirst(word.count)
    return word
  }

  mutating func takeNot() -> Bool {
    let start = rest
    if take("not") != nil, take("(") != nil { return true }
    rest = start
    return false
  }

  mutating func number() throws(Vector.Refusal) -> ExactDecimal {
    skipBlanks()
    var digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == "-") }
    let behind = rest.dropFirst(digits.count)
    if behind.first == ".", behind.dropFirst().first?.isNumber == true {
      digits = rest.prefix(
        digits.count + 1 + behind.dropFirst().prefix { $0.isASCII && $0.isNumber }.count)
    }
    let sign = digits.hasPrefix("-") ? "-" : ""
    let bare = digits.dropFirst(sign.count)
    // DMN writes numbers with leading zeros and without a zero before the point; JSON does not.
    let whole = bare.prefix { $0 != "." }.drop { $0 == "0" }
    let plain = sign + (whole.isEmpty ? "0" : whole) + bare.drop { $0 != "." }
    guard !bare.isEmpty, let number = try? ExactDecimal(plain) else { throw refusal }
    rest = rest.dropFirst(digits.count)
    return number
  }

  mutating func literal() throws(Vector.Refusal) -> TableCell.Literal {
    skipBlanks()
    if rest.first == "\"" { return .text(try string()) }
    let word = rest.prefix { $0.isLetter }
    if word.isEmpty { return .number(try number()) }
    guard word == "true" || word == "false" else { throw refusal }
    rest = rest.dropFirst(word.count)
    return .flag(word == "true")
  }

  private mutating func string() throws(Vector.Refusal) -> String {
    var isEscaped = false
    for (length, character) in rest.dropFirst().enumerated() {
      if character == "\"", !isEscaped {
        let quoted = rest.prefix(length + 2)
        guard case .string(let text)? = try? DocumentNode.parse(String(quoted)).value else {
          throw refusal
        }
        rest = rest.dropFirst(length + 2)
        return text
      }
      isEscaped = character == "\\" && !isEscaped
    }
    throw refusal
  }
}
