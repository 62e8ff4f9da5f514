// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// One matter that somebody asked about, from the first message to the end.
///
/// A ticket is a value made by its events: ``decide(_:by:at:because:under:)`` says which events a
/// command would cause and changes nothing, ``apply(_:)`` folds one event and refuses nothing.
///
/// ```swift
/// var ticket = Ticket("T-1")
/// for event in try ticket.decide(.open(.init(channel: .email)), by: .customer("c1"), at: now) {
///   ticket.apply(event)
/// }
/// ```
public struct Ticket: Hashable, Sendable {
  /// Names a ticket.
  public typealias ID = TicketID

  /// The name of the ticket.
  public let id: ID
  /// What is known from its opening; `nil` before it.
  public internal(set) var opening: Opening?
  /// When it was opened; `nil` before.
  public internal(set) var openedAt: Instant?
  /// Where it stands; `nil` before it was opened.
  public internal(set) var status: Status?
  /// What the work waits for; empty while it goes on.
  public internal(set) var waitingFor: WaitReasons = []
  /// What it is about.
  public internal(set) var classification = Classification()
  /// How urgent it is; `nil` until somebody says so.
  public internal(set) var priority: Priority?
  /// Who classified it last, and why.
  public internal(set) var classifiedBy: Attribution?
  /// Who said last how urgent it is, and why.
  public internal(set) var prioritisedBy: Attribution?
  /// Who works on it.
  public internal(set) var assignment = Assignment()
  /// Whether a group was ever assigned.
  var hadGroup = false
  /// The first agent who was assigned.
  public internal(set) var firstOwner: AgentID?

  /// When an agent first was assigned, here or before an import.
  public internal(set) var firstAssignedAt: Instant?
  /// When a person first answered in public.
  public internal(set) var firstRepliedAt: Instant?
  /// When it was solved, the last time; `nil` while it is not.
  public internal(set) var solvedAt: Instant?
  /// When it was closed; `nil` while it is not. An archived ticket keeps it; of a merged ticket,
  /// when it was merged.
  public internal(set) var closedAt: Instant?
  /// When the last event occurred; events whose time goes back do not move it.
  public internal(set) var lastEventAt: Instant?

  /// How many events it was made of.
  public internal(set) var eventCount = 0
  /// How many of them could not concern it as it stood, and changed nothing but the counts; a start
  /// of work that had begun is none of these.
  public internal(set) var ignoredEventCount = 0
  /// How often it was taken up again after it was solved or closed.
  public internal(set) var reopenCount = 0
  /// How often it went from one group to another, not counting the first.
  public internal(set) var groupChangeCount = 0
  /// How often it went from one agent to another, not counting the first.
  public internal(set) var agentChangeCount = 0
  /// Messages by the customer, the opening one not counted.
  public internal(set) var customerMessageCount = 0
  /// Public answers by a person.
  public internal(set) var replyCount = 0

  /// Its own messages in the order in which they were recorded, notes included; those of merged
  /// tickets stand in ``Details/absorbed``.
  public internal(set) var messages: [MessageEntry] = []
  /// The details in at most one element: a box that is only there where something rare happened,
  /// and that is changed in place, which an indirect enum or a boxed value is not.
  private var box: [Details] = []

  /// Creates a ticket that nothing has happened to yet.
  public init(_ id: ID) {
    self.id = id
  }

  /// Whether the matter is settled for now: solved or closed; also archived or merged.
  public var isResolved: Bool {
    switch status {
    case .solved, .closed, .archived, .merged: true
    case .new, .open, .pending, .onHold, nil: false
    }
  }

  /// What few tickets have: complaints, contacts, links, privacy.
  public internal(set) var details: Details {
    // Lends them: to read one part then copies that part and not the others.
    _read {
      if box.isEmpty { yield Details.none } else { yield box[0] }
    }
    _modify {
      if box.isEmpty { box.append(Details()) }
      yield &box[0]
    }
  }

  // Parts of the details that many commands ask for are looked up where they stand, since to lend the
  // details can mean to copy them all.

  /// One of the desk's own fields; `nil` where it has no value.
  package func field(_ name: String) -> CustomField? {
    box.isEmpty ? nil : box[0].fields.first { $0.name == name }
  }

  /// The desk's own fields, the grade of the complaint and that of the incident.
  var graded: (fields: [CustomField], grade: ComplaintGrade, incident: IncidentLevel?) {
    box.isEmpty
      ? ([], ComplaintGrade(), nil) : (box[0].fields, box[0].grade, box[0].incident?.level)
  }

  /// How the customer's identity was verified.
  var identityVerifiedBy: [String] { box.isEmpty ? [] : box[0].identityVerifiedBy }
}
