// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportDesk
import Testing

/// Reads the documents with which `.ci/schemas.py` holds the JSON Schema of small books to this reader,
/// each laid over `base.json`.
@Suite("Policy overlay: the reader and the published schema agree")
struct PolicyOverlayFixtureTests {
  private static let folder = "Fixtures/policy-overlays"

  private static func names(_ kind: String) -> [String] {
    let folder = Bundle.module.resourceURL?.appending(path: "\(folder)/\(kind)")
    let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
    return (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  private static func text(_ name: String) throws -> String {
    let resources = try #require(Bundle.module.resourceURL)
    return try String(contentsOf: resources.appending(path: "\(folder)/\(name)"), encoding: .utf8)
  }

  private let base: PolicyBook

  init() throws {
    base = try PolicyBook(Self.text("base.json"))
  }

  @Test("there are documents of both kinds")
  func kinds() {
    #expect(Self.names("good").count >= 4 && Self.names("bad").count >= 14)
  }

  @Test("what the schema accepts is laid over a book, and the whole reads again as the same")
  func good() throws {
    for name in Self.names("good") {
      let book = try PolicyBook(Self.text("good/\(name)"), over: base)
      #expect(book.id == "acme" && book.base == "desk 2025-05", "\(name)")
      #expect(try PolicyBook(book.json) == book, "\(name)")
    }
  }

  @Test("what the schema refuses is refused, for one mistake each", arguments: names("bad"))
  func bad(name: String) throws {
    let text = try Self.text("bad/\(name)")
    let error = try #require(throws: DocumentError.self) { try PolicyBook(text, over: base) }
    #expect(error.problems.count == 1, "\(error)")
  }
}
