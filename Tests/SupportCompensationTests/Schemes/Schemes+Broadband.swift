// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

extension Schemes {
  /// What customers of broadband and landlines get in the United Kingdom without asking.
  ///
  /// Ofcom, *Voluntary Code of Practice for Automatic Compensation for Fixed Residential Broadband and
  /// Landline Services*, 10 November 2017, in force since 1 April 2019,
  /// https://www.ofcom.org.uk/phones-and-broadband/: a loss of service that is not repaired by the end of
  /// the second full working day after its report is paid by the calendar day, without the day of
  /// the repair; a start that is late by the day, from the promised one to the one before it starts; a
  /// missed appointment once. The sums rise each 1 April with prices. While the customer puts off the
  /// repair no day counts. After 60 days a company may end the payments.
  ///
  /// Read as: the sums are those of the day of the report (semantics C6), for all days of one loss.
  enum Broadband {
    /// The sums from each 1 April on: repair and start a day, missed appointment.
    static let sums: [(year: Int, repair: String, start: String, appointment: String)] = [
      (2019, "8.00", "5.00", "25.00"), (2021, "8.06", "5.04", "25.18"),
      (2022, "8.40", "5.25", "26.24"), (2023, "9.33", "5.83", "29.15"),
      (2024, "9.76", "6.10", "30.49"), (2025, "9.98", "6.24", "31.19"),
      (2026, "10.34", "6.46", "32.31"),
    ]

    /// Working days are Monday to Friday but for public holidays, from midnight to midnight.
    static func workingDays() throws -> BusinessCalendar {
      let weekdays: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
      return try BusinessCalendar(
        zone: "Europe/London",
        weekly: Dictionary(uniqueKeysWithValues: weekdays.map { ($0, [.wholeDay]) }),
        holidays: ["2025-04-18", "2025-04-21"].map {
          BusinessCalendar.Holiday(try CivilDate($0))
        })
    }

    static func version(
      _ sums: (year: Int, repair: String, start: String, appointment: String)
    ) throws -> CompensationPolicyVersions.Version {
      let repair = AccrualUnits(
        .full, .calendarDay, after: .workingDays(2, landing: .endOfDay), in: "workingDays",
        atMost: 60)
      let start = AccrualUnits(.full, .calendarDay, atMost: 60)
      let policy = try Schemes.policy(
        "broadband", version: PolicyVersion("\(sums.year)"), in: .gbp, zone: "Europe/London",
        facts: [],
        rules: [
          Rule(
            "repair", when: .equals("cause", "lossOfService"),
            then: AwardFormula([
              .accrue(.money(try Money(sums.repair, .gbp)), per: repair), exactly,
            ])),
          Rule(
            "start", when: .equals("cause", "lateStart"),
            then: AwardFormula([
              .accrue(.money(try Money(sums.start, .gbp)), per: start), exactly,
            ])),
          Rule(
            "appointment", when: .equals("cause", "missedAppointment"),
            then: AwardFormula([.base(.money(try Money(sums.appointment, .gbp))), exactly])),
        ],
        options: CompensationOptions(
          payment: PaymentTerms(within: .calendarDays(30)),
          calendars: ["workingDays": try workingDays()]))
      let date = try CivilDate(year: sums.year, month: 4, day: 1)
      return .init(policy, from: policy.zone.instant(date: date, time: .midnight))
    }

    private static let made = Result {
      try CompensationPolicyVersions(sums.map { try version($0) })
    }

    static func versions() throws -> CompensationPolicyVersions { try made.get() }
  }
}

@Suite("Automatic compensation for broadband in the United Kingdom")
struct BroadbandTests {
  /// What is paid for something that was so from one local time until another; London is an hour ahead
  /// of UTC in summer.
  private func paid(
    _ kind: Cause.Kind, _ from: String, _ until: String?, now: String? = nil,
    suspended: [(String, String)] = []
  ) throws -> Money {
    let delay = try Cause.Delay(
      from: Instant(from), until: until.map { try Instant($0) },
      suspended: suspended.map {
        Cause.Delay.Suspension(from: try Instant($0.0), until: try Instant($0.1))
      })
    let policy = try Schemes.Broadband.versions().policy(at: delay.from)
    return try Schemes.onTop(
      policy, Schemes.claim(policy, kind: kind, at: from, now: now ?? until, delay: delay))
  }

  @Test(
    "a loss of service counts from the end of the second full working day, without the last day",
    arguments: [
      // By hand, in 2025: 4 August is a Monday.
      ("2025-08-04T09:00+01:00", "2025-08-06T23:00+01:00", "0.00"),  // in time
      ("2025-08-04T09:00+01:00", "2025-08-07T10:00+01:00", "0.00"),  // the day of repair
      ("2025-08-04T23:59+01:00", "2025-08-08T10:00+01:00", "9.98"),  // Thursday
      ("2025-08-07T09:00+01:00", "2025-08-12T10:00+01:00", "0.00"),  // Monday's end
      ("2025-08-07T09:00+01:00", "2025-08-14T10:00+01:00", "19.96"),  // Tuesday, Wednesday
      ("2025-08-08T09:00+01:00", "2025-08-18T10:00+01:00", "49.90"),  // 13th to 17th
      ("2025-08-09T09:00+01:00", "2025-08-14T10:00+01:00", "9.98"),  // Saturday: Tuesday's end
      ("2025-08-04T09:00+01:00", "2025-08-08T00:00+01:00", "9.98"),  // all of Thursday
      ("2025-08-04T09:00+01:00", "2025-08-07T23:59+01:00", "0.00"),
      // Good Friday and Easter Monday are no working days: Tuesday and Wednesday.
      ("2025-04-17T09:00+01:00", "2025-04-25T10:00+01:00", "9.98"),
      ("2025-08-04T09:00+01:00", "2025-12-24T10:00Z", "598.80"),  // sixty days at most
    ] as [(String, String, String)])
  func repair(from: String, until: String, sum: String) throws {
    #expect(try paid("lossOfService", from, until) == Money(sum, .gbp))
  }

  @Test("days that the customer puts off are cut out of the middle")
  func suspension() throws {
    // The 14th is refused for the 17th: the 13th and the 17th are left of 13 to 17.
    #expect(
      try paid(
        "lossOfService", "2025-08-08T09:00+01:00", "2025-08-18T10:00+01:00",
        suspended: [("2025-08-14T00:00+01:00", "2025-08-17T00:00+01:00")])
        == Money("19.96", .gbp))
    // A part of a day that the customer took is no day of the company.
    #expect(
      try paid(
        "lossOfService", "2025-08-08T09:00+01:00", "2025-08-18T10:00+01:00",
        suspended: [("2025-08-14T12:00+01:00", "2025-08-14T13:00+01:00")])
        == Money("39.92", .gbp))
  }

  @Test(
    "a late start counts each day from the promised one",
    arguments: [
      ("2025-08-06T00:00+01:00", "2025-08-08T15:00+01:00", "12.48"),  // printed by BT: Wed, Thu
      ("2024-08-07T00:00+01:00", "2024-08-09T15:00+01:00", "12.20"),  // printed by Plusnet
      ("2024-08-07T00:00+01:00", "2024-08-08T15:00+01:00", "6.10"),  // the same
      ("2021-08-04T00:00+01:00", "2021-08-06T15:00+01:00", "10.08"),  // printed by EE
      ("2025-08-06T00:00+01:00", "2025-08-06T15:00+01:00", "0.00"),
    ] as [(String, String, String)])
  func start(from: String, until: String, sum: String) throws {
    #expect(try paid("lateStart", from, until) == Money(sum, .gbp))
  }

  @Test("the sums are those of the day of the report, also where the days come after 1 April")
  func versions() throws {
    // Reported on Thursday 27 March 2025: until Monday's end; Tuesday 1 and Wednesday 2 April.
    #expect(
      try paid("lossOfService", "2025-03-27T09:00Z", "2025-04-03T10:00+01:00")
        == Money("19.52", .gbp))
    #expect(
      try paid("lossOfService", "2025-04-01T00:00+01:00", "2025-04-05T10:00+01:00")
        == Money("9.98", .gbp))
    // Half an hour before it is still 31 March in London.
    #expect(
      try paid("lossOfService", "2025-03-31T23:30+01:00", "2025-04-04T10:00+01:00")
        == Money("9.76", .gbp))
  }

  @Test("an appointment is paid beside the days, in one case; what goes on is an interim sum")
  func together() throws {
    let versions = try Schemes.Broadband.versions()
    let policy = versions.policy(at: try Instant("2025-08-04T09:00+01:00"))
    var account = CompensationAccount(of: "customer", in: .gbp)
    let loss = try Cause.Delay(from: Instant("2025-08-04T09:00+01:00"))
    let open = try Schemes.claim(
      policy, key: "loss", kind: "lossOfService", at: "2025-08-04T09:00+01:00",
      now: "2025-08-08T12:00+01:00", delay: loss)
    let outcome = try policy.award(for: open, in: account)
    #expect(outcome.award?.isInterim == true)
    #expect(outcome.award?.compensation == (try Money("9.98", .gbp)))
    try account.perform(.claim(open), by: .system, at: open.at, under: versions)
    #expect(account.standing(of: "T-1")?.compensation.isZero == true)
    #expect(throws: CompensationAccount.Rejection.stillGoingOn("loss")) {
      try account.perform(.claim(open), by: .system, at: open.at, under: versions)
    }
    let visit = try Schemes.claim(
      policy, key: "visit", kind: "missedAppointment", at: "2025-08-06T09:00+01:00",
      now: "2025-08-08T13:00+01:00")
    try account.perform(.claim(visit), by: .system, at: visit.at, under: versions)
    let repaired = try Schemes.claim(
      policy, key: "loss", kind: "lossOfService", at: "2025-08-04T09:00+01:00",
      delay: loss.ended(at: Instant("2025-08-08T14:00+01:00")))
    try account.perform(.claim(repaired), by: .system, at: repaired.at, under: versions)
    #expect(account.standing(of: "T-1")?.compensation == (try Money("41.17", .gbp)))
  }

  @Test(
    "each tariff is the one before with a year of prices, to the penny",
    arguments: [
      (0, "0.7%"), (1, "4.2%"), (2, "11.1%"), (3, "4.6%"), (4, "2.3%"), (5, "3.6%"),
    ] as [(Int, String)])
  func tariffs(number: Int, inflation: String) throws {
    let (old, new) = (Schemes.Broadband.sums[number], Schemes.Broadband.sums[number + 1])
    let rate = try #require(try Rate.one.sum(with: Rate(inflation)))
    for (before, after) in [
      (old.repair, new.repair), (old.start, new.start), (old.appointment, new.appointment),
    ] {
      let raised = try Money(before, .gbp) * rate
      #expect(try raised.rounded(RoundingRule(.halfUp)) == Money(after, .gbp))
    }
  }
}
