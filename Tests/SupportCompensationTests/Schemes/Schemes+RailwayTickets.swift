// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import Testing

extension Schemes {
  /// The fee for giving back a ticket of China's railways (退票费).
  ///
  /// Notice 退票须知 of the railways' ticket office, https://www.12306.cn; the ladder since 1 September
  /// 2013, the step of half a yuan since October 2013. Eight days or more before departure nothing is
  /// kept, from 48 hours on 5 %, from 24 hours on 10 %, then 20 %. Below a quarter of a yuan the rest is
  /// dropped, from there to below three quarters it is half a yuan, else one; where a fee is kept it
  /// is at least two yuan.
  ///
  /// Read as: days are 24 hours; the least fee comes after the rounding. Earlier notices had 15 days
  /// in place of 8, as "more than".
  enum RailwayTickets {
    static let facts = [
      FactField("price", .money(.cny)),
      FactField("beforeDeparture", .duration(milliseconds: (-30 * day)...(400 * day))),
    ]

    static func ladder(isEarlierNotice: Bool = false) throws -> RefundLadder {
      RefundLadder(
        "return", of: "price", before: "beforeDeparture",
        others: .init(
          "ticket", last: .share(try Rate("20%")),
          bands: [
            .init(.atLeast(milliseconds: 24 * hour), .share(try Rate("10%"))),
            .init(.atLeast(milliseconds: 48 * hour), .share(try Rate("5%"))),
            .init(
              isEarlierNotice
                ? .moreThan(milliseconds: 15 * day) : .atLeast(milliseconds: 8 * day), .nothing),
          ]),
        rounding: RoundingRule(.halfUp, step: 50), least: try Money("2.00", .cny))
    }

    static func policy(isEarlierNotice: Bool = false) throws -> CompensationPolicy {
      try Schemes.policy(
        "railway-tickets", version: "2013", in: .cny, zone: "Asia/Shanghai", facts: facts,
        rules: ladder(isEarlierNotice: isEarlierNotice).rules())
    }
  }
}

@Suite("Giving back a railway ticket in China")
struct RailwayTicketTests {
  /// The fee is the price less what is given back.
  private func fee(
    _ price: String, hours: Int64, isEarlierNotice: Bool = false, plus milliseconds: Int64 = 0
  ) throws -> Money {
    let policy = try Schemes.RailwayTickets.policy(isEarlierNotice: isEarlierNotice)
    let claim = try Schemes.claim(
      policy,
      [
        "price": Schemes.sum(price, .cny),
        "beforeDeparture": Schemes.span(hours * Schemes.hour + milliseconds),
      ])
    #expect(try Schemes.onTop(policy, claim).isZero)
    return try Money(price, .cny) - Schemes.back(policy, claim)
  }

  @Test(
    "the fee is a share of the price to half a yuan, two yuan at least",
    arguments: [
      ("106.00", 72, "5.50"),  // printed: exercise 1102 of the judge of Zhengzhou's ZZULI; 5.30
      ("553.00", 100, "27.50"),  // 27.65
      ("553.00", 30, "55.50"),  // 55.30
      ("553.00", 2, "110.50"),  // 110.60
      ("55.00", 50, "3.00"),  // 2.75: three quarters go up
      ("45.00", 50, "2.50"),  // 2.25: a quarter goes up
      ("44.50", 50, "2.00"),  // 2.225 goes down
      ("54.50", 50, "2.50"),  // 2.725 goes down
      ("24.50", 50, "2.00"),  // 1.225 to 1.00, which is less than two
      ("1.50", 2, "1.50"),  // the least fee takes no more than the price
      ("0.00", 2, "0.00"),
    ] as [(String, Int64, String)])
  func fee(price: String, hours: Int64, fee: String) throws {
    #expect(try self.fee(price, hours: hours) == Money(fee, .cny))
  }

  @Test(
    "a band begins with its first hour",
    arguments: [
      (192, 0, "0.00"), (192, -1, "27.50"), (191, 0, "27.50"), (48, 0, "27.50"),
      (48, -1, "55.50"), (47, 0, "55.50"), (24, 0, "55.50"), (24, -1, "110.50"),
      (23, 0, "110.50"), (0, 0, "110.50"), (-5, 0, "110.50"),
    ] as [(Int64, Int64, String)])
  func edges(hours: Int64, milliseconds: Int64, fee: String) throws {
    #expect(
      try self.fee("553.00", hours: hours, plus: milliseconds) == Money(fee, .cny))
  }

  @Test(
    "more than fifteen days, as it was before, does not hold at fifteen",
    arguments: [(0, "27.50"), (1, "0.00")] as [(Int64, String)])
  func earlierNotice(milliseconds: Int64, fee: String) throws {
    #expect(
      try self.fee("553.00", hours: 360, isEarlierNotice: true, plus: milliseconds)
        == Money(fee, .cny))
  }

  @Test("no ticket falls between two bands or into two")
  func isComplete() throws {
    let policy = try Schemes.RailwayTickets.policy()
    let table = try RuleTable("fees", schema: policy.schema, rules: policy.rules)
    let analysis = table.analysis()
    #expect(analysis.completeness == .holds)
    #expect(analysis.findings(of: .overlap).isEmpty)
  }
}
