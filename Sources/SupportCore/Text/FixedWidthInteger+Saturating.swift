// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Arithmetic that stays at the bounds: counts and sums that were decoded or merged without end must
/// not stop a report.
extension FixedWidthInteger where Self: SignedInteger {
  /// The sum, at most the greatest and at least the lowest number.
  @inlinable
  package static func saturatingSum(_ left: Self, _ right: Self) -> Self {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? .min : .max) : sum
  }

  /// The difference, at most the greatest and at least the lowest number.
  @inlinable
  package static func saturatingDifference(_ left: Self, _ right: Self) -> Self {
    let (difference, overflow) = left.subtractingReportingOverflow(right)
    return overflow ? (right < 0 ? .max : .min) : difference
  }

  /// Adds in place as ``saturatingSum(_:_:)`` does.
  @inlinable
  package mutating func add(saturating other: Self) {
    self = Self.saturatingSum(self, other)
  }
}
