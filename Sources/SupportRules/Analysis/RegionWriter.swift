// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Turns regions of a space into conditions and cases.
struct RegionWriter {
  let space: RuleSpace

  /// Joins regions that differ on one axis only, as far as that goes.
  func merged(_ regions: [SearchRegion]) -> [SearchRegion] {
    var result = regions
    var changed = true
    while changed {
      changed = false
      search: for left in result.indices {
        for right in result.indices where right > left {
          guard let joined = joined(result[left], result[right]) else { continue }
          result[left] = joined
          result.remove(at: right)
          changed = true
          break search
        }
      }
    }
    return result
  }

  private func joined(_ left: SearchRegion, _ right: SearchRegion) -> SearchRegion? {
    let differing = left.box.indices.filter { left.box[$0] != right.box[$0] }
    guard differing.count == 1, let axis = differing.first else { return nil }
    // A region of unknown flags says nothing about single flags.
    if case .known = space.axes[axis].kind { return nil }
    var result = left
    result.box[axis] = Self.union(left.box[axis], right.box[axis])
    // Dates are told as one stretch.
    if space.axes[axis].position == space.datePosition, result.box[axis].count > 1 { return nil }
    return result
  }

  static func union(
    _ left: RuleSpace.Classes, _ right: RuleSpace.Classes
  ) -> RuleSpace.Classes {
    var result: RuleSpace.Classes = []
    for range in (left + right).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = result.last, last.upperBound + 1 >= range.lowerBound {
        let upper = Swift.max(last.upperBound, range.upperBound)
        result[result.count - 1] = last.lowerBound...upper
      } else {
        result.append(range)
      }
    }
    return result
  }

  // MARK: Regions

  /// The region of a box as people read it, with a case in it.
  func region(_ box: RuleSpace.Box) -> RuleRegion {
    var parts: [Condition] = []
    var witness = Facts(space.schema)
    // Flags that rules ask about only in ways that nothing satisfies have no axis.
    for position in space.asked where space.schema.fields[position].domain.flagNames != nil {
      witness.record(.flags([]), at: position)
    }
    var dates: (from: CivilDate?, until: CivilDate?, witness: CivilDate?) = (nil, nil, nil)
    var position = -1
    for axis in space.axes.indices where space.axes[axis].position != position {
      position = space.axes[axis].position
      if position == space.datePosition {
        dates = self.dates(box[axis], axis)
      } else if space.schema.fields[position].domain.flagNames != nil {
        let (condition, value) = flags(box, position)
        if let condition { parts.append(condition) }
        witness.record(value, at: position)
      } else {
        if let condition = condition(box[axis], axis) { parts.append(condition) }
        witness.record(value(box[axis], axis), at: position)
      }
    }
    return RuleRegion(
      condition: parts.count == 1 ? parts[0] : .all(parts), from: dates.from, until: dates.until,
      witness: witness, date: dates.witness)
  }

  private func isWhole(_ ranges: RuleSpace.Classes, _ axis: Int) -> Bool {
    ranges == space.allClasses(axis)
  }

  private func dates(
    _ ranges: RuleSpace.Classes, _ axis: Int
  ) -> (from: CivilDate?, until: CivilDate?, witness: CivilDate?) {
    let all = FactField.Domain.date.codes
    guard let first = ranges.first, let last = ranges.last else { return (nil, nil, nil) }
    let low = space.axes[axis].codes(of: Int(first.lowerBound)).lowerBound
    let high = space.axes[axis].codes(of: Int(last.upperBound)).upperBound
    let stretch = space.axes[axis].codes(of: Int(first.lowerBound))
    let witness = low > all.lowerBound ? low : stretch.upperBound
    func date(_ day: Int64) -> CivilDate { CivilDate(daysSince1970: Int(day)) }
    return (
      low > all.lowerBound ? date(low) : nil, high < all.upperBound ? date(high + 1) : nil,
      date(witness)
    )
  }

  // MARK: Values with codes

  private func condition(_ ranges: RuleSpace.Classes, _ axis: Int) -> Condition? {
    if isWhole(ranges, axis) { return nil }
    let field = space.schema.fields[space.axes[axis].position]
    let unknown = space.axes[axis].unknownClass.map { Int32($0) }
    let isUnknown = unknown.map { number in ranges.contains { $0.contains(number) } } ?? false
    var known = ranges
    if isUnknown, let unknown { known = Self.removing(unknown, known) }
    let missing = Condition.not(.isKnown(field.name))
    if known.isEmpty { return missing }
    let test = test(known, axis, field)
    return isUnknown ? .any([test, missing]) : test
  }

  private static func removing(
    _ number: Int32, _ ranges: RuleSpace.Classes
  ) -> RuleSpace.Classes {
    ranges.compactMap { range in
      guard range.upperBound == number else { return range }
      return range.lowerBound < number ? range.lowerBound...(number - 1) : nil
    }
  }

  /// The test that accepts these classes of known values.
  private func test(
    _ ranges: RuleSpace.Classes, _ axis: Int, _ field: FactField
  ) -> Condition {
    let codes = ranges.map { range in
      space.axes[axis].codes(of: Int(range.lowerBound))
        .lowerBound...space.axes[axis].codes(of: Int(range.upperBound)).upperBound
    }
    let all =
      field.domain.isText
      ? space.vocabulary.codes(at: space.axes[axis].position)
      : field.domain.codes
    if codes == [all] { return .isKnown(field.name) }
    if field.domain.isText { return texts(codes, axis, field) }
    guard field.domain.isOrdered else {
      return .isOneOf(field.name, codes.flatMap { $0.map(field.domain.value(of:)) })
    }
    let tests = codes.map { codes -> Condition in
      if codes.lowerBound == codes.upperBound {
        return .equals(field.name, field.domain.value(of: codes.lowerBound))
      }
      return .isWithin(field.name, Self.range(codes, all, field.domain))
    }
    return tests.count == 1 ? tests[0] : .any(tests)
  }

  /// Half open, as ranges are by default; names of a scale are named at both ends.
  private static func range(
    _ codes: ClosedRange<Int64>, _ all: ClosedRange<Int64>, _ domain: FactField.Domain
  ) -> FactRange {
    let upper: FactRange.End
    if codes.upperBound == all.upperBound {
      upper = .unbounded
    } else if case .ordered = domain {
      upper = .including(domain.value(of: codes.upperBound))
    } else {
      upper = .excluding(domain.value(of: codes.upperBound + 1))
    }
    let startsWithDomain = codes.lowerBound == all.lowerBound && upper != .unbounded
    return FactRange(
      lower: startsWithDomain ? .unbounded : .including(domain.value(of: codes.lowerBound)),
      upper: upper)
  }

  /// Place 0 stands for all texts that are not mentioned.
  private func texts(
    _ codes: [ClosedRange<Int64>], _ axis: Int, _ field: FactField
  ) -> Condition {
    let position = space.axes[axis].position
    let places = codes.flatMap { Array($0) }
    func values(_ places: [Int64]) -> [FactValue] {
      places.map { .text(space.vocabulary.text(at: position, $0)) }
    }
    guard places.contains(0) else { return .isOneOf(field.name, values(places)) }
    let missing = space.vocabulary.codes(at: position).filter { !places.contains($0) }
    return missing.isEmpty
      ? .isKnown(field.name) : .not(.isOneOf(field.name, values(missing)))
  }

  /// A value of some classes; `nil` for unknown.
  private func value(_ ranges: RuleSpace.Classes, _ axis: Int) -> FactValue? {
    guard let number = ranges.first.map({ Int($0.lowerBound) }),
      number != space.axes[axis].unknownClass
    else { return nil }
    let position = space.axes[axis].position
    let domain = space.schema.fields[position].domain
    let codes = space.axes[axis].codes(of: number)
    if domain.isText { return .text(space.vocabulary.text(at: position, codes.lowerBound)) }
    // A domain without bounds starts where nobody looks; zero or the end of the class says more.
    guard codes.lowerBound == -Int64.max else { return domain.value(of: codes.lowerBound) }
    return domain.value(of: codes.contains(0) ? 0 : codes.upperBound)
  }

  // MARK: Flags

  private func flags(
    _ box: RuleSpace.Box, _ position: Int
  ) -> (Condition?, FactValue?) {
    let field = space.schema.fields[position]
    let names = field.domain.flagNames ?? []
    var test = FlagTest()
    var mask: Int64 = 0
    var mayBeUnknown = false
    for (axis, ranges) in zip(space.axes, box) where axis.position == position {
      switch axis.kind {
      case .known:
        if ranges == [1...1] { return (.not(.isKnown(field.name)), nil) }
        mayBeUnknown = ranges == [0...1]
      case .bit(let bit):
        let name = FactField.Domain.names(of: bit, among: names)
        if ranges == [1...1] {
          test.allOf += name
          mask |= bit
        } else if ranges == [0...0] {
          test.noneOf += name
        }
      case .codes: break
      }
    }
    let value = FactValue.flags(FactField.Domain.names(of: mask, among: names))
    if test == FlagTest() {
      let isAsked = space.axes.contains { axis in
        if case .known = axis.kind { axis.position == position } else { false }
      }
      return (isAsked && !mayBeUnknown ? .isKnown(field.name) : nil, value)
    }
    return (.hasFlags(field.name, test), value)
  }
}
