// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
public import SupportDesk
import SupportSLA
import SupportStorage
import SupportTickets

/// Desks under fire: random commands of several customers about several tickets, with every decision
/// checked.
///
/// ```swift
/// let simulation = DeskSimulation(try Desk(.creationAndMagic))
/// for seed in 0..<200 {
///   if let fault = simulation.fault(seed: UInt64(seed), steps: 40) { throw fault }
/// }
/// ```
///
/// It holds against any book that recorded events give back what was decided; that no intent is told
/// twice, no cause paid twice, no cap passed and no reminder told behind its breach; that nothing falls
/// due before the deadline that was told; that a host which looks late, and at a case before somebody
/// decides about its clocks or its money, misses nothing; that one which works through what is overdue
/// customer by customer, in the order in which it fell due, leaves the accounts of a prompt one, however
/// many cases share a cap; and that the same run gives the same bytes.
/// What fails is shrunk to the shortest list of steps that still fails.
///
/// It knows nothing of what a book should say: expect that with a ``DeskScenario``.
public struct DeskSimulation: Sendable {
  private let desk: Desk
  private let start: Instant
  private let watchers: @Sendable () -> [any DeskWatcher]
  private let shape: @Sendable (inout DeskStepMaker) -> Void
  private let after: Int64

  /// Prepares the simulation of a desk.
  ///
  /// - Parameters:
  ///   - desk: The desk.
  ///   - start: When the first step may be.
  public init(_ desk: Desk, from start: Instant = .fixtureStart) {
    self.init(desk, from: start, after: 40 * 86_400_000, watchers: { [] }, shape: { _ in })
  }

  package init(
    _ desk: Desk, from start: Instant, after: Int64,
    watchers: @escaping @Sendable () -> [any DeskWatcher],
    shape: @escaping @Sendable (inout DeskStepMaker) -> Void
  ) {
    self.desk = desk
    self.start = start
    self.after = after
    self.watchers = watchers
    self.shape = shape
  }

  /// What is wrong with the steps of a seed; `nil` where nothing is.
  ///
  /// - Parameters:
  ///   - seed: What the steps are made of.
  ///   - steps: How many, at least 1.
  /// - Returns: The fault with the fewest steps that show it.
  /// - Complexity: that of three times the decisions; where something is wrong, that of up to some hundred runs
  ///   more to shrink it.
  public func fault(seed: UInt64, steps: Int) -> DeskFault? {
    var tally = DeskTally()
    return fault(seed: seed, steps: steps, &tally)
  }

  package func fault(seed: UInt64, steps: Int, _ tally: inout DeskTally) -> DeskFault? {
    var random = SplitMix64(seed: seed)
    var maker = DeskStepMaker(desk)
    shape(&maker)
    var trial = watched()
    var made: [DeskStep] = []
    var wrong: [String] = []
    while made.count < steps, wrong.isEmpty {
      let step = maker.step(&random, number: made.count, after: trial.now, in: trial.run)
      made.append(step)
      wrong = trial.play(step)
    }
    if wrong.isEmpty { wrong = finish(&trial, made) }
    tally.add(trial, steps: made.count)
    if wrong.isEmpty, seed % 25 == 0 { wrong = repeated(trial, made) }
    guard !wrong.isEmpty else { return nil }
    let short = shrunk(made)
    return DeskFault(
      seed: seed, steps: short.steps, wrong: short.wrong.isEmpty ? wrong : short.wrong)
  }

  /// What is wrong with given steps.
  package func differences(of steps: [DeskStep]) -> [String] {
    var trial = watched()
    for step in steps {
      let wrong = trial.play(step)
      if !wrong.isEmpty { return wrong }
    }
    let wrong = finish(&trial, steps)
    return wrong.isEmpty ? repeated(trial, steps) : wrong
  }

  private func watched() -> DeskTrial {
    DeskTrial(
      desk, at: start, .prompt, watchers: [DeskLaws(), DeskMoneyLaws()] + watchers())
  }

  // MARK: Ending

  /// Ends a run and compares it with hosts that looked late.
  private func finish(_ trial: inout DeskTrial, _ steps: [DeskStep]) -> [String] {
    let end = trial.now.adding(milliseconds: after)
    var wrong = trial.end(at: end)
    for pace in [DeskTrial.Pace.late, .inOrder] where wrong.isEmpty {
      var other = DeskTrial(desk, at: start, pace)
      for step in steps where wrong.isEmpty { wrong += other.play(step) }
      if wrong.isEmpty { wrong += other.end(at: end) }
      guard wrong.isEmpty else { return wrong }
      // Where cases share a cap, who is looked at first gets the first share of it, and what a case got
      // counts for the caps of its claims. Whether they share one, only the policy knows.
      let sharing = trial.claimants.filter { trial.run.cases(of: $0) > 1 }
      wrong = Self.lost(trial, other, sumsApartFrom: pace == .late ? Set(sharing) : [])
      if pace == .inOrder, wrong.isEmpty { wrong = Self.otherAccounts(trial, other) }
    }
    return wrong
  }

  /// What a host that looks late told, paid or recorded otherwise.
  private static func lost(
    _ prompt: DeskTrial, _ late: DeskTrial, sumsApartFrom aside: Set<CustomerID>
  ) -> [String] {
    var wrong: [String] = []
    let (first, second) = (promises(prompt.intents), promises(late.intents))
    for (key, intent) in first.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where second[key] != intent {
      let told = second[key].map { $0.words } ?? "nothing"
      wrong.append("a late look tells \(told) for \(intent.words)")
    }
    for key in second.keys.filter({ first[$0] == nil }).sorted(by: { $0.rawValue < $1.rawValue }) {
      wrong.append("only a late look tells \(key)")
    }
    for ticket in prompt.run.tickets {
      let one = prompt.run.cases[ticket]?.ticket
      let other = late.run.cases[ticket]?.ticket
      if one?.status != other?.status || one?.messages != other?.messages
        || one?.details.escalations.count != other?.details.escalations.count
      {
        wrong.append("\(ticket) stands otherwise after late looks")
      }
    }
    for (customer, account) in prompt.run.accounts.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where !aside.contains(customer) {
      let other = late.run.accounts[customer]
      let (one, two) = (sum(account), sum(other))
      if one != two { wrong.append("\(customer) got \(one) promptly and \(two) after late looks") }
    }
    return wrong
  }

  /// Whose account stands otherwise where overdue work was done customer by customer.
  private static func otherAccounts(_ prompt: DeskTrial, _ other: DeskTrial) -> [String] {
    prompt.run.accounts.keys.sorted { $0.rawValue < $1.rawValue }
      .filter { prompt.run.accounts[$0] != other.run.accounts[$0] }
      .map { "the account of \($0) stands otherwise where overdue work is done by customer" }
  }

  private static func promises(_ intents: [Intent]) -> [IdempotencyKey: Intent] {
    // Those about promises have keys of their own, whatever was recorded before them.
    intents.reduce(into: [:]) { known, intent in
      if intent.operand("metric") != nil { known[intent.key] = intent }
    }
  }

  private static func sum(_ account: CompensationAccount?) -> Int64 {
    (account?.cases ?? []).reduce(0) { $0 + $1.compensation.minorUnits + $1.refund.minorUnits }
  }

  /// The same steps again, down to the bytes.
  private func repeated(_ trial: DeskTrial, _ steps: [DeskStep]) -> [String] {
    var again = DeskTrial(desk, at: start, .prompt)
    for step in steps { _ = again.play(step) }
    _ = again.end(at: trial.now)
    guard again.entries.count == trial.entries.count else {
      return ["the same steps give \(again.entries.count) events and \(trial.entries.count)"]
    }
    for (one, other) in zip(trial.entries, again.entries) {
      do {
        let bytes = try CanonicalJSON.bytes(of: one.event)
        guard bytes == (try CanonicalJSON.bytes(of: other.event)) else {
          return ["the same steps give \(one.event) and \(other.event)"]
        }
        let read = try CanonicalJSON.value(DeskEvent.self, from: bytes)
        if read != one.event { return ["\(one.event) is read back as \(read)"] }
      } catch {
        return ["\(one.event) cannot be written and read: \(error)"]
      }
    }
    return again.intents == trial.intents ? [] : ["the same steps give other intents"]
  }

  // MARK: Shrinking

  /// The shortest list of steps that still fails: parts are left out, ever smaller ones.
  private func shrunk(_ steps: [DeskStep]) -> (steps: [DeskStep], wrong: [String]) {
    var steps = steps
    var wrong: [String] = []
    var runs = 0
    var size = max(steps.count / 2, 1)
    while runs < 1_500 {
      var place = 0
      var changed = false
      while place < steps.count, runs < 1_500 {
        var fewer = steps
        fewer.removeSubrange(place..<min(place + size, steps.count))
        runs += 1
        let found = differences(of: fewer)
        if found.isEmpty {
          place += size
        } else {
          (steps, wrong, changed) = (fewer, found, true)
        }
      }
      if size == 1, !changed { break }
      size = max(size / 2, 1)
    }
    return (steps, wrong)
  }
}

extension Intent {
  /// All that it says, for faults of tests.
  fileprivate var words: String {
    "\(self) under \(key): "
      + operands.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
  }
}
