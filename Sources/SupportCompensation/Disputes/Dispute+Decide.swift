// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// Decides what a command would change, without changing anything.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - principal: Who wants it.
  ///   - now: When; not before the last event.
  ///   - reason: Why, in words for the desk alone; every event of the command carries it.
  ///   - policy: The policy; that of the round's version, but for an opening and a reopening.
  /// - Returns: The events that it causes, at least one, to be applied in order.
  /// - Throws: ``Rejection``, and nothing is changed.
  /// - Complexity: O(levels + statements × facts + evidence).
  public func decide(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policy: DisputePolicy
  ) throws(Rejection) -> [Event] {
    if let last = lastEventAt, now < last { throw .beforeLastEvent(now, last: last) }
    let decision = DisputeDecision(dispute: self, by: principal, now: now, policy: policy)
    return try decision.changes(for: command).map {
      Event($0, by: principal, at: now, because: reason)
    }
  }

  /// Decides what a command changes and applies it.
  ///
  /// - Returns: The events that it caused, already applied.
  /// - Throws: ``Rejection``, and nothing is changed.
  @discardableResult
  public mutating func perform(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policy: DisputePolicy
  ) throws(Rejection) -> [Event] {
    let events = try decide(command, by: principal, at: now, because: reason, under: policy)
    for event in events { apply(event) }
    return events
  }
}
