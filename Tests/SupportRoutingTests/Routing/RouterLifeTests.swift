// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

/// Routers that run for long, and steps that concern much at once.
@Suite("Router: long lives and large steps")
struct RouterLifeTests {
  static let start = Instant(millisecondsSince1970: 1_700_000_000_000)

  static func policy(_ queues: [WorkQueue], _ options: RoutingOptions = RoutingOptions()) throws
    -> RoutingPolicy
  {
    try RoutingPolicy(
      "p", version: "1",
      channels: [WorkChannel("voice", exclusivity: .whole), WorkChannel("mail")],
      queues: queues, priorities: [PriorityClass("gold", weight: .seconds(60))],
      agentOrder: [.idleSince], options: options)
  }

  static func agent(_ id: AgentID, _ skills: [SkillID: Int] = [:]) -> Agent {
    Agent(id, skills: skills, capacity: AgentCapacity(.perChannel(["voice": 1, "mail": 2])))
  }

  @Test("Hundreds of kinds of work and of agents that are gone change no decision")
  func kinds() throws {
    var plain = Router(try Self.policy([WorkQueue("q")]))
    var worn = plain
    for id: AgentID in ["a", "b"] {
      let agent = Self.agent(id, ["known": 3])
      _ = try plain.perform(.add(agent, .busy), at: Self.start)
      _ = try worn.perform(.add(agent, .busy), at: Self.start)
    }
    for number in 0..<400 {
      let odd = WorkItem(
        WorkID("odd-\(number)"), channel: "mail", queue: "q",
        requirements: [.level("known", atLeast: number + 10)])
      _ = try worn.enqueue(odd, at: Self.start)
      if number % 10 == 0 {
        let work = WorkItem(
          WorkID("w-\(number)"), channel: "voice", queue: "q",
          priority: number % 20 == 0 ? "gold" : nil,
          requirements: [.level("known", atLeast: number % 5)])
        _ = try worn.enqueue(work, at: Self.start)
        _ = try plain.enqueue(work, at: Self.start)
      }
      _ = try worn.perform(.cancel(odd.id), at: Self.start)
      let skilled = Self.agent("b", ["known": 3, "score": number + 1])
      _ = try worn.perform(.update(skilled), at: Self.start)
    }
    let last = Self.agent("b", ["known": 3, "score": 400])
    _ = try plain.perform(.update(last), at: Self.start)
    var now = Self.start
    for id: AgentID in ["a", "b"] {
      let left = try plain.perform(.presence(id, .available), at: now)
      let right = try worn.perform(.presence(id, .available), at: now)
      #expect(left == right)
    }
    for _ in 0..<60 {
      now = now + .seconds(1)
      for id: AgentID in ["a", "b"] {
        guard let work = plain.work(of: id).first else { continue }
        #expect(try plain.accept(work, by: id, at: now) == worn.accept(work, by: id, at: now))
        #expect(try plain.finish(work, by: id, at: now) == worn.finish(work, by: id, at: now))
      }
    }
    #expect(plain.workCount == worn.workCount)
  }

  @Test(
    "Two thousand pieces go to another queue in one step, in order, and are told their places")
  func masses() throws {
    var router = Router(
      try Self.policy([
        WorkQueue("a"), WorkQueue("b", announcements: AnnouncementRules()),
      ]))
    let count = 2_000
    for number in 0..<count {
      _ = try router.enqueue(
        WorkItem(WorkID("w-\(number)"), channel: "mail", queue: "a"), at: Self.start)
    }
    let step = try router.perform(.close("a", .move(to: "b")), at: Self.start + .seconds(1))
    #expect(step.directives.count == 2 * count)
    #expect(
      step.directives.last
        == .announce(WorkID("w-\(count - 1)"), position: count, wait: nil))
    #expect(router.work(in: "b").first == "w-0")
  }

  @Test(
    "100,000 skills, 65 requirements, 257 excluded and a full router are refused, and nothing else"
  )
  func bounds() throws {
    var router = Router(try Self.policy([WorkQueue("q")]), limit: 1)
    _ = try router.perform(.add(Self.agent("a"), .busy), at: Self.start)
    let skills = Dictionary(
      uniqueKeysWithValues: (1...100_000).map { (SkillID("s-\($0)"), 1) })
    func refused(_ command: Router.Command) throws -> [String] {
      do throws(Router.Rejection) {
        _ = try router.perform(command, at: Self.start)
        return []
      } catch {
        guard case .invalid(let mistakes) = error else { throw error }
        return mistakes.problems.map(\.path)
      }
    }
    #expect(try refused(.add(Self.agent("b", skills), .available)) == ["skills"])
    var work = WorkItem("w", channel: "voice", queue: "q")
    work.requirements = Array(repeating: .has("s"), count: 65)
    work.excluded = Set((0..<257).map { AgentID("x-\($0)") })
    #expect(try refused(.enqueue(work)) == ["requirements", "excluded"])
    #expect(router.agentIDs == ["a"] && router.workCount == 0)
    _ = try router.enqueue(WorkItem("w", channel: "voice", queue: "q"), at: Self.start)
    #expect(throws: Router.Rejection.full(limit: 1)) {
      try router.enqueue(WorkItem("v", channel: "voice", queue: "q"), at: Self.start)
    }
    #expect(router.work(in: "q") == ["w"])
  }

  @Test("Work at the end of time ends no loop that waits for deadlines")
  func end() throws {
    var router = Router(try Self.policy([WorkQueue("q")]))
    _ = try router.perform(.add(Self.agent("a"), .available), at: Self.start)
    _ = try router.enqueue(
      WorkItem("w", channel: "voice", queue: "q", notBefore: .max), at: Self.start)
    var steps = 0
    while let due = router.nextDeadline, steps < 10 {
      _ = try router.tick(at: due)
      steps += 1
    }
    #expect(steps == 1)
    #expect(router.state(of: "w", at: .max) == .offered(to: ["a"]))
  }
}
