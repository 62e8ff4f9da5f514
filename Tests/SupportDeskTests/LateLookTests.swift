// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportTestKit
import SupportTickets
import Testing

/// A desk that pays more where an urgent case was missed.
@Suite("A host that looks late")
struct LateLookTests {
  static let text = """
    {
      "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01",
      "zone": "Europe/Amsterdam", "currency": "EUR",
      "facts": { "branch": { "oneOf": ["north", "south"] } },
      "serviceLevels": { "rules": [
        { "id": "reply", "then": { "firstReply": { "within": "1 h" } } } ] },
      "compensation": {
        "settle": [ { "stack": "highest", "refunds": "highest" } ],
        "rules": [
          { "id": "urgent", "when": { "cause": "missedPromise", "priority": "urgent" },
            "then": [ { "add": "10.00" }, { "round": "exact" } ] },
          { "id": "north", "when": { "cause": "missedPromise", "branch": "north" },
            "then": [ { "add": "7.00" }, { "round": "exact" } ] },
          { "id": "other", "when": { "cause": "missedPromise" },
            "then": [ { "add": "5.00" }, { "round": "exact" } ] } ] }
    }
    """

  let desk: Desk
  let start: Instant

  init() throws {
    desk = Desk(try PolicyBook(Self.text))
    start = try Instant("2025-06-02T09:00:00+02:00")
  }

  func opening(_ priority: Ticket.Priority) -> Ticket.Opening {
    var opening = Ticket.Opening(channel: .email, customer: "c-7")
    opening.priority = priority
    opening.fields = [.init("branch", .text("south"))]
    return opening
  }

  func opened(_ priority: Ticket.Priority) throws -> SupportCase {
    try desk.handle(
      .ticket(.open(opening(priority))), of: desk.opened("T-1", customer: "c-7"),
      by: .customer("c-7"), at: start
    ).result
  }

  @Test(
    "what was missed is paid by what was known then, though the command that comes late changes it",
    arguments: [
      Ticket.Command.prioritise(.normal), .setField(.init("branch", .text("north"))),
    ])
  func factsOfThen(command: Ticket.Command) throws {
    let matter = try opened(.urgent)
    let answer = try desk.handle(
      .ticket(command), of: matter, by: .agent("li"), at: start + .seconds(7_200))
    #expect(answer.result.paid?.minorUnits == 1_000)
    // A host that looked in time paid the same.
    let looked = desk.tick(matter, at: start + .seconds(3_600)).result
    let prompt = try desk.handle(
      .ticket(command), of: looked, by: .agent("li"), at: start + .seconds(7_200))
    #expect(prompt.result.paid == answer.result.paid)
  }

  @Test("a second book beside the first settles at the same place: the same book says the same")
  func shadow() throws {
    let desks = ShadowDesk(desk, beside: desk)
    let pair = try desks.handle(
      .ticket(.open(opening(.urgent))), of: desks.opened("T-1", customer: "c-7"),
      by: .customer("c-7"), at: start)
    let answer = try desks.handle(
      .ticket(.prioritise(.normal)), of: pair.result, by: .agent("li"),
      at: start + .seconds(7_200))
    #expect(answer.result.shadow.paid?.minorUnits == 1_000)
    #expect(answer.differences == [])
  }

  @Test("what falls due at the instant of a command comes behind it")
  func sameInstant() throws {
    let answer = try desk.handle(
      .ticket(.prioritise(.normal)), of: try opened(.urgent), by: .agent("li"),
      at: start + .seconds(3_600))
    let next = desk.tick(answer.result, at: start + .seconds(3_660))
    #expect(next.result.paid?.minorUnits == 500)
  }

  @Test("random commands, looked at late, pay as if looked at in time", arguments: 0..<24)
  func random(seed: UInt64) {
    let fault = DeskSimulation(desk, from: start).fault(seed: seed, steps: 60)
    #expect(fault == nil, "\(fault.map(String.init(describing:)) ?? "")")
  }
}
