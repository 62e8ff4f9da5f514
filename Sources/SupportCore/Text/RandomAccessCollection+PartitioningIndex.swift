// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension RandomAccessCollection where Index == Int {
  /// The first index at which a condition holds that never ceases to hold; the end where none.
  @inlinable
  package func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var low = startIndex
    var high = endIndex
    while low < high {
      let middle = (low + high) >> 1
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
