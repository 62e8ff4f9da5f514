// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportStaffing
import SupportTime
import Testing

/// Means by weekday and hour, and factors of special dates.
@Suite("Forecasts")
struct ForecastTests {
  /// What `Fixtures/forecast.py` wrote.
  struct Fixture: Decodable {
    var zone: String
    var special: [[String]]
    var hours: [[Int64]]
    var partial: [CivilDate]
    var means: [[Double]]
    var factors: [Factor]

    struct Factor: Decodable {
      var kind: String
      var ratio: Double
      var dates: Int

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        kind = try list.decode(String.self)
        ratio = try list.decode(Double.self)
        dates = try list.decode(Int.self)
      }
    }

    static func load() throws -> Self {
      let url = try #require(
        Bundle.module.resourceURL?.appending(path: "Fixtures/forecast.json"))
      return try JSONDecoder().decode(Self.self, from: Data(contentsOf: url))
    }

    func history() throws -> ArrivalHistory {
      try ArrivalHistory(
        hours.map { .init(Instant(secondsSince1970: $0[0]), Int($0[1])) },
        in: ZoneRules(identifier: zone),
        specialDates: special.map { .init(try CivilDate($0[0]), $0[1]) })
    }
  }

  @Test("polars finds the same means and factors")
  func polars() throws {
    let fixture = try Fixture.load()
    let history = try fixture.history()
    #expect(history.partialDates == fixture.partial)
    let forecast = try ArrivalForecast(history, leastDays: 10)
    #expect(forecast.partialDates == fixture.partial)
    #expect(forecast.factors.map(\.kind) == fixture.factors.map(\.kind))
    for (factor, expected) in zip(forecast.factors, fixture.factors) {
      #expect(agree(factor.factor, expected.ratio) && factor.dates == expected.dates)
    }
    // Weeks without a change of the clocks.
    let monday = try CivilDate("2026-06-01")
    var checked = 0
    for day in 0..<7 {
      let date = monday.adding(days: day)
      let hours = try forecast.hours(of: date)
      let expected = fixture.means.filter { Int($0[0]) == date.weekday.rawValue }
      #expect(hours.count == 24 && expected.count == 24)
      for (hour, mean) in zip(hours, expected) {
        #expect(agree(hour.arrivals, mean[2]) && hour.samples == Int(mean[3]))
        checked += 1
      }
    }
    #expect(checked == 168)
    let sale = try forecast.hours(of: monday, as: "sale")
    let usual = try forecast.hours(of: monday)
    #expect(agree(sale[12].arrivals, usual[12].arrivals * forecast.factors[1].factor))
  }

  @Test("a day has as many hours as its clocks show: one twice in autumn, one less in spring")
  func clocks() throws {
    let forecast = try ArrivalForecast(Fixture.load().history(), leastDays: 5)
    let autumn = try forecast.hours(of: CivilDate("2026-10-25"))
    #expect(autumn.count == 25)
    #expect(autumn[2].arrivals == autumn[3].arrivals && autumn[2].start < autumn[3].start)
    let spring = try forecast.hours(of: CivilDate("2026-03-29"))
    #expect(spring.count == 23)
    #expect(try spring[2].start == Instant("2026-03-29T03:00+02:00"))
    // On Sundays two o'clock came once more in autumn and once less in spring: as many as its neighbours.
    #expect(autumn[2].samples == autumn[5].samples)
  }

  @Test("a forecast becomes the intervals of a plan")
  func intervals() throws {
    let forecast = try ArrivalForecast(Fixture.load().history(), leastDays: 5)
    let date = try CivilDate("2026-06-01")
    let intervals = try forecast.intervals(of: date, handlingTime: 240)
    let policy = try StaffingPolicy(
      .erlangA(patience: 120), goal: StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20)),
      shrinkage: .none)
    let plan = try StaffingPlan(policy, intervals)
    #expect(plan.requirements.count == 24)
    #expect(plan.requirements[13].agents > plan.requirements[3].agents)
    #expect(throws: StaffingError.self) {
      try forecast.intervals(of: date, as: "strike", handlingTime: 240)
    }
    #expect(throws: StaffingError.self) { try forecast.intervals(of: date, handlingTime: 0) }
  }

  @Test("too little history is refused, every weekday of it at once")
  func tooLittle() throws {
    let history = try Fixture.load().history()
    let error = try #require(throws: StaffingError.self) {
      try ArrivalForecast(history, leastDays: 14)
    }
    // Each weekday has 14 dates; the special and partial ones are taken off.
    #expect(
      error.faults.map(\.quantity) == [
        "ordinary days that are monday", "ordinary days that are tuesday",
        "ordinary days that are wednesday", "ordinary days that are friday",
        "ordinary days that are sunday",
      ])
    #expect(error.faults.allSatisfy { $0.kind == .tooLittle })
    #expect(throws: StaffingError.self) { try ArrivalForecast(history, leastDays: 0) }
    let empty = try ArrivalHistory([], in: .utc)
    #expect(
      try #require(throws: StaffingError.self) { try ArrivalForecast(empty, leastDays: 1) }
        .faults.count == 7)
  }

  @Test("hours that do not begin on the hour, stand twice or are below nothing are refused")
  func badHours() throws {
    let hour = Instant(secondsSince1970: 3_600)
    let error = try #require(throws: StaffingError.self) {
      try ArrivalHistory(
        [.init(hour, 1), .init(hour, 2), .init(hour.adding(milliseconds: 1), -1)], in: .utc,
        specialDates: [.init(.min, "a"), .init(.min, "b")])
    }
    #expect(error.faults.count == 4)
    // On the hour in India is half past in UTC.
    let india = ZoneRules.fixed(secondsFromUTC: 19_800)
    #expect(throws: StaffingError.self) { try ArrivalHistory([.init(hour, 1)], in: india) }
    #expect(
      try ArrivalHistory([.init(hour.adding(milliseconds: 1_800_000), 1)], in: india)
        .partialDates.count == 1)
  }

  @Test("a kind whose usual arrivals are none has no factor")
  func noUsual() throws {
    let days = (0..<8).flatMap { day in
      (0..<24).map { hour in
        ArrivalHistory.Hour(
          Instant(secondsSince1970: Int64(day * 24 + hour) * 3_600), day == 7 ? 9 : 0)
      }
    }
    let date = CivilDate(daysSince1970: 7)
    let history = try ArrivalHistory(days, in: .utc, specialDates: [.init(date, "sale")])
    let error = try #require(throws: StaffingError.self) {
      try ArrivalForecast(history, leastDays: 1)
    }
    #expect(error.faults.map(\.kind) == [.tooLittle])
  }
}
