// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportSLA
import SupportTickets
public import SupportTime

/// Makes the rows of tickets: what ``MetricSubject/tickets`` says of a ticket, read off its life.
///
/// Keep one for many tickets; it looks the facts up once. A subject of the host's own may declare the
/// same facts and fields of the desk's own, which are filled in by name.
///
/// ```swift
/// let subject = try MetricSubject.tickets(promising: [.firstReply, .resolution])
/// let writer = TicketRowWriter(subject, hours: try calendar.compiled())
/// let row = writer.row(of: life, promises: timeline, at: now)
/// ```
public struct TicketRowWriter: Sendable {
  /// The subject whose rows it makes.
  public let subject: MetricSubject
  /// The clock in which business time counts; `nil` where that is not known.
  public let clock: BusinessClock?

  private let places: FactPlaces<TicketFact>
  private let promises: [(metric: SLAMetric, position: Int)]
  /// Where fields of the desk's own stand that the subject declares beside the library's facts.
  private let own: [String: Int]

  /// Creates a writer.
  ///
  /// - Parameters:
  ///   - subject: ``MetricSubject/tickets``, the same with promises, or one of the host's own.
  ///   - clock: The clock in which business time counts, one for all tickets.
  public init(_ subject: MetricSubject = .tickets, hours clock: BusinessClock? = nil) {
    self.subject = subject
    self.clock = clock
    places = FactPlaces(subject.schema)
    let known = Set(TicketFact.allCases.map { "\($0)" })
    var promises: [(metric: SLAMetric, position: Int)] = []
    var own: [String: Int] = [:]
    for (position, field) in subject.schema.fields.enumerated() where !known.contains(field.name) {
      if field.name.hasPrefix(MetricSubject.promisePrefix) {
        let name = field.name.dropFirst(MetricSubject.promisePrefix.count)
        promises.append((SLAMetric(rawValue: String(name)), position))
      } else {
        own[field.name] = position
      }
    }
    self.promises = promises
    self.own = own
  }

  /// Makes the row of a ticket as its life stands.
  ///
  /// - Parameters:
  ///   - life: What happened to the ticket until the instant.
  ///   - timeline: Its clocks; without them no promise is known.
  ///   - instant: For which the verdicts are asked. A promise of which the ticket never had a target
  ///     has none.
  /// - Returns: `nil` for a ticket that was not opened.
  /// - Complexity: O(facts + changes of the status).
  public func row(
    of life: TicketLife, promises timeline: SLATimeline? = nil, at instant: Instant
  ) -> Facts? {
    guard let start = life.startedAt else { return nil }
    var pen = RowPen(subject.schema, places)
    life.writeNames(&pen)
    life.writeTimes(&pen, start, clock)
    life.writeCounts(&pen)
    if let timeline {
      let counted = life.ticket.details.absorbed.isEmpty
      for (metric, position) in promises {
        // What was kept or missed in a ticket that was merged into this one counts there.
        let verdict =
          counted
          ? timeline.verdict(of: metric, at: instant)
          : timeline.cycles(of: metric, at: instant).last?.countsAs
        pen.write(at: position, verdict.map { .text($0.rawValue) })
      }
    }
    if !own.isEmpty {
      for field in life.ticket.details.fields {
        if let position = own[field.name] { pen.write(at: position, field.value) }
      }
    }
    return pen.facts
  }
}

/// The facts of a ticket's row, named as the subject names them.
enum TicketFact: Int, CaseIterable {
  case ticket, customer, channel, kind, priority, category, subcategory, group, agent
  case complaintClass, complaintLevel, incidentLevel, status
  case openedAt, assignedAt, firstRepliedAt, firstSolvedAt, solvedAt, closedAt, doneAt, leftAt
  case firstReply, firstResolution, fullResolution, requesterWait, agentWait, onHold
  case firstReplyBusiness, firstResolutionBusiness, fullResolutionBusiness
  case requesterWaitBusiness, agentWaitBusiness, onHoldBusiness
  case replies, customerMessages, reopens, groupChanges, agentChanges, transfers, contacts
  case violations, isSolved, isReopened, isReplied, isRepeat, stars, score
}
