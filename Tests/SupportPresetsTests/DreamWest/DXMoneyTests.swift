// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("Dream West: refunds and compensation")
struct DXMoneyTests {
  let now: Instant

  init() throws {
    now = try DX.at("2025-09-03 10:00")
  }

  private func after(_ milliseconds: Int64) -> Instant { now.adding(milliseconds: milliseconds) }

  private func file(member: MemberID? = nil, kind: Ticket.Kind = .rebooking) throws -> DXCase {
    var file = try DXCase(member: member)
    if member != nil { try file.enrol(as: "standard", at: now) }
    try file.open(kind, over: .web, at: now)
    return file
  }

  private func claim(
    _ kind: String, _ facts: KeyValuePairs<String, FactValue>, key: IdempotencyKey = "cause"
  ) -> DeskCommand {
    .claim(
      Cause(key: key, .init(rawValue: kind), of: "T-1", at: now),
      facts: facts.map { DeskFact($0.key, $0.value) })
  }

  /// What a claim comes to: the rule with refund and compensation, or what is missing.
  private func outcome(
    _ kind: String, _ facts: KeyValuePairs<String, FactValue>
  ) throws -> String {
    var file = try file()
    let decision = try file.handle(claim(kind, facts), by: .agent("li"), at: now)
    for event in decision.events {
      guard case .compensation(let event) = event else { continue }
      switch event.change {
      case .awarded(_, let award):
        return "\(award.rule): \(award.refund.amountText) and \(award.compensation.amountText)"
      case .undecided(_, let rule, let missing):
        return "\(rule) asks for \(missing.joined(separator: ", "))"
      case .refused: return "nothing"
      default: continue
      }
    }
    return "nothing"
  }

  private func yuan(_ amount: String) throws -> FactValue { .money(try DX.yuan(amount)) }

  private func hours(_ hours: Int64, and milliseconds: Int64 = 0) -> FactValue {
    .duration(milliseconds: hours * DX.hour + milliseconds)
  }

  // MARK: Refund and rebooking

  @Test(
    "DX-16 it is graded by cabin class and time before departure",
    arguments: [
      // A tenth, a fifth, three tenths of 3,000 yuan; all of it, half, a quarter.
      ("economy", "300.00", "150.00", "75.00"), ("business", "600.00", "300.00", "150.00"),
      ("first", "900.00", "450.00", "225.00"),
    ])
  func graded(cabin: String, last: String, middle: String, early: String) throws {
    let moments: [(FactValue, String)] = [
      (hours(-1), last), (hours(0), last), (hours(24, and: -1), last), (hours(24), middle),
      (hours(72, and: -1), middle), (hours(72), early), (hours(1_000), early),
    ]
    for kind in ["refund", "rebooking"] {
      for (before, sum) in moments {
        #expect(
          try outcome(
            kind,
            [
              "paid": try yuan("3000.00"), "cabin": .text(cabin), "beforeDeparture": before,
              "faultOf": .text("nobody"),
            ]) == "DX-16-\(cabin): 0.00 and \(sum)")
      }
    }
  }

  /// What is paid on top for a refund of so much, so long before departure.
  private func compensation(_ paid: String, _ cabin: String, _ before: Int64) throws -> Money {
    let told = try outcome(
      "refund",
      [
        "paid": try yuan(paid), "cabin": .text(cabin), "beforeDeparture": hours(before),
        "faultOf": .text("nobody"),
      ])
    return try DX.yuan(told.split(separator: " ").last.map(String.init) ?? "")
  }

  @Test("DX-16 a better cabin never gets less, and neither does a later change")
  func monotone() throws {
    let early = [1_000, 72, 71, 24, 23, 0, -1] as [Int64]
    var last: [Int64] = []
    for cabin in ["economy", "business", "first"] {
      let sums = try early.map { try compensation("1999.99", cabin, $0).minorUnits }
      #expect(sums == sums.sorted())
      #expect(zip(last, sums).allSatisfy { $0 <= $1 })
      last = sums
    }
  }

  @Test("DX-16 half a fen is rounded to the even one")
  func rounded() throws {
    // 0.45 × 10 % = 0.045, 0.35 × 10 % = 0.035, 0.05 × 30 % = 0.015.
    #expect(try compensation("0.45", "economy", 1) == DX.yuan("0.04"))
    #expect(try compensation("0.35", "economy", 1) == DX.yuan("0.04"))
    #expect(try compensation("0.05", "first", 1) == DX.yuan("0.02"))
  }

  @Test("DX-16 what is not known is asked for, and nothing is guessed")
  func notAssessable() throws {
    let withoutCabin = try outcome(
      "refund",
      [
        "paid": try yuan("3000.00"), "beforeDeparture": hours(1), "faultOf": .text("nobody"),
      ])
    #expect(withoutCabin == "DX-16-economy asks for cabin")
    let withoutTime = try outcome(
      "refund",
      ["paid": try yuan("3000.00"), "cabin": .text("first"), "faultOf": .text("nobody")])
    #expect(withoutTime == "DX-16-first asks for beforeDeparture")
    let withoutSum = try outcome(
      "refund",
      ["cabin": .text("first"), "beforeDeparture": hours(1), "faultOf": .text("nobody")])
    #expect(withoutSum == "DX-16-first asks for paid")
  }

  // MARK: Returns

  @Test("DX-17 what was paid for a return goes back in full, by 72 h from the claim on")
  func refund() throws {
    var file = try file(kind: .giveBack)
    let decision = try file.handle(
      claim("return", ["paid": try yuan("800.00")]), by: .agent("li"), at: now)
    let payout = try #require(file.matter.account?.payouts.first)
    #expect(payout.refund == (try DX.yuan("800.00")))
    #expect(payout.compensation == (try DX.yuan("0.00")))
    #expect(payout.dueBy == after(72 * DX.hour))
    let pay = decision.intents.filter { $0.action == .pay }
    #expect(pay.map { $0.operand("refund") } == [.money(try DX.yuan("800.00"))])
    // The same return again pays nothing more.
    _ = try? file.handle(
      claim("return", ["paid": try yuan("800.00")]), by: .agent("li"), at: after(DX.hour))
    #expect(file.matter.account?.payouts.count == 1)
  }

  // MARK: Upgrades

  @Test(
    "DX-18 among the free seats one of an equal or better class is offered, never a worse one",
    arguments: [
      ("economy", ["economy"], "economy"), ("economy", ["economy", "business"], "business"),
      ("business", ["business", "economy"], "business"), ("business", ["economy"], nil),
      ("business", ["first"], "first"), ("first", ["business", "economy"], nil),
      ("first", ["business", "first"], "first"), ("economy", [], nil),
      ("economy", ["first", "business", "economy"], "first"),
    ] as [(SeatClass, [SeatClass], SeatClass?)])
  func upgrade(booked: SeatClass, free: [SeatClass], expected: SeatClass?) throws {
    // Which seats are free comes from the host.
    let upgrades = try #require(try DX.book().upgrades)
    let offer = try upgrades.offer(booked: booked, free: free)
    #expect(offer.offered == expected)
    #expect(offer.leftOut.count == (expected == nil ? 3 : 2))
  }

  @Test("DX-18 it says why the others are not offered, and knows no other classes")
  func upgradeExplained() throws {
    let upgrades = try #require(try DX.book().upgrades)
    let offer = try upgrades.offer(booked: "business", free: ["economy", "business"])
    #expect(offer.leftOut.map(\.why) == [.worse, .notFree])
    #expect(!offer.explanation.text().isEmpty)
    #expect(!offer.explanation.text(in: .simplifiedChinese).isEmpty)
    #expect(throws: UpgradePolicy.UnknownClass.self) {
      try upgrades.offer(booked: "sleeper", free: ["business"])
    }
  }

  // MARK: The worked case

  private func rebooking(suppliers: Int64) throws -> DeskCommand {
    claim(
      "mishandledRebooking",
      [
        "suppliers": .integer(suppliers), "paid": try yuan("6400.00"), "cabin": .text("economy"),
        "beforeDeparture": hours(1), "faultOf": .text("nobody"),
      ])
  }

  @Test(
    "DX-21 a mishandled rebooking with three suppliers: all is refunded, 2,000 points, platinum")
  func workedCase() throws {
    var file = try DXCase(member: "m-7")
    try file.enrol(as: "standard", at: now)
    try file.open(.complaint, over: .web, at: now)
    try file.tell(.assign(.init(agent: "li")), at: now)
    // Solved within the 48 h of DX-10.
    let solved = after(47 * DX.hour)
    let decision = try file.handle(try rebooking(suppliers: 3), by: .agent("li"), at: solved)
    try file.tell(.solve, at: solved)
    #expect(file.status(of: .resolution, at: after(100 * DX.hour))?.verdict == .met)
    let record = try #require(file.matter.account?.cause("cause"))
    #expect(record.award?.rule == "DX-21")
    #expect(record.refund == (try DX.yuan("6400.00")))
    #expect(record.compensation == (try DX.yuan("0.00")))
    let member = try #require(file.matter.member)
    #expect(member.balance(at: solved).available == 2_000)
    #expect(member.standing(at: solved)?.tier == "platinum")
    // All of it in one decision, and nothing is left to grant by hand.
    #expect(decision.events(of: StreamID(.membership, of: MemberID("m-7"))).count == 2)
    #expect(!decision.intents.contains { $0.action == .grant })
  }

  @Test("DX-21 the same case is never paid or granted twice")
  func onceOnly() throws {
    var file = try file(member: "m-7")
    try file.handle(try rebooking(suppliers: 3), by: .agent("li"), at: now)
    for later in [after(1), after(30 * DX.day)] {
      _ = try? file.handle(try rebooking(suppliers: 3), by: .agent("li"), at: later)
    }
    #expect(file.matter.account?.payouts.count == 1)
    #expect(file.matter.member?.balance(at: after(30 * DX.day)).available == 2_000)
  }

  @Test("DX-21 with two suppliers it is a rebooking as any other")
  func twoSuppliers() throws {
    var file = try file(member: "m-7")
    try file.handle(try rebooking(suppliers: 2), by: .agent("li"), at: now)
    let record = file.matter.account?.cause("cause")
    #expect(record?.award?.rule == "DX-16-economy")
    #expect(record?.compensation == (try DX.yuan("640.00")))
    #expect(file.matter.member?.balance(at: now).available == 0)
    #expect(file.matter.member?.standing(at: now)?.tier == "standard")
  }

  // MARK: The company's fault

  @Test("DX-22 a fault of the company is paid twice what would be due otherwise")
  func doubled() throws {
    // A tenth of 1,000 yuan, twice.
    let paid = try yuan("1000.00")
    #expect(
      try outcome("fault", ["paid": paid, "faultOf": .text("supplier")])
        == "DX-22-single: 0.00 and 100.00")
    #expect(
      try outcome("fault", ["paid": paid, "faultOf": .text("company")])
        == "DX-22: 0.00 and 200.00")
    for innocent in ["nobody", "customer"] {
      #expect(
        try outcome("fault", ["paid": paid, "faultOf": .text(innocent)])
          == "DX-22-single: 0.00 and 100.00")
    }
  }

  @Test("DX-22 of a refund as well: twice what DX-16 gives")
  func doubledRefund() throws {
    // A fifth of 1,000 yuan, half of it a day before: 100 yuan, twice.
    #expect(
      try outcome(
        "refund",
        [
          "paid": try yuan("1000.00"), "cabin": .text("business"), "beforeDeparture": hours(24),
          "faultOf": .text("company"),
        ]) == "DX-22: 0.00 and 200.00")
  }

  @Test("DX-22 while nobody knows whose fault it was, nothing is decided, and that is said")
  func unknownFault() throws {
    #expect(try outcome("fault", ["paid": try yuan("1000.00")]) == "DX-22 asks for faultOf")
  }

  @Test("DX-22 the explanation shows what would be due otherwise and that it is doubled")
  func doubledExplained() throws {
    let policy = try #require(try DX.book().compensation).policy(at: now)
    var facts = Facts(policy.schema)
    try facts.set("paid", to: try yuan("1000.00"))
    try facts.set("faultOf", to: .text("company"))
    let claim = Claim(Cause(key: "k", .fault, of: "T-1", at: now), facts: facts, at: now)
    let text = try policy.explanation(of: claim, in: CompensationAccount(of: "c-7", in: .cny))
      .text(for: .auditor)
    #expect(text.contains("100.00 CNY (what would otherwise be due)"))
    #expect(text.contains("200.00"))
  }

  // MARK: Missed standards

  private func pays(_ file: DXCase) -> [String] {
    (file.matter.account?.payouts ?? []).filter { $0.state != .cancelled }
      .map { $0.compensation.amountText }
  }

  @Test(
    "DX-23 a missed standard compensates by itself, without anybody asking")
  func missedStandard() throws {
    var file = try file(kind: .fault)
    file.tick(at: after(15 * DX.minute))
    #expect(pays(file).isEmpty)
    let late = file.tick(at: after(15 * DX.minute + 1))
    #expect(pays(file) == ["10.00"])
    #expect(late.intents.contains { $0.action == .pay })
    #expect(file.matter.account?.causes.map(\.award?.rule) == ["DX-23"])
  }

  @Test("DX-23 the same miss never pays twice: not by looking again, a late answer, or a replay")
  func neverTwice() throws {
    var file = try file(kind: .fault)
    file.tick(at: after(15 * DX.minute + 1))
    file.tick(at: after(15 * DX.minute + 1))
    file.tick(at: after(DX.hour))
    try file.tell(.addMessage(.init(.reply)), at: after(2 * DX.hour))
    file.tick(at: after(30 * DX.day))
    #expect(pays(file) == ["10.00"])
    #expect(file.intents.filter { $0.action == .pay }.count == 1)
    // The recorded events, folded anew, know that it was paid.
    var again = try DXCase()
    again.matter.apply(contentsOf: file.events)
    #expect(again.matter.account == file.matter.account)
    again.tick(at: after(31 * DX.day))
    #expect(pays(again) == ["10.00"])
  }

  @Test("DX-23 an answer that comes too late is paid for at once, when it comes")
  func lateAnswer() throws {
    var file = try file(kind: .fault)
    try file.tell(.addMessage(.init(.reply)), at: after(15 * DX.minute + 1))
    #expect(pays(file) == ["10.00"])
  }

  @Test(
    "DX-23 two standards that are missed are two misses")
  func twoMisses() throws {
    var file = try DXCase()
    try file.open(.fault, over: .phone, at: now)
    // Eight seconds to answer a call, 15 s to a person, 15 min to reply to a fault.
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    file.tick(at: after(DX.hour))
    let record = file.matter.account?.causes.map(\.award?.rule) ?? []
    #expect(record == ["DX-23", "DX-23", "DX-23"])
    #expect(
      file.matter.account?.standing(of: "T-1")?.compensation == (try DX.yuan("30.00")))
  }

  @Test(
    "DX-23 what is waived is taken back, and not paid again")
  func waived() throws {
    var file = try file(kind: .fault)
    file.tick(at: after(DX.hour))
    #expect(pays(file) == ["10.00"])
    try file.handle(
      .adjust(.waived(.firstReply, from: now, until: after(DX.hour))), by: .agent("wu"),
      at: after(DX.hour), because: "power cut in the whole city")
    file.tick(at: after(2 * DX.hour))
    #expect(pays(file).isEmpty)
    #expect(file.matter.account?.causes.map(\.state) == [.reversed])
  }
}
