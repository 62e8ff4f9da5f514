// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The part of a rule table that does not depend on its outcomes, compiled once.
///
/// Terms are numbered in the order of their rules. An index holds, for each field and each class of
/// its values, one bit a term; a decision looks up one row of bits a field and intersects them
/// (Lakshman and Stiliadis, "High-speed policy-based packet forwarding using efficient
/// multi-dimensional range matching", 1998). Where the index would be too large, terms are tested
/// one after another.
@usableFromInline
final class RuleMatcher: Sendable {
  let schema: FactSchema
  let lines: [RuleLine]
  let vocabulary: TextVocabulary
  /// All ways in which rules can match, in the order of the rules; each asks for the rule's dates
  /// last, at the position behind the schema's fields.
  let flat: FlatTerms
  /// Per rule where its terms start, and behind the last one where they all end.
  let termStarts: [Int]
  /// Per term its rule.
  let ruleOfTerm: [Int32]
  let factsAsked: [String]
  /// Per rule the positions of the facts that its condition asks about, in the order of the words.
  let positionsAsked: [[Int]]
  let index: RuleIndex?
  /// Per rule the parts that must all hold, in the order in which the condition names them.
  let parts: [[RulePart]]
  let flatParts: FlatParts
  /// Per position whether the distance of its codes means something; the date stands last.
  let isOrdered: [Bool]
  let ruleNumbers: [RuleID: Int]

  /// The date as terms see it.
  @inlinable
  static func day(of date: CivilDate?) -> Int64 {
    date.map { Int64($0.daysSince1970) } ?? .min
  }

  /// The position at which terms ask for the date.
  var datePosition: Int { schema.fields.count }

  init(_ lines: [RuleLine], schema: FactSchema) throws(DocumentError) {
    var problems = Problems()
    var compiler = TermCompiler(schema)
    Self.check(lines, schema, &problems)
    try problems.throwIfAny()
    for line in lines { compiler.note(line.when) }
    var terms: [RuleTerm] = []
    var starts = [0]
    var parts: [[RulePart]] = []
    // Parts that contradict one another have terms, and their rule has none.
    var count = (terms: 0, ranges: 0)
    for (position, line) in lines.enumerated() {
      guard let found = compiler.terms(of: line) else {
        problems.report(
          "the condition can hold in more than \(TermCompiler.maximumTerms) ways, or they name "
            + "more than \(TermCompiler.maximumRanges) ranges; say it in several rules",
          path: "rules[\(position)].when")
        continue
      }
      let ofLine = RulePart.parts(of: line, compiler)
      terms += found
      starts.append(terms.count)
      parts.append(ofLine)
      let inParts = ofLine.flatMap(\.terms)
      count.terms += max(found.count, inParts.count)
      count.ranges += max(found.rangeCount, inParts.rangeCount)
      if count.terms > Self.maximumTerms {
        problems.report(
          "all conditions together can hold in more than \(Self.maximumTerms) ways", path: "rules")
        break
      }
      if count.ranges > TermCompiler.maximumRanges {
        problems.report(
          "all conditions together name more than \(TermCompiler.maximumRanges) ranges",
          path: "rules")
        break
      }
    }
    try problems.throwIfAny()
    self.schema = schema
    self.lines = lines
    flat = FlatTerms(terms)
    termStarts = starts
    vocabulary = compiler.vocabulary
    ruleOfTerm = lines.indices.flatMap { rule in
      repeatElement(Int32(rule), count: starts[rule + 1] - starts[rule])
    }
    let askedOfRules = lines.map(\.when.factsAsked)
    positionsAsked = askedOfRules.map { $0.compactMap { schema.position(of: $0) } }
    let asked = Set(askedOfRules.joined())
    factsAsked = schema.fields.map(\.name).filter(asked.contains)
    index = RuleIndex(terms, schema, compiler.vocabulary)
    self.parts = parts
    flatParts = FlatParts(parts)
    isOrdered = schema.fields.map(\.domain.isOrdered) + [true]
    ruleNumbers = Dictionary(lines.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in
      first
    }
  }

  /// The ways of all rules of one table together.
  static let maximumTerms = 200_000

  private static func check(_ lines: [RuleLine], _ schema: FactSchema, _ problems: inout Problems) {
    var seen: Set<RuleID> = []
    for (position, line) in lines.enumerated() {
      if line.id.rawValue.allSatisfy(\.isWhitespace) {
        problems.report("a rule needs an id", path: "rules[\(position)].id")
      }
      if !seen.insert(line.id).inserted {
        problems.report(
          "the id \(line.id.rawValue.quoted) stands twice", path: "rules[\(position)].id")
      }
      line.when.check(against: schema, path: "rules[\(position)].when", &problems)
    }
  }

  // MARK: Matching

  /// What the first rule that does not fail says; `nil` where all fail.
  @usableFromInline
  struct Hit {
    @usableFromInline var rule: Int
    @usableFromInline var isCertain: Bool

    @usableFromInline
    init(rule: Int, isCertain: Bool) {
      self.rule = rule
      self.isCertain = isCertain
    }
  }

  /// The first rule that holds or cannot be told; `nil` where all fail. The day is given as days
  /// since 1970, ``Facts/unknown`` where it is not known.
  @usableFromInline
  func first(_ facts: Facts, day: Int64) -> Hit? {
    if let index { return index.first(facts, day: day, ruleOfTerm) }
    var hit: Hit?
    visitWithoutIndex(facts, day) { rule, truth in
      hit = Hit(rule: rule, isCertain: truth == .yes)
      return false
    }
    return hit
  }

  /// Visits each rule that holds or cannot be told, in order, until the body says no.
  func visit(_ facts: Facts, day: Int64, _ body: (_ rule: Int, _ truth: Truth) -> Bool) {
    if let index {
      index.visit(facts, day: day, ruleOfTerm, body)
    } else {
      visitWithoutIndex(facts, day, body)
    }
  }

  private func visitWithoutIndex(_ facts: Facts, _ day: Int64, _ body: (Int, Truth) -> Bool) {
    codes(of: facts, day: day).withUnsafeBufferPointer { codes in
      flat.withView { flat in
        for rule in 0..<lines.count {
          var truth = Truth.no
          for term in termStarts[rule]..<termStarts[rule + 1] where truth != .yes {
            truth = max(truth, flat.answer(term: term, codes))
          }
          if truth != .no, !body(rule, truth) { return }
        }
      }
    }
  }

  /// The codes that terms see, at every position, the day last.
  func codes(of facts: Facts, day: Int64) -> [Int64] {
    var codes = facts.codes
    for position in codes.indices where schema.textSlot(of: position) >= 0 {
      guard !facts.isUnknown(position) else { continue }
      let text = facts.texts[schema.textSlot(of: position)]
      codes[position] = vocabulary.mentionedPlace(of: text, at: position) ?? 0
    }
    codes.append(day)
    return codes
  }

  /// What must be known before a rule can be answered: names of facts, and `onDate`.
  func missing(for rule: Int, _ facts: Facts, day: Int64) -> [String] {
    var names = lines[rule].when.missing(in: facts)
    if lines[rule].isDated, day == Facts.unknown { names.append("onDate") }
    return names
  }
}
