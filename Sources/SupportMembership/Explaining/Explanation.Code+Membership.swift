// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// The codes of a membership, for a catalogue.
  public static let allMembership: [Self] =
    [
      .membershipBalance, .membershipLot, .membershipLotEnding, .membershipLotPending,
      .membershipLotUnconfirmed, .membershipLotExpired, .membershipTier, .membershipTierUntil,
      .membershipTierStep, .membershipNext, .membershipToKeep, .membershipAnyOf, .membershipAllOf,
      .membershipPointsMissing, .membershipPointsMissingBy, .membershipSpendMissing,
      .membershipSpendMissingBy, .membershipBalanceMissing, .membershipContributionMissing,
      .membershipContributionMissingBy, .membershipPointsMissingFrom, .membershipSpendMissingFrom,
      .membershipContributionMissingFrom, .membershipEarning, .membershipEarningBase,
      .membershipFactor, .membershipRounded, .membershipExtra, .membershipPaidOwed,
      .membershipPendingUntil, .membershipPendingConfirmation, .membershipEnds,
      .membershipRedemption, .membershipTaking, .membershipEntitlement, .membershipEntitlementFree,
      .membershipNoBenefit, .membershipReward, .membershipRefused, .membershipClosed,
      .membershipKept, .membershipKeptForever, .membershipNotEnrolled, .membershipOpen,
      .membershipNeverMet,
      .membershipOvertaken, .membershipAskedPoints, .membershipAskedSpend,
      .membershipAskedContribution, .membershipAskedBalance,
    ] + membershipWords

  /// The codes of words that stand inside sentences.
  private static let membershipWords: [Self] =
    MembershipWords.holds.codes
    + MembershipWords.causes.codes
    + MembershipWords.ledgers.codes
    + MembershipWords.rewards.codes
    + MembershipWords.purposes.codes
    + MembershipWords.parts.codes
    + MemberAccount.Rejection.words.codes
}
