// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MembershipProgramme {
  /// Something that members of a tier have: a right, or a number of uses in a period.
  ///
  /// ```swift
  /// Benefit("upgrade", allowance: .init(1, per: .calendarMonth, carryOver: .never))
  /// Benefit("concierge")                         // as often as wanted, around the clock
  /// ```
  public struct Benefit: Hashable, Sendable {
    /// The name of the benefit. A name in several tiers is one benefit: what was used in one tier is
    /// used in the other.
    public var id: BenefitID
    /// How often it may be used; `nil`: as often as wanted.
    public var allowance: Allowance?
    /// The calendar in whose hours it is there; `nil`: around the clock.
    public var calendar: String?

    /// Creates a benefit.
    public init(_ id: BenefitID, allowance: Allowance? = nil, calendar: String? = nil) {
      self.id = id
      self.allowance = allowance
      self.calendar = calendar
    }
  }
}

extension MembershipProgramme.Benefit {
  /// A number of uses in each calendar or anniversary period.
  public struct Allowance: Hashable, Sendable {
    /// What becomes of uses that are left at the end of a period. The benefit that the member has at
    /// its last instant says so, by the edition in force then; one that is counted in other periods
    /// later on leaves nothing.
    public enum CarryOver: Hashable, Sendable {
      /// They are gone.
      case never
      /// They are there in the next period too, at most so many.
      case upTo(Int64)
    }

    /// The uses of a period.
    public var count: Int64
    /// The period.
    public var period: QualifyingPeriod
    /// What becomes of what is left.
    public var carryOver: CarryOver

    /// Creates an allowance.
    public init(_ count: Int64, per period: QualifyingPeriod, carryOver: CarryOver) {
      self.count = count
      self.period = period
      self.carryOver = carryOver
    }
  }
}

/// A benefit that a member has apart from the tier: bought, awarded or earned by spending.
public struct BenefitGrant: Hashable, Sendable, Codable {
  /// The benefit.
  public var benefit: BenefitID
  /// The first instant at which it is over; `nil`: it has no end.
  public var until: Instant?

  /// Creates a grant.
  public init(_ benefit: BenefitID, until: Instant?) {
    self.benefit = benefit
    self.until = until
  }
}
