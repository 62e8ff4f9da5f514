// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import Testing

/// Wrap-up that belongs to a piece of work, of both routers.
@Suite("Routing: wrap-up of a piece, told by hand", .serialized)
struct WrapUpTests {
  typealias Kind = TellingDesk.Kind

  private static func desk(
    _ kind: Kind, _ length: Duration?, _ queue: WorkQueue = WorkQueue("q"),
    holdFreesSlot: Bool = false
  ) throws -> TellingDesk {
    let chat = WorkChannel("chat", holdFreesSlot: holdFreesSlot, wrapUp: .piece(length))
    return try TellingDesk(kind, queues: [queue], channels: [chat, WorkChannel("mail")])
  }

  private static func chat(_ id: WorkID) -> WorkItem { ScenarioTests.chat(id) }

  @Test(
    "The piece keeps its room for its time, and the other places go on", arguments: Kind.allCases)
  func room(kind: Kind) throws {
    var desk = try Self.desk(kind, .seconds(30))
    desk.staff("ann", room: 2)
    for id: WorkID in ["a", "b", "c", "d"] { _ = desk.at(0, .enqueue(Self.chat(id))) }
    _ = desk.at(1, .accept("a", by: "ann"))
    _ = desk.at(1, .accept("b", by: "ann"))
    #expect(desk.at(10, .finish("a", by: "ann")) == ["a is wrapped up by ann until 40"])
    // The place of b is free for others as soon as b is moved on.
    #expect(desk.at(20, .requeue("b", by: "ann")) == ["b → ann until 40"])
    #expect(kind == .naive || desk.deadline == 40)
    #expect(desk.at(39.999, .tick) == [])
    #expect(desk.at(40, .finish("a", by: "ann")) == ["rejected: a is unknown"])
    #expect(
      desk.at(40, .tick) == [
        "b ← ann missed", "a has been wrapped up by ann", "b → ann until 60", "c → ann until 60",
      ])
    #expect(desk.at(41, .enqueue(Self.chat("a"))) == [])
  }

  @Test(
    "Without a time it lasts until told, and nothing else can be done to it",
    arguments: Kind.allCases)
  func untilTold(kind: Kind) throws {
    var desk = try Self.desk(kind, nil)
    desk.staff("ann", "bob")
    _ = desk.at(0, .presence("bob", .onBreak))
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(0, .accept("a", by: "ann"))
    #expect(
      desk.at(1, .wrapUpEnded("a", by: "ann")) == ["rejected: a is held by ann"])
    #expect(desk.at(9, .finish("a", by: "ann")) == ["a is wrapped up by ann until ever"])
    #expect(desk.at(9, .enqueue(Self.chat("b"))) == [])
    let told = "is wrapped up by ann until ever"
    #expect(desk.at(10, .finish("a", by: "ann")) == ["rejected: a is not held but \(told)"])
    #expect(desk.at(10, .hold("a", by: "ann")) == ["rejected: a is not held but \(told)"])
    #expect(desk.at(10, .requeue("a", by: "ann")) == ["rejected: a is not held but \(told)"])
    #expect(
      desk.at(10, .transfer("a", by: "ann", to: .queue("q")))
        == ["rejected: a is not held but \(told)"])
    #expect(
      desk.at(10, .wrapUpEnded("a", by: "bob")) == ["rejected: a is not held but \(told)"])
    for command: Router.Command in [
      .abandon("a"), .callback("a"), .change(Self.chat("a")), .move("a", to: "q"),
      .assign("a", to: "bob"), .comeBack("a"), .dutyEnded("a", isDone: true),
    ] {
      #expect(desk.at(10, command) == ["rejected: a \(told)"], "\(command)")
    }
    #expect(desk.at(5_000, .wrapUpEnded("a", by: "ann")) == ["b → ann until 5020"])
    #expect(desk.at(5_001, .wrapUpEnded("a", by: "ann")) == ["rejected: a is unknown"])
  }

  @Test(
    "An agent who goes leaves nothing to wrap up; a break changes nothing", arguments: Kind.allCases
  )
  func leaving(kind: Kind) throws {
    var desk = try Self.desk(kind, nil)
    desk.staff("ann", room: 3)
    for id: WorkID in ["a", "b", "c"] {
      _ = desk.at(0, .enqueue(Self.chat(id)))
      _ = desk.at(0, .accept(id, by: "ann"))
    }
    _ = desk.at(1, .finish("a", by: "ann"))
    _ = desk.at(1, .finish("b", by: "ann"))
    #expect(desk.at(2, .presence("ann", .onBreak)) == [])
    #expect(desk.at(3, .cancel("a")) == ["a ← ann over"])
    #expect(
      desk.at(4, .presence("ann", .offline, releasing: true)) == [
        "b has been wrapped up by ann", "c ← ann notAvailable",
      ])
    #expect(desk.at(5, .presence("ann", .available)) == ["c → ann until 25"])
    _ = desk.at(6, .accept("c", by: "ann"))
    _ = desk.at(7, .finish("c", by: "ann"))
    #expect(desk.at(8, .remove("ann")) == ["c has been wrapped up by ann"])
    #expect(desk.at(9, .cancel("c")) == ["rejected: c is unknown"])
  }

  @Test("A piece that was finished on hold takes its place again", arguments: Kind.allCases)
  func onHold(kind: Kind) throws {
    var desk = try Self.desk(kind, .seconds(30), holdFreesSlot: true)
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(0, .accept("a", by: "ann"))
    _ = desk.at(0, .hold("a", by: "ann"))
    #expect(desk.at(1, .finish("a", by: "ann")) == ["a is wrapped up by ann until 31"])
    #expect(desk.at(2, .enqueue(Self.chat("b"))) == [])
    #expect(desk.at(31, .tick) == ["a has been wrapped up by ann", "b → ann until 51"])
  }

  @Test("A wrap-up that is over leaves its room to what is resumed", arguments: Kind.allCases)
  func resume(kind: Kind) throws {
    var desk = try Self.desk(kind, .seconds(30), holdFreesSlot: true)
    desk.staff("ann")
    for id: WorkID in ["a", "b"] {
      _ = desk.at(0, .enqueue(Self.chat(id)))
      _ = desk.at(0, .accept(id, by: "ann"))
      _ = desk.at(0, .hold(id, by: "ann"))
    }
    _ = desk.at(1, .finish("a", by: "ann"))
    #expect(desk.at(2, .resume("b", by: "ann")) == ["rejected: ann has no room for b"])
    #expect(desk.at(31, .resume("b", by: "ann")) == ["a has been wrapped up by ann"])
  }

  @Test("Whoever waits is told when the first wrap-up gives its room back")
  func report() throws {
    let policy = try RoutingPolicy(
      "desk", version: "1", channels: [WorkChannel("chat", wrapUp: .piece(.seconds(30)))],
      queues: [WorkQueue("q")])
    let now = TellingDesk.start
    var router = Router(policy)
    _ = try router.perform(
      .add(Agent("ann", capacity: .one(of: ["chat"])), .available), at: now)
    _ = try router.enqueue(Self.chat("a"), at: now)
    _ = try router.accept("a", by: "ann", at: now)
    _ = try router.finish("a", by: "ann", at: now + .seconds(10))
    _ = try router.enqueue(Self.chat("b"), at: now + .seconds(20))
    let report = try router.report(on: "b", at: now + .seconds(20))
    #expect(report.need == .room(onDuty: 1))
    #expect(report.changesAt == now + .seconds(40))
    #expect(router.work(of: "ann") == ["a"] && router.workCount == 2)
    let state = Router.WorkState.wrappingUp(by: "ann", until: now + .seconds(40))
    #expect(router.state(of: "a", at: now + .seconds(39)) == state)
    #expect(router.state(of: "a", at: now + .seconds(40)) == nil)
    #expect(throws: Router.Rejection.wrongState("a", state)) {
      try router.report(on: "a", at: now + .seconds(20))
    }
  }

  @Test("The longest free is counted from the end of the wrap-up", arguments: Kind.allCases)
  func idle(kind: Kind) throws {
    let chat = WorkChannel("chat", wrapUp: .piece(.seconds(30)))
    var desk = try TellingDesk(
      kind, queues: [WorkQueue("q")], channels: [chat], order: [.idleSince])
    desk.staff("ann")
    _ = desk.at(0, .enqueue(Self.chat("a")))
    _ = desk.at(0, .accept("a", by: "ann"))
    _ = desk.at(1, .finish("a", by: "ann"))
    _ = desk.at(20, .add(Agent("bob", capacity: .one(of: ["chat"])), .available))
    #expect(
      desk.at(40, .enqueue(Self.chat("b"))) == ["a has been wrapped up by ann", "b → bob until 60"])
  }

  @Test("A wrap-up of no time is a mistake of the policy")
  func mistakes() {
    #expect(throws: DocumentError.self) {
      try RoutingPolicy(
        "desk", version: "1", channels: [WorkChannel("chat", wrapUp: .piece(.zero))],
        queues: [WorkQueue("q")])
    }
  }
}
