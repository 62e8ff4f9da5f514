// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTestKit
import SupportTickets
import SupportTime
import Testing

/// Metrics that a desk defines, and what starts and stops them.
extension MetricTests {
  @Test("stages have clocks by their names, and a desk defines metrics of its own")
  func own() throws {
    let policy = try SLAPolicy(
      "own",
      rules: [
        Rule(
          "all",
          then: [
            SLATarget("complaint/assessed", within: try ServiceDuration("2 h")),
            SLATarget("plan", within: try ServiceDuration("5 min")),
            SLATarget("review", within: try ServiceDuration("48 h")),
          ])
      ],
      metrics: [
        SLAMetricDefinition(
          "plan", start: [.stage(.init(.confirmed, of: .goldenThirty))],
          stop: [.stage(.init(.planned, of: .goldenThirty))]),
        SLAMetricDefinition("review", start: [.documentFiled], stop: [.resolved]),
      ])
    for line in [
      "Mon 09:00 open | 10:00 stage complaint/registered | 10:30 stage complaint/assessed"
        + " => complaint/assessed met Mon 10:30",
      "Mon 09:00 open | 12:00 look => complaint/assessed missed Mon 11:00",
    ] {
      #expect(try TicketTimeline(line).differences(under: policy) == [])
    }
    let golden = try TicketTimeline(
      "Mon 09:00 open | 09:01 stage goldenThirty/confirmed | 09:07 stage goldenThirty/planned"
        + " | 10:00 file voucher")
    let timeline = golden.slaTimeline(under: policy)
    #expect(timeline.status(of: "plan", at: golden.end)?.verdict == .missed)
    #expect(
      timeline.status(of: "review", at: golden.end)?.dueAt == golden.end + .seconds(48 * 3_600))
  }

  @Test("documents that come with the opening are filed by it")
  func documentsOfTheOpening() throws {
    let policy = try SLAPolicy(
      "own",
      rules: [
        Rule(
          "all",
          then: [
            SLATarget("decision", within: try ServiceDuration("48 h")),
            SLATarget("collection", within: try ServiceDuration("2 h")),
          ])
      ],
      metrics: [
        SLAMetricDefinition("decision", start: [.document("voucher")], stop: [.resolved]),
        SLAMetricDefinition("collection", start: [.opened], stop: [.document("voucher")]),
      ])
    let opened = try Instant("2025-06-02T09:00:00Z")
    for (kinds, decision, collection) in [
      ([], nil, .running), (["picture"], nil, .running), (["voucher"], .running, .fulfilled),
      (["picture", "voucher", "voucher"], .running, .fulfilled),
    ] as [([Ticket.DocumentKind], SLAStatus.Phase?, SLAStatus.Phase)] {
      var opening = Ticket.Opening()
      opening.documents = kinds.map { .init($0, reference: "r") }
      var timeline = SLATimeline(policy)
      timeline.apply(.fixture(.opened(opening), at: opened))
      #expect(timeline.status(of: "decision", at: opened)?.phase == decision, "\(kinds)")
      #expect(timeline.status(of: "collection", at: opened)?.phase == collection, "\(kinds)")
    }
  }

  @Test("a document of a kind, a follow-up and a notice of a purpose move clocks, others do not")
  func namedTriggers() throws {
    let book = try ServiceLevelBook(
      """
      { "format": 0, "id": "desk", "zone": "UTC",
        "serviceLevels": {
          "metrics": {
            "decision": { "start": ["document voucher"], "stop": ["resolved", "document waiver"] },
            "told": { "start": ["opened"], "stop": ["notice outage"] },
            "toldAnything": { "start": ["opened"], "stop": ["noticeSent"] },
            "arranged": { "start": ["documentFiled"], "stop": ["followUpPlanned"],
                          "cancel": ["notice withdrawn"] } },
          "rules": [ { "id": "all", "then": {
            "decision": { "within": "48 h" }, "told": { "within": "2 h" },
            "toldAnything": { "within": "2 h" }, "arranged": { "within": "3 h" } } } ] } }
      """)
    let opened = try Instant("2025-06-02T09:00:00Z")
    func file(_ kind: Ticket.DocumentKind) -> Ticket.Change {
      .documentFiled(.init(kind, reference: "r"))
    }
    func notice(_ purpose: String) -> Ticket.Change { .noticeSent(.init(purpose, over: [.email])) }
    let plan = Ticket.Change.followUpPlanned(.init("f", purpose: "care", dueAt: opened))
    func phases(_ changes: [Ticket.Change]) -> [SLAStatus.Phase?] {
      var timeline = SLATimeline(book.policy)
      timeline.apply(.fixture(.opened(.init()), at: opened))
      for change in changes {
        timeline.apply(.fixture(change, at: opened + .seconds(3_600)))
      }
      return (["decision", "told", "toldAnything", "arranged"] as [SLAMetric])
        .map { timeline.status(of: $0, at: opened + .seconds(3_600))?.phase }
    }
    for (changes, expected) in [
      ([], [nil, .running, .running, nil]),
      ([file(.picture)], [nil, .running, .running, .running]),
      ([file(.voucher)], [.running, .running, .running, .running]),
      ([file(.voucher), file(.picture)], [.running, .running, .running, .running]),
      ([file(.voucher), file("waiver")], [.fulfilled, .running, .running, .running]),
      ([notice("booking")], [nil, .running, .fulfilled, nil]),
      ([notice("outage")], [nil, .fulfilled, .fulfilled, nil]),
      ([plan], [nil, .running, .running, nil]),
      ([file(.picture), plan], [nil, .running, .running, .fulfilled]),
      ([file(.picture), notice("withdrawn")], [nil, .running, .fulfilled, .cancelled]),
      ([file(.picture), notice("booking")], [nil, .running, .fulfilled, .running]),
    ] as [([Ticket.Change], [SLAStatus.Phase?])] {
      #expect(phases(changes) == expected, "\(changes)")
    }
  }

  @Test(
    "a trigger that there is not is a mistake, with the one that was probably meant",
    arguments: [
      ("documentFled", nil, "documentFiled"), ("docment voucher", nil, "document voucher"),
      ("notise outage", nil, "notice outage"), ("document ", "write \"document voucher\"", nil),
      ("notice  ", "write \"notice outage\"", nil), ("call back", "such as \"stage", nil),
      ("stage complaint", "write \"stage complaint/assessed\"", nil),
    ] as [(String, String?, String?)])
  func unknownTriggers(word: String, message: String?, suggestion: String?) throws {
    let text = """
      { "format": 0, "id": "desk", "zone": "UTC",
        "serviceLevels": {
          "metrics": { "m": { "start": ["opened"], "stop": ["\(word)"] } }, "rules": [] } }
      """
    let error = try #require(throws: DocumentError.self) { try ServiceLevelBook(text) }
    let problem = try #require(error.problems.first)
    #expect(problem.path == "serviceLevels.metrics.m.stop[0]" && error.problems.count == 1)
    #expect(problem.suggestion == suggestion)
    if let message { #expect(problem.message.contains(message)) }
  }
}
