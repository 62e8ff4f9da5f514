// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRules

/// A table and facts of `Peers/`, which the peers read as well.
struct PeerTable {
  let table: RuleTable<Int>
  let cases: [Facts]

  /// Reads a table, its facts and the outcomes they must have, and checks that they have them.
  init(_ name: String) throws {
    let peers = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Peers")
    let text = try Data(contentsOf: peers.appending(path: "\(name).json"))
    let table = try DocumentNode.read(text) { Self.table(name, $0, &$1) }
    let facts = try Data(contentsOf: peers.appending(path: "\(name).facts.json"))
    let rows = try DocumentNode.read(facts) { Self.rows($0, table.schema, &$1) }
    for (facts, expected) in rows {
      guard table.decide(facts).outcome == expected else {
        throw Mismatch(description: "\(facts) must give \(expected)")
      }
    }
    self.table = table
    cases = rows.map(\.facts)
  }

  struct Mismatch: Error {
    var description: String
  }

  private static func table(
    _ name: String, _ node: DocumentNode, _ problems: inout Problems
  ) -> RuleTable<Int>? {
    guard var object = node.object(&problems) else { return nil }
    let fields = object.required("fields", &problems)?.values(&problems) { field($0, &$1) }
    guard let fields, let schema = try? FactSchema(fields) else { return nil }
    var number = -1
    let rules = object.required("rules", &problems)?.values(&problems) { node, problems in
      number += 1
      return rule(node, number, schema, &problems)
    }
    return rules.flatMap { try? RuleTable(name, schema: schema, rules: $0) }
  }

  private static func field(_ node: DocumentNode, _ problems: inout Problems) -> FactField? {
    guard var object = node.object(&problems) else { return nil }
    let name = object.required("name", &problems)?.string(&problems) ?? ""
    let type = object.required("type", &problems)?.string(&problems) ?? ""
    let isOpen = object.optional("open")?.boolean(&problems) ?? false
    let values = object.optional("values").flatMap { $0.values(&problems) { $0.string(&$1) } }
    switch type {
    case "boolean": return FactField(name, .boolean)
    case "text": return FactField(name, isOpen ? .text : .choice(values ?? []))
    default: return FactField(name, .integer(0...1_000_000))
    }
  }

  private static func rule(
    _ node: DocumentNode, _ number: Int, _ schema: FactSchema, _ problems: inout Problems
  ) -> Rule<Int>? {
    guard var object = node.object(&problems) else { return nil }
    let when = object.required("when", &problems).flatMap {
      Condition(reading: $0, schema, &problems)
    }
    let then = object.required("then", &problems)?.integer(in: 0...1_000_000, &problems)
    guard let when, let then else { return nil }
    return Rule(RuleID("rule-\(number)"), when: when, then: Int(then))
  }

  private static func rows(
    _ node: DocumentNode, _ schema: FactSchema, _ problems: inout Problems
  ) -> [(facts: Facts, expected: Int)]? {
    guard var object = node.object(&problems) else { return nil }
    let expected = object.required("expected", &problems)?.values(&problems) {
      $0.integer(in: 0...1_000_000, &$1)
    }
    let rows = object.required("rows", &problems)?.values(&problems) { node, problems -> Facts? in
      guard let values = node.array(&problems) else { return nil }
      var facts = Facts(schema)
      for (position, value) in values.enumerated() {
        facts.record(FactValue(reading: value, schema.fields[position], &problems), at: position)
      }
      return facts
    }
    guard let expected, let rows else { return nil }
    return Array(zip(rows, expected.map { Int($0) }))
  }
}
