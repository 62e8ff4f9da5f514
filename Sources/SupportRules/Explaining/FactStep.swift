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

extension FieldTest {
  /// The code nearest to another that the test accepts; `nil` where it accepts none.
  func nearest(to code: Int64, _ domain: FactField.Domain?) -> Int64? {
    switch self {
    case .bits(let test?, _):
      let mask = code == Facts.unknown ? 0 : code
      return (mask | test.set) & ~test.unset
    case .codes(let set, _) where !set.isEmpty:
      let isOrdered = domain?.isOrdered ?? true
      if code == Facts.unknown || !isOrdered { return set.nearest(to: 0) }
      return set.nearest(to: code)
    default: return ifUnknown == .yes ? Facts.unknown : nil
    }
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
  func appendNearestChange(of rule: Int, _ codes: [Int64], to steps: inout [FactStep]) -> Bool {
    let start = steps.count
    var found = false
    for term in terms(of: rule) {
      let candidate = steps.count
      guard appendSteps(to: term, codes, &steps) else {
        steps.removeLast(steps.count - candidate)
        continue
      }
      if found, !isNearer(steps[candidate...], than: steps[start..<candidate]) {
        steps.removeLast(steps.count - candidate)
      } else {
        steps.removeSubrange(start..<candidate)
        found = true
      }
    }
    return found
  }

  private func appendSteps(
    to term: RuleTerm, _ codes: [Int64], _ steps: inout [FactStep]
  ) -> Bool {
    for (position, test) in term.tests where test.answer(codes[position]) != .yes {
      guard let to = test.nearest(to: codes[position], domain(at: position)) else { return false }
      steps.append(FactStep(position: position, from: codes[position], to: to))
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
