// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import Testing

@testable import SupportDesk

@Suite("What a back-test reports")
struct BacktestReportTests {
  static func book(
    _ version: String, hours: Int, yuan: String = "1.00", currency: String = "CNY"
  ) throws -> Desk {
    Desk(
      try PolicyBook(
        """
        { "format": 0, "id": "desk", "version": "\(version)", "effectiveFrom": "2025-01-01",
          "zone": "Asia/Shanghai", "currency": "\(currency)",
          "facts": { "severity": { "oneOf": ["routine", "urgent"], "optional": true } },
          "classification": { "rules": [
            { "id": "urgent", "when": { "priority": "high" },
              "then": { "set": { "severity": "urgent" } } },
            { "id": "billing", "when": { "group": "billing" },
              "then": { "category": "invoice" } },
            { "id": "routine", "when": { "severity": { "known": false } },
              "then": { "set": { "severity": "routine" } } } ] },
          "serviceLevels": { "rules": [
            { "id": "solve-\(version)", "then": { "resolution": { "within": "\(hours) h" } } } ] },
          "compensation": {
            "settle": [ { "stack": "highest", "refunds": "highest" } ],
            "rules": [ { "id": "late", "when": { "cause": "missedPromise" },
              "then": [ { "base": "\(yuan)" }, { "round": "exact" } ] } ] } }
        """))
  }

  let start: Instant
  let end: Instant

  init() throws {
    start = try Instant("2025-06-02T09:00:00+08:00")
    end = start.adding(milliseconds: 100 * 3_600_000)
  }

  private func history(_ number: Int, solvedAfter hours: Int64, customer: Int? = nil) -> CaseHistory
  {
    CaseHistory(
      TicketID("T-\(number)"),
      events: [
        .fixture(
          .opened(.init(customer: CustomerID("c-\(customer ?? number)"))), at: start),
        .fixture(.solved, at: start.adding(milliseconds: hours * 3_600_000)),
      ])
  }

  @Test("a promise that was kept is due at another instant, too, and is told as moved")
  func moved() throws {
    let (one, other) = (try Self.book("1", hours: 24), try Self.book("2", hours: 48))
    let report = Backtest([history(1, solvedAfter: 5)], from: one, to: other, through: end)
      .runInOneLane()
    #expect(report.targets.moved == 1 && report.targets.unchanged == 0 && report.changed == 1)
    let promise = report.changes[0].promises[0]
    #expect(promise.before?.dueAt == start.adding(milliseconds: 24 * 3_600_000))
    #expect(promise.after?.dueAt == start.adding(milliseconds: 48 * 3_600_000))
    #expect(promise.before?.verdict == .met && promise.after?.verdict == .met)
  }

  @Test("a rule of another name that promises the same changes no case")
  func renamed() throws {
    let report = Backtest(
      [history(1, solvedAfter: 5), history(2, solvedAfter: 30)],
      from: try Self.book("1", hours: 24),
      to: try Self.book("2", hours: 24), through: end
    ).runInOneLane()
    #expect(report.changed == 0 && report.targets.unchanged == 2)
    #expect(report.byRule.map(\.name) == ["late", "solve-2"])
  }

  @Test("the first changed cases are kept, however the work is cut and whosever they are")
  func kept() async throws {
    let (one, other) = (try Self.book("1", hours: 24), try Self.book("2", hours: 48))
    // Customers take turns, so that their order is not that of the histories.
    let histories = (0..<600).map { history($0, solvedAfter: 30, customer: $0 % 7) }
    let test = Backtest(histories, from: one, to: other, through: end, keeping: 3)
    let report = test.runInOneLane()
    #expect(report.changes.map(\.index) == [0, 1, 2] && report.changed == 600)
    for lanes in 2...5 { #expect(await test.run(lanes: lanes) == report) }
  }

  @Test("histories set aside are counted by reason")
  func setAside() throws {
    let desk = try Self.book("1", hours: 24)
    let late = CaseHistory(
      "T-9",
      events: [.fixture(.opened(.init()), at: end), .fixture(.solved, at: start)])
    let histories = [
      CaseHistory("T-1", events: []), late, CaseHistory("T-2", events: []),
      history(3, solvedAfter: 1),
    ]
    let report = Backtest(histories, from: desk, to: desk, through: end, keeping: 1).runInOneLane()
    #expect(report.setAsideBy.map(\.because) == [.empty, .timeRunsBackwards])
    #expect(report.setAsideBy.map(\.count) == [2, 1])
    #expect(report.setAside.map(\.ticket) == ["T-1"])
  }

  @Test("books that pay in different currencies are compared by their promises alone")
  func currencies() throws {
    let (yuan, dollar) = (
      try Self.book("1", hours: 1), try Self.book("2", hours: 2, currency: "USD")
    )
    let report = Backtest([history(1, solvedAfter: 5)], from: yuan, to: dollar, through: end)
      .runInOneLane()
    #expect(report.currency == nil && report.money.isEmpty)
    #expect(report.targets.moved == 1)
  }

  @Test("the explanation tells promises and sums, with the difference in per cent")
  func explained() throws {
    let (one, other) = (
      try Self.book("1", hours: 24, yuan: "2.00"), try Self.book("2", hours: 48, yuan: "3.00")
    )
    // Before: one of three kept, 2 × 2 yuan. After: two of three kept, 1 × 3 yuan.
    let histories = [
      history(1, solvedAfter: 5), history(2, solvedAfter: 30), history(3, solvedAfter: 60),
    ]
    let report = Backtest(histories, from: one, to: other, through: end).runInOneLane()
    #expect(report.targets.pointsGained == "+33.34")
    #expect(report.targets.before.rate == Rate(1, over: 3))
    #expect(report.money.change == Rate(-1, over: 4))
    let english = report.explanation.text()
    #expect(english.contains("3 cases judged, 3 of them otherwise; 0 set aside"))
    #expect(english.contains("promises kept: 33.33% before, 66.67% after (+33.34 points)"))
    #expect(english.contains("1 newly met, 0 newly missed, 0 added, 0 dropped, 2 moved"))
    #expect(english.contains("paid: 4.00 CNY before, 3.00 CNY after (-25.00%)"))
    let chinese = report.explanation.text(in: .simplifiedChinese)
    #expect(chinese.contains("回测工单3件，结论有变3件；搁置0件"))
    #expect(chinese.contains("（+33.34个百分点）；转为达成1，转为超时0"))
    #expect(!chinese.contains("{") && !english.contains("{"))
  }

  @Test("every code of back-tests speaks both languages of the same operands")
  func codes() {
    for code in Explanation.Code.allBacktests {
      func names(_ text: String) -> [String] {
        text.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
          String($0.prefix { $0 != "}" })
        }.sorted()
      }
      #expect(!code.simplifiedChinese.isEmpty)
      #expect(names(code.english) == names(code.simplifiedChinese), "\(code.id)")
    }
  }

  @Test(
    "classifying only where facts change says what looking at every event says",
    arguments: 0..<60 as Range<UInt64>)
  func classified(seed: UInt64) throws {
    var dice = SplitMix64(seed: seed)
    let desk = try Self.book("1", hours: 24)
    let changes: [Ticket.Change] = [
      .messageAdded(.init(.reply)), .prioritised("high"), .prioritised(nil), .workStarted,
      .assigned(.init(group: "billing")), .assigned(.init(group: "tech", agent: "li")),
      .classified(.init(kind: "complaint")), .classified(.init(category: "x")),
      .waitChanged(.customer), .waitChanged([]), .solved, .reopened, .closed,
      .fieldSet(.init("severity", .text("urgent"))),
    ]
    var events: [Ticket.Event] = [.fixture(.opened(.init(customer: "c-1")), at: start)]
    for number in 1...12 {
      let change = changes[Int(dice.next() % UInt64(changes.count))]
      events.append(.fixture(change, at: start.adding(milliseconds: Int64(number) * 60_000)))
    }
    let history = CaseHistory("T-1", events: events)
    let classified = desk.classified(history)
    #expect(classified == desk.classifiedPlainly(history))
    #expect(classified.events.count > events.count)
  }

  @Test("histories from elsewhere are read by each book as it classifies them")
  func classifying() throws {
    let plain = Desk(
      try PolicyBook(
        """
        { "format": 0, "id": "desk", "version": "0", "effectiveFrom": "2025-01-01", "zone": "UTC",
          "facts": { "severity": { "oneOf": ["routine", "urgent"], "optional": true } },
          "serviceLevels": { "rules": [ { "id": "routine", "when": { "severity": "routine" },
            "then": { "resolution": { "within": "1 h" } } } ] } }
        """))
    let classes = Desk(
      try PolicyBook(
        """
        { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01", "zone": "UTC",
          "facts": { "severity": { "oneOf": ["routine", "urgent"], "optional": true } },
          "classification": { "rules": [ { "id": "all", "when": { "severity": { "known": false } },
            "then": { "set": { "severity": "routine" } } } ] },
          "serviceLevels": { "rules": [ { "id": "routine", "when": { "severity": "routine" },
            "then": { "resolution": { "within": "1 h" } } } ] } }
        """))
    let histories = [history(1, solvedAfter: 5)]
    let read = Backtest(histories, from: plain, to: classes, through: end, classifying: true)
      .runInOneLane()
    #expect(read.targets.added == 1 && read.targets.after.missed == 1)
    #expect(read.unpromised.before == 1 && read.unpromised.after == 0)
    let asRecorded = Backtest(histories, from: plain, to: classes, through: end).runInOneLane()
    #expect(asRecorded.targets.isEmpty && asRecorded.unpromised.after == 1)
  }
}
