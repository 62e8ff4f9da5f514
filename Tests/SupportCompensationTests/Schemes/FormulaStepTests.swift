// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("Steps of a formula where one does not change for the other")
struct FormulaStepTests {
  private static let facts = [
    FactField("price", .money(.cny)), FactField("taxes", .money(.cny)),
    FactField("points", .integer(0...1_000)),
  ]

  private func policy(
    _ steps: [AwardFormula.Step], settle: [Settlement.Step] = [],
    options: CompensationOptions = CompensationOptions()
  ) throws -> CompensationPolicy {
    try Schemes.policy(
      "steps", version: "1", in: .cny, zone: "Asia/Shanghai", facts: Self.facts,
      rules: [Rule("steps", then: AwardFormula(steps))], settle: settle, options: options)
  }

  private func award(
    _ policy: CompensationPolicy, price: String = "0.00", taxes: String = "0.00",
    points: Int64 = 0
  ) throws -> Award? {
    let claim = try Schemes.claim(
      policy,
      [
        "price": Schemes.sum(price, .cny), "taxes": Schemes.sum(taxes, .cny),
        "points": .integer(points),
      ])
    return try Schemes.outcome(policy, claim).award
  }

  @Test("a sum that becomes the refund is added to what was given back before")
  func becomesRefund() throws {
    let award = try award(
      policy([
        .refund(.fact("taxes")), .base(.fact("price")), .times(.rate(Rate("50%"))),
        .becomesRefund, .add(.fact("taxes")), Schemes.exactly,
      ]), price: "100.00", taxes: "7.00")
    #expect(try award?.refund == Money("57.00", .cny))
    #expect(try award?.compensation == Money("7.00", .cny))
  }

  @Test(
    "a row of a scale begins with its value, or just above it; below the first there is nothing",
    arguments: [(0, nil), (1, 10), (100, 10), (101, 20), (199, 20), (200, 30), (1_000, 30)]
      as [(Int64, Int64?)])
  func bands(points: Int64, percent: Int64?) throws {
    let policy = try policy([
      .base(.fact("price")),
      .bands(
        AwardBands(
          of: "points",
          rows: [
            .init(from: .excluding(0), .rate(Rate("10%"))),
            .init(from: .excluding(100), .rate(Rate("20%"))),
            .init(from: .including(200), .rate(Rate("30%"))),
          ])), Schemes.exactly,
    ])
    #expect(
      try award(policy, price: "100.00", points: points)?.compensation
        == percent.map { Money(minorUnits: $0 * 100, currency: .cny) })
  }

  @Test(
    "slices give each its rate of what lies in it",
    arguments: [
      // By hand: nothing of the first 100, 10 % of the next 400, 5 % of the rest.
      ("100.00", nil), ("100.10", "0.01"), ("500.00", "40.00"), ("500.20", "40.01"),
      ("1500.00", "90.00"),
    ] as [(String, String?)])
  func slices(price: String, sum: String?) throws {
    let policy = try policy([
      .bands(
        AwardBands(
          of: "price", .slices,
          rows: [
            .init(from: .including(Schemes.sum("100.00", .cny)), .rate(Rate("10%"))),
            .init(from: .including(Schemes.sum("500.00", .cny)), .rate(Rate("5%"))),
          ])), Schemes.exactly,
    ])
    let expected = try sum.map { try Money($0, .cny) }
    #expect(try award(policy, price: price)?.compensation == expected)
  }

  @Test("a policy that never rounds is refused; a penalty rounds by itself")
  func rounding() throws {
    let steps: [AwardFormula.Step] = [.base(.fact("price")), .times(.rate(try Rate("1/3")))]
    let round = Settlement.Step.round(RoundingRule(.halfUp))
    let error = try #require(throws: DocumentError.self) { try policy(steps) }
    #expect(error.problems.map(\.path) == ["rules[0].then"])
    let third = try award(policy(steps, settle: [round]), price: "100.00")
    #expect(try third?.compensation == Money("33.33", .cny))
    let penalty = PaymentTerms(
      within: .calendarDays(10), penalty: AwardFormula([.times(.rate(try Rate("1/3")))]))
    let other = try #require(throws: DocumentError.self) {
      try policy(steps, settle: [round], options: CompensationOptions(payment: penalty))
    }
    #expect(other.problems.map(\.path) == ["payment.penalty"])
  }

  @Test("a sum that has to be exact and is not is an error, never rounded by chance")
  func inexact() throws {
    let policy = try policy([
      .base(.fact("price")), .times(.rate(Rate("1/3"))), Schemes.exactly,
    ])
    #expect(try award(policy, price: "3.00")?.compensation == Money("1.00", .cny))
    let error = try #require(throws: AwardError.self) { try award(policy, price: "1.00") }
    guard case .money(.inexact, "steps") = error else {
      Issue.record("\(error)")
      return
    }
  }

  @Test(
    "what is carried forward is paid when it reaches the sum, not above it",
    arguments: [("3.99", 0), ("4.00", 400), ("4.01", 401)] as [(String, Int64)])
  func carried(price: String, paid: Int64) throws {
    let policy = try policy(
      [.base(.fact("price")), Schemes.exactly],
      options: CompensationOptions(
        payment: PaymentTerms(carriedBelow: Money("4.00", .cny))))
    let claim = try Schemes.claim(policy, ["price": Schemes.sum(price, .cny)])
    let account = try Schemes.settle(
      [claim], under: CompensationPolicyVersions(policy), in: .cny)
    #expect(account.payouts.reduce(0) { $0 + $1.compensation.minorUnits } == paid)
  }
}
