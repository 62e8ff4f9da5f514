// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import Testing

@testable import replay

@Suite("Reading a log: records and fields")
struct LogReadingTests {
  static let rows: String = """
    A-1,New,2025-03-03T09:00:00Z,li,1
    B-2,New,2025-03-03T09:10:00Z,,3
    A-1,Active,2025-03-03T09:20:00Z,li,1
    B-2,Resolved,2025-03-03T09:25:00Z,wang,3
    A-1,Resolved,2025-03-03T10:00:00Z,li,1
    A-1,Active,2025-03-04T09:00:00Z,li,1
    B-2,Closed,2025-03-05T09:00:00Z,wang,3
    A-1,Closed,2025-03-05T10:00:00Z,li,1
    """
  static let header: String = "case,activity,time,actor,priority"
  static let plain: String = header + "\n" + rows + "\n"

  /// The same facts, written in every way that programs write them.
  static let allForms: [(name: String, text: String)] = [
    ("line feeds", plain),
    ("no line end at the end", String(plain.dropLast())),
    ("carriage return and line feed", plain.replacing("\n", with: "\r\n")),
    ("carriage returns alone", plain.replacing("\n", with: "\r")),
    ("blank lines", "\n" + plain.replacing("\n", with: "\n\n") + "\n \n"),
    ("a byte order mark", "\u{FEFF}" + plain),
    ("quotes everywhere", quoted(plain)),
    ("a byte order mark and quotes", "\u{FEFF}" + quoted(plain)),
    ("semicolons", plain.replacing(",", with: ";")),
    ("a line that names the separator", "sep=;\r\n" + plain.replacing(",", with: ";")),
    ("tabs", plain.replacing(",", with: "\t")),
    ("pipes", plain.replacing(",", with: "|")),
    ("blanks around fields", plain.replacing(",", with: " , ")),
  ]

  static func quoted(_ text: String) -> String {
    text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)
        .map { "\"\($0)\"" }.joined(separator: ",")
    }.joined(separator: "\n") + "\n"
  }

  @Test("the same facts are read from every form", arguments: allForms)
  func forms(_ form: (name: String, text: String)) throws {
    let json = try Trial(form.text).figures().json
    #expect(json["events"]?.line == "8")
    #expect(json["tickets"]?.line == "2")
    #expect(json["ticketsReopened"]?.line == "1")
    #expect(json["reopens"]?.line == "1")
    // A-1 took an hour to its first resolved row, B-2 a quarter.
    #expect(json["resolutionSeconds.first.mean"]?.line == "2250")
    #expect(json["rejectedRows.count"]?.line == "0")
  }

  @Test("quoted fields hold separators, line ends and doubled quotes")
  func quotes() throws {
    let log = #"""
      case,activity,time,actor,priority
      "A,1",New,2025-03-03T09:00:00Z,"line one
      line two","say ""now"""
      "A,1","Resolved",2025-03-03T09:30:00Z,"",low
      """#
    let figures = try Trial(log).figures()
    #expect(figures.run.log.tickets.texts == ["A,1"])
    #expect(figures.run.log.agents.texts == ["line one\nline two"])
    #expect(figures.run.log.priorities.texts == ["say \"now\"", "low"])
    #expect(figures.json["resolutionSeconds.first.mean"]?.line == "1800")
  }

  @Test("names in any script are kept, and ids are told apart by their bytes")
  func scripts() throws {
    let log = """
      case,activity,time,actor,priority
      工单-2,New,2025-03-03T09:00:00Z,Ольга,высокий
      עִבְרִית,New,2025-03-03T09:00:00Z,👩‍👧,1
      No\u{00EB}l,New,2025-03-03T09:00:00Z,a,1
      Noe\u{0308}l,New,2025-03-03T09:00:00Z,a,1
      """
    let figures = try Trial(log).figures()
    #expect(figures.json["tickets"]?.line == "4")
    #expect(figures.run.log.agents.texts == ["Ольга", "👩‍👧", "a"])
  }

  @Test("a record that is longer than what is read at once is read whole")
  func longRecords() throws {
    let long = String(repeating: "x", count: 700_000)
    let log = (0..<2).reduce(Self.header + "\n") { log, row in
      log + "C-\(row),New,2025-03-03T09:00:00Z,\"\(long)\",1\n"
    }
    var trial = Trial(log)
    trial.chunk = 1 << 18
    #expect(try trial.figures().json["tickets"]?.line == "2")
  }

  @Test("packed logs are told by their first bytes, and one that is cut is an error")
  func packed() throws {
    // "case,activity,time,actor,priority" LF "A,New,2025-03-03T09:00:00Z,li,1" LF, by gzip -9n.
    let packed: [UInt8] = [
      0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x4b, 0x4e, 0x2c, 0x4e,
      0xd5, 0x49, 0x4c, 0x2e, 0xc9, 0x2c, 0xcb, 0x2c, 0xa9, 0xd4, 0x29, 0xc9, 0xcc, 0x05,
      0xf3, 0xf2, 0x8b, 0x74, 0x0a, 0x8a, 0x32, 0xf3, 0x8b, 0x80, 0x62, 0x5c, 0x8e, 0x3a,
      0x7e, 0xa9, 0xe5, 0x3a, 0x46, 0x06, 0x46, 0xa6, 0xba, 0x06, 0xc6, 0x40, 0x14, 0x62,
      0x60, 0x69, 0x65, 0x60, 0x00, 0x44, 0x51, 0x3a, 0x39, 0x99, 0x3a, 0x86, 0x5c, 0x00,
      0xed, 0xbe, 0x60, 0x81, 0x42, 0x00, 0x00, 0x00,
    ]
    let figures = try Trial(bytes: packed).figures()
    #expect(figures.json["events"]?.line == "1")
    // Packed files may be joined end to end.
    let twice = try Trial(bytes: packed + packed).figures()
    #expect(twice.run.log.rowCount == 3, "the second member's header is a row like others")
    #expect(Trial(bytes: Array(packed.dropLast(6))).failure().contains("unexpected end of file"))
  }
}

@Suite("Reading a log: what is wrong with it")
struct BadLogTests {
  static let header = LogReadingTests.header
  static let good = "A,New,2025-03-03T09:00:00Z,li,1\n"

  static let badRows: [(row: String, reason: String)] = [
    ("A,New,2025-03-03T09:00:00Z", "3 fields where the header has 5"),
    ("A,New,2025-03-03T09:00:00Z,Doe, Jane,1", "6 fields where the header has 5"),
    (",New,2025-03-03T09:00:00Z,li,1", "the case id is missing"),
    ("   ,New,2025-03-03T09:00:00Z,li,1", "the case id is missing"),
    ("A,New,,li,1", "the time is missing"),
    ("A,New,2025-02-30T09:00:00Z,li,1", "the time cannot be read"),
    ("A,New,soon,li,1", "the time cannot be read"),
    ("A,New,10000-01-01T00:00:00Z,li,1", "the time cannot be read"),
    ("A,Lost,2025-03-03T09:00:00Z,li,1", "its state or activity is not in the map"),
    ("A,,2025-03-03T09:00:00Z,li,1", "the state or activity is missing"),
    ("A,\"New\"x,2025-03-03T09:00:00Z,li,1", "quotes do not match"),
  ]

  @Test(
    "a bad row is counted with its reason, line and text, and the others count", arguments: badRows)
  func badRow(_ bad: (row: String, reason: String)) throws {
    let figures = try Trial(Self.header + "\n" + Self.good + bad.row + "\n" + Self.good).figures()
    #expect(figures.json["events"]?.line == "2")
    let rejection = try #require(figures.run.log.rejections.first)
    #expect(rejection.reason == bad.reason)
    #expect(rejection.firstLine == 3)
    #expect(rejection.firstText == bad.row.trimmed)
  }

  @Test("strict replay stops at the first bad row and names it", arguments: badRows)
  func strict(_ bad: (row: String, reason: String)) {
    var trial = Trial(Self.header + "\n" + Self.good + bad.row + "\n" + Self.good)
    trial.isStrict = true
    #expect(trial.failure().contains("line 3: \(bad.reason): \(bad.row.trimmed)"))
  }

  @Test("a quote that is never closed swallows no row but its own")
  func openQuote() throws {
    let log = Self.header + "\n" + Self.good + "B,\"New,2025-03-03T09:00:00Z,li,1\n" + Self.good
    let figures = try Trial(log).figures()
    #expect(figures.json["events"]?.line == "2")
    #expect(figures.run.log.rejections.map(\.reason) == ["quotes do not match"])
    #expect(figures.run.log.rejections.map(\.firstLine) == [3])
  }

  @Test("bytes that are not UTF-8 make a row bad, not the log")
  func notUTF8() throws {
    var bytes = Array((Self.header + "\n" + Self.good).utf8)
    bytes += Array("A,New,2025-03-03T09:00:00Z,M".utf8) + [0xf6] + Array("ller,1\n".utf8)
    let figures = try Trial(bytes: bytes).figures()
    #expect(figures.run.log.rejections.map(\.reason) == ["a field is not text in UTF-8"])
    #expect(figures.json["events"]?.line == "1")
  }

  @Test(
    "what is no log at all ends with one clear error",
    arguments: [
      ([], "is empty"), (Array("\n\n  \n".utf8), "is empty"), ([0xef, 0xbb, 0xbf], "is empty"),
      ([0xff, 0xfe, 0x63, 0x00], "UTF-16"), ([0x89, 0x50, 0x4e, 0x47, 0x0d], "not text in UTF-8"),
      (Array("case,activity\u{0},time".utf8), "not a text file"),
      (Array("<html><body>no log</body></html>".utf8), "\"case\" is missing"),
      (Array("case,activity,when,actor,priority\n".utf8), "\"time\" is missing"),
      (Array("Case,activity,time,actor,priority\n".utf8), "did you mean \"Case\"?"),
      (Array("case,activity,time,time,actor,priority\n".utf8), "\"time\" stands 2 times"),
      (Array((header + "\nrubbish\nrubbish\n").utf8), "none of its 2 rows could be read"),
    ] as [([UInt8], String)])
  func noLog(_ bytes: [UInt8], _ complaint: String) {
    #expect(Trial(bytes: bytes).failure().contains(complaint))
  }

  @Test("a log of a header alone has no tickets, and its rates have no value")
  func headerAlone() throws {
    let json = try Trial(Self.header).figures().json
    #expect(json["tickets"]?.line == "0")
    #expect(json["recordedSLAAttainment.value"]?.line == "null")
    #expect(json["resolutionSeconds.first.p50"]?.line == "null")
    let report = HTMLReport(try Trial(Self.header).figures().reportModel).render()
    #expect(report.contains("</html>"))
  }
}
