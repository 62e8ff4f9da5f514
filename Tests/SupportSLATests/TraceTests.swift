// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: where a due time comes from")
struct TraceTests {
  static func policy() throws -> SLAPolicy {
    let office = try BusinessCalendar(
      zone: "UTC",
      weekly: [
        .monday: [DayInterval("09:00-17:00")], .tuesday: [DayInterval("09:00-17:00")],
        .wednesday: [DayInterval("09:00-17:00")],
      ], holidays: [.init(CivilDate("2025-06-03"), name: "Founders' Day")])
    return try Promises.always(
      Promises.resolution("8 business h", pauseWhile: .customer), calendars: ["office": office])
  }

  @Test("a trace counts, skips with the reason, and adds up")
  func text() throws {
    let line = try TicketTimeline(
      "Mon 12:00 open | 13:00 pending | 14:00 customer => resolution due Wed 13:00")
    #expect(line.differences(under: try Self.policy()) == [])
    let trace = try #require(
      line.slaTimeline(under: try Self.policy()).trace(of: .resolution, at: line.end))
    #expect(
      trace.explanation.text() == """
        resolution from 2025-06-02 12:00 UTC; due 2025-06-04 13:00 UTC: 8 h counted
          counted from 2025-06-02 12:00 UTC to 2025-06-02 13:00 UTC: 1 h, in all 1 h
          paused from 2025-06-02 13:00 UTC to 2025-06-02 14:00 UTC: customer
          counted from 2025-06-02 14:00 UTC to 2025-06-02 17:00 UTC: 3 h, in all 4 h
          skipped from 2025-06-02 17:00 UTC to 2025-06-03 00:00 UTC: closed
          skipped from 2025-06-03 00:00 UTC to 2025-06-04 00:00 UTC: holiday "Founders' Day"
          skipped from 2025-06-04 00:00 UTC to 2025-06-04 09:00 UTC: closed
          counted from 2025-06-04 09:00 UTC to 2025-06-04 13:00 UTC: 4 h, in all 8 h
        """)
    #expect(!trace.explanation.text(in: .simplifiedChinese).contains("{"))
  }

  @Test(
    "the stretches follow one another from the start to the end, and add up to what was used",
    arguments: 0..<80 as Range<UInt64>)
  func whole(seed: UInt64) throws {
    let audited = try #require(AuditedPolicy.all[Int(seed % 20)])
    let made = AuditedTicket(seed: seed &+ 5_000, grid: audited.grid)
    var timeline = SLATimeline(audited.policy)
    for event in made.events { timeline.apply(event) }
    for minute in made.questions.suffix(4) {
      let instant = Instant(millisecondsSince1970: Int64(minute) * 60_000)
      for metric in Auditor.metrics {
        guard let trace = timeline.trace(of: metric, at: instant),
          let status = timeline.status(of: metric, at: instant)
        else { continue }
        var cursor = trace.start
        for segment in trace.segments {
          #expect(segment.start == cursor && segment.end > segment.start)
          cursor = segment.end
        }
        #expect(trace.segments.isEmpty || cursor == trace.end)
        if status.phase != .running {
          #expect(trace.counted == status.elapsedMilliseconds, "\(metric) at \(instant)")
        } else if trace.dueAt != nil, status.breachedAt == nil, let due = trace.dueAt {
          let used = timeline.status(of: metric, at: instant)?.elapsedMilliseconds ?? 0
          #expect(trace.counted >= used && due == trace.end)
        }
      }
    }
  }

  @Test("excluded and resolved time, and what was brought along, are told")
  func others() throws {
    let line = try TicketTimeline(
      "Mon 09:00 open | 10:00 exclude 1 h | 12:00 solve | 14:00 reopen | 15:00 look")
    let trace = try #require(
      line.slaTimeline(under: try Self.policy()).trace(of: .resolution, at: line.end))
    let kinds = trace.segments.map(\.stretch)
    #expect(kinds.contains(.excluded) && kinds.contains(.resolved))
    #expect(trace.counted == 8 * Promises.hour)
    let text = trace.explanation.text()
    #expect(text.contains("excluded from 2025-06-02 10:00 UTC to 2025-06-02 11:00 UTC"))
    #expect(text.contains("resolved from 2025-06-02 12:00 UTC to 2025-06-02 14:00 UTC"))
  }
}
