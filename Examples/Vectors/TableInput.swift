// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore
import SupportRules

/// One input of a decision table: the field of a schema that stands for it.
struct TableInput {
  enum Kind: String {
    case number, string, boolean
  }

  let name: String
  let kind: Kind
  let field: FactField
  private let allowed: TableCell
  private let numbers: NumberScale?

  /// - Parameters:
  ///   - node: `{"expr", "type", "values"}`.
  ///   - position: The place of the input; the field is named by it, since names are free.
  ///   - cells: The cells of all rules for it.
  ///   - given: The numbers among the facts to decide.
  /// - Throws: A refusal of the whole table.
  init(
    _ node: DocumentNode, position: Int, cells: [TableCell], given: [ExactDecimal]
  ) throws(Vector.Refusal) {
    name = try node.tableText("expr")
    guard let kind = Kind(rawValue: try node.tableText("type")) else {
      throw Vector.Refusal("invalid_table", "\"type\" is number, string or boolean")
    }
    self.kind = kind
    let values = node.member("values")
    if let values, values.value != .null {
      guard case .string(let text) = values.value else {
        throw Vector.Refusal("invalid_table", "\"values\" is a cell")
      }
      allowed = try TableCell(text)
    } else {
      allowed = try TableCell("-")
    }
    for cell in cells + [allowed] { try Self.check(cell, kind) }
    let field = "in\(position)"
    switch kind {
    case .boolean:
      numbers = nil
      self.field = FactField(field, .boolean)
    case .string:
      numbers = nil
      let names = (allowed.literals ?? []).compactMap { literal -> String? in
        if case .text(let text) = literal { text } else { nil }
      }
      self.field = FactField(field, names.isEmpty ? .text : .choice(names.uniqued))
    case .number:
      let scale = try NumberScale(cells.flatMap(\.numbers) + allowed.numbers, given, allowed)
      numbers = scale
      self.field = FactField(field, scale.domain)
    }
  }

  private static func check(_ cell: TableCell, _ kind: Kind) throws(Vector.Refusal) {
    for test in cell.tests {
      switch (test, kind) {
      case (.equals(.number), .number), (.equals(.text), .string), (.equals(.flag), .boolean),
        (.range, .number):
        continue
      default: throw Vector.Refusal("invalid_table", "a cell is not of the type \(kind.rawValue)")
      }
    }
  }

  // MARK: Cells

  /// The condition of a cell; `nil` where anything will do.
  func condition(_ cell: TableCell) -> Condition? {
    if cell.isAnything { return nil }
    let parts = cell.tests.map(condition)
    let condition = parts.count == 1 ? parts[0] : .any(parts)
    return cell.isNegated ? .not(condition) : condition
  }

  private func condition(_ test: TableCell.Test) -> Condition {
    switch test {
    case .equals(.flag(let flag)): return .equals(field.name, .boolean(flag))
    case .equals(.text(let text)):
      return field.domain.contains(.text(text)) ? .equals(field.name, .text(text)) : never
    case .equals(.number(let number)):
      let end = TableCell.End(number: number, isIncluded: true)
      return numbers?.condition(field.name, end, end) ?? never
    case .range(let lower, let upper):
      return numbers?.condition(field.name, lower, upper) ?? never
    }
  }

  /// Asks for a value that the input cannot have: never true, and not known where the input is not.
  private var never: Condition {
    switch field.domain {
    case .choice(let names): .not(.isOneOf(field.name, names.map(FactValue.text)))
    default: .all([.equals(field.name, "a"), .equals(field.name, "b")])
    }
  }

  // MARK: Facts

  /// The fact for a value of a case; `nil` where it is not known.
  func fact(_ node: DocumentNode?) throws(Vector.Refusal) -> FactValue? {
    guard let node, node.value != .null else { return nil }
    let fact: FactValue?
    switch (kind, node.value) {
    case (.boolean, .boolean(let flag)): fact = .boolean(flag)
    case (.string, .string(let text)): fact = .text(text)
    case (.number, .object):
      guard let number = node.tableNumber else {
        throw Vector.Refusal("invalid_input", "\(name): a number is {\"number\": text}")
      }
      fact = allowed.accepts(number) ? numbers?.fact(number) : nil
    default: throw Vector.Refusal("invalid_input", "\(name) is not of the type \(kind.rawValue)")
    }
    guard let fact, field.domain.contains(fact), accepts(fact) else {
      throw Vector.Refusal("outside_domain", "\(name) is not one of its values")
    }
    return fact
  }

  /// Booleans may be limited to one of the two.
  private func accepts(_ fact: FactValue) -> Bool {
    guard case .boolean(let flag) = fact, let literals = allowed.literals, !literals.isEmpty
    else { return true }
    return literals.contains(.flag(flag))
  }

  /// A fact in the form of the vectors.
  func json(_ fact: FactValue?) -> JSONValue {
    switch fact {
    case .boolean(let flag): .flag(flag)
    case .text(let text): .text(text)
    case let fact?:
      .object([("number", .text(numbers?.number(fact).description ?? fact.words))])
    case nil: .null
    }
  }
}

extension DocumentNode {
  /// The text of a member of a table.
  func tableText(_ key: String) throws(Vector.Refusal) -> String {
    guard case .string(let text)? = member(key)?.value else {
      throw Vector.Refusal("invalid_table", "\"\(key)\" must be text")
    }
    return text
  }

  /// The number of `{"number": "64.32"}`.
  var tableNumber: ExactDecimal? {
    guard case .object(let members) = value, members.count == 1,
      case .string(let text)? = member("number")?.value
    else { return nil }
    var reader = CellReader(text)
    let number = try? reader.number()
    return reader.isAtEnd ? number : nil
  }
}

extension Array where Element: Hashable {
  /// Each element once, in the order of the first of its kind.
  fileprivate var uniqued: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
