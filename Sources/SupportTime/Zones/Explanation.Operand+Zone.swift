// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

extension Explanation.Operand {
  /// An operand that tells an instant by the clocks of a zone.
  package init(_ name: String, _ instant: Instant, in zone: ZoneRules) {
    self.init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
  }
}
