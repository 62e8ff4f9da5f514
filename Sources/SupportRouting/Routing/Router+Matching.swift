// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Work and agents find one another.
extension Router {
  /// While some waiting work can be taken: the first of it goes to the best of those who can.
  ///
  /// Before the step nobody could take anything; so it is enough to look at the work and the agents that
  /// the step has set free.
  mutating func match(at now: Int64) {
    if step.open.isEmpty {
      if step.free.isEmpty { return }
      if step.free.count == 1 {
        serve(Int(step.free[0]), at: now)
        return
      }
    } else if step.open.count == 1, step.free.isEmpty {
      let only = Int(step.open[0])
      if workRows[only].state == .waiting { place(only, at: now) }
      return
    }
    seatAgents()
    var open = Set(step.open).filter { workRows[Int($0)].state == .waiting }
      .map { entry(Int($0)) }.sorted()
    open.reverse()
    let free = Set(step.free).filter { agentRows[Int($0)].pool >= 0 }.sorted()
    var offers = QuaternaryHeap<FreeAgent>()
    for agent in free { offer(agent, to: &offers, at: now) }
    while !step.isStopped {
      let work = open.last
      if let best = offers.first, work.map({ best.work < $0 }) ?? true {
        offers.removeFirst()
        let isTaken =
          workRows[Int(best.work.slot)].state != .waiting || !isWaiting(best.work)
          || agentRows[Int(best.agent)].stamp != best.stamp
        if isTaken || place(Int(best.work.slot), at: now) {
          offer(best.agent, to: &offers, at: now)
        }
      } else if let work {
        open.removeLast()
        if workRows[Int(work.slot)].state == .waiting { place(Int(work.slot), at: now) }
      } else {
        return
      }
    }
  }

  /// Whether the step ends here, with the work where it waits.
  private mutating func stops(before work: Int) -> Bool {
    guard let stop = step.stopsBefore, workNames[work] == stop else { return false }
    step.isStopped = true
    queueUp(work)
    return true
  }

  /// An agent who is free, with the first work that the agent can take.
  private struct FreeAgent: Comparable, Sendable {
    let work: WorkEntry
    let agent: Int32
    let stamp: UInt32

    static func < (left: Self, right: Self) -> Bool {
      if left.work != right.work { return left.work < right.work }
      return left.agent < right.agent
    }
  }

  private func offer(
    _ agent: Int32, to offers: inout QuaternaryHeap<FreeAgent>, at now: Int64
  ) {
    let work = firstWork(for: Int(agent), at: now)
    if work.slot < 0 { return }
    offers.push(FreeAgent(work: work, agent: agent, stamp: agentRows[Int(agent)].stamp))
  }

  /// Gives work to the only agent who has become free, as long as there is room. Nobody else can take
  /// it, so nobody else is asked.
  private mutating func serve(_ agent: Int, at now: Int64) {
    let number = Int32(truncatingIfNeeded: agent)
    while agentRows[agent].pool >= 0 {
      let first = firstWork(for: agent, at: now)
      if first.slot < 0 { return }
      let work = Int(first.slot)
      if stops(before: work) { return }
      let basis = basis(of: number, for: work)
      unqueue(work)
      beginRound(work, with: number)
      offer(work, to: agent, basis, at: now)
    }
  }

  @inline(__always)
  private func basis(of agent: Int32, for work: Int) -> RoutingDecision.Basis {
    let personal = Int(workRows[work].personal)
    if personal < 0 { return .order }
    if personals[personal].owner >= 0 { return .owner }
    return personals[personal].preferred.contains(agent) ? .preferred : .order
  }

  // MARK: Work for an agent

  /// The first waiting work that an agent can take.
  @inline(__always)
  func firstWork(for agent: Int, at now: Int64) -> WorkEntry {
    let bench = agentRows[agent].pool
    if bench < 0 { return .none }
    var best = WorkEntry.none
    for number in benches[Int(bench)].classes {
      let head = classHeads[Int(number)]
      if head.slot < 0 || !(head < best) { continue }
      if workRows[Int(head.slot)].personal < 0
        || !isBarred(Int32(truncatingIfNeeded: agent), from: Int(head.slot), at: now)
      {
        best = head
        continue
      }
      let next = classes[Int(number)].line.first { entry in
        isWaiting(entry)
          && !isBarred(Int32(truncatingIfNeeded: agent), from: Int(entry.slot), at: now)
      }
      if let next, next < best { best = next }
    }
    if reserved.isEmpty { return best }
    guard let mine = reserved[Int32(truncatingIfNeeded: agent)] else { return best }
    let mask = benches[Int(bench)].mask
    let first = mine.first { entry in
      isWaiting(entry) && need(of: Int(entry.slot)) & mask == need(of: Int(entry.slot))
        && !isBarred(Int32(truncatingIfNeeded: agent), from: Int(entry.slot), at: now)
    }
    if let first, first < best { return first }
    return best
  }

  /// The bits of the channel and of the queue's limit.
  func need(of work: Int) -> UInt64 {
    let bit = core.plans[Int(workRows[work].queue)].limitBit
    let channel: UInt64 = 1 << UInt64(workRows[work].channel)
    return bit < 0 ? channel : channel | 1 << UInt64(bit)
  }

  // MARK: Agents for work

  /// Offers work to the best who can take it, or puts it where it waits; tells whether it was offered.
  @discardableResult
  mutating func place(_ work: Int, at now: Int64) -> Bool {
    if stops(before: work) { return false }
    seatAgents()
    let most = core.plans[Int(workRows[work].queue)].offers.atOnce
    guard !isGivenByCommand(work), let (best, basis) = bestAgent(for: work, at: now) else {
      queueUp(work)
      return false
    }
    var others: [(agent: Int32, basis: RoutingDecision.Basis)] = []
    if most > 1, basis != .owner {
      step.offeredNow.append(best)
      while others.count + 1 < most, let next = bestAgent(for: work, at: now) {
        others.append(next)
        step.offeredNow.append(next.agent)
      }
      step.offeredNow.removeAll(keepingCapacity: true)
    }
    unqueue(work)
    beginRound(work, with: best)
    for other in others { beginRound(work, with: other.agent) }
    offer(work, to: Int(best), basis, at: now)
    for other in others where workRows[work].state == .offered {
      offer(work, to: Int(other.agent), other.basis, at: now)
    }
    return true
  }

  @inline(__always)
  func isGivenByCommand(_ work: Int) -> Bool {
    core.plans[Int(workRows[work].queue)].isGivenByCommand
  }

  /// An offer to somebody who was tried begins a new round.
  private mutating func beginRound(_ work: Int, with agent: Int32) {
    let personal = Int(workRows[work].personal)
    guard personal >= 0, personals[personal].tried.contains(where: { $0.agent == agent }) else {
      return
    }
    personals[personal].tried = []
  }

  @inline(__always)
  func bestAgent(
    for work: Int, at now: Int64
  ) -> (agent: Int32, basis: RoutingDecision.Basis)? {
    let personal = Int(workRows[work].personal)
    let number = Int(workClass(of: work))
    if personal >= 0 {
      let owner = personals[personal].owner
      if owner >= 0 { return canTake(owner, work, at: now) ? (owner, .owner) : nil }
      for agent in personals[personal].preferred
      where seat(of: agent, in: number) && !isBarred(agent, from: work, at: now) {
        return (agent, .preferred)
      }
    }
    let best = bestOnBenches(of: number, for: work, at: now)
    return best < 0 ? nil : (best, .order)
  }

  /// Whether an owner can take reserved work.
  private func canTake(_ owner: Int32, _ work: Int, at now: Int64) -> Bool {
    let bench = agentRows[Int(owner)].pool
    guard bench >= 0 else { return false }
    let need = need(of: work)
    return benches[Int(bench)].mask & need == need && !isBarred(owner, from: work, at: now)
  }

  /// Whether an agent sits on a bench of a class.
  private func seat(of agent: Int32, in number: Int) -> Bool {
    let bench = agentRows[Int(agent)].pool
    if bench < 0 { return false }
    let mine = bench + Int32(truncatingIfNeeded: order(of: number))
    return classes[number].seats.contains { $0.bench == mine }
  }

  @inline(__always)
  private func bestOnBenches(of number: Int, for work: Int, at now: Int64) -> Int32 {
    let asksSingly = workRows[work].personal >= 0 || !step.offeredNow.isEmpty
    var best = AgentEntry.none
    var keys = FitKeys()
    var group: Int32 = 0
    let order = order(of: number)
    let isMixed = core.orders[order].isMixed
    for seat in classes[number].seats {
      if best.agent >= 0, seat.group != group { break }
      var head = benchHeads[Int(seat.bench)]
      if head.agent < 0 { continue }
      if asksSingly, isBarred(head.agent, from: work, at: now) {
        guard
          let next = benches[Int(seat.bench)].line.first(where: { entry in
            agentRows[Int(entry.agent)].stamp == entry.stamp
              && !isBarred(entry.agent, from: work, at: now)
          })
        else { continue }
        head = next
      }
      group = seat.group
      let isBetter =
        best.agent < 0
        || (isMixed
          ? precedes(head, seat.keys, best, keys, by: core.orders[order].comparators) : head < best)
      if isBetter { (best, keys) = (head, seat.keys) }
    }
    return best.agent
  }

  /// The whole order, where comparators of both kinds follow one another.
  func precedes(
    _ left: AgentEntry, _ leftKeys: FitKeys, _ right: AgentEntry, _ rightKeys: FitKeys,
    by comparators: [AgentComparator]
  ) -> Bool {
    var dynamic = 0
    for comparator in comparators {
      if comparator.isOfSignature {
        let (one, other) = (leftKeys.key(comparator), rightKeys.key(comparator))
        if one != other { return one < other }
      } else {
        let (one, other) = (left.key(dynamic), right.key(dynamic))
        if one != other { return one < other }
        dynamic += 1
      }
    }
    return left.label < right.label
  }

  // MARK: Bars

  /// Whether an agent may not have work though the agent's kind may: excluded, just offered, or tried.
  func isBarred(_ agent: Int32, from work: Int, at now: Int64) -> Bool {
    if step.offeredNow.contains(agent) { return true }
    let number = workRows[work].personal
    if number < 0 { return false }
    if personals[Int(number)].excluded.contains(agent) { return true }
    if personals[Int(number)].owner >= 0 { return false }
    guard let tried = personals[Int(number)].tried.first(where: { $0.agent == agent }) else {
      return false
    }
    if let retry = core.plans[Int(workRows[work].queue)].offers.retryAfter,
      Int64.saturatingDifference(now, tried.at) >= retry
    {
      return false
    }
    return hasUntried(work)
  }

  /// Whether some agent on duty fits work and was not tried.
  private func hasUntried(_ work: Int) -> Bool {
    let row = workRows[work]
    let number = Int(workClass(of: work))
    let fits = classes[number].fits
    var count: Int64 = 0
    for place in signatures.indices where signatures[place].onDuty > 0 && fits.contains(place) {
      count += Int64(signatures[place].onDuty)
    }
    let personal = personals[Int(row.personal)]
    var seen = Set(personal.excluded)
    seen.formUnion(personal.tried.map(\.agent))
    for agent in seen
    where agentRows[Int(agent)].isOnDuty && fits.contains(Int(agentRows[Int(agent)].signature)) {
      count -= 1
    }
    return count > 0
  }
}
