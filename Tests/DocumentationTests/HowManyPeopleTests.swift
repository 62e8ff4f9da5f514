// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportKit
import Testing

/// The code of the article "How many people?" and of the first page of the room.
@Suite("Documentation: how many people?")
struct HowManyPeopleTests {
  @Test("agents for a goal, and what they achieve")
  func agents() throws {
    let load = try OfferedLoad(arrivalsPerHour: 360, handlingTime: 240)  // 24 erlangs
    let goal = try StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20))
    let agents = try QueueModel.erlangA(patience: 180).requiredAgents(for: load, goal)  // 27

    #expect(load.erlangs == 24)
    #expect(agents == 27)

    let team = try ErlangA(load, agents: agents, patience: 180)
    let level = team.serviceLevel(within: 20)  // 0.84
    let gone = team.abandonment  // 0.04
    let wait = team.averageSpeedOfAnswer  // 6 s, of those who are answered
    let busy = team.occupancy  // 0.85

    #expect(abs(level - 0.84) < 0.005)
    #expect(abs(gone - 0.04) < 0.005)
    #expect(abs(try #require(wait) - 6) < 0.5)
    #expect(abs(busy - 0.85) < 0.005)

    let patient = try QueueModel.erlangC.requiredAgents(for: load, goal)  // 29

    #expect(patient == 29)

    let readings = ErlangA.Reading.allCases.map { reading in
      team.serviceLevel(within: 20, as: reading)
    }

    #expect(readings.count == 5)

    let milder = try StaffingGoal(
      .serviceLevel(atLeast: 0.8, within: 20, reading: .answeredOfAnswered))

    #expect(goal.serviceLevel?.reading == .answeredOfOffered)
    #expect(milder.serviceLevel?.reading == .answeredOfAnswered)

    let overload = try ErlangC(load, agents: 20)
    let answer = overload.averageSpeedOfAnswer  // nil: the queue grows for ever

    #expect(answer == nil && !overload.isStable)
  }

  @Test("the question in four lines")
  func plainQuestion() throws {
    let incoming = try OfferedLoad(arrivalsPerHour: 120, handlingTime: 300)  // 10 erlangs
    let promise = try StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20))
    let atDesk = try QueueModel.erlangC.requiredAgents(for: incoming, promise)  // 14
    let onRoster = try Shrinkage(Rate("30%")).rostered(atDesk)  // 20

    #expect(atDesk == 14 && onRoster == 20)
  }

  static func quarterHours() throws -> [StaffingInterval] {
    let start = try Instant("2026-02-09T09:00+08:00")
    return try [180.0, 240, 300, 360, 330, 270, 210, 150].enumerated().map { index, arrivals in
      try StaffingInterval(
        start: start.adding(milliseconds: Int64(index) * 1_800_000), minutes: 30,
        load: OfferedLoad(arrivalsPerHour: arrivals, handlingTime: 240))
    }
  }

  @Test("a plan, the shifts that cover it, and what they leave open")
  func plan() throws {
    let intervals = try Self.quarterHours()

    let policy = try StaffingPolicy(
      .erlangA(patience: 180), goal: StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20)),
      shrinkage: Shrinkage(Rate("30%")))
    let plan = try StaffingPlan(policy, intervals)

    let load = try OfferedLoad(arrivalsPerHour: 360, handlingTime: 240)

    let nine = try Instant("2026-02-09T09:00+08:00")
    let hour = try StaffingInterval(start: nine, minutes: 60, load: load)
    let single = try StaffingPlan(policy, [hour]).requirements  // 27 at the desk, 39 on the roster

    #expect(single.map(\.agents) == [27] && single.map(\.rostered) == [39])

    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    let date = try CivilDate("2026-02-09")
    let shifts = try [
      ShiftTemplate("early", at: TimeOfDay("09:00"), minutes: 180),
      ShiftTemplate("late", at: TimeOfDay("10:30"), minutes: 150, most: 12),
    ].map { template in template.shift(on: date, in: zone) }
    let cover = try ShiftCover(
      of: intervals, demand: plan.requirements.map(\.rostered), by: shifts)

    #expect(cover.isProvedMinimal)

    let coverage = try plan.coverage(rostering: cover.lines.map(\.heads))
    let open = coverage.uncovered.map { line in
      (line.requirement.interval.start, line.missing, line.figures.serviceLevel)
    }

    #expect(open.allSatisfy { $0.1 > 0 })
    #expect(coverage.missingMilliseconds > 0)

    let instant = try Instant("2026-02-09T10:30+08:00")
    let why = plan.explanation(at: instant, in: zone)

    #expect(
      why?.text() == """
        27 agents are needed from 2026-02-09 10:30 +08:00 to 2026-02-09 11:00 +08:00
          360 contacts an hour of 4 min each keep 24 agents busy
          the model is Erlang A with a mean patience of 3 min
          with only 26: service level 79.09%, which misses 80%
          with 27: service level 84.11%, the goal is 80%
          30% of the time is spent away from the desk: 39 heads on the roster
        """)
  }

  @Test("more people for seasons, holidays, events and member days")
  func surges() throws {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")

    let festival = HolidaySpan(
      "Spring Festival", try CivilDate("2026-02-10"), through: try CivilDate("2026-02-25"))
    let national = HolidaySpan(
      "National Day", try CivilDate("2026-10-01"), through: try CivilDate("2026-10-07"))
    let typhoon = MajorEvent(
      "typhoon", from: try Instant("2026-08-14T06:00+08:00"),
      until: try Instant("2026-08-16T06:00+08:00"))
    let surges = try SurgePlan(
      in: zone, combining: .highest,
      [
        SurgeRule("peak season", .dates([festival]), .raise(by: Rate("300%"))),
        SurgeRule("holidays", .holidays([national], leadDays: 3), .raise(by: Rate("50%"))),
        SurgeRule("storm", .events([typhoon], leadHours: 72), .group("response", heads: 20)),
        SurgeRule("member day", .monthly(day: 8), .add(heads: 5)),
      ])

    let start = try Instant("2026-02-12T10:00+08:00")
    let hour = start..<(start + .seconds(3_600))
    let demand = surges.demand(for: 30, in: hour)  // 120 heads: four times the base

    #expect(demand.heads == 120)

    let year = try Instant("2026-01-01T00:00+08:00")..<Instant("2027-01-01T00:00+08:00")
    let intents = surges.intents(beginning: year)  // rostering starts on 28 September at 00:00
    let findings = surges.findings(in: year)  // none: no two raises meet, each rule holds

    #expect(intents.count == 15)
    let start28 = try Instant("2026-09-28T00:00+08:00")
    #expect(intents.filter { $0.notBefore == start28 }.map(\.action) == [.startElasticRostering])
    #expect(findings.isEmpty)
  }

  @Test("what is expected, from what arrived")
  func forecast() throws {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    let first = try CivilDate("2026-01-05")
    let midnight = zone.instant(date: first, time: .midnight)
    let hours = (0..<672).map { (index: Int) -> ArrivalHistory.Hour in
      let arrivals = index / 24 == 9 ? 50 : 20
      return .init(midnight.adding(milliseconds: Int64(index) * 3_600_000), arrivals)
    }
    let saleDay = first.adding(days: 9)

    let history = try ArrivalHistory(
      hours, in: zone, specialDates: [ArrivalHistory.SpecialDate(saleDay, "sale")])
    let forecast = try ArrivalForecast(history, leastDays: 3)
    let factor = forecast.factors  // sale: 2.5 times as much, from 1 date
    let monday = try CivilDate("2026-02-09")
    let intervals = try forecast.intervals(of: monday, as: "sale", handlingTime: 240)

    #expect(factor.map(\.factor) == [2.5])
    #expect(intervals.map(\.load.arrivalsPerHour) == Array(repeating: 50, count: 24))
  }
}
