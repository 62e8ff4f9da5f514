// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("Service guide: what a case needs, step by step")
struct SGCaseFileTests {
  let now: Instant

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
  }

  private func file() throws -> PresetCase { try PresetCase(PresetDesk.serviceGuide) }

  private func refused(_ opening: Ticket.Opening) throws -> [String] {
    try file().missing(for: .open(opening), by: .customer("c-7"), at: now)
  }

  // MARK: Records

  @Test("SG-02 a contact without a way to reach the customer is refused, and what is missing named")
  func reach() throws {
    var opening = Ticket.Opening(channel: .chat, classification: .init(kind: .inquiry))
    #expect(try refused(opening) == ["customer or reach (SG-02)"])
    opening.customer = "c-7"
    #expect(try refused(opening).isEmpty)
    opening.customer = nil
    opening.fields = [.reach("13800001111")]
    #expect(try refused(opening).isEmpty)
  }

  @Test("SG-02 a missing name or order number is only noted")
  func noted() throws {
    let policy = try #require(
      try PresetDesk.serviceGuide.get().book.tickets?.editions.last?.policy)
    var bare = try file()
    try bare.open(.inquiry, at: now)
    #expect(
      policy.noted(of: bare.ticket).map(\.description) == [
        "customerName (SG-02)", "orderNumber (SG-02)",
      ])
    var full = try file()
    try full.open(.inquiry, [.customerName("Wang Fang"), .orderNumber("O-1")], at: now)
    #expect(policy.noted(of: full.ticket).isEmpty)
    #expect(full.ticket.details.field("customerName")?.value == "Wang Fang")
    #expect(full.ticket.details.field("orderNumber")?.value == "O-1")
  }

  @Test("SG-02 every contact is classified as one of five kinds, and no other")
  func kinds() throws {
    let known: [Ticket.Kind] = [.inquiry, "account", "product", .complaint, .suggestion]
    for kind in known {
      var file = try file()
      try file.open(kind, subject: "lamp", documents: [.evidence], at: now)
      #expect(file.ticket.classification.kind == kind)
    }
    let other = try file().opening("gossip")
    #expect(
      try file().refusal(of: .open(other), by: .customer("c-7"), at: now)
        == .notOneOf("kind", allowed: known.map(\.rawValue)))
    #expect(
      try refused(Ticket.Opening(channel: .phone, customer: "c-7")) == ["kind (SG-02)"])
  }

  @Test("SG-02 each contact is recorded before its case is closed, over every channel")
  func recorded() throws {
    for channel in [.phone, .chat, "app", .email, "comment", "directMessage"] as [Ticket.Channel] {
      var file = try file()
      try file.open(.suggestion, over: channel, at: now)
      try file.contact("k-1", over: channel, record: "first", at: now)
      try file.contact("k-2", over: channel, record: nil, at: now)
      try file.tell(.solve, at: now)
      let rules = channel == .phone ? ["SG-02-record", "SG-02-call"] : ["SG-02-record"]
      #expect(
        file.missing(for: .close, at: now) == rules.map { "record of the contact (\($0))" })
      try file.tell(.recordContact(.init("k-2", record: "second")), at: now)
      #expect(file.missing(for: .close, at: now).isEmpty)
    }
  }

  @Test("SG-02 a case that came by phone is not closed without the record of a call")
  func calledWithoutContact() throws {
    var call = try file()
    try call.open(.suggestion, over: .phone, at: now)
    try call.tell(.solve, at: now)
    let missing = ["record of the contact (SG-02-call)"]
    #expect(call.missing(for: .close, at: now) == missing)
    // What was written later says nothing about the call.
    try call.contact("k-1", over: .chat, at: now)
    #expect(call.missing(for: .close, at: now) == missing)
    try call.contact("k-2", over: .phone, at: now)
    #expect(call.missing(for: .close, at: now).isEmpty)
  }

  // MARK: What a report needs

  @Test("SG-12 a fault report needs a screenshot or a video; either will do")
  func faultPicture() throws {
    func opening(_ documents: [Ticket.DocumentKind]) throws -> Ticket.Opening {
      try file().opening("product", category: "fault", documents: documents)
    }
    let missing = ["document screenshot or document video (SG-12-fault)"]
    #expect(try refused(opening([])) == missing)
    #expect(try refused(opening([.evidence])) == missing)
    #expect(try refused(opening(["screenshot"])).isEmpty)
    #expect(try refused(opening(["video"])).isEmpty)
    // A question about a product is no fault report.
    #expect(try refused(file().opening("product", category: "warranty")).isEmpty)
  }

  @Test("SG-12 a complaint needs a description and evidence; each that is missing is named")
  func complaintParts() throws {
    let (subject, evidence) = ("subject (SG-12-complaint)", "document evidence (SG-12-complaint)")
    #expect(try refused(file().opening(.complaint)) == [subject, evidence])
    #expect(try refused(file().opening(.complaint, subject: "it broke")) == [evidence])
    #expect(try refused(file().opening(.complaint, documents: [.evidence])) == [subject])
    #expect(
      try refused(file().opening(.complaint, subject: "it broke", documents: [.evidence])).isEmpty)
  }

  // MARK: Identity

  /// Who sent a code knows which one was sent; the desk is told the method that succeeded.
  private struct CodePort {
    let sent = "4711"

    func verify(_ typed: String) -> Bool { typed == sent }
  }

  @Test("SG-11 an account is changed only for a customer who proved who they are")
  func accountChange() throws {
    var file = try file()
    try file.open("account", at: now)
    let change = Ticket.Command.setField(.init("accountChange", "a new address"))
    #expect(file.refusal(of: change, at: now) == .identityNotVerified(.setField))
    try file.tell(.verifyIdentity(by: "orderNumber"), at: now)
    try file.tell(change, at: now)
    #expect(file.ticket.details.field("accountChange")?.isPersonal == true)
  }

  @Test(
    "SG-11 a password is reset only by a code sent by mail or phone",
    arguments: ["emailCode", "phoneCode"])
  func passwordReset(method: String) throws {
    var file = try file()
    try file.open("account", at: now)
    let reset = Ticket.Command.setField(.init("passwordReset", "asked"))
    #expect(file.refusal(of: reset, at: now) == .identityNotVerified(.setField))
    try file.tell(.verifyIdentity(by: "orderNumber"), at: now)
    #expect(file.refusal(of: reset, at: now) == .identityNotVerified(.setField))
    let port = CodePort()
    #expect(!port.verify("0000"))
    if port.verify("4711") { try file.tell(.verifyIdentity(by: method), at: now) }
    #expect(file.refusal(of: reset, at: now) == nil)
  }

  @Test("SG-11 a case is not opened with a change of the account, whoever opens it")
  func changeInOpening() throws {
    let file = try file()
    for name in ["accountChange", "passwordReset"] {
      let change = [Ticket.CustomField(name, "asked")]
      for principal in [.customer("c-7"), .agent("li"), .system] as [Principal] {
        #expect(
          file.refusal(
            of: .open(file.opening("account", change)), by: principal, at: now)
            == .identityNotVerified(.open))
      }
    }
    #expect(
      file.refusal(of: .open(file.opening("account")), by: .customer("c-7"), at: now) == nil)
  }

  @Test("SG-11 a case that goes on with another one's contact is changed after its own proof only")
  func changeAfterMerge() throws {
    var (first, second) = (try file(), try PresetCase(PresetDesk.serviceGuide, "T-2"))
    try first.open("account", at: now)
    try first.tell(.verifyIdentity(by: "emailCode"), at: now)
    try first.tell(.setField(.init("passwordReset", "asked")), at: now)
    try second.open("account", at: now)
    let policy = try #require(second.desk.book.tickets?.editions.last?.policy)
    let merging = try Ticket.merge(
      [first.ticket], into: second.ticket, by: .agent("li"), at: now, under: policy)
    var survivor = second.ticket
    for event in merging.survivor.events { survivor.apply(event) }
    #expect(throws: Ticket.Rejection.identityNotVerified(.setField)) {
      try survivor.decide(
        .setField(.init("passwordReset", "again")), by: .agent("li"), at: now, under: policy)
    }
  }

  @Test("SG-11 another way to prove who one is is not accepted")
  func unknownMethod() throws {
    var file = try file()
    try file.open("account", at: now)
    #expect(
      file.refusal(of: .verifyIdentity(by: "voice"), at: now)
        == .unknownName("method voice", .verifyIdentity))
  }

  // MARK: Understood

  @Test("SG-13 after a direct answer nothing is closed before the customer has understood it")
  func understood() throws {
    for kind in [.inquiry, "account", "product"] as [Ticket.Kind] {
      var file = try file()
      try file.open(kind, over: .chat, at: now)
      try file.contact(over: .chat, at: now)
      try file.tell(.addMessage(.init(.reply)), at: now)
      try file.tell(.solve, at: now)
      let missing = ["confirmation understood (SG-13)"]
      #expect(file.missing(for: .close, at: now) == missing)
      try file.tell(.askConfirmation(.init("understood")), at: now)
      #expect(file.missing(for: .close, at: now) == missing)
      try file.tell(
        .answerConfirmation(.init("understood", accepted: false)), by: .customer("c-7"), at: now)
      #expect(file.missing(for: .close, at: now) == missing)
      try file.tell(.askConfirmation(.init("understood")), at: now)
      try file.tell(
        .answerConfirmation(.init("understood", accepted: true)), by: .customer("c-7"), at: now)
      try file.tell(.close, at: now)
      #expect(file.ticket.status == .closed)
    }
  }

  @Test("SG-13 the question whether it was understood pauses no clock")
  func understoodRuns() throws {
    var file = try file()
    try file.open(.inquiry, over: .chat, at: now)
    let due = file.due(.resolution)
    try file.tell(.askConfirmation(.init("understood")), at: now)
    #expect(file.ticket.waitingFor.isEmpty)
    try file.tell(
      .answerConfirmation(.init("understood", accepted: true)), by: .customer("c-7"),
      at: now + PresetDesk.minute)
    #expect(file.due(.resolution) == due)
  }

  @Test("SG-13 who stays silent is concluded as unconfirmed; complex problems do not ask")
  func silent() throws {
    var silent = try file()
    try silent.open(.inquiry, over: .chat, at: now)
    try silent.tell(.solve, at: now)
    try silent.tell(.conclude("unconfirmed"), at: now)
    #expect(silent.missing(for: .close, at: now).isEmpty)
    var complex = try file()
    try complex.open(.inquiry, over: .chat, [.init("complexity", "complex")], at: now)
    try complex.tell(.solve, at: now)
    #expect(complex.missing(for: .close, at: now).isEmpty)
  }

  // MARK: Afterwards

  @Test(
    "SG-07 a solution is confirmed by short message, by mail where the customer wrote one",
    arguments: [
      (.phone, "solution over sms"), (.chat, "solution over sms"),
      ("app", "solution over sms"), (.email, "solutionByMail over email"),
    ] as [(Ticket.Channel, String)])
  func solutionSent(channel: Ticket.Channel, message: String) throws {
    var file = try file()
    try file.open(.inquiry, over: channel, at: now)
    #expect(file.intents.filter { $0.action == .send }.isEmpty)
    #expect(try file.tell(.solve, at: now + PresetDesk.minute).sent == [message])
  }

  @Test("SG-07 satisfaction is asked 7 days after the solution, and it is due until it was asked")
  func followUp() throws {
    var file = try file()
    try file.open(.inquiry, at: now)
    let solved = try file.tell(.solve, at: now + PresetDesk.hour)
    let due = try PresetDesk.at("2025-06-10 11:00")
    #expect(solved.followUps == ["satisfaction at \(due)"])
    let plan = try #require(file.ticket.details.followUps.first)
    #expect(plan.plan.dueAt == due)
    #expect(plan.doneAt == nil)
    try file.tell(.completeFollowUp(plan.plan.id), at: due)
    #expect(file.ticket.details.followUps.first?.doneAt == due)
    #expect(
      file.refusal(of: .completeFollowUp(plan.plan.id), at: due)
        == .alreadyDone(plan.plan.id, .completeFollowUp))
  }

  @Test("SG-07 the answers are told as the mean of what customers said")
  func satisfaction() throws {
    let figures = try PresetFigures(PresetDesk.serviceGuide)
    var rows: [Facts] = []
    for (number, stars) in [5, 4, 3].enumerated() {
      var file = try PresetCase(PresetDesk.serviceGuide, TicketID("T-\(number)"))
      try file.open(.inquiry, at: now)
      try file.contact(over: .phone, at: now)
      try file.tell(.endContact("k-1", receipt: nil), at: now)
      try file.tell(.rate(.init("k-1", stars: stars)), by: .customer("c-7"), at: now)
      rows += figures.ratings(of: file)
    }
    let line = try figures.line("SG-07", rows)
    #expect(line.figure.numerator == 12)
    #expect(line.figure.denominator == 3)
  }

  // MARK: One case

  private static let channels: [Ticket.Channel] = [
    .phone, .chat, "app", .email, "comment", "directMessage",
  ]

  private func contact(
    _ id: TicketID, over channel: Ticket.Channel, order: String = "O-1",
    category: String? = "delivery", at instant: Instant, earlier: PresetCase? = nil
  ) throws -> (file: PresetCase, decision: DeskDecision) {
    var file = try PresetCase(PresetDesk.serviceGuide, id)
    let decision = try file.open(
      .inquiry, over: channel, category: category, [.orderNumber(order)], at: instant,
      earlier: earlier?.matter)
    return (file, decision)
  }

  @Test("SG-14 over phone, chat, mail and social media the same matter has one key")
  func oneKey() throws {
    let desk = try PresetDesk.serviceGuide.get()
    let keys = try Self.channels.map { channel in
      desk.matterKey(
        of: try file().opening(
          .inquiry, over: channel, category: "delivery", [.orderNumber("O-1")]), at: now)
    }
    #expect(keys.first != nil)
    #expect(Set(keys).count == 1)
  }

  @Test("SG-14 a second contact leads to the case of the first", arguments: channels)
  func oneCase(channel: Ticket.Channel) throws {
    let first = try contact("T-1", over: .phone, at: now).file
    let second = try contact(
      "T-2", over: channel, at: now + PresetDesk.minute, earlier: first)
    #expect(second.decision.other?.id == "T-1")
    #expect(second.file.ticket.status == .merged)
    #expect(second.file.ticket.details.mergedInto == "T-1")
    #expect(second.decision.other?.ticket.details.absorbed.map(\.source) == ["T-2"])
  }

  @Test("SG-14 another order, another matter or more than 7 days later it is another case")
  func otherCases() throws {
    let first = try contact("T-1", over: .phone, at: now).file
    let last = now + 7 * PresetDesk.day
    #expect(try contact("T-2", over: .chat, at: last, earlier: first).decision.other != nil)
    #expect(try contact("T-2", over: .chat, at: last + 1, earlier: first).decision.other == nil)
    #expect(
      try contact("T-2", over: .chat, order: "O-2", at: now, earlier: first).decision.other == nil)
    #expect(
      try contact("T-2", over: .chat, category: "price", at: now, earlier: first).decision.other
        == nil)
  }
}
