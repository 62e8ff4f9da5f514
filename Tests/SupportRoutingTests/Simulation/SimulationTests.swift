// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import Testing

/// The router is held against a second one, written from `Documentation/routing.md`, in scenarios
/// made by chance: every seed gives a policy, agents and some hundred commands.
@Suite("Routing against the naive router")
struct SimulationTests {
  private static let environment = ProcessInfo.processInfo.environment

  /// A few seeds on every run; many with `SUPPORTKIT_LONG=1`, in blocks of a hundred; with
  /// `SUPPORTKIT_SEEDS` one, such as `4098`, or all from one to another, such as `5601-5700`.
  static let blocks: [ClosedRange<UInt64>] =
    if let seeds = environment["SUPPORTKIT_SEEDS"] {
      seedBlocks(seeds.split(separator: "-").compactMap { UInt64($0) })
    } else if environment["SUPPORTKIT_LONG"] != nil {
      seedBlocks([1, 20_000])
    } else {
      (1...3).map { $0 * 2 - 1...$0 * 2 }
    }

  private static func seedBlocks(_ bounds: [UInt64]) -> [ClosedRange<UInt64>] {
    guard let first = bounds.first, let last = bounds.last, first <= last else { return [] }
    return stride(from: first, through: last, by: 100).map { $0...min($0 + 99, last) }
  }

  @Test("The router takes the decisions that the text says, step by step", arguments: blocks)
  func decisions(seeds: ClosedRange<UInt64>) throws {
    for seed in seeds {
      var maker = try ScenarioMaker(seed: seed)
      let policy = maker.router.policy
      var router = Router(policy)
      var laws = RoutingLaws(policy)
      var number = 0
      while let (move, expected) = maker.play() {
        let actual = Answer(of: &router, to: move)
        guard expected.comparable == actual.comparable else {
          Issue.record("seed \(seed), \(Shrinker.report(maker.scenario, through: number))")
          return
        }
        if let step = actual.step { laws.check(move, step, maker.router) }
        let told = Self.difference(maker.router, router, after: move, number)
        if let breach = laws.breaches.first ?? told {
          Issue.record("seed \(seed), move \(number), \(move.text): \(breach)")
          return
        }
        number += 1
      }
      expectKnown(laws.known, of: maker, router, "seed \(seed)")
    }
  }

  /// Now and then: whether the routers say the same of all work, and whether nothing happens before
  /// the real one says that something is due.
  private static func difference(
    _ naive: NaiveRouter, _ router: Router, after move: Move, _ number: Int
  ) -> String? {
    guard number.isMultiple(of: 5), naive.last == move.at else { return nil }
    let texts = naive.saysOfWork(at: move.at)
    let answers = router.saysOfWork(naive.works.map(\.id), at: move.at)
    for (text, answer) in zip(texts, answers) where text != answer {
      return "\(answer), but by the text \(text)"
    }
    let quiet = router.nextDeadline?.adding(milliseconds: -1) ?? move.at + .seconds(3_000_000)
    guard quiet > move.at else { return nil }
    var copy = naive
    let early = Answer(of: &copy, to: Move(command: .tick, at: quiet))
    guard let step = early.step, !step.directives.isEmpty else { return nil }
    return "something is due before \(quiet): \(early.text)"
  }

  /// Every piece of work that ever came is known exactly where it has not ended.
  private func expectKnown(
    _ known: Set<WorkID>, of maker: ScenarioMaker, _ router: Router, _ label: String
  ) {
    guard let last = maker.router.last, let channel = maker.router.policy.channels.first,
      let queue = maker.router.policy.queues.first
    else { return }
    for number in 1...max(maker.works, 1) {
      let id = WorkID("w\(number)")
      var copy = router
      let again = Move(
        command: .enqueue(WorkItem(id, channel: channel.id, queue: queue.id)), at: last)
      let isDuplicate = Answer(of: &copy, to: again) == .rejection(.duplicateWork(id))
      #expect(isDuplicate == known.contains(id), "\(label): \(id)")
    }
  }

  @Test("Nobody overtakes by more than weights of one band differ", arguments: 1...10)
  func overtaking(seed: UInt64) throws {
    let policy = try ScenarioMaker(seed: seed).router.policy
    // Ordinary work is of band 0 and has no weight.
    let bands = Dictionary(grouping: policy.priorities + [PriorityClass("ordinary")], by: \.band)
    let spans = bands.values.map { classes in
      let weights = classes.map(\.weight).sorted()
      return (weights.last ?? .zero) - (weights.first ?? .zero)
    }
    let accessible = policy.options.accessibleWeight
    #expect(policy.greatestOvertaking == (spans.max() ?? .zero) + accessible)
  }

  @Test(
    "Two runs agree, and a copy goes on as the original does",
    arguments: SeedCount.of(3, long: 4, from: 1))
  func copies(seed: UInt64) throws {
    let scenario = try ScenarioMaker.scenario(seed: seed)
    let policy = try scenario.parts.policy()
    var first = Router(policy)
    var second = Router(policy)
    var copy = first
    var behind: [(move: Move, answer: Answer)] = []
    for (number, move) in scenario.moves.enumerated() {
      let answer = Answer(of: &first, to: move)
      #expect(Answer(of: &second, to: move) == answer)
      behind.append((move, answer))
      // The copy was left behind, and catches up from where it was taken.
      guard number % 37 == 36 || number == scenario.moves.count - 1 else { continue }
      for (move, answer) in behind { #expect(Answer(of: &copy, to: move) == answer) }
      copy = second
      behind = []
    }
  }

  @Test("The laws notice an offer made twice, one kept silent, and work that is lost")
  func lawsBite() throws {
    var maker = try ScenarioMaker(seed: 1)
    var laws = RoutingLaws(maker.router.policy)
    var bites = 0
    while let (move, answer) = maker.play() {
      guard let step = answer.step else { continue }
      let offers = step.directives.filter { directive in
        if case .offer = directive { true } else { false }
      }
      // A dozen of each is enough to see that they are noticed.
      if bites < 12, let offer = offers.first {
        for wrong in [step.directives + [offer], step.directives.filter { $0 != offer }] {
          var copy = laws
          copy.check(move, Router.Step(at: step.at, directives: wrong), maker.router)
          #expect(!copy.breaches.isEmpty)
        }
        var copy = laws
        var lossy = maker.router
        lossy.works.removeLast()
        copy.check(move, step, lossy)
        #expect(!copy.breaches.isEmpty)
        bites += 1
      }
      laws.check(move, step, maker.router)
    }
    #expect(laws.breaches.isEmpty)
    #expect(bites > 10)
  }
}
