// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import ExampleSupport
import SupportCore

/// Answers vectors about money.
struct MoneyVectors: VectorAnswers {
  typealias Refusal = Vector.Refusal

  mutating func answer(_ vector: Vector) throws(Refusal) -> JSONValue {
    let op = try vector.text("op")
    guard let answer = Self.answers[op] else {
      throw Refusal("unsupported", "the library has no operation \"\(op)\"")
    }
    let input = try MoneyInput(vector)
    do {
      return try answer(input)
    } catch let refusal as Refusal {
      throw refusal
    } catch let error as MoneyError {
      throw Refusal(error)
    } catch let error as AllocationError {
      throw Refusal(error)
    } catch let error as CurrencyError {
      throw Refusal("unknown_currency", error.description)
    } catch {
      throw Refusal("invalid_input", "\(error)")
    }
  }

  private static let answers: [String: @Sendable (MoneyInput) throws -> JSONValue] = [
    "make": { json(try $0.sum().money) },
    "to_minor": { minor(try $0.sum().money.minorUnits) },
    "add": { try combined($0, negated: false) },
    "subtract": { try combined($0, negated: true) },
    "multiply": multiplied, "divide": divided, "divmod": dividedWithRemainder,
    "allocate": allocated, "split": split,
    "round_to": rounded, "round_cash": roundedCash, "round_minor_to_unit": roundedToUnit,
    "round_int": roundedNumber,
    "div_round_int": {
      value(String(try $0.whole("a").divided(by: try $0.whole("b"), $0.rule)))
    },
    "currency_minor_units": minorUnits,
    "int64_add": { minor(try units($0).0 + (try units($0).1)) },
    "int64_sub": { minor(try units($0).0 - (try units($0).1)) },
    "int64_mul": { minor(try unit($0) * $0.whole("by")) },
    "int64_div": dividedUnits,
    "int64_neg": { minor(try -unit($0)) },
    "int64_abs": { minor(try unit($0).magnitude()) },
    "sum_minor": summed,
  ]

  // MARK: Answers

  private static func json(_ money: Money) -> JSONValue {
    .object([("currency", .text(money.currency.code)), ("amount", .text(money.amountText))])
  }

  private static func minor(_ units: Int64) -> JSONValue {
    .object([("minor", .text(String(units)))])
  }

  private static func minor(_ money: Money) -> JSONValue { minor(money.minorUnits) }

  private static func value(_ text: String) -> JSONValue { .object([("value", .text(text))]) }

  /// The result as money of the operand's scale; of an automatic one, with as few decimals as it takes.
  private static func finished(
    _ sum: ExactMoney, _ input: MoneyInput, isAutomatic: Bool
  ) throws -> JSONValue {
    if isAutomatic {
      for digits in 0...18 {
        let currency = try Currency(code: sum.currency.code, minorUnitDigits: digits)
        if let money = (try? sum.counted(in: currency))?.exactly { return json(money) }
      }
    }
    return json(try sum.rounded(input.rule))
  }

  // MARK: Arithmetic

  private static func combined(_ input: MoneyInput, negated: Bool) throws -> JSONValue {
    let (left, right) = (try input.bareNumber("a"), try input.bareNumber("b"))
    switch (left, right) {
    case (nil, nil):
      let (one, other) = (try input.sum("a"), try input.sum("b"))
      let isAutomatic = one.isAutomatic && other.isAutomatic
      var (left, right) = (ExactMoney(one.money), ExactMoney(other.money))
      if isAutomatic { (left, right) = try aligned(left, right) }
      return try finished(negated ? left - right : left + right, input, isAutomatic: isAutomatic)
    case (nil, let number?):
      let sum = try input.sum("a")
      let amount = try ExactDecimal(sum.money.amountText)
      return try finished(amount.sum(with: try signed(number, negated)), sum, input)
    case (let number?, nil):
      let sum = try input.sum("b")
      let amount = try ExactDecimal(sum.money.amountText)
      return try finished(number.sum(with: try signed(amount, negated)), sum, input)
    default: throw Refusal("invalid_input", "one of \"a\" and \"b\" must be money")
    }
  }

  private static func signed(_ number: ExactDecimal, _ isNegated: Bool) throws -> ExactDecimal {
    guard isNegated else { return number }
    return try checked(ExactDecimal(significand: -number.significand, scale: number.scale))
  }

  private static func checked(_ number: ExactDecimal?) throws -> ExactDecimal {
    guard let number else { throw Refusal("overflow", "it takes more than 38 digits") }
    return number
  }

  /// The result as an amount, with the scale of the operand.
  private static func finished(
    _ amount: ExactDecimal?, _ sum: MoneyInput.Sum, _ input: MoneyInput
  ) throws -> JSONValue {
    let amount = try checked(amount)
    var currency = sum.money.currency
    if sum.isAutomatic { currency = try MoneyInput.currency(currency.code, scale: amount.scale) }
    return json(try Money(amount, currency, input.rule))
  }

  /// Two sums of automatic scale in the larger of both.
  private static func aligned(
    _ one: ExactMoney, _ other: ExactMoney
  ) throws -> (ExactMoney, ExactMoney) {
    guard one.currency.code == other.currency.code else { return (one, other) }
    return one.currency.minorUnitDigits < other.currency.minorUnitDigits
      ? (try one.counted(in: other.currency), other) : (one, try other.counted(in: one.currency))
  }

  @Sendable
  private static func multiplied(_ input: MoneyInput) throws -> JSONValue {
    let sum = try input.sum("a")
    let rate: Rate
    do throws(Refusal) {
      rate = try MoneyInput.rate(try input.field("by"), "by")
    } catch {
      // A decimal of more digits than a rate has.
      guard let number = try? input.number("by") else { throw error }
      let amount = try ExactDecimal(sum.money.amountText)
      guard let product = amount.product(with: number) else { throw error }
      return try finished(product, sum, input)
    }
    return try finished(sum.money * rate, input, isAutomatic: sum.isAutomatic)
  }

  @Sendable
  private static func divided(_ input: MoneyInput) throws -> JSONValue {
    let sum = try input.sum("a")
    let rate = try MoneyInput.rate(try input.field("by"), "by")
    return try finished(try sum.money / rate, input, isAutomatic: sum.isAutomatic)
  }

  @Sendable
  private static func dividedWithRemainder(_ input: MoneyInput) throws -> JSONValue {
    let money = try input.sum("a").money
    if let whole = try MoneyInput.number(input.field("by"), "by").exactInteger() {
      let (quotient, remainder) = try money.quotientAndRemainder(dividingBy: whole)
      return .object([("quotient", json(quotient)), ("remainder", json(remainder))])
    }
    let rate = try MoneyInput.rate(try input.field("by"), "by")
    let quotient = try (money / rate).rounded(RoundingRule(.towardZero))
    let remainder = try ExactMoney(money) - quotient * rate
    return .object([
      ("quotient", json(quotient)),
      ("remainder", json(try remainder.rounded(RoundingRule(.exact)))),
    ])
  }

  // MARK: Giving out

  private static func remainder(_ input: MoneyInput) throws -> Allocation.Remainder {
    switch try input.text("remainder_to") {
    case "first": return .first
    case "largest_remainder": return .largestRemainder
    case "largest_ratio": return .largestRatio
    case "separate": return .separate
    case let other:
      throw Refusal("unsupported", "\"remainder_to\": nothing gives the remainder to \(other)")
    }
  }

  private static func json(_ allocation: Allocation, isSeparate: Bool) -> JSONValue {
    let parts = JSONValue.list(allocation.parts.map { .text($0.amountText) })
    guard isSeparate else { return .object([("parts", parts)]) }
    return .object([("parts", parts), ("remainder", .text(allocation.remainder.amountText))])
  }

  @Sendable
  private static func allocated(_ input: MoneyInput) throws -> JSONValue {
    let money = try input.sum("money").money
    let ratios = try input.list("ratios").map { try MoneyInput.rate($0, "ratios") }
    let remainder = try remainder(input)
    return json(
      try money.allocated(by: ratios, remainder: remainder), isSeparate: remainder == .separate)
  }

  @Sendable
  private static func split(_ input: MoneyInput) throws -> JSONValue {
    let money = try input.sum("money").money
    let remainder = try remainder(input)
    let parts = Int(try input.whole("parts"))
    return json(
      try money.split(into: parts, remainder: remainder), isSeparate: remainder == .separate)
  }

  // MARK: Rounding

  @Sendable
  private static func rounded(_ input: MoneyInput) throws -> JSONValue {
    let (number, currency, _) = try MoneyInput.amount(try input.field("money"))
    let scale: Int
    switch input.member("to_scale")?.value {
    case nil: scale = currency.minorUnitDigits
    case .string("auto"): scale = number.scale
    default: scale = Int(try input.whole("to_scale"))
    }
    guard scale >= -18 else { throw Refusal("unsupported", "\(scale) is below -18") }
    let target = try MoneyInput.currency(currency.code, scale: max(scale, 0))
    var (step, overflow) = (try step(input, target), false)
    for _ in 0..<max(-scale, 0) where !overflow {
      (step, overflow) = step.multipliedReportingOverflow(by: 10)
    }
    if overflow { throw Refusal("overflow", "the step takes more than 64 bits") }
    return json(try Money(number, target, try input.rule(step: step)))
  }

  /// A step in minor units, or as an amount where it has a decimal point.
  private static func step(_ input: MoneyInput, _ currency: Currency) throws -> Int64 {
    guard let node = input.member("to_step") else { return 1 }
    let number = try MoneyInput.number(node, "to_step")
    var text = ""
    if case .string(let written) = node.value { text = written }
    if number.scale == 0, !text.contains(".") { return try MoneyInput.whole(node, "to_step") }
    return try Money(number, currency, RoundingRule(.exact)).minorUnits
  }

  @Sendable
  private static func roundedCash(_ input: MoneyInput) throws -> JSONValue {
    let rule = try input.rule(step: try input.whole("smallest_denomination_minor"))
    return minor(try unit(input).rounded(rule))
  }

  @Sendable
  private static func roundedToUnit(_ input: MoneyInput) throws -> JSONValue {
    let power = try input.whole("unit_pow10")
    guard (0...ExactDecimal.maximumDigits).contains(Int(power)) else {
      throw Refusal("unsupported", "\"unit_pow10\": \(power) is outside 0 ... 38")
    }
    let money = try unit(input)
    if power > 18 {
      // No step of 64 bits is so wide, and nothing but zero is a multiple of it.
      let parts = ExactDecimal(significand: Int128(money.minorUnits), scale: Int(power))
      guard let whole = parts?.rounded(input.rule.direction) else {
        throw Refusal("precision_loss", "\(money) is no whole number of units")
      }
      guard whole == .zero else { throw Refusal("overflow", "it takes more than 64 bits") }
      return minor(0)
    }
    var step: Int64 = 1
    for _ in 0..<power { step *= 10 }
    return minor(try money.rounded(try input.rule(step: step)))
  }

  @Sendable
  private static func roundedNumber(_ input: MoneyInput) throws -> JSONValue {
    let number = try input.number("value")
    guard let whole = number.rounded(input.rule.direction) else {
      throw Refusal("precision_loss", "\(number) is not whole")
    }
    return value(whole.description)
  }

  // MARK: Minor units

  @Sendable
  private static func minorUnits(_ input: MoneyInput) throws -> JSONValue {
    let entry = try CurrencyTable.iso4217.entry(try input.text("currency"))
    return .object([("minor_units", entry.minorUnitDigits.map { .integer($0) } ?? .null)])
  }

  private static func unit(_ input: MoneyInput) throws -> Money {
    Money(minorUnits: try input.whole("minor"), currency: try input.unitCurrency())
  }

  private static func units(_ input: MoneyInput) throws -> (Money, Money) {
    let one = try unit(input)
    return (one, Money(minorUnits: try input.whole("by"), currency: one.currency))
  }

  /// Cut off toward zero like a division of integers, unless a rounding is asked for.
  @Sendable
  private static func dividedUnits(_ input: MoneyInput) throws -> JSONValue {
    let divisor = try input.whole("by")
    guard input.isRounded else {
      return minor(try unit(input).quotientAndRemainder(dividingBy: divisor).quotient)
    }
    return minor(try unit(input).minorUnits.divided(by: divisor, input.rule))
  }

  @Sendable
  private static func summed(_ input: MoneyInput) throws -> JSONValue {
    let currency = try input.unitCurrency()
    let sums = try input.list("minors").map {
      Money(minorUnits: try MoneyInput.whole($0, "minors"), currency: currency)
    }
    return minor(try Money.sum(sums, in: currency))
  }
}
