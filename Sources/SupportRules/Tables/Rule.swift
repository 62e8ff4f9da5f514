// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// One line of a rule table: when this holds, that follows.
///
/// ```swift
/// Rule("vip", when: .tier >= .gold && .kind == .complaint, then: .urgent)
/// ```
public struct Rule<Outcome: Hashable & Sendable>: Hashable, Sendable {
  /// A stable name; explanations and metrics quote it.
  public var id: RuleID
  /// What must hold.
  public var when: Condition
  /// What follows.
  public var then: Outcome
  /// The first date on which the rule holds; `nil`: it has always held.
  public var from: CivilDate?
  /// The first date on which it no longer holds; `nil`: it will always hold.
  public var until: CivilDate?
  /// A remark for readers.
  public var note: String?

  /// Creates a rule.
  public init(
    _ id: RuleID, when: Condition = .always, then: Outcome, from: CivilDate? = nil,
    until: CivilDate? = nil, note: String? = nil
  ) {
    self.id = id
    self.when = when
    self.then = then
    self.from = from
    self.until = until
    self.note = note
  }
}
