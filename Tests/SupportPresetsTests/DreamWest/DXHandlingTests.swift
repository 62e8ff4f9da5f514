// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("Dream West: owners, transfers, repeats, abuse, notices")
struct DXHandlingTests {
  let now: Instant

  init() throws {
    now = try DX.at("2025-09-03 10:00")
  }

  func after(_ milliseconds: Int64) -> Instant { now.adding(milliseconds: milliseconds) }

  // MARK: The first owner

  @Test(
    "DX-06 whoever took a case first keeps it: another assignment is refused, a transfer passes")
  func ownerKeeps() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    #expect(
      file.refusal(of: .assign(.init(group: "front", agent: "wu")), by: .agent("wu"), at: now)
        == .ownedBy("li"))
    #expect(
      file.refusal(of: .assign(.init(group: "front")), by: .agent("wu"), at: now) == .ownedBy("li"))
    try file.tell(
      .transfer(to: .init(group: "front", agent: "wu"), contact: nil), at: now, because: "leave")
    #expect(file.ticket.assignment.agent == "wu")
    #expect(
      file.refusal(of: .assign(.init(group: "front", agent: "li")), at: now) == .ownedBy("wu"))
  }

  /// Solved by li, and taken up again by a later message of the customer.
  private func laterContact(transferredTo target: Ticket.Assignment? = nil) throws -> DXCase {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    if let target {
      try file.tell(.transfer(to: target, contact: nil), at: after(1_000), because: "not mine")
    }
    try file.tell(.solve, at: after(DX.hour))
    try file.tell(
      .addMessage(.init(.customer)), by: .customer("c-7"), at: after(30 * DX.hour))
    return file
  }

  @Test("DX-06 the first owner keeps it across later contacts")
  func ownerOfLaterContacts() throws {
    let later = after(30 * DX.hour)
    let file = try laterContact()
    #expect(!file.ticket.isResolved)
    #expect(file.ticket.assignment.agent == "li")
    #expect(file.refusal(of: .assign(.init(agent: "wu")), at: later) == .ownedBy("li"))
    #expect(file.work(at: later).firstOwner?.agent == "li")
  }

  @Test("DX-06 the router keeps work for its owner, though another one is free and better placed")
  func routerKeepsForOwner() throws {
    let later = after(30 * DX.hour)
    let item = try laterContact().work(at: later)
    var router = try DX.router()
    _ = try router.perform(.add(DX.agent("wu"), .available), at: now)
    _ = try router.perform(.add(DX.agent("li"), .busy), at: now)
    #expect(try router.enqueue(item, at: later).decisions.isEmpty)
    let free = try router.perform(
      .presence("li", .available), at: later.adding(milliseconds: 5 * DX.minute))
    #expect(free.decisions.map(\.agent) == ["li"])
    #expect(free.decisions.map(\.basis) == [.owner])
  }

  @Test("DX-06 after a transfer the agent who got it is the one who keeps it")
  func ownerAfterTransfer() throws {
    let later = after(30 * DX.hour)
    let file = try laterContact(transferredTo: .init(group: "front", agent: "wu"))
    #expect(file.work(at: later).firstOwner?.agent == "wu")
  }

  @Test("DX-06 handed to a group it is nobody's until somebody takes it, who then keeps it")
  func handedToGroup() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    let handed = try file.tell(
      .transfer(to: .init(group: "keyAccounts"), contact: nil), at: after(1_000),
      because: "a key account")
    guard case .enqueue(let item)? = handed.routing else {
      Issue.record("the router was told nothing")
      return
    }
    #expect(item.firstOwner == nil)
    #expect(item.queue == "keyAccounts")
    try file.tell(
      .assign(.init(group: "keyAccounts", agent: "he")), by: .agent("he"), at: after(2_000))
    #expect(file.work(at: after(3_000)).firstOwner?.agent == "he")
    #expect(file.refusal(of: .assign(.init(agent: "li")), at: after(3_000)) == .ownedBy("he"))
  }

  // MARK: Transfers

  @Test("DX-07 two transfers in a contact pass, the third is not made and raises the case instead")
  func thirdTransfer() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    try file.tell(.assign(.init(agent: "a-0")), at: now)
    for number in 1...2 {
      try file.tell(
        .transfer(to: .init(agent: AgentID("a-\(number)")), contact: "k-1"),
        at: after(Int64(number)), because: "another language")
    }
    #expect(file.ticket.assignment.agent == "a-2")
    let third = try file.tell(
      .transfer(to: .init(agent: "a-3"), contact: "k-1"), at: after(3), because: "again")
    #expect(file.ticket.assignment.agent == "a-2")
    #expect(file.ticket.details.transfers.count == 2)
    #expect(file.ticket.details.escalations.map(\.value) == [.init(.transferLimit, to: "leads")])
    let raised = third.intents.filter { $0.action == .escalate }
    #expect(raised.map { $0.operand("group") } == [.text("leads")])
    // The next contact begins anew.
    try file.tell(.startContact(.init("k-2", over: .phone)), at: after(4))
    try file.tell(
      .transfer(to: .init(agent: "a-3"), contact: "k-2"), at: after(5), because: "leave")
    #expect(file.ticket.assignment.agent == "a-3")
  }

  @Test("DX-07 the router as well sends work to the leads instead of a third transfer")
  func thirdTransferOfWork() throws {
    var router = try DX.router()
    for agent in ["chen", "he", "li", "wu"] as [AgentID] {
      _ = try router.perform(.add(DX.agent(agent), .available), at: now)
    }
    _ = try router.enqueue(WorkItem("w-1", channel: "phone", queue: "general"), at: now)
    var moved: [String] = []
    for number in 1...3 {
      let at = after(Int64(number) * 1_000)
      guard case .offered(let agents)? = router.state(of: "w-1", at: at), let holder = agents.first
      else {
        Issue.record("not offered before transfer \(number)")
        return
      }
      _ = try router.accept("w-1", by: holder, at: at)
      let step = try router.perform(.transfer("w-1", by: holder, to: .queue("general")), at: at)
      moved += step.directives.compactMap { directive in
        switch directive {
        case .move(_, _, let queue, _): "moved to \(queue)"
        case .escalate(_, let queue, let count): "raised to \(queue) after \(count)"
        default: nil
        }
      }
      _ = try router.perform(.presence(holder, .available), at: at)
    }
    #expect(moved == ["moved to general", "moved to general", "raised to leads after 2"])
  }

  @Test(
    "DX-07 the indicator is at most two transfers a contact; the mean that was reached is told"
  )
  func meanTransfers() throws {
    func figure(_ transfers: [Int]) throws -> (figure: MetricFigure, isMet: Bool?) {
      try DXFigures.line(
        "DX-29-transfers",
        try transfers.map { try DXFigures.contact(at: now, transfers: $0) })
    }
    // 6 transfers in 5 contacts.
    let reached = try figure([0, 1, 1, 2, 2])
    #expect(reached.figure.numerator == 6)
    #expect(reached.figure.denominator == 5)
    #expect(reached.figure.value == MetricFraction(6, over: 5))
    #expect(reached.isMet == true)
    #expect(try figure([2, 2]).isMet == true)
    #expect(try figure([2, 2, 3]).isMet == false)
  }
}
