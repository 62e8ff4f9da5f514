// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

/// Whole desks as policies: what they promise about tickets can be said, and holds together.
@Suite("Tickets: the policies of whole desks")
struct DeskPolicyTests {
  typealias Rejection = Ticket.Rejection
  private static let agent = Principal.agent("li")
  private static let customer = Principal.customer("c-1")

  private func run(
    _ ticket: inout Ticket, _ steps: [(Ticket.Command, Principal)], under policy: TicketPolicy
  ) -> [String] {
    steps.map { command, by in
      let outcome = TicketStories.outcome(command, by: by, of: ticket, under: policy)
      let now = ticket.lastEventAt ?? .fixtureStart
      _ = try? ticket.perform(command, by: by, at: now, because: "so", under: policy)
      return outcome
    }
  }

  @Test("a travel desk: one owner, two transfers, a receipt, duplicates, a warning before a block")
  func travel() throws {
    let clock = try BusinessCalendar.office(zone: "Asia/Shanghai").compiled()
    var policy = TicketPolicy("travel", clock: clock)
    policy.ownerKeeps = true
    policy.transfers = .init(most: 2, within: .contact, escalateTo: "leads")
    policy.reasonsRequired = [.transfer]
    policy.receiptNeeded = true
    policy.recordings = .init(neededOver: [.phone], mustBeEncrypted: true)
    policy.identityMethods = ["e-ticket", "order number"]
    policy.abuse = .init(bound: 900, warnings: 1, blockFor: .elapsed(milliseconds: 86_400_000))
    policy.notices = [.init("booking", over: ["sms", .chat, .email])]
    policy.procedures = [
      .improvement(within: .init(from: .calendarDays(45), to: .calendarDays(90)))
    ]
    policy.duplicates = .init(
      fields: ["orderNumber"], category: true, within: .elapsed(milliseconds: 72 * 3_600_000))
    policy.afterAccountClosure = .init(["emergency"], for: .months(36))
    #expect(DuplicateIndex(policy) != nil)
    var ticket = Ticket("T-1")
    let recording = Ticket.Recording("r-1", key: "key")
    let outcomes = run(
      &ticket,
      [
        (.open(.init(channel: .phone, customer: "c-1")), Self.customer),
        (.startContact(.init("k-1", over: .phone, recording: recording)), Self.customer),
        (.assign(.init(agent: "wu")), Self.agent), (.assign(.init(agent: "li")), Self.agent),
        (.reachStage(.init(.proposed, of: .improvement)), Self.agent),
        (.endContact("k-1", receipt: "7X"), Self.agent), (.sendNotice("booking"), .system),
      ], under: policy)
    #expect(
      outcomes == [
        "opened", "contactStarted", "assigned+workStarted",
        "other: wu is responsible: transfer the ticket", "stageReached",
        "contactEnded+receiptIssued", "noticeSent",
      ])
    #expect(policy.contactsWithoutRecording(of: ticket).isEmpty)
    // 45 days by the calendar, at the same time of day.
    let start = try #require(ticket.details.stages.first?.at)
    for stage in [Ticket.Stage.classified, .designed, .piloted, .rolledOut] {
      let at = start.adding(milliseconds: 45 * 86_400_000)
      try ticket.perform(
        .reachStage(.init(stage, of: .improvement)), by: Self.agent, at: at, under: policy)
    }
    #expect(ticket.window(of: .improvement, at: .max, under: policy) == .inTime)
  }

  @Test("a game desk: no secrets, no ending without an answer, an apology where it is due")
  func game() {
    var policy = TicketPolicy("game")
    policy.fields = [.init("cause", .plain, domain: .choice(["company", "customer"]))]
    policy.forbiddenMarks = [.init("gameSecret", by: "secrets")]
    policy.holdingReplyNeedsReason = true
    policy.requirements = [
      .init("records", before: [.close], parts: [.record(channels: [.phone])]),
      .init(
        "answers", before: [.close], parts: [.answer], exceptFor: [.outOfScope, .withheld]),
      .init(
        "apologies", when: .equals("cause", "company"), before: [.close],
        parts: [.document(.apology)]),
    ]
    var ticket = Ticket("T-1")
    let secret = Ticket.Message(.reply, marks: ["gameSecret"])
    let outcomes = run(
      &ticket,
      [
        (.open(.init(customer: "c-1")), Self.customer), (.addMessage(secret), Self.agent),
        (.addMessage(.init(.holdingReply, holdingReason: "we look")), Self.agent),
        (.close, Self.agent), (.addMessage(.init(.reply)), Self.agent),
        (.setField(.init("cause", "company")), Self.agent), (.close, Self.agent),
        (.fileDocument(.init(.apology, reference: "d")), Self.agent), (.close, Self.agent),
      ], under: policy)
    #expect(
      outcomes == [
        "opened", "other: an answer marked gameSecret is forbidden by secrets",
        "messageAdded+workStarted", "other: missing: answer (answers)", "messageAdded",
        "fieldSet", "other: missing: document apology (apologies)", "documentFiled", "closed",
      ])
  }

  @Test(
    "a service guide: intake, confirmed steps, an answer that was understood, care after 7 days")
  func guide() throws {
    let clock = try BusinessCalendar.office().compiled()
    var policy = TicketPolicy("guide", clock: clock)
    policy.kinds = [.inquiry, "account", "product", .complaint, .suggestion]
    policy.intake = [
      .init(
        "intake", requires: [.kind, .anyOf([.customer, .field("reach")])],
        notes: [.field("orderNumber")])
    ]
    policy.confirmations = [
      .init(.nextStep, pauses: true, needsExpectedTime: true, before: [.escalate]),
      .init(.understood, pauses: false, before: [.close], when: .isOneOf(.kind, .inquiry)),
    ]
    policy.followUps = [
      .init("care", after: .solve, purpose: "satisfaction", delay: .calendarDays(7))
    ]
    policy.notices = [.init("solution", over: [.email], after: [.solve])]
    var ticket = Ticket("T-1")
    let outcomes = run(
      &ticket,
      [
        (.open(.init(fields: [.reach("a@b")])), Self.customer),
        (
          .open(.init(classification: .init(kind: .inquiry), fields: [.reach("a@b")])),
          Self.customer
        ),
        (.escalate(.init(.asked)), Self.agent),
        (.askConfirmation(.init(.nextStep, expectedAt: .max)), Self.agent),
        (.answerConfirmation(.init(.nextStep, accepted: true)), Self.customer),
        (.escalate(.init(.asked)), Self.agent), (.solve, Self.agent), (.close, Self.agent),
        (.askConfirmation(.init(.understood)), Self.agent),
        (.answerConfirmation(.init(.understood, accepted: true)), Self.customer),
        (.close, Self.agent),
      ], under: policy)
    #expect(
      outcomes == [
        "other: missing: kind (intake)", "opened",
        "other: missing: confirmation nextStep (nextStep)",
        "confirmationAsked+workStarted+waitChanged",
        "confirmationAnswered+waitChanged", "escalated", "solved+noticeSent+followUpPlanned",
        "other: missing: confirmation understood (understood)", "confirmationAsked",
        "confirmationAnswered", "closed",
      ])
    #expect(policy.noted(of: ticket).map(\.description) == ["orderNumber (intake)"])
    let due = try Instant("2025-06-09T09:00:00Z")
    #expect(ticket.details.followUps.map(\.plan.dueAt) == [due])
  }

  @Test("a rental desk: complaints go to the manager, who alone assigns them; visits recur")
  func rental() {
    var policy = TicketPolicy("rental")
    let complaints = Condition.isOneOf(.kind, .complaint)
    policy.intake = [
      .init("manager", when: complaints, assignTo: .init(group: "station", agent: "manager"))
    ]
    policy.permissions = [.init([.assign], when: complaints, to: [.onlyAgents(["manager"])])]
    policy.followUps = [
      .init(
        "visit", after: .open, purpose: "visit", delay: .elapsed(milliseconds: 1),
        every: .elapsed(milliseconds: 1))
    ]
    var ticket = Ticket("T-1")
    let opening = Ticket.Opening(
      channel: .counter, customer: "c-1", classification: .init(kind: .complaint))
    let outcomes = run(
      &ticket,
      [
        (.open(opening), Self.customer), (.assign(.init(agent: "wu")), Self.agent),
        (.assign(.init(agent: "wu")), .agent("manager")),
        (.completeFollowUp("visit-1"), Self.agent), (.completeFollowUp("visit-2"), Self.agent),
      ], under: policy)
    #expect(
      outcomes == [
        "opened+assigned+workStarted+followUpPlanned", "forbidden", "assigned",
        "followUpDone+followUpPlanned", "followUpDone+followUpPlanned",
      ])
  }

  @Test("a network desk: levels rise, what cannot be done is explained, repeats name their cause")
  func network() {
    var policy = TicketPolicy("network")
    policy.kinds = [.inquiry, "billing", .incident, .complaint]
    policy.intake = [
      .init("faults", when: .isOneOf(.category, "network fault"), concludes: .handedOver)
    ]
    policy.reasonsRequired = [.conclude]
    policy.incidentPlans = [.init(.single, "targeted fix")]
    policy.requirements = [
      .init("calls", before: [.close], parts: [.address(channels: []), .record(channels: [])])
    ]
    var ticket = Ticket("T-1")
    let outcomes = run(
      &ticket,
      [
        (.open(.init(classification: .init(kind: .complaint))), Self.customer),
        (.link(.init(.repeats, "T-0")), Self.agent),
        (.gradeComplaint(.init(level: .department)), Self.agent),
        (.gradeComplaint(.init(level: .acrossProvinces)), Self.agent),
        (.conclude(.unfulfillable), Self.agent),
        (.startContact(.init("k-1", over: .phone)), Self.customer), (.close, Self.agent),
      ], under: policy)
    #expect(
      outcomes == [
        "opened", "linked", "complaintGraded", "complaintGraded",
        "other: conclude: a reason is required", "contactStarted",
        "other: missing: address of the contact (calls), record of the contact (calls)",
      ])
    #expect(ticket.details.grade.level == .acrossProvinces)
    #expect(ticket.details.outcome == .unfulfillable, "with a reason it went through")
    #expect(Ticket.ComplaintLevel.department < .betweenOrganisations)
  }

  /// Facts by what rules call them, each once known and once not.
  @Test("rules apply by the facts of the ticket, the desk's own fields among them, where certain")
  func conditions() throws {
    var policy = TicketPolicy("conditions")
    policy.fields = [.init("value", .plain, domain: .integer(0...1_000_000))]
    let heavy: Condition =
      .isOneOf(.complaintClass, .a) || FactKey<Int>("value") >= 1_000
    policy.requirements = [
      .init("apology", when: heavy, before: [.close], parts: [.document(.apology)]),
      .init("outage", when: .isOneOf(.incidentLevel, .system), before: [.close], parts: [.outcome]),
      .init(
        "vip", when: .isOneOf(.priority, "vip") && !.isOneOf(.category, "private"),
        before: [.close],
        parts: [.subject]),
    ]
    #expect(policy.check().isEmpty)
    func missing(_ changes: Ticket.Change...) -> [String] {
      var ticket = Ticket.fixture()
      for change in changes { ticket.apply(.fixture(change)) }
      return policy.missing(before: .close, in: ticket).map(\.rule.rawValue)
    }
    #expect(missing() == [])
    #expect(missing(.complaintGraded(.init(class: .a))) == ["apology"])
    #expect(missing(.complaintGraded(.init(class: .b)), .fieldSet(.init("value", 999))) == [])
    #expect(missing(.fieldSet(.init("value", 1_000))) == ["apology"])
    #expect(missing(.fieldSet(.init("value", "much"))) == [])
    #expect(missing(.incidentGraded(.init(.system, plan: "p"))) == ["outage"])
    // The fixture has no category, so that nobody knows whether it is a private matter.
    #expect(missing(.prioritised("vip")) == [])
  }

  @Test("a condition about a fact that nobody declares is a mistake of the policy")
  func undeclared() {
    var policy = TicketPolicy("undeclared")
    policy.fields = [.init("cause", .plain), .init("kind", .plain), .init("any", .plain)]
    policy.notices = [.init("n", over: [.email], when: .equals("casue", "us"))]
    policy.retention = [
      .init(
        "r", keep: .evidence, for: .elapsed(milliseconds: 1), from: .closing,
        when: .isOneOf(.kind, .inquiry), keepWhile: .equals("complaintLevel", 9))
    ]
    let places = policy.check().map(\.path)
    #expect(
      places == [
        "fields[1].name", "fields[2]", "notices[0].when", "retention[0].keepWhile.complaintLevel",
      ])
    #expect(policy.check().contains { $0.suggestion == "cause" })
  }

  @Test("a span of any unit that runs backwards is a mistake, with a clock and without")
  func backwards() throws {
    let clock = try BusinessCalendar.office().compiled()
    let spans: [ServiceDuration] = [
      .elapsed(milliseconds: -1), .business(milliseconds: -1), .workingDays(-1, landing: .sameTime),
      .calendarDays(-1), .months(-1),
    ]
    for span in spans {
      var policy = TicketPolicy("backwards", clock: clock)
      policy.abuse = .init(bound: 500, warnings: 0, blockFor: span)
      #expect(policy.check().map(\.description) == ["abuse.blockFor: it runs backwards"])
      policy.clock = nil
      #expect(policy.check().first?.description == "abuse.blockFor: it runs backwards")
    }
  }

  @Test("every mistake of a policy is told, each with its place")
  func mistakes() {
    var policy = TicketPolicy("wrong")
    policy.attachments = .init(mostBytes: -1, mediaTypes: nil)
    policy.transfers = .init(most: -2, within: .ticket, escalateTo: nil)
    policy.dissatisfaction = .init(mostStars: 6, escalateTo: nil)
    policy.inspection = .init(below: 1_002, escalateTo: nil)
    policy.abuse = .init(bound: 1_001, warnings: .max, blockFor: .elapsed(milliseconds: -1))
    policy.fields = [.init("a", .plain), .init("b", .plain), .init("a", .personal)]
    policy.procedures = [
      .init(.incident, stages: []),
      .improvement(
        within: .init(from: .elapsed(milliseconds: 2), to: .elapsed(milliseconds: 1))),
    ]
    policy.notices = [.init("n", over: [])]
    policy.retention = [.init("r", keep: .evidence, for: .months(3), from: .closing)]
    #expect(
      policy.check().map(\.description) == [
        "attachments.mostBytes: -1 is outside 0", "transfers.most: -2 is outside 0",
        "dissatisfaction.mostStars: 6 is outside 1 ... 5",
        "inspection.below: 1002 is outside 0 ... 1001", "abuse.bound: 1001 is outside 0 ... 1000",
        "abuse.warnings: \(Int.max) is outside 0 ... 1000000", "fields[2]: \"a\" stands twice",
        "procedures[0].stages: there is no stage",
        "procedures[1].window: it ends before it begins",
        "notices[0].channels: there is no channel", "abuse.blockFor: it runs backwards",
        "retention[0].period: 3 months needs a clock",
      ])
    #expect(TicketStories.policy.check().isEmpty && TicketPolicy.unrestricted.check().isEmpty)
  }
}
