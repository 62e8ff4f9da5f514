// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

extension Router {
  /// What the check of a command has found, so that it is not looked up again.
  struct Prepared: Sendable {
    var work = -1
    var agent = -1
    var engagement = -1
    var queue = -1
    var channel = -1
    var priority: PriorityID?
    var requirements: [Requirement] = []
  }

  /// Checks a command against the state as of an instant, without changing anything.
  func checked(_ command: Command, at now: Int64) throws(Rejection) -> Prepared {
    var prepared = Prepared()
    switch command {
    case .tick: break
    case .add(let agent, _):
      if let place = agentPlaces[agent.id], agentRows[Int(place)].isKnown {
        throw .duplicateAgent(agent.id)
      }
      try AgentCheck.check(agent, core)
    case .update(let agent):
      prepared.agent = try known(agent.id)
      try AgentCheck.check(agent, core)
    case .remove(let agent), .presence(let agent, _, _), .translation(let agent, _):
      prepared.agent = try known(agent)
    case .enqueue(let item): try check(item, &prepared)
    case .change(let item):
      prepared.work = try known(item.id)
      try check(changed: item, &prepared)
      let state = workState(prepared.work, at: now)
      switch state {
      case .waiting, .resting: break
      default: throw .wrongState(item.id, state)
      }
    case .cancel(let work): prepared.work = try known(work)
    case .abandon(let work), .callback(let work, _):
      prepared.work = try known(work)
      let state = workState(prepared.work, at: now)
      switch state {
      case .waiting, .resting, .offered: break
      default: throw .wrongState(work, state)
      }
    case .comeBack(let work): try checkReturn(of: work, &prepared, at: now)
    case .dutyEnded(let work, _):
      prepared.work = try known(work)
      let state = workState(prepared.work, at: now)
      guard case .handedOver = state else { throw .wrongState(work, state) }
    case .accept(let work, let agent), .decline(let work, let agent), .miss(let work, let agent):
      prepared.work = try known(work)
      prepared.agent = try known(agent)
      prepared.engagement = try offered(work, agent, prepared, at: now)
    case .hold(let work, let agent), .resume(let work, let agent), .finish(let work, let agent),
      .requeue(let work, let agent), .transfer(let work, let agent, _):
      prepared.work = try known(work)
      prepared.agent = try known(agent)
      try checkHeld(command, work, agent, &prepared, at: now)
    case .close(let queue, let closing):
      prepared.queue = try known(queue)
      if case .move(let target) = closing { _ = try known(target) }
    case .reopen(let queue): prepared.queue = try known(queue)
    }
    return prepared
  }

  // MARK: Names

  private func known(_ work: WorkID) throws(Rejection) -> Int {
    guard let place = workPlaces[work] else { throw .unknownWork(work) }
    return Int(place)
  }

  private func known(_ agent: AgentID) throws(Rejection) -> Int {
    guard let place = agentPlaces[agent], agentRows[Int(place)].isKnown else {
      throw .unknownAgent(agent)
    }
    return Int(place)
  }

  private func known(_ queue: QueueID) throws(Rejection) -> Int {
    guard let number = core.queueNumbers[queue] else { throw .unknownQueue(queue) }
    return number
  }

  // MARK: Offers and work in hand

  private func offered(
    _ work: WorkID, _ agent: AgentID, _ prepared: Prepared, at now: Int64
  ) throws(Rejection) -> Int {
    let place = engagement(of: prepared.work, with: prepared.agent)
    guard place >= 0, engagements[place].state == .offered, engagements[place].until > now else {
      throw .notOffered(work, to: agent, state: workState(prepared.work, at: now))
    }
    return place
  }

  private func checkHeld(
    _ command: Command, _ work: WorkID, _ agent: AgentID, _ prepared: inout Prepared, at now: Int64
  ) throws(Rejection) {
    if case .transfer(_, _, let target) = command {
      switch target {
      case .queue(let queue): prepared.queue = try known(queue)
      case .agent(let other, let queue, _):
        _ = try known(other)
        prepared.queue = try known(queue)
      }
    }
    let place = engagement(of: prepared.work, with: prepared.agent)
    let state = workState(prepared.work, at: now)
    guard place >= 0, engagements[place].state != .offered else {
      throw .notHeld(work, by: agent, state: state)
    }
    prepared.engagement = place
    switch command {
    case .hold: if engagements[place].state != .held { throw .wrongState(work, state) }
    case .resume:
      if engagements[place].state != .onHold { throw .wrongState(work, state) }
      if !hasRoomToResume(place, at: now) { throw .noRoom(work, agent) }
    case .transfer:
      if queueStates[prepared.queue].closing != nil {
        throw .closed(core.queues[prepared.queue].id)
      }
      let rules = core.options.transfers
      if let maximum = rules.maximum, workRows[prepared.work].transfers >= maximum,
        rules.escalatesTo == nil
      {
        throw .tooManyTransfers(work, maximum: maximum)
      }
    default: break
    }
  }

  private func checkReturn(
    of work: WorkID, _ prepared: inout Prepared, at now: Int64
  ) throws(Rejection) {
    prepared.work = try known(work)
    let row = workRows[prepared.work]
    guard row.state == .abandoned else {
      throw .wrongState(work, workState(prepared.work, at: now))
    }
    let window = core.options.returnWindow.wholeMilliseconds
    if Int64.saturatingDifference(now, row.abandonedAt) >= window {
      throw .returnedTooLate(work, since: Instant(millisecondsSince1970: row.abandonedAt))
    }
  }

  // MARK: Work

  private func check(_ item: WorkItem, _ prepared: inout Prepared) throws(Rejection) {
    if workPlaces[item.id] != nil { throw .duplicateWork(item.id) }
    if workRows.count - freeWork.count >= limit { throw .full(limit: limit) }
    try check(changed: item, &prepared)
    prepared.priority = item.priority
    if let queue = item.queue {
      prepared.queue = core.queueNumbers[queue] ?? -1
      return
    }
    try choose(for: item, &prepared)
  }

  private func choose(for item: WorkItem, _ prepared: inout Prepared) throws(Rejection) {
    var missing: [String] = []
    if let table = core.choice {
      let facts = (item.facts ?? Facts(table.schema)).translated(to: table.schema)
      let decision = table.decide(facts)
      if let choice = decision.outcome {
        prepared.queue = core.queueNumbers[choice.queue] ?? -1
        prepared.priority = item.priority ?? choice.priority
        prepared.requirements = choice.requirements
        return
      }
      if case .notAssessable(_, let names) = decision { missing = names }
    }
    guard let fallback = core.options.fallback, let queue = core.queueNumbers[fallback] else {
      throw .noQueue(item.id, missing: missing)
    }
    prepared.queue = queue
  }

  private func check(
    changed item: WorkItem, _ prepared: inout Prepared
  ) throws(Rejection) {
    guard let channel = core.channelNumbers[item.channel] else {
      throw .invalid(WorkCheck(core).problems(of: item))
    }
    prepared.channel = channel
    if WorkCheck.isPlain(item), item.queue.map({ core.queueNumbers[$0] != nil }) ?? true,
      item.priority.map({ core.priorityNumbers[$0] != nil }) ?? true
    {
      return
    }
    if let error = WorkCheck(core).error(of: item) { throw .invalid(error) }
  }
}
