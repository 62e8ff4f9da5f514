// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportTime
import Testing

/// Files of the tz database (public domain) that the tests ship.
enum TZifFixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/tzif")

  static let zones = [
    "Europe/Berlin", "Europe/Dublin", "Pacific/Apia", "America/Sao_Paulo", "Australia/Lord_Howe",
    "Africa/Casablanca", "Asia/Shanghai", "America/New_York", "America/Nuuk", "Asia/Gaza",
  ]

  static func bytes(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: file)))
  }

  static func file(of zone: String) -> String {
    zone.replacingOccurrences(of: "/", with: "-") + ".tzif"
  }

  static func rules(_ zone: String) throws -> ZoneRules {
    try ZoneRules(identifier: zone, tzif: try bytes(file(of: zone)), dataVersion: "2026f")
  }

  struct Expected: Decodable, CustomTestStringConvertible {
    var file: String
    var offsets: [[Int64]]
    var testDescription: String { file }

    static let all: [Self] = {
      guard
        let text = try? String(
          contentsOf: folder.appending(path: "offsets.jsonl"),
          encoding: .utf8)
      else { return [] }
      return text.split(separator: "\n").compactMap {
        try? JSONDecoder().decode(Self.self, from: Data($0.utf8))
      }
    }()
  }

  /// The bytes of a file with one block for each width.
  static func made(
    version: UInt8 = 0x32, changes: [(Int64, UInt8)] = [], offsets: [Int32] = [0],
    leaps: [(Int64, Int32)] = [], footer: String? = ""
  ) -> [UInt8] {
    func big(_ value: some FixedWidthInteger) -> [UInt8] {
      withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }
    func header(_ counts: [Int]) -> [UInt8] {
      Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        + counts.flatMap { big(UInt32($0)) }
    }
    let wide = version != 0
    var block = header([0, 0, leaps.count, changes.count, offsets.count, 4])
    block += changes.flatMap { wide ? big($0.0) : big(Int32($0.0)) }
    block += changes.map(\.1)
    block += offsets.flatMap { big($0) + [0, 0] }
    block += Array("XYZ\0".utf8)
    block += leaps.flatMap { (wide ? big($0.0) : big(Int32($0.0))) + big($0.1) }
    guard wide else { return block }
    let first = header([0, 0, 0, 0, 1, 1]) + [0, 0, 0, 0, 0, 0, 0]
    return first + block + (footer.map { Array("\n\($0)\n".utf8) } ?? [])
  }

  static func rules(footer: String) throws(TZifError) -> ZoneRules {
    try ZoneRules(identifier: "Test/Zone", tzif: made(version: 0x33, footer: footer))
  }
}

@Suite("Zone rules from TZif")
struct TZifTests {
  @Test(
    "offsets are those of Python's zoneinfo for the same bytes", arguments: TZifFixture.Expected.all
  )
  func python(_ expected: TZifFixture.Expected) throws {
    let rules = try ZoneRules(
      identifier: "Test/Zone", tzif: try TZifFixture.bytes(expected.file))
    for pair in expected.offsets {
      #expect(
        rules.offset(at: Instant(secondsSince1970: pair[0])) == Int(pair[1]), "\(pair[0])")
    }
  }

  @Test("the expectations are there")
  func expectations() {
    #expect(TZifFixture.Expected.all.count == 11)
    #expect(TZifFixture.Expected.all.allSatisfy { $0.offsets.count >= 200 })
  }

  @Test("offsets are Foundation's from 1970 to 2024", arguments: TZifFixture.zones)
  func foundation(name: String) throws {
    let rules = try TZifFixture.rules(name)
    let zone = try #require(TimeZone(identifier: name))
    var random = SplitMix(seed: UInt64(name.utf8.count))
    for _ in 0..<500 {
      let seconds = Int64.random(in: 0..<1_735_689_600, using: &random)
      let date = Date(timeIntervalSince1970: Double(seconds))
      #expect(
        rules.offset(at: Instant(secondsSince1970: seconds)) == zone.secondsFromGMT(for: date),
        "\(seconds)")
    }
  }

  @Test("fat, slim and leap-counting files of a zone agree from 1970 to 2025")
  func flavours() throws {
    let pairs = [
      ("Europe-Dublin.tzif", "Europe-Dublin.fat.tzif"),
      ("Europe-Berlin.tzif", "Europe-Berlin.right.tzif"),
    ]
    for (one, other) in pairs {
      let first = try ZoneRules(identifier: "Z", tzif: try TZifFixture.bytes(one))
      let second = try ZoneRules(identifier: "Z", tzif: try TZifFixture.bytes(other))
      func compare(at hour: Int64) {
        for shift: Int64 in [-1, 0] {
          let instant = Instant(secondsSince1970: hour + shift)
          if first.offset(at: instant) != second.offset(at: instant) {
            Issue.record("\(one) and \(other) differ at \(instant)")
          }
        }
      }
      // Every sixth hour, and every hour between two of which the offsets differ.
      for hour in stride(from: Int64(0), to: 1_767_225_600, by: 21_600) {
        compare(at: hour)
        let (here, next) = (Instant(secondsSince1970: hour), hour + 21_600)
        if first.offset(at: here) != first.offset(at: Instant(secondsSince1970: next)) {
          for between in stride(from: hour + 3_600, to: next, by: 3_600) { compare(at: between) }
        }
      }
    }
  }

  @Test("the version of the data is the host's, or describes the file")
  func dataVersion() throws {
    #expect(try TZifFixture.rules("Asia/Shanghai").dataVersion == "2026f")
    #expect(try TZifFixture.rules("Asia/Shanghai").identifier == "Asia/Shanghai")
    let bytes = TZifFixture.made(changes: [(0, 1), (86_400, 0)], offsets: [0, 3_600])
    #expect(
      try ZoneRules(identifier: "Z", tzif: bytes).dataVersion == "TZif 2, 2 changes to 1970-01-02")
    #expect(
      try TZifFixture.rules(footer: "ABC0").dataVersion == "TZif 3, 0 changes, then yearly")
  }

  @Test("a file of version 1 goes on with its last offset")
  func versionOne() throws {
    let bytes = TZifFixture.made(
      version: 0, changes: [(-86_400, 1), (86_400, 2)], offsets: [60, 120, -3_600])
    let rules = try ZoneRules(identifier: "Z", tzif: bytes)
    #expect(rules.offset(at: .min) == 60)
    #expect(rules.offset(at: .epoch) == 120)
    #expect(rules.offset(at: Instant(secondsSince1970: 86_399)) == 120)
    #expect(rules.offset(at: Instant(secondsSince1970: 86_400)) == -3_600)
    #expect(rules.offset(at: .max) == -3_600)
  }

  @Test("leap seconds are taken off the times of change")
  func leapSeconds() throws {
    let bytes = TZifFixture.made(
      changes: [(100, 1), (1_000_002, 0)], offsets: [0, 3_600], leaps: [(500, 1), (900, 2)])
    let rules = try ZoneRules(identifier: "Z", tzif: bytes)
    #expect(rules.offset(at: Instant(secondsSince1970: 100)) == 3_600)
    #expect(rules.offset(at: Instant(secondsSince1970: 999_999)) == 3_600)
    #expect(rules.offset(at: Instant(secondsSince1970: 1_000_000)) == 0)
  }

  @Test(
    "yearly rules in every form of RFC 9636",
    arguments: [
      ("EST5EDT,M3.2.0,M11.1.0", "2300-03-11T07:00:00Z", -18_000, -14_400),
      ("EST5EDT,M3.2.0,M11.1.0", "2300-11-04T06:00:00Z", -14_400, -18_000),
      // 1 March with and without 29 February before it.
      ("AAA0BBB,J60/0,J300/0", "2024-03-01T00:00:00Z", 0, 3_600),
      ("AAA0BBB,J60/0,J300/0", "2025-03-01T00:00:00Z", 0, 3_600),
      ("AAA0BBB,59/0,299/0", "2024-02-29T00:00:00Z", 0, 3_600),
      ("AAA0BBB,59/0,299/0", "2025-03-01T00:00:00Z", 0, 3_600),
      // The Saturday before the last Sunday of March: hours below zero, from RFC 9636.
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2025-03-30T01:00:00Z", -7_200, -3_600),
      // 50 hours after the fourth Thursday is Saturday, 02:00.
      ("EET-2EEST,M3.4.4/50,M10.4.4/50", "2030-03-30T00:00:00Z", 7_200, 10_800),
      // The time of winter lies behind that of summer, which is the standard.
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2025-10-26T01:00:00Z", 3_600, 0),
      ("IST-1GMT0,M10.5.0,M3.5.0/1", "2026-03-29T01:00:00Z", 0, 3_600),
      ("AAA-3:30:15BBB-4,M1.1.1/167:59:59,M6.1.1/-167", "2024-01-07T20:29:44Z", 12_615, 14_400),
    ])
  func footers(text: String, change: String, before: Int, after: Int) throws {
    let rules = try TZifFixture.rules(footer: text)
    let instant = try Instant(change)
    #expect(rules.offset(at: instant.adding(milliseconds: -1)) == before)
    #expect(rules.offset(at: instant) == after)
  }

  @Test(
    "summer time all the year is one offset",
    arguments: [
      "EST5EDT,0/0,J365/25", "EST5EDT,J1/0,J365/25", "XXX5EDT4,0/-20,J365/48",
    ])
  func allYear(text: String) throws {
    let rules = try TZifFixture.rules(footer: text)
    for year in stride(from: 1_901, through: 2_700, by: 7) {
      for month in [1, 6, 12] {
        let date = try CivilDate(year: year, month: month, day: month == 12 ? 31 : 1)
        let instant = rules.instant(date: date, time: .midnight)
        #expect(rules.offset(at: instant) == -14_400)
      }
    }
  }

  @Test(
    "damaged bytes are refused with the place",
    arguments: [
      ([UInt8](), TZifError.Reason.truncated, 0),
      (Array("TZi".utf8), .truncated, 0),
      (Array("<html>".utf8), .notTZif, 0),
      (TZifFixture.made(version: 0x39), .unknownVersion(0x39), 4),
      (TZifFixture.made() + [0], .trailingBytes(1), 106),
      (TZifFixture.made(footer: nil), .truncated, 105),
      (TZifFixture.made(offsets: []), .malformed("0 kinds of time, 4 letters"), 87),
      (TZifFixture.made(changes: [(1, 3)]), .malformed("3 is not a kind of time"), 103),
      (
        TZifFixture.made(changes: [(5, 0), (5, 0)]), .malformed("the changes are not in order"), 103
      ),
      (
        TZifFixture.made(offsets: [86_400]),
        .unsupported("clocks 86400 s from UTC are a day or more away"), 95
      ),
      (
        TZifFixture.made(changes: [(7_258_118_400, 0)]),
        .unsupported("a change is listed after the year 2199"), 95
      ),
      (
        TZifFixture.made(changes: [(0, 0)], footer: "ABC-1"),
        .malformed("the rule for later years contradicts the last change"), 120
      ),
    ])
  func damaged(bytes: [UInt8], reason: TZifError.Reason, offset: Int) {
    do {
      _ = try ZoneRules(identifier: "Z", tzif: bytes)
      Issue.record("the bytes were taken")
    } catch {
      #expect(error.reason == reason, "\(error)")
    }
  }

  @Test(
    "a damaged yearly rule is refused",
    arguments: [
      "A0", "ABC", "ABC25", "ABC0DEF", "ABC0DEF,M3.2.0", "ABC0DEF,M13.2.0,M11.1.0",
      "ABC0DEF,M3.6.0,M11.1.0", "ABC0DEF,M3.2.7,M11.1.0", "ABC0DEF,J0,J5", "ABC0DEF,366,5",
      "ABC0DEF,M3.2.0/168,M11.1.0", "ABC0DEF,M3.2.0,M11.1.0,", "<AB>0", "<ABC0", "ABC0:60",
      "ABC0DEF,M3.2.0/,M11.1.0", "ABC--1", "ÄÖÜ1", "ABC00000000000000000000001", "ABC24",
    ])
  func damagedFooter(text: String) throws {
    do {
      _ = try TZifFixture.rules(footer: text)
      Issue.record("the rule was taken")
    } catch {
      guard case .footer(text, _) = error.reason else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test("every beginning of a file is refused, never trapped on", arguments: TZifFixture.zones)
  func beginnings(name: String) throws {
    let bytes = try TZifFixture.bytes(TZifFixture.file(of: name))
    for count in 0..<bytes.count {
      #expect(throws: TZifError.self) { try ZoneRules(identifier: "Z", tzif: bytes.prefix(count)) }
    }
  }

  @Test("changed bytes give rules that answer, or an error", arguments: UInt64(0)..<200)
  func changedBytes(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    var bytes = try TZifFixture.bytes(TZifFixture.file(of: random.pick(TZifFixture.zones)))
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
    }
    guard let rules = try? ZoneRules(identifier: "Z", tzif: bytes) else { return }
    for _ in 0..<50 {
      let seconds = Int64.random(in: -4_000_000_000..<30_000_000_000, using: &random)
      let instant = Instant(secondsSince1970: seconds)
      #expect(abs(rules.offset(at: instant)) < 86_400)
      let (date, time) = rules.wallTime(at: instant)
      _ = rules.resolve(date: date, time: time)
    }
  }

  @Test("a large file is refused before it is read")
  func tooLarge() {
    let bytes = [UInt8](repeating: 0, count: ZoneRules.maximumTZifBytes + 1)
    #expect {
      try ZoneRules(identifier: "Z", tzif: bytes)
    } throws: { error in
      (error as? TZifError)?.reason == .tooLarge(bytes: ZoneRules.maximumTZifBytes + 1)
    }
  }
}
