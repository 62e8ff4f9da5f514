// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the article "Writing a policy book".
@Suite("Documentation: writing a policy book")
struct WritingAPolicyBookTests {
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
