// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTestKit
import SupportTime
import Testing

@Suite("What a customer's account gives and takes back")
struct AccountTests {
  let now: Instant
  let policy: CompensationPolicy
  var account = CompensationAccount(of: "mei", in: .cny)

  init() throws {
    now = try Instant("2025-05-18T12:00:00Z")
    policy = try Desk.policy()
  }

  @Test("a heavy loss gives everything back and a fifth on top, told step by step")
  mutating func heavyLoss() throws {
    let claim = try Desk.claim(
      policy, "c1", ["fault": "heavyLoss", "paid": .money(Desk.yuan("6000"))])
    print(try policy.explanation(of: claim, in: account).text())
    print(try policy.explanation(of: claim, in: account).text(in: .simplifiedChinese))
    let events = try account.perform(.claim(claim), by: .system, at: now, under: policy)
    #expect(account.standing(of: "T-1")?.refund == Desk.yuan("6000"))
    #expect(account.standing(of: "T-1")?.compensation == Desk.yuan("1200"))
    #expect(events.count == 2 && account.payouts.count == 1)
    let overtime = try Desk.claim(
      policy, "c2",
      delay: Cause.Delay(
        from: try Instant("2025-05-18T00:00:00Z"), until: try Instant("2025-05-18T05:00:01Z")), [:])
    print(try policy.explanation(of: overtime, in: account).text())
    try account.perform(.claim(overtime), by: .system, at: now, under: policy)
    #expect(account.standing(of: "T-1")?.compensation == Desk.yuan("1206"))
    let big = try Desk.claim(
      policy, "c3", of: "T-2", ["fault": "heavyLoss", "paid": .money(Desk.yuan("30000.01"))])
    print(try policy.explanation(of: big, in: account, others: .all).text())
  }
}
