// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportPresets
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime

/// The desk of Creation & Magic as it ships, and what its tests ask for again and again.
enum CM1 {
  private static let shanghai = Result { try ZoneRules(identifier: "Asia/Shanghai") }

  static let second: Int64 = 1_000
  static let minute: Int64 = 60 * second
  static let hour: Int64 = 60 * minute

  /// The State Council's arrangements, as the data file of published working days lists them.
  static let holidays = [
    ("New Year's Day", "2025-01-01", "2025-01-01"), ("Spring Festival", "2025-01-28", "2025-02-04"),
    ("Tomb-sweeping Day", "2025-04-04", "2025-04-06"), ("Labour Day", "2025-05-01", "2025-05-05"),
    ("Dragon Boat Festival", "2025-05-31", "2025-06-02"),
    ("National Day", "2025-10-01", "2025-10-08"), ("New Year's Day", "2026-01-01", "2026-01-03"),
    ("Spring Festival", "2026-02-15", "2026-02-23"),
    ("Tomb-sweeping Day", "2026-04-04", "2026-04-06"), ("Labour Day", "2026-05-01", "2026-05-05"),
    ("Dragon Boat Festival", "2026-06-19", "2026-06-21"),
    ("Mid-autumn Festival", "2026-09-25", "2026-09-27"),
    ("National Day", "2026-10-01", "2026-10-07"),
  ]
  /// The weekend days that make up for them.
  static let makeUpDays = [
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
    "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
  ]

  static func desk() throws -> Desk { try CM2.desk.get() }
  static func book() throws -> PolicyBook { try desk().book }

  /// Reads `2025-05-19 09:00` by the clocks of the whole country.
  static func at(_ text: String) throws -> Instant { try Instant(text, in: shanghai.get()) }

  static func yuan(_ text: String) throws -> Money { try Money(text, .cny) }

  static func date(_ text: String) throws -> CivilDate { try CivilDate(text) }

  /// The opening of a matter of a kind.
  static func opening(
    _ kind: Ticket.Kind, over channel: Ticket.Channel = .phone,
    _ fields: KeyValuePairs<String, FactValue> = [:]
  ) -> Ticket.Opening {
    Ticket.Opening(
      channel: channel, customer: "mei", classification: .init(kind: kind),
      fields: fields.map { .init($0.key, $0.value) })
  }
}

/// One case at the desk; commands are performed one after the other.
struct CM1Case {
  let desk: Desk
  var matter: SupportCase
  var last: DeskDecision?
  /// What happened to the ticket.
  var events: [Ticket.Event] = []

  /// Opens a case.
  init(
    _ kind: Ticket.Kind, over channel: Ticket.Channel = .phone, at instant: Instant,
    id: TicketID = "T-1", account: CompensationAccount? = nil,
    _ fields: KeyValuePairs<String, FactValue> = [:]
  ) throws {
    desk = try CM1.desk()
    matter = desk.opened(id, customer: "mei", account: account)
    try perform(
      DeskCommand.open(CM1.opening(kind, over: channel, fields)), by: .customer("mei"), at: instant)
  }

  @discardableResult
  mutating func perform(
    _ command: DeskCommand, by principal: Principal = .agent("li"), at instant: Instant
  ) throws -> DeskDecision {
    let decision = try desk.handle(command, of: matter, by: principal, at: instant)
    matter = decision.result
    last = decision
    for case .ticket(let event) in decision.events { events.append(event) }
    return decision
  }

  @discardableResult
  mutating func perform(
    _ command: Ticket.Command, by principal: Principal = .agent("li"), at instant: Instant
  ) throws -> DeskDecision {
    try perform(DeskCommand.ticket(command), by: principal, at: instant)
  }

  @discardableResult
  mutating func tick(at instant: Instant) -> DeskDecision {
    let decision = desk.tick(matter, at: instant)
    matter = decision.result
    last = decision
    return decision
  }

  mutating func reply(at instant: Instant) throws {
    try perform(.addMessage(.init(.reply)), at: instant)
  }

  func due(_ metric: SLAMetric) -> Instant? {
    let now = matter.ticket.lastEventAt ?? .min
    return matter.timeline?.status(of: metric, at: now)?.dueAt
  }

  func rule(of metric: SLAMetric) -> RuleID? {
    let now = matter.ticket.lastEventAt ?? .min
    return matter.timeline?.status(of: metric, at: now)?.rule
  }

  func verdict(_ metric: SLAMetric, at instant: Instant) -> SLAVerdict? {
    matter.timeline?.verdict(of: metric, at: instant)
  }

  /// Whether a promise is met by a command exactly at an instant, and missed a millisecond later.
  func isKept(
    _ metric: SLAMetric, untilExactly due: Instant, by command: Ticket.Command,
    of principal: Principal = .agent("li")
  ) throws -> Bool {
    var (inTime, late) = (self, self)
    try inTime.perform(command, by: principal, at: due)
    let after = due.adding(milliseconds: 1)
    try late.perform(command, by: principal, at: after)
    return verdict(metric, at: due) == .running && verdict(metric, at: after) == .missed
      && inTime.verdict(metric, at: after) == .met && late.verdict(metric, at: after) == .missed
  }
}
