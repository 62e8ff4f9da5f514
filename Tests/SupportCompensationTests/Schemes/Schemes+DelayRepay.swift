// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

extension Schemes {
  /// What passengers of a late train get in Great Britain.
  ///
  /// *Delay Repay* in the charters of the train companies, for example CrossCountry's page "How is Delay
  /// Repay calculated", and c2c's on tickets, https://www.c2c-online.co.uk/help_centre/compensation/; for
  /// rovers https://www.nationalrail.co.uk/tickets-railcards-and-offers/ticket-types/ranger-and-rover-tickets/.
  /// From 15 minutes on 25 % of a single ticket (not at companies that begin with 30 minutes), from 30
  /// minutes 50 %, from 60 minutes all of it; of a return ticket half counts as a single, and from 120
  /// minutes on all of it comes back. A season ticket is 10 journeys a week, 40 a month, 464 a year; a
  /// rover of three days is six.
  ///
  /// Read as: a penny is rounded half up, but the price of a journey of a rover up, as the one example
  /// that is printed has it.
  enum DelayRepay {
    static let facts = [
      FactField("ticket", .choice(["single", "return", "week", "month", "year", "rover3"])),
      FactField("price", .money(.gbp)),
    ]

    private static func bands(_ rates: [(minutes: Int64, rate: String)]) throws -> AwardBands {
      AwardBands(
        of: "delay",
        rows: try rates.map {
          .init(from: .including(span($0.minutes * minute)), .rate(try Rate($0.rate)))
        })
    }

    static func policy(from15Minutes: Bool = true) throws -> CompensationPolicy {
      let first = from15Minutes ? [(minutes: 15 as Int64, rate: "25%")] : []
      let single = try bands(first + [(30, "50%"), (60, "100%")])
      let halves = from15Minutes ? [(minutes: 15 as Int64, rate: "12.5%")] : []
      let both = try bands(halves + [(30, "25%"), (60, "50%"), (120, "100%")])
      func journey(
        _ ticket: String, one part: String, rounded: [AwardFormula.Step] = []
      ) throws -> Rule<AwardFormula> {
        Rule(
          RuleID(ticket), when: .equals("ticket", .text(ticket)),
          then: AwardFormula(
            [.base(.share(try Rate(part), of: "price"))] + rounded + [.bands(single), toCents]))
      }
      return try Schemes.policy(
        "delay-repay", version: "2016", in: .gbp, zone: "Europe/London", facts: facts,
        rules: [
          journey("single", one: "1"), journey("week", one: "1/10"),
          journey("month", one: "1/40"), journey("year", one: "1/464"),
          journey("rover3", one: "1/6", rounded: [.round(RoundingRule(.up))]),
          Rule(
            "return", when: .equals("ticket", "return"),
            then: AwardFormula([.base(.fact("price")), .bands(both), toCents])),
        ])
    }
  }

  /// What passengers of a late train get in the European Union.
  ///
  /// Regulation (EU) 2021/782 of 29 April 2021, Official Journal L 172 of 17 May 2021, page 1, applies from 7
  /// June 2023, https://eur-lex.europa.eu/eli/reg/2021/782/oj: article 19(1), from 60 minutes on 25 % of
  /// the price, from 120 minutes 50 %; article 19(8), a company may pay nothing where a ticket gives
  /// less than 4 euros. Article 19(2) lets companies say what passes are paid: in Germany a flat sum a
  /// delay, 1.50 for the Deutschlandticket, up to a quarter of the month's price, and small sums
  /// gather until they are four euros.
  enum EURail {
    /// Whether the least sum is compared before the rounding or after it; the text does not say.
    enum Order: CaseIterable { case roundedFirst, comparedFirst }

    static func policy(_ order: Order = .roundedFirst) throws -> CompensationPolicy {
      let least = Settlement.Step.minimum(try Money("4.00", .eur))
      let round = Settlement.Step.round(RoundingRule(.halfUp))
      return try Schemes.policy(
        "eu-rail", version: "2021", in: .eur, zone: "Europe/Berlin",
        facts: [FactField("price", .money(.eur))],
        rules: [
          Rule(
            "19(1)",
            then: AwardFormula([
              .base(.fact("price")),
              .bands(
                AwardBands(
                  of: "delay",
                  rows: [
                    .init(from: .including(span(60 * minute)), .rate(try Rate("25%"))),
                    .init(from: .including(span(120 * minute)), .rate(try Rate("50%"))),
                  ])),
            ]))
        ],
        settle: order == .roundedFirst ? [round, least] : [least, round])
    }

    /// The pass of a month: the customer's claims of one month are cut to a quarter of its price.
    static func pass() throws -> CompensationPolicy {
      try Schemes.policy(
        "deutschlandticket", version: "2025", in: .eur, zone: "Europe/Berlin", facts: [],
        rules: [
          Rule(
            "flat", when: .atLeast("delay", span(60 * minute)),
            then: AwardFormula([.base(.money(try Money("1.50", .eur))), exactly]))
        ],
        settle: [.cap("quarter")],
        caps: [
          AwardCap(
            "quarter", try Money("14.50", .eur), .perCustomer, .calendarMonth,
            covers: .compensationOnly, counts: [.cash])
        ],
        options: CompensationOptions(
          payment: PaymentTerms(carriedBelow: try Money("4.00", .eur))))
    }
  }
}

@Suite("Late trains")
struct DelayRepayTests {
  private func repaid(
    _ ticket: String, _ price: String, minutes: Int64, from15Minutes: Bool = true
  ) throws -> Money {
    let policy = try Schemes.DelayRepay.policy(from15Minutes: from15Minutes)
    return try Schemes.onTop(
      policy,
      Schemes.claim(
        policy, delay: Schemes.delay(minutes * Schemes.minute),
        ["ticket": .text(ticket), "price": Schemes.sum(price, .gbp)]))
  }

  @Test(
    "Great Britain: a share of the journey by how late it was",
    arguments: [
      // Printed by National Rail: 50.00 in 6 journeys is 8.34, a quarter of it 2.09.
      ("rover3", "50.00", 22, "2.09"),
      // By hand.
      ("single", "23.45", 20, "5.86"),  // 5.8625
      ("single", "23.45", 14, "0.00"), ("single", "23.45", 15, "5.86"),
      ("single", "23.45", 29, "5.86"), ("single", "23.45", 30, "11.73"),  // 11.725
      ("single", "23.45", 60, "23.45"), ("single", "23.45", 300, "23.45"),
      ("return", "50.00", 20, "6.25"), ("return", "50.00", 60, "25.00"),
      ("return", "50.00", 119, "25.00"), ("return", "50.00", 130, "50.00"),
      ("year", "4640.00", 45, "5.00"), ("year", "5432.00", 45, "5.85"),  // 5.85345
      ("month", "322.60", 16, "2.02"),  // 2.01625
      ("week", "84.00", 61, "8.40"),
    ] as [(String, String, Int64, String)])
  func delayRepay(ticket: String, price: String, minutes: Int64, sum: String) throws {
    #expect(try repaid(ticket, price, minutes: minutes) == Money(sum, .gbp))
  }

  @Test(
    "Great Britain: companies that begin with half an hour",
    arguments: [("single", 29, "0.00"), ("single", 30, "5.00"), ("return", 29, "0.00")]
      as [(String, Int64, String)])
  func from30Minutes(ticket: String, minutes: Int64, sum: String) throws {
    #expect(
      try repaid(ticket, "10.00", minutes: minutes, from15Minutes: false) == Money(sum, .gbp))
  }

  private func eu(
    _ price: String, minutes: Int64, _ order: Schemes.EURail.Order = .roundedFirst
  ) throws -> Money {
    let policy = try Schemes.EURail.policy(order)
    return try Schemes.onTop(
      policy,
      Schemes.claim(
        policy, delay: Schemes.delay(minutes * Schemes.minute),
        ["price": Schemes.sum(price, .eur)]))
  }

  @Test(
    "European Union: a quarter, then half of the price, nothing below four euros",
    arguments: [
      ("79.00", 105, "19.75"), ("152.00", 130, "76.00"), ("39.50", 105, "9.88"),  // 9.875
      ("10.00", 70, "0.00"), ("16.00", 60, "4.00"), ("100.00", 59, "0.00"),
      ("100.00", 119, "25.00"), ("100.00", 120, "50.00"),
    ] as [(String, Int64, String)])
  func euRail(price: String, minutes: Int64, sum: String) throws {
    for order in Schemes.EURail.Order.allCases {
      #expect(try eu(price, minutes: minutes, order) == Money(sum, .eur))
    }
  }

  @Test("European Union: 3.9975 euros are four when rounded, and less than four before")
  func order() throws {
    #expect(try eu("15.99", minutes: 60, .roundedFirst) == Money("4.00", .eur))
    #expect(try eu("15.99", minutes: 60, .comparedFirst) == Money("0.00", .eur))
    // What is too little was not withheld by a cap.
    let policy = try Schemes.EURail.policy(.comparedFirst)
    let claim = try Schemes.claim(
      policy, delay: Schemes.delay(60 * Schemes.minute), ["price": Schemes.sum("15.99", .eur)])
    #expect(try Schemes.outcome(policy, claim).award?.withheld.isZero == true)
  }

  @Test("Germany: the delays of a pass gather until they are four euros, to a quarter of its price")
  func pass() throws {
    let policy = try Schemes.EURail.pass()
    var account = CompensationAccount(of: "customer", in: .eur)
    var paid: [Int64] = []
    for number in 1...11 {
      let at = "2025-06-\(number < 10 ? "0" : "")\(number)T12:00:00Z"
      let claim = try Schemes.claim(
        policy, key: IdempotencyKey("d\(number)"), of: TicketID("T-\(number)"), at: at,
        delay: Schemes.delay(80 * Schemes.minute, from: at))
      try account.perform(.claim(claim), by: .system, at: claim.at, under: policy)
      paid.append(account.payouts.reduce(0) { $0 + $1.compensation.minorUnits })
    }
    // 1.50 a delay; 4.50 with the third; the tenth leaves 1.00 of 14.50, the eleventh nothing.
    #expect(paid == [0, 0, 450, 450, 450, 900, 900, 900, 1_350, 1_350, 1_350])
    // The rest of 1.00 waits; when the pass ends it is paid all the same.
    try account.perform(
      .payCarried, by: .system, at: Instant("2025-07-01T00:00:00Z"), under: policy)
    #expect(account.payouts.reduce(0) { $0 + $1.compensation.minorUnits } == 1_450)
  }
}
