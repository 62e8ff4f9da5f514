// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportTickets
import Testing

@Suite("Service guide: return, exchange, compensation")
struct SGMoneyTests {
  let now: Instant

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
  }

  private func opened(
    _ kind: Ticket.Kind = .inquiry, category: String? = nil, _ fields: [Ticket.CustomField] = []
  ) throws -> PresetCase {
    var file = try PresetCase(PresetDesk.serviceGuide)
    try file.open(
      kind, category: category, subject: "the lamp", fields,
      documents: kind == .complaint ? [.evidence] : [], at: now)
    return file
  }

  private func decide(
    _ cause: Cause.Kind, _ facts: [DeskFact], of file: PresetCase
  ) throws -> DeskDecision {
    var file = file
    return try file.handle(
      .claim(Cause(key: "claim-1", cause, of: "T-1", at: now), facts: facts), by: .agent("li"),
      at: now)
  }

  private func paid(_ amount: String) throws -> DeskFact {
    DeskFact("paid", .money(try Money(amount, .cny)))
  }

  // MARK: Return and exchange

  @Test(
    "SG-09 goods that qualify, with proof of purchase, are taken back at the price that was paid")
  func returned() throws {
    let decision = try decide(
      "return",
      [.init("goodsQualify", true), .init("proofOfPurchase", true), try paid("129.90")],
      of: opened("product", category: "return"))
    guard case .awarded(_, let award)? = decision.claims.first else {
      Issue.record("not awarded: \(decision.claims)")
      return
    }
    #expect(award.refund == (try Money("129.90", .cny)))
    #expect(award.compensation == .zero(.cny))
    let payments = decision.intents.filter { $0.action == .pay }
    #expect(payments.map { $0.operand("refund") } == [.money(try Money("129.90", .cny))])
  }

  @Test("SG-09 or exchanged, which costs nothing")
  func exchanged() throws {
    let decision = try decide(
      "exchange", [.init("goodsQualify", true), .init("proofOfPurchase", true)],
      of: opened("product", category: "exchange"))
    let grants = decision.intents.filter { $0.action == .grant }
    #expect(grants.map { $0.words("benefit") } == ["exchange"])
    #expect(decision.intents.filter { $0.action == .pay }.isEmpty)
  }

  @Test(
    "SG-09 without proof of purchase, or where the goods do not qualify, it is refused with the reason",
    arguments: ["return", "exchange"] as [Cause.Kind], ["proofOfPurchase", "goodsQualify"])
  func refused(cause: Cause.Kind, fact: String) throws {
    let facts = ["proofOfPurchase", "goodsQualify"].map { name in
      DeskFact(name, .boolean(name != fact))
    }
    let decision = try decide(cause, facts + [try paid("129.90")], of: opened("product"))
    guard case .refused(_, .noRuleMatches)? = decision.claims.first else {
      Issue.record("not refused: \(decision.claims)")
      return
    }
    #expect(decision.intents.filter { $0.action == .pay || $0.action == .grant }.isEmpty)
    #expect(decision.explanation.text(in: .english).contains(fact))
  }

  @Test("SG-09 what nobody knows yet is named, and the claim can be made again with it")
  func unknown() throws {
    func missing(_ facts: [DeskFact]) throws -> [String] {
      let decision = try decide("return", facts, of: opened("product"))
      guard case .undecided(_, "SG-09-return", let missing)? = decision.claims.first else {
        Issue.record("decided: \(decision.claims)")
        return []
      }
      return missing
    }
    #expect(try missing([.init("goodsQualify", true)]) == ["proofOfPurchase"])
    #expect(try missing([.init("proofOfPurchase", true)]) == ["goodsQualify"])
    #expect(
      try missing([.init("goodsQualify", true), .init("proofOfPurchase", true)]) == ["paid"])
    var file = try opened("product")
    let cause = Cause(key: "claim-1", "return", of: "T-1", at: now)
    try file.handle(
      .claim(cause, facts: [.init("goodsQualify", true)]), by: .agent("li"), at: now)
    let again = try file.handle(
      .claim(cause, facts: [.init("proofOfPurchase", true), try paid("10.00")]), by: .agent("li"),
      at: now)
    #expect(again.intents.filter { $0.action == .pay }.count == 1)
  }

  @Test("SG-09 the case is solved only with the proof in its file, or as refused")
  func proofOnFile() throws {
    for category in ["return", "exchange"] {
      var file = try opened("product", category: category)
      #expect(file.missing(for: .solve, at: now) == ["document proofOfPurchase (SG-09)"])
      var refused = file
      try refused.tell(.conclude("refused"), at: now, because: "no proof of purchase")
      #expect(refused.missing(for: .solve, at: now).isEmpty)
      try file.tell(
        .fileDocument(.init("proofOfPurchase", reference: "receipt-1")), at: now)
      #expect(file.missing(for: .solve, at: now).isEmpty)
    }
  }

  // MARK: Complaints

  @Test("SG-08 a complaint that is upheld comes out as a compensation whose sum people name")
  func upheld() throws {
    let decision = try decide(
      "complaint", [.init("complaintUpheld", true)], of: opened(.complaint))
    guard case .undecided(_, let rule, _)? = decision.claims.first else {
      Issue.record("decided: \(decision.claims)")
      return
    }
    #expect(rule == "SG-08")
    #expect(decision.intents.filter { $0.action == .pay }.isEmpty)
  }

  @Test("SG-08 one that is not upheld brings none, and before that is known nothing is decided")
  func notUpheld() throws {
    let denied = try decide(
      "complaint", [.init("complaintUpheld", false)], of: opened(.complaint))
    guard case .refused(_, .noRuleMatches)? = denied.claims.first else {
      Issue.record("not refused: \(denied.claims)")
      return
    }
    let open = try decide("complaint", [], of: opened(.complaint))
    guard case .undecided(_, "SG-08", missing: ["complaintUpheld"])? = open.claims.first else {
      Issue.record("decided: \(open.claims)")
      return
    }
  }
}
