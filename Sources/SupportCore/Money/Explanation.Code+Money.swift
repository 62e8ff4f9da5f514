// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Explanation.Code {
  /// A sum was multiplied by a rate.
  public static let moneyTimes = Self(
    "money.times", english: "{before} × {rate} = {after}",
    simplifiedChinese: "{before} × {rate} = {after}")
  /// A sum was rounded.
  public static let moneyRounded = Self(
    "money.rounded", english: "{before} rounded {rule}: {after}",
    simplifiedChinese: "{before} {rule}：{after}")
  /// A rule of rounding with a step that is not one minor unit.
  public static let roundingStep = Self(
    "money.rounding.step", english: "{direction} to a multiple of {step}",
    simplifiedChinese: "{direction}，以 {step} 为单位")

  /// The words for a direction of rounding, told after "rounded".
  public static func rounding(_ direction: RoundingRule.Direction) -> Self {
    for known in roundings where known.direction == direction { return known.words }
    return words(for: direction)
  }

  /// Made once: explanations tell of roundings all the time. There are few, and to compare is cheaper
  /// than to hash.
  private static let roundings = RoundingRule.Direction.allCases.map {
    (direction: $0, words: words(for: $0))
  }

  private static func words(for direction: RoundingRule.Direction) -> Self {
    let chinese =
      switch direction {
      case .towardZero: "向零舍入"
      case .awayFromZero: "远离零舍入"
      case .up: "向上舍入"
      case .down: "向下舍入"
      case .halfEven: "四舍六入五成双"
      case .halfOdd: "四舍六入五成单"
      case .halfAwayFromZero: "四舍五入"
      case .halfTowardZero: "五舍六入"
      case .halfUp: "四舍六入，逢五向上"
      case .halfDown: "四舍六入，逢五向下"
      case .exact: "须为整数倍"
      }
    let english =
      switch direction {
      case .halfEven: "half to even"
      case .halfOdd: "half to odd"
      case .exact: "exactly"
      default: direction.text
      }
    return Self(
      "money.rounding.\(direction.rawValue)", english: english, simplifiedChinese: chinese)
  }
}

extension Explanation {
  /// The step in which a sum was multiplied by a rate.
  public static func times(_ before: ExactMoney, _ rate: Rate, _ after: ExactMoney) -> Self {
    Self(
      .moneyTimes,
      [.init("before", before.operand), .init("rate", .rate(rate)), .init("after", after.operand)])
  }

  /// The step in which a sum was rounded.
  public static func rounded(_ before: ExactMoney, _ rule: RoundingRule, _ after: Money) -> Self {
    Self(
      .moneyRounded,
      [
        .init("before", before.operand), .init("rule", rule.operand(in: after.currency)),
        .init("after", .money(after)),
      ])
  }
}

extension ExactMoney {
  /// The sum as an explanation speaks of it: as money where it is a whole number of minor units.
  public var operand: Explanation.Operand.Value {
    exactly.map { .money($0) } ?? .exactMoney(self)
  }
}

extension RoundingRule {
  /// The rule as an explanation speaks of it: `half to even`, `up to a multiple of 0.50 CNY`.
  public func operand(in currency: Currency) -> Explanation.Operand.Value {
    let words = Explanation.Operand.Value.phrase(.rounding(direction), [])
    guard step != 1 else { return words }
    return .phrase(
      .roundingStep,
      [
        .init("direction", words),
        .init("step", .money(Money(minorUnits: step, currency: currency))),
      ])
  }
}
