// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the first page of `SupportDesk`.
@Suite("Documentation: a desk")
struct DeskOverviewTests {
  let book: PolicyBook

  init() throws {
    book = try TestingYourPoliciesTests().book
  }

  @Test("a command, a look, and what another course would pay")
  func overview() throws {
    let desk = Desk(book)
    let monday = try Instant("2025-06-02T09:00+08:00")
    let answer = try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: monday)
    let reminder = answer.nextDeadline  // Tuesday, 9:00: half of 48 hours

    let tuesday = desk.tick(answer.result, at: try Instant("2025-06-03T09:00+08:00"))
    let asked = tuesday.intents.map(\.action)  // remind

    #expect(reminder == (try Instant("2025-06-03T09:00+08:00")))
    #expect(asked == [.remind])

    let late = try Instant("2025-06-04T10:01+08:00")  // 1 h 1 min past the due time
    let waiting = desk.whatIf(nothingHappensTo: tuesday.result, until: late)
    let paid = waiting.paidAfter  // 0.00 CNY: the delay goes on
    let soFar = waiting.decision.result.account?.causes.first?.award?.compensation  // 2.00 CNY

    let solving = try desk.whatIf(
      .ticket(.solve), of: tuesday.result, by: .agent("li"), at: late)
    let atTheEnd = solving.paidAfter  // 2.00 CNY

    #expect(paid == Money.zero(.cny))
    #expect(soFar?.description == "2.00 CNY")
    #expect(atTheEnd?.description == "2.00 CNY")
    let why = waiting.decision.explanation.text(in: .english)
    #expect(why.contains("goes on; so far 0.00 CNY back and 2.00 CNY on top"))
  }
}
