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

/// One pass of a desk whose book has every section that takes part.
@Suite("What follows from a command")
struct DeskFlowTests {
  static let text = """
    {
      "format": 0, "id": "desk", "version": "2025-05", "effectiveFrom": "2025-05-01",
      "tenant": "acme", "zone": "Asia/Shanghai", "currency": "CNY",
      "facts": { "fault": { "oneOf": ["none", "heavyLoss"], "optional": true },
                 "paid": { "money": "CNY", "optional": true },
                 "orderNumber": { "is": "text", "optional": true } },
      "tickets": {
        "dissatisfaction": { "mostStars": 2, "escalateTo": "care" },
        "duplicates": { "fields": ["orderNumber"], "category": true, "within": "72 h" } },
      "serviceLevels": { "choose": "strictest", "remindAt": ["50%"], "rules": [
        { "id": "solve", "then": { "resolution": { "within": "48 h" } } } ] },
      "compensation": {
        "settle": [ { "stack": "highest", "adding": ["overtime"], "refunds": "highest" } ],
        "rules": [
          { "id": "heavy", "when": { "fault": "heavyLoss", "cause": "fault" },
            "then": { "steps": [ { "refund": "paid" }, { "base": "paid" }, { "times": "20%" },
                                 { "round": "half even" } ],
                      "grants": [ { "points": 2000 }, { "benefit": "gold" } ] } },
          { "id": "late", "when": { "cause": "missedPromise", "promise": "resolution" },
            "then": { "steps": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ],
                      "group": "overtime" } } ] },
      "membership": {
        "tiers": [ { "id": "standard" },
                   { "id": "gold", "requirement": { "points": 1000, "in": "calendar year" } } ],
        "tierRules": { "validity": { "endOf": "calendar year", "further": 1 },
                       "downgrade": "oneDown" },
        "points": { "expiry": { "endOfMonth": 12 }, "order": "oldestFirst", "rounding": "down",
                    "stacking": "multiply", "clawback": "owed", "expiredReturn": "lost" },
        "rewards": [ { "id": "rated-well", "when": { "cause": "rating", "stars": { "atLeast": 4 } },
                       "then": { "coupon": "5.00" } } ] },
      "routing": {
        "channels": [ { "id": "phone" } ],
        "queues": [ { "id": "front", "pools": [ { "group": "front" } ] } ],
        "choice": { "rules": [ { "id": "all", "then": { "queue": "front" } } ] },
        "fallback": "front" }
    }
    """

  let desk: Desk
  let start: Instant

  init() throws {
    desk = Desk(try PolicyBook(Self.text))
    start = try Instant("2025-06-02T09:00:00+08:00")
  }

  func later(_ hours: Int64, _ milliseconds: Int64 = 0) -> Instant {
    start.adding(milliseconds: hours * 3_600_000 + milliseconds)
  }

  func complaint(_ id: TicketID, at: Instant, order: String? = nil) throws -> DeskDecision {
    try desk.handle(
      .complain(
        "c-7", over: .phone, category: "product",
        fields: order.map { [.orderNumber($0)] } ?? []),
      of: desk.opened(id, customer: "c-7"), by: .customer("c-7"), at: at)
  }

  @Test("a rating at the bound escalates, one above it does not")
  func dissatisfaction() throws {
    for (stars, escalates) in [(2, true), (3, false)] {
      var matter = try complaint("T-1", at: start).result
      matter =
        try desk.handle(
          .ticket(.startContact(.init("k-1", over: .phone))), of: matter, by: .agent("li"),
          at: later(1)
        ).result
      let answer = try desk.handle(
        .ticket(.rate(.init("k-1", stars: stars))), of: matter, by: .customer("c-7"), at: later(2))
      #expect(answer.result.ticket.details.escalations.isEmpty == !escalates)
      #expect(answer.intents.contains { $0.action == .escalate } == escalates)
    }
  }

  @Test("a good rating earns a coupon, once a rating")
  func reward() throws {
    var member = try #require(desk.emptyMembership(of: "m-7"))
    try member.perform(.enrol, by: .system, at: start)
    var matter = desk.opened("T-1", customer: "c-7", member: member)
    for (command, by, hour) in [
      (.complain("c-7"), .customer("c-7"), 0),
      (.ticket(.startContact(.init("k-1", over: .phone))), .agent("li"), 1),
    ] as [(DeskCommand, Principal, Int64)] {
      matter = try desk.handle(command, of: matter, by: by, at: later(hour)).result
    }
    let answer = try desk.handle(
      .ticket(.rate(.init("k-1", stars: 4))), of: matter, by: .customer("c-7"), at: later(2))
    #expect(answer.intents.filter { $0.action == .issueRewardCoupon }.count == 1)
    #expect(answer.events(of: StreamID(.membership, of: MemberID("m-7"))).count == 1)
  }

  @Test("the tier of a member is written down with the ticket")
  func tier() throws {
    var member = try #require(desk.emptyMembership(of: "m-7"))
    try member.perform(.enrol, by: .system, at: start)
    let matter = desk.opened("T-1", customer: "c-7", member: member)
    let answer = try desk.handle(.complain("c-7"), of: matter, by: .customer("c-7"), at: start)
    #expect(answer.result.ticket.details.field("tier")?.value == .text("standard"))
  }

  @Test("what an award gives that is no money goes to the membership, and the tier follows")
  func grants() throws {
    var member = try #require(desk.emptyMembership(of: "m-7"))
    try member.perform(.enrol, by: .system, at: start)
    var matter = desk.opened("T-1", customer: "c-7", member: member)
    matter = try desk.handle(.complain("c-7"), of: matter, by: .customer("c-7"), at: start).result
    let cause = Cause(key: "fault-1", .fault, of: "T-1", at: later(1))
    let answer = try desk.handle(
      .claim(
        cause,
        facts: [
          DeskFact("fault", .text("heavyLoss")),
          DeskFact("paid", .money(Money(minorUnits: 10_000, currency: .cny))),
        ]), of: matter, by: .agent("li"), at: later(1))
    #expect(answer.result.paid == Money(minorUnits: 12_000, currency: .cny))
    #expect(answer.result.member?.balance(at: later(1)).available == 2_000)
    #expect(answer.result.member?.standing(at: later(1))?.tier == "gold")
    #expect(!answer.intents.contains { $0.action == .grant })
    // What the claim said is written down with the ticket: its history alone tells what was judged.
    #expect(answer.result.ticket.details.field("fault")?.value == .text("heavyLoss"))
  }

  @Test(
    "a repeated contact about one matter becomes a part of the earlier case, whose clock goes on")
  func duplicate() throws {
    let first = try complaint("T-1", at: start, order: "A-1").result
    let again = try desk.handle(
      .complain("c-7", category: "product", fields: [.orderNumber("A-1")]),
      of: desk.opened("T-2", customer: "c-7"), by: .customer("c-7"), at: later(72),
      earlier: first)
    #expect(again.result.ticket.status == .merged)
    let survivor = try #require(again.other)
    #expect(survivor.ticket.details.absorbed.map(\.source) == ["T-2"])
    #expect(survivor.timeline?.status(of: .resolution, at: later(72))?.startedAt == start)
    // What fell due of the earlier case before is told and paid: 24 started hours by then.
    #expect(again.intents.contains { $0.action == .reportBreach })
    // An award that grows is interim: told, not counted (C12).
    let account = try #require(survivor.account)
    #expect(account.causes.map(\.award?.compensation) == [Money(minorUnits: 2_400, currency: .cny)])
    #expect(survivor.paid == .zero(.cny))
    #expect(again.streams.contains(first.stream) && again.streams.contains(again.result.stream))
    let ids = again.records(at: later(72)).map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("a contact after the window, about another order or of another customer is its own matter")
  func noDuplicate() throws {
    let first = try complaint("T-1", at: start, order: "A-1").result
    for (order, at) in [("A-1", later(72, 1)), ("A-2", later(1))] {
      let again = try desk.handle(
        .complain("c-7", category: "product", fields: [.orderNumber(order)]),
        of: desk.opened("T-2", customer: "c-7"), by: .customer("c-7"), at: at, earlier: first)
      #expect(again.result.ticket.status == .new)
      #expect(again.other == nil)
    }
  }

  @Test("a reminder comes before the breach, each once, however late anybody looks")
  func reminders() throws {
    let matter = try complaint("T-1", at: start).result
    let step = desk.tick(matter, at: later(24))
    #expect(step.intents.map(\.action) == [.remind])
    #expect(step.intents.first?.notBefore == later(24))
    let due = desk.tick(step.result, at: later(48))
    #expect(due.intents.isEmpty)
    let breach = desk.tick(due.result, at: later(48, 1))
    #expect(breach.intents.map(\.action) == [.reportBreach])
    let once = desk.tick(matter, at: later(48, 1))
    #expect(once.intents.map(\.key) == step.intents.map(\.key) + breach.intents.map(\.key))
  }

  @Test("a waived breach pays nothing, and takes back what was paid")
  func waiver() throws {
    var matter = try complaint("T-1", at: start).result
    matter = try desk.handle(
      .ticket(.solve), of: matter, by: .agent("li"), at: later(49)
    ).result
    #expect(matter.paid == Money(minorUnits: 100, currency: .cny))
    let answer = try desk.handle(
      .adjust(.waived(.resolution, from: start, until: later(100))), of: matter, by: .agent("boss"),
      at: later(50), because: "storm")
    #expect(answer.result.paid == .zero(.cny))
    #expect(answer.result.timeline?.verdict(of: .resolution, at: later(50)) == .waived)
  }

  @Test("the router is asked when somebody has to take it up, and told when nobody has to any more")
  func routing() throws {
    let answer = try complaint("T-1", at: start)
    guard case .enqueue(let item) = answer.routing else {
      Issue.record("nothing for the router")
      return
    }
    #expect(item.id == "T-1" && item.channel == "phone" && item.since == start)
    let taken = try desk.handle(
      .ticket(.assign(.init(agent: "li"))), of: answer.result, by: .agent("li"), at: later(1))
    #expect(taken.routing == .withdraw("T-1"))
    let handed = try desk.handle(
      .ticket(.transfer(to: .init(group: "front"), contact: nil)), of: taken.result,
      by: .agent("li"), at: later(2))
    guard case .enqueue(let again) = handed.routing else {
      Issue.record("nothing for the router")
      return
    }
    #expect(again.queue == "front" && again.firstOwner == nil && again.preferred.isEmpty)
  }

  @Test("the tenant and the version of the book travel in every record, under ids of the command")
  func records() throws {
    let answer = try desk.handle(
      .complain("c-7"), of: desk.opened("T-1", customer: "c-7"), by: .customer("c-7"), at: start,
      key: "cmd-1")
    let records = answer.records(
      at: later(0, 5), after: [StreamID(.ticket, of: TicketID("T-1")): 3])
    #expect(records.allSatisfy { $0.tenant == "acme" && $0.policyVersion == "2025-05" })
    #expect(records.first?.id == EventID(of: "cmd-1", ordinal: 0))
    #expect(records.map(\.version) == (4..<(4 + Int64(records.count))).map { $0 })
  }

  @Test("a command that is refused changes nothing and says why")
  func refusals() throws {
    let matter = desk.opened("T-1", customer: "c-7")
    #expect(throws: DeskRejection.ticket(.notOpened(.solve))) {
      try desk.handle(.ticket(.solve), of: matter, by: .agent("li"), at: start)
    }
    let open = try complaint("T-1", at: start).result
    let other = Cause(key: "x", .fault, of: "T-9", at: start)
    #expect(throws: DeskRejection.anotherTicket("T-9")) {
      try desk.handle(.claim(other, facts: []), of: open, by: .agent("li"), at: start)
    }
    let own = Cause(key: "x", .fault, of: "T-1", at: start)
    #expect(throws: DeskRejection.self) {
      try desk.handle(
        .claim(own, facts: [DeskFact("nonsense", .integer(1))]), of: open, by: .agent("li"),
        at: start)
    }
    #expect(throws: DeskRejection.noSection("disputes")) {
      try desk.handle(.dispute("d-1", .appeal), of: open, by: .agent("li"), at: start)
    }
    #expect(throws: DeskRejection.accountNotLoaded("membership")) {
      try desk.handle(.membership(.enrol), of: open, by: .agent("li"), at: start)
    }
  }

  @Test("the customer's explanation hides what the host does and why things were not done")
  func explanation() throws {
    var matter = try complaint("T-1", at: start).result
    matter = desk.tick(matter, at: later(49)).result
    let answer = try desk.handle(
      .ticket(.solve), of: matter, by: .agent("li"), at: later(50), because: "secret reason")
    for language in [MessageLanguage.english, .simplifiedChinese] {
      let shown = answer.explanation.shown(to: .customer).text(in: language)
      #expect(!shown.contains("secret reason") && !shown.contains("reportBreach"))
      #expect(answer.explanation.text(in: language).contains("late"))
    }
    #expect(desk.explain(.progress, of: matter, at: later(50), for: .customer) != nil)
    #expect(desk.explain(.promise(.resolution), of: matter, at: later(50), for: .auditor) != nil)
    #expect(desk.explain(.dispute("none"), of: matter, at: later(50), for: .auditor) == nil)
  }
}
