// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTickets

/// What metrics have to know of a ticket beside how it stands: how long it was in each status, when it
/// was solved first, who answered which message.
///
/// A fold of the ticket's events, total like the ticket's own. It measures the ticket's own life:
/// what happened to a ticket that was merged into this one is told by that ticket's row, so that
/// counts and sums of both may be added (semantics S12).
///
/// Time never runs backwards in it: an event that occurred before the latest one so far counts as if
/// it had occurred with that one, and nothing lies before the opening. So no duration is negative. An
/// event that cannot concern the ticket moves nothing, whatever its instant; the clocks of promises
/// take its instant as a time that has passed.
///
/// ```swift
/// var life = TicketLife("T-1")
/// life.apply(contentsOf: events)
/// let row = TicketRowWriter().row(of: life, at: now)
/// ```
public struct TicketLife: Hashable, Sendable {
  /// The ticket as its events made it.
  public private(set) var ticket: Ticket
  /// How many events that concern the ticket occurred before the latest of them so far.
  public private(set) var backwardsEventCount = 0

  /// The latest instant of an event so far that concerns the ticket.
  private var now = Instant.min
  /// Every status from the opening on, each from when.
  private(set) var stretches: [Stretch] = []
  /// When an agent first was assigned.
  private(set) var assignedAt: Instant?
  /// When a person first answered.
  private(set) var firstRepliedAt: Instant?
  /// When it was solved the first time since the opening or the import.
  private(set) var firstSolvedAt: Instant?
  /// When it was solved the last time; `nil` while it is not.
  private(set) var solvedAt: Instant?
  /// When it was closed, archived or merged; `nil` while it is not.
  private(set) var closedAt: Instant?
  /// The life before an import, of which only this is known.
  private(set) var past: Past?
  /// Messages of the customer and answers of persons, in order.
  private(set) var talk: [Line] = []
  /// What is known of conversations beside how they stand, in order.
  private(set) var contacts: [ContactNote] = []
  /// Violations of the code that were recorded, in order.
  private(set) var violations: [ViolationNote] = []
  /// The last rating, 1 ... 5, and the last score of an inspection, in thousandths.
  private(set) var stars: Int?
  private(set) var score: Int?

  /// A status, from when on it held.
  struct Stretch: Hashable, Sendable {
    var from: Instant
    var status: Ticket.Status
  }

  /// What an import tells of the time before it.
  struct Past: Hashable, Sendable {
    var wasReplied: Bool
    var wasSolved: Bool
  }

  /// Creates the life of a ticket to which nothing has happened yet.
  public init(_ id: Ticket.ID) {
    ticket = Ticket(id)
  }

  /// Creates a life from events.
  public init(_ id: Ticket.ID, events: some Sequence<Ticket.Event>) {
    self.init(id)
    for event in events { apply(event) }
  }

  /// From when the times of the ticket run: its opening, wherever it was; of a ticket that was split
  /// off, the first message that came along (semantics S9). `nil` before it was opened.
  public var startedAt: Instant? {
    guard let openedAt = ticket.openedAt else { return nil }
    return ticket.opening?.splitFrom.map { min($0.messagesFrom, openedAt) } ?? openedAt
  }

  /// Folds events in order.
  public mutating func apply(contentsOf events: some Sequence<Ticket.Event>) {
    for event in events { apply(event) }
  }

  /// Folds one event.
  ///
  /// - Complexity: as `Ticket.apply(_:)`; O(messages) for a split.
  public mutating func apply(_ event: Ticket.Event) {
    let before = Moment(ticket)
    ticket.apply(event)
    guard ticket.ignoredEventCount == before.ignored else { return }
    if event.occurredAt < now { backwardsEventCount.add(saturating: 1) }
    now = max(now, event.occurredAt)
    noteStatus(since: before)
    if ticket.firstAssignedAt != before.assignedAt { assignedAt = assignedAt ?? now }
    switch event.change {
    case .opened(let opening): begin(opening)
    case .imported(let life): begin(life)
    case .messageAdded(let message):
      hear(Line(message.kind, at: now, told: event.occurredAt, by: speaker(event.by)))
    case .splitOff(let split): talk.removeAll { $0.isOwn && $0.told >= split.messagesFrom }
    case .absorbed(let source): carry(source)
    default: noteContact(event)
    }
  }

  // MARK: Steps

  /// What an event may change, as it was before.
  private struct Moment {
    var ignored: Int
    var isOpened: Bool
    var status: Ticket.Status?
    var solvedAt: Instant?
    var closedAt: Instant?
    var assignedAt: Instant?

    init(_ ticket: Ticket) {
      ignored = ticket.ignoredEventCount
      isOpened = ticket.openedAt != nil
      status = ticket.status
      solvedAt = ticket.solvedAt
      closedAt = ticket.closedAt
      assignedAt = ticket.firstAssignedAt
    }
  }

  private mutating func noteStatus(since before: Moment) {
    if let status = ticket.status, let start = ticket.openedAt {
      if !before.isOpened {
        stretches = [Stretch(from: start, status: status)]
      } else if status != before.status {
        stretches.append(Stretch(from: now, status: status))
      }
    }
    if ticket.solvedAt != before.solvedAt {
      solvedAt = ticket.solvedAt == nil ? nil : now
      if firstSolvedAt == nil { firstSolvedAt = solvedAt }
    }
    if ticket.closedAt != before.closedAt { closedAt = ticket.closedAt == nil ? nil : now }
  }

  private mutating func begin(_ opening: Ticket.Opening) {
    for message in opening.splitFrom?.messages ?? [] {
      hear(Line(message.kind, at: message.at, told: message.at, by: nil))
    }
  }

  private mutating func begin(_ life: Ticket.Import) {
    begin(life.opening)
    past = Past(wasReplied: life.firstRepliedAt != nil, wasSolved: life.reopenCount > 0)
    if let first = life.firstAssignedAt { assignedAt = first }
    if let replied = life.firstRepliedAt {
      firstRepliedAt = replied
      talk.insert(Line(answeredAt: replied), at: 0)
    }
  }

  private mutating func hear(_ line: Line?) {
    guard let line else { return }
    talk.append(line)
    if line.role == .answer, firstRepliedAt == nil { firstRepliedAt = line.at }
  }

  /// A question of a merged ticket that nobody answered there goes on here.
  private mutating func carry(_ source: Ticket.Absorption) {
    if let line = Line(openIn: source, at: now) { talk.append(line) }
  }

  /// Who answers: the agent who says so, else the one whose ticket it is, as in imported logs.
  private func speaker(_ principal: Principal) -> AgentID? {
    if case .agent(let agent) = principal { agent } else { ticket.assignment.agent }
  }

  private mutating func noteContact(_ event: Ticket.Event) {
    switch event.change {
    case .contactStarted(let contact):
      contacts.append(ContactNote(contact.id, by: Self.agent(event.by)))
    case .contactEnded(let id):
      guard let place = place(of: id), contacts[place].endedAt == nil else { return }
      contacts[place].endedAt = now
      contacts[place].agent =
        ticket.assignment.agent ?? contacts[place].agent ?? Self.agent(event.by)
    case .rated(let rating):
      guard let place = place(of: rating.contact), contacts[place].stars == nil else { return }
      contacts[place].stars = rating.stars
      contacts[place].ratedAt = now
      stars = rating.stars
    case .inspected(let inspection):
      guard let place = place(of: inspection.contact) else { return }
      contacts[place].inspection = inspection
      contacts[place].inspectedAt = now
      score = inspection.score
    case .violationRecorded(let violation):
      violations.append(ViolationNote(violation: violation, recordedAt: now))
    default: break
    }
  }

  private func place(of id: ContactID) -> Int? { contacts.firstIndex { $0.id == id } }

  private static func agent(_ principal: Principal) -> AgentID? {
    if case .agent(let agent) = principal { agent } else { nil }
  }
}
