// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

/// The ladder, outages, members and returns.
extension DXPromiseTests {
  // MARK: The ladder

  private func told(_ intents: [Intent]) -> [String] {
    intents.filter { $0.action == .tellLevel || $0.action == .reportGap }.map { intent in
      guard case .text(let level)? = intent.operand("level") else { return "" }
      let hours = intent.notBefore.map { now.milliseconds(to: $0) / DX.hour } ?? -1
      return "\(hours) h \(intent.action == .tellLevel ? level : level + " passed on")"
    }
  }

  @Test(
    "DX-11 48 h unresolved: key accounts; 48 h more: the service director; 24 h more: the board")
  func ladder() throws {
    var file = try complaint()
    #expect(told(file.tick(at: after(48 * DX.hour - 1)).intents).isEmpty)
    #expect(told(file.tick(at: after(48 * DX.hour)).intents) == ["48 h key-accounts"])
    #expect(told(file.tick(at: after(96 * DX.hour - 1)).intents).isEmpty)
    #expect(told(file.tick(at: after(96 * DX.hour)).intents) == ["96 h service-director"])
    #expect(told(file.tick(at: after(120 * DX.hour - 1)).intents).isEmpty)
    #expect(told(file.tick(at: after(120 * DX.hour)).intents) == ["120 h board"])
    #expect(told(file.tick(at: after(1_000 * DX.hour)).intents).isEmpty)
  }

  @Test("DX-11 a late look tells all levels that were reached, each at its time, and none twice")
  func lateLook() throws {
    var file = try complaint()
    let all = ["48 h key-accounts", "96 h service-director", "120 h board"]
    #expect(told(file.tick(at: after(200 * DX.hour)).intents) == all)
    #expect(told(file.tick(at: after(200 * DX.hour)).intents).isEmpty)
    #expect(Set(file.intents.map(\.key)).count == file.intents.count)
  }

  @Test("DX-11 what is solved goes no further up")
  func solvedLadder() throws {
    var file = try complaint()
    file.tick(at: after(50 * DX.hour))
    try file.tell(.solve, at: after(95 * DX.hour))
    #expect(told(file.tick(at: after(500 * DX.hour)).intents).isEmpty)
  }

  @Test("DX-11 a level that nobody covers is passed on at once, and said")
  func uncoveredLevel() throws {
    let file = try complaint()
    let coverage = Ladder.Coverage.only(["key-accounts", "board"])
    let late = file.desk.tick(file.matter, at: after(96 * DX.hour), coverage: coverage)
    #expect(
      told(late.intents) == [
        "48 h key-accounts", "96 h service-director passed on", "96 h board",
      ])
  }

  @Test("DX-11 it is for complaints", arguments: [.inquiry, .fault, .booking] as [Ticket.Kind])
  func onlyComplaints(kind: Ticket.Kind) throws {
    var file = try DXCase()
    try file.open(kind, over: .web, at: now)
    #expect(told(file.tick(at: after(500 * DX.hour)).intents).isEmpty)
  }

  // MARK: Outages

  private func outage(_ fields: [Ticket.CustomField]) throws -> DXCase {
    var file = try DXCase()
    try file.open(.incident, over: .web, fields, at: now)
    return file
  }

  private var customersTold: SLAMetric { "customersTold" }

  @Test("DX-12 of a heavy outage customers are told in time at 2 h, not a millisecond later")
  func heavyOutage() throws {
    let due = after(2 * DX.hour)
    var file = try outage([.text("outage", "heavy")])
    #expect(file.status(of: customersTold, at: now)?.dueAt == due)
    // That the desk knows of it itself is not enough.
    try file.tell(.reachStage(.init(.confirmed, of: .incident)), at: after(DX.minute))
    #expect(file.status(of: customersTold, at: due)?.verdict == .running)
    var late = file
    let told = try file.tell(.sendNotice("outage"), at: due)
    #expect(
      told.intents.filter { $0.action == .send }.map { $0.operand("channel") } == [
        .text("sms"), .text("web"),
      ])
    #expect(file.status(of: customersTold, at: due)?.verdict == .met)
    let over = due.adding(milliseconds: 1)
    try late.tell(.sendNotice("outage"), at: over)
    #expect(late.status(of: customersTold, at: over)?.verdict == .missed)
  }

  @Test("DX-12 they may be told in another way: the stage of the procedure says so as well")
  func toldByStage() throws {
    var file = try outage([.text("outage", "heavy")])
    try file.tell(.reachStage(.init(.confirmed, of: .incident)), at: after(DX.minute))
    try file.tell(.reachStage(.init("customersTold", of: .incident)), at: after(DX.hour))
    #expect(file.status(of: customersTold, at: after(DX.hour))?.verdict == .met)
    #expect(file.tick(at: after(3 * DX.hour)).intents.isEmpty)
  }

  @Test("DX-12 an outage that is found to be heavy later has two hours from when it was opened")
  func becomesHeavy() throws {
    var file = try outage([])
    #expect(file.ticket.details.field("outage")?.value == .text("light"))
    #expect(file.status(of: customersTold, at: now) == nil)
    try file.tell(.setField(.text("outage", "heavy")), at: after(DX.hour))
    #expect(file.status(of: customersTold, at: after(DX.hour))?.rule == "DX-12")
    #expect(file.status(of: customersTold, at: after(DX.hour))?.dueAt == after(2 * DX.hour))
  }

  @Test("DX-12 a light outage promises nothing of the kind")
  func lightOutage() throws {
    #expect(try outage([.text("outage", "light")]).status(of: customersTold, at: now) == nil)
  }

  // MARK: Members

  @Test(
    "DX-13 silver members are answered within 15 min, gold ones within 10, platinum ones within 5",
    arguments: [("silver", 15), ("gold", 10), ("platinum", 5)] as [(TierName, Int64)])
  func memberReply(tier: TierName, minutes: Int64) throws {
    var file = try DXCase(member: "m-7")
    try file.enrol(as: .init(rawValue: tier), at: now)
    try file.open(.inquiry, over: .web, at: now)
    let due = after(minutes * DX.minute)
    #expect(file.status(of: .firstReply, at: now)?.dueAt == due)
    #expect(file.status(of: .firstReply, at: now)?.rule == RuleID("DX-13-\(tier)"))
    var late = file
    try file.tell(.addMessage(.init(.reply)), at: due)
    #expect(file.status(of: .firstReply, at: due)?.verdict == .met)
    try late.tell(.addMessage(.init(.reply)), at: due.adding(milliseconds: 1))
    #expect(late.status(of: .firstReply, at: due.adding(milliseconds: 1))?.verdict == .missed)
  }

  typealias TierName = String

  @Test(
    "DX-13 a standard member and who is none have no time of their own, and no rule is in doubt")
  func noMemberReply() throws {
    var standard = try DXCase(member: "m-7")
    try standard.enrol(as: "standard", at: now)
    var stranger = try DXCase()
    for file in [standard, stranger] {
      var file = file
      try file.open(.inquiry, over: .web, at: now)
      #expect(file.status(of: .firstReply, at: now) == nil)
      #expect(file.matter.timeline?.match(at: now) == .noMatch)
    }
    try stranger.open(.fault, over: .web, at: now)
    #expect(stranger.status(of: .firstReply, at: now)?.rule == "DX-08")
  }

  @Test("DX-13 of two promises a member has the stricter one")
  func stricter() throws {
    var file = try DXCase(member: "m-7")
    try file.enrol(as: "platinum", at: now)
    try file.open(.fault, over: .web, at: now)
    #expect(file.status(of: .firstReply, at: now)?.dueAt == after(5 * DX.minute))
  }

  // MARK: Returns

  private func giveBack() throws -> DXCase {
    var file = try DXCase()
    try file.open(.giveBack, over: .web, at: now)
    return file
  }

  @Test("DX-17 a return is paid out in time 72 h after it was accepted, not a millisecond later")
  func paidOut() throws {
    var file = try giveBack()
    // Nothing runs before it is accepted.
    #expect(file.status(of: "paidOut", at: now) == nil)
    let accepted = after(5 * DX.hour)
    try file.tell(.reachStage(.init("accepted", of: "return")), at: accepted)
    let due = accepted.adding(milliseconds: 72 * DX.hour)
    #expect(file.status(of: "paidOut", at: accepted)?.dueAt == due)
    var late = file
    try file.tell(.reachStage(.init("paidOut", of: "return")), at: due)
    #expect(file.status(of: "paidOut", at: due)?.verdict == .met)
    let over = due.adding(milliseconds: 1)
    try late.tell(.reachStage(.init("paidOut", of: "return")), at: over)
    #expect(late.status(of: "paidOut", at: over)?.verdict == .missed)
  }
}
