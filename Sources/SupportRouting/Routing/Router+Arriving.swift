// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Work comes in, and goes from queue to queue.
extension Router {
  mutating func enqueue(_ item: WorkItem, _ prepared: Prepared, at now: Int64) {
    let place = newWork(item, hash: prepared.hash)
    prepare(place, item, prepared, at: now)
    arrive(place, in: prepared.queue, at: now)
  }

  /// An agent begins work without being asked.
  mutating func begin(_ item: WorkItem, by agent: Int, _ prepared: Prepared, at now: Int64) {
    let place = newWork(item, hash: prepared.hash)
    prepare(place, item, prepared, at: now)
    enter(place, prepared.queue, at: now)
    give(place, to: agent, countsAsStart: false, at: now)
  }

  private mutating func prepare(
    _ place: Int, _ item: WorkItem, _ prepared: Prepared, at now: Int64
  ) {
    let since = min(now, item.since?.millisecondsSince1970 ?? now)
    let delayed = Int64.saturatingSum(since, core.plans[prepared.queue].delay)
    workNumber += 1
    let choice = choiceNumber(prepared.requirements)
    var row = WorkRow()
    row.hash = prepared.hash
    row.generation = workRows[place].generation
    row.stamp = workRows[place].stamp
    row.channel = Int16(truncatingIfNeeded: prepared.channel)
    row.number = workNumber
    row.isCallback = item.isCallback
    workRows[place] = row
    var terms = WorkTerms()
    terms.choice = choice
    terms.eligible = max(delayed, item.notBefore?.millisecondsSince1970 ?? .min)
    terms.restUntil = terms.eligible
    terms.chosenPriority = prepared.chosenPriority
    workTerms[place] = terms
    setPersonal(place, item)
  }

  /// What work asks for has changed.
  mutating func change(_ place: Int, to item: WorkItem, _ prepared: Prepared, at now: Int64) {
    let before = items[place]
    var changed = item
    changed.queue = before.queue
    changed.since = before.since
    changed.notBefore = before.notBefore
    changed.facts = before.facts
    items[place] = changed
    workRows[place].channel = Int16(truncatingIfNeeded: prepared.channel)
    if item.priority != before.priority { workTerms[place].raisedPriority = -1 }
    if item.isCallback != before.isCallback { workRows[place].isCallback = item.isCallback }
    unqueue(place)
    weigh(place)
    changePersonal(place, item, keepsOwner: item.firstOwner == before.firstOwner)
    setProgram(place)
    workTerms[place].level = programs[Int(workRows[place].program)].level(
      at: workRows[place].age(at: now))
    if workRows[place].state == .waiting { becomeWaiting(place) }
  }

  /// Takes over what concerns single agents; who was tried stays.
  private mutating func changePersonal(_ place: Int, _ item: WorkItem, keepsOwner: Bool) {
    let number = workRows[place].personal
    let before = number < 0 ? PersonalRow() : personals[Int(number)]
    freePersonal(place)
    setPersonal(place, item)
    if keepsOwner, workRows[place].personal >= 0 || before.owner >= 0 {
      let row = ensurePersonal(place)
      personals[row].owner = before.owner
      personals[row].ownerUntil = before.ownerUntil
      personals[row].ownerWaits = before.ownerWaits
    }
    if !before.tried.isEmpty { personals[ensurePersonal(place)].tried = before.tried }
  }

  /// Work goes to another queue by command.
  mutating func move(_ place: Int, to queue: Int, at now: Int64) {
    if Int(workRows[place].queue) == queue { return }
    let source = core.queues[Int(workRows[place].queue)].id
    step.directives.append(
      .move(workNames[place], from: source, to: core.queues[queue].id, .command))
    visit(place)
    leaveQueue(place)
    forgetTried(place)
    arrive(place, in: queue, at: now)
  }

  // MARK: Queues

  /// Work comes to a queue: the queue takes it, or sends it on, or it is over.
  mutating func arrive(_ place: Int, in first: Int, at now: Int64) {
    var queue = first
    while true {
      enter(place, queue, at: now)
      visit(place)
      switch overflowOnArrival(place, queue, at: now) {
      case .stays: break
      case .over: return
      case .goes(let target):
        queue = target
        continue
      }
      break
    }
    if let announcements = core.queues[queue].announcements, announcements.onArrival {
      step.arrived.append(
        .init(work: Int32(truncatingIfNeeded: place), queue: workRows[place].queue))
    }
    if workTerms[place].restUntil > now {
      rest(place, until: workTerms[place].restUntil)
    } else {
      workRows[place].state = .waiting
      becomeWaiting(place)
    }
  }

  /// Remembers for the step that work was in its queue.
  mutating func visit(_ place: Int) {
    step.visits.append(
      .init(work: Int32(truncatingIfNeeded: place), queue: workRows[place].queue))
  }

  /// Gives work its place in a queue, with an age that begins now.
  mutating func enter(_ place: Int, _ queue: Int, at now: Int64) {
    let number = Int32(truncatingIfNeeded: queue)
    if workRows[place].queue >= 0, workRows[place].queue != number { workTerms[place].choice = -1 }
    workRows[place].queue = number
    weigh(place)
    workRows[place].agedFrom = max(now, workTerms[place].eligible)
    workTerms[place].doneWaits = 0
    workTerms[place].level = 0
    workTerms[place].turnAt = .max
    workRows[place].state = .resting
    setProgram(place)
    lengthen(queue, at: now)
  }

  /// What becomes of work that an overflow rule is carried out for.
  enum Course: Sendable {
    case stays, over
    case goes(to: Int)
  }

  private mutating func overflowOnArrival(_ place: Int, _ queue: Int, at now: Int64) -> Course {
    let rules = core.queues[queue].overflow
    if core.asksWhoIsFree { seatAgents() }
    let isShut = queueStates[queue].closing != nil
    workTerms[place].asksHoursLater = rests(place, at: now)
    for (number, rule) in rules.enumerated() where holds(rule.trigger, place, queue, at: now) {
      if isShut, rule.action.letsStay, rule.trigger != .closed { continue }
      guard let course = carryOut(rule.action, number, place, queue, at: now) else { continue }
      return course
    }
    guard isShut else { return .stays }
    step.directives.append(.refuse(workNames[place], .queueClosed(core.queues[queue].id)))
    shorten(queue)
    free(place)
    return .over
  }

  func holds(
    _ trigger: OverflowRule.Trigger, _ place: Int, _ queue: Int, at now: Int64
  ) -> Bool {
    switch trigger {
    case .waited: return false
    case .length(let least): return Int(queueStates[queue].length) - 1 >= least
    case .closed:
      if queueStates[queue].closing != nil { return true }
      return !rests(place, at: now) && isOutsideHours(queue, at: now)
    case .staffing(let least): return staffing(of: queue) < least
    case .free(let least): return freeAgents(for: place) < least
    case .closing(let margin):
      return !rests(place, at: now)
        && isClosing(queue, within: margin.wholeMilliseconds, at: now)
    case .expectedWait(let bound):
      guard queueStates[queue].starts.count >= 8,
        let estimate = waitEstimate(queue, position: position(of: place), at: now)
      else {
        return false
      }
      return estimate.expected > bound
    }
  }

  /// Whether the time of work has not come: hours of a queue do not concern it until then.
  private func rests(_ place: Int, at now: Int64) -> Bool { workTerms[place].restUntil > now }

  /// Whether a queue is closed by its hours.
  func isOutsideHours(_ queue: Int, at now: Int64) -> Bool {
    let clock = core.plans[queue].clock
    return clock >= 0 && !core.clocks[clock].isOpen(at: Instant(millisecondsSince1970: now))
  }

  /// Whether the hours of a queue end in so long or less, or are over.
  func isClosing(_ queue: Int, within margin: Int64, at now: Int64) -> Bool {
    guard let closing = closing(of: queue, at: now) else { return false }
    return Int64.saturatingDifference(closing, margin) <= now
  }

  /// When the hours of a queue end, which is now where they are over; `nil` where they never do.
  func closing(of queue: Int, at now: Int64) -> Int64? {
    let clock = core.plans[queue].clock
    if clock < 0 { return nil }
    let instant = Instant(millisecondsSince1970: now)
    guard core.clocks[clock].isOpen(at: instant) else { return now }
    return core.clocks[clock].nextClosing(after: instant)?.millisecondsSince1970
  }

  /// Carries an action out; `nil` where it is passed over. The work is in the queue before, and has
  /// left it where it does not stay.
  mutating func carryOut(
    _ action: OverflowRule.Action, _ rule: Int, _ place: Int, _ queue: Int, at now: Int64
  ) -> Course? {
    let reason = Reason.overflow(core.queues[queue].id, rule: rule)
    let id = workNames[place]
    switch action {
    case .queue(let target):
      guard let number = core.queueNumbers[target] else { return nil }
      visit(place)
      let there = StepState.Visit(
        work: Int32(truncatingIfNeeded: place), queue: Int32(truncatingIfNeeded: number))
      if step.hasVisited(there) { return nil }
      step.directives.append(.move(id, from: core.queues[queue].id, to: target, reason))
      leaveQueue(place)
      forgetTried(place)
      return .goes(to: number)
    case .duty(let roster, let role):
      let plan = core.options.rosters[roster]
      let instant = Instant(millisecondsSince1970: now)
      guard let agent = plan?.onDuty(role, at: instant)?.agent else { return nil }
      step.directives.append(.handOver(id, to: agent, roster: roster, reason))
      leaveQueue(place)
      workRows[place].state = .handedOver
      workRows[place].heldSince = now
      workTerms[place].dutyRule = Int32(truncatingIfNeeded: rule)
      dutyAgents[Int32(truncatingIfNeeded: place)] = agent
      return .over
    case .offerCallback:
      if workTerms[place].callbackOffered || workRows[place].isCallback { return nil }
      workTerms[place].callbackOffered = true
      step.directives.append(.offerCallback(id, reason))
      return .stays
    case .raise(let priority):
      guard let number = core.priorityNumbers[priority], number != priorityNumber(of: place) else {
        return nil
      }
      unqueue(place)
      workTerms[place].raisedPriority = Int32(truncatingIfNeeded: number)
      weigh(place)
      return .stays
    case .outside(let target):
      step.directives.append(.forward(id, to: target, reason))
      leaveQueue(place)
      free(place)
      return .over
    case .message:
      step.directives.append(.takeMessage(id, reason))
      leaveQueue(place)
      free(place)
      return .over
    case .refuse:
      step.directives.append(.refuse(id, reason))
      leaveQueue(place)
      free(place)
      return .over
    }
  }

  /// Work leaves its queue, wherever it waits in it.
  mutating func leaveQueue(_ place: Int) {
    unqueue(place)
    shorten(Int(workRows[place].queue))
  }

  mutating func lengthen(_ queue: Int, at now: Int64) {
    queueStates[queue].length += 1
    guard queueStates[queue].length == 1, let every = core.plans[queue].announcesEvery else {
      return
    }
    queueStates[queue].lastRound = now
    startRound(queue, at: Int64.saturatingSum(now, every))
  }

  mutating func startRound(_ queue: Int, at due: Int64) {
    queueStates[queue].roundAt = due
    timers.push(
      TimerEntry(
        due: due, kind: .round, number: Int64(queue), place: Int32(truncatingIfNeeded: queue),
        generation: 0))
  }

  mutating func shorten(_ queue: Int) {
    queueStates[queue].length -= 1
    if queueStates[queue].length > 0 { return }
    queueStates[queue].roundAt = .max
    step.rounds.removeAll { Int($0) == queue }
  }

  /// A queue is closed by command.
  mutating func close(_ queue: Int, _ closing: QueueClosing, at now: Int64) {
    queueStates[queue].closing = closing
    let reason = Reason.queueClosed(core.queues[queue].id)
    switch closing {
    case .serveWaiting: break
    case .move(let target):
      guard let number = core.queueNumbers[target], number != queue else { return }
      for place in unservedWork(of: queue) {
        step.directives.append(
          .move(workNames[place], from: core.queues[queue].id, to: target, reason))
        visit(place)
        leaveQueue(place)
        forgetTried(place)
        arrive(place, in: number, at: now)
      }
    case .refuseWaiting:
      for place in unservedWork(of: queue) {
        step.directives.append(.refuse(workNames[place], reason))
        leaveQueue(place)
        free(place)
      }
    }
  }

  /// The work of a queue that rests or waits, in the order of its keys.
  private func unservedWork(of queue: Int) -> [Int] {
    workRows.indices.filter { place in
      let row = workRows[place]
      return Int(row.queue) == queue && (row.state == .waiting || row.state == .resting)
    }.sorted { entry($0) < entry($1) }
  }
}
