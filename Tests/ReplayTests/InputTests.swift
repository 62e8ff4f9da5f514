// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportSLA
import SupportTime
import Testing

@testable import replay

@Suite("Reading times")
struct TimeFormatTests {
  static func read(_ text: String, _ format: String, _ zone: ZoneRules = .utc) throws -> String {
    let format = try TimeFormat(format)
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      format.instant(bytes, zone: zone).map(\.description) ?? "none"
    }
  }

  @Test(
    "patterns read what they say and nothing else",
    arguments: [
      ("3/4/2025 9:05", "d/M/yyyy H:mm", "2025-04-03T09:05:00Z"),
      ("3/4/2025 9:05", "M/d/yyyy H:mm", "2025-03-04T09:05:00Z"),
      ("13/4/2025 9:05", "M/d/yyyy H:mm", "none"),
      ("31/12/2025 23:59", "d/M/yyyy H:mm", "2025-12-31T23:59:00Z"),
      ("29/2/2023 00:00", "d/M/yyyy H:mm", "none"),
      ("29/2/2024 00:00", "d/M/yyyy H:mm", "2024-02-29T00:00:00Z"),
      ("1/1/2025 24:00", "d/M/yyyy H:mm", "none"),
      ("1/1/2025 9:60", "d/M/yyyy H:mm", "none"),
      ("1/1/2025 9:05 ", "d/M/yyyy H:mm", "none"),
      ("03-Apr-2025 09:05:07", "dd-MMM-yyyy HH:mm:ss", "2025-04-03T09:05:07Z"),
      ("2025-04-03 12:00 AM", "yyyy-MM-dd hh:mm a", "2025-04-03T00:00:00Z"),
      ("2025-04-03 12:30 pm", "yyyy-MM-dd hh:mm a", "2025-04-03T12:30:00Z"),
      ("2025-04-03 13:30 PM", "yyyy-MM-dd hh:mm a", "none"),
      ("2025-04-03T09:05:07.123456+08:00", "yyyy-MM-dd'T'HH:mm:ss.SX", "2025-04-03T01:05:07.123Z"),
      ("2025-04-03T09:05:07.5Z", "yyyy-MM-dd'T'HH:mm:ss.SX", "2025-04-03T09:05:07.500Z"),
      ("2025-04-03 09:05 -0330", "yyyy-MM-dd HH:mm X", "2025-04-03T12:35:00Z"),
      ("05/Jan/24 3:14 PM", "dd/MMM/yy h:mm a", "2024-01-05T15:14:00Z"),
      ("5 February 1969", "d MMMM yyyy", "1969-02-05T00:00:00Z"),
      ("2025-04-03", "yyyy-MM-dd", "2025-04-03T00:00:00Z"),
      ("1743671107", "unixSeconds", "2025-04-03T09:05:07Z"),
      ("1743671107250", "unixMilliseconds", "2025-04-03T09:05:07.250Z"),
      ("9999999999999999", "unixSeconds", "none"),
      ("2025-03-03T10:00:00+01:00", "iso8601", "2025-03-03T09:00:00Z"),
      ("2025-03-03 09:00:00", "iso8601", "2025-03-03T09:00:00Z"),
      ("2025-03-03T09:00:00.123456Z", "iso8601", "2025-03-03T09:00:00.123Z"),
      ("2025-03-03", "iso8601", "2025-03-03T00:00:00Z"),
      ("1741165200", "iso8601", "none"),
    ])
  func patterns(_ text: String, _ format: String, _ expected: String) throws {
    #expect(try Self.read(text, format) == expected)
  }

  @Test(
    "wall times in the change of clocks follow the stated rule",
    arguments: [
      ("2025-03-30 02:30", "2025-03-30T01:30:00Z"), ("2025-10-26 02:30", "2025-10-26T00:30:00Z"),
      ("2025-07-01 12:00", "2025-07-01T10:00:00Z"),
    ])
  func clockChanges(_ text: String, _ expected: String) throws {
    let berlin = try ZoneRules(identifier: "Europe/Berlin")
    #expect(try Self.read(text, "yyyy-MM-dd HH:mm", berlin) == expected)
  }

  @Test(
    "a pattern that cannot tell a time is refused",
    arguments: [
      ("dd.MM. HH:mm", "yyyy is missing"), ("yyyy HH:mm", "d is missing"),
      ("yyyy-MM-dd hh:mm", "a is missing"), ("yyyy-MM-dd'T'HH:mm Q", "\"Q\" means nothing"),
      ("", "yyyy is missing"), ("yyyyy-MM-dd", "5 times \"y\" means nothing"),
    ])
  func badPatterns(_ pattern: String, _ reason: String) {
    #expect {
      try TimeFormat(pattern)
    } throws: { error in
      "\(error)".contains(reason)
    }
  }
}

@Suite("Maps, policies and options")
struct InputTests {
  @Test("all mistakes of a map are told at once, each with its line and what was meant")
  func mapMistakes() {
    let map = """
      { "format": 1,
        "separator": "commas",
        "time": { "formats": ["dd.MM HH:mm"], "zone": "Europe/Atlantis" },
        "columns": { "case": "id", "state": "s", "activity": "a", "prioritty": "p" },
        "states": { "Done": "solved" } }
      """
    let said = Trial("", map: map).failure()
    for part in [
      "line 1:", "format: 1 is outside 0 ... 0", "line 2:", "\"comma\"?", "line 3:",
      "yyyy is missing", "Europe/Atlantis", "line 4:", "\"time\" is missing",
      "not both", "\"priority\"?", "line 5:", "states.Done",
    ] {
      #expect(said.contains(part), "\(part) in \(said)")
    }
  }

  @Test("all mistakes of a policy are told at once, and an unknown priority is one of them")
  func policyMistakes() {
    let map = Trial.standardMap.replacing(
      "\"format\": 0,", with: "\"format\": 0, \"priorities\": [\"1\", \"2\"],")
    let policy = """
      { "format": 0, "zone": "UTC",
        "calendars": { "office": { "weekly": { "mon-fri": ["09:00-25:00"] } } },
        "serviceLevels": { "rules": [
          { "id": "a", "when": { "priority": "3" }, "then": { "resolution": { "within": "soon" } } },
          { "id": "a", "then": { "resolution": { "within": "8 business h" } } },
          { "id": "b", "when": { "prio": "1" }, "then": { "resolutoin": { "within": "1 h" } } } ] } }
      """
    let said = Trial("", map: map, policy: policy).failure()
    for part in [
      "25", "\"3\" is not one of", "\"soon\"", "stands twice", "needs a calendar",
      "\"prio\" is no fact; known are \"channel\"", "\"resolution\"?",
    ] {
      #expect(said.contains(part), "\(part) in \(said)")
    }
  }

  @Test(
    "a wrong command line is refused with what would be right",
    arguments: [
      (["--jsn"], "unknown option --jsn; did you mean --json?"),
      (["--log"], "--log needs a file name"), (["--json", "--quiet"], "--json needs a file name"),
      (["--json", "x", "--report", "x"], "name the same file"),
      (["--map", "m.json", "--json", "m.json"], "would be overwritten"),
      (["log.csv"], "a log is given with --log FILE"), (["--quiet=yes"], "--quiet takes no value"),
      (["--log", "x.csv"], "--log needs a --map"),
    ])
  func options(_ arguments: [String], _ complaint: String) {
    #expect {
      try ReplayOptions(arguments)
    } throws: { error in
      (error as? ReplayFailure)?.message.contains(complaint) == true
        && (error as? ReplayFailure)?.code == .usage
    }
  }

  @Test("options may carry their value behind an equals sign")
  func inlineValues() throws {
    let options = try ReplayOptions(["--json=-", "--report=out/x=y.html", "--strict"])
    #expect(options.json == "-")
    #expect(options.report == "out/x=y.html")
    #expect(options.strict)
  }

  @Test("the bundled map and policy are without a mistake")
  func bundled() throws {
    let options = try ReplayOptions([])
    let map = try Inputs.map(options)
    let book = try Inputs.book(options, map)
    #expect(map.priorities == ["1", "2", "3", "4"])
    #expect(book.policy.rules.rules.count == 4)
    #expect(book.calendars.map(\.name) == ["business"])
  }
}
