// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportTime
import Testing

@Suite("A dispute: the levels' limits")
struct DisputeLimitTests {
  private func level(_ dispute: Dispute, at now: Instant) -> DisputeLevel.ID? {
    guard case .underReview(let level, _, _, _) = dispute.state(at: now) else { return nil }
    return level
  }

  @Test("a level still decides exactly at its limit; a millisecond later the next one does")
  func exactlyAtTheLimit() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let limit = try DisputeDesk.at("2025-06-05 09:00")
    let command = Dispute.Command.rule(.rejected, as: .customerSide, DisputeDesk.reasons)
    #expect(level(dispute, at: limit) == .customerSide)
    #expect(dispute.nextDeadline(at: limit) == limit)
    #expect(
      try dispute.decide(command, by: .agent("li"), at: limit, under: policy).count == 1)
    let late = limit.adding(milliseconds: 1)
    #expect(level(dispute, at: late) == .operations)
    #expect(throws: Dispute.Rejection.wrongLevel(.customerSide, inCharge: .operations)) {
      try dispute.decide(command, by: .agent("li"), at: late, under: policy)
    }
  }

  @Test("limits that pass add up from limit to limit, however late somebody looks")
  func lateTicks() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let operations = try DisputeDesk.at("2025-06-10 09:00")
    let legal = try DisputeDesk.at("2025-06-20 09:00")
    #expect(
      dispute.state(at: operations)
        == .underReview(
          .operations, since: try DisputeDesk.at("2025-06-05 09:00"), dueAt: operations,
          isOverdue: false))
    #expect(
      dispute.state(at: legal)
        == .underReview(.legal, since: operations, dueAt: legal, isOverdue: false))
    let years = legal.adding(milliseconds: 86_400_000 * 800)
    #expect(
      dispute.state(at: years)
        == .underReview(.legal, since: operations, dueAt: legal, isOverdue: true))
    #expect(dispute.nextDeadline(at: years) == nil)
    // The last level still has to decide, and what it decides is final.
    var late = dispute
    try late.perform(
      .rule(.upheld, as: .legal, DisputeDesk.reasons), by: .agent("zhao"), at: years,
      under: policy)
    #expect(late.state(at: years) == .binding(.legal, since: years, .lastLevel))
  }

  @Test("a level that stays overdue keeps the dispute")
  func staysOverdue() throws {
    let policy = try DisputeDesk.policy(levels: DisputeDesk.levels(operations: .staysOverdue))
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    #expect(level(dispute, at: try DisputeDesk.at("2026-01-01 00:00")) == .operations)
  }

  @Test("whoever passes on gives the next level its whole time, from then on")
  func passingOn() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    var dispute = try DisputeDesk.underReview(since: start, under: policy)
    let passed = try DisputeDesk.at("2025-06-03 10:00")
    try dispute.perform(
      .rule(.passedOn, as: .customerSide, DisputeDesk.reasons), by: .agent("li"), at: passed,
      under: policy)
    #expect(
      dispute.state(at: passed)
        == .underReview(
          .operations, since: passed, dueAt: try DisputeDesk.at("2025-06-08 10:00"),
          isOverdue: false))
  }

  @Test("dates keep their time of day where the clocks change, hours do not")
  func clockChange() throws {
    // In Berlin clocks go forward on 2025-03-30 and back on 2025-10-26.
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    let policy = try DisputeDesk.policy(zone: berlin)
    let start = try Instant("2025-03-28 09:00", in: berlin)
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    #expect(
      dispute.nextDeadline(at: start) == (try Instant("2025-03-31 10:00", in: berlin)))
    let autumn = try Instant("2025-10-24 09:00", in: berlin)
    let other = try DisputeDesk.underReview(since: autumn, under: policy)
    let first = try Instant("2025-10-27 08:00", in: berlin)
    #expect(other.nextDeadline(at: autumn) == first)
    #expect(
      other.nextDeadline(at: first.adding(milliseconds: 1))
        == (try Instant("2025-11-01 08:00", in: berlin)))
  }

  @Test("a month ends where the next one is shorter")
  func monthEnd() throws {
    var levels = DisputeDesk.levels()
    levels[0].within = .months(1)
    let policy = try DisputeDesk.policy(levels: levels)
    let start = try DisputeDesk.at("2024-01-31 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    #expect(dispute.nextDeadline(at: start) == (try DisputeDesk.at("2024-02-29 09:00")))
  }

  @Test("working days count in the calendar that a level names")
  func workingDays() throws {
    let office = try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-18:00")
    }
    var levels = DisputeDesk.levels()
    levels[0].within = .workingDays(3, landing: .endOfDay)
    levels[0].calendar = "office"
    let policy = try DisputePolicy(
      version: "1", zone: DisputeDesk.shanghai(), calendars: ["office": office], evidence: [],
      levels: levels, review: nil, costs: .company,
      publication: .init(after: .calendarDays(1), masks: []))
    // A Friday.
    let start = try DisputeDesk.at("2025-06-06 15:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    #expect(dispute.nextDeadline(at: start) == (try DisputeDesk.at("2025-06-11 18:00")))
  }

  @Test("the end of time is no trap", arguments: [Instant.min, .max])
  func endsOfTime(now: Instant) throws {
    let policy = try DisputeDesk.policy()
    var dispute = Dispute("D-1")
    try dispute.perform(
      .open(DisputeDesk.opening), by: DisputeDesk.customer, at: now, under: policy)
    for kind in policy.evidence {
      try dispute.perform(
        .fileEvidence(.init(kind, reference: "r")), by: .system, at: now, under: policy)
    }
    try dispute.perform(.closeEvidence, by: .system, at: now, under: policy)
    try dispute.perform(.check(history: []), by: .system, at: now, under: policy)
    for instant in [Instant.min, .epoch, .max] {
      _ = dispute.state(at: instant)
      _ = dispute.nextDeadline(at: instant)
      _ = dispute.intents(after: .min, through: instant)
      _ = dispute.explanation(at: instant, in: policy.zone).text()
      _ = dispute.mayLitigate(at: instant)
      _ = policy.reviewWindow(at: instant)
    }
  }

  @Test("nobody is told that a level let its time pass before it did")
  func toldInTime() throws {
    let policy = try DisputeDesk.policy()
    let start = try DisputeDesk.at("2025-06-02 09:00")
    let dispute = try DisputeDesk.underReview(since: start, under: policy)
    let limit = try DisputeDesk.at("2025-06-05 09:00")
    let sentence = "the customer side let 2025-06-05 09:00 +08:00 pass; operations took over"
    #expect(!dispute.explanation(at: limit, in: policy.zone).text().contains(sentence))
    let after = limit.adding(milliseconds: 1)
    #expect(dispute.explanation(at: after, in: policy.zone).text().contains(sentence))
  }

  @Test("a reminder that would come at the limit or after it does not come")
  func lateReminder() throws {
    for hours in [72, 73] as [Int64] {
      var levels = DisputeDesk.levels()
      levels[0].remindAfter = .elapsed(milliseconds: hours * 3_600_000)
      let policy = try DisputeDesk.policy(levels: levels)
      let start = try DisputeDesk.at("2025-06-02 09:00")
      let dispute = try DisputeDesk.underReview(since: start, under: policy)
      let limit = try DisputeDesk.at("2025-06-05 09:00")
      #expect(dispute.intents(after: start, through: limit).isEmpty)
      #expect(dispute.round?.plans.first?.terms.first?.remindAt == nil)
    }
  }
}
