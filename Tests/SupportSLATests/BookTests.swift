// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

@Suite("Service levels: the whole book")
struct BookTests {
  static let book = """
    {
      "format": 0, "id": "desk", "version": "9", "effectiveFrom": "2025-01-01", "zone": "UTC",
      "calendars": { "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } },
      "serviceLevels": {
        "choose": "strictest", "calendar": "office", "pauseWhile": ["pending"],
        "remindAt": ["50%", "-30 business min"], "onReopen": "restart", "onSplit": "fresh",
        "inForce": "atEachEvent", "countFrom": "match",
        "metrics": {
          "review": { "start": ["documentFiled"], "stop": ["stage complaint/reviewed"],
                      "pauseWhile": ["onHold"], "repeats": true } },
        "ladders": {
          "late": { "levels": [ { "id": "lead", "after": "48 h" }, { "id": "board", "after": "24 h" } ] } },
        "rules": [
          { "id": "all",
            "then": { "firstReply": { "within": "2 h", "objective": "90%", "remindAt": [] },
                      "complaint/assessed": { "within": "1 working day" },
                      "review": { "within": "48 h" },
                      "resolution": { "within": "8 business h", "pauseWhile": ["new", "onHold"],
                                      "escalate": { "ladder": "late", "from": "start" } } } },
          { "id": "A", "when": { "complaintClass": "A" },
            "then": { "ownership": { "within": "1 h", "by": "task-force", "escalate": "late" } } }
        ],
        "agreements": [
          { "id": "acme", "when": { "category": "acme" },
            "then": { "firstReply": { "within": "15 min" } } } ]
      }
    }
    """

  @Test("everything that a book may say is read")
  func reading() throws {
    let book = try ServiceLevelBook(Self.book)
    let policy = book.policy
    #expect(
      policy.options
        == SLAPolicyOptions(
          choose: .strictest, onReopen: .restart, onSplit: .fresh, countFrom: .match))
    #expect(book.versions.inForce == .atEachEvent && policy.ladders["late"]?.levels.count == 2)
    #expect(
      try book.versions.versions.map(\.effectiveFrom) == [Instant("2025-01-01T00:00:00Z")])
    #expect(
      policy.rules.rules[0].then == [
        SLATarget(
          .firstReply, within: try ServiceDuration("2 h"), calendar: "office",
          pauseWhile: .customer, objective: try SLAObjective("90%")),
        SLATarget(
          "complaint/assessed", within: try ServiceDuration("1 working day"), calendar: "office",
          pauseWhile: .customer, reminders: [.percent(50), try SLAReminder("-30 business min")]),
        SLATarget(
          "review", within: try ServiceDuration("48 h"), calendar: "office",
          pauseWhile: .customer, reminders: [.percent(50), try SLAReminder("-30 business min")]),
        SLATarget(
          .resolution, within: try ServiceDuration("8 business h"), calendar: "office",
          pauseWhile: [.new, .onHold],
          reminders: [.percent(50), try SLAReminder("-30 business min")],
          escalation: .init("late", from: .start)),
      ])
    #expect(policy.rules.rules[1].then[0].by == "task-force")
    #expect(policy.rules.rules[1].then[0].escalation == .init("late", from: .breach))
    #expect(policy.agreements.map(\.id) == ["acme"])
    #expect(
      policy.metrics.map(\.rawValue).sorted() == [
        "complaint/assessed", "firstReply", "ownership", "resolution", "review",
      ])
  }

  @Test("versions stand in a list, and each ticket keeps that of its opening")
  func versions() throws {
    let text = """
      { "format": 0, "id": "desk", "zone": "UTC",
        "serviceLevels": [
          { "version": "1", "rules": [ { "id": "a", "then": { "firstReply": { "within": "4 h" } } } ] },
          { "version": "2", "effectiveFrom": "2025-06-03",
            "rules": [ { "id": "a", "then": { "firstReply": { "within": "1 h" } } } ] } ] }
      """
    let book = try ServiceLevelBook(text)
    #expect(book.policy.version == "2" && book.versions.versions.count == 2)
    for (day, hour, version) in [("Mon", 13, "1"), ("Tue", 10, "2")] {
      let line = try TicketTimeline("\(day) 09:00 open")
      var timeline = SLATimeline(book.versions)
      for event in line.events { timeline.apply(event) }
      let due = try #require(timeline.status(of: .firstReply, at: line.end)?.dueAt)
      #expect(due.wallTime(utcOffset: 0).time.hour == hour)
      #expect(timeline.policy.version.rawValue == version)
    }
  }

  @Test("an unknown zone is told once, whatever the calendars name")
  func unknownZone() throws {
    for own in ["", "\"zone\": \"Asia/Shanghai\","] {
      let text = """
        { "format": 0, "zone": "Mars", "effectiveFrom": "2025-06-03",
          "calendars": { "office": { \(own) "weekly": { "mon-fri": ["09:00-17:00"] } } },
          "serviceLevels": { "rules": [] } }
        """
      let error = try #require(throws: DocumentError.self) { try ServiceLevelBook(text) }
      #expect(error.problems.map(\.path) == ["zone"])
    }
  }

  @Test("whose clocks count is said: by the document, or by each calendar where nothing has a date")
  func missingZone() throws {
    let text = """
      { "format": 0, "effectiveFrom": "2025-06-03",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-17:00"] } },
                       "there": { "zone": "UTC", "weekly": { "mon-fri": ["09:00-17:00"] } } },
        "serviceLevels": [ { "version": "1", "effectiveFrom": "2025-06-04", "rules": [] } ] }
      """
    let error = try #require(throws: DocumentError.self) { try ServiceLevelBook(text) }
    #expect(
      error.problems.map(\.path).sorted() == [
        "calendars.office", "effectiveFrom", "serviceLevels[0].effectiveFrom",
      ])
    let sound = """
      { "format": 0,
        "calendars": { "there": { "zone": "UTC", "weekly": { "mon-fri": ["09:00-17:00"] } } },
        "serviceLevels": { "rules": [] } }
      """
    #expect(try ServiceLevelBook(sound).calendars.map(\.name) == ["there"])
  }

  @Test("versions that disagree about which of them holds are a mistake; one that says it suffices")
  func inForce() throws {
    func text(_ first: String, _ second: String) -> String {
      """
      { "format": 0, "zone": "UTC", "serviceLevels": [
        { "version": "1", \(first) "rules": [] },
        { "version": "2", "effectiveFrom": "2025-06-03", \(second) "rules": [] } ] }
      """
    }
    let (opening, each) = ("\"inForce\": \"atOpening\",", "\"inForce\": \"atEachEvent\",")
    #expect(try ServiceLevelBook(text(each, "")).versions.inForce == .atEachEvent)
    #expect(try ServiceLevelBook(text("", "")).versions.inForce == .atOpening)
    let error = try #require(throws: DocumentError.self) {
      try ServiceLevelBook(text(each, opening))
    }
    #expect(error.problems.map(\.path) == ["serviceLevels[1].inForce"])
  }

  @Test("the example of the documentation reads")
  func example() throws {
    let book = try ServiceLevelBook(
      """
      {
        "format": 0, "id": "desk", "version": "2025-01", "zone": "Asia/Shanghai",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-18:00"] } } },
        "serviceLevels": {
          "choose": "first", "calendar": "office", "pauseWhile": ["pending"],
          "remindAt": ["75%", "-30 business min"], "onReopen": "continue",
          "rules": [
            { "id": "urgent", "when": { "priority": "urgent" },
              "then": { "firstReply": { "within": "15 min", "objective": "90%" },
                        "resolution": { "within": "8 business h", "escalate": "late" } } } ],
          "agreements": [
            { "id": "acme", "when": { "category": "acme" },
              "then": { "firstReply": { "within": "5 min" } } } ],
          "ladders": { "late": { "levels": [ { "id": "lead", "after": "48 h" } ] } }
        }
      }
      """)
    #expect(book.policy.metrics == [.firstReply, .resolution] && book.policy.version == "2025-01")
  }

  @Test("every mistake is told at once, with its path and line")
  func mistakes() throws {
    let text = """
      { "format": 0, "zone": "UTC",
        "serviceLevels": {
          "choose": "best", "onReopen": "never", "remindAt": ["0%", "soon"],
          "metrics": { "resolution": { "start": ["opened"], "stop": ["done"] },
                       "own": { "start": [], "stop": ["stage x"] } },
          "ladders": { "late": { "levels": [] } },
          "rules": [
            { "id": "a", "then": { "firstReplay": { "within": "1 h" },
                                   "reply": { "within": "1 h", "objective": "120%" },
                                   "resolution": { "within": "1 h", "escalate": "lat" } } } ],
          "inforce": "atEachEvent"
        } }
      """
    let error = try #require(throws: DocumentError.self) { try ServiceLevelBook(text) }
    let places = Set(error.problems.map { "\($0.path) \($0.line)" })
    for place in [
      "serviceLevels.choose 3", "serviceLevels.onReopen 3", "serviceLevels.remindAt[0] 3",
      "serviceLevels.remindAt[1] 3", "serviceLevels.metrics.resolution 4",
      "serviceLevels.metrics.resolution.stop[0] 4", "serviceLevels.metrics.own.start 5",
      "serviceLevels.metrics.own.stop[0] 5", "serviceLevels.ladders.late.levels 6",
      "serviceLevels.rules[0].then.firstReplay 8",
      "serviceLevels.rules[0].then.reply.objective 9",
      "serviceLevels.rules[0].then.resolution.escalate 10", "serviceLevels.inforce 11",
    ] {
      #expect(places.contains(place), "\(place)")
    }
    #expect(error.problems.count == 13)
    let meant = error.problems.compactMap(\.suggestion)
    #expect(meant.contains("firstReply") && meant.contains("late") && meant.contains("inForce"))
  }
}
