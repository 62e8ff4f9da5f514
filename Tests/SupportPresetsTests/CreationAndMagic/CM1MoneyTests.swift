// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportPresets
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("Creation & Magic: what is paid")
struct CM1MoneyTests {
  let now: Instant

  init() throws { now = try CM1.at("2025-05-19 10:00") }

  /// A complaint whose customer is paid for what went wrong.
  private func complaint(
    _ id: TicketID = "T-1", account: CompensationAccount? = nil, at instant: Instant? = nil
  ) throws -> CM1Case {
    try CM1Case(.complaint, at: instant ?? now, id: id, account: account)
  }

  @discardableResult
  private func claim(
    _ facts: KeyValuePairs<String, FactValue>, as kind: Cause.Kind = .fault,
    in matter: inout CM1Case, at instant: Instant? = nil, key: IdempotencyKey? = nil
  ) throws -> DeskDecision {
    let cause = Cause(
      key: key ?? IdempotencyKey("\(matter.matter.id)/\(kind)"), kind, of: matter.matter.id,
      at: instant ?? now)
    return try matter.perform(
      .claim(cause, facts: facts.map { DeskFact($0.key, $0.value) }), at: instant ?? now)
  }

  private func money(_ text: String) throws -> FactValue { .money(try CM1.yuan(text)) }

  private func standing(_ matter: CM1Case) -> [String]? {
    matter.matter.account?.standing(of: matter.matter.id).map {
      [$0.refund.amountText, $0.compensation.amountText]
    }
  }

  private func headroom(_ cap: RuleID, _ matter: CM1Case, at instant: Instant? = nil) throws
    -> String?
  {
    let policy = try #require(try CM1.book().compensation).policy(at: now)
    return matter.matter.account?.headroom(
      of: cap, under: policy, at: instant ?? now, for: matter.matter.id)?.amountText
  }

  // MARK: CM-31 … CM-33

  @Test(
    "CM-31 a minor fault gives 10 % of the service fee, halves of a fen to the even one",
    arguments: [
      ("200.00", "20.00"), ("99.90", "9.99"), ("99.99", "10.00"), ("0.05", "0.00"),
      ("0.15", "0.02"), ("0.00", "0.00"), ("50000.00", "5000.00"),
    ])
  func minorFault(fee: String, award: String) throws {
    var matter = try complaint()
    try claim(["fault": "minor", "serviceFee": money(fee), "paid": money("700.00")], in: &matter)
    #expect(standing(matter) ?? ["0.00", "0.00"] == ["0.00", award])
  }

  @Test("CM-31 it is paid by itself, and the explanation names the rule in both languages")
  func paid() throws {
    var matter = try complaint()
    let decision = try claim(
      ["fault": "minor", "serviceFee": money("200.00")], in: &matter)
    #expect(decision.intents.contains { $0.action == .pay })
    for language in [MessageLanguage.english, .simplifiedChinese] {
      #expect(decision.explanation.text(in: language).contains("CM-31"))
    }
  }

  @Test("CM-31 where nobody said what the service cost, no sum is guessed and the fee is asked for")
  func unknownFee() throws {
    var matter = try complaint()
    let decision = try claim(["fault": "minor"], in: &matter)
    guard
      case .compensation(let event)? = decision.events.first(where: {
        if case .compensation = $0 { true } else { false }
      }), case .undecided(_, "CM-31", let missing) = event.change
    else {
      Issue.record("\(decision.events)")
      return
    }
    #expect(missing == ["serviceFee"])
    #expect(!decision.intents.contains { $0.action == .pay })
  }

  @Test("CM-31 without a fault nothing is paid")
  func noFault() throws {
    var matter = try complaint()
    let decision = try claim(
      ["fault": "none", "serviceFee": money("200.00"), "paid": money("700.00")], in: &matter)
    #expect(!decision.intents.contains { $0.action == .pay })
    #expect(standing(matter) ?? ["0.00", "0.00"] == ["0.00", "0.00"])
  }

  @Test(
    "CM-32 a heavy loss gives all that was paid back and 20 % of it on top",
    arguments: [
      ("1000.00", "200.00"), ("99.99", "20.00"), ("0.01", "0.00"), ("25000.00", "5000.00"),
    ])
  func heavyLoss(paid: String, award: String) throws {
    var matter = try complaint()
    try claim(
      ["fault": "heavyLoss", "paid": money(paid), "serviceFee": money("10.00")], in: &matter)
    #expect(standing(matter) == [paid, award])
  }

  @Test("CM-33 after a human error the company bears the appraisal's whole fee, as a bill")
  func humanError() throws {
    for fee in ["800.00", "8000.00"] {
      var matter = try complaint()
      try claim(["fault": "humanError", "appraisalFee": money(fee)], in: &matter)
      let record = try #require(matter.matter.account?.causes.first)
      #expect(record.award?.form == .thirdPartyCost)
      #expect(record.compensation.amountText == fee)
      #expect(matter.matter.account?.payouts.map(\.form) == [.thirdPartyCost])
      // It is no award to the customer: what may still be awarded is untouched.
      #expect(try headroom("CM-36-case", matter) == "5000.00")
      #expect(try headroom("CM-36-year", matter) == "100000.00")
    }
  }

  // MARK: CM-34

  @Test(
    "CM-34 what is handled late costs 1 yuan for every started hour past due",
    arguments: [
      (0, nil), (1, "1.00"), (3_600_000, "1.00"), (3_600_001, "2.00"), (36_000_000, "10.00"),
      (36_000_001, "11.00"),
    ] as [(Int64, String?)])
  func overdue(late: Int64, award: String?) throws {
    var matter = try CM1Case(.inquiry, at: now)
    // An inquiry is due after 15 minutes.
    try matter.reply(at: now.adding(milliseconds: 15 * CM1.minute + late))
    #expect(standing(matter)?.last == award)
    #expect((matter.last?.intents.contains { $0.action == .pay } == true) == (award != nil))
  }

  @Test("CM-34 the sum comes without anybody asking, grows while nothing happens, and is paid once")
  func byItself() throws {
    var matter = try CM1Case(.inquiry, at: now)
    let due = now.adding(milliseconds: 15 * CM1.minute)
    #expect(matter.tick(at: due).intents.allSatisfy { $0.action != .pay })
    #expect(matter.matter.account?.causes.isEmpty == true)
    let tick = matter.tick(at: due.adding(milliseconds: 1))
    #expect(tick.intents.contains { $0.action == .reportBreach })
    #expect(matter.matter.account?.causes.first?.award?.isInterim == true)
    try matter.reply(at: due.adding(milliseconds: 90 * CM1.minute))
    #expect(standing(matter)?.last == "2.00")
    matter.tick(at: due.adding(milliseconds: 200 * CM1.hour))
    #expect(standing(matter)?.last == "2.00")
    #expect(matter.matter.account?.causes.count == 1)
  }

  // MARK: CM-35

  @Test(
    "CM-35 a result below standard gives the payment back and twice what would be due otherwise")
  func belowStandard() throws {
    // 10 % of 200 is 20; 20 % of 1,000 is 200.
    for (fault, award) in [("minor", "40.00"), ("heavyLoss", "400.00")] {
      var matter = try complaint()
      try claim(
        ["fault": .text(fault), "serviceFee": money("200.00"), "paid": money("1000.00")],
        as: "belowStandard", in: &matter)
      #expect(standing(matter) == ["1000.00", award], "\(fault)")
      #expect(matter.matter.account?.causes.first?.award?.rule == "CM-35")
    }
  }

  @Test("CM-35 what is doubled stays within the 5,000 of one award")
  func doubledAndCapped() throws {
    var matter = try complaint()
    // 20 % of 13,000 is 2,600; twice that is 5,200.
    try claim(
      ["fault": "heavyLoss", "paid": money("13000.00")], as: "belowStandard", in: &matter)
    #expect(standing(matter) == ["13000.00", "5000.00"])
    #expect(matter.matter.account?.causes.first?.award?.withheld.amountText == "200.00")
  }

  // MARK: CM-36

  @Test(
    "CM-36 one award never exceeds 5,000; the refund is whole, and the rest is shown",
    arguments: [
      ("25000.00", "5000.00", "0.00"), ("25000.05", "5000.00", "0.01"),
      ("30000.00", "5000.00", "1000.00"), ("24999.95", "4999.99", "0.00"),
    ])
  func oneAward(paid: String, award: String, withheld: String) throws {
    var matter = try complaint()
    let decision = try claim(["fault": "heavyLoss", "paid": money(paid)], in: &matter)
    #expect(standing(matter) == [paid, award])
    let given = try #require(matter.matter.account?.causes.first?.award)
    #expect(given.withheld.amountText == withheld)
    #expect(given.limitedBy == (withheld == "0.00" ? [] : ["CM-36-case"]))
    if withheld != "0.00" {
      #expect(decision.explanation.text(in: .english).contains("CM-36-case"))
    }
  }

  @Test("CM-36 in one case the highest cause wins, and what is late is added")
  func highestAndOvertime() throws {
    var matter = try CM1Case(.inquiry, at: now)
    // Late by an hour and a millisecond: 2 yuan.
    let answered = now.adding(milliseconds: 15 * CM1.minute + CM1.hour + 1)
    try matter.reply(at: answered)
    try claim(
      ["fault": "minor", "serviceFee": money("5000.00")], in: &matter, at: answered,
      key: "minor")
    #expect(standing(matter) == ["0.00", "502.00"])
    try claim(
      ["fault": "heavyLoss", "paid": money("10000.00")], in: &matter, at: answered,
      key: "heavy")
    // 20 % of 10,000 is 2,000, higher than 500; the two yuan stay.
    #expect(standing(matter) == ["10000.00", "2002.00"])
  }

  @Test("CM-36 the 5,000 apply after what is late was added")
  func overtimeInside() throws {
    var matter = try CM1Case(.inquiry, at: now)
    let answered = now.adding(milliseconds: 15 * CM1.minute + 2 * CM1.hour)
    try matter.reply(at: answered)
    try claim(
      ["fault": "heavyLoss", "paid": money("24995.00")], in: &matter, at: answered)
    // 4,999 and 2 yuan are 5,001.
    #expect(standing(matter) == ["24995.00", "5000.00"])
    #expect(try headroom("CM-36-case", matter, at: answered) == "0.00")
  }

  /// Complaints of one customer that each get 5,000, in one year.
  private func filled(_ count: Int) throws -> CompensationAccount? {
    var account: CompensationAccount?
    for number in 0..<count {
      var matter = try complaint(TicketID("T-\(number)"), account: account)
      try claim(["fault": "heavyLoss", "paid": money("25000.00")], in: &matter)
      account = matter.matter.account
    }
    return account
  }

  @Test("CM-36 the awards of one customer never exceed 100,000 in a year")
  func year() throws {
    var last = try complaint("T-20", account: try filled(20))
    #expect(try headroom("CM-36-year", last) == "0.00")
    try claim(["fault": "heavyLoss", "paid": money("700.00")], in: &last)
    #expect(standing(last) == ["700.00", "0.00"])
    let award = try #require(last.matter.account?.causes.last?.award)
    #expect(award.withheld.amountText == "140.00")
    #expect(award.limitedBy == ["CM-36-year"])
    // Another customer has a year of their own.
    var other = try complaint("T-21")
    try claim(["fault": "heavyLoss", "paid": money("700.00")], in: &other)
    #expect(standing(other) == ["700.00", "140.00"])
  }

  @Test("CM-36 what is left of the year is told and paid, and no fen more")
  func rest() throws {
    let account = try filled(19)
    var matter = try complaint("T-19", account: account)
    #expect(try headroom("CM-36-year", matter) == "5000.00")
    try claim(["fault": "heavyLoss", "paid": money("24990.00")], in: &matter)
    #expect(try headroom("CM-36-year", matter) == "2.00")
    var last = try complaint("T-20", account: matter.matter.account)
    try claim(["fault": "minor", "serviceFee": money("1000.00")], in: &last)
    #expect(standing(last) == ["0.00", "2.00"])
    #expect(last.matter.account?.causes.last?.award?.withheld.amountText == "98.00")
  }

  @Test("CM-36 the year is a calendar year of Shanghai")
  func newYear() throws {
    let account = try filled(20)
    for (text, award) in [("2025-12-31 23:59:59.999", "0.00"), ("2026-01-01 00:00", "140.00")] {
      let instant = try CM1.at(text)
      var matter = try complaint("T-20", account: account, at: instant)
      try claim(["fault": "heavyLoss", "paid": money("700.00")], in: &matter, at: instant)
      #expect(standing(matter) == ["700.00", award], "\(text)")
    }
  }

  @Test("CM-36 special arbitration of a heavy loss alone lifts the caps")
  func arbitration() throws {
    var matter = try complaint()
    try claim(["fault": "heavyLoss", "paid": money("30000.00")], in: &matter, key: "loss")
    let command = CompensationAccount.Command.arbitrate(
      "loss", compensation: try CM1.yuan("200000.00"), decision: "ruling-1")
    let decision = try matter.perform(.compensation(command), by: .agent("zhao"), at: now)
    #expect(matter.matter.account?.standing(of: "T-1")?.onTop.amountText == "205000.00")
    #expect(decision.intents.contains { $0.action == .pay })
    // A ruling is carried out once.
    #expect(throws: DeskRejection.compensation(.alreadyDecided("ruling-1"))) {
      try matter.perform(.compensation(command), by: .agent("zhao"), at: now)
    }
  }

  @Test("CM-36 a minor fault may not go to special arbitration")
  func notArbitrable() throws {
    var matter = try complaint()
    try claim(["fault": "minor", "serviceFee": money("60000.00")], in: &matter, key: "minor")
    #expect(standing(matter) == ["0.00", "5000.00"])
    #expect(throws: DeskRejection.compensation(.notArbitrable("minor"))) {
      try matter.perform(
        .compensation(
          .arbitrate(
            "minor", compensation: try CM1.yuan("1000.00"), decision: "ruling-1")),
        by: .agent("zhao"), at: now)
    }
  }
}
