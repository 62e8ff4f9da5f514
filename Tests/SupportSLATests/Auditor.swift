// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportSLA
import SupportTickets

/// A second, slow model of service levels: it walks over every minute of a ticket's life and keeps
/// no due times at all. Opening hours come from Foundation's calendar. It shares no code with the
/// library but the events that it reads, all of them on whole minutes and in order.
struct Auditor {
  static let metrics: [SLAMetric] = [.firstReply, .ownership, .resolution]

  /// A promise in whole minutes.
  struct Promise: Hashable {
    var metric: SLAMetric
    var minutes: Int
    /// The name of the opening hours; `nil`: every minute counts.
    var hours: String?
    var pauseWhile: Ticket.PauseReasons
  }

  /// What the model says of one metric at an instant.
  struct Finding: Hashable {
    var verdict: SLAVerdict
    var breachedAt: Int?
    var used: Int
    var paused: Int
  }

  private struct Clock {
    var promise: Promise
    /// Which minutes since the start count; `nil`: all.
    var open: [Bool]?
    var used = 0
    var paused = 0
    var breachedAt: Int?
    var fulfilledAt: Int?
    var isCancelled = false
  }

  /// The promises of a ticket by the name of its priority; none for other names.
  let promises: [String: [Promise]]
  /// For each name of opening hours, which minutes since `start` are open.
  let open: [String: [Bool]]
  let start: Int

  private var clocks: [Clock?] = Self.metrics.map { _ in nil }
  private var now = 0
  private var openedAt: Int?
  private var priority: String?
  private var waiting: Ticket.PauseReasons = []
  private var isResolved = false
  private var done: Set<SLAMetric> = []
  private var past: [(waiting: Ticket.PauseReasons, isResolved: Bool, minutes: Int)] = []

  init(promises: [String: [Promise]], open: [String: [Bool]], start: Int) {
    self.promises = promises
    self.open = open
    self.start = start
    now = start
  }

  static func minute(_ instant: Instant) -> Int { Int(instant.millisecondsSince1970 / 60_000) }

  private static func slot(_ metric: SLAMetric) -> Int {
    switch metric {
    case .firstReply: 0
    case .ownership: 1
    default: 2
    }
  }

  func finding(_ metric: SLAMetric) -> Finding? {
    guard let clock = clocks[Self.slot(metric)] else { return nil }
    let verdict: SLAVerdict =
      if clock.breachedAt != nil {
        .missed
      } else if clock.fulfilledAt != nil {
        .met
      } else if clock.isCancelled || (isResolved && metric != .resolution) {
        .cancelled
      } else {
        .running
      }
    return Finding(
      verdict: verdict, breachedAt: clock.breachedAt, used: clock.used, paused: clock.paused)
  }

  // MARK: Time

  private func counts(_ minute: Int, _ clock: Clock) -> Bool {
    guard let open = clock.open else { return true }
    return minute >= start && open[minute - start]
  }

  /// Walks up to a minute, which itself is not yet walked.
  mutating func walk(to end: Int) {
    guard now < end else { return }
    for slot in clocks.indices { walk(slot, to: end) }
    if openedAt != nil { past.append((waiting, isResolved, end - now)) }
    now = end
  }

  private mutating func walk(_ slot: Int, to end: Int) {
    guard let clock = clocks[slot], clock.fulfilledAt == nil, !clock.isCancelled, !isResolved
    else { return }
    let isPaused = !waiting.isDisjoint(with: clock.promise.pauseWhile)
    let limit = clock.promise.minutes
    var (used, paused, breachedAt) = (clock.used, clock.paused, clock.breachedAt)
    for minute in now..<end {
      // All of the promise was used before this minute, and it goes on running: that is a breach.
      if !isPaused, used >= limit, breachedAt == nil { breachedAt = minute }
      guard counts(minute, clock) else { continue }
      if isPaused { paused += 1 } else { used += 1 }
    }
    clocks[slot]?.used = used
    clocks[slot]?.paused = paused
    clocks[slot]?.breachedAt = breachedAt
  }

  // MARK: Events

  mutating func apply(_ event: Ticket.Event) {
    walk(to: Self.minute(event.occurredAt))
    switch event.change {
    case .opened(let opening):
      openedAt = now
      priority = opening.priority?.rawValue
      chooseTargets()
    case .prioritised(let new):
      priority = new?.rawValue
      chooseTargets()
    case .messageAdded(let message):
      if message.kind == .reply || message.kind == .holdingReply { fulfil(.firstReply) }
    case .assigned(let assignment): if assignment.agent != nil { fulfil(.ownership) }
    case .waitChanged(let reasons): waiting = reasons
    case .solved, .closed:
      if !isResolved { fulfil(.resolution) }
      isResolved = true
      waiting = []
    case .reopened:
      isResolved = false
      done.remove(.resolution)
      clocks[Self.slot(.resolution)]?.fulfilledAt = nil
      chooseTargets()
    default: break
    }
    for slot in clocks.indices {
      guard let clock = clocks[slot] else { continue }
      if waiting.isDisjoint(with: clock.promise.pauseWhile) { breachIfPast(slot) }
    }
  }

  private mutating func fulfil(_ metric: SLAMetric) {
    done.insert(metric)
    let slot = Self.slot(metric)
    guard let clock = clocks[slot], clock.fulfilledAt == nil, !clock.isCancelled else { return }
    clocks[slot]?.fulfilledAt = now
  }

  private mutating func chooseTargets() {
    let chosen = promises[priority ?? ""] ?? []
    for metric in Self.metrics {
      let slot = Self.slot(metric)
      let promise = chosen.first { $0.metric == metric }
      guard let clock = clocks[slot] else {
        if let promise, !done.contains(metric) { begin(promise) }
        continue
      }
      guard clock.fulfilledAt == nil else { continue }
      if clock.isCancelled {
        // What matches again is a new promise; one that was missed stays missed.
        if let promise, clock.breachedAt == nil, !done.contains(metric) { begin(promise) }
      } else if let promise {
        clocks[slot]?.promise = promise
        clocks[slot]?.open = promise.hours.flatMap { open[$0] }
        if promise != clock.promise { breachIfPast(slot) }
      } else {
        clocks[slot]?.isCancelled = true
      }
    }
  }

  /// A promise that comes late counts from the opening.
  private mutating func begin(_ promise: Promise) {
    var clock = Clock(promise: promise, open: promise.hours.flatMap { open[$0] })
    var minute = openedAt ?? now
    for was in past {
      let isPaused = !was.waiting.isDisjoint(with: promise.pauseWhile)
      for _ in 0..<was.minutes {
        if !was.isResolved, counts(minute, clock) {
          if isPaused { clock.paused += 1 } else { clock.used += 1 }
        }
        minute += 1
      }
    }
    clocks[Self.slot(promise.metric)] = clock
    breachIfPast(Self.slot(promise.metric))
  }

  /// A change that puts the due time into the past is a breach at the change. What was used up
  /// exactly was due when the promise's own time last moved, such as at the last closing.
  private mutating func breachIfPast(_ slot: Int) {
    guard let clock = clocks[slot], clock.breachedAt == nil, clock.fulfilledAt == nil,
      !clock.isCancelled, !isResolved
    else { return }
    let standsStill = !counts(now - 1, clock) && !counts(now, clock)
    let left = clock.promise.minutes - clock.used
    if left < 0 || (left == 0 && standsStill) { clocks[slot]?.breachedAt = now }
  }
}
