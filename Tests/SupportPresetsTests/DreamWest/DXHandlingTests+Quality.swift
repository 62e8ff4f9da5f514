// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

/// Improvements that are suggested, receipts, inspections and languages.
extension DXHandlingTests {
  // MARK: Improvements

  private static let improvement: [Ticket.Stage] = [
    .proposed, .classified, .designed, .piloted, .rolledOut,
  ]

  private func suggestion(rolledOutAfter days: Int64) throws -> DXCase {
    var file = try DXCase()
    try file.open(.suggestion, over: .web, at: now)
    for stage in Self.improvement.dropLast() {
      try file.tell(.reachStage(.init(stage, of: .improvement)), at: now)
    }
    try file.tell(
      .reachStage(.init(.rolledOut, of: .improvement)), at: after(days * DX.day))
    return file
  }

  @Test(
    "DX-32 rolled out within 45 to 90 days is in time, earlier and later are flagged",
    arguments: [
      (0, .early), (44, .early), (45, .inTime), (90, .inTime), (91, .late),
    ] as [(Int64, Ticket.WindowFinding)])
  func improvementWindow(days: Int64, expected: Ticket.WindowFinding) throws {
    let file = try suggestion(rolledOutAfter: days)
    let found = file.ticket.window(
      of: .improvement, at: after(100 * DX.day), under: try file.policy)
    #expect(found == expected)
  }

  @Test("DX-32 what is not rolled out runs until 90 days are over, and is late then")
  func stillRunning() throws {
    var file = try DXCase()
    try file.open(.suggestion, over: .web, at: now)
    try file.tell(.reachStage(.init(.proposed, of: .improvement)), at: now)
    let policy = try file.policy
    let last = after(90 * DX.day)
    #expect(file.ticket.window(of: .improvement, at: last, under: policy) == .running)
    #expect(
      file.ticket.window(of: .improvement, at: last.adding(milliseconds: 1), under: policy) == .late
    )
  }

  @Test("DX-32 no step of the loop is left out or done twice")
  func improvementInOrder() throws {
    var file = try DXCase()
    try file.open(.suggestion, over: .web, at: now)
    for (place, stage) in Self.improvement.enumerated() {
      for (other, wrong) in Self.improvement.enumerated() where other != place {
        #expect(
          file.refusal(of: .reachStage(.init(wrong, of: .improvement)), at: now)
            == .stageOutOfOrder(expected: stage, given: wrong))
      }
      try file.tell(.reachStage(.init(stage, of: .improvement)), at: now)
    }
    #expect(
      file.refusal(of: .reachStage(.init(.rolledOut, of: .improvement)), at: now)
        == .stageOutOfOrder(expected: nil, given: .rolledOut))
  }

  // MARK: Receipts, inspections, languages

  @Test("DX-39 no contact ends without a receipt that has a verification code")
  func receipt() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    for none in [nil, ""] as [String?] {
      guard
        case .missing(let missing)? = file.refusal(of: .endContact("k-1", receipt: none), at: now)
      else {
        Issue.record("ended without a receipt")
        return
      }
      #expect(missing.map(\.part) == [.receipt])
    }
    let ended = try file.tell(.endContact("k-1", receipt: "7XK2"), at: after(DX.minute))
    #expect(file.ticket.details.contact("k-1")?.receipt == "7XK2")
    let sent = ended.intents.filter { $0.action == .send }
    #expect(sent.map { $0.operand("code") } == [.personal("7XK2")])
  }

  @Test("DX-42 an inspection of 85 % is recorded, one below opens a review by quality")
  func inspectionBound() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    try file.tell(.inspect(.init("k-1", of: "li", score: 850)), by: .agent("q"), at: now)
    #expect(file.ticket.details.contact("k-1")?.score == 850)
    #expect(file.ticket.details.escalations.isEmpty)
    let review = try file.tell(
      .inspect(.init("k-1", of: "li", score: 849)), by: .agent("q"), at: now)
    #expect(file.ticket.details.escalations.map(\.value) == [.init(.inspection, to: "quality")])
    #expect(
      review.intents.filter { $0.action == .escalate }.map { $0.operand("group") }
        == [.text("quality")])
  }

  @Test("DX-42 each contact can be scored, and none that there was not")
  func inspectionOfContacts() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    #expect(
      file.refusal(of: .inspect(.init("k-9", of: "li", score: 900)), at: now)
        == .unknownName("contact k-9", .inspect))
    for (number, score) in [0, 1_000].enumerated() {
      let contact = ContactID("k-\(number)")
      try file.tell(.startContact(.init(contact, over: .chat)), at: now)
      try file.tell(.inspect(.init(contact, of: "li", score: score)), at: now)
    }
    #expect(file.ticket.details.contacts.map(\.score) == [0, 1_000])
    #expect(
      file.refusal(of: .inspect(.init("k-0", of: "li", score: 1_001)), at: now)
        == .outOfRange("score", value: 1_001, bounds: 0...1_000))
  }

  @Test(
    "DX-04 five languages are served, in text, voice and video",
    arguments: ["zh", "en", "ja", "ko", "th"])
  func languages(language: String) throws {
    for channel in [.phone, .video, .chat, .sms, .email] as [Ticket.Channel] {
      var file = try DXCase()
      try file.open(.inquiry, over: channel, [.text("language", language)], at: now)
      let item = file.work(at: now)
      #expect(item.language?.language == LanguageID(language))
      var router = try DX.router()
      _ = try router.perform(
        .add(DX.agent("li", speaks: [LanguageID(language)]), .available), at: now)
      let offered = try router.enqueue(item, at: now).decisions
      #expect(offered.map(\.agent) == ["li"], "\(channel)")
    }
  }

  @Test(
    "DX-04 a language that is none of the five, and a way that is none of the desk's, are refused")
  func otherLanguages() throws {
    let file = try DXCase()
    func open(_ channel: Ticket.Channel, _ language: String) -> Ticket.Command {
      .open(
        Ticket.Opening(
          channel: channel, customer: "c-7", classification: .init(kind: .inquiry),
          fields: [.text("language", language)]))
    }
    guard
      case .outsideDomain(let name, _)? = file.refusal(
        of: open(.chat, "fr"), by: .customer("c-7"), at: now)
    else {
      Issue.record("taken in")
      return
    }
    #expect(name == "language")
    var router = try DX.router()
    #expect(throws: Router.Rejection.self) {
      _ = try router.enqueue(WorkItem("w", channel: "fax", queue: "general"), at: now)
    }
  }
}
