// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// One line of a rule table: when this holds, that follows.
public struct Rule<Outcome: Hashable & Sendable>: Hashable, Sendable {
  /// A stable name; explanations and metrics quote it.
  public var id: RuleID
  /// What must hold.
  public var when: Condition
  /// What follows.
  public var then: Outcome
  /// A remark for readers.
  public var note: String?

  /// Creates a rule.
  public init(_ id: RuleID, when: Condition = .always, then: Outcome, note: String? = nil) {
    self.id = id
    self.when = when
    self.then = then
    self.note = note
  }
}
