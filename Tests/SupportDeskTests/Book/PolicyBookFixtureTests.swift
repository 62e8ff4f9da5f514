// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportDesk
import Testing

/// Reads the documents with which `.ci/schemas.py` holds the JSON Schema to this reader.
///
/// `SUPPORTKIT_WRITE_FIXTURES=1 swift test --filter PolicyBookFixtureTests/written` writes `written`
/// anew.
@Suite("Policy book: the reader and the published schema agree")
struct PolicyBookFixtureTests {
  enum Kind: String {
    case good, bad, written
  }

  private static let folder = "Fixtures/policy-books"

  private static func names(_ kind: Kind) -> [String] {
    let folder = Bundle.module.resourceURL?.appending(path: "\(folder)/\(kind)")
    let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
    return (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  static func text(_ kind: Kind, _ name: String) throws -> String {
    let resources = try #require(Bundle.module.resourceURL)
    return try String(
      contentsOf: resources.appending(path: "\(folder)/\(kind)/\(name)"), encoding: .utf8)
  }

  @Test("there are documents of each kind, and each good one has been written")
  func kinds() {
    #expect(Self.names(.good).count >= 5 && Self.names(.bad).count >= 30)
    #expect(Self.names(.written) == Self.names(.good))
  }

  @Test(
    "what the schema accepts is read, written and read again as the same", arguments: names(.good))
  func good(name: String) throws {
    let book = try PolicyBook(Self.text(.good, name))
    #expect(try PolicyBook(book.json) == book)
  }

  @Test("what the schema refuses is refused, for one mistake each", arguments: names(.bad))
  func bad(name: String) throws {
    let text = try Self.text(.bad, name)
    let error = try #require(throws: DocumentError.self) { try PolicyBook(text) }
    #expect(error.problems.count == 1, "\(error)")
  }

  @Test("what is written does not change", arguments: names(.good))
  func written(name: String) throws {
    let text = try PolicyBook(Self.text(.good, name)).json + "\n"
    if ProcessInfo.processInfo.environment["SUPPORTKIT_WRITE_FIXTURES"] != nil {
      let tests = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
      let file = tests.appending(path: "\(Self.folder)/\(Kind.written)/\(name)")
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try Self.text(.written, name) == text)
    }
  }

  @Test("the example of the documentation is one of them, word for word")
  func example() throws {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let source = tests.deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Sources/SupportDesk/Book/PolicyBook.swift")
    let lines = try String(contentsOf: source, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(lines.firstIndex(of: "/// ```json"))
    let end = try #require(lines[(start + 1)...].firstIndex(of: "/// ```"))
    let quoted = lines[(start + 1)..<end].map { $0.dropFirst(4) }.joined(separator: "\n")
    #expect(try Self.text(.good, "example.json") == quoted + "\n")
  }
}
