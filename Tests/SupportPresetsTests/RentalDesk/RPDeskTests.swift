// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRouting
import SupportRules
import SupportTickets
import SupportTime
import Testing

@Suite("Rental desk: complaints, procedures, tenants, the week")
struct RPDeskTests {
  /// Tuesday.
  let now: Instant

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
  }

  private static let minute = PresetDesk.minute

  private func opened(
    _ kind: Ticket.Kind, over channel: Ticket.Channel = .phone, problem: String? = nil,
    id: TicketID = "T-1", at instant: Instant? = nil
  ) throws -> (file: PresetCase, decision: DeskDecision) {
    var file = try PresetCase(PresetDesk.rentalDesk, id)
    let decision = try file.open(
      kind, over: channel, problem.map { [.init("problem", .text($0))] } ?? [],
      at: instant ?? now)
    return (file, decision)
  }

  // MARK: Complaints

  @Test(
    "RP-01 a complaint by phone or at the counter is passed to the station manager at that instant",
    arguments: [.phone, .counter] as [Ticket.Channel])
  func passedOn(channel: Ticket.Channel) throws {
    let (file, decision) = try opened(.complaint, over: channel)
    #expect(file.ticket.assignment.group == "stationManagement")
    #expect(file.ticket.assignment.agent == nil)
    #expect(
      file.ticketEvents.filter { $0.change == .assigned(.init(group: "stationManagement")) }
        .map(\.occurredAt) == [now])
    guard case .enqueue(let item)? = decision.routing else {
      Issue.record("the router was told nothing")
      return
    }
    #expect(item.queue == "stationManagement")
  }

  @Test("RP-01 it is offered to nobody: the manager assigns it, and then it is connected")
  func managerAssigns() throws {
    let (file, _) = try opened(.complaint)
    let agents = ["stationManagement", "station"].map {
      PresetDesk.agent(AgentID("one of \($0)"), in: $0, of: PresetDesk.rentalDesk)
    }
    var router = try PresetDesk.router(PresetDesk.rentalDesk, agents, at: now)
    #expect(try router.enqueue(file.work(at: now), at: now).decisions.isEmpty)
    #expect(try router.tick(at: now + 60 * Self.minute).decisions.isEmpty)
    let given = try router.perform(
      .assign("T-1", to: "one of station"), at: now + 60 * Self.minute)
    #expect(given.decisions.map(\.agent) == ["one of station"])
    #expect(given.decisions.map(\.basis) == [.assigned])
  }

  @Test("RP-01 nobody but the station manager assigns or hands on a complaint")
  func onlyTheManager() throws {
    var (file, _) = try opened(.complaint)
    let assign = Ticket.Command.assign(.init(group: "stationManagement", agent: "wu"))
    #expect(
      file.refusal(of: assign, by: .agent("wu"), at: now) == .notAllowed(.agent("wu"), .assign))
    #expect(
      file.refusal(of: assign, by: .customer("c-7"), at: now)
        == .notAllowed(.customer("c-7"), .assign))
    let transfer = Ticket.Command.transfer(to: .init(agent: "wu"), contact: nil)
    #expect(
      file.refusal(of: transfer, by: .agent("wu"), at: now)
        == .notAllowed(.agent("wu"), .transfer))
    try file.tell(assign, by: .agent("station-manager"), at: now)
    #expect(file.ticket.assignment.agent == "wu")
    // Other matters are assigned by anybody.
    let (inquiry, _) = try opened(.inquiry)
    #expect(inquiry.refusal(of: .assign(.init(agent: "wu")), by: .agent("wu"), at: now) == nil)
  }

  @Test(
    "RP-01 the call or the visit to the counter is recorded before the complaint is closed",
    arguments: [.phone, .counter] as [Ticket.Channel])
  func recorded(channel: Ticket.Channel) throws {
    var (file, _) = try opened(.complaint, over: channel)
    let missing = ["record of the contact (RP-01-record)"]
    // There was a call or a visit, even if nobody added it.
    #expect(file.missing(for: .close, at: now) == missing)
    try file.contact("k-1", over: channel, record: nil, at: now)
    #expect(file.missing(for: .close, at: now) == missing)
    try file.tell(.recordContact(.init("k-1", record: "noise at night")), at: now)
    #expect(file.missing(for: .close, at: now).isEmpty)
  }

  @Test("RP-01 a complaint without channel or tenant is not accepted, and what is missing is named")
  func accepted() throws {
    let file = try PresetCase(PresetDesk.rentalDesk)
    var opening = Ticket.Opening(classification: .init(kind: .complaint))
    #expect(
      file.missing(for: .open(opening), by: .agent("li"), at: now) == [
        "channel (RP-01)", "customer or tenant (RP-01)",
      ])
    opening.channel = .counter
    opening.fields = [.init("tenant", "flat 12")]
    #expect(file.missing(for: .open(opening), by: .agent("li"), at: now).isEmpty)
  }

  // MARK: Known problems

  private static let procedures: [(problem: String, stages: [Ticket.Stage], last: String)] = [
    ("repair", ["registered", "inspected", "repaired", "accepted"], "stage accepted of repair"),
    ("keys", ["registered", "identified", "handedOver"], "stage handedOver of keys"),
    ("payment", ["registered", "checked", "settled"], "stage settled of payment"),
    ("moving", ["registered", "inspected", "settled"], "stage settled of moving"),
  ]

  @Test(
    "RP-02 a known problem is closed only at the end of its procedure, taken in order",
    arguments: procedures)
  func procedure(problem: String, stages: [Ticket.Stage], last: String) throws {
    var (file, _) = try opened(.init(rawValue: "problem"), problem: problem)
    try file.contact(over: .phone, at: now)
    let procedure = Ticket.Procedure(rawValue: problem)
    let missing = ["\(last) (RP-02-\(problem))"]
    for (place, stage) in stages.enumerated() {
      #expect(file.missing(for: .close, at: now) == missing)
      if let skipped = stages.dropFirst(place + 1).first {
        #expect(
          file.refusal(of: .reachStage(.init(skipped, of: procedure)), at: now)
            == .stageOutOfOrder(expected: stage, given: skipped))
      }
      try file.tell(.reachStage(.init(stage, of: procedure)), at: now)
    }
    #expect(file.missing(for: .close, at: now).isEmpty)
  }

  // MARK: Emergencies

  @Test("RP-02 an emergency has its contingency plan at once, for more than a flat a larger one")
  func contingencyPlan() throws {
    var (file, _) = try opened("emergency")
    #expect(file.ticket.details.incident == .init(.single, plan: "contingency-flat"))
    #expect(file.ticket.priority == .urgent)
    try file.tell(.gradeIncident(.region), at: now)
    #expect(file.ticket.details.incident?.plan == "contingency-building")
    try file.tell(.gradeIncident(.system), at: now)
    #expect(file.ticket.details.incident?.plan == "contingency-station")
  }

  @Test("RP-02 it is closed only when it was reported, contained and restored")
  func emergencyStages() throws {
    var (file, _) = try opened("emergency")
    try file.contact(over: .phone, at: now)
    for stage in ["reported", "contained", "restored"] as [Ticket.Stage] {
      #expect(
        file.missing(for: .close, at: now) == ["stage restored of emergency (RP-02-emergency)"])
      try file.tell(.reachStage(.init(stage, of: "emergency")), at: now)
    }
    #expect(file.missing(for: .close, at: now).isEmpty)
  }

  @Test("RP-02 an emergency comes before everything that waits")
  func emergencyFirst() throws {
    var router = try PresetDesk.router(PresetDesk.rentalDesk, [], at: now)
    for number in 0..<3 {
      let file = try opened(.inquiry, id: TicketID("T-\(number)")).file
      _ = try router.enqueue(file.work(at: now), at: now)
    }
    let later = now + 10 * PresetDesk.second
    let emergency = try opened("emergency", id: "fire", at: later).file
    _ = try router.enqueue(emergency.work(at: later), at: later)
    // A minute later the whole station may be asked.
    let agent = PresetDesk.agent("guard", in: "station", of: PresetDesk.rentalDesk)
    let step = try router.perform(
      .add(agent, .available), at: later + Self.minute)
    #expect(step.decisions.map(\.work) == ["fire"])
  }

  @Test("RP-02 the manager is asked first, after a minute the station, after three who is on duty")
  func emergencyRings() throws {
    let file = try opened("emergency").file
    let station = PresetDesk.agent("guard", in: "station", of: PresetDesk.rentalDesk)
    let manager = PresetDesk.agent("manager", in: "stationManagement", of: PresetDesk.rentalDesk)
    var both = try PresetDesk.router(PresetDesk.rentalDesk, [station, manager], at: now)
    #expect(try both.enqueue(file.work(at: now), at: now).decisions.map(\.agent) == ["manager"])

    // A manager who is on duty and busy is waited for.
    var router = try PresetDesk.router(PresetDesk.rentalDesk, [station], at: now)
    _ = try router.perform(.add(manager, .busy), at: now)
    #expect(try router.enqueue(file.work(at: now), at: now).decisions.isEmpty)
    #expect(try router.tick(at: now + Self.minute - 1).decisions.isEmpty)
    #expect(try router.tick(at: now + Self.minute).decisions.map(\.agent) == ["guard"])

    // One who is not on duty is not.
    var alone = try PresetDesk.router(PresetDesk.rentalDesk, [station], at: now)
    #expect(try alone.enqueue(file.work(at: now), at: now).decisions.map(\.agent) == ["guard"])

    var nobody = try PresetDesk.router(PresetDesk.rentalDesk, [], at: now)
    _ = try nobody.enqueue(file.work(at: now), at: now)
    #expect(try nobody.tick(at: now + 3 * Self.minute - 1).directives.isEmpty)
    _ = try nobody.tick(at: now + 3 * Self.minute)
    // The week that began on Monday, 2 June, is the 22nd of the roster: the second person's.
    #expect(
      nobody.state(of: "T-1", at: now + 3 * Self.minute)
        == .handedOver(to: "station-staff-2"))
  }

  private func called(_ steps: [ContactTree.Step]) -> [String] {
    steps.flatMap { step -> [String] in
      switch step.kind {
      case .called(_, let calls, _, _): calls.map { "\($0.agent) by \($0.channel)" }
      case .passedOn(let level, _): ["passed over \(level)"]
      case .acknowledged(let agent): ["\(agent) has it"]
      case .exhausted: ["nobody"]
      }
    }
  }

  @Test("RP-02 the manager is called, after 5 min who is on duty, and both once more")
  func contactTree() throws {
    let book = try PresetDesk.rentalDesk.get().book
    let tree = try #require(book.contactTree("emergency"))
    var run = try ContactTree.Run(tree, from: now, rosters: book.rosters)
    let (manager, duty) = ("station-manager by phone", "station-staff-2 by phone")
    #expect(called(run.advance(to: now)) == [manager])
    #expect(called(run.advance(to: now + 5 * Self.minute - 1)).isEmpty)
    #expect(called(run.advance(to: now + 5 * Self.minute)) == [duty])
    #expect(called(run.advance(to: now + 10 * Self.minute)) == [manager])
    #expect(called(run.advance(to: now + 15 * Self.minute)) == [duty])
    var answered = try ContactTree.Run(tree, from: now, rosters: book.rosters)
    #expect(
      called(answered.acknowledge(by: "station-manager", at: now + Self.minute)) == [
        manager, "station-manager has it",
      ])
    #expect(answered.advance(to: now + 60 * Self.minute).isEmpty)
  }

  // MARK: Tenants

  @Test("RP-03 each tenant has a visit or call due every 30 days, counted from the last one")
  func tenants() throws {
    let opening = try opened("tenancy", over: "visit", id: "tenant-1")
    var first = opening.file
    let due = try PresetDesk.at("2025-07-03 10:00")
    #expect(opening.decision.followUps == ["visit or call at \(due)"])
    // Done two days late: the next is 30 days after that.
    let plan = try #require(first.ticket.details.followUps.last?.plan.id)
    let done = try PresetDesk.at("2025-07-05 15:00")
    #expect(
      try first.tell(.completeFollowUp(plan), at: done).followUps == [
        "visit or call at \(try PresetDesk.at("2025-08-04 15:00"))"
      ])
    #expect(first.ticket.details.followUps.map(\.doneAt) == [done, nil])
    // Another tenant has dates of their own.
    let other = try opened("tenancy", over: "visit", id: "tenant-2", at: done)
    #expect(
      other.decision.followUps == ["visit or call at \(try PresetDesk.at("2025-08-04 15:00"))"])
    #expect(Set((opening.decision.intents + other.decision.intents).map(\.key)).count == 2)
  }

  @Test(
    "RP-03 other cases plan no visits",
    arguments: [.inquiry, .complaint, "emergency"] as [Ticket.Kind])
  func noVisits(kind: Ticket.Kind) throws {
    #expect(try opened(kind).decision.followUps.isEmpty)
  }

  // MARK: The week

  @Test("RP-04 each Monday the summary is due at nine and the plan at ten, to the manager, once")
  func weekly() throws {
    let agenda = try PresetDesk.rentalDesk.get().book.agenda
    let intents = agenda.intents(
      after: try PresetDesk.at("2025-06-01 23:59"), through: try PresetDesk.at("2025-06-15 23:59"))
    #expect(
      intents.map { "\($0.words("purpose")) for \($0.words("group"))" } == [
        "weekly summary for manager", "weekly plan for manager", "weekly summary for manager",
        "weekly plan for manager",
      ])
    #expect(
      intents.map(\.notBefore) == [
        try PresetDesk.at("2025-06-02 09:00"), try PresetDesk.at("2025-06-02 10:00"),
        try PresetDesk.at("2025-06-09 09:00"), try PresetDesk.at("2025-06-09 10:00"),
      ])
    #expect(Set(intents.map(\.key)).count == 4)
    // Asked in other pieces, they are the same.
    let middle = try PresetDesk.at("2025-06-02 09:00")
    let pieces =
      agenda.intents(after: try PresetDesk.at("2025-06-01 23:59"), through: middle)
      + agenda.intents(after: middle, through: try PresetDesk.at("2025-06-15 23:59"))
    #expect(pieces == intents)
    #expect(
      agenda.nextDeadline(after: middle) == (try PresetDesk.at("2025-06-02 10:00")))
  }

  @Test("RP-04 the summary counts what the week's cases became: opened, solved, left")
  func summary() throws {
    let figures = try PresetFigures(PresetDesk.rentalDesk)
    // Three come in the week of 2 June; one is solved in it, one in the next, one is left.
    let next = try PresetDesk.at("2025-06-09 11:00")
    let rows = try [now + PresetDesk.day, next, nil].enumerated().map { number, solved in
      var file = try opened(.inquiry, id: TicketID("T-\(number)")).file
      if let solved { try file.tell(.solve, at: solved) }
      return try figures.row(of: file, at: next)
    }
    func weeks(_ id: MetricID) throws -> [Int128] {
      try figures.report(id, rows).lines.filter { $0.span != nil }.map(\.figure.numerator)
    }
    #expect(try weeks("RP-04-opened") == [3])
    #expect(try weeks("RP-04-solved") == [1, 1])
    #expect(try weeks("RP-04-left").prefix(2) == [2, 1])
    let plan = try #require(figures.book.reports.first { $0.id == "RP-04" })
    #expect(plan.period == .week)
    #expect(plan.metrics == ["RP-04-opened", "RP-04-solved", "RP-04-left"])
    #expect(plan.reader == "manager")
  }
}
