// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportTime
import Testing

@Suite("A dispute: reopened for review")
struct DisputeReviewWindowTests {
  private static func agreed(
    _ verdict: Dispute.Verdict = .partly(DisputeDesk.yuan(3_000)), under policy: DisputePolicy
  ) throws -> Dispute {
    let start = try DisputeDesk.at("2025-05-20 09:00")
    var dispute = try DisputeDesk.decided(verdict, at: start, under: policy)
    try dispute.perform(
      .recordAgreement(reference: "text-1"), by: .agent("wang"),
      at: start.adding(milliseconds: 60_000), under: policy)
    return dispute
  }

  @Test(
    "a past complaint is reopened from the 1st to the 15th of a month",
    arguments: [
      ("2025-05-31 23:59:59.999", false), ("2025-06-01 00:00", true),
      ("2025-06-15 23:59:59.999", true), ("2025-06-16 00:00", false),
      ("2025-06-30 12:00", false), ("2025-07-01 00:00", true), ("2026-01-01 00:00", true),
    ])
  func window(text: String, isOpen: Bool) throws {
    let policy = try DisputeDesk.policy()
    var dispute = try Self.agreed(under: policy)
    let now = try DisputeDesk.at(text)
    if isOpen {
      try dispute.perform(.reopen, by: DisputeDesk.customer, at: now, under: policy)
      #expect(dispute.state(at: now) == .collectingEvidence)
      #expect(dispute.rounds.count == 2)
    } else {
      let month = text.hasPrefix("2025-05") ? "2025-06" : "2025-07"
      let next =
        try DisputeDesk.at("\(month)-01 00:00")..<DisputeDesk.at("\(month)-16 00:00")
      #expect(throws: Dispute.Rejection.outsideReviewWindow(next: next)) {
        try dispute.decide(.reopen, by: DisputeDesk.customer, at: now, under: policy)
      }
    }
  }

  @Test("the window is that of the policy's zone, not of the instant's text")
  func zone() throws {
    let policy = try DisputeDesk.policy()
    let window = try #require(policy.reviewWindow(at: try Instant("2025-05-31T17:00Z")))
    #expect(window.lowerBound == (try Instant("2025-05-31T16:00Z")))
    #expect(window.upperBound == (try Instant("2025-06-15T16:00Z")))
  }

  @Test(
    "days that a month lacks are left out",
    arguments: [
      (28...31, "2025-02-10 00:00", "2025-02-28 00:00", "2025-03-01 00:00"),
      (28...31, "2025-03-01 00:00", "2025-03-28 00:00", "2025-04-01 00:00"),
      (30...31, "2025-02-01 00:00", "2025-03-30 00:00", "2025-04-01 00:00"),
      (31...31, "2025-04-01 00:00", "2025-05-31 00:00", "2025-06-01 00:00"),
      (29...29, "2024-02-29 23:59", "2024-02-29 00:00", "2024-03-01 00:00"),
      (1...31, "2025-12-31 12:00", "2025-12-01 00:00", "2026-01-01 00:00"),
      (15...15, "2025-12-16 00:00", "2026-01-15 00:00", "2026-01-16 00:00"),
    ])
  func monthEnds(days: ClosedRange<Int>, now: String, opens: String, closes: String) throws {
    let policy = try DisputeDesk.policy(review: .init(days: days, mostTimes: 1))
    #expect(
      policy.reviewWindow(at: try DisputeDesk.at(now))
        == (try DisputeDesk.at(opens)..<DisputeDesk.at(closes)))
  }

  @Test("where clocks change over midnight, the dates on the clock decide")
  func clockChangeAtMidnight() throws {
    // In Havana 2025-03-09 00:00 did not exist: the day began at 01:00.
    let havana = try ZoneRules(identifier: "America/Havana")
    let spring = try DisputeDesk.policy(
      zone: havana, review: .init(days: 1...8, mostTimes: 1))
    let window = try #require(
      spring.reviewWindow(at: try Instant("2025-03-08 12:00", in: havana)))
    #expect(window.upperBound == (try Instant("2025-03-09T05:00Z")))
    #expect(havana.date(at: window.upperBound).day == 9)
    #expect(havana.date(at: window.upperBound.adding(milliseconds: -1)).day == 8)
    // On 2025-11-02 the hour after midnight came twice: the day began with the first.
    let autumn = try DisputeDesk.policy(
      zone: havana, review: .init(days: 2...5, mostTimes: 1))
    let other = try #require(
      autumn.reviewWindow(at: try Instant("2025-11-01 12:00", in: havana)))
    #expect(other.lowerBound == (try Instant("2025-11-02T04:00Z")))
  }

  @Test("every instant of a year is in the window exactly when its date is", arguments: [0, 1, 2])
  func allYear(number: Int) throws {
    let name = ["Asia/Shanghai", "America/New_York", "Australia/Lord_Howe"][number]
    let zone = try ZoneRules(identifier: name)
    let policy = try DisputeDesk.policy(zone: zone)
    var instant = try Instant("2025-01-01T00:00Z")
    let end = try Instant("2026-01-01T00:00Z")
    while instant < end {
      let window = try #require(policy.reviewWindow(at: instant))
      #expect(window.contains(instant) == (1...15).contains(zone.date(at: instant).day))
      instant = instant.adding(milliseconds: 1_800_000)
    }
  }

  @Test("a dispute that goes on is not past")
  func goesOn() throws {
    let policy = try DisputeDesk.policy()
    let now = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.decided(.upheld, at: now, under: policy)
    #expect(throws: Dispute.Rejection.goesOn) {
      try dispute.decide(
        .reopen, by: DisputeDesk.customer, at: now.adding(milliseconds: 5_000), under: policy)
    }
  }

  @Test("it is reviewed as often as the policy allows, and only by those who have a say")
  func mostTimes() throws {
    let policy = try DisputeDesk.policy(review: .init(days: 1...15, mostTimes: 1))
    var dispute = try Self.agreed(under: policy)
    let june = try DisputeDesk.at("2025-06-02 09:00")
    for principal in [Principal.customer("c-8"), .system, .automation("bot")] {
      #expect(throws: Dispute.Rejection.notAllowed(principal, .reopen)) {
        try dispute.decide(.reopen, by: principal, at: june, under: policy)
      }
    }
    try dispute.perform(.reopen, by: .agent("wang"), at: june, under: policy)
    #expect(throws: Dispute.Rejection.goesOn) {
      try dispute.decide(.reopen, by: .agent("wang"), at: june, under: policy)
    }
    try dispute.perform(.withdraw, by: DisputeDesk.customer, at: june, under: policy)
    #expect(throws: Dispute.Rejection.reviewedBefore(times: 1)) {
      try dispute.decide(.reopen, by: DisputeDesk.customer, at: june, under: policy)
    }
    #expect(throws: Dispute.Rejection.notReviewable) {
      try Self.agreed(under: policy).decide(
        .reopen, by: DisputeDesk.customer, at: june, under: DisputeDesk.policy(review: nil))
    }
  }

  @Test("a review goes by the policy of its own day and through all steps again")
  func newPolicy() throws {
    let policy = try DisputeDesk.policy()
    var dispute = try Self.agreed(under: policy)
    let june = try DisputeDesk.at("2025-06-02 09:00")
    let newer = try DisputeDesk.policy(version: "2026", evidence: [.contract, .log])
    try dispute.perform(.reopen, by: DisputeDesk.customer, at: june, under: newer)
    #expect(dispute.round?.policy == "2026")
    #expect(throws: Dispute.Rejection.wrongStep(.systemCheck, expected: .evidence)) {
      try dispute.decide(.check(history: []), by: .system, at: june, under: newer)
    }
    // The contract of the first round is still there; the log is new.
    #expect(throws: Dispute.Rejection.missingEvidence([.log])) {
      try dispute.decide(.closeEvidence, by: .system, at: june, under: newer)
    }
  }

  @Test("what a review gives more is paid on top, and what it gives less is told")
  func secondAgreement() throws {
    let policy = try DisputeDesk.policy()
    for (verdict, onTop, tooMuch) in [
      (Dispute.Verdict.upheld, 5_000, 0), (.partly(DisputeDesk.yuan(1_000)), 0, 2_000),
      (.partly(DisputeDesk.yuan(3_000)), 0, 0),
    ] as [(Dispute.Verdict, Int64, Int64)] {
      var dispute = try Self.agreed(under: policy)
      #expect(dispute.arbitration?.compensation == DisputeDesk.yuan(3_000))
      let first = dispute.arbitration?.decision
      let june = try DisputeDesk.at("2025-06-02 09:00")
      try dispute.perform(.reopen, by: DisputeDesk.customer, at: june, under: policy)
      try dispute.perform(.closeEvidence, by: .system, at: june, under: policy)
      try dispute.perform(.check(history: []), by: .system, at: june, under: policy)
      let late = try DisputeDesk.at("2025-07-01 09:00")
      try dispute.perform(
        .rule(verdict, as: .legal, DisputeDesk.reasons), by: .agent("zhao"), at: late,
        under: policy)
      try dispute.perform(
        .recordAgreement(reference: "text-2"), by: .agent("wang"), at: late, under: policy)
      let agreement = try #require(dispute.round?.agreement)
      #expect(agreement.onTop == DisputeDesk.yuan(onTop))
      #expect(agreement.givenTooMuch == DisputeDesk.yuan(tooMuch))
      #expect(dispute.given == DisputeDesk.yuan(3_000 + onTop))
      #expect(agreement.decision != first)
      #expect((dispute.arbitration == nil) == (onTop == 0))
    }
  }
}
