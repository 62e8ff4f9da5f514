// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Columns of numbers and names: how tallies are written.
extension DocumentNode {
  /// Reads a list of whole numbers within bounds.
  func integers(
    in bounds: ClosedRange<Int64>, _ problems: inout Problems
  ) -> [Int64]? {
    values(&problems) { $0.integer(in: bounds, &$1) }
  }

  /// Reads a list of counts, each at least 1 unless told otherwise, no more than 2⁶¹ in all.
  func counts(from least: Int64 = 1, _ problems: inout Problems) -> [Int]? {
    guard let counts = integers(in: least...Int64.max, &problems) else { return nil }
    guard counts.reduce(0, { $0 + Int128($1) }) <= Int128(ValueRuns.most) else {
      problems.report("the counts are more than \(ValueRuns.most) together", at: self)
      return nil
    }
    return counts.map { Int($0) }
  }

  /// Reads a list of different names.
  func differentNames(_ problems: inout Problems) -> [String]? {
    guard let names = values(&problems, { $0.string(&$1) }) else { return nil }
    guard Set(names).count == names.count else {
      problems.report("a name comes twice", at: self)
      return nil
    }
    return names
  }

  /// Reports that two columns have different lengths.
  func refuse(_ count: Int, insteadOf expected: Int, _ problems: inout Problems) {
    problems.report("there are \(count) of them, \(expected) are expected", at: self)
  }

  /// Reads counts by name from an object with the columns `names` and `counts`.
  static func countsByName(
    _ object: inout DocumentObject, _ problems: inout Problems
  ) -> [String: Int]? {
    let names = object.required("names", &problems)?.differentNames(&problems)
    let node = object.required("counts", &problems)
    let counts = node?.counts(&problems)
    guard let names, let node, let counts else { return nil }
    guard names.count == counts.count else {
      node.refuse(counts.count, insteadOf: names.count, &problems)
      return nil
    }
    return Dictionary(zip(names, counts)) { first, _ in first }
  }
}

extension DocumentForm {
  /// A list of whole numbers.
  static func integers(_ values: some Sequence<Int64>) -> Self {
    .list(values.map { .integer($0) })
  }

  /// A whole number of up to 128 bits; one of more digits than a document's number has is a text.
  static func whole(_ value: Int128) -> Self {
    ExactDecimal(significand: value, scale: 0).map(Self.number) ?? .text("\(value)")
  }

  /// A list of counts.
  static func counts(_ counts: some Sequence<Int>) -> Self {
    .list(counts.map { .integer(Int64($0)) })
  }

  /// Counts by name, as the columns `names` and `counts` in the order of the names.
  static func countsByName(_ counts: [String: Int]) -> [Member] {
    let sorted = counts.map { (name: $0.key.canonical, count: $0.value) }
      .sorted { $0.name < $1.name }
    return [
      Member("names", .texts(sorted.map(\.name))), Member("counts", .counts(sorted.map(\.count))),
    ]
  }
}
