// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import DeskAudit
import Foundation
import SupportTestKit

/// Lets desks decide random commands and holds every decision against laws and an auditor.
@main
struct DeskProof {
  private static let usage = """
    Usage: desk-proof [--seed N] [--desks N] [--steps N]

    Plays --desks desks (1000) of --steps steps (300), of which --seed (0) is the first.

    Exit codes: 0, 1 when there was a difference, 64 wrong usage.
    """

  private var seed: UInt64 = 0
  private var desks: UInt64 = 1_000
  private var steps: UInt64 = 300

  static func main() async {
    var proof = Self()
    guard proof.read(Array(CommandLine.arguments.dropFirst())) else {
      FileHandle.standardError.write(Data((usage + "\n").utf8))
      exit(64)
    }
    if await proof.run() > 0 { exit(1) }
  }

  private mutating func read(_ arguments: [String]) -> Bool {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      guard let text = rest.popFirst(), let number = UInt64(text), number <= 1_000_000_000 else {
        return false
      }
      switch option {
      case "--seed": seed = number
      case "--desks": desks = number
      case "--steps": steps = max(number, 1)
      default: return false
      }
    }
    return true
  }

  private func run() async -> Int {
    let start = ContinuousClock.now
    let (faults, tally) = await withTaskGroup(of: ([DeskFault], DeskTally).self) { group in
      let lanes: UInt64 = 2
      for lane in 0..<lanes {
        group.addTask { share(lane, of: lanes) }
      }
      return await group.reduce(into: ([DeskFault](), DeskTally())) { all, lane in
        all.0 += lane.0
        all.1.add(lane.1)
      }
    }
    for fault in faults.sorted(by: { $0.seed < $1.seed }).prefix(5) { print(fault) }
    let time = (ContinuousClock.now - start).components.seconds
    FileHandle.standardError.write(Data("\(time) s\n".utf8))
    print("\(desks) desks of \(steps) steps from seed \(seed):")
    print(
      "\(tally.performed) commands were carried out, \(tally.steps - tally.performed) refused or"
        + " looks; \(tally.events) events, \(tally.intents) intents, \(tally.awards) awards,"
        + " \(tally.merges) merges")
    print("\(Int(desks) - faults.count) agree, \(faults.count) differ")
    return faults.count
  }

  private func share(_ lane: UInt64, of lanes: UInt64) -> ([DeskFault], DeskTally) {
    var faults: [DeskFault] = []
    var tally = DeskTally()
    for desk in seed..<seed + desks where desk % lanes == lane && faults.count < 10 {
      if let fault = DeskAudit.fault(seed: desk, steps: Int(steps), &tally) { faults.append(fault) }
    }
    return (faults, tally)
  }
}
