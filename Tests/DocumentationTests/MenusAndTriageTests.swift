// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import Testing

/// The code of the article "Menus, triage and contact trees".
@Suite("Documentation: menus, triage and contact trees")
struct MenusAndTriageTests {
  /// What the article prints, from the line that begins so to the end of its block.
  private func printed(from start: String) throws -> String {
    let file = QuotationTests.root.appending(
      path: "Sources/SupportRouting/SupportRouting.docc/MenusAndTriage.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    let blocks = text.components(separatedBy: "```text\n").dropFirst().map {
      $0.components(separatedBy: "\n```").first ?? ""
    }
    return try #require(blocks.first { $0.hasPrefix(start) })
  }

  @Test("every step of the article answers as it says")
  func article() throws {
    let text = """
      { "format": 0, "id": "hotline", "zone": "Asia/Shanghai",
        "calendars": { "staffed": { "weekly": { "mon-fri": ["09:00-21:00"] } } },
        "menu": {
          "start": "hours", "limits": ["3 s", "5 s"], "retries": 2,
          "otherwise": "person", "person": "person", "personKey": "*",
          "number": "4001234567", "prefixes": { "9": { "queue": "emergency" } },
          "nodes": {
            "hours": { "hours": "staffed", "open": "type", "closed": "person" },
            "person": { "hours": "staffed", "open": { "queue": "hotline" },
                        "closed": { "onDuty": "primary", "roster": "night" } },
            "type": { "ask": "welcome", "level": 1, "keys": {
              "1": { "queue": "inquiries" },
              "2": { "to": { "queue": "complaints" }, "learns": { "kind": "complaint" } },
              "3": "fault", "0": "member" } },
            "fault": { "ask": "which-fault", "level": 2, "keys": {
              "1": { "queue": "account-faults" }, "2": { "queue": "product-faults" } } },
            "member": { "number": "memberNumber", "ask": "your-number", "digits": 8,
              "within": "8 s", "checkWithin": "5 s", "tries": 3,
              "verified": { "queue": "vip" }, "otherwise": "type" } } } }
      """
    let menu = try PhoneMenuBook(text).menu

    let calendars = try PhoneMenuBook(text).calendars
    let book = try PhoneMenuBook(id: "hotline", calendars: calendars, menu: menu.draft)
    let written = book.json  // reading it gives an equal book

    #expect(try PhoneMenuBook(written) == book && book.menu == menu)

    let now = try Instant("2025-09-30T10:00+08:00")
    var session = try menu.session(at: now)
    let question = session.trail.last?.action  // type asks "welcome", until 10:00:03
    try session.handle(.key("2"), at: now + .seconds(1))
    let destination = session.destination  // queue complaints
    let learned = session.learned  // kind = complaint

    #expect(question == .ask("type", prompt: "welcome", attempt: 1, until: now + .seconds(3)))
    #expect(destination == .queue("complaints"))
    #expect(learned == [LearnedFact("kind", "complaint")])

    var silent = try menu.session(at: now)
    silent.advance(to: now + .seconds(600))
    let ended = silent.trail.last?.at  // 10:00:09, after three questions
    let taken = silent.destination  // queue hotline

    #expect(ended == now + .seconds(9) && taken == .queue("hotline"))

    let call = try menu.session(at: now, dialled: "94001234567")
    let emergency = call.destination  // queue emergency

    #expect(emergency == .queue("emergency"))

    var member = try menu.session(at: now)
    for key in ["0", "1", "2", "3", "4", "5", "6", "7", "8"] {
      try member.handle(.key(key), at: now)
    }
    let need = member.trail.last?.action  // verify 12345678, until 10:00:05
    try member.handle(.verified(true), at: now + .seconds(1))
    let line = member.destination  // queue vip

    #expect(need == .verify("member", number: "12345678", until: now + .seconds(5)))
    #expect(line == .queue("vip"))

    let why = member.explanation.text(for: .desk)

    #expect(try why == printed(from: "handed to the queue vip"))

    var draft = menu.draft
    draft.otherwise = .node("type")
    draft.limits = [.seconds(3)]
    draft.nodes = draft.nodes.filter { $0.id != "fault" }
    draft.nodes.append(.init("fault", .say(.init("sorry"), then: .node("type"))))
    let changed = try PhoneMenu(draft, calendars: ["staffed": .aroundTheClock(zone: .utc)])
    let findings = changed.findings().map { $0.explanation.text() }

    #expect(try findings.joined(separator: "\n") == printed(from: "a silent caller"))

    let chain = try TriageChain(
      levels: [
        .init("menu", within: .seconds(60)),
        .init("semantic", score: .intent, atLeast: 800, within: .seconds(5)),
        .init("knowledge", score: .match, atLeast: 700, within: .seconds(30)),
      ],
      human: .init("human", to: .queue("hotline")),
      guards: [.init(.sentiment, .below(300))],
      humanFirst: [.init(.elderly), .init(.disabled, to: .queue("green-channel"))])
    var run = chain.start(at: now)
    let first = run.needs  // .score(.sentiment)
    try run.handle(.score(.sentiment, 620), at: now)
    try run.handle(.handedOn(by: "menu", learned: learned), at: now + .seconds(9))
    try run.handle(.score(.intent, 850), at: now + .seconds(10))
    let second = run.needs  // .attempt("semantic")
    try run.handle(.handedOn(by: "semantic", to: .queue("refunds")), at: now + .seconds(11))
    try run.handle(.score(.match, 640), at: now + .seconds(12))
    let outcome = run.outcome  // handed to queue refunds
    let trail = run.trail.map(\.leaving)  // handed on, handed on, 640 is below 700

    #expect(first == .score(.sentiment) && second == .attempt("semantic"))
    #expect(outcome == .handedTo(.queue("refunds")))
    #expect(trail == [.handedOn, .handedOn, .belowBound(.match, score: 640, bound: 700)])

    let elderly = chain.start(at: now, traits: [.elderly]).outcome  // handed to queue hotline

    #expect(elderly == .handedTo(.queue("hotline")))
  }

  @Test("a contact tree calls who is on duty, and stops when somebody acknowledges")
  func contacts() throws {
    let now = try Instant("2025-09-30T10:00+08:00")
    let tree = try ContactTree(levels: [
      .init(
        "province-lead", [.init(.onDuty(.primary, roster: "province"), by: "phone")],
        within: .seconds(300)),
      .init("expert", [.init(.agent("chen"), by: "remote")], within: .seconds(900)),
    ])
    let roster = try DutyRoster(
      zone: "Asia/Shanghai",
      layers: [
        .init("days", people: ["li", "wang"], days: 1, start: try CivilDate("2025-09-01"))
      ])
    var climb = try ContactTree.Run(
      tree, from: now, rosters: ["province": roster.compiled()])
    let calls = climb.advance(to: now + .seconds(300)).flatMap { $0.intents(for: "INC-7") }
    let stopped = climb.acknowledge(by: "chen", at: now + .seconds(320))

    #expect(calls.map(\.action) == [.callContact, .callContact])
    #expect(calls.first?.operand("agent") == .text("wang"))
    #expect(stopped.map(\.kind) == [.acknowledged(by: "chen")])
  }
}
