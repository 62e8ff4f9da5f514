// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: calendars, working days and the change of the clocks")
struct CalendarTests {
  @Test(
    "a promise in working days is due where the date lands, and pauses move it by business time",
    arguments: [
      ("2 working days", "Mon 10:00 open => resolution due Wed 10:00"),
      ("2 working days", "Fri 10:00 open => resolution due 2025-06-10 10:00"),
      ("by end of 2 working days", "Mon 10:00 open => resolution due Wed 17:00"),
      (
        "by end of 1 working day",
        "Mon 10:00 open | 12:00 pending | 14:00 customer => resolution due Wed 11:00"
      ),
      (
        "1 working day",
        "Mon 10:00 open | 12:00 pending | 14:00 customer => resolution due Tue 12:00"
      ),
      (
        "1 working day",
        "Mon 10:00 open | 18:00 pending | 20:00 customer => resolution due Tue 10:00"
      ),
      ("1 working day", "Mon 10:00 open | Tue 10:00 solve => resolution met"),
      ("1 working day", "Mon 10:00 open | Tue 10:01 solve => resolution missed Tue 10:00"),
      ("2 days", "Thu 10:00 open => resolution due Sat 10:00"),
      ("1 month", "Mon 10:00 open => resolution due 2025-07-02 10:00"),
    ])
  func workingDays(within: String, line: String) throws {
    let policy = try Promises.always(Promises.resolution(within, pauseWhile: .customer))
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test("figures of a promise in working days are business time between start and due")
  func workingDayFigures() throws {
    let policy = try Promises.always(Promises.resolution("2 working days", pauseWhile: .customer))
    let line = try TicketTimeline("Mon 10:00 open | Tue 10:00 look")
    let status = try #require(
      line.slaTimeline(under: policy).status(of: .resolution, at: line.end))
    #expect(status.elapsedMilliseconds == 8 * Promises.hour)
    #expect(status.remainingMilliseconds == 8 * Promises.hour)
  }

  /// Central European Time began on Sunday 2025-10-26 at 03:00 (that night has 25 hours) and
  /// summer time on Sunday 2025-03-30 at 02:00.
  @Test(
    "hours are elapsed hours in the nights in which the clocks change",
    arguments: [
      ("9 business h", "2025-10-25 22:00 open => resolution due 2025-10-26 06:00"),
      ("8 business h", "2025-10-25 22:00 open => resolution due 2025-10-26 05:00"),
      ("7 business h", "2025-03-29 22:00 open => resolution due 2025-03-30 06:00"),
      ("8 business h", "2025-03-29 22:00 open => resolution due 2025-03-30 23:00"),
      (
        "8 business h",
        "2025-10-25 22:00 open | 23:00 pending | 2025-10-26 05:00 customer"
          + " => resolution due 2025-10-27 04:00"
      ),
    ])
  func changeOfClocks(within: String, line: String) throws {
    let interval = try DayInterval("22:00-06:00")
    let nights = try BusinessCalendar(
      zone: "Europe/Berlin",
      weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [interval]) }))
    let policy = try Promises.always(
      Promises.resolution(within, calendar: "nights", pauseWhile: .customer),
      calendars: ["nights": nights])
    let timeline = try TicketTimeline(line, zone: "Europe/Berlin", from: .min)
    #expect(timeline.differences(under: policy) == [])
  }

  @Test(
    "an overnight shift belongs to the day on which it opens",
    arguments: [
      "Fri 23:00 open => resolution due Sat 03:00",
      "Sat 05:00 open => resolution due 2025-06-10 01:00",
      "Sat 12:00 open => resolution due 2025-06-10 02:00",
      "Mon 22:00 open | 23:00 pending | Tue 21:00 customer => resolution due Wed 01:00",
    ])
  func overnight(line: String) throws {
    let policy = try Promises.always(
      Promises.resolution("4 business h", calendar: "night", pauseWhile: .customer),
      calendars: ["night": .night()])
    #expect(try TicketTimeline(line).differences(under: policy) == [])
  }

  @Test("elapsed time runs around the clock, also where a calendar is named")
  func elapsed() throws {
    for calendar in [nil, "office"] {
      let policy = try Promises.always(
        Promises.resolution("4 h", calendar: calendar, pauseWhile: .customer))
      let line = "Sat 10:00 open | 11:00 pending | Sun 11:00 customer => resolution due Sun 14:00"
      #expect(try TicketTimeline(line).differences(under: policy) == [])
    }
  }

  /// The first of the project's neutral vectors, worked out by hand: 17:00–18:00 of a Friday and
  /// Monday morning in Shanghai.
  @Test("a pause over a weekend in Shanghai takes an hour and a half of business time")
  func shanghai() throws {
    let hours = try DayInterval("09:00-18:00")
    let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
    let office = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [hours]) }))
    let policy = try Promises.always(
      SLATarget(
        .firstReply, within: .business(milliseconds: 1_800_000), calendar: "office",
        pauseWhile: .customer),
      SLATarget(
        .resolution, within: .business(milliseconds: 14_400_000), calendar: "office",
        pauseWhile: .customer),
      calendars: ["office": office])
    let line = try TicketTimeline(
      "Fri 09:00 open | 09:20 reply | 09:30 pending | Mon 02:00 resume customer | 03:00 look")
    let timeline = line.slaTimeline(under: policy)
    let reply = try #require(timeline.status(of: .firstReply, at: line.end))
    #expect(try reply.fulfilledAt == Instant("2025-06-06T09:20:00Z"))
    #expect(reply.elapsedMilliseconds == 1_200_000 && reply.remainingMilliseconds == 600_000)
    let resolution = try #require(timeline.status(of: .resolution, at: line.end))
    #expect(try resolution.dueAt == Instant("2025-06-09T05:30:00Z"))
    #expect(resolution.pausedMilliseconds == 5_400_000)
    #expect(resolution.elapsedMilliseconds == 5_400_000)
    #expect(resolution.remainingMilliseconds == 9_000_000)
    #expect(timeline.nextDeadline(after: line.end) == resolution.dueAt)
  }

  @Test("hostile events neither stop the timeline nor take a breach back")
  func hostile() throws {
    var timeline = SLATimeline(try .fixture())
    timeline.apply(.fixture(.solved, at: .max))
    timeline.apply(.fixture(.reopened, at: .min))
    timeline.apply(.fixture(.waitChanged(.customer), at: .max))
    timeline.apply(.fixture(.opened(.init(priority: .urgent)), at: .min))
    timeline.apply(.fixture(.opened(.init(priority: .low)), at: .epoch))
    for metric in SLAMetric.allCases {
      for instant in [Instant.min, .epoch, .max] {
        _ = timeline.status(of: metric, at: instant)
        _ = timeline.explanation(of: metric, at: instant)
      }
    }
    var back = SLATimeline(try .fixture())
    for (change, at) in [
      (Ticket.Change.opened(.init(priority: .urgent)), "2025-06-02T09:00:00Z"),
      (.messageAdded(.init(.note)), "2025-06-02T12:00:00Z"),
      (.messageAdded(.init(.reply)), "2025-06-02T09:10:00Z"),
    ] {
      back.apply(.fixture(change, at: try Instant(at)))
    }
    #expect(back.verdict(of: .firstReply, at: .max) == .missed)
  }
}

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
        "format": 0,
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
    #expect(why.text(in: .simplifiedChinese).hasPrefix("resolution 时限 8 business h,截止"))
    #expect(timeline.explanation(of: .ownership, at: line.end) == nil)
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
