// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("Service guide: hours and promises")
struct SGTimeTests {
  /// Tuesday.
  let start: Instant

  init() throws {
    start = try PresetDesk.at("2025-06-03 10:00")
  }

  private static let minute = PresetDesk.minute
  private static let hour = PresetDesk.hour

  private func opened(
    _ kind: Ticket.Kind = .inquiry, over channel: Ticket.Channel = .phone,
    complexity: String? = nil, at now: Instant? = nil
  ) throws -> PresetCase {
    var file = try PresetCase(PresetDesk.serviceGuide)
    try file.open(
      kind, over: channel, subject: "the lamp flickers",
      complexity.map { [.init("complexity", .text($0))] } ?? [],
      documents: kind == .complaint ? [.evidence] : [], at: now ?? start)
    return file
  }

  // MARK: Hours

  @Test("SG-01 the phone is answered at every hour of a year, holidays included")
  func phoneHours() throws {
    let clock = try #require(try PresetDesk.serviceGuide.get().book.clock("phone"))
    let first = try PresetDesk.at("2025-01-01 00:00")
    for hour in 0..<(365 * 24) {
      #expect(clock.isOpen(at: first + Int64(hour) * Self.hour))
    }
    #expect(clock.nextClosing(after: first) == nil)
  }

  @Test(
    "SG-01 mail is answered from Monday to Friday, from 09:00 up to 18:00",
    arguments: [
      ("2025-06-02 08:59:59.999", false), ("2025-06-02 09:00", true),
      ("2025-06-06 17:59:59.999", true), ("2025-06-06 18:00", false), ("2025-06-07 12:00", false),
      ("2025-06-08 12:00", false), ("2025-06-04 03:00", false),
    ])
  func mailHours(wall: String, isOpen: Bool) throws {
    let clock = try #require(try PresetDesk.serviceGuide.get().book.clock("mail"))
    #expect(clock.isOpen(at: try PresetDesk.at(wall)) == isOpen)
  }

  @Test("SG-01 for mail the clocks run in its hours: ten minutes on Friday, the rest on Monday")
  func mailClock() throws {
    let friday = try PresetDesk.at("2025-06-06 17:50")
    let mail = try opened(over: .email, at: friday)
    // 30 min: 17:50–18:00 and 09:00–09:20; 1 h: 17:50–18:00 and 09:00–09:50.
    #expect(mail.due(.firstReply) == (try PresetDesk.at("2025-06-09 09:20")))
    #expect(mail.due(.resolution) == (try PresetDesk.at("2025-06-09 09:50")))
    let call = try opened(at: friday)
    #expect(call.due(.firstReply) == (try PresetDesk.at("2025-06-06 18:20")))
    #expect(call.due(.resolution) == (try PresetDesk.at("2025-06-06 18:50")))
  }

  @Test("SG-01 mail that arrives on Saturday waits for Monday at nine before its clock runs")
  func mailAtWeekend() throws {
    var mail = try opened(over: .email, at: try PresetDesk.at("2025-06-07 11:00"))
    let due = try PresetDesk.at("2025-06-09 09:30")
    #expect(mail.due(.firstReply) == due)
    #expect(mail.tick(at: due).breaches.isEmpty)
    #expect(mail.tick(at: due + 1).breaches == ["firstReply"])
  }

  @Test("SG-01 a reply that is due at exactly 18:00 is due then, not on the next morning")
  func mailAtClosing() throws {
    let mail = try opened(over: .email, at: try PresetDesk.at("2025-06-06 17:30"))
    #expect(mail.due(.firstReply) == (try PresetDesk.at("2025-06-06 18:00")))
  }

  // MARK: Simple problems

  @Test(
    "SG-04 a simple problem has its reply after exactly 30 min and is late a millisecond later",
    arguments: [.phone, .chat, "app", "comment", "directMessage"] as [Ticket.Channel],
    [.inquiry, "account", "product", .suggestion] as [Ticket.Kind])
  func simpleReply(channel: Ticket.Channel, kind: Ticket.Kind) throws {
    for (wait, verdict) in [(30 * Self.minute, SLAVerdict.met), (30 * Self.minute + 1, .missed)] {
      var file = try opened(kind, over: channel, complexity: "simple")
      try file.tell(.addMessage(.init(.reply)), at: start + wait)
      #expect(file.verdict(of: .firstReply, at: start + wait) == verdict)
    }
  }

  @Test("SG-04 a simple problem is solved after exactly 1 h and late a millisecond later")
  func simpleSolved() throws {
    for (wait, verdict) in [(Self.hour, SLAVerdict.met), (Self.hour + 1, .missed)] {
      var file = try opened(complexity: "simple")
      try file.tell(.addMessage(.init(.reply)), at: start + Self.minute)
      try file.tell(.solve, at: start + wait)
      #expect(file.verdict(of: .resolution, at: start + wait) == verdict)
    }
  }

  @Test("SG-04 what is missed is told once, a millisecond after it was due, whoever looks")
  func simpleBreaches() throws {
    var file = try opened()
    #expect(file.tick(at: start + 30 * Self.minute).breaches.isEmpty)
    #expect(file.tick(at: start + 30 * Self.minute + 1).breaches == ["firstReply"])
    #expect(file.tick(at: start + Self.hour + 1).breaches == ["resolution"])
    #expect(file.tick(at: start + 2 * Self.hour).breaches.isEmpty)
  }

  // MARK: Complex problems

  @Test("SG-05 a complex problem has its reply after exactly 2 h and is late a millisecond later")
  func complexReply() throws {
    for (wait, verdict) in [(2 * Self.hour, SLAVerdict.met), (2 * Self.hour + 1, .missed)] {
      var file = try opened("product", complexity: "complex")
      try file.tell(.addMessage(.init(.reply)), at: start + wait)
      #expect(file.verdict(of: .firstReply, at: start + wait) == verdict)
      // Nothing is promised about its whole resolution.
      #expect(file.due(.resolution) == nil)
    }
  }

  @Test("SG-05 within 24 h there is a first solution, and a millisecond later it is late")
  func firstSolution() throws {
    for (wait, verdict) in [(24 * Self.hour, SLAVerdict.met), (24 * Self.hour + 1, .missed)] {
      var file = try opened(complexity: "complex")
      try file.tell(.solve, at: start + wait)
      #expect(file.verdict(of: "firstStep", at: start + wait) == verdict)
    }
  }

  @Test("SG-05 or, within the same 24 h, a follow-up that was arranged")
  func arrangedFollowUp() throws {
    for (wait, verdict) in [(24 * Self.hour, SLAVerdict.met), (24 * Self.hour + 1, .missed)] {
      var file = try opened(complexity: "complex")
      let visit = Ticket.FollowUp("visit", purpose: "visit", dueAt: start + 72 * Self.hour)
      try file.tell(.planFollowUp(visit), at: start + wait)
      #expect(file.verdict(of: "firstStep", at: start + wait) == verdict)
    }
  }

  @Test("SG-05 where there is neither it is missed; a reply alone is no first step")
  func neither() throws {
    var file = try opened(complexity: "complex")
    try file.tell(.addMessage(.init(.reply)), at: start + Self.hour)
    #expect(file.tick(at: start + 24 * Self.hour).breaches.isEmpty)
    #expect(file.tick(at: start + 24 * Self.hour + 1).breaches == ["firstStep"])
  }

  @Test("SG-05 by mail the hours are those of mail: 24 h are two days of nine hours and six more")
  func complexMail() throws {
    let file = try opened(
      over: .email, complexity: "complex", at: try PresetDesk.at("2025-06-02 09:00"))
    #expect(file.due(.firstReply) == (try PresetDesk.at("2025-06-02 11:00")))
    #expect(file.due("firstStep") == (try PresetDesk.at("2025-06-04 15:00")))
  }

  // MARK: The next step

  @Test("SG-06 nothing is escalated before the customer agreed to the next step")
  func confirmsNextStep() throws {
    var file = try opened("product", complexity: "complex")
    let escalation = Ticket.Command.escalate(.init(.asked, to: "technicalExperts"))
    #expect(file.missing(for: escalation, at: start) == ["confirmation nextStep (nextStep)"])
    try file.tell(
      .askConfirmation(.init("nextStep", expectedAt: start + 48 * Self.hour)), at: start)
    #expect(file.missing(for: escalation, at: start) == ["confirmation nextStep (nextStep)"])
    try file.tell(
      .answerConfirmation(.init("nextStep", accepted: false)), by: .customer("c-7"),
      at: start + Self.minute)
    let later = start + 2 * Self.minute
    #expect(file.missing(for: escalation, at: later) == ["confirmation nextStep (nextStep)"])
    try file.tell(
      .askConfirmation(.init("nextStep", expectedAt: start + 24 * Self.hour)), at: later)
    try file.tell(
      .answerConfirmation(.init("nextStep", accepted: true)), by: .customer("c-7"), at: later)
    let raised = try file.tell(escalation, at: later)
    #expect(
      raised.intents.filter { $0.action == .escalate }.map { $0.words("group") } == [
        "technicalExperts"
      ])
  }

  @Test("SG-06 the question tells the expected time, or is refused")
  func expectedTime() throws {
    let file = try opened()
    #expect(
      file.missing(for: .askConfirmation(.init("nextStep")), at: start) == [
        "expected time (nextStep)"
      ])
    #expect(
      file.refusal(of: .askConfirmation(.init("nextStep", expectedAt: start)), at: start) == nil)
  }

  @Test("SG-06 the wait for the answer pauses the clock")
  func waitPauses() throws {
    var file = try opened(complexity: "simple")
    let asked = start + 10 * Self.minute
    try file.tell(.askConfirmation(.init("nextStep", expectedAt: start + Self.hour)), at: asked)
    #expect(file.ticket.status == .pending)
    #expect(
      file.matter.timeline?.status(of: .resolution, at: asked + 5 * Self.minute)?.phase == .paused)
    // 10 min used; the answer comes after 15 min, so 50 min are left from then.
    let answered = asked + 15 * Self.minute
    try file.tell(
      .answerConfirmation(.init("nextStep", accepted: true)), by: .customer("c-7"), at: answered)
    #expect(file.ticket.status == .open)
    #expect(file.due(.resolution) == start + 75 * Self.minute)
    try file.tell(.solve, at: start + 75 * Self.minute)
    #expect(file.verdict(of: .resolution, at: start + 75 * Self.minute) == .met)
  }

  // MARK: Complaints

  @Test("SG-08 type and customer: both promises end after exactly 24 h")
  func complaintFirstDay() throws {
    for (wait, verdict) in [(24 * Self.hour, SLAVerdict.met), (24 * Self.hour + 1, .missed)] {
      var file = try opened(.complaint)
      try file.tell(.reachStage(.init(.registered, of: .complaint)), at: start)
      try file.tell(.reachStage(.init(.assessed, of: .complaint)), at: start + wait)
      try file.tell(.addMessage(.init(.reply)), at: start + wait)
      #expect(
        file.verdict(of: .stage(.assessed, of: .complaint), at: start + wait) == verdict)
      #expect(file.verdict(of: .firstReply, at: start + wait) == verdict)
    }
  }

  @Test("SG-08 contact alone does not verify the type, and the type alone is no contact")
  func complaintBoth() throws {
    var file = try opened(.complaint)
    try file.tell(.reachStage(.init(.registered, of: .complaint)), at: start)
    try file.tell(.addMessage(.init(.reply)), at: start + Self.hour)
    #expect(file.tick(at: start + 24 * Self.hour + 1).breaches == ["complaint/assessed"])
  }

  @Test(
    "SG-08 the outcome is due at the end of the third working day, made-up days counted",
    arguments: [
      // A plain week: Wednesday, Thursday, Friday.
      ("2025-06-03 10:00", "2025-06-06 18:00"),
      // Friday, the Sunday that is worked for the National Day, Monday.
      ("2025-09-25 10:00", "2025-09-29 18:00"),
      // Over the National Day: 9 and 10 October, and Saturday the 11th, which is worked.
      ("2025-09-30 10:00", "2025-10-11 18:00"),
      // On a Saturday: Monday, Tuesday, Wednesday.
      ("2025-06-07 10:00", "2025-06-11 18:00"),
    ])
  func complaintOutcome(opening: String, due: String) throws {
    let (opening, due) = (try PresetDesk.at(opening), try PresetDesk.at(due))
    for channel in [Ticket.Channel.phone, .email] {
      #expect(try opened(.complaint, over: channel, at: opening).due(.resolution) == due)
    }
    for (at, verdict) in [(due, SLAVerdict.met), (due + 1, .missed)] {
      var file = try opened(.complaint, at: opening)
      try file.tell(.solve, at: at)
      #expect(file.verdict(of: .resolution, at: at) == verdict)
    }
  }
}
