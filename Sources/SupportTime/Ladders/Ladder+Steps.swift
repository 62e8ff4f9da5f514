// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ladder {
  /// Which levels somebody covers, and when.
  ///
  /// It is data, so that a climb that is advanced late asks about the instant at which a step was
  /// due, not about the instant of the call. ``DutyRoster`` finds the gaps of a roster.
  public struct Coverage: Hashable, Sendable {
    private let covered: Set<LevelID>?
    private let gaps: [LevelID: [Range<Instant>]]

    private init(covered: Set<LevelID>?, gaps: [LevelID: [Range<Instant>]]) {
      self.covered = covered
      self.gaps = gaps
    }

    /// Every level is covered at all times.
    public static let all = Self(covered: nil, gaps: [:])

    /// These levels are covered at all times and the others never.
    public static func only(_ levels: Set<LevelID>) -> Self {
      Self(covered: levels, gaps: [:])
    }

    /// Every level is covered but for these stretches: for each level those without anybody, in any
    /// order.
    public static func except(_ gaps: [LevelID: [Range<Instant>]]) -> Self {
      Self(covered: nil, gaps: gaps)
    }

    /// Tells whether somebody covers a level at an instant.
    ///
    /// - Complexity: O(*n*) in the gaps of the level.
    public func covers(_ level: LevelID, at instant: Instant) -> Bool {
      if let covered, !covered.contains(level) { return false }
      return !(gaps[level] ?? []).contains { $0.contains(instant) }
    }
  }

  /// Something that happened on a climb.
  public struct Step: Hashable, Sendable {
    /// When it was due, however late the climb was advanced.
    public let at: Instant

    /// The round of the ladder, counted from 1.
    public let round: Int

    /// What happened.
    public let kind: Kind

    /// What a step is.
    public enum Kind: Hashable, Sendable {
      /// The level is told for the first time in this round.
      case notified(LevelID)
      /// The level is told again, for the n-th time after the first.
      case repeated(LevelID, time: Int)
      /// Nobody covers the level; the next one is tried at once.
      case passedOn(LevelID)
      /// Somebody acknowledged; nothing follows.
      case acknowledged(by: AgentID)
      /// The last round has ended without acknowledgement; nothing follows.
      case exhausted
    }
  }
}

extension Ladder.Step: CustomStringConvertible {
  /// One line for logs: `2025-09-30T08:30:00Z round 1: board notified`.
  public var description: String {
    let event =
      switch kind {
      case .notified(let level): "\(level) notified"
      case .repeated(let level, let time): "\(level) notified again (\(time))"
      case .passedOn(let level): "\(level) passed on, nobody covers it"
      case .acknowledged(let agent): "acknowledged by \(agent)"
      case .exhausted: "exhausted"
      }
    return "\(at) round \(round): \(event)"
  }
}
