// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One fact on the way to a match: which one, and what it would have to become.
struct FactStep: Hashable, Sendable {
  var position: Int
  /// The code now; ``Facts/unknown`` where it is not known.
  var from: Int64
  /// The code that would do.
  var to: Int64

  /// How far it is, in units of the domain; steps between names and from unknown count as one.
  func size(_ domain: FactField.Domain?) -> UInt64 {
    guard from != Facts.unknown, to != Facts.unknown else { return 1 }
    guard let domain else { return CodeSet.distance(from, to) }
    if domain.flagNames != nil { return UInt64((from ^ to).nonzeroBitCount) }
    return domain.isOrdered ? CodeSet.distance(from, to) : 1
  }
}

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
