// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTickets
import Testing

@Suite("Ticket book: every mistake is told at once, at its place")
struct TicketBookMistakeTests {
  @Test("mistakes all over the document")
  func mistakes() throws {
    let text = """
      { "format": 0, "id": "desk", "version": "1", "zone": "Asia/Shanghia",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
        "facts": { "cause": { "oneOf": ["company", "customer"] },
                   "size": { "oneOf": ["x"] },
                   "reach": { "is": "text", "personal": true } },
        "tickets": {
          "calendar": "ofice",
          "fields": { "reach": { "sensitivity": "personal" }, "causes": { "verifiedBy": "any" },
                      "cause": { "verifiedBy": ["passport"] } },
          "kinds": ["inquiry", "complaint"],
          "intake": [
            { "id": "a", "when": { "kind": "complain" }, "requires": ["subjects"] },
            { "id": "b", "requires": ["kind", "answer", { "any": ["answer", "customer"] }] },
            { "id": "a", "noted": ["field raech"], "when": { "cause": "compny" } } ],
          "attachments": { "mostBytes": -1, "mediaType": ["image/png"] },
          "permissions": [ { "commands": ["clsoe"], "to": ["assigne", { "agents": [] }] } ],
          "transfers": { "most": 2, "within": "contacts" },
          "requirements": [
            { "id": "r", "before": ["close"],
              "needs": ["stage complaint/assesed", "confirmation solutions", "docment apology"] } ],
          "procedures": [
            { "id": "complaint", "stages": ["registered", "assessed"],
              "window": { "earliest": "3 days", "latest": "2 days" } } ],
          "confirmations": [ { "step": "solution" } ],
          "incidentPlans": [ { "level": 1, "plan": "a" }, { "level": 1, "plan": "b" } ],
          "inspection": { "below": "120%" },
          "abuse": { "bound": 0.9, "warnings": 1, "blockFor": "24 hours" },
          "identity": { "methods": ["e-ticket"], "neededFor": ["erase", "erase"] },
          "followUps": [ { "id": "f", "after": "solve", "purpose": "x", "delay": "-1 day" } ],
          "retention": [ { "id": "k", "keep": "personal", "for": "-3 months", "from": "closing",
                           "keepWhile": { "complaintClass": "D" } } ],
          "duplicates": { "fields": ["cuase"], "category": true, "within": "72 h" },
          "ownerKeep": true } }
      """
    let error = try #require(throws: DocumentError.self) { try TicketBook(text) }
    #expect(
      error.problems.map { "\($0.line) \($0.path)\($0.suggestion.map { " ? \($0)" } ?? "")" } == [
        "1 zone ? Asia/Shanghai",
        "7 tickets.calendar ? office",
        "8 tickets.fields.reach.sensitivity",
        "8 tickets.fields.causes ? cause",
        "12 tickets.intake[0].when.kind ? complaint",
        "12 tickets.intake[0].requires[0] ? subject",
        "13 tickets.intake[1].requires[1]",
        "14 tickets.intake[2].id",
        "14 tickets.intake[2].noted[0] ? field reach",
        "14 tickets.intake[2].when.cause ? company",
        "15 tickets.attachments.mostBytes",
        "15 tickets.attachments.mediaType ? mediaTypes",
        "16 tickets.permissions[0].commands[0] ? close",
        "16 tickets.permissions[0].to[0] ? assignee",
        "16 tickets.permissions[0].to[1].agents",
        "17 tickets.transfers.within ? contact",
        "20 tickets.requirements[0].needs[0] ? stage complaint/assessed",
        "20 tickets.requirements[0].needs[1] ? confirmation solution",
        "20 tickets.requirements[0].needs[2] ? document apology",
        "23 tickets.procedures[0].window",
        "24 tickets.confirmations[0]",
        "25 tickets.incidentPlans[1].level",
        "26 tickets.inspection.below",
        "27 tickets.abuse.bound",
        "27 tickets.abuse.blockFor",
        "28 tickets.identity.neededFor[1]",
        "29 tickets.followUps[0].delay",
        "31 tickets.retention[0].keepWhile.complaintClass",
        "32 tickets.duplicates.fields[0] ? cause",
        "33 tickets.ownerKeep ? ownerKeeps",
      ], "\(error)")
  }

  @Test("spans need what they are counted by")
  func spans() throws {
    func problems(_ head: String, _ span: String) throws -> [String] {
      let text = """
        { "format": 0, "id": "x", "version": "1", \(head)
          "tickets": { "afterAccountClosure": { "channels": ["a"], "for": "\(span)" } } }
        """
      do throws(DocumentError) {
        _ = try TicketBook(text)
        return []
      } catch {
        return error.problems.map { "\($0.line) \($0.path): \($0.message)" }
      }
    }
    let path = "2 tickets.afterAccountClosure.for: "
    let zone = "\"zone\": \"UTC\","
    #expect(try problems("", "48 h") == [])
    #expect(
      try problems("", "2 days") == [
        path + "\"2 days\" needs the document's \"zone\", by whose dates it is counted"
      ])
    #expect(try problems(zone, "2 days") == [])
    for span in ["8 business h", "1 working day"] {
      #expect(
        try problems(zone, span) == [
          path + "\"\(span)\" needs a calendar: name one for the tickets"
        ])
    }
    #expect(try problems(zone, "-2 days") == [path + "it runs backwards"])
  }

  @Test("editions: versions and beginnings stand once, all but the first begin")
  func editions() throws {
    let text = """
      { "format": 0, "id": "x", "version": "1", "zone": "UTC", "tickets": [
          { "version": "1" },
          { "version": "1", "effectiveFrom": "2025-02-30" },
          { "version": "2", "effectiveFrom": "2025-01-01" },
          { "version": "2", "effectiveFrom": "2025-01-01" },
          { "version": "3" } ] }
      """
    let error = try #require(throws: DocumentError.self) { try TicketBook(text) }
    #expect(
      error.problems.map { "\($0.line) \($0.path)" } == [
        "3 tickets[1].effectiveFrom", "5 tickets[3]", "5 tickets[3]", "6 tickets[4]",
      ], "\(error)")
  }

  @Test("a mistake in facts or calendars hides none in the rules, and invents none")
  func elsewhere() throws {
    let text = """
      { "format": 0, "id": "x", "version": "1", "zone": "UTC",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-08:00", "a"] } } },
        "facts": { "tier": { "ordered": [] } },
        "tickets": {
          "calendar": "office",
          "fields": { "tier": { "verifiedBy": "any" } },
          "requirements": [
            { "id": "r", "when": { "tier": "gold" }, "before": ["close"],
              "needs": ["field tier", "anser"] } ],
          "abuse": { "bound": "90%", "warnings": 1, "blockFor": "8 business h" } } }
      """
    let error = try #require(throws: DocumentError.self) { try TicketBook(text) }
    #expect(
      Set(error.problems.map(\.line)) == [2, 3, 9], "\(error)")
  }

  @Test("a value that a narrowed fact of the library has not is a mistake, with the one meant")
  func narrowed() throws {
    let text = """
      { "format": 0, "id": "x", "version": "1",
        "facts": { "channel": { "oneOf": ["phone", "email"] },
                   "priority": { "ordered": ["low", "high"] } },
        "tickets": {
          "intake": [ { "id": "i", "when": { "channel": "emial" }, "requires": ["kind"] } ],
          "notices": [ { "purpose": "n", "when": { "priority": { "atLeast": "hihg" } },
                         "channels": ["sms"] } ] } }
      """
    let error = try #require(throws: DocumentError.self) { try TicketBook(text) }
    #expect(error.problems.map(\.line) == [5, 6] && error.problems.count == 2, "\(error)")
    #expect(error.problems.map(\.suggestion) == ["email", "high"], "\(error)")
    for facts in [
      #""complaintLevel": { "integer": { "atLeast": 1, "atMost": 9 } }"#,
      #""channel": { "flags": ["phone"] }"#,
    ] {
      let wide = """
        { "format": 0, "id": "x", "version": "1", "facts": { \(facts) }, "tickets": {} }
        """
      let error = try #require(throws: DocumentError.self) { try TicketBook(wide) }
      #expect(error.problems.count == 1, "\(error)")
    }
  }
}
