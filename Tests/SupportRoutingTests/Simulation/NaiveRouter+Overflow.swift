// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTime

/// What becomes of work that a queue cannot serve as it should.
extension NaiveRouter {
  // MARK: Going to a queue

  /// Work begins a stay in a queue: nobody was tried but who handed it on in this step.
  mutating func enter(_ index: Int, _ queue: Int) {
    if works[index].queue != queue { works[index].hasLeftChoice = true }
    works[index].queue = queue
    works[index].visited.append(queue)
    works[index].since = max(now, works[index].eligible)
    works[index].inHandSince = nil
    works[index].level = 0
    classify(index)
    let giver = works[index].handedOnBy
    works[index].tried.removeAll { $0.agent != giver }
    works[index].asked = []
  }

  mutating func move(_ id: WorkID, to queue: Int, _ reason: Router.Reason) {
    guard let index = workIndex(id) else { return }
    let from = policy.queues[works[index].queue].id
    tell(.move(id, from: from, to: policy.queues[queue].id, reason))
    enter(index, queue)
    noteEmptiness()
    arrive(id)
  }

  /// The rules that are asked as work comes to its queue.
  mutating func arrive(_ id: WorkID) {
    guard let index = workIndex(id) else { return }
    arrivals += 1
    works[index].arrival = arrivals
    works[index].cameEarly = works[index].readyAt > now
    let queue = works[index].queue
    var isSettled = false
    for (number, rule) in policy.queues[queue].overflow.enumerated() {
      guard holdsOnArrival(rule.trigger, works[index]) else { continue }
      if closedQueues.contains(queue), rule.trigger != .closed {
        switch rule.action {
        case .offerCallback, .raise: continue
        default: break
        }
      }
      guard carryOut(rule.action, number, id) else { continue }
      isSettled = rule.trigger == .closed
      break
    }
    guard closedQueues.contains(queue), !isSettled, let work = works.first(where: { $0.id == id }),
      work.queue == queue, work.isInQueue
    else { return }
    tell(.refuse(id, .queueClosed(policy.queues[queue].id)))
    forget(id)
  }

  func holdsOnArrival(_ trigger: OverflowRule.Trigger, _ work: NaiveWork) -> Bool {
    switch trigger {
    case .waited: return false
    case .length(let least): return length(work.queue, without: work.id) >= least
    case .closed:
      return closedQueues.contains(work.queue) || (work.readyAt <= now && isAfterHours(work.queue))
    case .staffing(let least): return staff(work.queue) < least
    case .free(let least): return free(for: work) < least
    case .closing(let margin):
      return work.readyAt <= now && isClosing(work.queue, within: margin)
    case .expectedWait(let most):
      guard let wait = estimate(position(of: work), in: work.queue) else { return false }
      return wait.expected > most
    }
  }

  func length(_ queue: Int, without id: WorkID) -> Int {
    works.count { $0.queue == queue && $0.isInQueue && $0.id != id }
  }

  /// How many agents on duty serve a queue.
  func staff(_ queue: Int) -> Int {
    agents.count { $0.isOnDuty && belongs($0, to: queue) }
  }

  /// How many available agents of its queue have room for work.
  private func free(for work: NaiveWork) -> Int {
    agents.count { $0.isAvailable && belongs($0, to: work.queue) && hasRoom($0, for: work) }
  }

  private func belongs(_ agent: NaiveAgent, to queue: Int) -> Bool {
    let pools = policy.queues[queue].pools
    return pools.isEmpty
      || zip(pools, open[queue]).contains { $0.1 && agent.agent.groups.contains($0.0.group) }
  }

  private func isAfterHours(_ queue: Int) -> Bool {
    guard let hours = policy.queues[queue].hours else { return false }
    return !(policy.options.calendars[hours]?.isOpen(at: now) ?? true)
  }

  /// Whether the queue is closed at the end of the margin or some time before.
  private func isClosing(_ queue: Int, within margin: Duration) -> Bool {
    guard let hours = policy.queues[queue].hours, let clock = policy.options.calendars[hours]
    else { return false }
    if !clock.isOpen(at: now) { return true }
    return clock.nextClosing(after: now).map { $0 <= now + margin } ?? false
  }

  /// Carries out what a rule says; false where the rule is passed over.
  mutating func carryOut(
    _ action: OverflowRule.Action, _ number: Int, _ id: WorkID
  ) -> Bool {
    guard let index = workIndex(id) else { return false }
    let reason = Router.Reason.overflow(policy.queues[works[index].queue].id, rule: number)
    switch action {
    case .queue(let name):
      guard let queue = policy.queues.firstIndex(where: { $0.id == name }),
        !works[index].visited.contains(queue)
      else { return false }
      move(id, to: queue, reason)
    case .duty(let roster, let role):
      guard let duty = policy.options.rosters[roster]?.onDuty(role, at: now) else { return false }
      tell(.handOver(id, to: duty.agent, roster: roster, reason))
      works[index].dutyRule = number
      put(id, .handedOver(duty.agent))
    case .offerCallback:
      if works[index].wasOfferedCallback || works[index].isCallback { return false }
      works[index].wasOfferedCallback = true
      tell(.offerCallback(id, reason))
    case .raise(let priority):
      if priorityName(works[index]) == priority { return false }
      works[index].raised = priority
      classify(index)
    case .outside(let target):
      tell(.forward(id, to: target, reason))
      forget(id)
    case .message:
      tell(.takeMessage(id, reason))
      forget(id)
    case .refuse:
      tell(.refuse(id, reason))
      forget(id)
    }
    return true
  }

  // MARK: Settling

  mutating func settle() {
    for id in waitingInOrder() {
      overflow(id)
      settleLevel(id)
    }
  }

  /// Rules by waiting, then those by staffing; where the work moves, those of the new queue.
  private mutating func overflow(_ id: WorkID) {
    guard let work = waiting(id) else { return }
    let queue = work.queue
    if let index = workIndex(id) { works[index].cameEarly = false }
    let rules = policy.queues[queue].overflow.enumerated()
    for (number, rule) in rules {
      switch rule.trigger {
      case .closed: if !work.cameEarly || !isAfterHours(queue) { continue }
      case .waited(let age): if work.age(at: now) < age.wholeMilliseconds { continue }
      case .closing(let margin): if !isClosing(queue, within: margin) { continue }
      default: continue
      }
      guard !work.asked.contains(number), let index = workIndex(id) else { continue }
      works[index].asked.insert(number)
      _ = carryOut(rule.action, number, id)
      guard let moved = waiting(id) else { return }
      if moved.queue != queue { return overflow(id) }
    }
    guard staffChanged else { return }
    for (number, rule) in rules {
      guard case .staffing(let least) = rule.trigger, staff(queue) < least else { continue }
      guard carryOut(rule.action, number, id) else { continue }
      if let moved = waiting(id), moved.queue != queue { overflow(id) }
      return
    }
  }

  private func waiting(_ id: WorkID) -> NaiveWork? {
    works.first { $0.id == id && $0.place == .waiting }
  }

  /// The level that its age has reached, or a later one where nobody on duty could serve it.
  private mutating func settleLevel(_ id: WorkID) {
    guard let index = workIndex(id), works[index].place == .waiting else { return }
    let work = works[index]
    let age = work.age(at: now)
    let skips = policy.options.skipsEmptyLevels
    if let owner = work.reservation, isOver(owner, work) { works[index].reservation = nil }
    let levels = levels(of: work)
    let level = max(work.level, levels.last { $0 <= age } ?? 0)
    works[index].level = level
    let isReserved =
      works[index].reservation != nil && !policy.queues[work.queue].isGivenByCommand
    guard skips, !isReserved, !isServed(work, at: level) else { return }
    if let later = levels.first(where: { $0 > level && isServed(work, at: $0) }) {
      works[index].level = later
    }
  }

  /// Whether a reservation ends as the work is settled.
  private func isOver(_ owner: FirstOwner, _ work: NaiveWork) -> Bool {
    if let most = owner.waitAtMost, work.age(at: now) >= most.wholeMilliseconds { return true }
    if work.item.excluded.contains(owner.agent) { return true }
    guard let agent = agents.first(where: { $0.id == owner.agent }) else {
      return owner.whenAway == .othersAtOnce
    }
    if !serves(agent.agent, work.item.channel) { return true }
    return owner.whenAway == .othersAtOnce && policy.options.skipsEmptyLevels && !agent.isOnDuty
  }

  private func isServed(_ work: NaiveWork, at level: Int64) -> Bool {
    agents.contains { $0.isOnDuty && fitsApartFromExclusion($0, work, at: level) }
  }
}
