// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The outcomes of a table from the highest to the lowest, for ``HitPolicy/priority`` and
/// ``HitPolicy/outputOrder``.
///
/// ```swift
/// let order: OutcomeOrder<Ticket.Priority> = [.urgent, .high, .normal, .low]
/// ```
///
/// Outcomes of one level are equally high; the order of the rules then decides.
public struct OutcomeOrder<Outcome: Hashable & Sendable>: Hashable, Sendable {
  /// The levels from the highest to the lowest.
  public var levels: [[Outcome]]

  /// Creates an order from levels of equally high outcomes.
  public init(levels: [[Outcome]]) {
    self.levels = levels
  }

  /// Creates an order of outcomes of which no two are equally high.
  public init(_ outcomes: some Sequence<Outcome>) {
    levels = outcomes.map { [$0] }
  }
}

extension OutcomeOrder: ExpressibleByArrayLiteral {
  /// Creates an order of outcomes of which no two are equally high.
  public init(arrayLiteral elements: Outcome...) {
    self.init(elements)
  }
}
