// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("Refusals of memberships in words")
struct RejectionExplanationTests {
  private static let at = Instant(secondsSince1970: 1_748_822_400)
  private static let yuan = Money(minorUnits: 1_00, currency: .cny)

  private static let all: [MemberAccount.Rejection] = [
    .notEnrolled, .alreadyEnrolled(at: at), .closed(since: at),
    .timeRunsBackwards(last: at, given: .min), .alreadyDone("entry u-1"),
    .unknownName("use u-1"), .outOfRange("points", value: 0, bounds: 1...9),
    .wrongCurrency(yuan, expected: .usd), .notEnoughPoints(available: 1, wanted: 2),
    .noRule("visit"), .notAssessable("r-1", missing: ["amount"]),
    .wrongFact(.unordered("colour")), .arithmetic("purchase", .overflow("1 + 2")),
    .nothingToConfirm("e-1"), .nothingLeft("e-1"), .wrongRefund("e-1"),
    .programmeSilent("certificates"), .noSuchBenefit("lounge", "gold"),
    .usedUp("lounge", left: 0, wanted: 1, next: at),
    .usedUp("lounge", left: 0, wanted: 1, next: nil), .wrongScores("a dimension is missing"),
    .tooFewRatings(3, atLeast: 5),
  ]

  @Test("every refusal is told in two languages, by codes that the room exports")
  func words() {
    let codes = Explanation.Code.allMembership
    let told = Self.all.map(\.explanation)
    #expect(WordsCheck.problems(in: told, of: codes + Explanation.Code.allCore) == [])
    let known = codes.map(\.id).filter { $0.hasPrefix("membership.refusal.") }
    #expect(Set(told.map(\.code.id)) == Set(known))
    #expect(told == Self.all.map { $0.explanation(in: .utc) })
  }

  @Test("a refused command says why in both languages, by the clocks of the programme")
  func decided() throws {
    var account = try Club.account()
    let again = try #require(throws: MemberAccount.Rejection.self) {
      try account.perform(.enrol, by: .system, at: Instant("2025-03-01T00:00+08:00"))
    }
    let told = again.explanation(in: Club.shanghai)
    #expect(told.text() == "the membership began at 2025-01-01 00:00 +08:00")
    #expect(told.text(in: .simplifiedChinese) == "已于 2025-01-01 00:00 +08:00 入会")
    #expect(again.explanation.text() == "the membership began at 2024-12-31 16:00 UTC")
  }

  @Test("when further uses come is told where it is known")
  func uses() throws {
    let told = MemberAccount.Rejection.usedUp("lounge", left: 0, wanted: 1, next: Self.at)
      .explanation(in: Club.shanghai)
    #expect(
      told.text()
        == "lounge: 0 uses are left, 1 are wanted; the next come at 2025-06-02 08:00 +08:00")
    #expect(
      told.text(in: .simplifiedChinese)
        == "lounge：剩余 0 次，需要 1 次；2025-06-02 08:00 +08:00 起有新次数")
  }
}
