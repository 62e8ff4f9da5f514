// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Router {
  /// What the host does next. Directives come in the order in which they follow from one another.
  public enum Directive: Hashable, Sendable {
    /// Offer the work to the agent until an instant.
    case offer(RoutingDecision)
    /// Connect the work with the agent: the offer counts as accepted.
    case connect(RoutingDecision)
    /// Take an offer back, or work from the agent who had it.
    case withdraw(WorkID, from: AgentID, Withdrawal)
    /// The agent is paused after too many missed offers; until an instant, or until set available.
    case pause(AgentID, until: Instant?)
    /// The agent is in wrap-up until an instant.
    case wrapUp(AgentID, until: Instant)
    /// The agent has finished the work and wraps it up, until an instant or until
    /// ``Command/wrapUpEnded(_:by:)``; the work keeps its room until then.
    case wrappingUp(WorkID, by: AgentID, until: Instant?)
    /// The wrap-up of the work is over by itself, or since the agent is gone; so is the work.
    case wrappedUp(WorkID, by: AgentID)
    /// The agent is available again by itself.
    case available(AgentID)
    /// The work has gone to another queue.
    case move(WorkID, from: QueueID, to: QueueID, Reason)
    /// Call the person on duty for this work; tell the outcome by ``Command/dutyEnded(_:isDone:)``.
    case handOver(WorkID, to: AgentID, roster: String, Reason)
    /// Offer the customer a callback; a yes comes as ``Command/callback(_:notBefore:)``.
    case offerCallback(WorkID, Reason)
    /// Ask the customer to leave a message; the work is over.
    case takeMessage(WorkID, Reason)
    /// Send the customer outside, to a number or a partner by name; the work is over.
    case forward(WorkID, to: String, Reason)
    /// Send the customer away; the work is over.
    case refuse(WorkID, Reason)
    /// The work was handed on too often; it went to the queue for such work instead.
    case escalate(WorkID, to: QueueID, transfers: Int)
    /// Tell the customer the position, and how long it will take where that can be said.
    case announce(WorkID, position: Int, wait: WaitEstimate?)
  }

  /// Why an offer or work is taken from an agent.
  public enum Withdrawal: Hashable, Sendable {
    /// The offer ended, or did not reach the agent.
    case missed
    /// Another agent was faster.
    case takenByAnother
    /// The agent is no longer available, or gone.
    case notAvailable
    /// The customer hung up, asked for a callback, or the work was cancelled.
    case over
  }

  /// Why work leaves its queue.
  public enum Reason: Hashable, Sendable {
    /// An overflow rule of the queue, counted from 0.
    case overflow(QueueID, rule: Int)
    /// The queue was closed.
    case queueClosed(QueueID)
    /// It was asked for by ``Command/move(_:to:)``.
    case command
    /// An agent handed it on.
    case transfer(by: AgentID)
  }

  /// What a command led to.
  public struct Step: Hashable, Sendable {
    /// When.
    public var at: Instant
    /// What the host does next, in order.
    public var directives: [Directive]

    /// Creates a step.
    public init(at instant: Instant, directives: [Directive]) {
      at = instant
      self.directives = directives
    }

    /// The decisions of the step: who is offered what.
    public var decisions: [RoutingDecision] {
      directives.compactMap { directive in
        switch directive {
        case .offer(let decision), .connect(let decision): decision
        default: nil
        }
      }
    }
  }
}
