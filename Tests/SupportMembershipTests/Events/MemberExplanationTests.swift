// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMembership
import SupportRules
import SupportTime
import Testing

@Suite("Explanations of a membership")
struct MemberExplanationTests {
  static func account() throws -> MemberAccount {
    var draft = try EarningTests.draft(.multiply)
    draft.points.expiry = .endOfMonth(after: 12)
    draft.tierRules = TierRules(
      validity: .endOf(.calendarYear, further: 0), grace: nil, secondChance: nil,
      downgrade: .oneDown)
    draft.tiers[1].benefits = [
      .init("upgrade", allowance: .init(1, per: .calendarMonth, carryOver: .never))
    ]
    draft.tiers.append(
      .init(
        "platinum",
        requirement: .any([
          .points(1_000, in: .calendarYear), .spend(Club.yuan(5_000_00), in: .lifetime),
        ])))
    var account = try Club.account(draft)
    try account.buy("a", 120, at: "2025-03-08T10:00+08:00")
    try account.spend("r", 200, at: "2025-03-09T10:00+08:00")
    return account
  }

  func told(
    _ question: MembershipQuestion, _ language: MessageLanguage = .english
  ) throws -> String {
    try Self.account().explanation(of: question, at: Instant("2025-03-09T12:00+08:00"))
      .text(in: language, for: .customer)
  }

  @Test("a tier tells how it came about and what is missing for the next")
  func tier() throws {
    #expect(
      try told(.tier) == """
        the tier is gold since 2025-03-08 10:00 +08:00: it was earned, until 2026-01-01 00:00 +08:00
          standard from 2025-01-01 00:00 +08:00 on: the membership began
          gold from 2025-03-08 10:00 +08:00 on: its requirement was met
          missing to keep gold
            100 qualifying points from 2026-01-01 00:00 +08:00 on, before 2027-01-01 00:00 +08:00
          missing for platinum
            one of these is enough
              880 qualifying points before 2026-01-01 00:00 +08:00
              4880.00 CNY to spend
        """)
    #expect(
      try told(.tier, .simplifiedChinese) == """
        等级为 gold（自 2025-03-08 10:00 +08:00）：已达标，至 2026-01-01 00:00 +08:00
          2025-01-01 00:00 +08:00 起为 standard：入会
          2025-03-08 10:00 +08:00 起为 gold：达标升级
          保持 gold 还差
            2026-01-01 00:00 +08:00 起、2027-01-01 00:00 +08:00 前 100 定级积分
          距离 platinum 还差
            满足其一即可
              2026-01-01 00:00 +08:00 前 880 定级积分
              消费 4880.00 CNY
        """)
  }

  @Test("an earning tells each factor, the rounding, and how long the points last")
  func earning() throws {
    let request = MemberAccount.EarningRequest("b", "purchase", spend: Club.yuan(33_99))
    #expect(
      try told(.earning(request)) == """
        purchase earns 50 points, 33 qualifying points and 0 contribution value
          33.99 CNY by rule purchase
          times 150% for gold
          makes 50 redeemable points, rounded down
          33.99 CNY by rule purchase
          makes 33 qualifying points, rounded down
          they are gone from 2026-04-01 00:00 +08:00 on
        """)
    #expect(
      try told(.earning(.init("a", "purchase")), .simplifiedChinese) == "无：已处理过：earning a")
  }

  @Test("a balance tells its lots, a redemption where it was taken from, a benefit what is left")
  func others() throws {
    #expect(
      try told(.balance) == """
        40 points can be spent, 0 are pending, 0 are owed
          lot 0: 40 of 240 left, gone from 2026-04-01 00:00 +08:00 on
        """)
    #expect(
      try told(.redemption("r")) == """
        200 points spent: 200 of them have not come back
          200 from lot 0
        """)
    #expect(
      try told(.benefit("upgrade"))
        == "upgrade: 1 of 1 left from 2025-03-01 00:00 +08:00 to 2025-04-01 00:00 +08:00, "
        + "0 carried over, 0 used")
    #expect(try told(.benefit("lounge")) == "lounge is not a benefit of gold")
    #expect(
      try told(.reward(.init(.init(.rating, "1"))))
        == "nothing: no rule says what rating 1 brings")
  }

  @Test("Chinese sentences have Chinese punctuation")
  func punctuation() {
    for code in Explanation.Code.allMembership {
      let sentence = code.simplifiedChinese.replacing(/\{\w+\}/, with: "")
      #expect(!sentence.contains { ",:;()".contains($0) }, "\(code.id)")
    }
  }

  @Test("every code speaks English and Chinese, with the same operands, under its own id")
  func codes() {
    let codes = Explanation.Code.allMembership
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(code.id.hasPrefix("membership."))
      let names = [code.english, code.simplifiedChinese].map { sentence in
        Set(sentence.matches(of: /\{(\w+)\}/).map(\.1))
      }
      #expect(names[0] == names[1], "\(code.id)")
      #expect(!code.english.isEmpty && !code.simplifiedChinese.isEmpty, "\(code.id)")
    }
  }

  @Test("whatever is told, its codes are in the catalogue")
  func known() throws {
    let known = Set(Explanation.Code.allMembership)
    func check(_ explanation: Explanation) {
      #expect(known.contains(explanation.code), "\(explanation.code.id)")
      for step in explanation.steps { check(step) }
    }
    let account = try Self.account()
    for question in [
      .balance, .tier, .benefit("upgrade"), .redemption("r"), .redemption("x"), .closing,
      .earning(.init("b", "purchase", spend: Club.yuan(5))), .earning(.init("a", "x")),
      .reward(.init(.init(.rating, "1"))),
    ] as [MembershipQuestion] {
      check(account.explanation(of: question, at: .max))
    }
  }
}
