// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMetrics
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

/// What is recorded, asked and counted, and what comes last.
extension GCCaseFileTests {
  // MARK: Follow-up

  @Test("GC-09 after a solution satisfaction is asked a day later, and who complained is cared for")
  func followUps() throws {
    let solved = now + PresetDesk.hour
    let (survey, care) = (
      "satisfaction at \(solved + PresetDesk.day)",
      "care at \(solved + 7 * PresetDesk.day)"
    )
    for (kind, expected) in [
      (Ticket.Kind.complaint, [survey, care]), (.inquiry, [survey]), ("opinion", []),
    ] {
      var file = try opened(kind)
      #expect(try file.tell(.solve, at: solved).followUps == expected, "\(kind)")
      #expect(file.ticket.details.followUps.allSatisfy { $0.doneAt == nil })
    }
  }

  @Test("GC-09 what players answer is told as a mean by month")
  func surveys() throws {
    let figures = try PresetFigures(PresetDesk.gameCompanyCode)
    let rows = [5, 4, 2, nil].map { score in
      var answer = SurveyAnswer(.contact, scale: 1...5, askedAt: now)
      answer.score = score
      return answer.facts
    }
    let line = try figures.line("GC-09", rows)
    #expect(line.figure.numerator == 11)
    #expect(line.figure.denominator == 3)
  }

  @Test("GC-10 an opinion has no clock for its resolution, only for the reply")
  func opinionClock() throws {
    var file = try opened("opinion")
    #expect(file.due(.resolution) == nil)
    #expect(file.due(.firstReply) == now + 15 * PresetDesk.minute)
    try file.tell(.addMessage(.init(.reply)), at: now)
    #expect(file.tick(at: now + 365 * PresetDesk.day).breaches.isEmpty)
  }

  @Test("GC-10 complaints and opinions are counted month by month, sorted by kind and category")
  func opinionsSorted() throws {
    let figures = try PresetFigures(PresetDesk.gameCompanyCode)
    let july = try PresetDesk.at("2025-07-01 00:00")
    let cases: [(Ticket.Kind, String, Instant)] = [
      (.complaint, "lag", now), (.complaint, "lag", july - 1), ("opinion", "balance", now),
      ("opinion", "music", july), (.inquiry, "lag", now),
    ]
    let rows = try cases.enumerated().map { number, matter in
      let file = try opened(
        matter.0, category: matter.1, id: TicketID("T-\(number)"), at: matter.2)
      return try figures.row(of: file, at: matter.2)
    }
    let lines = try figures.counts("GC-10", rows).filter { !$0.hasSuffix(": 0") }
    #expect(
      lines.sorted() == ["complaint, lag: 2", "opinion, balance: 1", "opinion, music: 1"])
    let spans = try figures.report("GC-10", rows).lines.compactMap(\.span?.description)
    #expect(Set(spans).count == 2)
  }

  @Test("GC-10 management is told to expect the report on the first of each month at ten")
  func opinionsReported() throws {
    let book = try PresetDesk.gameCompanyCode.get().book
    let intents = book.agenda.intents(
      after: try PresetDesk.at("2025-06-01 10:00"), through: try PresetDesk.at("2025-08-31 23:59"))
    #expect(
      intents.map(\.notBefore) == [
        try PresetDesk.at("2025-07-01 10:00"), try PresetDesk.at("2025-08-01 10:00"),
      ])
    #expect(intents.map { $0.words("group") } == ["management", "management"])
    let report = try #require(book.reports.first { $0.id == "GC-10" })
    #expect(report.period == .month)
    #expect(report.metrics.contains("GC-10"))
    #expect(report.reader == "management")
  }

  // MARK: Last, never refused

  private func queued(_ files: [PresetCase]) throws -> [WorkID] {
    var router = try PresetDesk.router(PresetDesk.gameCompanyCode, [], at: now)
    for file in files {
      let at = try #require(file.ticket.openedAt)
      let step = try router.enqueue(file.work(at: at), at: at)
      // Nobody is sent away.
      #expect(step.directives.isEmpty)
    }
    var at = now + PresetDesk.minute
    var found: [WorkID] = []
    var step = try router.perform(
      .add(PresetDesk.agent("li", in: "desk", of: PresetDesk.gameCompanyCode), .available), at: at)
    while let decision = step.decisions.first {
      found.append(decision.work)
      at = at + 1
      _ = try router.accept(decision.work, by: "li", at: at)
      step = try router.finish(decision.work, by: "li", at: at)
    }
    return found
  }

  @Test("GC-11 what the manual answers comes after all else, though it came first")
  func manualLast() throws {
    let manual = try opened(.inquiry, [.init("inManual", true)], id: "manual")
    let ordinary = try opened(id: "ordinary", at: now + 30 * PresetDesk.second)
    let complaint = try opened(.complaint, id: "complaint", at: now + 40 * PresetDesk.second)
    #expect(try queued([manual, ordinary, complaint]) == ["ordinary", "complaint", "manual"])
  }

  @Test("GC-11 but it is never refused: alone it is taken at once")
  func manualTaken() throws {
    #expect(try queued([opened(.inquiry, [.init("inManual", true)], id: "manual")]) == ["manual"])
  }

  // MARK: Violations

  @Test("GC-15 a violation of the code is recorded on the contact, with its reason")
  func violation() throws {
    var file = try opened(over: .phone)
    try file.contact("k-1", over: .phone, at: now)
    let violation = Ticket.Violation("GC-07", by: "li", in: "k-1")
    #expect(
      file.refusal(of: .recordViolation(violation), by: .agent("quality"), at: now)
        == .reasonRequired(.recordViolation))
    try file.tell(
      .recordViolation(violation), by: .agent("quality"), at: now, because: "told where the key is")
    #expect(file.ticket.details.violations.map(\.value) == [violation])
    #expect(file.ticketEvents.last?.reason == "told where the key is")
    #expect(
      file.refusal(
        of: .recordViolation(.init("GC-07", by: "li", in: "k-9")), by: .agent("quality"), at: now,
        because: "none") == .unknownName("contact k-9", .recordViolation))
    #expect(
      file.refusal(of: .recordViolation(violation), by: .customer("c-7"), at: now, because: "rude")
        == .notAllowed(.customer("c-7"), .recordViolation))
  }

  @Test("GC-15 violations are counted by agent and reported to the supervisor every month")
  func violationsReported() throws {
    let figures = try PresetFigures(PresetDesk.gameCompanyCode)
    // Who did it counts, not whose ticket it is now.
    let agents = [("li", "he"), ("wu", "wu"), ("li", "wu")]
    let rows = try agents.enumerated().flatMap { number, agents in
      var file = try opened(id: TicketID("T-\(number)"))
      try file.contact("k-1", over: .chat, at: now)
      try file.tell(.assign(.init(agent: AgentID(agents.0))), at: now)
      try file.tell(
        .recordViolation(.init("GC-07", by: AgentID(agents.0), in: "k-1")), by: .agent("quality"),
        at: now, because: "a secret told")
      if agents.0 != agents.1 {
        try file.tell(
          .transfer(to: .init(agent: AgentID(agents.1)), contact: nil), at: now,
          because: "on leave")
      }
      return TicketLife(file.ticket.id, events: file.ticketEvents).violationRows
    }
    #expect(rows.map { $0["rule"] } == ["GC-07", "GC-07", "GC-07"])
    #expect(try figures.counts("GC-15", rows).sorted() == ["li: 2", "wu: 1"])
    let report = try #require(figures.book.reports.first { $0.id == "GC-15" })
    #expect(report.period == .month)
    #expect(report.metrics == ["GC-15"])
    #expect(report.reader == "supervisor")
  }
}
