// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

@Suite("Integrator: a ticket through pause, reopening and merge")
struct TicketTaskTests {
  /// A ticket and its clocks, as a host keeps them.
  private struct Matter {
    var ticket: Ticket
    var timeline: SLATimeline

    mutating func act(_ command: Ticket.Command, by who: Principal, at now: Instant) throws {
      for event in try ticket.perform(command, by: who, at: now) { timeline.apply(event) }
    }
  }

  private let shanghai = WallClock("Asia/Shanghai")

  private func matter(_ id: TicketID) throws -> Matter {
    let office = try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-12:00", "13:00-18:00")
    }
    let policy = try SLAPolicy(
      "desk", calendars: ["office": office], rules: [],
      otherwise: [
        SLATarget(
          .resolution, within: .businessHours(8), calendar: "office", pauseWhile: .customer)
      ])
    return Matter(ticket: Ticket(id), timeline: SLATimeline(policy))
  }

  /// Monday, 9 June 2025, and the days after it.
  private func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    shanghai.instant(2025, 6, day, hour, minute)
  }

  private func first() throws -> Matter {
    var first = try matter("T-1")
    try first.act(.open(.init(channel: .email)), by: .customer("c-7"), at: at(9, 9))
    try first.act(.pause(.customer), by: .agent("li"), at: at(9, 10))
    try first.act(.resume(.customer), by: .agent("li"), at: at(9, 11))
    return first
  }

  @Test("an hour of pause moves the due time by an hour")
  func pause() throws {
    // 9–10, 11–12 and 13–18 are 7 h; the eighth is Tuesday 9–10.
    let status = try first().timeline.status(of: .resolution, at: at(9, 11))
    #expect(status?.dueAt == at(10, 10))
    #expect(status?.pausedMilliseconds == 3_600_000)
  }

  @Test("a reopening goes on without the time in between")
  func reopen() throws {
    var first = try first()
    try first.act(.solve, by: .agent("li"), at: at(9, 12))
    #expect(first.timeline.verdict(of: .resolution, at: at(9, 18)) == .met)
    try first.act(.reopen, by: .customer("c-7"), at: at(10, 9))
    // 2 h were used on Monday morning; Tuesday 9–12 and 13–16 are the other six.
    #expect(first.timeline.status(of: .resolution, at: at(10, 9))?.dueAt == at(10, 16))
  }

  @Test("a merged ticket goes on with the earlier clock, pause included")
  func merge() throws {
    var first = try first()
    var second = try matter("T-2")
    try second.act(.open(.init(channel: .chat)), by: .customer("c-7"), at: at(9, 14))
    let merging = try Ticket.merge(
      [first.ticket], into: second.ticket, by: .agent("li"), at: at(9, 15))
    for event in merging.survivor.events {
      second.ticket.apply(event)
      second.timeline.apply(event, knowing: first.timeline)
    }
    for event in merging.sources[0].events {
      first.ticket.apply(event)
      first.timeline.apply(event)
    }
    // 9–10, 11–12 and 13–15 are 4 h; 15–18 makes 7 h, and Tuesday 9–10 the eighth.
    let status = second.timeline.status(of: .resolution, at: at(9, 15))
    #expect(status?.dueAt == at(10, 10) && status?.elapsedMilliseconds == 4 * 3_600_000)
    #expect(first.timeline.verdict(of: .resolution, at: at(9, 15)) == .mergedAway)
    #expect(first.ticket.status == .merged && first.ticket.details.mergedInto == "T-2")
    #expect(throws: Ticket.Rejection.self) {
      try first.act(.solve, by: .agent("li"), at: at(9, 16))
    }
  }
}
