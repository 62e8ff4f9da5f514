// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension RoundingRule.Direction {
  /// The direction as it is written: `half even`, `toward zero`.
  public var text: String {
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

extension RoundingRule {
  /// Reads a rule as people write it: `half even`, `toward zero`, `exact`, or with a step, which is a
  /// sum of the currency, `up to 0.50`.
  ///
  /// - Parameters:
  ///   - text: The words of a ``Direction``, in small letters, and perhaps `to` and the step.
  ///   - currency: The currency of the step.
  /// - Throws: ``TextError`` naming what is wrong, with the words that were probably meant.
  public init(_ text: some StringProtocol, _ currency: Currency) throws(TextError) {
    let words = String(text).split(separator: " ", omittingEmptySubsequences: false).map(
      String.init)
    func wrong(_ reason: String) -> TextError {
      TextError(expected: "rounding rule", text: text, reason: reason)
    }
    var name = words.joined(separator: " ")
    var step: Int64 = 1
    if let amount = words.last, words.dropLast().last == "to" {
      name = words.dropLast(2).joined(separator: " ")
      do throws(TextError) {
        step = try Money(amount, currency).minorUnits
      } catch {
        throw wrong("the step \(amount.quoted): \(error.reason)")
      }
      guard step > 0 else { throw wrong("a step is more than 0") }
    }
    guard let direction = Direction.allCases.first(where: { $0.text == name }) else {
      let names = Direction.allCases.map(\.text)
      guard let nearest = EditDistance.nearest(to: name, among: names) else {
        throw wrong("rounding is one of \(names.joined(separator: ", "))")
      }
      throw wrong("did you mean \(nearest.quoted)?")
    }
    self.init(direction, step: step)
  }

  /// The rule as ``init(_:_:)`` reads it in the same currency: `half even to 0.50`.
  public func text(in currency: Currency) -> String {
    guard step != 1 else { return direction.text }
    return "\(direction.text) to \(Money(minorUnits: step, currency: currency).amountText)"
  }
}

extension RoundingRule: CustomStringConvertible {
  /// The rule for logs, with its step in minor units: `half even to 50 minor units`.
  public var description: String {
    step == 1 ? direction.text : "\(direction.text) to \(step) minor units"
  }
}

extension RoundingRule: Codable {
  private enum CodingKeys: String, CodingKey {
    case direction, step
  }

  /// Decodes `{"direction": "halfEven", "step": 50}`; the step is in minor units and may be left out
  /// where it is 1.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let direction = try values.decode(Direction.self, forKey: .direction)
    let step = try values.decodeIfPresent(Int64.self, forKey: .step) ?? 1
    guard step >= 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .step, in: values, debugDescription: "\(step) is below 1")
    }
    self.init(direction, step: step)
  }

  /// Encodes `{"direction": "halfEven", "step": 50}`; the step is left out where it is 1.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(direction, forKey: .direction)
    if step != 1 { try values.encode(step, forKey: .step) }
  }
}
