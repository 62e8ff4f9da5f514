// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Turns conditions into terms: the ways in which each can hold.
///
/// The conversion to disjunctive normal form, any of alls, keeps every answer, unknown included: Kleene's logic knows De
/// Morgan's laws and distribution.
struct TermCompiler {
  /// More ways than these are refused: a condition that needs them is better said in several rules.
  static let maximumTerms = 4_096

  let schema: FactSchema
  private(set) var vocabulary = TextVocabulary()

  init(_ schema: FactSchema) {
    self.schema = schema
  }

  /// Notes the texts that a condition mentions; all conditions are noted before any is compiled,
  /// since "not this text" speaks of all others.
  mutating func note(_ condition: Condition) {
    switch condition {
    case .isOneOf(let fact, let values):
      guard let position = schema.position(of: fact), schema.fields[position].domain.isText
      else { return }
      for case .text(let text) in values { _ = vocabulary.place(of: text, at: position) }
    case .all(let parts), .any(let parts):
      for part in parts { note(part) }
    case .not(let part): note(part)
    case .isWithin, .hasFlags, .isKnown: break
    }
  }

  /// More ranges of values than these in all terms together are refused.
  static let maximumRanges = 4_000_000

  /// The terms of a rule: of its condition, each with its dates; `nil` when there are too many.
  func terms(of line: RuleLine) -> [RuleTerm]? {
    let terms = terms(of: line.when)
    guard let dates = line.dateTerm(at: schema.fields.count) else { return terms }
    return terms?.map { $0.and(dates) }
  }

  /// The terms of a condition; `nil` when there are more than ``maximumTerms``, or they name more than
  /// ``maximumRanges``.
  ///
  /// No terms at all: it can never hold.
  func terms(of condition: Condition) -> [RuleTerm]? {
    terms(condition, negated: false)
  }

  private func terms(_ condition: Condition, negated: Bool) -> [RuleTerm]? {
    switch condition {
    case .not(let part): return terms(part, negated: !negated)
    case .all(let parts): return negated ? either(parts, negated) : both(parts, negated)
    case .any(let parts): return negated ? both(parts, negated) : either(parts, negated)
    case .isOneOf(let fact, let values):
      return test(fact, negated) { position, domain in
        CodeSet(
          values.compactMap { value in
            guard domain.isText else { return domain.code(of: value) }
            guard case .text(let text) = value else { return nil }
            return vocabulary.mentionedPlace(of: text, at: position)
          })
      }
    case .isWithin(let fact, let range): return test(fact, negated) { range.codes($1) }
    case .hasFlags(let fact, let flags): return terms(fact, flags, negated)
    case .isKnown(let fact): return known(fact, negated)
    }
  }

  private func test(
    _ fact: String, _ negated: Bool, _ codes: (Int, FactField.Domain) -> CodeSet
  ) -> [RuleTerm] {
    guard let position = schema.position(of: fact) else { return [] }
    let set = codes(position, schema.fields[position].domain)
    let accepted = negated ? set.complement(in: self.codes(at: position)) : set
    return [RuleTerm(position, .codes(accepted, ifUnknown: .unknown))]
  }

  private func known(_ fact: String, _ negated: Bool) -> [RuleTerm] {
    guard let position = schema.position(of: fact) else { return [] }
    let truth: Truth = negated ? .yes : .no
    if schema.fields[position].domain.flagNames != nil {
      let test = negated ? nil : FieldTest.BitTest(set: 0, unset: 0)
      return [RuleTerm(position, .bits(test, ifUnknown: truth))]
    }
    let all = negated ? CodeSet() : CodeSet(codes(at: position))
    return [RuleTerm(position, .codes(all, ifUnknown: truth))]
  }

  private func terms(_ fact: String, _ flags: FlagTest, _ negated: Bool) -> [RuleTerm]? {
    guard let position = schema.position(of: fact),
      let names = schema.fields[position].domain.flagNames
    else { return [] }
    func mask(_ set: [String]) -> Int64 { FactField.Domain.mask(of: set, among: names) ?? 0 }
    func term(set: Int64 = 0, unset: Int64 = 0) -> RuleTerm {
      RuleTerm(
        position,
        .bits(set & unset == 0 ? .init(set: set, unset: unset) : nil, ifUnknown: .unknown))
    }
    func bits(_ set: [String]) -> [Int64] { set.map { mask([$0]) } }
    if negated {
      // One of "all" is missing, or all of "any" are, or one of "none" is there.
      let missing = bits(flags.allOf).map { term(unset: $0) }
      let present = bits(flags.noneOf).map { term(set: $0) }
      return missing + (flags.anyOf.isEmpty ? [] : [term(unset: mask(flags.anyOf))]) + present
    }
    let fixed = term(set: mask(flags.allOf), unset: mask(flags.noneOf))
    if flags.anyOf.isEmpty { return [fixed] }
    return bits(flags.anyOf).map { fixed.and(term(set: $0)) }
  }

  /// The codes that a field that has no flags can have in this table.
  func codes(at position: Int) -> ClosedRange<Int64> {
    let domain = schema.fields[position].domain
    return domain.isText ? vocabulary.codes(at: position) : domain.codes
  }

  // MARK: Joining

  private func both(_ parts: [Condition], _ negated: Bool) -> [RuleTerm]? {
    var result = [RuleTerm()]
    for part in parts {
      guard let terms = terms(part, negated: negated),
        terms.count * result.count <= Self.maximumTerms * 4,
        // The joined terms would copy the ranges of each into those of the others.
        terms.rangeCount * result.count + result.rangeCount * terms.count <= Self.maximumRanges
      else { return nil }
      var joined = TermUnion()
      for left in result {
        for right in terms { joined.add(left.and(right)) }
      }
      result = joined.terms
      if result.count > Self.maximumTerms { return nil }
    }
    return result
  }

  private func either(_ parts: [Condition], _ negated: Bool) -> [RuleTerm]? {
    var result = TermUnion()
    for part in parts {
      guard let terms = terms(part, negated: negated) else { return nil }
      for term in terms { result.add(term) }
      if result.terms.count > Self.maximumTerms { return nil }
    }
    return result.terms.rangeCount <= Self.maximumRanges ? result.terms : nil
  }
}

extension [RuleTerm] {
  /// How many ranges of values the terms name.
  var rangeCount: Int { reduce(0) { $0 + $1.rangeCount } }
}

/// Terms of which at least one is to hold, without those that can never hold and those that stand
/// twice; neighbours that differ in one field only are one.
private struct TermUnion {
  private(set) var terms: [RuleTerm] = []
  private var seen: Set<RuleTerm> = []

  /// Adds a term behind the others.
  ///
  /// - Complexity: O(1) but for joining, which leaves one term fewer each time.
  mutating func add(_ term: RuleTerm) {
    if term.isNever { return }
    var term = term
    while let last = terms.last, let joined = last.or(term) {
      seen.remove(last)
      terms.removeLast()
      term = joined
    }
    if seen.insert(term).inserted { terms.append(term) }
  }
}
