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

extension RuleSpace {
  /// The box in which two terms both hold; `nil` where there is none.
  func overlap(_ left: Int, _ right: Int) -> [[ClosedRange<Int32>]]? {
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
    _ left: [ClosedRange<Int32>], _ right: [ClosedRange<Int32>]
  ) -> [ClosedRange<Int32>] {
    var result: [ClosedRange<Int32>] = []
    for one in left {
      for other in right where one.overlaps(other) { result.append(one.clamped(to: other)) }
    }
    return result
  }
}
