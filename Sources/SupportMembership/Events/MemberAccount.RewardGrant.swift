// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// A reward that was given, once for its cause.
  public struct RewardGrant: Hashable, Sendable, Codable {
    /// What it is for.
    public var cause: RewardCause
    /// What was given.
    public var reward: MemberReward
    /// Of points given, those that paid off what was owed.
    public var paidOwed: Int64
    /// When points, a benefit or a certificate that was given ends.
    public var expiry: LotExpiry
    /// The rule that said so.
    public var rule: RuleID

    /// Creates a reward.
    public init(
      _ reward: MemberReward, for cause: RewardCause, paidOwed: Int64 = 0,
      expiry: LotExpiry = .never, rule: RuleID
    ) {
      self.cause = cause
      self.reward = reward
      self.paidOwed = paidOwed
      self.expiry = expiry
      self.rule = rule
    }
  }

  /// What came of a certification.
  public struct CertificationResult: Hashable, Sendable, Codable {
    /// The scores.
    public var scores: CertificationScores
    /// The dimensions that were not passed; empty where all were.
    public var failed: [String]
    /// The score with what customers said weighed in, in thousandths, rounded down; `nil` where ratings
    /// are no part of it. What it has to reach is compared before it is rounded.
    public var score: Int64?
    /// The first instant at which it is over; `nil` where it was not passed.
    public var until: Instant?

    /// Creates a result.
    public init(
      _ scores: CertificationScores, failed: [String], score: Int64? = nil, until: Instant?
    ) {
      self.scores = scores
      self.failed = failed
      self.score = score
      self.until = until
    }
  }
}
