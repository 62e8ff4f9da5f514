// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import Testing

/// Reads the documents with which `.ci/schemas.py` holds the JSON Schemas to the readers of menus,
/// triage chains and contact trees.
///
/// `SUPPORTKIT_WRITE_FIXTURES=1 swift test --filter MenuFixtureTests/written` writes `written` anew.
@Suite("Menus, triage, contact trees: the readers and the published schemas agree")
struct MenuFixtureTests {
  /// A kind of document, read and written again.
  enum Form: String, CaseIterable {
    case menu = "phone-menus"
    case triage
    case contacts = "contact-trees"

    func written(_ text: String) throws -> String {
      switch self {
      case .menu: try PhoneMenuBook(text).json
      case .triage: try TriageChain(text).json
      case .contacts: try ContactTree(text).json
      }
    }
  }

  private static func names(_ form: Form, _ kind: String) -> [String] {
    let folder = Bundle.module.resourceURL?.appending(path: "Fixtures/\(form.rawValue)/\(kind)")
    let files = folder.flatMap { try? FileManager.default.contentsOfDirectory(atPath: $0.path) }
    return (files ?? []).filter { $0.hasSuffix(".json") }.sorted()
  }

  private static func text(_ form: Form, _ kind: String, _ name: String) throws -> String {
    let resources = try #require(Bundle.module.resourceURL)
    return try String(
      contentsOf: resources.appending(path: "Fixtures/\(form.rawValue)/\(kind)/\(name)"),
      encoding: .utf8)
  }

  @Test(
    "what the schema accepts is read, written and read again as the same", arguments: Form.allCases)
  func good(form: Form) throws {
    #expect(Self.names(form, "good").count >= 2)
    for name in Self.names(form, "good") {
      let written = try form.written(Self.text(form, "good", name))
      #expect(try form.written(written) == written, "\(name)")
    }
  }

  @Test("what the schema refuses is refused, for one mistake each", arguments: Form.allCases)
  func bad(form: Form) throws {
    #expect(Self.names(form, "bad").count >= 15)
    for name in Self.names(form, "bad") {
      let text = try Self.text(form, "bad", name)
      let error = try #require(throws: DocumentError.self) { try form.written(text) }
      #expect(error.problems.count == 1, "\(name): \(error)")
    }
  }

  @Test("what is written does not change", arguments: Form.allCases)
  func written(form: Form) throws {
    for name in Self.names(form, "good") {
      let text = try form.written(Self.text(form, "good", name)) + "\n"
      if ProcessInfo.processInfo.environment["SUPPORTKIT_WRITE_FIXTURES"] != nil {
        let tests = URL(filePath: #filePath).deletingLastPathComponent()
          .deletingLastPathComponent()
        let file = tests.appending(path: "Fixtures/\(form.rawValue)/written/\(name)")
        try text.write(to: file, atomically: true, encoding: .utf8)
      } else {
        #expect(try Self.text(form, "written", name) == text, "\(name)")
      }
    }
  }
}
