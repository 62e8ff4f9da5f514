// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// What few tickets have: kept apart, so that ordinary events do not touch it.
  public struct Details: Hashable, Sendable {
    /// How the matter came out, where it was said.
    public internal(set) var outcome: Outcome?
    /// Each time it was handed on, in order.
    public internal(set) var transfers: [Dated<Transfer>] = []
    /// Each time it was raised, in order.
    public internal(set) var escalations: [Dated<Escalation>] = []
    /// The stages reached, in order, each with its time.
    public internal(set) var stages: [Dated<StageEntry>] = []
    /// How heavy the complaint is.
    public internal(set) var grade = ComplaintGrade()
    /// How far the incident reaches, and its plan.
    public internal(set) var incident: IncidentGrade?
    /// The desk's own fields, in the order in which they first were set.
    public internal(set) var fields: [CustomField] = []
    /// The tags, sorted.
    public internal(set) var tags: [String] = []
    /// Those who watch it, in the order in which they came.
    public internal(set) var watchers: [Principal] = []
    /// The conversations, in order.
    public internal(set) var contacts: [ContactState] = []
    /// What the customer was asked to confirm, in order.
    public internal(set) var confirmations: [ConfirmationState] = []
    /// The documents of the file, in order.
    public internal(set) var documents: [Dated<Document>] = []
    /// The ways in which it was made sure who the customer is.
    public internal(set) var identityVerifiedBy: [String] = []
    /// Later contacts, in the order in which they were planned.
    public internal(set) var followUps: [FollowUpState] = []
    /// What the customer was told over several channels.
    public internal(set) var notices: [Dated<Notice>] = []
    /// Breaches of the code of conduct.
    public internal(set) var violations: [Dated<Violation>] = []
    /// What abusive words led to.
    public internal(set) var abuse = AbuseState()
    /// What concerns the privacy of the file.
    public internal(set) var privacy = PrivacyState()
    /// Relations to other tickets, in the order in which they were made.
    public internal(set) var links: [Link] = []
    /// Tickets that became a part of this one, in order.
    public internal(set) var absorbed: [Absorption] = []
    /// What was given away to new tickets, in order.
    public internal(set) var splits: [Split] = []
    /// The ticket that goes on for this one.
    public internal(set) var mergedInto: ID?
    /// The time used before an import, by metric.
    public internal(set) var usedBeforeImport: [UsedTime] = []
    /// Corrections of earlier events; the fold goes on as recorded, see
    /// ``TicketHistory/corrected()``.
    public internal(set) var corrections: [Correction] = []

    /// The details of a ticket that has none.
    public init() {}

    static let none = Self()

    /// The value of a field; `nil` where it has none.
    public func field(_ name: String) -> CustomField? {
      fields.first { $0.name == name }
    }

    /// The tickets that became a part of this one, those merged into them before first.
    var absorbedTickets: [ID] {
      absorbed.flatMap { $0.earlier + [$0.source] }
    }

    /// A conversation by its name.
    public func contact(_ id: ContactID) -> ContactState? {
      contacts.first { $0.contact.id == id }
    }

    /// The last stage reached of a procedure; `nil` before its first.
    public func stage(of procedure: Procedure) -> Dated<StageEntry>? {
      stages.last { $0.value.procedure == procedure }
    }
  }

  /// Something that happened, and when.
  public struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    /// When it happened.
    public var at: Instant
    /// What happened.
    public var value: Value
  }

  /// Who said something of a ticket, and why.
  public struct Attribution: Hashable, Sendable {
    /// Who said so.
    public var by: Principal
    /// Why, in words for the desk alone.
    public var reason: String?

    init(_ event: Event) {
      by = event.by
      reason = event.reason
    }
  }
}
