// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Before work is matched: what no longer belongs where it waits goes on, and levels are passed.
extension Router {
  mutating func settle(at now: Int64) {
    if step.dutyChanged { concernWork() }
    if step.unsettled.isEmpty { return }
    if step.unsettled.count == 1 {
      settle(Int(step.unsettled[0]), at: now)
      return
    }
    let places = Set(step.unsettled).filter { workRows[Int($0)].state == .waiting }
      .sorted { entry(Int($0)) < entry(Int($1)) }
    for place in places { settle(Int(place), at: now) }
  }

  private mutating func settle(_ place: Int, at now: Int64) {
    guard workRows[place].state == .waiting else { return }
    switch overflowWaiting(place, at: now) {
    case .over: return
    case .goes(let queue):
      arrive(place, in: queue, at: now)
      settle(place, at: now)
      return
    case .stays: break
    }
    let reserved = endReservation(place, at: now)
    let owner = isGivenByCommand(place) ? -1 : reserved
    let age = workRows[place].age(at: now)
    let program = Int(workRows[place].program)
    var level = max(workTerms[place].level, programs[program].level(at: age))
    if owner < 0, core.options.skipsEmptyLevels { level = staffedLevel(from: level, program) }
    workTerms[place].level = level
    setTurn(place, age, at: now)
    let number = programs[program].levels[Int(level)].workClass
    if workRows[place].waitingFor == owner,
      owner >= 0 || workRows[place].waitingClass == number
    {
      return
    }
    unqueue(place)
    step.open.append(Int32(truncatingIfNeeded: place))
  }

  /// The level, or the first later one where somebody is on duty who fits.
  private mutating func staffedLevel(from level: Int32, _ program: Int) -> Int32 {
    var candidate = Int(level)
    while candidate < programs[program].levels.count {
      if isStaffed(Int(programs[program].levels[candidate].workClass)) {
        return Int32(truncatingIfNeeded: candidate)
      }
      candidate += 1
    }
    return level
  }

  /// Ends a reservation that is over; for whom the work is reserved, -1 for nobody.
  private mutating func endReservation(_ place: Int, at now: Int64) -> Int32 {
    let personal = Int(workRows[place].personal)
    guard personal >= 0, personals[personal].owner >= 0 else { return -1 }
    let owner = personals[personal].owner
    guard isOver(personals[personal], workRows[place], at: now) else { return owner }
    personals[personal].owner = -1
    return -1
  }

  /// Whether a reservation is over: its age has come, or the owner is away or can never take the work.
  private func isOver(_ personal: PersonalRow, _ row: WorkRow, at now: Int64) -> Bool {
    if row.age(at: now) >= personal.ownerUntil { return true }
    if personal.excluded.contains(personal.owner) { return true }
    let owner = agentRows[Int(personal.owner)]
    guard owner.isKnown else { return !personal.ownerWaits }
    if capacityPlans[Int(owner.plan)].served & (1 << UInt64(row.channel)) == 0 { return true }
    return core.options.skipsEmptyLevels && !personal.ownerWaits && !owner.isOnDuty
  }

  /// Sets the timer for the next change that comes with age or with the end of the queue's hours.
  private mutating func setTurn(_ place: Int, _ age: Int64, at now: Int64) {
    let row = workRows[place]
    var next = programs[Int(row.program)].nextStart(after: age) ?? .max
    let waits = core.plans[Int(row.queue)].waits
    let done = workTerms[place].doneWaits
    for wait in waits where done & Self.waitBit(wait.rule) == 0 {
      next = min(next, wait.age)
    }
    if row.personal >= 0, personals[Int(row.personal)].owner >= 0 {
      next = min(next, personals[Int(row.personal)].ownerUntil)
    }
    var due = next == .max ? .max : Int64.saturatingSum(row.agedFrom, next)
    if core.hasClosings { due = min(due, nextClosing(place, at: now)) }
    if due == workTerms[place].turnAt { return }
    workTerms[place].turnAt = due
    if due < .max { setTimer(.turn, due, place) }
  }

  /// When the first rule by the end of the queue's hours, which is not done, comes to hold.
  private func nextClosing(_ place: Int, at now: Int64) -> Int64 {
    let queue = Int(workRows[place].queue)
    let margins = core.plans[queue].closings
      .filter { workTerms[place].doneWaits & Self.waitBit($0.rule) == 0 }.map(\.margin)
    guard let margin = margins.max(), let end = closing(of: queue, at: now) else { return .max }
    return Int64.saturatingDifference(end, margin)
  }

  mutating func setTimer(_ kind: TimerEntry.Kind, _ due: Int64, _ place: Int) {
    timers.push(
      TimerEntry(
        due: due, kind: kind, number: workRows[place].number,
        place: Int32(truncatingIfNeeded: place), generation: workRows[place].generation))
  }

  static func waitBit(_ number: Int) -> UInt64 { 1 << UInt64(number & 63) }

  // MARK: Overflow of waiting work

  private mutating func overflowWaiting(_ place: Int, at now: Int64) -> Course {
    let queue = Int(workRows[place].queue)
    let asksHours = workTerms[place].asksHoursLater
    workTerms[place].asksHoursLater = false
    let rules = core.queues[queue].overflow
    if rules.isEmpty { return .stays }
    let age = workRows[place].age(at: now)
    for (number, rule) in rules.enumerated() {
      let bit = Self.waitBit(number)
      let goesByTime = rule.trigger.goesByTime
      if goesByTime, workTerms[place].doneWaits & bit != 0 { continue }
      let hasCome: Bool =
        switch rule.trigger {
        case .waited(let wait): age >= wait.wholeMilliseconds
        case .closing(let margin): isClosing(queue, within: margin.wholeMilliseconds, at: now)
        case .closed: asksHours && isOutsideHours(queue, at: now)
        case .length, .staffing, .free, .expectedWait: false
        }
      if !hasCome { continue }
      if goesByTime { workTerms[place].doneWaits |= bit }
      guard let course = carryOut(rule.action, number, place, queue, at: now) else { continue }
      if case .stays = course { continue }
      return course
    }
    guard step.dutyChanged else { return .stays }
    for (number, rule) in rules.enumerated() {
      guard case .staffing(let least) = rule.trigger, staffing(of: queue) < least,
        let course = carryOut(rule.action, number, place, queue, at: now)
      else { continue }
      return course
    }
    return .stays
  }

  /// Marks the work that is concerned where agents came on or went off duty, or hours changed.
  private mutating func concernWork() {
    var concerned = Set<Int32>()
    for place in classes.indices where classHeads[place].slot >= 0 && !isStaffed(place) {
      let number = Int32(truncatingIfNeeded: place)
      for entry in classes[place].line.entries
      where isWaiting(entry) && workRows[Int(entry.slot)].waitingClass == number {
        concerned.insert(entry.slot)
      }
    }
    for (_, heap) in reserved {
      for entry in heap.entries where isWaiting(entry) { concerned.insert(entry.slot) }
    }
    for place in ownedByCommand() { concerned.insert(place) }
    let short = Set(
      core.queues.indices.filter { queue in
        core.queues[queue].overflow.contains {
          if case .staffing(let least) = $0.trigger { staffing(of: queue) < least } else { false }
        }
      })
    if !short.isEmpty {
      for place in workRows.indices
      where workRows[place].state == .waiting && short.contains(Int(workRows[place].queue)) {
        concerned.insert(Int32(truncatingIfNeeded: place))
      }
    }
    step.unsettled.append(contentsOf: concerned)
    step.open.append(contentsOf: triedWork)
  }

  /// Work that waits for a command and has an owner, who ends to be one as for other work.
  func ownedByCommand() -> [Int32] {
    if !core.queues.contains(where: \.isGivenByCommand) { return [] }
    return workRows.indices.filter { place in
      let row = workRows[place]
      return row.state == .waiting && row.personal >= 0 && isGivenByCommand(place)
        && personals[Int(row.personal)].owner >= 0
    }.map { Int32(truncatingIfNeeded: $0) }
  }

  func isWaiting(_ entry: WorkEntry) -> Bool {
    workRows[Int(entry.slot)].stamp == entry.stamp
  }
}
