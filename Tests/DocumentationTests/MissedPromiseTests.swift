// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

/// The article "From missed promise to payment", run; what it prints stands there word for word.
@Suite("Documentation: from missed promise to payment")
struct MissedPromiseTests {
  static let article = QuotationTests.root.appending(
    path: "Sources/SupportKit/SupportKit.docc/FromMissedPromiseToPayment.md")

  /// Whether a listing stands in the article.
  static func isPrinted(_ text: String) throws -> Bool {
    let isPrinted = try String(contentsOf: article, encoding: .utf8).contains(text)
    if !isPrinted { print(text) }
    return isPrinted
  }

  static func policy() throws -> CompensationPolicy {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    let round = AwardFormula.Step.round(RoundingRule(.halfEven))
    let policy = try CompensationPolicy(
      "desk", version: "2025-05", currency: .cny, zone: zone,
      facts: [
        FactField("fault", .choice(["none", "minor", "heavyLoss"]), isOptional: true),
        FactField("paid", .money(.cny), isOptional: true),
        FactField("serviceFee", .money(.cny), isOptional: true),
      ],
      rules: [
        Rule(
          "overdue", when: .equals("cause", "missedPromise"),
          then: AwardFormula(
            [
              .accrue(
                .money(Money("1.00", .cny)),
                per: AccrualUnits(.started, .elapsed(milliseconds: 3_600_000)))
            ],
            group: "overtime")),
        Rule(
          "heavyLoss", when: .equals("fault", "heavyLoss"),
          then: AwardFormula([
            .refund(.fact("paid")), .base(.fact("paid")), .times(.rate(Rate("20%"))), round,
          ])),
        Rule(
          "minorFault", when: .equals("fault", "minor"),
          then: AwardFormula([.base(.fact("serviceFee")), .times(.rate(Rate("10%"))), round])),
      ],
      settlement: Settlement([
        .stack(Stacking(.highest, adding: ["overtime"])), .cap("case"), .cap("year"),
        .round(RoundingRule(.halfEven)),
      ]),
      caps: [
        AwardCap(
          "case", Money("5000.00", .cny), .perCase, .lifetime,
          covers: .compensationOnly, counts: [.cash, .credit]),
        AwardCap(
          "year", Money("100000.00", .cny), .perCustomer, .calendarYear,
          covers: .compensationOnly, counts: [.cash, .credit]),
      ],
      options: CompensationOptions(
        payment: PaymentTerms(within: .hours(72)), arbitration: .equals("fault", "heavyLoss")))
    return policy
  }

  @Test("a missed promise is paid by the hour, a heavy loss up to the cap, and a dispute lifts it")
  func story() throws {
    let policy = try Self.policy()
    let zone = policy.zone
    let missedAt = try Instant("2025-05-18 10:00", in: zone)
    let cause = Cause(
      key: "T-1/resolution", .missedPromise, of: "T-1", at: missedAt,
      delay: try Cause.Delay(from: missedAt))

    var account = CompensationAccount(of: "mei", in: .cny)
    let evening = try Instant("2025-05-18 18:30", in: zone)
    let claim = Claim(cause, facts: Facts(policy.schema), at: evening)
    try account.perform(.claim(claim), by: .system, at: evening, under: policy)
    let soFar = account.cause("T-1/resolution")?.award?.compensation  // 9.00 CNY, nothing paid
    #expect(soFar?.description == "9.00 CNY" && account.payouts.isEmpty)

    var ended = cause
    let solvedAt = try Instant("2025-05-19 11:15", in: zone)
    ended.delay = try cause.delay?.ended(at: solvedAt)
    let final = Claim(ended, facts: Facts(policy.schema), at: solvedAt)
    let events = try account.perform(.claim(final), by: .system, at: solvedAt, under: policy)
    let overtime = account.payouts.first?.compensation  // 26.00 CNY, due within 72 hours
    #expect(events.count == 2 && overtime?.description == "26.00 CNY")

    let judgedAt = try Instant("2025-05-20 09:00", in: zone)
    let loss = Claim(
      Cause(key: "order-9/lost", .fault, of: "T-1", at: missedAt),
      facts: try Facts(
        policy.schema, ["fault": "heavyLoss", "paid": .money(Money("30000.00", .cny))]),
      at: judgedAt)
    let why = try policy.explanation(of: loss, in: account)
    try account.perform(.claim(loss), by: .agent("wang"), at: judgedAt, under: policy)
    print(why.text(for: .customer))
    print(why.text(in: .simplifiedChinese, for: .customer))
    #expect(try Self.isPrinted(why.text(for: .customer)))
    #expect(try Self.isPrinted(why.text(in: .simplifiedChinese, for: .customer)))
    #expect(account.standing(of: "T-1")?.onTop.description == "5000.00 CNY")

    let rules = try DisputePolicy(
      version: "2025-05", zone: zone, evidence: [.contract],
      levels: [
        DisputeLevel(
          .customerSide, within: .calendarDays(3), afterLimit: .passesOn, mayPassOn: true,
          appealWithin: .calendarDays(7)),
        DisputeLevel(
          .operations, within: .calendarDays(5), afterLimit: .passesOn, mayPassOn: true,
          appealWithin: .calendarDays(7)),
        DisputeLevel(
          .legal, within: .calendarDays(10), afterLimit: .staysOverdue, mayPassOn: false),
      ],
      review: .init(days: 1...15, mostTimes: 1), costs: .loserPays,
      publication: .init(after: .calendarDays(30), masks: [.sums]))

    var dispute = Dispute("D-1")
    func perform(
      _ command: Dispute.Command, by principal: Principal, _ at: String
    ) throws {
      try dispute.perform(
        command, by: principal, at: try Instant(at, in: zone), under: rules)
    }
    let mei = Principal.customer("mei")
    try perform(
      .open(
        .init(
          customer: "mei", claims: Money("1026.00", .cny), about: "order-9/lost", ticket: "T-1",
          saying: [.init("paid", .money(Money("30000.00", .cny)))])), by: mei, "2025-05-21 10:00")
    try perform(.fileEvidence(.init(.contract, reference: "file-1")), by: mei, "2025-05-21 10:05")
    try perform(.closeEvidence, by: .agent("wang"), "2025-05-21 11:00")
    try perform(
      .check(history: [.init("paid", .money(Money("30000.00", .cny)))]), by: .system,
      "2025-05-21 11:00")
    try perform(
      .rule(.rejected, as: .customerSide, .init("The cap of one case is 5,000.00 CNY.")),
      by: .agent("li"), "2025-05-22 15:00")
    try perform(.appeal, by: mei, "2025-05-23 09:00")
    try perform(
      .rule(.passedOn, as: .operations, .init("A loss beyond the cap is for the lawyers.")),
      by: .agent("zhao"), "2025-05-26 16:00")
    try perform(
      .rule(
        .partly(Money("800.00", .cny)), as: .legal,
        .init("The loss is proved for 800.00 CNY.", confidential: "precedent 2024-17")),
      by: .agent("sun"), "2025-06-03 10:00")
    try perform(.recordAgreement(reference: "agreement-1"), by: .agent("sun"), "2025-06-03 11:00")

    let agreedAt = try Instant("2025-06-03 11:00", in: zone)
    let told = dispute.explanation(at: agreedAt, in: zone)
    print(told.text(for: .customer))
    print(told.text(in: .simplifiedChinese, for: .customer))
    #expect(try Self.isPrinted(told.text(for: .customer)))
    #expect(try Self.isPrinted(told.text(in: .simplifiedChinese, for: .customer)))

    if let command = dispute.arbitration?.command {
      try account.perform(command, by: .agent("sun"), at: agreedAt, under: policy)
    }
    let onTop = account.standing(of: "T-1")?.onTop  // 5800.00 CNY
    let left = account.headroom(of: "year", under: policy, at: missedAt)  // 95000.00 CNY
    #expect(onTop?.description == "5800.00 CNY" && left?.description == "95000.00 CNY")
    #expect(
      account.payouts.map(\.compensation.description) == ["26.00 CNY", "4974.00 CNY", "800.00 CNY"])
  }
}
