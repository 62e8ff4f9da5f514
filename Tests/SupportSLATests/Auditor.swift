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
    var used = 0
    var paused = 0
    var lastUsed: Int?
    var breachedAt: Int?
    var fulfilledAt: Int?
    var isCancelled = false
  }

  /// The promises of a ticket by the name of its priority; none for other names.
  let promises: [String: [Promise]]
  /// For each name of opening hours, which minutes since `start` are open.
  let open: [String: [Bool]]
  let start: Int

  private var clocks: [SLAMetric: Clock] = [:]
  private var now = 0
  private var openedAt: Int?
  private var priority: String?
  private var waiting: Ticket.PauseReasons = []
  private var isResolved = false
  private var done: Set<SLAMetric> = []
  private var past: [(waiting: Ticket.PauseReasons, isResolved: Bool)] = []

  init(promises: [String: [Promise]], open: [String: [Bool]], start: Int) {
    self.promises = promises
    self.open = open
    self.start = start
    now = start
  }

  static func minute(_ instant: Instant) -> Int { Int(instant.millisecondsSince1970 / 60_000) }

  func finding(_ metric: SLAMetric) -> Finding? {
    guard let clock = clocks[metric] else { return nil }
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

  private func counts(_ minute: Int, _ promise: Promise) -> Bool {
    guard let hours = promise.hours else { return true }
    return open[hours]?[minute - start] ?? false
  }

  /// Walks up to a minute, which itself is not yet walked.
  mutating func walk(to end: Int) {
    while now < end {
      for metric in SLAMetric.allCases { walkMinute(metric) }
      if openedAt != nil { past.append((waiting, isResolved)) }
      now += 1
    }
  }

  private mutating func walkMinute(_ metric: SLAMetric) {
    guard var clock = clocks[metric] else { return }
    guard clock.fulfilledAt == nil, !clock.isCancelled, !isResolved else { return }
    if waiting.isDisjoint(with: clock.promise.pauseWhile) {
      // All of the promise was used before this minute, and it goes on running: that is a breach.
      if clock.used >= clock.promise.minutes, clock.breachedAt == nil { clock.breachedAt = now }
      if counts(now, clock.promise) {
        clock.used += 1
        clock.lastUsed = now + 1
      }
    } else if counts(now, clock.promise) {
      clock.paused += 1
    }
    clocks[metric] = clock
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
      clocks[.resolution]?.fulfilledAt = nil
      for metric in SLAMetric.allCases { breachIfPast(metric) }
    case .workStarted, .classified: break
    }
  }

  private mutating func fulfil(_ metric: SLAMetric) {
    done.insert(metric)
    guard let clock = clocks[metric], clock.fulfilledAt == nil, !clock.isCancelled else { return }
    clocks[metric]?.fulfilledAt = now
  }

  private mutating func chooseTargets() {
    let chosen = promises[priority ?? ""] ?? []
    for metric in SLAMetric.allCases {
      let promise = chosen.first { $0.metric == metric }
      guard let clock = clocks[metric] else {
        if let promise, !done.contains(metric) { begin(promise) }
        continue
      }
      guard clock.fulfilledAt == nil else { continue }
      if let promise {
        clocks[metric]?.promise = promise
        clocks[metric]?.isCancelled = false
        breachIfPast(metric)
      } else if clock.breachedAt == nil {
        clocks[metric]?.isCancelled = true
      }
    }
  }

  /// A promise that comes late counts from the opening.
  private mutating func begin(_ promise: Promise) {
    var clock = Clock(promise: promise)
    for (offset, was) in past.enumerated() where !was.isResolved {
      let minute = now - past.count + offset
      guard counts(minute, promise) else { continue }
      if was.waiting.isDisjoint(with: promise.pauseWhile) {
        clock.used += 1
        clock.lastUsed = minute + 1
      } else {
        clock.paused += 1
      }
    }
    clocks[promise.metric] = clock
    breachIfPast(promise.metric)
  }

  /// A change that puts the due time into the past is a breach at the change.
  private mutating func breachIfPast(_ metric: SLAMetric) {
    guard let clock = clocks[metric], clock.breachedAt == nil, clock.fulfilledAt == nil,
      !clock.isCancelled
    else { return }
    let isPast =
      clock.used > clock.promise.minutes
      || (clock.used == clock.promise.minutes && (clock.lastUsed ?? now) < now)
    if isPast { clocks[metric]?.breachedAt = now }
  }
}
