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
    /// The number of the class of urgency that the policy's rules chose, -1 for none.
    var chosenPriority: Int32 = -1
    var requirements: [Requirement] = []
    /// The hash of the name of work that arrives.
    var hash: UInt32 = 0
  }

  /// Checks a command against the state as of an instant, without changing anything.
  func checked(_ command: Command, at now: Int64) throws(Rejection) -> Prepared {
    var prepared = Prepared()
    switch command {
    case .tick: break
    case .adopt(let next):
      let parts = partsInUse(notIn: next.core, at: now)
      if !parts.isEmpty { throw .stillInUse(parts) }
    case .add(let agent, _):
      let place = agentNumber(agent.id)
      if place >= 0, agentRows[place].isKnown { throw .duplicateAgent(agent.id) }
      try AgentCheck.check(agent, core)
    case .update(let agent):
      prepared.agent = try known(agent.id)
      try AgentCheck.check(agent, core)
    case .remove(let agent), .presence(let agent, _, _), .translation(let agent, _):
      prepared.agent = try known(agent)
    case .enqueue(let item): try check(item, &prepared, at: now)
    case .change(let item): try checkChange(item, &prepared, at: now)
    case .move(let work, let queue):
      prepared.work = try known(work, at: now)
      prepared.queue = try known(queue)
      let state = workState(prepared.work, at: now)
      switch state {
      case .waiting, .resting: break
      default: throw .wrongState(work, state)
      }
      if queueStates[prepared.queue].closing != nil { throw .closed(queue) }
    case .assign(let work, let agent):
      prepared.work = try known(work, at: now)
      prepared.agent = try known(agent)
      let state = workState(prepared.work, at: now)
      switch state {
      case .waiting, .resting, .offered: break
      default: throw .wrongState(work, state)
      }
    case .begin(let item, let agent):
      prepared.agent = try known(agent)
      try check(item, &prepared, at: now)
    case .cancel(let work): prepared.work = try known(work, at: now)
    case .abandon(let work), .callback(let work, _):
      prepared.work = try known(work, at: now)
      let state = workState(prepared.work, at: now)
      switch state {
      case .waiting, .resting, .offered: break
      default: throw .wrongState(work, state)
      }
    case .comeBack(let work): try checkReturn(of: work, &prepared, at: now)
    case .dutyEnded(let work, _):
      prepared.work = try known(work, at: now)
      let state = workState(prepared.work, at: now)
      guard case .handedOver = state else { throw .wrongState(work, state) }
    case .accept(let work, let agent), .decline(let work, let agent), .miss(let work, let agent):
      prepared.work = try known(work, at: now)
      prepared.agent = try known(agent, with: prepared.work)
      prepared.engagement = try offered(work, agent, prepared, at: now)
    case .hold(let work, let agent), .resume(let work, let agent), .finish(let work, let agent),
      .requeue(let work, let agent, _), .transfer(let work, let agent, _):
      prepared.work = try known(work, at: now)
      prepared.agent = try known(agent, with: prepared.work)
      try checkHeld(command, work, agent, &prepared, at: now)
    case .wrapUpEnded(let work, let agent):
      prepared.work = try known(work, at: now)
      prepared.agent = try known(agent, with: prepared.work)
      prepared.engagement = try wrappedUp(work, agent, prepared, at: now)
    case .close(let queue, let closing):
      prepared.queue = try known(queue)
      if case .move(let target) = closing {
        let number = try known(target)
        if number != prepared.queue, queueStates[number].closing != nil { throw .closed(target) }
      }
    case .reopen(let queue): prepared.queue = try known(queue)
    }
    return prepared
  }

  // MARK: Names

  /// Whether work was abandoned so long ago, or wrapped up, that it is forgotten as of an instant.
  func isForgotten(_ place: Int, at now: Int64) -> Bool {
    let row = workRows[place]
    if row.state == .wrappingUp { return engagements[Int(row.engagement)].until <= now }
    guard row.state == .abandoned else { return false }
    let window = core.options.returnWindow.wholeMilliseconds
    return Int64.saturatingDifference(now, workTerms[place].abandonedAt) >= window
  }

  private func known(_ work: WorkID, at now: Int64) throws(Rejection) -> Int {
    let place = workNumber(work)
    if place < 0 || isForgotten(place, at: now) { throw .unknownWork(work) }
    return place
  }

  private func known(_ agent: AgentID) throws(Rejection) -> Int {
    let place = agentNumber(agent)
    if place < 0 || !agentRows[place].isKnown { throw .unknownAgent(agent) }
    return place
  }

  /// The agent by name; asks the work first, whose agent it mostly is.
  private func known(_ agent: AgentID, with work: Int) throws(Rejection) -> Int {
    let first = workRows[work].engagement
    if first >= 0 {
      let place = Int(engagements[Int(first)].agent)
      if agentNames[place] == agent { return place }
    }
    return try known(agent)
  }

  /// The place of work by name; -1 where there is none.
  func workNumber(_ work: WorkID) -> Int {
    workTable.place(PlaceTable.hash(work.rawValue)) { workNames[$0] == work }
  }

  /// The place of an agent by name, also of one who is only named by work; -1 where there is none.
  func agentNumber(_ agent: AgentID) -> Int {
    agentTable.place(PlaceTable.hash(agent.rawValue)) { agentNames[$0] == agent }
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
    guard place >= 0, stands(place, at: now) else {
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
      case .agent(let other, let queue, _, _):
        _ = try known(other)
        prepared.queue = try known(queue)
      }
    }
    let place = engagement(of: prepared.work, with: prepared.agent)
    guard place >= 0, engagements[place].state == .held || engagements[place].state == .onHold
    else { throw .notHeld(work, by: agent, state: workState(prepared.work, at: now)) }
    prepared.engagement = place
    switch command {
    case .hold:
      if engagements[place].state != .held {
        throw .wrongState(work, workState(prepared.work, at: now))
      }
    case .resume:
      if engagements[place].state != .onHold {
        throw .wrongState(work, workState(prepared.work, at: now))
      }
      if !hasRoomToResume(place, at: now) { throw .noRoom(work, agent) }
    case .transfer:
      if queueStates[prepared.queue].closing != nil {
        throw .closed(core.queues[prepared.queue].id)
      }
      let rules = core.options.transfers
      guard let maximum = rules.maximum, workTerms[prepared.work].transfers >= maximum else {
        break
      }
      guard let escalation = rules.escalatesTo else {
        throw .tooManyTransfers(work, maximum: maximum)
      }
      if let number = core.queueNumbers[escalation], queueStates[number].closing != nil {
        throw .closed(escalation)
      }
    default: break
    }
  }

  private func wrappedUp(
    _ work: WorkID, _ agent: AgentID, _ prepared: Prepared, at now: Int64
  ) throws(Rejection) -> Int {
    let place = engagement(of: prepared.work, with: prepared.agent)
    let state = workState(prepared.work, at: now)
    guard place >= 0, engagements[place].state != .offered else {
      throw .notHeld(work, by: agent, state: state)
    }
    if engagements[place].state != .wrappingUp { throw .wrongState(work, state) }
    return place
  }

  private func checkReturn(
    of work: WorkID, _ prepared: inout Prepared, at now: Int64
  ) throws(Rejection) {
    prepared.work = workNumber(work)
    if prepared.work < 0 { throw .unknownWork(work) }
    let state = workRows[prepared.work].state
    if state == .wrappingUp, isForgotten(prepared.work, at: now) { throw .unknownWork(work) }
    guard state == .abandoned else {
      throw .wrongState(work, workState(prepared.work, at: now))
    }
    if isForgotten(prepared.work, at: now) {
      let since = Instant(millisecondsSince1970: workTerms[prepared.work].abandonedAt)
      throw .returnedTooLate(work, since: since)
    }
  }

  // MARK: Work

  private func check(
    _ item: WorkItem, _ prepared: inout Prepared, at now: Int64
  ) throws(Rejection) {
    prepared.hash = PlaceTable.hash(item.id.rawValue)
    let place = workTable.place(prepared.hash) { workNames[$0] == item.id }
    if place >= 0, !isForgotten(place, at: now) { throw .duplicateWork(item.id) }
    if place < 0, workRows.count - freeWork.count >= limit,
      !workRows.indices.contains(where: { isForgotten($0, at: now) })
    {
      throw .full(limit: limit)
    }
    try check(changed: item, &prepared)
    if item.queue != nil { return }
    try choose(for: item, &prepared)
  }

  private func checkChange(
    _ item: WorkItem, _ prepared: inout Prepared, at now: Int64
  ) throws(Rejection) {
    prepared.work = try known(item.id, at: now)
    let state = workState(prepared.work, at: now)
    switch state {
    case .waiting, .resting: break
    case .offered, .held, .onHold:
      if item.channel != items[prepared.work].channel { throw .wrongState(item.id, state) }
    case .wrappingUp, .abandoned, .handedOver: throw .wrongState(item.id, state)
    }
    if let queue = item.queue, core.queueNumbers[queue] == nil {
      // Its first queue may have gone with another policy, and does not count.
      var unplaced = item
      unplaced.queue = nil
      try check(changed: unplaced, &prepared)
    } else {
      try check(changed: item, &prepared)
    }
  }

  private func choose(for item: WorkItem, _ prepared: inout Prepared) throws(Rejection) {
    var missing: [String] = []
    if let table = core.choice {
      let facts = (item.facts ?? Facts(table.schema)).translated(to: table.schema)
      let decision = table.decide(facts)
      if let choice = decision.outcome {
        prepared.queue = core.queueNumbers[choice.queue] ?? -1
        let chosen = choice.priority.flatMap { core.priorityNumbers[$0] } ?? -1
        prepared.chosenPriority = Int32(truncatingIfNeeded: chosen)
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
    prepared.queue = item.queue.map { core.queueNumbers[$0] ?? -1 } ?? 0
    if WorkCheck.isPlain(item), prepared.queue >= 0,
      item.priority.map({ core.priorityNumbers[$0] != nil }) ?? true
    {
      return
    }
    if let error = WorkCheck(core).error(of: item) { throw .invalid(error) }
  }
}
