// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

/// A book with a limit in hours and a rate in yuan for each started hour.
private func book(
  _ version: String, from: String, hours: Int, yuan: String, publishing: String = "{}"
) throws -> PolicyBook {
  try PolicyBook(
    """
    { "format": 0, "id": "desk", "version": "\(version)", "effectiveFrom": "\(from)",
      "zone": "Asia/Shanghai", "currency": "CNY",
      "serviceLevels": { "rules": [
        { "id": "solve-\(version)", "then": { "resolution": { "within": "\(hours) h" } } } ] },
      "compensation": { "settle": [ { "stack": "highest", "refunds": "highest" } ],
        "rules": [ { "id": "late-\(version)", "when": { "cause": "missedPromise" },
          "then": [ { "accrue": "\(yuan)", "per": "started h" }, { "round": "exact" } ] } ] },
      "publishing": \(publishing) }
    """)
}

private func day(_ text: String) throws -> Instant { try Instant("\(text)T09:00:00+08:00") }

@Suite("Versions of a book")
struct VersionsTests {
  @Test("a ticket keeps the version of its opening, a missed promise pays by that of the breach")
  func editions() throws {
    let desk = try Desk([
      book("2", from: "2025-06-03", hours: 1, yuan: "5.00"),
      book("1", from: "2025-01-01", hours: 48, yuan: "1.00"),
    ])
    let start = try day("2025-06-02")
    var matter = desk.opened("T-1", customer: "c")
    matter = try desk.handle(.complain("c"), of: matter, by: .customer("c"), at: start).result
    // S7: still 48 hours on the day after; C6: the breach on 4 June pays by version 2.
    let due = start.adding(milliseconds: 48 * 3_600_000)
    #expect(matter.timeline?.status(of: .resolution, at: start)?.dueAt == due)
    let solved = try desk.handle(
      .ticket(.solve), of: matter, by: .agent("li"), at: due.adding(milliseconds: 1))
    #expect(solved.result.paid == Money(minorUnits: 500, currency: .cny))
    #expect(desk.version(for: matter.ticket, at: due) == "1")
    let other = try desk.handle(
      .complain("c"), of: desk.opened("T-2", customer: "c"), by: .customer("c"), at: due)
    #expect(
      other.result.timeline?.status(of: .resolution, at: due)?.dueAt
        == due.adding(milliseconds: 3_600_000))
  }

  @Test("two books from one instant are no desk, and neither is none")
  func refused() throws {
    let one = try book("1", from: "2025-01-01", hours: 1, yuan: "1.00")
    let other = try book("2", from: "2025-01-01", hours: 1, yuan: "1.00")
    #expect(throws: DocumentError.self) { try Desk([one, other]) }
    #expect(throws: DocumentError.self) { try Desk([]) }
  }

  @Test("what another book would have said: promises, money, and what cannot be judged")
  func backtest() async throws {
    let before = Desk(try book("1", from: "2025-01-01", hours: 48, yuan: "1.00"))
    let after = Desk(try book("2", from: "2025-01-01", hours: 24, yuan: "2.00"))
    let start = try day("2025-06-02")
    func history(_ id: TicketID, solvedAfter hours: Int64?) -> CaseHistory {
      var events = [
        Ticket.Event(
          .opened(.init(customer: CustomerID("c-\(id)"))), by: .customer("c"), at: start)
      ]
      if let hours {
        events.append(
          Ticket.Event(
            .solved, by: .agent("li"), at: start.adding(milliseconds: hours * 3_600_000)))
      }
      return CaseHistory(id, events: events)
    }
    let histories = [
      history("kept", solvedAfter: 20), history("newly", solvedAfter: 30),
      history("both", solvedAfter: 50), CaseHistory("empty", events: []),
    ]
    let test = Backtest(
      histories, from: before, to: after, through: start.adding(milliseconds: 100 * 3_600_000))
    let report = test.runInOneLane()
    #expect(report.judged == 3 && report.setAsideCount == 1)
    #expect(report.setAside.map(\.because) == [.empty])
    #expect(report.targets.newlyMissed == 1 && report.targets.newlyMet == 0)
    #expect(report.targets.before.missed == 1 && report.targets.after.missed == 2)
    // Before: 2 started hours at 1 yuan. After: 6 and 26 at 2.
    #expect(report.money.before == 200 && report.money.after == 6_400)
    #expect(report.money.added == 6_200 && report.money.saved == 0)
    #expect(report.cases(where: .newlyMissed).map(\.ticket) == ["newly"])
    #expect(report.cases(where: .paidMore).map(\.ticket) == ["newly", "both"])
    for lanes in 1...5 { #expect(await test.run(lanes: lanes) == report) }
    #expect(before.whatIf(after, judged: histories[0], through: start) != nil)
  }

  @Test("the claims of one customer are judged beside one another, in whatever lane")
  func caps() async throws {
    let text = """
      { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01",
        "zone": "Asia/Shanghai", "currency": "CNY",
        "serviceLevels": { "rules": [
          { "id": "solve", "then": { "resolution": { "within": "1 h" } } } ] },
        "compensation": {
          "caps": [ { "id": "year", "amount": "5.00", "per": "customer", "window": "calendar year",
                      "covers": "compensationOnly", "counts": ["cash"] } ],
          "settle": [ { "stack": "highest", "refunds": "highest" }, { "cap": "year" } ],
          "rules": [ { "id": "late", "when": { "cause": "missedPromise" },
            "then": [ { "base": "3.00" }, { "round": "exact" } ] } ] } }
      """
    let desk = Desk(try PolicyBook(text))
    let start = try day("2025-06-02")
    let histories = (0..<9).map { number in
      CaseHistory(
        TicketID("T-\(number)"),
        events: [
          Ticket.Event(
            .opened(.init(customer: CustomerID("c-\(number % 2)"))), by: .customer("c"),
            at: start.adding(milliseconds: Int64(number) * 60_000)),
          Ticket.Event(
            .solved, by: .agent("li"), at: start.adding(milliseconds: 10 * 3_600_000)),
        ])
    }
    let end = start.adding(milliseconds: 100 * 3_600_000)
    let report = Backtest(histories, from: desk, to: desk, through: end).runInOneLane()
    #expect(report.money.before == 1_000 && report.changed == 0)
    // What both books say alike is judged once: with a remark in a section it is judged twice.
    for section in ["serviceLevels", "compensation"] {
      let remark = text.replacing("\"\(section)\": {", with: "\"\(section)\": { \"note\": \"a\",")
      let other = Desk(try PolicyBook(remark))
      #expect(Backtest(histories, from: desk, to: other, through: end).runInOneLane() == report)
    }
    for lanes in 2...4 {
      #expect(
        await Backtest(histories, from: desk, to: desk, through: end).run(lanes: lanes) == report)
    }
  }

  @Test("books whose promises are worded alike and know other kinds of tickets are judged apart")
  func kinds() throws {
    func desk(_ kinds: String) throws -> Desk {
      Desk(
        try PolicyBook(
          """
          { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01",
            "zone": "Asia/Shanghai", "tickets": { "kinds": [\(kinds)] },
            "serviceLevels": { "rules": [
              { "id": "complaint", "when": { "kind": "complaint" },
                "then": { "resolution": { "within": "1 h" } } },
              { "id": "all", "then": { "resolution": { "within": "10 h" } } } ] } }
          """))
    }
    let start = try day("2025-06-02")
    let opening = Ticket.Opening(customer: "c", classification: .init(kind: .inquiry))
    let history = CaseHistory(
      "T-1",
      events: [
        Ticket.Event(.opened(opening), by: .customer("c"), at: start),
        Ticket.Event(.solved, by: .agent("li"), at: start.adding(milliseconds: 3_600_000)),
      ])
    // Of a kind that the first book does not know, nothing is promised for certain.
    let report = Backtest(
      [history], from: try desk("\"complaint\""), to: try desk("\"complaint\", \"inquiry\""),
      through: start.adding(milliseconds: 7_200_000)
    ).runInOneLane()
    #expect(report.targets.added == 1 && report.targets.after.met == 1)
    #expect(report.targets.before.met == 0 && report.changed == 1)
  }

  @Test("a second book watches: its own clocks and money, the first one's events")
  func shadow() throws {
    let desks = ShadowDesk(
      Desk(try book("1", from: "2025-01-01", hours: 48, yuan: "1.00")),
      beside: Desk(try book("2", from: "2025-01-01", hours: 24, yuan: "2.00")))
    let start = try day("2025-06-02")
    let opened = try desks.handle(
      .complain("c"), of: desks.opened("T-1", customer: "c"), by: .customer("c"), at: start)
    guard case .promise(.resolution, let before, let after) = opened.differences.first else {
      Issue.record("no difference")
      return
    }
    #expect(before?.rule == "solve-1" && after?.rule == "solve-2")
    let solved = try desks.handle(
      .ticket(.solve), of: opened.result, by: .agent("li"),
      at: start.adding(milliseconds: 30 * 3_600_000))
    #expect(solved.decision.result.paid == .zero(.cny))
    #expect(solved.result.shadow.paid == Money(minorUnits: 1_200, currency: .cny))
    #expect(
      solved.differences.contains(
        .paid(before: .zero(.cny), after: Money(minorUnits: 1_200, currency: .cny))))
  }

  @Test("what a command or the passing of time would change, without changing it")
  func whatIf() throws {
    let desk = Desk(try book("1", from: "2025-01-01", hours: 48, yuan: "1.00"))
    let start = try day("2025-06-02")
    let matter = try desk.handle(
      .complain("c"), of: desk.opened("T-1", customer: "c"), by: .customer("c"), at: start
    ).result
    let later = desk.whatIf(
      nothingHappensTo: matter, until: start.adding(milliseconds: 50 * 3_600_000))
    #expect(later.differences.map(\.after?.verdict) == [.missed])
    // Two started hours, told and not yet counted: the delay goes on (C12).
    #expect(later.decision.result.account?.causes.map(\.award?.compensation.minorUnits) == [200])
    #expect(later.paidBefore == .zero(.cny) && later.paidAfter == .zero(.cny))
    let solved = try desk.whatIf(.ticket(.solve), of: matter, by: .agent("li"), at: start)
    #expect(solved.differences.map(\.after?.verdict) == [.met])
  }
}

@Suite("A shelf of published books")
struct PolicyShelfTests {
  private let strict = #"{ "backTest": true, "secondPerson": true, "findings": "noErrors" }"#

  @Test("asks for check, back-test and a second person where the book in force does, all at once")
  func publishes() throws {
    let now = try day("2025-06-02")
    var shelf = PolicyShelf(
      try book("1", from: "2025-01-01", hours: 48, yuan: "1.00", publishing: strict))
    let next = try book("2", from: "2025-06-05", hours: 24, yuan: "1.00")
    var proposal = shelf.propose(next, by: .agent("li"))
    do {
      try shelf.publish(proposal, at: now)
      Issue.record("it was published")
    } catch {
      #expect(error.reasons == [.notChecked, .notTried, .nobodyAgreed])
    }
    proposal.check()
    proposal.add(
      Backtest([], from: try shelf.desk(), to: Desk(next), through: now).runInOneLane())
    #expect(throws: PublishingRefusal(reasons: [.samePerson(.agent("li"))])) {
      try proposal.agree(by: .agent("li"))
    }
    #expect(throws: PublishingRefusal(reasons: [.notAPerson(.system)])) {
      try proposal.agree(by: .system)
    }
    try proposal.agree(by: .agent("wang"))
    try shelf.publish(proposal, at: now)
    #expect(shelf.entries.last?.agreedBy == .agent("wang"))
    #expect(shelf.book(at: now)?.version == "1")
    #expect(shelf.book(at: try day("2025-06-05"))?.version == "2")
    #expect(throws: PublishingRefusal(reasons: [.versionTaken("2")])) {
      try shelf.publish(proposal, at: now)
    }
  }

  @Test("goes back by publishing the former version again, under a name of its own")
  func rollsBack() throws {
    let now = try day("2025-06-02")
    var shelf = PolicyShelf(try book("1", from: "2025-01-01", hours: 48, yuan: "1.00"))
    var proposal = shelf.propose(
      try book("2", from: "2025-06-03", hours: 24, yuan: "1.00"), by: .agent("li"))
    proposal.check()
    try shelf.publish(proposal, at: now)
    try shelf.rollBack(
      to: "1", as: "1-again", by: .agent("li"), from: CivilDate("2025-06-04"), at: now)
    let desk = try shelf.desk()
    #expect(desk.books.map(\.version) == ["1", "2", "1-again"])
    #expect(shelf.entries.last?.repeats == "1")
    let matter = try desk.handle(
      .complain("c"), of: desk.opened("T-1", customer: "c"), by: .customer("c"),
      at: try day("2025-06-04"))
    #expect(
      matter.result.timeline?.status(of: .resolution, at: try day("2025-06-04"))?.rule == "solve-1")
    #expect(throws: PublishingRefusal(reasons: [.unknownVersion("7")])) {
      try shelf.rollBack(
        to: "7", as: "8", by: .agent("li"), from: CivilDate("2025-06-09"), at: now)
    }
  }

  @Test("puts nothing into force before it was published")
  func past() throws {
    var shelf = PolicyShelf(try book("1", from: "2025-01-01", hours: 48, yuan: "1.00"))
    var proposal = shelf.propose(
      try book("2", from: "2025-06-01", hours: 24, yuan: "1.00"), by: .agent("li"))
    proposal.check()
    let now = try day("2025-06-02")
    #expect(throws: PublishingRefusal.self) { try shelf.publish(proposal, at: now) }
  }
}
