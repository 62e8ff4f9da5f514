// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTime

/// A second router, written from `Documentation/routing.md` alone: plain lists, everything scanned,
/// nothing remembered that can be looked up. It is the opinion against which the real one is held.
struct NaiveRouter: Routes {
  var policy: RoutingPolicy
  var agents: [NaiveAgent] = []
  var works: [NaiveWork] = []
  var offers: [NaiveOffer] = []
  /// The queues that a command has closed.
  var closedQueues: Set<Int> = []
  /// When work of each queue was begun.
  var begun: [Int: [Instant]] = [:]
  /// For each queue that is not empty the next round of announcements.
  var nextRound: [Int: Instant] = [:]

  var last: Instant?
  var agentsMade = 0
  var worksMade = 0
  var offersMade = 0

  // Of one step:

  /// The instant at which things happen: of what is due its own, then that of the step.
  var now = Instant.min
  var directives: [Router.Directive] = []
  var arrivals = 0
  /// Per queue and pool whether it is open.
  var open: [[Bool]] = []
  var staffChanged = false

  init(_ policy: RoutingPolicy) {
    self.policy = policy
  }

  mutating func perform(
    _ command: Router.Command, at instant: Instant
  ) throws(Router.Rejection) -> Router.Step {
    if let last, instant < last { throw .clockRanBackwards(instant, last: last) }
    try refuseLateReturn(command, at: instant)
    var next = self
    try next.prepare(command, at: instant)
    next.match()
    next.announce()
    next.last = instant
    self = next
    return Router.Step(at: instant, directives: directives)
  }

  /// All of a step before matching.
  mutating func prepare(
    _ command: Router.Command, at instant: Instant
  ) throws(Router.Rejection) {
    begin(at: instant)
    doWhatIsDue(until: instant)
    now = instant
    try carryOut(command)
    settle()
  }

  /// A caller whose window has passed is still known until the next step, which forgets it.
  private func refuseLateReturn(
    _ command: Router.Command, at instant: Instant
  ) throws(Router.Rejection) {
    guard case .comeBack(let id) = command, let work = works.first(where: { $0.id == id }),
      case .abandoned(let since) = work.place, since + policy.options.returnWindow <= instant
    else { return }
    throw .returnedTooLate(id, since: since)
  }

  private mutating func begin(at instant: Instant) {
    directives = []
    arrivals = 0
    for index in works.indices {
      works[index].visited = [works[index].queue]
      works[index].arrival = nil
      works[index].handedOnBy = nil
    }
    let before =
      last == nil ? policy.queues.map { $0.pools.map { $0.hours == nil } } : open
    open = openPools(at: instant)
    staffChanged = open != before
  }

  func openPools(at instant: Instant) -> [[Bool]] {
    policy.queues.map { queue in
      queue.pools.map { pool in
        guard let hours = pool.hours else { return true }
        return policy.options.calendars[hours]?.isOpen(at: instant) ?? true
      }
    }
  }
}

// MARK: - Looking things up

extension NaiveRouter {
  func workIndex(_ id: WorkID) -> Int? { works.firstIndex { $0.id == id } }
  func agentIndex(_ id: AgentID) -> Int? { agents.firstIndex { $0.id == id } }

  func knownWork(_ id: WorkID) throws(Router.Rejection) -> Int {
    guard let index = workIndex(id) else { throw .unknownWork(id) }
    return index
  }

  func knownAgent(_ id: AgentID) throws(Router.Rejection) -> Int {
    guard let index = agentIndex(id) else { throw .unknownAgent(id) }
    return index
  }

  func knownQueue(_ id: QueueID) throws(Router.Rejection) -> Int {
    guard let index = policy.queues.firstIndex(where: { $0.id == id }) else {
      throw .unknownQueue(id)
    }
    return index
  }

  func state(of work: NaiveWork) -> Router.WorkState {
    switch work.place {
    case .resting(let until): .resting(until: until)
    case .waiting: .waiting
    case .offered: .offered(to: offers.filter { $0.work == work.id }.map(\.agent))
    case .held(let agent): .held(by: agent)
    case .onHold(let agent): .onHold(by: agent)
    case .wrappingUp(let agent, let until): .wrappingUp(by: agent, until: until)
    case .abandoned(let instant): .abandoned(at: instant)
    case .handedOver(let agent): .handedOver(to: agent)
    }
  }

  func channel(of work: NaiveWork) -> WorkChannel? {
    policy.channels.first { $0.id == work.item.channel }
  }

  func offerRules(of work: NaiveWork) -> OfferRules {
    policy.queues[work.queue].offers ?? policy.options.offers
  }

  /// The names of the waiting work in the order of its keys.
  func waitingInOrder() -> [WorkID] {
    works.filter { $0.place == .waiting }.sorted { $0.comes(before: $1) }.map(\.id)
  }
}

// MARK: - Moving things

extension NaiveRouter {
  mutating func tell(_ directive: Router.Directive) { directives.append(directive) }

  /// Work is somewhere else; a queue may have become empty by it, or cease to be.
  mutating func put(_ id: WorkID, _ place: NaiveWork.Place) {
    guard let index = workIndex(id) else { return }
    works[index].place = place
    if place.isInHand {
      works[index].inHandSince = works[index].inHandSince ?? now
    } else if let from = works[index].inHandSince {
      let lost = max(from, works[index].since).milliseconds(to: now)
      works[index].since = works[index].since.adding(milliseconds: max(0, lost))
      works[index].inHandSince = nil
    }
    noteEmptiness()
  }

  mutating func forget(_ id: WorkID) {
    works.removeAll { $0.id == id }
    noteEmptiness()
  }

  /// Work waits again at its place, or rests there.
  mutating func putBack(_ id: WorkID) {
    guard let index = workIndex(id) else { return }
    let ready = works[index].readyAt
    put(id, ready > now ? .resting(until: ready) : .waiting)
  }

  mutating func noteEmptiness() {
    for (index, queue) in policy.queues.enumerated() {
      guard let every = queue.announcements?.every else { continue }
      if !works.contains(where: { $0.queue == index && $0.isInQueue }) {
        nextRound[index] = nil
      } else if nextRound[index] == nil {
        nextRound[index] = now + every
      }
    }
  }

  mutating func setPresence(_ id: AgentID, _ presence: AgentPresence) {
    guard let index = agentIndex(id) else { return }
    let before = agents[index].presence
    agents[index].presence = presence
    if presence == .available, before != .available { agents[index].idleSince = now }
    if presence.isOnDuty != before.isOnDuty { staffChanged = true }
  }

  /// An offer is gone without being accepted; with the last one the work waits again.
  mutating func drop(_ offer: NaiveOffer) {
    offers.removeAll { $0.number == offer.number }
    if !offers.contains(where: { $0.work == offer.work }) { putBack(offer.work) }
  }

  mutating func withdrawOffers(of agent: AgentID) {
    for offer in offers where offer.agent == agent {
      tell(.withdraw(offer.work, from: agent, .notAvailable))
      drop(offer)
    }
  }

  /// Work that an agent had has ended for the agent.
  mutating func free(_ agent: AgentID) {
    if let index = agentIndex(agent) { agents[index].idleSince = now }
  }
}
