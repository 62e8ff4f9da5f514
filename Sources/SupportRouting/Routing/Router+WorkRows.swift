// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The rows of work: made, weighed, put into lines and taken out again.
extension Router {
  mutating func newWork(_ item: WorkItem, hash: UInt32) -> Int {
    let place: Int
    if let free = freeWork.popLast() {
      place = Int(free)
      items[place] = item
      workNames[place] = item.id
    } else {
      place = workRows.count
      workRows.append(WorkRow())
      workTerms.append(WorkTerms())
      items.append(item)
      workNames.append(item.id)
    }
    workTable.insert(place, hash: hash)
    return place
  }

  /// The work is over. Its item stays in its place until other work takes it, which is cheaper than to
  /// take it apart while an agent waits; nothing leads to it.
  mutating func free(_ place: Int) {
    unqueue(place)
    freePersonal(place)
    if !dutyAgents.isEmpty { dutyAgents[Int32(truncatingIfNeeded: place)] = nil }
    workTable.remove(place, hash: workRows[place].hash)
    workRows[place].state = .free
    workRows[place].generation &+= 1
    freeWork.append(Int32(truncatingIfNeeded: place))
  }

  /// Sets band and weight.
  mutating func weigh(_ place: Int) {
    let number = priorityNumber(of: place)
    let band = number < 0 ? 0 : core.priorities[number].band
    var weight = number < 0 ? 0 : core.priorities[number].weight.wholeMilliseconds
    if items[place].isAccessible {
      weight.add(saturating: core.options.accessibleWeight.wholeMilliseconds)
    }
    workTerms[place].rank = Int32(truncatingIfNeeded: -band)
    workTerms[place].weight = weight
  }

  /// The number of the class of urgency, -1 for ordinary work: raised, or named by the work, or chosen by
  /// rules, or the queue's.
  @inline(__always)
  func priorityNumber(of place: Int) -> Int {
    if workTerms[place].raisedPriority >= 0 { return Int(workTerms[place].raisedPriority) }
    if let named = items[place].priority { return core.priorityNumbers[named] ?? -1 }
    if workTerms[place].chosenPriority >= 0 { return Int(workTerms[place].chosenPriority) }
    return workRows[place].queue < 0 ? -1 : Int(core.plans[Int(workRows[place].queue)].priority)
  }

  mutating func setProgram(_ place: Int) {
    workRows[place].program = program(kind(of: place), items[place])
  }

  /// What the router itself adds to the shape of work.
  func kind(of place: Int) -> WorkShape.Kind {
    WorkShape.Kind(
      queue: workRows[place].queue, choice: workTerms[place].choice,
      channel: workRows[place].channel)
  }

  mutating func choiceNumber(_ requirements: [Requirement]) -> Int32 {
    if requirements.isEmpty { return -1 }
    if let known = choices.firstIndex(of: requirements) {
      return Int32(truncatingIfNeeded: known)
    }
    choices.append(requirements)
    return Int32(truncatingIfNeeded: choices.count - 1)
  }

  // MARK: Single agents

  mutating func setPersonal(_ place: Int, _ item: WorkItem) {
    if item.excluded.isEmpty, item.preferred.isEmpty, item.firstOwner == nil { return }
    let number = ensurePersonal(place)
    personals[number].excluded = item.excluded.sorted().map { agentPlace($0) }
    personals[number].preferred = item.preferred.map { agentPlace($0) }
    if let owner = item.firstOwner {
      personals[number].owner = agentPlace(owner.agent)
      personals[number].ownerUntil = owner.waitAtMost?.wholeMilliseconds ?? .max
      personals[number].ownerWaits = owner.whenAway == .waits
    }
  }

  mutating func ensurePersonal(_ place: Int) -> Int {
    if workRows[place].personal >= 0 { return Int(workRows[place].personal) }
    let number: Int
    if let free = freePersonals.popLast() {
      number = Int(free)
      personals[number] = PersonalRow()
    } else {
      number = personals.count
      personals.append(PersonalRow())
    }
    workRows[place].personal = Int32(truncatingIfNeeded: number)
    return number
  }

  mutating func freePersonal(_ place: Int) {
    let number = workRows[place].personal
    if number < 0 { return }
    personals[Int(number)] = PersonalRow()
    freePersonals.append(number)
    workRows[place].personal = -1
  }

  /// Remembers that an agent was tried.
  mutating func remember(_ agent: Int32, triedFor place: Int, at now: Int64) {
    let number = ensurePersonal(place)
    personals[number].tried.removeAll { $0.agent == agent }
    personals[number].tried.append(.init(agent: agent, at: now))
    if personals[number].owner == agent { personals[number].owner = -1 }
  }

  /// Sets the timer for the first of those who were tried to be tried again.
  mutating func setRetry(_ place: Int) {
    workTerms[place].retryAt = .max
    guard workRows[place].personal >= 0,
      let retry = core.plans[Int(workRows[place].queue)].offers.retryAfter
    else { return }
    let next = personals[Int(workRows[place].personal)].tried
      .map { Int64.saturatingSum($0.at, retry) }.filter { $0 > lastInstant }.min()
    if let next {
      workTerms[place].retryAt = next
      setTimer(.retry, next, place)
    }
  }

  /// Nobody counts as tried any more, but who handed the work on in this step.
  mutating func forgetTried(_ place: Int) {
    let number = Int32(truncatingIfNeeded: place)
    triedWork.remove(number)
    workTerms[place].retryAt = .max
    guard workRows[place].personal >= 0 else { return }
    let giver = step.handedOn.work == number ? step.handedOn.by : -1
    personals[Int(workRows[place].personal)].tried.removeAll { $0.agent != giver }
  }

  // MARK: Waiting

  /// Work as it stands in the order in which it is served.
  func entry(_ place: Int) -> WorkEntry {
    WorkEntry(
      time: workTerms[place].time, number: workRows[place].number, rank: workTerms[place].rank,
      slot: Int32(truncatingIfNeeded: place), stamp: workRows[place].stamp)
  }

  /// Work waits from now on; its level is settled and somebody is looked for.
  mutating func becomeWaiting(_ place: Int) {
    workRows[place].state = .waiting
    workTerms[place].turnAt = .max
    setRetry(place)
    step.unsettled.append(Int32(truncatingIfNeeded: place))
  }

  mutating func rest(_ place: Int, until instant: Int64) {
    workRows[place].state = .resting
    workTerms[place].restUntil = instant
    setTimer(.restEnds, instant, place)
  }

  /// The class of work at its level.
  @inline(__always)
  func workClass(of place: Int) -> Int32 {
    programs[Int(workRows[place].program)].levels[Int(workTerms[place].level)].workClass
  }

  /// Puts work that stands nowhere yet into the line of its class, or the heap of the agent for whom it is
  /// reserved.
  mutating func queueUp(_ place: Int) {
    let row = workRows[place]
    if row.waitingClass >= 0 || row.waitingFor >= 0 { return }
    let entry = entry(place)
    if row.personal >= 0, !personals[Int(row.personal)].tried.isEmpty {
      triedWork.insert(Int32(truncatingIfNeeded: place))
    }
    if row.personal >= 0, personals[Int(row.personal)].owner >= 0, !isGivenByCommand(place) {
      let owner = personals[Int(row.personal)].owner
      workRows[place].waitingFor = owner
      reserved[owner, default: QuaternaryHeap()].push(entry)
      return
    }
    let number = workClass(of: place)
    workRows[place].waitingClass = number
    classes[Int(number)].line.push(entry)
    if entry < classHeads[Int(number)] { classHeads[Int(number)] = entry }
  }

  /// Takes work out of the line or heap in which it waits.
  mutating func unqueue(_ place: Int) {
    if !triedWork.isEmpty { triedWork.remove(Int32(truncatingIfNeeded: place)) }
    let number = workRows[place].waitingClass
    let agent = workRows[place].waitingFor
    if number < 0, agent < 0 { return }
    workRows[place].stamp &+= 1
    workRows[place].waitingClass = -1
    workRows[place].waitingFor = -1
    if agent >= 0 {
      dropReserved(agent)
      return
    }
    let slot = Int(number)
    classes[slot].line.dead += 1
    if classHeads[slot].slot == Int32(truncatingIfNeeded: place) { renewHead(of: slot) }
    if classes[slot].line.isMostlyDead {
      let rows = workRows
      classes[slot].line.rebuild { rows[Int($0.slot)].stamp == $0.stamp ? $0 : nil }
    }
  }

  private mutating func renewHead(of number: Int) {
    while let first = classes[number].line.first {
      if isWaiting(first) {
        classHeads[number] = first
        return
      }
      classes[number].line.removeFirst()
      classes[number].line.dead -= 1
    }
    classHeads[number] = .none
  }

  private mutating func dropReserved(_ agent: Int32) {
    guard var heap = reserved.removeValue(forKey: agent) else { return }
    while let first = heap.first, !isWaiting(first) { heap.removeFirst() }
    if heap.isEmpty { return }
    heap.dead += 1
    if heap.isMostlyDead {
      let rows = workRows
      heap.rebuild { rows[Int($0.slot)].stamp == $0.stamp ? $0 : nil }
    }
    reserved[agent] = heap
  }
}
