// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: who may, in which order reasons are told, and how")
struct RefusalTests {
  private static let agent = TicketStories.agent
  private static let customer = TicketStories.customer

  @Test("what a message counts as depends on who says it", arguments: Ticket.Message.Kind.allCases)
  func principals(kind: Ticket.Message.Kind) {
    let principals: [(String, Principal)] = [
      ("customer", .customer("c")), ("agent", .agent("a")), ("automation", .automation("bot")),
      ("system", .system),
    ]
    let allowed: [String] =
      switch kind {
      case .customer: ["customer"]
      case .reply, .holdingReply: ["agent"]
      case .automatic: ["automation", "system"]
      case .note: ["agent", "automation", "system"]
      }
    let ticket = Ticket.fixture()
    for (name, principal) in principals {
      let said = TicketStories.outcome(.addMessage(.init(kind)), by: principal, of: ticket)
      #expect((said == "forbidden") == !allowed.contains(name), "\(name)")
    }
  }

  @Test("only a customer rates and appeals; customers hand on, disclose and merge nothing")
  func customers() {
    let ticket = TicketStories.ticket(in: .open, with: [.blocked(until: .max)])
    for command in [Ticket.Command.rate(.init("k-1", stars: 5)), .appealBlock] {
      #expect(TicketStories.outcome(command, by: Self.agent, of: ticket) == "forbidden")
    }
    for command in [
      Ticket.Command.transfer(to: .init(agent: "a"), contact: nil),
      .disclose(.init(to: "x", order: "o")), .merge(into: "T-2"), .judgeBlock(.lifted),
    ] {
      #expect(TicketStories.outcome(command, by: Self.customer, of: ticket) == "forbidden")
    }
  }

  @Test("a refusal tells the first reason: status, who asks, details, and last the instant")
  func order() {
    let closed = Ticket.fixture(status: .closed)
    #expect(throws: Ticket.Rejection.closed(since: closed.closedAt ?? .min, .addMessage)) {
      try closed.decide(.addMessage(.init(.reply)), by: .customer("c"), at: .min)
    }
    let open = Ticket.fixture()
    #expect(throws: Ticket.Rejection.wrongSender(.customer("c"), .reply)) {
      try open.decide(.addMessage(.init(.reply)), by: .customer("c"), at: .min)
    }
    #expect(
      throws: Ticket.Rejection.timeRunsBackwards(last: open.lastEventAt ?? .min, given: .min)
    ) {
      try open.decide(.solve, by: Self.agent, at: .min)
    }
    #expect(throws: Ticket.Rejection.notOpened(.solve)) {
      try Ticket("T-9").decide(.solve, by: Self.agent, at: .min)
    }
    let merged = Ticket.fixture(status: .merged)
    #expect(throws: Ticket.Rejection.mergedInto("T-survivor", .addMessage)) {
      try merged.decide(.addMessage(.init(.customer)), by: Self.customer, at: .max)
    }
  }

  @Test("before the last event nothing is allowed, and the reason is told")
  func allowedInThePast() {
    let open = Ticket.fixture()
    let backwards = Ticket.Rejection.timeRunsBackwards(
      last: open.lastEventAt ?? .min, given: .min)
    let told = open.allowedCommands(for: Self.agent, at: .min)
    #expect(told.allSatisfy { !$0.isAllowed })
    #expect(told.first { $0.kind == .solve }?.refusal == backwards)
  }

  @Test("what already is as wanted is refused and not recorded again")
  func nothingToChange() throws {
    var ticket = Ticket.fixture(priority: .high, assignment: .init(group: "desk", agent: "li"))
    for change in [
      Ticket.Change.concluded(.answered), .linked(.init(.parent, "T-2")), .tagsChanged(["a"]),
      .watchersChanged([Self.agent]), .complaintGraded(.init(class: .b)),
      .fieldSet(.init("x", 1)), .identityVerified("pin"),
      .consentChanged(.init(to: "y", isGiven: true)), .holdChanged(.init("h", holds: true)),
    ] {
      ticket.apply(.fixture(change))
    }
    for command in [
      Ticket.Command.prioritise(.high), .classify(.init(kind: .inquiry)),
      .assign(.init(group: "desk", agent: "li")), .resume(.vendor),
      .conclude(.answered), .link(.init(.parent, "T-2")),
      .changeTags(adding: ["a"], removing: ["b"]), .watch(Self.agent), .unwatch(.agent("wu")),
      .gradeComplaint(.init(class: .b)), .setField(.init("x", 1)), .setField(.init("y", nil)),
      .verifyIdentity(by: "pin"), .changeConsent(.init(to: "y", isGiven: true)),
      .changeHold(.init("h", holds: true)),
      .transfer(to: .init(group: "desk", agent: "li"), contact: nil),
    ] {
      #expect(throws: Ticket.Rejection.nothingToChange(command.kind)) {
        try ticket.decide(command, by: Self.agent, at: .max)
      }
    }
    #expect(throws: Ticket.Rejection.nothingToChange(.prioritise)) {
      try Ticket.fixture(priority: nil).decide(.prioritise(nil), by: Self.agent, at: .max)
    }
    #expect(try ticket.decide(.prioritise(nil), by: Self.agent, at: .max).count == 1)
  }

  @Test("to pause or resume for no reason is refused as that, and all reasons can be ended at once")
  func waitReasons() throws {
    var ticket = Ticket.fixture(status: .open)
    for command in [Ticket.Command.pause([]), .resume([])] {
      #expect(throws: Ticket.Rejection.noWaitReason(command.kind)) {
        try ticket.decide(command, by: .agent("li"), at: .max)
      }
    }
    try ticket.perform(.pause([.customer, .vendor]), by: .agent("li"), at: .max)
    try ticket.perform(.resume(.all), by: .agent("li"), at: .max)
    #expect(ticket.waitingFor.isEmpty && ticket.status == .open)
  }

  @Test("every refusal is one line that names the command, the value and the bound")
  func refusals() {
    let at = Instant.fixtureStart
    let all: [(Ticket.Rejection, String)] = [
      (.notOpened(.solve), "solve: the ticket was not opened yet"),
      (.alreadyOpened(at: at), "open: the ticket was opened at 2025-06-02T09:00:00Z"),
      (.closed(since: at, .assign), "assign: the ticket was closed at 2025-06-02T09:00:00Z"),
      (.archived(.solve), "solve: the ticket is archived"),
      (.mergedInto("T-2", .solve), "solve: the ticket is a part of T-2"),
      (
        .illegalTransition(from: .solved, .pause),
        "pause: not possible while the ticket is solved"
      ),
      (.nothingToChange(.resume), "resume: the ticket already is as wanted"),
      (.notAllowed(.customer("c"), .addMessage), "addMessage: customer c may not"),
      (
        .wrongSender(.customer("c"), .reply),
        "a message of kind reply does not come from customer c"
      ),
      (.noWaitReason(.resume), "resume: no reason to wait was named"),
      (.blocked(until: at), "the customer is blocked until 2025-06-02T09:00:00Z"),
      (
        .missing([
          .init(.field("orderNumber"), by: "r-1"), .init(.anyOf([.customer, .subject]), by: "r-2"),
        ]),
        "missing: orderNumber (r-1), customer or subject (r-2)"
      ),
      (.reasonRequired(.transfer), "transfer: a reason is required"),
      (.policySilent(.abuse, .reportAbuse), "reportAbuse: the policy has no section abuse for it"),
      (.unknownName("contact k", .rate), "rate: the ticket has no contact k"),
      (.alreadyDone("f-1", .completeFollowUp), "completeFollowUp: it was done before: f-1"),
      (.outOfRange("stars", value: 6, bounds: 1...5), "stars: 6 is outside 1 ... 5"),
      (.forbiddenAnswer(mark: "secret", "r-3"), "an answer marked secret is forbidden by r-3"),
      (.biometricField("face"), "face: biometric data is not taken in"),
      (
        .stageOutOfOrder(expected: .assessed, given: .answered),
        "answered is not the next stage, which is assessed"
      ),
      (.itself(.merge), "merge: it is the ticket itself"),
      (.ownedBy("wu"), "wu is responsible: transfer the ticket"),
      (.identityNotVerified(.setField), "setField: the identity is not verified"),
      (.disclosureNotAllowed(recipient: "x"), "no consent or order to tell it to x"),
      (.kept(until: at, by: ["r"]), "kept until 2025-06-02T09:00:00Z by r"),
      (.kept(until: nil, by: ["r"]), "kept until a date that is not known yet by r"),
      (.held(by: ["h-1"]), "held by h-1"),
      (.recordingInTheClear("k"), "the recording of k is not encrypted"),
      (
        .timeRunsBackwards(last: at, given: .min),
        "0001-01-01T00:00:00Z is before the last event, 2025-06-02T09:00:00Z"
      ),
    ]
    for (rejection, text) in all { #expect(rejection.description == text) }
  }

  @Test("several reasons hold together; only the customer's alone is pending")
  func reasons() throws {
    var ticket = Ticket.fixture()
    try ticket.perform(.pause(.customer), by: Self.agent, at: .max)
    #expect(ticket.status == .pending)
    try ticket.perform(.pause([.vendor, .customer]), by: Self.agent, at: .max)
    #expect(ticket.status == .onHold && ticket.waitingFor.names == ["customer", "vendor"])
    try ticket.perform(.addMessage(.init(.customer)), by: Self.customer, at: .max)
    #expect(ticket.status == .onHold && ticket.waitingFor == .vendor)
    try ticket.perform(.resume(.vendor), by: Self.agent, at: .max)
    #expect(ticket.status == .open && ticket.waitingFor.isEmpty)
    #expect(Ticket.WaitReasons(rawValue: 255).rawValue == 31)
    #expect(Ticket.WaitReasons.onHold.names == ["vendor", "problem", "evidence", "other"])
  }

  @Test("a refused command changes nothing, and who said what is kept with the reason")
  func performRefused() throws {
    var closed = Ticket.fixture(status: .closed)
    let before = closed
    #expect(throws: Ticket.Rejection.self) {
      try closed.perform(.solve, by: Self.agent, at: .max)
    }
    #expect(closed == before)
    var ticket = Ticket.fixture(priority: .normal)
    let events = try ticket.perform(
      .prioritise(.urgent), by: Self.agent, at: .max, because: "an outage")
    #expect(events.map(\.reason) == ["an outage"])
    #expect(ticket.prioritisedBy?.by == Self.agent && ticket.prioritisedBy?.reason == "an outage")
    try ticket.perform(.classify(.init(kind: .incident)), by: .system, at: .max)
    #expect(ticket.classifiedBy?.by == .system && ticket.classifiedBy?.reason == nil)
  }
}
