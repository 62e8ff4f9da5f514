// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a simulation found wrong, with the shortest list of steps that shows it.
public struct DeskFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// What the steps were made of.
  public var seed: UInt64
  /// The steps that show it.
  public var steps: [DeskStep]
  /// What is wrong, in words.
  public var wrong: [String]

  package init(seed: UInt64, steps: [DeskStep], wrong: [String]) {
    self.seed = seed
    self.steps = steps
    self.wrong = wrong
  }

  /// Everything, a line each.
  public var description: String {
    (["seed \(seed), \(steps.count) steps:"] + steps.map { "  \($0)" } + wrong.map { "! \($0)" })
      .joined(separator: "\n")
  }
}
