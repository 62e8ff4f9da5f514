// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

extension Schemes {
  /// What passengers of an airline get in the European Union.
  ///
  /// Regulation (EC) No 261/2004 of 11 February 2004, Official Journal L 46 of 17 February 2004, page 1,
  /// in force since 17 February 2005, https://eur-lex.europa.eu/eli/reg/2004/261/oj: articles 5(1)(c) and
  /// 5(3) (when nothing is due), 7(1) (250, 400 and 600 euros), 7(2) (half of it), 10(2) (a lower class).
  /// That a delay of three hours counts like a cancellation: Court of Justice, C-402/07 and C-432/07
  /// *Sturgeon*, 19 November 2009, paragraphs 61 and 63. That the price of article 10(2) is that of
  /// the one flight: C-255/15 *Mennens*, 22 June 2016.
  ///
  /// Read as: two weeks and seven days are 14 and 7 times 24 hours; of a delay only the longest flights
  /// are halved, and below four hours as the Court says, not at four.
  enum AirPassengers {
    static let facts = [
      FactField("event", .choice(["cancelled", "late", "deniedBoarding"])),
      FactField("km", .integer(1...20_100, unit: "km")),
      FactField("withinUnion", .boolean),
      FactField("extraordinary", .boolean),
      FactField("rerouted", .boolean),
      FactField("notice", .duration(milliseconds: 0...(400 * day)), isOptional: true),
      FactField("leavesEarlier", .duration(milliseconds: 0...(30 * day)), isOptional: true),
    ]

    /// What article 7 calls (a), (b) and (c): how far, for how much, and the delay of an arrival on
    /// another flight up to which it may be halved.
    private static let distances: [(name: String, when: Condition, euros: Int64, hours: Int64)] = [
      ("a", .atMost("km", 1_500), 250, 2),
      (
        "b", .above("km", 1_500) && (.equals("withinUnion", true) || .atMost("km", 3_500)), 400, 3
      ),
      ("c", .above("km", 3_500) && .equals("withinUnion", false), 600, 4),
    ]

    private static let nothing = AwardFormula([.round(RoundingRule(.exact))])

    private static func exemptions() -> [Rule<AwardFormula>] {
      let cancelled = Condition.equals("event", "cancelled")
      let rerouted = cancelled && .equals("rerouted", true)
      return [
        Rule(
          "5(3)", when: .isOneOf("event", ["cancelled", "late"]) && .equals("extraordinary", true),
          then: nothing),
        Rule("5(1)(c)(i)", when: cancelled && .atLeast("notice", span(14 * day)), then: nothing),
        Rule(
          "5(1)(c)(ii)",
          when: rerouted && .atLeast("notice", span(7 * day))
            && .atMost("leavesEarlier", span(2 * hour)) && .below("delay", span(4 * hour)),
          then: nothing),
        Rule(
          "5(1)(c)(iii)",
          when: rerouted && .below("notice", span(7 * day))
            && .atMost("leavesEarlier", span(hour)) && .below("delay", span(2 * hour)),
          then: nothing),
        Rule(
          "Sturgeon", when: .equals("event", "late") && .below("delay", span(3 * hour)),
          then: nothing),
      ]
    }

    /// The policy of an airline that makes use of article 7(2), or not: it *may* halve.
    static func policy(halves: Bool = true) throws -> CompensationPolicy {
      let half = try Rate("50%")
      var rules = exemptions()
      for distance in distances {
        let amount = AwardFormula.Step.base(
          .money(Money(minorUnits: distance.euros * 100, currency: .eur)))
        if halves {
          let isSoon =
            !.equals("event", "late") && .equals("rerouted", true)
            && .atMost("delay", span(distance.hours * hour))
          let isShortDelay =
            .equals("event", "late") && .below("delay", span(distance.hours * hour))
          rules.append(
            Rule(
              RuleID("7(2)(\(distance.name))"),
              when: distance.when && (distance.name == "c" ? isSoon || isShortDelay : isSoon),
              then: AwardFormula([amount, .times(.rate(half)), exactly])))
        }
        rules.append(
          Rule(
            RuleID("7(1)(\(distance.name))"), when: distance.when,
            then: AwardFormula([amount, exactly])))
      }
      return try Schemes.policy(
        "air-passengers", version: "2004", in: .eur, zone: "Europe/Brussels", facts: facts,
        rules: rules)
    }

    /// Article 10(2): placed in a lower class, a share of the price of the flight comes back.
    static func downgrade() throws -> CompensationPolicy {
      try Schemes.policy(
        "downgrade", version: "2004", in: .eur, zone: "Europe/Brussels",
        facts: facts + [FactField("price", .money(.eur))],
        rules: zip(distances, ["30%", "50%", "75%"]).map { distance, share in
          Rule(
            RuleID("10(2)(\(distance.name))"), when: distance.when,
            then: AwardFormula([
              .refund(.share(try Rate(share), of: "price")), .round(RoundingRule(.halfEven)),
            ]))
        })
    }
  }
}

@Suite("Passengers of an airline in the European Union")
struct AirPassengerTests {
  private func late(
    _ km: Int64, _ minutes: Int64, union: Bool = false, halves: Bool = true,
    extraordinary: Bool = false
  ) throws -> Money {
    let policy = try Schemes.AirPassengers.policy(halves: halves)
    return try Schemes.onTop(
      policy,
      Schemes.claim(
        policy, delay: Schemes.delay(minutes * Schemes.minute),
        [
          "event": "late", "km": .integer(km), "withinUnion": .boolean(union),
          "extraordinary": .boolean(extraordinary), "rerouted": false,
        ]))
  }

  @Test(
    "a delay of three hours pays by distance; of the longest flights half of it below four",
    arguments: [
      (1_400, 190, false, 250), (1_400, 179, false, 0), (1_400, 180, false, 250),
      (1_500, 200, false, 250), (1_501, 200, false, 400), (3_500, 239, false, 400),
      (3_501, 239, false, 300), (6_000, 239, false, 300), (6_000, 240, false, 600),
      (6_000, 241, false, 600), (2_000, 180, false, 400),
      (4_700, 200, true, 400),  // within the Union there is no third distance
      (1_400, 200, true, 250),
    ] as [(Int64, Int64, Bool, Int64)])
  func late(km: Int64, minutes: Int64, union: Bool, euros: Int64) throws {
    #expect(
      try late(km, minutes, union: union) == Money(minorUnits: euros * 100, currency: .eur))
  }

  @Test("an airline that does not halve pays the whole; extraordinary circumstances nothing")
  func choice() throws {
    #expect(try late(6_000, 239, halves: false) == Money("600.00", .eur))
    #expect(try late(6_000, 300, extraordinary: true) == Money("0.00", .eur))
  }

  @Test(
    "a cancellation: how long before it was told, and how the other flight leaves and arrives",
    arguments: [
      // By hand: km, notice in days, minutes earlier, minutes later, euros.
      (2_000, 14, 600, 600, 0),  // (i)
      (2_000, 10, 90, 210, 0),  // (ii) holds
      (2_000, 10, 120, 240, 400),  // "less than four hours" fails; more than three, not halved
      (2_000, 10, 121, 100, 200),  // leaves too early; halved
      (2_000, 5, 0, 150, 200),  // (iii) fails; halved
      (1_400, 5, 70, 110, 125),  // leaves too early; halved
      (1_400, 5, 60, 119, 0), (1_400, 5, 60, 120, 125), (1_400, 5, 60, 121, 250),
      (2_000, 5, 0, 180, 200), (2_000, 5, 0, 181, 400), (6_000, 5, 0, 240, 300),
      (6_000, 5, 0, 241, 600),
    ] as [(Int64, Int64, Int64, Int64, Int64)])
  func cancelled(km: Int64, notice: Int64, earlier: Int64, later: Int64, euros: Int64) throws {
    let policy = try Schemes.AirPassengers.policy()
    let claim = try Schemes.claim(
      policy, delay: Schemes.delay(later * Schemes.minute),
      [
        "event": "cancelled", "km": .integer(km), "withinUnion": false, "extraordinary": false,
        "rerouted": true, "notice": Schemes.span(notice * Schemes.day),
        "leavesEarlier": Schemes.span(earlier * Schemes.minute),
      ])
    #expect(
      try Schemes.onTop(policy, claim) == Money(minorUnits: euros * 100, currency: .eur))
  }

  @Test("without another flight the whole is due, and nobody has to know how late it would be")
  func notRerouted() throws {
    let policy = try Schemes.AirPassengers.policy()
    let claim = try Schemes.claim(
      policy,
      [
        "event": "cancelled", "km": 2_000, "withinUnion": false, "extraordinary": false,
        "rerouted": false, "notice": Schemes.span(5 * Schemes.day),
      ])
    #expect(try Schemes.outcome(policy, claim).award?.rule == "7(1)(b)")
  }

  @Test("denied boarding knows no extraordinary circumstances")
  func deniedBoarding() throws {
    let policy = try Schemes.AirPassengers.policy()
    let claim = try Schemes.claim(
      policy, delay: Schemes.delay(3 * Schemes.hour),
      [
        "event": "deniedBoarding", "km": 2_000, "withinUnion": false, "extraordinary": true,
        "rerouted": true,
      ])
    #expect(try Schemes.onTop(policy, claim) == Money("200.00", .eur))
  }

  @Test(
    "a lower class gives back a share of the price by distance",
    arguments: [
      (1_200, "180.00", "54.00"), (2_300, "399.90", "199.95"),
      (7_000, "2345.67", "1759.25"),  // 1,759.2525
      // Mennens: 5,000 of 16,000 km of a ticket of 2,000.00 are 625.00.
      (5_000, "625.00", "468.75"),
    ] as [(Int64, String, String)])
  func downgrade(km: Int64, price: String, back: String) throws {
    let policy = try Schemes.AirPassengers.downgrade()
    let claim = try Schemes.claim(
      policy, ["km": .integer(km), "withinUnion": false, "price": Schemes.sum(price, .eur)])
    #expect(try Schemes.back(policy, claim) == Money(back, .eur))
    #expect(try Schemes.onTop(policy, claim) == Money("0.00", .eur))
  }
}
