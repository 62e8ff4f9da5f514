// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

extension Schemes {
  /// What customers in Great Britain get when the electricity stays away.
  ///
  /// *The Electricity (Standards of Performance) Regulations 2015* (SI 2015/699), in force 1 April 2015,
  /// amended by SI 2023/887 from 1 September 2023, https://www.legislation.gov.uk/uksi/2015/699; the sums
  /// rise with prices, and those of the last version are as Ofgem quoted them in December 2024. A first
  /// sum is due when the supply is not back after 12 hours in normal weather, after 24 or 48 hours in a
  /// severe storm of category 1 or 2, and a sum for each further stretch; in a storm up to a limit.
  ///
  /// Read as: only full further stretches count, as those for water say, and exactly at the end of the
  /// time is in time.
  enum PowerCuts {
    /// The sums of a version, in pounds.
    struct Tariff {
      var from: String
      var normal: Int64
      var business: Int64
      var furtherNormal: Int64
      var storm: Int64
      var furtherStorm: Int64
      var stretchHours: Int64
      /// `nil` where it was lifted.
      var most: Int64?
    }

    static let tariffs = [
      Tariff(
        from: "2015-04-01", normal: 75, business: 150, furtherNormal: 35, storm: 70,
        furtherStorm: 70, stretchHours: 12, most: 700),
      Tariff(
        from: "2023-09-01", normal: 95, business: 190, furtherNormal: 45, storm: 80,
        furtherStorm: 40, stretchHours: 6, most: 2_000),
      Tariff(
        from: "2024-04-01", normal: 95, business: 190, furtherNormal: 45, storm: 85,
        furtherStorm: 40, stretchHours: 6, most: 2_000),
    ]

    static let facts = [
      FactField("weather", .choice(["normal", "category1", "category2"])),
      FactField("isBusiness", .boolean),
    ]

    private static func rule(
      _ id: RuleID, _ condition: Condition, after hours: Int64, _ first: Int64, _ further: Int64,
      each stretchHours: Int64
    ) -> Rule<AwardFormula> {
      let stretches = AccrualUnits(
        .full, .elapsed(milliseconds: stretchHours * hour),
        after: .elapsed(milliseconds: hours * hour))
      func pounds(_ pounds: Int64) -> AwardAmount {
        .money(Money(minorUnits: pounds * 100, currency: .gbp))
      }
      return Rule(
        id, when: condition && .above("delay", span(hours * hour)),
        then: AwardFormula([
          .base(pounds(first)), .accrue(pounds(further), per: stretches), exactly,
        ]))
    }

    static func policy(_ tariff: Tariff) throws -> CompensationPolicy {
      func weather(_ name: String) -> Condition { .equals("weather", .text(name)) }
      let cap = tariff.most.map {
        AwardCap(
          "storm", Money(minorUnits: $0 * 100, currency: .gbp), .perCase, .lifetime,
          covers: .compensationOnly, counts: [.cash])
      }
      return try Schemes.policy(
        "power-cuts", version: PolicyVersion(tariff.from), in: .gbp, zone: "Europe/London",
        facts: facts,
        rules: [
          rule(
            "home", weather("normal") && .equals("isBusiness", false), after: 12, tariff.normal,
            tariff.furtherNormal, each: 12),
          rule(
            "business", weather("normal") && .equals("isBusiness", true), after: 12,
            tariff.business, tariff.furtherNormal, each: 12),
          rule(
            "category1", weather("category1"), after: 24, tariff.storm, tariff.furtherStorm,
            each: tariff.stretchHours),
          rule(
            "category2", weather("category2"), after: 48, tariff.storm, tariff.furtherStorm,
            each: tariff.stretchHours),
        ],
        settle: cap == nil ? [] : [.cap("storm")], caps: cap.map { [$0] } ?? [])
    }

    /// What a supplier pays for a missed standard: 30 pounds, and 30 more where they are not paid within
    /// 10 working days; *The Electricity and Gas (Standards of Performance) (Suppliers) Regulations 2015*
    /// (SI 2015/1544), regulation 8, in force 1 January 2016, raised from 2 January 2025 on,
    /// https://www.legislation.gov.uk/uksi/2015/1544.
    static func supplier() throws -> CompensationPolicy {
      let thirty = AwardFormula.Step.base(.money(try Money("30.00", .gbp)))
      return try Schemes.policy(
        "supplier", version: "2015", in: .gbp, zone: "Europe/London", facts: [],
        rules: [Rule("standard", then: AwardFormula([thirty, exactly]))],
        options: CompensationOptions(
          payment: PaymentTerms(
            within: .workingDays(10, landing: .endOfDay), calendar: "workingDays",
            penalty: AwardFormula([thirty, exactly])),
          calendars: ["workingDays": try Broadband.workingDays()]))
    }

    /// The same for water that is cut off in an emergency: *The Water Supply and Sewerage Services (Customer
    /// Service Standards) Regulations 2008* (SI 2008/594), regulation 9, in force 1 April 2008,
    /// https://www.legislation.gov.uk/uksi/2008/594: after 12 hours 20 pounds for a home and 50 for
    /// others, and 10 or 25 "for each subsequent full period of 24 hours".
    static func water() throws -> CompensationPolicy {
      try Schemes.policy(
        "water", version: "2008", in: .gbp, zone: "Europe/London", facts: facts,
        rules: [
          rule("home", .equals("isBusiness", false), after: 12, 20, 10, each: 24),
          rule("other", .equals("isBusiness", true), after: 12, 50, 25, each: 24),
        ])
    }

    static func versions() throws -> CompensationPolicyVersions {
      try CompensationPolicyVersions(
        tariffs.map { tariff in
          let policy = try policy(tariff)
          let date = try CivilDate(tariff.from)
          return .init(policy, from: policy.zone.instant(date: date, time: .midnight))
        })
    }
  }
}

@Suite("Electricity and water that stay away in Great Britain")
struct PowerCutTests {
  private func paid(
    _ policy: CompensationPolicy, _ weather: String, hours: Int64, at: String,
    isBusiness: Bool = false
  ) throws -> Money {
    try Schemes.onTop(
      policy,
      Schemes.claim(
        policy, at: at, delay: Schemes.delay(hours * Schemes.hour, from: at),
        ["weather": .text(weather), "isBusiness": .boolean(isBusiness)]))
  }

  @Test(
    "a first sum, then one for each further stretch, to a limit that is no step of the ladder",
    arguments: [
      // By hand.
      ("2024-01-02T00:00:00Z", "category1", 24, 0),
      ("2024-01-02T00:00:00Z", "category1", 25, 80),
      ("2024-01-02T00:00:00Z", "category1", 30, 120),
      ("2024-01-02T00:00:00Z", "category1", 31, 120),
      ("2024-01-02T00:00:00Z", "category1", 36, 160),
      ("2024-01-02T00:00:00Z", "category1", 311, 1_960),
      ("2024-01-02T00:00:00Z", "category1", 312, 2_000),  // 80 + 48 × 40, just the limit
      ("2024-01-02T00:00:00Z", "category1", 400, 2_000),
      ("2025-01-02T00:00:00Z", "category1", 306, 1_965),
      ("2025-01-02T00:00:00Z", "category1", 312, 2_000),  // 2,005: the last step is worth 35
      ("2021-01-02T00:00:00Z", "category2", 48, 0),
      ("2021-01-02T00:00:00Z", "category2", 168, 700),  // 770
      ("2024-01-02T00:00:00Z", "normal", 12, 0), ("2024-01-02T00:00:00Z", "normal", 13, 95),
      ("2024-01-02T00:00:00Z", "normal", 24, 140), ("2024-01-02T00:00:00Z", "normal", 36, 185),
      ("2021-01-02T00:00:00Z", "normal", 13, 75),
    ] as [(String, String, Int64, Int64)])
  func sums(at: String, weather: String, hours: Int64, pounds: Int64) throws {
    let policy = try Schemes.PowerCuts.versions().policy(at: Instant(at))
    #expect(
      try paid(policy, weather, hours: hours, at: at)
        == Money(minorUnits: pounds * 100, currency: .gbp))
  }

  @Test("the sums are those of the day on which the cut began")
  func versions() throws {
    let versions = try Schemes.PowerCuts.versions()
    for (at, pounds) in [("2023-08-31T22:59:59Z", 70 as Int64), ("2023-08-31T23:00:00Z", 80)] {
      let policy = versions.policy(at: try Instant(at))
      #expect(
        try paid(policy, "category1", hours: 25, at: at)
          == Money(minorUnits: pounds * 100, currency: .gbp))
    }
  }

  @Test("a business gets twice the first sum")
  func business() throws {
    let at = "2024-01-02T00:00:00Z"
    let policy = try Schemes.PowerCuts.versions().policy(at: Instant(at))
    #expect(
      try paid(policy, "normal", hours: 24, at: at, isBusiness: true) == Money("235.00", .gbp))
  }

  @Test(
    "water: a first sum, then one for each subsequent full day",
    arguments: [
      // By hand: 12, 35 and 36, 60 hours.
      (12, 0, 0), (13, 20, 50), (35, 20, 50), (36, 30, 75), (60, 40, 100),
    ] as [(Int64, Int64, Int64)])
  func water(hours: Int64, home: Int64, other: Int64) throws {
    let (at, policy) = ("2024-01-02T00:00:00Z", try Schemes.PowerCuts.water())
    for (isBusiness, pounds) in [(false, home), (true, other)] {
      #expect(
        try paid(policy, "normal", hours: hours, at: at, isBusiness: isBusiness)
          == Money(minorUnits: pounds * 100, currency: .gbp))
    }
  }

  @Test("after Storm Arwen the limit was lifted: 70 pounds for each half day of a week")
  func arwen() throws {
    // Printed: "140 pounds a day", The i, November 2021.
    var tariff = try #require(Schemes.PowerCuts.tariffs.first)
    tariff.most = nil
    #expect(
      try paid(
        Schemes.PowerCuts.policy(tariff), "category2", hours: 168, at: "2021-11-26T18:00:00Z")
        == Money("770.00", .gbp))
  }

  @Test(
    "a supplier that pays later than ten working days pays once more",
    arguments: [
      // From Monday 5 August 2024 until the end of Monday the 19th.
      ("2024-08-19T23:59:59+01:00", 30), ("2024-08-20T00:00:00+01:00", 30),
      ("2024-08-20T00:00:01+01:00", 60),
    ] as [(String, Int64)])
  func supplier(sent: String, pounds: Int64) throws {
    let policy = try Schemes.PowerCuts.supplier()
    let claim = try Schemes.claim(policy, at: "2024-08-05T09:00:00+01:00")
    var account = CompensationAccount(of: "customer", in: .gbp)
    try account.perform(.claim(claim), by: .system, at: claim.at, under: policy)
    let payout = try #require(account.payouts.first)
    let sentAt = try Instant(sent)
    for state in [.sent, .settled] as [Payout.State] {
      try account.perform(
        .movePayout(payout.key, to: state), by: .system, at: sentAt, under: policy)
    }
    #expect(
      account.payouts.reduce(0) { $0 + $1.compensation.minorUnits } == pounds * 100)
  }
}
