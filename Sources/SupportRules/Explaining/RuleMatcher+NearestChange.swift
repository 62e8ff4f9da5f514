// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension RuleMatcher {
  /// The domain at a position; `nil` for the date.
  func domain(at position: Int) -> FactField.Domain? {
    position < schema.fields.count ? schema.fields[position].domain : nil
  }

  /// Appends the nearest change that makes a rule match (semantics P5): the fewest facts, then the
  /// order of the schema, then the smallest steps.
  ///
  /// - Returns: Whether there is one.
  func appendNearestChange(
    of rule: Int, _ codes: UnsafeBufferPointer<Int64>, _ flat: FlatTerms.View,
    to steps: inout [FactStep]
  ) -> Bool {
    let start = steps.count
    var found = false
    for term in termStarts[rule]..<termStarts[rule + 1] {
      let candidate = steps.count
      guard appendSteps(to: term, codes, flat, &steps) else {
        steps.removeLast(steps.count - candidate)
        continue
      }
      if !found {
        found = true
      } else if isNearer(steps[candidate...], than: steps[start..<candidate]) {
        steps.removeSubrange(start..<candidate)
      } else {
        steps.removeLast(steps.count - candidate)
      }
    }
    return found
  }

  @inline(__always)
  private func appendSteps(
    to term: Int, _ codes: UnsafeBufferPointer<Int64>, _ flat: FlatTerms.View,
    _ steps: inout [FactStep]
  ) -> Bool {
    for number in flat.tests(of: term) {
      let test = flat.tests[number]
      let position = Int(test.position)
      let code = codes[position]
      if flat.answer(test, code) == .yes { continue }
      guard let to = flat.nearest(test, to: code, isOrdered: isOrdered[position]) else {
        return false
      }
      steps.append(FactStep(position: position, from: code, to: to))
    }
    return true
  }

  private func isNearer(
    _ left: ArraySlice<FactStep>, than right: ArraySlice<FactStep>
  ) -> Bool {
    if left.count != right.count { return left.count < right.count }
    for (one, other) in zip(left, right) where one.position != other.position {
      return one.position < other.position
    }
    for (one, other) in zip(left, right) {
      let domain = domain(at: one.position)
      let (mine, theirs) = (one.size(domain), other.size(domain))
      if mine != theirs { return mine < theirs }
    }
    return false
  }
}

extension RuleMatcher {
  /// A step in values.
  func change(_ step: FactStep, _ facts: Facts) -> FactChange {
    guard step.position < schema.fields.count else {
      func date(_ code: Int64) -> FactValue? {
        code == Facts.unknown ? nil : .date(CivilDate(daysSince1970: Int(code)))
      }
      return FactChange(
        fact: "onDate", from: date(step.from), to: date(step.to), kind: kind(of: step, nil),
        isPersonal: false)
    }
    let field = schema.fields[step.position]
    let to: FactValue? =
      if step.to == Facts.unknown {
        nil
      } else if field.domain.isText {
        .text(vocabulary.text(at: step.position, step.to))
      } else {
        field.domain.value(of: step.to)
      }
    return FactChange(
      fact: field.name, from: facts[step.position], to: to, kind: kind(of: step, field.domain),
      isPersonal: field.isPersonal, unit: field.domain.unit)
  }

  private func kind(of step: FactStep, _ domain: FactField.Domain?) -> FactChange.Kind {
    if step.to == Facts.unknown { return .unknown }
    if let names = domain?.flagNames {
      let old = step.from == Facts.unknown ? 0 : step.from
      return .flags(
        set: FactField.Domain.names(of: step.to & ~old, among: names),
        unset: FactField.Domain.names(of: old & ~step.to, among: names))
    }
    if step.from == Facts.unknown { return .known }
    guard domain?.isOrdered ?? true else { return .other }
    let grows = step.to > step.from
    if case .ordered = domain { return grows ? .orAbove : .orBelow }
    return grows ? .more : .less
  }

  /// The facts after a change, for rules that ask what they would then say.
  func facts(
    _ facts: Facts, day: Int64, after steps: UnsafeBufferPointer<FactStep>
  ) -> (Facts, Int64) {
    var result = facts
    var day = day
    for step in steps {
      if step.position == datePosition {
        day = step.to
      } else {
        result.record(change(step, facts).to, at: step.position)
      }
    }
    return (result, day)
  }
}
