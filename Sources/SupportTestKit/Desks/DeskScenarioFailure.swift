// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a scenario expected and what happened instead.
public struct DeskScenarioFailure: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was expected, in words.
  public var expected: String
  /// What happened instead, a line for each expectation that does not hold.
  public var happened: [String]
  /// The steps up to there.
  public var story: [String]
  /// Why the desk decided as it did; `nil` before its first decision.
  public var explanation: String?

  init(
    expected: String, happened: [String], story: [String] = [], explanation: String? = nil
  ) {
    self.expected = expected
    self.happened = happened
    self.story = story
    self.explanation = explanation
  }

  /// Everything, a line each.
  public var description: String {
    var lines = ["expected: \(expected)"] + happened.map { "happened: \($0)" }
    if !story.isEmpty { lines += ["story:"] + story.map { "  \($0)" } }
    if let explanation {
      lines += ["why:"] + explanation.split(separator: "\n").map { "  \($0)" }
    }
    return lines.joined(separator: "\n")
  }
}
