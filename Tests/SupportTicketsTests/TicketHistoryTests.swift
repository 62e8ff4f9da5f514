// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: histories from elsewhere")
struct TicketHistoryTests {
  typealias Anomaly = TicketHistory.Anomaly
  typealias Change = Ticket.Change

  private static let opened = Change.opened(.init())

  @Test(
    "each oddity is counted by its name",
    arguments: [
      (Anomaly.beforeOpening, [Change.messageAdded(.init(.reply)), opened]),
      (.openedAgain, [opened, opened]),
      (.openedAgain, [opened, .imported(.init(.init(), openedAt: .min))]),
      (.repeated, [opened, .solved, .solved]), (.repeated, [opened, .closed, .closed]),
      (.reopenedWhileOpen, [opened, .reopened]),
      (.workedWhileResolved, [opened, .solved, .waitChanged(.customer)]),
      (.workedWhileResolved, [opened, .closed, .workStarted]),
      (.afterClosing, [opened, .closed, .messageAdded(.init(.customer))]),
      (.afterClosing, [opened, .closed, .assigned(.init(agent: "a"))]),
      (.afterClosing, [opened, .closed, .solved]),
      (.afterArchiving, [opened, .closed, .archived, .messageAdded(.init(.customer))]),
      (.afterArchiving, [opened, .closed, .archived, .reopened]),
      (.afterArchiving, [opened, .closed, .archived, opened]),
      (.afterMerging, [opened, .merged(into: "T-2"), .messageAdded(.init(.customer))]),
      (.withoutEffect, [opened, .merged(into: "T-1")]),
      (.withoutEffect, [opened, .rated(.init("k", stars: 3))]),
      (.withoutEffect, [opened, .contactEnded("k")]),
      (.withoutEffect, [opened, .confirmationAnswered(.init(.solution, accepted: true))]),
      (.withoutEffect, [opened, .followUpDone("f")]),
      (.withoutEffect, [opened, .blockJudged(.lifted)]),
      (.withoutEffect, [opened, .unlinked(.init(.related, "T-2"))]),
      (.withoutEffect, [opened, .absorbed(.init(of: "T-1", openedAt: .min))]),
    ])
  func each(anomaly: Anomaly, changes: [Change]) {
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
    #expect(history.ticket.eventCount == changes.count)
  }

  @Test("a note on a closed ticket and a classification of a solved one are ordinary")
  func ordinary() {
    var history = TicketHistory("T-1")
    for event in Ticket.Event.fixtures(
      .opened(.init()), .solved, .classified(.init(kind: .complaint)), .closed,
      .messageAdded(.init(.note)), .reopened, .closed, .archived,
      .holdChanged(.init("h", holds: true)), .accessed("audit"))
    {
      history.append(event)
    }
    #expect(history.anomalies.total == 0 && history.ticket.ignoredEventCount == 0)
    #expect(history.ticket.reopenCount == 1)
  }

  private func record(
    _ id: EventID, _ version: Int64, stream: StreamID = "ticket/T-1",
    at: Instant = .fixtureStart, recordedAt: Instant? = nil, _ change: Change? = nil
  ) -> Recorded<Ticket.Event> {
    let usual: Change = version == 1 ? .opened(.init()) : .messageAdded(.init(.note))
    return Recorded(
      Ticket.Event.fixture(change ?? usual, at: at), id: id, stream: stream, version: version,
      recordedAt: recordedAt ?? at)
  }

  @Test("records that come twice, out of order or to the wrong ticket are counted and kept")
  func records() {
    var history = TicketHistory("T-1")
    history.append(record("E-1", 1))
    history.append(record("E-1", 1))
    history.append(record("E-3", 3))
    history.append(record("E-2", 2))
    history.append(record("E-9", 4, stream: "ticket/T-2"))
    history.append(record("E-4", 4))
    history.append(record("E-5", 5, at: .min))
    let counts = Anomaly.allCases.map { history.anomalies.count(of: $0) }
    let expected: [Anomaly: Int] = [
      .duplicate: 1, .versionGap: 2, .wrongTicket: 1, .timeRunsBackwards: 1,
    ]
    #expect(counts == Anomaly.allCases.map { expected[$0] ?? 0 })
    #expect(history.ticket.eventCount == 5)
    #expect(history.records.map(\.id) == ["E-1", "E-3", "E-2", "E-4", "E-5"])
    #expect(history.setAside.map(\.anomaly) == [.duplicate, .wrongTicket])
  }

  @Test("a history that is cut in the middle, at its front or at its end is reported")
  func cut() {
    let all = (1...6).map { record(EventID("E-\($0)"), Int64($0)) }
    func anomalies(_ records: [Recorded<Ticket.Event>]) -> [Anomaly] {
      var history = TicketHistory("T-1")
      for record in records { history.append(record) }
      history.end(atVersion: 6)
      #expect(history.records.count == records.count)
      return history.anomalies.entries.map(\.anomaly)
    }
    #expect(anomalies(all).isEmpty)
    #expect(anomalies(Array(all[0..<2] + all[4...])) == [.versionGap])
    #expect(anomalies(Array(all.dropLast())) == [.cutOff])
    #expect(anomalies(Array(all.dropFirst())) == [.versionGap, .beforeOpening])
    #expect(anomalies([]) == [.cutOff])
  }

  @Test("an event from the future is counted and applied")
  func future() {
    var history = TicketHistory("T-1", readAt: .fixtureStart)
    history.append(.fixture(Self.opened, at: .fixtureStart))
    #expect(history.anomalies.total == 0, "the present is not the future")
    let later = Instant.fixtureStart.adding(milliseconds: 1)
    history.append(.fixture(.solved, at: later))
    #expect(history.anomalies.count(of: .fromTheFuture) == 1)
    #expect(history.ticket.status == .solved)
    var recorded = TicketHistory("T-1")
    recorded.append(record("E-1", 1, at: later, recordedAt: .fixtureStart))
    #expect(recorded.anomalies.count(of: .fromTheFuture) == 1)
    // Later than its record, which is later than the history is looked at: one event, counted once.
    var both = TicketHistory("T-1", readAt: .fixtureStart)
    both.append(record("E-1", 1, at: later.adding(milliseconds: 1), recordedAt: later))
    #expect(both.anomalies.count(of: .fromTheFuture) == 1 && both.anomalies.total == 1)
    // What cannot be read tells its instants all the same.
    let tree = Recorded(
      EventTree.object([:]), id: "E-1", stream: StreamID(.ticket, of: TicketID("T-1")), version: 1,
      occurredAt: later, recordedAt: .fixtureStart, principal: .system)
    var unreadable = TicketHistory("T-1")
    unreadable.append(TicketEventReader.Reading.unreadable(tree, .unknownKind))
    #expect(unreadable.anomalies.count(of: .fromTheFuture) == 1)
  }

  @Test("a record whose envelope tells another instant or person is counted; the event holds")
  func envelope() {
    let event = Ticket.Event.fixture(Self.opened)
    let record = Recorded(
      event, id: "E-1", stream: StreamID(.ticket, of: TicketID("T-1")), version: 1,
      recordedAt: .max)
    #expect(record.occurredAt == event.occurredAt && record.principal == event.by)
    #expect(record.schemaVersion == TicketEventReader.currentVersion)
    var earlier = record
    earlier.occurredAt = .min
    var other = record
    other.principal = .system
    for (record, count) in [(record, 0), (earlier, 1), (other, 1)] {
      var history = TicketHistory("T-1")
      history.append(record)
      #expect(history.anomalies.count(of: .contradictoryEnvelope) == count)
      #expect(history.anomalies.total == count && history.setAside.isEmpty)
      #expect(history.ticket.openedAt == event.occurredAt)
    }
  }

  @Test("the version that an append expects counts what was set aside as unreadable, too")
  func version() {
    var history = TicketHistory("T-1")
    #expect(history.version == 0)
    history.append(record("E-1", 1))
    let unknown = Recorded<EventTree>(
      .object(["type": .text("vanished")]), id: "E-2", stream: "ticket/T-1", version: 2,
      occurredAt: .fixtureStart, recordedAt: .fixtureStart, principal: .system)
    history.append(TicketEventReader().read(unknown))
    #expect(history.version == 2 && history.ticket.eventCount == 1)
    history.append(record("E-2", 3))
    history.append(record("E-9", 9, stream: "ticket/T-2"))
    #expect(history.version == 2, "what came twice or belongs elsewhere is no part of the stream")
    history.append(record("E-5", 5))
    history.append(record("E-4", 4))
    #expect(history.version == 5)
    history.append(.fixture(.solved))
    #expect(history.version == 5, "a single event has no place in a stream")
  }

  @Test("a row that cannot be read is kept as it came, with its instant where that is known")
  func rows() {
    var history = TicketHistory("T-1")
    history.append(row: "T-1;yesterday;?")
    history.append(row: "T-1;2025-06-02;?", as: .unknownKind, at: .fixtureStart)
    history.append(row: "T-1;2025-06-02", as: .unreadable, at: .fixtureStart)
    #expect(history.setAside.map(\.anomaly) == [.unreadable, .unknownKind, .unreadable])
    #expect(history.setAside.first == .row("T-1;yesterday;?", .unreadable))
    let entries = history.anomalies.entries
    #expect(
      entries.map(\.count) == [2, 1] && entries.map(\.firstAt) == [.fixtureStart, .fixtureStart])
    #expect(history.version == 0 && history.ticket.eventCount == 0)
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

  @Test(
    "records in any order, twice, cut and mixed up: each is applied or set aside, none is lost",
    arguments: UInt64(0)..<100)
  func nothingIsLost(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var history = TicketHistory("T-1", readAt: .fixtureStart)
    var given = 0
    var unread = 0
    for _ in 0..<60 {
      let change = EventSamples.all[Int.random(in: 0..<EventSamples.all.count, using: &random)]
        .change
      let record = record(
        EventID("E-\(Int.random(in: 0..<40, using: &random))"),
        Int64.random(in: -3...50, using: &random),
        stream: random.oneIn(9) ? "customer/T-1" : "ticket/T-1",
        at: .fixtureStart.adding(milliseconds: .random(in: -9...9, using: &random)),
        recordedAt: .fixtureStart, change)
      given += 1
      if random.oneIn(8) {
        unread += 1
        let tree = Recorded<EventTree>(
          .text("x"), id: record.id, stream: record.stream, version: record.version,
          occurredAt: record.occurredAt, recordedAt: record.recordedAt, principal: .system)
        history.append(TicketEventReader().read(tree))
      } else {
        history.append(record)
      }
    }
    #expect(history.records.count + history.setAside.count == given)
    #expect(history.ticket.eventCount == history.records.count)
    let aside = [Anomaly.duplicate, .wrongTicket, .unknownKind]
    #expect(
      aside.reduce(0) { $0 + history.anomalies.count(of: $1) } == history.setAside.count)
    #expect(history.anomalies.count(of: .unknownKind) <= unread)
    var again = Ticket("T-1")
    for record in history.records { again.apply(record.event) }
    #expect(again == history.ticket)
  }

  // MARK: Corrections

  private func history(_ records: [Recorded<Ticket.Event>]) -> TicketHistory {
    var history = TicketHistory("T-1")
    for record in records { history.append(record) }
    return history
  }

  @Test("a correction strikes, moves or replaces; the history still tells what was known")
  func corrections() {
    func at(_ minutes: Int64) -> Instant { .fixtureStart.adding(milliseconds: minutes * 60_000) }
    let history = history([
      record("E-1", 1, at: at(0), Self.opened), record("E-2", 2, at: at(10), .solved),
      record("E-3", 3, at: at(20), .messageAdded(.init(.reply))),
      record("E-4", 4, at: at(30), .prioritised(.high)),
      record("E-5", 5, at: at(40), .corrected(.init(of: "E-2", .neverHappened))),
      record("E-6", 6, at: at(41), .corrected(.init(of: "E-3", .happenedAt(at(5))))),
      record("E-7", 7, at: at(42), .corrected(.init(of: "E-4", .wasInstead(.prioritised(.low))))),
      record("E-8", 8, at: at(43), .corrected(.init(of: "E-99", .neverHappened))),
    ])
    #expect(history.ticket.status == .solved && history.ticket.firstRepliedAt == at(20))
    #expect(history.ticket.priority == .high && history.anomalies.total == 0)
    let now = history.corrected()
    #expect(now.status == .new && now.firstRepliedAt == at(5) && now.priority == .low)
    #expect(history.correctedEvents().map(\.occurredAt) == [0, 5, 30, 40, 41, 42, 43].map(at))
    #expect(history.danglingCorrections.map(\.event) == ["E-99"])
  }

  @Test("the later correction counts, and a correction can be corrected")
  func correctionsOfCorrections() {
    let base = [
      record("E-1", 1, Self.opened), record("E-2", 2, .prioritised(.high)),
      record("E-3", 3, .corrected(.init(of: "E-2", .wasInstead(.prioritised(.low))))),
    ]
    #expect(history(base).corrected().priority == .low)
    let later = record("E-4", 4, .corrected(.init(of: "E-2", .wasInstead(.prioritised(.urgent)))))
    #expect(history(base + [later]).corrected().priority == .urgent)
    let struck = record("E-4", 4, .corrected(.init(of: "E-3", .neverHappened)))
    #expect(history(base + [struck]).corrected().priority == .high)
    let instead = record(
      "E-4", 4,
      .corrected(
        .init(of: "E-3", .wasInstead(.corrected(.init(of: "E-2", .neverHappened))))))
    #expect(history(base + [instead]).corrected().priority == nil)
    let elsewhere = record(
      "E-4", 4,
      .corrected(
        .init(of: "E-3", .wasInstead(.corrected(.init(of: "E-9", .neverHappened))))))
    #expect(history(base + [elsewhere]).corrected().priority == .high, "E-2 is wrong no more")
    // The third record was right that something was wrong, and named the wrong record.
    let named = [
      record("E-1", 1, Self.opened), record("E-2", 2, .prioritised(.high)),
      record("E-3", 3, .corrected(.init(of: "E-1", .neverHappened))),
      record(
        "E-4", 4,
        .corrected(.init(of: "E-3", .wasInstead(.corrected(.init(of: "E-2", .neverHappened)))))),
    ]
    #expect(history(named).corrected().priority == nil)
    #expect(history(named).corrected().status == .new)
    let itself = record("E-4", 4, .corrected(.init(of: "E-4", .neverHappened)))
    #expect(history(base + [itself]).corrected().priority == .low)
  }

  // MARK: Taking over

  @Test("a ticket that is open mid-life is taken over with the time already used")
  func midLife() {
    let opened = Instant.fixtureStart.adding(milliseconds: -86_400_000)
    let life = Ticket.Import(
      .init(channel: .phone, customer: "c-1", priority: .high), openedAt: opened,
      waitingFor: [.customer, .vendor], assignment: .init(group: "g", agent: "wu"),
      firstAssignedAt: opened, firstRepliedAt: opened, reopenCount: 2,
      used: [.init("resolution", milliseconds: 3_600_000), .init("firstReply", milliseconds: -5)])
    var history = TicketHistory("T-1")
    history.append(.fixture(.imported(life)))
    let ticket = history.ticket
    #expect(history.anomalies.total == 0 && ticket.openedAt == opened)
    #expect(ticket.status == .onHold && ticket.waitingFor == [.customer, .vendor])
    #expect(ticket.priority == .high && ticket.firstOwner == "wu" && ticket.reopenCount == 2)
    #expect(ticket.firstAssignedAt == opened && ticket.firstRepliedAt == opened)
    #expect(life.used(by: "resolution") == 3_600_000 && life.used(by: "firstReply") == 0)
    #expect(life.used(by: "ownership") == nil)
    #expect(ticket.details.usedBeforeImport == life.used)
    // From year 1 to the end of year 9999: 3,652,059 days.
    let most: Int64 = 3_652_059 * 86_400_000
    for milliseconds in [Int64.max, most] {
      let used = Ticket.UsedTime("x", milliseconds: milliseconds).milliseconds
      #expect(used <= most && used > most - 1_000)
    }
    #expect(Ticket.Import(.init(), openedAt: opened, reopenCount: .max).reopenCount == 1_000_000)
    // Only a group has it now; somebody had it before.
    var waiting = Ticket("T-3")
    waiting.apply(
      .fixture(
        .imported(
          .init(
            .init(), openedAt: opened, assignment: .init(group: "g"), firstAssignedAt: opened))))
    #expect(waiting.firstAssignedAt == opened && waiting.firstOwner == nil)
    waiting.apply(.fixture(.assigned(.init(group: "g", agent: "li"))))
    #expect(waiting.firstAssignedAt == opened && waiting.firstOwner == "li")
    var fresh = Ticket("T-2")
    fresh.apply(.fixture(.imported(.init(.init(), openedAt: opened))))
    #expect(fresh.status == .open && fresh.lastEventAt == .fixtureStart)
  }
}
