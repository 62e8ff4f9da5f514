// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A share of something, with everything that it was made of.
///
/// A rate with nothing to count has no value: it is neither 0 % nor 100 % (semantics M2).
public struct MetricRate: Hashable, Sendable {
  /// What counted for.
  public var numerator: Int
  /// What was counted.
  public var denominator: Int
  /// What was left out because it can't be counted yet or at all.
  public var excluded: Int

  /// Creates a rate.
  public init(_ numerator: Int = 0, of denominator: Int = 0, excluded: Int = 0) {
    self.numerator = numerator
    self.denominator = denominator
    self.excluded = excluded
  }

  /// Numerator by denominator; `nil` when nothing was counted.
  public var value: Double? {
    denominator == 0 ? nil : Double(numerator) / Double(denominator)
  }

  /// Counts one more thing, or leaves it out with `nil`.
  public mutating func count(_ holds: Bool?) {
    guard let holds else {
      excluded.add(saturating: 1)
      return
    }
    denominator.add(saturating: 1)
    if holds { numerator.add(saturating: 1) }
  }

  /// Adds the counts of another rate of the same kind; any order gives the same rate.
  public mutating func merge(_ other: Self) {
    numerator.add(saturating: other.numerator)
    denominator.add(saturating: other.denominator)
    excluded.add(saturating: other.excluded)
  }
}

extension MetricRate: Codable {
  private enum CodingKeys: String, CodingKey {
    case value, numerator, denominator, excluded
  }

  /// Decodes the counts; the value follows from them.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(Int.self, forKey: .numerator),
      of: try container.decode(Int.self, forKey: .denominator),
      excluded: try container.decode(Int.self, forKey: .excluded))
  }

  /// Encodes `{"value": 0.5, "numerator": 1, "denominator": 2, "excluded": 0}`; the value is null
  /// when nothing was counted.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(value, forKey: .value)
    try container.encode(numerator, forKey: .numerator)
    try container.encode(denominator, forKey: .denominator)
    try container.encode(excluded, forKey: .excluded)
  }
}

extension MetricRate: CustomStringConvertible {
  /// `1 of 2`, with what was left out where something was.
  public var description: String {
    "\(numerator) of \(denominator)" + (excluded > 0 ? ", \(excluded) left out" : "")
  }
}
