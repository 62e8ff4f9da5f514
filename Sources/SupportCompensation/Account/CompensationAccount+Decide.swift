// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension CompensationAccount {
  /// Decides what a command would change, without changing anything.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - principal: Who wants it. Only approvals ask who that is; who may command at all is the host's
  ///     to say.
  ///   - now: When; not before the last event.
  ///   - reason: Why, in words for the desk alone; every event of the command carries it.
  ///   - policies: The versions of the policy; each cause is judged by the one in force when it
  ///     happened (semantics C6).
  /// - Returns: The events that it causes, at least one, to be applied in order.
  /// - Throws: ``Rejection``, and nothing is changed.
  /// - Complexity: an award takes that of ``CompensationPolicy/award(for:in:)``, and O(cases) where
  ///   small sums are carried forward; a reversal takes O(payouts + causes of the case, squared), and
  ///   copies the account.
  public func decide(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policies: CompensationPolicyVersions
  ) throws(Rejection) -> [Event] {
    if let last = lastEventAt, now < last { throw .beforeLastEvent(now, last: last) }
    var list = EventList(by: principal, at: now, because: reason)
    try decide(command, CommandContext(by: principal, now: now, policies: policies), &list)
    return list.events
  }

  /// Decides under a policy that has one version.
  ///
  /// - Throws: ``Rejection``, and nothing is changed.
  public func decide(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policy: CompensationPolicy
  ) throws(Rejection) -> [Event] {
    try decide(
      command, by: principal, at: now, because: reason,
      under: CompensationPolicyVersions(policy))
  }

  /// Decides what a command changes and applies it.
  ///
  /// - Returns: The events that it caused, already applied.
  /// - Throws: ``Rejection``, and nothing is changed.
  @discardableResult
  public mutating func perform(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policies: CompensationPolicyVersions
  ) throws(Rejection) -> [Event] {
    if let last = lastEventAt, now < last { throw .beforeLastEvent(now, last: last) }
    let context = CommandContext(by: principal, now: now, policies: policies)
    var list = EventList(by: principal, at: now, because: reason)
    if case .claim(let claim) = command, try performFirst(claim, context, &list) {
      return list.events
    }
    if list.events.isEmpty { try decide(command, context, &list) }
    for event in list.events { apply(event) }
    return list.events
  }

  /// Decides under a policy that has one version, and applies it.
  ///
  /// - Throws: ``Rejection``, and nothing is changed.
  @discardableResult
  public mutating func perform(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policy: CompensationPolicy
  ) throws(Rejection) -> [Event] {
    try perform(
      command, by: principal, at: now, because: reason, under: CompensationPolicyVersions(policy))
  }
}
