// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTestKit
import SupportTime
import Testing

@Suite("Duty rosters: laws and documents")
struct DutyRosterLawTests {
  /// A second roster: it asks Foundation's calendar for each hand-over and walks over minutes.
  struct Naive {
    private static let clocks = MadeOnce<BusinessCalendar, BusinessClock> { try $0.compiled() }

    let roster: DutyRoster
    let calendar: Calendar

    init(_ roster: DutyRoster) throws {
      self.roster = roster
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = try #require(TimeZone(identifier: roster.zone))
      self.calendar = calendar
    }

    /// The hand-overs of a layer up to an instant, from its start on.
    private func handovers(_ layer: DutyRoster.Layer, until end: Date) throws -> [Date] {
      var dates: [Date] = []
      for day in 0... {
        let (year, month, number) = layer.start.adding(days: day).components
        let wanted = DateComponents(
          year: year, month: month, day: number, hour: layer.handover.hour,
          minute: layer.handover.minute)
        // Foundation moves a time in a gap forward by it, and takes the first of a repeated one.
        let date = try #require(calendar.date(from: wanted))
        dates.append(date)
        if date > end { break }
      }
      return dates
    }

    /// Who has the role at every minute of a window.
    func minutes(_ role: DutyRoster.Role, from start: Instant, count: Int) throws -> [AgentID?] {
      let end = start.adding(milliseconds: Int64(count) * 60_000)
      var answers: [AgentID?] = Array(repeating: nil, count: count)
      func paint(
        _ agent: AgentID?, _ first: Instant, _ last: Instant, where open: (Instant) -> Bool
      ) {
        let lower = Swift.max(0, start.milliseconds(to: first) / 60_000)
        let upper = Swift.min(Int64(count), start.milliseconds(to: last) / 60_000)
        for index in stride(from: Int(lower), to: Int(upper), by: 1) {
          let minute = start.adding(milliseconds: Int64(index) * 60_000)
          if open(minute) { answers[index] = agent }
        }
      }
      for layer in roster.layers where layer.role == role {
        let clock = try layer.hours.map(Self.clocks.value)
        let days = layer.turns.flatMap { Array(repeating: $0.agent, count: $0.days) }
        let handovers = try handovers(layer, until: end.date)
        for (day, pair) in zip(handovers, handovers.dropFirst()).enumerated() {
          if let last = layer.end, layer.start.adding(days: day) >= last { break }
          guard let agent = days[day % days.count] else { continue }
          paint(agent, Instant(pair.0), Instant(pair.1)) { clock?.isOpen(at: $0) ?? true }
        }
      }
      for override in roster.overrides where override.role == role {
        paint(override.agent, override.start, override.end) { _ in true }
      }
      return answers
    }
  }

  static func random(seed: UInt64) throws -> DutyRoster {
    var random = SplitMix(seed: seed)
    let zone = random.pick(["Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "UTC"])
    let people: [AgentID?] = ["a", "b", "c", "d", nil]
    let week = try BusinessCalendar(
      zone: random.pick([zone, "Asia/Shanghai"]),
      weekly: [
        .monday: [DayInterval("09:00-12:00"), DayInterval("13:30-18:00")],
        .wednesday: [.wholeDay], .thursday: [.wholeDay],
        .saturday: [DayInterval("22:00-06:00")], .sunday: [DayInterval("01:00-04:00")],
      ])
    var layers: [DutyRoster.Layer] = []
    for index in 0..<Int.random(in: 1...4, using: &random) {
      var turns: [DutyRoster.Turn] = [.on("a", days: .random(in: 1...4, using: &random))]
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        let days = Int.random(in: 1...8, using: &random)
        turns.append(random.pick(people).map { .on($0, days: days) } ?? .off(days: days))
      }
      let start = try CivilDate("2025-03-01").adding(days: .random(in: 0...40, using: &random))
      layers.append(
        .init(
          .init("layer-\(index)"), as: random.chance(70) ? .primary : .secondary, turns: turns,
          start: start,
          end: random.chance(30)
            ? start.adding(days: .random(in: 1...20, using: &random)) : nil,
          handover: try TimeOfDay(
            hour: .random(in: 0...23, using: &random), minute: random.pick([0, 0, 30, 15])),
          hours: random.chance(40) ? week : nil))
    }
    let middle = try Instant("2025-03-30T00:00Z")
    var overrides: [DutyRoster.Override] = []
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let start = middle.adding(
        milliseconds: Int64.random(in: -10_000...10_000, using: &random) * 60_000)
      let length = Int64.random(in: 1...4_000, using: &random) * 60_000
      overrides.append(
        .init(
          random.pick(people), as: layers[0].role, from: start,
          until: start.adding(milliseconds: length)))
    }
    return try DutyRoster(zone: zone, layers: layers, overrides: overrides)
  }

  @Test("a roster says at each minute what a walk over minutes says", arguments: 0..<8)
  func oracle(seed: Int) throws {
    let roster = try Self.random(seed: UInt64(seed))
    let plan = try roster.compiled()
    // Three weeks with a change of the clocks in each zone.
    let start = try Instant("2025-03-20T00:00Z")
    let count = 21 * 1_440
    let end = start.adding(milliseconds: Int64(count) * 60_000)
    for role in roster.roles {
      let walked = try Naive(roster).minutes(role, from: start, count: count)
      var told: [AgentID?] = []
      var last: AgentID?? = .none
      for stretch in plan.stretches(of: role, from: start, until: end) {
        #expect(last != .some(stretch.duty?.agent), "neighbours differ")
        last = .some(stretch.duty?.agent)
        #expect((stretch.duty == nil) != stretch.absences.isEmpty)
        told += Array(repeating: stretch.duty?.agent, count: Int(stretch.milliseconds / 60_000))
      }
      #expect(told == walked, "\(roster.zone) \(role.rawValue)")
      for index in stride(from: 0, to: count, by: 997) {
        let minute = start.adding(milliseconds: Int64(index) * 60_000)
        #expect(plan.onDuty(role, at: minute)?.agent == walked[index])
      }
      let loads = plan.loads(of: role, from: start, until: end)
      for load in loads {
        let minutes = walked.count { $0 == load.agent }
        #expect(load.milliseconds == Int64(minutes) * 60_000)
      }
    }
  }

  @Test("a roster reads as it was written", arguments: 0..<60)
  func roundTrip(seed: Int) throws {
    let roster = try Self.random(seed: UInt64(seed))
    let data = try JSONEncoder().encode(roster)
    #expect(try JSONDecoder().decode(DutyRoster.self, from: data) == roster)
    let text = String(decoding: data, as: UTF8.self)
    #expect(try DocumentNode.read(text) { DutyRoster(reading: $0, &$1) } == roster)
  }

  @Test("the policy book's form is read")
  func document() throws {
    let text = """
      { "layers": [
          { "id": "week", "start": "2025-09-01", "handover": "09:00", "every": "2 weeks",
            "people": ["li", "wang"], "note": "the hotline" },
          { "id": "nights", "role": "secondary", "start": "2025-09-01", "until": "2026-01-01",
            "turns": [{ "agent": "chen", "days": 4 }, { "off": 2 }],
            "hours": { "weekly": { "mon-sun": ["22:00-06:00"] } } } ],
        "overrides": [
          { "agent": null, "from": "2025-10-01T09:00+08:00", "until": "2025-10-03T09:00+08:00" }
        ] }
      """
    let roster = try DocumentNode.read(text) {
      DutyRoster(reading: $0, zone: "Asia/Shanghai", &$1)
    }
    let night = try DayInterval("22:00-06:00")
    let nights = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [night]) }))
    let start = try CivilDate("2025-09-01")
    #expect(
      roster
        == (try DutyRoster(
          zone: "Asia/Shanghai",
          layers: [
            .init(
              "week", people: ["li", "wang"], days: 14, start: start,
              handover: TimeOfDay("09:00")),
            .init(
              "nights", as: .secondary, turns: [.on("chen", days: 4), .off(days: 2)],
              start: start, end: CivilDate("2026-01-01"), hours: nights),
          ],
          overrides: [
            .init(
              nil, from: Instant("2025-10-01T09:00+08:00"),
              until: Instant("2025-10-03T09:00+08:00"))
          ])))
  }

  private static func problems(_ text: String) -> [String] {
    do throws(DocumentError) {
      _ = try DocumentNode.read(text) { DutyRoster(reading: $0, zone: "UTC", &$1) }
      return []
    } catch {
      return error.problems.map(\.path)
    }
  }

  @Test("every mistake of values is told at its place")
  func mistakes() {
    let found = Self.problems(
      """
      { "zone": "Asia/Shangai", "layers": [
          { "id": "a", "start": "2025-09-02", "until": "2025-09-01", "handover": "24:00",
            "every": "day", "people": [] },
          { "id": "a", "start": "2025-09-01", "turns": [{ "off": 2 }],
            "hours": { "weekly": { "mon": ["09:00-12:00"] } } } ],
        "overrides": [{ "agent": "", "role": "driver", "from": "2025-10-01T00:00Z",
          "until": "2025-10-01T00:00Z" }] }
      """)
    let places = [
      "zone", "layers[0].people", "layers[0].until", "layers[0].handover", "layers[1].id",
      "layers[1].turns", "overrides[0].role", "overrides[0].agent", "overrides[0].until",
    ]
    #expect(found.sorted() == places.sorted())
  }

  @Test("every mistake of form is told at its place")
  func forms() {
    let found = Self.problems(
      """
      { "layers": [
          { "id": 1, "start": "2025-02-30", "handover": "25:00", "every": "month",
            "people": ["li"], "hours": {} },
          { "id": "b", "start": "2025-09-01", "turns": [{ "agent": "li" }, { "off": 0 }],
            "people": [] },
          { "id": "c", "start": "2025-09-01" } ],
        "overrides": [{ "agent": 3, "from": "2025-10-01", "until": "later" }],
        "layer": [] }
      """)
    let places = [
      "layer", "layers[0].id", "layers[0].start", "layers[0].handover", "layers[0].every",
      "layers[0].hours", "layers[1].turns[0]", "layers[1].turns[1].off", "layers[1].people",
      "layers[2]", "overrides[0].agent", "overrides[0].from", "overrides[0].until",
    ]
    #expect(found.sorted() == places.sorted())
  }

  @Test("every mistake of construction is told at once")
  func construction() throws {
    let date = try CivilDate("2025-01-01")
    let error = #expect(throws: DocumentError.self) {
      try DutyRoster(
        zone: "UTC",
        layers: [
          .init("", as: .init(rawValue: ""), people: ["a"], days: 0, start: date, end: date),
          .init("b", turns: [.on("", days: .max), .on("c", days: 367)], start: date),
        ])
    }
    #expect(
      error?.problems.map(\.path) == [
        "layers[0].id", "layers[0].role", "layers[0].turns[0].days", "layers[0].until",
        "layers[1].turns[0].agent", "layers[1].turns[0].days", "layers[1].turns[1].days",
      ])
    #expect(throws: DocumentError.self) { try DutyRoster(zone: "UTC", layers: []) }
  }
}
