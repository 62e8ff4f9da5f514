// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime
import Testing

/// What the text says of what is done by command, and of what rules ask for, told by hand of both
/// routers.
@Suite("Routing by command, told by hand", .serialized)
struct CommandScenarioTests {
  typealias Kind = TellingDesk.Kind

  static func chat(_ id: WorkID, in queue: QueueID = "q", priority: PriorityID? = nil) -> WorkItem {
    ScenarioTests.chat(id, in: queue, priority: priority)
  }

  @Test(
    "Work is given to an agent who is away and full, after the others' offers were withdrawn",
    arguments: Kind.allCases)
  func assigned(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", offers: OfferRules(atOnce: 2))])
    desk.staff("ann", "bob", "cid")
    _ = desk.at(0, .presence("cid", .offline))
    _ = desk.at(0, .begin(Self.chat("old"), by: "cid"))
    #expect(desk.at(1, .enqueue(Self.chat("w"))) == ["w → ann until 21", "w → bob until 21"])
    #expect(
      desk.at(2, .assign("w", to: "cid")) == [
        "w ← ann takenByAnother", "w ← bob takenByAnother", "w = cid",
      ])
    #expect(desk.at(3, .assign("w", to: "ann")) == ["rejected: w is held by cid"])
    #expect(desk.at(4, .finish("w", by: "cid")) == [])
  }

  @Test(
    "Work that is given to whom it is offered is withdrawn from the others alone",
    arguments: Kind.allCases)
  func assignedToTheOffered(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", offers: OfferRules(atOnce: 2))])
    desk.staff("ann", "bob")
    _ = desk.at(1, .enqueue(Self.chat("w")))
    #expect(desk.at(2, .assign("w", to: "bob")) == ["w ← ann takenByAnother", "w = bob"])
  }

  @Test("What is given is no offer for the order of rotation", arguments: Kind.allCases)
  func rotation(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")], order: [.rotation])
    desk.staff("ann", "bob")
    _ = desk.at(1, .begin(Self.chat("v"), by: "ann"))
    _ = desk.at(2, .finish("v", by: "ann"))
    #expect(desk.at(3, .enqueue(Self.chat("w"))) == ["w → ann until 23"])
  }

  @Test("No rule is asked of work that is begun, also in a closed queue", arguments: Kind.allCases)
  func begun(kind: Kind) throws {
    var desk = try TellingDesk(
      kind,
      queues: [WorkQueue("q", overflow: [.init(when: .staffing(below: 9), then: .refuse)])])
    desk.staff("ann", "bob")
    _ = desk.at(0, .close("q", .serveWaiting))
    #expect(desk.at(1, .begin(Self.chat("w"), by: "ann")) == ["w = ann"])
    #expect(desk.at(2, .begin(Self.chat("w"), by: "bob")) == ["rejected: duplicateWork(w)"])
    #expect(desk.at(3, .requeue("w", by: "ann")) == ["w → bob until 23"])
  }

  @Test(
    "Work that is moved keeps its place and begins a new age; a closed queue does not take it",
    arguments: Kind.allCases)
  func moved(kind: Kind) throws {
    let late = OverflowRule(when: .waited(.seconds(30)), then: .message)
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q"), WorkQueue("r", overflow: [late]), WorkQueue("shut")])
    _ = desk.at(0, .enqueue(Self.chat("w")))
    _ = desk.at(5, .enqueue(Self.chat("v", in: "r")))
    _ = desk.at(5, .close("shut", .serveWaiting))
    #expect(desk.at(10, .move("w", to: "shut")) == ["rejected: shut is closed"])
    #expect(desk.at(10, .move("w", to: "q")) == [])
    #expect(desk.at(10, .move("w", to: "r")) == ["w moves q to r"])
    let mei = Agent("mei", capacity: AgentCapacity(.unlimited(["chat"])))
    #expect(desk.at(20, .add(mei, .available)) == ["w → mei until 40", "v → mei until 40"])
    #expect(desk.at(20, .move("w", to: "q")) == ["rejected: w is offered to [\"mei\"]"])
    #expect(desk.at(21, .remove("mei")) == ["w ← mei notAvailable", "v ← mei notAvailable"])
    #expect(desk.at(35, .tick) == ["v leaves a message"])
    #expect(desk.at(39.999, .tick) == [])
    #expect(desk.at(40, .tick) == ["w leaves a message"])
  }

  @Test(
    "Work in hand may change but for its channel, and offers stay when it does",
    arguments: Kind.allCases)
  func changed(kind: Kind) throws {
    let channels = [WorkChannel("chat"), WorkChannel("voice")]
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")], channels: channels)
    desk.staff("ann", "bob")
    _ = desk.at(0, .enqueue(Self.chat("w")))
    var work = Self.chat("w")
    work.excluded = ["ann"]
    #expect(desk.at(1, .change(work)) == [])
    #expect(desk.at(2, .accept("w", by: "ann")) == [])
    work.channel = "voice"
    #expect(desk.at(3, .change(work)) == ["rejected: w is held by ann"])
    work.channel = "chat"
    work.excluded = ["bob"]
    #expect(desk.at(4, .change(work)) == [])
    #expect(desk.at(5, .requeue("w", by: "ann")) == ["w → ann until 25"])
  }

  @Test("Work that is given back for later rests until then", arguments: Kind.allCases)
  func givenBack(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")])
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("w")))
    _ = desk.at(1, .accept("w", by: "ann"))
    let later = TellingDesk.start + .seconds(60)
    #expect(desk.at(2, .requeue("w", by: "ann", notBefore: later)) == [])
    #expect(
      desk.at(59.999, .hold("w", by: "ann")) == ["rejected: w is not held but rests until 60"])
    #expect(desk.at(60, .tick) == ["w → ann until 80"])
  }

  @Test(
    "A rule raises work once, until it names another class or goes out to a partner",
    arguments: Kind.allCases)
  func raised(kind: Kind) throws {
    let rules = [
      OverflowRule(when: .waited(.seconds(10)), then: .raise(to: "fire")),
      OverflowRule(when: .waited(.seconds(90)), then: .outside("partner")),
    ]
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", overflow: rules)],
      priorities: [PriorityClass("fire", band: 1), PriorityClass("gold", weight: .seconds(30))])
    _ = desk.at(0, .enqueue(Self.chat("u")))
    _ = desk.at(1, .enqueue(Self.chat("v")))
    _ = desk.at(2, .tick)
    _ = desk.at(10, .tick)
    _ = desk.at(10.5, .enqueue(Self.chat("gold", priority: "gold")))
    _ = desk.at(11, .tick)
    _ = desk.at(12, .change(Self.chat("u", priority: "gold")))
    let mei = Agent("mei", capacity: AgentCapacity(.unlimited(["chat"])))
    #expect(
      desk.at(15, .add(mei, .available)) == [
        "v → mei until 35", "u → mei until 35", "gold → mei until 35",
      ])
    _ = desk.at(16, .remove("mei"))
    #expect(desk.at(89.999, .tick) == [])
    #expect(desk.at(91, .tick) == ["v goes out to partner", "u goes out to partner"])
  }

  @Test(
    "Where somebody on duty did not take it, the rules behind are asked, then it waits again",
    arguments: Kind.allCases)
  func onDuty(kind: Kind) throws {
    let rules = [
      OverflowRule(when: .waited(.seconds(20)), then: .duty(roster: "nights", role: .primary)),
      OverflowRule(when: .waited(.seconds(30)), then: .message),
      OverflowRule(when: .waited(.seconds(20)), then: .duty(roster: "nights", role: .secondary)),
    ]
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", overflow: rules)],
      options: RoutingOptions(
        skipsEmptyLevels: false, rosters: ["nights": try TellingDesk.duty()]))
    _ = desk.at(0, .enqueue(Self.chat("w")))
    #expect(desk.at(20, .tick) == ["w to li on duty"])
    #expect(desk.at(50, .dutyEnded("w", isDone: false)) == ["w to wang on duty"])
    #expect(desk.at(70, .dutyEnded("w", isDone: false)) == [])
    // It is 20 s old again as it comes back: what passed with li and wang does not count.
    #expect(desk.at(79.999, .tick) == [])
    #expect(desk.at(80, .tick) == ["w leaves a message"])
  }

  private static func choosing(_ outcome: QueueChoice) throws -> RuleTable<QueueChoice> {
    let schema = try FactSchema([FactField("kind", .choice(["a"]))])
    return try RuleTable("choice", schema: schema, rules: [], otherwise: outcome)
  }

  @Test(
    "The class that the rules chose counts whenever the work names none", arguments: Kind.allCases)
  func chosenClass(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", priority: "gold")],
      priorities: [
        PriorityClass("plain"), PriorityClass("gold", weight: .seconds(30)),
        PriorityClass("fire", band: 1),
      ],
      choice: try Self.choosing(QueueChoice("q", priority: "fire")))
    _ = desk.at(0, .enqueue(Self.chat("plain", priority: "plain")))
    _ = desk.at(20, .enqueue(Self.chat("gold")))
    var work = WorkItem("fire", channel: "chat", priority: "plain")
    _ = desk.at(40, .enqueue(work))
    work.priority = nil
    _ = desk.at(41, .change(work))
    let mei = Agent("mei", capacity: AgentCapacity(.unlimited(["chat"])))
    #expect(
      desk.at(60, .add(mei, .available)) == [
        "fire → mei until 80", "gold → mei until 80", "plain → mei until 80",
      ])
  }

  @Test(
    "What the rules' choice asked for is left behind in its queue, its class is not",
    arguments: Kind.allCases)
  func chosenRequirements(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q"), WorkQueue("r")],
      priorities: [PriorityClass("fire", band: 1)],
      choice: try Self.choosing(
        QueueChoice("q", priority: "fire", requirements: [.level("law", atLeast: 1)])))
    desk.staff("ann")
    _ = desk.at(0, .presence("ann", .busy))
    _ = desk.at(0, .enqueue(Self.chat("v", in: "r")))
    #expect(desk.at(1, .enqueue(WorkItem("w", channel: "chat"))) == [])
    _ = desk.at(2, .move("w", to: "r"))
    #expect(desk.at(3, .presence("ann", .available)) == ["w → ann until 23"])
  }

  @Test("A customer who came before has the place of then, and no age", arguments: Kind.allCases)
  func since(kind: Kind) throws {
    let late = OverflowRule(when: .waited(.seconds(30)), then: .message)
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", overflow: [late])])
    _ = desk.at(0, .enqueue(Self.chat("v")))
    var work = Self.chat("w")
    work.since = TellingDesk.start + .seconds(-50)
    #expect(desk.at(5, .enqueue(work)) == [])
    let mei = Agent("mei", capacity: AgentCapacity(.unlimited(["chat"])))
    #expect(desk.at(6, .add(mei, .available)) == ["w → mei until 26", "v → mei until 26"])
    _ = desk.at(7, .remove("mei"))
    #expect(desk.at(30, .tick) == ["v leaves a message"])
    #expect(desk.at(34.999, .tick) == [])
    #expect(desk.at(35, .tick) == ["w leaves a message"])
  }

  @Test(
    "Work may wait for its first owner who is away, though others are there",
    arguments: Kind.allCases)
  func whenAway(kind: Kind) throws {
    for absence in FirstOwner.Absence.allCases {
      var desk = try TellingDesk(
        kind, queues: [WorkQueue("q")], options: RoutingOptions(skipsEmptyLevels: true))
      desk.staff("ann", "bob")
      _ = desk.at(0, .presence("ann", .offline))
      var work = Self.chat("w")
      work.firstOwner = FirstOwner("ann", waitAtMost: .seconds(30), whenAway: absence)
      let answer = desk.at(1, .enqueue(work))
      #expect(answer == (absence == .waits ? [] : ["w → bob until 21"]))
      if absence == .waits { #expect(desk.at(31, .tick) == ["w → bob until 51"]) }
    }
  }

  @Test("A queue may have an order of agents of its own", arguments: Kind.allCases)
  func orders(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q"), WorkQueue("r", agentOrder: [.load])], order: [.rotation])
    desk.staff("ann", "bob", room: 3)
    _ = desk.at(0, .begin(Self.chat("a"), by: "ann"))
    #expect(desk.at(1, .enqueue(Self.chat("v"))) == ["v → ann until 21"])
    #expect(desk.at(2, .enqueue(Self.chat("w", in: "r"))) == ["w → bob until 22"])
  }

  @Test("So many of a channel and no more, whatever the units say", arguments: Kind.allCases)
  func atMost(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")], channels: [WorkChannel("chat"), WorkChannel("mail")])
    var capacity = AgentCapacity(.total(9, costs: ["chat": 1, "mail": 1]), atMost: ["chat": 1])
    _ = desk.at(0, .add(Agent("ann", capacity: capacity), .available))
    #expect(desk.at(1, .enqueue(Self.chat("v"))) == ["v → ann until 21"])
    #expect(desk.at(2, .enqueue(Self.chat("w"))) == [])
    let mail = WorkItem("m", channel: "mail", queue: "q")
    #expect(desk.at(3, .enqueue(mail)) == ["m → ann until 23"])
    capacity.atMost["chat"] = 2
    #expect(
      desk.at(4, .update(Agent("ann", capacity: capacity))) == ["w → ann until 24"])
  }

  @Test("Whoever declined rests before the next offer", arguments: Kind.allCases)
  func rest(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", offers: OfferRules(rest: .seconds(10)))])
    desk.staff("ann", room: 2)
    _ = desk.at(0, .enqueue(Self.chat("v")))
    _ = desk.at(0, .enqueue(Self.chat("w")))
    #expect(
      desk.at(5, .decline("v", by: "ann")) == ["ann wraps up until 15", "w ← ann notAvailable"])
    #expect(
      desk.at(15, .tick) == ["ann is back", "v → ann until 35", "w → ann until 35"])
  }

  @Test("Work of a queue that is given by command waits for it", arguments: Kind.allCases)
  func givenByCommand(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q", isGivenByCommand: true)])
    desk.staff("ann")
    #expect(desk.at(0, .enqueue(Self.chat("w"))) == [])
    #expect(desk.at(1, .assign("w", to: "ann")) == ["w = ann"])
    #expect(desk.at(2, .requeue("w", by: "ann")) == [])
  }
}
