// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
public import SupportTime

/// What a membership is: its tiers, what they take and bring, how points are earned and kept.
///
/// A programme is made of a ``Draft``, in code or from a document (``MembershipBook``), and is checked
/// and compiled then. An account is decided and folded under it, see ``MemberAccount``.
///
/// ```swift
/// var draft = MembershipProgramme.Draft("club", zone: .utc, currency: .cny, points: points)
/// draft.tiers = [.init("standard"), .init("gold", requirement: .points(5_000, in: .calendarYear))]
/// let programme = try MembershipProgramme(draft)
/// ```
public struct MembershipProgramme: Sendable {
  let core: ProgrammeCore

  /// Creates a programme.
  ///
  /// - Throws: `DocumentError` with a problem for each mistake, each with its place.
  public init(_ draft: Draft) throws(DocumentError) {
    core = try ProgrammeCore(draft)
  }

  /// All that the programme is made of.
  public var draft: Draft { core.draft }
  /// The name of the programme.
  public var id: String { core.draft.id }
  /// Its version; recorded with what it decides.
  public var version: PolicyVersion { core.draft.version }
  /// The clocks by which its dates begin and end.
  public var zone: ZoneRules { core.draft.zone }
  /// The currency in which spending is counted.
  public var currency: Currency { core.draft.currency }
  /// The tiers from the lowest to the highest.
  public var tiers: [Tier] { core.draft.tiers }
  /// How tiers last.
  public var tierRules: TierRules { core.draft.tierRules }
  /// How points are kept.
  public var points: PointRules { core.draft.points }
  /// What activities earn.
  public var earnings: RuleTable<EarnTerms> { core.earnings }
  /// What raises earnings.
  public var campaigns: RuleTable<EarnCampaign> { core.campaigns }
  /// What members are rewarded for.
  public var rewards: RuleTable<MemberReward> { core.rewards }
  /// The sums that may be given away in each year; see ``RewardPool/init(_:under:)``.
  public var pools: [Pool] { core.draft.pools }
  /// The day of the month that belongs to the members; `nil`: there is none.
  public var memberDay: MemberDay? { core.draft.memberDay }
  /// The facts that rules may ask about.
  public var schema: FactSchema { core.schema }

  /// The place of a tier, from 0 for the lowest; `nil` for a name that no tier has.
  public func rank(of tier: TierID) -> Int? { core.ranks[tier] }
}

extension MembershipProgramme: Hashable {
  /// Tells whether two programmes say the same.
  public static func == (one: Self, other: Self) -> Bool {
    one.core === other.core || one.core.draft == other.core.draft
  }

  /// Hashes name and version.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(version)
  }
}
