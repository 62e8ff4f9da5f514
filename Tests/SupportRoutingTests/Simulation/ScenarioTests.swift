// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

/// What the text says, told by hand, of both routers.
@Suite("Routing, told by hand", .serialized)
struct ScenarioTests {
  typealias Kind = TellingDesk.Kind

  static func chat(_ id: WorkID, in queue: QueueID = "q", priority: PriorityID? = nil) -> WorkItem {
    WorkItem(id, channel: "chat", queue: queue, priority: priority)
  }

  @Test("Higher bands come first, and a weight is worth its time", arguments: Kind.allCases)
  func bands(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")],
      priorities: [PriorityClass("gold", weight: .seconds(10)), PriorityClass("fire", band: 1)])
    _ = desk.at(0, .enqueue(Self.chat("plain")))
    _ = desk.at(10, .enqueue(Self.chat("gold10", priority: "gold")))
    _ = desk.at(10.001, .enqueue(Self.chat("late", priority: "gold")))
    _ = desk.at(60, .enqueue(Self.chat("fire", priority: "fire")))
    let agent = Agent("mei", capacity: AgentCapacity(.unlimited(["chat"])))
    #expect(
      desk.at(60, .add(agent, .available)) == [
        "fire → mei until 80", "plain → mei until 80", "gold10 → mei until 80",
        "late → mei until 80",
      ])
  }

  @Test(
    "An offer ends when its age is the limit, and then others come first", arguments: Kind.allCases)
  func missed(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")])
    desk.staff("ann", "bob")
    #expect(desk.at(0, .enqueue(Self.chat("w"))) == ["w → ann until 20"])
    #expect(desk.at(19.999, .tick) == [])
    #expect(desk.at(20, .accept("w", by: "ann")) == ["rejected: w is not offered but waits"])
    #expect(desk.at(20, .tick) == ["w ← ann missed", "w → bob until 40"])
    #expect(desk.at(40, .tick) == ["w ← bob missed", "w → ann until 60"])
  }

  @Test(
    "Somebody busy who was not tried keeps back whoever declined, up to a time",
    arguments: Kind.allCases)
  func retry(kind: Kind) throws {
    let offers = OfferRules(retryAfter: .seconds(30))
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", offers: offers)])
    desk.staff("ann")
    _ = desk.at(0, .add(Agent("bob", capacity: .one(of: ["chat"])), .busy))
    _ = desk.at(0, .enqueue(Self.chat("w")))
    #expect(desk.at(5, .decline("w", by: "ann")) == [])
    #expect(desk.at(34.999, .tick) == [])
    #expect(desk.at(35, .tick) == ["w → ann until 55"])
    #expect(desk.at(40, .decline("w", by: "ann")) == [])
    #expect(desk.at(41, .presence("bob", .onBreak)) == ["w → ann until 61"])
  }

  @Test(
    "Misses in a row pause from the end of the offer, whenever it is looked at",
    arguments: Kind.allCases)
  func pauses(kind: Kind) throws {
    let offers = OfferRules(timeLimit: .seconds(10), missesBeforePause: 2, pause: .seconds(30))
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", offers: offers)])
    desk.staff("ann", room: 2)
    #expect(desk.at(0, .enqueue(Self.chat("v"))) == ["v → ann until 10"])
    #expect(desk.at(1, .enqueue(Self.chat("w"))) == ["w → ann until 11"])
    #expect(
      desk.at(30, .tick) == ["v ← ann missed", "w ← ann missed", "ann pauses until 41"])
    #expect(
      desk.at(100, .tick) == ["ann is back", "v → ann until 110", "w → ann until 110"])
    #expect(
      desk.at(200, .tick) == [
        "v ← ann missed", "w ← ann missed", "ann pauses until 140", "ann is back",
        "v → ann until 210", "w → ann until 210",
      ])
  }

  @Test(
    "A ring is reached at its age, at once where nobody nearer is on duty",
    arguments: Kind.allCases)
  func rings(kind: Kind) throws {
    let pools = [AgentPool("near"), AgentPool("far", after: .seconds(30))]
    for skips in [false, true] {
      var desk = try TellingDesk(
        kind, queues: [WorkQueue("q", pools: pools)],
        options: RoutingOptions(skipsEmptyLevels: skips))
      desk.staff("far", groups: ["far"])
      #expect(desk.at(0, .enqueue(Self.chat("w"))) == (skips ? ["w → far until 20"] : []))
      guard !skips else { continue }
      #expect(desk.at(29.999, .tick) == [])
      #expect(desk.at(30, .tick) == ["w → far until 50"])
    }
  }

  @Test("Work waits for its first owner below an age", arguments: Kind.allCases)
  func owners(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")])
    desk.staff("ann", "bob")
    _ = desk.at(0, .presence("bob", .busy))
    var work = Self.chat("w")
    work.firstOwner = FirstOwner("bob", waitAtMost: .seconds(15))
    #expect(desk.at(0, .enqueue(work)) == [])
    #expect(desk.at(14.999, .tick) == [])
    #expect(desk.at(15, .tick) == ["w → ann until 35"])
    work.id = "v"
    #expect(desk.at(16, .enqueue(work)) == [])
    #expect(desk.at(17, .presence("bob", .available)) == ["v → bob until 37"])
  }

  @Test(
    "Hold frees the place where the channel says so, and is resumed only with room",
    arguments: Kind.allCases)
  func holding(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")], channels: [WorkChannel("chat", holdFreesSlot: true)])
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("v")))
    _ = desk.at(1, .accept("v", by: "ann"))
    #expect(desk.at(2, .enqueue(Self.chat("w"))) == [])
    #expect(desk.at(3, .hold("v", by: "ann")) == ["w → ann until 23"])
    #expect(desk.at(4, .resume("v", by: "ann")) == ["rejected: ann has no room for v"])
    #expect(desk.at(23, .resume("v", by: "ann")) == ["w ← ann missed"])
  }

  @Test(
    "A whole channel takes only who has nothing, and keeps everything else away",
    arguments: Kind.allCases)
  func whole(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")],
      channels: [WorkChannel("chat"), WorkChannel("voice", exclusivity: .whole)])
    desk.staff("ann", room: 5)
    _ = desk.at(0, .enqueue(Self.chat("c")))
    let call = WorkItem("v", channel: "voice", queue: "q")
    #expect(desk.at(1, .enqueue(call)) == [])
    #expect(desk.at(2, .cancel("c")) == ["c ← ann over", "v → ann until 22"])
    #expect(desk.at(3, .enqueue(Self.chat("d"))) == [])
  }

  @Test("A queue in which the work has been in this step is passed over", arguments: Kind.allCases)
  func visited(kind: Kind) throws {
    var desk = try TellingDesk(
      kind,
      queues: [
        WorkQueue("a", overflow: [.init(when: .length(atLeast: 1), then: .queue("b"))]),
        WorkQueue("b", overflow: [.init(when: .waited(.seconds(5)), then: .queue("a"))]),
      ])
    _ = desk.at(0, .enqueue(Self.chat("v", in: "a")))
    #expect(desk.at(0, .enqueue(Self.chat("w", in: "a"))) == ["w moves a to b"])
    #expect(desk.at(4.999, .tick) == [])
    #expect(desk.at(5, .tick) == ["w moves b to a"])
  }

  @Test(
    "A caller who is back in time keeps the place; when the window has passed it is too late",
    arguments: Kind.allCases)
  func comingBack(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")],
      options: RoutingOptions(returnWindow: .seconds(30), skipsEmptyLevels: false))
    for (second, id) in ["u", "v", "w"].enumerated() {
      _ = desk.at(Double(second), .enqueue(Self.chat(WorkID(id))))
    }
    _ = desk.at(10, .abandon("u"))
    _ = desk.at(10, .abandon("v"))
    #expect(desk.at(39.999, .comeBack("u")) == [])
    #expect(desk.at(40, .comeBack("v")) == ["rejected: v hung up at 10"])
    #expect(desk.at(40, .tick) == [])
    #expect(desk.at(40, .comeBack("v")) == ["rejected: v is unknown"])
    let agent = Agent("mei", capacity: AgentCapacity(.unlimited(["chat"])))
    #expect(desk.at(41, .add(agent, .available)) == ["u → mei until 61", "w → mei until 61"])
  }

  @Test(
    "Rounds of announcements count from when the queue filled, and are made up by one",
    arguments: Kind.allCases)
  func rounds(kind: Kind) throws {
    let rules = AnnouncementRules(onArrival: true, every: .seconds(10))
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", announcements: rules)])
    #expect(desk.at(3, .enqueue(Self.chat("v"))) == ["v is number 1"])
    #expect(desk.at(5, .enqueue(Self.chat("w"))) == ["w is number 2"])
    #expect(desk.at(12.999, .tick) == [])
    #expect(desk.at(13, .tick) == ["v is number 1", "w is number 2"])
    #expect(desk.at(44, .tick) == ["v is number 1", "w is number 2"])
    #expect(desk.at(52.999, .tick) == [])
    #expect(desk.at(53, .cancel("v")) == ["w is number 1"])
  }

  @Test(
    "A transfer beyond the last goes to the queue for it, and to nobody where there is none",
    arguments: Kind.allCases)
  func transfers(kind: Kind) throws {
    for target in [nil, "lead"] as [QueueID?] {
      var desk = try TellingDesk(
        kind, queues: [WorkQueue("q"), WorkQueue("lead", pools: [AgentPool("leads")])],
        options: RoutingOptions(
          transfers: TransferRules(maximum: 1, escalatesTo: target), skipsEmptyLevels: false))
      desk.staff("ann", "bob")
      _ = desk.at(0, .enqueue(Self.chat("w")))
      _ = desk.at(0, .accept("w", by: "ann"))
      #expect(
        desk.at(5, .transfer("w", by: "ann", to: .queue("q"))) == [
          "w moves q to q", "w → bob until 25",
        ])
      _ = desk.at(6, .accept("w", by: "bob"))
      let answer = desk.at(7, .transfer("w", by: "bob", to: .queue("q")))
      #expect(
        answer
          == (target == nil
            ? ["rejected: w was handed on 1 times"] : ["w escalates to lead after 1"]))
    }
  }

  @Test("A fair share is free again when its window has passed", arguments: Kind.allCases)
  func fairShare(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")])
    let share = AgentCapacity.FairShare(1, per: .seconds(60))
    let agent = Agent("ann", capacity: AgentCapacity(.unlimited(["chat"]), fairShare: share))
    _ = desk.at(0, .add(agent, .available))
    _ = desk.at(0, .enqueue(Self.chat("v")))
    #expect(desk.at(1, .enqueue(Self.chat("w"))) == [])
    _ = desk.at(10, .accept("v", by: "ann"))
    _ = desk.at(11, .finish("v", by: "ann"))
    #expect(desk.at(69.999, .tick) == [])
    #expect(desk.at(70, .tick) == ["w → ann until 90"])
  }

  @Test(
    "A rejected command leaves everything as it was, also what is due", arguments: Kind.allCases)
  func rejected(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")])
    desk.staff("ann", "bob")
    _ = desk.at(0, .enqueue(Self.chat("w")))
    #expect(desk.at(50, .cancel("x")) == ["rejected: x is unknown"])
    #expect(desk.at(20, .tick) == ["w ← ann missed", "w → bob until 40"])
    #expect(desk.at(19, .tick) == ["rejected: the clock was at 20"])
  }

  @Test("What a pause that is due takes back cannot be accepted", arguments: Kind.allCases)
  func pausedAway(kind: Kind) throws {
    let strict = OfferRules(timeLimit: .seconds(5), missesBeforePause: 1)
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q"), WorkQueue("strict", offers: strict)])
    desk.staff("ann", room: 2)
    _ = desk.at(0, .enqueue(Self.chat("v")))
    _ = desk.at(0, .enqueue(Self.chat("w", in: "strict")))
    #expect(desk.at(5, .accept("v", by: "ann")) == ["rejected: v is not offered but waits"])
    #expect(
      desk.at(5, .tick) == ["w ← ann missed", "ann pauses until ever", "v ← ann notAvailable"])
  }

  @Test("Of several who are offered work at once, all may be offered it", arguments: Kind.allCases)
  func together(kind: Kind) throws {
    let offers = OfferRules(timeLimit: .seconds(10), atOnce: 2, retryAfter: .seconds(3))
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", offers: offers)])
    desk.staff("ann")
    #expect(desk.at(0, .enqueue(Self.chat("w"))) == ["w → ann until 10"])
    _ = desk.at(1, .decline("w", by: "ann"))
    let chats = AgentCapacity.one(of: ["chat"])
    _ = desk.at(1, .add(Agent("bob", capacity: chats), .busy))
    // Nobody else was tried, so that ann is asked at once; then bob is there, who was not.
    _ = desk.at(2, .decline("w", by: "ann"))
    _ = desk.at(3, .add(Agent("cid", capacity: chats), .available))
    #expect(desk.at(4, .decline("w", by: "cid")) == [])
    #expect(desk.at(5, .presence("bob", .available)) == ["w → ann until 15", "w → bob until 15"])
  }
}
