// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Int {
  /// Adds two counts; a sum beyond the largest number stays there, since counts
  /// that were decoded or merged without end must not stop a report.
  package static func saturatingSum(_ left: Int, _ right: Int) -> Int {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? .min : .max) : sum
  }

  /// Adds in place as ``saturatingSum(_:_:)`` does.
  package mutating func add(saturating other: Int) {
    self = Self.saturatingSum(self, other)
  }
}
