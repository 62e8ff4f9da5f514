// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules
import Testing

@Suite("Rules: read from documents")
struct RuleDocumentTests {
  private static func schema() throws -> FactSchema {
    try FactSchema([
      FactField("priority", .choice(["low", "high", "urgent"])), FactField("kind", .text),
      FactField("late", .integer(0...100)), FactField("vip", .boolean),
    ])
  }

  private func rules(_ text: String) throws -> [Rule<Int64>] {
    let schema = try Self.schema()
    return try DocumentNode.read(text) { node, problems in
      Rule.list(reading: node, schema, &problems) { $0.integer(in: 0...9, &$1) }
    }
  }

  @Test("a value asks for equality, a list for membership, several fields for all")
  func reading() throws {
    let read = try rules(
      """
      [ { "id": "a", "when": { "priority": "high" }, "then": 1, "note": "why" },
        { "id": "b", "when": { "priority": ["high", "low"], "late": [3, 4], "vip": true }, "then": 2 },
        { "id": "c", "when": {}, "then": 3 }, { "id": "d", "then": 4 } ]
      """)
    #expect(
      read == [
        Rule("a", when: .equals("priority", "high"), then: 1, note: "why"),
        Rule(
          "b",
          when: .all([
            .isOneOf("priority", ["high", "low"]), .isOneOf("late", [3, 4]), .equals("vip", true),
          ]), then: 2),
        Rule("c", when: .all([]), then: 3), Rule("d", then: 4),
      ])
    #expect(read[1].when.description == "priority = high | low, late = 3 | 4, vip = true")
    #expect(
      read[2].when.description == "*" && read[1].when.factsAsked == ["priority", "late", "vip"])
  }

  @Test("every mistake is told at its place")
  func mistakes() throws {
    let error = try #require(throws: DocumentError.self) {
      try rules(
        """
        [ { "id": "a", "when": { "prioritty": "high", "late": 101 }, "then": 1 },
          { "id": "b", "when": { "priority": ["hihg", 4], "kind": [] }, "then": 2 },
          { "id": "b", "when": { "vip": "yes" }, "then": 3 },
          { "id": "d", "when": [], "then": 4, "note": 5 },
          { "id": "e", "whn": {}, "then": 11 },
          { "id": "d", "then": 1 }, { "id": "d", "then": 2 }, { "then": 1 }, 7 ]
        """)
    }
    let found = error.problems.map { "\($0.line) \($0.path)" }
    #expect(
      found == [
        "1 [0].when.prioritty", "1 [0].when.late", "2 [1].when.priority[0]",
        "2 [1].when.priority[1]", "2 [1].when.kind", "3 [2]", "3 [2].when.vip", "4 [3].when",
        "4 [3].note", "5 [4].whn", "5 [4].then", "6 [5]", "6 [6]", "6 [7]", "6 [8]",
      ])
    #expect(error.problems[0].suggestion == "priority" && error.problems[2].suggestion == "high")
    #expect(error.problems[9].suggestion == "when")
  }

  @Test("values of facts have the JSON that a document writes", arguments: ["\"a\"", "42", "true"])
  func values(text: String) throws {
    let list = "[\(text)]"
    let values = try JSONDecoder().decode([FactValue].self, from: Data(list.utf8))
    #expect(String(decoding: try JSONEncoder().encode(values), as: UTF8.self) == list)
    #expect(values.first?.description == text)
  }
}
