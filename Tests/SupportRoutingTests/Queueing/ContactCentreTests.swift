// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTestKit
import Testing

@Suite("Simulated centres: what a run keeps to")
struct ContactCentreTests {
  private let hectic = SteadyQueue(agents: 5, perHour: 90, patience: 120)

  @Test("The same seed gives the same day, another seed another one", arguments: 1...3)
  func deterministic(seed: UInt64) throws {
    let day = try hectic.day(hours: 2, seed: seed)
    #expect(try hectic.day(hours: 2, seed: seed) == day, "seed \(seed)")
    #expect(try hectic.day(hours: 2, seed: seed + 1) != day, "seed \(seed)")
  }

  @Test("Every call has one outcome, and busy time is the handling of what was answered")
  func conserved() throws {
    let day = try hectic.day(hours: 3, seed: 5)
    let all = day.counts(in: 0..<3, within: .seconds(20))
    #expect(all.offered == day.calls.count)
    #expect(all.offered == all.answered + all.abandoned)
    #expect(all.abandoned > 0)
    let handled = day.calls.filter { $0.outcome == .answered }.map(\.handling).reduce(0, +)
    let time = day.teamTime(in: 0..<100)
    #expect(time.busy == handled)
    #expect(time.occupancy <= 1)
  }

  @Test("Under another team the same callers come, with the same matters")
  func sameCallers() throws {
    var larger = hectic
    larger.agents = 9
    let (few, many) = try (hectic.day(hours: 2, seed: 9), larger.day(hours: 2, seed: 9))
    #expect(few.calls.map(\.arrival) == many.calls.map(\.arrival))
    #expect(few.calls.map(\.handling) == many.calls.map(\.handling))
    let target = Duration.seconds(20)
    #expect(
      few.counts(in: 0..<2, within: target).abandonment
        > many.counts(in: 0..<2, within: target).abandonment)
  }

  @Test("Where it rings first, nobody is answered sooner, and ringing is no talking")
  func ringing() throws {
    var queue = hectic
    (queue.ringing, queue.wrapUp) = (4, 15)
    let day = try queue.day(hours: 2, seed: 3)
    let answered = day.calls.filter { $0.outcome == .answered }
    #expect(!answered.isEmpty)
    #expect(answered.allSatisfy { $0.wait >= 4_000 })
    let time = day.teamTime(in: 0..<100)
    #expect(time.busy == answered.map(\.handling).reduce(0, +))
    #expect(time.wrapUp > 0)
    #expect(time.ringing >= Int64(answered.count) * 4_000)
  }

  @Test("Where agents have one call at a time, it does not matter whose the wrap-up is")
  func wrapUp() throws {
    var queue = hectic
    queue.wrapUp = 15
    let agents = try queue.day(hours: 2, seed: 6)
    queue.wrapsUpPieces = true
    let pieces = try queue.day(hours: 2, seed: 6)
    #expect(agents.teamTime(in: 0..<2).wrapUp > 0)
    #expect(agents == pieces)
  }

  @Test("Nobody is given work outside a shift; what was begun is finished")
  func shifts() throws {
    var centre = try hectic.centre(hours: 3)
    let late = Instant.fixtureStart + .seconds(3_600)
    for place in centre.team.indices {
      centre.team[place].shifts = [late..<(late + .seconds(1_800))]
    }
    let day = try ContactCentreSimulation(centre).run(seed: 4)
    let answers = day.calls.filter { $0.outcome == .answered }
      .map { $0.arrival.adding(milliseconds: $0.wait) }
    #expect(answers.count > 10)
    #expect(answers.allSatisfy { $0 >= late && $0 < late + .seconds(1_800) })
    let staffed = day.teamTime(in: 0..<100).staffed
    #expect(staffed >= 5 * 1_800_000)
    #expect(staffed < 5 * 1_800_000 + 5 * 3_600_000)
  }

  @Test("Who accepts a callback is neither answered in time nor gone, and is called later")
  func callbacks() throws {
    var queue = hectic
    queue.overflow = [OverflowRule(when: .waited(.seconds(30)), then: .offerCallback)]
    var centre = try queue.centre(hours: 2)
    centre.callbacks = .init(percent: 50, delay: .seconds(3_600))
    let day = try ContactCentreSimulation(centre).run(seed: 2)
    let called = day.calls.filter(\.isCallback)
    #expect(called.count > 5)
    #expect(called.allSatisfy { $0.outcome == .answered && $0.wait >= 3_630_000 })
    let all = day.counts(in: 0..<2, within: .seconds(20))
    #expect(all.callbacks == called.count)
    #expect(all.offered == all.answered + all.abandoned + all.callbacks)
  }

  @Test("Handling times have the mean and the spread that were asked for")
  func logNormal() throws {
    var centre = try SteadyQueue(agents: 1, perHour: 4_000).centre(hours: 1)
    centre.streams[0].handling = .logNormal(mean: .seconds(300), deviation: .seconds(200))
    centre.streams[0].patience = .fixed(.seconds(1))
    let times = try ContactCentreSimulation(centre).run(seed: 8).calls.map { Double($0.handling) }
    let mean = times.reduce(0, +) / Double(times.count)
    let variance = times.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(times.count)
    // Standard errors: 3 s of the mean, some 10 s of the deviation.
    #expect(abs(mean - 300_000) < 12_000)
    #expect(abs(variance.squareRoot() - 200_000) < 40_000)
  }
}
