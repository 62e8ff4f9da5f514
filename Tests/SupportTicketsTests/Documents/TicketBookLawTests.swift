// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Ticket book: what is written reads as the same")
struct TicketBookLawTests {
  private static func office() throws -> BusinessCalendar.Named {
    .init(
      name: "office",
      calendar: try BusinessCalendar(
        zone: "+08:00",
        weekly: [.monday: [DayInterval("09:00-18:00")], .friday: [DayInterval("10:00-12:00")]]))
  }

  @Test("any policy in code", arguments: UInt64(0)..<20)
  func anyPolicy(seed: UInt64) throws {
    var make = RandomTicketPolicy(random: SplitMix64(seed: seed), isTimed: seed % 2 == 0)
    let office = try Self.office()
    let zone = try ZoneRules(identifier: "+08:00")
    let clock =
      make.isTimed ? try office.calendar.compiled() : .aroundTheClock(zone: zone)
    let policy = make.policy(PolicyVersion("v\(seed)"), clock: clock)
    #expect(policy.check() == [])
    let book = try TicketBook("seed \(seed)", zone: zone, calendars: [office], policy)
    #expect(book.policy == policy)
    let again = try TicketBook(book.json)
    #expect(again == book)
    #expect(again.json == book.json)
  }

  @Test("editions by calendars of their own, and facts that no edition has yet")
  func editions() throws {
    let office = try Self.office()
    let clock = try office.calendar.compiled()
    let start = try Instant("2025-07-01T00:00+08:00")
    var first = TicketPolicy("1", clock: clock)
    first.abuse = .init(bound: 900, warnings: 1, blockFor: .businessHours(8))
    var second = TicketPolicy("2", clock: .aroundTheClock(zone: clock.zone))
    second.fields = [.init("mood", .plain), .init("cause", .plain, domain: .choice(["a", "b"]))]
    let book = try TicketBook(
      "desk", version: "2025", calendars: [office], facts: [.init("amount", .money(.cny))],
      TicketPolicyEditions([.init(from: start, second), .init(from: .min, first)]))
    #expect(book.facts.map(\.name) == ["amount", "cause"])
    #expect(book.policy.fields.map(\.name) == ["amount", "cause", "mood"])
    #expect(book.editions.editions[0].policy.fields.map(\.name) == ["amount", "cause"])
    #expect(book.version == "2025")
    #expect(try TicketBook(book.json) == book)
  }

  @Test("what a document cannot say is told, and not written")
  func refusals() throws {
    func refusal(
      zone: ZoneRules? = nil, from: Instant = .min, _ change: (inout TicketPolicy) -> Void
    ) throws -> String {
      var policy = TicketPolicy("1", clock: zone.map { .aroundTheClock(zone: $0) })
      change(&policy)
      let editions = TicketPolicyEditions([.init(from: from, policy)])
      let error = try #require(throws: DocumentError.self) {
        try TicketBook("x", zone: zone, editions)
      }
      return error.description
    }
    let clock = try Self.office().calendar.compiled()
    let cases: [(String, String)] = [
      (try refusal { $0.clock = clock }, "made of none of the calendars"),
      (try refusal(zone: .utc, from: .epoch.adding(milliseconds: 1)) { _ in }, "no midnight"),
      (try refusal(zone: .utc) { $0.clock = nil }, "has no clock"),
      (try refusal(zone: .utc) { $0.kinds = [" "] }, "must not be empty"),
      (
        try refusal(zone: .utc) {
          $0.requirements = [.init("a", before: [.close], parts: [.record(channels: ["a, b"])])]
        }, "would say something else: the edition 1"
      ),
      (
        try refusal(zone: .utc) {
          $0.requirements = [.init("a", before: [.close], parts: [.field("reach")])]
        }, "declared neither"
      ),
      (try refusal { $0.abuse = .init(bound: 2_000, warnings: 0, blockFor: .hours(1)) }, "2000"),
      (
        try refusal {
          $0.receiptNeeded = true; $0.kinds = ["a", "a"]
        }, "stands twice"
      ),
    ]
    for (text, part) in cases { #expect(text.contains(part), "\(text)") }
    var strange = TicketPolicy("1")
    strange.fields = [.init("cause", .plain)]
    let error = try #require(throws: DocumentError.self) {
      try TicketBook("x", facts: [.init("cause", .choice(["a"]))], strange)
    }
    #expect(error.description.contains("the field cause of 1"))
    #expect(throws: DocumentError.self) { try TicketBook("x", TicketPolicyEditions([])) }
  }
}
