// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import Testing

@Suite("A claim that somebody is there")
struct CoverageTests {
  static func book(
    _ coverage: String, calendars: String = Self.hotline, rosters: String = "{}",
    from: String = "2025-05-18", more: String = ""
  ) throws -> PolicyBook {
    try PolicyBook(
      """
      { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "\(from)",
        "zone": "Asia/Shanghai", "calendars": \(calendars), "rosters": \(rosters),
        "coverage": \(coverage) \(more) }
      """)
  }

  /// The published hours of a hotline that is called a 24 h hotline.
  static let hotline = """
    { "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] },
                   "holidays": { "of": "china", "open": ["09:00-22:00"] },
                   "workdays": { "of": "china", "open": ["09:00-21:00"] } },
      "night": { "weekly": { "mon-sun": ["22:00-09:00"] } },
      "website": { "weekly": { "mon-fri": ["08:00-20:00"] } } }
    """

  @Test("that the published hours do not keep is told by kinds of days, with the first hour")
  func publishedHours() throws {
    let book = try Self.book(
      #"[ { "id": "CM-03", "always": true, "by": ["hotline", "night"] } ]"#)
    let finding = try #require(book.check().first)
    #expect(finding.kind == .uncovered)
    #expect(finding.path == "coverage.CM-03")
    #expect(
      finding.message
        == "nobody covers 21:00–22:00 on working days and 09:00–22:00 on ordinary weekends")
    #expect(finding.witness == "first: Sun 2025-05-18 09:00")
    #expect(
      finding.explanation.text(in: .simplifiedChinese)
        == "无人值守：工作日 21:00–22:00以及普通周末 09:00–22:00\n  首次：2025-05-18（周日）09:00")
  }

  @Test("that is kept has no finding")
  func kept() throws {
    let book = try Self.book(
      #"[ { "id": "all", "always": true, "by": ["hotline", "night", "rest"] } ]"#,
      calendars: """
        { "hotline": { "weekly": { "mon-fri": ["09:00-21:00"] } },
          "night": { "weekly": { "mon-sun": ["21:00-09:00"] } },
          "rest": { "weekly": { "sat-sun": ["09:00-21:00"] } } }
        """)
    #expect(book.check().isEmpty)
  }

  @Test("in the hours of a calendar asks for no other hours")
  func during() throws {
    let book = try Self.book(#"[ { "id": "web", "during": "website", "by": ["hotline"] } ]"#)
    let finding = try #require(book.check().first)
    #expect(finding.message == "nobody covers 08:00–09:00 on Mon, Tue, Wed, Thu and Fri")
    #expect(finding.witness == "first: Mon 2025-05-19 08:00")
  }

  @Test("counts a duty roster where any of its roles is filled")
  func rosters() throws {
    let rosters = """
      { "managers": { "layers": [ { "id": "week", "start": "2025-05-20", "handover": "08:00",
        "every": "week", "people": ["li", "wang"] } ] } }
      """
    let book = try Self.book(
      #"[ { "id": "all", "always": true, "by": ["managers"] } ]"#, rosters: rosters)
    let finding = try #require(book.check().first)
    #expect(finding.witness == "first: Sun 2025-05-18 00:00")
    #expect(finding.message.contains("00:00–08:00 on 1 of"))
  }

  @Test("tells days of the week where these lack the same hours")
  func weekdays() throws {
    let book = try Self.book(
      #"[ { "id": "all", "always": true, "by": ["office"] } ]"#,
      calendars: """
        { "office": { "weekly": { "mon-thu": ["00:00-24:00"], "fri": ["00:00-18:00"],
                                  "sat-sun": ["00:00-24:00"] } } }
        """)
    #expect(book.check().map(\.message) == ["nobody covers 18:00–24:00 on Fri"])
  }

  @Test("is looked at as far as the holidays are published, and says so")
  func unpublished() throws {
    let book = try Self.book(
      #"[ { "id": "CM-02", "always": true, "by": ["hotline", "night"] } ]"#, from: "2026-06-01")
    #expect(book.check().map(\.kind) == [.uncovered, .notProved])
    #expect(
      book.check().last?.message == "looked at through 2026-12-31: nothing is published beyond")
  }

  @Test("with mistakes is refused, all of them at once")
  func mistakes() throws {
    let error = try #require(throws: DocumentError.self) {
      _ = try Self.book(
        """
        [ { "id": "one", "by": ["hotlin"] },
          { "id": "two", "always": true, "during": "night", "by": ["night", "night"] },
          { "id": "three", "always": false, "by": [] } ]
        """)
    }
    #expect(
      error.problems.map(\.message) == [
        "somebody is there \"always\", or \"during\" the hours of a calendar",
        "\"hotlin\" is not one of \"hotline\", \"night\", \"website\"",
        "somebody is there \"always\", or \"during\" the hours of a calendar",
        "\"night\" is listed twice", "it can only be true", "at least one name is needed",
      ])
  }
}
