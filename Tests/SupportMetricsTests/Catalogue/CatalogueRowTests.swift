// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

/// The catalogue over rows that the library makes, where a reading could go wrong without a sign of it.
@Suite("Metrics: the catalogue over contacts and tickets")
struct CatalogueRowTests {
  private static let nine = Instant.fixtureStart

  private static func call(
    at minute: Int64 = 0, lasting seconds: Int64 = 300, _ change: (inout Contact) -> Void = { _ in }
  ) -> Contact {
    var call = Contact(arrivedAt: nine.adding(milliseconds: minute * 60_000))
    call.endedAt = call.arrivedAt.adding(milliseconds: seconds * 1_000)
    call.customer = "anna"
    change(&call)
    return call
  }

  private static func answered(
    at minute: Int64 = 0, after seconds: Int64 = 10, _ change: (inout Contact) -> Void = { _ in }
  ) -> Contact {
    call(at: minute) { call in
      call.answeredAt = call.arrivedAt.adding(milliseconds: seconds * 1_000)
      change(&call)
    }
  }

  private static func figure(
    _ definition: MetricDefinition, _ calls: [Contact], until minute: Int64? = nil
  ) throws -> MetricFigure {
    var tally = MetricTally(try MetricPlan(of: .contacts, [definition]))
    for call in calls { tally.count(call.facts(in: .utc)) }
    let end = minute.map { nine.adding(milliseconds: $0 * 60_000) }
    return try #require(tally.figure(definition.id, observedUntil: end))
  }

  @Test("calls by which the desk called are not customers' calls")
  func outbound() throws {
    let calls = [
      Self.answered(), Self.call { $0.direction = .outbound },
      Self.answered { $0.direction = .outbound },
    ]
    #expect(try Self.figure(.connectRate(), calls).value == MetricFraction(1))
    #expect(try Self.figure(.connectRate(), calls).counted == 1)
    #expect(try Self.figure(.abandonment(of: .reached), calls).counted == 1)
    #expect(try Self.figure(.arrivals, calls).value == MetricFraction(1))
  }

  @Test("what is no contact does not arrive, and is told as left out")
  func phantoms() throws {
    let calls = [Self.answered(), Self.answered { $0.isPhantom = true }, Self.call(lasting: 0)]
    let arrivals = try Self.figure(.arrivals, calls)
    #expect(arrivals.value == MetricFraction(1) && arrivals.leftOut.unknown == 2)
    #expect(try Self.figure(.customersInContact, calls).leftOut.unknown == 2)
  }

  @Test("a call answered without a queue is answered, and waits from its arrival")
  func direct() throws {
    let calls =
      (0..<4).map { _ in Self.answered(after: 5) } + [Self.answered(after: 90), Self.call()]
    let rate = try Self.figure(.connectRate(), calls)
    #expect(rate.value == MetricFraction(4, over: 6) && rate.leftOut.unknown == 0)
  }

  @Test("a call that never entered a queue is not offered, and that is known")
  func neverOffered() throws {
    let refused = Self.call { $0.outcome = .refused }
    for type in MetricDefinition.ServiceLevelType.allCases {
      let definition = MetricDefinition.serviceLevelEvents(type, within: .seconds(20))
      let queued = Self.answered { $0.queuedAt = $0.arrivedAt }
      let level = try Self.figure(definition, [queued, refused, Self.call()])
      #expect(level.value == MetricFraction(1) && level.counted == 1 && level.leftOut.unknown == 0)
    }
  }

  @Test(
    "who comes back is a customer with a contact, whatever the log tells of its end",
    arguments: [
      (CatalogueRowTests.answered(at: 60), true),
      (CatalogueRowTests.answered(at: 60) { $0.direction = .outbound }, false),
      (CatalogueRowTests.call(at: 60, lasting: 0), false),
      (CatalogueRowTests.answered(at: 60) { $0.isPhantom = true }, false),
      (
        CatalogueRowTests.call(at: 60) { call in
          call.outcome = .abandoned
          call.queuedAt = call.arrivedAt
          call.endedAt = nil
        }, true
      ),
      (CatalogueRowTests.answered(at: 60) { $0.endedAt = nil }, true),
    ])
  func comingBack(_ second: Contact, _ isBack: Bool) throws {
    let first = Self.answered()
    let window = Duration.seconds(86_400)
    for definition in [
      MetricDefinition.repeatContacts(within: window),
      .firstContactResolution(withoutReturnWithin: window),
    ] {
      // Half an hour after the day of the first call, within that of the second.
      let figure = try Self.figure(definition, [first, second], until: 1_440 + 30)
      let isNegated = definition.id != "repeatContacts"
      #expect(figure.counted == 1)
      #expect(figure.value == MetricFraction(isBack == isNegated ? 0 : 1))
    }
  }

  @Test("a call that ended before it came is not judged")
  func endedBefore() throws {
    let wrong = Self.answered { $0.endedAt = Instant(millisecondsSince1970: 0) }
    let figure = try Self.figure(
      .firstContactResolution(withoutReturnWithin: .seconds(86_400)), [wrong], until: 10_000)
    #expect(figure.value == nil && figure.leftOut.unknown == 1)
  }

  @Test("a ticket that is solved is in the backlog only until it was")
  func backlog() throws {
    let hour = Self.nine + .seconds(3_600)
    let solved = TicketLife(
      "T-1", events: [.fixture(.opened(.init())), .fixture(.solved, at: hour)])
    let open = TicketLife("T-2", events: [.fixture(.opened(.init()))])
    let end = hour + .seconds(3_600)
    let definitions: [MetricDefinition] = [.backlog, .backlogNotClosed]
    var tally = MetricTally(try MetricPlan(of: .tickets, definitions, by: .day))
    for life in [solved, open] {
      tally.count(try #require(TicketRowWriter().row(of: life, at: end)))
    }
    let report = try #require(tally.report(observedUntil: end))
    for (id, count) in [("backlog", 1), ("backlog.notClosed", 2)] as [(MetricID, Int128)] {
      #expect(report.lines(of: id).last?.figure.value == MetricFraction(count))
    }
  }

  @Test("a ticket that was reopened before its import counts as reopened")
  func imported() throws {
    var row = MetricSubject.tickets.row
    try row.set("openedAt", to: .instant(Self.nine))
    try row.set("reopens", to: 1)
    try row.set("isReopened", to: true)
    let definitions: [MetricDefinition] = [.reopenRate, .reopensPerTicket, .reopenings]
    var tally = MetricTally(try MetricPlan(of: .tickets, definitions))
    for _ in 0..<100 { tally.count(row) }
    #expect(
      definitions.map { tally.figure($0.id)?.value } == [1, 1, 100].map { MetricFraction($0) })
  }

  @Test("variants of one entry have names and titles of their own, and fit into one plan")
  func names() throws {
    let ninety = Rate(9, over: 10)
    let definitions: [MetricDefinition] = [
      .ticketTime(.firstReply), .ticketTime(.firstReply, share: ninety),
      .ticketTime(.firstReply, isBusiness: true, share: ninety),
      .onTimeReplyRate(of: "inquiry", within: .seconds(7_200)),
      .onTimeReplyRate(of: "inquiry", within: .seconds(7_200), isBusiness: true),
      .backlogAge(), .backlogAge(ninety),
    ]
    #expect(definitions[1].id == "firstReplyTime.p90")
    #expect(definitions[1].title.english == "First reply time, p90")
    #expect(definitions[2].id == "firstReplyTime.business.p90")
    #expect(Set(definitions.map(\.title.english)).count == definitions.count)
    #expect(Set(definitions.map(\.title.simplifiedChinese)).count == definitions.count)
    _ = try MetricPlan(of: .tickets, definitions)
    let calls: [MetricDefinition] = [
      .abandonment(of: .offered), .abandonment(of: .offered, short: .seconds(5)),
    ]
    _ = try MetricPlan(of: .contacts, calls)
    let entry = try #require(MetricCatalogue.entry("inquiryOnTimeReplyRate"))
    #expect(
      try entry.definition(["within": .duration(.seconds(7_200)), "business": .flag(true)])
        == definitions[4])
  }
}
