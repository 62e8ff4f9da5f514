// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStaffing
import SupportTime
import Testing

/// Seasons, holidays, events and member days.
@Suite("Surges")
struct SurgeTests {
  static let shanghai = Result { try ZoneRules(identifier: "Asia/Shanghai") }

  static func instant(_ text: String) throws -> Instant { try Instant(text, in: shanghai.get()) }
  static func date(_ text: String) throws -> CivilDate { try CivilDate(text) }
  static func hour(_ text: String) throws -> Range<Instant> {
    let start = try instant(text)
    return start..<start.adding(milliseconds: 3_600_000)
  }

  static func plan(
    _ combination: SurgePlan.Combination = .highest, _ rules: SurgeRule...
  ) throws -> SurgePlan {
    try SurgePlan(in: shanghai.get(), combining: combination, rules)
  }

  static func season() throws -> SurgeRule {
    let festival = HolidaySpan(
      "Spring Festival", try date("2026-02-10"), through: try date("2026-02-25"))
    let summer = HolidaySpan(
      "summer travel", try date("2026-07-01"), through: try date("2026-08-31"))
    return SurgeRule("season", .dates([festival, summer]), .raise(by: try Rate("300%")))
  }

  static func holidays() throws -> SurgeRule {
    let national = HolidaySpan(
      "National Day", try date("2026-10-01"), through: try date("2026-10-07"))
    return SurgeRule("holidays", .holidays([national], leadDays: 3), .raise(by: try Rate("50%")))
  }

  static func storm() throws -> SurgeRule {
    let typhoon = MajorEvent(
      "typhoon", from: try instant("2026-08-14 06:00"), until: try instant("2026-08-16 06:00"))
    return SurgeRule("storm", .events([typhoon], leadHours: 72), .group("response", heads: 20))
  }

  @Test("a raise by 300 % makes four of one, from the first midnight to the last")
  func season() throws {
    let plan = try Self.plan(.highest, Self.season())
    func heads(_ text: String) throws -> Int { plan.demand(for: 10, in: try Self.hour(text)).heads }
    #expect(try heads("2026-02-09 22:00") == 10)
    #expect(try heads("2026-02-10 00:00") == 40)
    #expect(try heads("2026-02-25 23:00") == 40)
    #expect(try heads("2026-02-26 00:00") == 10)
    #expect(try heads("2026-08-31 23:00") == 40)
    // An interval that has any time in common with the window counts.
    #expect(try heads("2026-02-09 23:30") == 40)
  }

  @Test("elastic rostering starts three days before the holiday begins, at midnight")
  func holidays() throws {
    let plan = try Self.plan(.highest, Self.holidays())
    let year = try Self.instant("2026-01-01 00:00")..<Self.instant("2027-01-01 00:00")
    let occurrence = try #require(plan.occurrences(in: year).first)
    #expect(try occurrence.start == Self.instant("2026-09-28 00:00"))
    #expect(try occurrence.peak == Self.instant("2026-10-01 00:00"))
    #expect(try occurrence.end == Self.instant("2026-10-08 00:00"))
    let intents = plan.intents(beginning: year)
    #expect(intents.map(\.action) == [.startElasticRostering])
    #expect(intents.map(\.notBefore) == [occurrence.start])
    #expect(intents == plan.intents(beginning: year))
    // Whoever asks from later on is not told again.
    #expect(
      plan.intents(beginning: occurrence.start.adding(milliseconds: 1)..<year.upperBound).isEmpty)
    // 50 % of 5 is rounded up.
    #expect(try plan.demand(for: 5, in: Self.hour("2026-09-28 00:00")).heads == 8)
    #expect(try plan.demand(for: 5, in: Self.hour("2026-09-27 22:00")).heads == 5)
  }

  @Test("a response group is raised 72 hours ahead of an event")
  func event() throws {
    let plan = try Self.plan(.highest, Self.storm())
    let before = try plan.demand(for: 10, in: Self.hour("2026-08-11 04:00"))
    #expect(before.groups.isEmpty && before.total == 10)
    let during = try plan.demand(for: 10, in: Self.hour("2026-08-11 06:00"))
    #expect(during.groups.map(\.name) == ["response"] && during.groups.map(\.heads) == [20])
    #expect(during.heads == 10 && during.total == 30)
    #expect(try plan.demand(for: 10, in: Self.hour("2026-08-16 06:00")).groups.isEmpty)
    let month = try Self.instant("2026-08-01 00:00")..<Self.instant("2026-09-01 00:00")
    let intent = try #require(plan.intents(beginning: month).first)
    #expect(intent.action == .raiseResponseGroup)
    #expect(try intent.notBefore == Self.instant("2026-08-11 06:00"))
    #expect(intent.operand("heads") == .count(20))
  }

  @Test("the members' day comes each month, on the last date where a month lacks it")
  func memberDay() throws {
    let plan = try Self.plan(.highest, SurgeRule("members", .monthly(day: 31), .add(heads: 4)))
    let year = try Self.instant("2026-01-01 00:00")..<Self.instant("2027-01-01 00:00")
    let dates = plan.occurrences(in: year).map(\.name)
    #expect(dates.count == 12)
    #expect(dates.prefix(4) == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"])
    #expect(try plan.demand(for: 3, in: Self.hour("2026-02-28 12:00")).heads == 7)
    #expect(try plan.demand(for: 3, in: Self.hour("2026-03-01 00:00")).heads == 3)
  }

  static func overlapping(_ combination: SurgePlan.Combination) throws -> SurgeDemand {
    let week = HolidaySpan("week", try date("2026-03-02"), through: try date("2026-03-08"))
    let day = HolidaySpan("day", try date("2026-03-04"), through: try date("2026-03-04"))
    return try plan(
      combination, SurgeRule("a", .dates([week]), .raise(by: Rate("50%"))),
      SurgeRule("b", .dates([day]), .raise(by: Rate("30%"))),
      SurgeRule("c", .dates([week]), .add(heads: 4)), SurgeRule("d", .dates([day]), .add(heads: 6)),
      SurgeRule("e", .dates([day]), .atLeast(heads: 12)),
      SurgeRule("f", .dates([day]), .group("g", heads: 2)),
      SurgeRule("h", .dates([week]), .group("g", heads: 5))
    ).demand(for: 100, in: hour("2026-03-04 10:00"))
  }

  @Test("the policy says what rules that meet make of each other")
  func combination() throws {
    let highest = try Self.overlapping(.highest)
    #expect(highest.heads == 156 && highest.groups.map(\.heads) == [5])
    #expect(highest.applied.map(\.counts) == [true, false, false, true, false, false, true])
    let sum = try Self.overlapping(.sum)
    #expect(sum.heads == 190 && sum.groups.map(\.heads) == [7])
    let product = try Self.overlapping(.product)
    #expect(product.heads == 205 && product.groups.map(\.heads) == [7])
    #expect(product.applied.map(\.counts) == [true, true, true, true, false, true, true])
  }

  @Test("a floor holds whatever the base is, and nothing overflows")
  func floor() throws {
    let day = HolidaySpan("day", try Self.date("2026-03-04"), through: try Self.date("2026-03-04"))
    let plan = try Self.plan(
      .product, SurgeRule("floor", .dates([day]), .atLeast(heads: 12)),
      SurgeRule("up", .dates([day]), .raise(by: Rate("100000%"))))
    let hour = try Self.hour("2026-03-04 10:00")
    #expect(plan.demand(for: 0, in: hour).heads == 12)
    #expect(plan.demand(for: -7, in: hour).base == 0)
    #expect(plan.demand(for: .max, in: hour).heads == .max)
    // The floor alone counts where it is higher, the raise alone where the floor is reached anyway.
    #expect(plan.demand(for: 0, in: hour).applied.map(\.counts) == [true, false])
    #expect(plan.demand(for: 1, in: hour).applied.map(\.counts) == [false, true])
  }

  @Test("what a higher floor covers is told as changing nothing")
  func underFloor() throws {
    let day = HolidaySpan("day", try Self.date("2026-03-04"), through: try Self.date("2026-03-04"))
    let plan = try Self.plan(
      .sum, SurgeRule("add", .dates([day]), .add(heads: 5)),
      SurgeRule("raise", .dates([day]), .raise(by: Rate("50%"))),
      SurgeRule("floor", .dates([day]), .atLeast(heads: 40)))
    let hour = try Self.hour("2026-03-04 10:00")
    // 10 · 1.5 + 5 = 20 is below 40, 30 · 1.5 + 5 = 50 above it; 0 is raised by nothing.
    let under = plan.demand(for: 10, in: hour)
    #expect(under.heads == 40 && under.applied.map(\.counts) == [false, false, true])
    let above = plan.demand(for: 30, in: hour)
    #expect(above.heads == 50 && above.applied.map(\.counts) == [true, true, false])
    #expect(
      plan.explanation(of: under).steps.map(\.code.id)
        == ["staffing.ruleHigher", "staffing.ruleHigher", "staffing.ruleCounts"])
  }

  @Test("of raises whose product is no exact rate the highest counts, and none else is told")
  func inexact() throws {
    let day = HolidaySpan("day", try Self.date("2026-03-04"), through: try Self.date("2026-03-04"))
    // Primes: the bottom of the product would have 27 digits.
    let rules = try [998_244_353, 1_000_000_007, 999_999_937].map { (prime: Int64) in
      SurgeRule("\(prime)", .dates([day]), .raise(by: try #require(Rate(prime - 1, over: prime))))
    }
    let plan = try SurgePlan(in: Self.shanghai.get(), combining: .product, rules)
    let demand = try plan.demand(for: 10, in: Self.hour("2026-03-04 10:00"))
    #expect(demand.heads == 20 && demand.applied.map(\.counts) == [false, true, false])
  }

  @Test("a rule of any kind holds in no span of no time")
  func emptySpan() throws {
    let member = SurgeRule("members", .monthly(day: 12), .add(heads: 4))
    let plan = try Self.plan(.highest, Self.season(), Self.holidays(), Self.storm(), member)
    for text in ["2026-08-12 10:00", "2026-10-01 10:00"] {
      let moment = try Self.instant(text)
      #expect(plan.occurrences(in: moment..<moment).isEmpty)
      #expect(!plan.occurrences(in: moment..<moment.adding(milliseconds: 1)).isEmpty)
    }
  }

  @Test("rules that never hold and rules that meet are found")
  func findings() throws {
    let week = HolidaySpan(
      "week", try Self.date("2026-02-20"), through: try Self.date("2026-03-08"))
    let plan = try Self.plan(
      .highest, Self.season(), SurgeRule("w", .dates([week]), .raise(by: Rate("10%"))),
      Self.storm())
    let spring = try Self.instant("2026-01-01 00:00")..<Self.instant("2026-06-01 00:00")
    #expect(
      try plan.findings(in: spring) == [
        .neverHolds(rule: "storm"),
        .overlap(
          rule: "season", other: "w", from: Self.instant("2026-02-20 00:00"),
          until: Self.instant("2026-02-26 00:00")),
      ])
  }

  @Test("every mistake of a plan is told at its place")
  func mistakes() throws {
    let wrong = HolidaySpan("x", try Self.date("2026-03-04"), through: try Self.date("2026-03-03"))
    let nameless = HolidaySpan(" ", wrong.last, through: wrong.last)
    let now = try Self.instant("2026-03-04 10:00")
    let later = MajorEvent("", from: now, until: now.adding(milliseconds: 1))
    let error = try #require(throws: DocumentError.self) {
      try Self.plan(
        .highest, SurgeRule("a", .dates([]), .raise(by: .zero)),
        SurgeRule("a", .holidays([wrong], leadDays: -1), .add(heads: 0)),
        SurgeRule(
          " ", .events([MajorEvent("e", from: now, until: now)], leadHours: 9_000),
          .group("", heads: 0)),
        SurgeRule("m", .monthly(day: 32), .atLeast(heads: -1)),
        SurgeRule("n", .dates([nameless]), .add(heads: 1)),
        SurgeRule("o", .events([later], leadHours: 0), .add(heads: 1)))
    }
    #expect(error.problems.count == 15)
    let paths = error.problems.map(\.path)
    #expect(paths.contains("rules[1].window.holidays[0]"))
    // What is written has to be readable, and a document refuses empty names.
    #expect(paths.suffix(2) == ["rules[4].window.dates[0].name", "rules[5].window.events[0].name"])
  }

  @Test("holidays come from a calendar: dates that follow each other are one span")
  func spans() throws {
    let clock = try BusinessCalendar(zone: "Asia/Shanghai") {
      OpenHours(.weekdays, "09:00-18:00")
      ClosedDays(of: .china)
    }.compiled()
    let spans = try HolidaySpan.spans(
      of: clock, beginning: Self.date("2025-09-01")...Self.date("2025-12-31"))
    // The State Council's notice for 2025: National Day and Mid-Autumn, 1 to 8 October.
    #expect(try spans.map(\.first) == [Self.date("2025-10-01")])
    #expect(try spans.map(\.last) == [Self.date("2025-10-08")])
    // One that began before the range is not its own, also where it lasts to the range's end and beyond.
    for last in ["2025-12-31", "2025-10-08", "2025-10-05", "2025-10-03"] {
      let range = try Self.date("2025-10-03")...Self.date(last)
      #expect(HolidaySpan.spans(of: clock, beginning: range).isEmpty, "\(last)")
    }
  }

  @Test("a holiday without a name, or with an empty one, is called by its date")
  func nameless() throws {
    let clock = try BusinessCalendar(
      zone: "UTC", weekly: [.monday: [DayInterval("09:00-18:00")]],
      holidays: [.init(Self.date("2025-05-01"), name: " "), .init(Self.date("2025-05-09"))]
    ).compiled()
    let spans = try HolidaySpan.spans(
      of: clock, beginning: Self.date("2025-05-01")...Self.date("2025-05-31"))
    #expect(spans.map(\.name) == ["2025-05-01", "2025-05-09"])
  }

  @Test("a surge can say which rules made it")
  func explanation() throws {
    let plan = try Self.plan(.highest, Self.season(), Self.storm())
    let demand = try plan.demand(for: 10, in: Self.hour("2026-08-12 10:00"))
    #expect(
      plan.explanation(of: demand).text() == """
        40 heads from 2026-08-12 10:00 +08:00 to 2026-08-12 11:00 +08:00, 10 on usual days
          rule season because of summer travel: 300% more
          rule storm because of typhoon: the group response with 20 heads
          the group response with 20 heads beside them
          60 heads in all
        """)
  }

  @Test("a plan's rostered heads are what is raised")
  func plans() throws {
    let surges = try Self.plan(.highest, Self.season())
    let start = try Self.instant("2026-02-09 23:00")
    let load = try OfferedLoad(arrivalsPerHour: 100, handlingTime: 180)
    let policy = try StaffingPolicy(
      .erlangC, goal: StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20)),
      shrinkage: Shrinkage("30%"))
    let plan = try StaffingPlan(
      policy,
      [0, 1].map {
        try StaffingInterval(
          start: start.adding(milliseconds: $0 * 3_600_000), minutes: 60, load: load)
      })
    #expect(surges.demand(for: plan).map(\.heads) == [12, 48])
  }
}
