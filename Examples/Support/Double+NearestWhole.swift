// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Double {
  /// The nearest whole number; what is no number becomes 0, what is out of range the nearest bound.
  package var nearestWhole: Int {
    if isNaN { return 0 }
    return Int(exactly: rounded()) ?? (self < 0 ? .min : .max)
  }
}
