// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a member is given for something done: the outcome of a rule for rewards.
public enum MemberReward: Hashable, Sendable {
  /// A coupon worth a sum.
  case coupon(Money)
  /// Money.
  case money(Money)
  /// Money out of the yearly pool of that name; the pool decides for itself, see ``RewardPool``.
  case fromPool(Money, RewardPoolID)
  /// Redeemable points.
  case points(Int64)
  /// Contribution value.
  case contribution(Int64)
  /// A benefit for so long.
  case benefit(BenefitID, MembershipSpan)
  /// A certificate for so long.
  case certificate(String, MembershipSpan)
}

/// Names a yearly pool of rewards.
public struct RewardPoolID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// What a reward is for: its kind and its name. The same cause is rewarded once.
public struct RewardCause: Hashable, Sendable, Codable {
  /// What members are rewarded for. The set is open.
  public struct Kind: Identifier {
    /// The name of the kind.
    public let rawValue: String

    /// Creates a kind from its name.
    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    /// A rating of a contact.
    public static let rating = Self(rawValue: "rating")
    /// A suggestion that was adopted.
    public static let suggestion = Self(rawValue: "suggestion")
    /// A proposal that was accepted.
    public static let proposal = Self(rawValue: "proposal")
    /// A certification that was passed.
    public static let certification = Self(rawValue: "certification")
  }

  /// What it is for.
  public var kind: Kind
  /// Which one: the id of the rating, of the suggestion.
  public var id: String

  /// Creates a cause.
  public init(_ kind: Kind, _ id: String) {
    self.kind = kind
    self.id = id
  }
}
