// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportPresets
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

/// The five smaller presets as they ship, each opened once, and the words that tests use for them.
enum PresetDesk {
  static let serviceGuide = Result<Desk, any Error> { try Desk(.serviceGuide) }
  static let gameCompanyCode = Result<Desk, any Error> { try Desk(.gameCompanyCode) }
  static let rentalDesk = Result<Desk, any Error> { try Desk(.rentalDesk) }
  static let wealthDesk = Result<Desk, any Error> { try Desk(.wealthDesk) }
  static let networkAdviser = Result<Desk, any Error> { try Desk(.networkAdviser) }

  /// An instant by the clocks of the desks: `2025-06-03 10:00`.
  static func at(_ wall: String) throws -> Instant { try Instant(wall + "+08:00") }

  static let second: Int64 = 1_000
  static let minute: Int64 = 60_000
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000

  /// A router with those agents, each available and for one thing at a time.
  static func router(
    _ desk: Result<Desk, any Error>, _ agents: [Agent], at now: Instant
  ) throws -> Router {
    var router = Router(try #require(try desk.get().book.routing))
    for agent in agents { _ = try router.perform(.add(agent, .available), at: now) }
    return router
  }

  /// An agent of a group, for one thing at a time over any channel of the desk.
  static func agent(
    _ id: AgentID, in group: GroupID, of desk: Result<Desk, any Error>,
    speaks languages: Set<LanguageID> = ["zh"]
  ) -> Agent {
    let channels = (try? desk.get())?.book.routing?.channels.map(\.id) ?? []
    return Agent(id, groups: [group], languages: languages, capacity: .one(of: Set(channels)))
  }
}

/// A case at such a desk: commands in, decisions out, the result kept.
struct PresetCase {
  let desk: Desk
  let customer: CustomerID
  var matter: SupportCase
  /// All that was recorded, in order.
  private(set) var events: [DeskEvent] = []
  /// All that the host has to do, in order.
  private(set) var intents: [Intent] = []

  init(
    _ desk: Result<Desk, any Error>, _ id: TicketID = "T-1", of customer: CustomerID = "c-7"
  ) throws {
    self.desk = try desk.get()
    self.customer = customer
    matter = self.desk.opened(id, customer: customer)
  }

  var ticket: Ticket { matter.ticket }
  var ticketEvents: [Ticket.Event] {
    events.compactMap { event in
      if case .ticket(let event) = event { event } else { nil }
    }
  }

  @discardableResult
  mutating func handle(
    _ command: DeskCommand, by principal: Principal, at now: Instant, because reason: String? = nil,
    earlier: SupportCase? = nil
  ) throws -> DeskDecision {
    let decision = try desk.handle(
      command, of: matter, by: principal, at: now, because: reason, earlier: earlier)
    keep(decision)
    return decision
  }

  @discardableResult
  mutating func tell(
    _ command: Ticket.Command, by principal: Principal = .agent("li"), at now: Instant,
    because reason: String? = nil
  ) throws -> DeskDecision {
    try handle(.ticket(command), by: principal, at: now, because: reason)
  }

  /// Opens it as its customer.
  @discardableResult
  mutating func open(
    _ kind: Ticket.Kind, over channel: Ticket.Channel? = .phone, category: String? = nil,
    subject: String? = nil, _ fields: [Ticket.CustomField] = [],
    documents: [Ticket.DocumentKind] = [], at now: Instant, earlier: SupportCase? = nil
  ) throws -> DeskDecision {
    try handle(
      .open(
        opening(
          kind, over: channel, category: category, subject: subject, fields, documents: documents)),
      by: .customer(customer), at: now, earlier: earlier)
  }

  func opening(
    _ kind: Ticket.Kind, over channel: Ticket.Channel? = .phone, category: String? = nil,
    subject: String? = nil, _ fields: [Ticket.CustomField] = [],
    documents: [Ticket.DocumentKind] = []
  ) -> Ticket.Opening {
    Ticket.Opening(
      channel: channel, customer: customer, classification: .init(kind: kind, category: category),
      subject: subject, fields: fields,
      documents: documents.map { Ticket.Document($0, reference: "file-\($0)") })
  }

  /// Adds a contact and, where it is told, what it was about.
  mutating func contact(
    _ id: ContactID = "k-1", over channel: Ticket.Channel, address: String? = nil,
    record: String? = "what was said", at now: Instant
  ) throws {
    try tell(.startContact(.init(id, over: channel, address: address)), at: now)
    if let record { try tell(.recordContact(.init(id, record: record)), at: now) }
  }

  @discardableResult
  mutating func tick(at now: Instant) -> DeskDecision {
    let decision = desk.tick(matter, at: now)
    keep(decision)
    return decision
  }

  private mutating func keep(_ decision: DeskDecision) {
    matter = decision.result
    events += decision.events
    intents += decision.intents
  }

  /// Why a command to the ticket is refused; `nil` where it is not.
  func refusal(
    of command: Ticket.Command, by principal: Principal = .agent("li"), at now: Instant,
    because reason: String? = nil
  ) -> Ticket.Rejection? {
    do throws(DeskRejection) {
      _ = try desk.handle(
        .ticket(command), of: matter, by: principal, at: now, because: reason)
      return nil
    } catch {
      if case .ticket(let rejection) = error { return rejection }
      Issue.record("refused for another reason: \(error)")
      return nil
    }
  }

  /// What is missing for a command, by which rule; empty where it is not refused.
  func missing(
    for command: Ticket.Command, by principal: Principal = .agent("li"), at now: Instant,
    because reason: String? = nil
  ) -> [String] {
    switch refusal(of: command, by: principal, at: now, because: reason) {
    case nil: return []
    case .missing(let parts)?: return parts.map(\.description)
    case let other?: return ["\(other)"]
    }
  }

  func verdict(of metric: SLAMetric, at now: Instant) -> SLAVerdict? {
    matter.timeline?.verdict(of: metric, at: now)
  }

  /// When a promise is due, as known after the last event.
  func due(_ metric: SLAMetric) -> Instant? {
    matter.timeline?.status(of: metric, at: ticket.lastEventAt ?? .min)?.dueAt
  }

  /// The rule that makes a promise, as known after the last event.
  func rule(of metric: SLAMetric) -> RuleID? {
    matter.timeline?.status(of: metric, at: ticket.lastEventAt ?? .min)?.rule
  }

  /// What a router is told of the case.
  func work(at now: Instant) -> WorkItem { desk.workItem(for: matter, at: now) }
}

extension DeskDecision {
  /// The messages that are to be sent: `solution over sms`.
  var sent: [String] {
    intents.filter { $0.action == .send }.map { intent in
      "\(intent.words("purpose")) over \(intent.words("channel"))"
    }
  }

  /// The follow-ups that were planned: what for, and when.
  var followUps: [String] {
    intents.filter { $0.action == .remind && $0.operand("followUp") != nil }.map { intent in
      "\(intent.words("purpose")) at \(intent.notBefore.map { "\($0)" } ?? "any time")"
    }
  }

  /// The promises whose breach is told.
  var breaches: [String] {
    intents.filter { $0.action == .reportBreach }.map { $0.words("metric") }
  }

  /// What was decided about claims.
  var claims: [CompensationAccount.Change] {
    events.compactMap { event in
      if case .compensation(let event) = event { event.change } else { nil }
    }
  }
}

extension Intent {
  /// An operand that is text; empty where there is none.
  func words(_ name: String) -> String {
    if case .text(let text)? = operand(name) { text } else { "" }
  }
}

extension Instant {
  static func + (instant: Self, milliseconds: Int64) -> Self {
    instant.adding(milliseconds: milliseconds)
  }

  static func - (instant: Self, milliseconds: Int64) -> Self {
    instant.adding(milliseconds: -milliseconds)
  }
}
