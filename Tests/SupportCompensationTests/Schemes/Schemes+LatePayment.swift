// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

extension Schemes {
  /// Interest on debts between businesses that were paid late.
  ///
  /// - United Kingdom: *Late Payment of Commercial Debts (Interest) Act 1998*, sections 1, 4, 5A and 6,
  ///   https://www.legislation.gov.uk/ukpga/1998/20, and the *Rate of Interest (No. 3) Order 2002*: simple
  ///   interest of 8 % above the Bank of England's rate of 31 December or 30 June before; the rate of
  ///   the half-year in which the debt became late stays. Besides 40, 70 or 100 pounds, for debts
  ///   below 1,000, below 10,000, or more.
  /// - European Union: Directive 2011/7/EU of 16 February 2011, articles 2, 3 and 6, Official Journal L 48
  ///   of 23 February 2011, page 1, https://eur-lex.europa.eu/eli/dir/2011/7/oj: 8 points above the rate of
  ///   the European Central Bank, and 40 euros.
  ///
  /// Neither says where to round. https://www.gov.uk/late-commercial-payments-interest-debt-recovery rounds
  /// the interest of a day; others the whole. The order of the steps says which.
  enum LatePayment {
    /// Where the interest is rounded to the penny.
    enum Rounding: CaseIterable { case interestOfADay, whole }

    static func interest(_ rate: String, _ rounding: Rounding) throws -> [AwardFormula.Step] {
      let year = AccrualUnits(.exact, .elapsed(milliseconds: 365 * day))
      let days = AccrualUnits(.full, .elapsed(milliseconds: day))
      let yearly = AwardFormula.Step.base(.share(try Rate(rate), of: "debt"))
      let daily = try Rate("1/365")
      return switch rounding {
      case .whole: [yearly, .times(.perUnit(.one, year)), toCents]
      case .interestOfADay:
        [yearly, .times(.rate(daily)), toCents, .times(.perUnit(.one, days))]
      }
    }

    static func policy(
      _ rate: String, _ rounding: Rounding = .whole, version: PolicyVersion = "1998",
      in currency: Currency = .gbp, fixed: [(RuleID, Condition, String)]? = nil
    ) throws -> CompensationPolicy {
      let fixed = fixed ?? [("none", .always, "0.00")]
      return try Schemes.policy(
        "late-payment", version: version, in: currency, zone: "Europe/London",
        facts: [FactField("debt", .money(currency))],
        rules: fixed.map { rule, condition, sum in
          Rule(
            rule, when: condition,
            then: AwardFormula(
              try interest(rate, rounding) + [.add(.money(try Money(sum, currency))), exactly]))
        })
    }

    /// Section 5A: the sum beside the interest.
    static func withFixedSum(
      _ rate: String, _ rounding: Rounding = .whole, version: PolicyVersion = "1998"
    ) throws -> CompensationPolicy {
      try policy(
        rate, rounding, version: version,
        fixed: [
          ("small", .below("debt", try sum("1000.00", .gbp)), "40.00"),
          ("middle", .below("debt", try sum("10000.00", .gbp)), "70.00"),
          ("large", .always, "100.00"),
        ])
    }

    /// The rate of each half-year: 8 % above the Bank's of the day before it.
    static func versions() throws -> CompensationPolicyVersions {
      try CompensationPolicyVersions(
        [
          ("2022-01-01", "8.25%"), ("2022-07-01", "9.25%"), ("2023-01-01", "11.5%"),
          ("2023-07-01", "13%"), ("2024-01-01", "13.25%"),
        ].map { date, rate in
          let policy = try withFixedSum(rate, version: PolicyVersion(date))
          return .init(
            policy, from: policy.zone.instant(date: try CivilDate(date), time: .midnight))
        })
    }
  }
}

@Suite("Interest on late payments")
struct LatePaymentTests {
  private func due(
    _ policy: CompensationPolicy, _ debt: String, days: Int64,
    from: String = "2025-06-15T12:00:00Z"
  ) throws -> Money {
    try Schemes.onTop(
      policy,
      Schemes.claim(
        policy, kind: .latePayment, at: from,
        delay: Schemes.delay(days * Schemes.day, from: from),
        ["debt": Schemes.sum(debt, policy.currency)]))
  }

  @Test(
    "the place of the rounding changes the sum",
    arguments: [
      // Printed by gov.uk: 23 pence a day, 11.50.
      ("1000.00", "8.5%", 50, "11.64", "11.50"),
      // Printed as 13.56 with "22p" a day, which would be 13.20 or, rounded, 13.80.
      ("1000.00", "8.25%", 60, "13.56", "13.80"),
      // Printed by a maker of reminders: 1.68 a day, 169.68.
      ("5000.00", "12.25%", 101, "169.49", "169.68"),
      // Printed in a forum of creditors: 8.49.
      ("262.25", "8.5%", 139, "8.49", "8.34"),
    ] as [(String, String, Int64, String, String)])
  func order(debt: String, rate: String, days: Int64, whole: String, daily: String) throws {
    #expect(
      try due(Schemes.LatePayment.policy(rate, .whole), debt, days: days) == Money(whole, .gbp))
    #expect(
      try due(Schemes.LatePayment.policy(rate, .interestOfADay), debt, days: days)
        == Money(daily, .gbp))
  }

  @Test(
    "besides there is a sum that grows with the debt",
    arguments: [
      ("999.99", "40.00"), ("1000.00", "70.00"), ("9999.99", "70.00"), ("10000.00", "100.00"),
    ] as [(String, String)])
  func fixedSum(debt: String, sum: String) throws {
    #expect(
      try due(Schemes.LatePayment.withFixedSum("8%"), debt, days: 0) == Money(sum, .gbp))
  }

  @Test("interest and sum together, as they are printed")
  func together() throws {
    #expect(
      try due(Schemes.LatePayment.withFixedSum("12.25%", .interestOfADay), "5000.00", days: 101)
        == Money("239.68", .gbp))
    #expect(
      try due(Schemes.LatePayment.withFixedSum("8.5%"), "262.25", days: 139)
        == Money("48.49", .gbp))
  }

  @Test(
    "the rate of the half-year in which it became late stays, however long it takes",
    arguments: [
      // 3,650.00 at 10 % is a pound a day; by hand: days × rate × 10 pounds, and 70.
      ("2022-06-30T22:59:59Z", 100, "8.25%", "152.50"),  // still 30 June in London
      ("2022-06-30T23:00:00Z", 100, "9.25%", "162.50"),
      ("2023-12-31T12:00:00Z", 100, "13%", "200.00"),
      ("2024-01-01T00:00:00Z", 100, "13.25%", "202.50"),
    ] as [(String, Int64, String, String)])
  func halfYears(from: String, days: Int64, rate: String, sum: String) throws {
    let policy = try Schemes.LatePayment.versions().policy(at: Instant(from))
    #expect(try due(policy, "3650.00", days: days, from: from) == Money(sum, .gbp))
    let same = try Schemes.LatePayment.withFixedSum(rate)
    #expect(try due(same, "3650.00", days: days, from: from) == Money(sum, .gbp))
  }

  @Test("European Union: 40 euros beside the interest of 365 days a year")
  func europe() throws {
    let policy = try Schemes.LatePayment.policy(
      "10.15%", in: .eur, fixed: [("6(1)", .always, "40.00")])
    #expect(try due(policy, "5000.00", days: 31) == Money("83.10", .eur))  // 43.1027
  }

  @Test("Germany: a rate that changes meanwhile is two stretches of one case, rounded once")
  func changingRate() throws {
    // § 288 BGB: 10 days at 11.15 %, 21 at 10.15 %: 15.2740 and 29.1986.
    let facts = [FactField("debt", .money(.eur)), FactField("rate", .choice(["old", "new"]))]
    let year = AccrualUnits(.exact, .elapsed(milliseconds: 365 * Schemes.day))
    let policy = try Schemes.policy(
      "late-payment", version: "2025", in: .eur, zone: "Europe/Berlin", facts: facts,
      rules: [("old", "11.15%"), ("new", "10.15%")].map { name, rate in
        Rule(
          RuleID(name), when: .equals("rate", .text(name)),
          then: AwardFormula([.base(.fact("debt")), .times(.perUnit(try Rate(rate), year))]))
      },
      settle: [.round(RoundingRule(.halfUp))])
    let claims = try [("old", 10, "2025-06-21T00:00:00Z"), ("new", 21, "2025-07-01T00:00:00Z")]
      .map { name, days, from in
        try Schemes.claim(
          policy, key: IdempotencyKey(name), kind: .latePayment, at: from,
          delay: Schemes.delay(days * Schemes.day, from: from),
          ["debt": Schemes.sum("5000.00", .eur), "rate": .text(name)])
      }
    let account = try Schemes.settle(claims, under: CompensationPolicyVersions(policy), in: .eur)
    #expect(account.standing(of: "T-1")?.compensation == (try Money("44.47", .eur)))
  }
}
