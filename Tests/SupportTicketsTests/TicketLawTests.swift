// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: laws of the fold")
struct TicketLawTests {
  /// Commands and principals, sensible or not.
  static func command(_ random: inout SplitMix64) -> (Ticket.Command, Principal) {
    let principals: [Principal] = [.customer("c"), .agent("a"), .agent("b"), .system]
    let by = principals.randomElement(using: &random) ?? .system
    let reasons = Ticket.PauseReasons(rawValue: UInt8.random(in: 0...31, using: &random))
    let kinds = Ticket.Message.Kind.allCases
    let command: Ticket.Command =
      switch Int.random(in: 0..<16, using: &random) {
      case 0: .open(.init(priority: .high))
      case 1: .classify(.init(kind: random.oneIn(2) ? .complaint : .inquiry))
      case 2: .prioritise(random.oneIn(2) ? .urgent : .low)
      case 3, 4:
        .assign(.init(group: random.oneIn(2) ? "g" : "h", agent: random.oneIn(2) ? "a" : nil))
      case 5, 6, 7: .addMessage(.init(kinds.randomElement(using: &random) ?? .note))
      case 8, 9: .pause(reasons)
      case 10, 11: .resume(reasons)
      case 12: .solve
      case 13: .reopen
      case 14: .close
      default: .pause(.customer)
      }
    return (command, by)
  }

  /// Events of any kind in any order, also ones that no command would cause.
  static func event(_ random: inout SplitMix64, at: Instant) -> Ticket.Event {
    let kinds = Ticket.Message.Kind.allCases
    let change: Ticket.Change =
      switch Int.random(in: 0..<12, using: &random) {
      case 0, 1: .opened(.init(channel: .phone, priority: .low))
      case 2: .workStarted
      case 3: .classified(.init(kind: .complaint, category: "x"))
      case 4: .prioritised(random.oneIn(2) ? nil : .high)
      case 5: .assigned(.init(group: "g", agent: random.oneIn(2) ? "a" : "b"))
      case 6, 7: .messageAdded(.init(kinds.randomElement(using: &random) ?? .note))
      case 8: .waitChanged(.init(rawValue: UInt8.random(in: 0...31, using: &random)))
      case 9: .solved
      case 10: .reopened
      default: .closed
      }
    return .fixture(change, at: at)
  }

  private func checkInvariants(of ticket: Ticket, _ note: String) {
    #expect((ticket.closedAt != nil) == (ticket.status == .closed), "\(note)")
    if ticket.status == .solved { #expect(ticket.solvedAt != nil, "\(note)") }
    if ticket.isResolved { #expect(ticket.waitingFor.isEmpty, "\(note)") }
    if let status = ticket.status, status != .new, !ticket.isResolved {
      #expect(status == ticket.waitingFor.status, "\(note)")
    }
    if let agent = ticket.assignment.agent, ticket.agentChangeCount == 0 {
      #expect(agent == ticket.firstOwner, "\(note)")
    }
    #expect((ticket.firstOwner == nil) == (ticket.firstAssignedAt == nil), "\(note)")
    #expect((ticket.replyCount == 0) == (ticket.firstRepliedAt == nil), "\(note)")
    #expect((ticket.lastEventAt == nil) == (ticket.eventCount == 0), "\(note)")
  }

  @Test(
    "deciding changes nothing, what is decided applies, and invariants hold",
    arguments: UInt64(0)..<150)
  func commands(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var ticket = Ticket("T-1")
    var all: [Ticket.Event] = []
    var minute: Int64 = 0
    for _ in 0..<40 {
      let (command, by) = Self.command(&random)
      minute += Int64.random(in: 0...2, using: &random)
      let now = Instant.fixtureStart.adding(milliseconds: minute * 60_000)
      let before = ticket
      let events = try? ticket.decide(command, by: by, at: now)
      #expect(ticket == before)
      #expect(events == (try? ticket.decide(command, by: by, at: now)))
      guard let events else { continue }
      #expect(!events.isEmpty)
      for event in events {
        #expect(event.occurredAt == now && event.by == by)
        ticket.apply(event)
      }
      #expect(ticket != before)
      all += events
      checkInvariants(of: ticket, "after \(command.kind)")
    }
    #expect(ticket.eventCount == all.count)
    var folded = Ticket("T-1")
    var history = TicketHistory("T-1")
    for event in all {
      folded.apply(event)
      history.append(event)
    }
    #expect(folded == ticket)
    #expect(history.ticket == ticket)
    #expect(history.anomalies.total == 0, "\(history.anomalies.entries)")
  }

  @Test(
    "any events in any order fold without a stop, and invariants hold", arguments: UInt64(0)..<150)
  func anyEvents(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var ticket = Ticket("T-1")
    var history = TicketHistory("T-1")
    for _ in 0..<40 {
      let at: Instant =
        random.oneIn(12)
        ? (random.oneIn(2) ? .min : .max)
        : .fixtureStart.adding(milliseconds: .random(in: -1_000...100_000, using: &random))
      let event = Self.event(&random, at: at)
      ticket.apply(event)
      history.append(event)
      checkInvariants(of: ticket, "after \(event.change.type)")
    }
    #expect(history.ticket == ticket && ticket.eventCount == 40)
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
    ticket.apply(.fixture(.reopened, at: .max))
    #expect(ticket.status == .open && ticket.waitingFor.isEmpty)
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
    #expect(ticket.groupChangeCount == 3)
    #expect(ticket.agentChangeCount == 2)
    #expect(ticket.firstOwner == "a")
  }
}

@Suite("Tickets: histories from elsewhere")
struct TicketHistoryTests {
  typealias Anomaly = TicketHistory.Anomaly

  @Test(
    "each oddity is counted by its name",
    arguments: [
      (Anomaly.beforeOpening, [Ticket.Change.messageAdded(.init(.reply)), .opened(.init())]),
      (.openedAgain, [.opened(.init()), .opened(.init())]),
      (.repeated, [.opened(.init()), .solved, .solved]),
      (.repeated, [.opened(.init()), .closed, .closed]),
      (.reopenedWhileOpen, [.opened(.init()), .reopened]),
      (.workedWhileResolved, [.opened(.init()), .solved, .waitChanged(.customer)]),
      (.workedWhileResolved, [.opened(.init()), .closed, .workStarted]),
      (.afterClosing, [.opened(.init()), .closed, .messageAdded(.init(.customer))]),
      (.afterClosing, [.opened(.init()), .closed, .assigned(.init(agent: "a"))]),
      (.afterClosing, [.opened(.init()), .closed, .solved]),
    ])
  func each(anomaly: Anomaly, changes: [Ticket.Change]) {
    var history = TicketHistory("T-1")
    var clock = SteppingClock()
    var last = Instant.min
    for change in changes {
      last = clock.tick()
      history.append(.fixture(change, at: last))
    }
    let firstAt = anomaly == .beforeOpening ? .fixtureStart : last
    let entry = history.anomalies.entries.first
    #expect(history.anomalies.entries.count == 1)
    #expect(entry?.anomaly == anomaly && entry?.count == 1 && entry?.firstAt == firstAt)
    #expect(history.anomalies.total == 1 && history.anomalies.count(of: anomaly) == 1)
  }

  @Test("a note on a closed ticket and a classification of a solved one are ordinary")
  func ordinary() {
    var history = TicketHistory("T-1")
    for event in Ticket.Event.fixtures(
      .opened(.init()), .solved, .classified(.init(kind: .complaint)), .closed,
      .messageAdded(.init(.note)), .reopened)
    {
      history.append(event)
    }
    #expect(history.anomalies.total == 0)
    #expect(history.ticket.reopenCount == 1)
  }

  private func record(
    _ id: EventID, _ version: Int64, stream: StreamID = "T-1", at: Instant = .fixtureStart
  ) -> Recorded<Ticket.Event> {
    Recorded(
      .fixture(version == 1 ? .opened(.init()) : .messageAdded(.init(.note)), at: at), id: id,
      stream: stream, version: version, occurredAt: at, recordedAt: at, principal: .system)
  }

  @Test("records that come twice, out of order or to the wrong ticket are counted")
  func records() {
    var history = TicketHistory("T-1")
    history.append(record("E-1", 1))
    history.append(record("E-1", 1))
    history.append(record("E-3", 3))
    history.append(record("E-2", 2))
    history.append(record("E-9", 4, stream: "T-2"))
    history.append(record("E-4", 4))
    history.append(record("E-5", 5, at: .min))
    let counts = Anomaly.allCases.map { history.anomalies.count(of: $0) }
    let expected: [Anomaly: Int] = [
      .duplicate: 1, .versionGap: 2, .wrongTicket: 1, .timeRunsBackwards: 1,
    ]
    #expect(counts == Anomaly.allCases.map { expected[$0] ?? 0 })
    #expect(history.ticket.eventCount == 5)
  }

  @Test("a version at the end of the numbers does not stop the history")
  func lastVersion() {
    var history = TicketHistory("T-1")
    history.append(record("E-1", .max))
    history.append(record("E-2", 1))
    history.append(record("E-3", .min))
    history.append(record("E-4", .max))
    #expect(history.ticket.eventCount == 4)
    #expect(history.anomalies.count(of: .versionGap) >= 2)
  }
}
