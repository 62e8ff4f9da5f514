// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMembership
import SupportRules
import SupportTestKit
import SupportTime
import Testing

/// Random commands of every kind, under the richest programme of the fixtures.
@Suite("Lives of a member")
struct MemberLifeTests {
  static let seeds: Range<UInt64> = PointLawTests.isLong ? 0..<10_000 : 0..<12

  @Test(
    "whatever is wanted, an account stays sound, and is the same when replayed", arguments: seeds)
  func lives(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let book = try MembershipBook(MembershipFixtureTests.text(.good, "travel-club.json"))
    var account = MemberAccount("m", under: book.programme)
    var events: [MemberAccount.Event] = []
    var now = try Instant("2025-01-31T10:00+08:00")
    for step in 0..<100 {
      if random.oneIn(2) {
        now = now.adding(milliseconds: Int64.random(in: 0...4_000_000_000, using: &random))
      }
      let command: MemberAccount.Command =
        step == 0 ? .enrol : Self.command(step, now, &random)
      let before = account
      do {
        events += try account.perform(command, by: .system, at: now, because: "test")
      } catch {
        #expect(account == before, "seed \(seed): a refused command changed something")
        #expect(!error.description.isEmpty)
      }
      #expect(account.ignoredEventCount == 0, "seed \(seed), step \(step): \(command)")
      let late = now.adding(milliseconds: Int64.random(in: 0...90_000_000_000, using: &random))
      let balance = account.balance(at: late)
      #expect(balance.available >= 0 && balance.pending >= 0 && balance.owed >= 0)
      let steps = account.tierSteps(through: late)
      #expect(account.tierSteps(through: now) == Array(steps.prefix { $0.at <= now }))
      for state in account.entitlements(at: late) { #expect(state.left ?? 0 >= 0) }
      if let next = account.nextDeadline(after: late) { #expect(next > late) }
    }
    for question in [.balance, .tier, .benefit("upgrade"), .closing] as [MembershipQuestion] {
      #expect(!account.explanation(of: question, at: now).text(in: .simplifiedChinese).isEmpty)
    }
    var again = MemberAccount("m", under: book.programme)
    let data = try JSONEncoder().encode(events)
    again.apply(
      contentsOf: try JSONDecoder().decode([MemberAccount.Event].self, from: data))
    #expect(again == account, "seed \(seed)")
  }

  private static func command(
    _ step: Int, _ now: Instant, _ random: inout SplitMix64
  ) -> MemberAccount.Command {
    func any(_ prefix: String) -> String { "\(prefix)\(Int.random(in: 0...step, using: &random))" }
    let points = Int64.random(in: -20...3_000, using: &random)
    let spend = Club.yuan(Int64.random(in: -100...9_000_000, using: &random))
    let activity =
      ["trip", "order", "gift", "visit", "nothing"].randomElement(using: &random) ?? ""
    let later = now.adding(milliseconds: Int64.random(in: -5...50_000_000_000, using: &random))
    switch Int.random(in: 0..<20, using: &random) {
    case 0...6:
      return .earn(
        .init(
          .init("e\(step)"), activity, spend: spend,
          facts: random.oneIn(3) ? [.init("partner", .text("hotel"))] : []))
    case 7: return .confirmEarning(.init(any("e")))
    case 8: return .refundEarning(.init(any("e")), id: .init("f\(step)"), .all)
    case 9: return .refundEarning(.init(any("e")), id: .init("f\(step)"), .spend(spend))
    case 10...11: return .redeem(.init("r\(step)"), points: points, for: "voucher")
    case 12:
      return .reverseRedemption(
        .init(any("r")), id: .init("v\(step)"), points: random.oneIn(2) ? nil : points)
    case 13: return .adjust(.init("a\(step)"), points: points, expiry: nil)
    case 14: return .reinstatePoints(.init("i\(step)"))
    case 15:
      return .grantTier(
        .init(
          random.oneIn(4) ? "ruby" : "platinum", .statusMatch, until: later,
          challenge: random.oneIn(2) ? nil : .init(points: 500)))
    case 16: return .useBenefit(.init("upgrade", id: .init("u\(step)"), count: 1))
    case 17: return .returnBenefitUse(.init(any("u")))
    case 18: return .grantBenefit(.init("insurance", until: later))
    default:
      return random.oneIn(20)
        ? .close : .reward(.init(.init(random.oneIn(2) ? .rating : .certification, any("c"))))
    }
  }
}
