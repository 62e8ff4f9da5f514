// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: laws of the fold")
struct TicketLawTests {
  /// What is true of every ticket, however it came to be where it is.
  private func broken(_ ticket: Ticket) -> [String] {
    var broken: [String] = []
    func check(_ holds: Bool, _ law: String) { if !holds { broken.append(law) } }
    let status = ticket.status
    let isEnded = status == .closed || status == .archived || status == .merged
    check((ticket.closedAt != nil) == isEnded, "closed at exactly while closed")
    if status == .solved { check(ticket.solvedAt != nil, "solved at") }
    if ticket.isResolved { check(ticket.waitingFor.isEmpty, "what is resolved waits for nothing") }
    if let status, status != .new, !ticket.isResolved {
      check(status == ticket.waitingFor.status, "status by what is waited for")
    }
    check(ticket.firstOwner == nil || ticket.firstAssignedAt != nil, "first owner and when")
    check(ticket.replyCount == 0 || ticket.firstRepliedAt != nil, "replies and the first")
    check((ticket.lastEventAt == nil) == (ticket.eventCount == 0), "last event and count")
    check((status == .merged) == (ticket.details.mergedInto != nil), "merged into")
    check(ticket.ignoredEventCount <= ticket.eventCount, "ignored are some of all")
    let own = ticket.messages
    check(own.count { $0.kind == .customer } == ticket.customerMessageCount, "customer messages")
    check(
      own.count { $0.kind == .reply || $0.kind == .holdingReply } == ticket.replyCount, "replies")
    check(!ticket.details.links.contains { $0.ticket == ticket.id }, "no link to itself")
    check(Set(ticket.details.links).count == ticket.details.links.count, "each link once")
    let names = ticket.details.fields.map(\.name)
    check(Set(names).count == names.count, "each field once")
    return broken
  }

  /// What only decisions promise, beyond what any fold keeps.
  private func brokenByDecisions(_ ticket: Ticket) -> [String] {
    var broken = broken(ticket)
    if ticket.ignoredEventCount != 0 { broken.append("decided events all have an effect") }
    if ticket.details.tags != ticket.details.tags.sorted() { broken.append("tags are sorted") }
    if !ticket.details.contacts.allSatisfy({ (1...5).contains($0.stars ?? 1) }) {
      broken.append("ratings are 1 to 5")
    }
    let stages = ticket.details.stages.filter { $0.value.procedure == .complaint }.map(
      \.value.stage)
    if stages != Array([.registered, .assessed].prefix(stages.count)) {
      broken.append("stages in order")
    }
    return broken
  }

  /// The first step after which facts read by position are not those read by name, or what the events of a
  /// command say does not lead from the facts before it to those after it.
  private func factsDiffer(seed: UInt64, steps: Int) throws -> String? {
    let own = ["f1", "f2", "f3"].map { FactField($0, .integer(0...9), isOptional: true) }
    let schema = try FactSchema(Ticket.factFields + own)
    let reader = TicketFactReader(schema)
    var commands = RandomCommand(random: SplitMix64(seed: seed))
    var ticket = Ticket("T-1")
    var now = Instant.fixtureStart
    for step in 0..<steps {
      let opening = Ticket.Opening(
        channel: .phone, classification: .init(kind: .inquiry), priority: .low,
        fields: [.init("f1", .integer(3)), .init("kind", "complaint")])
      let command = step == 0 ? .open(opening) : commands.next()
      now = now.adding(milliseconds: 60_000)
      var facts = reader.facts(of: ticket)
      guard let events = try? ticket.decide(command, by: commands.principal(), at: now) else {
        continue
      }
      for event in events {
        ticket.apply(event)
        reader.record(event.change, in: &facts)
      }
      let known = ticket.facts(in: schema)
      if reader.facts(of: ticket) != known { return "\(step), by position: \(command)" }
      // What is erased is gone from the ticket, and stays what was known.
      if case .erase = command { continue }
      if facts != known { return "\(step), by events: \(command)" }
    }
    return nil
  }

  @Test(
    "facts by position are those by name, and follow from the events", arguments: UInt64(0)..<40)
  func facts(seed: UInt64) throws {
    #expect(try factsDiffer(seed: seed, steps: 120) == nil)
  }

  /// One life: deciding changes nothing, what is decided applies, and every law holds.
  private func simulate(seed: UInt64, steps: Int) -> [String] {
    var commands = RandomCommand(random: SplitMix64(seed: seed))
    var ticket = Ticket("T-1")
    var history = TicketHistory("T-1")
    var now = Instant.fixtureStart
    for step in 0..<steps {
      let command = step == 0 ? .open(.init(customer: "c")) : commands.next()
      let by = commands.principal()
      now = now.adding(milliseconds: Int64(commands.number(0...2)) * 60_000)
      let policy = commands.flag() ? TicketStories.policy : .unrestricted
      let before = ticket
      guard let events = try? ticket.decide(command, by: by, at: now, under: policy) else {
        continue
      }
      var found: [String] = ticket == before ? [] : ["deciding changed the ticket"]
      if events.isEmpty { found.append("no event") }
      if !Ticket.allows(command.kind, in: before.status) { found.append("against the table") }
      for event in events {
        if event.occurredAt != now || event.by != by { found.append("who and when") }
        ticket.apply(event)
        history.append(event)
      }
      if ticket == before { found.append("applying changed nothing") }
      found += brokenByDecisions(ticket)
      if history.ticket != ticket { found.append("the history differs") }
      if history.anomalies.total != 0 { found.append("odd: \(history.anomalies.entries)") }
      if !found.isEmpty {
        return found.map { "seed \(seed), step \(step), \(command.kind): \($0)" }
      }
    }
    return []
  }

  @Test("any commands keep every law", arguments: UInt64(0)..<300)
  func commands(seed: UInt64) {
    #expect(simulate(seed: seed, steps: 60) == [])
  }

  /// `SUPPORTKIT_LONG=1 swift test -c release --filter TicketLawTests` runs 10,000 lives of 200 steps.
  @Test(
    "many lives of many commands keep every law",
    .enabled(if: ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] == "1"))
  func longCommands() {
    for seed in 0..<UInt64(10_000) {
      let broken = simulate(seed: 1_000_000 + seed, steps: 200)
      #expect(broken == [])
      if !broken.isEmpty { return }
    }
  }

  @Test(
    "any events in any order fold without a stop, and every law holds", arguments: UInt64(0)..<200)
  func anyEvents(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var ticket = Ticket("T-1")
    var history = TicketHistory("T-1")
    var events: [Ticket.Event] = []
    for _ in 0..<80 {
      var event = EventSamples.all[Int.random(in: 0..<EventSamples.all.count, using: &random)]
      if [.archived, .merged].contains(event.change.type), !random.oneIn(6) {
        event.change = .solved
      }
      event.occurredAt =
        random.oneIn(12)
        ? (random.oneIn(2) ? .min : .max)
        : .fixtureStart.adding(milliseconds: .random(in: -1_000...100_000, using: &random))
      ticket.apply(event)
      history.append(event)
      events.append(event)
      #expect(broken(ticket) == [], "after \(event)")
    }
    #expect(history.ticket == ticket && ticket.eventCount == 80)
    // A fold can be left anywhere and gone on with.
    let cut = Int.random(in: 0...80, using: &random)
    var first = Ticket("T-1")
    for event in events.prefix(cut) { first.apply(event) }
    for event in events.dropFirst(cut) { first.apply(event) }
    #expect(first == ticket)
  }

  @Test("no kind of event passes a ticket by unseen")
  func everyKind() {
    var ticket = Ticket("T-9")
    var ignored: [Ticket.EventType] = []
    for event in EventSamples.all where ![.archived, .merged].contains(event.change.type) {
      let before = ticket.ignoredEventCount
      ticket.apply(event)
      if ticket.ignoredEventCount != before { ignored.append(event.change.type) }
    }
    #expect(ignored == [.opened, .opened, .imported], "a ticket is opened once")
  }

  @Test("the second opening changes nothing, and time that goes back does not move the last event")
  func hostile() {
    var ticket = Ticket.fixture(priority: .high)
    let openedAt = ticket.openedAt
    ticket.apply(.fixture(.opened(.init(channel: .phone, priority: .low)), at: .min))
    #expect(ticket.openedAt == openedAt && ticket.priority == .high)
    #expect(ticket.opening?.channel == .email && ticket.lastEventAt != .min)
    ticket.apply(.fixture(.solved, at: .max))
    ticket.apply(.fixture(.waitChanged(.vendor), at: .max))
    #expect(ticket.ignoredEventCount == 2)
    ticket.apply(.fixture(.reopened, at: .max))
    #expect(ticket.status == .open && ticket.waitingFor.isEmpty)
  }

  @Test(
    "what comes after the end is counted as ignored", arguments: [Ticket.Status.archived, .merged])
  func afterTheEnd(status: Ticket.Status) {
    var ticket = Ticket.fixture(status: status)
    for change in [Ticket.Change.solved, .reopened, .prioritised(.high)] {
      ticket.apply(.fixture(change, at: .max))
    }
    #expect(ticket.ignoredEventCount == 3 && ticket.status == status)
    #expect(ticket.priority == .normal)
  }

  @Test("handing on is counted by group and by agent, and coming back counts again")
  func handing() {
    var ticket = Ticket("T-1")
    for assignment in [
      Ticket.Assignment(group: "g1"), .init(group: "g1", agent: "a"),
      .init(group: "g2", agent: "a"),
      .init(group: "g2"), .init(group: "g2", agent: "b"), .init(group: "g1", agent: "a"),
    ] {
      ticket.apply(.fixture(.assigned(assignment)))
    }
    // g1 → g2 → g1, and a → b → a; whoever had it first was not handed it on.
    #expect(ticket.groupChangeCount == 2)
    #expect(ticket.agentChangeCount == 2)
    #expect(ticket.firstOwner == "a")
  }
}
