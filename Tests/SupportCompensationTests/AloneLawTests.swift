// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

/// An award takes a shortcut where a cause stands alone in its case with a whole sum; a trace never
/// does, since it tells every step.
@Suite("An award without its way is the award with it")
struct AloneLawTests {
  static let policies =
    ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] == nil ? UInt64(24) : 10_000

  @Test("whatever the settlement and the account", arguments: [UInt64(0), 1, 2, 3])
  func agrees(block: UInt64) throws {
    var outcomes: Set<String> = []
    for seed in block * Self.policies..<(block + 1) * Self.policies {
      var random = SplitMix64(seed: seed)
      let policy = try Self.policy(&random)
      var account = CompensationAccount(of: "mei", in: .cny)
      var now = Instant(millisecondsSince1970: 1_767_225_600_000)
      for number in 0..<24 {
        let claim = try Self.claim(number, policy, now, &random)
        let award = try policy.award(for: claim, in: account)
        #expect(try policy.trace(of: claim, in: account).outcome == award, "seed \(seed)")
        outcomes.insert(Self.name(of: award))
        let events = try account.decide(.claim(claim), by: .system, at: now, under: policy)
        var folded = account
        for event in events { folded.apply(event) }
        let performed = try account.perform(.claim(claim), by: .system, at: now, under: policy)
        #expect(performed == events && account == folded, "seed \(seed)")
        let key = claim.cause.key
        #expect(account.cause(key) != nil && account.cause(key) == folded.cause(key))
        if Int.random(in: 0..<6, using: &random) == 0 {
          let key = IdempotencyKey("c\(Int.random(in: 0...number, using: &random))")
          _ = try? account.perform(.reverse(key), by: .system, at: now, under: policy)
        }
        now = now.adding(milliseconds: Int64.random(in: 1...2_000_000_000, using: &random))
      }
    }
    #expect(outcomes == ["paid", "limited", "dropped", "nothing"])
  }

  private static func name(of outcome: AwardOutcome) -> String {
    guard let award = outcome.award else { return "nothing" }
    if award.isBelowLeastPayout { return "dropped" }
    return award.limitedBy.isEmpty ? "paid" : "limited"
  }

  /// Any settlement: a way to stack, then caps, a least payout and a rounding in any order.
  private static func policy(_ random: inout SplitMix64) throws -> CompensationPolicy {
    let modes: [Stacking.Mode] = [.highest, .sum, .sumUpTo(Desk.yuan("90"))]
    let adding: Set<String> = Bool.random(using: &random) ? ["overtime"] : []
    let stacking = Stacking(modes[Int.random(in: 0..<3, using: &random)], adding: adding)
    let directions: [RoundingRule.Direction] = [.up, .down, .halfEven, .halfUp]
    let step: Int64 = [1, 1, 50, 500][Int.random(in: 0..<4, using: &random)]
    let rounding = RoundingRule(
      directions[Int.random(in: 0..<4, using: &random)], step: step)
    var rest: [Settlement.Step] = [.cap("case"), .cap("sum"), .round(rounding)]
    if Bool.random(using: &random) { rest.append(.minimum(Desk.yuan("8"))) }
    rest.shuffle(using: &random)
    func cap(_ id: RuleID, _ scope: AwardCap.Scope) -> AwardCap {
      let windows = AccountLawTests.windows
      let units = Int64.random(in: 0...20_000, using: &random)
      let forms: Set<AwardForm.Kind> = Bool.random(using: &random) ? Desk.allForms : [.cash]
      return AwardCap(
        id, Money(minorUnits: units, currency: .cny), scope,
        windows[Int.random(in: 0..<windows.count, using: &random)],
        covers: Bool.random(using: &random) ? .compensationOnly : .refundAndCompensation,
        counts: forms)
    }
    return try Desk.policy(
      settle: [.stack(stacking)] + rest,
      caps: [cap("case", .perCase), cap("sum", .perCustomer)])
  }

  /// A claim of a few cases, so that some stand alone and some do not.
  private static func claim(
    _ number: Int, _ policy: CompensationPolicy, _ now: Instant, _ random: inout SplitMix64
  ) throws -> Claim {
    let at = now.adding(milliseconds: -Int64.random(in: 0...40_000_000_000, using: &random))
    let fault = ["none", "minor", "heavyLoss", "belowStandard"].randomElement(using: &random)
    let isLate = Int.random(in: 0..<4, using: &random) == 0
    let delay = try Cause.Delay(
      from: at,
      until: at.adding(
        milliseconds: Int64.random(
          in:
            0...min(
              at.milliseconds(to: now), 200_000_000), using: &random)))
    var facts = Facts(policy.schema)
    try facts.set("fault", to: fault.map { .text($0) })
    for name in ["paid", "serviceFee"] {
      let units = Int64.random(in: 0...60_000, using: &random)
      try facts.set(name, to: .money(Money(minorUnits: units, currency: .cny)))
    }
    let ticket = TicketID("T-\(Int.random(in: 0..<16, using: &random))")
    return Claim(
      Cause(
        key: IdempotencyKey("c\(number)"), isLate ? "delay" : .fault, of: ticket, at: at,
        delay: isLate ? delay : nil),
      facts: facts, at: now)
  }
}
