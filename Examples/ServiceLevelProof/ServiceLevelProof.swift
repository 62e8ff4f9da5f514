// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import ServiceLevelAudit

/// Asks the clocks of tickets about random lives and compares every answer with that of an auditor
/// who walks minute by minute.
@main
struct ServiceLevelProof {
  private static let usage = """
    Usage: sla-proof [--seed N] [--tickets N] [--steps N] [--merges N]

    Compares the clocks of --tickets lives (10000) of up to --steps commands (200), and of --merges
    pairs of tickets (2000), with an auditor's. --seed is the first life.

    Exit codes: 0, 1 when there was a difference, 64 wrong usage.
    """

  private var seed: UInt64 = 0
  private var tickets: UInt64 = 10_000
  private var steps: UInt64 = 200
  private var merges: UInt64 = 2_000

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
      case "--tickets": tickets = number
      case "--steps": steps = max(number, 1)
      case "--merges": merges = number
      default: return false
      }
    }
    return true
  }

  private func run() async -> Int {
    let start = ContinuousClock.now
    let failures = await withTaskGroup(of: [(UInt64, String)].self) { group in
      let workers: UInt64 = 2
      for worker in 0..<workers {
        group.addTask { share(worker, of: workers) }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    for (life, text) in failures.sorted(by: { $0.0 < $1.0 }).prefix(20) {
      print("life \(life): \(text)")
    }
    let time = (ContinuousClock.now - start).components.seconds
    FileHandle.standardError.write(Data("\(time) s\n".utf8))
    let failed = Set(failures.map(\.0)).count
    print("seed \(seed): \(tickets) lives of up to \(steps) commands, \(merges) merges")
    print("\(Int(tickets + merges) - failed) passed, \(failed) failed")
    return failed
  }

  private func share(_ worker: UInt64, of workers: UInt64) -> [(UInt64, String)] {
    var failures: [(UInt64, String)] = []
    for life in seed..<seed + tickets where life % workers == worker {
      failures += ServiceLevelAudit.differences(seed: life, steps: Int(steps)).map { (life, $0) }
    }
    for life in seed..<seed + merges where life % workers == worker {
      failures += ServiceLevelAudit.mergeDifferences(seed: life)
        .map { (life + tickets, "merge: \($0)") }
    }
    return failures
  }
}
