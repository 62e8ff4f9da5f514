// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets

/// The machine of cycles: each clock starts, pauses, stops and is cancelled by what its metric says.
extension SLATimeline {
  /// What a clock is doing; `nil` before its first change.
  func phase(_ slot: Int) -> SLAStatus.Phase? {
    let last = Int(slots[slot].last)
    return last < 0 ? nil : log[last].phase
  }

  func latest(_ slot: Int) -> SLAClockState? {
    let last = Int(slots[slot].last)
    return last < 0 ? nil : log[last]
  }

  func target(of state: SLAClockState) -> SLACompiledTarget {
    book.targets[Int(state.target)]
  }

  func advance(_ state: inout SLAClockState) {
    state.advance(to: now, book.targets[Int(state.target)], windows)
  }

  mutating func append(_ state: SLAClockState) {
    var state = state
    let slot = Int(state.slot)
    state.previous = slots[slot].last
    state.because = work.pauses
    slots[slot].last = Int32(truncatingIfNeeded: log.count)
    if log.isEmpty { log.reserveCapacity(slots.count) }
    log.append(state)
  }

  /// Changes what holds of the work, from now on.
  mutating func setWork(_ change: (inout SLAWork) -> Void) {
    var next = work
    change(&next)
    guard next != work else { return }
    if openedAt != nil, work.from < now { pastWork.append(work) }
    next.from = openedAt == nil ? next.from : now
    work = next
  }

  // MARK: Moments

  /// Lets every clock take notice of what an event means: stops first, then starts (S3).
  ///
  /// - Parameters:
  ///   - moments: What it means.
  ///   - name: What a stage, a document or a notice was, as a policy would name it.
  mutating func meet(_ moments: SLAMoments, _ name: SLATrigger? = nil) {
    if !moments.isDisjoint(with: book.interest) {
      let isOpening = isOpeningMessage(moments)
      for slot in slots.indices {
        let masks = book.masks[slot]
        if masks.stop.union(masks.cancel).isDisjoint(with: moments) { continue }
        let metric = book.metrics[slot]
        if isOpening, metric.startsAtOpening, slots[slot].startedAt == now { continue }
        if metric.stops(at: moments, name, in: group) {
          endCycle(slot, .fulfilled)
          if metric.stopsAtResolution, slots[slot].state == .done,
            masks.stop.intersection(moments).contains(.groupLeft)
          {
            slots[slot].state = .left
          }
        } else if slots[slot].state == .open, metric.cancels(at: moments, name) {
          endCycle(slot, .cancelled)
        }
      }
      if moments.contains(.reply) { isReplied = true }
      guard openedAt != nil else { return }
      for slot in slots.indices
      where slots[slot].state != .open && !book.masks[slot].start.isDisjoint(with: moments) {
        let metric = book.metrics[slot]
        guard slots[slot].state == .none || metric.repeats,
          metric.starts(at: moments, name, in: group, isReplied: isReplied)
        else { continue }
        beginCycle(slot, at: now)
      }
    } else if moments.contains(.reply) {
      isReplied = true
    }
  }

  /// The customer's own message at the instant of the opening is the opening, unless somebody
  /// answered in between (S4).
  private func isOpeningMessage(_ moments: SLAMoments) -> Bool {
    moments == .customerMessage && openedAt == now && !isReplied
  }

  // MARK: Cycles

  mutating func beginCycle(_ slot: Int, at start: Instant) {
    slots[slot].state = .open
    slots[slot].startedAt = start
    slots[slot].cycle &+= 1
    if slots[slot].chosen >= 0 { startClock(slot) }
  }

  private mutating func endCycle(_ slot: Int, _ phase: SLAStatus.Phase) {
    let wasOpen = slots[slot].state == .open
    // What was done before the opening need not be done after it.
    let isEarly = slots[slot].state == .none && book.metrics[slot].startsAtOpening
    if wasOpen || (isEarly && !book.metrics[slot].repeats) {
      slots[slot].state = .done
      slots[slot].endedAt = now
    }
    guard wasOpen, var state = latest(slot), state.cycle == slots[slot].cycle, state.isOpen
    else { return }
    advance(&state)
    if state.phase != .running { moveDue(&state) }
    state.phase = phase
    state.cause = phase == .fulfilled ? .fulfilled : .cancelled
    if phase == .fulfilled { state.fulfilledAt = now }
    append(state)
  }

  /// A due date that stood still until now has moved by the pause.
  private func moveDue(_ state: inout SLAClockState) {
    let target = target(of: state)
    guard target.budget == nil else { return }
    let breachedAt = state.breachedAt
    state.schedule(target, windows)
    state.breachedAt = breachedAt
  }

  mutating func updatePauses() {
    for slot in slots.indices {
      guard let old = phase(slot), old == .running || old == .paused else { continue }
      guard var state = latest(slot) else { continue }
      let phase = work.phase(for: target(of: state))
      guard phase != old else { continue }
      advance(&state)
      state.phase = phase
      state.cause = phase == .paused ? .paused : .resumed
      if phase == .running { state.schedule(target(of: state), windows) }
      append(state)
    }
  }

  /// Takes every clock that the test chooses into a new phase, now.
  mutating func change(
    where applies: (SLAStatus.Phase) -> Bool, _ cause: SLAClockState.Cause,
    _ phase: SLAStatus.Phase
  ) {
    for slot in slots.indices {
      guard let old = self.phase(slot), applies(old), var state = latest(slot) else { continue }
      advance(&state)
      if phase != .running, state.phase != .running { moveDue(&state) }
      state.cause = cause
      state.phase = phase
      if phase == .running {
        place(&state)
      } else {
        append(state)
      }
    }
  }

  // MARK: Targets

  /// Chooses the targets by the facts, anew for every clock.
  mutating func chooseTargets() {
    let edition = book.editions[edition]
    let chosen = edition.core.choose(facts, openedAt: openedAt ?? now)
    for slot in slots.indices { slots[slot].chosen = -1 }
    for position in chosen.range { choose(position + edition.offset) }
    for position in chosen.targets { choose(position + edition.offset) }
    for slot in slots.indices { settle(slot) }
  }

  private mutating func choose(_ target: Int) {
    slots[book.slotOfTarget[target]].chosen = Int32(truncatingIfNeeded: target)
  }

  /// Brings a clock whose cycle is open under the target that holds.
  mutating func settle(_ slot: Int) {
    guard slots[slot].state == .open else { return }
    let chosen = slots[slot].chosen
    guard var state = latest(slot), state.cycle == slots[slot].cycle else {
      if chosen >= 0 { startClock(slot) }
      return
    }
    if chosen < 0 {
      guard state.isOpen else { return }
      advance(&state)
      if state.phase != .running { moveDue(&state) }
      state.cause = .cancelled
      state.phase = .cancelled
      append(state)
    } else if state.phase == .cancelled {
      // What matches again is a new promise; one that was missed stays missed.
      if state.breachedAt == nil { startClock(slot) }
    } else if state.isOpen, state.target != chosen {
      // A change of facts chooses the target anew and keeps the time already used (S6).
      advance(&state)
      state.cause = .retargeted
      state.target = chosen
      place(&state)
    }
  }

  /// A target that comes into force later counts from where the cycle began, with the pauses since.
  mutating func startClock(_ slot: Int) {
    let start = policy.options.countFrom == .match ? now : slots[slot].startedAt
    let chosen = slots[slot].chosen
    let target = book.targets[Int(chosen)]
    var state = SLAClockState(
      .started, .running, at: start, slot: slot, target: chosen, cycle: slots[slot].cycle,
      startedAt: start)
    if start < now {
      for index in pastWork.indices {
        let until = index + 1 < pastWork.count ? pastWork[index + 1].from : work.from
        count(&state, pastWork[index], until, target)
      }
      count(&state, work, now, target)
    }
    place(&state)
  }

  private func count(
    _ state: inout SLAClockState, _ work: SLAWork, _ until: Instant, _ target: SLACompiledTarget
  ) {
    guard until > state.at else { return }
    state.phase = work.phase(for: target)
    state.advance(to: until, target, windows)
  }

  /// Puts a clock under its target from now on.
  mutating func place(_ state: inout SLAClockState) {
    state.at = now
    state.phase = work.phase(for: target(of: state))
    state.schedule(target(of: state), windows)
    append(state)
  }
}
