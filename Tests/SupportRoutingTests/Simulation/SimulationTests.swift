// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import Testing

@Suite("Routing against the naive router")
struct SimulationTests {
  /// How many seeds are tried: a few on every run, many where the environment asks for it.
  static let seeds: UInt64 =
    ProcessInfo.processInfo.environment["SUPPORTKIT_LONG"] == nil ? 40 : 20_000

  @Test("The router takes the decisions that the text says, step by step")
  func decisions() throws {
    for seed in 1...Self.seeds {
      let scenario = try ScenarioMaker.scenario(seed: seed)
      let policy = try scenario.parts.policy()
      var naive = NaiveRouter(policy)
      var router = Router(policy)
      for (number, move) in scenario.moves.enumerated() {
        let expected = Answer(of: &naive, to: move)
        let actual = Answer(of: &router, to: move)
        guard expected.comparable != actual.comparable else { continue }
        Issue.record("seed \(seed), \(Shrinker.report(scenario, through: number))")
        return
      }
    }
  }
}
