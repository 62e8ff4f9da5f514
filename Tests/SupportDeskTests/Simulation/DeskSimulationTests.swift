// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import DeskAudit
import SupportCore
import SupportDesk
import SupportTestKit
import SupportTickets
import Testing

@Suite("Desks beside an auditor")
struct DeskSimulationTests {
  /// Every fifth seed takes a preset; all of these are tried in every run, and some of the others.
  static let seeds = SeedCount.of(40, long: 40).filter {
    $0 % 5 == 4 || SeedCount.of(20, long: 40).contains($0)
  }

  @Test("say the same about books and steps made from seeds", arguments: seeds)
  func agrees(seed: UInt64) throws {
    var tally = DeskTally()
    if let fault = DeskAudit.fault(seed: seed, steps: 30, &tally) { throw fault }
    #expect(tally.steps == 30)
  }

  @Test("a book of your own is simulated with one call")
  func own() throws {
    let simulation = DeskSimulation(Desk(try PolicyBook(DeskTests.text)))
    if let fault = simulation.fault(seed: 7, steps: 60) { throw fault }
  }

  @Test("a fault is shrunk to the steps that show it")
  func shrinks() throws {
    let simulation = DeskSimulation(
      Desk(try PolicyBook(DeskTests.text)), from: .fixtureStart, after: 1_000,
      watchers: { [Grumbler()] }, shape: { _ in })
    let fault = try #require(simulation.fault(seed: 3, steps: 60))
    #expect(fault.steps.count == 2)
    #expect(fault.wrong == ["somebody solved something"])
    #expect(fault.description.hasPrefix("seed 3, 2 steps:\n"))
  }
}

/// Finds fault with every solution.
private struct Grumbler: DeskWatcher {
  mutating func sees(
    _ decision: DeskDecision, of command: DeskCommand?, at now: Instant, in run: DeskRun
  ) -> [String] {
    command == .ticket(.solve) ? ["somebody solved something"] : []
  }

  mutating func seesEnd(of run: DeskRun, at now: Instant) -> [String] { [] }
}
