// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime
import Testing

@Suite("What the proof of business time found")
struct ProofFindingsTests {
  private static func clock(_ document: String) throws -> BusinessClock {
    try DocumentNode.read(document) { node, problems in
      BusinessCalendar(reading: node, zone: "UTC", &problems)
    }.compiled()
  }

  @Test("an adjustment can move the hours of a date past themselves, earlier or later")
  func moved() throws {
    let clock = try Self.clock(
      """
      {
        "weekly": { "mon-fri": ["13:00-18:00"] },
        "adjust": [
          { "on": "2025-06-03", "open": "09:00", "close": "12:00" },
          { "on": "2025-06-04", "open": "-6 h", "close": "-6 h" },
          { "on": "2025-06-05", "open": "19:00", "close": "22:00" }
        ]
      }
      """)
    let periods = clock.periods(
      from: try Instant("2025-06-03T00:00Z"), until: try Instant("2025-06-06T00:00Z"))
    #expect(
      Array(periods) == [
        try Instant("2025-06-03T09:00Z")..<Instant("2025-06-03T12:00Z"),
        try Instant("2025-06-04T07:00Z")..<Instant("2025-06-04T12:00Z"),
        try Instant("2025-06-05T19:00Z")..<Instant("2025-06-05T22:00Z"),
      ])
  }

  @Test(
    "too few business dates of a combined calendar are told at once", .timeLimit(.minutes(1)))
  func bounded() throws {
    let clock = try Self.clock(
      """
      { "union": [
        { "weekly": { "mon": ["09:00-12:00"] },
          "validity": { "from": "2025-01-01", "through": "2025-12-31" } },
        { "weekly": { "fri": ["09:00-12:00"] },
          "validity": { "from": "2025-06-01", "through": "2026-01-31" } } ] }
      """)
    // Looking on to the year 9999 took seconds for each of these.
    for count in stride(from: 500, to: 1_500, by: 50) {
      #expect(clock.addBusinessDays(count, to: try CivilDate("2025-06-02")) == nil)
      #expect(clock.addBusinessDays(-count, to: try CivilDate("2025-06-02")) == nil)
    }
    #expect(
      clock.addBusinessDays(-1, to: try CivilDate("2300-01-01")) == (try CivilDate("2026-01-30")))
    #expect(
      clock.addBusinessDays(1, to: try CivilDate("1900-01-01")) == (try CivilDate("2025-01-06")))
    #expect(
      clock.businessDays(from: try CivilDate("1900-01-01"), to: try CivilDate("2300-01-01"))
        == 52 + 35)
  }

  @Test("what a break leaves of a night is taken out together with the hours of the next day")
  func nightAfterBreak() throws {
    let clock = try Self.clock(
      """
      { "difference": [
        { "weekly": { "thu": ["00:00-06:00"] } },
        { "weekly": { "wed": ["20:00-02:00"], "thu": ["00:45-01:15"] },
          "breaks": [{ "name": "supper", "at": "21:00-01:00", "on": "wed" }] } ] }
      """)
    // Wednesday's night goes on from 01:00 to 02:00; Thursday's hours begin before that.
    let periods = clock.periods(
      from: try Instant("2025-06-05T00:00Z"), until: try Instant("2025-06-06T00:00Z"))
    let open = [
      try Instant("2025-06-05T00:00Z")..<Instant("2025-06-05T00:45Z"),
      try Instant("2025-06-05T02:00Z")..<Instant("2025-06-05T06:00Z"),
    ]
    #expect(Array(periods) == open)
    #expect(clock.isOpen(at: try Instant("2025-06-05T00:50Z")) == false)
    #expect(
      clock.duration(
        between: try Instant("2025-06-05T00:00Z"), and: try Instant("2025-06-06T00:00Z"))
        == .seconds((45 + 240) * 60))
  }
}
