// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules
import SupportTickets

extension TicketLife {
  /// What is known of a conversation beside how it stands.
  struct ContactNote: Hashable, Sendable {
    var id: ContactID
    /// Whose ticket it was when it ended; before that, who began it.
    var agent: AgentID?
    var endedAt: Instant?
    var stars: Int?
    var ratedAt: Instant?
    var inspection: Ticket.Inspection?
    var inspectedAt: Instant?

    init(_ id: ContactID, by agent: AgentID?) {
      self.id = id
      self.agent = agent
    }
  }

  /// A violation of the code of service, and when it was recorded.
  struct ViolationNote: Hashable, Sendable {
    var violation: Ticket.Violation
    var recordedAt: Instant
  }

  /// The rows of the ticket in the subject of ratings, ``MetricSubject/ratings``: one for each
  /// conversation that ended or was rated, with the stars that the customer gave, 1 ... 5.
  ///
  /// A customer is asked at the end of each conversation, so one that nobody rated is a question
  /// without an answer. The agent is the one whose ticket it was at the end; where it was nobody's, who
  /// began or ended the conversation.
  ///
  /// - Complexity: O(conversations²), which are few.
  public var ratingRows: [Facts] {
    contacts.compactMap { note in
      guard let askedAt = note.endedAt ?? note.ratedAt else { return nil }
      let asked = min(askedAt, note.ratedAt ?? askedAt)
      var answer = SurveyAnswer(.contact, scale: 1...5, askedAt: asked)
      answer.ticket = ticket.id
      answer.contact = note.id
      answer.customer = ticket.opening?.customer
      answer.agent = note.agent
      answer.group = ticket.assignment.group
      answer.kind = ticket.classification.kind
      answer.channel = ticket.details.contact(note.id)?.contact.channel
      answer.score = note.stars
      answer.answeredAt = note.ratedAt
      return answer.facts
    }
  }

  /// The rows of the ticket in the subject of inspections, ``MetricSubject/inspections``: one for each
  /// conversation that was inspected, with its last score. What was found wrong is not an event of a
  /// ticket: the host sets `errors` and `hasErrors`.
  public var inspectionRows: [Facts] {
    contacts.compactMap { note in
      guard let inspection = note.inspection else { return nil }
      var pen = RowPen<InspectionFact>(.inspections)
      pen.write(note.id, .contact)
      pen.write(ticket.id, .ticket)
      pen.write(inspection.agent, .agent)
      pen.write(ticket.assignment.group, .group)
      pen.write(note.inspectedAt, .inspectedAt)
      pen.write(inspection.score, .score)
      return pen.facts
    }
  }

  private enum InspectionFact: Int, CaseIterable {
    case contact, ticket, agent, group, inspectedAt, score
  }

  /// The rows of the ticket in the subject of violations, ``MetricSubject/violations``: one for each
  /// violation of the code that was recorded, with the agent who did it, whosever the ticket is. Those
  /// of a merged ticket are its own rows, so rows of both may be added.
  ///
  /// - Complexity: O(violations · conversations), which are few.
  public var violationRows: [Facts] {
    violations.map { note in
      var pen = RowPen<ViolationFact>(.violations)
      pen.write(note.violation.contact, .contact)
      pen.write(ticket.id, .ticket)
      pen.write(note.violation.agent, .agent)
      pen.write(ticket.assignment.group, .group)
      pen.write(ticket.details.contact(note.violation.contact)?.contact.channel, .channel)
      pen.write(ticket.classification.kind, .kind)
      pen.write(note.violation.rule, .rule)
      pen.write(note.recordedAt, .recordedAt)
      return pen.facts
    }
  }

  private enum ViolationFact: Int, CaseIterable {
    case contact, ticket, agent, group, channel, kind, rule, recordedAt
  }
}
