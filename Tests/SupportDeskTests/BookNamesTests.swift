// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRules
import SupportTickets
import Testing

@Suite("A policy book: names that one section says and another one uses")
struct BookNamesTests {
  static func book(_ sections: String) throws -> PolicyBook {
    try PolicyBook(
      """
      {
        "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-05-18",
        "zone": "Asia/Shanghai", "currency": "CNY",
        "facts": { "channel": { "oneOf": ["phone", "email"] },
                   "priority": { "ordered": ["low", "high", "urgent"] },
                   "severity": { "oneOf": ["routine", "major"] } },
        \(sections)
      }
      """)
  }

  @Test(
    "a name that there is not is a mistake, with the one that was probably meant",
    arguments: [
      (
        #""tickets": { "intake": [ "#
          + #"{ "id": "a", "when": { "channel": "emial" }, "requires": ["kind"] } ] }"#,
        "tickets.intake[0].when.channel", "email"
      ),
      (
        #""classification": { "rules": [ { "id": "a", "then": { "raiseTo": "urgnt" } } ] }"#,
        "classification.rules[0].then.raiseTo", "urgent"
      ),
      (
        #""classification": { "rules": [ { "id": "a", "then": { "priority": "hihg" } } ] }"#,
        "classification.rules[0].then.priority", "high"
      ),
      (
        #""tickets": { "kinds": ["inquiry", "complaint"] }, "#
          + #""classification": { "rules": [ { "id": "a", "then": { "kind": "inqury" } } ] }"#,
        "classification.rules[0].then.kind", "inquiry"
      ),
    ] as [(String, String, String)])
  func mistakes(sections: String, path: String, suggestion: String) throws {
    let error = try #require(throws: DocumentError.self) { try Self.book(sections) }
    #expect(error.problems.map(\.path) == [path], "\(error)")
    #expect(error.problems.map(\.suggestion) == [suggestion], "\(error)")
  }

  @Test("what a menu learns are facts of the book, with values that they can have")
  func menus() throws {
    func menu(_ learns: String) -> String {
      """
      "menus": { "main": {
        "start": "a", "limits": ["3 s", "5 s", "8 s"], "retries": 2,
        "otherwise": { "queue": "q" }, "person": { "queue": "q" },
        "nodes": { "a": { "ask": "welcome", "level": 1, "keys": {
          "1": { "to": { "queue": "q" }, "learns": \(learns) }, "0": { "queue": "q" } } } } } }
      """
    }
    #expect(try Self.book(menu(#"{ "severity": "major" }"#)).menus.count == 1)
    for (learns, suggestion) in [
      (#"{ "severty": "major" }"#, "severity"), (#"{ "severity": "majr" }"#, "major"),
      (#"{ "severity": 1 }"#, nil),
    ] as [(String, String?)] {
      let error = try #require(throws: DocumentError.self) { try Self.book(menu(learns)) }
      #expect(error.problems.count == 1, "\(error)")
      #expect(error.problems.first?.suggestion == suggestion, "\(error)")
      #expect(error.problems.first?.path.hasPrefix("menus.main.nodes.a") == true, "\(error)")
    }
  }

  @Test("an opening over a channel that the book does not have is refused")
  func openings() throws {
    let book = try Self.book(#""tickets": { "kinds": ["inquiry"] }"#)
    let policy = try #require(book.tickets?.policy(at: .max))
    let ticket = Ticket("T-1")
    #expect(throws: Ticket.Rejection.notOneOf("channel", allowed: ["phone", "email"])) {
      try ticket.decide(
        .open(.init(channel: "sms")), by: .agent("li"), at: .epoch, under: policy)
    }
    #expect(try PolicyBook(book.json) == book)
  }

  @Test("a reference is a figure in the unit of its metric, and a report is compared with it")
  func references() throws {
    func reports(_ value: String) -> String {
      """
      "metrics": [ { "id": "response", "subject": "contacts", "measure": { "mean": { "of": "wait" } },
                     "objective": { "atMost": "2 min" } } ],
      "reports": [ { "id": "monthly", "period": "month", "metrics": ["response"],
        "references": [ { "metric": "response", "name": "industry", "value": "\(value)" } ] } ]
      """
    }
    for value in ["85%", "375", "6 minits"] {
      let error = try #require(throws: DocumentError.self) { try Self.book(reports(value)) }
      #expect(error.problems.map(\.path) == ["reports[0].references[0].value"], "\(error)")
    }
    let book = try Self.book(reports("6 min 15 s"))
    let plan = try #require(book.reports.first)
    #expect(plan.references.map(\.figure.value) == [MetricFraction(375_000)])
    let metrics = try #require(book.metrics?.definitions)
    var tally = MetricTally(try MetricPlan(of: .contacts, metrics))
    let none = try #require(tally.report().map(plan.compare))
    #expect(none.map(\.comparison.change) == [nil])
    for wait in [200_000, 336_000] as [Int64] {
      tally.count(
        try Facts(MetricSubject.contacts.schema, ["wait": .duration(milliseconds: wait)]))
    }
    let report = try #require(tally.report())
    let compared = plan.compare(report)
    #expect(compared.map(\.comparison.change?.description) == ["-28.5%"])
    #expect(compared.map(\.comparison.isBetter) == [true])
    #expect(compared.map(\.reference.name) == ["industry"])
  }
}
