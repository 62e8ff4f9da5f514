// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportSLA
import SupportTime

/// What ``TicketStateFold`` knows of one ticket. Instants are milliseconds since 1970.
struct TicketFoldState: Sendable {
  enum Phase: UInt8, Sendable {
    /// No row has come.
    case unseen
    /// The promise runs.
    case running
    /// The promise stands still.
    case paused
    /// The ticket is resolved.
    case resolved
  }

  static let never = Int64.max

  private(set) var openedAt: Int64 = 0
  private(set) var firstResolvedAt = never
  private(set) var resolvedAt = never
  /// The time of the latest row.
  private var latest: Int64 = 0
  /// Since when the promise runs, or did when the ticket was resolved.
  private var since: Int64 = 0
  /// The business time used before `since`.
  private var used: Int64 = 0
  private(set) var reassignments: Int32 = -1
  private(set) var reopens: Int32 = 0
  private(set) var phase = Phase.unseen
  private(set) var priority: UInt8 = 0
  private var isBreached = false
  /// Whether it is not new any more.
  private var isBegun = false
  /// Whether the promise ran when the ticket was resolved.
  private var ranToTheEnd = false
  /// Whether there was a promise when the ticket was resolved.
  private var wasPromised = false

  var isSeen: Bool { phase != .unseen }

  // MARK: Rows

  @inline(__always)
  mutating func take(_ row: TicketEventRow, _ promise: TicketPromise) {
    if phase == .unseen { open(row, promise) }
    let at = max(row.atMilliseconds, latest)
    latest = at
    if row.reassignments >= 0 { reassignments = row.reassignments }
    if row.priority != priority { retarget(to: row.priority, at, promise) }
    switch row.state {
    case .unchanged: break
    case .resolved, .closed:
      if phase != .resolved { resolve(at, promise) }
    default:
      if phase == .resolved { reopen(at, promise) }
      let isNew = row.state == .new && !isBegun
      if !isNew { isBegun = true }
      let state = row.state == .new && !isNew ? TicketEventRow.State.open : row.state
      if promise.standsStill[Int(state.rawValue)] {
        if phase == .running {
          settle(at, promise)
          phase = .paused
        }
      } else if phase == .paused {
        run(from: at, promise)
      }
    }
  }

  private mutating func open(_ row: TicketEventRow, _ promise: TicketPromise) {
    openedAt = (row.openedAt ?? row.at).millisecondsSince1970
    latest = openedAt
    since = openedAt
    priority = row.priority
    let isStill = promise.standsStill[Int(TicketEventRow.State.new.rawValue)]
    phase = isStill ? .paused : .running
  }

  private mutating func resolve(_ at: Int64, _ promise: TicketPromise) {
    ranToTheEnd = phase == .running
    if ranToTheEnd, !isBreached { isBreached = isDue(before: at, promise) }
    wasPromised = promise.budget(priority) >= 0
    phase = .resolved
    isBegun = true
    resolvedAt = at
    if firstResolvedAt == Self.never { firstResolvedAt = at }
  }

  private mutating func reopen(_ at: Int64, _ promise: TicketPromise) {
    if reopens < .max { reopens += 1 }
    if ranToTheEnd { used += Self.time(from: since, to: resolvedAt, promise) }
    resolvedAt = Self.never
    run(from: at, promise)
  }

  private mutating func retarget(to new: UInt8, _ at: Int64, _ promise: TicketPromise) {
    if phase == .running { settle(at, promise) }
    priority = new
    if phase == .running || phase == .paused { judge(at, promise) }
  }

  // MARK: Time

  /// Lets the promise run from an instant on.
  private mutating func run(from at: Int64, _ promise: TicketPromise) {
    phase = .running
    since = at
    judge(at, promise)
  }

  /// A due time that lies before the instant from which the promise runs is a breach.
  private mutating func judge(_ at: Int64, _ promise: TicketPromise) {
    let budget = promise.budget(priority)
    guard !isBreached, budget >= 0, used > 0, used >= budget else { return }
    let due = promise.clock.subtract(
      milliseconds: used - budget, from: Instant(millisecondsSince1970: at))
    if let due, due.millisecondsSince1970 < at { isBreached = true }
  }

  /// Counts the time up to an instant at which the promise stops running or becomes another.
  private mutating func settle(_ at: Int64, _ promise: TicketPromise) {
    guard at > since else { return }
    let passed = Self.time(from: since, to: at, promise)
    let budget = promise.budget(priority)
    if !isBreached, budget >= 0 {
      let left = budget - used
      isBreached = passed > left || passed == left && isDue(before: at, promise)
    }
    used += passed
    since = at
  }

  private static func time(from start: Int64, to end: Int64, _ promise: TicketPromise) -> Int64 {
    promise.clock.milliseconds(
      between: Instant(millisecondsSince1970: start), and: Instant(millisecondsSince1970: end))
  }

  /// Whether the promise, which runs since `since`, is due before an instant.
  private func isDue(before instant: Int64, _ promise: TicketPromise) -> Bool {
    let budget = promise.budget(priority)
    guard budget >= 0, instant > since else { return false }
    let left = budget - used
    // What was used up before was due at `since` or before.
    guard used == 0 || left > 0 else { return true }
    let due = promise.clock.add(
      milliseconds: left, to: Instant(millisecondsSince1970: since))
    return due.map { $0.millisecondsSince1970 < instant } ?? false
  }

  // MARK: Outcome

  /// How the promise stands at the end of the log; `nil` without one.
  func verdict(_ promise: TicketPromise, asOf instant: Int64) -> SLAVerdict? {
    if isBreached { return .missed }
    if phase == .resolved { return wasPromised ? .met : nil }
    guard promise.budget(priority) >= 0 else { return nil }
    return phase == .running && isDue(before: instant, promise) ? .missed : .running
  }

  func outcome(_ promise: TicketPromise, asOf instant: Instant) -> TicketOutcome {
    func known(_ milliseconds: Int64) -> Instant? {
      milliseconds == Self.never ? nil : Instant(millisecondsSince1970: milliseconds)
    }
    return TicketOutcome(
      priority: priority, openedAt: Instant(millisecondsSince1970: openedAt),
      firstResolvedAt: known(firstResolvedAt), resolvedAt: known(resolvedAt),
      reopens: Int(reopens), reassignments: reassignments < 0 ? nil : Int(reassignments),
      verdict: verdict(promise, asOf: instant.millisecondsSince1970))
  }
}
