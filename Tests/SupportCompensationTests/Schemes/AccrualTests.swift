// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Units of a delay or of a number, for each of which something is paid")
struct AccrualTests {
  /// The policy that pays a yuan for each unit.
  private static let policies = MadeOnce<AccrualUnits, CompensationPolicy> { units in
    try Schemes.policy(
      "units", version: "1", in: .cny, zone: "Europe/London",
      facts: [
        FactField("waited", .duration(milliseconds: (-Schemes.day)...Schemes.day)),
        FactField("bags", .integer(-100...100)),
      ],
      rules: [
        Rule(
          "units",
          then: AwardFormula([
            .accrue(.money(try Money("1.00", .cny)), per: units), Schemes.exactly,
          ]))
      ],
      options: CompensationOptions(calendars: ["work": Schemes.Broadband.workingDays()]))
  }

  /// What a yuan for each unit comes to.
  private func yuan(
    _ units: AccrualUnits, delay: Cause.Delay? = nil,
    _ facts: KeyValuePairs<String, FactValue> = [:]
  ) throws -> Int64 {
    let policy = try Self.policies.value(units)
    let sum = try Schemes.onTop(policy, Schemes.claim(policy, delay: delay, facts))
    #expect(sum.minorUnits % 100 == 0)
    return sum.minorUnits / 100
  }

  private func delay(
    _ from: String, _ until: String, suspended: [(String, String)] = []
  ) throws -> Cause.Delay {
    try Cause.Delay(
      from: Instant(from), until: Instant(until),
      suspended: suspended.map {
        Cause.Delay.Suspension(from: try Instant($0.0), until: try Instant($0.1))
      })
  }

  private let hour = AccrualUnits.Unit.elapsed(milliseconds: Schemes.hour)

  @Test(
    "at most so many units count, also where the last of them has only begun",
    arguments: [(119, 2, 1), (120, 2, 2), (121, 2, 2), (179, 2, 2), (600, 2, 2)]
      as [(Int64, Int64, Int64)])
  func atMost(minutes: Int64, started: Int64, full: Int64) throws {
    let delay = try Schemes.delay(minutes * Schemes.minute)
    #expect(try yuan(AccrualUnits(.started, hour, atMost: 2), delay: delay) == started)
    #expect(try yuan(AccrualUnits(.full, hour, atMost: 2), delay: delay) == full)
    #expect(try yuan(AccrualUnits(.started, hour, atMost: 0), delay: delay) == 0)
  }

  @Test(
    "a wait is free; what is left is counted from its end",
    arguments: [(0, 0), (90, 0), (120, 0), (121, 1), (180, 1), (181, 2)] as [(Int64, Int64)])
  func wait(minutes: Int64, units: Int64) throws {
    let wait = ServiceDuration.elapsed(milliseconds: 2 * Schemes.hour)
    #expect(
      try yuan(
        AccrualUnits(.started, hour, after: wait), delay: Schemes.delay(minutes * Schemes.minute))
        == units)
    // The same of a fact.
    #expect(
      try yuan(
        AccrualUnits(.started, hour, of: .fact("waited"), after: wait),
        ["waited": Schemes.span(minutes * Schemes.minute)]) == units)
  }

  @Test("a suspension in the wait takes nothing off what comes after, and one across it its rest")
  func suspendedWait() throws {
    let units = AccrualUnits(.full, hour, after: .elapsed(milliseconds: 2 * Schemes.hour))
    func counted(_ suspended: (String, String)...) throws -> Int64 {
      try yuan(
        units, delay: delay("2025-08-04T00:00Z", "2025-08-04T10:00Z", suspended: suspended))
    }
    #expect(try counted() == 8)
    #expect(try counted(("2025-08-04T00:30Z", "2025-08-04T01:30Z")) == 8)
    #expect(try counted(("2025-08-04T01:00Z", "2025-08-04T04:00Z")) == 6)
    // Stretches that overlap count once, and those outside of the delay not at all.
    #expect(
      try counted(
        ("2025-08-04T05:00Z", "2025-08-04T07:00Z"), ("2025-08-04T04:00Z", "2025-08-04T06:00Z"),
        ("2025-08-04T09:00Z", "2025-08-05T00:00Z")) == 4)
    #expect(
      try counted(
        ("2025-08-04T04:00Z", "2025-08-04T08:00Z"), ("2025-08-04T05:00Z", "2025-08-04T06:00Z"))
        == 4)
  }

  @Test(
    "a number is counted in tens that have begun, or that are full",
    arguments: [(0, 0, 0), (1, 1, 0), (10, 1, 1), (11, 2, 1), (100, 10, 10)]
      as [(Int64, Int64, Int64)])
  func numbers(bags: Int64, started: Int64, full: Int64) throws {
    for (counting, units) in [(.started, started), (.full, full)]
      as [(AccrualUnits.Counting, Int64)]
    {
      #expect(
        try yuan(
          AccrualUnits(counting, .number(10), of: .fact("bags")), ["bags": .integer(bags)])
          == units)
    }
  }

  @Test("an amount of time or a number below zero is an error, whatever the wait")
  func negative() throws {
    #expect(throws: AwardError.negative(fact: "bags", -1, "units")) {
      try yuan(AccrualUnits(.full, .number(10), of: .fact("bags")), ["bags": -1])
    }
    let below = Schemes.span(-1)
    #expect(throws: AwardError.negative(fact: "waited", below, "units")) {
      try yuan(AccrualUnits(.full, hour, of: .fact("waited")), ["waited": below])
    }
  }

  @Test(
    "dates are counted that a delay touches, or that it covers",
    arguments: [
      // By hand; 8 August 2025 is a Friday: dates touched and covered, working days of both.
      ("2025-08-08T17:00+01:00", "2025-08-11T10:00+01:00", 4, 2, 2, 0),
      ("2025-08-07T17:00+01:00", "2025-08-12T10:00+01:00", 6, 4, 4, 2),
      ("2025-08-08T00:00+01:00", "2025-08-09T00:00+01:00", 1, 1, 1, 1),
      ("2025-08-08T00:00+01:00", "2025-08-08T00:00+01:00", 0, 0, 0, 0),
      ("2025-08-08T23:59+01:00", "2025-08-09T00:01+01:00", 2, 0, 1, 0),
      ("2025-08-09T01:00+01:00", "2025-08-09T02:00+01:00", 1, 0, 0, 0),
      // The nights on which the clocks change: 23 and 25 hours are a date each.
      ("2026-03-29T00:00Z", "2026-03-30T00:00+01:00", 1, 1, 0, 0),
      ("2025-10-26T00:00+01:00", "2025-10-27T00:00Z", 1, 1, 0, 0),
    ] as [(String, String, Int64, Int64, Int64, Int64)])
  func dates(
    from: String, until: String, touched: Int64, covered: Int64, touchedWork: Int64,
    coveredWork: Int64
  ) throws {
    let delay = try delay(from, until)
    let work = AccrualUnits.Unit.workingDay(calendar: "work")
    #expect(try yuan(AccrualUnits(.started, .calendarDay), delay: delay) == touched)
    #expect(try yuan(AccrualUnits(.full, .calendarDay), delay: delay) == covered)
    #expect(try yuan(AccrualUnits(.started, work), delay: delay) == touchedWork)
    #expect(try yuan(AccrualUnits(.full, work), delay: delay) == coveredWork)
  }

  @Test("a date that is suspended twice is left out once, and one beside it not at all")
  func suspendedDates() throws {
    let delay = try delay(
      "2025-08-04T00:00+01:00", "2025-08-09T00:00+01:00",
      suspended: [
        ("2025-08-05T09:00+01:00", "2025-08-05T10:00+01:00"),
        ("2025-08-05T15:00+01:00", "2025-08-05T16:00+01:00"),
        ("2025-08-07T00:00+01:00", "2025-08-08T00:00+01:00"),
        ("2025-08-20T00:00+01:00", "2025-08-21T00:00+01:00"),
      ])
    // Monday to Friday without Tuesday and Thursday.
    #expect(try yuan(AccrualUnits(.full, .calendarDay), delay: delay) == 3)
    #expect(
      try yuan(AccrualUnits(.started, .workingDay(calendar: "work")), delay: delay) == 3)
  }
}
