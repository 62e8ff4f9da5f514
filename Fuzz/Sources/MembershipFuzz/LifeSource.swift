// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportMembership
import SupportRules

/// Makes the steps of a life: from the bytes behind the programme, and where these end, from numbers that
/// follow from all bytes. Names are those of the programme, and some that it does not have.
struct LifeSource {
  private(set) var now = Instant(secondsSince1970: 1_738_288_800)  // 31 January 2025
  private let programme: MembershipProgramme
  private let activities: [String]
  private let benefits: [BenefitID]
  private var bytes: ArraySlice<UInt8>
  private var state: UInt64

  init(_ programme: MembershipProgramme, _ input: [UInt8], _ bytes: ArraySlice<UInt8>) {
    self.programme = programme
    self.bytes = bytes
    state = input.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 } | 1
    activities = programme.draft.earnings.flatMap { Self.activities($0.when) } + ["none"]
    benefits =
      (programme.draft.benefits + programme.tiers.flatMap(\.benefits)).map(\.id) + ["none"]
  }

  private static func activities(_ condition: Condition) -> [String] {
    switch condition {
    case .isOneOf("activity", let values):
      values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    case .all(let parts), .any(let parts): parts.flatMap(activities)
    default: []
    }
  }

  // MARK: Numbers

  private mutating func byte() -> UInt8 {
    if let byte = bytes.popFirst() { return byte }
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 24)
  }

  private mutating func below(_ bound: Int) -> Int { Int(byte()) % bound }

  /// A number of any size, small ones and extremes more often.
  private mutating func number() -> Int64 {
    switch byte() % 8 {
    case 0: return [.min, .max, -1, 0, 1][below(5)]
    case 1:
      let number = (0..<8).reduce(UInt64(0)) { sum, _ in sum << 8 | UInt64(byte()) }
      return Int64(bitPattern: number)
    default: return (Int64(byte()) << 8 | Int64(byte())) - 100
    }
  }

  private mutating func money() -> Money {
    Money(minorUnits: number(), currency: below(16) == 0 ? .jpy : programme.currency)
  }

  private mutating func any(_ prefix: String, _ step: Int = 24) -> String {
    "\(prefix)\(below(step + 1))"
  }

  private mutating func later() -> Instant {
    now.adding(milliseconds: (Int64(byte()) - 4) * 86_400_000)
  }

  private mutating func tier() -> TierID {
    below(8) == 0 ? "none" : programme.tiers[below(programme.tiers.count)].id
  }

  // MARK: Steps

  /// Half of all steps happen at the instant of the last one; the others up to two months later.
  mutating func moveOn() {
    guard byte() % 2 == 0 else { return }
    now = now.adding(milliseconds: Int64(byte()) << 8 * 86_400 + Int64(byte()) * 20_000_000)
  }

  mutating func isNonsense(_ step: Int) -> Bool { step > 0 && byte() % 6 == 0 }

  mutating func command(_ step: Int) -> MemberAccount.Command {
    if step == 0 { return .enrol }
    switch below(19) {
    case 0...5:
      return .earn(
        .init(
          .init("e\(step)"), activities[below(activities.count)],
          spend: below(4) == 0 ? nil : money()))
    case 6: return .confirmEarning(.init(any("e", step)))
    case 7: return .refundEarning(.init(any("e", step)), id: .init("f\(step)"), share())
    case 8...9: return .redeem(.init("r\(step)"), points: number(), for: "voucher")
    case 10:
      return .reverseRedemption(
        .init(any("r", step)), id: .init("v\(step)"), points: below(2) == 0 ? nil : number())
    case 11:
      return .adjust(
        .init("a\(step)"), points: number(),
        expiry: [nil, .never, .inactivity, .after(.days(30)), .endOfMonth(after: 1)][below(5)])
    case 12: return .reinstatePoints(.init("i\(step)"))
    case 13: return .grantTier(grant())
    case 14: return below(2) == 0 ? .endTierGrant(tier()) : .returnBenefitUse(.init(any("u", step)))
    case 15:
      return .useBenefit(
        .init(benefits[below(benefits.count)], id: .init("u\(step)"), count: number()))
    case 16: return .grantBenefit(.init(benefits[below(benefits.count)], until: later()))
    case 17: return .reward(reward())
    default: return below(8) == 0 ? .close : .reward(reward())
    }
  }

  private mutating func share() -> MemberAccount.RefundShare {
    switch below(3) {
    case 0: .all
    case 1: .spend(money())
    default: .points(number())
    }
  }

  private mutating func grant() -> TierGrant {
    .init(
      tier(), .statusMatch, until: below(3) == 0 ? nil : later(),
      challenge: below(2) == 0 ? nil : .init(points: number()))
  }

  private mutating func reward() -> MemberAccount.RewardRequest {
    let kinds: [RewardCause.Kind] = [.rating, .suggestion, .proposal, .certification]
    return .init(
      .init(kinds[below(4)], any("c")), facts: [.init("stars", .integer(Int64(below(5)) + 1))])
  }

  /// Something that no command says, or that was decided elsewhere.
  mutating func change() -> MemberAccount.Change {
    switch below(11) {
    case 0: .enrolled(.init(programme: "other", version: "9"))
    case 1:
      .earned(
        .init(
          id: .init(any("e")), activity: "", spend: money(), points: number(), paidOwed: number(),
          qualifying: number(), contribution: number(), availableFrom: below(2) == 0 ? nil : now,
          expiry: [.never, .inactivity, .at(later())][below(3)],
          activeUntil: below(2) == 0 ? nil : later(), rule: "r"))
    case 2:
      .earningRefunded(
        .init(
          id: .init(any("f")), earning: .init(any("e")), spend: money(), points: number(),
          fromLot: number(), fromOthers: [span()], owed: number(), qualifying: number(),
          contribution: number()))
    case 3: .redeemed(.init(id: .init(any("r")), purpose: "", points: number(), spans: [span()]))
    case 4:
      .redemptionReversed(
        .init(
          id: .init(any("v")), redemption: .init(any("r")), points: number(), toLots: number(),
          reinstated: number(), lost: number(), paidOwed: number(), expiresAt: later()))
    case 5:
      .adjusted(.init(id: .init(any("a")), points: number(), paidOwed: number(), spans: [span()]))
    case 6:
      .pointsReinstated(
        .init(
          id: .init(any("i")), points: number(), paidOwed: number(), spans: [span()],
          expiresAt: later()))
    case 7: .tierGranted(grant())
    case 8: .benefitUsed(.init(benefits[below(benefits.count)], id: "x", count: number()))
    case 9:
      .rewarded(
        .init(.points(number()), for: .init(.rating, any("c")), paidOwed: number(), rule: "r"))
    default:
      below(4) == 0
        ? .closed(
          .init(kept: [.init(.points, until: later()), .init(.tier, until: nil)], forfeited: 0))
        : .earningConfirmed(.init(any("e")))
    }
  }

  private mutating func span() -> LotSpan {
    LotSpan(
      first: Int(clamping: number()), last: below(2) == 0 ? 40 : Int(clamping: number()),
      points: number())
  }

  mutating func questions() -> [MembershipQuestion] {
    [
      .balance, .tier, .benefit(benefits[below(benefits.count)]), .closing,
      .redemption(.init(any("r"))), .reward(reward()),
      .earning(.init("x", activities[below(activities.count)], spend: money())),
    ]
  }
}
