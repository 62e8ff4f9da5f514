// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What counts towards tiers: an earning at its instant, or what was taken back of it later.
struct QualifyingEntry: Hashable, Sendable {
  /// The instant of the earning, which says in which period it counts.
  var at: Instant
  var points: Int64 = 0
  /// Minor units of the programme's currency.
  var spend: Int64 = 0
  var contribution: Int64 = 0

  /// What is counted.
  enum Measure {
    case points, spend, contribution
  }

  @inline(__always)
  subscript(measure: Measure) -> Int64 {
    switch measure {
    case .points: points
    case .spend: spend
    case .contribution: contribution
    }
  }
}

/// An earning as it stands.
struct EarningRecord: Hashable, Sendable {
  var at: Instant
  var lot: Int?
  var earned: MemberAccount.Earning
  /// What was taken back of it until now.
  var refundedPoints: Int64 = 0
  var refundedQualifying: Int64 = 0
  var refundedContribution: Int64 = 0
  var refundedSpend: Int64 = 0
  /// Whether it still waits to be confirmed.
  var awaitsConfirmation: Bool

  // What was not taken back yet, never below zero, whatever was recorded.

  var leftPoints: Int64 { max(earned.points, 0) - refundedPoints }
  var leftQualifying: Int64 { max(earned.qualifying, 0) - refundedQualifying }
  var leftContribution: Int64 { max(earned.contribution, 0) - refundedContribution }
  var leftSpend: Int64 { max(earned.spend?.minorUnits ?? 0, 0) - refundedSpend }
}

/// A redemption as it stands.
struct RedemptionRecord: Hashable, Sendable {
  /// Where the ledger keeps what was taken.
  var takings: Range<Int>
  var points: Int64
  /// What came back of it until now.
  var reversed: Int64 = 0
}

/// A use of a benefit.
struct BenefitUseRecord: Hashable, Sendable {
  var at: Instant
  var use: MemberAccount.BenefitUse
}

/// A benefit that was given apart from a tier.
struct BenefitGrantRecord: Hashable, Sendable {
  var benefit: BenefitID
  var from: Instant
  /// The first instant at which it is over; `.max` where it has no end.
  var until: Instant
}

/// A certificate that was given.
struct CertificateRecord: Hashable, Sendable {
  var name: String
  var from: Instant
  var until: Instant
}
