// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Who is offered which work, and by what right.
///
/// Ask a copy of the router from before the step why the others were not chosen:
/// ``Router/whyNot(_:for:at:)``.
public struct RoutingDecision: Hashable, Sendable {
  /// By what right the agent was chosen.
  public enum Basis: String, Hashable, Sendable, CaseIterable, Codable {
    /// The first of those who could take it, in the policy's order.
    case order
    /// The work prefers the agent.
    case preferred
    /// The agent began with the case, or the work was handed on to the agent.
    case owner
    /// The work was given to the agent, or the agent began it, without asking.
    case assigned
  }

  /// The work.
  public var work: WorkID
  /// The agent.
  public var agent: AgentID
  /// The queue.
  public var queue: QueueID
  /// When it was decided.
  public var at: Instant
  /// When the offer ends; `nil` where it counts as accepted.
  public var until: Instant?
  /// How long the work had been eligible in this queue.
  public var waited: Duration
  /// By what right the agent was chosen.
  public var basis: Basis
  /// Whether the customer has to be called.
  public var isCallback: Bool

  /// Creates a decision.
  public init(
    work: WorkID, agent: AgentID, queue: QueueID, at instant: Instant, until: Instant?,
    waited: Duration, basis: Basis, isCallback: Bool
  ) {
    self.work = work
    self.agent = agent
    self.queue = queue
    at = instant
    self.until = until
    self.waited = waited
    self.basis = basis
    self.isCallback = isCallback
  }
}
