// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportStaffing
import Testing

@Suite("Promises that staffing has to keep")
struct StaffedPromiseTests {
  static func book(_ promise: String, _ goal: String, surges: String = "") throws -> PolicyBook {
    try BookCheckTests.book(
      """
      "facts": { "kind": { "oneOf": ["inquiry"] } },
      "serviceLevels": {
        "metrics": { "answer": { "start": ["contactStarted"], "stop": ["reply"] } },
        "rules": [ { "id": "calls", "then": { "answer": \(promise) } } ] },
      "staffing": { "model": "erlangC", "goal": \(goal), "shrinkage": "30%" \(surges) }
      """)
  }

  static let goal = #"{ "serviceLevel": { "atLeast": 0.8, "within": 20 } }"#

  @Test("are told where the goal is softer")
  func softer() throws {
    let found = try Self.book(#"{ "within": "8 s" }"#, Self.goal).check()
    #expect(found.map(\.kind) == [.unkept])
    #expect(found.first?.path == "staffing.goal")
    #expect(
      found.first?.message
        == "calls promises answer within 8 s, and staffing aims at 80% within 20 s")
    #expect(
      found.first?.explanation.text(in: .simplifiedChinese)
        == "calls 承诺 answer 在 8 秒内，但人员配置的目标是 20 秒内 80%")
  }

  @Test("are fine where the goal is as strict, and not where it asks for a smaller share")
  func asStrict() throws {
    #expect(try Self.book(#"{ "within": "20 s", "objective": "80%" }"#, Self.goal).check().isEmpty)
    #expect(
      try Self.book(#"{ "within": "20 s", "objective": "90%" }"#, Self.goal).check().map(\.kind)
        == [.unkept])
  }

  @Test("are noted where the goal has no service level")
  func noLevel() throws {
    let found = try Self.book(#"{ "within": "20 s" }"#, #"{ "occupancy": 0.85 }"#).check()
    #expect(found.map(\.severity) == [.note])
  }

  @Test("are worked out for a forecast and the heads on the roster")
  func forecast() throws {
    let book = try Self.book(#"{ "within": "20 s", "objective": "80%" }"#, Self.goal)
    let start = try Instant("2025-06-02T09:00:00+08:00")
    let load = try OfferedLoad(arrivalsPerHour: 360, handlingTime: 240)
    let forecast = [try StaffingInterval(start: start, minutes: 30, load: load)]
    #expect(book.check(.init(forecast: forecast)).isEmpty)
    // 24 erlangs: with 25 agents more than one of five waits longer than 20 s.
    let found = book.check(.init(forecast: forecast, heads: [36]))
    #expect(found.map(\.kind) == [.unkept, .unkept])
    #expect(found.first?.message.hasPrefix("the roster lacks ") == true)
    #expect(found.first?.witness == "first: Mon 2025-06-02 09:00")
    #expect(found.last?.message.contains("for 80%, and 25 agents reach ") == true)
    #expect(
      book.check(.init(forecast: forecast, heads: [1, 2])).map(\.severity) == [.error])
  }

  @Test("are not the only thing: surges that never come, or meet, are noted")
  func surges() throws {
    let book = try Self.book(
      #"{ "within": "20 s" }"#, Self.goal,
      surges: """
        , "surges": { "combination": "highest", "rules": [
          { "id": "past", "raise": "50%", "dates": [
            { "name": "then", "from": "2024-01-01", "through": "2024-01-31" } ] },
          { "id": "summer", "raise": "100%", "dates": [
            { "name": "summer", "from": "2025-07-01", "through": "2025-08-31" } ] },
          { "id": "july", "raise": "50%", "dates": [
            { "name": "july", "from": "2025-07-10", "through": "2025-07-20" } ] } ] }
        """)
    #expect(
      book.check().map(\.description) == [
        "note staffing.surges.past: past never holds from 2025-06-02 to 2026-06-03",
        "note staffing.surges.summer: summer and july hold at the same time"
          + " (first: Thu 2025-07-10 00:00)",
      ])
  }
}
