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

  // MARK: Ways of findings

  @Test("a way that a finding tells leads to its node, and what is out of reach is never reached")
  func ways() throws {
    var ways = 0
    for seed in UInt64(40_000)..<40_250 {
      var random = RandomMenu(seed: seed)
      let menu = try PhoneMenu(
        random.dialledDraft(), calendars: ["half": try #require(RandomMenu.clock)])
      let numbers =
        menu.draft.extensions.map { "1" + $0.digits } + menu.draft.prefixes.map { $0.digits + "1" }
      let dialled = try numbers.map { try menu.session(at: RandomMenu.start, dialled: $0) }
      for finding in menu.findings() {
        if case .unreachable(let node) = finding {
          let trails = dialled.map(\.trail).joined()
          #expect(!trails.contains { $0.node == node }, "seed \(seed), \(node)")
        }
        guard let (node, way) = finding.wayToNode,
          let session = try Self.session(of: menu, by: way)
        else { continue }
        ways += 1
        #expect(session.trail.contains { $0.node == node }, "seed \(seed), \(node): \(way)")
      }
    }
    #expect(ways > 200)
  }

  /// A session in which the moves of a way are made; `nil` where one instant does not do for all
  /// its branches.
  private static func session(
    of menu: PhoneMenu, by way: PhoneMenu.Way
  ) throws -> PhoneMenu.Session? {
    let branches = Set(
      way.moves.compactMap { if case .find(_, let isOpen) = $0 { isOpen } else { nil } })
    if branches.count > 1 { return nil }
    let start = RandomMenu.start + .seconds(branches == [false] ? 60 : -3_600)
    var session = try menu.session(at: start)
    for move in way.moves {
      switch move {
      case .call, .find, .listen: break
      case .dial(let digits): session = try menu.session(at: start, dialled: digits)
      case .press(let keys):
        let count = session.trail.count
        for key in keys { _ = try? session.handle(.key(String(key)), at: session.now) }
        // What something longer begins with is taken when no key follows.
        if session.trail.count == count, let due = session.nextDeadline { session.advance(to: due) }
      case .askForPerson: _ = try? session.handle(.askForPerson, at: session.now)
      case .verify:
        session.pressNines()
        _ = try? session.handle(.verified(true), at: session.now)
      case .giveUp, .fail:
        let node = session.trail.last?.node
        for _ in 0..<40 where session.trail.last?.node == node {
          session.pressNines()
          _ = try? session.handle(.verified(false), at: session.now)
        }
      }
    }
    return session
  }
}

extension PhoneMenu.Session {
  /// Presses 9, which means nothing in random menus, until something happens.
  fileprivate mutating func pressNines() {
    let count = trail.count
    for _ in 0..<10 where trail.count == count { _ = try? handle(.key("9"), at: now) }
  }
}

extension PhoneMenu.Finding {
  /// A node, and the way there.
  fileprivate var wayToNode: (PhoneMenu.NodeID, PhoneMenu.Way)? {
    switch self {
    case .deadEnd(let node, let way), .noTimeLimit(let node, let way),
      .hiddenOption(let node, _, _, let way), .hiddenExtension(let node, _, _, let way),
      .delayedOption(let node, _, _, let way), .hiddenNumbers(let node, _, let way):
      (node, way)
    case .endlessPrompts(let nodes, let way), .endlessVerification(let nodes, let way):
      nodes.first.map { ($0, way) }
    case .unreachable, .neverCloses, .ambiguousCodes, .ambiguousPrefixes, .prefixHidesExtension: nil
    }
  }
}
