// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension FactValue {
  /// Reads a value that a field can have, or reports why it cannot.
  ///
  /// Names, texts, dates and instants are text; whole numbers and decimals are numbers; money is an
  /// amount in text, `"5000.00"`, in the currency of the field; durations are text, `"48 h"`; flags
  /// are a list.
  public init?(reading node: DocumentNode, _ field: FactField, _ problems: inout Problems) {
    self.init(reading: node, field.domain, &problems)
  }

  init?(reading node: DocumentNode, _ domain: FactField.Domain, _ problems: inout Problems) {
    guard let value = Self.value(node, domain, &problems) else { return nil }
    if let objection = domain.objection(to: value) {
      problems.report("\(value) \(objection)", at: node)
      return nil
    }
    self = value
  }

  private static func value(
    _ node: DocumentNode, _ domain: FactField.Domain, _ problems: inout Problems
  ) -> FactValue? {
    switch domain {
    case .choice(let names), .ordered(let names):
      // Long lists of names are common: nothing is made of them unless a name is wrong.
      if case .string(let text) = node.value, let place = names.firstIndex(of: text) {
        return .text(names[place])
      }
      return node.oneOf(names.map { ($0, FactValue.text($0)) }, &problems)
    case .text: return node.string(&problems).map(FactValue.text)
    case .integer(let bounds, _): return node.integer(in: bounds, &problems).map(FactValue.integer)
    case .decimal: return node.decimal(&problems).map(FactValue.decimal)
    case .money(let currency, _):
      return node.text(&problems) { text throws(TextError) in
        try Self.money(text, currency)
      }
    case .duration:
      return node.text(&problems) { text throws(TextError) in
        .duration(milliseconds: try ElapsedText.milliseconds(text))
      }
    case .instant:
      return node.text(&problems) { text throws(TextError) in .instant(try Instant(text)) }
    case .date:
      return node.text(&problems) { text throws(TextError) in .date(try CivilDate(text)) }
    case .boolean: return node.boolean(&problems).map(FactValue.boolean)
    case .flags(let names):
      let choices = names.map { (name: $0, value: $0) }
      // The same flags are the same value, in whatever order they are written.
      return node.values(&problems) { $0.oneOf(choices, &$1) }
        .map { flags in .flags(names.filter(flags.contains)) }
    }
  }

  private static func money(_ text: String, _ currency: Currency) throws(TextError) -> FactValue {
    let number = try ExactDecimal(text)
    guard let minorUnits = number.exactInteger(decimals: currency.minorUnitDigits) else {
      throw TextError(
        expected: "amount in \(currency)", text: text,
        reason: "it has more than \(currency.minorUnitDigits) decimals or is too large")
    }
    return .money(Money(minorUnits: minorUnits, currency: currency))
  }
}
