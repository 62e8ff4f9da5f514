// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTestKit
import Testing

/// Reads the documents with which `.ci/schemas.py` holds the JSON Schema to this reader.
///
/// `SUPPORTKIT_WRITE_FIXTURES=1 swift test --filter MetricBookTests/written` writes `written` anew.
@Suite("Metrics: the reader and the published schema agree")
struct MetricBookTests {
  /// Documents that the schema accepts, that it refuses, or that the library has written.
  enum Kind: String {
    case good, bad, written
  }

  private static let folder = "Fixtures/metrics"

  static func names(_ kind: Kind) -> [String] {
    let folder = Bundle.module.resourceURL?.appending(path: "\(folder)/\(kind)")
    let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
    return (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  static func text(_ kind: Kind, _ name: String) throws -> String {
    let resources = try #require(Bundle.module.resourceURL)
    return try String(
      contentsOf: resources.appending(path: "\(folder)/\(kind)/\(name)"), encoding: .utf8)
  }

  /// Good documents, each read once.
  private static let books = MadeOnce<String, MetricBook> { try MetricBook(text(.good, $0)) }

  @Test("there are documents of each kind, and each good one has been written")
  func kinds() {
    #expect(Self.names(.good).count >= 4 && Self.names(.bad).count >= 60)
    #expect(Self.names(.written) == Self.names(.good))
  }

  @Test(
    "what the schema accepts is read, written and read again as the same", arguments: names(.good))
  func good(name: String) throws {
    let book = try Self.books.value(name)
    #expect(try MetricBook(book.json) == book)
    let coded = try JSONDecoder().decode([MetricBook].self, from: JSONEncoder().encode([book]))
    #expect(coded == [book])
    for definition in book.definitions where name == "full.json" {
      let subject = try #require(book.subject(definition.subject))
      #expect(try MetricDefinition(definition.json, subjects: [subject]) == definition)
    }
  }

  @Test("what the schema refuses is refused, for one mistake each", arguments: names(.bad))
  func bad(name: String) throws {
    let text = try Self.text(.bad, name)
    let error = try #require(throws: DocumentError.self) { try MetricBook(text) }
    #expect(error.problems.count == 1, "\(error)")
    #expect(error.problems.allSatisfy { $0.line > 0 }, "\(error)")
  }

  @Test("what is written does not change", arguments: names(.good))
  func written(name: String) throws {
    let text = try Self.books.value(name).json + "\n"
    if ProcessInfo.processInfo.environment["SUPPORTKIT_WRITE_FIXTURES"] != nil {
      let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      let file = tests.appending(path: "\(Self.folder)/\(Kind.written)/\(name)")
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try Self.text(.written, name) == text)
    }
  }

  @Test("every kind of formula and every entry of the catalogue stands in a good document")
  func complete() throws {
    let full = try Self.books.value("full.json")
    #expect(
      Set(full.definitions.map(\.measure.kind)) == Set(MetricMeasure.Kind.allCases))
    let catalogue = try Self.books.value("catalogue.json")
    #expect(catalogue.definitions == MetricCatalogue.entries.map(\.example))
  }

  @Test("the schema knows the entries of the catalogue with their parameters")
  func schema() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let file = root.appending(path: "Documentation/schemas/metrics.schema.json")
    let schema = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    let forms = try #require((schema["$defs"] as? [String: Any])?["shortForm"] as? [String: Any])
    let measure = (forms["properties"] as? [String: Any])?["measure"] as? [String: Any]
    #expect(measure?["enum"] as? [String] == MetricCatalogue.entries.map(\.id.rawValue))
    var parameters: [String: Set<String>] = [:]
    for case let rule as [String: Any] in try #require(forms["allOf"] as? [Any]) {
      let condition = (rule["if"] as? [String: Any])?["properties"] as? [String: Any]
      let names = (condition?["measure"] as? [String: Any])?["enum"] as? [String] ?? []
      let keys = ((rule["then"] as? [String: Any])?["properties"] as? [String: Any])?.keys
      for name in names { parameters[name] = Set(keys.map(Array.init) ?? []) }
    }
    for entry in MetricCatalogue.entries {
      #expect(parameters[entry.id.rawValue] ?? [] == Set(entry.parameters.map(\.name)))
    }
  }

  @Test("mistakes are told all at once, each at its line, with what was probably meant")
  func allAtOnce() throws {
    let error = try #require(throws: DocumentError.self) {
      try MetricBook(
        """
        { "format": 0, "id": "x",
          "metrics": [
            { "id": "a", "measure": "serviceLevel.F1", "witin": "20 s" },
            { "id": "b", "measure": "firstContactResolutoin", "within": "20 s" },
            { "id": "c", "subject": "contact", "measure": { "count": {} } },
            { "id": "d", "subject": "contacts", "measure": { "mean": { "of": "tlak" } } },
            { "id": "e", "subject": "contacts", "measure": { "share": {
                "of": { "outcome": "anwered" }, "among": {} } }, "objective": { "atleast": "9%" } },
            { "id": "a", "measure": "backlog" },
            { "id": "f", "measure": "replyTime", "objective": { "atMost": "90%" } },
            { "id": "g", "measure": "errorRate", "filter": { "agnet": "a" }, "by": ["gruop"] } ] }
        """)
    }
    let lines = error.problems.map(\.line)
    #expect(Set(lines) == [3, 4, 5, 6, 8, 9, 10, 11], "\(error)")
    #expect(
      error.problems.compactMap(\.suggestion) == [
        "within", "firstContactResolution", "contacts", "talk", "answered", "atLeast", "agent",
      ], "\(error)")
    #expect(error.problems.contains { $0.path == "metrics[6].objective.atMost" }, "\(error)")
  }

  @Test("what stands beside an entry adds to it or takes its place")
  func overrides() throws {
    let book = try MetricBook(
      """
      { "format": 0, "id": "x", "metrics": [
        { "id": "nps", "measure": "netPromoterScore", "filter": { "channel": "chat" },
          "by": ["group"], "date": "answeredAt", "period": "quarter", "objective": { "atLeast": "50%" },
          "title": "NPS of chats", "source": "contract", "family": "chat" } ] }
      """)
    let expected = MetricDefinition.netPromoterScore()
    #expect(
      book.definition("nps")
        == MetricDefinition(
          "nps", of: "ratings", expected.measure,
          filter: .all([.equals("survey", "recommendation"), .equals("channel", "chat")]),
          grouping: ["group"], date: .fact("answeredAt"), period: .quarter,
          objective: .atLeast(.share(try Rate("50%"))), title: MetricTitle("NPS of chats"),
          source: "contract", family: "chat"))
    #expect(book.definitions(of: "ratings").count == 1 && book.definitions(of: "tickets").isEmpty)
  }

  @Test("a book in code is checked as a document is")
  func inCode() throws {
    let visits = try MetricSubject("visits", [FactField("at", .instant)], date: "at")
    let count = MetricDefinition("n", of: "visits", .count(where: .always))
    let book = try MetricBook("b", subjects: [visits], [count])
    #expect(try MetricBook(book.json) == book)
    let error = try #require(throws: DocumentError.self) {
      try MetricBook(
        " ", version: "", subjects: [visits, visits],
        [count, count, count.with(\.subject, "visit").with(\.id, "m")])
    }
    #expect(
      error.problems.map(\.path) == [
        "id", "version", "subjects.visits", "metrics[1].id", "metrics[2].subject",
      ])
    #expect(error.problems.last?.suggestion == "visits")
    let other = try MetricSubject("tickets", [FactField("at", .instant)], date: "at")
    #expect(throws: DocumentError.self) { try MetricBook("b", subjects: [other], []) }
    let shop = try MetricSubject.tickets.adding([FactField("shop", .text)])
    let grown = try MetricBook("b", subjects: [shop], [.openedTickets.with(\.grouping, ["shop"])])
    #expect(try MetricBook(grown.json) == grown)
    #expect(grown.subject("tickets") == shop && grown.subject("visits") == nil)
    #expect(throws: DocumentError.self) {
      try MetricBook("b", [.openedTickets.with(\.grouping, ["shop"])])
    }
    #expect(throws: DocumentError.self) {
      try MetricSubject.tickets.adding([FactField("status", .text)])
    }
  }

  @Test("a definition about the library's rows is coded alone")
  func coded() throws {
    for entry in MetricCatalogue.entries where entry.example.family != "attainment" {
      let data = try JSONEncoder().encode([entry.example])
      #expect(try JSONDecoder().decode([MetricDefinition].self, from: data) == [entry.example])
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([MetricDefinition].self, from: Data(#"["{}"]"#.utf8))
    }
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([MetricBook].self, from: Data(#"["{}"]"#.utf8))
    }
  }
}
