// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Router {
  /// Why a command is refused. The router is as it was; nothing is lost.
  public enum Rejection: Error, Hashable, Sendable {
    /// The command is older than the last one.
    case clockRanBackwards(Instant, last: Instant)
    /// The router knows no such work.
    case unknownWork(WorkID)
    /// The router knows no such agent.
    case unknownAgent(AgentID)
    /// The policy has no such queue.
    case unknownQueue(QueueID)
    /// The router has work of that name.
    case duplicateWork(WorkID)
    /// The router has an agent of that name.
    case duplicateAgent(AgentID)
    /// The work or the agent has mistakes, all of them listed.
    case invalid(DocumentError)
    /// No rule sends the work to a queue; the facts that were missing, if any.
    case noQueue(WorkID, missing: [String])
    /// The router is full.
    case full(limit: Int)
    /// The agent is not offered the work: it was withdrawn, missed or never offered.
    case notOffered(WorkID, to: AgentID, state: WorkState)
    /// The agent does not have the work.
    case notHeld(WorkID, by: AgentID, state: WorkState)
    /// The work is not in the state that the command asks for.
    case wrongState(WorkID, WorkState)
    /// The agent has no room to go on with the work.
    case noRoom(WorkID, AgentID)
    /// The caller came back too late.
    case returnedTooLate(WorkID, since: Instant)
    /// The work was handed on as often as it may be, and there is no queue for such work.
    case tooManyTransfers(WorkID, maximum: Int)
    /// The queue is closed.
    case closed(QueueID)
    /// The next policy lacks parts of which there is work: queues, channels, classes of urgency, in the
    /// order of the policy in force.
    case stillInUse([PartInUse])
  }

  /// Where work is.
  public enum WorkState: Hashable, Sendable {
    /// It rests until an instant.
    case resting(until: Instant)
    /// It waits.
    case waiting
    /// It is offered to agents, in the order of the offers.
    case offered(to: [AgentID])
    /// An agent has it.
    case held(by: AgentID)
    /// An agent has it on hold.
    case onHold(by: AgentID)
    /// An agent has finished it and wraps it up, until an instant where one is given: it keeps its room.
    case wrappingUp(by: AgentID, until: Instant?)
    /// The caller hung up at an instant and may come back.
    case abandoned(at: Instant)
    /// Somebody on duty has it.
    case handedOver(to: AgentID)
  }
}
