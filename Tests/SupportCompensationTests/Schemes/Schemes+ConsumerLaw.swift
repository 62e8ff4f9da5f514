// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import Testing

extension Schemes {
  /// What a seller who deceived, or sold unsafe food, pays in China beside the price.
  ///
  /// - *Law on the Protection of Consumer Rights and Interests* (消费者权益保护法), article 55(1), as amended
  ///   on 25 October 2013, in force 15 March 2014, https://flk.npc.gov.cn: on fraud the compensation is
  ///   increased by three times the price, by 500 yuan if that is less. Before, article 49: by once the
  ///   price.
  /// - *Food Safety Law* (食品安全法), article 148(2), as revised on 24 April 2015, in force 1 October 2015:
  ///   ten times the price or three times the loss, 1,000 yuan if that is less. Before, article 96 of
  ///   2009: ten times the price.
  ///
  /// Read as: the price comes back besides, and so does the loss, which is no matter of a rule; of ten
  /// times the price and three times the loss the consumer takes the more. The law is that of the day
  /// of the purchase (semantics C6): each rule says from when until when it holds.
  enum ConsumerLaw {
    static let facts = [
      FactField("wrong", .choice(["fraud", "unsafeFood"])), FactField("price", .money(.cny)),
      FactField("loss", .money(.cny)),
    ]

    static func rules() throws -> [Rule<AwardFormula>] {
      let (fraud, food) = (
        Condition.equals("wrong", "fraud"), Condition.equals("wrong", "unsafeFood")
      )
      let (in2014, in2015) = (try CivilDate("2014-03-15"), try CivilDate("2015-10-01"))
      let tenTimes = AwardAmount.share(try Rate("10"), of: "price")
      return [
        Rule(
          "55", when: fraud,
          then: AwardFormula([
            .refund(.fact("price")), .base(.share(try Rate("3"), of: "price")),
            .atLeast(.money(try Money("500.00", .cny))), exactly,
          ]), from: in2014),
        Rule(
          "49", when: fraud,
          then: AwardFormula([.refund(.fact("price")), .base(.fact("price")), exactly]),
          until: in2014),
        Rule(
          "148", when: food,
          then: AwardFormula([
            .refund(.fact("price")), .base(tenTimes),
            .atLeast(.share(try Rate("3"), of: "loss")),
            .atLeast(.money(try Money("1000.00", .cny))), exactly,
          ]), from: in2015),
        Rule(
          "96", when: food,
          then: AwardFormula([.refund(.fact("price")), .base(tenTimes), exactly]),
          until: in2015),
      ]
    }

    static func policy(_ mode: Stacking.Mode = .sum) throws -> CompensationPolicy {
      try CompensationPolicy(
        "consumer-law", version: "2015", currency: .cny,
        zone: Schemes.zone("Asia/Shanghai"), facts: facts, rules: rules(),
        settlement: Settlement([.stack(Stacking(mode, refunds: .sum))]))
    }
  }
}

@Suite("Punitive compensation in China")
struct ConsumerLawTests {
  private func award(
    _ wrong: String, _ price: String, loss: String = "0.00", at: String = "2025-06-15T12:00:00Z"
  ) throws -> Award {
    let policy = try Schemes.ConsumerLaw.policy()
    let claim = try Schemes.claim(
      policy, at: at, now: "2026-01-01T00:00:00Z",
      [
        "wrong": .text(wrong), "price": Schemes.sum(price, .cny), "loss": Schemes.sum(loss, .cny),
      ])
    return try #require(Schemes.outcome(policy, claim).award)
  }

  @Test(
    "fraud: three times the price, 500 at least, and the price itself",
    arguments: [
      ("200.00", "600.00", "800.00"),  // printed in guides to article 55
      ("150.00", "500.00", "650.00"),  // the same
      ("166.66", "500.00", "666.66"), ("166.67", "500.01", "666.68"), ("0.01", "500.00", "500.01"),
    ] as [(String, String, String)])
  func fraud(price: String, increase: String, total: String) throws {
    let award = try award("fraud", price)
    #expect(try award.compensation == Money(increase, .cny))
    #expect(try award.total() == Money(total, .cny))
  }

  @Test(
    "unsafe food: the more of ten times the price and three times the loss, 1,000 at least",
    arguments: [
      // The Supreme People's Court, typical cases of 30 November 2023, no. 4: 46 eggs for 101.20.
      ("101.20", "0.00", "1012.00"),
      ("13.20", "0.00", "1000.00"), ("100.00", "0.00", "1000.00"), ("100.01", "0.00", "1000.10"),
      ("50.00", "2000.00", "6000.00"), ("50.00", "333.33", "1000.00"),
      ("50.00", "333.34", "1000.02"),
    ] as [(String, String, String)])
  func food(price: String, loss: String, increase: String) throws {
    #expect(
      try award("unsafeFood", price, loss: loss).compensation == Money(increase, .cny))
  }

  @Test(
    "the law of the day of the purchase holds, by the clocks of China",
    arguments: [
      ("fraud", "20.00", "2014-03-14T15:59:59Z", "49", "20.00"),  // 14 March, 23:59:59
      ("fraud", "20.00", "2014-03-14T16:00:00Z", "55", "500.00"),
      ("unsafeFood", "20.00", "2015-09-30T15:59:59Z", "96", "200.00"),
      ("unsafeFood", "20.00", "2015-09-30T16:00:00Z", "148", "1000.00"),
    ] as [(String, String, String, RuleID, String)])
  func dates(wrong: String, price: String, at: String, rule: RuleID, increase: String) throws {
    let award = try award(wrong, price, at: at)
    #expect(award.rule == rule)
    #expect(try award.compensation == Money(increase, .cny))
  }

  @Test("46 eggs on 46 receipts: what is one cause makes the sum, so the desk adds the prices up")
  func eggs() throws {
    func paid(_ mode: Stacking.Mode) throws -> Money? {
      let policy = try Schemes.ConsumerLaw.policy(mode)
      let claims = try (1...46).map {
        try Schemes.claim(
          policy, key: IdempotencyKey("receipt \($0)"),
          [
            "wrong": "unsafeFood", "price": Schemes.sum("2.20", .cny),
            "loss": Schemes.sum("0.00", .cny),
          ])
      }
      let account = try Schemes.settle(
        claims, under: CompensationPolicyVersions(policy), in: .cny)
      #expect(account.standing(of: "T-1")?.refund == (try Money("101.20", .cny)))
      return account.standing(of: "T-1")?.compensation
    }
    // What the buyer wanted, and was refused.
    #expect(try paid(.sum) == Money("46000.00", .cny))
    #expect(try paid(.highest) == Money("1000.00", .cny))
    // What the court gave: one cause with the prices of all receipts.
    #expect(try award("unsafeFood", "101.20").total() == Money("1113.20", .cny))
  }
}
