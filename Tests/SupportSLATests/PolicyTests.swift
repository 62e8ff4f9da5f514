// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: policies and their books")
struct PolicyTests {
  @Test("mistakes of a policy are told all at once, each with its place")
  func mistakes() throws {
    let error = try #require(throws: DocumentError.self) {
      try SLAPolicy(
        "bad", calendars: [:],
        rules: [
          Rule(
            "a", when: .equals("colour", "red"),
            then: [Promises.resolution("8 business h"), Promises.resolution("8 h", calendar: nil)]),
          Rule("a", then: [Promises.resolution("8 business h", calendar: nil)]),
        ])
    }
    #expect(error.problems.map(\.path).sorted() == ["rules[0].when", "rules[1].id"])
    let later = try #require(throws: DocumentError.self) {
      try SLAPolicy(
        "bad", calendars: [:],
        rules: [
          Rule(
            "a",
            then: [
              Promises.resolution("8 business h"),
              SLATarget(.ownership, within: .business(milliseconds: 1)),
              SLATarget(.firstReply, within: .elapsed(milliseconds: .min)),
              SLATarget(.firstReply, within: .workingDays(0, landing: .sameTime)),
            ])
        ], otherwise: [Promises.resolution("0 min", calendar: nil)])
    }
    #expect(
      later.problems.map(\.path) == [
        "rules[0].then.resolution.calendar", "rules[0].then.ownership",
        "rules[0].then.firstReply.within", "rules[0].then.firstReply.within",
        "otherwise.resolution.within",
      ])
  }

  @Test("a reminder at a share that there is not is a mistake of the policy")
  func reminders() throws {
    let error = try #require(throws: DocumentError.self) {
      try Promises.always(
        SLATarget(
          .firstReply, within: ServiceDuration("1 h"),
          reminders: [.percent(1), .percent(0), .percent(1_000), .percent(1_001)]))
    }
    #expect(
      error.problems.map(\.path) == [
        "rules[0].then.firstReply.remindAt[1]", "rules[0].then.firstReply.remindAt[3]",
      ])
  }

  @Test("the steps of an explanation are those of the latest cycle, as its figures are")
  func latestCycle() throws {
    let line = try TicketTimeline(
      "Mon 09:00 open | 09:10 reply | 10:00 customer | 10:30 reply | 13:00 customer | 13:30 look")
    let timeline = line.slaTimeline(under: try MetricTests.policy(.nextReply))
    let why = try #require(timeline.explanation(of: .nextReply, at: line.end)).text()
    #expect(why.contains("started 2025-06-02 13:00 UTC") && !why.contains("10:00"))
  }

  @Test("a metric stands once in a rule")
  func twice() throws {
    let error = try #require(throws: DocumentError.self) {
      try Promises.always(
        Promises.resolution("8 h", calendar: nil), Promises.resolution("9 h", calendar: nil))
    }
    #expect(error.problems.map(\.path) == ["rules[0].then.resolution"])
  }

  @Test("the default gives its targets where no rule matches, also beside a rule named otherwise")
  func otherwise() throws {
    let policy = try SLAPolicy(
      "p",
      rules: [
        Rule(
          "otherwise", when: .equals("priority", "urgent"),
          then: [Promises.resolution("1 h", calendar: nil)])
      ],
      otherwise: [Promises.resolution("5 h", calendar: nil)])
    let urgent = try TicketTimeline("Mon 09:00 open urgent => resolution due Mon 10:00")
    #expect(urgent.differences(under: policy) == [])
    let low = try TicketTimeline("Mon 09:00 open low => resolution due Mon 14:00")
    #expect(low.differences(under: policy) == [])
  }

  static let book = """
    {
      "format": 0, "id": "desk", "version": "7", "zone": "UTC",
      "calendars": { "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } },
      "serviceLevels": {
        "calendar": "office", "pauseWhile": ["pending"], "choose": "first",
        "rules": [
          { "id": "urgent", "when": { "priority": "urgent" },
            "then": { "firstReply": { "within": "30 business min" },
                      "resolution": { "within": "8 business h" } } },
          { "id": "all",
            "then": { "firstReply": { "within": "2 h", "pauseWhile": [] },
                      "ownership": { "within": "1 working day", "pauseWhile": ["onHold"] } } }
        ]
      }
    }
    """

  @Test("a book reads as the promises that it writes down")
  func reading() throws {
    let book = try ServiceLevelBook(Self.book)
    #expect(book.policy.id == "desk" && book.policy.version == "7")
    #expect(book.calendars.map(\.name) == ["office"])
    #expect(
      book.policy.rules.rules.map(\.then) == [
        [
          SLATarget(
            .firstReply, within: .business(milliseconds: 1_800_000), calendar: "office",
            pauseWhile: .customer),
          SLATarget(
            .resolution, within: .business(milliseconds: 28_800_000), calendar: "office",
            pauseWhile: .customer),
        ],
        [
          SLATarget(
            .firstReply, within: .elapsed(milliseconds: 7_200_000), calendar: "office",
            pauseWhile: []),
          SLATarget(
            .ownership, within: .workingDays(1, landing: .sameTime), calendar: "office",
            pauseWhile: .onHold),
        ],
      ])
    let line = try TicketTimeline(
      "Mon 09:00 open urgent | 10:00 pending | 14:00 customer => resolution due Tue 13:00")
    #expect(line.differences(under: book.policy) == [])
  }

  @Test("every mistake of a book is told at its place")
  func bookMistakes() throws {
    let text = """
      {
        "format": 0, "zone": "UTC",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } },
        "serviceLevels": {
          "calendar": "offise", "pauseWhile": ["pendng"],
          "rules": [
            { "id": "a", "when": { "prioriti": "urgent" }, "then": {} },
            { "id": "b", "then": { "firstReply": { "within": "0 min" } } },
            { "id": "c", "then": { "resolution": { "within": "soon", "calender": "office" } } },
            { "id": "d", "then": { "ownership": { "within": "2 business h" } } }
          ]
        },
        "sla": 1
      }
      """
    let error = try #require(throws: DocumentError.self) { try ServiceLevelBook(text) }
    #expect(
      error.problems.map(\.path) == [
        "serviceLevels.calendar", "serviceLevels.pauseWhile[0]",
        "serviceLevels.rules[0].when.prioriti", "serviceLevels.rules[1].then.firstReply.within",
        "serviceLevels.rules[2].then.resolution.within",
        "serviceLevels.rules[2].then.resolution.calender",
        "serviceLevels.rules[3].then.ownership.within", "sla",
      ])
    #expect(error.problems.map(\.line) == [5, 5, 7, 8, 9, 9, 10, 13])
    #expect(error.problems.first?.suggestion == "office")
  }

  @Test("a book declares facts of the desk's own, which a field of the ticket or the host gives")
  func ownFacts() throws {
    let book = try ServiceLevelBook(
      """
      { "format": 0, "facts": { "region": { "oneOf": ["china", "europe"] } },
        "serviceLevels": { "rules": [
          { "id": "china", "when": { "region": "china" },
            "then": { "firstReply": { "within": "5 min" } } } ] } }
      """)
    let at = try Instant("2025-06-02T09:00:00Z")
    var timeline = SLATimeline(book.policy)
    let fields = [Ticket.CustomField("region", "china")]
    timeline.apply(.init(.opened(.init(fields: fields)), by: .customer("c"), at: at))
    #expect(timeline.status(of: .firstReply, at: at)?.dueAt == at.adding(milliseconds: 300_000))
    #expect(timeline.match(at: at).explanation.text() == "promised by china")
    var unknown = SLATimeline(book.policy)
    unknown.apply(.init(.opened(.init()), by: .customer("c"), at: at))
    #expect(
      unknown.match(at: at).explanation.text()
        == "no promise where rule china would decide if region were known")
    #expect(unknown.match(at: at).explanation.text(in: .simplifiedChinese).contains("缺少 region"))
    #expect(SLATimeline(book.policy).match(at: at).explanation.text().hasPrefix("no promise"))
    let mistake = #expect(throws: DocumentError.self) {
      try ServiceLevelBook(
        #"{"format": 0, "facts": {"kind": {"oneOf": ["a"]}}, "serviceLevels": {"rules": []}}"#)
    }
    #expect(mistake?.problems.map(\.path) == ["facts"])
  }

  @Test("a metric that other desks call so is suggested by our name, and hides no other mistake")
  func otherNames() throws {
    let mistake = #expect(throws: DocumentError.self) {
      try ServiceLevelBook(
        """
        { "format": 0, "serviceLevels": { "rules": [
            { "id": "r", "when": {}, "then": { "firstResponse": { "within": "15 minuts" } } } ] } }
        """)
    }
    #expect(mistake?.problems.count == 2)
    #expect(mistake?.problems.first?.suggestion == "firstReply")
    #expect(mistake?.problems.last?.path.hasSuffix("firstResponse.within") == true)
  }

  @Test("an explanation names the rule, the promise and each change of the clock")
  func explanation() throws {
    let line = try TicketTimeline(
      "Mon 09:00 open urgent | 10:00 pending | 14:00 customer | 15:00 look")
    let timeline = line.slaTimeline(under: try .fixture())
    let why = try #require(timeline.explanation(of: .resolution, at: line.end))
    #expect(
      why.text() == """
        resolution within 8 business h is due 2025-06-03 13:00 UTC; 2 h used, 4 h paused
          rule urgent of fixture matched: priority = urgent
          started 2025-06-02 09:00 UTC
          paused 2025-06-02 10:00 UTC; 1 h used until then
          resumed 2025-06-02 14:00 UTC
        """)
    #expect(why.text(in: .simplifiedChinese).hasPrefix("解决时限 营业时间 8 小时，截止"))
    #expect(timeline.explanation(of: .ownership, at: line.end) == nil)
  }

  @Test("the past is explained by the facts of its time")
  func explainedPast() throws {
    let line = try TicketTimeline("Mon 09:00 open urgent | 12:00 priority low | 13:00 look")
    let timeline = line.slaTimeline(under: try .fixture())
    let before = try Instant("2025-06-02T11:00:00Z")
    let then = try #require(timeline.explanation(of: .resolution, at: before))
    #expect(then.text().contains("rule urgent of fixture matched: priority = urgent"))
    let now = try #require(timeline.explanation(of: .resolution, at: line.end))
    #expect(now.text().contains("rule all of fixture matched"))
  }

  @Test(
    "each ending has a sentence of its own",
    arguments: [
      ("Mon 09:00 open urgent | 10:00 pending | 11:00 look", Explanation.Code.slaPaused),
      ("Mon 09:00 open urgent | 10:00 solve", .slaMet),
      ("Mon 09:00 open urgent | Tue 10:00 look", .slaMissed),
      ("Mon 09:00 open urgent | 10:00 solve | 11:00 reopen | 12:00 priority low", .slaDue),
    ])
  func sentences(line: String, code: Explanation.Code) throws {
    let line = try TicketTimeline(line)
    let timeline = line.slaTimeline(under: try .fixture())
    let why = try #require(timeline.explanation(of: .resolution, at: line.end))
    #expect(why.code == code)
    for language in [MessageLanguage.english, .simplifiedChinese] {
      #expect(!why.text(in: language).contains("{"), "a sentence speaks of a value that is missing")
    }
  }

  @Test("every code has sentences in both languages, and a catalogue holds them")
  func codes() {
    let catalogue = MessageCatalogue(Explanation.Code.allSLA)
    #expect(Set(Explanation.Code.allSLA.map(\.id)).count == Explanation.Code.allSLA.count)
    for code in Explanation.Code.allSLA {
      #expect(catalogue[code.id, .english]?.isEmpty == false, "\(code.id)")
      #expect(catalogue[code.id, .simplifiedChinese]?.isEmpty == false, "\(code.id)")
    }
  }
}
