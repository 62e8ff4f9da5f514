// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

@Suite("Duty rosters")
struct DutyRosterTests {
  static func told(_ stretches: some Sequence<DutyRoster.Stretch>) -> [String] {
    stretches.map { "\($0.start) \($0.end) \($0.duty?.agent.rawValue ?? "nobody")" }
  }

  static func hours(_ milliseconds: Int64) -> Int64 { milliseconds / 3_600_000 }

  @Test("weeks are handed over on the weekday of the start, at the hand-over time of the zone")
  func weekly() throws {
    let roster = try DutyRoster(
      zone: "Asia/Shanghai",
      layers: [
        .init(
          "week", people: ["li", "wang", "zhao"], days: 7, start: CivilDate("2025-09-01"),
          handover: TimeOfDay("09:00"))
      ])
    let plan = try roster.compiled()
    let first = try Instant("2025-09-01T09:00+08:00")
    #expect(plan.onDuty(.primary, at: first.adding(milliseconds: -1)) == nil)
    #expect(plan.onDuty(.primary, at: first)?.agent == "li")
    let change = try Instant("2025-09-08T09:00+08:00")
    #expect(plan.onDuty(.primary, at: change.adding(milliseconds: -1))?.agent == "li")
    #expect(plan.onDuty(.primary, at: change)?.agent == "wang")
    #expect(plan.nextChange(of: .primary, after: first, until: .max) == change)
    #expect(plan.nextChange(of: .primary, after: first, until: change) == nil)
    // A rotation of three weeks: the 30th of September is in its fifth week.
    #expect(plan.onDuty(.primary, at: try Instant("2025-09-30T12:00+08:00"))?.agent == "wang")
    #expect(plan.onDuty(.secondary, at: change) == nil)
  }

  @Test("four days on and two off leave the days off to nobody")
  func onAndOff() throws {
    let roster = try DutyRoster(
      zone: "UTC",
      layers: [
        .init(
          "crew", turns: [.on("li", days: 4), .off(days: 2)], start: CivilDate("2025-01-01"))
      ])
    let plan = try roster.compiled()
    let window = plan.stretches(
      of: .primary, from: try Instant("2025-01-01T00:00Z"), until: try Instant("2025-01-13T00:00Z"))
    #expect(
      Self.told(window) == [
        "2025-01-01T00:00:00Z 2025-01-05T00:00:00Z li",
        "2025-01-05T00:00:00Z 2025-01-07T00:00:00Z nobody",
        "2025-01-07T00:00:00Z 2025-01-11T00:00:00Z li",
        "2025-01-11T00:00:00Z 2025-01-13T00:00:00Z nobody",
      ])
    #expect(window.compactMap(\.absences.first) == [.dayOff("crew"), .dayOff("crew")])
  }

  @Test("a later layer takes the hours to which it is restricted")
  func nights() throws {
    let night = try DayInterval("22:00-06:00")
    let nights = try BusinessCalendar(
      zone: "Asia/Shanghai",
      weekly: Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, [night]) }))
    let start = try CivilDate("2025-09-01")
    let roster = try DutyRoster(
      zone: "Asia/Shanghai",
      layers: [
        .init("days", people: ["li"], days: 1, start: start),
        .init("nights", people: ["chen", "zhao"], days: 1, start: start, hours: nights),
        .init("lead", as: .secondary, people: ["mei"], days: 7, start: start),
      ])
    #expect(roster.roles == [.primary, .secondary])
    let plan = try roster.compiled()
    let stretches = plan.stretches(
      of: .primary, from: try Instant("2025-09-02T00:00+08:00"),
      until: try Instant("2025-09-03T00:00+08:00"))
    // Turns change at midnight, in the middle of a night.
    #expect(stretches.map { $0.duty?.agent } == ["zhao", "li", "zhao"])
    #expect(stretches.map { Self.hours($0.milliseconds) } == [6, 16, 2])
    #expect(
      plan.onDuty(at: try Instant("2025-09-02T03:00+08:00"))
        == [
          plan.onDuty(.primary, at: try Instant("2025-09-02T03:00+08:00")),
          plan.onDuty(.secondary, at: try Instant("2025-09-02T03:00+08:00")),
        ].compactMap(\.self))
    let noon = plan.presences(at: try Instant("2025-09-02T12:00+08:00"))
    #expect(noon.map(\.layer.id) == ["days", "nights", "lead"])
    #expect(
      noon.map(\.presence) == [
        .onDuty("li"), .absent(.outsideHours("nights")), .onDuty("mei"),
      ])
  }

  @Test("an override counts before all layers, the last one first, and may leave nobody")
  func overrides() throws {
    func at(_ hour: Int) throws -> Instant {
      try Instant("2025-01-01T00:00Z").adding(milliseconds: Int64(hour) * 3_600_000)
    }
    let roster = try DutyRoster(
      zone: "UTC",
      layers: [.init("all", people: ["li"], days: 7, start: CivilDate("2025-01-01"))],
      overrides: [
        .init("wang", from: at(10), until: at(20)), .init("zhao", from: at(12), until: at(14)),
        .init(nil, from: at(18), until: at(22)),
      ])
    let plan = try roster.compiled()
    let stretches = plan.stretches(of: .primary, from: try at(0), until: try at(24))
    #expect(
      stretches.map { $0.duty?.agent } == ["li", "wang", "zhao", "wang", nil, "li"])
    #expect(stretches.map { Self.hours($0.milliseconds) } == [10, 2, 2, 4, 4, 2])
    #expect(
      stretches.map { $0.duty?.source } == [
        .layer("all"), .override(0), .override(1), .override(0), nil, .layer("all"),
      ])
    let gaps = plan.gaps(of: .primary, from: try at(0), until: try at(24), limit: 10)
    #expect(gaps.map(\.range) == [try at(18)..<at(22)])
    #expect(gaps.map(\.absences) == [[.override(2)]])
    #expect(
      plan.loads(of: .primary, from: try at(0), until: try at(24)).map {
        "\($0.agent) \(Self.hours($0.milliseconds)) \($0.shifts)"
      } == ["li 12 2", "wang 6 2", "zhao 2 1"])
    #expect(
      plan.shifts(of: .primary, from: try at(0), until: try at(24), limit: 2).map(\.start)
        == [try at(0), try at(10)])
  }

  @Test("a gap names what each layer of the role lacks")
  func gaps() throws {
    let office = try BusinessCalendar(
      zone: "UTC", weekly: [.thursday: [DayInterval("09:00-17:00")]])
    let roster = try DutyRoster(
      zone: "UTC",
      layers: [
        .init(
          "old", people: ["li"], days: 1, start: CivilDate("2024-01-01"),
          end: CivilDate("2025-01-01")),
        .init("office", people: ["li"], days: 1, start: CivilDate("2024-01-01"), hours: office),
        .init("new", people: ["li"], days: 1, start: CivilDate("2025-01-03")),
      ])
    // The 1st of January 2025 is a Wednesday.
    let plan = try roster.compiled()
    let gaps = plan.gaps(
      of: .primary, from: try Instant("2024-12-31T00:00Z"),
      until: try Instant("2026-01-01T00:00Z"), limit: 10)
    #expect(
      Self.told(gaps) == [
        "2025-01-01T00:00:00Z 2025-01-02T09:00:00Z nobody",
        "2025-01-02T17:00:00Z 2025-01-03T00:00:00Z nobody",
      ])
    #expect(
      gaps.first?.absences == [.ended("old"), .outsideHours("office"), .notStarted("new")])
    // Gaps of a roster are what a ladder passes on.
    let coverage = Ladder.Coverage.except(["duty": gaps.map(\.range)])
    #expect(!coverage.covers("duty", at: try Instant("2025-01-01T12:00Z")))
    #expect(coverage.covers("duty", at: try Instant("2025-01-02T09:00Z")))
  }

  @Test(
    "where the clocks change, the night between two hand-overs is shorter or longer",
    arguments: [
      ("2025-03-30", "02:30", 24, 23),  // Forward by the gap, at 03:30.
      ("2025-03-30", "09:00", 23, 24), ("2025-10-26", "09:00", 25, 24),
      ("2025-10-26", "02:30", 24, 25),  // The first 02:30 counts.
    ])
  func changeOfClocks(date: String, handover: String, before: Int64, after: Int64) throws {
    let start = try CivilDate(date)
    let roster = try DutyRoster(
      zone: "Europe/Berlin",
      layers: [
        .init(
          "days", people: ["a", "b"], days: 1, start: start.adding(days: -1),
          handover: TimeOfDay(handover))
      ])
    let plan = try roster.compiled()
    let from = try Instant("\(start.adding(days: -1))T\(handover)Z")
      .adding(milliseconds: date < "2025-06" ? -3_600_000 : -7_200_000)
    let stretches = plan.stretches(of: .primary, from: from, until: .max).prefix(2)
    #expect(stretches.map { $0.duty?.agent } == ["a", "b"])
    #expect(stretches.map { Self.hours($0.milliseconds) } == [before, after])
  }

  @Test("a person who is missing or misspelt in an override is a mistake, null is nobody")
  func overrideWithoutPerson() throws {
    func decoded(_ person: String) throws -> DutyRoster {
      let text = """
        {"zone": "UTC",
         "layers": [{"id": "w", "turns": [{"agent": "li", "days": 7}], "start": "2025-01-01"}],
         "overrides": [{\(person)"from": "2025-01-01T00:00Z", "until": "2025-01-02T00:00Z"}]}
        """
      return try JSONDecoder().decode(DutyRoster.self, from: Data(text.utf8))
    }
    #expect(throws: DecodingError.self) { try decoded(#""agnet": "wang", "#) }
    #expect(throws: DecodingError.self) { try decoded("") }
    #expect(try decoded(#""agent": null, "#).overrides.map(\.agent) == [nil])
  }

  @Test("the ends of time are answered")
  func ends() throws {
    let roster = try DutyRoster(
      zone: "Europe/Berlin",
      layers: [
        .init(
          "all", people: ["a", "b"], days: 366, start: .min,
          handover: TimeOfDay(clamping: 86_399_999)),
        .init("last", as: .secondary, people: ["c"], days: 1, start: .max),
      ], overrides: [.init(nil, from: .min, until: .min.adding(milliseconds: 1))])
    let plan = try roster.compiled()
    #expect(plan.onDuty(.primary, at: .max) != nil)
    #expect(plan.onDuty(.primary, at: .min) == nil)
    #expect(Array(plan.stretches(of: .primary, from: .max, until: .min)).isEmpty)
    #expect(Array(plan.stretches(of: .primary, from: .min, until: .max).prefix(400)).count == 400)
    let loads = plan.loads(of: .secondary, from: .min, until: .max)
    #expect(loads.map(\.agent) == ["c"])
    #expect(plan.shifts(of: .primary, from: .min, until: .max, limit: -1).isEmpty)
  }
}
