// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Agents come, change and go.
extension Router {
  mutating func add(_ agent: Agent, _ presence: AgentPresence, at now: Int64) {
    let place = Int(agentPlace(agent.id))
    agents[place] = agent
    addedAgents += 1
    let stamp = agentRows[place].stamp
    agentRows[place] = AgentRow()
    agentRows[place].stamp = stamp &+ 1
    let label = agentTerms[place].label
    agentTerms[place] = AgentTerms()
    agentTerms[place].label = label
    agentRows[place].isKnown = true
    agentTerms[place].number = addedAgents
    agentRows[place].plan = capacityPlan(agent.capacity)
    agentRows[place].signature = signature(of: place)
    fairShares[Int32(truncatingIfNeeded: place)] = nil
    setPresence(of: place, to: presence, releasing: false, at: now)
  }

  mutating func update(_ place: Int, to agent: Agent, at now: Int64) {
    agents[place] = agent
    forgetFairShare(place, at: now)
    let mine = engagements(ofAgent: place).filter { takesRoom(engagements[$0]) }
    for engagement in mine {
      occupy(place, Int(workRows[Int(engagements[engagement].work)].channel), by: -1)
    }
    agentRows[place].plan = capacityPlan(agent.capacity)
    for engagement in mine {
      occupy(place, Int(workRows[Int(engagements[engagement].work)].channel), by: 1)
    }
    resign(place, at: now)
    concernReserved(for: place)
  }

  /// What is reserved for an agent is looked at: the reservation may be over.
  private mutating func concernReserved(for place: Int) {
    for entry in reserved[Int32(truncatingIfNeeded: place)]?.entries ?? [] where isWaiting(entry) {
      step.unsettled.append(entry.slot)
    }
    step.unsettled.append(contentsOf: ownedByCommand())
  }

  /// Gives an agent the signature that follows from what the agent can do now.
  private mutating func resign(_ place: Int, at now: Int64) {
    let number = signature(of: place)
    if number != agentRows[place].signature {
      let isOnDuty = agentRows[place].isOnDuty
      if isOnDuty { countOnDuty(agentRows[place].signature, by: -1) }
      agentRows[place].signature = number
      if isOnDuty {
        countOnDuty(number, by: 1)
        step.dutyChanged = true
      }
    }
    refresh(place, at: now)
    step.free.append(Int32(truncatingIfNeeded: place))
  }

  mutating func setTranslation(of place: Int, _ delay: Duration?, at now: Int64) {
    agentTerms[place].translation = delay.map { max(0, $0.wholeMilliseconds) } ?? -1
    resign(place, at: now)
  }

  mutating func remove(_ place: Int, at now: Int64) {
    setPresence(of: place, to: .offline, releasing: true, at: now)
    agentRows[place].isKnown = false
    concernReserved(for: place)
    agents[place] = Agent(agentNames[place], capacity: AgentCapacity(.total(0, costs: [:])))
    fairShares[Int32(truncatingIfNeeded: place)] = nil
  }

  mutating func setPresence(
    of place: Int, to presence: AgentPresence, releasing: Bool, at now: Int64
  ) {
    switch presence {
    case .available: setPresence(place, .available, until: .max, at: now)
    case .busy: setPresence(place, .busy, until: .max, at: now)
    case .onBreak: setPresence(place, .onBreak, until: .max, at: now)
    case .offline: setPresence(place, .offline, until: .max, at: now)
    case .wrapUp(let until): rest(place, .wrapUp, until, at: now)
    case .paused(let until): rest(place, .paused, until, at: now)
    }
    if agentRows[place].presence != .available {
      if releasing {
        for engagement in engagements(ofAgent: place) {
          takeBack(engagement, .notAvailable, at: now)
        }
      } else {
        withdrawOffers(of: place, at: now)
      }
    } else if releasing {
      for engagement in engagements(ofAgent: place) where engagements[engagement].state != .offered
      {
        takeBack(engagement, .notAvailable, at: now)
      }
    }
    refresh(place, at: now)
  }

  private mutating func rest(
    _ place: Int, _ presence: AgentRow.Presence, _ until: Instant?, at now: Int64
  ) {
    let end = until?.millisecondsSince1970 ?? .max
    if end <= now {
      setPresence(place, .available, until: .max, at: now)
    } else {
      setPresence(place, presence, until: end, at: now)
    }
  }

  /// Sets the presence, with the time at which it ends by itself.
  mutating func setPresence(
    _ place: Int, _ presence: AgentRow.Presence, until: Int64, at now: Int64
  ) {
    let wasOnDuty = agentRows[place].isOnDuty
    let wasAvailable = agentRows[place].presence == .available
    agentRows[place].presence = presence
    agentTerms[place].readyAt = until
    if until < .max {
      timers.push(
        TimerEntry(
          due: until, kind: .agentReady, number: agentTerms[place].number,
          place: Int32(truncatingIfNeeded: place), generation: 0))
    }
    if presence == .available {
      if !wasAvailable { agentRows[place].idleSince = now }
      step.free.append(Int32(truncatingIfNeeded: place))
    }
    let isOnDuty = agentRows[place].isOnDuty
    if isOnDuty != wasOnDuty {
      countOnDuty(agentRows[place].signature, by: isOnDuty ? 1 : -1)
      step.dutyChanged = true
    }
  }

  private mutating func countOnDuty(_ signature: Int32, by sign: Int32) {
    let before = signatures[Int(signature)].onDuty
    signatures[Int(signature)].onDuty = before + sign
    if before == 0 || before + sign == 0 { dutyVersion &+= 1 }
  }

  // MARK: Benches

  /// Gives an agent the benches that follow from presence, room and keys, or none.
  mutating func refresh(_ place: Int, at now: Int64) {
    leaveBenches(place)
    guard agentRows[place].presence == .available, agentRows[place].isKnown else { return }
    let mask = room(of: place)
    if mask & channelMask == 0 || !hasFairShare(place, at: now) { return }
    agentRows[place].pool = bench(agentRows[place].signature, mask)
    step.unseated.append(Int32(truncatingIfNeeded: place))
  }

  private mutating func leaveBenches(_ place: Int) {
    let first = Int(agentRows[place].pool)
    if first < 0 { return }
    agentRows[place].stamp &+= 1
    agentRows[place].pool = -1
    if !agentRows[place].isSeated { return }
    agentRows[place].isSeated = false
    let id = Int32(truncatingIfNeeded: place)
    for bench in first..<(first + core.orders.count) {
      benches[bench].line.dead += 1
      if benchHeads[bench].agent == id { renewHead(ofBench: bench) }
    }
  }

  /// Enters the agents who have benches into their lines, before somebody looks for an agent and at the
  /// end of a step. An agent who finishes and is given the next work at once is spared the way in and out.
  mutating func seatAgents() {
    while let id = step.unseated.popLast() {
      if agentRows[Int(id)].pool >= 0, !agentRows[Int(id)].isSeated { seat(Int(id)) }
    }
  }

  private mutating func seat(_ place: Int) {
    agentRows[place].isSeated = true
    for order in core.orders.indices {
      let bench = Int(agentRows[place].pool) + order
      let entry = benchEntry(place, in: order)
      benches[bench].line.push(entry)
      if entry < benchHeads[bench] { benchHeads[bench] = entry }
      if benches[bench].line.isMostlyDead {
        let rows = agentRows
        benches[bench].line.rebuild { rows[Int($0.agent)].stamp == $0.stamp ? $0 : nil }
      }
    }
  }

  private var channelMask: UInt64 { (1 << UInt64(core.channels.count)) - 1 }

  private mutating func hasFairShare(_ place: Int, at now: Int64) -> Bool {
    let plan = Int(agentRows[place].plan)
    let limit = capacityPlans[plan].fairLimit
    if limit == .max { return true }
    let key = Int32(truncatingIfNeeded: place)
    let window = capacityPlans[plan].fairWindow
    var times = fairShares[key] ?? FairShareTimes()
    let given = times.count(window: window, at: now)
    fairShares[key] = times
    if given + Int(agentRows[place].offers) < Int(limit) { return true }
    if let oldest = times.oldest {
      let due = Int64.saturatingSum(oldest, window)
      if due != agentTerms[place].fairAt {
        agentTerms[place].fairAt = due
        timers.push(
          TimerEntry(
            due: due, kind: .fairShare, number: agentTerms[place].number, place: key, generation: 0)
        )
      }
    }
    return false
  }

  /// What is older than the window is forgotten for good, also where the next window is longer.
  private mutating func forgetFairShare(_ place: Int, at now: Int64) {
    let plan = Int(agentRows[place].plan)
    if capacityPlans[plan].fairLimit == .max { return }
    let key = Int32(truncatingIfNeeded: place)
    _ = fairShares[key]?.count(window: capacityPlans[plan].fairWindow, at: now)
  }

  @inline(__always)
  func benchEntry(_ place: Int, in order: Int) -> AgentEntry {
    let row = agentRows[place]
    var entry = AgentEntry(
      first: 0, second: 0, third: 0, fourth: 0, label: agentTerms[place].label,
      agent: Int32(truncatingIfNeeded: place), stamp: row.stamp)
    let dynamic = core.orders[order].dynamic
    for (number, comparator) in dynamic.enumerated() {
      let key: Int64 =
        switch comparator {
        case .loadRatio: loadRatio(row)
        case .load: Int64(row.inHand)
        case .idleSince: row.idleSince
        case .rotation: row.lastOffer
        case .ring, .penalty, .proficiency, .language, .region, .leastVersatile: 0
        }
      switch number {
      case 0: entry.first = key
      case 1: entry.second = key
      case 2: entry.third = key
      default: entry.fourth = key
      }
    }
    return entry
  }

  /// The share of load in units of 2⁻⁴⁴: wholes are below 2²², so that different shares differ.
  func loadRatio(_ row: AgentRow) -> Int64 {
    let whole = capacityPlans[Int(row.plan)].whole
    if whole == 0 { return 0 }
    let used = UInt64(clamping: min(row.used, 1 << 19))
    return Int64(clamping: (used << 44) / UInt64(whole))
  }

  mutating func renewHead(ofBench number: Int) {
    while let first = benches[number].line.first {
      if agentRows[Int(first.agent)].stamp == first.stamp {
        benchHeads[number] = first
        return
      }
      benches[number].line.removeFirst()
      benches[number].line.dead -= 1
    }
    benchHeads[number] = .none
  }

  // MARK: Names

  /// The place of an agent by name, also of one who is not known yet.
  mutating func agentPlace(_ name: AgentID) -> Int32 {
    let hash = PlaceTable.hash(name.rawValue)
    let known = agentTable.place(hash) { agentNames[$0] == name }
    if known >= 0 { return Int32(truncatingIfNeeded: known) }
    let place = Int32(truncatingIfNeeded: agentRows.count)
    agentRows.append(AgentRow())
    agentTerms.append(AgentTerms())
    agents.append(Agent(name, capacity: AgentCapacity(.total(0, costs: [:]))))
    agentNames.append(name)
    channelCounts.append(contentsOf: repeatElement(0, count: core.channels.count))
    queueCounts.append(contentsOf: repeatElement(0, count: core.limitedQueues))
    agentTable.insert(Int(place), hash: hash)
    var (spot, end) = (0, agentsByID.count)
    while spot < end {
      let middle = (spot + end) / 2
      if agentNames[Int(agentsByID[middle])] < name { spot = middle + 1 } else { end = middle }
    }
    agentsByID.insert(place, at: spot)
    label(at: spot)
    return place
  }

  /// Gives the agent at a spot a label between its neighbours'.
  private mutating func label(at spot: Int) {
    let gap: Int64 = 1 << 40
    let below = spot == 0 ? 0 : agentTerms[Int(agentsByID[spot - 1])].label
    let isLast = spot + 1 == agentsByID.count
    let above = isLast ? below + gap : agentTerms[Int(agentsByID[spot + 1])].label
    if above - below >= 2, above < Int64.max - 2 * gap {
      agentTerms[Int(agentsByID[spot])].label = isLast ? above : below + (above - below) / 2
      return
    }
    let even: Int64 = 1 << 32
    for (number, place) in agentsByID.enumerated() {
      agentTerms[Int(place)].label = Int64(number + 1) * even
    }
    let (rows, terms) = (agentRows, agentTerms)
    for number in benches.indices {
      benches[number].line.rebuild { entry in
        guard rows[Int(entry.agent)].stamp == entry.stamp else { return nil }
        var renewed = entry
        renewed.label = terms[Int(entry.agent)].label
        return renewed
      }
      renewHead(ofBench: number)
    }
  }
}
