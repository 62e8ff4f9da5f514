// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTestKit
import Testing

@Suite("Simulated centres: what a queue promises to those who wait")
struct QueuePromiseTests {
  @Test("Inside a band nobody is overtaken by more than the weights allow", arguments: 1...3)
  func overtaking(seed: UInt64) throws {
    let queue = SteadyQueue(
      agents: 8, perHour: 117,
      priorities: [
        PriorityClass("gold", weight: .seconds(120)),
        PriorityClass("silver", weight: .seconds(45)), PriorityClass("plain"),
      ])
    let centre = try queue.centre(hours: 6)
    let bound = centre.policy.greatestOvertaking
    let calls = try ContactCentreSimulation(centre).run(seed: seed).calls
    #expect(bound == .seconds(120))
    var greatest = Duration.zero
    for (place, call) in calls.enumerated() where call.outcome == .answered {
      let begun = call.arrival.adding(milliseconds: call.wait)
      for later in calls[(place + 1)...] {
        if later.arrival >= begun { break }
        guard later.outcome == .answered, later.arrival.adding(milliseconds: later.wait) < begun
        else { continue }
        greatest = max(greatest, call.arrival.duration(to: later.arrival))
      }
    }
    #expect(greatest <= bound, "seed \(seed)")
    #expect(greatest > .seconds(60), "seed \(seed): the queue was too short to tell")
  }

  @Test("About nine in ten waits lie in the span that was announced on arrival")
  func announcements() throws {
    let queue = SteadyQueue(agents: 6, perHour: 86, announcements: AnnouncementRules())
    let runs = RunPlan.seeds(after: 300)
    var (told, held) = (0, 0)
    for seed in runs.seeds {
      let day = try queue.day(hours: runs.hours, seed: seed)
      for call in day.calls(in: SteadyQueue.warmUp..<runs.hours) where call.outcome == .answered {
        guard let wait = call.announced else { continue }
        told += 1
        let waited = Duration.milliseconds(call.wait)
        if wait.atLeast <= waited, waited <= wait.atMost { held += 1 }
      }
    }
    let share = Double(held) / Double(told)
    #expect(told > 500, "seeds \(runs.seeds)")
    #expect(0.85...0.985 ~= share, "\(held) of \(told); seeds \(runs.seeds)")
    if runs.isLong { print("expected waits: \(held) of \(told) held, \(share)") }
  }
}
