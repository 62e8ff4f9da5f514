// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportStaffing
import SupportTime
import Testing

/// Reads the documents with which `.ci/schemas.py` holds the JSON Schema to this reader.
///
/// `SUPPORTKIT_WRITE_FIXTURES=1 swift test --filter StaffingBookTests/written` writes `written` anew.
@Suite("Staffing: the reader and the published schema agree")
struct StaffingBookTests {
  /// Documents that the schema accepts, that it refuses, or that the library has written.
  enum Kind: String {
    case good, bad, written
  }

  private static let folder = "Fixtures/staffing"

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

  @Test("there are documents of each kind, and each good one has been written")
  func kinds() {
    #expect(Self.names(.good).count >= 4 && Self.names(.bad).count >= 45)
    #expect(Self.names(.written) == Self.names(.good))
  }

  @Test(
    "what the schema accepts is read, written and read again as the same", arguments: names(.good))
  func good(name: String) throws {
    let book = try StaffingBook(Self.text(.good, name))
    #expect(try StaffingBook(book.json) == book)
    let coded = try JSONDecoder().decode(StaffingBook.self, from: JSONEncoder().encode(book))
    #expect(coded == book)
  }

  @Test("what the schema refuses is refused, for one mistake each", arguments: names(.bad))
  func bad(name: String) throws {
    let text = try Self.text(.bad, name)
    let error = try #require(throws: DocumentError.self) { try StaffingBook(text) }
    #expect(error.problems.count == 1, "\(error)")
    #expect(error.problems.allSatisfy { $0.line > 0 }, "\(error)")
  }

  @Test("what is written does not change", arguments: names(.good))
  func written(name: String) throws {
    let text = try StaffingBook(Self.text(.good, name)).json + "\n"
    if ProcessInfo.processInfo.environment["SUPPORTKIT_WRITE_FIXTURES"] != nil {
      let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      let file = tests.appending(path: "\(Self.folder)/\(Kind.written)/\(name)")
      try text.write(to: file, atomically: true, encoding: .utf8)
    } else {
      #expect(try Self.text(.written, name) == text)
    }
  }

  @Test("a book in code and in text are the same")
  func sameInCode() throws {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    let policy = try StaffingPolicy(
      .erlangB, goal: StaffingGoal(.blocking(atMost: 0.001)), shrinkage: .none)
    let surges = try SurgePlan(in: zone, combining: .highest, [])
    #expect(
      try StaffingBook("lines", policy, surges: surges)
        == StaffingBook(Self.text(.good, "lines.json")))
  }

  @Test("a bound that no document can hold is refused")
  func tooFine() throws {
    let policy = try StaffingPolicy(
      .erlangB, goal: StaffingGoal(.blocking(atMost: 1e-60)), shrinkage: .none)
    let surges = try SurgePlan(in: .utc, combining: .highest, [])
    #expect(throws: DocumentError.self) {
      try StaffingBook("", version: "", policy, surges: surges)
    }
    let error = #expect(throws: DocumentError.self) {
      try StaffingBook("x", policy, surges: surges)
    }
    #expect(error?.problems.map(\.path) == ["staffing.goal"])
  }

  @Test("mistakes are told all at once, each at its line")
  func allAtOnce() throws {
    let error = try #require(throws: DocumentError.self) {
      try StaffingBook(
        """
        { "format": 0, "id": "x", "zone": "Asia/Shanghia",
          "staffing": {
            "model": "erlangX",
            "goal": { "occupancy": 2 },
            "shrinkage": "100%",
            "surges": { "combination": "most", "rules": [ { "id": "a" } ] } } }
        """)
    }
    #expect(Set(error.problems.map(\.line)) == [1, 3, 4, 5, 6])
    #expect(error.problems.count == 7)
  }
}
