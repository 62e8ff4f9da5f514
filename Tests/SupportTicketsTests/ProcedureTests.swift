// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Tickets: stages, confirmations, endings and later contacts")
struct ProcedureTests {
  typealias Rejection = Ticket.Rejection
  private static let agent = Principal.agent("li")
  private static let customer = Principal.customer("c-1")
  private static let start = Instant.fixtureStart
  private static let day = TicketStories.day
  private static let six: [Ticket.Stage] = [
    .registered, .assessed, .assigned, .answered, .reviewed, .archived,
  ]

  @Test("a complaint runs through its six stages in order, each with its time, none left out")
  func complaint() throws {
    var policy = TicketPolicy("complaints")
    policy.procedures = [.complaint(checklist: [.voucher, .evidence])]
    var ticket = Ticket.fixture(classification: .init(kind: .complaint))
    for (position, stage) in Self.six.enumerated() {
      for wrong in Self.six where wrong != stage {
        #expect(throws: Rejection.stageOutOfOrder(expected: stage, given: wrong)) {
          try ticket.decide(
            .reachStage(.init(wrong, of: .complaint)), by: Self.agent, at: .max, under: policy)
        }
      }
      if stage == .archived {
        #expect(
          throws: Rejection.missing([
            .init(.document(.voucher), by: "complaint"),
            .init(.document(.evidence), by: "complaint"),
          ])
        ) {
          try ticket.decide(
            .reachStage(.init(stage, of: .complaint)), by: Self.agent, at: .max, under: policy)
        }
        for kind in [Ticket.DocumentKind.evidence, .voucher] {
          ticket.apply(.fixture(.documentFiled(.init(kind, reference: "d"))))
        }
      }
      let at = Self.start.adding(milliseconds: Int64(position + 60) * 60_000)
      try ticket.perform(
        .reachStage(.init(stage, of: .complaint)), by: Self.agent, at: at, under: policy)
      #expect(ticket.details.stage(of: .complaint)?.at == at)
    }
    #expect(ticket.details.stages.map(\.value.stage) == Self.six)
    #expect(throws: Rejection.stageOutOfOrder(expected: nil, given: .registered)) {
      try ticket.decide(
        .reachStage(.init(.registered, of: .complaint)), by: Self.agent, at: .max, under: policy)
    }
    #expect(throws: Rejection.policySilent(.procedures, .reachStage)) {
      try ticket.decide(
        .reachStage(.init(.confirmed, of: .goldenThirty)), by: Self.agent, at: .max, under: policy)
    }
  }

  @Test("a checklist of twelve documents names those that are missing, in its order")
  func checklist() {
    let kinds = (1...12).map { Ticket.DocumentKind("document-\($0)") }
    var policy = TicketPolicy("complaints")
    policy.procedures = [.complaint(checklist: kinds)]
    var ticket = Ticket.fixture()
    for kind in kinds where kind != "document-3" && kind != "document-11" {
      ticket.apply(.fixture(.documentFiled(.init(kind, reference: "d"))))
    }
    #expect(
      ticket.missingDocuments(of: .complaint, under: policy).map(\.description)
        == ["document document-3 (complaint)", "document document-11 (complaint)"])
  }

  @Test(
    "an improvement is in time from day 45 to day 90, both included",
    arguments: [
      (45 * day - 1, Ticket.WindowFinding.early), (45 * day, .inTime), (90 * day, .inTime),
      (90 * day + 1, .late), (0, .early),
    ])
  func window(milliseconds: Int64, finding: Ticket.WindowFinding) {
    let policy = TicketStories.policy
    var ticket = Ticket.fixture(classification: .init(kind: .suggestion))
    #expect(ticket.window(of: .improvement, at: .max, under: policy) == nil)
    for stage in [Ticket.Stage.proposed, .classified, .designed, .piloted] {
      ticket.apply(
        .fixture(.stageReached(.init(stage, of: .improvement)), at: Self.start))
    }
    let end = Self.start.adding(milliseconds: milliseconds)
    let still: Ticket.WindowFinding = milliseconds > 90 * Self.day ? .late : .running
    #expect(ticket.window(of: .improvement, at: end, under: policy) == still)
    ticket.apply(.fixture(.stageReached(.init(.rolledOut, of: .improvement)), at: end))
    #expect(ticket.window(of: .improvement, at: .max, under: policy) == finding)
    #expect(ticket.window(of: .improvement, at: .max, under: TicketPolicy("none")) == nil)
  }

  @Test("each of three incident levels has its plan, and one without a plan is not guessed")
  func incidents() throws {
    var ticket = Ticket.fixture(classification: .init(kind: .incident))
    let plans = ["stand-by servers", "neighbouring nodes", "targeted fix"]
    for (level, plan) in zip(Ticket.IncidentLevel.allCases, plans) {
      try ticket.perform(
        .gradeIncident(level), by: Self.agent, at: .max, under: TicketStories.policy)
      #expect(ticket.details.incident == .init(level, plan: plan))
    }
    #expect(throws: Rejection.policySilent(.incidentPlans, .gradeIncident)) {
      try ticket.decide(.gradeIncident(.system), by: Self.agent, at: .max)
    }
  }

  @Test("the next step is confirmed before it is taken; waiting for it pauses the work")
  func confirmation() throws {
    var policy = TicketPolicy("steps")
    policy.confirmations = [
      .init(.nextStep, pauses: true, before: [.escalate]), .init(.understood, pauses: false),
    ]
    var ticket = Ticket.fixture()
    let escalate = Ticket.Command.escalate(.init(.asked))
    let missing = Rejection.missing([.init(.confirmation(.nextStep), by: "nextStep")])
    #expect(throws: missing) {
      try ticket.decide(escalate, by: Self.agent, at: .max, under: policy)
    }
    let told = ticket.allowedCommands(for: Self.agent, at: .max, under: policy)
    #expect(told.first { $0.kind == .escalate }?.refusal == missing)
    try ticket.perform(
      .askConfirmation(.init(.nextStep, expectedAt: .max)), by: Self.agent, at: .max, under: policy)
    #expect(ticket.status == .pending)
    #expect(throws: Rejection.nothingToChange(.askConfirmation)) {
      try ticket.decide(
        .askConfirmation(.init(.nextStep)), by: Self.agent, at: .max, under: policy)
    }
    let no = Ticket.Command.answerConfirmation(.init(.nextStep, accepted: false))
    try ticket.perform(no, by: Self.customer, at: .max, under: policy)
    #expect(ticket.status == .open)
    #expect(throws: missing) {
      try ticket.decide(escalate, by: Self.agent, at: .max, under: policy)
    }
    #expect(throws: Rejection.unknownName("open confirmation nextStep", .answerConfirmation)) {
      try ticket.decide(no, by: Self.customer, at: .max, under: policy)
    }
    try ticket.perform(
      .askConfirmation(.init(.nextStep)), by: Self.agent, at: .max, under: policy)
    try ticket.perform(
      .answerConfirmation(.init(.nextStep, accepted: true)), by: Self.customer, at: .max,
      under: policy)
    try ticket.perform(escalate, by: Self.agent, at: .max, under: policy)
    #expect(throws: Rejection.policySilent(.confirmations, .askConfirmation)) {
      try ticket.decide(.askConfirmation(.init(.solution)), by: Self.agent, at: .max, under: policy)
    }
  }

  @Test("closing waits for the record of a call, an answer and an apology, but for some outcomes")
  func closing() throws {
    var policy = TicketPolicy("closing")
    policy.fields = [.init("cause", .plain)]
    policy.requirements = [
      .init("records", before: [.close], parts: [.record(channels: [.phone])]),
      .init(
        "answers", when: .isOneOf(.kind, .inquiry), before: [.close], parts: [.answer],
        exceptFor: [.outOfScope, .withheld]),
      .init(
        "apologies", when: .equals("cause", "company"), before: [.close, .solve],
        parts: [.document(.apology)]),
    ]
    var ticket = Ticket.fixture()
    for contact in [
      Ticket.Contact("k-1", over: .phone), .init("k-2", over: .chat), .init("k-3", over: .phone),
    ] {
      ticket.apply(.fixture(.contactStarted(contact)))
    }
    ticket.apply(.fixture(.fieldSet(.init("cause", "company"))))
    ticket.apply(.fixture(.messageAdded(.init(.holdingReply))))
    func missing(_ kind: Ticket.Command.Kind) -> [String] {
      policy.missing(before: kind, in: ticket).map(\.description)
    }
    #expect(
      missing(.close) == [
        "record of the contact (records)", "answer (answers)", "document apology (apologies)",
      ])
    #expect(missing(.solve) == ["document apology (apologies)"] && missing(.pause).isEmpty)
    ticket.apply(.fixture(.contactRecorded(.init("k-1", record: "w"))))
    #expect(missing(.close).count == 3, "every call needs its record")
    ticket.apply(.fixture(.contactRecorded(.init("k-3", record: "w"))))
    ticket.apply(.fixture(.documentFiled(.init(.apology, reference: "d"))))
    #expect(missing(.close) == ["answer (answers)"])
    var outOfScope = ticket
    try outOfScope.perform(.conclude(.outOfScope), by: Self.agent, at: .max, under: policy)
    try outOfScope.perform(.close, by: Self.agent, at: .max, under: policy)
    ticket.apply(.fixture(.messageAdded(.init(.reply))))
    try ticket.perform(.close, by: Self.agent, at: .max, under: policy)
  }

  @Test("a contact ends with a receipt, whose code comes from the host")
  func receipts() throws {
    var policy = TicketPolicy("receipts")
    policy.receiptNeeded = true
    var ticket = TicketStories.ticket(in: .open)
    for code in [nil, ""] {
      #expect(throws: Rejection.missing([.init(.receipt, by: "receiptNeeded")])) {
        try ticket.decide(
          .endContact("k-1", receipt: code), by: Self.agent, at: .max, under: policy)
      }
    }
    let events = try ticket.perform(
      .endContact("k-1", receipt: "7XK2"), by: Self.agent, at: .max, under: policy)
    #expect(ticket.details.contact("k-1")?.receipt == "7XK2")
    #expect(throws: Rejection.alreadyDone("contact k-1", .endContact)) {
      try ticket.decide(.endContact("k-1", receipt: "2"), by: Self.agent, at: .max)
    }
    let intents = events.flatMap { $0.intents(causedBy: "E-1", of: "T-1") }
    #expect(intents.map(\.action) == [.send])
    #expect(intents.first?.operands.last == .init("code", .personal("7XK2")))
  }

  @Test("recordings are there and encrypted where the policy wants it")
  func recordings() throws {
    var policy = TicketPolicy("recordings")
    policy.recordings = .init(neededOver: [.phone], mustBeEncrypted: true)
    var ticket = Ticket.fixture()
    for key in [nil, ""] {
      #expect(throws: Rejection.recordingInTheClear("k-1")) {
        try ticket.decide(
          .startContact(.init("k-1", over: .phone, recording: .init("r", key: key))),
          by: Self.agent, at: .max, under: policy)
      }
    }
    for contact in [
      Ticket.Contact("k-1", over: .phone, recording: .init("r", key: "key")),
      .init("k-2", over: .phone), .init("k-3", over: .chat),
    ] {
      try ticket.perform(.startContact(contact), by: Self.agent, at: .max, under: policy)
    }
    #expect(policy.contactsWithoutRecording(of: ticket) == ["k-2"])
  }

  @Test("a later contact follows from a solution, recurs, and is reminded of")
  func followUps() throws {
    var policy = TicketPolicy("care")
    policy.followUps = [
      .init(
        "care", when: .isOneOf(.kind, .inquiry), after: .solve, purpose: "satisfaction",
        delay: .elapsed(milliseconds: 7 * Self.day)),
      .init(
        "visit", after: .open, purpose: "maintenance", delay: .elapsed(milliseconds: Self.day),
        every: .elapsed(milliseconds: 30 * Self.day)),
    ]
    var ticket = Ticket("T-1")
    try ticket.perform(
      .open(.init(customer: "c-1", classification: .init(kind: .inquiry))), by: Self.customer,
      at: Self.start, under: policy)
    let solved = try ticket.perform(.solve, by: Self.agent, at: Self.start, under: policy)
    #expect(ticket.details.followUps.map(\.plan.id) == ["visit-1", "care-1"])
    let due = Self.start.adding(milliseconds: 7 * Self.day)
    #expect(ticket.details.followUps.last?.plan.dueAt == due)
    let intents = solved.last?.intents(causedBy: "E-3", of: "T-1")
    #expect(intents?.map(\.notBefore) == [due] && intents?.first?.key == "E-3/remind/0")
    try ticket.perform(.completeFollowUp("visit-1"), by: Self.agent, at: due, under: policy)
    let next = ticket.details.followUps.last
    #expect(next?.plan.id == "visit-2")
    #expect(next?.plan.dueAt == due.adding(milliseconds: 30 * Self.day))
    try ticket.perform(.completeFollowUp("care-1"), by: Self.agent, at: due, under: policy)
    #expect(ticket.details.followUps.count == 3)
    for name in ["care-1", "visit-1"] {
      #expect(throws: Rejection.alreadyDone(name, .completeFollowUp)) {
        try ticket.decide(.completeFollowUp(name), by: Self.agent, at: due, under: policy)
      }
    }
  }

  @Test("what follows from a command goes by the ticket as the command leaves it")
  func followsFromCommand() throws {
    var policy = TicketPolicy("after")
    policy.fields = [.init("tier", .plain)]
    let after: [Ticket.Command.Kind] = [.gradeComplaint, .classify, .setField, .open]
    policy.notices = [
      .init("heavy", over: [.email], after: after, when: .isOneOf(.complaintClass, .a)),
      .init("complaint", over: [.email], after: after, when: .isOneOf(.kind, .complaint)),
      .init("gold", over: [.email], after: after, when: .equals("tier", "gold")),
    ]
    var ticket = Ticket("T-1")
    func purposes(_ command: Ticket.Command) throws -> [String] {
      let events = try ticket.perform(
        command, by: Self.agent, at: Self.start, because: "so", under: policy)
      return events.compactMap { event in
        if case .noticeSent(let notice) = event.change { notice.purpose } else { nil }
      }
    }
    #expect(try purposes(.open(.init(classification: .init(kind: .complaint)))) == ["complaint"])
    #expect(try purposes(.gradeComplaint(.init(class: .a))) == ["heavy", "complaint"])
    #expect(try purposes(.classify(.init(kind: .inquiry))) == ["heavy"], "no complaint any more")
    #expect(try purposes(.setField(.init("tier", "gold"))) == ["heavy", "gold"])
    #expect(try purposes(.gradeComplaint(.init(class: .b))) == ["gold"])
    #expect(try purposes(.setField(.init("tier", "none"))) == [])
  }

  @Test("a later contact by a rule takes a name that is free, and is due")
  func freeNames() throws {
    var policy = TicketPolicy("care")
    policy.followUps = [
      .init("care", after: .solve, purpose: "care", delay: .elapsed(milliseconds: 1)),
      .init("care", after: .planFollowUp, purpose: "care", delay: .elapsed(milliseconds: 1)),
    ]
    var ticket = Ticket.fixture()
    ticket.apply(.fixture(.followUpPlanned(.init("care-2", purpose: "care", dueAt: .max))))
    try ticket.perform(.solve, by: Self.agent, at: .max, under: policy)
    #expect(ticket.details.followUps.map(\.plan.id) == ["care-2", "care-3"])
    let byHand = Ticket.Command.planFollowUp(.init("care-4", purpose: "care", dueAt: .max))
    try ticket.perform(byHand, by: Self.agent, at: .max, under: policy)
    #expect(ticket.details.followUps.map(\.plan.id) == ["care-2", "care-3", "care-4", "care-5"])
    #expect(ticket.ignoredEventCount == 0)
  }

  @Test("a notice can follow by itself, and the expected time can be asked for")
  func automaticNotices() throws {
    var policy = TicketPolicy("solutions")
    policy.notices = [
      .init("solution", over: [.email], after: [.solve], when: .isOneOf(.kind, .inquiry))
    ]
    policy.confirmations = [.init(.nextStep, pauses: true, needsExpectedTime: true)]
    policy.requirements = [.init("calls", before: [.close], parts: [.address(channels: [.phone])])]
    var ticket = TicketStories.ticket(in: .open)
    #expect(throws: Rejection.missing([.init(.expectedTime, by: "nextStep")])) {
      try ticket.decide(
        .askConfirmation(.init(.nextStep)), by: Self.agent, at: .max, under: policy)
    }
    #expect(throws: Rejection.missing([.init(.address(channels: [.phone]), by: "calls")])) {
      try ticket.decide(.close, by: Self.agent, at: .max, under: policy)
    }
    #expect(
      TicketStories.outcome(.solve, by: Self.agent, of: ticket, under: policy) == "solved")
    try ticket.perform(.classify(.init(kind: .inquiry)), by: Self.agent, at: .max, under: policy)
    #expect(
      TicketStories.outcome(.solve, by: Self.agent, of: ticket, under: policy)
        == "solved+noticeSent")
  }

  @Test("the wait for the customer ends with the last open question, not with the first answer")
  func severalConfirmations() throws {
    var policy = TicketPolicy("steps")
    policy.confirmations = [.init(.solution, pauses: true), .init(.nextStep, pauses: true)]
    var ticket = Ticket.fixture()
    for step in [Ticket.ConfirmationStep.solution, .nextStep] {
      try ticket.perform(.askConfirmation(.init(step)), by: Self.agent, at: .max, under: policy)
    }
    let answers: [(Ticket.ConfirmationStep, Ticket.Status)] = [
      (.solution, .pending), (.nextStep, .open),
    ]
    for (step, status) in answers {
      try ticket.perform(
        .answerConfirmation(.init(step, accepted: true)), by: Self.customer, at: .max,
        under: policy)
      #expect(ticket.status == status)
    }
  }

  @Test("follow-ups are counted for each rule, also where one is named like the start of another")
  func namesThatBeginAlike() throws {
    var policy = TicketPolicy("care")
    policy.followUps = ["care", "care-later"].map {
      .init($0, after: .solve, purpose: "care", delay: .elapsed(milliseconds: Self.day))
    }
    var ticket = Ticket.fixture()
    for _ in 1...2 {
      try ticket.perform(.solve, by: Self.agent, at: .max, under: policy)
      try ticket.perform(.reopen, by: Self.agent, at: .max, under: policy)
    }
    #expect(
      ticket.details.followUps.map(\.plan.id) == [
        "care-1", "care-later-1", "care-2", "care-later-2",
      ])
  }

  @Test("a case keeps the edition that was in force when it was opened")
  func editions() throws {
    let change = Self.start.adding(milliseconds: Self.day)
    let editions = TicketPolicyEditions([
      .init(from: change, TicketPolicy("2")), .init(from: Self.start, TicketPolicy("1")),
      .init(from: change, TicketPolicy("3")),
    ])
    let open = Ticket.fixture(openedAt: change.adding(milliseconds: -1))
    #expect(editions.policy(for: open, at: .max)?.version == "1")
    #expect(editions.policy(for: Ticket.fixture(openedAt: change), at: .max)?.version == "3")
    #expect(editions.policy(for: Ticket("T-9"), at: change)?.version == "3")
    #expect(editions.policy(at: Self.start.adding(milliseconds: -1)) == nil)
  }

  @Test("a rule whose span has no clock is not guessed at")
  func noClock() {
    var policy = TicketPolicy("none")
    policy.followUps = [.init("care", after: .solve, purpose: "care", delay: .calendarDays(7))]
    #expect(throws: Rejection.policySilent(.clock, .solve)) {
      try Ticket.fixture().decide(.solve, by: Self.agent, at: .max, under: policy)
    }
  }

  @Test("a notice goes out once over each channel")
  func notices() throws {
    let events = try Ticket.fixture().decide(
      .sendNotice("booking"), by: .system, at: .max, under: TicketStories.policy)
    let intents = events.flatMap { $0.intents(causedBy: "E-1", of: "T-1") }
    #expect(intents.map(\.key) == ["E-1/send/0", "E-1/send/1", "E-1/send/2"])
    #expect(
      intents.map { $0.operands[1] } == [
        .init("channel", .text("sms")), .init("channel", .text("chat")),
        .init("channel", .text("email")),
      ])
    #expect(throws: Rejection.policySilent(.notices, .sendNotice)) {
      try Ticket.fixture().decide(.sendNotice("booking"), by: .system, at: .max)
    }
  }
}
