// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How long a tier lasts, and what happens when it is not renewed. A programme says all four.
public struct TierRules: Hashable, Sendable {
  /// Until when a tier lasts once it is reached.
  public enum Validity: Hashable, Sendable {
    /// To the end of the calendar or anniversary period in which it was reached, and so many further
    /// ones: reached in 2025 with one further calendar year, it lasts to the end of 2026, and what is
    /// earned in 2026 renews it. Without a further one it has to be reached in each period anew.
    case endOf(QualifyingPeriod, further: Int)
    /// So long from the instant at which it was reached.
    case span(MembershipSpan)
    /// To the end of the month that lies so many months behind the one in which it was reached.
    case endOfMonth(after: Int)
    /// As long as the requirement is met, at every instant.
    case whileQualified
    /// Without an end.
    case unlimited
  }

  /// Where a member goes whose tier was not renewed.
  public enum Downgrade: String, Hashable, Sendable, CaseIterable {
    /// To the next lower tier that can be reached by earning, for its whole validity.
    case oneDown
    /// To the highest lower tier whose requirement is met.
    case toQualified
  }

  /// Until when a tier lasts.
  public var validity: Validity
  /// For how long after its end the tier is kept, and what is earned still counts for the period that
  /// has ended; `nil`: not at all.
  public var grace: MembershipSpan?
  /// For how long a tier that was not renewed is kept once more; earning what renews it within that
  /// time alone renews it. It comes behind the grace, and again only after a renewal that was on time;
  /// `nil`: there is none.
  public var secondChance: MembershipSpan?
  /// Where a member goes then.
  public var downgrade: Downgrade

  /// Creates the rules.
  public init(
    validity: Validity, grace: MembershipSpan?, secondChance: MembershipSpan?,
    downgrade: Downgrade
  ) {
    self.validity = validity
    self.grace = grace
    self.secondChance = secondChance
    self.downgrade = downgrade
  }

  /// A tier that is reached stays.
  public static let permanent = Self(
    validity: .unlimited, grace: nil, secondChance: nil, downgrade: .oneDown)
}
