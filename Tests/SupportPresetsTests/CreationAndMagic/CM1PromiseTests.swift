// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportPresets
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("Creation & Magic: promises about time")
struct CM1PromiseTests {
  private static let answer = Ticket.Command.addMessage(.init(.reply))

  /// Times of opening: a working morning, the evening before a holiday, a holiday's night, a weekend.
  private static let openings = [
    "2025-05-19 10:00", "2025-09-30 23:50", "2025-10-03 03:00", "2025-05-24 12:00",
  ]

  private func opened(
    _ kind: Ticket.Kind, over channel: Ticket.Channel = .phone,
    at text: String = "2025-05-19 10:00", _ fields: KeyValuePairs<String, FactValue> = [:]
  ) throws -> (CM1Case, Instant) {
    let now = try CM1.at(text)
    return (try CM1Case(kind, over: channel, at: now, fields), now)
  }

  @Test("CM-16 an ordinary inquiry is answered within 15 minutes, at any hour", arguments: openings)
  func inquiry(text: String) throws {
    let (matter, now) = try opened(.inquiry, at: text)
    let due = now.adding(milliseconds: 15 * CM1.minute)
    #expect(matter.due(.firstReply) == due)
    #expect(matter.rule(of: .firstReply) == "CM-16")
    #expect(try matter.isKept(.firstReply, untilExactly: due, by: Self.answer))
  }

  @Test("CM-16 an automatic message is no answer")
  func automatic() throws {
    var (matter, now) = try opened(.inquiry)
    try matter.perform(
      .addMessage(.init(.automatic)), by: .automation("bot"),
      at: now.adding(milliseconds: CM1.minute))
    #expect(
      matter.verdict(.firstReply, at: now.adding(milliseconds: 15 * CM1.minute + 1)) == .missed)
  }

  @Test(
    "CM-17 a complex problem is settled within 24 hours, whatever days these are",
    arguments: openings)
  func complex(text: String) throws {
    let (matter, now) = try opened("technicalFault", at: text, ["complexity": "complex"])
    let due = now.adding(milliseconds: 24 * CM1.hour)
    #expect(matter.due(.resolution) == due)
    #expect(matter.rule(of: .resolution) == "CM-17")
    #expect(try matter.isKept(.resolution, untilExactly: due, by: .solve))
  }

  @Test("CM-17 a simple problem has no such limit, and gets it from its opening once it is complex")
  func becomesComplex() throws {
    var (matter, now) = try opened("technicalFault")
    #expect(matter.matter.timeline?.status(of: .resolution, at: now) == nil)
    try matter.perform(
      .setField(.init("complexity", "complex")), at: now.adding(milliseconds: CM1.hour))
    #expect(matter.due(.resolution) == now.adding(milliseconds: 24 * CM1.hour))
  }

  @Test("CM-18 a routine problem is answered within two hours", arguments: openings)
  func routine(text: String) throws {
    let (matter, now) = try opened("technicalFault", at: text)
    let due = now.adding(milliseconds: 2 * CM1.hour)
    #expect(matter.due(.firstReply) == due)
    #expect(matter.rule(of: .firstReply) == "CM-18")
    #expect(try matter.isKept(.firstReply, untilExactly: due, by: Self.answer))
  }

  @Test(
    "CM-18 the target is reached by nine of ten routine problems, and by no smaller share",
    arguments: [(9, true), (8, false), (10, true)])
  func attainment(inTime: Int, isReached: Bool) throws {
    let book = try #require(try CM1.book().metrics)
    let definition = try #require(book.definition("CM-18"))
    let subject = try #require(book.subject(definition.subject))
    let writer = TicketRowWriter(subject)
    var tally = MetricTally(
      try MetricPlan(of: subject, [definition], in: try CM1.book().zone))
    let now = try CM1.at("2025-05-19 10:00")
    let end = now.adding(milliseconds: 24 * CM1.hour)
    func count(_ matter: CM1Case) throws {
      let life = TicketLife(matter.matter.id, events: matter.events)
      tally.count(
        try #require(writer.row(of: life, promises: matter.matter.timeline, at: end)))
    }
    var attained = SLAAttainment()
    var objective: SLAObjective?
    for number in 0..<10 {
      var matter = try CM1Case("technicalFault", at: now, id: TicketID("T-\(number)"))
      try matter.reply(
        at: now.adding(milliseconds: 2 * CM1.hour + (number < inTime ? 0 : 1)))
      let timeline = try #require(matter.matter.timeline)
      attained = attained + timeline.attainment(of: .firstReply, at: end)
      objective = timeline.status(of: .firstReply, at: end)?.target.objective
      try count(matter)
    }
    // What is urgent, or no problem, has promises of its own: missed, and not counted here.
    try count(CM1Case("technicalFault", at: now, id: "T-urgent", ["severity": "urgent"]))
    try count(CM1Case(.inquiry, at: now, id: "T-inquiry"))
    try count(CM1Case(.suggestion, at: now, id: "T-suggestion"))
    let figure = try #require(tally.figure("CM-18"))
    #expect(figure.numerator == Int128(inTime))
    #expect(figure.denominator == 10)
    #expect(definition.objective?.isMet(by: figure) == isReached)
    #expect(objective?.isReached(by: attained) == isReached)
  }

  @Test("CM-19 an urgent problem is answered within 30 minutes", arguments: openings)
  func urgent(text: String) throws {
    let (matter, now) = try opened("technicalFault", at: text, ["severity": "urgent"])
    let due = now.adding(milliseconds: 30 * CM1.minute)
    #expect(matter.due(.firstReply) == due)
    #expect(matter.rule(of: .firstReply) == "CM-19")
    #expect(try matter.isKept(.firstReply, untilExactly: due, by: Self.answer))
  }

  @Test("CM-19 of two promises that hold the stricter one counts, and the explanation names both")
  func bothNamed() throws {
    let (matter, now) = try opened(.inquiry, ["severity": "urgent"])
    #expect(matter.due(.firstReply) == now.adding(milliseconds: 15 * CM1.minute))
    #expect(matter.rule(of: .firstReply) == "CM-16")
    let text = try #require(matter.last).explanation.text(in: .english)
    #expect(text.contains("CM-16") && text.contains("CM-19"), "\(text)")
  }

  @Test("CM-19 a routine problem that turns urgent is answered within 30 minutes of its opening")
  func turnsUrgent() throws {
    var (matter, now) = try opened("technicalFault")
    try matter.perform(
      .setField(.init("severity", "urgent")), at: now.adding(milliseconds: 10 * CM1.minute))
    #expect(matter.due(.firstReply) == now.adding(milliseconds: 30 * CM1.minute))
  }

  @Test("CM-20 a major problem is answered within 15 minutes, at any hour", arguments: openings)
  func major(text: String) throws {
    for kind in ["technicalFault", "damageClaim", "complaint"] as [Ticket.Kind] {
      let (matter, now) = try opened(kind, at: text, ["severity": "major"])
      let due = now.adding(milliseconds: 15 * CM1.minute)
      #expect(matter.due(.firstReply) == due)
      #expect(try matter.isKept(.firstReply, untilExactly: due, by: Self.answer))
    }
  }

  @Test("CM-20 an outage is major without anybody saying so", arguments: openings)
  func outage(text: String) throws {
    let (matter, now) = try opened(.incident, at: text)
    let due = now.adding(milliseconds: 15 * CM1.minute)
    #expect(matter.rule(of: .firstReply) == "CM-20")
    #expect(try matter.isKept(.firstReply, untilExactly: due, by: Self.answer))
  }

  // MARK: Complaints

  @Test(
    "CM-21 a complaint about a heavy loss is of class A and goes to a task force",
    arguments: openings)
  func classA(text: String) throws {
    let (matter, now) = try opened(.complaint, at: text, ["fault": "heavyLoss"])
    #expect(matter.matter.ticket.details.grade.complaintClass == .a)
    #expect(matter.matter.ticket.assignment.group == "task-force")
    let due = now.adding(milliseconds: CM1.hour)
    #expect(matter.due("takenUp") == due)
    #expect(matter.rule(of: "takenUp") == "CM-21")
    #expect(
      try matter.isKept(
        "takenUp", untilExactly: due, by: .assign(.init(group: "task-force", agent: "zhao"))))
    guard case .enqueue(let work) = matter.last?.routing else {
      Issue.record("nobody is asked")
      return
    }
    #expect(work.queue == "task-force")
  }

  @Test("CM-21 somebody who is not of the task force does not keep the promise")
  func otherGroup() throws {
    var (matter, now) = try opened(.complaint, ["fault": "heavyLoss"])
    try matter.perform(
      .assign(.init(group: "complaints", agent: "li")), at: now.adding(milliseconds: CM1.minute))
    let due = now.adding(milliseconds: CM1.hour)
    #expect(matter.verdict("takenUp", at: due) == .running)
    #expect(matter.verdict("takenUp", at: due.adding(milliseconds: 1)) == .missed)
  }

  @Test("CM-21 a complaint that turns out to be heavy has an hour from its opening")
  func regraded() throws {
    var (matter, now) = try opened(.complaint)
    #expect(matter.matter.timeline?.status(of: "takenUp", at: now) == nil)
    try matter.perform(
      .gradeComplaint(.init(class: .a)), at: now.adding(milliseconds: 20 * CM1.minute))
    #expect(matter.due("takenUp") == now.adding(milliseconds: CM1.hour))
    #expect(matter.matter.ticket.assignment.group == "task-force")
  }

  @Test(
    "CM-22 a complaint about a defect of service is escalated within 2 hours", arguments: openings)
  func classB(text: String) throws {
    let (matter, now) = try opened(.complaint, at: text)
    #expect(matter.matter.ticket.details.grade.complaintClass == .b)
    let due = now.adding(milliseconds: 2 * CM1.hour)
    #expect(matter.due("escalated") == due)
    #expect(matter.rule(of: "escalated") == "CM-22")
    #expect(
      try matter.isKept("escalated", untilExactly: due, by: .escalate(.init(.asked, to: "care"))))
  }

  @Test("CM-22 an answer alone is no escalation, and classes A and C need none")
  func noEscalation() throws {
    var (matter, now) = try opened(.complaint)
    try matter.reply(at: now.adding(milliseconds: CM1.minute))
    #expect(
      matter.verdict("escalated", at: now.adding(milliseconds: 2 * CM1.hour + 1)) == .missed)
    for other in [try opened(.complaint, ["fault": "heavyLoss"]).0, try opened(.suggestion).0] {
      #expect(other.matter.timeline?.status(of: "escalated", at: now) == nil)
    }
  }

  @Test("CM-23 a suggestion is of class C and answered within 24 hours", arguments: openings)
  func suggestion(text: String) throws {
    let (matter, now) = try opened(.suggestion, at: text)
    #expect(matter.matter.ticket.details.grade.complaintClass == .c)
    let due = now.adding(milliseconds: 24 * CM1.hour)
    #expect(matter.due(.firstReply) == due)
    #expect(matter.rule(of: .firstReply) == "CM-23")
    #expect(try matter.isKept(.firstReply, untilExactly: due, by: Self.answer))
  }

  @Test("CM-23 a complaint that is graded C is promised the same, and no escalation any more")
  func gradedC() throws {
    var (matter, now) = try opened(.complaint)
    let later = now.adding(milliseconds: CM1.minute)
    try matter.perform(.gradeComplaint(.init(class: .c)), at: later)
    #expect(matter.due(.firstReply) == now.adding(milliseconds: 24 * CM1.hour))
    let overdue = now.adding(milliseconds: 3 * CM1.hour)
    #expect(matter.verdict("escalated", at: overdue) != .missed)
  }

  @Test(
    "CM-24 a complaint filed in the app has specialists from the upload of its vouchers, 48 hours")
  func vouchers() throws {
    var (matter, now) = try opened(.complaint, over: "app")
    #expect(matter.matter.ticket.assignment.group == "specialists")
    // Nothing runs before the vouchers are there.
    let late = now.adding(milliseconds: 100 * CM1.hour)
    #expect(matter.matter.timeline?.status(of: "specialistDecision", at: late) == nil)
    let uploaded = now.adding(milliseconds: 30 * CM1.hour)
    try matter.perform(
      .fileDocument(.init(.voucher, reference: "v-1")), by: .customer("mei"), at: uploaded)
    let due = uploaded.adding(milliseconds: 48 * CM1.hour)
    #expect(matter.due("specialistDecision") == due)
    #expect(try matter.isKept("specialistDecision", untilExactly: due, by: .solve))
  }

  @Test(
    "CM-24 other documents begin nothing; vouchers that come with the complaint begin it at once")
  func otherDocuments() throws {
    var (matter, now) = try opened(.complaint, over: "app")
    for kind in ["picture", "evidence", "complaintForm"] as [Ticket.DocumentKind] {
      try matter.perform(
        .fileDocument(.init(kind, reference: "file/\(kind)")), by: .customer("mei"), at: now)
    }
    #expect(matter.matter.timeline?.status(of: "specialistDecision", at: now) == nil)

    var opening = CM1.opening(.complaint, over: "app")
    opening.documents = [.init(.voucher, reference: "v-1")]
    let desk = try CM1.desk()
    let decision = try desk.handle(
      .open(opening), of: desk.opened("T-2", customer: "mei"), by: .customer("mei"), at: now)
    let status = decision.result.timeline?.status(of: "specialistDecision", at: now)
    #expect(status?.dueAt == now.adding(milliseconds: 48 * CM1.hour))
  }

  @Test("CM-24 a second voucher does not begin the 48 hours again")
  func secondVoucher() throws {
    var (matter, now) = try opened(.complaint, over: "app")
    for hours in [1, 20] as [Int64] {
      try matter.perform(
        .fileDocument(.init(.voucher, reference: "v-\(hours)")), by: .customer("mei"),
        at: now.adding(milliseconds: hours * CM1.hour))
    }
    #expect(matter.due("specialistDecision") == now.adding(milliseconds: 49 * CM1.hour))
  }

  @Test("CM-24 a complaint by phone is no formal one: no specialist's limit runs")
  func informal() throws {
    var (matter, now) = try opened(.complaint)
    try matter.perform(
      .fileDocument(.init(.voucher, reference: "v-1")), by: .customer("mei"), at: now)
    #expect(matter.matter.timeline?.status(of: "specialistDecision", at: now) == nil)
    #expect(matter.matter.ticket.assignment.group == nil)
  }

  // MARK: CM-29, CM-30

  private func stage(_ stage: Ticket.Stage) -> Ticket.Command {
    .reachStage(.init(stage, of: .goldenThirty))
  }

  @Test(
    "CM-29 the golden 30 minutes: confirmed within 1, planned within 5 more, reported within 24 more"
  )
  func golden() throws {
    var (matter, now) = try opened("technicalFault", at: "2025-10-03 03:00", ["golden": true])
    func after(_ minutes: Int64) -> Instant { now.adding(milliseconds: minutes * CM1.minute) }
    let confirmed = SLAMetric.stage(.confirmed, of: .goldenThirty)
    #expect(try matter.isKept(confirmed, untilExactly: after(1), by: stage(.confirmed)))
    try matter.perform(stage(.confirmed), at: after(1))
    #expect(try matter.isKept("goldenPlan", untilExactly: after(6), by: stage(.planned)))
    try matter.perform(stage(.planned), at: after(6))
    #expect(try matter.isKept("goldenReport", untilExactly: after(30), by: stage(.reported)))
    try matter.perform(stage(.reported), at: after(30))
    let later = after(1_000)
    for metric in [confirmed, "goldenPlan", "goldenReport"] {
      #expect(matter.verdict(metric, at: later) == .met)
    }
  }

  @Test(
    "CM-29 each part counts from the one before, so an early plan leaves no more than 24 minutes")
  func goldenParts() throws {
    var (matter, now) = try opened("technicalFault", ["golden": true])
    try matter.perform(stage(.confirmed), at: now.adding(milliseconds: 30 * CM1.second))
    #expect(matter.due("goldenPlan") == now.adding(milliseconds: 330 * CM1.second))
    try matter.perform(stage(.planned), at: now.adding(milliseconds: 2 * CM1.minute))
    #expect(matter.due("goldenReport") == now.adding(milliseconds: 26 * CM1.minute))
  }

  @Test("CM-29 the golden minutes go on while the desk waits for the customer")
  func goldenWaiting() throws {
    var (matter, now) = try opened("technicalFault", ["golden": true])
    try matter.perform(stage(.confirmed), at: now)
    try matter.perform(.pause(.customer), at: now)
    #expect(
      matter.verdict("goldenPlan", at: now.adding(milliseconds: 5 * CM1.minute + 1)) == .missed)
  }

  @Test(
    "CM-29 problems that are not flagged so have no golden minutes, and stages keep their order")
  func notGolden() throws {
    var (matter, now) = try opened("technicalFault")
    let confirmed = SLAMetric.stage(.confirmed, of: .goldenThirty)
    #expect(matter.matter.timeline?.status(of: confirmed, at: now) == nil)
    #expect(
      throws: DeskRejection.ticket(.stageOutOfOrder(expected: .confirmed, given: .planned))
    ) {
      try matter.perform(stage(.planned), at: now)
    }
  }

  @Test(
    "CM-30 a customer who rates the first contact with two stars or fewer is escalated by itself",
    arguments: [(1, true), (2, true), (3, false), (4, false), (5, false)])
  func dissatisfied(stars: Int, isEscalated: Bool) throws {
    var (matter, now) = try opened(.inquiry)
    try matter.perform(.startContact(.init("first", over: .phone)), at: now)
    let decision = try matter.perform(
      .rate(.init("first", stars: stars)), by: .customer("mei"), at: now)
    let escalations = matter.matter.ticket.details.escalations
    #expect(escalations.map(\.value) == (isEscalated ? [.init(.dissatisfied, to: "care")] : []))
    #expect(decision.intents.contains { $0.action == .escalate } == isEscalated)
  }

  @Test("CM-30 a customer who says so is escalated by itself, too")
  func saysSo() throws {
    var (matter, now) = try opened(.complaint)
    let decision = try matter.perform(
      .reportDissatisfaction, by: .customer("mei"), at: now.adding(milliseconds: CM1.minute))
    #expect(matter.matter.ticket.details.escalations.map(\.value.cause) == [.dissatisfied])
    #expect(decision.intents.contains { $0.action == .escalate })
    // It is the escalation that CM-22 promises.
    #expect(matter.verdict("escalated", at: now.adding(milliseconds: 3 * CM1.hour)) == .met)
  }
}
