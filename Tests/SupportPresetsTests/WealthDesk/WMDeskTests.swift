// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRules
import SupportTickets
import Testing

@Suite("Wealth desk: cases, accounts, files")
struct WMDeskTests {
  let now: Instant

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
  }

  private func opened(
    _ kind: Ticket.Kind, _ fields: [Ticket.CustomField] = []
  ) throws -> PresetCase {
    var file = try PresetCase(PresetDesk.wealthDesk)
    try file.open(kind, over: .phone, fields, at: now)
    return file
  }

  // MARK: Cases

  private static let procedures: [(kind: Ticket.Kind, stages: [Ticket.Stage])] = [
    (.inquiry, ["registered", "answered"]),
    (.complaint, ["registered", "assessed", "assigned", "answered"]),
    ("objection", ["registered", "examined", "decided", "answered"]),
  ]

  @Test(
    "WM-01 inquiries, complaints and objections are cases, answered along their procedure",
    arguments: procedures)
  func procedure(kind: Ticket.Kind, stages: [Ticket.Stage]) throws {
    var file = try opened(kind)
    #expect(file.ticket.classification.kind == kind)
    try file.contact(over: .phone, at: now)
    try file.tell(.addMessage(.init(.reply)), at: now)
    let procedure = Ticket.Procedure(rawValue: kind.rawValue)
    let missing = ["stage answered of \(kind) (WM-01-\(kind))"]
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

  @Test(
    "WM-01 none is closed without its record and its answer",
    arguments: [.inquiry, .complaint, "objection"] as [Ticket.Kind])
  func recordAndAnswer(kind: Ticket.Kind) throws {
    var file = try opened(kind)
    try file.contact("k-1", over: .phone, record: nil, at: now)
    let (record, answer) = ("record of the contact (WM-01-record)", "answer (WM-01-record)")
    #expect(file.missing(for: .close, at: now).prefix(2) == [record, answer])
    try file.tell(.addMessage(.init(.reply)), at: now)
    #expect(file.missing(for: .close, at: now).first == record)
    try file.tell(.recordContact(.init("k-1", record: "asks for the fee")), at: now)
    #expect(
      file.missing(for: .close, at: now) == ["stage answered of \(kind) (WM-01-\(kind))"])
  }

  @Test(
    "WM-01 nor is one over which nobody noted a contact, whatever way it came",
    arguments: [.inquiry, .complaint, "objection"] as [Ticket.Kind])
  func recordOfEachChannel(kind: Ticket.Kind) throws {
    let procedure = Ticket.Procedure(rawValue: kind.rawValue)
    let stages = try #require(Self.procedures.first { $0.kind == kind }).stages
    for channel in [.phone, .email, .counter] as [Ticket.Channel] {
      var file = try PresetCase(PresetDesk.wealthDesk)
      try file.open(kind, over: channel, at: now)
      try file.tell(.addMessage(.init(.reply)), at: now)
      for stage in stages { try file.tell(.reachStage(.init(stage, of: procedure)), at: now) }
      let record = ["record of the contact (WM-01-record)"]
      #expect(file.missing(for: .close, at: now) == record)
      try file.contact(over: channel, record: nil, at: now)
      #expect(file.missing(for: .close, at: now) == record)
      try file.tell(.recordContact(.init("k-1", record: "asks for the fee")), at: now)
      #expect(file.missing(for: .close, at: now).isEmpty)
    }
  }

  @Test(
    "WM-01 a case names the customer or the account, and the channel",
    arguments: [.inquiry, .complaint, "objection"] as [Ticket.Kind])
  func whose(kind: Ticket.Kind) throws {
    let file = try PresetCase(PresetDesk.wealthDesk)
    var opening = Ticket.Opening(classification: .init(kind: kind))
    #expect(
      file.missing(for: .open(opening), at: now) == [
        "channel (WM-01)", "customer or account (WM-01)",
      ])
    opening.channel = .counter
    opening.fields = [.init("account", "A-1")]
    #expect(file.missing(for: .open(opening), at: now).isEmpty)
  }

  // MARK: Accounts

  /// The host's list of accounts, with what it announces of them.
  private struct AccountsPort {
    /// An account, and when it has to be paid.
    var due: [String: Instant] = [:]
    /// Accounts that were not paid in time, from when.
    var overdue: [String: Instant] = [:]
    /// Accounts of which a risk was found, and when.
    var risks: [String: Instant] = [:]

    var announcements: [Agenda.Announcement] {
      [("paymentDue", due), ("overdue", overdue), ("riskFound", risks)].flatMap { event, list in
        list.sorted { $0.key < $1.key }.map { .init(event, of: $0.key, at: $0.value) }
      }
    }
  }

  private func told(
    _ port: AccountsPort, after start: Instant, through end: Instant
  ) throws -> [Intent] {
    try PresetDesk.wealthDesk.get().book.agenda.intents(
      after: start, through: end, announced: port.announcements)
  }

  @Test("WM-02 an account that is not yet overdue gets an early reminder by phone, 3 days before")
  func earlyReminder() throws {
    let due = try PresetDesk.at("2025-06-20 12:00")
    let reminder = try PresetDesk.at("2025-06-17 12:00")
    let port = AccountsPort(due: ["A-1": due])
    #expect(try told(port, after: now, through: reminder - 1).isEmpty)
    let intents = try told(port, after: reminder - 1, through: reminder)
    #expect(intents.map(\.action) == [.remind])
    #expect(intents.map(\.notBefore) == [reminder])
    #expect(intents.map { $0.words("subject") } == ["A-1"])
    #expect(intents.map { $0.words("purpose") } == ["early reminder"])
    #expect(intents.map { $0.words("channel") } == ["phone"])
    #expect(intents.map { $0.words("group") } == ["collection"])
    // Told once, however it is asked.
    #expect(try told(port, after: reminder, through: due).isEmpty)
    #expect(try told(port, after: now, through: due) == intents)
    let agenda = try PresetDesk.wealthDesk.get().book.agenda
    #expect(
      agenda.nextDeadline(after: now, announced: port.announcements) == reminder)
  }

  @Test("WM-02 overdue accounts are collected, each at once and under a key of its own")
  func collected() throws {
    let port = AccountsPort(overdue: ["A-1": now, "A-2": now, "A-3": now + PresetDesk.hour])
    let intents = try told(port, after: now - 1, through: now)
    #expect(
      intents.map { $0.words("purpose") } == Array(repeating: "collect overdue account", count: 2))
    #expect(intents.map { $0.words("subject") } == ["A-1", "A-2"])
    #expect(intents.map(\.notBefore) == [now, now])
    #expect(Set(intents.map(\.key)).count == 2)
  }

  @Test("WM-02 an overdue account is a case of the collection, which names the account")
  func collectionCase() throws {
    let file = try opened("collection", [.init("account", "A-1")])
    #expect(file.ticket.assignment.group == "collection")
    #expect(
      file.ticketEvents.first { $0.change == .assigned(.init(group: "collection")) }?.occurredAt
        == now)
    let bare = try PresetCase(PresetDesk.wealthDesk)
    #expect(
      bare.missing(for: .open(bare.opening("collection")), by: .system, at: now) == [
        "account (WM-02-collection)"
      ])
  }

  @Test("WM-02 risk information is reported at once, and its case is urgent and risk control's")
  func risk() throws {
    let port = AccountsPort(risks: ["A-9": now])
    let intents = try told(port, after: now - 1, through: now)
    #expect(intents.map { $0.words("purpose") } == ["report risk information"])
    #expect(intents.map { $0.words("group") } == ["riskControl"])
    #expect(intents.map(\.notBefore) == [now])
    let file = try opened("risk", [.init("account", "A-9")])
    #expect(file.ticket.assignment.group == "riskControl")
    #expect(file.ticket.priority == .urgent)
    #expect(file.ticket.lastEventAt == now)
  }

  // MARK: Files

  @Test("WM-03 whoever looks into a file is recorded, with when and what for")
  func access() throws {
    var file = try opened("file")
    try file.tell(.recordAccess("yearly review"), by: .agent("li"), at: now)
    try file.tell(.recordAccess("audit"), by: .agent("he"), at: now + PresetDesk.hour)
    let accesses = file.ticket.details.privacy.accesses
    #expect(accesses.map(\.by) == [.agent("li"), .agent("he")])
    #expect(accesses.map(\.purpose) == ["yearly review", "audit"])
    #expect(accesses.map(\.at) == [now, now + PresetDesk.hour])
    #expect(
      file.refusal(of: .recordAccess(""), at: now + PresetDesk.hour)
        == .reasonRequired(.recordAccess))
    for other in [Principal.customer("c-7"), .automation("bot"), .system] {
      #expect(
        file.refusal(of: .recordAccess("curious"), by: other, at: now + PresetDesk.hour)
          == .notAllowed(other, .recordAccess))
    }
  }

  @Test("WM-03 after the service has ended the records office is told to archive the file")
  func serviceEnded() throws {
    let agenda = try PresetDesk.wealthDesk.get().book.agenda
    let intents = agenda.intents(
      after: now - 1, through: now, announced: [.init("serviceEnded", of: "c-7", at: now)])
    #expect(intents.map { $0.words("purpose") } == ["archive customer file"])
    #expect(intents.map { $0.words("group") } == ["records"])
    #expect(intents.map { $0.words("subject") } == ["c-7"])
  }

  @Test("WM-03 a file is archived by the records office alone, complete and with the reason")
  func archived() throws {
    var file = try opened("file")
    let office = Principal.agent("records-office")
    #expect(
      file.refusal(of: .archive, by: office, at: now, because: "service ended")
        == .illegalTransition(from: .new, .archive))
    try file.tell(.close, at: now)
    #expect(
      file.refusal(of: .archive, at: now, because: "service ended")
        == .notAllowed(.agent("li"), .archive))
    #expect(
      file.missing(for: .archive, by: office, at: now, because: "service ended") == [
        "document fileIndex (WM-03)"
      ])
    try file.tell(.fileDocument(.init("fileIndex", reference: "index-1")), at: now)
    #expect(file.refusal(of: .archive, by: office, at: now) == .reasonRequired(.archive))
    try file.tell(.archive, by: office, at: now, because: "service ended")
    #expect(file.ticket.status == .archived)
    // It is still kept strictly.
    try file.tell(.recordAccess("court order"), by: .agent("li"), at: now)
    #expect(file.ticket.details.privacy.accesses.map(\.purpose) == ["court order"])
  }

  @Test("WM-03 nothing of a file is erased before 20 years have passed since it was closed")
  func kept() throws {
    var file = try opened("file", [.init("account", "A-1")])
    #expect(
      file.refusal(of: .erase(.personal), at: now) == .kept(until: nil, by: ["WM-03-personal"]))
    try file.tell(.close, at: now)
    let until = try PresetDesk.at("2045-06-03 10:00")
    for (part, rule) in [
      (Ticket.ErasureScope.personal, RuleID("WM-03-personal")), (.evidence, "WM-03-evidence"),
    ] {
      #expect(
        file.refusal(of: .erase(part), at: until - 1) == .kept(until: until, by: [rule]))
      #expect(file.refusal(of: .erase(part), at: until) == nil)
    }
  }

  @Test("WM-03 the file is disclosed with consent or order and a reason, and to nobody else")
  func disclosed() throws {
    let file = try opened("file")
    #expect(
      file.refusal(of: .disclose(.init(to: "press")), at: now, because: "they asked")
        == .disclosureNotAllowed(recipient: "press"))
    #expect(
      file.refusal(of: .disclose(.init(to: "court", order: "12/2025")), at: now)
        == .reasonRequired(.disclose))
  }
}
