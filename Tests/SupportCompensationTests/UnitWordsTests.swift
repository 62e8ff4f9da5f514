// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("Units of a delay in words")
struct UnitWordsTests {
  @Test(
    "a unit is told as people say it: a day and not 24 hours, a week and not 168",
    arguments: [
      ("started h", "started hour", "每 1 小时，不足按 1 小时计"),
      ("started day", "started day", "每 1 天，不足按 1 天计"),
      ("full 7 days", "full week", "每满 1 周"), ("full 2 days", "full 2 days", "每满 2 天"),
      ("exact day", "in proportion to each day", "按每 1 天折算"),
      ("started 24 h", "started day", "每 1 天，不足按 1 天计"),
      ("started 15 min", "started 15 min", "每 15 分钟，不足按 15 分钟计"),
      ("full 6 h", "full 6 h", "每满 6 小时"),
      ("started calendar day", "started calendar day", "每 1 个自然日，不足按 1 个自然日计"),
    ])
  func units(_ text: String, _ english: String, _ chinese: String) throws {
    let policy = try CompensationPolicy(
      "desk", version: "1", currency: .cny, zone: ZoneRules(identifier: "Asia/Shanghai"),
      facts: [],
      rules: [
        Rule(
          "late", when: .always,
          then: AwardFormula([
            .accrue(.money(Desk.yuan("1")), per: try AccrualUnits(text)),
            .round(RoundingRule(.halfEven)),
          ]))
      ],
      settlement: Settlement([.stack(Stacking(.highest))]), caps: [])
    let start = try Instant("2025-06-02T01:00:00Z")
    let end = start + .seconds(15 * 86_400)
    let cause = Cause(
      key: "c", .missedPromise, of: "T-1", at: start, delay: try .init(from: start, until: end))
    let why = try policy.explanation(
      of: Claim(cause, facts: Facts(policy.schema), at: end),
      in: CompensationAccount(of: "mei", in: .cny))
    #expect(why.text().contains("× 1.00 CNY (\(english)) ="), "\(why.text())")
    #expect(why.text(in: .simplifiedChinese).contains("× 1.00 CNY（\(chinese)）="))
  }
}
