// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules
public import SupportTickets

/// The clocks of a ticket under a policy: a fold of its events that can be asked for any instant.
///
/// Nothing has to run while time passes: a breach is the instant at which a due time passed
/// unanswered, whenever anyone looks. Each change of a clock is kept, so the past can be asked as
/// well as the future.
///
/// ```swift
/// var timeline = SLATimeline(policy)
/// for event in events { timeline.apply(event) }
/// timeline.status(of: .resolution, at: now)?.dueAt
/// timeline.explanation(of: .resolution, at: now)?.text()
/// ```
public struct SLATimeline: Sendable {
  /// The policy that was in force when the ticket was opened.
  public let policy: SLAPolicy
  /// The facts by which the policy chose its targets, as the last event left them.
  public private(set) var facts: Facts

  private(set) var states = SLAClockStates()
  private var waits: [Wait] = []
  private var pastFacts: [PastFacts] = []
  private var openedAt: Instant?
  private var now: Instant = .min
  private var waitingFor: Ticket.PauseReasons = []
  private var isResolved = false
  private var isReplied = false
  private var isOwned = false

  /// What held of the work from an instant on; needed for targets that come into force later.
  private struct Wait: Sendable {
    var from: Instant
    var reasons: Ticket.PauseReasons
    var isResolved: Bool
  }

  /// The facts that held from an instant on; the past is explained by those of its time.
  private struct PastFacts: Sendable {
    var from: Instant
    var facts: Facts
  }

  /// Creates the timeline of a ticket to which nothing has happened yet.
  ///
  /// - Parameters:
  ///   - policy: The policy whose targets hold.
  ///   - facts: Facts of the host's own, in the policy's schema; those of the ticket are read off
  ///     its events.
  public init(_ policy: SLAPolicy, facts: Facts? = nil) {
    self.policy = policy
    self.facts = facts?.translated(to: policy.rules.schema) ?? Facts(policy.rules.schema)
    pastFacts = [PastFacts(from: .min, facts: self.facts)]
  }

  // MARK: Folding

  /// Folds one event. An event whose time goes back counts as if it had occurred with the latest
  /// one so far.
  ///
  /// - Complexity: O(clocks of the ticket), and O(rules) where a fact changes.
  public mutating func apply(_ event: Ticket.Event) {
    now = max(now, event.occurredAt)
    let factsChanged = policy.factPositions.record(event.change, in: &facts)
    if factsChanged { pastFacts.append(PastFacts(from: now, facts: facts)) }
    switch event.change {
    case .opened where openedAt == nil:
      openedAt = now
      noteWait()
      chooseTargets()
      return
    case .messageAdded(let message) where message.isReply:
      isReplied = true
      end(.firstReply)
    case .assigned(let assignment) where assignment.agent != nil:
      isOwned = true
      end(.ownership)
    case .waitChanged(let reasons):
      guard !isResolved else { break }
      waitingFor = reasons
      noteWait()
      updatePauses()
    case .solved, .closed: resolve()
    case .reopened: reopen()
    default: break
    }
    if factsChanged, openedAt != nil { chooseTargets() }
  }

  private mutating func noteWait() {
    waits.append(Wait(from: now, reasons: waitingFor, isResolved: isResolved))
  }

  private mutating func resolve() {
    guard openedAt != nil, !isResolved else { return }
    end(.resolution)
    isResolved = true
    waitingFor = []
    noteWait()
    change(where: { $0.phase == .running || $0.phase == .paused }, .suspended, .suspended)
  }

  private mutating func reopen() {
    guard isResolved else { return }
    isResolved = false
    noteWait()
    change(where: Self.reopens, .reopened, .running)
    chooseTargets()
  }

  private static func reopens(_ state: SLAClockState) -> Bool {
    state.phase == .suspended || (state.metric == .resolution && state.phase == .fulfilled)
  }

  private mutating func end(_ metric: SLAMetric) {
    change(where: { $0.metric == metric && $0.isOpen }, .fulfilled, .fulfilled)
  }

  private mutating func updatePauses() {
    let policy = policy
    let waitingFor = waitingFor
    func stands(_ state: SLAClockState) -> Bool {
      !policy.targets[state.target].target.pauseWhile.isDisjoint(with: waitingFor)
    }
    change(where: { $0.phase == .running && stands($0) }, .paused, .paused)
    change(where: { $0.phase == .paused && !stands($0) }, .resumed, .running)
  }

  /// Takes every clock that the test chooses into a new phase, now.
  private mutating func change(
    where applies: (SLAClockState) -> Bool, _ cause: SLAClockState.Cause,
    _ phase: SLAStatus.Phase
  ) {
    for metric in SLAMetric.inOrder {
      guard var state = latest(metric), applies(state) else { continue }
      state = state.advanced(to: now, in: policy)
      state.cause = cause
      state.phase = phase
      if phase == .fulfilled { state.fulfilledAt = now }
      if phase == .running { state.schedule(in: policy) }
      states.append(state)
    }
  }

  // MARK: Choosing targets

  private mutating func chooseTargets() {
    let policy = policy
    let chosen = policy.targets(for: facts)
    for position in chosen {
      let metric = policy.targets[position].target.metric
      if let state = latest(metric) {
        retarget(state, to: position)
      } else {
        start(metric, position)
      }
    }
    change(
      where: { state in
        state.isOpen && !chosen.contains { policy.targets[$0].target.metric == state.metric }
      }, .cancelled, .cancelled)
  }

  /// A change of facts chooses the target anew and keeps the time already used (S6).
  private mutating func retarget(_ old: SLAClockState, to target: Int) {
    if old.phase == .cancelled, old.breachedAt == nil {
      start(old.metric, target)
      return
    }
    guard old.isOpen, old.target != target else { return }
    var state = old.advanced(to: now, in: policy)
    state.cause = .retargeted
    state.target = target
    place(&state)
  }

  /// A target that comes into force later counts from the opening, with the pauses since.
  private mutating func start(_ metric: SLAMetric, _ target: Int) {
    guard let openedAt, !isFulfilled(metric) else { return }
    var state = SLAClockState(
      metric: metric, cause: .started, phase: .running, at: openedAt, target: target,
      startedAt: openedAt)
    for (index, wait) in waits.enumerated() {
      let until = index + 1 < waits.count ? waits[index + 1].from : now
      state.phase = phase(of: state, under: wait)
      state.at = wait.from
      state = state.advanced(to: until, in: policy)
    }
    place(&state)
  }

  private func isFulfilled(_ metric: SLAMetric) -> Bool {
    switch metric {
    case .firstReply: isReplied
    case .ownership: isOwned
    case .resolution: isResolved
    }
  }

  private func phase(of state: SLAClockState, under wait: Wait) -> SLAStatus.Phase {
    if wait.isResolved { return .suspended }
    let pauses = policy.targets[state.target].target.pauseWhile
    return pauses.isDisjoint(with: wait.reasons) ? .running : .paused
  }

  /// Puts a clock under its target from now on.
  private mutating func place(_ state: inout SLAClockState) {
    guard let wait = waits.last else { return }
    state.at = now
    state.phase = phase(of: state, under: wait)
    state.schedule(in: policy)
    states.append(state)
  }

  // MARK: Looking up

  private func latest(_ metric: SLAMetric) -> SLAClockState? {
    states[metric].last
  }

  /// The state of a clock at an instant, counted up to it; `nil` before it started.
  func state(of metric: SLAMetric, at instant: Instant) -> SLAClockState? {
    change(of: metric, at: instant)?.advanced(to: instant, in: policy)
  }

  /// The last change of a clock up to an instant; `nil` before it started.
  func change(of metric: SLAMetric, at instant: Instant) -> SLAClockState? {
    states.last(of: metric, at: instant)
  }

  /// The facts as they stood at an instant.
  func facts(at instant: Instant) -> Facts {
    pastFacts.last { $0.from <= instant }?.facts ?? facts
  }
}
