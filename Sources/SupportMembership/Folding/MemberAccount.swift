// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The account of one member: points in lots, the tier, benefits, rewards.
///
/// An account is a value made by its events under the editions of a programme. ``decide(_:by:at:because:)``
/// says which events a command would cause and changes nothing, ``apply(_:)`` folds one event and
/// refuses nothing. Points expire and tiers end by the clock, whether anybody looks or not: every
/// question takes an instant, and a late question loses nothing. An instant before the last event is
/// taken for that of the last event.
///
/// ```swift
/// var account = MemberAccount("m-1", under: MembershipEditions(programme))
/// try account.perform(.enrol, by: .system, at: now)
/// try account.perform(
///   .earn(.init("order-7", "purchase", spend: paid)), by: .automation("shop"), at: now)
/// account.balance(at: now).available
/// account.standing(at: now)?.tier
/// ```
public struct MemberAccount: Hashable, Sendable {
  /// Names an account.
  public typealias ID = MemberID

  /// The name of the member.
  public let id: ID
  /// The programme, edition by edition.
  public let editions: MembershipEditions
  /// When the membership began; `nil` before.
  public internal(set) var enrolledAt: Instant?
  /// When it ended, and what stays; `nil` while it goes on.
  public internal(set) var closure: Closure?
  /// When it ended; `nil` while it goes on.
  public internal(set) var closedAt: Instant?
  /// When the last event occurred; events whose time goes back do not move it.
  public internal(set) var lastEventAt: Instant?
  /// How many events it was made of.
  public internal(set) var eventCount = 0
  /// How many of them were ignored, see ``apply(_:)``: a store whose events never are is sound.
  public internal(set) var ignoredEventCount = 0

  var ledger: PointLedger
  var qualifying: [QualifyingEntry] = []
  var earnings: [EarningID: EarningRecord] = [:]
  var redemptions: [RedemptionID: RedemptionRecord] = [:]
  /// The names of all other entries.
  var entries: Set<MembershipEntryID> = []
  var track = TierTrack()
  var uses: [BenefitUseRecord] = []
  var grants: [BenefitGrantRecord] = []
  var rewarded: [RewardCause: MemberReward] = [:]
  var certificates: [CertificateRecord] = []
  var certifiedUntil: Instant?

  /// Creates an account to which nothing has happened yet.
  public init(_ id: ID, under editions: MembershipEditions) {
    self.id = id
    self.editions = editions
    ledger = PointLedger(
      isByExpiry: editions.editions[0].programme.points.order == .soonestToExpire)
  }

  /// Creates an account under a programme that does not change.
  public init(_ id: ID, under programme: MembershipProgramme) {
    self.init(id, under: MembershipEditions(programme))
  }

  /// The programme that held at the last event.
  public var programme: MembershipProgramme { editions.editions[track.edition].programme }

  /// The place of the edition in force at an instant: behind the end of the membership, of the one at
  /// the end.
  func edition(at instant: Instant) -> Int {
    if let closedAt, instant > closedAt { return track.edition }
    return editions.place(at: instant)
  }

  /// The programme in force at an instant.
  func programme(at instant: Instant) -> MembershipProgramme {
    editions.editions[edition(at: instant)].programme
  }

  /// An instant, not before the last event.
  func reached(_ instant: Instant) -> Instant { max(instant, lastEventAt ?? instant) }
}
