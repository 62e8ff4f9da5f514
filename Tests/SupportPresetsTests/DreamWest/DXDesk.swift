// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMembership
import SupportPresets
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

/// The desk of Dream West as it ships, opened once, and the words that tests use for it.
enum DX {
  static let desk = Result<Desk, any Error> { try Desk(.dreamWest) }

  static func book() throws -> PolicyBook { try desk.get().book }

  /// An instant by the clocks of the desk: `2025-09-03 10:00`.
  static func at(_ wall: String) throws -> Instant { try Instant(wall + "+08:00") }

  static func yuan(_ amount: String) throws -> Money { try Money(amount, .cny) }

  static let second: Int64 = 1_000
  static let minute: Int64 = 60_000
  static let hour: Int64 = 3_600_000
  static let day: Int64 = 86_400_000

  /// Somebody who can do everything at the desk, on all its channels, one thing at a time.
  static func agent(
    _ id: AgentID, in groups: Set<GroupID> = ["front"], skills: [SkillID: Int] = allSkills,
    speaks languages: Set<LanguageID> = ["zh"], from regions: Set<RegionID> = []
  ) -> Agent {
    Agent(
      id, groups: groups, skills: skills, languages: languages, regions: regions,
      capacity: .one(of: ["phone", "video", "chat", "sms", "email", "web", "emergency"]))
  }

  static let allSkills: [SkillID: Int] = ["technical": 3, "booking": 3, "complaints": 3]

  static func router() throws -> Router { Router(try #require(try book().routing)) }
}

/// A case at that desk: commands in, decisions out, the result kept.
struct DXCase {
  let desk: Desk
  let customer: CustomerID
  var matter: SupportCase
  /// All that was recorded, in order.
  var events: [DeskEvent] = []
  /// All that the host has to do, in order.
  var intents: [Intent] = []

  init(_ id: TicketID = "T-1", of customer: CustomerID = "c-7", member: MemberID? = nil) throws {
    desk = try DX.desk.get()
    self.customer = customer
    matter = desk.opened(
      id, customer: customer, member: member.flatMap { desk.emptyMembership(of: $0) })
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

  @discardableResult
  mutating func open(
    _ kind: Ticket.Kind, over channel: Ticket.Channel = .chat, category: String? = nil,
    subject: String? = nil, _ fields: [Ticket.CustomField] = [], at now: Instant,
    earlier: SupportCase? = nil
  ) throws -> DeskDecision {
    try handle(
      .ticket(
        .open(
          Ticket.Opening(
            channel: channel, customer: customer,
            classification: .init(kind: kind, category: category), subject: subject,
            fields: fields))),
      by: .customer(customer), at: now, earlier: earlier)
  }

  /// Makes the member one of that tier before anything else happens.
  mutating func enrol(as tier: TierID, at now: Instant) throws {
    try handle(.membership(.enrol), by: .system, at: now)
    if tier != "standard" {
      try handle(
        .membership(.grantTier(TierGrant(tier, .manual, until: nil))), by: .agent("li"), at: now)
    }
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
    let refusal = refusal(of: .ticket(command), by: principal, at: now, because: reason)
    return if case .ticket(let rejection)? = refusal { rejection } else { nil }
  }

  /// Why a command is refused; `nil` where it is not.
  func refusal(
    of command: DeskCommand, by principal: Principal, at now: Instant, because reason: String? = nil
  ) -> DeskRejection? {
    do throws(DeskRejection) {
      _ = try desk.handle(command, of: matter, by: principal, at: now, because: reason)
      return nil
    } catch {
      return error
    }
  }

  func status(of metric: SLAMetric, at now: Instant) -> SLAStatus? {
    matter.timeline?.status(of: metric, at: now)
  }

  /// What a router is told of the case.
  func work(at now: Instant) -> WorkItem { desk.workItem(for: matter, at: now) }

  var policy: TicketPolicy {
    get throws { try #require(try DX.book().tickets?.editions.last?.policy) }
  }
}

extension Ticket.Kind {
  static let fault: Self = "fault"
  static let booking: Self = "booking"
  static let rebooking: Self = "rebooking"
  static let giveBack: Self = "return"
}

extension Ticket.Channel {
  static let video: Self = "video"
  static let sms: Self = "sms"
  static let emergency: Self = "emergency"
}

extension Ticket.CustomField {
  /// What the customer needs, such as `elderly`.
  static func needs(_ flags: Set<String>) -> Self { Self("needs", .flags(flags)) }

  static func text(_ name: String, _ value: String) -> Self { Self(name, .text(value)) }
}
