// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// All cases that the rules of one or two tables can tell apart: an axis for each field they ask
/// about (for flags one for each flag), and each way of a rule to match as a box in that space.
struct RuleSpace: Sendable {
  /// Some classes of an axis: ranges of their numbers, in order.
  typealias Classes = [ClosedRange<Int32>]
  /// A part of the space: for each axis the classes that belong to it.
  typealias Box = [Classes]

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
        guard let terms = compiler.terms(of: line) else { return nil }
        found += terms.map { (table, rule, $0) }
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
    asked = Set(tables.joined().flatMap { $0.when.factsAsked }).compactMap {
      schema.position(of: $0)
    }
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
  func allClasses(_ axis: Int) -> Classes {
    [0...Int32(axes[axis].classCount - 1)]
  }

  /// The axes of the field at a position.
  func axes(at position: Int) -> AxisSet {
    var set = AxisSet()
    for (number, axis) in axes.enumerated() where axis.position == position { set.insert(number) }
    return set
  }
}

extension RuleSpace {
  /// The box in which two terms both hold; `nil` where there is none.
  func overlap(_ left: Int, _ right: Int) -> Box? {
    var box = axes.indices.map(allClasses)
    var isEmpty = false
    terms[left].mask.union(terms[right].mask).forEach { axis in
      guard !isEmpty else { return }
      let mine = terms[left].mask.contains(axis) ? Array(classes(left, axis)) : box[axis]
      let theirs = terms[right].mask.contains(axis) ? Array(classes(right, axis)) : box[axis]
      box[axis] = Self.intersection(mine, theirs)
      guard box[axis].isEmpty else { return }
      // Flags that contradict each other do so only where they are known.
      let known = knownAxis[axis]
      isEmpty = !axes[axis].isBit || known < 0 || box[known] != [1...1]
    }
    return isEmpty ? nil : box
  }

  private static func intersection(
    _ left: Classes, _ right: Classes
  ) -> Classes {
    var result: Classes = []
    for one in left {
      for other in right where one.overlaps(other) { result.append(one.clamped(to: other)) }
    }
    return result
  }
}

extension RuleSpace {
  /// The classes that a term accepts on any axis.
  func box(_ term: Int, _ axis: Int) -> Classes {
    terms[term].mask.contains(axis) ? Array(classes(term, axis)) : allClasses(axis)
  }
}
