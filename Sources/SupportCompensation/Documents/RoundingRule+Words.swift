// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Roundings as documents word them: `half even`, `down to 0.50`.
extension RoundingRule {
  /// Reads a direction in words and, behind `to`, the step as a sum.
  ///
  /// - Throws: `TextError` naming what is wrong with the text.
  init(words text: String, _ currency: Currency) throws(TextError) {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "rounding", text: text, reason: reason)
    }
    let words = text.utf8.count > 80 ? [] : text.split(separator: " ")
    let name = words.prefix { $0 != "to" }.joined(separator: " ")
    guard let direction = Direction.allCases.first(where: { $0.words == name }) else {
      let names = Direction.allCases.map(\.words)
      let meant = EditDistance.nearest(to: name, among: names)
      let hint = meant.map { "; did you mean \($0.quoted)?" } ?? ""
      throw refuse("it is one of \(names.map(\.quoted).joined(separator: ", "))\(hint)")
    }
    let step = words.drop { $0 != "to" }.dropFirst()
    if words.contains("to") {
      guard step.count == 1, let amount = step.first,
        let units = try ExactDecimal(String(amount)).exactInteger(
          decimals: currency.minorUnitDigits), units > 0
      else { throw refuse("behind \"to\" stands a step above zero in \(currency), such as 0.50") }
      self.init(direction, step: units)
    } else {
      self.init(direction)
    }
  }

  /// The text that a document gives it.
  func words(_ currency: Currency) -> String {
    let amount = Money(minorUnits: step, currency: currency).amountText
    return step == 1 ? direction.words : "\(direction.words) to \(amount)"
  }
}

extension RoundingRule.Direction {
  /// The direction in words: `half away from zero`.
  var words: String {
    switch self {
    case .towardZero: "toward zero"
    case .awayFromZero: "away from zero"
    case .up: "up"
    case .down: "down"
    case .halfEven: "half even"
    case .halfOdd: "half odd"
    case .halfAwayFromZero: "half away from zero"
    case .halfTowardZero: "half toward zero"
    case .halfUp: "half up"
    case .halfDown: "half down"
    case .exact: "exact"
    }
  }
}
