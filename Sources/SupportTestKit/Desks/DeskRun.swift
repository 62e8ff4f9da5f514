// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCompensation
package import SupportCore
package import SupportDesk
package import SupportMembership
import SupportTickets

/// Several cases at one desk, kept in memory as a host keeps them: cases by ticket, accounts by
/// customer, what was recorded and what was to be done outside.
///
/// Accounts are made of recorded events alone, so that whatever a decision shows of them can be
/// compared with what a store would give back.
package struct DeskRun: Sendable {
  package let desk: Desk
  /// The cases, by ticket.
  package private(set) var cases: [TicketID: SupportCase] = [:]
  /// The tickets in the order in which they came.
  package private(set) var tickets: [TicketID] = []
  /// What customers got.
  package private(set) var accounts: [CustomerID: CompensationAccount] = [:]
  /// Their memberships.
  package private(set) var members: [CustomerID: MemberAccount] = [:]
  /// When something of a ticket falls due.
  package private(set) var deadlines: [TicketID: Instant] = [:]
  /// Whose a ticket is.
  package private(set) var customers: [TicketID: CustomerID] = [:]

  package init(_ desk: Desk) {
    self.desk = desk
  }

  /// The case of a ticket with its customer's accounts, as a host loads it.
  package func loaded(_ ticket: TicketID) -> SupportCase? {
    guard var matter = cases[ticket] else { return nil }
    if let customer = customers[ticket] {
      matter.account = accounts[customer]
      matter.member = members[customer]
    }
    return matter
  }

  /// The ticket that has to be looked at first, and when.
  package var next: (at: Instant, ticket: TicketID)? { next { _ in true } }

  /// The ticket of some that has to be looked at first, and when.
  package func next(where isMeant: (TicketID) -> Bool) -> (at: Instant, ticket: TicketID)? {
    var found: (at: Instant, ticket: TicketID)?
    for ticket in tickets where isMeant(ticket) {
      if let at = deadlines[ticket], at < found?.at ?? .max { found = (at, ticket) }
    }
    return found
  }

  /// How many cases a customer has.
  package func cases(of customer: CustomerID) -> Int {
    tickets.count { customers[$0] == customer }
  }

  /// Prepares a case for a command: a ticket that is new comes with empty accounts.
  package mutating func prepare(
    _ ticket: TicketID, for command: DeskCommand, by principal: Principal
  ) -> SupportCase {
    if let matter = loaded(ticket) { return matter }
    var customer: CustomerID?
    if case .customer(let id) = principal { customer = id }
    if case .ticket(.open(let opening)) = command { customer = opening.customer ?? customer }
    if let customer {
      if accounts[customer] == nil { accounts[customer] = desk.emptyAccount(of: customer) }
      if members[customer] == nil {
        members[customer] = desk.emptyMembership(of: MemberID(customer.rawValue))
      }
    }
    tickets.append(ticket)
    customers[ticket] = customer
    cases[ticket] = desk.opened(ticket, customer: customer)
    return loaded(ticket) ?? desk.opened(ticket)
  }

  /// Carries a command out and keeps what it gave.
  package mutating func perform(
    _ command: DeskCommand, of ticket: TicketID, by principal: Principal, at now: Instant,
    because reason: String? = nil, earlier: TicketID? = nil
  ) throws(DeskRejection) -> DeskDecision {
    let matter = prepare(ticket, for: command, by: principal)
    let decision = try desk.handle(
      command, of: matter, by: principal, at: now, because: reason,
      earlier: earlier.flatMap { loaded($0) })
    keep(decision)
    return decision
  }

  /// Looks at a case because time has passed.
  package mutating func tick(_ ticket: TicketID, at now: Instant) -> DeskDecision? {
    guard let matter = loaded(ticket) else { return nil }
    let decision = desk.tick(matter, at: now)
    keep(decision)
    return decision
  }

  /// Keeps what was decided.
  package mutating func keep(_ decision: DeskDecision) {
    let ticket = decision.result.id
    cases[ticket] = decision.result
    deadlines[ticket] = decision.nextDeadline
    if let other = decision.other {
      cases[other.id] = other
      deadlines[other.id] = decision.otherDeadline
    }
    guard let customer = customers[ticket] else { return }
    for entry in decision.entries {
      switch entry.event {
      case .compensation(let event): accounts[customer]?.apply(event)
      case .membership(let event): members[customer]?.apply(event)
      default: break
      }
    }
  }

  /// Folds a history that was recorded before.
  package mutating func fold(_ events: [DeskEvent], of ticket: TicketID, customer: CustomerID?) {
    if cases[ticket] == nil {
      _ = prepare(
        ticket, for: .ticket(.solve), by: customer.map(Principal.customer) ?? .system)
    }
    cases[ticket]?.apply(contentsOf: events)
    if let customer, let account = cases[ticket]?.account { accounts[customer] = account }
  }

  /// Asks a case when something falls due, without looking at it.
  package mutating func expect(_ deadline: Instant?, of ticket: TicketID) {
    deadlines[ticket] = deadline
  }
}
