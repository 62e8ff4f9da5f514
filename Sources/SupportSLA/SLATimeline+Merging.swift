// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets
import SupportTime

/// Tickets that become one, or two, or come from elsewhere in the middle of their life.
extension SLATimeline {
  // MARK: Split

  /// Takes over the start of the ticket that this one was split off (S9).
  mutating func inherit(from origin: Ticket.SplitOrigin, _ other: SLATimeline?) {
    guard let other, let start = other.openedAt, start <= now else {
      openedAt = min(origin.messagesFrom, now)
      work.from = openedAt ?? now
      return
    }
    openedAt = start
    pastWork = other.workHistory(until: now)
    work.from = now
    if pastWork.isEmpty { work.from = start }
  }

  /// What held of the work before an instant.
  func workHistory(until instant: Instant) -> [SLAWork] {
    (pastWork + [work]).filter { $0.from < instant }
  }

  // MARK: Import

  /// Goes on with a ticket whose history nobody has: the time used comes along.
  mutating func takeOver(_ life: Ticket.Import) {
    guard openedAt == nil else {
      ignore()
      return
    }
    follow(openedAt: life.openedAt)
    begin(at: min(life.openedAt, now))
    work.pauses = life.waitingFor.isEmpty ? .open : SLAPauses(life.waitingFor)
    note(group: life.assignment.group)
    meetOpening(from: openedAt ?? now)
    var ended: [(slot: Int, at: Instant)] = []
    for slot in slots.indices {
      let metric = book.metrics[slot]
      if let at = life.firstRepliedAt, metric.masks.stop.contains(.reply),
        slots[slot].state == .open
      {
        ended.append((slot, at))
      } else if let at = life.firstAssignedAt, metric.masks.stop.contains(.agentAssigned),
        metric.by == nil, slots[slot].state == .open
      {
        ended.append((slot, at))
      } else if metric.isOfGroup, let group = life.assignment.group,
        metric.by == nil || metric.by == group
      {
        beginCycle(slot, at: now)
      }
    }
    isReplied = life.firstRepliedAt != nil
    chooseTargets()
    for slot in slots.indices {
      guard var state = latest(slot) else { continue }
      let end = ended.first { $0.slot == slot }?.at
      if let used = life.used(by: book.metrics[slot].metric.rawValue) {
        state.used = used
        state.paused = 0
      } else if let end {
        state.used = max(
          target(of: state).milliseconds(state.startedAt, max(end, state.startedAt)), 0)
      }
      state.breachedAt = nil
      if let end { finish(&state, at: end) } else { place(&state) }
    }
    for (slot, at) in ended {
      slots[slot].state = .done
      slots[slot].endedAt = at
    }
  }

  /// Ends a clock at an instant before the import.
  private mutating func finish(_ state: inout SLAClockState, at end: Instant) {
    let target = target(of: state)
    if let due = target.clock.due(after: target.target.within, from: state.startedAt), due < end,
      target.budget.map({ state.used > $0 }) ?? true
    {
      state.breachedAt = due
    }
    state.cause = .fulfilled
    state.phase = .fulfilled
    state.fulfilledAt = end
    append(state)
  }

  // MARK: Merge

  /// Goes on for a ticket that became a part of this one (S9).
  mutating func absorb(_ absorption: Ticket.Absorption, _ other: SLATimeline?) {
    guard openedAt != nil else {
      ignore()
      return
    }
    var source = other ?? replay(absorption)
    source.now = max(source.now, now)
    if let start = source.openedAt, let own = openedAt, start < own {
      // What comes into force later counts from the earlier opening.
      pastWork = source.workHistory(until: own) + pastWork
      openedAt = start
    }
    let wasReplied = isReplied
    isReplied = isReplied || source.isReplied
    for slot in slots.indices {
      let metric = book.metrics[slot]
      let other = source.book.metrics.firstIndex {
        $0.metric == metric.metric && $0.by == metric.by
      }
      guard let other, !metric.isOfGroup else { continue }
      if source.slots[other].state == .done, !metric.repeats, !metric.stopsAtResolution {
        adoptEnd(slot, of: source, other)
      } else {
        adoptStart(slot, of: source, other)
      }
    }
    if isReplied, !wasReplied { updatePauses() }
  }

  /// What an absorption tells of a source, folded.
  private func replay(_ absorption: Ticket.Absorption) -> SLATimeline {
    var source = blank
    source.now = absorption.openedAt
    source.begin(at: absorption.openedAt)
    source.meetOpening(from: absorption.openedAt)
    source.chooseTargets()
    var moments: [(at: Instant, moments: SLAMoments)] = absorption.messages.map { message in
      let meaning: SLAMoments =
        switch message.kind {
        case .customer: .customerMessage
        case .reply, .holdingReply: .reply
        case .automatic: .automaticReply
        case .note: .note
        }
      return (message.at, meaning)
    }
    if let at = absorption.firstRepliedAt,
      !absorption.messages.contains(where: {
        $0.at == at && ($0.kind == .reply || $0.kind == .holdingReply)
      })
    {
      moments.append((at, .reply))
    }
    if let at = absorption.firstAssignedAt { moments.append((at, [.agentAssigned, .workStarted])) }
    let ordered = moments.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    for (_, moment) in ordered where moment.at <= now {
      source.now = max(source.now, moment.at)
      source.meet(moment.moments)
    }
    return source
  }

  /// A promise that was kept in a source is kept.
  private mutating func adoptEnd(_ slot: Int, of source: SLATimeline, _ other: Int) {
    guard slots[slot].state == .open else { return }
    slots[slot].state = .done
    slots[slot].endedAt = now
    guard var state = latest(slot), state.isOpen else { return }
    advance(&state)
    let missed = state.breachedAt
    if let theirs = source.standing(of: other) {
      state = continued(state, theirs)
      state.fulfilledAt = theirs.fulfilledAt
      state.dueAt = theirs.dueAt
    }
    state.cause = .merged
    state.phase = .fulfilled
    state.fulfilledAt = state.fulfilledAt ?? now
    state.breachedAt = state.breachedAt ?? missed
    append(state)
  }

  /// The earlier of two clocks goes on, with its own history.
  private mutating func adoptStart(_ slot: Int, of source: SLATimeline, _ other: Int) {
    let theirs = source.slots[other]
    let isResolution = book.metrics[slot].stopsAtResolution
    guard theirs.state == .open || (isResolution && theirs.state != .none) else { return }
    switch slots[slot].state {
    case .open where theirs.startedAt < slots[slot].startedAt: break
    case .none, .done, .left:
      // A metric that repeats goes on with a cycle that only the source has.
      guard book.metrics[slot].repeats, theirs.state == .open, slots[slot].state != .open else {
        return
      }
      slots[slot].state = .open
      slots[slot].cycle &+= 1
    default: return
    }
    slots[slot].startedAt = theirs.startedAt
    let chosen = slots[slot].chosen
    guard chosen >= 0 else { return }
    var missed: Instant?
    if var state = latest(slot), state.cycle == slots[slot].cycle {
      advance(&state)
      missed = state.breachedAt
      if !state.isOpen { return }
    }
    guard let standing = source.standing(of: other) else {
      startClock(slot)
      if let missed { log[log.count - 1].breachedAt = missed }
      return
    }
    let base = SLAClockState(
      .merged, .running, at: now, slot: slot, target: chosen, cycle: slots[slot].cycle,
      startedAt: theirs.startedAt)
    var state = continued(base, standing)
    state.cause = .merged
    state.breachedAt = state.breachedAt ?? missed
    place(&state)
  }

  /// A clock with the time of another one.
  private func continued(_ own: SLAClockState, _ theirs: SLAClockState) -> SLAClockState {
    var state = own
    state.startedAt = theirs.startedAt
    state.used = theirs.used
    state.paused = theirs.paused
    state.idle = theirs.idle
    state.excluded = theirs.excluded
    state.extra = theirs.extra
    state.breachedAt = theirs.breachedAt
    return state
  }

  /// The clock's latest state, counted up to the timeline's instant, before it was merged away.
  private func standing(of slot: Int) -> SLAClockState? {
    guard var state = latest(slot) else { return nil }
    while state.phase == .mergedAway {
      guard state.previous >= 0 else { return nil }
      state = log[Int(state.previous)]
    }
    guard state.cycle == slots[slot].cycle, state.phase != .cancelled else { return nil }
    advance(&state)
    return state
  }
}
