// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportMetrics
import Testing

@testable import replay

@Suite("Reading a log of calls")
struct CallReadingTests {
  @Test("a call over midnight ends on the next day, and waits for as long as it waited")
  func midnight() throws {
    let log = """
      date,in,q,answer,end
      250602,23:59:50,23:59:55,0:00:15,0:04:15
      250603,0:00:05,0:00:05,0:00:15,0:01:15
      """
    let json = try CallTrial(log, map: CallTrial.dailyMap).json()
    #expect(json["from"]?.line == "\"2025-06-02T21:59:50Z\"")
    #expect(json["until"]?.line == "\"2025-06-02T22:04:15Z\"")
    #expect(json["waiting.averageSpeedOfAnswer.seconds"]?.line == "15")
    #expect(json["handling.talk.seconds"]?.line == "150")
    #expect(json["oddRows.calls"]?.line == "0")
    // Arrivals stand on the days on which they came.
    guard case .list(let days) = json["days"] else { throw Missing() }
    #expect(days.map { $0["date"]?.line } == ["\"2025-06-02\"", "\"2025-06-03\""])
  }

  private struct Missing: Error {}

  @Test("an answer a little before the arrival is told apart, not taken for a day's wait")
  func answerBeforeArrival() throws {
    let log = """
      date,in,q,answer,end
      250602,0:00:05,0:00:05,23:59:55,0:01:15
      250602,9:00:00,9:00:00,8:59:50,9:01:15
      """
    let figures = try CallTrial(log, map: CallTrial.dailyMap).figures()
    let kinds = figures.counts.odd.map(\.kind)
    #expect(kinds == ["answeredBeforeArrival", "answeredBeforeQueue"])
    #expect(figures.counts.odd.map(\.count) == [2, 2])
    #expect(figures.json["waiting.averageSpeedOfAnswer.calls"]?.line == "0")
    #expect(figures.outcome(.answered) == 2, "it stays an answered call")
  }

  @Test("a call into the hour that comes twice is told apart as a change of clocks")
  func clockChange() throws {
    // The clocks of Berlin went from 3:00 back to 2:00 on 26 October 2025.
    let log = """
      date,in,q,answer,end
      251026,1:59:50,1:59:50,2:00:10,2:05:00
      251026,2:59:50,2:59:50,2:00:10,2:05:00
      251026,4:59:50,4:59:50,5:00:10,5:05:00
      """
    let figures = try CallTrial(log, map: CallTrial.dailyMap).figures()
    #expect(figures.counts.odd.map(\.kind) == ["clockChange"])
    #expect(figures.counts.odd.map(\.count) == [2])
    #expect(figures.json["waiting.averageSpeedOfAnswer.calls"]?.line == "1")
  }

  @Test("a fixed day dates all times; a column's missing texts are not known in that column alone")
  func fixedDay() throws {
    let map = """
      { "format": 0, "time": { "formats": ["H:mm:ss"] }, "date": { "is": "2025-06-02" },
        "columns": { "arrival": "in", "queueEntry": { "name": "q", "missing": ["0:00:00"] },
                     "end": "end" } }
      """
    let log = "in,q,end\n0:00:00,0:00:00,0:00:20\n0:00:00,0:00:05,0:00:20\n"
    let json = try CallTrial(log, map: map).json()
    #expect(json["outcomes.leftInMenu"]?.line == "1")
    #expect(json["outcomes.abandoned"]?.line == "1")
    #expect(json["waiting.untilGivenUp.seconds"]?.line == "15")
  }

  @Test("kinds of odd rows and reasons of rejection come with their count and first line")
  func odd() throws {
    let log = """
      arrival,queue,answer,end,outcome,talk,agent,customer,type
      2025-06-02T09:00:00Z,2025-06-02T09:00:00Z,2025-06-02T09:00:10Z,2025-06-02T09:01:00Z,A,50,li,c,"two
      lines"
      2025-06-02T09:00:00Z,2025-06-02T09:00:00Z,2025-06-02T09:00:10Z,2025-06-02T09:01:00Z,A,-5,li,c,x
      nonsense,2025-06-02T09:00:00Z,,,A,,,,
      2025-06-02T09:00:00Z,,,2025-06-02T09:00:00Z,P,,,,
      2025-06-02T09:00:00Z,,,,?,,,,
      2025-06-02T09:00:00Z,2025-06-02T09:00:00Z,2025-06-02T09:00:10Z,2025-06-02T09:01:00Z,A,50,,c,x
      2025-06-02T09:00:00Z,2025-06-02T09:00:00Z,2025-06-02T09:00:10Z,2025-06-02T09:01:00Z,X,,,c,x
      """
    for chunk in [40, 1 << 14] {
      var trial = CallTrial(log)
      trial.chunk = chunk
      let figures = try trial.figures()
      #expect(
        figures.counts.odd.map { "\($0.kind) \($0.count) \($0.line)" } == [
          "markedPhantom 1 6", "zeroLength 1 6", "negativeDuration 1 4", "answeredAndNot 1 9",
          "answeredWithoutAgent 1 8",
        ])
      #expect(
        figures.counts.rejected.map { "\($0.kind) \($0.count) \($0.line)" } == [
          "its outcome is not in the map 1 7", "the arrival cannot be read 1 5",
        ])
      #expect(figures.unlisted.map(\.name) == ["?"])
      #expect(figures.rows == 7)
    }
  }

  @Test("a stray quote costs its own line, in chunks of any size", arguments: [30, 200, 4_000])
  func strayQuote(_ chunk: Int) throws {
    let good = String(
      repeating: "2025-06-02T09:00:00Z,2025-06-02T09:00:00Z,,2025-06-02T09:00:09Z,X,,,c,x\n",
      count: 40)
    var trial = CallTrial(
      CallTrial.header + "\n" + good + "\"2025-06-02T09:00:00Z,,,,X,,,,\n" + good
        + "\"2025-06-02T09:00:00Z\",,,,X,,,,\n" + good)
    trial.chunk = chunk
    let figures = try trial.figures()
    #expect(figures.calls == 121)
    #expect(figures.counts.rejected.map(\.line) == [42])
    #expect(figures.counts.rejected.map(\.count) == [1])
  }

  @Test("strict stops at the first bad row")
  func strict() {
    var trial = CallTrial(CallTrial.header + "\n\nnonsense,,,,A,,,,\nrubbish,,,,A,,,,\n")
    trial.options = ["--strict"]
    #expect(trial.failure().contains("line 3: the arrival cannot be read: nonsense"))
  }

  @Test(
    "amounts of time are read as the map says, and nothing else",
    arguments: [
      ("90", "seconds", 90_000), ("1.5", "seconds", 1_500), ("-3", "seconds", -3_000),
      ("1.5", "minutes", 90_000), ("250", "milliseconds", 250), ("1:30", "clock", 90_000),
      ("1:01:30", "clock", 3_690_000), ("1:75", "clock", nil), ("90 s", "seconds", nil),
      ("", "seconds", nil), ("90", "clock", nil),
    ])
  func lengths(_ text: String, _ kind: String, _ expected: Int64?) throws {
    let lengths = try #require(CallMap.Lengths.named.first { $0.name == kind }?.value)
    let read = Array(text.utf8).withUnsafeBufferPointer { CallLength.milliseconds($0, lengths) }
    #expect(read == expected)
  }

  @Test("all mistakes of a map are told at once")
  func mapMistakes() {
    let map = """
      { "format": 0, "time": { "formats": ["H:mm"] },
        "columns": { "arival": "a", "outcome": "o" },
        "lengths": "hours" }
      """
    let said = CallTrial("", map: map).failure()
    for part in [
      "yyyy is missing", "\"arrival\" is missing", "\"arrival\"?", "needs a section \"outcomes\"",
      "\"hours\"",
    ] {
      #expect(said.contains(part), "\(part) in \(said)")
    }
    let dated = """
      { "format": 0, "time": { "formats": ["H:mm"] }, "date": { "formats": ["yyMMdd"] },
        "columns": { "arrival": "a" } }
      """
    #expect(CallTrial("", map: dated).failure().contains("need a column \"date\""))
  }

  @Test("a log without the columns of the map is told which it has")
  func missingColumns() {
    let said = CallTrial("arrivals,queue\n").failure()
    #expect(said.contains("\"arrival\" is missing; did you mean \"arrivals\"?"))
    #expect(said.contains("The log has the columns \"arrivals\", \"queue\""))
  }

  @Test(
    "a wrong command line is refused with what would be right",
    arguments: [
      (["--within", "20,x"], "not \"x\""), (["--short", "-1"], "0 ... 86400"),
      (["--withn"], "did you mean --within?"), (["--log", "x.csv"], "--log needs a --map"),
      (["--top"], "--top needs a number"),
      (["--json", "x", "--report", "x"], "name the same file"),
    ])
  func options(_ arguments: [String], _ complaint: String) {
    #expect {
      try CallOptions(arguments)
    } throws: { error in
      (error as? ReplayFailure)?.message.contains(complaint) == true
    }
  }

  @Test("thresholds are sorted and counted once")
  func thresholds() throws {
    #expect(try CallOptions(["--within=60,20,60"]).within == [20, 60])
  }

  @Test("progress tells rows, rate, part and time left")
  func progress() {
    #expect(
      Progress.text(rows: 1_000_000, part: 0.25, seconds: 2)
        == "1,000,000 rows, 500,000 a second, 25 %, 6 s left")
    #expect(Progress.text(rows: 10, part: nil, seconds: 1) == "10 rows, 10 a second")
  }
}
