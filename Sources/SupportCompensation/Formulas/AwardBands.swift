// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// A graded scale: what a fact's value is worth.
///
/// ```swift
/// AwardBands(of: "delay", rows: [
///   .init(from: .including(.duration(milliseconds: 900_000)), .rate(Rate("25%"))),
///   .init(from: .including(.duration(milliseconds: 1_800_000)), .rate(Rate("50%")))])
/// ```
public struct AwardBands: Hashable, Sendable {
  /// What a row gives.
  public enum Worth: Hashable, Sendable {
    /// The sum so far times this rate.
    case rate(Rate)
    /// This sum, whatever the sum so far.
    case amount(Money)
  }

  /// A row of the scale.
  public struct Row: Hashable, Sendable {
    /// Where it starts: at a value or just above one.
    public var from: FactRange.End
    /// What it gives.
    public var worth: Worth

    /// Creates a row.
    public init(from: FactRange.End, _ worth: Worth) {
      self.from = from
      self.worth = worth
    }
  }

  /// Whether the row in which the value lies holds for all of it.
  public enum Reach: String, Hashable, Sendable, Codable, CaseIterable {
    /// The row in which the value lies gives all.
    case whole
    /// Each row gives its rate of the part of the fact, a sum of money, that lies in it; they are
    /// added up.
    case slices
  }

  /// The fact, whose values have an order.
  public var fact: String
  /// Whether the row in which the value lies holds for all of it.
  public var reach: Reach
  /// The rows, from the lowest; a value below the first gives nothing.
  public var rows: [Row]

  /// Creates a scale; the policy checks it.
  public init(of fact: String, _ reach: Reach = .whole, rows: [Row]) {
    self.fact = fact
    self.reach = reach
    self.rows = rows
  }
}
