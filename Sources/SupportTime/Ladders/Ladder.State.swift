// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ladder.Run {
  /// Whether a climb goes on, and if not, how it ended: `running` → `acknowledged`, or `running` →
  /// `exhausted` → `acknowledged`, as somebody may still acknowledge late.
  public enum Phase: Hashable, Sendable {
    /// Steps may follow.
    case running
    /// Somebody acknowledged.
    case acknowledged(by: AgentID, at: Instant)
    /// The last round ended without acknowledgement.
    case exhausted(at: Instant)
  }

  /// Where a climb stands, to be kept between two calls.
  ///
  /// It is small, `Codable`, and means something only beside the ladder it came from.
  public struct State: Hashable, Sendable {
    /// The instant of the previous step, or the start.
    public internal(set) var base: Instant

    /// Whether the climb goes on.
    public internal(set) var phase: Phase

    /// The rounds that have ended.
    var round: Int
    /// The level of the next step; the number of levels where the round is about to end.
    var level: Int
    /// How often the level has been told in this round.
    var told: Int
    /// Whether the next step does not wait, because the previous level was passed on.
    var isAtOnce: Bool

    init(start: Instant) {
      base = start
      phase = .running
      (round, level, told, isAtOnce) = (0, 0, 0, false)
    }

    /// Tells whether a climb of the ladder can stand here.
    func fits(_ ladder: Ladder) -> Bool {
      guard (0...ladder.repeats).contains(round), (0...ladder.levels.count).contains(level) else {
        return false
      }
      let times = level < ladder.levels.count ? ladder.levels[level].repetition?.times ?? 0 : 0
      return (0...times).contains(told)
    }
  }
}

extension Ladder.Run.State: Codable {
  private enum CodingKeys: String, CodingKey {
    case base, round, level, told, atOnce, acknowledgedBy, acknowledgedAt, exhaustedAt
  }

  /// Decodes what was encoded; a ladder that it does not fit refuses it when the climb goes on.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    base = try container.decode(Instant.self, forKey: .base)
    round = try container.decode(Int.self, forKey: .round)
    level = try container.decode(Int.self, forKey: .level)
    told = try container.decodeIfPresent(Int.self, forKey: .told) ?? 0
    isAtOnce = try container.decodeIfPresent(Bool.self, forKey: .atOnce) ?? false
    if let agent = try container.decodeIfPresent(AgentID.self, forKey: .acknowledgedBy) {
      let at = try container.decode(Instant.self, forKey: .acknowledgedAt)
      phase = .acknowledged(by: agent, at: at)
    } else if let at = try container.decodeIfPresent(Instant.self, forKey: .exhaustedAt) {
      phase = .exhausted(at: at)
    } else {
      phase = .running
    }
  }

  /// Encodes an object such as `{"base": "2025-09-30T08:30:00Z", "round": 0, "level": 2}`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(base, forKey: .base)
    try container.encode(round, forKey: .round)
    try container.encode(level, forKey: .level)
    if told != 0 { try container.encode(told, forKey: .told) }
    if isAtOnce { try container.encode(true, forKey: .atOnce) }
    switch phase {
    case .running: break
    case .acknowledged(let agent, let at):
      try container.encode(agent, forKey: .acknowledgedBy)
      try container.encode(at, forKey: .acknowledgedAt)
    case .exhausted(let at):
      try container.encode(at, forKey: .exhaustedAt)
    }
  }
}
