// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Where the terms of each rule of one table lie among those of a space.
struct RuleStarts {
  private let starts: [Int]

  init(_ space: RuleSpace, table: Int = 0, count: Int) {
    var starts: [Int] = []
    var next = space.terms.firstIndex { $0.table == table } ?? space.terms.count
    for rule in 0..<count {
      starts.append(next)
      while next < space.terms.count, space.terms[next].table == table,
        space.terms[next].rule == rule
      {
        next += 1
      }
    }
    self.starts = starts + [next]
  }

  /// The terms of a rule; none where it never matches.
  func terms(_ rule: Int) -> Range<Int> { starts[rule]..<starts[rule + 1] }
}
