// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Where a member's tier stands, as of an instant: what ``MemberAccount`` moves forward with the clock.
struct TierTrack: Hashable, Sendable {
  /// What part of its life a tier is in.
  enum Phase: Hashable, Sendable {
    /// It was reached or renewed.
    case valid
    /// Its time has ended; what is earned still counts for it.
    case grace
    /// It was not renewed and is kept once more.
    case secondChance
  }

  /// A grant and when it began.
  struct Grant: Hashable, Sendable {
    var grant: TierGrant
    var from: Instant
    var rank: Int
  }

  /// The edition of the programme that holds.
  var edition = 0
  /// The place of the tier that was earned.
  var rank = 0
  var phase = Phase.valid
  /// When the phase ends; `nil`: the clock alone ends it not.
  var endsAt: Instant?
  /// Since when the tier is valid, and for how many terms in a row.
  var validFrom = Instant.min
  var terms = 1
  /// The end of the validity that grace and second chance follow.
  var lapsedAt: Instant?
  /// Since when a second chance counts.
  var chanceFrom: Instant?
  var hadSecondChance = false
  /// The place of the tier that lasts for life.
  var lifetimeRank = 0
  var grants: [Grant] = []
  /// What became of the tier, from the enrolment on.
  var steps: [TierStep] = []
  /// Up to when all of it is known.
  var advancedTo = Instant.min

  /// The place of the tier that counts: the highest of what was earned, given, and reached for life.
  func effectiveRank(at instant: Instant) -> Int {
    grants.reduce(max(rank, lifetimeRank)) { highest, given in
      given.grant.until.map { $0 > instant } ?? true ? max(highest, given.rank) : highest
    }
  }
}
