// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// What was given for a cause; `nil`: nothing yet.
  public func reward(for cause: RewardCause) -> MemberReward? { rewarded[cause] }

  /// How many causes of a kind were rewarded: how many proposals were accepted.
  public func rewardCount(of kind: RewardCause.Kind) -> Int {
    rewarded.keys.reduce(0) { $1.kind == kind ? $0 + 1 : $0 }
  }

  /// The certificates that hold at an instant, each once, in the order of their names.
  public func certificates(at instant: Instant) -> [String] {
    let now = reached(instant)
    if isGone(.certificates, at: now) { return [] }
    return Set(certificates.filter { $0.from <= now && $0.until > now }.map(\.name)).sorted {
      $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars)
    }
  }

  /// Whether the last certification that was passed still holds at an instant.
  public func isCertified(at instant: Instant) -> Bool {
    let now = reached(instant)
    return !isGone(.certificates, at: now) && (certifiedUntil.map { $0 > now } ?? false)
  }

  /// The contribution value at an instant: all that feedback, suggestions and trials brought, less what
  /// was taken back.
  public func contribution(at instant: Instant) -> Int64 {
    if isGone(.contribution, at: instant) { return 0 }
    return max(
      Int64(clamping: qualifying.reduce(Int128(0)) { $0 + Int128($1.contribution) }), 0)
  }

  /// The level of contribution value at an instant, by the edition in force then; `nil` below the lowest.
  public func contributionLevel(at instant: Instant) -> ContributionLevel? {
    let value = contribution(at: instant)
    return programme(at: reached(instant)).draft.contributionLevels.last { $0.atLeast <= value }
  }
}
