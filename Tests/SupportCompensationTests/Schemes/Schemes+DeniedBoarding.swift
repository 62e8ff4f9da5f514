// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

extension Schemes {
  /// What a passenger gets in the United States whom an airline denied boarding.
  ///
  /// 14 CFR § 250.5, https://www.ecfr.gov/current/title-14/chapter-II/subchapter-A/part-250. Arrival
  /// planned more than one hour later but less than two (four from the United States abroad): 200 % of
  /// the fare, up to a limit; later: 400 %, up to twice that limit. The limit was 675 dollars from
  /// 2015 (80 FR 30144), is 775 from 13 April 2021 (86 FR 2534) and 1,075 from 22 January 2025
  /// (89 FR 84815).
  ///
  /// Rates and limit are those of the day on which boarding was denied (semantics C6). The delay is
  /// that of the arrival which is planned when the other flight is arranged.
  enum DeniedBoarding {
    static let facts = [
      FactField("fare", .money(.usd)), FactField("isDomestic", .boolean),
    ]

    static func version(
      _ version: PolicyVersion, from date: String, limit: String
    ) throws -> CompensationPolicyVersions.Version {
      let limit = try Money(limit, .usd)
      let twice = try limit + limit
      let isShort =
        (.equals("isDomestic", true) && .below("delay", span(2 * hour)))
        || (.equals("isDomestic", false) && .below("delay", span(4 * hour)))
      let policy = try Schemes.policy(
        "denied-boarding", version: version, in: .usd, zone: "America/New_York", facts: facts,
        rules: [
          Rule(
            "on-time", when: .atMost("delay", span(hour)),
            then: AwardFormula([exactly])),
          Rule(
            "short", when: isShort,
            then: AwardFormula([
              .base(.fact("fare")), .times(.rate(try Rate("200%"))), .atMost(.money(limit)),
              exactly,
            ])),
          Rule(
            "long",
            then: AwardFormula([
              .base(.fact("fare")), .times(.rate(try Rate("400%"))), .atMost(.money(twice)),
              exactly,
            ])),
        ])
      let start = try policy.zone.instant(date: CivilDate(date), time: .midnight)
      return .init(policy, from: start)
    }

    static func versions() throws -> CompensationPolicyVersions {
      try CompensationPolicyVersions([
        version("2015", from: "2015-08-25", limit: "675.00"),
        version("2021", from: "2021-04-13", limit: "775.00"),
        version("2025", from: "2025-01-22", limit: "1075.00"),
      ])
    }
  }
}

@Suite("Denied boarding in the United States")
struct DeniedBoardingTests {
  private func paid(
    _ fare: String, minutes: Int64, at: String, isDomestic: Bool = true
  ) throws -> Money {
    let policy = try Schemes.DeniedBoarding.versions().policy(at: Instant(at))
    return try Schemes.onTop(
      policy,
      Schemes.claim(
        policy, at: at, delay: Schemes.delay(minutes * Schemes.minute, from: at),
        ["fare": Schemes.sum(fare, .usd), "isDomestic": .boolean(isDomestic)]))
  }

  @Test(
    "twice the fare, then four times, each to its own limit",
    arguments: [
      ("200.00", 90, "400.00"), ("600.00", 90, "1075.00"), ("537.50", 90, "1075.00"),
      ("537.51", 90, "1075.00"), ("600.00", 180, "2150.00"), ("537.50", 120, "2150.00"),
      ("300.00", 60, "0.00"), ("300.00", 61, "600.00"), ("300.00", 119, "600.00"),
      ("300.00", 120, "1200.00"), ("268.35", 90, "536.70"),
    ] as [(String, Int64, String)])
  func domestic(fare: String, minutes: Int64, sum: String) throws {
    #expect(
      try paid(fare, minutes: minutes, at: "2025-06-15T12:00:00Z") == Money(sum, .usd))
  }

  @Test(
    "abroad the long delay begins at four hours",
    arguments: [(60, "0.00"), (239, "600.00"), (240, "1200.00")] as [(Int64, String)])
  func abroad(minutes: Int64, sum: String) throws {
    #expect(
      try paid("300.00", minutes: minutes, at: "2025-06-15T12:00:00Z", isDomestic: false)
        == Money(sum, .usd))
  }

  @Test(
    "the limits are those of the day of the event, in Washington",
    arguments: [
      ("2021-04-12T12:00:00Z", "675.00", "1350.00"),
      ("2021-04-13T04:00:00Z", "775.00", "1550.00"),
      ("2025-01-22T04:59:59Z", "775.00", "1550.00"),  // 21 January, 23:59:59
      ("2025-01-22T05:00:00Z", "1075.00", "2150.00"),
    ] as [(String, String, String)])
  func versions(at: String, short: String, long: String) throws {
    #expect(try paid("600.00", minutes: 90, at: at) == Money(short, .usd))
    #expect(try paid("600.00", minutes: 150, at: at) == Money(long, .usd))
  }

  @Test(
    "the next limit is the last times the price index, to the nearest 25 dollars",
    arguments: [
      // § 250.5(e): July's index over that of August 2011, 226.545.
      ("650.00", 238_250, "675.00"), ("675.00", 259_101, "775.00"), ("775.00", 314_540, "1075.00"),
    ] as [(String, Int64, String)])
  func limits(limit: String, index: Int64, next: String) throws {
    let rate = try #require(Rate(index, over: 226_545))
    let product = try Money(limit, .usd) * rate
    #expect(try product.rounded(RoundingRule(.halfUp, step: 2_500)) == Money(next, .usd))
  }
}
