// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("A policy book")
struct PolicyBookTests {
  static let text = """
    {
      "format": 0, "id": "desk", "version": "2025-05", "effectiveFrom": "2025-05-18",
      "zone": "Asia/Shanghai", "currency": "CNY",
      "calendars": { "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] } } },
      "facts": { "fault": { "oneOf": ["none", "minor", "heavyLoss"] }, "paid": { "money": "CNY" },
                 "kind": { "oneOf": ["inquiry", "complaint"] } },
      "serviceLevels": { "rules": [
        { "id": "CM-16", "when": { "kind": "inquiry" },
          "then": { "firstReply": { "within": "15 min" } } } ] },
      "compensation": {
        "settle": [ { "stack": "highest", "refunds": "highest" } ],
        "rules": [
          { "id": "CM-32", "when": { "fault": "heavyLoss", "kind": "complaint" },
            "then": [ { "refund": "paid" }, { "base": "paid" }, { "times": "20%" },
                      { "round": "half even" } ] } ] },
      "agenda": [ { "id": "check", "on": "1st of month", "at": "09:00", "purpose": "check" } ]
    }
    """

  @Test("tells a zone that nobody knows once, whatever stands on it")
  func unknownZone() {
    let error = #expect(throws: DocumentError.self) {
      try PolicyBook(
        """
        { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01",
          "zone": "Europe/Amsterdm",
          "calendars": { "desk": { "weekly": { "mon-fri": ["09:00-17:00"] } } },
          "serviceLevels": { "calendar": "desk", "rules": [
            { "id": "a", "then": { "firstReply": { "within": "1 business h" } } } ] } }
        """)
    }
    #expect(error?.problems.map(\.path) == ["zone"])
    #expect(error?.problems.first?.suggestion == "Europe/Amsterdam")
  }

  @Test("tells the mistakes of all sections, also of those that name a calendar with mistakes")
  func calendarMistakes() {
    let error = #expect(throws: DocumentError.self) {
      try PolicyBook(
        """
        { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01",
          "zone": "Europe/Amsterdam", "currency": "EUR",
          "calendars": { "desk": { "weekly": { "mon-fir": ["09:00-17:00"] } },
                         "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } },
          "facts": { "paid": { "money": "EUR" } },
          "tickets": { "reopenWithin": "soon" },
          "serviceLevels": { "calendar": "desk", "rules": [
            { "id": "a", "then": { "firstReply": { "within": "1 business hr" } } } ] },
          "compensation": { "rules": [
            { "id": "b", "when": { "delay": { "above": "0 h", "in": "desk" } },
              "then": [ { "base": "pade" }, { "times": "20%" }, { "round": "half even" } ] } ] },
          "disputes": { "levels": [
            { "id": "manager", "within": "by end of 3 working days", "calendar": "office",
              "afterLimit": "staysOverdue", "mayPassOn": false } ] },
          "routing": { "calendar": "desk", "queues": 3 } }
        """)
    }
    let places = Set((error?.problems ?? []).compactMap { $0.path.split(separator: ".").first })
    #expect(
      places.isSuperset(of: ["calendars", "tickets", "serviceLevels", "compensation", "routing"]),
      "\(error?.problems ?? [])")
    // The calendar beside it has no mistake, and whoever names that one is not told of any.
    #expect(error?.problems.contains { $0.message.contains("office") } == false)
  }

  @Test("gives each room its sections")
  func sections() throws {
    let book = try PolicyBook(Self.text)
    #expect(book.id == "desk")
    #expect(book.serviceLevels?.versions.count == 1)
    #expect(book.compensation?.versions.first?.policy.rules.count == 1)
    #expect(book.facts.field("kind")?.domain == .choice(["inquiry", "complaint"]))
    #expect(try PolicyBook(book.json) == book)
  }
}
