// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Tickets: links, merging, splitting and duplicates")
struct LinkTests {
  typealias Rejection = Ticket.Rejection
  private static let agent = Principal.agent("li")
  private static let start = Instant.fixtureStart

  private func at(_ minutes: Int64) -> Instant { Self.start.adding(milliseconds: minutes * 60_000) }

  private func ticket(_ id: TicketID, messages: [Int64]) -> Ticket {
    var ticket = Ticket.fixture(id)
    for minute in messages {
      let kind: Ticket.Message.Kind = minute % 2 == 0 ? .customer : .reply
      ticket.apply(
        .fixture(.messageAdded(.init(kind, id: MessageID("\(id)/\(minute)"))), at: at(minute)))
    }
    return ticket
  }

  private func apply(_ merging: Ticket.Merging, to tickets: inout [TicketID: Ticket]) {
    for part in merging.sources + [merging.survivor] {
      for event in part.events { tickets[part.ticket]?.apply(event) }
    }
  }

  @Test(
    "what one ticket is to the other reverses and reverses back",
    arguments: Ticket.Link.Kind.allCases)
  func reversed(kind: Ticket.Link.Kind) {
    #expect(kind.reversed.reversed == kind)
    #expect((kind.reversed == kind) == (kind == .related))
  }

  @Test("a repeat complaint is linked to its cause, once, and can be unlinked")
  func links() throws {
    var ticket = Ticket.fixture(classification: .init(kind: .complaint))
    let link = Ticket.Link(.repeats, "T-0")
    try ticket.perform(.link(link), by: Self.agent, at: .max)
    #expect(ticket.details.links == [link])
    #expect(throws: Rejection.nothingToChange(.link)) {
      try ticket.decide(.link(link), by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.itself(.link)) {
      try ticket.decide(.link(.init(.related, "T-1")), by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.unknownName("link to T-7", .unlink)) {
      try ticket.decide(.unlink(.init(.repeats, "T-7")), by: Self.agent, at: .max)
    }
    try ticket.perform(.unlink(link), by: Self.agent, at: .max)
    #expect(ticket.details.links.isEmpty)
  }

  @Test("several tickets merge into one: messages are kept, by time, and sources lead on")
  func merge() throws {
    var tickets: [TicketID: Ticket] = [
      "A": ticket("A", messages: [4, 9]), "B": ticket("B", messages: [5]),
      "S": ticket("S", messages: [7, 8]),
    ]
    let (a, b, survivor) = (
      try #require(tickets["A"]), try #require(tickets["B"]), try #require(tickets["S"])
    )
    let merging = try Ticket.merge([a, b], into: survivor, by: Self.agent, at: at(60))
    apply(merging, to: &tickets)
    let merged = try #require(tickets["S"])
    #expect(
      merged.allMessages.map(\.id?.rawValue) == ["A/4", "B/5", "S/7", "S/8", "A/9"])
    #expect(merged.details.absorbed.map(\.source) == ["A", "B"])
    #expect(merged.details.absorbed.first?.firstRepliedAt == at(9))
    for source in ["A", "B"] as [TicketID] {
      let ticket = try #require(tickets[source])
      #expect(ticket.status == .merged && ticket.details.mergedInto == "S")
      #expect(throws: Rejection.mergedInto("S", .addMessage)) {
        try ticket.decide(.addMessage(.init(.customer)), by: .customer("c-1"), at: .max)
      }
    }
    #expect(merged.isAnswered)
  }

  @Test("what a source absorbed before it came is absorbed with it, and not a second time")
  func absorbedThroughOthers() throws {
    var survivor = ticket("S", messages: [])
    let (a, b) = (ticket("A", messages: []), ticket("B", messages: []))
    try survivor.perform(
      .absorb(.init(of: "A", openedAt: a.openedAt ?? .min)), by: Self.agent, at: .max)
    let opened = try #require(b.openedAt)
    #expect(throws: Rejection.alreadyDone("A", .absorb)) {
      try survivor.decide(
        .absorb(.init(of: "B", earlier: ["A"], openedAt: opened)), by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.itself(.absorb)) {
      try survivor.decide(
        .absorb(.init(of: "C", earlier: ["S"], openedAt: opened)), by: Self.agent, at: .max)
    }
  }

  @Test("a chain of merges leaves the names of all its tickets")
  func chainOfMerges() throws {
    var tickets = ["A", "B", "C", "S"].reduce(into: [TicketID: Ticket]()) {
      $0[TicketID($1)] = ticket(TicketID($1), messages: [])
    }
    for (source, survivor) in [("A", "B"), ("B", "C"), ("C", "S")] as [(TicketID, TicketID)] {
      apply(
        try Ticket.merge(
          [#require(tickets[source])], into: #require(tickets[survivor]), by: Self.agent, at: .max),
        to: &tickets)
    }
    let absorbed = try #require(tickets["S"]?.details.absorbed.first)
    #expect(absorbed.source == "C" && absorbed.earlier == ["A", "B"])
  }

  @Test("a merge takes place for all tickets or for none")
  func allOrNone() throws {
    let (a, s) = (ticket("A", messages: []), ticket("S", messages: []))
    let closed = Ticket.fixture("C", status: .closed)
    #expect(throws: Rejection.closed(since: closed.closedAt ?? .min, .merge)) {
      try Ticket.merge([a, closed], into: s, by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.closed(since: closed.closedAt ?? .min, .absorb)) {
      try Ticket.merge([a], into: closed, by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.notOpened(.merge)) {
      try Ticket.merge([Ticket("N")], into: s, by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.itself(.merge)) {
      try Ticket.merge([s], into: s, by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.alreadyDone("A", .absorb)) {
      try Ticket.merge([a, a], into: s, by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.nothingToChange(.merge)) {
      try Ticket.merge([], into: s, by: Self.agent, at: .max)
    }
  }

  @Test("merges never form a circle, whichever are tried", arguments: UInt64(0)..<100)
  func circles(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let ids = (0..<6).map { TicketID("T\($0)") }
    var tickets = Dictionary(uniqueKeysWithValues: ids.map { ($0, ticket($0, messages: [4])) })
    var index = MergeIndex()
    for _ in 0..<30 {
      let from = ids[Int.random(in: 0..<6, using: &random)]
      let to = ids[Int.random(in: 0..<6, using: &random)]
      guard let source = tickets[from], let survivor = tickets[to] else { continue }
      guard let merging = try? Ticket.merge([source], into: survivor, by: Self.agent, at: .max)
      else { continue }
      apply(merging, to: &tickets)
      let isTaken = index.note(from, mergedInto: to)
      #expect(isTaken)
    }
    var messages = 0
    for id in ids {
      var steps = 0
      var last = id
      while let next = tickets[last]?.details.mergedInto {
        last = next
        steps += 1
        try #require(steps <= ids.count)
      }
      #expect(index.survivor(of: id) == last)
      if tickets[id]?.status != .merged { messages += tickets[id]?.allMessages.count ?? 0 }
    }
    #expect(messages == ids.count, "no message is lost and none is there twice")
  }

  @Test("an index of hostile merges is never led in a circle", arguments: UInt64(0)..<50)
  func hostile(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var index = MergeIndex()
    for _ in 0..<40 {
      let pair = (0..<2).map { _ in TicketID("T\(Int.random(in: 0..<8, using: &random))") }
      let known = index.survivor(of: pair[1])
      let taken = index.note(pair[0], mergedInto: pair[1])
      if taken { #expect(index.survivor(of: pair[0]) == known && known != pair[0]) }
    }
    let isTaken = index.note("X", mergedInto: "X")
    #expect(!isTaken)
  }

  @Test("a split gives the messages from an instant on, itself included, and none is lost")
  func split() throws {
    var source = ticket("A", messages: [4, 5, 6, 7])
    let splitting = try source.split(
      into: "B", messagesFrom: at(6), by: Self.agent, at: at(30), because: "another matter")
    var other = Ticket("B")
    for event in splitting.opening { other.apply(event) }
    for event in splitting.events { source.apply(event) }
    #expect(source.messages.map(\.id?.rawValue) == ["A/4", "A/5"])
    #expect(other.messages.map(\.id?.rawValue) == ["A/6", "A/7"])
    #expect(other.opening?.splitFrom?.source == "A" && other.openedAt == at(30))
    #expect(other.opening?.splitFrom?.messagesFrom == at(6))
    #expect(other.priority == source.priority && other.opening?.customer == "c-1")
    #expect([source.replyCount, source.customerMessageCount] == [1, 1])
    #expect([other.replyCount, other.customerMessageCount] == [1, 1])
    #expect(source.details.splits == [.init(into: "B", messagesFrom: at(6))])
    #expect(throws: Rejection.nothingToChange(.split)) {
      try source.split(into: "C", messagesFrom: at(6), by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.alreadyDone("B", .split)) {
      try source.split(into: "B", messagesFrom: at(1), by: Self.agent, at: .max)
    }
    #expect(throws: Rejection.itself(.split)) {
      try source.split(into: "A", messagesFrom: at(1), by: Self.agent, at: .max)
    }
  }

  private static let rule = TicketPolicy.DuplicateRule(
    fields: ["orderNumber"], category: true, within: .elapsed(milliseconds: 72 * 3_600_000))

  private func opening(
    _ channel: Ticket.Channel, customer: CustomerID? = "c-1", order: String? = "o-1",
    category: String? = "refund"
  ) -> Ticket.Opening {
    Ticket.Opening(
      channel: channel, customer: customer, classification: .init(category: category),
      fields: order.map { [.orderNumber($0)] } ?? [])
  }

  @Test("one matter is recognised whatever its channel and zone; an unknown part matches nothing")
  func matters() throws {
    let key = try #require(DuplicateKey(opening(.phone), by: Self.rule))
    #expect(DuplicateKey(opening(.email), by: Self.rule) == key)
    #expect(DuplicateKey(opening(.phone, order: "o-2"), by: Self.rule) != key)
    #expect(DuplicateKey(opening(.phone, customer: "c-2"), by: Self.rule) != key)
    #expect(DuplicateKey(opening(.phone, category: "fault"), by: Self.rule) != key)
    for unknown in [
      opening(.phone, customer: nil), opening(.phone, order: nil),
      opening(.phone, category: nil),
    ] {
      #expect(DuplicateKey(unknown, by: Self.rule) == nil)
    }
  }

  @Test("within 72 h of the last contact, the end included, it is the same matter")
  func windows() throws {
    var policy = TicketPolicy("matters")
    #expect(DuplicateIndex(policy) == nil)
    policy.duplicates = Self.rule
    var index = try #require(DuplicateIndex(policy))
    let key = DuplicateKey(customer: "c-1")
    let hours72: Int64 = 72 * 60
    index.note(key, ticket: "T-1", at: at(0))
    #expect(index.ticket(for: key, at: at(hours72)) == "T-1")
    #expect(index.ticket(for: key, at: at(hours72 + 1)) == nil)
    #expect(index.ticket(for: key, at: at(-hours72)) == "T-1", "told late")
    #expect(index.ticket(for: key, at: at(-hours72 - 1)) == nil)
    #expect(index.ticket(for: .init(customer: "c-2"), at: at(0)) == nil)
    // The same instant, told by clocks of other zones.
    let told = try Instant("2025-06-04T18:00:00+09:00")
    #expect(index.ticket(for: key, at: told) == "T-1")
    index.note(key, ticket: "T-1", at: at(hours72))
    #expect(index.ticket(for: key, at: at(2 * hours72)) == "T-1", "a contact moves the window on")
    index.note(key, ticket: "T-0", at: at(1))
    #expect(index.ticket(for: key, at: at(2)) == "T-1", "the earliest of several")
    policy.duplicates?.within = .months(1)
    #expect(DuplicateIndex(policy) == nil, "months need a clock")
  }

  @Test("a ticket split off takes the fields along and leaves the documents")
  func splitLeavesDocuments() throws {
    var source = Ticket("A")
    source.apply(
      .fixture(
        .opened(
          .init(
            customer: "c-1", fields: [.init("order", "17")],
            documents: [.init(.evidence, reference: "file-17")])), at: at(0)))
    source.apply(.fixture(.messageAdded(.init(.customer)), at: at(6)))
    let splitting = try source.split(into: "B", messagesFrom: at(6), by: Self.agent, at: at(30))
    var other = Ticket("B")
    for event in splitting.opening { other.apply(event) }
    #expect(other.details.field("order")?.value == "17")
    #expect(other.details.documents.isEmpty && other.opening?.documents == [])
  }

  @Test("the last n conversations are kept, the latest first, over all tickets")
  func conversations() {
    var history = ConversationHistory(limit: 20)
    for number in 0..<25 {
      let event = Ticket.Event.fixture(
        .contactStarted(.init(ContactID("k-\(number)"), over: .phone)),
        at: at(Int64(number * 7 % 25)))
      history.note(event, of: TicketID("T-\(number % 3)"))
      history.note(event, of: TicketID("T-\(number % 3)"))
      history.note(.fixture(.solved), of: "T-1")
    }
    #expect(history.conversations.count == 20)
    #expect(history.conversations.map(\.startedAt) == (5..<25).reversed().map { at($0) })
    var together = ConversationHistory(limit: 2)
    for name in ["k-1", "k-2", "k-3"] as [ContactID] {
      together.note(.fixture(.contactStarted(.init(name, over: .chat))), of: "T-1")
    }
    #expect(together.conversations.map(\.contact) == ["k-3", "k-2"])
    var none = ConversationHistory(limit: -1)
    none.note(.fixture(.contactStarted(.init("k", over: .chat))), of: "T-1")
    #expect(none.conversations.isEmpty)
  }
}
