// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportRules

/// What a rule of a decision table gives: a value for each output, `nil` for null.
struct TableOutcome: Hashable, RuleQuantity, CustomStringConvertible {
  var values: [FactValue?]

  var description: String { values.map { $0?.description ?? "null" }.joined(separator: ", ") }

  var isNumber: Bool {
    if values.count == 1, case .decimal? = values[0] { true } else { false }
  }

  private func only() throws(RuleConflict.Reason) -> FactValue {
    guard values.count == 1, case .decimal? = values[0], let value = values[0] else {
      throw .differentKinds
    }
    return value
  }

  func ruleSum(with other: Self) throws(RuleConflict.Reason) -> Self {
    Self(values: [try only().ruleSum(with: try other.only())])
  }

  func isLessByRule(than other: Self) throws(RuleConflict.Reason) -> Bool {
    try only().isLessByRule(than: try other.only())
  }
}

/// One output of a decision table.
struct TableOutput {
  let name: String?
  /// Its values in the order of their priority; `nil` where any will do.
  let values: [FactValue]?
  private let otherwise: FactValue?

  init(_ node: DocumentNode) throws(Vector.Refusal) {
    func text(_ key: String) throws(Vector.Refusal) -> String? {
      guard let member = node.member(key), member.value != .null else { return nil }
      return try node.tableText(key)
    }
    name = try text("name")
    if let list = try text("values") {
      guard let literals = try TableCell(list).literals, !literals.isEmpty else {
        throw Vector.Refusal("invalid_table", "the values of an output are a list")
      }
      values = literals.map(Self.fact)
    } else {
      values = nil
    }
    if let text = try text("default") {
      otherwise = try Self.value(text, values)
    } else {
      otherwise = nil
    }
  }

  func value(_ text: String) throws(Vector.Refusal) -> FactValue? {
    try Self.value(text, values)
  }

  private static func value(
    _ text: String, _ values: [FactValue]?
  ) throws(Vector.Refusal) -> FactValue? {
    guard let literals = try TableCell(text).literals, literals.count == 1 else {
      throw Vector.Refusal("invalid_table", "\"\(text)\" is no value")
    }
    let value = fact(literals[0])
    if let values, !values.contains(value) {
      throw Vector.Refusal("invalid_table", "\(text) is not one of the output's values")
    }
    return value
  }

  private static func fact(_ literal: TableCell.Literal) -> FactValue {
    switch literal {
    case .number(let number): .decimal(number)
    case .text(let text): .text(text)
    case .flag(let flag): .boolean(flag)
    }
  }

  static func json(_ value: FactValue?) -> JSONValue {
    switch value {
    case .decimal(let number)?: .object([("number", .text(number.description))])
    case .boolean(let flag)?: .flag(flag)
    case .text(let text)?: .text(text)
    default: .null
    }
  }

  /// The outcome of a table none of whose rules matches; `nil` where no output has a default.
  static func defaults(_ outputs: [Self]) -> TableOutcome? {
    let values = outputs.map(\.otherwise)
    return values.allSatisfy { $0 == nil } ? nil : TableOutcome(values: values)
  }

  /// The outcomes from the highest to the lowest, output by output.
  static func order(
    _ outcomes: [TableOutcome], _ outputs: [Self], _ hitPolicy: HitPolicy
  ) throws(Vector.Refusal) -> OutcomeOrder<TableOutcome> {
    guard hitPolicy == .priority || hitPolicy == .outputOrder else { return [] }
    guard outputs.contains(where: { $0.values != nil }) else {
      throw Vector.Refusal("invalid_table", "the order of the outputs' values is missing")
    }
    func ranks(_ outcome: TableOutcome) -> [Int] {
      zip(outputs, outcome.values).map { output, value in
        value.flatMap { output.values?.firstIndex(of: $0) } ?? 0
      }
    }
    let byRank = Dictionary(grouping: Set(outcomes), by: ranks)
    return OutcomeOrder(
      levels: byRank.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value))
  }
}
