// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A running router takes over another policy: rows keep what they say, numbers of names are looked up
/// anew, and kinds of work and of agents are found again.
extension Router {
  mutating func takeOver(_ next: RoutingPolicy, at now: Int64) {
    let old = core
    let levels = levelStarts()
    forgetKinds()
    policy = next
    core = next.core
    takeOverQueues(from: old, at: now)
    takeOverAgents()
    takeOverWork(from: old, levels, at: now)
    for place in agentRows.indices where agentRows[place].isKnown { refresh(place, at: now) }
    step.dutyChanged = true
  }

  /// The age at which the level of each piece of work begins.
  private func levelStarts() -> [Int64] {
    workRows.indices.map { place in
      if workRows[place].state == .free { return 0 }
      let levels = programs[Int(workRows[place].program)].levels
      return levels[Int(workTerms[place].level)].start
    }
  }

  private mutating func forgetKinds() {
    signatures = []
    signaturePlaces = [:]
    benches = []
    benchHeads = []
    classes = []
    classPlaces = [:]
    classHeads = []
    programs = []
    shapes = []
    shapeTable = PlaceTable()
    capacityPlans = []
    capacityPlaces = [:]
    reserved = [:]
    triedWork = []
    timers.rebuild { timer in
      switch timer.kind {
      case .hours, .round, .forget: nil
      case .offerEnds, .restEnds, .wrapUpEnds, .agentReady, .fairShare, .turn, .retry: timer
      }
    }
  }

  // MARK: Queues and hours

  /// Queues keep their state by name. A rhythm of announcements that is another than before begins now.
  private mutating func takeOverQueues(from old: RoutingPolicyCore, at now: Int64) {
    let (states, rounds) = (queueStates, step.rounds)
    queueStates = ContiguousArray(repeating: QueueState(), count: core.plans.count)
    step.rounds = []
    for (number, plan) in old.plans.enumerated() {
      guard let place = core.queueNumbers[plan.id] else { continue }
      queueStates[place] = states[number]
      let every = core.plans[place].announcesEvery
      if every == plan.announcesEvery {
        if states[number].roundAt < .max { startRound(place, at: states[number].roundAt) }
        if rounds.contains(Int32(truncatingIfNeeded: number)) {
          step.rounds.append(Int32(truncatingIfNeeded: place))
        }
      } else {
        queueStates[place].roundAt = .max
        queueStates[place].lastRound = now
        if let every, states[number].length > 0 {
          startRound(place, at: Int64.saturatingSum(now, every))
        }
      }
    }
    openClocks = ContiguousArray(repeating: false, count: core.clocks.count)
    clockChanges = ContiguousArray(repeating: .min, count: core.clocks.count)
    updateHours(at: now)
  }

  // MARK: Agents

  private mutating func takeOverAgents() {
    let count = agentRows.count
    channelCounts = ContiguousArray(repeating: 0, count: count * core.channels.count)
    queueCounts = ContiguousArray(repeating: 0, count: count * core.limitedQueues)
    for place in agentRows.indices {
      agentRows[place].stamp &+= 1
      agentRows[place].pool = -1
      agentRows[place].isSeated = false
      agentRows[place].used = 0
      agentRows[place].occupying = 0
      agentRows[place].exclusive = 0
      guard agentRows[place].isKnown else {
        agentRows[place].plan = -1
        agentRows[place].signature = -1
        continue
      }
      agentRows[place].plan = capacityPlan(agents[place].capacity)
      let signature = signature(of: place)
      agentRows[place].signature = signature
      if agentRows[place].isOnDuty { signatures[Int(signature)].onDuty += 1 }
    }
    dutyVersion &+= 1
  }

  // MARK: Work

  private mutating func takeOverWork(
    from old: RoutingPolicyCore, _ levels: [Int64], at now: Int64
  ) {
    let queues = old.queues.map { core.queueNumbers[$0.id] ?? -1 }
    let channels = old.channels.map { core.channelNumbers[$0.id] ?? -1 }
    let priorities = old.priorities.map { core.priorityNumbers[$0.id] ?? -1 }
    func priority(_ number: Int32) -> Int32 {
      number < 0 ? -1 : Int32(truncatingIfNeeded: priorities[Int(number)])
    }
    let rules = zip(old.queues, queues).map { queue, number in
      number < 0 ? [] : Self.rules(of: queue, in: core.queues[number])
    }
    for place in workRows.indices where workRows[place].state != .free {
      let before = Int(workRows[place].queue)
      workRows[place].queue = Int32(truncatingIfNeeded: queues[before])
      workRows[place].channel = Int16(
        truncatingIfNeeded: channels[Int(workRows[place].channel)])
      workTerms[place].chosenPriority = priority(workTerms[place].chosenPriority)
      workTerms[place].raisedPriority = priority(workTerms[place].raisedPriority)
      takeOverRules(place, old.queues[before], rules[before])
      workRows[place].stamp &+= 1
      workRows[place].waitingClass = -1
      workRows[place].waitingFor = -1
      workTerms[place].turnAt = .max
      weigh(place)
      setProgram(place)
      let age = max(levels[place], workRows[place].age(at: now))
      workTerms[place].level = programs[Int(workRows[place].program)].level(at: age)
      takeRoom(place)
      goOn(place, at: now)
    }
  }

  /// Where each rule of a queue is in another: the first of equal rules is the first there, and so on; -1
  /// where it is not there.
  private static func rules(of queue: WorkQueue, in next: WorkQueue) -> [Int] {
    queue.overflow.indices.map { number in
      let rule = queue.overflow[number]
      let before = queue.overflow[..<number].count { $0 == rule }
      let equal = next.overflow.indices.filter { next.overflow[$0] == rule }
      return before < equal.count ? equal[before] : -1
    }
  }

  /// Rules that are done, and the rule by which somebody on duty has the work, stay so where they are still
  /// there.
  private mutating func takeOverRules(_ place: Int, _ queue: WorkQueue, _ rules: [Int]) {
    let done = workTerms[place].doneWaits
    workTerms[place].doneWaits = 0
    for (number, rule) in rules.enumerated()
    where rule >= 0 && done & Self.waitBit(number) != 0 {
      workTerms[place].doneWaits |= Self.waitBit(rule)
    }
    let isOnDuty = workRows[place].state == .handedOver && workTerms[place].dutyRule >= 0
    workTerms[place].dutyRule =
      isOnDuty ? Int32(truncatingIfNeeded: rules[Int(workTerms[place].dutyRule)]) : -1
  }

  /// What agents have of the work takes room as the policy says.
  private mutating func takeRoom(_ place: Int) {
    for engagement in engagements(of: place) {
      let agent = Int(engagements[engagement].agent)
      if takesRoom(engagements[engagement]) { occupy(agent, Int(workRows[place].channel), by: 1) }
      count(agent, Int(workRows[place].queue), by: 1)
    }
  }

  /// Work that waits is settled and matched anew; who hung up too long ago is forgotten.
  private mutating func goOn(_ place: Int, at now: Int64) {
    switch workRows[place].state {
    case .waiting: becomeWaiting(place)
    case .abandoned:
      if isForgotten(place, at: now) {
        free(place)
      } else {
        let window = core.options.returnWindow.wholeMilliseconds
        setTimer(.forget, Int64.saturatingSum(workTerms[place].abandonedAt, window), place)
      }
    case .free, .resting, .offered, .held, .onHold, .wrappingUp, .handedOver: break
    }
  }
}
