// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Router {
  /// What happens to a router; see ``Router/perform(_:at:)``.
  public enum Command: Hashable, Sendable {
    // MARK: Agents

    /// An agent is made known; the agent is offline where nothing else is said.
    case add(Agent, AgentPresence = .offline)
    /// What a known agent can do has changed. Work in hand stays, also beyond a smaller capacity.
    case update(Agent)
    /// An agent is gone for good: offers are withdrawn, work in hand goes back to its place.
    case remove(AgentID)
    /// Whether an agent can be offered work has changed. Offers are withdrawn unless the agent is
    /// available; work in hand stays, unless it is released: then it goes back to its place.
    case presence(AgentID, AgentPresence, releasing: Bool = false)
    /// The delay of an agent's live translation has been measured; `nil` where there is none.
    case translation(AgentID, delay: Duration?)

    // MARK: Work that waits

    /// Work arrives.
    case enqueue(WorkItem)
    /// What work asks for has changed; it keeps its place in time. Its queue, ``WorkItem/since``,
    /// ``WorkItem/notBefore`` and facts stay as they are, whatever the item says of them, and its channel
    /// can change only while it rests or waits. Offers that stand are not taken back.
    case change(WorkItem)
    /// Work that rests or waits goes to another queue. It keeps its place in time; its age begins anew.
    case move(WorkID, to: QueueID)
    /// Work is over without an agent, such as a chat that was closed elsewhere; whoever holds it or is
    /// offered it is free again.
    case cancel(WorkID)
    /// A caller hung up while waiting; the place is kept for ``RoutingOptions/returnWindow``.
    case abandon(WorkID)
    /// A caller who hung up is back in time, at the old place.
    case comeBack(WorkID)
    /// A caller hangs up and is called back when it is their turn, not before an instant, nor, unless
    /// somebody has had the work in hand, before it is eligible.
    case callback(WorkID, notBefore: Instant? = nil)

    // MARK: Offers and work in hand

    /// Work that rests, waits or is offered is given to an agent without asking: a supervisor gives it,
    /// the agent takes it from a list, or a plan of ``BatchAssignment`` is carried out. Room and presence
    /// are not asked; other offers of it are withdrawn.
    case assign(WorkID, to: AgentID)
    /// An agent begins work that nobody has to route: an outbound call, or what the agent held before the
    /// router was made anew. Room and presence are not asked.
    case begin(WorkItem, by: AgentID)

    /// An agent takes the work that was offered.
    case accept(WorkID, by: AgentID)
    /// An agent does not take the work that was offered.
    case decline(WorkID, by: AgentID)
    /// An offer could not reach the agent, or the agent did not answer: the same as letting it end.
    case miss(WorkID, by: AgentID)
    /// An agent lets work rest.
    case hold(WorkID, by: AgentID)
    /// An agent goes on with work that rested.
    case resume(WorkID, by: AgentID)
    /// An agent has done the work. Where its channel says so, the agent is in wrap-up now, or wraps the
    /// work up, which keeps its room meanwhile.
    case finish(WorkID, by: AgentID)
    /// An agent has wrapped up the work, which is over: before its time, or where it has none
    /// (``WorkChannel/WrapUp/piece(_:)``).
    case wrapUpEnded(WorkID, by: AgentID)
    /// An agent gives work back; it goes to its old place, and to others first. With an instant it rests
    /// until then, as a callback that was not answered.
    case requeue(WorkID, by: AgentID, notBefore: Instant? = nil)
    /// An agent hands work on.
    case transfer(WorkID, by: AgentID, to: TransferTarget)
    /// Work that was handed over to somebody on duty is done; or was not taken: then the rules behind the
    /// one that handed it over are asked, and where none is carried out it comes back to its place.
    case dutyEnded(WorkID, isDone: Bool)

    // MARK: Queues, policy and time

    /// A queue takes no more work.
    case close(QueueID, QueueClosing)
    /// A queue takes work again.
    case reopen(QueueID)
    /// Another policy is in force from now on; see ``Router/adopt(_:at:)``.
    case adopt(RoutingPolicy)
    /// Time has passed.
    case tick
  }

  /// Whom work is handed on to.
  public enum TransferTarget: Hashable, Sendable {
    /// A queue.
    case queue(QueueID)
    /// One agent, for whom the work waits below an age; then the others of a queue may take it. They are
    /// asked at once while the agent is away, where nothing else is said.
    case agent(
      AgentID, in: QueueID, waitAtMost: Duration?, whenAway: FirstOwner.Absence = .othersAtOnce)
  }

  /// What becomes of the work that waits in a queue that is closed.
  public enum QueueClosing: Hashable, Sendable {
    /// It is served.
    case serveWaiting
    /// It goes to another queue.
    case move(to: QueueID)
    /// The customers are sent away; their work is over.
    case refuseWaiting
  }
}
