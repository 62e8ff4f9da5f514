// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// All cases that the rules of one or two tables can tell apart: an axis for each field they ask
/// about (for flags one for each flag), and each way of a rule to match as a box in that space.
struct RuleSpace: Sendable {
  /// One way of a rule to match.
  struct Term: Sendable {
    /// The table: 0, or 1 for the second of two.
    var table: Int
    var rule: Int
    /// The axes on which it does not accept every class.
    var mask: AxisSet
    /// The axes on which it cannot be told where the value is not known.
    var doubts: AxisSet
    /// Whether some case is matched; otherwise all are refuted or cannot be told.
    var canHold: Bool
  }

  let schema: FactSchema
  let vocabulary: TextVocabulary
  let axes: [RuleAxis]
  let terms: [Term]
  /// The positions of the fields that rules ask about.
  let asked: [Int]
  /// The axes of flags that mean nothing where the flags at a position are not known.
  let bitsOfPosition: [Int: AxisSet]
  /// Per axis of a flag the axis that says whether the flags are known; -1 where they always are.
  let knownAxis: [Int]

  /// The classes that terms accept, one term after another and one axis after another.
  private let ranges: [ClosedRange<Int32>]
  private let offsets: [Int32]

  var datePosition: Int { schema.fields.count }

  /// Creates the space of some tables over one schema.
  ///
  /// - Returns: `nil` where it would have more than 256 axes, or a condition more ways to hold than
  ///   a table takes.
  init?(_ tables: [[RuleLine]], schema: FactSchema) {
    var compiler = TermCompiler(schema)
    for line in tables.joined() { compiler.note(line.when) }
    var found: [(table: Int, rule: Int, term: RuleTerm)] = []
    for (table, lines) in tables.enumerated() {
      for (rule, line) in lines.enumerated() {
        guard let terms = compiler.terms(of: line.when) else { return nil }
        let days = FieldTest.codes(line.days, ifUnknown: .unknown)
        let dated = line.isDated ? RuleTerm(schema.fields.count, days) : RuleTerm()
        found += terms.map { (table, rule, $0.and(dated)) }
      }
    }
    let plan = SpacePlan(found.map(\.term), compiler)
    guard plan.axes.count <= AxisSet.capacity else { return nil }
    var terms: [Term] = []
    var ranges: [ClosedRange<Int32>] = []
    var offsets: [Int32] = [0]
    for (table, rule, term) in found {
      guard let box = plan.box(of: term) else { continue }
      terms.append(
        Term(
          table: table, rule: rule, mask: box.mask, doubts: box.doubts, canHold: box.canHold))
      for set in box.sets {
        ranges += set
        offsets.append(Int32(ranges.count))
      }
    }
    self.schema = schema
    self.terms = terms
    asked = Set(tables.joined().flatMap { $0.when.facts }).compactMap { schema.position(of: $0) }
      .sorted()
    self.ranges = ranges
    self.offsets = offsets
    vocabulary = compiler.vocabulary
    axes = plan.axes
    bitsOfPosition = plan.bitsOfPosition
    knownAxis = plan.knownAxis
  }

  /// The classes that a term accepts on an axis of its mask.
  func classes(_ term: Int, _ axis: Int) -> ArraySlice<ClosedRange<Int32>> {
    let place = term * axes.count + axis
    return ranges[Int(offsets[place])..<Int(offsets[place + 1])]
  }

  /// Whether a term accepts a class on an axis of its mask.
  func accepts(_ term: Int, _ axis: Int, _ number: Int32) -> Bool {
    let place = term * axes.count + axis
    for index in Int(offsets[place])..<Int(offsets[place + 1])
    where ranges[index].contains(number) {
      return true
    }
    return false
  }

  /// All classes of an axis.
  func allClasses(_ axis: Int) -> [ClosedRange<Int32>] {
    [0...Int32(axes[axis].classCount - 1)]
  }

  /// The axes of the field at a position.
  func axes(at position: Int) -> AxisSet {
    var set = AxisSet()
    for (number, axis) in axes.enumerated() where axis.position == position { set.insert(number) }
    return set
  }
}

/// The axes of a space, and terms as boxes in it.
struct SpacePlan {
  private let compiler: TermCompiler
  private(set) var axes: [RuleAxis] = []
  private(set) var bitsOfPosition: [Int: AxisSet] = [:]
  private(set) var knownAxis: [Int] = []
  private var axesOfPosition: [Int: [Int]] = [:]

  /// A term as a box: per axis the classes that it accepts.
  struct Box {
    var mask = AxisSet()
    var doubts = AxisSet()
    var sets: [[ClosedRange<Int32>]]
    var canHold = true
  }

  init(_ terms: [RuleTerm], _ compiler: TermCompiler) {
    self.compiler = compiler
    let asked = Set(terms.flatMap { $0.tests.map(\.position) })
    for position in asked.sorted() { add(position, terms) }
  }

  private mutating func add(_ position: Int, _ terms: [RuleTerm]) {
    let fields = compiler.schema.fields
    let isOptional = isOptional(position)
    let tests = terms.lazy.flatMap(\.tests).filter { $0.position == position }.map(\.test)
    if position < fields.count, fields[position].domain.flagNames != nil {
      addFlags(position, tests, isOptional)
      return
    }
    let all = position < fields.count ? compiler.codes(at: position) : FactField.Domain.date.codes
    var starts: Set<Int64> = [all.lowerBound]
    for case .codes(let set, _) in tests {
      for range in set.ranges {
        starts.insert(range.lowerBound)
        if range.upperBound < all.upperBound { starts.insert(range.upperBound + 1) }
      }
    }
    append(
      RuleAxis(
        position: position, kind: .codes(starts: starts.sorted(), last: all.upperBound),
        unknownClass: isOptional ? starts.count : nil))
  }

  private mutating func addFlags(
    _ position: Int, _ tests: some Sequence<FieldTest>, _ isOptional: Bool
  ) {
    var mask: Int64 = 0
    for case .bits(let test?, _) in tests { mask |= test.set | test.unset }
    var known = -1
    if isOptional {
      known = axes.count
      append(RuleAxis(position: position, kind: .known, unknownClass: 1))
    }
    var bits = AxisSet()
    for bit in 0..<63 where mask & (1 << Int64(bit)) != 0 {
      bits.insert(Swift.min(axes.count, AxisSet.capacity - 1))
      append(
        RuleAxis(position: position, kind: .bit(1 << Int64(bit)), unknownClass: nil),
        known: known)
    }
    bitsOfPosition[position] = bits
  }

  private mutating func append(_ axis: RuleAxis, known: Int = -1) {
    axesOfPosition[axis.position, default: []].append(axes.count)
    axes.append(axis)
    knownAxis.append(known)
  }

  /// The box of a term; `nil` where it never holds.
  func box(of term: RuleTerm) -> Box? {
    var box = Box(sets: Array(repeating: [], count: axes.count))
    for (position, test) in term.tests {
      for number in axesOfPosition[position] ?? [] {
        let axis = axes[number]
        var set = accepted(test, axis)
        if let unknown = axis.unknownClass {
          if test.ifUnknown == .yes { set.append(Int32(unknown)...Int32(unknown)) }
          if test.ifUnknown == .unknown { box.doubts.insert(number) }
        }
        if set.isEmpty {
          guard box.doubts.contains(number) else { return nil }
          box.canHold = false
        }
        let count = set.reduce(0) { $0 + Int($1.upperBound - $1.lowerBound) + 1 }
        if count == axis.classCount { continue }
        box.mask.insert(number)
        box.sets[number] = set
      }
      // Flags that always are known, and that nothing satisfies.
      if case .bits(nil, let truth) = test, truth == .no || !isOptional(position) { return nil }
    }
    return box
  }

  private func isOptional(_ position: Int) -> Bool {
    let fields = compiler.schema.fields
    return position < fields.count && fields[position].isOptional
  }

  private func accepted(_ test: FieldTest, _ axis: RuleAxis) -> [ClosedRange<Int32>] {
    switch (test, axis.kind) {
    case (.codes(let set, _), .codes): return axis.classes(of: set)
    case (.bits(let bits, _), .known): return bits == nil ? [] : [0...0]
    case (.bits(let bits?, _), .bit(let mask)):
      if bits.set & mask != 0 { return [1...1] }
      return bits.unset & mask != 0 ? [0...0] : [0...1]
    // Without a known value the flags themselves mean nothing.
    case (.bits(nil, _), .bit): return [0...1]
    default: return []
    }
  }
}
