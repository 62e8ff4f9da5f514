// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Offers and work in hand: they take room, and give it back.
extension Router {
  /// The offer of work to an agent, or the agent's work in hand; -1 where there is none.
  @inline(__always)
  func engagement(of work: Int, with agent: Int) -> Int {
    var next = workRows[work].engagement
    while next >= 0 {
      if Int(engagements[Int(next)].agent) == agent { return Int(next) }
      next = engagements[Int(next)].nextOfWork
    }
    return -1
  }

  /// The places of the engagements of work, in the order of the offers.
  func engagements(of work: Int) -> [Int] {
    var places: [Int] = []
    var next = workRows[work].engagement
    while next >= 0 {
      places.append(Int(next))
      next = engagements[Int(next)].nextOfWork
    }
    return places
  }

  /// The places of an agent's engagements, in the order of the offers.
  func engagements(ofAgent agent: Int) -> [Int] {
    var places: [Int] = []
    var next = agentRows[agent].engagement
    while next >= 0 {
      places.append(Int(next))
      next = engagements[Int(next)].nextOfAgent
    }
    return places.sorted { engagements[$0].number < engagements[$1].number }
  }

  /// Makes an engagement of work that is offered.
  mutating func engage(_ work: Int, with agent: Int, until: Int64, number: Int64) -> Int {
    let place: Int
    if let free = freeEngagements.popLast() {
      place = Int(free)
    } else {
      place = engagements.count
      engagements.append(EngagementRow())
    }
    let id = Int32(truncatingIfNeeded: place)
    engagements[place].state = .offered
    engagements[place].work = Int32(truncatingIfNeeded: work)
    engagements[place].agent = Int32(truncatingIfNeeded: agent)
    engagements[place].number = number
    engagements[place].until = until
    engagements[place].nextOfWork = -1
    engagements[place].previousOfAgent = -1
    engagements[place].nextOfAgent = agentRows[agent].engagement
    if agentRows[agent].engagement >= 0 {
      engagements[Int(agentRows[agent].engagement)].previousOfAgent = id
    }
    agentRows[agent].engagement = id
    if workRows[work].engagement < 0 {
      workRows[work].engagement = id
    } else {
      var last = Int(workRows[work].engagement)
      while engagements[last].nextOfWork >= 0 { last = Int(engagements[last].nextOfWork) }
      engagements[last].nextOfWork = id
    }
    agentRows[agent].inHand += 1
    agentRows[agent].offers += 1
    occupy(agent, Int(workRows[work].channel), by: 1)
    count(agent, Int(workRows[work].queue), by: 1)
    return place
  }

  /// Ends an engagement; the agent's room is free again, the work is where it was.
  mutating func disengage(_ place: Int) {
    let row = engagements[place]
    let (work, agent) = (Int(row.work), Int(row.agent))
    if takesRoom(row) { occupy(agent, Int(workRows[work].channel), by: -1) }
    count(agent, Int(workRows[work].queue), by: -1)
    agentRows[agent].inHand -= 1
    if row.state == .offered { agentRows[agent].offers -= 1 }
    if row.previousOfAgent >= 0 {
      engagements[Int(row.previousOfAgent)].nextOfAgent = row.nextOfAgent
    } else {
      agentRows[agent].engagement = row.nextOfAgent
    }
    if row.nextOfAgent >= 0 {
      engagements[Int(row.nextOfAgent)].previousOfAgent = row.previousOfAgent
    }
    let id = Int32(truncatingIfNeeded: place)
    if workRows[work].engagement == id {
      workRows[work].engagement = row.nextOfWork
    } else {
      var before = Int(workRows[work].engagement)
      while before >= 0, engagements[before].nextOfWork != id {
        before = Int(engagements[before].nextOfWork)
      }
      if before >= 0 { engagements[before].nextOfWork = row.nextOfWork }
    }
    engagements[place].state = .free
    engagements[place].generation &+= 1
    freeEngagements.append(id)
    step.free.append(Int32(truncatingIfNeeded: agent))
  }

  /// Whether an offer stands as of an instant: it has not ended, and the agent has not been paused
  /// meanwhile for others that have.
  func stands(_ place: Int, at now: Int64) -> Bool {
    let row = engagements[place]
    return row.state == .offered && row.until > now && !isPaused(Int(row.agent), at: now)
  }

  /// Whether the offers of an agent that have ended by an instant lead to a pause or a rest.
  private func isPaused(_ agent: Int, at now: Int64) -> Bool {
    if agentRows[agent].offers < 2 { return false }
    let ended = engagements(ofAgent: agent)
      .filter { engagements[$0].state == .offered && engagements[$0].until <= now }
      .sorted {
        (engagements[$0].until, engagements[$0].number)
          < (engagements[$1].until, engagements[$1].number)
      }
    var misses = agentTerms[agent].misses
    for place in ended {
      misses += 1
      let queue = Int(workRows[Int(engagements[place].work)].queue)
      let offers = core.plans[queue].offers
      if misses >= offers.missesBeforePause || offers.rest > 0 { return true }
    }
    return false
  }

  @inline(__always)
  func takesRoom(_ row: EngagementRow) -> Bool {
    row.state != .onHold
      || !core.channels[Int(workRows[Int(row.work)].channel)].holdFreesSlot
  }

  // MARK: Room

  mutating func occupy(_ agent: Int, _ channel: Int, by sign: Int32) {
    let plan = Int(agentRows[agent].plan)
    agentRows[agent].used += Int64(sign) * Int64(max(0, capacityPlans[plan].costs[channel]))
    agentRows[agent].occupying += sign
    if core.channels[channel].exclusivity != .shared { agentRows[agent].exclusive += sign }
    channelCounts[agent * core.channels.count + channel] += sign
  }

  mutating func count(_ agent: Int, _ queue: Int, by sign: Int32) {
    let bit = core.plans[queue].limitBit
    if bit < 0 { return }
    queueCounts[agent * core.limitedQueues + bit - core.channels.count] += sign
  }

  /// The channels and limited queues for which an agent has room, as bits.
  @inline(__always)
  func room(of agent: Int) -> UInt64 {
    let row = agentRows[agent]
    if row.exclusive > 0 { return 0 }
    let channels = core.channels.count
    let plan = Int(row.plan)
    let held = core.hasPairs ? heldChannels(of: agent) : 0
    var mask: UInt64 = 0
    for channel in 0..<channels {
      let cost = capacityPlans[plan].costs[channel]
      guard cost >= 0, row.used + Int64(cost) <= Int64(capacityPlans[plan].units),
        channelCounts[agent * channels + channel] < capacityPlans[plan].limits[channel]
      else { continue }
      if row.occupying > 0, core.channels[channel].exclusivity == .whole { continue }
      if held != 0, held & ~core.channelPlans[channel].beside != 0 { continue }
      mask |= 1 << UInt64(channel)
    }
    guard mask != 0, core.limitedQueues > 0 else { return mask }
    for number in core.limitedPlans {
      let plan = core.plans[number]
      let held = queueCounts[agent * core.limitedQueues + plan.limitBit - channels]
      if held < plan.limit { mask |= 1 << UInt64(plan.limitBit) }
    }
    return mask
  }

  /// The channels of which an agent has work that takes room, as bits.
  func heldChannels(of agent: Int) -> UInt64 {
    let channels = core.channels.count
    var mask: UInt64 = 0
    for channel in 0..<channels where channelCounts[agent * channels + channel] > 0 {
      mask |= 1 << UInt64(channel)
    }
    return mask
  }

  /// Whether an engagement has ended by an instant, so that it takes no room any more.
  private func isOver(_ place: Int, at now: Int64) -> Bool {
    switch engagements[place].state {
    case .offered: !stands(place, at: now)
    case .wrappingUp: engagements[place].until <= now
    case .free, .held, .onHold: false
    }
  }

  /// Whether work in hand keeps a channel away that names what it may come beside.
  private func isKeptAway(_ channel: Int, from agent: Int, at now: Int64) -> Bool {
    engagements(ofAgent: agent).contains { other in
      let held = UInt64(workRows[Int(engagements[other].work)].channel)
      return takesRoom(engagements[other]) && !isOver(other, at: now)
        && core.channelPlans[channel].beside & (1 << held) == 0
    }
  }

  /// Whether an agent can go on with work on hold; what has ended takes no room.
  func hasRoomToResume(_ place: Int, at now: Int64) -> Bool {
    let row = engagements[place]
    if takesRoom(row) { return true }
    let agent = Int(row.agent)
    let channel = Int(workRows[Int(row.work)].channel)
    let plan = capacityPlans[Int(agentRows[agent].plan)]
    var used = agentRows[agent].used
    var (occupying, exclusive) = (agentRows[agent].occupying, agentRows[agent].exclusive)
    var count = channelCounts[agent * core.channels.count + channel]
    if core.hasPairs, isKeptAway(channel, from: agent, at: now) { return false }
    for other in engagements(ofAgent: agent) where isOver(other, at: now) {
      let ended = Int(workRows[Int(engagements[other].work)].channel)
      used -= Int64(max(0, plan.costs[ended]))
      occupying -= 1
      if core.channels[ended].exclusivity != .shared { exclusive -= 1 }
      if ended == channel { count -= 1 }
    }
    guard plan.costs[channel] >= 0, exclusive == 0, count < plan.limits[channel] else {
      return false
    }
    if core.channels[channel].exclusivity == .whole, occupying > 0 { return false }
    return used + Int64(plan.costs[channel]) <= Int64(plan.units)
  }
}
