// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What work asks of the agent who takes it, and how that changes while it waits (semantics R4).
///
/// ```swift
/// Requirement.has("ticketing")                                        // always
/// Requirement.level("japanese", atLeast: 5, then: [.init(3, after: .seconds(60))])
/// Requirement.optional("gold", until: .seconds(30))                   // dropped after half a minute
/// Requirement.anyOf([.init("refunds", .atLeast, 1), .init("lead", .atLeast, 1)])
/// ```
public struct Requirement: Hashable, Sendable {
  /// A level that takes the place of the one before, from an age on.
  public struct LevelStep: Hashable, Sendable {
    /// The level from then on, 0 ... 1,000,000.
    public var level: Int
    /// The age from which it holds.
    public var after: Duration

    /// Creates a step.
    public init(_ level: Int, after: Duration) {
      self.level = level
      self.after = after
    }
  }

  /// The tests of which one must pass, 1 ... 64.
  public var tests: [SkillTest]
  /// The age from which the requirement holds: zero, or later for one that is added.
  public var from: Duration
  /// The age at which it is dropped, later than ``from``; `nil` for never.
  public var until: Duration?
  /// Other levels for the tests from some ages on, in the order of their ages; at most 64.
  public var steps: [LevelStep]

  /// Creates a requirement that one of the tests passes.
  public init(
    anyOf tests: [SkillTest], from: Duration = .zero, until: Duration? = nil,
    steps: [LevelStep] = []
  ) {
    self.tests = tests
    self.from = from
    self.until = until
    self.steps = steps
  }

  /// The agent has the skill, at any level.
  public static func has(_ skill: SkillID) -> Self {
    Self(anyOf: [SkillTest(skill, .atLeast, 1)])
  }

  /// The agent lacks the skill.
  public static func lacks(_ skill: SkillID) -> Self {
    Self(anyOf: [SkillTest(skill, .atMost, 0)])
  }

  /// The agent has at least a level, which may step down with the age of the work.
  public static func level(
    _ skill: SkillID, atLeast level: Int, then steps: [LevelStep] = []
  ) -> Self {
    Self(anyOf: [SkillTest(skill, .atLeast, level)], steps: steps)
  }

  /// The agent has the skill as long as the work is younger than an age; then anybody will do.
  public static func optional(_ skill: SkillID, until age: Duration) -> Self {
    Self(anyOf: [SkillTest(skill, .atLeast, 1)], until: age)
  }

  /// One of the tests passes.
  public static func anyOf(_ tests: [SkillTest]) -> Self {
    Self(anyOf: tests)
  }

  /// The tests that hold at an age in milliseconds; `nil` where the requirement does not hold then.
  func tests(at age: Int64) -> [SkillTest]? {
    guard age >= from.wholeMilliseconds else { return nil }
    if let until, age >= until.wholeMilliseconds { return nil }
    guard let step = steps.last(where: { age >= $0.after.wholeMilliseconds }) else { return tests }
    return tests.map { SkillTest($0.skill, $0.comparison, step.level) }
  }

  /// The ages at which something changes.
  var turningPoints: [Int64] {
    ([from] + [until].compactMap(\.self) + steps.map(\.after)).map(\.wholeMilliseconds)
  }
}
