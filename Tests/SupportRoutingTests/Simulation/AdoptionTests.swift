// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTime
import Testing

/// A running router goes on under another policy, of both routers.
@Suite("Routing: another policy is adopted", .serialized)
struct AdoptionTests {
  typealias Kind = TellingDesk.Kind

  static func policy(
    _ queues: [WorkQueue], channels: [WorkChannel] = [WorkChannel("chat")],
    priorities: [PriorityClass] = [], order: [AgentComparator] = [],
    options: RoutingOptions = RoutingOptions(skipsEmptyLevels: false)
  ) throws -> RoutingPolicy {
    try RoutingPolicy(
      "desk", version: "2", channels: channels, queues: queues, priorities: priorities,
      agentOrder: order, options: options)
  }

  private static func chat(_ id: WorkID, in queue: QueueID = "q") -> WorkItem {
    ScenarioTests.chat(id, in: queue)
  }

  @Test(
    "A pool that the surge plan adds takes what waits, at its place and age",
    arguments: Kind.allCases)
  func surge(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", pools: [AgentPool("front")])])
    desk.staff("ann", groups: ["back"])
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(10, .enqueue(Self.chat("b")))
    let plan = WorkQueue(
      "q", pools: [AgentPool("front"), AgentPool("back", after: .seconds(60))])
    let surge = try Self.policy([WorkQueue("new"), plan])
    #expect(desk.at(40, .adopt(surge)) == [])
    #expect(desk.at(59.999, .tick) == [])
    #expect(desk.at(60, .tick) == ["a → ann until 80"])
  }

  @Test(
    "Offers stand as they were made, and so do rounds, misses and what is closed",
    arguments: Kind.allCases)
  func kept(kind: Kind) throws {
    let offers = OfferRules(missesBeforePause: 2)
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", offers: offers), WorkQueue("shut")])
    desk.staff("ann", "bob")
    _ = desk.at(0, .close("shut", .serveWaiting))
    _ = desk.at(0, .enqueue(Self.chat("a")))
    let short = OfferRules(timeLimit: .seconds(5), missesBeforePause: 2)
    let next = try Self.policy([WorkQueue("shut"), WorkQueue("q", offers: short)])
    #expect(desk.at(10, .adopt(next)) == [])
    #expect(desk.at(19.999, .tick) == [])
    #expect(desk.at(20, .tick) == ["a ← ann missed", "a → bob until 25"])
    #expect(desk.at(21, .enqueue(Self.chat("b"))) == ["b → ann until 26"])
    #expect(
      desk.at(25, .adopt(try Self.policy([WorkQueue("q", offers: short), WorkQueue("shut")])))
        == ["a ← bob missed", "a → bob until 30"])
    #expect(desk.at(26, .tick) == ["b ← ann missed", "ann pauses until ever"])
    #expect(desk.at(27, .enqueue(Self.chat("c", in: "shut"))) == ["c is refused"])
  }

  @Test(
    "What there is work of must stay, and each part is named with how much",
    arguments: Kind.allCases)
  func inUse(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q"), WorkQueue("r"), WorkQueue("s")],
      channels: [WorkChannel("chat"), WorkChannel("mail")],
      priorities: [PriorityClass("gold"), PriorityClass("plain")])
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(0, .accept("a", by: "ann"))
    _ = desk.at(0, .enqueue(Self.chat("b")))
    _ = desk.at(0, .enqueue(WorkItem("c", channel: "mail", queue: "r", priority: "gold")))
    let next = try Self.policy([WorkQueue("s")])
    #expect(
      desk.at(1, .adopt(next)) == [
        """
        rejected: queue(q) has 2, queue(r) has 1, channel(mail) has 1, priority(gold) has 1
        """
      ])
    _ = desk.at(2, .close("r", .move(to: "s")))
    _ = desk.at(2, .close("q", .move(to: "s")))
    _ = desk.at(2, .change(WorkItem("c", channel: "chat", queue: "s")))
    #expect(desk.at(3, .adopt(next)) == ["rejected: queue(q) has 1"])
    #expect(desk.at(4, .finish("a", by: "ann")) == ["b → ann until 24"])
    #expect(desk.at(5, .adopt(next)) == [])
    #expect(desk.at(6, .enqueue(Self.chat("d", in: "s"))) == [])
  }

  @Test("Work may change though the queue to which it came first is gone", arguments: Kind.allCases)
  func changed(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q"), WorkQueue("r")])
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(1, .move("a", to: "r"))
    _ = desk.at(2, .adopt(try Self.policy([WorkQueue("r")])))
    var work = Self.chat("a")
    work.excluded = ["ann"]
    #expect(desk.at(3, .change(work)) == [])
    let chats = AgentCapacity.one(of: ["chat"])
    #expect(desk.at(4, .add(Agent("ann", capacity: chats), .available)) == [])
    #expect(desk.at(5, .add(Agent("bob", capacity: chats), .available)) == ["a → bob until 25"])
  }

  @Test("Classes of urgency weigh as the next policy says", arguments: Kind.allCases)
  func weights(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")], priorities: [PriorityClass("gold")])
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(10, .enqueue(WorkItem("b", channel: "chat", queue: "q", priority: "gold")))
    let next = try Self.policy(
      [WorkQueue("q")], priorities: [PriorityClass("gold", weight: .seconds(60))])
    _ = desk.at(20, .adopt(next))
    let agent = Agent("ann", capacity: AgentCapacity(.unlimited(["chat"])))
    #expect(desk.at(30, .add(agent, .available)) == ["b → ann until 50", "a → ann until 50"])
  }

  @Test(
    "Rules that go by waiting are done once, also where they stand elsewhere",
    arguments: Kind.allCases)
  func rules(kind: Kind) throws {
    let offer = OverflowRule(when: .waited(.seconds(10)), then: .offerCallback)
    let move = OverflowRule(when: .waited(.seconds(20)), then: .queue("r"))
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", overflow: [offer]), WorkQueue("r")])
    _ = desk.at(0, .enqueue(Self.chat("a")))
    #expect(desk.at(10, .tick) == ["a may be called back"])
    let next = try Self.policy([WorkQueue("r"), WorkQueue("q", overflow: [move, offer])])
    #expect(desk.at(15, .adopt(next)) == [])
    #expect(kind == .naive || desk.deadline == 20)
    #expect(desk.at(20, .tick) == ["a moves q to r"])
  }

  @Test("Staffing is asked of all who wait as the policy is adopted", arguments: Kind.allCases)
  func staffing(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q"), WorkQueue("r")])
    _ = desk.at(0, .enqueue(Self.chat("a")))
    let rule = OverflowRule(when: .staffing(below: 1), then: .queue("r"))
    let next = try Self.policy([WorkQueue("q", overflow: [rule]), WorkQueue("r")])
    #expect(desk.at(5, .adopt(next)) == ["a moves q to r"])
  }

  @Test("Work on duty comes back where its rule is gone", arguments: Kind.allCases)
  func duty(kind: Kind) throws {
    let options = RoutingOptions(
      skipsEmptyLevels: false, rosters: ["nights": try TellingDesk.duty()])
    let duty = OverflowRule(
      when: .waited(.seconds(5)), then: .duty(roster: "nights", role: .primary))
    let message = OverflowRule(when: .waited(.seconds(5)), then: .message)
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", overflow: [duty, message])], options: options)
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(0, .enqueue(Self.chat("b")))
    #expect(desk.at(5, .tick) == ["a to li on duty", "b to li on duty"])
    let other = WorkQueue("q", overflow: [message, duty, message])
    _ = desk.at(6, .adopt(try Self.policy([other], options: options)))
    #expect(desk.at(7, .dutyEnded("a", isDone: false)) == ["a leaves a message"])
    _ = desk.at(8, .adopt(try Self.policy([WorkQueue("q")], options: options)))
    #expect(desk.at(9, .dutyEnded("b", isDone: false)) == [])
    desk.staff("ann")
    #expect(desk.at(9, .tick) == [])
  }

  @Test("Who hung up is kept for the window of the next policy", arguments: Kind.allCases)
  func window(kind: Kind) throws {
    func options(_ seconds: Int) -> RoutingOptions {
      RoutingOptions(returnWindow: .seconds(seconds), skipsEmptyLevels: false)
    }
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")], options: options(60))
    for id: WorkID in ["a", "b"] { _ = desk.at(0, .enqueue(Self.chat(id))) }
    _ = desk.at(0, .abandon("a"))
    _ = desk.at(20, .abandon("b"))
    _ = desk.at(30, .adopt(try Self.policy([WorkQueue("q")], options: options(25))))
    #expect(desk.at(31, .comeBack("a")) == ["rejected: a is unknown"])
    #expect(kind == .naive || desk.deadline == 45)
    #expect(desk.at(45, .comeBack("b")) == ["rejected: b hung up at 20"])
  }

  @Test("A rhythm of announcements goes on, and another one begins", arguments: Kind.allCases)
  func announcements(kind: Kind) throws {
    func queue(_ seconds: Int) -> WorkQueue {
      WorkQueue("q", announcements: .init(onArrival: false, every: .seconds(seconds)))
    }
    var desk = try TellingDesk(kind, queues: [queue(10)])
    _ = desk.at(0, .enqueue(Self.chat("a")))
    #expect(desk.at(20, .adopt(try Self.policy([WorkQueue("p"), queue(10)]))) == ["a is number 1"])
    #expect(desk.at(30, .adopt(try Self.policy([queue(7), WorkQueue("p")]))) == [])
    #expect(desk.at(36.999, .tick) == [])
    #expect(desk.at(37, .tick) == ["a is number 1"])
  }

  @Test("A channel that goes and comes back is served again", arguments: Kind.allCases)
  func channels(kind: Kind) throws {
    let both = [WorkChannel("chat"), WorkChannel("mail")]
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")], channels: both)
    desk.staff("ann")
    _ = desk.at(1, .adopt(try Self.policy([WorkQueue("q")])))
    let mail = WorkItem("m", channel: "mail", queue: "q")
    #expect(desk.at(2, .enqueue(mail)).first?.hasPrefix("rejected") == true)
    _ = desk.at(3, .adopt(try Self.policy([WorkQueue("q")], channels: both.reversed())))
    #expect(desk.at(4, .enqueue(mail)) == ["m → ann until 24"])
  }

  @Test(
    "A policy that says the same under another version changes nothing",
    arguments: SeedCount.of(4, long: 6, from: 1))
  func same(seed: UInt64) throws {
    let scenario = try ScenarioMaker.scenario(seed: seed)
    var parts = scenario.parts
    for index in parts.queues.indices {
      parts.queues[index].overflow.removeAll { rule in
        if case .staffing = rule.trigger { true } else { false }
      }
    }
    let policy = try parts.policy()
    let again = try RoutingPolicy(
      "desk", version: "2", channels: policy.channels, queues: policy.queues,
      priorities: policy.priorities, agentOrder: policy.agentOrder, choice: policy.choice,
      options: policy.options)
    var (plain, changing) = (Router(policy), Router(policy))
    var number = 0
    for move in scenario.moves {
      if case .adopt = move.command { continue }
      let answer = Answer(of: &plain, to: move)
      #expect(Answer(of: &changing, to: move) == answer, "seed \(seed) \(move.at) \(move.text)")
      number += 1
      guard number % 7 == 0, answer.step != nil else { continue }
      let adoption = Move(command: .adopt(again), at: move.at)
      #expect(Answer(of: &changing, to: adoption).step?.directives == [], "seed \(seed)")
      // Both have been asked at this instant, so that neither has looked at what is due later.
      #expect(changing.nextDeadline == plain.nextDeadline, "seed \(seed) \(move.at)")
    }
    #expect(changing.policy == again)
  }
}
