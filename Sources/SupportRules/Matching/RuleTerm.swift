// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// One way in which a rule can match: a test for each of some fields, all of which must hold.
struct RuleTerm: Hashable, Sendable {
  /// The field's position in the schema and its test, in the order of positions.
  private(set) var tests: [(position: Int, test: FieldTest)] = []

  /// Creates the term that always holds.
  init() {}

  init(_ position: Int, _ test: FieldTest) {
    tests = [(position, test)]
  }

  static func == (left: Self, right: Self) -> Bool {
    left.tests.elementsEqual(right.tests) { $0.position == $1.position && $0.test == $1.test }
  }

  func hash(into hasher: inout Hasher) {
    for (position, test) in tests {
      hasher.combine(position)
      hasher.combine(test)
    }
  }

  /// Whether it can never hold, however many facts are known, and is never unknown either.
  var isNever: Bool { tests.contains { $0.test.acceptsNothing && $0.test.ifUnknown == .no } }

  /// How many ranges of values it names.
  var rangeCount: Int {
    tests.reduce(0) { count, test in
      if case .codes(let set, _) = test.test { count + set.ranges.count } else { count }
    }
  }

  /// Both terms.
  func and(_ other: Self) -> Self {
    var result = Self()
    var left = tests[...]
    var right = other.tests[...]
    while let first = left.first, let second = right.first {
      if first.position == second.position {
        result.tests.append((first.position, first.test.and(second.test)))
        left.removeFirst()
        right.removeFirst()
      } else if first.position < second.position {
        result.tests.append(first)
        left.removeFirst()
      } else {
        result.tests.append(second)
        right.removeFirst()
      }
    }
    result.tests += left
    result.tests += right
    return result
  }

  /// Either term, where one term can say it: they differ in one field only.
  func or(_ other: Self) -> Self? {
    guard tests.count == other.tests.count else { return nil }
    var result = self
    var differs = false
    for index in tests.indices {
      let (mine, theirs) = (tests[index], other.tests[index])
      guard mine.position == theirs.position else { return nil }
      if mine.test == theirs.test { continue }
      guard !differs, let joined = mine.test.or(theirs.test) else { return nil }
      differs = true
      result.tests[index].test = joined
    }
    return result
  }
}
