// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

/// What happens by itself when its time has come.
extension Router {
  /// When something is due next: the host calls ``tick(at:)`` then. `nil` where nothing is; what would be
  /// due after the last instant there is never is.
  public var nextDeadline: Instant? {
    guard let due = timers.first?.due, due <= Instant.max.millisecondsSince1970 else { return nil }
    return Instant(millisecondsSince1970: due)
  }

  mutating func performDue(at now: Int64) {
    while let timer = timers.first, timer.due <= now {
      timers.removeFirst()
      if isCurrent(timer) { perform(timer) }
    }
  }

  /// Throws away what no longer holds, so that the first timer is the next deadline.
  mutating func dropStaleTimers() {
    while let timer = timers.first, !isCurrent(timer) { timers.removeFirst() }
  }

  @inline(__always)
  func isCurrent(_ timer: TimerEntry) -> Bool {
    let place = Int(timer.place)
    switch timer.kind {
    case .offerEnds:
      return engagements[place].generation == timer.generation
        && engagements[place].state == .offered
    case .restEnds:
      return holds(timer, .resting) && workTerms[place].restUntil == timer.due
    case .wrapUpEnds:
      return holds(timer, .wrappingUp)
        && engagements[Int(workRows[place].engagement)].until == timer.due
    case .turn: return holds(timer, .waiting) && workTerms[place].turnAt == timer.due
    case .retry: return holds(timer, .waiting) && workTerms[place].retryAt == timer.due
    case .forget:
      let window = core.options.returnWindow.wholeMilliseconds
      return holds(timer, .abandoned)
        && Int64.saturatingSum(workTerms[place].abandonedAt, window) == timer.due
    case .agentReady: return agentTerms[place].readyAt == timer.due && agentRows[place].isKnown
    case .fairShare: return agentTerms[place].fairAt == timer.due && agentRows[place].isKnown
    case .hours: return clockChanges[place] == timer.due
    case .round: return queueStates[place].roundAt == timer.due
    }
  }

  @inline(__always)
  private func holds(_ timer: TimerEntry, _ state: WorkRow.State) -> Bool {
    let place = Int(timer.place)
    return workRows[place].generation == timer.generation && workRows[place].state == state
  }

  private mutating func perform(_ timer: TimerEntry) {
    let place = Int(timer.place)
    switch timer.kind {
    case .offerEnds: missOffer(place, at: timer.due)
    case .restEnds: becomeWaiting(place)
    case .wrapUpEnds: takeBackWrapUp(Int(workRows[place].engagement), at: timer.due)
    case .turn:
      workTerms[place].turnAt = .max
      step.unsettled.append(timer.place)
    case .retry:
      step.open.append(timer.place)
      setRetry(place)
    case .forget: free(place)
    case .agentReady:
      agentTerms[place].readyAt = .max
      setPresence(place, .available, until: .max, at: timer.due)
      step.directives.append(.available(agentNames[place]))
      refresh(place, at: timer.due)
    case .fairShare:
      agentTerms[place].fairAt = .max
      refresh(place, at: timer.due)
      step.free.append(timer.place)
    case .hours: break
    case .round:
      queueStates[place].roundAt = .max
      step.rounds.append(timer.place)
    }
  }

  // MARK: Hours

  /// Opens and closes pools.
  mutating func updateHours(at now: Int64) {
    for clock in core.poolClocks where clockChanges[clock] <= now {
      let instant = Instant(millisecondsSince1970: now)
      let hours = core.clocks[clock]
      let isOpen = hours.isOpen(at: instant)
      let change = isOpen ? hours.nextClosing(after: instant) : hours.nextOpening(after: instant)
      let due = change?.millisecondsSince1970 ?? .max
      clockChanges[clock] = due
      if due < .max {
        timers.push(
          TimerEntry(
            due: due, kind: .hours, number: Int64(clock), place: Int32(truncatingIfNeeded: clock),
            generation: 0))
      }
      if isOpen == openClocks[clock] { continue }
      openClocks[clock] = isOpen
      hoursChanged(clock)
    }
  }

  private mutating func hoursChanged(_ clock: Int) {
    step.dutyChanged = true
    for place in classes.indices
    where core.plans[Int(classes[place].key.queue)].pools.contains(where: { $0.clock == clock }) {
      fillClass(place)
    }
    for place in agentRows.indices where agentRows[place].pool >= 0 {
      step.free.append(Int32(truncatingIfNeeded: place))
    }
  }
}
