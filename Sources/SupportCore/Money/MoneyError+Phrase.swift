// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension MoneyError {
  /// What is wrong, as words inside a sentence.
  package var phrase: Explanation.Operand.Value {
    func told(
      _ name: String, _ operands: Explanation.Operand...
    ) -> Explanation.Operand.Value {
      .phrase(Self.words.code(name), operands)
    }
    switch self {
    case .overflow(let operation):
      return told("overflow", .init("operation", .text(operation)))
    case .differentCurrencies(let one, let other) where one.code == other.code:
      return told(
        "differentDecimals", .init("currency", .text(one.code)),
        .init("one", count: one.minorUnitDigits), .init("other", count: other.minorUnitDigits))
    case .differentCurrencies(let one, let other):
      return told(
        "differentCurrencies", .init("one", .text(one.code)), .init("other", .text(other.code)))
    case .inexact(let sum, let rule):
      return told("inexact", .init("sum", sum.operand), .init("step", count: rule.step))
    case .inexactAmount(let amount, let currency, let rule):
      return told(
        "inexact", .init("sum", .text("\(amount) \(currency)")), .init("step", count: rule.step))
    case .divisionByZero(let operation):
      return told("divisionByZero", .init("operation", .text(operation)))
    }
  }

  static let words = PhraseTable(
    "money.error",
    [
      ("overflow", "{operation} is too large for a sum of money", "{operation} 超出金额范围"),
      ("differentCurrencies", "{one} and {other} do not mix", "{one} 与 {other} 不能混算"),
      (
        "differentDecimals", "{currency} with {one} and with {other} decimals do not mix",
        "{currency} 的 {one} 位小数与 {other} 位小数不能混算"
      ),
      (
        "inexact", "{sum} is no whole number of steps of {step} minor units",
        "{sum} 不是 {step} 个最小货币单位的整数倍"
      ),
      ("divisionByZero", "{operation}: nothing can be divided by 0", "{operation}：不能除以 0"),
    ])
}
