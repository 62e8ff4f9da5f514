// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
package import SupportCore
package import SupportSLA
package import SupportTickets

/// A second, slow model of service levels: it walks over every minute of a ticket's life and keeps
/// no due times at all but those of dates. Opening hours and dates come from Foundation's calendar.
/// It shares no code with the library but the events that it reads, all of them on whole minutes
/// and in order, and it knows each metric by its sentence and not by a table of triggers.
package struct Auditor {
  package static let metrics: [SLAMetric] = [
    .pickup, .firstReply, .reply, .nextReply, .periodicUpdate, .anyContactUpdate, .ownership,
    .groupTime, .requesterWait, .agentWork, .resolution,
  ]

  /// A promise in whole minutes, or by the end of a working day.
  package struct Promise: Hashable {
    package var metric: SLAMetric
    package var minutes: Int
    /// Working days instead of minutes, by the end of the day.
    package var days: Int?
    /// The name of the opening hours; `nil`: every minute counts.
    package var hours: String?
    package var pauseWhile: Ticket.WaitReasons

    package init(
      metric: SLAMetric, minutes: Int, days: Int? = nil, hours: String?,
      pauseWhile: Ticket.WaitReasons
    ) {
      self.metric = metric
      self.minutes = minutes
      self.days = days
      self.hours = hours
      self.pauseWhile = pauseWhile
    }
  }

  /// What the model says of one metric at an instant.
  package struct Finding: Hashable {
    package var verdict: SLAVerdict
    package var cycle: Int
    package var breachedAt: Int?
    package var used: Int
    package var paused: Int
  }

  package struct Clock {
    package var metric: SLAMetric
    package var number: Int
    package var start: Int
    package var promise: Promise?
    package var used = 0
    package var paused = 0
    package var idle = 0
    package var breachedAt: Int?
    package var fulfilledAt: Int?
    /// The ticket stopped matching.
    package var isUnpromised = false
    /// The metric's own condition ended it.
    package var isOver = false

    package var isOpen: Bool { fulfilledAt == nil && !isOver }
  }

  /// The promises of a ticket by the name of its priority; none for other names.
  package let promises: [String: [Promise]]
  package let hours: AuditedWeeks
  package let onReopen: SLAPolicyOptions.Reopening

  package private(set) var clocks: [SLAMetric: Clock] = [:]
  /// How many promises about a metric were missed in this ticket, wherever their clocks began and
  /// whoever goes on with them.
  package private(set) var misses: [SLAMetric: Int] = [:]
  /// The last cycle before the latest one that had a promise.
  private var earlier: [SLAMetric: Clock] = [:]
  private var now: Int
  private var openedAt: Int?
  private var priority: String?
  private var waiting: Ticket.WaitReasons = []
  private var isResolved = false
  private var resolvedAt = 0
  private var hasReply = false
  private var group: GroupID?
  private var past: [(waiting: Ticket.WaitReasons, isResolved: Bool, from: Int, until: Int)] = []

  package init(
    promises: [String: [Promise]], hours: AuditedWeeks, onReopen: SLAPolicyOptions.Reopening
  ) {
    self.promises = promises
    self.hours = hours
    self.onReopen = onReopen
    now = hours.start
  }

  package static func minute(_ instant: Instant) -> Int {
    Int(instant.millisecondsSince1970 / 60_000)
  }

  package func finding(_ metric: SLAMetric) -> Finding? {
    guard let latest = clocks[metric],
      let clock = latest.promise == nil ? earlier[metric] : latest
    else { return nil }
    let isLatest = clock.number == latest.number
    let verdict: SLAVerdict =
      if clock.breachedAt != nil {
        .missed
      } else if clock.isUnpromised || clock.isOver {
        .cancelled
      } else if clock.fulfilledAt != nil {
        .met
      } else if isResolved || !isLatest {
        .cancelled
      } else {
        .running
      }
    return Finding(
      verdict: verdict, cycle: clock.number, breachedAt: clock.breachedAt, used: clock.used,
      paused: clock.paused)
  }

  // MARK: Time

  private func pauses(_ clock: Clock, _ promise: Promise) -> Ticket.WaitReasons {
    switch clock.metric {
    case .requesterWait: promise.pauseWhile.union(.customer)
    case .agentWork: promise.pauseWhile.union([.customer, .onHold])
    default: promise.pauseWhile
    }
  }

  /// Walks up to a minute, which itself is not yet walked.
  package mutating func walk(to end: Int) {
    guard now < end else { return }
    for metric in Self.metrics { walk(metric, to: end) }
    if openedAt != nil { past.append((waiting, isResolved, now, end)) }
    now = end
  }

  private mutating func walk(_ metric: SLAMetric, to end: Int) {
    guard var clock = clocks[metric], let promise = clock.promise, !clock.isUnpromised else {
      return
    }
    let isPaused = !waiting.isDisjoint(with: pauses(clock, promise))
    let due = dueDate(clock, promise)
    let open = promise.hours.flatMap { hours.open[$0] }
    let isStill = !clock.isOpen
    // What has ended counts nothing any more, but for what a reopening may need.
    if isStill, clock.fulfilledAt == nil || !isResolved { return }
    for minute in now..<end {
      let counts = hours.counts(minute, in: open)
      guard !isStill else {
        if counts { clock.idle += 1 }
        continue
      }
      if isResolved {
        if counts { clock.idle += 1 }
        continue
      }
      if !isPaused, clock.breachedAt == nil {
        // All of it was used before this minute, and it goes on running: that is a breach.
        let isPast = due.map { minute >= $0 } ?? (clock.used >= promise.minutes)
        if isPast {
          clock.breachedAt = due ?? minute
          misses[metric, default: 0] += 1
        }
      }
      guard counts else { continue }
      if isPaused { clock.paused += 1 } else { clock.used += 1 }
    }
    clocks[metric] = clock
  }

  /// When a promise in working days is due if time runs from now on; `nil` for minutes.
  private func dueDate(_ clock: Clock, _ promise: Promise) -> Int? {
    guard let days = promise.days, let name = promise.hours else { return nil }
    let due = hours.endOfDay(days, after: clock.start, name)
    return hours.later(due, by: clock.paused + clock.idle, promise.hours)
  }

  // MARK: Events

  package mutating func apply(_ event: Ticket.Event) {
    walk(to: Self.minute(event.occurredAt))
    switch event.change {
    case .opened(let opening):
      openedAt = now
      priority = opening.priority?.rawValue
      for metric in Self.metrics
      where ![.nextReply, .periodicUpdate, .groupTime].contains(metric) { begin(metric) }
      chooseTargets()
    case .prioritised(let new):
      priority = new?.rawValue
      chooseTargets()
    case .messageAdded(let message): say(message.kind)
    case .workStarted: fulfil(.pickup)
    case .assigned(let assignment): assign(assignment)
    case .waitChanged(let reasons): waiting = reasons
    case .solved, .closed: resolve()
    case .reopened: reopen()
    default: break
    }
    for metric in Self.metrics { breachIfPast(metric) }
  }

  private mutating func say(_ kind: Ticket.Message.Kind) {
    switch kind {
    case .customer:
      // The customer's own message at the opening is the opening, if nobody answered in between.
      if openedAt == now, !hasReply { return }
      fulfil(.anyContactUpdate)
      begin(.anyContactUpdate)
      if clocks[.periodicUpdate]?.isOpen == true { clocks[.periodicUpdate]?.isOver = true }
      if clocks[.reply]?.isOpen != true { begin(.reply) }
      if hasReply, clocks[.nextReply]?.isOpen != true { begin(.nextReply) }
    case .reply, .holdingReply:
      for metric in [SLAMetric.pickup, .firstReply, .reply, .nextReply, .periodicUpdate] {
        fulfil(metric)
      }
      fulfil(.anyContactUpdate)
      hasReply = true
      begin(.anyContactUpdate)
      begin(.periodicUpdate)
    case .automatic, .note: break
    }
  }

  private mutating func assign(_ assignment: Ticket.Assignment) {
    if assignment.agent != nil { fulfil(.ownership) }
    guard assignment.group != group else { return }
    if group != nil { fulfil(.groupTime) }
    group = assignment.group
    if group != nil { begin(.groupTime) }
  }

  private mutating func resolve() {
    guard !isResolved else { return }
    for metric in Self.ofResolution { fulfil(metric) }
    isResolved = true
    resolvedAt = now
    waiting = []
  }

  private static let ofResolution: [SLAMetric] = [
    .resolution, .requesterWait, .agentWork, .groupTime,
  ]

  private mutating func reopen() {
    guard isResolved else { return }
    isResolved = false
    for metric in Self.ofResolution {
      guard let clock = clocks[metric], let end = clock.fulfilledAt, end >= resolvedAt else {
        continue
      }
      // Another group's stay would have begun a cycle; without a group there is no stay.
      if metric == .groupTime, group == nil { continue }
      switch onReopen {
      case .ignore: break
      case .restart: begin(metric)
      case .continue: clocks[metric]?.fulfilledAt = nil
      }
    }
    chooseTargets()
  }

  private mutating func fulfil(_ metric: SLAMetric) {
    guard let clock = clocks[metric], clock.isOpen else { return }
    clocks[metric]?.fulfilledAt = now
  }

  /// A new cycle, under the promise that holds.
  private mutating func begin(_ metric: SLAMetric) {
    var clock = Clock(metric: metric, number: (clocks[metric]?.number ?? 0) + 1, start: now)
    clock.promise = openedAt == nil ? nil : promise(metric)
    if let old = clocks[metric], old.promise != nil { earlier[metric] = old }
    clocks[metric] = clock
  }

  private func promise(_ metric: SLAMetric) -> Promise? {
    (promises[priority ?? ""] ?? []).first { $0.metric == metric }
  }

  private mutating func chooseTargets() {
    for metric in Self.metrics {
      guard let clock = clocks[metric], clock.isOpen else { continue }
      let promise = promise(metric)
      if clock.promise == nil || clock.isUnpromised {
        // What matches again is a new promise; one that was missed stays missed.
        if let promise, clock.breachedAt == nil { count(metric, promise) }
      } else if let promise {
        clocks[metric]?.promise = promise
        if promise != clock.promise { breachIfPast(metric, evenPaused: true) }
      } else {
        clocks[metric]?.isUnpromised = true
      }
    }
  }

  /// A promise that comes late counts from the start of the cycle.
  private mutating func count(_ metric: SLAMetric, _ promise: Promise) {
    guard var clock = clocks[metric] else { return }
    clock.promise = promise
    clock.isUnpromised = false
    (clock.used, clock.paused, clock.idle) = (0, 0, 0)
    let open = promise.hours.flatMap { hours.open[$0] }
    for was in past {
      let isPaused = !was.waiting.isDisjoint(with: pauses(clock, promise))
      for minute in max(was.from, clock.start)..<max(was.until, max(was.from, clock.start))
      where hours.counts(minute, in: open) {
        if was.isResolved {
          clock.idle += 1
        } else if isPaused {
          clock.paused += 1
        } else {
          clock.used += 1
        }
      }
    }
    clocks[metric] = clock
    breachIfPast(metric, evenPaused: true)
  }

  /// A change that puts the due time into the past is a breach at the change. What was used up
  /// exactly was due when the promise's own time last moved, such as at the last closing.
  private mutating func breachIfPast(_ metric: SLAMetric, evenPaused: Bool = false) {
    guard let clock = clocks[metric], let promise = clock.promise, clock.breachedAt == nil,
      clock.isOpen, !clock.isUnpromised, !isResolved,
      evenPaused || waiting.isDisjoint(with: pauses(clock, promise))
    else { return }
    if let due = dueDate(clock, promise) {
      if due < now { miss(metric) }
      return
    }
    let standsStill =
      !hours.counts(now - 1, promise.hours) && !hours.counts(now, promise.hours)
    let left = promise.minutes - clock.used
    if left < 0 || (left == 0 && standsStill) { miss(metric) }
  }

  private mutating func miss(_ metric: SLAMetric) {
    clocks[metric]?.breachedAt = now
    misses[metric, default: 0] += 1
  }

  // MARK: Merging

  /// Goes on for another ticket that became a part of this one.
  package mutating func absorb(_ other: Auditor, at minute: Int) {
    walk(to: minute)
    var source = other
    source.walk(to: minute)
    hasReply = hasReply || source.hasReply
    if let theirs = source.openedAt, let own = openedAt, theirs < own {
      past =
        source.past.filter { $0.from < own }.map { was in
          (was.waiting, was.isResolved, was.from, min(was.until, own))
        } + past
      openedAt = theirs
    }
    for metric in Self.metrics where metric != .groupTime { adopt(metric, of: source) }
    for metric in Self.metrics { breachIfPast(metric) }
  }

  private mutating func adopt(_ metric: SLAMetric, of source: Auditor) {
    guard let theirs = source.clocks[metric] else { return }
    let isOnce = [SLAMetric.pickup, .firstReply, .ownership].contains(metric)
    let isOfResolution = Self.ofResolution.contains(metric)
    if isOnce, theirs.fulfilledAt != nil {
      guard var own = clocks[metric], own.isOpen else { return }
      own.fulfilledAt = now
      if own.promise != nil, !own.isUnpromised, theirs.promise != nil, !theirs.isUnpromised {
        (own.used, own.paused, own.idle) = (theirs.used, theirs.paused, theirs.idle)
        own.breachedAt = own.breachedAt ?? theirs.breachedAt
      }
      clocks[metric] = own
      return
    }
    guard theirs.isOpen || isOfResolution else { return }
    var own: Clock
    if let clock = clocks[metric], clock.isOpen {
      guard theirs.start < clock.start else { return }
      own = clock
    } else {
      guard !isOnce, !isOfResolution else { return }
      own = Clock(metric: metric, number: (clocks[metric]?.number ?? 0) + 1, start: now)
      own.promise = promise(metric)
      if let old = clocks[metric], old.promise != nil { earlier[metric] = old }
    }
    own.start = theirs.start
    if own.promise != nil, !own.isUnpromised {
      if theirs.promise != nil, !theirs.isUnpromised {
        (own.used, own.paused, own.idle) = (theirs.used, theirs.paused, theirs.idle)
        own.breachedAt = own.breachedAt ?? theirs.breachedAt
        clocks[metric] = own
        breachIfPast(metric, evenPaused: true)
      } else {
        let breachedAt = own.breachedAt
        clocks[metric] = own
        if let promise = own.promise { count(metric, promise) }
        if let breachedAt { clocks[metric]?.breachedAt = breachedAt }
      }
    } else {
      clocks[metric] = own
    }
  }
}
