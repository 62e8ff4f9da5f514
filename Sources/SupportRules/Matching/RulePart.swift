// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// One of the parts of a condition that must all hold, with its terms: what explanations name.
struct RulePart: Hashable, Sendable {
  /// The part; the rule's dates are asked for as the fact `onDate`.
  let condition: Condition
  /// The part in words, made once.
  let text: String
  /// The first fact that it asks about, and its position; the date stands behind the last field.
  let fact: String
  let position: Int
  let terms: [RuleTerm]

  private init(_ condition: Condition, _ terms: [RuleTerm], _ schema: FactSchema) {
    self.condition = condition
    self.terms = terms
    text = condition.description
    fact = condition.facts.first ?? ""
    position = schema.position(of: fact) ?? schema.fields.count
  }

  /// The parts of a rule in the order in which its condition names them, its dates last.
  static func parts(of line: RuleLine, _ compiler: TermCompiler) -> [RulePart] {
    var parts: [RulePart] = []
    collect(line.when, compiler, &parts)
    if line.isDated {
      let lower = line.from.map { FactRange.End.including(.date($0)) } ?? .none
      let upper = line.until.map { FactRange.End.excluding(.date($0)) } ?? .none
      let test = FieldTest.codes(line.days, ifUnknown: .unknown)
      parts.append(
        RulePart(
          .isWithin("onDate", FactRange(lower: lower, upper: upper)),
          [RuleTerm(compiler.schema.fields.count, test)], compiler.schema))
    }
    return parts
  }

  private static func collect(
    _ condition: Condition, _ compiler: TermCompiler, _ parts: inout [RulePart]
  ) {
    if case .all(let inner) = condition {
      for part in inner { collect(part, compiler, &parts) }
    } else {
      parts.append(
        RulePart(condition, compiler.terms(of: condition) ?? [], compiler.schema))
    }
  }
}

/// The parts of all rules as plain numbers.
struct FlatParts: Sendable {
  private let flat: FlatTerms
  /// Per part where its terms start, and behind the last one where they all end.
  private let termStarts: [Int32]
  /// Per rule where its parts start, and behind the last one where they all end.
  private let partStarts: [Int32]

  init(_ parts: [[RulePart]]) {
    flat = FlatTerms(parts.joined().flatMap(\.terms))
    var terms: [Int32] = [0]
    var starts: [Int32] = [0]
    var termCount: Int32 = 0
    for rule in parts {
      for part in rule {
        termCount += Int32(part.terms.count)
        terms.append(termCount)
      }
      starts.append(Int32(terms.count - 1))
    }
    termStarts = terms
    partStarts = starts
  }

  /// Calls the body with the parts in reach, without touching a reference more than once.
  @inline(__always)
  func withView<Result>(_ body: (View) -> Result) -> Result {
    flat.withView { flat in
      termStarts.withUnsafeBufferPointer { termStarts in
        partStarts.withUnsafeBufferPointer { partStarts in
          body(View(flat: flat, termStarts: termStarts, partStarts: partStarts))
        }
      }
    }
  }

  /// The parts while they are asked.
  struct View {
    let flat: FlatTerms.View
    let termStarts: UnsafeBufferPointer<Int32>
    let partStarts: UnsafeBufferPointer<Int32>

    /// What a rule says of a row of codes, and the first of its parts that failed; -1 where none did.
    @inline(__always)
    func answer(
      rule: Int, _ codes: UnsafeBufferPointer<Int64>
    ) -> (truth: Truth, failing: Int32) {
      var result = Truth.yes
      for part in partStarts[rule]..<partStarts[rule + 1] {
        let truth = answer(part: Int(part), codes)
        if truth == .no { return (.no, part - partStarts[rule]) }
        if truth == .unknown { result = .unknown }
      }
      return (result, -1)
    }

    @inline(__always)
    private func answer(part: Int, _ codes: UnsafeBufferPointer<Int64>) -> Truth {
      var result = Truth.no
      for term in termStarts[part]..<termStarts[part + 1] {
        let truth = flat.answer(term: Int(term), codes)
        if truth == .yes { return .yes }
        if truth == .unknown { result = .unknown }
      }
      return result
    }
  }
}
