// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("Network adviser: limits of complaints, calls, incidents")
struct NAPromiseTests {
  /// Tuesday.
  let start: Instant

  init() throws {
    start = try PresetDesk.at("2025-06-03 10:00")
  }

  private static let minute = PresetDesk.minute
  private static let hour = PresetDesk.hour

  private func opened(
    _ kind: Ticket.Kind = .complaint, over channel: Ticket.Channel = .email,
    level: Ticket.ComplaintLevel? = nil, at now: Instant? = nil
  ) throws -> PresetCase {
    var file = try PresetCase(PresetDesk.networkAdviser)
    try file.open(kind, over: channel, at: now ?? start)
    if let level, level != .department {
      try file.tell(.gradeComplaint(.init(level: level)), at: now ?? start)
    }
    return file
  }

  /// Answers and solves at an instant, and tells how the promise came out.
  private func solved(_ file: PresetCase, at instant: Instant) throws -> SLAVerdict? {
    var file = file
    try file.tell(.addMessage(.init(.reply)), at: instant)
    try file.tell(.solve, at: instant)
    return file.verdict(of: .resolution, at: instant)
  }

  // MARK: Levels

  @Test("NA-01 a complaint of level 1 is solved after exactly 2 h and late a millisecond later")
  func level1() throws {
    let file = try opened()
    #expect(file.ticket.details.grade.level == .department)
    #expect(try solved(file, at: start + 2 * Self.hour) == .met)
    #expect(try solved(file, at: start + 2 * Self.hour + 1) == .missed)
  }

  @Test("NA-02 one of level 2 after exactly 48 h, over nights and weekends")
  func level2() throws {
    let friday = try PresetDesk.at("2025-06-06 17:00")
    let file = try opened(level: .betweenDepartments, at: friday)
    #expect(file.due(.resolution) == (try PresetDesk.at("2025-06-08 17:00")))
    #expect(try solved(file, at: friday + 48 * Self.hour) == .met)
    #expect(try solved(file, at: friday + 48 * Self.hour + 1) == .missed)
  }

  @Test(
    "NA-03 one of level 3 by the end of the 4th working day, made-up days counted",
    arguments: [
      // 4, 5, 6 and 9 June.
      ("2025-06-03 10:00", "2025-06-09 18:00"),
      // 30 September, then 9, 10 and, worked on a Saturday, 11 October.
      ("2025-09-29 10:00", "2025-10-11 18:00"),
      // On a Saturday that is free: Monday to Thursday.
      ("2025-06-14 10:00", "2025-06-19 18:00"),
    ])
  func level3(opening: String, due: String) throws {
    let (opening, due) = (try PresetDesk.at(opening), try PresetDesk.at(due))
    let file = try opened(level: .acrossProvinces, at: opening)
    #expect(file.due(.resolution) == due)
    #expect(try solved(file, at: due) == .met)
    #expect(try solved(file, at: due + 1) == .missed)
  }

  @Test(
    "NA-04 one of level 4 by the end of the 7th working day",
    arguments: [
      // 4, 5, 6, 9, 10, 11 and 12 June.
      ("2025-06-03 10:00", "2025-06-12 18:00"),
      // 30 September; 9, 10, 11 (worked), 13, 14 and 15 October.
      ("2025-09-29 10:00", "2025-10-15 18:00"),
      // 26, 27 January, 5, 6, 7 and 8 (worked) February, 10 February.
      ("2025-01-24 10:00", "2025-02-10 18:00"),
    ])
  func level4(opening: String, due: String) throws {
    let (opening, due) = (try PresetDesk.at(opening), try PresetDesk.at(due))
    let file = try opened(level: .betweenOrganisations, at: opening)
    #expect(file.due(.resolution) == due)
    #expect(try solved(file, at: due) == .met)
    #expect(try solved(file, at: due + 1) == .missed)
  }

  // MARK: From acceptance to the answer

  @Test("NA-05 a complaint is not solved before the customer was answered")
  func answered() throws {
    var file = try opened()
    #expect(file.missing(for: .solve, at: start) == ["answer (NA-05)"])
    #expect(file.missing(for: .close, at: start) == ["answer (NA-05)"])
    try file.tell(
      .addMessage(.init(.holdingReply, holdingReason: "the region is asked")), at: start)
    #expect(file.missing(for: .solve, at: start) == ["answer (NA-05)"])
    try file.tell(.addMessage(.init(.reply)), at: start)
    #expect(file.missing(for: .solve, at: start).isEmpty)
  }

  @Test("NA-05 the limit runs from the acceptance, and on until it is solved as well as answered")
  func bothNeeded() throws {
    var file = try opened()
    try file.tell(.assign(.init(agent: "li")), at: start + Self.hour)
    try file.tell(.addMessage(.init(.reply)), at: start + Self.hour)
    #expect(file.due(.resolution) == start + 2 * Self.hour)
    #expect(file.verdict(of: .resolution, at: start + 2 * Self.hour) == .running)
    #expect(file.tick(at: start + 2 * Self.hour + 1).breaches == ["resolution"])
  }

  // MARK: A higher level

  @Test("NA-06 when the level rises the limit is that of the new level, from the first acceptance")
  func rises() throws {
    var file = try opened()
    let later = start + Self.hour
    try file.tell(.gradeComplaint(.init(level: .betweenDepartments)), at: later)
    #expect(file.due(.resolution) == start + 48 * Self.hour)
    try file.tell(.gradeComplaint(.init(level: .acrossProvinces)), at: later + Self.hour)
    #expect(file.due(.resolution) == (try PresetDesk.at("2025-06-09 18:00")))
    // Three days later: still counted from the third of June.
    let thursday = try PresetDesk.at("2025-06-05 10:00")
    try file.tell(.gradeComplaint(.init(level: .betweenOrganisations)), at: thursday)
    #expect(file.due(.resolution) == (try PresetDesk.at("2025-06-12 18:00")))
    #expect(try solved(file, at: try PresetDesk.at("2025-06-12 18:00")) == .met)
  }

  @Test("NA-06 what was missed before the level rose stays missed")
  func missedBefore() throws {
    var file = try opened()
    #expect(file.tick(at: start + 2 * Self.hour + 1).breaches == ["resolution"])
    let later = start + 3 * Self.hour
    let raised = try file.tell(.gradeComplaint(.init(level: .betweenDepartments)), at: later)
    #expect(raised.breaches.isEmpty)
    #expect(try solved(file, at: later) == .missed)
  }

  @Test("NA-06 a level that falls brings the shorter limit, and what it passed is missed then")
  func falls() throws {
    var file = try opened(level: .betweenDepartments)
    let later = start + 3 * Self.hour
    #expect(
      try file.tell(.gradeComplaint(.init(level: .department)), at: later).breaches == [
        "resolution"
      ])
  }

  // MARK: Calls

  @Test("NA-14 a call is answered within three rings of 5 s: after exactly 15 s it still is")
  func rings() throws {
    for (wait, verdict) in [(Int64(15_000), SLAVerdict.met), (15_001, .missed)] {
      var file = try opened(.inquiry, over: .phone)
      try file.tell(.assign(.init(agent: "li")), by: .system, at: start + wait)
      #expect(file.verdict(of: .pickup, at: start + wait) == verdict)
    }
    #expect(try opened(.inquiry, over: .email).due(.pickup) == nil)
  }

  // MARK: Operations

  private func fault(_ level: Ticket.IncidentLevel? = nil) throws -> PresetCase {
    var file = try opened("fault", over: .web)
    if let level { try file.tell(.gradeIncident(level), at: start) }
    return file
  }

  @Test("NA-18 a fault is an incident with a level, a plan and an owner from the start")
  func singleFault() throws {
    let file = try fault()
    #expect(file.ticket.details.incident == .init(.single, plan: "single-fault"))
    #expect(file.ticket.assignment.group == "operations")
    #expect(file.due(.ownership) == start + 2 * Self.hour)
    #expect(file.due(.resolution) == start + 48 * Self.hour)
  }

  @Test(
    "NA-18 an emergency has its plan, goes before the rest and up to the owner of its level",
    arguments: [
      (.system, "emergency-system", .urgent, "operationsLead"),
      (.region, "emergency-region", .high, "regionalOperations"),
    ] as [(Ticket.IncidentLevel, String, Ticket.Priority, String)])
  func emergency(
    level: Ticket.IncidentLevel, plan: String, priority: Ticket.Priority, owner: String
  ) throws {
    let file = try fault(level)
    #expect(file.ticket.details.incident == .init(level, plan: plan))
    #expect(file.ticket.priority == priority)
    let raised = file.intents.filter { $0.action == .escalate }
    #expect(raised.map { $0.words("group") } == [owner])
    #expect(file.ticket.assignment == .init(group: GroupID(owner)))
  }

  @Test("NA-18 with a higher level the owner changes, also where somebody works on it already")
  func ownerFollowsLevel() throws {
    var file = try fault()
    #expect(file.ticket.assignment == .init(group: "operations"))
    try file.tell(.assign(.init(group: "operations", agent: "li")), at: start)
    try file.tell(.gradeIncident(.region), at: start)
    #expect(file.ticket.assignment == .init(group: "regionalOperations"))
    // It is handed on, with who had it and why.
    let transfers = file.ticket.details.transfers.map(\.value)
    #expect(transfers.map(\.from) == [.init(group: "operations", agent: "li")])
    let reasons = file.ticketEvents.filter { $0.change.type == .transferred }.map(\.reason)
    #expect(reasons == ["NA-18-region"])
    try file.tell(.assign(.init(group: "regionalOperations", agent: "wu")), at: start)
    try file.tell(.gradeIncident(.system), at: start)
    #expect(file.ticket.assignment == .init(group: "operationsLead"))
    #expect(file.ticket.details.incident == .init(.system, plan: "emergency-system"))
    // Whom people give it to then has it, and one that turns out smaller stays with its owner.
    try file.tell(.assign(.init(group: "operationsLead", agent: "he")), at: start)
    try file.tell(.gradeIncident(.single), at: start + 1)
    #expect(file.ticket.assignment == .init(group: "operationsLead", agent: "he"))
  }

  @Test("NA-18 somebody owns an emergency after 15 min at most, and it is over after 4 h at most")
  func emergencyLimits() throws {
    for (more, verdict) in [(Int64(0), SLAVerdict.met), (1, .missed)] {
      var file = try fault(.region)
      let owned = start + 15 * Self.minute + more
      try file.tell(.assign(.init(group: "regionalOperations", agent: "wu")), at: owned)
      #expect(file.verdict(of: .ownership, at: owned) == verdict)
      for stage in [Ticket.Stage.reported, .contained] {
        try file.tell(.reachStage(.init(stage, of: .incident)), at: owned)
      }
      let over = start + 4 * Self.hour + more
      try file.tell(.reachStage(.init(.restored, of: .incident)), at: over)
      #expect(file.verdict(of: .stage(.restored, of: .incident), at: over) == verdict)
    }
  }

  @Test("NA-18 where nobody owns it in time the lead is told at once and management 30 min later")
  func ladder() throws {
    var file = try fault(.system)
    let missed = start + 15 * Self.minute + 1
    func levels(_ decision: DeskDecision) -> [String] {
      decision.intents.filter { $0.action == .tellLevel }.map { $0.words("level") }
    }
    #expect(levels(file.tick(at: missed - 1)).isEmpty)
    #expect(levels(file.tick(at: missed)) == ["operationsLead"])
    #expect(levels(file.tick(at: missed + 30 * Self.minute)) == ["management"])
  }

  @Test("NA-18 an emergency is not closed before it is restored, stage by stage")
  func restored() throws {
    for level in [Ticket.IncidentLevel.system, .region] {
      var file = try fault(level)
      try file.tell(.addMessage(.init(.reply)), at: start)
      for stage in [Ticket.Stage.reported, .contained, .restored] {
        #expect(file.missing(for: .close, at: start) == ["stage restored of incident (NA-18)"])
        try file.tell(.reachStage(.init(stage, of: .incident)), at: start)
      }
      #expect(file.missing(for: .close, at: start).isEmpty)
    }
  }

  @Test("NA-18 checks, maintenance and drills have their dates: every 7, 30 and 90 days")
  func maintenance() throws {
    let agenda = try PresetDesk.networkAdviser.get().book.agenda
    // From Monday, 6 January: day 0 to day 90, which is 6 April.
    let intents = agenda.intents(
      after: try PresetDesk.at("2025-01-06 07:59"), through: try PresetDesk.at("2025-04-06 08:00"))
    func dates(_ purpose: String) -> [Instant?] {
      intents.filter { $0.words("purpose") == purpose }.map(\.notBefore)
    }
    let first = try PresetDesk.at("2025-01-06 08:00")
    #expect(
      dates("check of alarms") == (0...12).map { first + Int64($0) * 7 * PresetDesk.day })
    #expect(
      dates("maintenance check") == (0...3).map { first + Int64($0) * 30 * PresetDesk.day })
    #expect(dates("emergency drill") == [first, first + 90 * PresetDesk.day])
    #expect(Set(intents.map { $0.words("group") }) == ["operations"])
    #expect(
      agenda.nextDeadline(after: first) == (try PresetDesk.at("2025-01-13 08:00")))
  }
}
