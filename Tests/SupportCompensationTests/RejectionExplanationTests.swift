// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Refusals of accounts and disputes in words")
struct RejectionExplanationTests {
  private static let at = Instant(secondsSince1970: 1_748_822_400)
  private static let later = at + .seconds(90)
  private static let yuan = Money(minorUnits: 1_00, currency: .cny)
  private static let overflow = MoneyError.overflow("1.00 CNY + 2.00 CNY")

  private static let awards: [AwardError] =
    [
      .endsBeforeItBegins(from: later, until: at), .notYet(later, at: at),
      .negative(fact: "paid", .integer(-7), "r-1"), .otherCurrency(account: .cny, policy: .usd),
      .noOpening(calendar: "office", after: at), .alreadyAwarded("miss-1"),
    ]
    + [
      RuleConflict.Reason.severalMatched, .outcomesDiffer, .overflow, .differentKinds,
    ].map { .conflict(RuleConflict($0, rules: ["r-1", "r-2"])) }
    + [
      overflow, .differentCurrencies(.cny, .usd),
      .inexact(ExactMoney(yuan), RoundingRule(.exact, step: 50)), .divisionByZero("1 / 0"),
      .inexactAmount(ExactDecimal(3), .cny, RoundingRule(.exact)),
    ].map { .money($0, "r-1") }

  private static let accounts: [CompensationAccount.Rejection] =
    awards.map { .award($0) }
    + Payout.State.allCases.map { .wrongMove("payout-1", from: $0, to: .due) }
    + [
      .beforeLastEvent(at, last: later), .stillGoingOn("miss-1"), .unknownCause("miss-1"),
      .reversed("miss-1"), .notAwarded("miss-1"), .notArbitrable("miss-1"),
      .alreadyDecided("ruling-1"), .notPositive(yuan), .money(overflow),
      .nothingToApprove("T-1"), .wrongLevel("team", needed: "board"),
      .anotherPersonNeeded(.agent("zhou")), .notAnAgent(.customer("ines")),
      .unknownPayout("payout-1"), .nothingCarried,
    ]

  private static let disputes: [Dispute.Rejection] =
    Dispute.Command.Kind.allCases.map { .notOpened($0) }
    + Dispute.Step.allCases.flatMap { step -> [Dispute.Rejection] in
      [.wrongStep(step, expected: .review), .wrongStep(step, expected: nil)]
    }
    + Dispute.Side.allCases.map { .alreadyAccepted($0) }
    + Dispute.Binding.allCases.map { .alreadyBinding(since: at, $0) }
    + [
      .beforeLastEvent(at, last: later), .alreadyOpened(at: at),
      .notAllowed(.customer("ines"), .rule), .otherPolicy("2", expected: "1"),
      .withdrawn(at: at), .notPositive(yuan), .empty("told"), .statedTwice("paid"),
      .alreadyFiled(.contract), .missingEvidence([.contract, .payment]),
      .unknownLevel("board"), .wrongLevel(.legal, inCharge: .customerSide),
      .notMember(.agent("zhou"), .legal), .anotherPersonNeeded(.agent("zhou")),
      .mayNotPassOn(.legal), .partOutOfRange(yuan, claim: yuan), .money(overflow),
      .alreadyDecided(.legal, at: at), .notDecided(.legal), .notBinding(until: at),
      .alreadyAgreed(at: at), .tooEarlyToPublish(until: at), .alreadyPublished(at: at),
      .personalText, .goesOn, .notReviewable, .reviewedBefore(times: 2),
      .outsideReviewWindow(next: at..<later), .outsideReviewWindow(next: nil),
      .noOpening(calendar: "office", after: at),
    ]

  @Test("every refusal is told in two languages, by codes that the room exports")
  func words() {
    let codes = Explanation.Code.allAwards + Explanation.Code.allDisputes
    #expect(WordsCheck.problems(in: codes) == [])
    let told = Self.accounts.map(\.explanation) + Self.disputes.map(\.explanation)
    #expect(WordsCheck.problems(in: told, of: codes + Explanation.Code.allCore) == [])
    let known = codes.map(\.id).filter { id in
      ["compensation.error.", "compensation.rejection.", "dispute.rejection."].contains {
        id.hasPrefix($0)
      }
    }
    #expect(Set(told.map(\.code.id)) == Set(known))
    #expect(Self.awards.map(\.explanation) == Self.awards.map { $0.explanation(in: .utc) })
  }

  @Test("names of people and values of facts are not for everybody")
  func audiences() {
    for told in Self.accounts.map(\.explanation) + Self.disputes.map(\.explanation) {
      let text = told.text()
      #expect(!text.contains("zhou") && !text.contains("ines") && !text.contains("-7"), "\(text)")
    }
    let person = CompensationAccount.Rejection.anotherPersonNeeded(.agent("zhou")).explanation
    #expect(person.text(for: .desk) == "somebody other than the agent zhou has to agree")
    #expect(person.text(in: .simplifiedChinese, for: .desk) == "须由坐席 zhou 以外的人审批")
  }

  @Test("a refused command on an account says why, by the clocks of the desk")
  func account() throws {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    let refusal = CompensationAccount.Rejection.wrongMove(
      "c-7/CNY/payout/1", from: .due, to: .settled)
    #expect(
      refusal.explanation.text(for: .desk)
        == "the payout c-7/CNY/payout/1 does not go from due to settled")
    #expect(!refusal.explanation.text().contains("c-7"))
    #expect(
      refusal.explanation.text(in: .simplifiedChinese) == "付款 ••• 不能由“待支付”转为“已到账”")
    let late = CompensationAccount.Rejection.beforeLastEvent(Self.at, last: Self.later)
    #expect(
      late.explanation(in: zone).text()
        == "2025-06-02 08:00 +08:00 is before the last event at 2025-06-02 08:01:30 +08:00")
  }

  @Test("a refused command on a dispute says why in both languages, by the clocks of the desk")
  func dispute() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let open = try DisputeDesk.underReview(since: start, under: policy)
    let refusal = try #require(throws: Dispute.Rejection.self) {
      try open.decide(.publish(text: nil), by: .agent("li"), at: start, under: policy)
    }
    #expect(
      refusal.explanation(in: policy.zone).text()
        == "the publication is not next; the review is")
    #expect(
      refusal.explanation(in: policy.zone).text(in: .simplifiedChinese) == "下一步不是公示，而是评审裁决")
    let again = try #require(throws: Dispute.Rejection.self) {
      try open.decide(.open(DisputeDesk.opening), by: .customer("c-7"), at: start, under: policy)
    }
    let told = again.explanation(in: policy.zone)
    #expect(told.text().hasSuffix("+08:00") && told.text().hasPrefix("the dispute was opened at"))
    #expect(told.text(in: .simplifiedChinese).hasPrefix("争议已于 2025-"))
  }
}
