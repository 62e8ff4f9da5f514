// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// What a level decides.
  public enum Verdict: Hashable, Sendable {
    /// The customer is right: the whole claim.
    case upheld
    /// The customer is partly right: a sum above zero and below the claim.
    case partly(Money)
    /// The customer is not right.
    case rejected
    /// The next level should decide.
    case passedOn

    /// Whether it says who is right.
    public var isDecision: Bool { self != .passedOn }
  }

  /// Why a level decided as it did: what the customer is told, and what is for the desk alone.
  public struct Reasons: Hashable, Sendable, Codable {
    /// What the customer is told; not empty. It is personal and never published.
    public var told: String
    /// What is added for the desk and the levels above.
    public var confidential: String?

    /// Creates reasons.
    public init(_ told: String, confidential: String? = nil) {
      self.told = told
      self.confidential = confidential
    }
  }

  /// The decision of one level.
  public struct Ruling: Hashable, Sendable, Codable {
    /// The level.
    public var level: DisputeLevel.ID
    /// What it decided.
    public var verdict: Verdict
    /// Why.
    public var reasons: Reasons
    /// The name of the decision: what is done because of it is done once under that name.
    public var decision: IdempotencyKey
    /// What the customer is given by it; nothing where it was passed on.
    public var awarded: Money
    /// Who bears the cost; `nil` where it was passed on.
    public var costs: CostShares?
    /// Until when it may go to the next level, that instant included; `nil` for the last level and
    /// where it was passed on.
    public var appealUntil: Instant?
  }

  /// A ruling with who made it and when.
  public struct RulingRecord: Hashable, Sendable {
    /// The ruling.
    public var ruling: Ruling
    /// When it was made.
    public var at: Instant
    /// Who made it.
    public var by: Principal

    /// Whether no level can change it: the last level decided.
    public var isLast: Bool { ruling.verdict.isDecision && ruling.appealUntil == nil }
  }

  /// A side's consent to a decision that is not final yet.
  public struct Acceptance: Hashable, Sendable, Codable {
    /// The side.
    public var side: Side
    /// Who spoke for it.
    public var by: Principal
    /// When.
    public var at: Instant
  }
}

extension Dispute.Verdict: Codable {
  private enum CodingKeys: String, CodingKey {
    case outcome, sum
  }

  private enum Outcome: String, Codable {
    case upheld, partly, rejected, passedOn
  }

  /// Decodes `{"outcome": "partly", "sum": …}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    switch try values.decode(Outcome.self, forKey: .outcome) {
    case .upheld: self = .upheld
    case .partly: self = .partly(try values.decode(Money.self, forKey: .sum))
    case .rejected: self = .rejected
    case .passedOn: self = .passedOn
    }
  }

  /// Encodes `{"outcome": "partly", "sum": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .upheld: try values.encode(Outcome.upheld, forKey: .outcome)
    case .partly(let sum):
      try values.encode(Outcome.partly, forKey: .outcome)
      try values.encode(sum, forKey: .sum)
    case .rejected: try values.encode(Outcome.rejected, forKey: .outcome)
    case .passedOn: try values.encode(Outcome.passedOn, forKey: .outcome)
    }
  }
}
