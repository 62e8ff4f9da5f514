// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportRouting
import SupportTestKit
import Testing

/// Hash seeds differ from process to process, and so does the order of sets and dictionaries: a router
/// that followed it would take other decisions in the next process. Here each run of the tests is a
/// process of its own, and is held to the digest that an earlier one left.
///
/// The digest is the router's own output: it proves that runs are the same, not that they are right.
/// A change of meaning, or of how steps are written, changes it:
/// `SUPPORTKIT_WRITE_FIXTURES=1 swift test --filter RoutingDigestTests` writes it anew.
@Suite("Routing is the same in every process")
struct RoutingDigestTests {
  @Test("1,000 commands lead to the same steps and refusals, byte for byte")
  func digest() throws {
    var day = try RoutingDay(seed: 8)
    let line = try day.digest() + "\n"
    let name = "Fixtures/routing-digest.txt"
    if ProcessInfo.processInfo.environment["SUPPORTKIT_WRITE_FIXTURES"] != nil {
      let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      try line.write(to: tests.appending(path: name), atomically: true, encoding: .utf8)
    } else {
      let resources = try #require(Bundle.module.resourceURL)
      let file = try String(contentsOf: resources.appending(path: name), encoding: .utf8)
      #expect(line == file)
    }
  }
}

/// Agents with many groups, skills and languages, and what happens to them and to work, by chance.
private struct RoutingDay {
  private var random: SplitMix64
  private var router: Router
  private var now = Instant(secondsSince1970: 1_748_822_400)
  private var offers: [(work: WorkID, agent: AgentID)] = []
  private var held: [(work: WorkID, agent: AgentID)] = []
  private var waiting: [WorkID] = []
  private var agents: [AgentID] = []
  private var count = 0

  init(seed: UInt64) throws {
    random = SplitMix64(seed: seed)
    router = Router(
      try RoutingPolicy(
        "digest", version: "1",
        channels: [
          WorkChannel("voice", exclusivity: .whole, wrapUp: .agent(.seconds(20))),
          WorkChannel("chat", holdFreesSlot: true), WorkChannel("mail"),
        ],
        queues: (0..<6).map { number in
          WorkQueue(
            QueueID("q\(number)"),
            pools: (0..<4).map { .init(GroupID("g\(number + $0)"), after: .seconds($0 * 20)) },
            overflow: [
              .init(when: .waited(.seconds(240)), then: .offerCallback),
              .init(when: .length(atLeast: 30), then: .queue(QueueID("q\((number + 1) % 6)"))),
              .init(when: .waited(.seconds(900)), then: .raise(to: "urgent")),
            ], offers: OfferRules(atOnce: 1 + number % 3),
            announcements: .init(onArrival: number == 0, every: number == 0 ? .seconds(120) : nil))
        },
        priorities: [
          PriorityClass("urgent", band: 1), PriorityClass("gold", weight: .seconds(90)),
        ],
        agentOrder: [.ring, .proficiency, .language, .loadRatio, .idleSince],
        options: .init(returnWindow: .seconds(120), fallback: "q0")))
  }

  /// A number below a bound, the same on every platform.
  private mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: random.next() % UInt64(bound))
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value? {
    values.isEmpty ? nil : values[below(values.count)]
  }

  private mutating func names(_ prefix: String, of bound: Int, _ most: Int) -> [String] {
    (0..<1 + below(most)).map { _ in "\(prefix)\(below(bound))" }
  }

  private mutating func agent() -> Agent {
    let id = AgentID("a\(agents.count)")
    agents.append(id)
    var skills: [SkillID: Int] = [:]
    for name in names("s", of: 12, 6) { skills[SkillID(name)] = 1 + below(5) }
    return Agent(
      id, groups: Set(names("g", of: 9, 4).map { GroupID($0) }), skills: skills,
      languages: Set(names("l", of: 3, 3).map { LanguageID($0) }),
      capacity: .init(.perChannel(["voice": 1, "chat": 3, "mail": 4])))
  }

  private mutating func work() -> WorkItem {
    let id = WorkID("w\(count)")
    count += 1
    let requirements = names("s", of: 12, 2).map { name in
      Requirement.level(SkillID(name), atLeast: 1 + below(4), then: [.init(1, after: .seconds(60))])
    }
    return WorkItem(
      id, channel: pick(["voice", "chat", "mail"]) ?? "voice", queue: QueueID("q\(below(6))"),
      priority: pick([nil, nil, "gold", "urgent"]) ?? nil, requirements: requirements)
  }

  private mutating func command() -> Router.Command {
    switch below(20) {
    case 0..<7: return .enqueue(work())
    case 7..<10: return pick(offers).map { .accept($0.work, by: $0.agent) } ?? .tick
    case 10: return pick(offers).map { .decline($0.work, by: $0.agent) } ?? .tick
    case 11..<15: return pick(held).map { .finish($0.work, by: $0.agent) } ?? .tick
    case 15: return pick(waiting).map { .abandon($0) } ?? .tick
    case 16: return pick(held).map { .requeue($0.work, by: $0.agent) } ?? .tick
    case 17: return pick(agents).map { .presence($0, .available) } ?? .tick
    case 18:
      let presences: [AgentPresence] = [.busy, .onBreak, .offline]
      return pick(agents).map { .presence($0, pick(presences) ?? .busy) } ?? .tick
    default: return .tick
    }
  }

  private mutating func note(_ command: Router.Command, _ step: Router.Step) {
    for directive in step.directives {
      switch directive {
      case .offer(let decision): offers.append((decision.work, decision.agent))
      case .withdraw(let work, let agent, _):
        offers.removeAll { $0.work == work && $0.agent == agent }
        held.removeAll { $0.work == work && $0.agent == agent }
      default: break
      }
    }
    switch command {
    case .enqueue(let item): waiting.append(item.id)
    case .accept(let work, let agent):
      held.append((work, agent))
      offers.removeAll { $0.work == work }
      waiting.removeAll { $0 == work }
    case .decline(let work, let agent):
      offers.removeAll { $0.work == work && $0.agent == agent }
    case .finish(let work, _), .requeue(let work, _, _): held.removeAll { $0.work == work }
    case .abandon(let work): waiting.removeAll { $0 == work }
    default: break
    }
  }

  /// What 1,000 commands lead to, in a line.
  mutating func digest() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ bytes: some Sequence<UInt8>) {
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }
    var (directives, refusals) = (0, 0)
    for number in 0..<1_000 {
      let command = number < 60 ? .add(agent(), .available) : command()
      now = now + .milliseconds(below(4_000))
      do {
        let step = try router.perform(command, at: now)
        note(command, step)
        directives += step.directives.count
        add(try encoder.encode(step))
      } catch let refusal as Router.Rejection {
        refusals += 1
        add(refusal.explanation.text(for: .auditor).utf8)
      }
    }
    return "\(directives) directives, \(refusals) refusals, \(String(hash, radix: 16))"
  }
}
