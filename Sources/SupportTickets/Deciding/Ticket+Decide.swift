// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Decides what a command would change, without changing anything.
  ///
  /// Which command is possible in which status is the table of transitions, see ``allows(_:in:)``.
  /// An assignment to an agent, an agent's answer or a pause starts the work on a new ticket; a
  /// customer's message ends the wait for the customer and opens a solved ticket again.
  ///
  /// - Parameters:
  ///   - command: What is wanted.
  ///   - principal: Who wants it.
  ///   - now: When; not before the last event.
  ///   - reason: Why, in words for the desk alone; every event of the command carries it.
  ///   - policy: What the desk rules beyond the table.
  /// - Returns: The events that it causes, at least one, to be applied in order.
  /// - Throws: ``Rejection``, the first reason, and nothing is changed.
  /// - Complexity: O(details of the ticket + rules of the policy).
  public func decide(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policy: TicketPolicy = .unrestricted
  ) throws(Rejection) -> [Event] {
    try decide(
      command, by: principal, at: now, because: reason, under: HeldTicketPolicy(policy))
  }

  /// Decides under a policy that is handed on often.
  package func decide(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String?,
    under policy: HeldTicketPolicy
  ) throws(Rejection) -> [Event] {
    let decision = TicketDecision(
      ticket: self, by: principal, now: now, reason: reason, held: policy)
    let changes = try decision.changes(for: command)
    try decision.checkInstant()
    return changes.map { Event($0, by: principal, at: now, because: reason) }
  }

  /// Decides what a command changes and applies it.
  ///
  /// - Returns: The events that it caused, already applied, for the store and for other folds.
  /// - Throws: ``Rejection``, and nothing is changed.
  @discardableResult
  public mutating func perform(
    _ command: Command, by principal: Principal, at now: Instant, because reason: String? = nil,
    under policy: TicketPolicy = .unrestricted
  ) throws(Rejection) -> [Event] {
    let events = try decide(command, by: principal, at: now, because: reason, under: policy)
    for event in events { apply(event) }
    return events
  }

  /// Which commands somebody may ask for now, and why not the others: what an agent's screen needs.
  ///
  /// It tells what can be told without the details of a command: the status, who asks, a block, an
  /// identity or a part that is missing, and the instant. A command that passes here can still be
  /// refused for its details.
  ///
  /// - Returns: One answer for each kind of command, in the order of declaration.
  public func allowedCommands(
    for principal: Principal, at now: Instant, under policy: TicketPolicy = .unrestricted
  ) -> [Availability] {
    let decision = TicketDecision(
      ticket: self, by: principal, now: now, reason: nil, held: HeldTicketPolicy(policy))
    return Command.Kind.allCases.map { kind in
      var refusal: Rejection?
      do throws(Rejection) {
        try decision.pass(kind, isNote: true)
        try decision.checkInstant()
      } catch {
        refusal = error
      }
      return Availability(kind: kind, refusal: refusal)
    }
  }

  /// Whether a command may be asked for, and if not, why.
  public struct Availability: Hashable, Sendable {
    /// What may be asked for.
    public var kind: Command.Kind
    /// Why not; `nil` where it may.
    public var refusal: Rejection?

    /// Whether it may be asked for.
    public var isAllowed: Bool { refusal == nil }
  }
}
