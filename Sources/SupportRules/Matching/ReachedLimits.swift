// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How many of some limits in order a code has reached, by a search without a jump that depends on
/// the code.
func reachedLimits(_ code: Int64, _ limits: UnsafeBufferPointer<Int64>) -> Int {
  var base = 0
  var length = limits.count
  while length > 1 {
    let half = length / 2
    base += limits[base + half - 1] <= code ? half : 0
    length -= half
  }
  return length == 1 && limits[base] <= code ? base + 1 : base
}
