// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// In what a sum is paid.
///
/// A refund always goes back the way the money came; this is about what is paid on top.
public enum AwardForm: Hashable, Sendable {
  /// What kind of form it is; a cap says which kinds it counts.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``AwardForm/cash``.
    case cash
    /// See ``AwardForm/credit``.
    case credit
    /// See ``AwardForm/points(each:)``.
    case points
    /// See ``AwardForm/coupon(valid:)``.
    case coupon
    /// See ``AwardForm/thirdPartyCost``.
    case thirdPartyCost
  }

  /// Money.
  case cash
  /// Taken off the next bills.
  case credit
  /// Points, each worth this sum; a rest that is worth less than a point is not paid.
  case points(each: Money)
  /// A coupon over the sum, valid for this long from the award.
  case coupon(valid: ServiceDuration)
  /// Somebody else's bill that the company bears, such as an appraisal.
  case thirdPartyCost

  /// What kind of form it is.
  public var kind: Kind {
    switch self {
    case .cash: .cash
    case .credit: .credit
    case .points: .points
    case .coupon: .coupon
    case .thirdPartyCost: .thirdPartyCost
    }
  }
}

/// Something given beside a sum, whole or not at all: it is worth no money here, counts toward no cap
/// and is never cut.
public enum AwardGrant: Hashable, Sendable {
  /// So many points.
  case points(Int64)
  /// A benefit by its name, such as an upgrade to a tier; the membership room knows what it means.
  case benefit(String)
}
