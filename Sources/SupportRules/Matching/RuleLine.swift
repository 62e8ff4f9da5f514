// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The part of a rule that does not depend on its outcome.
struct RuleLine: Sendable {
  var id: RuleID
  var when: Condition
  var from: CivilDate?
  var until: CivilDate?

  /// Whether the rule holds on some dates only.
  var isDated: Bool { from != nil || until != nil }

  /// The term that asks for the dates, at the position behind the fields; `nil` for a rule that holds
  /// on all.
  func dateTerm(at position: Int) -> RuleTerm? {
    isDated ? RuleTerm(position, .codes(days, ifUnknown: .unknown)) : nil
  }

  /// The days on which the rule holds, as counts since 1970; none where it ends before it begins.
  var days: CodeSet {
    let all = FactField.Domain.date.codes
    let first = from.map { Int64($0.daysSince1970) } ?? all.lowerBound
    let last = until.map { Int64($0.daysSince1970) - 1 } ?? all.upperBound
    return first <= last ? CodeSet(first...last) : CodeSet()
  }
}
