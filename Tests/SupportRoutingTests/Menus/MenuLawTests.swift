// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTestKit
import SupportTime
import Testing

@Suite("Phone menus: laws")
struct MenuLawTests {
  /// A menu, and a session that got inputs one by one.
  private struct Trial {
    let menu: PhoneMenu
    let inputs: [(input: PhoneMenu.Input, at: Instant)]
    let end: Instant

    init(seed: UInt64) throws {
      var random = RandomMenu(seed: seed)
      let clock = try #require(RandomMenu.clock)
      menu = try PhoneMenu(random.draft(), calendars: ["half": clock])
      inputs = random.inputs()
      end = (inputs.last?.at ?? RandomMenu.start) + .seconds(5)
    }
  }

  @Test("a session does what a slow reading of the documentation does", arguments: UInt64(0)..<4)
  func slow(block: UInt64) throws {
    for seed in block * 100..<(block + 1) * 100 {
      let trial = try Trial(seed: seed)
      var fast = try trial.menu.session(at: RandomMenu.start)
      var slow = SlowMenu(
        trial.menu.draft, at: RandomMenu.start, isOpen: RandomMenu.isOpen)
      for (input, at) in trial.inputs {
        let count = fast.trail.count
        do throws(PhoneMenu.Rejection) {
          let new = try fast.handle(input, at: at)
          #expect(Array(new) == Array(fast.trail.dropFirst(count)), "seed \(seed)")
          let wasTaken = slow.take(input, at)
          #expect(wasTaken, "seed \(seed), \(input)")
        } catch {
          let wasTaken = slow.take(input, at)
          #expect(!wasTaken, "seed \(seed), \(input): \(error)")
        }
        #expect(fast.nextDeadline == slow.deadline, "seed \(seed)")
      }
      fast.advance(to: trial.end)
      slow.tick(trial.end)
      let lines = fast.trail.map { SlowMenu.Line(at: $0.at, action: $0.action, cause: $0.cause) }
      #expect(lines == slow.lines, "seed \(seed)")
      #expect(fast.hasEnded == slow.ended, "seed \(seed)")
    }
  }

  @Test("a session has no more steps than its bound, and without gaps in limits it ends by itself")
  func bound() throws {
    for seed in UInt64(10_000)..<10_300 {
      let trial = try Trial(seed: seed)
      var session = try trial.menu.session(at: RandomMenu.start)
      for (input, at) in trial.inputs { _ = try? session.handle(input, at: at) }
      session.advance(to: .max)
      let draft = trial.menu.draft
      #expect(session.trail.count <= draft.mostSteps + draft.nodes.count + 1, "seed \(seed)")
      let waits = trial.menu.findings().contains { finding in
        if case .noTimeLimit = finding { true } else { false }
      }
      if !waits { #expect(session.hasEnded, "seed \(seed)") }
      #expect(session.trail.map(\.at) == session.trail.map(\.at).sorted(), "seed \(seed)")
    }
  }

  @Test("ticks between the inputs change nothing, and the same inputs give the same session")
  func replay() throws {
    for seed in UInt64(20_000)..<20_200 {
      let trial = try Trial(seed: seed)
      var plain = try trial.menu.session(at: RandomMenu.start)
      var ticked = try trial.menu.session(at: RandomMenu.start)
      for (input, at) in trial.inputs {
        _ = try? plain.handle(input, at: at)
        while let due = ticked.nextDeadline, due <= at { ticked.advance(to: due) }
        ticked.advance(to: at)
        _ = try? ticked.handle(input, at: at)
      }
      #expect(plain == ticked, "seed \(seed)")
    }
  }

  @Test("a silent caller never meets a circle that the checks did not tell")
  func circles() throws {
    var circles = 0
    for seed in UInt64(30_000)..<30_250 {
      var random = RandomMenu(seed: seed)
      var draft = random.draft()
      draft.mostSteps = 1_000
      let clock = try #require(RandomMenu.clock)
      let menu = try PhoneMenu(draft, calendars: ["half": clock])
      var session = try menu.session(at: RandomMenu.start)
      // A day and a half, so that the calendar closes and opens again.
      session.advance(to: RandomMenu.start + .seconds(130_000))
      let told = menu.findings().contains { finding in
        switch finding {
        case .endlessPrompts, .endlessVerification: true
        default: false
        }
      }
      let wasCaught = session.trail.last?.cause == .tooManySteps || session.trail.count > 200
      if wasCaught { circles += 1 }
      #expect(told || !wasCaught, "seed \(seed)")
    }
    #expect(circles > 20)
  }
}
