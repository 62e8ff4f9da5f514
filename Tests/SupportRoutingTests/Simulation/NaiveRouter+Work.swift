// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules

/// The commands about work that waits.
extension NaiveRouter {
  mutating func enqueue(_ item: WorkItem) throws(Router.Rejection) {
    if workIndex(item.id) != nil { throw .duplicateWork(item.id) }
    try NaiveCheck.check(item, policy)
    let (queue, choice) = try whereTo(item)
    worksMade += 1
    let delayed = now + policy.queues[queue].delay
    let eligible = max(now, delayed, item.notBefore ?? now)
    var work = NaiveWork(
      number: worksMade, item: item, choice: choice, queue: queue, eligible: eligible,
      since: eligible, place: eligible > now ? .resting(until: eligible) : .waiting)
    (work.band, work.weight) = urgency(of: item, choice)
    work.reservation = item.firstOwner
    work.visited = [queue]
    works.append(work)
    noteEmptiness()
    arrive(item.id)
  }

  private func whereTo(
    _ item: WorkItem
  ) throws(Router.Rejection) -> (queue: Int, choice: QueueChoice?) {
    if let queue = item.queue { return (try knownQueue(queue), nil) }
    var missing: [String] = []
    if let table = policy.choice {
      let decision = table.decide(item.facts ?? Facts(table.schema))
      if let choice = decision.outcome { return (try knownQueue(choice.queue), choice) }
      if case .notAssessable(_, let names) = decision { missing = names }
    }
    guard let fallback = policy.options.fallback else {
      throw .noQueue(item.id, missing: missing)
    }
    return (try knownQueue(fallback), nil)
  }

  private func urgency(of item: WorkItem, _ choice: QueueChoice?) -> (band: Int, weight: Int64) {
    let name = item.priority ?? choice?.priority
    let priority = policy.priorities.first { $0.id == name }
    var weight = priority?.weight ?? .zero
    if item.isAccessible { weight += policy.options.accessibleWeight }
    return (priority?.band ?? 0, weight.wholeMilliseconds)
  }

  mutating func change(_ item: WorkItem) throws(Router.Rejection) {
    let index = try knownWork(item.id)
    let before = works[index]
    switch before.place {
    case .resting, .waiting: break
    default: throw .wrongState(item.id, state(of: before))
    }
    try NaiveCheck.check(item, policy)
    var item = item
    item.queue = before.item.queue
    item.channel = before.item.channel
    item.notBefore = before.item.notBefore
    works[index].item = item
    (works[index].band, works[index].weight) = urgency(of: item, before.choice)
    if item.firstOwner != before.item.firstOwner { works[index].reservation = item.firstOwner }
    works[index].level = 0
  }

  mutating func cancel(_ id: WorkID) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    withdrawOffers(ofWork: id)
    if let holder = work.holder {
      tell(.withdraw(id, from: holder, .over))
      free(holder)
    }
    forget(id)
  }

  mutating func abandon(_ id: WorkID) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    guard work.isInQueue else { throw .wrongState(id, state(of: work)) }
    withdrawOffers(ofWork: id)
    if policy.options.returnWindow > .zero {
      put(id, .abandoned(at: now))
    } else {
      forget(id)
    }
  }

  mutating func comeBack(_ id: WorkID) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    guard case .abandoned = work.place else { throw .wrongState(id, state(of: work)) }
    putBack(id)
  }

  mutating func callBack(_ id: WorkID, notBefore: Instant?) throws(Router.Rejection) {
    let index = try knownWork(id)
    guard works[index].isInQueue else { throw .wrongState(id, state(of: works[index])) }
    withdrawOffers(ofWork: id)
    works[index].isCallback = true
    works[index].callbackFrom = notBefore
    putBack(id)
  }

  mutating func dutyEnded(_ id: WorkID, isDone: Bool) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    guard case .handedOver = work.place else { throw .wrongState(id, state(of: work)) }
    if isDone { forget(id) } else { putBack(id) }
  }

  mutating func close(
    _ name: QueueID, _ closing: Router.QueueClosing
  ) throws(Router.Rejection) {
    let queue = try knownQueue(name)
    var target: Int?
    if case .move(let other) = closing { target = try knownQueue(other) }
    closedQueues.insert(queue)
    let waiting = works.filter { work in
      if case .resting = work.place { return work.queue == queue }
      return work.place == .waiting && work.queue == queue
    }
    for id in waiting.sorted(by: { $0.comes(before: $1) }).map(\.id) {
      if let target, target != queue {
        move(id, to: target, .queueClosed(name))
      } else if closing == .refuseWaiting {
        tell(.refuse(id, .queueClosed(name)))
        forget(id)
      }
    }
  }

  private mutating func withdrawOffers(ofWork id: WorkID) {
    for offer in offers where offer.work == id {
      tell(.withdraw(id, from: offer.agent, .over))
      drop(offer)
    }
  }
}
