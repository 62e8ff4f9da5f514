// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportDesk
import SupportPresets
import Testing

@testable import replay

@Suite("A log under two policies")
struct AgainstTests {
  /// Monday 3 March 2025. A is solved after 30 min, B after 3 h, C after 90 min, D never; E goes back in
  /// time. The log ends on Tuesday at noon.
  static let log = """
    case,activity,time,actor,priority
    A,New,2025-03-03T09:00:00Z,,1
    A,Resolved,2025-03-03T09:30:00Z,li,1
    B,New,2025-03-03T09:00:00Z,,1
    B,Resolved,2025-03-03T12:00:00Z,li,1
    C,New,2025-03-03T10:00:00Z,,2
    C,Resolved,2025-03-03T11:30:00Z,li,2
    D,New,2025-03-03T09:00:00Z,,1
    E,New,2025-03-04T12:00:00Z,,1
    E,Resolved,2025-03-04T11:00:00Z,li,1
    """

  static func policy(_ id: String, _ rules: String) -> String {
    """
    { "format": 0, "id": "\(id)", "version": "1", "zone": "UTC",
      "serviceLevels": { "rules": [ \(rules) ] } }
    """
  }

  static let twoHours = policy(
    "old",
    """
    { "id": "first", "when": { "priority": "1" }, "then": { "resolution": { "within": "2 h" } } },
    { "id": "second", "when": { "priority": "2" }, "then": { "resolution": { "within": "1 h" } } }
    """)

  /// A: 2 h met, 4 h met (moved). B: 2 h missed, 4 h met. C: 1 h missed, no promise any more.
  /// D: 2 h missed, 4 h missed (moved).
  static let fourHours = policy(
    "new",
    """
    { "id": "first", "when": { "priority": "1" }, "then": { "resolution": { "within": "4 h" },
                                                             "ownership": { "within": "1 h" } } }
    """)

  static func trial(_ before: String, _ after: String) -> Trial {
    var trial = Trial(log, policy: before)
    trial.against = after
    return trial
  }

  @Test("promises are compared case by case, as worked out by hand")
  func counts() async throws {
    let json = try await Self.trial(Self.twoHours, Self.fourHours).comparedFigures().json
    for (key, expected) in [
      ("against.from.id", "\"old\""), ("against.to.id", "\"new\""), ("against.judged", "4"),
      ("against.judgedAt", "\"2025-03-04T12:00:00Z\""),
      ("against.promisesByMetric.resolution.newlyMet", "1"),
      ("against.promisesByMetric.resolution.newlyMissed", "0"),
      ("against.promisesByMetric.resolution.dropped", "1"),
      ("against.promisesByMetric.resolution.moved", "2"),
      ("against.promisesByMetric.resolution.unchanged", "0"),
      ("against.promisesByMetric.resolution.before.met", "1"),
      ("against.promisesByMetric.resolution.before.missed", "3"),
      ("against.promisesByMetric.resolution.after.met", "2"),
      ("against.promisesByMetric.resolution.after.missed", "1"),
      ("against.promisesByMetric.resolution.pointsGained", "41.67"),
      ("against.promisesByMetric.ownership.added", "3"),
      ("against.promisesByRule.second.dropped", "1"),
      ("against.changed", "4"),
      ("against.withoutPromise.before", "0"), ("against.withoutPromise.after", "1"),
      ("against.setAside.count", "1"), ("against.setAside.reasons.timeRunsBackwards", "1"),
      ("against.setAside.first", "[\"E\"]"), ("against.money.after", "0"),
    ] {
      #expect(json[key]?.line == expected, "\(key)")
    }
  }

  @Test(
    "the first changed cases are told with both due times, those of promises that were kept too")
  func changes() async throws {
    let figures = try await Self.trial(Self.twoHours, Self.fourHours).comparedFigures()
    let text = TextReport.text(figures)
    for line in [
      "WHAT NEW 1 WOULD CHANGE OF OLD 1",
      "resolution: first, due 2025-03-03 11:00, met → first, due 2025-03-03 13:00, met",
      "resolution: first, due 2025-03-03 11:00, missed → first, due 2025-03-03 13:00, met",
      "resolution: second, due 2025-03-03 11:00, missed → no promise",
      "an event occurred before the one recorded before it",
    ] {
      #expect(text.contains(line), "\(line) in \(text)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count < 200 })
  }

  @Test("the other way round, what was newly met is newly missed and what was dropped is added")
  func reversed() async throws {
    let json = try await Self.trial(Self.fourHours, Self.twoHours).comparedFigures().json
    #expect(json["against.promisesByMetric.resolution.newlyMissed"]?.line == "1")
    #expect(json["against.promisesByMetric.resolution.newlyMet"]?.line == "0")
    #expect(json["against.promisesByMetric.resolution.added"]?.line == "1")
    #expect(json["against.promisesByMetric.resolution.pointsGained"]?.line == "-41.67")
  }

  @Test("a policy against itself changes nothing, and the report says so")
  func same() async throws {
    let figures = try await Self.trial(Self.twoHours, Self.twoHours).comparedFigures()
    #expect(figures.json["against.changed"]?.line == "0")
    #expect(figures.json["against.firstChanges"]?.line == "[]")
    #expect(TextReport.text(figures).contains("Both are the same policy; try another one"))
    #expect(HTMLReport(figures.reportModel).render().contains("Both are the same policy"))
  }

  @Test("rules that ask for what the map does not tell promise nothing, and that is said")
  func nothing() async throws {
    let fax = Self.policy(
      "fax",
      #"{ "id": "x", "when": { "channel": "fax" }, "then": { "firstReply": { "within": "1 h" } } }"#
    )
    let figures = try await Self.trial(fax, fax).comparedFigures()
    #expect(figures.json["against.withoutPromise.after"]?.line == "4")
    #expect(TextReport.text(figures).contains("Neither policy promises anything to these cases"))
  }

  @Test("each policy book classifies the tickets of a log by its own rules")
  func classified() async throws {
    let map = Trial.standardMap.replacing(
      "\"format\": 0,", with: "\"format\": 0, \"kind\": \"fault\",")
    var trial = Trial(Self.log, map: map)
    trial.preset = "network-adviser"
    trial.against = "dream-west"
    let figures = try await trial.comparedFigures()
    // NA-18 makes a fault of which nobody said the level one of the lowest: 2 h to a person, 48 h to
    // the end. DX-08 answers a fault within 15 min, and nobody answered here.
    #expect(figures.run.book.id == "network-adviser")
    #expect(figures.json["policyAttainment.resolution.met"]?.line == "4")
    #expect(figures.json["against.promisesByRule.NA-18-single.dropped"]?.line == "8")
    #expect(figures.json["against.promisesByRule.DX-08.added"]?.line == "4")
  }

  @Test("a kind may come from a column; where it is silent, the map's kind holds")
  func kinds() throws {
    let map = """
      { "format": 0, "time": { "formats": ["iso8601"] }, "kind": "inquiry",
        "columns": { "case": "case", "activity": "activity", "time": "time", "kind": "type" },
        "states": { "New": "opened", "Resolved": "resolved" } }
      """
    let log = """
      case,activity,time,type
      A,New,2025-03-03T09:00:00Z,complaint
      A,Resolved,2025-03-03T09:30:00Z,complaint
      B,New,2025-03-03T09:00:00Z,
      B,Resolved,2025-03-03T09:30:00Z,
      """
    let policy = Self.policy(
      "kinds",
      """
      { "id": "c", "when": { "kind": "complaint" }, "then": { "resolution": { "within": "1 h" } } },
      { "id": "i", "when": { "kind": "inquiry" }, "then": { "resolution": { "within": "10 min" } } }
      """)
    let json = try Trial(log, map: map, policy: policy).figures().json
    #expect(json["policyAttainment.resolution.byRule.c.met"]?.line == "1")
    #expect(json["policyAttainment.resolution.byRule.i.missed"]?.line == "1")
  }

  @Test(
    "a name that is neither a preset nor a file is told with what was meant",
    arguments: [
      ("creation-and-magik", "did you mean \"creation-and-magic\"?"),
      ("nothing", "The presets are creation-and-magic, dream-west"),
    ])
  func names(_ name: String, _ part: String) {
    var trial = Trial(Self.log)
    trial.against = name
    #expect(trial.failure().contains(part))
    var other = Trial(Self.log)
    other.preset = name
    #expect(other.failure().contains(part))
  }

  @Test("presets that promise nothing are replayed, too", arguments: Preset.allCases)
  func presets(_ preset: Preset) async throws {
    var trial = Trial(Self.log)
    trial.preset = preset.rawValue
    trial.against = Self.twoHours
    let figures = try await trial.comparedFigures()
    #expect(figures.json["against.judged"]?.line == "4")
    #expect(figures.json["policy.id"]?.line == "\"\(preset.rawValue)\"")
  }

  @Test("the page shows both policies, and what the log says cannot write to it")
  func page() async throws {
    var trial = Self.trial(Self.twoHours, Self.fourHours)
    trial.log = Array(Self.log.replacing("B,", with: "<script>B,").utf8)
    let page = HTMLReport(try await trial.comparedFigures().reportModel).render()
    #expect(page.contains("new 1 instead of old 1"))
    #expect(page.contains("1 newly met"))
    #expect(!page.contains("<script"))
  }
}
