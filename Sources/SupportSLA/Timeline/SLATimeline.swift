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
/// timeline.apply(contentsOf: events)
/// timeline.status(of: .resolution, at: now)?.dueAt
/// timeline.explanation(of: .resolution, at: now)?.text()
/// ```
public struct SLATimeline: Sendable {
  /// The version of the policy that holds: the one in force at the opening, or at the last event.
  public private(set) var policy: SLAPolicy
  /// The facts by which the policy chose its targets, as the last event left them.
  public private(set) var facts: Facts
  /// What people decided about the clocks, in order.
  public internal(set) var adjustments: [SLAAdjustment] = []
  /// How many events could not concern the clocks: before the opening or a second one, or after
  /// the ticket was archived or merged.
  public internal(set) var ignoredEventCount = 0
  /// How many events occurred before the latest one so far; they count as if they had occurred
  /// with it.
  public private(set) var backwardsEventCount = 0

  let book: SLARulebook
  var slots: [SLASlot]
  var log: [SLAClockState] = []
  var windows = SLAWindows()
  /// What held before `work`, in order, from the opening on.
  var pastWork: [SLAWork] = []
  var work = SLAWork(from: .min)
  var openedAt: Instant?
  var now: Instant = .min
  var isReplied = false
  var group: GroupID?
  /// Which version of the policy holds.
  private(set) var edition = 0
  /// Whose clocks went on here after a merge.
  var origins: [SLAOrigin] = []
  /// Whether it was archived or merged.
  private var isEnded = false
  /// Past facts, each until an instant, excluded; past facts explain the past.
  private var pastFacts: [PastFacts] = []

  private struct PastFacts: Sendable {
    var until: Instant
    var edition: Int
    var facts: Facts
  }

  /// Creates the timeline of a ticket to which nothing has happened yet.
  ///
  /// - Parameters:
  ///   - policy: The policy whose targets hold.
  ///   - facts: Facts of the host's own, in the policy's schema; those of the ticket are read off
  ///     its events.
  public init(_ policy: SLAPolicy, facts: Facts? = nil) {
    self.init(policy, policy.book, facts)
  }

  /// Creates the timeline of a ticket under a policy that changes over time.
  ///
  /// - Parameters:
  ///   - versions: The versions; they say which of them holds for a ticket.
  ///   - facts: Facts of the host's own, as in ``init(_:facts:)-(SLAPolicy,_)``.
  public init(_ versions: SLAPolicyVersions, facts: Facts? = nil) {
    self.init(versions.versions[0].policy, versions.book, facts)
  }

  private init(_ policy: SLAPolicy, _ book: SLARulebook, _ facts: Facts?) {
    self.policy = policy
    self.book = book
    self.facts = facts?.translated(to: book.unknownFacts.schema) ?? book.unknownFacts
    slots = book.slots
  }

  /// A timeline under the same policy to which nothing has happened, with the same facts.
  var blank: Self {
    var copy = Self(policy, book, facts)
    copy.edition = edition
    return copy
  }

  // MARK: Folding

  /// Folds one event. An event whose time goes back counts as if it had occurred with the latest
  /// one so far.
  ///
  /// For the events of merging and splitting, ``apply(_:knowing:)`` counts more exactly.
  ///
  /// - Complexity: O(clocks of the ticket), and O(rules) where a fact changes.
  public mutating func apply(_ event: Ticket.Event) {
    fold(event.change, event.occurredAt, knowing: [])
  }

  /// Folds recorded events in order, as `apply` does one by one: the fastest way to make a
  /// timeline of a ticket's history.
  public mutating func apply(contentsOf events: [Ticket.Event]) {
    for index in events.indices {
      fold(events[index].change, events[index].occurredAt, knowing: [])
    }
  }

  /// Folds one event, knowing the timeline of the other ticket that it names: the source that is
  /// absorbed, or the ticket that this one is split off.
  ///
  /// A merged ticket then goes on with the source's clocks as they stand, pauses included, and a
  /// split one with the starts of the other's. Without the other timeline both are made from what
  /// the event says of it, and nothing is known of its pauses.
  public mutating func apply(_ event: Ticket.Event, knowing other: SLATimeline) {
    fold(event.change, event.occurredAt, knowing: [other])
  }

  /// The other timeline comes in an array of none or one: handing on an absent timeline then costs
  /// the many events that know none a word and not the size of a timeline.
  private mutating func fold(
    _ change: Ticket.Change, _ at: Instant, knowing others: [SLATimeline]
  ) {
    if at >= now {
      now = at
    } else {
      backwardsEventCount += 1
    }
    if isEnded {
      ignoredEventCount += 1
      return
    }
    var needsChoice = false
    if book.inForce == .atEachEvent { needsChoice = follow(book.edition(at: now)) }
    if openedAt == nil {
      _ = book.factPositions.record(change, in: &facts)
    } else if change.mayChangeFacts {
      let before = facts
      if book.factPositions.record(change, in: &facts) {
        pastFacts.append(PastFacts(until: now, edition: edition, facts: before))
        needsChoice = true
      }
    }
    take(change, others)
    if needsChoice, openedAt != nil { chooseTargets() }
  }

  private mutating func take(_ change: Ticket.Change, _ others: [SLATimeline]) {
    switch change {
    case .opened(let opening): open(opening, others.first)
    case .imported(let life): takeOver(life)
    case .messageAdded(let message): meet(message.kind.moments)
    case .workStarted:
      // A start of work before the opening leaves the ticket new.
      if work.pauses == .new, openedAt != nil {
        setWork { $0.pauses = .open }
        updatePauses()
      }
      meet(.workStarted)
    case .assigned(let assignment): assign(assignment)
    case .waitChanged(let reasons):
      guard !work.isResolved else { break }
      wait(for: reasons)
    case .solved: resolve(.resolved)
    case .closed: resolve([.resolved, .closed])
    case .reopened: reopen()
    case .archived:
      resolve([.resolved, .closed])
      isEnded = true
    case .merged: mergeAway()
    case .absorbed(let absorption): absorb(absorption, others.first)
    case .stageReached(let entry): meet(.stage, .stage(entry))
    case .escalated: meet(.escalated)
    case .documentFiled(let document):
      meet([.documentFiled, .document], .document(document.kind))
    case .followUpPlanned: meet(.followUpPlanned)
    case .noticeSent(let notice): meet([.noticeSent, .notice], .notice(notice.purpose))
    case .contactStarted: meet(.contactStarted)
    default: break
    }
  }

  // MARK: Life

  private mutating func open(_ opening: Ticket.Opening, _ other: SLATimeline?) {
    guard openedAt == nil else {
      ignoredEventCount += 1
      return
    }
    follow(openedAt: now)
    begin(at: now)
    if let origin = opening.splitFrom, policy.options.onSplit == .inherit {
      inherit(from: origin, other)
    }
    meetOpening(from: openedAt ?? now)
    chooseTargets()
    // What comes with the opening is filed by it.
    for document in opening.documents {
      meet([.documentFiled, .document], .document(document.kind))
    }
  }

  /// Makes the ticket one that was opened at an instant, without starting any clock.
  mutating func begin(at instant: Instant) {
    openedAt = instant
    work.from = instant
  }

  /// Starts what starts at an opening.
  mutating func meetOpening(from start: Instant) {
    for slot in slots.indices
    where slots[slot].state == .none
      && book.metrics[slot].starts(at: .opened, nil, in: group, isReplied: isReplied)
    {
      beginCycle(slot, at: start)
    }
  }

  private mutating func assign(_ assignment: Ticket.Assignment) {
    var moments: SLAMoments = assignment.agent == nil ? [] : .agentAssigned
    if book.needsGroup, assignment.group != group {
      if group != nil { moments.insert(.groupLeft) }
      group = assignment.group
      if group != nil { moments.insert(.groupAssigned) }
    }
    if !moments.isEmpty { meet(moments) }
  }

  mutating func wait(for reasons: Ticket.WaitReasons) {
    let pauses = reasons.isEmpty ? SLAPauses.open : SLAPauses(reasons)
    guard pauses != work.pauses else { return }
    setWork { $0.pauses = pauses }
    updatePauses()
  }

  private mutating func resolve(_ moments: SLAMoments) {
    guard openedAt != nil else { return }
    guard !work.isResolved else {
      meet(moments.subtracting(.resolved))
      return
    }
    meet(moments)
    setWork {
      $0.isResolved = true
      $0.pauses = .open
    }
    change(where: { $0 == .running || $0 == .paused }, .suspended, .suspended)
  }

  private mutating func reopen() {
    guard work.isResolved else { return }
    let resolvedAt = work.from
    setWork { $0.isResolved = false }
    change(where: { $0 == .suspended }, .reopened, .running)
    for slot in slots.indices
    where book.metrics[slot].stopsAtResolution && slots[slot].endedAt >= resolvedAt {
      reopen(slot)
    }
    meet(.reopened)
    for slot in slots.indices { settle(slot) }
  }

  private mutating func reopen(_ slot: Int) {
    guard slots[slot].state == .done, slots[slot].cycle > 0 else { return }
    switch policy.options.onReopen {
    case .ignore: break
    case .restart: beginCycle(slot, at: now)
    case .continue:
      slots[slot].state = .open
      if var state = latest(slot), state.cycle == slots[slot].cycle, state.phase == .fulfilled {
        advance(&state)
        state.cause = .reopened
        if state.target == slots[slot].chosen {
          place(&state)
        } else {
          // Facts changed while it was solved: the old promise holds no more and cannot be missed.
          state.at = now
          state.phase = work.phase(for: target(of: state))
          append(state)
        }
      }
    }
  }

  private mutating func mergeAway() {
    change(
      where: { $0 == .running || $0 == .paused || $0 == .suspended }, .mergedAway, .mergedAway)
    isEnded = true
  }

  /// Goes over to a version of the policy.
  private mutating func follow(_ newer: Int) -> Bool {
    guard newer != edition, newer < book.policies.count else { return false }
    if openedAt != nil {
      pastFacts.append(PastFacts(until: now, edition: edition, facts: facts))
    }
    edition = newer
    policy = book.policies[newer]
    return openedAt != nil
  }

  // MARK: Looking up

  /// The facts as they stood at an instant, and the version of the policy that used them.
  func basis(at instant: Instant) -> (facts: Facts, edition: Int) {
    let past = pastFacts.first { instant < $0.until }
    return (past?.facts ?? facts, past?.edition ?? edition)
  }

  /// Takes the version of the policy for a ticket that was opened at an instant.
  mutating func follow(openedAt instant: Instant) {
    if book.inForce == .atOpening { _ = follow(book.edition(at: instant)) }
  }
}

extension Ticket.Change {
  /// Whether it can say something that rules ask about, of a ticket that was opened.
  fileprivate var mayChangeFacts: Bool {
    switch self {
    case .classified, .prioritised, .assigned, .complaintGraded, .incidentGraded, .fieldSet: true
    default: false
    }
  }
}
