// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import Testing

@Suite("Rules: findings at the edges: dates with a hole, collected outcomes, limits, wide tables")
struct FindingEdgeTests {
  // MARK: Dates

  private func day(_ rule: RuleID, _ date: String) throws -> Rule<String> {
    let first = try CivilDate(date)
    return Rule(
      rule, then: "holiday", from: first, until: CivilDate(daysSince1970: first.daysSince1970 + 1))
  }

  @Test("a gap before and behind a dated rule is two gaps, neither of which holds the rule's dates")
  func datedGaps() throws {
    let table = try RuleTable("t", schema: FactSchema([]), rules: [day("a", "2025-06-01")])
    let gaps = table.analysis().findings(of: .gap).compactMap(\.region)
    #expect(gaps.map(\.description) == ["*, until 2025-06-01", "*, from 2025-06-02"])
    for gap in gaps { #expect(table.decide(gap.witness, on: gap.date) == .noMatch) }
  }

  @Test("a change on two days is two regions")
  func datedDifference() throws {
    let schema = try FactSchema([])
    let old = try RuleTable("t", schema: schema, rules: [], otherwise: "open")
    let new = try RuleTable(
      "t", schema: schema, rules: [day("a", "2025-06-01"), day("b", "2025-08-01")],
      otherwise: "open")
    let regions = try RuleTable.difference(from: old, to: new).regions.map(\.region.description)
    #expect(
      regions == [
        "*, from 2025-06-01, until 2025-06-02", "*, from 2025-08-01, until 2025-08-02",
      ])
  }
}
