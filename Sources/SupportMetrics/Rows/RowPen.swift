// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Where the facts of a row stand in a schema, looked up once for many rows. The cases of `Fact` are
/// named like the facts and numbered from 0.
struct FactPlaces<Fact: CaseIterable & RawRepresentable<Int>>: Hashable, Sendable {
  /// By the numbers of the facts; −1 where the schema does not declare one.
  private let places: [Int]

  init(_ schema: FactSchema) {
    places = Fact.allCases.map { schema.position(of: "\($0)") ?? -1 }
  }

  subscript(fact: Fact) -> Int {
    places.indices.contains(fact.rawValue) ? places[fact.rawValue] : -1
  }
}

/// Writes one row: what is `nil`, and what a domain does not hold, stays unknown.
struct RowPen<Fact: CaseIterable & RawRepresentable<Int>> {
  private(set) var facts: Facts
  private let places: FactPlaces<Fact>

  init(_ schema: FactSchema, _ places: FactPlaces<Fact>) {
    facts = Facts(schema)
    self.places = places
  }

  init(_ subject: MetricSubject) {
    self.init(subject.schema, FactPlaces(subject.schema))
  }

  mutating func write(_ value: FactValue?, _ fact: Fact) {
    if let value { facts.record(value, at: places[fact]) }
  }

  mutating func write(_ text: String?, _ fact: Fact) { write(text.map(FactValue.text), fact) }

  mutating func write(_ id: (some Identifier)?, _ fact: Fact) { write(id?.rawValue, fact) }

  mutating func write(_ count: Int?, _ fact: Fact) {
    write(count.map { FactValue.integer(Int64($0)) }, fact)
  }

  mutating func write(_ instant: Instant?, _ fact: Fact) {
    write(instant.map(FactValue.instant), fact)
  }

  mutating func write(_ flag: Bool?, _ fact: Fact) { write(flag.map(FactValue.boolean), fact) }

  mutating func write(milliseconds: Int64?, _ fact: Fact) {
    write(milliseconds.map { FactValue.duration(milliseconds: $0) }, fact)
  }

  mutating func write(at position: Int, _ value: FactValue?) {
    facts.record(value, at: position)
  }
}
