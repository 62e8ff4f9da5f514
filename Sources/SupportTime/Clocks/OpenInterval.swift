// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Time from one millisecond to another, the end not included.
struct OpenInterval: Hashable, Comparable, Sendable {
  var start: Int64
  var end: Int64

  /// Orders by start, then by end.
  static func < (left: Self, right: Self) -> Bool {
    left.start != right.start ? left.start < right.start : left.end < right.end
  }
}
