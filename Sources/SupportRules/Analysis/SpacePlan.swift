// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The axes of a space, and terms as boxes in it.
struct SpacePlan {
  private let compiler: TermCompiler
  private(set) var axes: [RuleAxis] = []
  private(set) var bitsOfPosition: [Int: AxisSet] = [:]
  private(set) var knownAxis: [Int] = []
  private var axesOfPosition: [Int: [Int]] = [:]

  /// A term as a box: per axis the classes that it accepts.
  struct TermBox {
    var mask = AxisSet()
    var doubts = AxisSet()
    var sets: [RuleSpace.Classes]
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
  func box(of term: RuleTerm) -> TermBox? {
    var box = TermBox(sets: Array(repeating: [], count: axes.count))
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

  private func accepted(_ test: FieldTest, _ axis: RuleAxis) -> RuleSpace.Classes {
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
