// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What agents do with offers and with work in hand.
extension Router {
  mutating func accept(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    for other in engagements(of: work) where other != place {
      let loser = Int(engagements[other].agent)
      disengage(other)
      step.directives.append(.withdraw(workNames[work], from: agentNames[loser], .takenByAnother))
      refresh(loser, at: now)
    }
    hold(place, acceptedAt: now)
    refresh(agent, at: now)
  }

  /// The agent has the work from now on.
  private mutating func hold(
    _ place: Int, acceptedAt now: Int64, countsAsStart: Bool = true
  ) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    engagements[place].state = .held
    engagements[place].until = .max
    agentRows[agent].offers -= 1
    agentTerms[agent].misses = 0
    workRows[work].state = .held
    workRows[work].heldSince = now
    workTerms[work].restUntil = min(workTerms[work].restUntil, now)
    workTerms[work].wasInHand = true
    let queue = Int(workRows[work].queue)
    if countsAsStart { queueStates[queue].began(at: now) }
    shorten(queue)
    if capacityPlans[Int(agentRows[agent].plan)].fairLimit < .max {
      fairShares[Int32(truncatingIfNeeded: agent), default: FairShareTimes()].append(now)
    }
  }

  mutating func decline(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    let isMiss = core.plans[Int(workRows[work].queue)].offers.declineIsMiss
    endOffer(place, at: now)
    if isMiss { missed(agent, Int(workRows[work].queue), at: now) }
    rest(agent, Int(workRows[work].queue), at: now)
    refresh(agent, at: now)
  }

  mutating func missOffer(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    step.directives.append(.withdraw(workNames[work], from: agentNames[agent], .missed))
    endOffer(place, at: now)
    missed(agent, Int(workRows[work].queue), at: now)
    rest(agent, Int(workRows[work].queue), at: now)
    refresh(agent, at: now)
  }

  /// Lets an agent who declined or missed rest, unless paused already.
  private mutating func rest(_ agent: Int, _ queue: Int, at now: Int64) {
    let length = core.plans[queue].offers.rest
    if length > 0, agentRows[agent].presence == .available {
      wrapUp(agent, until: Int64.saturatingSum(now, length), at: now)
    }
  }

  /// Puts an agent into wrap-up; offers that stand are withdrawn.
  private mutating func wrapUp(_ agent: Int, until: Int64, at now: Int64) {
    if until < .max {
      step.directives.append(
        .wrapUp(agentNames[agent], until: Instant(millisecondsSince1970: until)))
    }
    setPresence(agent, .wrapUp, until: until, at: now)
    withdrawOffers(of: agent, at: now)
  }

  /// The agent did not take the work; it waits again when nobody else is offered it.
  private mutating func endOffer(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), engagements[place].agent)
    disengage(place)
    remember(agent, triedFor: work, at: now)
    if workRows[work].engagement < 0 { becomeWaiting(work) }
  }

  /// Counts a miss, and pauses the agent where they are too many.
  private mutating func missed(_ agent: Int, _ queue: Int, at now: Int64) {
    let offers = core.plans[queue].offers
    agentTerms[agent].misses += 1
    guard agentTerms[agent].misses >= offers.missesBeforePause else { return }
    agentTerms[agent].misses = 0
    guard agentRows[agent].presence == .available else { return }
    let until = offers.pause.map { Int64.saturatingSum(now, $0) }
    step.directives.append(
      .pause(agentNames[agent], until: until.map(Instant.init(millisecondsSince1970:))))
    setPresence(agent, .paused, until: until ?? .max, at: now)
    withdrawOffers(of: agent, at: now)
  }

  /// Takes the agent's offers back; the work waits again, and the agent was not tried.
  mutating func withdrawOffers(of agent: Int, at now: Int64) {
    for place in engagements(ofAgent: agent) where engagements[place].state == .offered {
      takeBack(place, .notAvailable, at: now)
    }
  }

  /// Takes an offer or work in hand back; the work goes to its place, or is over where it was finished.
  mutating func takeBack(_ place: Int, _ reason: Withdrawal, at now: Int64) {
    if engagements[place].state == .wrappingUp {
      takeBackWrapUp(place, at: now)
      return
    }
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    let wasHeld = engagements[place].state != .offered
    step.directives.append(.withdraw(workNames[work], from: agentNames[agent], reason))
    disengage(place)
    if wasHeld {
      agentRows[agent].idleSince = now
      ageOn(work, at: now)
      lengthen(Int(workRows[work].queue), at: now)
    }
    if workRows[work].engagement < 0 { becomeWaiting(work) }
  }

  // MARK: Work in hand

  mutating func hold(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    engagements[place].state = .onHold
    workRows[work].state = .onHold
    if !takesRoom(engagements[place]) {
      occupy(agent, Int(workRows[work].channel), by: -1)
      step.free.append(Int32(truncatingIfNeeded: agent))
    }
    refresh(agent, at: now)
  }

  mutating func resume(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    if !takesRoom(engagements[place]) {
      occupy(agent, Int(workRows[work].channel), by: 1)
    }
    engagements[place].state = .held
    workRows[work].state = .held
    refresh(agent, at: now)
  }

  mutating func finish(_ place: Int, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    let channel = core.channelPlans[Int(workRows[work].channel)]
    if channel.pieceWrapUp > 0 {
      beginWrapUp(place, for: channel.pieceWrapUp, at: now)
      return
    }
    let length = channel.agentWrapUp
    disengage(place)
    free(work)
    agentRows[agent].idleSince = now
    let presence = agentRows[agent].presence
    if length > 0, presence == .available || presence == .wrapUp {
      let left = presence == .wrapUp ? agentTerms[agent].readyAt : .min
      let until = max(left, Int64.saturatingSum(now, length))
      wrapUp(agent, until: until, at: now)
    }
    refresh(agent, at: now)
  }

  /// Work leaves a hand: its age, which stood still, goes on.
  private mutating func ageOn(_ work: Int, at now: Int64) {
    let began = max(workRows[work].heldSince, workRows[work].agedFrom)
    workRows[work].agedFrom.add(
      saturating: max(0, Int64.saturatingDifference(now, began)))
  }

  mutating func requeue(_ place: Int, notBefore: Instant?, at now: Int64) {
    let (work, agent) = (Int(engagements[place].work), Int(engagements[place].agent))
    disengage(place)
    agentRows[agent].idleSince = now
    remember(Int32(truncatingIfNeeded: agent), triedFor: work, at: now)
    ageOn(work, at: now)
    lengthen(Int(workRows[work].queue), at: now)
    if let notBefore { workTerms[work].restUntil = notBefore.millisecondsSince1970 }
    goBack(work, at: now)
    refresh(agent, at: now)
  }

  /// Work goes back to its place: it rests, or waits.
  private mutating func goBack(_ work: Int, at now: Int64) {
    if workTerms[work].restUntil > now {
      rest(work, until: workTerms[work].restUntil)
    } else {
      becomeWaiting(work)
    }
  }

  /// Gives work to an agent without asking; others to whom it was offered are free again.
  mutating func give(
    _ work: Int, to agent: Int, countsAsStart: Bool = true, at now: Int64
  ) {
    var mine = -1
    for place in engagements(of: work) {
      let other = Int(engagements[place].agent)
      if other == agent {
        mine = place
        continue
      }
      disengage(place)
      step.directives.append(.withdraw(workNames[work], from: agentNames[other], .takenByAnother))
      refresh(other, at: now)
    }
    unqueue(work)
    if mine < 0 {
      offerNumber += 1
      mine = engage(work, with: agent, until: .max, number: offerNumber)
    }
    step.directives.append(
      .connect(decision(work, agent, until: nil, .assigned, at: now)))
    hold(mine, acceptedAt: now, countsAsStart: countsAsStart)
    refresh(agent, at: now)
  }

  mutating func transfer(
    _ place: Int, by name: AgentID, to target: TransferTarget, _ prepared: Prepared, at now: Int64
  ) {
    let (work, agent) = (Int(engagements[place].work), engagements[place].agent)
    let rules = core.options.transfers
    let source = core.queues[Int(workRows[work].queue)].id
    visit(work)
    disengage(place)
    agentRows[Int(agent)].idleSince = now
    forgetTried(work)
    step.handedOn = (Int32(truncatingIfNeeded: work), agent)
    if workRows[work].personal >= 0 { personals[Int(workRows[work].personal)].owner = -1 }
    workRows[work].isCallback = false
    var queue = prepared.queue
    if let maximum = rules.maximum, workTerms[work].transfers >= maximum,
      let escalation = rules.escalatesTo.flatMap({ core.queueNumbers[$0] })
    {
      step.directives.append(
        .escalate(
          workNames[work], to: core.queues[escalation].id, transfers: Int(workTerms[work].transfers)
        )
      )
      queue = escalation
    } else {
      workTerms[work].transfers += 1
      step.directives.append(
        .move(workNames[work], from: source, to: core.queues[queue].id, .transfer(by: name)))
      if case .agent(let other, _, let wait, let absence) = target {
        let number = ensurePersonal(work)
        personals[number].owner = agentPlace(other)
        personals[number].ownerUntil = wait?.wholeMilliseconds ?? .max
        personals[number].ownerWaits = absence == .waits
      }
    }
    if !rules.keepsPlace {
      workNumber += 1
      workRows[work].number = workNumber
      workTerms[work].eligible = now
    }
    refresh(Int(agent), at: now)
    arrive(work, in: queue, at: now)
    if workRows[work].state != .free { rememberTransfer(agent, work, at: now) }
    if workRows[work].state == .waiting { setRetry(work) }
  }

  /// Who hands work on was tried, but stays its owner where it was handed to that very agent.
  private mutating func rememberTransfer(_ agent: Int32, _ work: Int, at now: Int64) {
    let owner = workRows[work].personal < 0 ? -1 : personals[Int(workRows[work].personal)].owner
    remember(agent, triedFor: work, at: now)
    if owner == agent, workRows[work].personal >= 0 {
      personals[Int(workRows[work].personal)].owner = owner
    }
  }

  // MARK: Customers

  mutating func cancel(_ work: Int, at now: Int64) {
    switch workRows[work].state {
    case .resting, .waiting: leaveQueue(work)
    case .offered:
      shorten(Int(workRows[work].queue))
      dropEngagements(of: work, at: now)
    case .held, .onHold, .wrappingUp: dropEngagements(of: work, at: now)
    case .abandoned, .handedOver, .free: break
    }
    free(work)
  }

  /// Ends all engagements of work that is over.
  private mutating func dropEngagements(of work: Int, at now: Int64) {
    for place in engagements(of: work) {
      let agent = Int(engagements[place].agent)
      if engagements[place].state != .offered { agentRows[agent].idleSince = now }
      step.directives.append(.withdraw(workNames[work], from: agentNames[agent], .over))
      disengage(place)
      refresh(agent, at: now)
    }
  }

  mutating func abandon(_ work: Int, at now: Int64) {
    dropEngagements(of: work, at: now)
    leaveQueue(work)
    let window = core.options.returnWindow.wholeMilliseconds
    if window == 0 {
      free(work)
      return
    }
    workRows[work].state = .abandoned
    workTerms[work].abandonedAt = now
    setTimer(.forget, Int64.saturatingSum(now, window), work)
  }

  mutating func comeBack(_ work: Int, at now: Int64) {
    lengthen(Int(workRows[work].queue), at: now)
    goBack(work, at: now)
  }

  mutating func callBack(_ work: Int, notBefore: Instant?, at now: Int64) {
    dropEngagements(of: work, at: now)
    workRows[work].isCallback = true
    let least = workTerms[work].wasInHand ? Int64.min : workTerms[work].eligible
    let until = max(least, notBefore?.millisecondsSince1970 ?? .min)
    unqueue(work)
    workTerms[work].restUntil = until
    goBack(work, at: now)
  }

  mutating func endDuty(_ work: Int, isDone: Bool, at now: Int64) {
    dutyAgents[Int32(truncatingIfNeeded: work)] = nil
    if isDone {
      free(work)
      return
    }
    let queue = Int(workRows[work].queue)
    ageOn(work, at: now)
    lengthen(queue, at: now)
    workRows[work].state = .resting
    let rules = core.queues[queue].overflow
    if core.asksWhoIsFree { seatAgents() }
    let failed = Int(workTerms[work].dutyRule)
    for number in rules.indices where failed >= 0 && number > failed {
      let trigger = rules[number].trigger
      guard trigger == rules[failed].trigger || holds(trigger, work, queue, at: now) else {
        continue
      }
      if trigger.goesByTime { workTerms[work].doneWaits |= Self.waitBit(number) }
      guard let course = carryOut(rules[number].action, number, work, queue, at: now) else {
        continue
      }
      switch course {
      case .over: return
      case .goes(let next):
        arrive(work, in: next, at: now)
        return
      case .stays: break
      }
      break
    }
    goBack(work, at: now)
  }

  // MARK: Matching's end

  /// Offers work to an agent.
  mutating func offer(_ work: Int, to agent: Int, _ basis: RoutingDecision.Basis, at now: Int64) {
    let queue = Int(workRows[work].queue)
    let rules = core.plans[queue].offers
    let until = rules.isAcceptedAtOnce ? Int64.max : Int64.saturatingSum(now, rules.limit)
    offerNumber += 1
    let place = engage(work, with: agent, until: until, number: offerNumber)
    agentRows[agent].lastOffer = offerNumber
    workRows[work].state = .offered
    let end = rules.isAcceptedAtOnce ? nil : Instant(millisecondsSince1970: until)
    let decision = decision(work, agent, until: end, basis, at: now)
    if rules.isAcceptedAtOnce {
      step.directives.append(.connect(decision))
      hold(place, acceptedAt: now)
    } else {
      step.directives.append(.offer(decision))
      timers.push(
        TimerEntry(
          due: until, kind: .offerEnds, number: offerNumber,
          place: Int32(truncatingIfNeeded: place), generation: engagements[place].generation))
    }
    refresh(agent, at: now)
  }

  private func decision(
    _ work: Int, _ agent: Int, until end: Instant?, _ basis: RoutingDecision.Basis, at now: Int64
  ) -> RoutingDecision {
    RoutingDecision(
      work: workNames[work], agent: agentNames[agent],
      queue: core.plans[Int(workRows[work].queue)].id, at: Instant(millisecondsSince1970: now),
      until: end, waited: .milliseconds(workRows[work].age(at: now)), basis: basis,
      isCallback: workRows[work].isCallback)
  }
}
