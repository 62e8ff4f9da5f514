// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

/// Ways in which work was once kept from everybody, lost, or decided by a time that does not count.
@Suite("Routing: nothing is stuck or lost", .serialized)
struct StuckWorkTests {
  typealias Kind = TellingDesk.Kind

  static func chat(_ id: WorkID, in queue: QueueID = "q") -> WorkItem {
    ScenarioTests.chat(id, in: queue)
  }

  @Test(
    "A caller who hangs up twice is kept for the whole window from the second time",
    arguments: Kind.allCases)
  func twice(kind: Kind) throws {
    let slow = OfferRules(timeLimit: .seconds(55))
    var desk = try TellingDesk(
      kind,
      queues: [WorkQueue("q", pools: [AgentPool("none")]), WorkQueue("slow", offers: slow)],
      options: RoutingOptions(returnWindow: .seconds(60), skipsEmptyLevels: false))
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("w")))
    _ = desk.at(0, .enqueue(Self.chat("v", in: "slow")))
    _ = desk.at(0, .abandon("w"))
    _ = desk.at(30, .comeBack("w"))
    _ = desk.at(50, .abandon("w"))
    #expect(desk.at(62, .comeBack("w")) == ["v ← ann missed", "v → ann until 117"])
    #expect(desk.at(62, .abandon("w")) == [])
    #expect(desk.at(122, .comeBack("w")) == ["rejected: w hung up at 62"])
  }

  @Test(
    "Who handed work on is asked again after the time that others have",
    arguments: Kind.allCases)
  func retryAfterTransfer(kind: Kind) throws {
    let offers = OfferRules(retryAfter: .seconds(30))
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", offers: offers), WorkQueue("r", offers: offers)])
    desk.staff("ann", "bob")
    _ = desk.at(0, .presence("bob", .busy))
    _ = desk.at(0, .enqueue(Self.chat("w")))
    _ = desk.at(1, .accept("w", by: "ann"))
    #expect(desk.at(10, .transfer("w", by: "ann", to: .queue("r"))) == ["w moves q to r"])
    #expect(kind == .naive || desk.deadline == 40)
    #expect(desk.at(39.999, .tick) == [])
    #expect(desk.at(40, .tick) == ["w → ann until 60"])
  }

  @Test(
    "An agent with no room for a channel in empty hands keeps no work of it from others",
    arguments: Kind.allCases,
    [
      AgentCapacity(.perChannel(["voice": 0, "chat": 3])),
      AgentCapacity(.total(50, costs: ["voice": 100, "chat": 1])),
      AgentCapacity(.unlimited(["voice", "chat"]), atMost: ["voice": 0]),
    ])
  func noRoom(kind: Kind, capacity: AgentCapacity) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")], channels: [WorkChannel("voice"), WorkChannel("chat")])
    desk.staff("ann")
    _ = desk.at(0, .add(Agent("bob", capacity: capacity), .available))
    let call = WorkItem("w", channel: "voice", queue: "q")
    #expect(desk.at(1, .enqueue(call)) == ["w → ann until 21"])
    #expect(desk.at(5, .decline("w", by: "ann")) == ["w → ann until 25"])
  }

  @Test("Such an agent is no reason to keep a ring either", arguments: Kind.allCases)
  func emptyRing(kind: Kind) throws {
    let pools = [AgentPool("near"), AgentPool("far", after: .seconds(60))]
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", pools: pools)],
      options: RoutingOptions(skipsEmptyLevels: true))
    desk.staff("ann", groups: ["far"])
    let closed = AgentCapacity(.perChannel(["chat": 0]))
    _ = desk.at(0, .add(Agent("bob", groups: ["near"], capacity: closed), .available))
    #expect(desk.at(0, .enqueue(Self.chat("w"))) == ["w → ann until 20"])
  }

  @Test(
    "Work does not wait for an owner who may not have it, cannot do it, or is gone for good",
    arguments: Kind.allCases)
  func owners(kind: Kind) throws {
    let channels = [WorkChannel("chat"), WorkChannel("voice")]
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")], channels: channels)
    desk.staff("ann", "bob", room: 9)
    let caller = Agent("cid", capacity: .one(of: ["voice"]))
    _ = desk.at(0, .add(caller, .available))
    var work = Self.chat("w")
    work.firstOwner = FirstOwner("ann", waitAtMost: nil)
    work.excluded = ["ann"]
    #expect(desk.at(1, .enqueue(work)) == ["w → bob until 21"])
    _ = desk.at(2, .accept("w", by: "bob"))
    work.excluded = []
    _ = desk.at(2, .change(work))
    #expect(
      desk.at(3, .transfer("w", by: "bob", to: .agent("cid", in: "q", waitAtMost: nil)))
        == ["w moves q to q", "w → ann until 23"])
    _ = desk.at(4, .presence("ann", .offline))
    var other = Self.chat("v")
    other.firstOwner = FirstOwner("ann", waitAtMost: nil)
    #expect(desk.at(5, .enqueue(other)) == [])
    #expect(desk.at(6, .remove("ann")).contains("v → bob until 26"))
  }

  @Test(
    "An owner who is away ends to be one with the channel, though the work would wait",
    arguments: Kind.allCases)
  func ownerWithoutChannel(kind: Kind) throws {
    let channels = [WorkChannel("chat"), WorkChannel("voice")]
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")], channels: channels)
    desk.staff("ann", "bob")
    _ = desk.at(0, .presence("ann", .offline))
    var work = Self.chat("w")
    work.firstOwner = FirstOwner("ann", waitAtMost: nil, whenAway: .waits)
    #expect(desk.at(1, .enqueue(work)) == [])
    let caller = Agent("ann", capacity: .one(of: ["voice"]))
    #expect(desk.at(2, .update(caller)) == ["w → bob until 22"])
  }

  @Test(
    "An owner who went ends to be one also while the work waits for a command",
    arguments: Kind.allCases)
  func ownerByCommand(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("shelf", isGivenByCommand: true), WorkQueue("q")],
      options: RoutingOptions(skipsEmptyLevels: true))
    desk.staff("ann", "bob")
    _ = desk.at(0, .presence("ann", .busy))
    var work = Self.chat("w", in: "shelf")
    work.firstOwner = FirstOwner("ann", waitAtMost: nil, whenAway: .othersAtOnce)
    #expect(desk.at(1, .enqueue(work)) == [])
    _ = desk.at(2, .presence("ann", .offline))
    _ = desk.at(3, .presence("ann", .busy))
    #expect(desk.at(4, .move("w", to: "q")) == ["w moves shelf to q", "w → bob until 24"])
  }

  @Test(
    "A second wish for when to be called back replaces the first, also after a transfer",
    arguments: Kind.allCases)
  func callbacks(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q"), WorkQueue("r")])
    desk.staff("ann", "bob")
    _ = desk.at(0, .presence("ann", .busy))
    _ = desk.at(0, .presence("bob", .busy))
    let later = TellingDesk.start + .seconds(600)
    _ = desk.at(0, .enqueue(Self.chat("w")))
    #expect(desk.at(1, .callback("w", notBefore: later)) == [])
    #expect(desk.at(540, .callback("w")) == [])
    #expect(desk.at(540, .presence("ann", .available)) == ["w → ann until 560 by a call"])
    _ = desk.at(541, .accept("w", by: "ann"))
    _ = desk.at(541, .presence("bob", .available))
    #expect(
      desk.at(545, .transfer("w", by: "ann", to: .queue("r"))) == [
        "w moves q to r", "w → bob until 565",
      ])
  }

  @Test(
    "Work that was in a hand before its time came does not rest until then to be called back",
    arguments: Kind.allCases)
  func calledBackEarly(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")])
    desk.staff("ann")
    var work = Self.chat("w")
    work.notBefore = TellingDesk.start + .seconds(100)
    #expect(desk.at(0, .enqueue(work)) == [])
    _ = desk.at(1, .assign("w", to: "ann"))
    _ = desk.at(2, .presence("ann", .offline, releasing: true))
    #expect(desk.at(3, .callback("w")) == [])
    #expect(desk.at(4, .presence("ann", .available)) == ["w → ann until 24 by a call"])
  }

  @Test(
    "Where the best has the work at once, no round begins for the others who could have had it",
    arguments: Kind.allCases)
  func rounds(kind: Kind) throws {
    let offers = OfferRules(isAcceptedAtOnce: true, atOnce: 3, retryAfter: .seconds(10))
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", offers: offers)])
    desk.staff("ann", "bob")
    _ = desk.at(0, .presence("ann", .busy))
    #expect(desk.at(0, .enqueue(Self.chat("w"))) == ["w = bob"])
    let later = TellingDesk.start + .seconds(20)
    _ = desk.at(1, .requeue("w", by: "bob", notBefore: later))
    _ = desk.at(2, .presence("ann", .available))
    #expect(desk.at(20, .tick) == ["w = ann"])
    // Now both were tried, so that the first by name is asked.
    #expect(desk.at(21, .requeue("w", by: "ann")) == ["w = ann"])
  }

  @Test(
    "A fair share that gets a longer window does not ask for what the former one had forgotten",
    arguments: Kind.allCases)
  func longerWindow(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")])
    func ann(_ window: Duration) -> Agent {
      Agent("ann", capacity: AgentCapacity(.unlimited(["chat"]), fairShare: .init(1, per: window)))
    }
    _ = desk.at(0, .add(ann(.seconds(10)), .available))
    _ = desk.at(0, .enqueue(Self.chat("u")))
    _ = desk.at(1, .accept("u", by: "ann"))
    _ = desk.at(12, .update(ann(.seconds(60))))
    #expect(desk.at(13, .enqueue(Self.chat("v"))) == ["v → ann until 33"])
    _ = desk.at(14, .accept("v", by: "ann"))
    // The same where the agent is away as the window passes.
    _ = desk.at(15, .presence("ann", .busy))
    _ = desk.at(74, .update(ann(.seconds(600))))
    _ = desk.at(75, .presence("ann", .available))
    #expect(desk.at(76, .enqueue(Self.chat("w"))) == ["w → ann until 96"])
  }

  @Test(
    "A customer on the line who is handed on is no callback any more: told a place, offered a call",
    arguments: Kind.allCases)
  func onTheLine(kind: Kind) throws {
    let offer = OverflowRule(when: .length(atLeast: 1), then: .offerCallback)
    var desk = try TellingDesk(
      kind,
      queues: [
        WorkQueue("q"),
        WorkQueue("r", pools: [.init("none")], overflow: [offer], announcements: .init()),
      ])
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("v", in: "r")))
    _ = desk.at(1, .enqueue(Self.chat("w")))
    #expect(
      desk.at(2, .callback("w")) == ["w ← ann over", "w → ann until 22 by a call"])
    _ = desk.at(3, .accept("w", by: "ann"))
    #expect(
      desk.at(4, .transfer("w", by: "ann", to: .queue("r"))) == [
        "w moves q to r", "w may be called back", "w is number 2",
      ])
  }

  @Test(
    "Nobody's waiting work is thrown out by a closing that would move it to a closed queue",
    arguments: Kind.allCases)
  func closing(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q"), WorkQueue("r")])
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("v")))
    _ = desk.at(0, .enqueue(Self.chat("w")))
    _ = desk.at(1, .close("r", .serveWaiting))
    #expect(desk.at(2, .close("q", .move(to: "r"))) == ["rejected: r is closed"])
    #expect(desk.at(3, .cancel("v")) == ["v ← ann over", "w → ann until 23"])
    // The queue was not closed by it, either.
    #expect(desk.at(4, .enqueue(Self.chat("u"))) == [])
    #expect(desk.at(5, .cancel("w")) == ["w ← ann over", "u → ann until 25"])
  }

  @Test("Time in a hand is no waiting", arguments: Kind.allCases)
  func inHand(kind: Kind) throws {
    let late = OverflowRule(when: .waited(.seconds(300)), then: .refuse)
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", overflow: [late])])
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("w")))
    _ = desk.at(10, .accept("w", by: "ann"))
    _ = desk.at(200, .hold("w", by: "ann"))
    #expect(
      desk.at(370, .presence("ann", .offline, releasing: true)) == ["w ← ann notAvailable"])
    #expect(kind == .naive || desk.deadline == 660)
    #expect(desk.at(659.999, .tick) == [])
    #expect(desk.at(660, .tick) == ["w is refused"])
  }

  @Test("Time in a hand before an age began takes nothing from the age", arguments: Kind.allCases)
  func inHandEarly(kind: Kind) throws {
    let late = OverflowRule(when: .waited(.seconds(30)), then: .refuse)
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", overflow: [late], delay: .seconds(10))])
    desk.staff("ann")
    _ = desk.at(0, .begin(Self.chat("w"), by: "ann"))
    _ = desk.at(15, .presence("ann", .offline, releasing: true))
    #expect(desk.at(44.999, .tick) == [])
    #expect(desk.at(45, .tick) == ["w is refused"])
  }

  @Test("A callback that is moved as it rests begins its age then", arguments: Kind.allCases)
  func restingMoved(kind: Kind) throws {
    let late = OverflowRule(when: .waited(.seconds(60)), then: .message)
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q"), WorkQueue("r", overflow: [late])])
    _ = desk.at(0, .enqueue(Self.chat("w")))
    _ = desk.at(1, .callback("w", notBefore: TellingDesk.start + .seconds(100)))
    #expect(desk.at(50, .close("q", .move(to: "r"))) == ["w moves q to r"])
    #expect(desk.at(100, .tick) == [])
    #expect(desk.at(109.999, .tick) == [])
    #expect(desk.at(110, .tick) == ["w leaves a message"])
  }

  @Test("An agent may hold more than fits into any number of units")
  func manyInHand() throws {
    let policy = try RoutingPolicy(
      "desk", version: "1", channels: [WorkChannel("mail")], queues: [WorkQueue("q")])
    var router = Router(policy)
    let now = PolicyParts.start
    let bot = AgentCapacity(.unlimited(["mail"]))
    _ = try router.perform(.add(Agent("bot", capacity: bot), .available), at: now)
    for number in 0..<Self.many {
      let mail = WorkItem(WorkID("w\(number)"), channel: "mail", queue: "q")
      _ = try router.perform(.begin(mail, by: "bot"), at: now)
    }
    let narrow = AgentCapacity(.total(65_535, costs: ["mail": 65_535]))
    _ = try router.perform(.update(Agent("bot", capacity: narrow)), at: now)
    let last = WorkItem("last", channel: "mail", queue: "q")
    #expect(try router.enqueue(last, at: now).directives == [])
    #expect(router.work(of: "bot").count == Self.many)
  }

  /// Times the most units this is more than 32 bits hold.
  private static let many = 32_770
}
