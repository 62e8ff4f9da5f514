// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: owners, transfers, ratings and escalation")
struct HandingTests {
  typealias Rejection = Ticket.Rejection
  private static let agent = Principal.agent("li")
  private static let customer = Principal.customer("c-1")

  private func ticket(with changes: [Ticket.Change] = []) -> Ticket {
    TicketStories.ticket(in: .open, with: [.contactStarted(.init("k-2", over: .chat))] + changes)
  }

  private static func policy(
    _ span: TicketPolicy.TransferLimit.Span, most: Int = 2
  ) -> TicketPolicy {
    var policy = TicketPolicy("limit")
    policy.transfers = .init(most: most, within: span, escalateTo: "leads")
    return policy
  }

  @Test("the third transfer within a contact does not take place and escalates instead")
  func limit() throws {
    var ticket = ticket()
    let policy = Self.policy(.contact)
    var names: [String] = []
    for (to, contact) in [("a", "k-1"), ("b", "k-1"), ("c", "k-1"), ("d", "k-2"), ("e", "k-1")] {
      let events = try ticket.perform(
        .transfer(to: .init(agent: AgentID(to)), contact: ContactID(contact)), by: Self.agent,
        at: .max, because: "private", under: policy)
      names.append(events.map(\.change.type.rawValue).joined(separator: "+"))
    }
    #expect(
      names == [
        "transferred+assigned", "transferred+assigned", "escalated", "transferred+assigned",
        "escalated",
      ])
    #expect(ticket.assignment.agent == "d" && ticket.details.transfers.count == 3)
    #expect(ticket.firstOwner == "a")
    #expect(
      ticket.details.escalations.map(\.value)
        == [.init(.transferLimit, to: "leads"), .init(.transferLimit, to: "leads")])
  }

  @Test("a limit for the whole ticket counts all contacts, and zero lets nothing through")
  func spans() throws {
    var ticket = ticket()
    for (to, contact) in [("a", "k-1"), ("b", "k-2")] {
      try ticket.perform(
        .transfer(to: .init(agent: AgentID(to)), contact: ContactID(contact)), by: Self.agent,
        at: .max, under: Self.policy(.ticket))
    }
    let next = Ticket.Command.transfer(to: .init(agent: "c"), contact: nil)
    #expect(
      TicketStories.outcome(next, by: Self.agent, of: ticket, under: Self.policy(.ticket))
        == "escalated")
    #expect(
      TicketStories.outcome(next, by: Self.agent, of: ticket, under: Self.policy(.contact))
        == "transferred+assigned")
    #expect(
      TicketStories.outcome(
        next, by: Self.agent, of: self.ticket(), under: Self.policy(.contact, most: 0))
        == "escalated")
  }

  @Test("the reason of a transfer is on no export for a customer and in no description")
  func privateReason() throws {
    let events = try ticket().decide(
      .transfer(to: .init(agent: "wu"), contact: "k-1"), by: Self.agent, at: .max,
      because: "the customer shouts")
    #expect(events.first?.reason == "the customer shouts")
    for audience in [Audience.customer, .everyone] {
      let export = TicketExport("T-1", events: events, for: audience)
      #expect(export.events.allSatisfy { $0.reason == nil })
      #expect(export.events.map(\.change) == events.map(\.change))
    }
    let desk = TicketExport("T-1", events: events, for: .desk)
    #expect(desk.events.first?.reason == "the customer shouts")
    var text = ""
    dump(events, to: &text)
    #expect(!"\(events)".contains("shouts") && !text.contains("shouts"))
  }

  @Test("whoever has a ticket keeps it, across contacts, unless it is transferred")
  func owner() throws {
    var policy = TicketPolicy("owner")
    policy.ownerKeeps = true
    var ticket = ticket()
    try ticket.perform(.assign(.init(agent: "wu")), by: Self.agent, at: .max, under: policy)
    try ticket.perform(
      .startContact(.init("k-3", over: .email)), by: Self.customer, at: .max, under: policy)
    for other in [Ticket.Assignment(agent: "li"), .init(group: "g"), .init()] {
      #expect(throws: Rejection.ownedBy("wu")) {
        try ticket.decide(.assign(other), by: Self.agent, at: .max, under: policy)
      }
    }
    try ticket.perform(
      .assign(.init(group: "g", agent: "wu")), by: Self.agent, at: .max, under: policy)
    try ticket.perform(
      .transfer(to: .init(agent: "li"), contact: "k-3"), by: Self.agent, at: .max, under: policy)
    #expect(ticket.assignment.agent == "li" && ticket.firstOwner == "wu")
    #expect(ticket.agentChangeCount == 1)
  }

  @Test(
    "a rating is 1 to 5, once a contact; 2 or less escalates",
    arguments: [
      (0, "other: stars: 0 is outside 1 ... 5"), (1, "rated+escalated"), (2, "rated+escalated"),
      (3, "rated"), (5, "rated"), (6, "other: stars: 6 is outside 1 ... 5"),
      (.min, "other: stars: \(Int.min) is outside 1 ... 5"),
    ])
  func rating(stars: Int, outcome: String) throws {
    var ticket = ticket()
    let rate = Ticket.Command.rate(.init("k-1", stars: stars))
    #expect(TicketStories.outcome(rate, by: Self.customer, of: ticket) == outcome)
    guard outcome.hasPrefix("rated") else { return }
    try ticket.perform(rate, by: Self.customer, at: .max, under: TicketStories.policy)
    #expect(throws: Rejection.alreadyDone("rating of k-1", .rate)) {
      try ticket.decide(.rate(.init("k-1", stars: 4)), by: Self.customer, at: .max)
    }
    #expect(ticket.details.contact("k-1")?.stars == stars)
    try ticket.perform(.rate(.init("k-2", stars: 4)), by: Self.customer, at: .max)
    #expect(throws: Rejection.unknownName("contact k-9", .rate)) {
      try ticket.decide(.rate(.init("k-9", stars: 4)), by: Self.customer, at: .max)
    }
  }

  @Test("discontent without a rule is not guessed at")
  func silent() {
    #expect(throws: Rejection.policySilent(.dissatisfaction, .reportDissatisfaction)) {
      try ticket().decide(.reportDissatisfaction, by: Self.customer, at: .max)
    }
  }

  @Test("a score below the bound opens a review, the bound itself does not")
  func inspection() {
    for (score, outcome) in [
      (599, "inspected+escalated"), (600, "inspected"), (1_000, "inspected"),
      (1_001, "other: score: 1001 is outside 0 ... 1000"),
      (-1, "other: score: -1 is outside 0 ... 1000"),
    ] {
      #expect(
        TicketStories.outcome(
          .inspect(.init("k-1", of: "li", score: score)), by: .system, of: ticket()) == outcome)
    }
  }

  @Test("abusive words: a warning, then a block for a time, then an appeal that may lift it")
  func abuse() throws {
    var ticket = ticket()
    let policy = TicketStories.policy
    let start = Instant.fixtureStart
    func says(_ score: Int, at now: Instant) throws -> String {
      try ticket.perform(.reportAbuse(score: score), by: .system, at: now, under: policy)
        .map(\.change.type.rawValue).joined(separator: "+")
    }
    #expect(throws: Rejection.nothingToChange(.reportAbuse)) { try says(799, at: start) }
    #expect(throws: Rejection.outOfRange("score", value: 1_001, bounds: 0...1_000)) {
      try says(1_001, at: start)
    }
    #expect(throws: Rejection.unknownName("block", .appealBlock)) {
      try ticket.decide(.appealBlock, by: Self.customer, at: start)
    }
    #expect(try says(800, at: start) == "abuseWarned")
    #expect(try says(1_000, at: start) == "blocked")
    let until = start.adding(milliseconds: TicketStories.day)
    #expect(ticket.details.abuse.blockedUntil == until)
    let message = Ticket.Command.addMessage(.init(.customer))
    let last = until.adding(milliseconds: -1)
    #expect(throws: Rejection.blocked(until: until)) {
      try ticket.decide(message, by: Self.customer, at: last)
    }
    #expect(try ticket.decide(message, by: Self.customer, at: until).count == 1)
    let consent = Ticket.Command.changeConsent(.init(to: "x", isGiven: true))
    #expect(try ticket.decide(consent, by: Self.customer, at: last).count == 1)
    #expect(try ticket.decide(message, by: .customer("c-2"), at: until).count == 1)
    try ticket.perform(.appealBlock, by: Self.customer, at: start)
    #expect(throws: Rejection.alreadyDone("block until \(until)", .appealBlock)) {
      try ticket.decide(.appealBlock, by: Self.customer, at: start)
    }
    try ticket.perform(.judgeBlock(.lifted), by: Self.agent, at: start)
    #expect(try ticket.decide(message, by: Self.customer, at: start).count == 1)
    #expect(try says(900, at: start) == "abuseWarned", "each block has its own warnings")
    #expect(try says(900, at: start) == "blocked")
    try ticket.perform(.judgeBlock(.upheld), by: Self.agent, at: start)
    #expect(ticket.details.abuse.isBlocked(at: start))
    #expect(ticket.details.abuse.warnings.count == 2 && ticket.details.abuse.blockCount == 2)
    #expect(throws: Rejection.policySilent(.abuse, .reportAbuse)) {
      try ticket.decide(.reportAbuse(score: 900), by: .system, at: start)
    }
  }
}
