// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportTickets
import Testing

@Suite("Dream West: arbitration on three levels")
struct DXDisputeTests {
  static let id: DisputeID = "D-1"

  let customer = Principal.customer("c-7")
  let now: Instant
  let claim: Money
  let why = Dispute.Reasons("the fare rules say so", confidential: "the agent was new")

  init() throws {
    now = try DX.at("2025-09-03 10:00")
    claim = try DX.yuan("1000.00")
  }

  private func after(_ milliseconds: Int64) -> Instant { now.adding(milliseconds: milliseconds) }

  private func ask(
    _ file: inout DXCase, _ command: Dispute.Command, by principal: Principal = .agent("li"),
    at instant: Instant
  ) throws {
    try file.handle(.dispute(Self.id, command), by: principal, at: instant)
  }

  private func refusal(
    _ file: DXCase, _ command: Dispute.Command, by principal: Principal = .agent("li"),
    at instant: Instant
  ) -> Dispute.Rejection? {
    let refusal = file.refusal(of: .dispute(Self.id, command), by: principal, at: instant)
    return if case .dispute(let rejection)? = refusal { rejection } else { nil }
  }

  private func dispute(_ file: DXCase) throws -> Dispute {
    try #require(file.matter.dispute(Self.id))
  }

  /// A dispute that was opened with three statements of the customer.
  private func opened() throws -> DXCase {
    var file = try DXCase()
    try file.open(.complaint, over: .web, at: now)
    try ask(
      &file,
      .open(
        .init(
          customer: "c-7", claims: claim, ticket: "T-1",
          saying: [
            .init("paid", .money(claim)), .init("cabin", .text("business")),
            .init("promisedBy", .text("Wang Fang")),
          ])), by: customer, at: now)
    return file
  }

  private func withEvidence() throws -> DXCase {
    var file = try opened()
    for kind in ["order", "correspondence"] as [Dispute.EvidenceKind] {
      try ask(
        &file, .fileEvidence(.init(kind, reference: "store/wang-fang-\(kind)")), by: customer,
        at: now)
    }
    return file
  }

  /// Up to the first level, which begins at ten.
  private func underReview() throws -> DXCase {
    var file = try withEvidence()
    try ask(&file, .closeEvidence, at: now)
    try ask(
      &file,
      .check(history: [.init("paid", .money(claim)), .init("cabin", .text("economy"))]), at: now)
    return file
  }

  private func level(_ file: DXCase, at instant: Instant) throws -> DisputeLevel.ID? {
    if case .underReview(let level, _, _, _) = try dispute(file).state(at: instant) {
      level
    } else {
      nil
    }
  }

  // MARK: Three levels

  @Test("DX-19 customer side, operations and legal decide in this order, each with its reasons")
  func threeLevels() throws {
    var file = try underReview()
    var at = now
    for level in ["customerSide", "operations"] as [DisputeLevel.ID] {
      #expect(try self.level(file, at: at) == level)
      at = at.adding(milliseconds: DX.hour)
      try ask(&file, .rule(.rejected, as: level, why), at: at)
      at = at.adding(milliseconds: DX.hour)
      try ask(&file, .appeal, by: customer, at: at)
    }
    #expect(try level(file, at: at) == "legal")
    let part = try DX.yuan("400.00")
    try ask(&file, .rule(.partly(part), as: "legal", why), at: at)
    let rulings = try #require(try dispute(file).round).rulings
    #expect(rulings.map(\.ruling.level) == ["customerSide", "operations", "legal"])
    #expect(rulings.map(\.ruling.reasons.told).allSatisfy { $0 == "the fare rules say so" })
    #expect(rulings.last?.ruling.awarded == part)
  }

  @Test("DX-19 no level decides without a reason, and none for another one")
  func reasonsAndTurns() throws {
    let file = try underReview()
    #expect(
      refusal(file, .rule(.upheld, as: "customerSide", .init("")), at: now) == .empty("reasons"))
    #expect(
      refusal(file, .rule(.upheld, as: "legal", why), at: now)
        == .wrongLevel("legal", inCharge: "customerSide"))
    #expect(refusal(file, .rule(.upheld, as: "board", why), at: now) == .unknownLevel("board"))
  }

  @Test("DX-19 a level can pass on; the last one cannot, and what it says is final")
  func passingOn() throws {
    var file = try underReview()
    try ask(&file, .rule(.passedOn, as: "customerSide", why), at: after(1))
    #expect(try level(file, at: after(1)) == "operations")
    try ask(&file, .rule(.passedOn, as: "operations", why), at: after(2))
    #expect(try level(file, at: after(2)) == "legal")
    #expect(
      refusal(file, .rule(.passedOn, as: "legal", why), at: after(3)) == .mayNotPassOn("legal"))
    try ask(&file, .rule(.rejected, as: "legal", why), at: after(4))
    #expect(
      try dispute(file).state(at: after(4)) == .binding("legal", since: after(4), .lastLevel))
    #expect(
      refusal(file, .appeal, by: customer, at: after(5))
        == .alreadyBinding(since: after(4), .lastLevel))
  }

  @Test("DX-19 a level that lets its time pass hands on by itself; the last one stays overdue")
  func timePasses() throws {
    let file = try underReview()
    // Three days, five days, ten days.
    let (first, second, third) = (
      after(3 * DX.day), after(8 * DX.day), after(18 * DX.day)
    )
    #expect(try level(file, at: first) == "customerSide")
    #expect(try level(file, at: first.adding(milliseconds: 1)) == "operations")
    #expect(try level(file, at: second) == "operations")
    #expect(try level(file, at: second.adding(milliseconds: 2)) == "legal")
    guard
      case .underReview("legal", _, let dueAt, let isOverdue) = try dispute(file).state(
        at: after(100 * DX.day))
    else {
      Issue.record("legal is not in charge")
      return
    }
    #expect(isOverdue)
    #expect(abs(third.milliseconds(to: dueAt)) <= 2)
  }

  @Test("DX-19 nobody appeals in time: the decision binds")
  func notAppealed() throws {
    var file = try underReview()
    try ask(&file, .rule(.rejected, as: "customerSide", why), at: now)
    // Seven days to appeal.
    #expect(refusal(file, .appeal, by: customer, at: after(7 * DX.day)) == nil)
    guard
      case .binding("customerSide", _, .notAppealed) = try dispute(file).state(
        at: after(7 * DX.day + 1))
    else {
      Issue.record("not binding")
      return
    }
  }

  // MARK: Five steps

  /// The dispute after so many of its five steps, and when the last one was done.
  private func after(steps: Int) throws -> (file: DXCase, at: Instant) {
    var file = try withEvidence()
    var at = now
    if steps >= 1 { try ask(&file, .closeEvidence, at: at) }
    if steps >= 2 { try ask(&file, .check(history: []), at: at) }
    if steps >= 3 {
      try ask(&file, .rule(.passedOn, as: "customerSide", why), at: at)
      try ask(&file, .rule(.passedOn, as: "operations", why), at: at)
      try ask(&file, .rule(.upheld, as: "legal", why), at: at)
    }
    if steps >= 4 { try ask(&file, .recordAgreement(reference: "store/agreement"), at: at) }
    if steps >= 5 {
      at = after(30 * DX.day)
      try ask(&file, .publish(text: nil), at: at)
    }
    return (file, at)
  }

  private var commands: [(step: Dispute.Step, command: Dispute.Command)] {
    [
      (.evidence, .closeEvidence), (.systemCheck, .check(history: [])),
      (.review, .rule(.upheld, as: "customerSide", why)),
      (.agreement, .recordAgreement(reference: "store/agreement")),
      (.publication, .publish(text: nil)),
    ]
  }

  @Test("DX-20 evidence, check, review, agreement, publication: five steps, each at its place")
  func fiveSteps() throws {
    let (file, end) = try after(steps: 5)
    let done = try #require(try dispute(file).round).steps
    #expect(
      done.map(\.step) == [.evidence, .systemCheck, .review, .agreement, .publication])
    #expect(try dispute(file).state(at: end) == .published(at: end))
  }

  @Test("DX-20 no step is done before the one that comes before it", arguments: 0..<4)
  func inOrder(done: Int) throws {
    let (file, at) = try after(steps: done)
    for (step, command) in commands.dropFirst(done + 1) {
      let refusal = refusal(file, command, at: at)
      #expect(refusal == .wrongStep(step, expected: commands[done].step), "\(step)")
    }
  }

  @Test("DX-20 all evidence that is asked for has to be there, and the missing kinds are named")
  func missingEvidence() throws {
    var file = try opened()
    #expect(
      refusal(file, .closeEvidence, at: now) == .missingEvidence(["order", "correspondence"]))
    try ask(
      &file, .fileEvidence(.init("order", reference: "store/o")), by: customer, at: now)
    #expect(refusal(file, .closeEvidence, at: now) == .missingEvidence(["correspondence"]))
  }

  @Test("DX-20 the system checks each statement against history: agrees, contradicts, not known")
  func systemCheck() throws {
    let check = try #require(try dispute(try underReview()).round?.check)
    #expect(check.findings.map(\.name) == ["paid", "cabin", "promisedBy"])
    #expect(check.findings.map(\.result) == [.agrees, .contradicts, .notKnown])
  }

  @Test("DX-20 nothing is published before 30 days have passed since the agreement")
  func tooEarly() throws {
    let (file, at) = try after(steps: 4)
    let from = at.adding(milliseconds: 30 * DX.day)
    #expect(
      refusal(file, .publish(text: nil), at: from.adding(milliseconds: -1))
        == .tooEarlyToPublish(until: from))
    #expect(refusal(file, .publish(text: nil), at: from) == nil)
  }

  @Test("DX-20 what is published names no customer, evidence, people, reasons, sums or dates")
  func masked() throws {
    let (file, _) = try after(steps: 5)
    let published = try dispute(file).publications(in: try DX.book().zone)
    let notice = try #require(published.first)
    #expect(published.count == 1)
    #expect(notice.publishedAt == nil)
    let json = String(decoding: try JSONEncoder().encode(notice), as: UTF8.self)
    let texts = [
      notice.explanation.text(for: .everyone),
      notice.explanation.text(in: .simplifiedChinese, for: .everyone), json,
    ]
    for text in texts {
      for secret in [
        "c-7", "wang-fang", "Wang Fang", "li", "fare rules", "new", "1000", "1,000", "2025",
      ] where secret != "li" || text != json {
        let isWord = secret == "li" || secret == "new"
        let isFound =
          isWord
          ? text.split { !$0.isLetter }.contains(Substring(secret)) : text.contains(secret)
        #expect(!isFound, "\(secret) in \(text)")
      }
    }
    #expect(texts[0].contains("•••"))
  }
}
