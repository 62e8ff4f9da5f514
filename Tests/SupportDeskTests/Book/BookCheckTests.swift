// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import Testing

@Suite("Checking a whole book")
struct BookCheckTests {
  /// A book of some sections, and what is found in it.
  static func findings(
    _ sections: String, _ scope: PolicyBook.CheckScope = PolicyBook.CheckScope()
  ) throws -> [BookFinding] {
    try book(sections).check(scope)
  }

  static func book(_ sections: String) throws -> PolicyBook {
    try PolicyBook(
      """
      { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-06-02",
        "zone": "Asia/Shanghai", "currency": "CNY", \(sections) }
      """)
  }

  static func findings(
    _ sections: String, of kind: BookFinding.Kind
  ) throws -> [BookFinding] {
    try findings(sections).filter { $0.kind == kind }
  }

  static let facts = """
    "facts": { "kind": { "oneOf": ["inquiry", "complaint"] },
               "severity": { "oneOf": ["routine", "urgent"], "optional": true } }
    """

  @Test("finds nothing in a book that says nothing")
  func nothing() throws {
    #expect(try Self.findings(Self.facts).isEmpty)
  }

  // MARK: Promises

  @Test("shows a case whose resolution is due before its first reply")
  func shorter() throws {
    let found = try Self.findings(
      """
      \(Self.facts), "serviceLevels": { "choose": "strictest", "rules": [
        { "id": "answer", "when": { "kind": "inquiry" },
          "then": { "firstReply": { "within": "2 h" } } },
        { "id": "hurry", "when": { "severity": "urgent" },
          "then": { "resolution": { "within": "1 h" } } } ] }
      """, of: .shorterThanEarlier)
    #expect(found.map(\.severity) == [.warning])
    #expect(
      found.first?.message
        == "resolution within 1 h by hurry is due before firstReply within 2 h by answer")
    #expect(found.first?.witness?.hasPrefix("for example ") == true)
    #expect(found.first?.witness?.contains("kind = inquiry") == true)
    #expect(found.first?.witness?.contains("severity = urgent") == true)
  }

  @Test("says nothing where a stricter rule answers in time in all those cases")
  func answeredInTime() throws {
    let found = try Self.findings(
      """
      \(Self.facts), "serviceLevels": { "choose": "strictest", "rules": [
        { "id": "answer", "when": { "kind": "inquiry" },
          "then": { "firstReply": { "within": "2 h" } } },
        { "id": "soon", "when": { "severity": "urgent" },
          "then": { "firstReply": { "within": "30 min" } } },
        { "id": "hurry", "when": { "severity": "urgent" },
          "then": { "resolution": { "within": "1 h" } } } ] }
      """, of: .shorterThanEarlier)
    #expect(found.isEmpty)
  }

  @Test("compares promises only where one case can have both")
  func first() throws {
    let rules = """
      \(Self.facts), "serviceLevels": { "choose": "first", "rules": [
        { "id": "answer", "when": { "kind": "inquiry" },
          "then": { "firstReply": { "within": "2 h" } } },
        { "id": "hurry", "then": { "resolution": { "within": "1 h" } } } ]
      """
    #expect(try Self.findings(rules + " }", of: .shorterThanEarlier).isEmpty)
    let agreed = try Self.findings(
      rules + """
        , "agreements": [ { "id": "acme", "then": { "resolution": { "within": "1 h" } } } ] }
        """, of: .shorterThanEarlier)
    #expect(
      agreed.map(\.message) == [
        "resolution within 1 h by acme is due before firstReply within 2 h by answer"
      ])
  }

  @Test("tells when a promise in opening hours is due after one by the clock")
  func hours() throws {
    let found = try Self.findings(
      """
      "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
      \(Self.facts), "serviceLevels": { "rules": [
        { "id": "all", "then": {
          "firstReply": { "within": "2 business h", "calendar": "office" },
          "resolution": { "within": "24 h" } } } ] }
      """, of: .shorterThanEarlier)
    #expect(found.count == 1)
    // On Friday an hour before the end, two hours end on Monday.
    #expect(found.first?.witness?.contains("opened 2025-06-06 18:00 +08:00") == true)
  }

  @Test("names rules that never are the strictest")
  func neverStrictest() throws {
    let found = try Self.findings(
      """
      \(Self.facts), "serviceLevels": { "choose": "strictest", "rules": [
        { "id": "inquiries", "when": { "kind": "inquiry" },
          "then": { "firstReply": { "within": "30 min" } } },
        { "id": "all", "then": { "firstReply": { "within": "15 min" } } } ] }
      """)
    #expect(
      found.map(\.message) == [
        "inquiries never decides: all always promise the same sooner"
      ])
  }

  @Test("asks whether cases without a promise are meant, and what nothing makes known")
  func gaps() throws {
    let rules = """
      \(Self.facts), "serviceLevels": { "rules": [
        { "id": "hurry", "when": { "severity": "urgent" },
          "then": { "resolution": { "within": "1 h" } } } ] }
      """
    let found = try Self.findings(rules)
    #expect(found.map(\.kind) == [.gap, .unset])
    #expect(found.map(\.severity) == [.note, .note])
    #expect(found.last?.message == "where severity is not known, hurry cannot be assessed")
    let classified = try Self.findings(
      rules + """
        , "classification": { "rules": [
          { "id": "routine", "when": { "severity": { "known": false } },
            "then": { "set": { "severity": "routine" } } } ] }
        """)
    #expect(classified.map(\.kind) == [.gap])
  }

  @Test("finds rules about kinds that no edition of the tickets has")
  func kinds() throws {
    let found = try Self.findings(
      """
      "tickets": [ { "version": "1", "effectiveFrom": "2025-01-01", "kinds": ["inquiry"] } ],
      "serviceLevels": { "rules": [
        { "id": "old", "when": { "kind": "complaint" },
          "then": { "resolution": { "within": "1 h" } } } ] }
      """, of: .impossible)
    #expect(
      found.map(\.message) == ["old asks for complaint, and no ticket can be of that kind"])
  }

  @Test("finds rules that pay for what nothing in the book gives, with the name that was meant")
  func causes() throws {
    let found = try Self.findings(
      """
      "serviceLevels": { "rules": [
        { "id": "solve", "then": { "resolution": { "within": "1 h" } } } ] },
      "compensation": { "settle": [ { "stack": "highest", "refunds": "highest" } ], "rules": [
        { "id": "a", "when": { "promise": "resolutoin" },
          "then": [ { "base": "1.00" }, { "round": "exact" } ] },
        { "id": "b", "when": { "promiseRule": "sovle" },
          "then": [ { "base": "1.00" }, { "round": "exact" } ] },
        { "id": "c", "when": { "cause": "missedPromis" },
          "then": [ { "base": "1.00" }, { "round": "exact" } ] },
        { "id": "d", "when": { "promise": "ownership" },
          "then": [ { "base": "1.00" }, { "round": "exact" } ] },
        { "id": "e", "when": { "cause": "lostKey" },
          "then": [ { "base": "1.00" }, { "round": "exact" } ] },
        { "id": "f", "when": { "promise": "resolution", "promiseRule": "solve" },
          "then": [ { "base": "1.00" }, { "round": "exact" } ] } ] }
      """, of: .impossible)
    let never = "which nothing in the book gives: it never pays"
    #expect(
      found.map(\.message).filter { $0.contains("it never pays") } == [
        "a asks for resolutoin, \(never); did you mean resolution?",
        "b asks for sovle, \(never); did you mean solve?",
        "c asks for missedPromis, \(never); did you mean missedPromise?",
        "d asks for ownership, \(never)",
      ])
  }

  @Test("takes rules of classification for what they are, and finds those that never hold")
  func classification() throws {
    let found = try Self.findings(
      """
      "facts": { "kind": { "oneOf": ["inquiry"] }, "fault": { "oneOf": ["none", "minor"] } },
      "classification": { "rules": [
        { "id": "none", "when": { "fault": { "known": false } }, "then": { "set": { "fault": "none" } } },
        { "id": "both", "when": { "all": [ { "fault": "none" }, { "fault": "minor" } ] },
          "then": { "priority": "high" } } ] }
      """)
    #expect(found.map(\.kind) == [.impossible])
    #expect(found.map(\.message) == ["both never matches"])
  }

  // MARK: Names

  @Test("finds tiers, benefits and points without a membership that gives them")
  func membership() throws {
    let found = try Self.findings(
      """
      "facts": { "tier": { "oneOf": ["plain", "gold"] }, "kind": { "oneOf": ["inquiry"] } },
      "serviceLevels": { "rules": [
        { "id": "gold", "when": { "tier": "gold" }, "then": { "pickup": { "within": "1 min" } } } ] },
      "compensation": { "settle": [ { "stack": "highest", "refunds": "highest" } ], "rules": [
        { "id": "gift", "then": { "grants": [ { "points": 5 }, { "benefit": "lounge" } ] } } ] }
      """)
    #expect(
      found.map(\.description) == [
        "note serviceLevels.rules: no rule matches tier = plain (for example tier = plain)",
        "warning serviceLevels.rules: rules ask for the tier, and there is no membership",
        "warning compensation.rules.gift: points are given, and there is no membership to keep them",
        "warning compensation.rules.gift: nothing declares the benefit lounge",
      ])
  }

  @Test("finds queues, rosters, roles and calendars that nothing declares")
  func destinations() throws {
    let found = try Self.findings(
      """
      "rosters": { "nights": { "layers": [ { "id": "a", "start": "2025-01-01", "handover": "08:00",
        "every": "week", "people": ["li"] } ] } },
      "routing": { "channels": [ { "id": "phone" } ],
        "queues": [ { "id": "general", "pools": [ { "group": "front" } ] } ], "fallback": "general" },
      "menus": { "hotline": { "start": { "queue": "general" }, "limits": ["3 s"], "retries": 1,
        "otherwise": { "queue": "genral" }, "person": { "onDuty": "secondary", "roster": "nights" },
        "nodes": {} } },
      "triage": { "levels": [ { "id": "human", "to": { "onDuty": "primary", "roster": "days" } } ] },
      "contactTrees": { "system": { "levels": [
        { "id": "one", "call": [ { "onDuty": "primary", "roster": "nights", "by": "phone",
          "during": "office" } ], "within": "5 min" } ] } },
      "classification": { "rules": [ { "id": "task-force", "then": { "assignTo": "board" } } ] }
      """, of: .unknownName)
    #expect(
      found.map(\.description) == [
        "note classification.rules.task-force: nothing declares the group board",
        "error menus.hotline.otherwise: nothing declares the queue genral",
        "error menus.hotline.person: nothing declares the role nights.secondary",
        "error triage.levels.human: nothing declares the roster days",
        "error contactTrees.system.one: nothing declares the calendar office",
      ])
  }

  // MARK: Routing and menus

  @Test("finds emergency entries that are not ahead of all else, or close")
  func emergencies() throws {
    let found = try Self.findings(
      """
      "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
      "routing": { "channels": [ { "id": "phone" } ], "priorities": [
          { "id": "urgent", "band": 5 }, { "id": "normal" } ],
        "queues": [
          { "id": "emergency", "priority": "normal", "hours": "office", "pools": [ { "group": "a" } ] },
          { "id": "general", "priority": "urgent", "pools": [ { "group": "front" } ] } ],
        "fallback": "general" },
      "menus": { "hotline": { "number": "4000", "prefixes": { "9": { "queue": "emergency" } },
        "start": { "queue": "general" }, "limits": ["3 s"], "retries": 1,
        "otherwise": { "queue": "general" }, "person": { "queue": "general" }, "nodes": {} } }
      """, of: .emergency)
    #expect(
      found.map(\.description) == [
        "warning menus.hotline.prefixes.9: the emergency entry 9 leads to emergency, which is not"
          + " ahead of urgent",
        "error menus.hotline.prefixes.9: the emergency entry 9 leads to emergency, which closes and"
          + " then sends nobody on to people (first: Mon 2025-06-02 00:00)",
      ])
  }

  @Test("hands on what routing, menus, membership and metrics find themselves")
  func rooms() throws {
    let found = try Self.findings(
      """
      "routing": { "channels": [ { "id": "phone" } ], "queues": [
        { "id": "general", "pools": [ { "group": "front" } ] }, { "id": "forgotten" } ],
        "choice": { "rules": [ { "id": "all", "then": { "queue": "general" } } ] } },
      "menus": { "hotline": { "start": "first", "limits": ["3 s"], "retries": 1,
        "otherwise": { "queue": "general" }, "person": { "queue": "general" },
        "nodes": { "first": { "ask": "hello", "level": 1, "keys": { "1": { "queue": "general" } } },
                   "lost": { "say": { "play": "x", "for": "1 s" }, "then": { "hangUp": true } } } } },
      "metrics": [ { "id": "long", "subject": "contacts", "measure": { "count": {} } } ]
      """)
    #expect(
      found.map { "\($0.kind.rawValue) \($0.path)" } == [
        "unreachable routing.queues.forgotten", "unreachable menus.hotline.nodes.lost",
        "other metrics.long",
      ])
  }

  // MARK: Money

  @Test("hands on what the analysis of compensation finds, and asks about claims without a rule")
  func compensation() throws {
    let found = try Self.findings(
      """
      "facts": { "kind": { "oneOf": ["inquiry"] }, "fault": { "oneOf": ["none", "heavy"] },
                 "paid": { "money": "CNY", "atLeast": "0.00", "atMost": "50000.00" } },
      "compensation": {
        "caps": [ { "id": "case", "amount": "5000.00", "per": "case", "window": "lifetime", "covers": "compensationOnly",
                    "counts": ["cash"] } ],
        "settle": [ { "stack": "highest", "refunds": "highest" }, { "cap": "case" } ],
        "rules": [ { "id": "heavy", "when": { "fault": "heavy" },
          "then": [ { "base": "paid" }, { "times": "20%" }, { "round": "half even" } ] } ] }
      """)
    #expect(found.contains { $0.kind == .gap && $0.severity == .note })
    let capped = found.first { $0.kind == .capped }
    #expect(capped?.path == "compensation.rules")
    #expect(capped?.message.contains("25000.02 CNY") == true)
  }

  // MARK: Accepting

  @Test("marks what the book accepts with its reason, and names what it accepts in vain")
  func accepts() throws {
    let found = try Self.findings(
      """
      \(Self.facts), "serviceLevels": { "rules": [
        { "id": "hurry", "when": { "kind": "complaint" },
          "then": { "resolution": { "within": "1 h" } } } ] },
      "accepted": [
        { "at": "serviceLevels", "finding": "gap", "because": "inquiries have no promise" },
        { "at": "serviceLevel", "finding": "gap", "because": "a misspelt path" } ]
      """)
    #expect(found.map(\.accepted) == ["inquiries have no promise", nil])
    #expect(found.last?.kind == .stale)
    #expect(
      found.last?.description == "note accepted: nothing of the kind gap is found at serviceLevel")
  }

  @Test("finds the same each time, section by section, and tells it in both languages")
  func deterministic() throws {
    let book = try PolicyBook(CheckedBook.text)
    let found = book.check()
    #expect(found == book.check())
    #expect(found.count > 3)
    for finding in found {
      let chinese = finding.explanation.text(in: .simplifiedChinese)
      #expect(chinese != finding.explanation.text(in: .english))
      #expect(!chinese.contains("{"))
      #expect(!finding.message.contains("{"))
    }
  }
}

/// A book with something to find in several sections.
enum CheckedBook {
  static let text = """
    { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-06-02",
      "zone": "Asia/Shanghai", "currency": "CNY",
      "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
      "coverage": [ { "id": "day", "always": true, "by": ["office"] } ],
      "facts": { "kind": { "oneOf": ["inquiry", "complaint"] } },
      "classification": { "rules": [ { "id": "x", "then": { "assignTo": "board" } } ] },
      "serviceLevels": { "choose": "strictest", "rules": [
        { "id": "answer", "when": { "kind": "inquiry" }, "then": { "firstReply": { "within": "2 h" } } },
        { "id": "hurry", "when": { "kind": "inquiry" }, "then": { "resolution": { "within": "1 h" } } } ] },
      "routing": { "channels": [ { "id": "phone" } ], "queues": [
        { "id": "general", "pools": [ { "group": "front" } ] }, { "id": "forgotten" } ],
        "fallback": "general" } }
    """
}
