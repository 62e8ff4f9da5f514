// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportRules
import Testing

@Suite("Metrics: laws of definitions")
struct DefinitionLawTests {
  /// Definitions without a problem, of one seed.
  static func sound(_ seed: UInt64, _ count: Int) throws -> [MetricDefinition] {
    let subject = try #require(RandomDefinition.subject)
    var random = RandomDefinition(seed: seed)
    var found: [MetricDefinition] = []
    var tries = 0
    while found.count < count, tries < count * 20 {
      tries += 1
      var definition = random.definition()
      definition.id = MetricID("m\(found.count)")
      if definition.problems(in: subject).isEmpty { found.append(definition) }
    }
    #expect(found.count == count, "seed \(seed): only \(found.count) of \(tries) are sound")
    return found
  }

  @Test("what is written is read as the same", arguments: UInt64(1)...6)
  func roundTrip(seed: UInt64) throws {
    let subject = try #require(RandomDefinition.subject)
    let definitions = try Self.sound(seed, 10)
    let book = try MetricBook("law", subjects: [subject], definitions)
    #expect(try MetricBook(book.json) == book, "seed \(seed)")
    let coded = try JSONDecoder().decode([MetricBook].self, from: JSONEncoder().encode([book]))
    #expect(coded == [book], "seed \(seed)")
    for definition in definitions {
      #expect(
        try MetricDefinition(definition.json, subjects: [subject]) == definition, "seed \(seed)")
    }
  }

  @Test(
    "what is sound is told in signs and both languages, and has a unit", arguments: UInt64(1)...6)
  func told(seed: UInt64) throws {
    let subject = try #require(RandomDefinition.subject)
    for definition in try Self.sound(seed &+ 100, 10) {
      #expect(!definition.formula.isEmpty && definition.measure.unit(in: subject) != nil)
      let english = definition.formula(in: .english)
      let chinese = definition.formula(in: .simplifiedChinese)
      #expect(!english.isEmpty && english != chinese, "seed \(seed)")
      #expect(english.split(separator: "\n").count == chinese.split(separator: "\n").count)
    }
  }

  @Test(
    "what is sound can be counted by the engine, what is not is refused by it",
    arguments: UInt64(1)...6)
  func planned(seed: UInt64) throws {
    let subject = try #require(RandomDefinition.subject)
    var random = RandomDefinition(seed: seed &+ 200)
    for _ in 0..<10 {
      let definition = random.definition()
      let isSound = definition.problems(in: subject).isEmpty
      let plan = try? MetricPlan(of: subject, [definition], by: .day)
      #expect((plan != nil) == isSound, "seed \(seed): \(definition)")
    }
  }

  @Test("two formulas that print the same compute the same", arguments: UInt64(1)...3)
  func distinct(seed: UInt64) throws {
    var seen: [String: MetricMeasure] = [:]
    for definition in try Self.sound(seed &+ 300, 15) {
      let measure = definition.measure
      if let other = seen[measure.formula] {
        #expect(other.kind == measure.kind, "seed \(seed): \(measure.formula)")
      }
      seen[measure.formula] = measure
    }
  }
}
