// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Tables of 200 rules over ten fields: one of rules drawn by chance that ask three or four facts
/// each, the same with one rule changed, and one whose rules fill a grid without a gap.
struct AnalysedTable {
  let table: RuleTable<Int>
  let changed: RuleTable<Int>
  let grid: RuleTable<Int>

  init() throws {
    var random = SeededGenerator(seed: 11)
    let rules = (0..<200).map { number in
      Rule(
        RuleID("rule-\(number)"), when: Self.condition(&random),
        then: Int.random(in: 0..<8, using: &random))
    }
    let schema = try FactSchema(Self.fields)
    table = try RuleTable("drawn", schema: schema, rules: rules, otherwise: -1)
    var others = rules
    others[100].then = 99
    changed = try RuleTable("changed", schema: schema, rules: others, otherwise: -1)
    grid = try RuleTable("grid", schema: schema, hitPolicy: .unique, rules: Self.grid)
  }

  func compiled() throws -> RuleTable<Int> {
    try RuleTable("again", schema: table.schema, rules: table.rules, otherwise: -1)
  }

  private static let names = ["a", "b", "c", "d", "e"]

  private static let fields =
    (0..<4).map { FactField("choice\($0)", .choice(names)) }
    + (0..<3).map { FactField("number\($0)", .integer(0...1_000)) }
    + [
      FactField("flag", .boolean), FactField("traits", .flags(names)), FactField("text", .text),
    ]

  private static func condition(_ random: inout SeededGenerator) -> Condition {
    let asked = fields.shuffled(using: &random).prefix(Int.random(in: 3...4, using: &random))
    return .all(asked.map { question(about: $0, &random) })
  }

  private static func question(
    about field: FactField, _ random: inout SeededGenerator
  ) -> Condition {
    let some = names.shuffled(using: &random).prefix(2)
    switch field.domain {
    case .boolean: return .equals(field.name, .boolean(Bool.random(using: &random)))
    case .flags: return .hasFlags(field.name, FlagTest(allOf: [some[0]], noneOf: [some[1]]))
    case .integer:
      let low = Int64.random(in: 0..<900, using: &random)
      let high = Int64.random(in: low + 1...1_000, using: &random)
      return .isWithin(field.name, FactRange(from: .integer(low), below: .integer(high)))
    default: return .isOneOf(field.name, some.map(FactValue.text))
    }
  }

  /// 5 × 5 × 8: every case is matched by exactly one rule.
  private static var grid: [Rule<Int>] {
    var rules: [Rule<Int>] = []
    for first in names {
      for second in names {
        for step in Int64(0)..<8 {
          let low = FactRange.End.including(.integer(step * 125))
          let high: FactRange.End = step == 7 ? .unbounded : .excluding(.integer(step * 125 + 125))
          rules.append(
            Rule(
              RuleID("rule-\(rules.count)"),
              when: .all([
                .equals("choice0", .text(first)), .equals("choice1", .text(second)),
                .isWithin("number0", FactRange(lower: low, upper: high)),
              ]), then: rules.count % 7))
        }
      }
    }
    return rules
  }
}
