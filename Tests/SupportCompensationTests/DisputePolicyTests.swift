// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportTestKit
import SupportTime
import Testing

@Suite("A dispute's policy")
struct DisputePolicyTests {
  private func problems(_ make: () throws -> DisputePolicy) -> [String] {
    do {
      _ = try make()
      return []
    } catch let error as DocumentError {
      return error.problems.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("every mistake is told at once, with its place")
  func mistakes() throws {
    var levels = DisputeDesk.levels(members: ["li", "wu", "li"])
    levels[0].within = .elapsed(milliseconds: -1)
    levels[0].remindAfter = .workingDays(1, landing: .sameTime)
    levels[0].appealWithin = nil
    levels[1].id = .customerSide
    levels[1].calendar = "ofice"
    levels[2].afterLimit = .passesOn
    levels[2].mayPassOn = true
    levels[2].appealWithin = .calendarDays(3)
    let office = try BusinessCalendar.office()
    let found = problems {
      try DisputePolicy(
        version: "1", zone: .utc, calendars: ["office": office],
        evidence: [.contract, "", .contract], levels: levels,
        review: .init(days: 0...32, mostTimes: 0), costs: .split(customer: Rate("120%")),
        publication: .init(after: .calendarDays(-1), masks: []))
    }
    #expect(
      found == [
        "evidence[1]: a kind of evidence needs a name", "evidence[2]: contract is listed twice",
        "levels[0].members[2]: li is listed twice", "levels[0].within: -1 ms is below zero",
        "levels[0].remindAfter: \"1 working day\" needs a calendar",
        "levels[0].appealWithin: a level that is not the last needs a time to appeal",
        "levels[1].id: level customerSide is listed twice",
        "levels[1].calendar: no calendar is named \"ofice\"; did you mean \"office\"?",
        "levels[2].afterLimit: nobody is left to whom the last level could pass on",
        "levels[2].mayPassOn: the last level has to decide",
        "levels[2].appealWithin: the last level is final",
        "review.days: 0 ... 32 is outside 1 ... 31", "review.mostTimes: 0 reviews are less than 1",
        "costs.customer: the customer's share 120% is outside 0% ... 100%",
        "publication.after: -1 days is below zero",
      ])
  }

  @Test("a policy has at least one level and at most twenty", arguments: [0, 1, 20, 21])
  func levelCount(count: Int) {
    let levels = (0..<count).map { place in
      DisputeLevel(
        DisputeLevel.ID("level-\(place)"), within: .calendarDays(1),
        afterLimit: place == count - 1 ? .staysOverdue : .passesOn, mayPassOn: false,
        appealWithin: place == count - 1 ? nil : .calendarDays(1))
    }
    #expect(problems { try DisputeDesk.policy(levels: levels) }.isEmpty == (1...20).contains(count))
  }

  @Test("a calendar without openings left is a refusal, not a guess")
  func noOpening() throws {
    let calendar = try BusinessCalendar(zone: "UTC") {
      OpenHours(.weekdays, "09:00-17:00")
      ValidDates(from: "2025-01-01", through: "2025-06-03")
    }
    var levels = DisputeDesk.levels()
    levels[0].within = .workingDays(3, landing: .sameTime)
    levels[0].remindAfter = nil
    levels[0].calendar = "old"
    let policy = try DisputePolicy(
      version: "1", zone: .utc, calendars: ["old": calendar], evidence: [], levels: levels,
      review: nil, costs: .company, publication: .init(after: .calendarDays(1), masks: []))
    let now = try Instant("2025-06-02T10:00Z")
    var dispute = Dispute("D-1")
    try dispute.perform(
      .open(DisputeDesk.opening), by: DisputeDesk.customer, at: now, under: policy)
    try dispute.perform(.closeEvidence, by: .system, at: now, under: policy)
    #expect(throws: Dispute.Rejection.noOpening(calendar: "old", after: now)) {
      try dispute.perform(.check(history: []), by: .system, at: now, under: policy)
    }
  }
}
