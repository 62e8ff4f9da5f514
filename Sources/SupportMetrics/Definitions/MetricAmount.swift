// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a metric adds up: one fact of a row, or several together, such as talk, hold and wrap-up.
///
/// All must be of one kind: durations, whole numbers, decimals of the same number of decimals, or money
/// of one currency. A row in which one of them is not known is left out as unknown.
public struct MetricAmount: Hashable, Sendable {
  /// The facts, in the order in which the formula names them; at least one, each once.
  public var facts: [String]

  /// Creates an amount.
  public init(_ facts: [String]) {
    self.facts = facts
  }
}

extension MetricAmount: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
  /// Creates the amount of one fact: `.mean("talk")`.
  public init(stringLiteral value: String) { self.init([value]) }
  /// Creates the amount of several facts together: `.mean(["talk", "hold", "wrapUp"])`.
  public init(arrayLiteral elements: String...) { self.init(elements) }
}

extension MetricAmount: CustomStringConvertible {
  /// The facts as a sum: `talk + hold + wrapUp`.
  public var description: String { facts.joined(separator: " + ") }
}
