// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// One run of a simulation: the events, the router, and what both did.
struct ContactCentreRun {
  private let centre: ContactCentre
  private let end: Int64
  private var router: Router
  private var agenda = ContactCentreAgenda()
  private var clock: ContactCentreClock
  private var arrivals: [ContactCentreArrivals] = []
  private var arrived: [Int]
  private var bodies: [SplitMix64] = []
  private var rings: SplitMix64
  private var names: [WorkID] = []
  private var places: [WorkID: Int] = [:]
  private var agentPlaces: [AgentID: Int] = [:]
  private var saysYes: [Bool] = []
  private var open = 0
  private(set) var day: ContactCentreDay

  init(_ centre: ContactCentre, seed: UInt64) {
    self.centre = centre
    let (start, interval) = (
      centre.start.millisecondsSince1970, centre.interval.wholeMilliseconds
    )
    let intervals = centre.streams.map(\.arrivalsPerHour.count).max() ?? 0
    end = start + Int64(intervals) * interval + 86_400_000
    router = Router(centre.policy)
    clock = ContactCentreClock(agents: centre.team.count, start: start, interval: interval)
    var seeds = SplitMix64(seed: seed)
    rings = SplitMix64(seed: seeds.next())
    arrived = Array(repeating: 0, count: centre.streams.count)
    day = ContactCentreDay(start: centre.start, interval: interval, calls: [], team: [])
    for stream in centre.streams {
      arrivals.append(ContactCentreArrivals(stream, interval: interval, seed: seeds.next()))
      bodies.append(SplitMix64(seed: seeds.next()))
    }
  }

  mutating func run() throws(Router.Rejection) {
    try addTeam()
    for stream in centre.streams.indices { planArrival(stream) }
    while let due = nextInstant, due <= end {
      if let next = agenda.next, next <= due {
        guard let entry = agenda.take() else { return }
        clock.advance(to: due)
        try carryOut(entry.event, at: Instant(millisecondsSince1970: due))
      } else if open == 0, agenda.next == nil, !clock.states.contains(where: \.isInWrapUp) {
        break
      } else {
        clock.advance(to: due)
        let instant = Instant(millisecondsSince1970: due)
        try follow(router.tick(at: instant), at: instant)
      }
    }
    day.team = clock.times
  }

  private var nextInstant: Int64? {
    let deadline = router.nextDeadline?.millisecondsSince1970
    guard let next = agenda.next else { return deadline }
    return min(next, deadline ?? .max)
  }

  private mutating func addTeam() throws(Router.Rejection) {
    for (place, member) in centre.team.enumerated() {
      agentPlaces[member.agent.id] = place
      _ = try router.perform(.add(member.agent), at: centre.start)
      for shift in member.shifts {
        let begin = max(shift.lowerBound, centre.start)
        agenda.plan(.shiftBegins(agent: place), at: begin.millisecondsSince1970)
        agenda.plan(
          .shiftEnds(agent: place), at: max(begin, shift.upperBound).millisecondsSince1970)
      }
    }
  }

  private mutating func planArrival(_ stream: Int) {
    guard let passed = arrivals[stream].next() else { return }
    agenda.plan(.arrival(stream: stream), at: centre.start.millisecondsSince1970 + passed)
  }

  // MARK: Events

  private mutating func carryOut(
    _ event: ContactCentreAgenda.Event, at now: Instant
  ) throws(Router.Rejection) {
    switch event {
    case .arrival(let stream): try arrive(stream, at: now)
    case .shiftBegins(let agent):
      clock.change(agent) { $0.isOnShift = true }
      try perform(.presence(centre.team[agent].agent.id, .available), at: now)
    case .shiftEnds(let agent):
      clock.change(agent) { ($0.isOnShift, $0.isInWrapUp) = (false, false) }
      try perform(.presence(centre.team[agent].agent.id, .offline), at: now)
    case .answer(let call, let agent):
      let id = centre.team[agent].agent.id
      guard case .offered(let offered)? = router.state(of: names[call], at: now),
        offered.contains(id)
      else { return }
      clock.change(agent) { $0.offers -= 1 }
      begin(call, by: agent, at: now)
      try perform(.accept(names[call], by: id), at: now)
    case .hangUp(let call):
      guard day.calls[call].outcome == .unserved, !day.calls[call].isCallback else { return }
      settle(call, .abandoned, at: now)
      try perform(.abandon(names[call]), at: now)
    case .finish(let call):
      guard let id = day.calls[call].agent, let agent = agentPlaces[id] else { return }
      open -= 1
      clock.change(agent) { $0.inHand -= 1 }
      try perform(.finish(names[call], by: id), at: now)
      places[names[call]] = nil
    }
  }

  private mutating func arrive(_ number: Int, at now: Instant) throws(Router.Rejection) {
    let stream = centre.streams[number]
    planArrival(number)
    arrived[number] += 1
    let name = WorkID(rawValue: "\(stream.name)-\(arrived[number])")
    let call = day.calls.count
    day.calls.append(
      .init(stream: number, arrival: now, handling: stream.handling.draw(&bodies[number])))
    let patience = stream.patience?.draw(&bodies[number])
    saysYes.append(Int(bodies[number].next() % 100) < centre.callbacks.percent)
    names.append(name)
    places[name] = call
    open += 1
    if let patience {
      agenda.plan(.hangUp(call: call), at: now.adding(milliseconds: patience).millisecondsSince1970)
    }
    let item = WorkItem(
      name, channel: stream.channel, queue: stream.queue, priority: stream.priority)
    try perform(.enqueue(item), at: now)
  }

  private mutating func perform(
    _ command: Router.Command, at now: Instant
  ) throws(Router.Rejection) {
    try follow(router.perform(command, at: now), at: now)
  }

  // MARK: Directives

  private mutating func follow(
    _ step: Router.Step, at now: Instant
  ) throws(Router.Rejection) {
    var callbacks: [Int] = []
    for directive in step.directives {
      switch directive {
      case .connect(let decision):
        guard let (call, agent) = place(decision.work, decision.agent) else { continue }
        begin(call, by: agent, at: now)
      case .offer(let decision):
        guard let (call, agent) = place(decision.work, decision.agent) else { continue }
        clock.change(agent) { $0.offers += 1 }
        let answered = now.adding(milliseconds: centre.ringing.draw(&rings))
        if let until = decision.until, answered >= until { continue }
        agenda.plan(
          .answer(call: call, agent: agent), at: answered.millisecondsSince1970)
      case .withdraw(let work, let from, _): withdraw(work, from: from)
      case .wrapUp(let id, _): setWrapUp(id, true)
      case .available(let id), .pause(let id, _): setWrapUp(id, false)
      case .offerCallback(let work, _):
        if let call = places[work], saysYes[call] { callbacks.append(call) }
      case .takeMessage(let work, _), .refuse(let work, _), .forward(let work, _, _),
        .handOver(let work, _, _, _):
        if let call = places[work] { settle(call, .turnedAway, at: now) }
      case .announce(let work, let position, let wait):
        guard let call = places[work], day.calls[call].position == nil else { continue }
        (day.calls[call].position, day.calls[call].announced) = (position, wait)
      case .wrappingUp(_, let id, _): countWrapUp(of: id, by: 1)
      case .wrappedUp(_, let id): countWrapUp(of: id, by: -1)
      case .move, .escalate: break
      }
    }
    for call in callbacks where isWaiting(call, at: now) {
      day.calls[call].isCallback = true
      try perform(
        .callback(names[call], notBefore: now + centre.callbacks.delay), at: now)
    }
  }

  private func isWaiting(_ call: Int, at now: Instant) -> Bool {
    guard day.calls[call].outcome == .unserved, !day.calls[call].isCallback else { return false }
    if case .waiting? = router.state(of: names[call], at: now) { return true }
    return false
  }

  private func place(_ work: WorkID, _ agent: AgentID) -> (call: Int, agent: Int)? {
    guard let call = places[work], let agent = agentPlaces[agent] else { return nil }
    return (call, agent)
  }

  private mutating func begin(_ call: Int, by agent: Int, at now: Instant) {
    day.calls[call].outcome = .answered
    day.calls[call].wait = day.calls[call].arrival.milliseconds(to: now)
    day.calls[call].agent = centre.team[agent].agent.id
    clock.change(agent) { $0.inHand += 1 }
    let done = now.adding(milliseconds: day.calls[call].handling)
    agenda.plan(.finish(call: call), at: done.millisecondsSince1970)
  }

  /// Ends a call that nobody took.
  private mutating func settle(
    _ call: Int, _ outcome: ContactCentreDay.Outcome, at now: Instant
  ) {
    day.calls[call].outcome = outcome
    day.calls[call].wait = day.calls[call].arrival.milliseconds(to: now)
    open -= 1
  }

  private mutating func withdraw(_ work: WorkID, from id: AgentID) {
    guard let (call, agent) = place(work, id), day.calls[call].agent != id else { return }
    clock.change(agent) { $0.offers -= 1 }
  }

  private mutating func countWrapUp(of id: AgentID, by sign: Int) {
    guard let agent = agentPlaces[id] else { return }
    clock.change(agent) { $0.wrappedUp += sign }
  }

  private mutating func setWrapUp(_ id: AgentID, _ isInWrapUp: Bool) {
    guard let agent = agentPlaces[id] else { return }
    clock.change(agent) { $0.isInWrapUp = isInWrapUp }
  }
}
