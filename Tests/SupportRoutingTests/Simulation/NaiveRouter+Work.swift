// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules

/// The commands about work that waits.
extension NaiveRouter {
  mutating func enqueue(_ item: WorkItem) throws(Router.Rejection) {
    try takeIn(item)
    putBack(item.id)
    arrive(item.id)
  }

  /// Work comes to its first queue.
  mutating func takeIn(_ item: WorkItem) throws(Router.Rejection) {
    if workIndex(item.id) != nil { throw .duplicateWork(item.id) }
    try NaiveCheck.check(item, policy)
    let (queue, choice) = try whereTo(item)
    worksMade += 1
    let came = min(now, item.since ?? now) + policy.queues[queue].delay
    let eligible = max(came, item.notBefore ?? came)
    var work = NaiveWork(
      number: worksMade, item: item, choice: choice, queue: queue, eligible: eligible,
      since: max(now, eligible), place: .waiting)
    work.reservation = item.firstOwner
    work.isCallback = item.isCallback
    work.visited = [queue]
    works.append(work)
    classify(works.count - 1)
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

  /// The class that work is of; `nil` for ordinary work.
  func priorityName(_ work: NaiveWork) -> PriorityID? {
    work.raised ?? work.item.priority ?? work.choice?.priority
      ?? policy.queues[work.queue].priority
  }

  /// Band and weight follow from the class and from what the customer needs.
  mutating func classify(_ index: Int) {
    let name = priorityName(works[index])
    let priority = policy.priorities.first { $0.id == name }
    var weight = priority?.weight ?? .zero
    if works[index].item.isAccessible { weight += policy.options.accessibleWeight }
    works[index].band = priority?.band ?? 0
    works[index].weight = weight.wholeMilliseconds
  }

  mutating func change(_ item: WorkItem) throws(Router.Rejection) {
    let index = try knownWork(item.id)
    let before = works[index]
    let keepsChannel = item.channel == before.item.channel
    switch before.place {
    case .resting, .waiting: break
    case .offered, .held, .onHold:
      if !keepsChannel { throw .wrongState(item.id, state(of: before)) }
    case .wrappingUp, .abandoned, .handedOver: throw .wrongState(item.id, state(of: before))
    }
    var item = item
    item.queue = nil
    try NaiveCheck.check(item, policy)
    item.queue = before.item.queue
    item.since = before.item.since
    item.notBefore = before.item.notBefore
    item.facts = before.item.facts
    works[index].item = item
    if item.priority != before.item.priority { works[index].raised = nil }
    if item.firstOwner != before.item.firstOwner { works[index].reservation = item.firstOwner }
    if item.isCallback != before.item.isCallback { works[index].isCallback = item.isCallback }
    works[index].level = 0
    classify(index)
  }

  mutating func cancel(_ id: WorkID) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    withdrawOffers(ofWork: id)
    if let holder = work.holder ?? work.wrapper {
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
    works[index].restsUntil = notBefore
    putBack(id)
  }

  mutating func dutyEnded(_ id: WorkID, isDone: Bool) throws(Router.Rejection) {
    let work = works[try knownWork(id)]
    guard case .handedOver = work.place else { throw .wrongState(id, state(of: work)) }
    if isDone { return forget(id) }
    putBack(id)
    let rules = policy.queues[work.queue].overflow
    guard let number = work.dutyRule else { return }
    for other in rules.indices where other > number {
      guard let index = workIndex(id) else { return }
      let trigger = rules[other].trigger
      guard trigger == rules[number].trigger || holdsOnArrival(trigger, works[index]) else {
        continue
      }
      works[index].asked.insert(other)
      if carryOut(rules[other].action, other, id) { return }
    }
  }

  mutating func close(
    _ name: QueueID, _ closing: Router.QueueClosing
  ) throws(Router.Rejection) {
    let queue = try knownQueue(name)
    var target: Int?
    if case .move(let other) = closing {
      let number = try knownQueue(other)
      if number != queue, closedQueues.contains(number) { throw .closed(other) }
      target = number
    }
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

  mutating func withdrawOffers(ofWork id: WorkID) {
    for offer in offers where offer.work == id {
      tell(.withdraw(id, from: offer.agent, .over))
      drop(offer)
    }
  }
}
