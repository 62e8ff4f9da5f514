// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCompensation
import SupportCore
import SupportRules
import SupportTime
import Testing

@Suite("A dispute: its steps, in order")
struct DisputeStepTests {
  @Test("five steps follow one another, each with its time")
  func fiveSteps() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    var dispute = try DisputeDesk.decided(.upheld, at: start, under: policy)
    let agreedAt = try DisputeDesk.at("2025-06-03 10:00")
    try dispute.perform(
      .recordAgreement(reference: "text-1"), by: .agent("wang"), at: agreedAt, under: policy)
    let publishedAt = try DisputeDesk.at("2025-07-03 10:00")
    try dispute.perform(.publish(text: nil), by: .system, at: publishedAt, under: policy)

    let steps = try #require(dispute.round).steps
    #expect(steps.map(\.step) == Dispute.Step.allCases)
    #expect(
      steps.map(\.at) == [
        start.adding(milliseconds: -86_400_000), start, start.adding(milliseconds: 2_000),
        agreedAt, publishedAt,
      ])
    #expect(dispute.state(at: publishedAt) == .published(at: publishedAt))
  }

  /// A dispute that is at a step, and commands of every step.
  @Test("no step is skipped: the refusal names the step that is next", arguments: 0..<4)
  func noneSkipped(reached: Int) throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    var disputes: [Dispute] = []
    var first = Dispute("D-1")
    try first.perform(
      .open(DisputeDesk.opening), by: DisputeDesk.customer, at: start, under: policy)
    disputes.append(first)
    for kind in policy.evidence {
      try first.perform(
        .fileEvidence(.init(kind, reference: "r")), by: .agent("wang"), at: start, under: policy)
    }
    try first.perform(.closeEvidence, by: .agent("wang"), at: start, under: policy)
    disputes.append(first)
    disputes.append(try DisputeDesk.underReview(since: start, under: policy))
    disputes.append(try DisputeDesk.decided(.upheld, at: start, under: policy))
    let dispute = disputes[reached]
    let now = start.adding(milliseconds: 5_000)
    let next = Dispute.Step.allCases[reached]
    let commands: [(Dispute.Step, Dispute.Command)] = [
      (.evidence, .fileEvidence(.init(.log, reference: "new"))), (.evidence, .closeEvidence),
      (.systemCheck, .check(history: [])), (.agreement, .recordAgreement(reference: "text")),
      (.publication, .publish(text: nil)),
    ]
    for (step, command) in commands where step != next {
      #expect(throws: Dispute.Rejection.wrongStep(step, expected: next)) {
        try dispute.decide(command, by: .agent("wang"), at: now, under: policy)
      }
    }
    if reached < 2 {
      #expect(throws: Dispute.Rejection.wrongStep(.review, expected: next)) {
        try dispute.decide(
          .rule(.upheld, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: now,
          under: policy)
      }
    }
  }

  @Test("evidence that the policy demands has to be there, and comes once")
  func evidence() throws {
    let policy = try DisputeDesk.policy()
    let now = try DisputeDesk.at("2025-06-02 09:00")
    var dispute = Dispute("D-1")
    let file = Dispute.Command.fileEvidence(.init(.contract, reference: "order"))
    #expect(throws: Dispute.Rejection.notOpened(.fileEvidence)) {
      try dispute.perform(file, by: DisputeDesk.customer, at: now, under: policy)
    }
    try dispute.perform(
      .open(DisputeDesk.opening), by: DisputeDesk.customer, at: now, under: policy)
    #expect(throws: Dispute.Rejection.missingEvidence([.contract, .payment])) {
      try dispute.perform(.closeEvidence, by: .system, at: now, under: policy)
    }
    try dispute.perform(file, by: DisputeDesk.customer, at: now, under: policy)
    #expect(throws: Dispute.Rejection.alreadyFiled(.contract)) {
      try dispute.perform(file, by: .agent("wang"), at: now, under: policy)
    }
    #expect(throws: Dispute.Rejection.missingEvidence([.payment])) {
      try dispute.perform(.closeEvidence, by: .system, at: now, under: policy)
    }
    #expect(throws: Dispute.Rejection.empty("reference")) {
      try dispute.perform(
        .fileEvidence(.init(.log, reference: "")), by: .system, at: now, under: policy)
    }
    #expect(throws: Dispute.Rejection.alreadyOpened(at: now)) {
      try dispute.perform(
        .open(DisputeDesk.opening), by: DisputeDesk.customer, at: now, under: policy)
    }
  }

  @Test("the system check compares and decides nothing")
  func systemCheck() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let findings = try #require(dispute.round?.check?.findings)
    #expect(findings.map(\.name) == ["announced", "daysLate", "seal"])
    #expect(findings.map(\.result) == [.agrees, .contradicts, .notKnown])
    #expect(findings.map(\.known) == [true, 3, nil])
    #expect(dispute.round?.rulings.isEmpty == true)
    #expect(dispute.state(at: start).step == .review)
  }

  @Test("values of two kinds, or sums in two currencies, cannot be compared")
  func incomparable() {
    let pairs: [(Dispute.Finding, Dispute.Finding.Result)] = [
      (.init(.init("a", .integer(3)), known: .text("3")), .notKnown),
      (.init(.init("a", .flags(["x", "y"])), known: .flags(["y", "x"])), .agrees),
      (.init(.init("a", .flags(["x"])), known: .flags(["y", "x"])), .contradicts),
      (
        .init(
          .init("a", .money(.init(minorUnits: 1, currency: .cny))),
          known: .money(.init(minorUnits: 1, currency: .eur))), .notKnown
      ),
    ]
    for (finding, result) in pairs { #expect(finding.result == result) }
  }

  @Test("a statement has a name of its own")
  func namesOfStatements() throws {
    let policy = try DisputeDesk.policy()
    let now = try DisputeDesk.at("2025-06-02 09:00")
    var opening = DisputeDesk.opening
    opening.statements.append(.init("seal", "whole"))
    #expect(throws: Dispute.Rejection.statedTwice("seal")) {
      try Dispute("D-1").decide(.open(opening), by: DisputeDesk.customer, at: now, under: policy)
    }
    opening.statements = []
    opening.claims = .zero(.cny)
    #expect(throws: Dispute.Rejection.notPositive(.zero(.cny))) {
      try Dispute("D-1").decide(.open(opening), by: DisputeDesk.customer, at: now, under: policy)
    }
  }

  @Test("a clock that runs backwards is refused, and a look back sees the last event")
  func clockBackwards() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let before = start.adding(milliseconds: -1)
    #expect(throws: Dispute.Rejection.beforeLastEvent(before, last: start)) {
      try dispute.decide(
        .rule(.upheld, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: before,
        under: policy)
    }
    #expect(dispute.state(at: .min) == dispute.state(at: start))
  }

  @Test("a round goes by one version of the policy to its end")
  func otherPolicy() throws {
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: DisputeDesk.policy())
    let newer = try DisputeDesk.policy(version: "2026")
    #expect(throws: Dispute.Rejection.otherPolicy("2026", expected: "2025")) {
      try dispute.decide(.withdraw, by: DisputeDesk.customer, at: start, under: newer)
    }
  }

  @Test("only the customer withdraws, and then nothing goes on")
  func withdrawal() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    var dispute = try DisputeDesk.underReview(since: start, under: policy)
    #expect(throws: Dispute.Rejection.notAllowed(.agent("li"), .withdraw)) {
      try dispute.decide(.withdraw, by: .agent("li"), at: start, under: policy)
    }
    #expect(throws: Dispute.Rejection.notAllowed(.customer("c-8"), .withdraw)) {
      try dispute.decide(.withdraw, by: .customer("c-8"), at: start, under: policy)
    }
    try dispute.perform(.withdraw, by: DisputeDesk.customer, at: start, under: policy)
    #expect(dispute.state(at: .max) == .withdrawn(at: start))
    #expect(dispute.nextDeadline(at: start) == nil)
    #expect(throws: Dispute.Rejection.withdrawn(at: start)) {
      try dispute.decide(
        .rule(.upheld, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: start,
        under: policy)
    }
    #expect(throws: Dispute.Rejection.withdrawn(at: start)) {
      try dispute.decide(.withdraw, by: DisputeDesk.customer, at: start, under: policy)
    }
  }

  @Test("a decision that binds can no longer be withdrawn from")
  func withdrawalTooLate() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.decided(.rejected, at: start, under: policy)
    let since = start.adding(milliseconds: 2_000)
    #expect(throws: Dispute.Rejection.alreadyBinding(since: since, .lastLevel)) {
      try dispute.decide(.withdraw, by: DisputeDesk.customer, at: since, under: policy)
    }
  }

  @Test("a customer decides nothing about the course")
  func customersMayNot() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let commands: [Dispute.Command] = [
      .closeEvidence, .check(history: []), .rule(.upheld, as: .customerSide, DisputeDesk.reasons),
      .recordAgreement(reference: "text"), .publish(text: nil),
    ]
    for command in commands {
      #expect(throws: Dispute.Rejection.notAllowed(DisputeDesk.customer, command.kind)) {
        try dispute.decide(command, by: DisputeDesk.customer, at: start, under: policy)
      }
    }
    for principal in [Principal.system, .automation("bot")] {
      #expect(throws: Dispute.Rejection.notAllowed(principal, .rule)) {
        try dispute.decide(
          .rule(.upheld, as: .customerSide, DisputeDesk.reasons), by: principal, at: start,
          under: policy)
      }
    }
  }
}
