// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Foundation
import Testing

@testable import replay

@Suite("Figures of small logs")
struct FigureTests {
  static let map = """
    { "format": 0, "time": { "formats": ["iso8601"], "zone": "Asia/Kathmandu" }, "order": "time",
      "columns": { "case": "case", "activity": "activity", "time": "time", "channel": "channel",
                   "openedAt": "opened" },
      "states": { "New": "opened", "Resolved": "resolved", "Reply": "reply" } }
    """

  @Test("rows by time take the opening and the channel from the earliest row, wherever it stands")
  func newestFirst() throws {
    let log = """
      case,activity,time,channel,opened
      A,Resolved,2025-03-03T10:00:00Z,,
      A,Reply,2025-03-03T09:30:00Z,,
      A,New,2025-03-03T09:00:00Z,phone,2025-03-03T08:00:00Z
      """
    let figures = try Trial(log, map: Self.map).figures()
    #expect(figures.json["resolutionSeconds.first.mean"]?.line == "7200")
    #expect(figures.run.log.channels.texts == ["phone"])
    #expect(figures.run.log.cases.map(\.channel) == [0])
    #expect(figures.json["anomalies"]?.line == "{}")
  }

  @Test("hours and dates of the report are those of the map's zone, which it names")
  func zone() throws {
    // 18:30 UTC is 00:15 of the next day in Kathmandu, 5:45 ahead.
    let log = "case,activity,time,channel,opened\nA,New,2025-03-03T18:30:00Z,,\n"
    let figures = try Trial(log, map: Self.map).figures()
    #expect(figures.tally.arrivals[1][0] == 1, "Tuesday, the first hour")
    let page = HTMLReport(figures.reportModel).render()
    #expect(page.contains("Hours in Asia/Kathmandu"))
    #expect(figures.period == "2025-03-04 – 2025-03-04 (Asia/Kathmandu)")
  }

  @Test("a stray quote costs its own line and none of those up to the next quote")
  func strayQuote() throws {
    let good = (0..<50).map { "C-\($0),New,2025-03-03T09:00:00Z,li,1\n" }.joined()
    let log =
      LogReadingTests.header + "\n" + "\"X,New,2025-03-03T09:00:00Z,li,1\n" + good
      + "\"Y\",New,2025-03-03T09:00:00Z,li,1\n" + good
    let figures = try Trial(log).figures()
    #expect(figures.json["events"]?.line == "101")
    #expect(figures.run.log.rejections.map(\.firstLine) == [2])
    #expect(figures.json["rejectedRows.count"]?.line == "1")
  }

  @Test("states that the map does not list are counted by name, and rejected for one reason")
  func unlisted() throws {
    let rows = (0..<300).map { "A,S\($0 % 150),2025-03-03T09:00:00Z,li,1\n" }.joined()
    let log = LogReadingTests.header + "\nA,New,2025-03-03T09:00:00Z,li,1\n" + rows
    let figures = try Trial(log).figures()
    #expect(figures.run.log.rejections.map(\.count) == [300])
    #expect(figures.unlisted.count == 150)
    #expect(figures.unlisted.first?.count == 2)
    #expect(TextReport.text(figures).split(separator: "\n").count < 90)
  }

  @Test("what comes from the log cannot write to the terminal or the page")
  func hostile() throws {
    let log =
      LogReadingTests.header
      + "\nA,New,2025-03-03T09:00:00Z,li,\u{1b}[2J<script>\(String(repeating: "x", count: 500))\n"
    let figures = try Trial(log).figures()
    let report = TextReport.text(figures)
    #expect(!report.contains("\u{1b}"))
    #expect(report.split(separator: "\n").allSatisfy { $0.count < 200 })
    #expect(!HTMLReport(figures.reportModel).render().contains("<script"))
  }

  @Test("only months that lie wholly in the log are compared")
  func growth() throws {
    func rows(_ month: String, _ days: ClosedRange<Int>) -> String {
      days.map { day in
        "\(month)-\(day),New,2025-\(month)-\(day < 10 ? "0" : "")\(day)T09:00:00Z,li,1\n"
      }.joined()
    }
    let log =
      LogReadingTests.header + "\n" + rows("01", 20...31) + rows("02", 1...20)
      + rows("03", 1...30) + rows("04", 1...9)
    let figures = try Trial(log).figures()
    #expect(figures.growthMonths == "openings in 2025-02 → 2025-03")
  }

  @Test("a policy that fits no ticket shows its promises without a target")
  func withoutTarget() throws {
    let policy = """
      { "format": 0, "serviceLevels": { "rules": [
        { "id": "x", "when": { "channel": "fax" }, "then": { "firstReply": { "within": "1 h" } } } ] } }
      """
    let json = try Trial(LogReadingTests.plain, policy: policy).figures().json
    #expect(json["policyAttainment.firstReply.withoutTarget"]?.line == "2")
    #expect(json["policyAttainment.firstReply.value"]?.line == "null")
    #expect(json["businessSeconds.median"]?.line == "null")
  }

  @Test("the map of the README replays a log of its kind under the bundled policy")
  func readme() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let text = try String(
      contentsOf: folder.appending(path: "Examples/Replay/README.md"), encoding: .utf8)
    let map = try #require(text.split(separator: "```json\n").dropFirst().first)
      .split(separator: "```").first.map(String.init)
    let log = """
      Ticket ID,Created at,Event,Team,Assignee,Priority,Topic,Requester
      1,2025-03-03 09:00:00,Ticket created,Billing,,urgent,invoice,Ann
      1,2025-03-03 09:10:00,Agent comment,Billing,Li,urgent,invoice,Ann
      1,2025-03-03 09:20:00,Solved,Billing,Li,urgent,invoice,Ann
      """
    var trial = Trial(log, map: try #require(map))
    trial.policyIsBundled = true
    let json = try trial.figures().json
    #expect(json["tickets"]?.line == "1")
    #expect(json["resolutionSeconds.first.mean"]?.line == "1200")
  }
}
