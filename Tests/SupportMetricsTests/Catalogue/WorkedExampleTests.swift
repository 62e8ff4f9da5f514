// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMetrics
import SupportRules
import Testing

/// A worked example that somebody published: the rows it speaks of, and the figures it comes to.
struct WorkedExample: Sendable, CustomTestStringConvertible {
  var source: String
  var subject: MetricSubject
  var rows: [(row: [(String, FactValue)], times: Int)]
  /// Each figure in per cent or in the unit of the facts, to the decimals that were published.
  var figures: [(definition: MetricDefinition, value: String)]

  var testDescription: String { source }

  func facts() throws -> [(row: Facts, times: Int128)] {
    try rows.map { values, times in
      var row = subject.row
      for (name, value) in values { try row.set(name, to: value) }
      return (row, Int128(times))
    }
  }
}

@Suite("Metrics: published worked examples")
struct WorkedExampleTests {
  private static func seconds(_ seconds: Int64) -> FactValue {
    .duration(milliseconds: seconds * 1_000)
  }

  private static func call(_ outcome: String, _ wait: Int64) -> [(String, FactValue)] {
    [("outcome", .text(outcome)), ("wait", seconds(wait))]
  }

  private static func score(_ survey: String, _ score: Int64) -> [(String, FactValue)] {
    [("survey", .text(survey)), ("score", .integer(score))]
  }

  static let examples: [WorkedExample] = [
    // 1,000 answered, 860 of them within 20 s; 60 abandoned: 10 within 5 s, 20 within 20 s.
    // http://www.icmi.com/Resources/QueueTips/2005/March/Service-Level-Calculations.aspx
    WorkedExample(
      source: "ICMI, QueueTips 2002: five formulas of a service level", subject: .contacts,
      rows: [
        (call("answered", 12), 860), (call("answered", 45), 140), (call("abandoned", 3), 10),
        (call("abandoned", 15), 10), (call("abandoned", 60), 40),
      ],
      figures: [
        (.serviceLevel(.f3, within: .seconds(20)), "83"),
        (.serviceLevel(.f2, within: .seconds(20)), "86"),
        (.serviceLevel(.f1, within: .seconds(20)), "81"),
        (.serviceLevel(.f4, within: .seconds(20)), "83"),
        (.serviceLevel(.f6, within: .seconds(20), short: .seconds(5)), "82"),
      ]),
    // 70 answered within the threshold, 10 abandoned within it, 20 beyond it; 100 events.
    // Cisco, Contact Center Enterprise: tables "Service Level Formulas" and "Service Levels Based on …"
    WorkedExample(
      source: "Cisco: service level by events, three types", subject: .contacts,
      rows: [
        (call("answered", 10), 70), (call("abandoned", 10), 10), (call("answered", 40), 12),
        (call("abandoned", 40), 5), (call("open", 40), 2), (call("overflowed", 40), 1),
        (call("open", 10), 7),
      ],
      figures: [
        (.serviceLevelEvents(.ignored, within: .seconds(30)), "77.8"),
        (.serviceLevelEvents(.negative, within: .seconds(30)), "70.0"),
        (.serviceLevelEvents(.positive, within: .seconds(30)), "80.0"),
      ]),
    // 50 answered in under 30 s, 80 later, abandoned ones ignored.
    // Cisco Unified Intelligence Center 9.0(1), user guide, page 226
    WorkedExample(
      source: "Cisco: 50 / (50 + 80)", subject: .contacts,
      rows: [(call("answered", 20), 50), (call("answered", 50), 80), (call("abandoned", 5), 9)],
      figures: [(.serviceLevelEvents(.ignored, within: .seconds(30)), "38")]),
    // https://www.callcentrehelper.com/measure-call-abandon-rate-75869.htm
    WorkedExample(
      source: "Call Centre Helper: (100 − 95) / 100", subject: .contacts,
      rows: [(call("answered", 10), 95), (call("abandoned", 30), 5)],
      figures: [(.abandonment(of: .offered), "5")]),
    // 25 answered at once, 75 after 64 s on average. https://swpp.org/summer-2017-ontarget/
    WorkedExample(
      source: "SWPP, Exploring Speed of Answer Goals: ASA of 48 s", subject: .contacts,
      rows: [(call("answered", 0), 25), (call("answered", 60), 45), (call("answered", 70), 30)],
      figures: [(.averageSpeedOfAnswer, "48000")]),
    // 1,000 answered and 45 abandoned of 1,045: 4.3 %.
    // http://www.cca2z.com/article/average-speed-of-answer-asa-average-delay/237
    WorkedExample(
      source: "CCa2z: 45 of 1,045 abandoned", subject: .contacts,
      rows: [(call("answered", 10), 1_000), (call("abandoned", 10), 45)],
      figures: [(.abandonment(of: .offered), "4.3")]),
    // https://fonolo.com/blog/2015/11/demystifying-the-occupancy-rate-in-your-call-center/
    WorkedExample(
      source: "Fonolo: 45 of 60 minutes are 75 %", subject: .agentTime,
      rows: [
        (
          [
            ("talk", seconds(1_800)), ("hold", seconds(300)), ("wrapUp", seconds(600)),
            ("available", seconds(900)), ("signedIn", seconds(3_600)),
          ], 1
        )
      ],
      figures: [(.occupancy, "75"), (.occupancyOfSignedIn, "75"), (.utilisationOfSignedIn, "100")]),
    // 30 calls: 180 min of talk, 60 of holds, 90 of work after them: 11 min a call.
    // https://justcall.io/glossary/average-handle-time
    WorkedExample(
      source: "JustCall: (180 + 60 + 90) / 30 = 11 min", subject: .contacts,
      rows: [
        (
          [
            ("outcome", "answered"), ("talk", seconds(480)), ("hold", seconds(0)),
            ("wrapUp", seconds(180)),
          ], 15
        ),
        (
          [
            ("outcome", "answered"), ("talk", seconds(240)), ("hold", seconds(240)),
            ("wrapUp", seconds(180)),
          ], 15
        ),
      ],
      figures: [
        (.averageHandlingTime, "660000"), (.averageTalkTime, "360000"),
        (.averageHoldTime, "120000"), (.averageHoldTimeOfHeld, "240000"),
        (.averageWrapUpTime, "180000"),
      ]),
    // https://www.oraclecms.com/glossary/what-is-call-transfer-rate
    WorkedExample(
      source: "Oracle CMS: 150 of 1,000 transferred are 15 %", subject: .contacts,
      rows: [
        ([("outcome", "answered"), ("transfers", 1)], 140),
        ([("outcome", "answered"), ("transfers", 2)], 10),
        ([("outcome", "answered"), ("transfers", 0)], 850),
      ],
      figures: [(.transferRate, "15"), (.noTransfer, "85")]),
    // 3, 4, 5, 6, 8, 8, 8, 9, 10, 10: −10.
    // https://help.sightmill.com/portal/en/kb/articles/could-you-give-me-a-quick-and-clear-summary-of-how-to-calculate-nps
    WorkedExample(
      source: "SightMill: ten answers, net promoter score −10", subject: .ratings,
      rows: [3, 4, 5, 6, 8, 8, 8, 9, 10, 10].map { (score("recommendation", $0), 1) },
      figures: [(.netPromoterScore(), "-10")]),
    // https://help.delighted.com/article/240-how-is-csat-calculated
    WorkedExample(
      source: "Delighted: 74 of 107 are 69.16 %", subject: .ratings,
      rows: [
        (score("contact", 5), 42), (score("contact", 4), 32),
        (score("contact", 3), 10), (score("contact", 2), 9),
        (score("contact", 1), 14),
      ],
      figures: [(.satisfied(from: 4), "69.16")]),
    // https://help.simplesat.io/en/articles/3456900-what-is-csat-customer-satisfaction
    WorkedExample(
      source: "Simplesat: 7 positive, 1 neutral, 2 negative", subject: .ratings,
      rows: [
        (score("contact", 5), 7), (score("contact", 3), 1), (score("contact", 1), 2),
      ],
      figures: [(.satisfied(from: 4), "70"), (.satisfiedOfGoodAndBad(from: 4, upTo: 2), "77.8")]),
    // 340 of 500 settled at once.
    // https://calculinohub.com/calculators/biology/fcr-calculator
    WorkedExample(
      source: "Calculinohub: 340 of 500 settled at first contact", subject: .contacts,
      rows: [
        ([("outcome", "answered"), ("isResolved", true)], 340),
        ([("outcome", "answered"), ("isResolved", false)], 160),
      ],
      figures: [(.firstContactResolution, "68"), (.firstContactResolutionOfAll, "68")]),
  ]

  @Test("the definitions of the catalogue come to the published figures", arguments: examples)
  func published(_ example: WorkedExample) throws {
    let rows = try example.facts()
    for (definition, value) in example.figures {
      let figure = try #require(NaiveFigure.of(definition, rows))
      let decimals = value.split(separator: ".").dropFirst().first?.count ?? 0
      let isShare = definition.measure.unit(in: example.subject) == .share
      let told = try #require(
        isShare ? MetricFraction(figure.numerator * 100, over: figure.denominator) : figure)
      #expect(told.text(decimals: decimals) == value, "\(definition)")
    }
  }

  @Test("the engine comes to the same, one by one and in columns", arguments: examples)
  func engine(_ example: WorkedExample) throws {
    let rows = try example.facts()
    let plan = try MetricPlan(of: example.subject, example.figures.map(\.definition))
    var tally = MetricTally(plan)
    var columns = MetricColumns(example.subject)
    for (row, times) in rows {
      for _ in 0..<times { columns.append(row) }
      tally.count(row)
    }
    for (row, times) in rows { for _ in 1..<times { tally.count(row) } }
    var columnar = MetricTally(plan)
    columnar.count(columns)
    for (definition, _) in example.figures {
      let expected = NaiveFigure.of(definition, rows)
      #expect(expected != nil)
      #expect(tally.figure(definition.id)?.value == expected, "\(definition)")
      #expect(columnar.figure(definition.id)?.value == expected, "\(definition)")
    }
  }

  @Test("one log, eight readings, five points between them: the example of ICMI, all readings")
  func spread() throws {
    let example = try #require(Self.examples.first)
    let rows = try example.facts()
    let shares = MetricDefinition.ServiceLevelReading.allCases.compactMap { reading in
      NaiveFigure.of(.serviceLevel(reading, within: .seconds(20)), rows)
    }
    #expect(shares.count == 7)
    // 860 of 1,060; 860 of 1,000.
    #expect(shares.min() == MetricFraction(860, over: 1_060))
    #expect(shares.max() == MetricFraction(860, over: 1_000))
  }
}
