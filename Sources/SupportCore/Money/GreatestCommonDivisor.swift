// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The greatest number that divides both, at least 1, by Euclid's algorithm.
///
/// Most sums and rates are small or share everything: the loop then ends after a step or two.
@inline(__always)
func greatestCommonDivisor<Unsigned: FixedWidthInteger & UnsignedInteger>(
  _ left: Unsigned, _ right: Unsigned
) -> Unsigned {
  var (left, right) = (left, right)
  while right != 0 { (left, right) = (right, left % right) }
  return Swift.max(left, 1)
}
