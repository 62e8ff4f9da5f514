// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import Testing

/// Reads the documents with which `.ci/schemas.py` holds the JSON Schemas to the readers.
///
/// `SUPPORTKIT_WRITE_FIXTURES=1 swift test --filter RoutingFixtureTests/written` writes `written` anew.
@Suite("Routing and agents: the readers and the published schemas agree")
struct RoutingFixtureTests {
  enum Kind: String {
    case good, bad, written
  }

  /// A document of one of the two kinds of books.
  struct Document: CustomTestStringConvertible {
    let folder: String
    let name: String

    var testDescription: String { "\(folder)/\(name)" }

    func text(_ kind: Kind) throws -> String {
      let resources = try #require(Bundle.module.resourceURL)
      return try String(
        contentsOf: resources.appending(path: "Fixtures/\(folder)/\(kind)/\(name)"),
        encoding: .utf8)
    }

    /// The text as the library writes it.
    func rewritten(_ text: String) throws(DocumentError) -> String {
      folder == "routing" ? try RoutingBook(text).json : try AgentBook(text).json
    }
  }

  private static func documents(_ kind: Kind) -> [Document] {
    ["routing", "routing-agents"].flatMap { folder in
      let path = Bundle.module.resourceURL?.appending(path: "Fixtures/\(folder)/\(kind)")
      let files = path.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
      return (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
        .map { Document(folder: folder, name: $0) }
    }
  }

  @Test("there are documents of each kind, and each good one has been written")
  func kinds() {
    #expect(Self.documents(.good).count >= 5 && Self.documents(.bad).count >= 60)
    #expect(
      Self.documents(.written).map(\.testDescription)
        == Self.documents(.good).map(\.testDescription))
  }

  @Test(
    "what the schema accepts is read, written and read again as the same",
    arguments: documents(.good))
  func good(document: Document) throws {
    let text = try document.text(.good)
    if document.folder == "routing" {
      let book = try RoutingBook(text)
      #expect(try RoutingBook(book.json) == book)
    } else {
      let book = try AgentBook(text)
      #expect(try AgentBook(book.json) == book)
    }
  }

  @Test("what the schema refuses is refused, for one mistake each", arguments: documents(.bad))
  func bad(document: Document) throws {
    let text = try document.text(.bad)
    let error = try #require(throws: DocumentError.self) { try document.rewritten(text) }
    #expect(error.problems.count == 1, "\(error)")
    #expect(error.problems.allSatisfy { $0.line > 0 }, "\(error)")
  }

  @Test("what is written does not change", arguments: documents(.good))
  func written(document: Document) throws {
    let text = try document.rewritten(document.text(.good)) + "\n"
    if ProcessInfo.processInfo.environment["SUPPORTKIT_WRITE_FIXTURES"] != nil {
      let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      let folder = tests.appending(path: "Fixtures/\(document.folder)/\(Kind.written)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: folder.appending(path: document.name), atomically: true, encoding: .utf8)
    } else {
      #expect(try document.text(.written) == text)
    }
  }
}
