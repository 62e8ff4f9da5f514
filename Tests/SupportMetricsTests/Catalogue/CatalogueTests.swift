// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMetrics
import SupportRules
import SupportSLA
import Testing

@Suite("Metrics: the catalogue")
struct CatalogueTests {
  static func subject(of definition: MetricDefinition) throws -> MetricSubject {
    if definition.family == "attainment" {
      return try MetricSubject.tickets(promising: [.firstReply])
    }
    return try #require(MetricSubject.all.first { $0.name == definition.subject })
  }

  @Test("every name stands once, and every entry is found by it")
  func names() {
    let ids = MetricCatalogue.entries.map(\.id)
    #expect(Set(ids).count == ids.count && ids.count >= 90)
    for id in ids { #expect(MetricCatalogue.entry(id)?.id == id) }
    #expect(MetricCatalogue.entry("serviceLevel.F7") == nil)
  }

  @Test("variants of one notion stand side by side")
  func families() {
    #expect(MetricCatalogue.families.count >= 20)
    #expect(
      MetricCatalogue.family("serviceLevel").map(\.id) == [
        "serviceLevel.F0", "serviceLevel.F1", "serviceLevel.F2", "serviceLevel.F3",
        "serviceLevel.F4", "serviceLevel.F5", "serviceLevel.F6", "serviceLevel.cisco.ignored",
        "serviceLevel.cisco.negative", "serviceLevel.cisco.positive", "connectRate",
      ])
    #expect(MetricCatalogue.family("abandonment").count == 3)
    #expect(MetricCatalogue.family("repeatComplaints").count == 2)
    #expect(MetricCatalogue.family("satisfaction").count == 8)
    #expect(
      MetricCatalogue.families.allSatisfy { !MetricCatalogue.family($0).isEmpty })
  }

  @Test("every entry can be counted", arguments: MetricCatalogue.entries)
  func sound(_ entry: MetricCatalogue.Entry) throws {
    let subject = try Self.subject(of: entry.example)
    #expect(entry.example.problems(in: subject) == [])
    #expect(entry.example.findings(in: subject) == [])
    #expect(entry.example.measure.unit(in: subject) != nil)
  }

  @Test(
    "every entry has a title in two languages, a source and a family",
    arguments: MetricCatalogue.entries)
  func told(_ entry: MetricCatalogue.Entry) throws {
    let definition = entry.example
    #expect(!definition.title.english.isEmpty)
    #expect(definition.title.simplifiedChinese.unicodeScalars.contains { $0.value > 0x4E00 })
    #expect(!definition.title.simplifiedChinese.contains { "(),:;".contains($0) })
    #expect(try #require(definition.source).count > 3)
    #expect(try #require(definition.family).isEmpty == false)
  }

  @Test(
    "every entry prints its formula in signs, in English and in Chinese",
    arguments: MetricCatalogue.entries)
  func printed(_ entry: MetricCatalogue.Entry) {
    let definition = entry.example
    let english = definition.formula(in: .english)
    let chinese = definition.formula(in: .simplifiedChinese)
    #expect(!definition.formula.isEmpty && english != chinese)
    #expect(!english.contains("{") || definition.formula.contains("{"))
    #expect(!chinese.contains("{"))
    #expect(english.hasPrefix("\(definition.title.english) (\(definition.id)): "))
    #expect(chinese.hasPrefix("\(definition.title.simplifiedChinese)（\(definition.id)）："))
    #expect(english.contains("source: ") && chinese.contains("出处："))
  }

  @Test("no two entries print the same formula for the same rows")
  func different() {
    var seen: [String: MetricID] = [:]
    for entry in MetricCatalogue.entries {
      let definition = entry.example
      let dates = definition.date.map { "\($0)" } ?? ""
      let groups = definition.grouping.joined(separator: ",")
      let text = "\(definition.subject) \(definition.formula) \(dates) \(groups)"
      if let other = seen[text] {
        Issue.record("\(entry.id) says the same as \(other): \(text)")
      }
      seen[text] = entry.id
    }
  }

  @Test("every entry stands in the documentation with its formula, its parameters and its source")
  func documented() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let page = try String(
      contentsOf: root.appending(path: "Documentation/metrics.md"), encoding: .utf8)
    let lines = Set(page.split(separator: "\n").map(String.init))
    for entry in MetricCatalogue.entries {
      let formula = entry.example.formula.replacing("|", with: "\\|")
      let parameters = entry.parameters.map { $0.isRequired ? "`\($0.name)`" : "(`\($0.name)`)" }
        .joined(separator: ", ")
      let source = try #require(entry.example.source)
      let line = "| `\(entry.id)` | `\(formula)` | \(parameters) | \(source) |"
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test("an entry refuses parameters that are missing, unknown, of the wrong kind or out of bounds")
  func arguments() throws {
    let level = try #require(MetricCatalogue.entry("serviceLevel.F5"))
    #expect(level.parameters.map(\.name) == ["within", "short", "strict"])
    let error = try #require(throws: DocumentError.self) {
      try level.definition(["witin": .duration(.seconds(20)), "short": .number(5)])
    }
    #expect(error.problems.map(\.path) == ["within", "short", "witin"])
    #expect(error.problems.last?.suggestion == "within")
    #expect(throws: DocumentError.self) {
      try level.definition([
        "within": .duration(.seconds(-1)), "short": .duration(.seconds(5)),
      ])
    }
    #expect(
      try level.definition(["within": .duration(.seconds(20)), "short": .duration(.seconds(5))])
        == .serviceLevel(.f5, within: .seconds(20)))
    let quantile = try #require(MetricCatalogue.entry("waitQuantile"))
    #expect(throws: DocumentError.self) {
      try quantile.definition(["share": .share(try Rate("101%"))])
    }
  }

  @Test("a strict threshold leaves out the wait that is exactly as long")
  func strict() throws {
    var row = MetricSubject.contacts.row
    try row.set("outcome", to: "answered")
    try row.set("wait", to: .duration(milliseconds: 20_000))
    for (isStrict, truth) in [(false, Truth.yes), (true, .no)] {
      for reading in MetricDefinition.ServiceLevelReading.allCases {
        let definition = MetricDefinition.serviceLevel(
          reading, within: .seconds(20), isStrict: isStrict)
        guard case .share(let part, let whole) = definition.measure else {
          Issue.record("\(definition.id) is no share")
          continue
        }
        #expect(part.holds(for: row) == truth)
        #expect(whole.holds(for: row) == .yes)
      }
    }
  }
}
