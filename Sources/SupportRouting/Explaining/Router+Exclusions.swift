// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension Router {
  /// Why an agent would not be offered a piece of work at an instant: the first rule that keeps it from
  /// the agent; `nil` where the agent would be offered it.
  ///
  /// Ask a router as it was before a decision: ``state(before:in:)`` gives it, also for work that only came with
  /// the command.
  ///
  /// - Throws: ``Rejection/unknownWork(_:)``, ``Rejection/unknownAgent(_:)``,
  ///   ``Rejection/wrongState(_:_:)`` for work that does not rest or wait.
  /// - Complexity: O(skills of the agent + requirements + kinds of agents and work), where nothing has
  ///   become due since the last step; else that of a step on a copy.
  public func whyNot(
    _ agent: AgentID, for work: WorkID, at instant: Instant
  ) throws(Rejection) -> AgentExclusion? {
    let now = instant.millisecondsSince1970
    let router = advanced(to: now)
    let place = router.workNumber(work)
    if place < 0 { throw .unknownWork(work) }
    let number = router.agentNumber(agent)
    if number < 0 || !router.agentRows[number].isKnown { throw .unknownAgent(agent) }
    let state = router.workRows[place].state
    guard state == .waiting || state == .resting else {
      throw .wrongState(work, router.workState(place, at: now))
    }
    return router.exclusion(of: number, from: place, at: now)
  }

  /// The router as it was right before a decision of a step: due things done, the command carried out,
  /// earlier decisions of the step taken.
  ///
  /// ```swift
  /// let before = router
  /// let step = try router.enqueue(call, at: now)
  /// let moment = try before.state(before: step.decisions[0], in: .enqueue(call))
  /// try moment.whyNot("zhao", for: "call-17", at: now)
  /// ```
  ///
  /// - Parameters:
  ///   - decision: A decision of the step, by any right but ``RoutingDecision/Basis/assigned``: what a command
  ///     gives is not compared. One of another step gives the state after the command.
  ///   - command: The command of the step; this router is as it was before.
  /// - Returns: A router that can be asked; what it would decide itself is not meant.
  /// - Throws: ``Rejection`` of the command.
  /// - Complexity: A step, and a copy of the router.
  public func state(
    before decision: RoutingDecision, in command: Command
  ) throws(Rejection) -> Self {
    var copy = self
    copy.step.stopsBefore = decision.work
    _ = try copy.perform(command, at: decision.at)
    return copy
  }

  /// The router as of an instant: what is due is done, nothing is matched.
  func advanced(to now: Int64) -> Self {
    if timers.first.map({ $0.due > now }) ?? true { return self }
    var copy = self
    copy.lastInstant = max(now, lastInstant)
    copy.performDue(at: now)
    copy.updateHours(at: now)
    copy.settle(at: now)
    for place in copy.step.open where copy.workRows[Int(place)].state == .waiting {
      copy.queueUp(Int(place))
    }
    copy.seatAgents()
    copy.step.clear()
    return copy
  }

  // MARK: Steps

  func exclusion(of agent: Int, from work: Int, at now: Int64) -> AgentExclusion? {
    misfit(agent, work) ?? hindrance(agent, work, at: now) ?? precedence(agent, work, at: now)
  }

  /// Why an agent does not fit the work.
  private func misfit(_ agent: Int, _ work: Int) -> AgentExclusion? {
    if isGivenByCommand(work) { return .givenByCommand }
    let row = workRows[work]
    let id = Int32(truncatingIfNeeded: agent)
    var isOwner = false
    if row.personal >= 0 {
      let personal = personals[Int(row.personal)]
      if personal.excluded.contains(id) { return .excludedByWork }
      isOwner = personal.owner == id
      if personal.owner >= 0, !isOwner {
        return .reserved(
          for: agentNames[Int(personal.owner)], until: instant(work, age: personal.ownerUntil))
      }
    }
    let plan = capacityPlans[Int(agentRows[agent].plan)]
    if plan.served & (1 << UInt64(row.channel)) == 0 {
      return .channel(core.channels[Int(row.channel)].id)
    }
    if isOwner { return nil }
    let key = classes[Int(workClass(of: work))].key
    return poolMisfit(agent, work, key) ?? skillMisfit(agent, work, key)
  }

  private func poolMisfit(_ agent: Int, _ work: Int, _ key: WorkClassKey) -> AgentExclusion? {
    let plan = core.plans[Int(key.queue)]
    if plan.pools.isEmpty { return nil }
    let mine = plan.pools.filter { agents[agent].groups.contains($0.group) }
    if mine.isEmpty { return .notInPools(of: plan.id) }
    let open = mine.filter { $0.clock < 0 || openClocks[$0.clock] }
    if open.isEmpty {
      let opens = mine.compactMap { pool in
        core.clocks[pool.clock].nextOpening(after: Instant(millisecondsSince1970: lastInstant))
      }.min()
      return .poolClosed(opens: opens)
    }
    let ring = open.map(\.ring).min() ?? 0
    if ring <= key.ring { return nil }
    return .ringNotReached(
      until: instant(work, age: plan.rings[Int(ring)])
        ?? Instant(millisecondsSince1970: workRows[work].agedFrom))
  }

  private func skillMisfit(_ agent: Int, _ work: Int, _ key: WorkClassKey) -> AgentExclusion? {
    let who = agents[agent]
    for tests in key.tests where !tests.contains(where: { $0.admits(who.skills[$0.skill] ?? 0) }) {
      return .requirement(tests)
    }
    let signature = signatures[Int(agentRows[agent].signature)].key
    if let language = key.language, !who.languages.contains(language),
      !(key.translation && signature.translates)
    {
      let after = items[work].language?.translationAfter?.wholeMilliseconds
      let from = signature.translates ? after.flatMap { instant(work, age: $0) } : nil
      return .language(language, translationFrom: from)
    }
    if let region = key.region, key.insists, !who.regions.contains(region) {
      let only = items[work].region?.only?.wholeMilliseconds
      return .region(region, until: only.flatMap { instant(work, age: $0) })
    }
    return nil
  }

  /// Why an agent who fits the work cannot take it now.
  private func hindrance(_ agent: Int, _ work: Int, at now: Int64) -> AgentExclusion? {
    let row = agentRows[agent]
    let id = Int32(truncatingIfNeeded: agent)
    if row.presence != .available {
      return presence(of: agentNames[agent]).map(AgentExclusion.presence)
    }
    let plan = capacityPlans[Int(row.plan)]
    if plan.fairLimit < .max {
      let given = fairShares[id]?.current(window: plan.fairWindow, at: now) ?? 0
      if given + Int(row.offers) >= Int(plan.fairLimit) {
        let fairAt = agentTerms[agent].fairAt
        let until = fairAt == .max ? nil : Instant(millisecondsSince1970: fairAt)
        return .fairShare(until: until)
      }
    }
    let channel = Int(workRows[work].channel)
    let wantsAll = core.channels[channel].exclusivity == .whole
    let isKeptAway = heldChannels(of: agent) & ~core.channelPlans[channel].beside != 0
    if row.exclusive > 0 || (wantsAll && row.occupying > 0) || isKeptAway { return .exclusiveWork }
    let mask = room(of: agent)
    if mask & (1 << UInt64(channel)) == 0 { return .noRoom(core.channels[channel].id) }
    let need = need(of: work)
    if mask & need != need {
      return .queueLimit(Int(core.plans[Int(workRows[work].queue)].limit))
    }
    if isBarred(id, from: work, at: now) { return .tried(until: retryInstant(id, work)) }
    if workRows[work].state == .resting {
      return .resting(until: Instant(millisecondsSince1970: workTerms[work].restUntil))
    }
    return nil
  }

  private func retryInstant(_ agent: Int32, _ work: Int) -> Instant? {
    guard let retry = core.plans[Int(workRows[work].queue)].offers.retryAfter else { return nil }
    let tried = personals[Int(workRows[work].personal)].tried.first { $0.agent == agent }
    return tried.map { Instant(millisecondsSince1970: Int64.saturatingSum($0.at, retry)) }
  }

  /// Which other work, or which other agent, comes before.
  private func precedence(_ agent: Int, _ work: Int, at now: Int64) -> AgentExclusion? {
    let first = firstWork(for: agent, at: now)
    if first.slot >= 0, Int(first.slot) != work, first < entry(work) {
      return .earlierWork(workNames[Int(first.slot)])
    }
    let id = Int32(truncatingIfNeeded: agent)
    guard let (best, basis) = lastChosen(for: work, unless: id, at: now) else { return nil }
    let winner = agentNames[Int(best)]
    if basis == .preferred { return .notPreferred(behind: winner) }
    let key = classes[Int(workClass(of: work))].key
    guard let mine = fit(signatures[Int(agentRows[agent].signature)].key, key),
      let other = fit(signatures[Int(agentRows[Int(best)].signature)].key, key)
    else { return nil }
    let order = core.plans[Int(key.queue)].order
    let (left, right) = (benchEntry(Int(best), in: order), benchEntry(agent, in: order))
    var dynamic = 0
    for comparator in core.orders[order].comparators {
      if comparator.isOfSignature {
        if other.key(comparator) != mine.key(comparator) {
          return .order(comparator, behind: winner)
        }
      } else {
        if left.key(dynamic) != right.key(dynamic) { return .order(comparator, behind: winner) }
        dynamic += 1
      }
    }
    return .identifier(behind: winner)
  }

  /// The last of those to whom work would be offered at once; `nil` where the agent is among them.
  private func lastChosen(
    for work: Int, unless agent: Int32, at now: Int64
  ) -> (agent: Int32, basis: RoutingDecision.Basis)? {
    var copy = self
    var last: (agent: Int32, basis: RoutingDecision.Basis)?
    for _ in 0..<core.plans[Int(workRows[work].queue)].offers.atOnce {
      guard let next = copy.bestAgent(for: work, at: now) else { break }
      if next.agent == agent { return nil }
      last = next
      if next.basis == .owner { break }
      copy.step.offeredNow.append(next.agent)
    }
    return last
  }

  /// When work has an age; `nil` where it never has.
  private func instant(_ work: Int, age: Int64) -> Instant? {
    if age == .max { return nil }
    return Instant(
      millisecondsSince1970: Int64.saturatingSum(workRows[work].agedFrom, age))
  }
}
