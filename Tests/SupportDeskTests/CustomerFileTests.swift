// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportTestKit
import SupportTickets
import Testing

@Suite("Desk: what is held of a customer")
struct CustomerFileTests {
  private static let book = """
    { "format": 0, "id": "held", "version": "1", "effectiveFrom": "2025-01-01", "zone": "UTC",
      "facts": { "reach": { "is": "text", "personal": true, "optional": true } },
      "tickets": {
        "retention": [
          { "id": "people", "keep": "personal", "for": "30 days", "from": "closing" } ] } }
    """
  private static let now = Instant.fixtureStart
  private static let customer = Principal.customer("c-1")

  private static func desk() throws -> Desk { Desk(try PolicyBook(book)) }

  private static func ticket(
    _ id: TicketID, of customer: CustomerID? = "c-1", at instant: Instant = now,
    _ more: [Ticket.Change] = []
  ) -> [DeskEvent] {
    let changes =
      [.opened(.init(channel: .web, customer: customer, fields: [.reach("+49 30 1")]))] + more
    return changes.map { .ticket(Ticket.Event($0, by: Self.customer, at: instant, because: "why")) }
  }

  private static func json(_ value: some Encodable) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return try encoder.encode(value)
  }

  @Test("of a customer of whom nothing is held the file is empty")
  func nothing() throws {
    let file = try Self.desk().information(heldIn: CustomerRecords(of: "c-1"), at: Self.now)
    #expect(file.matters.isEmpty && file.disputes.isEmpty)
    #expect(file.compensation == nil && file.membership == nil)
    #expect(file.customer == "c-1" && file.asOf == Self.now)
  }

  @Test("the same records give the same bytes, in whatever order tickets were added")
  func order() throws {
    let later = Self.now + .seconds(60)
    let streams: [(TicketID, [DeskEvent])] = [
      ("T-9", Self.ticket("T-9")), ("T-1", Self.ticket("T-1", at: later)),
      ("T-2", Self.ticket("T-2")), ("T-3", Self.ticket("T-3", of: nil)),
    ]
    func file(_ streams: [(TicketID, [DeskEvent])]) throws -> CustomerFile {
      var records = CustomerRecords(of: "c-1")
      for (ticket, events) in streams { records.add(events, of: ticket) }
      return try Self.desk().information(heldIn: records, at: later)
    }
    let one = try file(streams)
    #expect(one.matters.map(\.ticket) == ["T-2", "T-3", "T-9", "T-1"])
    for other in [Array(streams.reversed()), streams.sorted { $0.0.rawValue < $1.0.rawValue }] {
      #expect(try Self.json(file(other)) == Self.json(one))
    }
  }

  @Test("a stream may come in pieces, and what is told twice to nobody is left out")
  func pieces() throws {
    let whole = Self.ticket("T-1", [.messageAdded(.init(.customer, id: "m-1")), .solved, .closed])
    var records = CustomerRecords(of: "c-1")
    var other = CustomerRecords(of: "c-1")
    records.add(whole, of: "T-1")
    for event in whole {
      other.add([event, .told(through: Self.now, keys: ["k"])], of: "T-1")
    }
    #expect(records == other)
    let file = try Self.desk().information(heldIn: records, at: Self.now)
    let matter = try #require(file.matters.first)
    #expect(matter.status == .closed && matter.messages.map(\.id) == ["m-1"])
    #expect(matter.fields == [.reach("+49 30 1")])
    #expect(
      matter.retention == [
        .init(part: .personal, from: Self.now.adding(milliseconds: 30 * 86_400_000), ["people"]),
        .init(part: .evidence, from: nil, []),
      ])
    #expect(matter.record.events.allSatisfy { $0.reason == nil })
    #expect(try JSONDecoder().decode(CustomerFile.self, from: Self.json(file)) == file)
  }

  @Test("nothing is told that is another customer's")
  func another() throws {
    var records = CustomerRecords(of: "c-1")
    records.add(Self.ticket("T-1"), of: "T-1")
    records.add(Self.ticket("T-2", of: "c-2"), of: "T-2")
    #expect(throws: CustomerFile.Refusal.ticketOfAnother("T-2")) {
      try Self.desk().information(heldIn: records, at: Self.now)
    }
    #expect("\(CustomerFile.Refusal.ticketOfAnother("T-2"))" == "T-2 is another customer's")
  }

  @Test("a membership is told under its name, or the file is refused")
  func member() throws {
    var records = CustomerRecords(of: "c-1")
    records.add(account: [
      .membership(.init(.benefitUseReturned("u"), by: .agent("li"), at: Self.now, because: "why"))
    ])
    #expect(throws: CustomerFile.Refusal.memberUnnamed) {
      try Self.desk().information(heldIn: records, at: Self.now)
    }
    records.member = "m-1"
    let membership = try Self.desk().information(heldIn: records, at: Self.now).membership
    #expect(membership?.events.count == 1 && membership?.events.first?.reason == nil)
    // The book has no programme, so that nothing is told of points.
    #expect(membership?.points == nil && membership?.tier == nil)
  }
}

extension CustomerFile.Retention {
  /// One that rests on rules.
  fileprivate init(part: Ticket.ErasureScope, from instant: Instant?, _ rules: [RuleID]) {
    self.init(part: part, erasableFrom: instant, rules: rules, orders: [])
  }
}
