// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Router {
  /// Takes what happened, and says what the host does next.
  ///
  /// Things that are due by the instant (offers that end, rests, wrap-ups, levels) happen first, then the
  /// command, then work is matched with agents. Late ticks lose nothing.
  ///
  /// - Throws: ``Rejection``; the router is then as it was.
  /// - Complexity: See ``Router``; hours that change, agents who come on or go off duty, arrivals whose
  ///   position is told or whose wait a rule asks for, rounds of announcements, and queues that are closed
  ///   look at all work.
  public mutating func perform(
    _ command: Command, at instant: Instant
  ) throws(Rejection) -> Step {
    let now = instant.millisecondsSince1970
    guard now >= lastInstant else {
      throw .clockRanBackwards(instant, last: Instant(millisecondsSince1970: lastInstant))
    }
    let prepared = try checked(command, at: now)
    lastInstant = now
    performDue(at: now)
    updateHours(at: now)
    carryOut(command, prepared, at: now)
    settle(at: now)
    match(at: now)
    announce(at: now)
    dropStaleTimers()
    seatAgents()
    compact(at: now)
    let result = Step(at: instant, directives: step.directives)
    step.clear()
    return result
  }

  /// Goes on under another policy, such as a surge plan; everything that is there keeps its place.
  ///
  /// Work keeps its queue, its place in time, its age, the rounds of who was tried and the offers that
  /// stand; agents keep their presence, misses and fair shares; queues that were closed by command stay
  /// closed. All of it goes by the names of queues, channels, calendars and classes of urgency.
  ///
  /// - Throws: ``Rejection/stillInUse(_:)`` where the next policy lacks a queue, a channel or a class of
  ///   urgency of which there is work: move that work before, or leave the queue there until it is empty.
  /// - Complexity: O(work + agents), and a settling and matching of all work that waits.
  public mutating func adopt(
    _ policy: RoutingPolicy, at instant: Instant
  ) throws(Rejection) -> Step {
    try perform(.adopt(policy), at: instant)
  }

  /// Lets time pass: what is due happens.
  ///
  /// - Throws: ``Rejection/clockRanBackwards(_:last:)``.
  public mutating func tick(at instant: Instant) throws(Rejection) -> Step {
    try perform(.tick, at: instant)
  }

  /// Work arrives.
  ///
  /// - Throws: ``Rejection``: a name that is known, mistakes of the work, no queue, a full router.
  public mutating func enqueue(
    _ work: WorkItem, at instant: Instant
  ) throws(Rejection) -> Step {
    try perform(.enqueue(work), at: instant)
  }

  /// An agent takes the work that was offered.
  ///
  /// - Throws: ``Rejection``: unknown names, or the work is not offered to the agent any more.
  public mutating func accept(
    _ work: WorkID, by agent: AgentID, at instant: Instant
  ) throws(Rejection) -> Step {
    try perform(.accept(work, by: agent), at: instant)
  }

  /// An agent has done the work.
  ///
  /// - Throws: ``Rejection``: unknown names, or the agent does not have the work.
  public mutating func finish(
    _ work: WorkID, by agent: AgentID, at instant: Instant
  ) throws(Rejection) -> Step {
    try perform(.finish(work, by: agent), at: instant)
  }

  // MARK: Steps

  private mutating func carryOut(_ command: Command, _ prepared: Prepared, at now: Int64) {
    switch command {
    case .add(let agent, let presence): add(agent, presence, at: now)
    case .update(let agent): update(prepared.agent, to: agent, at: now)
    case .remove: remove(prepared.agent, at: now)
    case .presence(_, let presence, let releasing):
      setPresence(of: prepared.agent, to: presence, releasing: releasing, at: now)
    case .translation(_, let delay): setTranslation(of: prepared.agent, delay, at: now)
    case .enqueue(let item): enqueue(item, prepared, at: now)
    case .change(let item): change(prepared.work, to: item, prepared, at: now)
    case .move: move(prepared.work, to: prepared.queue, at: now)
    case .assign: give(prepared.work, to: prepared.agent, at: now)
    case .begin(let item, _): begin(item, by: prepared.agent, prepared, at: now)
    case .cancel: cancel(prepared.work, at: now)
    case .abandon: abandon(prepared.work, at: now)
    case .comeBack: comeBack(prepared.work, at: now)
    case .callback(_, let notBefore): callBack(prepared.work, notBefore: notBefore, at: now)
    case .accept: accept(prepared.engagement, at: now)
    case .decline: decline(prepared.engagement, at: now)
    case .miss: missOffer(prepared.engagement, at: now)
    case .hold: hold(prepared.engagement, at: now)
    case .resume: resume(prepared.engagement, at: now)
    case .finish: finish(prepared.engagement, at: now)
    case .wrapUpEnded: endWrapUp(prepared.engagement, at: now)
    case .adopt(let next): takeOver(next, at: now)
    case .requeue(_, _, let notBefore):
      requeue(prepared.engagement, notBefore: notBefore, at: now)
    case .transfer(_, let agent, let target):
      transfer(prepared.engagement, by: agent, to: target, prepared, at: now)
    case .dutyEnded(_, let isDone): endDuty(prepared.work, isDone: isDone, at: now)
    case .close(_, let closing): close(prepared.queue, closing, at: now)
    case .reopen: queueStates[prepared.queue].closing = nil
    case .tick: break
    }
  }
}
