// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTime
import Testing

/// What goes beside what, and rules by who is free and by the end of hours, of both routers.
@Suite("Routing: pairs of channels, who is free, closing time", .serialized)
struct PairsAndTriggersTests {
  typealias Kind = TellingDesk.Kind

  private static func item(_ id: WorkID, _ channel: ChannelID) -> WorkItem {
    WorkItem(id, channel: channel, queue: "q")
  }

  /// Who chats gets more chats and no call; a call interrupts mail; mail comes to nobody who has more than mail.
  private static let channels = [
    WorkChannel("voice", beside: ["mail"], holdFreesSlot: true),
    WorkChannel("chat", beside: ["chat", "mail"]), WorkChannel("mail", beside: ["mail"]),
  ]

  @Test("A piece comes only beside what its channel names", arguments: Kind.allCases)
  func beside(kind: Kind) throws {
    var desk = try TellingDesk(kind, queues: [WorkQueue("q")], channels: Self.channels)
    desk.staff("ann", room: 9)
    #expect(desk.at(0, .enqueue(Self.item("m1", "mail"))) == ["m1 → ann until 20"])
    #expect(desk.at(1, .enqueue(Self.item("c1", "chat"))) == ["c1 → ann until 21"])
    #expect(desk.at(2, .enqueue(Self.item("v1", "voice"))) == [])
    #expect(desk.at(3, .enqueue(Self.item("m2", "mail"))) == [])
    #expect(desk.at(4, .enqueue(Self.item("c2", "chat"))) == ["c2 → ann until 24"])
    _ = desk.at(5, .accept("m1", by: "ann"))
    _ = desk.at(5, .accept("c1", by: "ann"))
    _ = desk.at(5, .accept("c2", by: "ann"))
    _ = desk.at(6, .finish("c1", by: "ann"))
    #expect(desk.at(7, .finish("c2", by: "ann")) == ["v1 → ann until 27"])
    _ = desk.at(8, .accept("v1", by: "ann"))
    #expect(desk.at(9, .hold("v1", by: "ann")) == ["m2 → ann until 29"])
    #expect(desk.at(10, .enqueue(Self.item("c3", "chat"))) == ["c3 → ann until 30"])
    #expect(desk.at(11, .resume("v1", by: "ann")) == ["rejected: ann has no room for v1"])
    // The offer of the chat has ended, so that it keeps nothing away; mail does not either.
    #expect(desk.at(30, .resume("v1", by: "ann")) == ["m2 ← ann missed", "c3 ← ann missed"])
  }

  @Test(
    "A channel that names nothing comes to empty hands, and lets others come",
    arguments: Kind.allCases)
  func nothing(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")],
      channels: [WorkChannel("voice", beside: []), WorkChannel("mail")])
    desk.staff("ann", room: 9)
    #expect(desk.at(0, .enqueue(Self.item("v1", "voice"))) == ["v1 → ann until 20"])
    #expect(desk.at(1, .enqueue(Self.item("v2", "voice"))) == [])
    #expect(desk.at(2, .enqueue(Self.item("m", "mail"))) == ["m → ann until 22"])
  }

  @Test("Why an agent is passed over who has what it does not go beside")
  func why() throws {
    let policy = try RoutingPolicy(
      "desk", version: "1", channels: Self.channels, queues: [WorkQueue("q")])
    let now = TellingDesk.start
    var router = Router(policy)
    let capacity = AgentCapacity(.unlimited(["voice", "chat", "mail"]))
    _ = try router.perform(.add(Agent("ann", capacity: capacity), .available), at: now)
    _ = try router.enqueue(Self.item("c", "chat"), at: now)
    _ = try router.enqueue(Self.item("v", "voice"), at: now)
    #expect(try router.whyNot("ann", for: "v", at: now) == .exclusiveWork)
    #expect(try router.report(on: "v", at: now).need == .room(onDuty: 1))
    let cost = AssignmentCost(
      waitingSecond: 1, levelAbove: 1, unaskedSkill: 1, inHand: 1, idleSecond: 1)
    let batch = try router.batch(of: "q", by: "voice", cost: cost, at: now)
    let plan = batch.solved()
    #expect(plan.pairs.isEmpty)
  }

  @Test("Whole work beside something, and unknown channels are told")
  func mistakes() throws {
    let error = try #require(throws: DocumentError.self) {
      try RoutingPolicy(
        "desk", version: "1",
        channels: [
          WorkChannel("voice", exclusivity: .whole, beside: ["chat"]),
          WorkChannel("chat", beside: ["fax", "chat"]),
          WorkChannel("mail", exclusivity: .whole, beside: []),
        ],
        queues: [
          WorkQueue(
            "q",
            overflow: [
              .init(when: .closing(within: .zero), then: .message),
              .init(when: .free(below: 0), then: .message),
            ])
        ])
    }
    #expect(
      error.problems.map(\.description) == [
        "channels[0].beside: whole work comes to empty hands only, beside nothing",
        "channels[1].beside: there is no channel \"fax\"",
        "queues[0].overflow[0].when: the queue has no hours that could end",
        "queues[0].overflow[1].when: 0 is not within 1 … 2147483647",
      ])
  }

  @Test("Where nobody is free the work goes elsewhere at once", arguments: Kind.allCases)
  func free(kind: Kind) throws {
    let rule = OverflowRule(when: .free(below: 1), then: .outside("partner"))
    var desk = try TellingDesk(
      kind,
      queues: [
        WorkQueue("q", pools: [AgentPool("front")], overflow: [rule], limitPerAgent: 1),
        WorkQueue("r"),
      ])
    desk.staff("ann", "bob", room: 2, groups: ["front"])
    desk.staff("cid", room: 2)
    #expect(desk.at(0, .enqueue(Self.item("a", "chat"))) == ["a → ann until 20"])
    #expect(desk.at(0, .enqueue(Self.item("b", "chat"))) == ["b → bob until 20"])
    #expect(desk.at(0, .enqueue(Self.item("c", "chat"))) == ["c goes out to partner"])
    _ = desk.at(1, .accept("a", by: "ann"))
    // Whoever hands work on is free for it, though not asked first.
    #expect(desk.at(2, .transfer("a", by: "ann", to: .queue("q"))) == ["a moves q to q"])
    #expect(desk.at(3, .presence("ann", .busy)) == [])
    #expect(desk.at(4, .enqueue(Self.item("d", "chat"))) == ["d goes out to partner"])
  }

  @Test("Those who wait are called back or sent on before closing time", arguments: Kind.allCases)
  func closing(kind: Kind) throws {
    // From 09:00 to 09:10, and from 09:20 on.
    let day = try ["09:00-09:10", "09:20-09:30"].map { text in
      let bounds = try text.split(separator: "-").map { try TimeOfDay($0) }
      return try DayInterval(from: bounds[0], to: bounds[1])
    }
    let hours = try BusinessCalendar(zone: "UTC", weekly: [.monday: day]).compiled()
    let rules = [
      OverflowRule(when: .closing(within: .seconds(60)), then: .offerCallback),
      OverflowRule(when: .closing(within: .zero), then: .queue("r")),
    ]
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", overflow: rules, hours: "day"), WorkQueue("r")],
      options: RoutingOptions(skipsEmptyLevels: false, calendars: ["day": hours]))
    #expect(desk.at(0, .enqueue(Self.item("a", "chat"))) == [])
    #expect(kind == .naive || desk.deadline == 540)
    #expect(desk.at(539.999, .tick) == [])
    #expect(desk.at(540, .tick) == ["a may be called back"])
    #expect(desk.at(550, .enqueue(Self.item("b", "chat"))) == ["b may be called back"])
    _ = desk.at(560, .callback("b"))
    #expect(kind == .naive || desk.deadline == 600)
    #expect(desk.at(700, .tick) == ["a moves q to r", "b moves q to r"])
    #expect(
      desk.at(701, .enqueue(Self.item("c", "chat"))) == ["c may be called back", "c moves q to r"])
    #expect(desk.at(702, .move("c", to: "q")) == ["c moves r to q"])
    _ = desk.at(1_200, .tick)
    #expect(desk.at(1_800, .tick) == [])
  }

  @Test(
    "Work that rests until later stays where it is as its queue closes, until its time has come",
    arguments: Kind.allCases)
  func restingAtClosing(kind: Kind) throws {
    // From 09:00 to 09:10, and from 09:20 to 09:30.
    let day = try ["09:00-09:10", "09:20-09:30"].map { text in
      let bounds = try text.split(separator: "-").map { try TimeOfDay($0) }
      return try DayInterval(from: bounds[0], to: bounds[1])
    }
    let hours = try BusinessCalendar(zone: "UTC", weekly: [.monday: day]).compiled()
    let rules = [
      OverflowRule(when: .closed, then: .queue("r")),
      OverflowRule(when: .closing(within: .zero), then: .message),
    ]
    var desk = try TellingDesk(
      kind,
      queues: [
        WorkQueue("q", overflow: rules, hours: "day"), WorkQueue("r", pools: [.init("nobody")]),
      ],
      options: RoutingOptions(skipsEmptyLevels: false, calendars: ["day": hours]))
    func booked(_ name: WorkID, at seconds: Int) -> WorkItem {
      WorkItem(
        name, channel: "chat", queue: "q", isCallback: true,
        notBefore: TellingDesk.start + .seconds(seconds))
    }
    desk.staff("ann", "bob")
    for agent in ["ann", "bob"] as [AgentID] { _ = desk.at(0, .presence(agent, .busy)) }
    // Booked while the queue is open, and while it is closed: nothing happens until 09:25.
    #expect(desk.at(0, .enqueue(booked("a", at: 1_500))) == [])
    #expect(desk.at(0, .enqueue(Self.item("b", "chat"))) == [])
    #expect(desk.at(1, .callback("b", notBefore: TellingDesk.start + .seconds(1_501))) == [])
    #expect(desk.at(600, .tick) == [])
    #expect(desk.at(700, .enqueue(booked("c", at: 1_502))) == [])
    #expect(desk.at(700, .enqueue(Self.item("now", "chat"))) == ["now moves q to r"])
    #expect(desk.at(1_400, .tick) == [])
    // Who booked for a time outside the hours goes where others go then, and not before.
    #expect(desk.at(1_400, .enqueue(booked("d", at: 1_900))) == [])
    for agent in ["ann", "bob"] as [AgentID] {
      _ = desk.at(1_450, .presence(agent, .available))
    }
    #expect(desk.at(1_500, .tick) == ["a → ann until 1520 by a call"])
    _ = desk.at(1_500, .accept("a", by: "ann"))
    #expect(desk.at(1_501, .tick) == ["b → bob until 1521 by a call"])
    _ = desk.at(1_501, .accept("b", by: "bob"))
    #expect(desk.at(1_502, .tick) == [])
    // What has waited since is what the closing is about.
    #expect(desk.at(1_800, .tick) == ["c leaves a message"])
    #expect(desk.at(1_899.999, .tick) == [])
    #expect(desk.at(1_900, .tick) == ["d moves q to r"])
  }

  @Test(
    "A queue that is closed by command takes no work, not even for later", arguments: Kind.allCases)
  func restingAtClosedQueue(kind: Kind) throws {
    let rules = [OverflowRule(when: .closed, then: .queue("r"))]
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q", overflow: rules), WorkQueue("r"), WorkQueue("s")])
    for queue in ["q", "s"] as [QueueID] { _ = desk.at(0, .close(queue, .serveWaiting)) }
    let later = TellingDesk.start + .seconds(60)
    #expect(
      desk.at(1, .enqueue(WorkItem("a", channel: "chat", queue: "q", notBefore: later)))
        == ["a moves q to r"])
    #expect(
      desk.at(1, .enqueue(WorkItem("b", channel: "chat", queue: "s", notBefore: later)))
        == ["b is refused"])
  }

  @Test(
    "Who handed work on was tried, also where closing time sends it on in the same step",
    arguments: Kind.allCases)
  func handedOn(kind: Kind) throws {
    let day = try DayInterval(from: TimeOfDay("08:00"), to: TimeOfDay("08:30"))
    let hours = try BusinessCalendar(zone: "UTC", weekly: [.monday: [day]]).compiled()
    let rules = [
      OverflowRule(when: .closing(within: .zero), then: .offerCallback),
      OverflowRule(when: .closing(within: .zero), then: .queue("r")),
    ]
    var desk = try TellingDesk(
      kind,
      queues: [WorkQueue("p"), WorkQueue("q", overflow: rules, hours: "day"), WorkQueue("r")],
      options: RoutingOptions(skipsEmptyLevels: false, calendars: ["day": hours]))
    desk.staff("ann", "bob")
    _ = desk.at(0, .enqueue(WorkItem("a", channel: "chat", queue: "p")))
    _ = desk.at(0, .accept("a", by: "ann"))
    #expect(
      desk.at(1, .transfer("a", by: "ann", to: .queue("q"))) == [
        "a moves p to q", "a may be called back", "a moves q to r", "a → bob until 21",
      ])
  }

  @Test("Work handed to an agent who is away may wait", arguments: Kind.allCases)
  func away(kind: Kind) throws {
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")], options: RoutingOptions(skipsEmptyLevels: true))
    desk.staff("ann", "bob", "cid")
    _ = desk.at(0, .presence("cid", .onBreak))
    func toCid(_ absence: FirstOwner.Absence) -> Router.TransferTarget {
      .agent("cid", in: "q", waitAtMost: .seconds(60), whenAway: absence)
    }
    _ = desk.at(0, .enqueue(Self.item("a", "chat")))
    _ = desk.at(0, .accept("a", by: "ann"))
    #expect(
      desk.at(1, .transfer("a", by: "ann", to: toCid(.othersAtOnce)))
        == ["a moves q to q", "a → bob until 21"])
    _ = desk.at(2, .enqueue(Self.item("b", "chat")))
    _ = desk.at(2, .accept("b", by: "ann"))
    #expect(desk.at(3, .transfer("b", by: "ann", to: toCid(.waits))) == ["b moves q to q"])
    #expect(desk.at(5, .presence("cid", .available)) == ["b → cid until 25"])
  }
}
