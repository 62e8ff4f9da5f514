// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the article "Definitions, side by side" and of the page "Defining metrics".
@Suite("Documentation: definitions, side by side")
struct DefinitionsSideBySideTests {
  /// A share in tenths of a per cent, or seconds to a tenth, as the article tells it.
  static func percent(_ figure: MetricFigure?) -> String? {
    figure?.value.flatMap { MetricFraction($0.numerator * 100, over: $0.denominator) }?
      .text(decimals: 1)
  }

  static func tally(
    _ definitions: [MetricDefinition], _ rows: [Facts], of subject: MetricSubject = .contacts
  ) throws -> MetricTally {
    var tally = MetricTally(try MetricPlan(of: subject, definitions))
    for row in rows { tally.count(row) }
    return tally
  }

  static func calls() throws -> [Facts] {
    let log: [(calls: Int, outcome: String, wait: Int64?)] = [
      (700, "answered", 12), (130, "answered", 45), (25, "abandoned", 3), (35, "abandoned", 14),
      (60, "abandoned", 70), (10, "overflowed", 90), (10, "calledBack", 40),
      (20, "leftInMenu", nil), (10, "refused", nil),
    ]
    let nine = try Instant("2026-03-02T09:00+08:00")
    var calls: [Facts] = []
    for entry in log {
      var row = MetricSubject.contacts.row
      try row.set("outcome", to: .text(entry.outcome))
      try row.set("queuedAt", to: entry.wait.map { _ in .instant(nine) })
      try row.set("wait", to: entry.wait.map { .duration(milliseconds: $0 * 1_000) })
      calls += Array(repeating: row, count: entry.calls)
    }
    return calls
  }

  @Test("seven service levels of one log")
  func serviceLevels() throws {
    let calls = try Self.calls()
    let readings = MetricDefinition.ServiceLevelReading.allCases.map { reading in
      MetricDefinition.serviceLevel(reading, within: .seconds(20), short: .seconds(5))
    }
    var tally = MetricTally(try MetricPlan(of: .contacts, readings))
    for call in calls { tally.count(call) }
    let levels = readings.map { tally.figure($0.id)?.value }

    #expect(levels[0] == MetricFraction(700, over: 1_000))
    #expect(
      readings.map { Self.percent(tally.figure($0.id)) } == [
        "70.0", "73.7", "84.3", "80.0", "78.7", "75.7", "76.3",
      ])
    #expect(calls.count == 1_000)

    let events = MetricDefinition.ServiceLevelType.allCases.map { type in
      MetricDefinition.serviceLevelEvents(type, within: .seconds(20))
    }
    let event = MetricDefinition.serviceLevelEvents(.negative, within: .seconds(20))
    let formula = event.formula
    let date = event.date  // .event(from: "queuedAt", after: "wait", atMost: .seconds(20))

    var counted = MetricTally(try MetricPlan(of: .contacts, events))
    for call in calls { counted.count(call) }
    #expect(
      events.map { counted.figure($0.id)?.value } == [
        MetricFraction(700, over: 910), MetricFraction(700, over: 970),
        MetricFraction(760, over: 970),
      ])
    #expect(
      events.map { Self.percent(counted.figure($0.id)) } == ["76.9", "72.2", "78.4"])
    #expect(events.allSatisfy { counted.figure($0.id)?.leftOut.unknown == 0 })

    #expect(
      formula
        == "#(outcome = answered, wait ≤ 20 s)"
        + " / #(outcome = answered | abandoned ∨ (outcome = answered | abandoned | overflowed"
        + " | calledBack | open, wait > 20 s)) {direction = ? ∨ direction = inbound}")
    #expect(date == .event(from: "queuedAt", after: "wait", atMost: .seconds(20)))
  }

  @Test("abandonment and waits of one log")
  func waiting() throws {
    let calls = try Self.calls()
    let abandonment = MetricDefinition.AbandonmentBase.allCases.map { base in
      MetricDefinition.abandonment(of: base)
    }
    let withoutShort = MetricDefinition.abandonment(of: .offered, short: .seconds(5))
      .with(\.id, "abandonment.withoutShort")

    let rates = try Self.tally(abandonment + [withoutShort], calls)
    #expect(
      (abandonment + [withoutShort]).map { Self.percent(rates.figure($0.id)) } == [
        "12.6", "12.4", "12.0", "10.3",
      ])

    let waits: [MetricDefinition] = [.averageSpeedOfAnswer, .averageWait]

    let times = try Self.tally(waits, calls)
    let seconds = waits.map { definition in
      times.figure(definition.id)?.value.flatMap {
        MetricFraction($0.numerator, over: $0.denominator * 1_000)
      }?.text(decimals: 1)
    }
    #expect(seconds == ["17.2", "20.0"])
  }

  @Test("settled by word and by return")
  func settledAtFirst() throws {
    let midnight = try Instant("2026-03-02T00:00+08:00")
    let settled: [MetricDefinition] = [
      .firstContactResolution, .firstContactResolution(withoutReturnWithin: .seconds(86_400)),
    ]
    var monday = MetricTally(try MetricPlan(of: .contacts, settled))
    for (customer, hours) in [("anna", 9.0), ("ben", 9.5), ("anna", 32.0)] {
      let arrival = midnight.adding(milliseconds: Int64(hours * 3_600_000))
      var row = MetricSubject.contacts.row
      try row.set("outcome", to: "answered")
      try row.set("customer", to: .text(customer))
      try row.set("arrivedAt", to: .instant(arrival))
      try row.set("endedAt", to: .instant(arrival.adding(milliseconds: 300_000)))
      try row.set("isResolved", to: true)
      monday.count(row)
    }
    let noon = midnight.adding(milliseconds: 36 * 3_600_000)
    let byWord = monday.figure("firstContactResolution", observedUntil: noon)  // 3 of 3
    let byReturn = monday.figure("firstContactResolution.return", observedUntil: noon)  // 1 of 2

    #expect(byWord?.value == MetricFraction(3, over: 3))
    #expect(byReturn?.value == MetricFraction(1, over: 2))
    #expect(byReturn?.leftOut.censored == 1)
  }

  @Test("repeated complaints and satisfied customers")
  func opinions() throws {
    var complaint = MetricSubject.tickets.row
    try complaint.set("kind", to: "complaint")
    try complaint.set("isRepeat", to: false)
    var again = complaint
    try again.set("isRepeat", to: true)
    let rows = Array(repeating: complaint, count: 92) + Array(repeating: again, count: 8)
    let both: [MetricDefinition] = [.repeatComplaintsOfAll, .repeatComplaintsOfOthers]
    let tickets = try Self.tally(both, rows, of: .tickets)
    #expect(both.map { Self.percent(tickets.figure($0.id)) } == ["8.0", "8.7"])

    var answers: [Facts] = []
    for (score, count) in [(5, 60), (4, 30), (3, 6), (2, 3), (1, 1), (nil, 100)] {
      var row = MetricSubject.ratings.row
      try row.set("survey", to: "contact")
      try row.set("score", to: score.map { .integer(Int64($0)) })
      answers += Array(repeating: row, count: count)
    }
    let satisfied: [MetricDefinition] = [
      .satisfiedOfGoodAndBad(from: 4, upTo: 2), .satisfied(from: 4), .satisfiedOfAll(from: 4),
    ]
    let ratings = try Self.tally(satisfied, answers, of: .ratings)
    #expect(satisfied.map { Self.percent(ratings.figure($0.id)) } == ["95.7", "90.0", "45.0"])
  }

  @Test("the formula in words")
  func words() {
    let words = MetricDefinition.serviceLevel(.f1, within: .seconds(20)).formula(in: .english)
    #expect(
      words == """
        Service level F1 (serviceLevel.F1): a share of contacts
          above the line: outcome = answered, wait ≤ 20 s, of those below it
          below the line: outcome = answered | abandoned
          looked at are only rows with direction = ? ∨ direction = inbound
          left out: rows that cannot be told, since one is not known of outcome, wait
          dated by the rows' own date
          source: ICMI, QueueTips, Service Level Calculations (2002), formula 3
        """)
  }

  @Test("a definition of one's own, checked, printed and stored")
  func defining() throws {
    let visits = try MetricSubject(
      "visits",
      [
        FactField("shop", .text), FactField("cameAt", .instant), FactField("leftAt", .instant),
        FactField("waited", .duration(milliseconds: 0...86_400_000)),
        FactField("wasServed", .boolean),
      ], date: "cameAt")
    let served = MetricDefinition(
      "served", of: "visits",
      .share(
        of: .atMost("waited", .duration(milliseconds: 600_000)),
        among: .equals("wasServed", true)),
      grouping: ["shop"], period: .month, objective: .atLeast(.share(try Rate("90%"))),
      title: MetricTitle("Served within ten minutes", simplifiedChinese: "十分钟内接待率"))

    let problems = served.problems(in: visits)  // none
    let formula = served.formula  // #(waited ≤ 10 min) / #(wasServed = true)

    #expect(problems.isEmpty && formula == "#(waited ≤ 10 min) / #(wasServed = true)")

    let misspelt = served.with(\.measure, .mean("wated", where: .always)).problems(in: visits)
    // measure.mean.of[0]: "wated" is no fact of visits; did you mean "waited"?

    #expect(
      misspelt.first?.description
        == #"measure.mean.of[0]: "wated" is no fact of visits; did you mean "waited"?"#)

    let book = try MetricBook("shops", version: "2026-01", subjects: [visits], [served])
    let same = try MetricBook(book.json)

    #expect(same == book)

    let level = try MetricCatalogue.entry("serviceLevel.F1")?
      .definition(["within": .duration(.seconds(20))])
    let variants = MetricCatalogue.family("serviceLevel").map(\.example.formula)

    #expect(level == .serviceLevel(.f1, within: .seconds(20)) && variants.count == 11)
  }
}
