// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What can be asked of an account, to be told step by step.
public enum MembershipQuestion: Hashable, Sendable {
  /// How the balance comes about, lot by lot.
  case balance
  /// Which tier the member has, how it came about, and what is missing for the next.
  case tier
  /// What a member has of a benefit.
  case benefit(BenefitID)
  /// What an activity would earn, step by step, or why it would earn nothing.
  case earning(MemberAccount.EarningRequest)
  /// Out of which lots a redemption was taken, and what came back.
  case redemption(RedemptionID)
  /// How something would be rewarded, or why not.
  case reward(MemberAccount.RewardRequest)
  /// What stays of a closed account; of another one, that the membership goes on.
  case closing
}
