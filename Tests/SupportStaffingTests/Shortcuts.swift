// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStaffing

extension Shrinkage {
  /// A shrinkage from the text of its share.
  init(_ share: String) throws {
    try self.init(Rate(share))
  }
}

/// Whether two numbers agree to a relative bound.
func agree(_ one: Double, _ other: Double, within bound: Double = 1e-11) -> Bool {
  one == other || abs(one - other) <= bound * max(abs(one), abs(other))
}
