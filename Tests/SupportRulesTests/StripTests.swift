// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import Testing

/// Small tables, of which every case is listed and looked for in the strips.
@Suite("Rules: strips along a fact hold every case, and each stretch says one thing")
struct StripTests {
  @Test("every case lies in some stretch that decides as it does", arguments: SeedCount.of(40))
  func stretches(seed: UInt64) throws {
    var tables = try RandomTables(seed: seed, fields: 3)
    let count = Int.random(in: 1...5, using: &tables.random)
    let pair = [
      try tables.table(.first, rules: count, depth: 1),
      try tables.table(.first, rules: 2, depth: 1),
    ]
    let ordered = tables.schema.fields.indices.filter { tables.schema.fields[$0].domain.isOrdered }
    for position in ordered.map(Optional.some) + [nil] {
      let found = RuleTable<Int>.strips(of: pair, along: position, steps: 100_000, limit: 1_000)
      #expect(found.isComplete)
      for strip in found.strips {
        let starts = strip.stretches.map(\.codes.lowerBound)
        #expect(starts == starts.sorted())
        if position != nil { #expect(Set(starts).count == starts.count) }
      }
      // What the tables say of each stretch.
      let told = found.strips.map { strip in
        strip.stretches.map { ($0, Self.answers(pair, $0.region.witness)) }
      }
      for facts in tables.allFacts {
        if let position, facts.code(at: position) == nil { continue }
        let answers = Self.answers(pair, facts)
        let holding = zip(found.strips, told).filter { strip, stretches in
          strip.codes.allSatisfy { place, ranges in
            facts.code(at: place).map { code in ranges.contains { $0.contains(code) } } ?? true
          }
            && stretches.contains { stretch, told in
              (position.flatMap { facts.code(at: $0) }.map(stretch.codes.contains) ?? true)
                && told == answers
            }
        }
        #expect(!holding.isEmpty, "\(facts) along \(position.map(String.init) ?? "none")")
      }
    }
  }

  private static func answers(_ tables: [RuleTable<Int>], _ facts: Facts) -> [NaiveTable.Answer] {
    tables.map { NaiveTable.answer($0, facts) }
  }

  @Test("a search that is cut off says so")
  func limits() throws {
    var tables = try RandomTables(seed: 3, fields: 4)
    let table = try tables.table(.first, rules: 8, depth: 2)
    #expect(!RuleTable<Int>.strips(of: [table], along: nil, steps: 1, limit: 1_000).isComplete)
    #expect(!RuleTable<Int>.strips(of: [], along: nil, steps: 1_000, limit: 1_000).isComplete)
  }
}
