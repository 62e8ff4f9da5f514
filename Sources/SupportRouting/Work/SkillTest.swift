// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A bound on an agent's level in one skill; who lacks a skill has level 0 in it.
public struct SkillTest: Hashable, Sendable {
  /// How the agent's level compares with the one asked for.
  public enum Comparison: String, Hashable, Sendable, CaseIterable, Codable {
    /// At least the level.
    case atLeast
    /// More than the level.
    case above
    /// At most the level.
    case atMost
    /// Less than the level.
    case below
    /// Just the level.
    case exactly
    /// Any other level.
    case not
  }

  /// The skill.
  public var skill: SkillID
  /// How levels compare.
  public var comparison: Comparison
  /// The level asked for, 0 ... 1,000,000.
  public var level: Int

  /// Creates a test.
  public init(_ skill: SkillID, _ comparison: Comparison, _ level: Int) {
    self.skill = skill
    self.comparison = comparison
    self.level = level
  }

  /// Tells whether a level passes.
  public func admits(_ actual: Int) -> Bool {
    switch comparison {
    case .atLeast: actual >= level
    case .above: actual > level
    case .atMost: actual <= level
    case .below: actual < level
    case .exactly: actual == level
    case .not: actual != level
    }
  }
}
