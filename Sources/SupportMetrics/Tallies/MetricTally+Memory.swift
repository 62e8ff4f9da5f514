// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportRules

extension MetricTally {
  /// About how many bytes the tally keeps: what grows with rows, cells and names.
  ///
  /// - Complexity: O(cells and names).
  public var memory: Int {
    let names = pools.reduce(0) { sum, pool in
      sum + pool.memory
    }
    let keys = indexes.reduce(0) { $0 + $1.memory }
    return names + keys + cells.reduce(0) { $0 + $1.memory } + pending.count * pending.width * 8
  }
}

extension MetricColumns {
  /// Facts of a row.
  fileprivate var width: Int { subject.schema.fields.count }
}

extension MetricCells {
  /// About how many bytes the cells take.
  fileprivate var memory: Int {
    func size<Element>(_ values: ContiguousArray<Element>) -> Int {
      values.count * MemoryLayout<Element>.stride
    }
    var sum = size(leftOut) + size(rates) + size(sums) + size(extremes) + size(judged)
    sum += size(recurrences) + keys.memory
    sum += values.reduce(0) { $0 + $1.memory } + sketches.reduce(0) { $0 + $1.memory }
    sum += frequent.reduce(0) { $0 + $1.memory } + distinct.reduce(0) { $0 + $1.sketch.memory }
    sum += names.reduce(0) { $0 + $1.memory }
    sum += shared.reduce(0) { $0 + $1.values.memory + 48 }
    sum += presences.reduce(0) { $0 + size($1.stays) }
    return sum
  }
}
