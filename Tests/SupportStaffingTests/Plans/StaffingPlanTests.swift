// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStaffing
import SupportTime
import Testing

/// Intervals, shrinkage, and what a roster leaves open.
@Suite("Plans: intervals")
struct StaffingPlanTests {
  static let shanghai = Result { try ZoneRules(identifier: "Asia/Shanghai") }

  /// Three half hours from 09:00 in Shanghai, with 100, 0 and 300 calls an hour of three minutes.
  static func intervals() throws -> [StaffingInterval] {
    let start = try Instant("2026-02-09T09:00+08:00")
    return try [100.0, 0, 300].enumerated().map { index, arrivals in
      try StaffingInterval(
        start: start.adding(milliseconds: Int64(index) * 1_800_000), minutes: 30,
        load: OfferedLoad(arrivalsPerHour: arrivals, handlingTime: 180))
    }
  }

  static func plan() throws -> StaffingPlan {
    let policy = try StaffingPolicy(
      .erlangC, goal: StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20)),
      shrinkage: Shrinkage("30%"))
    return try StaffingPlan(policy, intervals())
  }

  @Test("each interval takes its own agents, and more heads on the roster")
  func requirements() throws {
    let plan = try Self.plan()
    // 5 erlangs take 8 agents and 15 take 19, as counting up finds.
    #expect(plan.requirements.map(\.agents) == [8, 0, 19])
    #expect(plan.requirements.map(\.rostered) == [12, 0, 28])
    #expect(plan.requirement(at: try Instant("2026-02-09T10:29+08:00"))?.agents == 19)
    #expect(plan.requirement(at: try Instant("2026-02-09T10:30+08:00")) == nil)
    #expect(plan.requirement(at: try Instant("2026-02-09T08:59+08:00")) == nil)
  }

  @Test(
    "shrinkage is exact: what binary numbers round up stays",
    arguments: [
      (30, "25%", 40), (23, "30%", 33), (7, "30%", 10), (1, "99.99%", 10_000), (0, "50%", 0),
      (6, "0.4", 10), (21, "30%", 30), (9, "10%", 10), (5, "1/3", 8), (-3, "10%", 0),
    ])
  func shrinkage(agents: Int, share: String, heads: Int) throws {
    let shrinkage = try Shrinkage(share)
    #expect(shrinkage.rostered(agents) == heads)
    // Nobody less would do.
    #expect(shrinkage.atDesk(heads) >= max(agents, 0))
    #expect(heads == 0 || shrinkage.atDesk(heads - 1) < agents)
  }

  @Test("a shrinkage of all, or below nothing, is refused", arguments: ["100%", "-1%", "3"])
  func noShrinkage(share: String) {
    #expect(throws: StaffingError.self) { try Shrinkage(share) }
  }

  @Test("what a roster lacks is told by interval and in all")
  func coverage() throws {
    let coverage = try Self.plan().coverage(rostering: [12, 2, 20])
    #expect(coverage.lines.map(\.missing) == [0, 0, 8])
    #expect(coverage.lines.map(\.spare) == [0, 2, 0])
    #expect(coverage.lines.map(\.agents) == [8, 1, 14])
    #expect(coverage.missingMilliseconds == 8 * 1_800_000)
    #expect(coverage.spareMilliseconds == 2 * 1_800_000)
    // 14 agents cannot carry 15 erlangs.
    #expect(coverage.uncovered.map(\.figures.serviceLevel) == [0])
    // 70 % of 40,000 are at the desk; the figures are those of 20,000.
    let crowd = try #require(Self.plan().coverage(rostering: [40_000, 0, 0]).lines.first)
    #expect(crowd.agents == 28_000 && crowd.figures.agents == 20_000)
    let nobody = try Self.plan().coverage(rostering: [0, 0, 0])
    #expect(nobody.lines.map(\.figures.serviceLevel) == [0, 1, 0])
  }

  @Test("intervals that overlap, rosters that do not fit and goals out of reach are refused")
  func refused() throws {
    let intervals = try Self.intervals()
    let policy = try Self.plan().policy
    let overlap = try #require(throws: StaffingError.self) {
      try StaffingPlan(policy, [intervals[1], intervals[0], intervals[0]])
    }
    #expect(overlap.faults.map(\.kind) == [.contradiction, .contradiction])
    let strict = try StaffingPolicy(
      .erlangC, goal: StaffingGoal(.serviceLevel(atLeast: 1, within: 20)), shrinkage: .none)
    let unreachable = try #require(throws: StaffingError.self) {
      try StaffingPlan(strict, intervals)
    }
    // Nothing arrives in the second one.
    #expect(
      unreachable.faults.map(\.quantity) == [
        "goal from \(intervals[0].start)", "goal from \(intervals[2].start)",
      ])
    #expect(unreachable.faults.map(\.kind) == [.unreachable, .unreachable])
    let sizes = try #require(throws: StaffingError.self) {
      try Self.plan().coverage(rostering: [1, -1])
    }
    #expect(sizes.faults.count == 2)
    let start = intervals[0].start
    for minutes in [0, -5, Int.max] {
      #expect(throws: StaffingError.self) {
        try StaffingInterval(start: start, minutes: minutes, load: intervals[0].load)
      }
    }
    #expect(throws: StaffingError.self) {
      try StaffingInterval(start: .max, minutes: 1, load: intervals[0].load)
    }
    #expect(throws: StaffingError.self) {
      try StaffingPolicy(
        .erlangC, goal: StaffingGoal(.abandonment(atMost: 0.1)), shrinkage: .none)
    }
  }

  @Test("a plan can say why it takes so many")
  func explanation() throws {
    let zone = try Self.shanghai.get()
    let why = try #require(
      try Self.plan().explanation(at: Instant("2026-02-09T10:00+08:00"), in: zone))
    #expect(
      why.text() == """
        19 agents are needed from 2026-02-09 10:00 +08:00 to 2026-02-09 10:30 +08:00
          300 contacts an hour of 3 min each keep 15 agents busy
          the model is Erlang C
          with only 18: service level 74.11%, which misses 80%
          with 19: service level 84.34%, the goal is 80%
          30% of the time is spent away from the desk: 28 heads on the roster
        """)
    #expect(why.text(in: .simplifiedChinese).contains("需要 19 名坐席"))
    let idle = try #require(
      try Self.plan().explanation(at: Instant("2026-02-09T09:30+08:00"), in: zone))
    #expect(
      idle.steps.map(\.code) == [.init("staffing.nobody", english: "", simplifiedChinese: "")])
    let open = try Self.plan().coverage(rostering: [12, 0, 20])
      .explanations(of: .serviceLevel(atLeast: 0.8, within: 20), in: zone)
    #expect(open.count == 1)
    #expect(open.first?.text().hasPrefix("8 of 28 heads are missing from 2026-02-09 10:00") == true)
  }

  @Test("every code speaks English and Chinese, with the same operands, under its own id")
  func codes() {
    let codes = Explanation.Code.allStaffing
    #expect(Set(codes.map(\.id)).count == codes.count)
    for code in codes {
      #expect(code.id.hasPrefix("staffing."))
      let names = [code.english, code.simplifiedChinese].map { sentence in
        Set(sentence.matches(of: /\{(\w+)\}/).map(\.1))
      }
      #expect(names[0] == names[1], "\(code.id)")
      #expect(!code.english.isEmpty && !code.simplifiedChinese.isEmpty, "\(code.id)")
      let sentence = code.simplifiedChinese.replacing(/\{\w+\}/, with: "")
      #expect(!sentence.contains { ",:;()".contains($0) }, "\(code.id)")
    }
  }

  @Test("where nobody is answered, no service level and no wait is told")
  func nobodyAnswered() throws {
    let goal = try StaffingGoal(
      .serviceLevel(atLeast: 0.8, within: 20, reading: .answeredOfAnswered),
      .averageSpeedOfAnswer(atMost: 30))
    func told(_ model: QueueModel) throws -> [String] {
      let policy = try StaffingPolicy(model, goal: goal, shrinkage: .none)
      let plan = try StaffingPlan(policy, [Self.intervals()[0]])
      let coverage = try plan.coverage(rostering: [0])
      return try goal.conditions.map { condition in
        let text = try coverage.explanations(of: condition, in: Self.shanghai.get())[0].text()
        return text.split(separator: ": ").last.map(String.init) ?? ""
      }
    }
    #expect(
      try told(.erlangA(patience: 180)) == [
        "service level none, since nobody is answered",
        "average speed of answer none, since nobody is answered",
      ])
    // In Erlang C everybody waits for ever.
    #expect(
      try told(.erlangC) == ["service level 0%", "average speed of answer without bound"])
  }
}
