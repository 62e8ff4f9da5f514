// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension MemberAccount {
  /// The names that the JSON of events uses for their changes; they never change.
  public enum EventType: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``Change/enrolled(_:)``.
    case enrolled
    /// See ``Change/earned(_:)``.
    case earned
    /// See ``Change/earningConfirmed(_:)``.
    case earningConfirmed
    /// See ``Change/earningRefunded(_:)``.
    case earningRefunded
    /// See ``Change/redeemed(_:)``.
    case redeemed
    /// See ``Change/redemptionReversed(_:)``.
    case redemptionReversed
    /// See ``Change/adjusted(_:)``.
    case adjusted
    /// See ``Change/pointsReinstated(_:)``.
    case pointsReinstated
    /// See ``Change/tierGranted(_:)``.
    case tierGranted
    /// See ``Change/tierGrantEnded(_:)``.
    case tierGrantEnded
    /// See ``Change/benefitUsed(_:)``.
    case benefitUsed
    /// See ``Change/benefitUseReturned(_:)``.
    case benefitUseReturned
    /// See ``Change/benefitGranted(_:)``.
    case benefitGranted
    /// See ``Change/rewarded(_:)``.
    case rewarded
    /// See ``Change/certified(_:)``.
    case certified
    /// See ``Change/closed(_:)``.
    case closed
  }
}

extension MemberAccount.Change {
  /// The name that the event's JSON uses.
  public var type: MemberAccount.EventType {
    switch self {
    case .enrolled: .enrolled
    case .earned: .earned
    case .earningConfirmed: .earningConfirmed
    case .earningRefunded: .earningRefunded
    case .redeemed: .redeemed
    case .redemptionReversed: .redemptionReversed
    case .adjusted: .adjusted
    case .pointsReinstated: .pointsReinstated
    case .tierGranted: .tierGranted
    case .tierGrantEnded: .tierGrantEnded
    case .benefitUsed: .benefitUsed
    case .benefitUseReturned: .benefitUseReturned
    case .benefitGranted: .benefitGranted
    case .rewarded: .rewarded
    case .certified: .certified
    case .closed: .closed
    }
  }
}
