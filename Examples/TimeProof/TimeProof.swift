// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportTime

/// Asks business time random questions and compares the answers with those of slow walks.
@main
struct TimeProof {
  private static let usage = """
    Usage: time-proof [--seed N] [--cases N] [--minutes N] [--calendar N]

    Compares random calendars and calls with a walk over days (--cases, 100000), and short ones with
    a walk over minutes (--minutes, 1000). --calendar asks the cases of one calendar again, as a
    difference names it. The last line counts the cases' calls that passed and failed.

    Exit codes: 0, 1 when there was a difference, 64 wrong usage.
    """

  /// Cases of one calendar; compiling takes longer than many answers.
  private static let casesPerCalendar = 10

  private var seed: UInt64 = 1
  private var cases = 100_000
  private var minutes = 1_000
  private var calendar: UInt64?

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
      guard let text = rest.popFirst(), let number = UInt64(text), number <= Int64.max else {
        return false
      }
      switch option {
      case "--seed": seed = number
      case "--cases": cases = Int(number)
      case "--minutes": minutes = Int(number)
      case "--calendar": calendar = number
      default: return false
      }
    }
    return true
  }

  private func run() async -> Int {
    let rules = Dictionary(
      uniqueKeysWithValues: ServiceMaker.zones.compactMap { name in
        (try? ZoneRules(identifier: name)).map { (name, $0) }
      })
    let start = ContinuousClock.now
    let tally = await withTaskGroup(of: Tally.self) { group in
      let workers = calendar == nil ? 2 : 1
      for worker in 0..<workers {
        group.addTask { share(worker, of: workers, rules) }
      }
      return await group.reduce(into: Tally()) { $0.add($1) }
    }
    let book = DayBook()
    for difference in tally.differences.sorted(by: { $0.seed < $1.seed }) {
      print(difference.text(book))
    }
    for refusal in tally.refusals.sorted().prefix(20) { print(refusal) }
    let time = (ContinuousClock.now - start).components.seconds
    FileHandle.standardError.write(Data("\(time) s\n".utf8))
    print("seed \(seed): \(tally.calendars) calendars, \(tally.cases) cases")
    print(
      "\(tally.operations) calls compared, \(tally.undecided) too far away to walk to, "
        + "\(tally.refused) calendars without opening refused")
    print("\(tally.operations + tally.refused - tally.failed) passed, \(tally.failed) failed")
    return tally.failed
  }

  /// The calendars of one worker: every so many, so that the result does not depend on who is fast.
  private func share(_ worker: Int, of workers: Int, _ rules: [String: ZoneRules]) -> Tally {
    let proof = Worker(rules: rules)
    if let calendar {
      let isByMinute = calendar & 1 == 1
      proof.prove(seed: calendar, cases: Self.casesPerCalendar, isByMinute: isByMinute)
      return proof.tally
    }
    // Even seeds are walked by days, odd ones by minutes.
    let first = (seed & 0xFF_FFFF) << 32
    for (total, parity) in [(cases, UInt64(0)), (minutes, 1)] {
      var index = worker
      while index * Self.casesPerCalendar < total {
        let left = total - index * Self.casesPerCalendar
        proof.prove(
          seed: first + UInt64(index) * 2 + parity, cases: min(left, Self.casesPerCalendar),
          isByMinute: parity == 1)
        index += workers
      }
    }
    return proof.tally
  }
}
