// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RewardPool {
  /// Something that happened to a pool. Its JSON is a contract of its own:
  /// `{"at": …, "by": …, "type": "awarded", …}`.
  public struct Event: Hashable, Sendable {
    /// When it happened.
    public var occurredAt: Instant
    /// Who did it.
    public var by: Principal
    /// What happened.
    public var change: Change
    /// Why, in words for the desk alone.
    public var reason: String?

    /// Creates an event.
    public init(
      _ change: Change, by: Principal, at occurredAt: Instant, because reason: String? = nil
    ) {
      self.occurredAt = occurredAt
      self.by = by
      self.change = change
      self.reason = reason
    }
  }

  /// What happened to a pool.
  public enum Change: Hashable, Sendable {
    /// Somebody said how much may be given in a year.
    case amountSet(Money)
    /// Something was given.
    case awarded(Award)
    /// What had been given was taken back, into the year it came from.
    case withdrawn(AwardID)
  }
}

extension RewardPool.Event: Codable {
  private enum CodingKeys: String, CodingKey {
    case at, by, type, reason, amount, award
  }

  private enum Name: String, Codable {
    case amountSet, awarded, withdrawn
  }

  /// Decodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let change: RewardPool.Change =
      switch try values.decode(Name.self, forKey: .type) {
      case .amountSet: .amountSet(try values.decode(Money.self, forKey: .amount))
      case .awarded: .awarded(try values.decode(RewardPool.Award.self, forKey: .award))
      case .withdrawn: .withdrawn(try values.decode(RewardPool.AwardID.self, forKey: .award))
      }
    self.init(
      change, by: try values.decode(Principal.self, forKey: .by),
      at: try values.decode(Instant.self, forKey: .at),
      because: try values.decodeIfPresent(String.self, forKey: .reason))
  }

  /// Encodes `{"at": …, "by": …, "type": …}` with the payload that the type has.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(occurredAt, forKey: .at)
    try values.encode(by, forKey: .by)
    try values.encodeIfPresent(reason, forKey: .reason)
    switch change {
    case .amountSet(let amount):
      try values.encode(Name.amountSet, forKey: .type)
      try values.encode(amount, forKey: .amount)
    case .awarded(let award):
      try values.encode(Name.awarded, forKey: .type)
      try values.encode(award, forKey: .award)
    case .withdrawn(let id):
      try values.encode(Name.withdrawn, forKey: .type)
      try values.encode(id, forKey: .award)
    }
  }
}
