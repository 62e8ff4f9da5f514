// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The most that is paid in some stretch of time: a case, a year, a lifetime.
///
/// Nothing has a default that the policy has to say (semantics C5).
public struct AwardCap: Hashable, Sendable {
  /// Whose awards are counted together.
  public enum Scope: String, Hashable, Sendable, Codable, CaseIterable {
    /// One case's.
    case perCase
    /// One customer's.
    case perCustomer
  }

  /// Over which time, by when the causes happened.
  public enum Window: Hashable, Sendable {
    /// All time.
    case lifetime
    /// A calendar year of the policy's zone.
    case calendarYear
    /// A calendar month of the policy's zone.
    case calendarMonth
    /// Any stretch of so many months, in whole dates of the policy's zone: the window of 31 March with
    /// one month starts on 1 March. None that ends later is passed either, when a claim about an
    /// earlier event comes late. 1 ... 1,200.
    case rolling(months: Int)
  }

  /// What counts.
  public enum Cover: String, Hashable, Sendable, Codable, CaseIterable {
    /// What is paid on top of a refund.
    case compensationOnly
    /// The refund, too; it is never cut, but leaves less for the rest.
    case refundAndCompensation
  }

  /// The name of the cap; explanations quote it.
  public var id: RuleID
  /// The most; not negative.
  public var amount: Money
  /// Whose awards are counted together.
  public var scope: Scope
  /// Over which time.
  public var window: Window
  /// What counts.
  public var covers: Cover
  /// The forms that count; what is paid in others is neither counted nor cut.
  public var counts: Set<AwardForm.Kind>

  /// Creates a cap.
  public init(
    _ id: RuleID, _ amount: Money, _ scope: Scope, _ window: Window, covers: Cover,
    counts: Set<AwardForm.Kind>
  ) {
    self.id = id
    self.amount = amount
    self.scope = scope
    self.window = window
    self.covers = covers
    self.counts = counts
  }
}
