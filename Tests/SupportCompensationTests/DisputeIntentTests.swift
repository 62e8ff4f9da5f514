// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportTime
import Testing

@Suite("A dispute: what the host must do, and when")
struct DisputeIntentTests {
  private let policy: DisputePolicy
  private let start: Instant

  init() throws {
    policy = try DisputeDesk.policy()
    start = try DisputeDesk.at("2025-06-02 09:00")
  }

  private func lines(_ intents: [Intent]) -> [String] {
    intents.map { intent in
      let time = intent.notBefore.map { policy.zone.wallTime(at: $0) }
      let level = if case .text(let level) = intent.operand("level") { " \(level)" } else { "" }
      return "\(time.map { "\($0.date) \($0.time)" } ?? "now") \(intent.action.rawValue)\(level)"
    }
  }

  @Test("each level is told, reminded before its limit, and the last one told that it is overdue")
  func silence() throws {
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    #expect(
      lines(dispute.intents(after: .min, through: .max)) == [
        "2025-06-02 09:00 notify customerSide", "2025-06-04 09:00 remind customerSide",
        "2025-06-05 09:00:00.001 notify operations", "2025-06-10 09:00:00.001 notify legal",
        "2025-06-18 09:00 remind legal", "2025-06-20 09:00:00.001 notify legal",
      ])
  }

  @Test("what is told ends where somebody decides")
  func decided() throws {
    var dispute = try DisputeDesk.underReview(since: start, under: policy)
    let now = try DisputeDesk.at("2025-06-04 09:00")
    try dispute.perform(
      .rule(.rejected, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: now,
      under: policy)
    #expect(
      lines(dispute.intents(after: .min, through: .max)) == [
        "2025-06-02 09:00 notify customerSide", "2025-06-04 09:00 notify customerSide",
        "2025-06-11 09:00:00.001 notify customerSide",
      ])
    #expect(dispute.nextWakeUp(after: now) == (try DisputeDesk.at("2025-06-11 09:00:00.001")))
  }

  @Test("an agreement is carried out in the account at once and published in time")
  func agreement() throws {
    var dispute = try DisputeDesk.decided(.upheld, at: start, under: policy)
    let now = start.adding(milliseconds: 60_000)
    try dispute.perform(
      .recordAgreement(reference: "text"), by: .agent("wang"), at: now, under: policy)
    let intents = dispute.intents(after: now.adding(milliseconds: -1), through: .max)
    #expect(lines(intents) == ["2025-06-02 09:01 arbitrate", "2025-07-02 09:01 publish"])
    let arbitration = try #require(dispute.arbitration)
    #expect(intents[0].operand("cause") == .text(arbitration.cause.rawValue))
    #expect(intents[0].operand("compensation") == .money(DisputeDesk.claimed))
    #expect(intents[0].operand("decision") == .text("dispute/D-1/1/legal"))
    #expect(dispute.nextWakeUp(after: now) == (try DisputeDesk.at("2025-07-02 09:01")))
    #expect(dispute.nextWakeUp(after: .max) == nil)
  }

  @Test("what is not published when a review begins is not published any more")
  func reviewBeforePublication() throws {
    var dispute = try DisputeDesk.decided(.upheld, at: start, under: policy)
    let now = start.adding(milliseconds: 60_000)
    try dispute.perform(
      .recordAgreement(reference: "text"), by: .agent("wang"), at: now, under: policy)
    try dispute.perform(
      .reopen, by: DisputeDesk.customer, at: try DisputeDesk.at("2025-06-10 09:00"),
      under: policy)
    #expect(dispute.intents(after: now, through: .max).isEmpty)
    #expect(dispute.nextWakeUp(after: now) == nil)
  }
}
