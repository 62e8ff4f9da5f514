// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

/// Opening hours as Foundation sees them, minute by minute over five weeks.
enum AuditedHours {
  static let zone = "Europe/Berlin"
  static let days = 35

  /// Mondays before the two changes of the clocks in 2025.
  static let mondays = ["2025-03-24", "2025-10-20"].map { (try? CivilDate($0)) ?? .min }

  /// Weekdays as Foundation counts them (Sunday is 1), the first and the last open minute.
  static let hours: [String: (weekdays: ClosedRange<Int>, from: Int, to: Int)] = [
    "office": (2...6, 9 * 60, 17 * 60), "late": (2...5, 12 * 60, 20 * 60),
    "night": (2...6, 22 * 60, 30 * 60), "daily": (1...7, 8 * 60, 22 * 60),
  ]

  static let open: [[String: [Bool]]] = mondays.map { monday in
    var calendar = Foundation.Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
    let shown: [(weekday: Int, minute: Int)] = (0..<days * 1_440).map { minute in
      let date = Date(timeIntervalSince1970: Double(monday.daysSince1970 * 1_440 + minute) * 60)
      let parts = calendar.dateComponents([.weekday, .hour, .minute], from: date)
      return (parts.weekday ?? 1, (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }
    return hours.mapValues { weekdays, from, to in
      shown.map { weekday, minute in
        let before = weekday == 1 ? 7 : weekday - 1
        return (weekdays.contains(weekday) && (from..<to).contains(minute))
          || (weekdays.contains(before) && (from..<to).contains(minute + 1_440))
      }
    }
  }

  static func calendars() throws -> [String: BusinessCalendar] {
    try hours.mapValues { weekdays, from, to in
      let interval = try DayInterval(
        from: TimeOfDay(clamping: Int64(from) * 60_000),
        to: TimeOfDay(clamping: Int64(to % 1_440) * 60_000))
      var weekly: [Weekday: [DayInterval]] = [:]
      for weekday in weekdays {
        weekly[try #require(Weekday(rawValue: weekday == 1 ? 7 : weekday - 1))] = [interval]
      }
      return try BusinessCalendar(zone: zone, weekly: weekly)
    }
  }
}

/// Promises as the auditor and as the library write them, made from a seed.
struct AuditedPolicy {
  static let priorities = ["urgent", "high", "normal"]
  /// Compiling calendars takes long, so that many tickets share a policy.
  static let all: [AuditedPolicy?] = (0..<40).map { try? AuditedPolicy(seed: $0) }

  /// On a grid of hours events often fall on openings, closings and due times.
  let grid: Int
  private(set) var promises: [String: [Auditor.Promise]] = [:]
  let policy: SLAPolicy

  init(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    grid = random.oneIn(2) ? 60 : 1
    let reasons: [Ticket.PauseReasons] = [[], .customer, .vendor, [.customer, .vendor]]
    for priority in Self.priorities where !random.oneIn(6) {
      var list: [Auditor.Promise] = []
      for metric in Auditor.metrics where !random.oneIn(5) {
        list.append(
          Auditor.Promise(
            metric: metric, minutes: grid * Int.random(in: 1...1_200 / grid, using: &random),
            hours: [nil, "office", "office", "late", "night", "daily"]
              .randomElement(using: &random) ?? nil,
            pauseWhile: reasons.randomElement(using: &random) ?? []))
      }
      promises[priority] = list
    }
    let rules = promises.sorted { $0.key < $1.key }.map { priority, list in
      Rule(
        RuleID(priority), when: .equals("priority", .text(priority)), then: list.map(Self.target))
    }
    policy = try SLAPolicy("audited", calendars: AuditedHours.calendars(), rules: rules)
  }

  private static func target(_ promise: Auditor.Promise) -> SLATarget {
    let milliseconds = Int64(promise.minutes) * 60_000
    return SLATarget(
      promise.metric,
      within: promise.hours == nil
        ? .elapsed(milliseconds: milliseconds) : .business(milliseconds: milliseconds),
      calendar: promise.hours, pauseWhile: SLAPauses(promise.pauseWhile))
  }
}

/// A ticket's life and instants to ask for, made from a seed.
struct AuditedTicket {
  private(set) var events: [Ticket.Event] = []
  let questions: [Int]
  let week: Int

  init(seed: UInt64, grid: Int) {
    var random = SplitMix64(seed: seed)
    week = random.oneIn(2) ? 0 : 1
    let first = AuditedHours.mondays[week].daysSince1970 * 1_440
    let last = first + (AuditedHours.days - 7) * 1_440
    var asked = (0..<12).map { _ in Int.random(in: first..<last, using: &random) } + [last]
    var ticket = Ticket("T-1")
    var minute = first + grid * Int.random(in: 0..<3 * 1_440 / grid, using: &random)
    for _ in 0..<Int.random(in: 1...14, using: &random) {
      let (command, principal) = Self.command(&random, isOpen: ticket.status != nil)
      let at = Instant(millisecondsSince1970: Int64(minute) * 60_000)
      if let caused = try? ticket.decide(command, by: principal, at: at) {
        asked += [minute - 1, minute, minute + 1]
        for event in caused { ticket.apply(event) }
        events += caused
      }
      minute += Self.step(&random) / grid * grid
    }
    questions = asked.filter { $0 >= first && $0 <= last }.sorted()
  }

  private static func step(_ random: inout SplitMix64) -> Int {
    switch Int.random(in: 0..<6, using: &random) {
    case 0: 0
    case 1: Int.random(in: 0..<90, using: &random)
    case 2: 60 * Int.random(in: 1...48, using: &random)
    case 3: 30 * Int.random(in: 1...20, using: &random)
    default: Int.random(in: 0..<1_440, using: &random)
    }
  }

  private static func command(
    _ random: inout SplitMix64, isOpen: Bool
  ) -> (Ticket.Command, Principal) {
    let priority = (AuditedPolicy.priorities + ["other"]).randomElement(using: &random)
      .map(Ticket.Priority.init(rawValue:))
    let agent = Principal.agent("li")
    if !isOpen {
      return (.open(.init(priority: random.oneIn(5) ? nil : priority)), .customer("c"))
    }
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1: return (.addMessage(.init(.customer)), .customer("c"))
    case 2: return (.addMessage(.init(random.oneIn(2) ? .reply : .holdingReply)), agent)
    case 3: return (.addMessage(.init(.automatic)), .system)
    case 4, 5: return (.pause(random.oneIn(2) ? .customer : .vendor), agent)
    case 6, 7: return (.resume(random.oneIn(2) ? .customer : .vendor), agent)
    case 8: return (.assign(.init(agent: random.oneIn(3) ? nil : "li")), agent)
    case 9, 10: return (.prioritise(priority ?? .normal), agent)
    case 11: return (.solve, agent)
    case 12: return (random.oneIn(3) ? .close : .addMessage(.init(.note)), agent)
    default: return (.reopen, agent)
    }
  }
}

@Suite("Service levels: an auditor who walks minute by minute")
struct AuditTests {
  @Test("the library and the auditor say the same at every instant", arguments: UInt64(0)..<600)
  func agree(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 40)])
    let made = AuditedTicket(seed: seed, grid: audited.grid)
    var timeline = SLATimeline(audited.policy)
    for event in made.events { timeline.apply(event) }
    var auditor = Auditor(
      promises: audited.promises, open: AuditedHours.open[made.week],
      start: AuditedHours.mondays[made.week].daysSince1970 * 1_440)
    var events = made.events[...]
    for minute in made.questions {
      while let event = events.first, Auditor.minute(event.occurredAt) <= minute {
        auditor.apply(event)
        events.removeFirst()
      }
      auditor.walk(to: minute)
      let instant = Instant(millisecondsSince1970: Int64(minute) * 60_000)
      for metric in Auditor.metrics {
        let status = timeline.status(of: metric, at: instant)
        let found = status.map {
          Auditor.Finding(
            verdict: $0.verdict, breachedAt: $0.breachedAt.map(Auditor.minute),
            used: Int($0.elapsedMilliseconds / 60_000), paused: Int($0.pausedMilliseconds / 60_000))
        }
        guard found != auditor.finding(metric) else { continue }
        #expect(found == auditor.finding(metric), "\(metric) at \(instant)")
      }
    }
  }
}
