// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The input of a vector about money.
struct MoneyInput {
  typealias Refusal = Vector.Refusal

  /// Money, and whether its scale is as many decimals as its text has.
  struct Sum {
    var money: Money
    var isAutomatic: Bool
  }

  private let node: DocumentNode
  /// How results are rounded; `nil` where they have to be exact.
  private let direction: RoundingRule.Direction?

  init(_ vector: Vector) throws(Refusal) {
    node = try vector.field("input")
    guard case .object = node.value else {
      throw Refusal("invalid_input", "\"input\" must be an object")
    }
    direction = try Self.direction(vector.node.member("rounding"))
  }

  private static let directions: [String: RoundingRule.Direction] = [
    "toward_zero": .towardZero, "away_from_zero": .awayFromZero, "ceiling": .up, "floor": .down,
    "half_even": .halfEven, "half_odd": .halfOdd, "half_away_from_zero": .halfAwayFromZero,
    "half_toward_zero": .halfTowardZero, "half_up_to_positive": .halfUp,
    "half_down_to_negative": .halfDown, "unnecessary": .exact,
  ]

  private static func direction(_ node: DocumentNode?) throws(Refusal) -> RoundingRule.Direction? {
    switch node?.value {
    case nil, .null?: return nil
    case .string(let name)?:
      if let direction = directions[name] { return direction }
      throw Refusal("invalid_input", "\"rounding\": \(name) is no direction")
    default: throw Refusal("invalid_input", "\"rounding\" must be text")
    }
  }

  // MARK: Rounding

  /// Results are exact unless a rounding is asked for.
  var rule: RoundingRule { RoundingRule(direction ?? .exact) }

  func rule(step: Int64) throws(Refusal) -> RoundingRule {
    guard step >= 1 else { throw Refusal("invalid_input", "a step of \(step) is below 1") }
    return RoundingRule(direction ?? .exact, step: step)
  }

  /// Whether a rounding is asked for.
  var isRounded: Bool { direction != nil }

  // MARK: Fields

  func member(_ name: String) -> DocumentNode? {
    guard let field = node.member(name) else { return nil }
    if case .null = field.value { return nil }
    return field
  }

  func field(_ name: String) throws(Refusal) -> DocumentNode {
    guard let field = member(name) else {
      throw Refusal("missing_field", "\"\(name)\" is missing")
    }
    return field
  }

  func text(_ name: String) throws(Refusal) -> String {
    guard case .string(let text) = try field(name).value else {
      throw Refusal("invalid_input", "\"\(name)\" must be text")
    }
    return text
  }

  func list(_ name: String) throws(Refusal) -> [DocumentNode] {
    guard case .array(let elements) = try field(name).value else {
      throw Refusal("invalid_input", "\"\(name)\" must be a list")
    }
    return elements
  }

  func whole(_ name: String) throws(Refusal) -> Int64 {
    try Self.whole(try field(name), name)
  }

  /// A whole number of 64 bits, as text or as a number.
  static func whole(_ node: DocumentNode, _ name: String) throws(Refusal) -> Int64 {
    let number = try number(node, name)
    guard number.scale == 0 else {
      throw Refusal("invalid_input", "\"\(name)\": \(number) is not whole")
    }
    guard let whole = number.exactInteger() else {
      throw Refusal("overflow", "\"\(name)\": \(number) takes more than 64 bits")
    }
    return whole
  }

  func number(_ name: String) throws(Refusal) -> ExactDecimal {
    try Self.number(try field(name), name)
  }

  static func number(_ node: DocumentNode, _ name: String) throws(Refusal) -> ExactDecimal {
    switch node.value {
    case .number(let number): return number
    case .string(let text):
      do throws(TextError) {
        return try ExactDecimal(text)
      } catch {
        let isTooLong = error.reason.hasPrefix("it takes more than")
        throw Refusal(isTooLong ? "overflow" : "invalid_input", "\"\(name)\": \(error)")
      }
    default: throw Refusal("invalid_input", "\"\(name)\" must be a number")
    }
  }

  /// A factor or ratio: a decimal, or a fraction such as `1/3`.
  static func rate(_ node: DocumentNode, _ name: String) throws(Refusal) -> Rate {
    if case .string(let text) = node.value, text.contains("/") {
      do throws(TextError) {
        return try Rate(text)
      } catch {
        throw Refusal("invalid_input", "\"\(name)\": \(error)")
      }
    }
    let number = try number(node, name)
    if let rate = Rate(number) { return rate }
    let isLarge = number.rounded(.towardZero)?.exactInteger() == nil
    throw Refusal(
      isLarge ? "overflow" : "unsupported", "\"\(name)\": \(number) is no fraction of 64 bits")
  }

  // MARK: Money

  /// The currency of operations on minor units, whose decimals do not matter.
  func unitCurrency() throws(Refusal) -> Currency {
    let code = member("currency") == nil ? "XXX" : try text("currency")
    if let currency = try? Currency(code) { return currency }
    return try Self.currency(code, scale: 0)
  }

  static func currency(_ code: String, scale: Int) throws(Refusal) -> Currency {
    guard (0...18).contains(scale) else {
      throw Refusal("unsupported", "\(scale) decimals are outside 0 ... 18")
    }
    do throws(TextError) {
      return try Currency(code: code, minorUnitDigits: scale)
    } catch {
      throw Refusal("unknown_currency", error.description)
    }
  }

  /// The input itself as money: `currency`, `amount`, `scale`.
  func sum() throws(Refusal) -> Sum { try sum(node) }

  func sum(_ name: String) throws(Refusal) -> Sum { try sum(try field(name)) }

  private func sum(_ node: DocumentNode) throws(Refusal) -> Sum {
    let (number, currency, isAutomatic) = try Self.amount(node)
    do throws(MoneyError) {
      return Sum(money: try Money(number, currency, rule), isAutomatic: isAutomatic)
    } catch {
      throw Refusal(error)
    }
  }

  /// The amount as it is written, and the currency with as many minor units as `scale` says.
  static func amount(_ node: DocumentNode) throws(Refusal) -> (ExactDecimal, Currency, Bool) {
    guard let amount = node.member("amount") else {
      throw Refusal("missing_field", "\"amount\" is missing")
    }
    guard case .string(let code)? = node.member("currency")?.value else {
      throw Refusal("missing_field", "\"currency\" is missing")
    }
    let number = try number(amount, "amount")
    switch node.member("scale")?.value {
    case nil, .null?:
      do throws(TextError) {
        return (number, try Currency(code), false)
      } catch {
        throw Refusal("unknown_currency", error.description)
      }
    case .string("auto")?:
      return (number, try currency(code, scale: decimals(amount, number)), true)
    case .number(let scale)?:
      guard let scale = scale.exactInteger() else {
        throw Refusal("invalid_input", "\"scale\" must be a whole number")
      }
      return (number, try currency(code, scale: Int(scale)), false)
    default: throw Refusal("invalid_input", "\"scale\" must be a whole number or \"auto\"")
    }
  }

  /// The decimals that are written, zeros included.
  private static func decimals(_ amount: DocumentNode, _ number: ExactDecimal) -> Int {
    guard case .string(let text) = amount.value, let point = text.firstIndex(of: "."),
      !text.contains(where: { "eE".contains($0) })
    else { return number.scale }
    return text[point...].utf8.count - 1
  }

  /// The number of an operand `{"number": text}`; `nil` where it is money.
  func bareNumber(_ name: String) throws(Refusal) -> ExactDecimal? {
    guard let number = try field(name).member("number") else { return nil }
    return try Self.number(number, name)
  }
}

extension Vector.Refusal {
  init(_ error: MoneyError) {
    let code =
      switch error {
      case .overflow: "overflow"
      case .differentCurrencies: "currency_mismatch"
      case .inexact, .inexactAmount: "precision_loss"
      case .divisionByZero: "division_by_zero"
      }
    self.init(code, error.description)
  }

  init(_ error: AllocationError) {
    switch error {
    case .tooFine, .tooManyParts, .notInSteps: self.init("unsupported", error.description)
    case .noParts, .negativeRatio, .onlyZeros: self.init("bad_ratios", error.description)
    }
  }
}
