// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Router {
  /// What a piece of work waits for at an instant, and when that changes.
  ///
  /// - Throws: ``Rejection/unknownWork(_:)``, ``Rejection/wrongState(_:_:)`` for work that does not rest,
  ///   wait or stand on offer.
  /// - Complexity: O(agents · requirements + work).
  public func report(
    on work: WorkID, at instant: Instant
  ) throws(Rejection) -> WaitingReport {
    let now = instant.millisecondsSince1970
    let router = advanced(to: now)
    let place = router.workNumber(work)
    if place < 0 { throw .unknownWork(work) }
    switch router.workRows[place].state {
    case .resting, .waiting, .offered: return router.report(place, at: now)
    case .free, .held, .onHold, .wrappingUp, .abandoned, .handedOver:
      throw .wrongState(work, router.workState(place, at: now))
    }
  }

  private func report(_ place: Int, at now: Int64) -> WaitingReport {
    let row = workRows[place]
    var counts: [(rule: String, agents: Int)] = []
    var (fitting, onDuty, later) = (0, 0, 0)
    var changes = nextChange(place)
    for number in agentsByID where agentRows[Int(number)].isKnown {
      let agent = Int(number)
      let reason = exclusion(of: agent, from: place, at: now)
      let change = reason?.concernsRoom == true ? wrapUpEnd(of: agent) : reason?.end
      if let change { changes = changes.map { min($0, change) } ?? change }
      let concernsFit = reason?.concernsFit ?? false
      if concernsFit, reason?.end != nil { later += 1 }
      if !concernsFit {
        fitting += 1
        if agentRows[agent].isOnDuty { onDuty += 1 }
      }
      guard let rule = reason?.rule else { continue }
      if let known = counts.firstIndex(where: { $0.rule == rule }) {
        counts[known].agents += 1
      } else {
        counts.append((rule, 1))
      }
    }
    return WaitingReport(
      work: workNames[place], queue: core.plans[Int(row.queue)].id, position: position(of: place),
      age: .milliseconds(row.age(at: now)), need: need(place, fitting, onDuty, later),
      changesAt: changes,
      exclusions: counts.sorted { ($1.agents, $0.rule) < ($0.agents, $1.rule) }
        .map { WaitingReport.ExclusionCount(rule: $0.rule, agents: $0.agents) })
  }

  /// When the first of the pieces that an agent wraps up gives its room back by itself.
  private func wrapUpEnd(of agent: Int) -> Instant? {
    let ends = engagements(ofAgent: agent).filter { engagements[$0].state == .wrappingUp }
      .map { engagements[$0].until }
    return ends.min().flatMap { $0 == .max ? nil : Instant(millisecondsSince1970: $0) }
  }

  private func need(
    _ place: Int, _ fitting: Int, _ onDuty: Int, _ later: Int
  ) -> WaitingReport.Need {
    let row = workRows[place]
    if row.state == .resting {
      return .time(until: Instant(millisecondsSince1970: workTerms[place].restUntil))
    }
    if row.state == .offered {
      return .answer(
        from: engagements(of: place).map { agentNames[Int(engagements[$0].agent)] })
    }
    if isGivenByCommand(place) { return .command }
    if row.personal >= 0, personals[Int(row.personal)].owner >= 0 {
      return .owner(agentNames[Int(personals[Int(row.personal)].owner)])
    }
    if onDuty > 0 { return .room(onDuty: onDuty) }
    if fitting > 0 { return .staff(known: fitting) }
    return later > 0 ? .later(known: later) : .skill
  }

  private func nextChange(_ place: Int) -> Instant? {
    let due: Int64 =
      switch workRows[place].state {
      case .resting: workTerms[place].restUntil
      case .offered: engagements(of: place).map { engagements[$0].until }.min() ?? .max
      default: min(workTerms[place].turnAt, workTerms[place].retryAt)
      }
    return due == .max ? nil : Instant(millisecondsSince1970: due)
  }
}

extension AgentExclusion {
  /// Whether it says that the agent does not fit the work, whatever the agent does.
  var concernsFit: Bool {
    switch self {
    case .givenByCommand, .excludedByWork, .reserved, .channel, .notInPools, .poolClosed,
      .ringNotReached,
      .requirement, .language, .region:
      true
    default: false
    }
  }

  /// Whether it says that there is no room beside what the agent has.
  var concernsRoom: Bool {
    switch self {
    case .exclusiveWork, .noRoom, .queueLimit: true
    default: false
    }
  }

  /// When it ends by itself, where that is known.
  var end: Instant? {
    switch self {
    case .reserved(_, let end), .poolClosed(let end), .language(_, let end), .region(_, let end),
      .fairShare(let end), .tried(let end):
      end
    case .ringNotReached(let end), .resting(let end): end
    case .presence(.wrapUp(let end)), .presence(.paused(let end)): end
    case .givenByCommand, .excludedByWork, .channel, .notInPools, .requirement, .presence,
      .exclusiveWork, .noRoom,
      .queueLimit, .earlierWork, .notPreferred, .order, .identifier:
      nil
    }
  }

  /// The name of the rule.
  var rule: String {
    switch self {
    case .givenByCommand: "givenByCommand"
    case .excludedByWork: "excludedByWork"
    case .reserved: "reserved"
    case .channel: "channel"
    case .notInPools: "notInPools"
    case .poolClosed: "poolClosed"
    case .ringNotReached: "ringNotReached"
    case .requirement: "requirement"
    case .language: "language"
    case .region: "region"
    case .presence: "presence"
    case .fairShare: "fairShare"
    case .exclusiveWork: "exclusiveWork"
    case .noRoom: "noRoom"
    case .queueLimit: "queueLimit"
    case .tried: "tried"
    case .resting: "resting"
    case .earlierWork: "earlierWork"
    case .notPreferred: "notPreferred"
    case .order: "order"
    case .identifier: "identifier"
    }
  }
}
