// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMembership
import SupportPresets
import SupportRules
import SupportSLA
import SupportTickets

/// The desk of Creation & Magic as it ships, opened once, and what tests say to it.
enum CM2 {
  static let desk = Result<Desk, any Error> { try Desk(.creationAndMagic) }

  static func book() throws -> PolicyBook { try desk.get().book }

  /// An instant by the clocks of the desk: `2025-06-03 10:00`.
  static func at(_ wall: String) throws -> Instant { try Instant(wall + "+08:00") }

  static func yuan(_ amount: String) throws -> Money { try Money(amount, .cny) }

  static let minute: Int64 = 60_000
  static let hour: Int64 = 3_600_000
}

/// A case at that desk: commands in, decisions out, the result kept.
struct CM2Case {
  let desk: Desk
  let customer: CustomerID
  var matter: SupportCase
  /// All that was recorded, in order.
  var events: [DeskEvent] { decisions.flatMap(\.events) }
  private(set) var decisions: [DeskDecision] = []

  init(_ id: TicketID = "T-1", of customer: CustomerID = "c-7", member: MemberID? = nil) throws {
    let desk = try CM2.desk.get()
    let account = member.flatMap { desk.emptyMembership(of: $0) }
    self.desk = desk
    self.customer = customer
    matter = desk.opened(id, customer: customer, member: account)
  }

  var ticket: Ticket { matter.ticket }
  var ticketEvents: [Ticket.Event] {
    events.compactMap { event in
      if case .ticket(let event) = event { event } else { nil }
    }
  }

  @discardableResult
  mutating func handle(
    _ command: DeskCommand, by principal: Principal, at now: Instant, because reason: String? = nil
  ) throws -> DeskDecision {
    let decision = try desk.handle(command, of: matter, by: principal, at: now, because: reason)
    matter = decision.result
    decisions.append(decision)
    return decision
  }

  @discardableResult
  mutating func tell(
    _ command: Ticket.Command, by principal: Principal = .agent("li"), at now: Instant,
    because reason: String? = nil
  ) throws -> DeskDecision {
    try handle(.ticket(command), by: principal, at: now, because: reason)
  }

  @discardableResult
  mutating func open(
    _ kind: Ticket.Kind, over channel: Ticket.Channel = .phone, category: String? = nil,
    subject: String? = nil, _ fields: [Ticket.CustomField] = [], at now: Instant
  ) throws -> DeskDecision {
    try tell(
      .open(
        Ticket.Opening(
          channel: channel, customer: customer,
          classification: .init(kind: kind, category: category), subject: subject, fields: fields)),
      by: .customer(customer), at: now)
  }

  @discardableResult
  mutating func tick(at now: Instant) -> DeskDecision {
    let decision = desk.tick(matter, at: now)
    matter = decision.result
    decisions.append(decision)
    return decision
  }

  /// Why a command is refused; `nil` where it is not.
  func refusal(
    of command: Ticket.Command, by principal: Principal = .agent("li"), at now: Instant
  ) -> Ticket.Rejection? {
    if case .ticket(let rejection)? = refusal(of: .ticket(command), by: principal, at: now) {
      rejection
    } else {
      nil
    }
  }

  /// Why a command is refused; `nil` where it is not.
  func refusal(
    of command: DeskCommand, by principal: Principal, at now: Instant
  ) -> DeskRejection? {
    do throws(DeskRejection) {
      _ = try desk.handle(command, of: matter, by: principal, at: now)
      return nil
    } catch {
      return error
    }
  }

  func status(of metric: SLAMetric, at now: Instant) -> SLAStatus? {
    matter.timeline?.status(of: metric, at: now)
  }
}
