// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the article "Writing a policy book".
@Suite("Documentation: writing a policy book")
struct WritingAPolicyBookTests {
  @Test("a whole book pays what its rules say, across a change of the clocks")
  func whole() throws {
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
            "period": "month", "objective": { "atMost": "1 h" } } ] }
      """)

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
