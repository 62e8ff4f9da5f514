// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRules
import SupportTickets
import Testing

@Suite("Creation & Magic: metrics")
struct CM2MetricTests {
  let june: Instant

  init() throws {
    june = try CM2.at("2025-06-03 10:00")
  }

  private func contact(isResolved: Bool?, talk: Duration? = nil) throws -> Facts {
    var contact = Contact("k", arrivedAt: june)
    contact.queuedAt = june
    contact.answeredAt = june.adding(milliseconds: 5_000)
    contact.endedAt = june.adding(milliseconds: CM2.hour)
    contact.outcome = .answered
    contact.agent = "li"
    contact.isResolved = isResolved
    contact.talk = talk
    return contact.facts(in: try CM2.book().zone)
  }

  @Test(
    "CM-41 first-contact resolution is reached at 92 of 100 contacts and missed at 91",
    arguments: [(92, true), (91, false)])
  func firstContactResolution(good: Int, isMet: Bool) throws {
    var rows = try CM2Figures.rows(100, good: good) { try contact(isResolved: $0) }
    // Of these nobody said whether they were settled.
    rows += try (0..<7).map { _ in try contact(isResolved: nil) }
    let line = try CM2Figures.line("CM-41", rows)
    #expect(line.figure.numerator == Int128(good))
    #expect(line.figure.denominator == 100)
    #expect(line.figure.leftOut.total == 7)
    #expect(line.isMet == isMet)
  }

  /// The answers of a day at the desk: each inquiry is answered after so many seconds.
  private func replies(after seconds: [Int64]) throws -> [Facts] {
    try seconds.enumerated().flatMap { number, seconds in
      let id = TicketID("T-\(number)")
      var file = try CM2Case(id)
      try file.open(.inquiry, at: june)
      try file.tell(.addMessage(.init(.reply)), at: june.adding(milliseconds: seconds * 1_000))
      return TicketLife(id, events: file.ticketEvents).replyRows()
    }
  }

  @Test("CM-42 the mean response time is told beside that of the industry")
  func meanResponse() throws {
    // 4 min, 4 min 28 s and 4 min 56 s: 804 s in three answers, 4 min 28 s each.
    let line = try CM2Figures.line("CM-42", try replies(after: [240, 268, 296]))
    #expect(line.figure.numerator == 804_000)
    #expect(line.figure.denominator == 3)
    #expect(line.figure.value == MetricFraction(268_000))
    #expect(line.isMet == nil)
    let report = try #require(try CM2.book().reports.first { $0.id == "CM-56-supervision" })
    let reference = try #require(report.references.first { $0.metric == "CM-42" })
    #expect(reference.name == "industry")
    let unit = try #require(try CM2.book().metrics?.unit(of: "CM-42"))
    let industry = try MetricFigure(reference.value, in: unit)
    #expect(industry.value == MetricFraction(375_000))
    let change = MetricComparison(of: "CM-42", line.figure, with: industry).change
    // (268 − 375) / 375
    #expect(MetricFraction(-107, over: 375).map(MetricComparison.Change.relative) == change)
  }

  private func complaint(isRepeat: Bool) throws -> Facts {
    try CM2Figures.row(
      "tickets",
      [
        "ticket": .text("T"), "kind": .text("complaint"), "isRepeat": .boolean(isRepeat),
        "openedAt": .instant(june),
      ])
  }

  @Test(
    "CM-43 repeats are counted of all complaints: 8 of 100 reach the bound and 9 do not",
    arguments: [(8, true), (9, false)])
  func repeatComplaints(repeats: Int, isMet: Bool) throws {
    var rows = try CM2Figures.rows(100, good: repeats) { try complaint(isRepeat: $0) }
    rows.append(
      try CM2Figures.row(
        "tickets",
        ["kind": .text("inquiry"), "isRepeat": .boolean(true), "openedAt": .instant(june)]))
    let line = try CM2Figures.line("CM-43", rows)
    #expect(line.figure.numerator == Int128(repeats))
    #expect(line.figure.denominator == 100)
    #expect(line.isMet == isMet)
  }

  @Test("CM-43 a complaint that is linked to the one it repeats counts as a repeat")
  func linkedRepeat() throws {
    let subject = try #require(try CM2.book().metrics?.subject("tickets"))
    let rows = try [true, false].map { isRepeat in
      var file = try CM2Case("T-2")
      try file.open(.complaint, at: june)
      if isRepeat { try file.tell(.link(.init(.repeats, "T-1")), at: june) }
      let life = TicketLife("T-2", events: file.ticketEvents)
      return try #require(
        TicketRowWriter(subject).row(of: life, promises: file.matter.timeline, at: june))
    }
    let line = try CM2Figures.line("CM-43", rows)
    #expect(line.figure.numerator == 1)
    #expect(line.figure.denominator == 2)
    #expect(line.isMet == false)
  }

  @Test("CM-44 the ten most frequent problems are told exactly, with the share they make up")
  func topTen() throws {
    let problems: KeyValuePairs<String, Int> = [
      "lateDelivery": 28, "verification": 19, "membershipBenefit": 15, "payment": 12, "server": 6,
      "login": 5, "recharge": 4, "installation": 3, "connection": 3, "lostItem": 3,
      "refund": 2,
    ]
    var rows: [Facts] = []
    for (problem, count) in problems {
      for _ in 0..<count {
        rows.append(
          try CM2Figures.row(
            "tickets", ["category": .text(problem), "openedAt": .instant(june)]))
      }
    }
    // The order in which they came does not matter.
    rows = (0..<100).map { rows[($0 * 37) % 100] }
    let line = try CM2Figures.line("CM-44", rows)
    #expect(
      line.figure.entries.map { "\($0.name) \($0.count)" } == [
        "lateDelivery 28", "verification 19", "membershipBenefit 15", "payment 12", "server 6",
        "login 5", "recharge 4", "connection 3", "installation 3", "lostItem 3",
      ])
    #expect(line.figure.entries.allSatisfy { $0.error == 0 })
    #expect(line.figure.numerator == 98)
    #expect(line.figure.denominator == 100)
  }

  private func rating(_ isGood: Bool) -> Facts {
    var answer = SurveyAnswer(.contact, scale: 1...5, askedAt: june)
    answer.score = isGood ? 4 : 3
    answer.answeredAt = june
    return answer.facts
  }

  @Test(
    "CM-45 satisfaction is held against 95 % each month and against the vision of 98 % each year",
    arguments: [
      ("CM-45-satisfaction", 95, true), ("CM-45-satisfaction", 94, false),
      ("CM-45-satisfaction-vision", 98, true), ("CM-45-satisfaction-vision", 97, false),
    ] as [(MetricID, Int, Bool)])
  func satisfaction(metric: MetricID, good: Int, isMet: Bool) throws {
    let line = try CM2Figures.line(metric, CM2Figures.rows(100, good: good, rating))
    #expect(line.figure.numerator == Int128(good))
    #expect(line.figure.denominator == 100)
    #expect(line.isMet == isMet)
  }

  @Test(
    "CM-45 the error rate has to stay below 0.3 %: 3 of 1,000 are too many",
    arguments: [(2, true), (3, false)])
  func errorRate(errors: Int, isMet: Bool) throws {
    let rows = try CM2Figures.rows(1_000, good: errors) {
      try CM2Figures.row(
        "inspections", ["inspectedAt": .instant(june), "hasErrors": .boolean($0)])
    }
    let line = try CM2Figures.line("CM-45-errors", rows)
    #expect(line.figure.numerator == Int128(errors))
    #expect(line.figure.denominator == 1_000)
    #expect(line.isMet == isMet)
  }

  @Test(
    "CM-45 the vision of a response within 15 s is reached at a mean of 15 s and not a moment above",
    arguments: [(15_000, true), (15_001, false)] as [(Int64, Bool)])
  func responseVision(mean: Int64, isMet: Bool) throws {
    let rows = try [mean - 5_000, mean + 5_000].map {
      try CM2Figures.row(
        "replies",
        ["askedAt": .instant(june), "wait": .duration(milliseconds: $0)])
    }
    let line = try CM2Figures.line("CM-45-response-vision", rows)
    #expect(line.figure.value == MetricFraction(Int128(mean)))
    #expect(line.isMet == isMet)
  }

  @Test("CM-45 the mean talk time is told and judged by nobody")
  func talkTime() throws {
    // 8 min and 8 min 24 s: 8 min 12 s each.
    let rows = try [480, 504].map { try contact(isResolved: true, talk: .seconds($0)) }
    let line = try CM2Figures.line("CM-45-talk", rows)
    #expect(line.figure.value == MetricFraction(492_000))
    #expect(line.isMet == nil)
    #expect(try CM2Figures.definition("CM-45-talk").objective == nil)
  }

  // MARK: Stars

  private func rated(_ stars: [Int], by agent: AgentID, in id: TicketID) throws -> CM2Case {
    var file = try CM2Case(id)
    try file.open(.inquiry, at: june)
    try file.tell(.assign(.init(group: "front", agent: agent)), at: june)
    for (number, stars) in stars.enumerated() {
      let contact = ContactID("k-\(number)")
      try file.tell(.startContact(.init(contact, over: .phone)), by: .agent(agent), at: june)
      try file.tell(.endContact(contact, receipt: nil), by: .agent(agent), at: june)
      try file.tell(.rate(.init(contact, stars: stars)), by: .customer("c-7"), at: june)
    }
    return file
  }

  @Test("CM-47 an agent is rated with one to five stars", arguments: 1...5)
  func starsAreTaken(stars: Int) throws {
    let file = try rated([stars], by: "li", in: "T-1")
    #expect(file.ticket.details.contact("k-0")?.stars == stars)
  }

  @Test("CM-47 any other number of stars is refused with the bounds", arguments: [-1, 0, 6, 50])
  func otherStarsAreRefused(stars: Int) throws {
    var file = try CM2Case()
    try file.open(.inquiry, at: june)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: june)
    #expect(
      file.refusal(of: .rate(.init("k-1", stars: stars)), by: .customer("c-7"), at: june)
        == .outOfRange("stars", value: stars, bounds: 1...5))
    #expect(file.ticket.details.contact("k-1")?.stars == nil)
  }

  @Test("CM-47 a contact is rated once, by the customer, and only where there was one")
  func onceAContact() throws {
    var file = try rated([4, 5], by: "li", in: "T-1")
    #expect(
      file.refusal(of: .rate(.init("k-0", stars: 5)), by: .customer("c-7"), at: june)
        == .alreadyDone("rating of k-0", .rate))
    #expect(
      file.refusal(of: .rate(.init("k-9", stars: 5)), by: .customer("c-7"), at: june)
        == .unknownName("contact k-9", .rate))
    try file.tell(.startContact(.init("k-2", over: .chat)), at: june)
    #expect(
      file.refusal(of: .rate(.init("k-2", stars: 5)), by: .agent("li"), at: june)
        == .notAllowed(.agent("li"), .rate))
  }

  @Test("CM-47 stars are told for each agent")
  func starsByAgent() throws {
    let subject = try #require(try CM2.book().metrics?.subject("tickets"))
    let files = [
      try rated([5], by: "li", in: "T-1"), try rated([4], by: "li", in: "T-2"),
      try rated([2], by: "wu", in: "T-3"),
    ]
    let rows = files.compactMap { file in
      TicketRowWriter(subject).row(
        of: TicketLife(file.ticket.id, events: file.ticketEvents), at: june)
    }
    let report = try CM2Figures.report("CM-47", rows)
    let month = MetricSpan(.month, at: june, in: try CM2.book().zone)
    let li = report.figure("CM-47", in: month, group: [.text("li")])
    #expect(li?.numerator == 9)
    #expect(li?.denominator == 2)
    #expect(report.figure("CM-47", in: month, group: [.text("wu")])?.value == MetricFraction(2))
  }

  // MARK: Proposals

  private func proposal(isAccepted: Bool?, at wall: String) throws -> Facts {
    let decided = try CM2.at(wall)
    var row = try CM2Figures.row(
      "proposals", ["proposedAt": .instant(june), "isAccepted": .boolean(isAccepted ?? false)])
    if isAccepted != nil { try row.set("decidedAt", to: .instant(decided)) }
    return row
  }

  @Test(
    "CM-68 accepted proposals are counted by the year: 5,000 reach the aim, 4,999 do not",
    arguments: [(5_000, true), (4_999, false)])
  func acceptedProposals(accepted: Int, isMet: Bool) throws {
    let yes = try proposal(isAccepted: true, at: "2025-12-31 23:59:59.999")
    let no = try proposal(isAccepted: false, at: "2025-12-31 12:00")
    let late = try proposal(isAccepted: true, at: "2026-01-01 00:00")
    let rows = Array(repeating: yes, count: accepted) + [no, no, late]
    let report = try CM2Figures.report("CM-68", rows)
    let lines = report.lines.filter { $0.figure.numerator > 0 }
    #expect(lines.map(\.figure.numerator) == [Int128(accepted), 1])
    #expect(lines.map(report.isMet) == [isMet, false])
  }
}
