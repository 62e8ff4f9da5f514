// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// The questions that definitions of the catalogue ask.
extension Condition {
  static func outcome(_ outcomes: Contact.Outcome...) -> Self {
    .isOneOf("outcome", outcomes.map { .text($0.rawValue) })
  }

  static let answered = outcome(.answered)
  static let abandoned = outcome(.abandoned)
  static let offered = outcome(.answered, .abandoned)
  /// All that came, whatever became of them; what is no contact has no outcome and is left out as
  /// unknown.
  static let arrived = Self.isOneOf(
    "outcome", Contact.Outcome.allCases.map { .text($0.rawValue) })
  /// All that came as far as a queue, or may still wait there.
  static let queueable = outcome(.answered, .abandoned, .overflowed, .calledBack, .open)
  /// Customers' contacts: not those by which the desk called. Rows that tell no direction are
  /// customers'.
  static let inbound = Self.any([.not(.isKnown("direction")), .equals("direction", "inbound")])
  /// All that reached the number, whatever became of them; those that go on are not told yet.
  static let reached = outcome(
    .leftInMenu, .refused, .abandoned, .answered, .overflowed, .calledBack)

  /// A duration of the row is at most a bound, or strictly below it.
  static func within(_ fact: String, _ bound: Duration, strictly: Bool = false) -> Self {
    let value = FactValue.duration(milliseconds: bound.wholeMilliseconds)
    return strictly ? .below(fact, value) : .atMost(fact, value)
  }

  /// A duration of the row is above a bound, or strictly: at the bound or above.
  static func beyond(_ fact: String, _ bound: Duration, strictly: Bool = false) -> Self {
    let value = FactValue.duration(milliseconds: bound.wholeMilliseconds)
    return strictly ? .atLeast(fact, value) : .above(fact, value)
  }

  static func kind(_ kind: String) -> Self { .equals("kind", .text(kind)) }
  static func holds(_ fact: String) -> Self { .equals(fact, true) }
}
