// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

/// The pictures of the article "How deadlines move", made by the library's own traces.
@Suite("Documentation: drawn deadlines")
struct DrawnDeadlineTests {
  let desk: HowDeadlinesMoveTests

  init() throws {
    desk = try HowDeadlinesMoveTests()
  }

  /// Compares a picture with the file; writes the file where `REGENERATE_DRAWINGS` is set.
  private func compare(_ name: String, _ svg: String) throws {
    let file = QuotationTests.root
      .appending(path: "Sources/SupportSLA/SupportSLA.docc/Resources/\(name).svg")
    if ProcessInfo.processInfo.environment["REGENERATE_DRAWINGS"] != nil {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try svg.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == svg, "\(name) is drawn otherwise")
  }

  private func trace(_ timeline: SLATimeline, at text: String) throws -> SLATrace {
    try #require(timeline.trace(of: .resolution, at: try Instant(text)))
  }

  @Test("a pause, drawn")
  func pause() throws {
    let plain = try desk.timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal)))
    ])
    let paused = try desk.timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-06T17:00+08:00", .waitChanged(.customer)),
      ("2025-06-09T10:00+08:00", .waitChanged([])),
    ])
    try compare(
      "deadline-pause",
      DeadlineDrawing.svg(
        "A pause moves the due time by the business time in it",
        [
          ("no pause", try trace(plain, at: "2025-06-06T16:00+08:00")),
          ("a pause", try trace(paused, at: "2025-06-09T10:00+08:00")),
        ]))
  }

  @Test("a reopening, drawn")
  func reopening() throws {
    let timeline = try desk.timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-09T10:00+08:00", .solved),
      ("2025-06-10T09:30+08:00", .reopened),
    ])
    let again = try trace(timeline, at: "2025-06-10T09:30+08:00")
    try compare(
      "deadline-reopen",
      DeadlineDrawing.svg(
        "A reopening goes on without the time in between", [("reopened", again)]))
  }

  @Test("a change of the clocks: the hours of the desk stay, the day has another length")
  func clocksChange() throws {
    let berlin = try BusinessCalendar(
      zone: "Europe/Berlin",
      weekly: [
        .friday: [DayInterval("22:00-06:00")], .saturday: [DayInterval("22:00-06:00")],
        .sunday: [DayInterval("22:00-06:00")],
      ])
    let night = try SLAPolicy(
      "night", calendars: ["night": berlin], rules: [],
      otherwise: [
        SLATarget(.resolution, within: ServiceDuration("10 business h"), calendar: "night")
      ])
    var spring = SLATimeline(night)
    spring.apply(.init(.opened(.init()), by: .system, at: try Instant("2025-03-29T22:00+01:00")))
    var autumn = SLATimeline(night)
    autumn.apply(.init(.opened(.init()), by: .system, at: try Instant("2025-10-25T22:00+02:00")))
    let short = try trace(spring, at: "2025-03-29T22:00+01:00")
    let long = try trace(autumn, at: "2025-10-25T22:00+02:00")
    // The night of spring has 7 hours, the night of autumn 9.
    #expect(short.dueAt == (try Instant("2025-03-31T01:00+02:00")))
    #expect(long.dueAt == (try Instant("2025-10-26T23:00+01:00")))
    try compare(
      "deadline-spring",
      DeadlineDrawing.svg("10 h of nights, when the clocks go forward", [("spring", short)]))
    try compare(
      "deadline-autumn",
      DeadlineDrawing.svg("10 h of nights, when the clocks go back", [("autumn", long)]))
  }

  @Test("a merged ticket goes on with the earlier clock")
  func merging() throws {
    let source = try desk.timeline([
      ("2025-06-09T09:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-09T10:00+08:00", .waitChanged(.customer)),
      ("2025-06-09T11:00+08:00", .waitChanged([])),
    ])
    var survivor = try desk.timeline([
      ("2025-06-09T14:00+08:00", .opened(.init(priority: .normal)))
    ])
    let before = try trace(survivor, at: "2025-06-09T14:00+08:00")
    let merge = Ticket.Event(
      .absorbed(.init(of: "T-1", openedAt: try Instant("2025-06-09T09:00+08:00"))),
      by: .agent("li"), at: try Instant("2025-06-09T15:00+08:00"))
    survivor.apply(merge, knowing: source)
    let status = survivor.status(of: .resolution, at: try Instant("2025-06-09T15:00+08:00"))
    #expect(status?.elapsedMilliseconds == 4 * desk.hour)
    #expect(status?.dueAt == (try Instant("2025-06-10T10:00+08:00")))
    try compare(
      "deadline-merge",
      DeadlineDrawing.svg(
        "A merged ticket goes on with the earlier clock",
        [
          ("T-1", try trace(source, at: "2025-06-09T11:00+08:00")),
          ("T-2 alone", before),
          ("T-2 merged", try trace(survivor, at: "2025-06-09T15:00+08:00")),
        ]))
  }

  @Test("a trace tells a due time in words")
  func told() throws {
    let timeline = try desk.timeline([
      ("2025-06-06T16:00+08:00", .opened(.init(priority: .normal))),
      ("2025-06-06T17:00+08:00", .waitChanged(.customer)),
      ("2025-06-09T10:00+08:00", .waitChanged([])),
    ])
    let trace = timeline.trace(of: .resolution, at: try Instant("2025-06-09T10:00+08:00"))
    let text = trace?.explanation.text()
    #expect(
      text == """
        resolution from 2025-06-06 16:00 +08:00; due 2025-06-09 18:00 +08:00: 8 h counted
          counted from 2025-06-06 16:00 +08:00 to 2025-06-06 17:00 +08:00: 1 h, in all 1 h
          paused from 2025-06-06 17:00 +08:00 to 2025-06-09 10:00 +08:00: customer
          counted from 2025-06-09 10:00 +08:00 to 2025-06-09 12:00 +08:00: 2 h, in all 3 h
          skipped from 2025-06-09 12:00 +08:00 to 2025-06-09 13:00 +08:00: closed
          counted from 2025-06-09 13:00 +08:00 to 2025-06-09 18:00 +08:00: 5 h, in all 8 h
        """)
  }
}
