// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportTestKit
import SupportTickets
import Testing

/// Rules of classification that give a ticket to a group, whoever had it.
@Suite("Desk: who has a ticket follows from its facts")
struct HandingOnTests {
  private static let book = """
    { "format": 0, "id": "desk", "version": "1", "effectiveFrom": "2025-01-01", "zone": "UTC",
      "tickets": {
        "ownerKeeps": true,
        "incidentPlans": [ { "level": 1, "plan": "all" }, { "level": 2, "plan": "some" },
                           { "level": 3, "plan": "one" } ] },
      "classification": { "rules": [
        { "id": "large", "when": { "incidentLevel": 1 },
          "then": { "assignTo": "nobody", "handTo": "lead" } },
        { "id": "small", "when": { "incidentLevel": 3 }, "then": { "assignTo": "front" } },
        { "id": "lead", "when": { "group": "lead" }, "then": { "raiseTo": "urgent" } } ] } }
    """

  private let desk: Desk
  private let now = Instant.fixtureStart

  init() throws {
    desk = Desk(try PolicyBook(Self.book))
  }

  private func matter(
    _ commands: [Ticket.Command]
  ) throws -> (matter: SupportCase, events: [Ticket.Event]) {
    var matter = desk.opened("T-1")
    var events: [Ticket.Event] = []
    for command in commands {
      let decision = try desk.handle(.ticket(command), of: matter, by: .agent("li"), at: now)
      #expect(decision.notDone.isEmpty)
      matter = decision.result
      for case .ticket(let event) in decision.events { events.append(event) }
    }
    return (matter, events)
  }

  @Test("a ticket that nobody has is assigned, and rules about its group begin to hold")
  func nobodys() throws {
    let (matter, events) = try matter([.open(.init()), .gradeIncident(.system)])
    // Of the two words of one rule the one that fills comes first, and the other replaces it.
    let given = events.compactMap { event in
      if case .assigned(let new) = event.change { new.group } else { nil }
    }
    #expect(given == ["nobody", "lead"])
    #expect(matter.ticket.assignment == .init(group: "lead"))
    #expect(matter.ticket.priority == .urgent && matter.ticket.details.transfers.isEmpty)
  }

  @Test("an agent who keeps what is theirs hands it on by a transfer, with the rule as its reason")
  func agents() throws {
    let (matter, events) = try matter([
      .open(.init()), .gradeIncident(.single), .assign(.init(group: "front", agent: "li")),
      .gradeIncident(.system),
    ])
    #expect(matter.ticket.assignment == .init(group: "lead"))
    let transfers = events.filter { $0.change.type == .transferred }
    #expect(transfers.map(\.reason) == ["large"] && transfers.map(\.by) == [.system])
    #expect(
      matter.ticket.details.transfers.map(\.value.from) == [.init(group: "front", agent: "li")])
  }

  @Test("where the group has it already nothing happens, and what people decide later stays")
  func later() throws {
    let (matter, events) = try matter([
      .open(.init()), .assign(.init(group: "lead", agent: "he")), .gradeIncident(.system),
      .transfer(to: .init(group: "front"), contact: nil), .prioritise(.low),
    ])
    #expect(matter.ticket.assignment == .init(group: "front"))
    #expect(events.filter { $0.by == .system }.map(\.change) == [.prioritised(.urgent)])
  }

  @Test("raised again after it was less, it is handed on again")
  func again() throws {
    let (matter, _) = try matter([
      .open(.init()), .gradeIncident(.system), .gradeIncident(.single),
      .transfer(to: .init(group: "front"), contact: nil), .gradeIncident(.system),
    ])
    #expect(matter.ticket.assignment == .init(group: "lead"))
  }
}
