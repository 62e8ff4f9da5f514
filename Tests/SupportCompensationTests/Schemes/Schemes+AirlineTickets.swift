// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import Testing

extension Schemes {
  /// The fee of an airline for giving back a ticket, by booking class and time before departure.
  ///
  /// *General Conditions of Use of B2C Domestic Tickets of China Southern Airlines*, for tickets sold
  /// from 7 July 2017, http://www.csair.com/en/orders/order/nhb2cgnkpsytjzz/; the times include two
  /// hours. A share of the published fare of the class is kept, in whole yuan; of the lowest classes
  /// everything but the taxes. Taxes and fuel charges come back in full.
  ///
  /// Read as: of a discounted ticket no more is kept than was paid.
  enum AirlineTickets {
    static let classes = [
      "F", "J", "W", "Y", "C", "B", "M", "H", "U", "A", "L", "E", "V", "Z", "T", "N", "R", "X", "G",
    ]
    static let facts = [
      FactField("bookingClass", .choice(classes)),
      FactField("paid", .money(.cny)), FactField("publishedFare", .money(.cny)),
      FactField("taxes", .money(.cny)),
      FactField("beforeDeparture", .duration(milliseconds: (-30 * day)...(400 * day))),
    ]

    static func ladder() throws -> RefundLadder {
      func row(
        _ name: String, for classes: [String], _ late: Int64, _ early: Int64
      ) throws -> RefundLadder.Row {
        RefundLadder.Row(
          name, for: classes, last: .share(try Rate("\(late)%")),
          bands: [.init(.atLeast(milliseconds: 2 * hour), .share(try Rate("\(early)%")))])
      }
      return RefundLadder(
        "return", of: "paid", feeOf: "publishedFare", by: "bookingClass",
        before: "beforeDeparture", untouched: ["taxes"],
        rows: [
          try row("first", for: ["F", "J"], 10, 5),
          try row("full", for: ["W", "Y"], 15, 5),
          try row("business", for: ["C"], 20, 10),
          try row("high", for: ["B", "M", "H"], 30, 20),
          try row("middle", for: ["U", "A", "L"], 50, 30),
          .init(
            "low", for: ["E", "V", "Z", "T", "N", "R"], last: .everything,
            bands: [.init(.atLeast(milliseconds: 2 * hour), .share(try Rate("50%")))]),
        ],
        others: .init("special", last: .everything), rounding: RoundingRule(.halfUp, step: 100))
    }

    static func policy() throws -> CompensationPolicy {
      try Schemes.policy(
        "airline-tickets", version: "2017-07-07", in: .cny, zone: "Asia/Shanghai", facts: facts,
        rules: ladder().rules())
    }
  }
}

@Suite("Giving back an airline's ticket")
struct AirlineTicketTests {
  private func back(
    _ bookingClass: String, _ fare: String, paid: String? = nil, taxes: String = "0.00",
    minutes: Int64
  ) throws -> Money {
    let policy = try Schemes.AirlineTickets.policy()
    let claim = try Schemes.claim(
      policy,
      [
        "bookingClass": .text(bookingClass), "publishedFare": Schemes.sum(fare, .cny),
        "paid": Schemes.sum(paid ?? fare, .cny), "taxes": Schemes.sum(taxes, .cny),
        "beforeDeparture": Schemes.span(minutes * Schemes.minute),
      ])
    #expect(try Schemes.onTop(policy, claim).isZero)
    return try Schemes.back(policy, claim)
  }

  @Test(
    "the fee grows within two hours, and is the more of a cheaper class",
    arguments: [
      // By hand: the share of the fare, to whole yuan; two hours belong to the earlier band.
      ("Y", "1240.00", 120, "62.00"), ("Y", "1240.00", 60, "186.00"),
      ("Y", "1240.00", 119, "186.00"), ("Y", "1240.00", -30, "186.00"),
      ("B", "1170.00", 600, "234.00"), ("B", "1170.00", 60, "351.00"),
      ("U", "1070.00", 600, "321.00"), ("U", "1070.00", 60, "535.00"),
      ("V", "820.00", 600, "410.00"), ("V", "820.00", 60, "820.00"),
      ("X", "820.00", 6_000, "820.00"), ("G", "500.00", 60, "500.00"),
      ("Y", "1235.00", 180, "62.00"),  // 61.75
      ("Y", "1235.00", 60, "185.00"),  // 185.25
      ("F", "3000.00", 180, "150.00"), ("C", "2000.00", 30, "400.00"),
    ] as [(String, String, Int64, String)])
  func fee(bookingClass: String, fare: String, minutes: Int64, fee: String) throws {
    let expected = try Money(fare, .cny) - Money(fee, .cny)
    #expect(try back(bookingClass, fare, minutes: minutes) == expected)
  }

  @Test("taxes come back in full, and a discounted ticket pays no more than it cost")
  func taxes() throws {
    #expect(
      try back("Y", "1240.00", taxes: "50.00", minutes: 180) == Money("1228.00", .cny))
    #expect(try back("X", "820.00", taxes: "50.00", minutes: 60) == Money("50.00", .cny))
    // Half of 820 is 410, more than the 300 that were paid.
    #expect(
      try back("V", "820.00", paid: "300.00", taxes: "50.00", minutes: 180)
        == Money("50.00", .cny))
  }

  @Test("every class at every time has one rule")
  func isComplete() throws {
    let policy = try Schemes.AirlineTickets.policy()
    let table = try RuleTable("fees", schema: policy.schema, rules: policy.rules)
    let analysis = table.analysis()
    #expect(analysis.completeness == .holds)
    #expect(analysis.findings(of: .overlap).isEmpty)
    #expect(policy.rules.count == 6 * 2 + 1)
  }
}
