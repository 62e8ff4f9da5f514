// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime

/// The slow way: the rows of a ticket told as events to `Ticket` and `SLATimeline`, which know nothing
/// of rows.
struct RowStory {
  private(set) var ticket = Ticket("T")
  private(set) var timeline: SLATimeline
  private var latest = Instant.min
  private var reassignments: Int32 = -1

  init(_ rows: [TicketEventRow], _ policy: SLAPolicy) {
    timeline = SLATimeline(policy)
    guard let first = rows.first else { return }
    let openedAt = first.openedAt ?? first.at
    latest = openedAt
    tell(.opened(.init(priority: Self.priority(first))))
    var priority = first.priority
    for row in rows {
      latest = max(latest, row.at)
      if row.reassignments >= 0 { reassignments = row.reassignments }
      if row.priority != priority { tell(.prioritised(Self.priority(row))) }
      priority = row.priority
      take(row.state)
    }
  }

  private static func priority(_ row: TicketEventRow) -> Ticket.Priority {
    Ticket.Priority(rawValue: "\(row.priority)")
  }

  private mutating func tell(_ change: Ticket.Change) {
    let event = Ticket.Event(change, by: .automation("log"), at: latest)
    ticket.apply(event)
    timeline.apply(event)
  }

  private mutating func take(_ state: TicketEventRow.State) {
    switch state {
    case .unchanged: return
    case .resolved:
      if !ticket.isResolved { tell(.solved) }
      return
    case .closed:
      if ticket.status != .closed { tell(.closed) }
      return
    default: break
    }
    if ticket.isResolved { tell(.reopened) }
    let reasons: Ticket.WaitReasons =
      switch state {
      case .waitingForCustomer: .customer
      case .waitingForVendor: .vendor
      case .waitingForProblem: .problem
      case .waitingForEvidence: .evidence
      case .waitingForOther: .other
      default: []
      }
    if ticket.waitingFor != reasons { tell(.waitChanged(reasons)) }
    if state == .open, ticket.status == .new { tell(.workStarted) }
  }

  /// What the fold has to say of the ticket: an outcome with every part replaced.
  func outcome(
    insteadOf other: TicketOutcome, _ priority: UInt8, firstResolvedAt: Instant?, asOf end: Instant
  ) -> TicketOutcome {
    var outcome = other
    outcome.priority = priority
    outcome.openedAt = ticket.openedAt ?? .min
    outcome.firstResolvedAt = firstResolvedAt
    outcome.resolvedAt = ticket.isResolved ? ticket.solvedAt : nil
    outcome.reopens = ticket.reopenCount
    outcome.reassignments = reassignments < 0 ? nil : Int(reassignments)
    let verdict = timeline.verdict(of: .resolution, at: end)
    outcome.verdict = verdict == .cancelled ? nil : verdict
    return outcome
  }
}

/// A promise in both forms: as the fold takes it and as a policy.
struct RowPromise: Sendable {
  let promise: TicketPromise
  let policy: SLAPolicy

  private static let office = Result {
    let day = [try DayInterval("09:00-17:00")]
    var weekly: [Weekday: [DayInterval]] = [:]
    for weekday in Weekday.allCases.prefix(5) { weekly[weekday] = day }
    return try BusinessCalendar(
      zone: "Europe/Berlin", weekly: weekly,
      holidays: ["2016-03-25", "2016-03-28", "2016-05-05"].map { .init(try CivilDate($0)) })
  }

  /// Business hours by priority, and in which statuses their clocks stand still.
  private struct Terms: Hashable, Sendable {
    var hours: [UInt8: Int64]
    var pauses: SLAPauses
  }

  /// Promises that tests have asked for, so that their calendar is compiled once for each.
  private static let made = MadeOnce<Terms, RowPromise> { terms in
    try CompilationMemo.during { Result { try RowPromise(making: terms) } }.get()
  }

  /// Business hours by priority, in an office in Berlin that keeps three holidays.
  init(_ hours: [UInt8: Int64], pauseWhile pauses: SLAPauses) throws {
    self = try Self.made.value(Terms(hours: hours, pauses: pauses))
  }

  private init(making terms: Terms) throws {
    let (hours, pauses) = (terms.hours, terms.pauses)
    let calendar = try Self.office.get()
    promise = TicketPromise(
      try calendar.compiled(), pauseWhile: pauses,
      within: hours.mapValues { .milliseconds($0 * 3_600_000) })
    policy = try SLAPolicy(
      "log", calendars: ["office": calendar],
      rules: hours.sorted { $0.key < $1.key }.map { priority, hours in
        Rule(
          RuleID(rawValue: "P\(priority)"), when: .equals("priority", .text("\(priority)")),
          then: [
            SLATarget(
              .resolution, within: .business(milliseconds: hours * 3_600_000), calendar: "office",
              pauseWhile: pauses)
          ])
      })
  }
}

/// Rows of made-up tickets with everything that a log may hold.
struct RowMaker {
  private var random: SplitMix64
  /// Times are multiples of it, so that they often meet openings and closings.
  private let step: Int64
  private let start = Instant(millisecondsSince1970: 1_458_738_000_000)

  init(seed: UInt64, minutes step: Int64) {
    random = SplitMix64(seed: seed)
    self.step = step
  }

  mutating func rows(of ticket: Int32) -> [TicketEventRow] {
    var at = start.adding(milliseconds: Int64.random(in: 0...400, using: &random) * step * 60_000)
    let openedAt = random.oneIn(4) ? nil : at
    if random.oneIn(3) { at = later(than: at) }
    var priority = UInt8.random(in: 1...4, using: &random)
    var reassignments: Int32 = -1
    return (0..<Int.random(in: 1...9, using: &random)).map { _ in
      let states = TicketEventRow.State.allCases
      let state = states[Int.random(in: 0..<states.count, using: &random)]
      if random.oneIn(6) { priority = UInt8.random(in: 1...4, using: &random) }
      if random.oneIn(3) { reassignments = Int32.random(in: -1...5, using: &random) }
      defer { at = later(than: at) }
      return TicketEventRow(
        ticket: ticket, at: at, openedAt: openedAt, state: state, priority: priority,
        reassignments: reassignments)
    }
  }

  /// Mostly later; sometimes the same instant, or before it.
  private mutating func later(than instant: Instant) -> Instant {
    let longest: Int64 = random.oneIn(3) ? 300 : 40
    let steps = random.oneIn(12) ? -2 : Int64.random(in: 0...longest, using: &random)
    return instant.adding(milliseconds: steps * step * 60_000)
  }
}
