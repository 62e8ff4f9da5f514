// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a router says of itself, as of an instant at or after its last step.
extension Router {
  /// Where work is; `nil` where the router does not know it.
  ///
  /// Offers that have ended by the instant, and rests that are over, are taken as such.
  public func state(of work: WorkID, at instant: Instant) -> WorkState? {
    let place = workNumber(work)
    let now = instant.millisecondsSince1970
    return place < 0 || isForgotten(place, at: now) ? nil : workState(place, at: now)
  }

  /// The number of pieces of work that rest, wait or are offered in a queue; `nil` where there is no
  /// such queue.
  public func length(of queue: QueueID) -> Int? {
    core.queueNumbers[queue].map { Int(queueStates[$0].length) }
  }

  /// The number of agents on duty for a queue: in a group of an open pool, or all where it has no
  /// pools; `nil` where there is no such queue.
  ///
  /// - Complexity: O(kinds of agents).
  public func staffing(of queue: QueueID) -> Int? {
    core.queueNumbers[queue].map { staffing(of: $0) }
  }

  /// The position of work in its queue, from 1 on; `nil` where it does not rest, wait or stand on
  /// offer.
  ///
  /// - Complexity: O(work).
  public func position(of work: WorkID) -> Int? {
    let place = workNumber(work)
    if place < 0 { return nil }
    switch workRows[place].state {
    case .resting, .waiting, .offered: return position(of: place)
    case .free, .held, .onHold, .wrappingUp, .abandoned, .handedOver: return nil
    }
  }

  /// How long work will wait from an instant on; `nil` where too little of its queue was begun lately.
  ///
  /// - Complexity: O(work).
  public func expectedWait(of work: WorkID, at instant: Instant) -> WaitEstimate? {
    guard let position = position(of: work) else { return nil }
    return waitEstimate(
      Int(workRows[workNumber(work)].queue), position: position, at: instant.millisecondsSince1970)
  }

  /// How long somebody would wait who came to a queue now without a head start; `nil` where too little of
  /// it was begun lately, or there is no such queue.
  ///
  /// - Complexity: O(work).
  public func expectedWait(in queue: QueueID, at instant: Instant) -> WaitEstimate? {
    guard let number = core.queueNumbers[queue] else { return nil }
    let ahead = queued(in: number).count { workRows[$0].state != .resting }
    return waitEstimate(
      number, position: ahead + 1, at: instant.millisecondsSince1970)
  }

  /// Whether an agent can be offered work; `nil` where the router does not know the agent.
  public func presence(of agent: AgentID) -> AgentPresence? {
    let place = agentNumber(agent)
    guard place >= 0, agentRows[place].isKnown else { return nil }
    let readyAt = agentTerms[place].readyAt
    let until = readyAt == .max ? nil : Instant(millisecondsSince1970: readyAt)
    switch agentRows[place].presence {
    case .offline: return .offline
    case .available: return .available
    case .busy: return .busy
    case .wrapUp: return .wrapUp(until: until)
    case .onBreak: return .onBreak
    case .paused: return .paused(until: until)
    }
  }

  /// The work that an agent has, is offered, has on hold or wraps up, in the order of the offers.
  ///
  /// - Complexity: O(n log n) of the agent's work.
  public func work(of agent: AgentID) -> [WorkID] {
    let place = agentNumber(agent)
    if place < 0 { return [] }
    return engagements(ofAgent: place).map { workNames[Int(engagements[$0].work)] }
  }

  /// What an agent can do, as it was last told; `nil` where the router does not know the agent.
  public func agent(_ id: AgentID) -> Agent? {
    let place = agentNumber(id)
    return place >= 0 && agentRows[place].isKnown ? agents[place] : nil
  }

  /// The work as it was enqueued or last changed; `nil` where the router does not know it.
  public func item(_ id: WorkID) -> WorkItem? {
    let place = workNumber(id)
    return place < 0 ? nil : items[place]
  }

  /// The work of a queue that rests, waits or is offered, in the order in which it is served; empty
  /// where there is no such queue.
  ///
  /// - Complexity: O(work).
  public func work(in queue: QueueID) -> [WorkID] {
    core.queueNumbers[queue].map { queued(in: $0).map { workNames[$0] } } ?? []
  }

  /// The number of pieces of work that the router knows.
  public var workCount: Int { workTable.count }

  /// The agents that the router knows, ordered by id.
  public var agentIDs: [AgentID] {
    agentsByID.filter { agentRows[Int($0)].isKnown }.map { agentNames[Int($0)] }
  }

  func workState(_ place: Int, at now: Int64) -> WorkState {
    let row = workRows[place]
    func holder() -> AgentID {
      row.engagement < 0 ? "" : agentNames[Int(engagements[Int(row.engagement)].agent)]
    }
    switch row.state {
    case .free, .waiting: return .waiting
    case .resting:
      let until = workTerms[place].restUntil
      return until <= now ? .waiting : .resting(until: Instant(millisecondsSince1970: until))
    case .offered:
      let standing = engagements(of: place).filter { stands($0, at: now) }
      if standing.isEmpty { return .waiting }
      return .offered(to: standing.map { agentNames[Int(engagements[$0].agent)] })
    case .held: return .held(by: holder())
    case .onHold: return .onHold(by: holder())
    case .wrappingUp:
      let until = engagements[Int(row.engagement)].until
      return .wrappingUp(
        by: holder(), until: until == .max ? nil : Instant(millisecondsSince1970: until))
    case .abandoned:
      return .abandoned(at: Instant(millisecondsSince1970: workTerms[place].abandonedAt))
    case .handedOver:
      return .handedOver(to: dutyAgents[Int32(truncatingIfNeeded: place)] ?? "")
    }
  }
}
