// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Array {
  /// The first index at which a condition holds that never ceases to hold; the count where none.
  @inlinable
  package func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) >> 1
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
