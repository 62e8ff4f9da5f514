// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the article "Writing a policy book".
@Suite("Documentation: writing a policy book")
struct WritingAPolicyBookTests {
  /// The book of the bicycles.
  static func bikes() throws -> PolicyBook {
    let bikes = try PolicyBook(
      """
      { "format": 0, "id": "bikes", "version": "2025-10", "effectiveFrom": "2025-10-01",
        "zone": "Europe/Amsterdam", "currency": "EUR",
        "calendars": { "desk": { "weekly": { "mon-sat": ["08:00-20:00"] } } },
        "facts": {
          "kind": { "oneOf": ["inquiry", "complaint"] },
          "bikeType": { "oneOf": ["city", "cargo", "electric"], "optional": true } },
        "tickets": {
          "kinds": ["inquiry", "complaint"],
          "duplicates": { "fields": ["bikeType"], "category": false, "within": "72 h" } },
        "classification": { "rules": [
          { "id": "electric", "when": { "bikeType": "electric" }, "then": { "raiseTo": "high" } } ] },
        "serviceLevels": { "calendar": "desk", "rules": [
          { "id": "complaint", "when": { "kind": "complaint" },
            "then": { "firstReply": { "within": "1 business h" },
                      "resolution": { "within": "2 working days" } } } ] },
        "compensation": {
          "caps": [ { "id": "year", "amount": "50.00", "per": "customer", "window": "calendar year",
                      "covers": "compensationOnly", "counts": ["cash"] } ],
          "settle": [ { "stack": "highest", "refunds": "highest" }, { "cap": "year" } ],
          "rules": [
            { "id": "late", "when": { "cause": "missedPromise", "promise": "resolution" },
              "then": [ { "accrue": "5.00", "per": "started day" }, { "round": "exact" } ] } ] },
        "metrics": [
          { "id": "first-reply", "measure": "firstReplyTime.business", "by": ["kind"],
            "period": "month", "objective": { "atMost": "1 h" } } ],
        "reports": [
          { "id": "monthly", "period": "month", "metrics": ["first-reply"], "for": "owner",
            "references": [ { "metric": "first-reply", "name": "industry", "value": "2 h" } ] } ] }
      """)
    return bikes
  }

  @Test("a whole book pays what its rules say, across a change of the clocks")
  func whole() throws {
    let bikes = try Self.bikes()

    let desk = Desk(bikes)
    let opened = try Instant("2025-10-24T19:30+02:00")
    let first = try desk.handle(
      .complain("c-1"), of: desk.opened("T-1", customer: "c-1"), by: .customer("c-1"), at: opened)
    let clocks = try #require(first.result.timeline)
    // Half an hour of Friday and half an hour of Saturday; the second working day is Monday.
    #expect(
      try clocks.status(of: .firstReply, at: opened)?.dueAt == Instant("2025-10-25T08:30+02:00"))
    #expect(
      try clocks.status(of: .resolution, at: opened)?.dueAt == Instant("2025-10-27T19:30+01:00"))
    // Seven days and half an hour late: eight days of 24 hours were begun.
    let solved = try desk.handle(
      .ticket(.solve), of: first.result, by: .agent("li"), at: Instant("2025-11-03T20:00+01:00"))
    #expect(solved.result.paid?.description == "40.00 EUR")
    #expect(bikes.check().allSatisfy { $0.severity == .note })
  }

  func report(
    _ plan: ReportPlan, of book: PolicyBook, from lives: [TicketLife], at now: Instant
  ) throws -> MetricReport? {
    guard let metrics = book.metrics, let tickets = metrics.subject("tickets") else { return nil }
    let counted = metrics.definitions(of: "tickets").filter { plan.metrics.contains($0.id) }
    var tally = MetricTally(
      try MetricPlan(of: tickets, counted, by: plan.period, in: book.zone))
    let writer = TicketRowWriter(tickets, hours: book.clock("desk"))
    for life in lives {
      if let row = writer.row(of: life, at: now) { tally.count(row) }
    }
    return tally.report(observedUntil: now)
  }

  @Test("the book's report has figures")
  func figures() throws {
    let bikes = try Self.bikes()
    let desk = Desk(bikes)
    var lives: [TicketLife] = []
    for (ticket, command, opened, replied) in [
      ("T-1", .complain("c-1"), "2025-10-24T19:30+02:00", "2025-10-25T08:15+02:00"),
      ("T-2", .complain("c-2"), "2025-10-27T10:00+01:00", "2025-10-27T11:15+01:00"),
      ("T-3", .inquire("c-3"), "2025-10-28T09:00+01:00", "2025-10-28T09:20+01:00"),
      ("T-4", .complain("c-4"), "2025-10-31T19:00+01:00", nil),
    ] as [(TicketID, DeskCommand, String, String?)] {
      var decisions = [
        try desk.handle(command, of: desk.opened(ticket), by: .system, at: Instant(opened))
      ]
      if let replied {
        decisions.append(
          try desk.handle(
            .ticket(.addMessage(.init(.reply))), of: decisions[0].result, by: .agent("li"),
            at: Instant(replied)))
      }
      let stored = decisions.flatMap(\.events)

      let events = stored.compactMap { if case .ticket(let event) = $0 { event } else { nil } }
      lives.append(TicketLife(ticket, events: events))
    }

    let november = try Instant("2025-11-01T00:00+01:00")
    var told: [String] = []
    for plan in bikes.reports {
      let report = try report(plan, of: bikes, from: lives, at: november)
      for line in report?.lines ?? [] {
        told.append(report?.explanation(of: line)?.text(in: .english) ?? "")
      }
      for line in report.map(plan.compare) ?? [] {
        let change = line.comparison.change?.description ?? "nothing to compare"
        told.append("\(line.reference.name): \(change)")
      }
    }

    // 45 minutes and 75 minutes of opening time; the fourth nobody has answered.
    let lines = told.flatMap { $0.split(separator: "\n").map(String.init) }
    #expect(
      lines.filter { $0.hasPrefix("First") } == [
        "First reply time, business hours, 2025-10, kind = complaint: 1 h",
        "First reply time, business hours, 2025-10, kind = inquiry: 20 min",
        "First reply time, business hours, no period, kind = complaint: nothing to count",
      ])
    #expect(
      lines.dropFirst().prefix(4) == [
        "  2 h by 2", "  nothing was left out",
        "  period: 2025-10, by the calendar of Europe/Amsterdam", "  objective ≤ 1 h: reached",
      ])
    #expect(lines.contains("  left out: 1 of which the formula does not speak"))
    #expect(lines.contains("  rows without a date belong to no period"))
    #expect(
      lines.suffix(3) == ["industry: -50.0%", "industry: -83.3%", "industry: nothing to compare"])
  }

  @Test("a book is checked, explained, laid over and published")
  func book() throws {
    let book = try PolicyBook(
      """
      { "format": 0, "id": "desk", "version": "2025-06", "effectiveFrom": "2025-06-02",
        "zone": "Asia/Shanghai",
        "calendars": {
          "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] } },
          "night": { "weekly": { "mon-sun": ["22:00-09:00"] } } },
        "coverage": [ { "id": "24h", "always": true, "by": ["hotline", "night"] } ],
        "facts": {
          "kind": { "oneOf": ["inquiry", "complaint"] },
          "severity": { "oneOf": ["routine", "urgent"], "optional": true } },
        "classification": { "rules": [
          { "id": "routine", "when": { "severity": { "known": false } },
            "then": { "set": { "severity": "routine" } } } ] },
        "serviceLevels": { "choose": "strictest", "rules": [
          { "id": "answer", "then": { "firstReply": { "within": "2 h" } } },
          { "id": "urgent", "when": { "severity": "urgent" },
            "then": { "resolution": { "within": "1 h" } } } ] } }
      """)

    let findings = book.check()
    for finding in findings { print(finding) }

    #expect(findings.map(\.description) == Self.findings)

    let chinese = findings.first?.explanation.text(in: .simplifiedChinese)

    #expect(chinese?.hasPrefix("无人值守：") == true)

    let explained = try PolicyBook(
      """
      { "format": 0, "id": "desk", "version": "2025-07", "effectiveFrom": "2025-07-01", "base": "desk",
        "serviceLevels": { "rules": [
          { "id": "answer", "then": { "firstReply": { "within": "30 min" } } } ] },
        "accepted": [
          { "at": "coverage.24h", "finding": "uncovered",
            "because": "the recorder takes messages until the next opening" } ] }
      """, over: book)
    let open = explained.check().filter { $0.accepted == nil }

    #expect(open.isEmpty)

    let acme = try PolicyBook(
      """
      { "format": 0, "id": "acme", "version": "2025-07", "effectiveFrom": "2025-07-01",
        "base": "desk", "tenant": "acme",
        "serviceLevels": { "agreements": [
          { "id": "acme", "then": { "firstReply": { "within": "45 min" } } } ] } }
      """, over: explained)
    let desk = Desk(acme)
    let monday = try Instant("2025-07-07T09:00+08:00")
    let answer = try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: monday)
    let due = answer.result.timeline?.status(of: .firstReply, at: monday)?.dueAt

    #expect(due == (try Instant("2025-07-07T09:45+08:00")))
    #expect(answer.records(at: monday).allSatisfy { $0.tenant == "acme" })

    var shelf = PolicyShelf(book)
    var proposal = shelf.propose(explained, by: .agent("li"))
    proposal.check()
    try shelf.publish(proposal, at: Instant("2025-06-20T10:00+08:00"))

    #expect(shelf.books.map(\.version) == ["2025-06", "2025-07"])
  }

  static let findings = [
    "warning coverage.24h: nobody covers 21:00–22:00 on working days and 09:00–22:00 on ordinary"
      + " weekends (first: Mon 2025-06-02 21:00)",
    "warning serviceLevels.rules: resolution within 1 h by urgent is due before firstReply within"
      + " 2 h by answer (for example severity = urgent)",
  ]
}
