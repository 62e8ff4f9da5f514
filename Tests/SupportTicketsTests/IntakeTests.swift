// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: what comes in at the door")
struct IntakeTests {
  typealias Rejection = Ticket.Rejection
  private static let agent = Principal.agent("li")
  private static let customer = Principal.customer("c-1")

  private static let policy: TicketPolicy = {
    var policy = TicketPolicy("door")
    policy.intake = [
      .init(
        "reach", requires: [.anyOf([.customer, .field("reach")])], notes: [.field("orderNumber")]),
      .init("fault", when: .isOneOf(.kind, .incident), requires: [.document(.picture)]),
      .init(
        "complaint", when: .isOneOf(.kind, .complaint), requires: [.subject, .document(.evidence)],
        assignTo: .init(group: "station", agent: "manager")),
      .init("network", when: .isOneOf(.category, "network fault"), concludes: .handedOver),
    ]
    policy.kinds = [.inquiry, .complaint, .incident, "billing"]
    policy.fields = [
      .init("face", .biometric), .init("reach", .personal),
      .init("password", .plain, verifiedBy: ["e-ticket"]),
      .init("diagnosis", .plain, domain: .choice(["login", "payment"])),
    ]
    policy.attachments = .init(
      mostBytes: 20_000_000, mediaTypes: ["image/*", "application/pdf"], mostPerMessage: 2)
    policy.forbiddenMarks = [.init("gameSecret", by: "secrets")]
    policy.holdingReplyNeedsReason = true
    policy.identityMethods = ["e-ticket", "order number"]
    policy.identityNeeded = [.changeConsent]
    return policy
  }()

  private func open(_ opening: Ticket.Opening) throws(Rejection) -> [Ticket.Event] {
    try Ticket("T-1").decide(
      .open(opening), by: Self.customer, at: .fixtureStart, under: Self.policy)
  }

  @Test("a contact that nobody could answer is refused, and what is missing is named")
  func unreachable() throws {
    let missing = TicketPolicy.Missing(.anyOf([.customer, .field("reach")]), by: "reach")
    #expect(throws: Rejection.missing([missing])) { try open(.init()) }
    #expect(try open(.init(fields: [.reach("+49 30 1")])).count == 1)
    #expect(throws: Rejection.missing([missing])) {
      try open(.init(fields: [.init("reach", nil)]))
    }
  }

  @Test("every missing part is named, with its rule, at once")
  func everyPart() throws {
    let complaint = Ticket.Opening(classification: .init(kind: .complaint))
    do throws(Rejection) {
      _ = try open(complaint)
      Issue.record("it was taken in")
    } catch {
      #expect(
        error.description
          == "missing: customer or reach (reach), subject (complaint), "
          + "document evidence (complaint)")
    }
    #expect(throws: Rejection.missing([.init(.document(.picture), by: "fault")])) {
      try open(.init(customer: "c", classification: .init(kind: .incident)))
    }
  }

  @Test("a missing order number is only noted")
  func noted() throws {
    var ticket = Ticket("T-1")
    try ticket.perform(
      .open(.init(customer: "c-1")), by: Self.customer, at: .fixtureStart, under: Self.policy)
    #expect(Self.policy.noted(of: ticket) == [.init(.field("orderNumber"), by: "reach")])
    try ticket.perform(.setField(.orderNumber("o-1")), by: Self.agent, at: .max, under: Self.policy)
    #expect(Self.policy.noted(of: ticket).isEmpty)
  }

  @Test("an opening can go to somebody, or come out, at once")
  func atOnce() throws {
    let complaint = Ticket.Opening(
      customer: "c", classification: .init(kind: .complaint), subject: "late",
      documents: [.init(.evidence, reference: "d")])
    let events = try open(complaint)
    #expect(
      events.dropFirst().map(\.change)
        == [.assigned(.init(group: "station", agent: "manager")), .workStarted])
    var ticket = Ticket("T-1")
    for event in events { ticket.apply(event) }
    #expect(ticket.status == .open, "an agent has it, as by the command to assign it")
    let fault = Ticket.Opening(customer: "c", classification: .init(category: "network fault"))
    #expect(try open(fault).map(\.change).last == .concluded(.handedOver))
  }

  @Test("an opening that goes to a group in the end stays new")
  func groupAtOnce() throws {
    var policy = TicketPolicy("groups")
    policy.intake = [
      .init("first", assignTo: .init(agent: "li")), .init("last", assignTo: .init(group: "desk")),
    ]
    var ticket = Ticket("T-1")
    try ticket.perform(.open(.init()), by: Self.customer, at: .fixtureStart, under: policy)
    #expect(ticket.assignment == .init(group: "desk") && ticket.status == .new)
  }

  @Test("biometric fields are refused at the door and later, personal ones are marked")
  func fields() throws {
    #expect(throws: Rejection.biometricField("face")) {
      try open(.init(customer: "c", fields: [.init("face", "x")]))
    }
    let ticket = Ticket.fixture()
    #expect(throws: Rejection.biometricField("face")) {
      try ticket.decide(
        .setField(.init("face", 1)), by: Self.agent, at: .max, under: Self.policy)
    }
    let events = try ticket.decide(
      .setField(.init("reach", "x")), by: Self.agent, at: .max, under: Self.policy)
    #expect(events.map(\.change) == [.fieldSet(.init("reach", "x", isPersonal: true))])
  }

  @Test("kinds and values that the policy does not know are refused, and the known ones are named")
  func knownValues() throws {
    let kinds = Rejection.notOneOf(
      "kind", allowed: ["inquiry", "complaint", "incident", "billing"])
    #expect(kinds.description == "kind: it must be one of inquiry, complaint, incident, billing")
    #expect(throws: kinds) {
      try open(.init(customer: "c", classification: .init(kind: .suggestion)))
    }
    #expect(throws: kinds) {
      try Ticket.fixture().decide(
        .classify(.init(kind: .request)), by: Self.agent, at: .max, under: Self.policy)
    }
    let values = ["\"login\"", "\"payment\""]
    for value in ["loginn", 1, true] as [FactValue] {
      let error = #expect(throws: Rejection.self) {
        try open(.init(customer: "c", fields: [.init("diagnosis", value)]))
      }
      guard case .outsideDomain("diagnosis", let why) = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(value != "loginn" || values.allSatisfy(why.contains))
      #expect(!"\(why)".contains("loginn"))
    }
    #expect(try open(.init(customer: "c", fields: [.init("diagnosis", "login")])).count == 1)
  }

  @Test("a field that needs another proof of identity waits for that one")
  func proofs() throws {
    var ticket = Ticket.fixture()
    let reset = Ticket.Command.setField(.init("password", "reset"))
    try ticket.perform(
      .verifyIdentity(by: "order number"), by: Self.agent, at: .max, under: Self.policy)
    #expect(throws: Rejection.identityNotVerified(.setField)) {
      try ticket.decide(reset, by: Self.agent, at: .max, under: Self.policy)
    }
    try ticket.perform(
      .verifyIdentity(by: "e-ticket"), by: Self.agent, at: .max, under: Self.policy)
    try ticket.perform(reset, by: Self.agent, at: .max, under: Self.policy)
  }

  @Test("an opening does not bring what only a verified customer may change")
  func unverifiedOpening() throws {
    for by in [Self.customer, Self.agent, .system] {
      #expect(throws: Rejection.identityNotVerified(.open)) {
        try Ticket("T-1").decide(
          .open(.init(customer: "c", fields: [.reach("x"), .init("password", "reset")])), by: by,
          at: .fixtureStart, under: Self.policy)
      }
    }
    // A field without a value says nothing, and what is not taken in at all is told as that.
    #expect(try open(.init(customer: "c", fields: [.init("password", nil)])).count == 1)
    #expect(throws: Rejection.biometricField("face")) {
      try open(.init(customer: "c", fields: [.init("password", "reset"), .init("face", 1)]))
    }
    var any = TicketPolicy("any way")
    any.fields = [.init("password", .plain, verifiedBy: [])]
    #expect(throws: Rejection.identityNotVerified(.open)) {
      try Ticket("T-1").decide(
        .open(.init(fields: [.init("password", "reset")])), by: Self.agent, at: .fixtureStart,
        under: any)
    }
  }

  @Test("a split takes along what a verified customer said, and each ticket is verified by itself")
  func verifiedSplit() throws {
    let reset = Ticket.CustomField("password", "reset")
    var ticket = Ticket("T-1")
    func perform(_ command: Ticket.Command, by principal: Principal = Self.customer) throws {
      try ticket.perform(command, by: principal, at: .fixtureStart, under: Self.policy)
    }
    try perform(.open(.init(customer: "c-1")))
    try perform(.addMessage(.init(.customer)))
    try perform(.verifyIdentity(by: "e-ticket"), by: Self.agent)
    try perform(.setField(reset), by: Self.agent)
    let splitting = try ticket.split(
      into: "T-2", messagesFrom: .fixtureStart, by: Self.agent, at: .fixtureStart,
      under: Self.policy)
    var part = Ticket("T-2")
    for event in splitting.opening { part.apply(event) }
    #expect(part.details.field("password") == reset)
    let other = Ticket.Command.setField(.init("password", "another"))
    #expect(throws: Rejection.identityNotVerified(.setField)) {
      try part.decide(other, by: Self.agent, at: .fixtureStart, under: Self.policy)
    }
    // Neither does a merge verify the customer of the ticket that goes on.
    var survivor = Ticket("T-3")
    try survivor.perform(
      .open(.init(customer: "c-1")), by: Self.customer, at: .fixtureStart, under: Self.policy)
    let merging = try Ticket.merge(
      [ticket], into: survivor, by: Self.agent, at: .fixtureStart, under: Self.policy)
    for event in merging.survivor.events { survivor.apply(event) }
    #expect(survivor.details.identityVerifiedBy.isEmpty)
    #expect(throws: Rejection.identityNotVerified(.setField)) {
      try survivor.decide(other, by: Self.agent, at: .fixtureStart, under: Self.policy)
    }
  }

  @Test("an import brings what is known elsewhere; to change it the identity is verified here")
  func imported() throws {
    var ticket = Ticket("T-1")
    let opening = Ticket.Opening(customer: "c-1", fields: [.init("password", "reset")])
    ticket.apply(
      Ticket.Event(
        .imported(.init(opening, openedAt: .fixtureStart)), by: .system, at: .fixtureStart))
    #expect(ticket.details.field("password")?.value == "reset")
    #expect(throws: Rejection.identityNotVerified(.setField)) {
      try ticket.decide(
        .setField(.init("password", nil)), by: Self.agent, at: .max, under: Self.policy)
    }
  }

  @Test("an opening that must bring what only a verified customer may say is a mistake")
  func impossibleIntake() {
    var policy = Self.policy
    policy.intake.append(
      .init(
        "never",
        requires: [
          .anyOf([.customer, .field("password")]), .field("password"), .field("reach"),
          .anyOf([.field("password"), .anyOf([.field("password")])]),
        ]))
    let why = "needs a verified identity, so no opening brings it"
    let problems = policy.check()
    #expect(problems.map(\.path) == ["intake[4].requires", "intake[4].requires"])
    #expect(
      problems.map(\.message) == ["\"password\" \(why)", "\"password or password\" \(why)"])
  }

  @Test(
    "an attachment of exactly the limit is taken in, one byte more is not",
    arguments: [
      (Int64(20_000_000), true), (20_000_001, false), (0, true), (-1, false), (.max, false),
    ])
  func size(bytes: Int64, isAllowed: Bool) {
    let message = Ticket.Message(
      .customer, attachments: [.init("a.png", mediaType: "IMAGE/png", bytes: bytes)])
    let outcome = TicketStories.outcome(
      .addMessage(message), by: Self.customer, of: .fixture(), under: Self.policy)
    #expect((outcome == "messageAdded") == isAllowed)
  }

  @Test("attachments of a wrong kind and too many are refused, each by its place and without names")
  func kinds() {
    let attachments: [Ticket.Attachment] = [
      .init("ann.exe", mediaType: "application/x-msdownload", bytes: 1),
      .init("b.pdf", mediaType: "application/pdf", bytes: 20_000_001),
      .init("c.png", mediaType: "image/png", bytes: 1),
    ]
    let ticket = Ticket.fixture()
    do throws(Rejection) {
      _ = try ticket.decide(
        .addMessage(.init(.customer, attachments: attachments)), by: Self.customer, at: .max,
        under: Self.policy)
      Issue.record("it was taken in")
    } catch {
      #expect(
        error.description
          == "attachments refused: attachments[0]: application/x-msdownload is not allowed, "
          + "attachments[1]: 20000001 bytes, at most 20000000, "
          + "attachments[2]: at most 2 are allowed")
    }
  }

  @Test("an answer with a forbidden mark is refused; a note and a customer may speak of it")
  func forbidden() {
    for (kind, by, isAllowed) in [
      (Ticket.Message.Kind.reply, Self.agent, false), (.holdingReply, Self.agent, false),
      (.automatic, .system, false), (.note, Self.agent, true), (.customer, Self.customer, true),
    ] {
      let message = Ticket.Message(kind, holdingReason: "later", marks: ["gameSecret"])
      let outcome = TicketStories.outcome(
        .addMessage(message), by: by, of: .fixture(), under: Self.policy)
      #expect(outcome.hasPrefix("messageAdded") == isAllowed, "\(kind)")
    }
  }

  @Test("a holding reply says why, and is a first reply but no answer")
  func holding() throws {
    var ticket = Ticket.fixture(status: .new)
    #expect(throws: Rejection.reasonRequired(.addMessage)) {
      try ticket.decide(
        .addMessage(.init(.holdingReply)), by: Self.agent, at: .max, under: Self.policy)
    }
    try ticket.perform(
      .addMessage(.init(.holdingReply, holdingReason: "the supplier is asked")), by: Self.agent,
      at: .max, under: Self.policy)
    #expect(ticket.firstRepliedAt != nil && !ticket.isAnswered && ticket.status == .open)
  }

  @Test("what needs a verified identity waits for one of the policy's ways")
  func identity() throws {
    var ticket = Ticket.fixture()
    let consent = Ticket.Command.changeConsent(.init(to: "insurer", isGiven: true))
    #expect(throws: Rejection.identityNotVerified(.changeConsent)) {
      try ticket.decide(consent, by: Self.customer, at: .max, under: Self.policy)
    }
    #expect(throws: Rejection.identityNotVerified(.setField)) {
      try ticket.decide(
        .setField(.init("password", "reset")), by: Self.agent, at: .max, under: Self.policy)
    }
    #expect(throws: Rejection.unknownName("method face", .verifyIdentity)) {
      try ticket.decide(.verifyIdentity(by: "face"), by: Self.agent, at: .max, under: Self.policy)
    }
    try ticket.perform(
      .verifyIdentity(by: "e-ticket"), by: Self.agent, at: .max, under: Self.policy)
    try ticket.perform(consent, by: Self.customer, at: .max, under: Self.policy)
    #expect(ticket.details.privacy.consents == ["insurer"])
  }

  @Test("a command that needs a reason does not go without")
  func reasons() throws {
    var policy = TicketPolicy("reasons")
    policy.reasonsRequired = [.transfer]
    let command = Ticket.Command.transfer(to: .init(agent: "wu"), contact: nil)
    for reason in [nil, ""] {
      #expect(throws: Rejection.reasonRequired(.transfer)) {
        try Ticket.fixture().decide(
          command, by: Self.agent, at: .max, because: reason, under: policy)
      }
    }
    let events = try Ticket.fixture().decide(
      command, by: Self.agent, at: .max, because: "French", under: policy)
    #expect(events.allSatisfy { $0.reason == "French" })
  }

  @Test("who may do what is the policy's to say")
  func permissions() throws {
    var policy = TicketPolicy("parties")
    policy.permissions = [
      .init([.assign], when: .isOneOf(.kind, .complaint), to: [.onlyAgents(["manager"]), .system]),
      .init([.close], to: [.assignee]), .init([.reopen], to: [.customers, .automations]),
      .init([.solve], to: [.agents]),
    ]
    let complaint = Ticket.fixture(
      classification: .init(kind: .complaint), assignment: .init(agent: "wu"))
    func says(_ command: Ticket.Command, _ by: Principal, _ ticket: Ticket) -> String {
      TicketStories.outcome(command, by: by, of: ticket, under: policy)
    }
    let assign = Ticket.Command.assign(.init(agent: "li"))
    #expect(says(assign, .agent("li"), complaint) == "forbidden")
    #expect(says(assign, .agent("manager"), complaint) == "assigned")
    #expect(says(assign, .system, complaint) == "assigned")
    #expect(says(assign, .agent("li"), .fixture()) == "assigned")
    #expect(says(.close, .agent("li"), complaint) == "forbidden")
    #expect(says(.close, .agent("wu"), complaint) == "closed")
    #expect(says(.solve, Self.customer, complaint) == "forbidden")
    #expect(says(.reopen, Self.customer, .fixture(status: .solved)) == "reopened")
    #expect(says(.reopen, Self.agent, .fixture(status: .solved)) == "forbidden")
    policy.permissions = [.init([.open], when: .isOneOf(.channel, .counter), to: [.agents])]
    let walkIn = Ticket.Command.open(.init(channel: .counter))
    #expect(says(walkIn, Self.customer, Ticket("T-2")) == "forbidden")
    #expect(says(walkIn, Self.agent, Ticket("T-2")) == "opened")
    #expect(says(.open(.init(channel: .chat)), Self.customer, Ticket("T-2")) == "opened")
  }

  @Test("an agent's screen greys out what a policy does not permit")
  func screen() {
    var policy = TicketPolicy("parties")
    policy.permissions = [
      .init([.assign], when: .isOneOf(.kind, .complaint), to: [.onlyAgents(["manager"])]),
      .init([.close], to: [.assignee]),
    ]
    let complaint = Ticket.fixture(
      classification: .init(kind: .complaint), assignment: .init(agent: "wu"))
    let told = complaint.allowedCommands(for: .agent("li"), at: .max, under: policy)
    #expect(
      told.filter { !$0.isAllowed }.map(\.kind.rawValue) == [
        "open", "assign", "reopen", "close", "archive", "rate", "appealBlock",
      ])
  }
}
