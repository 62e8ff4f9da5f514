// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import Testing

@Suite("Metrics: rows as they were known")
struct TicketArchiveTests {
  private static func record(
    _ change: Ticket.Change, _ number: Int64, of ticket: TicketID = "T-1", at: Instant,
    recordedAt: Instant? = nil
  ) -> Recorded<Ticket.Event> {
    Recorded(
      .fixture(change, at: at), id: EventID("\(ticket)/\(number)"),
      stream: StreamID(.ticket, of: ticket), version: number, recordedAt: recordedAt ?? at)
  }

  private static func at(_ hour: Int64) -> Instant {
    Instant.fixtureStart.adding(milliseconds: hour * 3_600_000)
  }

  private let writer = TicketRowWriter()

  @Test("a correction changes the figures of later reports and no report that was made before")
  func correction() throws {
    var archive = TicketArchive([
      Self.record(.opened(.init()), 1, at: Self.at(0)),
      Self.record(.solved, 2, at: Self.at(5)),
      Self.record(.opened(.init()), 1, of: "T-2", at: Self.at(1)),
    ])
    let monday = archive.rows(asOf: Self.at(8), by: writer)
    archive.append(
      Self.record(
        .corrected(.init(of: "T-1/2", .happenedAt(Self.at(2)))), 3, at: Self.at(50)))
    #expect(archive.rows(asOf: Self.at(8), by: writer) == monday)
    #expect(monday[0]["fullResolution"] == .duration(milliseconds: 5 * 3_600_000))
    let corrected = archive.rows(at: Self.at(8), knownAt: Self.at(50), by: writer)
    #expect(corrected[0]["fullResolution"] == .duration(milliseconds: 2 * 3_600_000))
    #expect(corrected[1] == monday[1])
    let difference = archive.difference(
      at: Self.at(8), knownAt: Self.at(8), and: Self.at(50), by: writer)
    let entry = try #require(difference.entry(of: "T-1"))
    #expect(difference.entries.count == 1 && entry.kind == .changed)
    #expect(
      entry.changes.map(\.fact) == [
        "firstSolvedAt", "solvedAt", "doneAt", "firstResolution", "fullResolution", "requesterWait",
      ])
    #expect(entry.because == ["T-1/3"] && entry.corrections == ["T-1/3"])
    #expect(entry.changes[4].before == .duration(milliseconds: 5 * 3_600_000))
    #expect(
      archive.difference(at: Self.at(8), knownAt: Self.at(8), and: Self.at(49), by: writer)
        .isEmpty)
  }

  @Test("what was recorded late is in no report of before, and in each later one")
  func late() throws {
    let archive = TicketArchive([
      Self.record(.opened(.init()), 1, at: Self.at(0)),
      Self.record(.messageAdded(.init(.reply)), 2, at: Self.at(1), recordedAt: Self.at(30)),
      Self.record(.opened(.init()), 1, of: "T-2", at: Self.at(2), recordedAt: Self.at(30)),
    ])
    #expect(archive.rows(asOf: Self.at(8), by: writer).map { $0["isReplied"] } == [false])
    let later = archive.rows(at: Self.at(8), knownAt: Self.at(30), by: writer)
    #expect(later.map { $0["isReplied"] } == [true, false])
    let difference = archive.difference(asOf: Self.at(8), and: Self.at(30), by: writer)
    #expect(difference.entries.map(\.kind) == [.changed, .appeared])
    #expect(difference.entries[0].because == ["T-1/2"])
    #expect(difference.entries[0].corrections.isEmpty)
    let away = TicketArchive([
      Self.record(.opened(.init()), 1, at: Self.at(0)),
      Self.record(.corrected(.init(of: "T-1/1", .neverHappened)), 2, at: Self.at(4)),
    ])
    let gone = away.difference(at: Self.at(2), knownAt: Self.at(2), and: Self.at(4), by: writer)
    #expect(gone.entries.map(\.kind) == [.vanished])
  }

  @Test("records of other streams and of what has not occurred yet are left out")
  func others() {
    let foreign = Recorded(
      .fixture(.opened(.init())), id: "E-1", stream: "compensation/mei", version: 1,
      recordedAt: .fixtureStart)
    let archive = TicketArchive([
      foreign, Self.record(.opened(.init()), 1, of: "a/b", at: Self.at(0)),
      Self.record(.solved, 2, of: "a/b", at: Self.at(9), recordedAt: Self.at(1)),
    ])
    #expect(archive.foreignRecordCount == 1 && archive.tickets == ["a/b"])
    #expect(archive.rows(asOf: Self.at(2), by: writer).map { $0["isSolved"] } == [false])
    #expect(archive.rows(asOf: Self.at(9), by: writer).map { $0["isSolved"] } == [true])
    #expect(archive.rows(asOf: Self.at(-1), by: writer).isEmpty)
    #expect(TicketArchive().rows(asOf: .max, by: writer).isEmpty)
  }

  @Test("any past report is the one that was made then", arguments: UInt64(0)..<12)
  func replay(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var records: [Recorded<Ticket.Event>] = []
    for ticket in ["T-1", "T-2", "T-3"] as [TicketID] {
      var life = RandomLife(seed: random.next())
      var recordedAt = Instant.min
      for (index, event) in life.events(12).enumerated() {
        let delay = random.oneIn(3) ? Int64(random.next() % 300) : 0
        recordedAt = max(recordedAt, event.occurredAt.adding(milliseconds: delay * 60_000))
        var event = event
        if index > 1, random.oneIn(5) {
          let wrong = EventID("\(ticket)/\(1 + random.next() % UInt64(index))")
          let truths: [Ticket.Correction.Truth] = [
            .neverHappened, .wasInstead(.solved),
            .happenedAt(event.occurredAt.adding(milliseconds: -7_200_000)),
          ]
          let truth = truths[Int(random.next() % 3)]
          event.change = .corrected(.init(of: wrong, truth))
        }
        records.append(
          Recorded(
            event, id: EventID("\(ticket)/\(index + 1)"), stream: StreamID(.ticket, of: ticket),
            version: Int64(index + 1), recordedAt: recordedAt))
      }
    }
    records.sort { one, other in
      (one.recordedAt, one.stream.rawValue, one.version)
        < (other.recordedAt, other.stream.rawValue, other.version)
    }
    var growing = TicketArchive()
    var made: [(Instant, [Facts])] = []
    for (index, record) in records.enumerated() {
      growing.append(record)
      let isLastOfInstant =
        index + 1 == records.count || records[index + 1].recordedAt > record.recordedAt
      if isLastOfInstant {
        made.append((record.recordedAt, growing.rows(asOf: record.recordedAt, by: writer)))
      }
    }
    for (instant, rows) in made {
      #expect(growing.rows(asOf: instant, by: writer) == rows, "seed \(seed), \(instant)")
    }
    // The difference is exactly where the rows of the two reports differ.
    let (first, last) = (try #require(made.first?.0), try #require(made.last?.0))
    let difference = growing.difference(at: first, knownAt: first, and: last, by: writer)
    func byTicket(_ rows: [Facts]) -> [FactValue: Facts] {
      Dictionary(uniqueKeysWithValues: rows.map { ($0["ticket"] ?? "", $0) })
    }
    let before = byTicket(growing.rows(at: first, knownAt: first, by: writer))
    let after = byTicket(growing.rows(at: first, knownAt: last, by: writer))
    let moved = growing.tickets.filter {
      before[.text($0.rawValue)] != after[.text($0.rawValue)]
    }
    #expect(difference.entries.map(\.ticket) == moved, "seed \(seed)")
  }

  @Test("promises are judged as of the instant, merged tickets' clocks included")
  func promises() throws {
    let subject = try MetricSubject.tickets(promising: [.firstReply, .resolution])
    let writer = TicketRowWriter(subject)
    let policy = try SLAPolicyVersions([.init(try .fixture(), from: .min)])
    let absorption = Ticket.Absorption(of: "T-2", openedAt: Self.at(0))
    let opened = Ticket.Change.opened(.init(priority: .normal))
    let archive = TicketArchive([
      Self.record(opened, 1, of: "T-2", at: Self.at(0)),
      Self.record(opened, 1, at: Self.at(4)),
      Self.record(.absorbed(absorption), 2, at: Self.at(5)),
      Self.record(.merged(into: "T-1"), 2, of: "T-2", at: Self.at(5)),
      Self.record(.messageAdded(.init(.reply)), 3, at: Self.at(5)),
      Self.record(.solved, 4, at: Self.at(6)),
    ])
    func verdicts(_ hour: Int64, _ metric: String) -> [FactValue?] {
      archive.rows(asOf: Self.at(hour), by: writer, under: policy).map { $0["sla.\(metric)"] }
    }
    #expect(verdicts(1, "firstReply") == ["running"])
    #expect(verdicts(4, "firstReply") == ["missed", "running"])
    // The breach stays that of the merged ticket; the survivor counts it as merged away.
    #expect(verdicts(6, "firstReply") == ["missed", "mergedAway"])
    #expect(verdicts(6, "resolution") == ["mergedAway", "met"])
  }

  @Test("as many rows are in the backlog as were known to be", arguments: UInt64(0)..<10)
  func backlog(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var archive = TicketArchive()
    var backlog = BacklogTally()
    var instants: [Instant] = []
    for ticket in ["T-1", "T-2", "T-3", "T-4"] as [TicketID] {
      var life = RandomLife(seed: random.next())
      var known = Ticket(ticket)
      var recordedAt = Instant.min
      for (index, event) in life.events(15).enumerated() {
        let delay = random.oneIn(3) ? Int64(random.next() % 90) : 0
        recordedAt = max(recordedAt, event.occurredAt.adding(milliseconds: delay * 60_000))
        archive.append(
          Recorded(
            event, id: EventID("\(ticket)/\(index)"), stream: StreamID(.ticket, of: ticket),
            version: Int64(index + 1), recordedAt: recordedAt))
        let before = known.openedAt == nil ? nil : known.status
        known.apply(event)
        if known.openedAt != nil, let status = known.status {
          backlog.count(from: before, to: status, recordedAt: recordedAt)
        }
        instants.append(recordedAt)
      }
    }
    for instant in instants {
      let rows = archive.rows(asOf: instant, by: writer)
      let counts = backlog.counts(at: instant)
      #expect(rows.count { $0["leftAt"] == nil } == counts.notClosed, "seed \(seed), \(instant)")
      let unresolved = rows.count { $0["isSolved"] == false }
      #expect(unresolved == counts.unresolved, "seed \(seed), \(instant)")
    }
  }

  @Test("tickets that claim one another in a circle, or that say otherwise, end all the same")
  func circles() throws {
    let subject = try MetricSubject.tickets(promising: [.firstReply])
    let policy = try SLAPolicyVersions([.init(try .fixture(), from: .min)])
    let opened = Ticket.Change.opened(.init(priority: .normal))
    func absorbed(_ id: TicketID) -> Ticket.Change {
      .absorbed(.init(of: id, openedAt: Self.at(0)))
    }
    var records: [Recorded<Ticket.Event>] = []
    let tickets = (0..<24).map { TicketID("T-\($0)") }
    for (index, ticket) in tickets.enumerated() {
      let next = tickets[(index + 1) % 24]
      let second = tickets[(index + 2) % 24]
      records += [
        Self.record(opened, 1, of: ticket, at: Self.at(0)),
        Self.record(absorbed(next), 2, of: ticket, at: Self.at(1)),
        Self.record(absorbed(second), 3, of: ticket, at: Self.at(1)),
        Self.record(.merged(into: tickets[(index + 23) % 24]), 4, of: ticket, at: Self.at(2)),
        Self.record(.merged(into: tickets[(index + 22) % 24]), 5, of: ticket, at: Self.at(2)),
      ]
    }
    let rows = TicketArchive(records).rows(
      asOf: Self.at(9), by: TicketRowWriter(subject), under: policy)
    #expect(rows.count == 24)
    #expect(Set(rows.map { $0["status"] }) == ["merged"])
  }
}
