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

@Suite("Dream West: promises about time")
struct DXPromiseTests {
  /// A Wednesday.
  let now: Instant

  init() throws {
    now = try DX.at("2025-09-03 10:00")
  }

  func after(_ milliseconds: Int64) -> Instant { now.adding(milliseconds: milliseconds) }

  // MARK: The steps of a contact

  /// The steps with the most that each may take, as published: 8 s, 30 s, 15 s, 3 min, 30 s.
  private static let steps: [(stage: Ticket.Stage, most: Int64)] = [
    ("answered", 8_000), ("needConfirmed", 30_000), ("routed", 15_000), ("served", 180_000),
    ("closingChecked", 30_000),
  ]

  /// A call in which each step takes all of its time, and one of them more.
  private func call(
    over channel: Ticket.Channel, slow: Int? = nil, by milliseconds: Int64 = 0
  ) throws -> (file: DXCase, end: Instant) {
    var file = try DXCase()
    try file.open(.inquiry, over: channel, at: now)
    try file.tell(
      .startContact(.init("k-1", over: channel, recording: .init("r-1", key: "key-1"))), at: now)
    var end = now
    for (place, step) in Self.steps.enumerated() {
      end = end.adding(milliseconds: step.most + (place == slow ? milliseconds : 0))
      try file.tell(.reachStage(.init(step.stage, of: "contact")), at: end)
    }
    return (file, end)
  }

  @Test(
    "DX-05 8 s to answer, 30 s to confirm the need, 15 s to route, 3 min to serve, 30 s to check",
    arguments: [.phone, .video, .chat] as [Ticket.Channel])
  func contactSteps(channel: Ticket.Channel) throws {
    let (file, end) = try call(over: channel)
    var start = now
    for step in Self.steps {
      let status = try #require(file.status(of: .init(rawValue: step.stage.rawValue), at: end))
      #expect(status.startedAt == start)
      #expect(status.targetMilliseconds == step.most)
      #expect(status.verdict == .met)
      start = start.adding(milliseconds: step.most)
    }
    // 8 + 30 + 15 + 180 + 30 s.
    #expect(end == after(263_000))
  }

  @Test("DX-05 a millisecond more in one step misses that step and no other", arguments: 0..<5)
  func slowStep(slow: Int) throws {
    let (file, end) = try call(over: .phone, slow: slow, by: 1)
    for (place, step) in Self.steps.enumerated() {
      let verdict = file.status(of: .init(rawValue: step.stage.rawValue), at: end)?.verdict
      #expect(verdict == (place == slow ? .missed : .met), "\(step.stage)")
    }
  }

  @Test("DX-05 a step that nobody takes is missed by itself once its time is over")
  func missingStep() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    #expect(file.status(of: "answered", at: now)?.dueAt == after(8_000))
    #expect(file.status(of: "answered", at: after(8_000))?.verdict == .running)
    #expect(file.status(of: "answered", at: after(8_001))?.verdict == .missed)
    // What follows has not begun.
    #expect(file.status(of: "needConfirmed", at: after(DX.hour)) == nil)
  }

  @Test("DX-05 letters have no steps of a contact", arguments: [.email, .web] as [Ticket.Channel])
  func noContact(channel: Ticket.Channel) throws {
    var file = try DXCase()
    try file.open(.inquiry, over: channel, at: now)
    try file.tell(.startContact(.init("k-1", over: channel)), at: now)
    #expect(file.status(of: "answered", at: after(DX.minute)) == nil)
  }

  @Test("DX-43 the greeting promises a person within 15 s, beside the answer within 8 s")
  func person() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    #expect(file.status(of: "person", at: now)?.dueAt == after(15_000))
    #expect(file.status(of: "answered", at: now)?.dueAt == after(8_000))
    var late = file
    try file.tell(.assign(.init(group: "front", agent: "li")), at: after(15_000))
    #expect(file.status(of: "person", at: after(15_000))?.verdict == .met)
    // The other target stands by itself.
    #expect(file.status(of: "answered", at: after(15_000))?.verdict == .missed)
    try late.tell(.assign(.init(group: "front", agent: "li")), at: after(15_001))
    #expect(late.status(of: "person", at: after(15_001))?.verdict == .missed)
  }

  @Test("DX-43 an answer by the machine is no person")
  func machineIsNoPerson() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    try file.tell(
      .reachStage(.init("answered", of: "contact")), by: .automation("menu"), at: after(2_000))
    #expect(file.status(of: "answered", at: after(20_000))?.verdict == .met)
    #expect(file.status(of: "person", at: after(20_000))?.verdict == .missed)
  }

  // MARK: Faults and complaints

  @Test(
    "DX-08 a fault is answered in time at 15 min and too late a millisecond after, at any hour",
    arguments: ["2025-09-03 10:00", "2025-10-01 03:00", "2026-02-17 00:00"])
  func faultReply(wall: String) throws {
    let opened = try DX.at(wall)
    var file = try DXCase()
    try file.open(.fault, over: .web, at: opened)
    let due = opened.adding(milliseconds: 15 * DX.minute)
    #expect(file.status(of: .firstReply, at: opened)?.dueAt == due)
    var late = file
    try file.tell(.addMessage(.init(.reply)), at: due)
    #expect(file.status(of: .firstReply, at: due)?.verdict == .met)
    let over = due.adding(milliseconds: 1)
    try late.tell(.addMessage(.init(.reply)), at: over)
    #expect(late.status(of: .firstReply, at: over)?.verdict == .missed)
  }

  @Test("DX-08 an automatic message is no response")
  func automaticMessage() throws {
    var file = try DXCase()
    try file.open(.fault, over: .web, at: now)
    try file.tell(.addMessage(.init(.automatic)), by: .automation("bot"), at: after(DX.minute))
    #expect(file.status(of: .firstReply, at: after(15 * DX.minute + 1))?.verdict == .missed)
  }

  @Test("DX-09 a complaint is accepted in time at 30 min and too late a millisecond after")
  func complaintAccepted() throws {
    var file = try DXCase()
    try file.open(.complaint, over: .email, at: now)
    #expect(file.status(of: .pickup, at: now)?.dueAt == after(30 * DX.minute))
    var late = file
    try file.tell(.assign(.init(agent: "li")), at: after(30 * DX.minute))
    #expect(file.status(of: .pickup, at: after(30 * DX.minute))?.verdict == .met)
    try late.tell(.assign(.init(agent: "li")), at: after(30 * DX.minute + 1))
    #expect(late.status(of: .pickup, at: after(30 * DX.minute + 1))?.verdict == .missed)
  }

  @Test("DX-09 to be in a queue is not to be accepted")
  func queuedIsNotAccepted() throws {
    var file = try DXCase()
    try file.open(.complaint, over: .email, at: now)
    try file.tell(.assign(.init(group: "front")), at: after(DX.minute))
    #expect(file.status(of: .pickup, at: after(30 * DX.minute + 1))?.verdict == .missed)
  }

  /// A complaint that was accepted and answered at once.
  func complaint(_ id: TicketID = "T-1") throws -> DXCase {
    var file = try DXCase(id)
    try file.open(.complaint, over: .web, at: now)
    try file.tell(.assign(.init(agent: "li")), at: now)
    return file
  }

  func undecided(_ decision: DeskDecision) -> [(rule: RuleID, missing: [String])] {
    decision.events.compactMap { event in
      if case .compensation(let event) = event,
        case .undecided(_, let rule, let missing) = event.change
      {
        (rule, missing)
      } else {
        nil
      }
    }
  }

  @Test("DX-10 a complaint without a solution in 48 h is compensated by itself, the sum unknown")
  func unsolvedComplaint() throws {
    var file = try complaint()
    #expect(file.status(of: .resolution, at: now)?.dueAt == after(48 * DX.hour))
    var events = file.tick(at: after(48 * DX.hour)).events
    #expect(!events.contains { if case .compensation = $0 { true } else { false } })
    let late = file.tick(at: after(48 * DX.hour + 1))
    events = late.events
    #expect(late.intents.contains { $0.action == .reportBreach })
    // Nobody asked for it: the rule holds, and the sum is the desk's to name.
    let found = undecided(late)
    #expect(found.map(\.rule) == ["DX-10"])
    #expect(file.matter.account?.causes.map(\.state) == [.undecided])
    #expect(file.matter.account?.payouts.isEmpty == true)
    #expect(
      late.explanation.text(for: .auditor).contains("DX-10"))
  }

  @Test("DX-10 the rules say of the missed solution: eligible, amount unknown")
  func amountUnknown() throws {
    let policy = try #require(try DX.book().compensation).policy(at: now)
    var facts = Facts(policy.schema)
    try facts.set("promise", to: .text("resolution"))
    try facts.set("promiseRule", to: .text("DX-10"))
    let cause = Cause(key: "k", .missedPromise, of: "T-1", at: now)
    let account = CompensationAccount(of: "c-7", in: .cny)
    let outcome = try policy.award(for: Claim(cause, facts: facts, at: now), in: account)
    #expect(outcome == .amountUnknown("DX-10", missing: []))
  }

  @Test("DX-10 a solution at exactly 48 h is in time, and nothing is compensated")
  func solvedInTime() throws {
    var file = try complaint()
    try file.tell(.solve, at: after(48 * DX.hour))
    file.tick(at: after(60 * DX.hour))
    #expect(file.status(of: .resolution, at: after(60 * DX.hour))?.verdict == .met)
    #expect(file.matter.account?.causes.isEmpty == true)
  }
}
