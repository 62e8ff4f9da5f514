// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("A desk")
struct DeskTests {
  static let text = """
    {
      "format": 0, "id": "desk", "version": "2025-05", "effectiveFrom": "2025-05-18",
      "zone": "Asia/Shanghai", "currency": "CNY",
      "facts": { "fault": { "oneOf": ["none", "minor", "heavyLoss"], "optional": true },
                 "paid": { "money": "CNY", "optional": true },
                 "severity": { "oneOf": ["routine", "urgent"], "optional": true },
                 "kind": { "oneOf": ["inquiry", "complaint"] } },
      "classification": { "rules": [
        { "id": "routine", "when": { "severity": { "known": false } },
          "then": { "set": { "severity": "routine" } } },
        { "id": "class-b", "when": { "kind": "complaint" }, "then": { "complaintClass": "B" } } ] },
      "serviceLevels": { "choose": "strictest", "remindAt": ["50%"], "rules": [
        { "id": "answer", "when": { "kind": "inquiry" },
          "then": { "firstReply": { "within": "15 min" } } },
        { "id": "solve", "when": { "kind": "complaint" },
          "then": { "resolution": { "within": "48 h" } } } ] },
      "compensation": {
        "caps": [ { "id": "year", "amount": "100.00", "per": "customer",
                    "window": "calendar year", "covers": "compensationOnly", "counts": ["cash"] } ],
        "settle": [ { "stack": "highest", "adding": ["overtime"], "refunds": "highest" },
                    { "cap": "year" } ],
        "rules": [
          { "id": "heavy", "when": { "fault": "heavyLoss", "cause": "fault" },
            "then": [ { "refund": "paid" }, { "base": "paid" }, { "times": "20%" },
                      { "round": "half even" } ] },
          { "id": "late", "when": { "cause": "missedPromise", "promise": "resolution" },
            "then": { "steps": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ],
                      "group": "overtime" } } ] }
    }
    """

  let desk: Desk
  let start: Instant

  init() throws {
    desk = Desk(try PolicyBook(Self.text))
    start = try Instant("2025-06-02T09:00:00+08:00")
  }

  @Test("classifies, promises and reminds from one command")
  func opens() throws {
    let matter = desk.opened("T-1", customer: "c-7")
    let answer = try desk.handle(.complain("c-7"), of: matter, by: .customer("c-7"), at: start)
    let after = answer.result
    #expect(after.ticket.details.grade.complaintClass == .b)
    #expect(after.ticket.details.field("severity")?.value == .text("routine"))
    #expect(answer.nextDeadline == start.adding(milliseconds: 24 * 3_600_000))
    #expect(after.timeline?.status(of: .resolution, at: start)?.rule == "solve")
  }

  @Test("pays a missed promise by itself, as an interim sum and finally when it is done")
  func pays() throws {
    var matter = desk.opened("T-1", customer: "c-7")
    matter = try desk.handle(.complain("c-7"), of: matter, by: .customer("c-7"), at: start).result
    let late = start.adding(milliseconds: 49 * 3_600_000)
    let tick = desk.tick(matter, at: late)
    #expect(tick.intents.map(\.action) == [.remind, .reportBreach])
    guard case .compensation(let event) = tick.events.first,
      case .delayOpened(_, let award) = event.change
    else {
      Issue.record("no interim award: \(tick.events)")
      return
    }
    #expect(award.compensation == Money(minorUnits: 100, currency: .cny))
    matter = tick.result
    let again = desk.tick(matter, at: late)
    #expect(again.events.isEmpty)
    #expect(again.intents.isEmpty)
    let solved = try desk.handle(
      .ticket(.solve), of: matter, by: .agent("li"),
      at: start.adding(milliseconds: 50 * 3_600_000 + 1))
    #expect(
      solved.result.account?.standing(of: "T-1")?.compensation
        == Money(minorUnits: 300, currency: .cny))
    #expect(solved.intents.contains { $0.action == .pay })
    let text = solved.explanation.text(in: .english)
    #expect(text.contains("late"))
  }

  @Test("pays a promise that two changes at one instant made, missed and took back")
  func twiceAtOnce() throws {
    let text = """
      { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01",
        "zone": "Asia/Shanghai", "currency": "CNY",
        "serviceLevels": { "rules": [
          { "id": "urgent", "when": { "priority": "urgent" },
            "then": { "resolution": { "within": "1 h" } } },
          { "id": "other", "then": { "resolution": { "within": "100 h" } } } ] },
        "compensation": { "settle": [ { "stack": "highest", "refunds": "highest" } ],
          "rules": [ { "id": "late", "when": { "cause": "missedPromise" },
            "then": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ] } ] } }
      """
    let desk = Desk(try PolicyBook(text))
    func hour(_ hour: Int64) -> Instant { start.adding(milliseconds: hour * 3_600_000) }
    var matter = desk.opened("T-1", customer: "c-7")
    for (command, at) in [
      (DeskCommand.open(.init(customer: "c-7", priority: .normal)), hour(0)),
      (.ticket(.prioritise(.urgent)), hour(5)), (.ticket(.prioritise(.normal)), hour(5)),
      (.ticket(.solve), hour(10)),
    ] {
      matter = try desk.handle(command, of: matter, by: .agent("li"), at: at).result
    }
    #expect(matter.paid == Money(minorUnits: 500, currency: .cny))
  }

  @Test("refuses an opening of one customer in the case of another")
  func customers() throws {
    let matter = desk.opened("T-1", customer: "c-3")
    #expect(throws: DeskRejection.anotherCustomer("c-9", caseOf: "c-3")) {
      try desk.handle(.complain("c-9"), of: matter, by: .customer("c-9"), at: start)
    }
  }

  @Test("says what is not judged where a case comes without the customer's account")
  func noAccount() throws {
    let opened = try desk.handle(
      .complain("c-9"), of: desk.opened("T-1"), by: .customer("c-9"), at: start)
    #expect(opened.notDone.isEmpty)
    let late = desk.tick(opened.result, at: start.adding(milliseconds: 49 * 3_600_000))
    #expect(late.notDone == [.missedNotJudged("c-9")])
    let told = late.explanation
    #expect(
      told.text(for: .auditor).contains(
        "not done: no account of c-9 is loaded: what was missed is not judged"))
    #expect(
      told.text(in: .simplifiedChinese, for: .auditor).contains(
        "未执行：未加载客户 c-9 的账户：超时承诺未作赔付判定"))
    #expect(told.text(for: .desk).contains("not done: no account of c-9"))
    #expect(!told.text(for: .customer).contains("not done"))
  }

  @Test("looks again when an account knows of something later")
  func laterAccount() throws {
    let opened = try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: start)
    let late = start.adding(milliseconds: 49 * 3_600_000)
    let other = try desk.handle(
      .complain("c-7"), of: desk.opened("T-2", customer: "c-7"), by: .customer("c-7"), at: start)
    var matter = opened.result
    matter.account = desk.tick(other.result, at: late.adding(milliseconds: 1)).result.account
    let answer = desk.tick(matter, at: late)
    #expect(
      answer.notDone == [
        .compensation(.beforeLastEvent(late, last: late.adding(milliseconds: 1)))
      ])
    #expect(
      answer.explanation.text(in: .simplifiedChinese, for: .desk).contains(
        "未执行：2025-06-04 10:00 +08:00 早于最近一次记录 2025-06-04 10:00:00.001 +08:00"))
    #expect(answer.nextDeadline == late.adding(milliseconds: 1))
    let again = desk.tick(answer.result, at: late.adding(milliseconds: 1))
    #expect(again.notDone.isEmpty && again.result.account?.causes.count == 2)
  }

  @Test(
    "tells the rule that raised something to those who look at the desk, and its own books to them")
  func reasons() throws {
    let answer = try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: start)
    let auditor = answer.explanation.text(for: .auditor)
    #expect(auditor.contains("because: class-b"))
    let customer = answer.explanation.text(for: .customer)
    #expect(!customer.contains("because"))
    let late = desk.tick(answer.result, at: start.adding(milliseconds: 49 * 3_600_000)).explanation
    #expect(late.text(for: .auditor).contains("what fell due was told at 2025-06-04 10:00 +08:00"))
    #expect(!late.text(for: .customer).contains("what fell due was told"))
  }

  @Test("decides a claim behind what fell due before it, however late somebody looks")
  func order() throws {
    let opened = try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: start)
    // 96 hours late at 1.00 an hour, of the 100.00 that a year may cost.
    let solvedAt = start.adding(milliseconds: (48 + 96) * 3_600_000)
    let now = solvedAt.adding(milliseconds: 60_000)
    let solved = try desk.handle(.ticket(.solve), of: opened.result, by: .agent("li"), at: solvedAt)
    #expect(solved.result.paid == Money(minorUnits: 9_600, currency: .cny))
    var silent = opened.result
    for case .ticket(let event) in solved.events { silent.apply(.ticket(event)) }
    let claim = DeskCommand.claim(
      Cause(key: "lost", .fault, of: "T-1", at: now),
      facts: [
        DeskFact("fault", .text("heavyLoss")),
        DeskFact("paid", .money(Money(minorUnits: 5_000, currency: .cny))),
      ])
    let sums = try [solved.result, silent].map { matter in
      let answer = try desk.handle(claim, of: matter, by: .agent("li"), at: now)
      return try #require(answer.result.account?.cause("lost")?.award).compensation
    }
    #expect(
      sums == [Money(minorUnits: 400, currency: .cny), Money(minorUnits: 400, currency: .cny)])
  }
}
