// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportMetrics
import SupportTime
import Testing

@testable import replay

@Suite("Figures of a log of calls")
struct CallTests {
  /// Ten calls of which every reading can be counted by hand: five answered after 5, 10, 20, 25 and
  /// 40 s, three given up after 3, 15 and 50 s, one left in the menu, one phantom.
  static let ten: String = {
    func clock(_ seconds: Int) -> String {
      let minute = seconds / 60 % 60
      return
        "2025-06-02T09:\(minute < 10 ? "0" : "")\(minute):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)Z"
    }
    var rows = [CallTrial.header]
    for (index, wait) in [5, 10, 20, 25, 40].enumerated() {
      let at = index * 120
      rows.append(
        "\(clock(at)),\(clock(at + 2)),\(clock(at + 2 + wait)),\(clock(at + 62 + wait)),A,60,li,c\(index),x"
      )
    }
    for (index, wait) in [3, 15, 50].enumerated() {
      let at = 700 + index * 120
      rows.append("\(clock(at)),\(clock(at + 2)),,\(clock(at + 2 + wait)),X,,,d\(index),y")
    }
    rows.append("\(clock(1_200)),,,\(clock(1_210)),M,,,e,y")
    rows.append("\(clock(1_300)),,,\(clock(1_300)),P,,,,")
    return rows.joined(separator: "\n") + "\n"
  }()

  private static let figuresOfTen = Result { try CallTrial(ten).figures() }

  @Test(
    "every reading of the service level is what a hand counts",
    arguments: [
      ("F0", 3, 9), ("F1", 3, 8), ("F2", 3, 5), ("F3", 5, 8), ("F4", 3, 6), ("F5", 3, 7),
      ("F6", 4, 8), ("events, ignored", 3, 6), ("events, negative", 3, 8),
      ("events, positive", 5, 8),
    ])
  func readings(_ reading: String, _ kept: Int, _ all: Int) throws {
    let figures = try Self.figuresOfTen.get()
    #expect(figures.levels.map(\.within) == [20, 30, 60])
    let found = try #require(figures.levels[0].readings.first { $0.reading.name == reading })
    #expect(found.figure.numerator == Int128(kept))
    #expect(found.figure.denominator == Int128(all))
  }

  @Test("the spread names the lowest and the highest reading")
  func spread() throws {
    let level = try Self.figuresOfTen.get().levels[0]
    let spread = try #require(level.spread)
    #expect(level.readings[spread.lowest].reading.name == "F0")
    #expect(level.readings[spread.highest].reading.name == "F3")
    // 5 of 8 less 3 of 9.
    #expect(abs((level.points ?? 0) - (62.5 - 100.0 / 3)) < 1e-9)
  }

  @Test("abandonment, speeds and lengths are what a hand counts")
  func means() throws {
    let json = try Self.figuresOfTen.get().json
    #expect(json["abandonment.all.offered.numerator"]?.line == "3")
    #expect(json["abandonment.all.offered.denominator"]?.line == "8")
    #expect(json["abandonment.all.reached.denominator"]?.line == "9")
    // The one that gave up after 3 s is a short one.
    #expect(json["abandonment.withoutShort.offered.numerator"]?.line == "2")
    #expect(json["abandonment.withoutShort.offered.denominator"]?.line == "7")
    #expect(json["waiting.averageSpeedOfAnswer.seconds"]?.line == "20")
    #expect(json["waiting.averageWait.seconds"]?.line == "21")
    #expect(json["waiting.fromArrival.seconds"]?.line == "22")
    #expect(json["waiting.longest.seconds"]?.line == "50")
    #expect(json["handling.averageHandlingTime.seconds"]?.line == "60")
    #expect(json["outcomes.unknown"]?.line == "1")
    #expect(json["oddRows.calls"]?.line == "1")
  }

  /// A made log of some 30,000 bytes, for one thread that reads all of them at once.
  private static let made = Result {
    var maker = CallLogMaker(CallLogPlan())
    let log = maker.next(atLeast: 30_000)
    var trial = CallTrial("", map: try bundledMap())
    trial.log = try #require(log)
    trial.threads = 1
    trial.chunk = 1 << 16
    return trial
  }

  private static let figuresOfMade = Result { try made.get().figures() }

  @Test(
    "the same bytes come out of one thread and of two, in chunks of any size",
    arguments: [90, 700, 1 << 16])
  func threads(_ chunk: Int) throws {
    var trial = try Self.made.get()
    let one = try Self.figuresOfMade.get()
    trial.threads = 2
    trial.chunk = chunk
    let two = try trial.figures()
    #expect(one.json.written() == two.json.written())
    #expect(CallTextReport.text(one) == CallTextReport.text(two))
    #expect(CallReport(one).render() == CallReport(two).render())
  }

  static func bundledMap() throws -> String {
    String(decoding: try Inputs.read(Inputs.bundled("call-map.json")), as: UTF8.self)
  }

  @Test(
    "a made log is the same for the same seed, another for another, and has as many rows as asked")
  func maker() {
    func log(_ seed: UInt64) -> [UInt8] {
      var plan = CallLogPlan()
      (plan.rows, plan.days, plan.seed) = (500, 3, seed)
      var maker = CallLogMaker(plan)
      var log: [UInt8] = []
      while let bytes = maker.next(atLeast: 1_000) { log += bytes }
      return log
    }
    #expect(log(1) == log(1))
    #expect(log(1) != log(2))
    #expect(log(3).filter { $0 == UInt8(ascii: "\n") }.count == 501)
  }

  @Test("groups beyond the first are told together, and calls without a name apart")
  func groups() throws {
    let rows = (0..<30).map { index in
      "2025-06-02T09:00:00Z,2025-06-02T09:00:00Z,2025-06-02T09:00:10Z,2025-06-02T09:01:00Z,A,50,"
        + "a\(index % 7),,\(index < 3 ? "" : "t\(index % 5)")"
    }
    var trial = CallTrial(([CallTrial.header] + rows).joined(separator: "\n"))
    trial.options = ["--top", "2"]
    let figures = try trial.figures()
    let agents = try #require(figures.groups.first { $0.dimension == .agent })
    #expect(agents.shown.map(\.name) == ["a0", "a1"])
    #expect(agents.others == 5)
    #expect(agents.shown.map(\.calls).reduce(agents.rest.calls, +) == 30)
    #expect(agents.rest[.averageHandlingTime].value == 50_000)
    let types = try #require(figures.groups.first { $0.dimension == .type })
    #expect(types.unknown?.calls == 3)
  }

  @Test("customers who come back are counted by both windows, and what is not over yet is told")
  func returns() throws {
    func row(_ day: Int, _ customer: String) -> String {
      let at = "2025-06-\(day < 10 ? "0" : "")\(day)T09:"
      return "\(at)00:00Z,\(at)00:00Z,\(at)00:10Z,\(at)05:00Z,A,290,li,\(customer),x"
    }
    // Ann again the next day, 23 h 55 min after; Bob after four; Eve on the last day of the log.
    let log = [
      CallTrial.header, row(1, "Ann"), row(2, "Ann"), row(3, "Bob"), row(7, "Bob"), row(20, "Eve"),
    ].joined(separator: "\n")
    let json = try CallTrial(log).json()
    #expect(json["repeatContacts.24 h.numerator"]?.line == "1")
    #expect(json["repeatContacts.24 h.denominator"]?.line == "4")
    #expect(json["repeatContacts.24 h.censored"]?.line == "1")
    #expect(json["repeatContacts.7 d.numerator"]?.line == "2")
  }

  @Test("a log of a header alone has no calls, and its rates have no value")
  func headerAlone() throws {
    let figures = try CallTrial(CallTrial.header).figures()
    #expect(figures.json["calls"]?.line == "0")
    #expect(figures.json["connectRate.value"]?.line == "null")
    #expect(figures.json["waiting.longest.seconds"]?.line == "null")
    #expect(CallReport(figures).render().contains("</html>"))
    #expect(CallTextReport.text(figures).contains("no calls"))
  }

  @Test("what comes from the log cannot write to the terminal or the page")
  func hostile() throws {
    let log =
      CallTrial.header
      + "\n2025-06-02T09:00:00Z,2025-06-02T09:00:00Z,2025-06-02T09:00:10Z,2025-06-02T09:05:00Z,A,60,"
      + "\u{1b}[2J,c,<script>alert(1)</script>\nnonsense<script>,,,,\u{1b}[2J,,,,\n"
    let figures = try CallTrial(log).figures()
    #expect(!CallTextReport.text(figures).contains("\u{1b}"))
    #expect(!CallReport(figures).render().contains("<script"))
  }
}
