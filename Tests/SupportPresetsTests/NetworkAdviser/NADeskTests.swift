// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("Network adviser: records, duty, scope")
struct NADeskTests {
  /// Tuesday.
  let now: Instant

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
  }

  private static let minute = PresetDesk.minute

  private func opened(
    _ kind: Ticket.Kind = .inquiry, over channel: Ticket.Channel = .phone,
    _ fields: [Ticket.CustomField] = [], at instant: Instant? = nil
  ) throws -> PresetCase {
    var file = try PresetCase(PresetDesk.networkAdviser)
    try file.open(kind, over: channel, fields, at: instant ?? now)
    return file
  }

  // MARK: Calls

  @Test("NA-15 number and content of each call are recorded, or the case is not closed")
  func callRecord() throws {
    let (record, address) = ("record of the contact (NA-15)", "address of the contact (NA-15)")
    var file = try opened()
    try file.tell(.addMessage(.init(.reply)), at: now)
    // It came by phone, so there was a call, even if nobody added it.
    #expect(file.missing(for: .close, at: now) == [record, address])
    var bare = file
    try bare.contact("k-1", over: .phone, record: nil, at: now)
    #expect(bare.missing(for: .close, at: now) == [record, address])
    var numbered = file
    try numbered.contact("k-1", over: .phone, address: "13800001111", record: nil, at: now)
    #expect(numbered.missing(for: .close, at: now) == [record])
    var written = file
    try written.contact("k-1", over: .phone, at: now)
    #expect(written.missing(for: .close, at: now) == [address])
    try file.contact("k-1", over: .phone, address: "13800001111", at: now)
    #expect(file.missing(for: .close, at: now).isEmpty)
    let call = try #require(file.ticket.details.contact("k-1"))
    #expect(call.contact.address == "13800001111")
    #expect(call.record == "what was said")
    // A mail tells both by itself.
    var mail = try opened(over: .email)
    try mail.tell(.addMessage(.init(.reply)), at: now)
    try mail.contact("k-1", over: .email, record: nil, at: now)
    #expect(mail.missing(for: .close, at: now).isEmpty)
  }

  @Test("NA-14 each ring is somebody else's: three people are asked in fifteen seconds")
  func threePeople() throws {
    let agents = ["anna", "ben", "cai"].map {
      PresetDesk.agent($0, in: "advisers", of: PresetDesk.networkAdviser)
    }
    var router = try PresetDesk.router(PresetDesk.networkAdviser, agents, at: now)
    var asked = try router.enqueue(opened().work(at: now), at: now).decisions.map(\.agent)
    for ring in 1...2 {
      let end = now + Int64(ring) * 5 * PresetDesk.second
      #expect(try router.tick(at: end - 1).decisions.isEmpty)
      asked += try router.tick(at: end).decisions.map(\.agent)
    }
    #expect(asked.sorted() == ["anna", "ben", "cai"])
  }

  // MARK: Duty

  @Test("NA-16 at every hour of a year two different people are on duty")
  func roster() throws {
    let book = try PresetDesk.networkAdviser.get().book
    let roster = try #require(book.rosters["duty"])
    let clock = try #require(book.clock("always"))
    let first = try PresetDesk.at("2025-01-06 09:00")
    for hour in 0..<(360 * 24) {
      let at = first + Int64(hour) * PresetDesk.hour
      let people = roster.onDuty(at: at).map(\.agent)
      #expect(people.count == 2 && people.first != people.last)
      #expect(clock.isOpen(at: at))
    }
  }

  @Test(
    "NA-16 duty changes every day at nine",
    arguments: [
      // 3 June is 148 days after 6 January, and 148 = 49 × 3 + 1: the second and third person.
      ("2025-06-03 08:59:59.999", "adviser-1", "adviser-2"),
      ("2025-06-03 09:00", "adviser-2", "adviser-3"),
      ("2025-06-04 08:59:59.999", "adviser-2", "adviser-3"),
      ("2025-06-04 09:00", "adviser-3", "adviser-1"),
    ] as [(String, AgentID, AgentID)])
  func handover(wall: String, primary: AgentID, secondary: AgentID) throws {
    let roster = try #require(try PresetDesk.networkAdviser.get().book.rosters["duty"])
    let at = try PresetDesk.at(wall)
    #expect(roster.onDuty(.primary, at: at)?.agent == primary)
    #expect(roster.onDuty(.secondary, at: at)?.agent == secondary)
  }

  @Test("NA-16 where nobody is at the hotline a call goes to whoever is on duty, at any hour")
  func toDuty() throws {
    for (wall, agent) in [
      ("2025-06-03 10:00", AgentID("adviser-2")), ("2025-06-07 03:00", "adviser-2"),
    ] {
      let at = try PresetDesk.at(wall)
      let work = try opened(at: at).work(at: at)
      var empty = try PresetDesk.router(PresetDesk.networkAdviser, [], at: at)
      _ = try empty.enqueue(work, at: at)
      #expect(empty.state(of: "T-1", at: at) == .handedOver(to: agent), "\(wall)")
      var staffed = try PresetDesk.router(
        PresetDesk.networkAdviser,
        [PresetDesk.agent("anna", in: "advisers", of: PresetDesk.networkAdviser)], at: at)
      #expect(try staffed.enqueue(work, at: at).decisions.map(\.agent) == ["anna"])
    }
  }

  @Test("NA-16 operators have a contact of their own, whatever it is about")
  func operatorContact() throws {
    for kind in [.inquiry, "billing", .complaint] as [Ticket.Kind] {
      let file = try opened(kind, [.init("caller", "operator")])
      #expect(file.ticket.assignment.group == "operatorContact")
      let agents = [
        PresetDesk.agent("anna", in: "advisers", of: PresetDesk.networkAdviser),
        PresetDesk.agent("operator-contact", in: "operatorContact", of: PresetDesk.networkAdviser),
      ]
      var router = try PresetDesk.router(PresetDesk.networkAdviser, agents, at: now)
      #expect(
        try router.enqueue(file.work(at: now), at: now).decisions.map(\.agent) == [
          "operator-contact"
        ])
    }
    // Everybody else is a customer.
    #expect(try opened().ticket.details.field("caller")?.value == "customer")
    #expect(try opened().ticket.assignment.group == nil)
  }

  private func opened(
    _ kind: Ticket.Kind, _ fields: [Ticket.CustomField]
  ) throws -> PresetCase {
    try opened(kind, over: .phone, fields)
  }

  @Test("NA-16 operators call their contact by name, and after 5 min whoever is on duty")
  func operatorsTree() throws {
    let book = try PresetDesk.networkAdviser.get().book
    let tree = try #require(book.contactTree("operators"))
    var run = try ContactTree.Run(tree, from: now, rosters: book.rosters)
    func agents(_ steps: [ContactTree.Step]) -> [AgentID] {
      steps.flatMap { step -> [AgentID] in
        if case .called(_, let calls, _, _) = step.kind { calls.map(\.agent) } else { [] }
      }
    }
    #expect(agents(run.advance(to: now)) == ["operator-contact"])
    #expect(agents(run.advance(to: now + 5 * Self.minute - 1)).isEmpty)
    #expect(agents(run.advance(to: now + 5 * Self.minute)) == ["adviser-2"])
  }

  @Test("NA-18 for an incident both people on duty are called in turn, twice")
  func incidentTree() throws {
    let book = try PresetDesk.networkAdviser.get().book
    let tree = try #require(book.contactTree("incident"))
    var run = try ContactTree.Run(tree, from: now, rosters: book.rosters)
    let calls = run.advance(to: now + 60 * Self.minute).compactMap { step -> String? in
      guard case .called(_, let calls, _, _) = step.kind else { return nil }
      let minutes = now.milliseconds(to: step.at) / Self.minute
      return "\(calls.map(\.agent.rawValue)) after \(minutes) min"
    }
    #expect(
      calls == [
        #"["adviser-2"] after 0 min"#, #"["adviser-3"] after 5 min"#,
        #"["adviser-2"] after 10 min"#, #"["adviser-3"] after 15 min"#,
      ])
  }

  @Test("NA-18 an emergency is worked on before a fault that came first")
  func emergencyFirst() throws {
    var fault = try PresetCase(PresetDesk.networkAdviser, "fault")
    try fault.open("fault", over: .web, at: now)
    var system = try PresetCase(PresetDesk.networkAdviser, "system")
    try system.open("fault", over: .web, at: now + 1)
    try system.tell(.gradeIncident(.system), at: now + 1)
    var router = try PresetDesk.router(PresetDesk.networkAdviser, [], at: now)
    _ = try router.enqueue(fault.work(at: now), at: now)
    _ = try router.enqueue(system.work(at: now + 1), at: now + 1)
    let step = try router.perform(
      .add(PresetDesk.agent("wu", in: "operations", of: PresetDesk.networkAdviser), .available),
      at: now + 2)
    #expect(step.decisions.map(\.work) == ["system"])
  }

  @Test(
    "NA-18 an emergency is offered to the owner of its level before others help",
    arguments: [
      (.system, "operationsLead"), (.region, "regionalOperations"), (.single, "operations"),
    ] as [(Ticket.IncidentLevel, GroupID)])
  func ownersFirst(level: Ticket.IncidentLevel, owner: GroupID) throws {
    var file = try PresetCase(PresetDesk.networkAdviser)
    try file.open("fault", over: .web, at: now)
    if level != .single { try file.tell(.gradeIncident(level), at: now) }
    let desk = PresetDesk.networkAdviser
    let agents = [
      PresetDesk.agent("anna", in: "operations", of: desk),
      PresetDesk.agent("zoe", in: owner, of: desk),
    ]
    var router = try PresetDesk.router(desk, agents, at: now)
    let step = try router.enqueue(file.work(at: now), at: now)
    #expect(step.decisions.map(\.agent) == [level == .single ? "anna" : "zoe"])
  }

  // MARK: What cannot be met

  @Test("NA-17 what cannot be met now is told with its reason")
  func holdingReason() throws {
    let file = try opened()
    #expect(
      file.refusal(of: .addMessage(.init(.holdingReply)), at: now)
        == .reasonRequired(.addMessage))
    #expect(
      file.refusal(
        of: .addMessage(.init(.holdingReply, holdingReason: "the mast is being moved")), at: now)
        == nil)
  }

  @Test(
    "NA-17 what cannot be met at all is concluded with a reason, explained and only then closed",
    arguments: [.inquiry, "billing", "fault", .complaint] as [Ticket.Kind])
  func unfulfillable(kind: Ticket.Kind) throws {
    var file = try opened(kind, over: .email)
    #expect(
      file.refusal(of: .conclude(.unfulfillable), at: now) == .reasonRequired(.conclude))
    try file.tell(.conclude(.unfulfillable), at: now, because: "no mast may be built there")
    #expect(
      file.missing(for: .close, at: now) == ["answer (\(kind == .complaint ? "NA-05" : "NA-17"))"])
    try file.tell(.addMessage(.init(.reply)), at: now)
    try file.tell(.close, at: now)
    let concluded = file.ticketEvents.first { $0.change == .concluded(.unfulfillable) }
    #expect(concluded?.reason == "no mast may be built there")
    #expect(concluded?.by == .agent("li"))
    // The reason as it was recorded is the desk's; the customer got an answer.
    func reasons(_ audience: Audience) -> [String] {
      TicketExport("T-1", events: file.ticketEvents, for: audience).events.compactMap(\.reason)
    }
    #expect(reasons(.desk).contains("no mast may be built there"))
    #expect(!reasons(.customer).contains("no mast may be built there"))
  }

  // MARK: Scope

  @Test("NA-20 there are four types, and a fifth is refused")
  func types() throws {
    for kind in [.inquiry, "billing", "fault", .complaint] as [Ticket.Kind] {
      #expect(try opened(kind).ticket.classification.kind == kind)
    }
    let file = try PresetCase(PresetDesk.networkAdviser)
    #expect(
      file.refusal(of: .open(file.opening("sale")), by: .customer("c-7"), at: now)
        == .notOneOf("kind", allowed: ["inquiry", "billing", "fault", "complaint"]))
    #expect(
      file.missing(
        for: .open(.init(channel: .phone, customer: "c-7")), by: .customer("c-7"), at: now)
        == ["kind (NA-20)"])
  }

  @Test("NA-20 a network fault is handed to the operator, who gets the work")
  func handedOver() throws {
    var file = try opened("fault", [.init("networkFault", true)])
    #expect(file.ticket.details.outcome == .handedOver)
    #expect(file.ticket.assignment.group == "operatorHandover")
    var router = try PresetDesk.router(
      PresetDesk.networkAdviser,
      [PresetDesk.agent("anna", in: "advisers", of: PresetDesk.networkAdviser)], at: now)
    let step = try router.enqueue(file.work(at: now), at: now)
    let outside = step.directives.compactMap { directive in
      if case .forward(let work, let place, _) = directive { "\(work) to \(place)" } else { nil }
    }
    #expect(outside == ["T-1 to operator"])
    #expect(step.decisions.isEmpty)
    // Nothing is promised about what the operator does, and no answer is asked for.
    #expect(file.due(.ownership) == nil)
    #expect(file.due(.resolution) == nil)
    // The call is recorded all the same.
    try file.contact(over: .phone, address: "13800001111", at: now)
    try file.tell(.close, at: now)
    #expect(file.ticket.status == .closed)
  }

  @Test("NA-20 all else is in scope and stays here")
  func inScope() throws {
    for kind in [.inquiry, "billing", "fault", .complaint] as [Ticket.Kind] {
      let file = try opened(kind)
      #expect(file.ticket.details.outcome == nil)
      #expect(file.ticket.details.field("networkFault")?.value == false)
    }
  }
}
