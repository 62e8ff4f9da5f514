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
      ignoredEventCount += 1
      return
    }
    follow(openedAt: life.openedAt)
    begin(at: min(life.openedAt, now))
    work.pauses = life.waitingFor.isEmpty ? .open : SLAPauses(life.waitingFor)
    if book.needsGroup { group = life.assignment.group }
    meetOpening(from: openedAt ?? now)
    let ended = endBefore(life)
    for slot in slots.indices where slots[slot].state == .none {
      let metric = book.metrics[slot]
      if metric.isOfGroup, group != nil, metric.by == nil || metric.by == group {
        beginCycle(slot, at: now)
      }
    }
    isReplied = life.firstRepliedAt != nil
    chooseTargets()
    bringAlong(life, ended)
  }

  /// Finds the clocks that ended before the import, with the instants that it tells. A pickup of
  /// which it tells none is not measured: the work goes on, and nobody says since when.
  private mutating func endBefore(_ life: Ticket.Import) -> [Int: Instant] {
    var ended: [Int: Instant] = [:]
    for slot in slots.indices where slots[slot].state == .open {
      let metric = book.metrics[slot]
      var ends: [Instant] = []
      if metric.masks.stop.contains(.reply) { ends += [life.firstRepliedAt].compactMap(\.self) }
      if metric.masks.stop.contains(.workStarted)
        || metric.masks.stop.contains(.agentAssigned) && metric.by == nil
      {
        ends += [life.firstAssignedAt].compactMap(\.self)
      }
      if let end = ends.min() {
        ended[slot] = end
      } else if metric.masks.stop.contains(.workStarted) {
        slots[slot].state = .done
        slots[slot].endedAt = now
      }
    }
    return ended
  }

  /// Gives the clocks the time that the import tells, and ends those that had ended.
  private mutating func bringAlong(_ life: Ticket.Import, _ ended: [Int: Instant]) {
    for slot in slots.indices {
      if var state = latest(slot) {
        if let used = life.used(by: book.metrics[slot].metric.rawValue) {
          state.used = Self.bounded(used)
          state.paused = 0
        } else if let end = ended[slot] {
          state.used = target(of: state).milliseconds(state.startedAt, max(end, state.startedAt))
        }
        state.breachedAt = nil
        if let end = ended[slot] { finish(&state, at: end) } else { rewrite(&state) }
      }
      if let end = ended[slot] {
        slots[slot].state = .done
        slots[slot].endedAt = end
      }
    }
  }

  /// Ends a clock at an instant before the import.
  private mutating func finish(_ state: inout SLAClockState, at end: Instant) {
    let target = target(of: state)
    if let due = target.clock.due(after: target.target.within, from: state.startedAt), due < end,
      target.budget.map({ state.used >= $0 }) ?? true
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
      ignoredEventCount += 1
      return
    }
    var source = other ?? replay(absorption)
    source.now = max(source.now, now)
    if let start = source.openedAt, let own = openedAt, start < own {
      // What comes into force later counts from the earlier opening.
      pastWork = source.workHistory(until: own) + pastWork
      openedAt = start
    }
    isReplied = isReplied || source.isReplied
    for slot in slots.indices {
      let metric = book.metrics[slot]
      let other = source.book.metrics.firstIndex {
        $0.metric == metric.metric && $0.by == metric.by
      }
      guard let other, !metric.isOfGroup else { continue }
      let theirs = Source(ticket: absorption.source, timeline: source, slot: other)
      if source.slots[other].state == .done, !metric.repeats, !metric.stopsAtResolution {
        adoptEnd(slot, of: theirs)
      } else {
        adoptStart(slot, of: theirs)
      }
    }
  }

  /// A clock of a ticket that became a part of this one.
  private struct Source {
    var ticket: TicketID
    var timeline: SLATimeline
    var slot: Int
  }

  /// What an absorption tells of a source, folded.
  private func replay(_ absorption: Ticket.Absorption) -> SLATimeline {
    var source = blank
    source.now = absorption.openedAt
    source.begin(at: absorption.openedAt)
    source.meetOpening(from: absorption.openedAt)
    source.chooseTargets()
    var moments = absorption.messages.map { (at: $0.at, moments: $0.kind.moments) }
    if let at = absorption.firstRepliedAt,
      !absorption.messages.contains(where: { $0.at == at && $0.kind.moments == .reply })
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
  private mutating func adoptEnd(_ slot: Int, of source: Source) {
    guard slots[slot].state == .open else { return }
    slots[slot].state = .done
    slots[slot].endedAt = now
    guard var state = latest(slot), state.isOpen else { return }
    advance(&state)
    let own = state
    if let theirs = source.timeline.standing(of: source.slot) {
      state = continued(state, theirs)
      state.fulfilledAt = theirs.fulfilledAt
      state.dueAt = theirs.dueAt
      keepBreach(&state, of: own, theirs, source, isDecided: true)
    }
    state.cause = .merged
    state.phase = .fulfilled
    state.fulfilledAt = state.fulfilledAt ?? now
    append(state)
  }

  /// The earlier of two clocks goes on, with its own history.
  private mutating func adoptStart(_ slot: Int, of source: Source) {
    let theirs = source.timeline.slots[source.slot]
    let isResolution = book.metrics[slot].stopsAtResolution
    guard theirs.state == .open || (isResolution && theirs.state != .none) else { return }
    switch slots[slot].state {
    case .open where theirs.startedAt < slots[slot].startedAt: break
    case .none, .done, .left:
      // A metric that repeats goes on with a cycle that only the source has.
      guard book.metrics[slot].repeats, theirs.state == .open else { return }
      slots[slot].state = .open
      slots[slot].cycle &+= 1
    default: return
    }
    slots[slot].startedAt = theirs.startedAt
    let chosen = slots[slot].chosen
    guard chosen >= 0 else { return }
    var own: SLAClockState?
    if var state = latest(slot), state.cycle == slots[slot].cycle {
      advance(&state)
      if !state.isOpen { return }
      own = state
    }
    guard let standing = source.timeline.standing(of: source.slot) else {
      startClock(slot)
      guard let own else { return }
      // It is the same promise, which goes on from an earlier start.
      var state = log[log.count - 1]
      state.cause = .merged
      if own.breachedAt != nil { keepBreach(&state, of: own) }
      log[log.count - 1] = state
      return
    }
    let base = SLAClockState(
      .merged, .running, at: now, slot: slot, target: chosen, cycle: slots[slot].cycle,
      startedAt: theirs.startedAt)
    var state = continued(base, standing)
    keepBreach(&state, of: own, standing, source, isDecided: standing.breachedAt != nil)
    place(&state)
  }

  /// A breach stays that of the ticket in which it was: the own one where both were missed, else
  /// that of the source, whose waivers and acknowledgements come along.
  private mutating func keepBreach(
    _ state: inout SLAClockState, of own: SLAClockState?, _ theirs: SLAClockState,
    _ source: Source, isDecided: Bool
  ) {
    if let own, own.breachedAt != nil {
      keepBreach(&state, of: own)
      return
    }
    var origin =
      theirs.origin < 0
      ? SLAOrigin(ticket: nil, startedAt: theirs.startedAt, isDecided: false)
      : source.timeline.origins[Int(theirs.origin)]
    origin.ticket = origin.ticket ?? source.ticket
    origin.isDecided = isDecided
    state.origin = add(origin)
    guard let breachedAt = theirs.breachedAt else { return }
    bringDecisions(about: book.metrics[Int(state.slot)].metric, breachedAt, of: source.timeline)
  }

  private mutating func keepBreach(_ state: inout SLAClockState, of own: SLAClockState) {
    state.breachedAt = own.breachedAt
    state.origin = own.origin
    if own.origin < 0 {
      state.origin = add(SLAOrigin(ticket: nil, startedAt: own.startedAt, isDecided: false))
    }
  }

  private mutating func add(_ origin: SLAOrigin) -> Int32 {
    origins.append(origin)
    return Int32(truncatingIfNeeded: origins.count - 1)
  }

  /// What people decided about a breach holds for whoever goes on with it.
  private mutating func bringDecisions(
    about metric: SLAMetric, _ breachedAt: Instant, of source: SLATimeline
  ) {
    for var decision in source.adjustments where decision.at <= now {
      switch decision.kind {
      case .waived(let waived, let from, let until)
      where (waived ?? metric) == metric && from <= breachedAt && breachedAt < until:
        decision.kind = .waived(
          metric, from: breachedAt, until: breachedAt.adding(milliseconds: 1))
      case .acknowledged(metric): break
      default: continue
      }
      adjustments.append(decision)
    }
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
