// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTestKit
import SupportTickets
import Testing

@Suite("Tickets: what each command does in each status")
struct TransitionTests {
  private static let agent = Principal.agent("li")
  private static let customer = Principal.customer("c-1")

  /// Commands by the name that the table uses; each would change the ticket of the fixtures.
  private static let commands: [(name: String, command: Ticket.Command, by: Principal)] = [
    ("open", .open(.init()), customer),
    ("classify", .classify(.init(kind: .complaint)), agent),
    ("prioritise", .prioritise(.urgent), agent),
    ("assign", .assign(.init(agent: "li")), agent),
    ("group", .assign(.init(group: "desk")), agent),
    ("customer", .addMessage(.init(.customer)), customer),
    ("reply", .addMessage(.init(.reply)), agent),
    ("holding", .addMessage(.init(.holdingReply)), agent),
    ("automatic", .addMessage(.init(.automatic)), .system),
    ("note", .addMessage(.init(.note)), agent),
    ("pause", .pause(.evidence), agent),
    ("resume", .resume([.customer, .vendor]), agent),
    ("solve", .solve, agent),
    ("reopen", .reopen, agent),
    ("close", .close, agent),
  ]

  /// Written by hand from the table in the documentation of `decide`. One column for each of none,
  /// new, open, pending, on hold, solved, closed; a word is the refusal, events are joined by `+`.
  private static let table = """
    open | opened | already | already | already | already | already | already | already | already
    classify | none | classified | classified | classified | classified | classified | closed \
    | illegal | illegal
    prioritise | none | prioritised | prioritised | prioritised | prioritised | prioritised \
    | closed | illegal | illegal
    assign | none | assigned+workStarted | assigned | assigned | assigned | assigned | closed \
    | illegal | illegal
    group | none | assigned | assigned | assigned | assigned | assigned | closed | illegal | illegal
    customer | none | messageAdded | messageAdded | messageAdded+waitChanged | messageAdded \
    | messageAdded+reopened | closed | illegal | illegal
    reply | none | messageAdded+workStarted | messageAdded | messageAdded | messageAdded \
    | messageAdded | closed | illegal | illegal
    holding | none | messageAdded+workStarted | messageAdded | messageAdded | messageAdded \
    | messageAdded | closed | illegal | illegal
    automatic | none | messageAdded | messageAdded | messageAdded | messageAdded | messageAdded \
    | closed | illegal | illegal
    note | none | messageAdded | messageAdded | messageAdded | messageAdded | messageAdded \
    | messageAdded | illegal | illegal
    pause | none | waitChanged | waitChanged | waitChanged | waitChanged | illegal | closed \
    | illegal | illegal
    resume | none | nothing | nothing | waitChanged | waitChanged | illegal | closed | illegal \
    | illegal
    solve | none | solved | solved | solved | solved | illegal | closed | illegal | illegal
    reopen | none | illegal | illegal | illegal | illegal | reopened | reopened | illegal | illegal
    close | none | closed! | closed! | closed! | closed! | closed! | closed | illegal | illegal
    """

  private static let expected: [String: [String]] = Dictionary(
    uniqueKeysWithValues: table.split(separator: "\n").map { row in
      let cells = row.split(separator: "|").map { cell in
        cell.split(whereSeparator: { $0 == " " }).joined()
      }
      return (cells[0], Array(cells.dropFirst()))
    })

  private static let statuses: [Ticket.Status?] = [nil] + Ticket.Status.allCases

  private func outcome(
    _ command: Ticket.Command, by principal: Principal, of ticket: Ticket
  ) -> String {
    do throws(Ticket.Rejection) {
      let events = try ticket.decide(command, by: principal, at: ticket.lastEventAt ?? .epoch)
      let names = events.map(\.change.type.rawValue).joined(separator: "+")
      return names == "closed" ? "closed!" : names
    } catch {
      return switch error {
      case .notOpened: "none"
      case .alreadyOpened: "already"
      case .closed: "closed"
      case .illegalTransition: "illegal"
      case .nothingToChange: "nothing"
      case .notAllowed: "forbidden"
      case .timeRunsBackwards: "backwards"
      }
    }
  }

  @Test("every command in every status does what the table says", arguments: statuses)
  func table(status: Ticket.Status?) throws {
    let column = try #require(Self.statuses.firstIndex(of: status))
    let ticket = status.map { Ticket.fixture(status: $0) } ?? Ticket("T-1")
    for (name, command, principal) in Self.commands {
      let row = try #require(Self.expected[name])
      #expect(row.count == Self.statuses.count)
      #expect(outcome(command, by: principal, of: ticket) == row[column], "\(name)")
    }
  }

  @Test("what a message counts as depends on who says it", arguments: Ticket.Message.Kind.allCases)
  func principals(kind: Ticket.Message.Kind) {
    let principals: [(String, Principal)] = [
      ("customer", .customer("c")), ("agent", .agent("a")), ("automation", .automation("bot")),
      ("system", .system),
    ]
    let allowed: [String] =
      switch kind {
      case .customer: ["customer"]
      case .reply, .holdingReply: ["agent"]
      case .automatic: ["automation", "system"]
      case .note: ["agent", "automation", "system"]
      }
    let ticket = Ticket.fixture()
    for (name, principal) in principals {
      let said = outcome(.addMessage(.init(kind)), by: principal, of: ticket)
      #expect((said == "forbidden") == !allowed.contains(name), "\(name)")
    }
  }

  @Test("a refusal tells the first reason in the order of declaration")
  func order() {
    let closed = Ticket.fixture(status: .closed)
    #expect(throws: Ticket.Rejection.closed(since: closed.closedAt ?? .min, .addMessage)) {
      try closed.decide(.addMessage(.init(.reply)), by: .customer("c"), at: .min)
    }
    let open = Ticket.fixture()
    #expect(throws: Ticket.Rejection.notAllowed(.customer("c"), .addMessage)) {
      try open.decide(.addMessage(.init(.reply)), by: .customer("c"), at: .min)
    }
    #expect(
      throws: Ticket.Rejection.timeRunsBackwards(last: open.lastEventAt ?? .min, given: .min)
    ) {
      try open.decide(.solve, by: Self.agent, at: .min)
    }
    #expect(throws: Ticket.Rejection.notOpened(.solve)) {
      try Ticket("T-9").decide(.solve, by: Self.agent, at: .min)
    }
  }

  @Test("what already is as wanted is refused and not recorded again")
  func nothingToChange() throws {
    let ticket = Ticket.fixture(priority: .high, assignment: .init(group: "desk", agent: "li"))
    for command in [
      Ticket.Command.prioritise(.high), .classify(.init(kind: .inquiry)),
      .assign(.init(group: "desk", agent: "li")), .pause([]), .resume(.vendor),
    ] {
      #expect(throws: Ticket.Rejection.nothingToChange(command.kind)) {
        try ticket.decide(command, by: Self.agent, at: .max)
      }
    }
  }

  @Test("every refusal is one line that names the command")
  func refusals() {
    let at = Instant.fixtureStart
    let all: [Ticket.Rejection] = [
      .notOpened(.solve), .alreadyOpened(at: at), .closed(since: at, .assign),
      .illegalTransition(from: .solved, .pause), .nothingToChange(.resume),
      .notAllowed(.customer("c"), .addMessage), .timeRunsBackwards(last: at, given: .min),
    ]
    #expect(
      all.map(\.description) == [
        "solve: the ticket was not opened yet",
        "open: the ticket was opened at 2025-06-02T09:00:00Z",
        "assign: the ticket is closed since 2025-06-02T09:00:00Z",
        "pause: not possible while the ticket is solved",
        "resume: the ticket already is as wanted",
        "addMessage: customer c may not",
        "0001-01-01T00:00:00Z is before the last event, 2025-06-02T09:00:00Z",
      ])
  }

  @Test("several reasons hold together; only the customer's alone is pending")
  func reasons() throws {
    var ticket = Ticket.fixture()
    try ticket.perform(.pause(.customer), by: Self.agent, at: .max)
    #expect(ticket.status == .pending)
    try ticket.perform(.pause([.vendor, .customer]), by: Self.agent, at: .max)
    #expect(ticket.status == .onHold && ticket.waitingFor.names == ["customer", "vendor"])
    try ticket.perform(.addMessage(.init(.customer)), by: Self.customer, at: .max)
    #expect(ticket.status == .onHold && ticket.waitingFor == .vendor)
    try ticket.perform(.resume(.vendor), by: Self.agent, at: .max)
    #expect(ticket.status == .open && ticket.waitingFor.isEmpty)
    #expect(Ticket.PauseReasons(rawValue: 255).rawValue == 31)
    #expect(Ticket.PauseReasons.onHold.names == ["vendor", "problem", "evidence", "other"])
  }

  @Test("a refused command changes nothing")
  func performRefused() {
    var ticket = Ticket.fixture(status: .closed)
    let before = ticket
    #expect(throws: Ticket.Rejection.self) {
      try ticket.perform(.solve, by: Self.agent, at: .max)
    }
    #expect(ticket == before)
  }
}
