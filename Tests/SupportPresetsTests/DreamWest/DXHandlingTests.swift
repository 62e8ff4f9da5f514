// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportRouting
import SupportRules
import SupportTickets
import Testing

@Suite("Dream West: owners, transfers, repeats, abuse, notices")
struct DXHandlingTests {
  let now: Instant

  init() throws {
    now = try DX.at("2025-09-03 10:00")
  }

  private func after(_ milliseconds: Int64) -> Instant { now.adding(milliseconds: milliseconds) }

  // MARK: The first owner

  @Test(
    "DX-06 whoever took a case first keeps it: another assignment is refused, a transfer passes")
  func ownerKeeps() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    #expect(
      file.refusal(of: .assign(.init(group: "front", agent: "wu")), by: .agent("wu"), at: now)
        == .ownedBy("li"))
    #expect(
      file.refusal(of: .assign(.init(group: "front")), by: .agent("wu"), at: now) == .ownedBy("li"))
    try file.tell(
      .transfer(to: .init(group: "front", agent: "wu"), contact: nil), at: now, because: "leave")
    #expect(file.ticket.assignment.agent == "wu")
    #expect(
      file.refusal(of: .assign(.init(group: "front", agent: "li")), at: now) == .ownedBy("wu"))
  }

  /// Solved by li, and taken up again by a later message of the customer.
  private func laterContact(transferredTo target: Ticket.Assignment? = nil) throws -> DXCase {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    if let target {
      try file.tell(.transfer(to: target, contact: nil), at: after(1_000), because: "not mine")
    }
    try file.tell(.solve, at: after(DX.hour))
    try file.tell(
      .addMessage(.init(.customer)), by: .customer("c-7"), at: after(30 * DX.hour))
    return file
  }

  @Test("DX-06 the first owner keeps it across later contacts")
  func ownerOfLaterContacts() throws {
    let later = after(30 * DX.hour)
    let file = try laterContact()
    #expect(!file.ticket.isResolved)
    #expect(file.ticket.assignment.agent == "li")
    #expect(file.refusal(of: .assign(.init(agent: "wu")), at: later) == .ownedBy("li"))
    #expect(file.work(at: later).firstOwner?.agent == "li")
  }

  @Test("DX-06 the router keeps work for its owner, though another one is free and better placed")
  func routerKeepsForOwner() throws {
    let later = after(30 * DX.hour)
    let item = try laterContact().work(at: later)
    var router = try DX.router()
    try router.perform(.add(DX.agent("wu"), .available), at: now)
    try router.perform(.add(DX.agent("li"), .busy), at: now)
    #expect(try router.enqueue(item, at: later).decisions.isEmpty)
    let free = try router.perform(
      .presence("li", .available), at: later.adding(milliseconds: 5 * DX.minute))
    #expect(free.decisions.map(\.agent) == ["li"])
    #expect(free.decisions.map(\.basis) == [.owner])
  }

  @Test("DX-06 after a transfer the agent who got it is the one who keeps it")
  func ownerAfterTransfer() throws {
    let later = after(30 * DX.hour)
    let file = try laterContact(transferredTo: .init(group: "front", agent: "wu"))
    #expect(file.work(at: later).firstOwner?.agent == "wu")
  }

  @Test("DX-06 handed to a group it is nobody's until somebody takes it, who then keeps it")
  func handedToGroup() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    try file.tell(.assign(.init(group: "front", agent: "li")), at: now)
    let handed = try file.tell(
      .transfer(to: .init(group: "keyAccounts"), contact: nil), at: after(1_000),
      because: "a key account")
    guard case .enqueue(let item)? = handed.routing else {
      Issue.record("the router was told nothing")
      return
    }
    #expect(item.firstOwner == nil)
    #expect(item.queue == "keyAccounts")
    try file.tell(
      .assign(.init(group: "keyAccounts", agent: "he")), by: .agent("he"), at: after(2_000))
    #expect(file.work(at: after(3_000)).firstOwner?.agent == "he")
    #expect(file.refusal(of: .assign(.init(agent: "li")), at: after(3_000)) == .ownedBy("he"))
  }

  // MARK: Transfers

  @Test("DX-07 two transfers in a contact pass, the third is not made and raises the case instead")
  func thirdTransfer() throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, at: now)
    try file.tell(.startContact(.init("k-1", over: .phone)), at: now)
    try file.tell(.assign(.init(agent: "a-0")), at: now)
    for number in 1...2 {
      try file.tell(
        .transfer(to: .init(agent: AgentID("a-\(number)")), contact: "k-1"),
        at: after(Int64(number)), because: "another language")
    }
    #expect(file.ticket.assignment.agent == "a-2")
    let third = try file.tell(
      .transfer(to: .init(agent: "a-3"), contact: "k-1"), at: after(3), because: "again")
    #expect(file.ticket.assignment.agent == "a-2")
    #expect(file.ticket.details.transfers.count == 2)
    #expect(file.ticket.details.escalations.map(\.value) == [.init(.transferLimit, to: "leads")])
    let raised = third.intents.filter { $0.action == .escalate }
    #expect(raised.map { $0.operand("group") } == [.text("leads")])
    // The next contact begins anew.
    try file.tell(.startContact(.init("k-2", over: .phone)), at: after(4))
    try file.tell(
      .transfer(to: .init(agent: "a-3"), contact: "k-2"), at: after(5), because: "leave")
    #expect(file.ticket.assignment.agent == "a-3")
  }

  @Test("DX-07 the router as well sends work to the leads instead of a third transfer")
  func thirdTransferOfWork() throws {
    var router = try DX.router()
    try router.perform(.add(DX.agent("li"), .available), at: now)
    try router.perform(.add(DX.agent("wu"), .available), at: now)
    try router.enqueue(WorkItem("w-1", channel: "phone", queue: "general"), at: now)
    var holder: AgentID = "li"
    var moved: [String] = []
    for number in 1...3 {
      let at = after(Int64(number) * 60_000)
      guard case .offered(let agents)? = router.state(of: "w-1", at: at), let agent = agents.first
      else {
        Issue.record("not offered before transfer \(number)")
        return
      }
      holder = agent
      try router.accept("w-1", by: holder, at: at)
      let step = try router.perform(.transfer("w-1", by: holder, to: .queue("general")), at: at)
      moved += step.directives.compactMap { directive in
        switch directive {
        case .move(_, _, let queue, _): "moved to \(queue)"
        case .escalate(_, let queue, let count): "raised to \(queue) after \(count)"
        default: nil
        }
      }
      try router.perform(.presence(holder, .available), at: at)
    }
    #expect(moved == ["moved to general", "moved to general", "raised to leads after 2"])
  }

  @Test(
    "DX-07 the indicator is at most two transfers a contact; the mean of 1.2 that was reached is told"
  )
  func meanTransfers() throws {
    func figure(_ transfers: [Int]) throws -> (figure: MetricFigure, isMet: Bool?) {
      try DXFigures.line(
        "DX-29-transfers",
        try transfers.map { try DXFigures.contact(at: now, transfers: $0) })
    }
    // 6 transfers in 5 contacts.
    let reached = try figure([0, 1, 1, 2, 2])
    #expect(reached.figure.numerator == 6)
    #expect(reached.figure.denominator == 5)
    #expect(reached.figure.value == MetricFraction(6, over: 5))
    #expect(reached.isMet == true)
    #expect(try figure([2, 2]).isMet == true)
    #expect(try figure([2, 2, 3]).isMet == false)
  }

  // MARK: Repeated contacts

  private func opening(
    over channel: Ticket.Channel, order: String = "O-1", category: String? = "delay"
  ) -> Ticket.Opening {
    Ticket.Opening(
      channel: channel, customer: "c-7", classification: .init(kind: .inquiry, category: category),
      fields: [.orderNumber(order)])
  }

  private func repeated(
    after milliseconds: Int64, order: String = "O-1", category: String = "delay",
    of customer: CustomerID = "c-7", over channel: Ticket.Channel = .phone
  ) throws -> (first: DXCase, second: DXCase, decision: DeskDecision) {
    var first = try DXCase("T-1")
    try first.open(
      .complaint, over: .chat, category: "delay", [.orderNumber("O-1")], at: now)
    var second = try DXCase("T-2", of: customer)
    let decision = try second.open(
      .complaint, over: channel, category: category, [.orderNumber(order)],
      at: after(milliseconds), earlier: first.matter)
    return (first, second, decision)
  }

  @Test("DX-24 a second contact about one matter is merged into the first, whose clocks go on")
  func merges() throws {
    let (first, second, decision) = try repeated(after: DX.hour)
    let survivor = try #require(decision.other)
    #expect(survivor.id == "T-1")
    #expect(second.ticket.status == .merged)
    #expect(second.ticket.details.mergedInto == "T-1")
    #expect(survivor.ticket.details.absorbed.map(\.source) == ["T-2"])
    // 48 h from the first contact, not from the second one.
    let before = first.status(of: .resolution, at: now)
    #expect(before?.dueAt == after(48 * DX.hour))
    let later = after(2 * DX.hour)
    #expect(survivor.timeline?.status(of: .resolution, at: later)?.dueAt == before?.dueAt)
    #expect(second.status(of: .resolution, at: later)?.verdict == .mergedAway)
    // One thing to work on, not two.
    #expect(decision.routing == nil || decision.routing == .withdraw("T-2"))
  }

  @Test(
    "DX-24 from any channel", arguments: [.phone, .video, .sms, .email, .web] as [Ticket.Channel])
  func anyChannel(channel: Ticket.Channel) throws {
    #expect(try repeated(after: DX.hour, over: channel).decision.other != nil)
    let desk = try DX.desk.get()
    #expect(
      desk.matterKey(of: opening(over: channel), at: now)
        == desk.matterKey(of: opening(over: .chat), at: now))
  }

  @Test("DX-24 from any time zone: an instant is the same wherever it was written down")
  func anyZone() throws {
    let desk = try DX.desk.get()
    let shanghai = try Instant("2025-09-03 10:00+08:00")
    let losAngeles = try Instant("2025-09-02 19:00-07:00")
    let key = try #require(desk.matterKey(of: opening(over: .chat), at: shanghai))
    #expect(desk.matterKey(of: opening(over: .chat), at: losAngeles) == key)
    // The last moment, told in the time of Los Angeles: three days later at 19:00.
    var first = try DXCase("T-1")
    try first.open(.complaint, category: "delay", [.orderNumber("O-1")], at: shanghai)
    var second = try DXCase("T-2")
    let decision = try second.open(
      .complaint, over: .phone, category: "delay", [.orderNumber("O-1")],
      at: try Instant("2025-09-05 19:00-07:00"), earlier: first.matter)
    #expect(decision.other != nil)
  }

  @Test("DX-24 at exactly 72 h it still is the same matter, a millisecond later it is another one")
  func window() throws {
    #expect(try repeated(after: 72 * DX.hour).decision.other != nil)
    let late = try repeated(after: 72 * DX.hour + 1)
    #expect(late.decision.other == nil)
    #expect(late.second.ticket.status != .merged)
  }

  @Test("DX-24 another order, class of problem or customer is another matter")
  func otherMatters() throws {
    #expect(try repeated(after: DX.hour, order: "O-2").decision.other == nil)
    #expect(try repeated(after: DX.hour, category: "luggage").decision.other == nil)
    #expect(try repeated(after: DX.hour, of: "c-8").decision.other == nil)
  }

  @Test("DX-24 without an order or a class of problem nothing is taken for a repeat")
  func unknownParts() throws {
    let desk = try DX.desk.get()
    #expect(desk.matterKey(of: opening(over: .chat, category: nil), at: now) == nil)
    var withoutOrder = opening(over: .chat)
    withoutOrder.fields = []
    #expect(desk.matterKey(of: withoutOrder, at: now) == nil)
  }

  // MARK: Abuse

  @Test("DX-25 abusive language is warned about first, then blocks for 24 h; both are recorded")
  func warnedThenBlocked() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    #expect(file.refusal(of: .reportAbuse(score: 899), at: now) == .nothingToChange(.reportAbuse))
    try file.tell(.reportAbuse(score: 900), at: now)
    #expect(file.ticket.details.abuse.warnings == [now])
    #expect(!file.ticket.details.abuse.isBlocked(at: now))
    try file.tell(.reportAbuse(score: 1_000), at: after(DX.minute))
    let until = after(DX.minute + 24 * DX.hour)
    #expect(file.ticket.details.abuse.blockedUntil == until)
    #expect(
      file.refusal(
        of: .addMessage(.init(.customer)), by: .customer("c-7"), at: until.adding(milliseconds: -1))
        == .blocked(until: until))
    #expect(
      file.refusal(of: .addMessage(.init(.customer)), by: .customer("c-7"), at: until) == nil)
    #expect(
      file.ticketEvents.map(\.change).filter { change in
        change == .abuseWarned || change == .blocked(until: until)
      }.count == 2)
  }

  @Test("DX-25 a block can be appealed against, and is lifted or upheld")
  func appeal() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    for _ in 1...2 { try file.tell(.reportAbuse(score: 950), at: now) }
    let lifted = after(DX.hour)
    try file.tell(.appealBlock, by: .customer("c-7"), at: lifted)
    #expect(file.ticket.details.abuse.appealedAt == lifted)
    #expect(
      file.refusal(of: .appealBlock, by: .customer("c-7"), at: lifted) != nil)
    var upheld = file
    try file.tell(.judgeBlock(.lifted), by: .agent("wu"), at: lifted)
    #expect(
      file.refusal(of: .addMessage(.init(.customer)), by: .customer("c-7"), at: lifted) == nil)
    try upheld.tell(.judgeBlock(.upheld), by: .agent("wu"), at: lifted)
    #expect(
      upheld.refusal(of: .addMessage(.init(.customer)), by: .customer("c-7"), at: lifted)
        == .blocked(until: after(24 * DX.hour)))
  }

  @Test("DX-25 who is blocked can still object and look after what is private")
  func stillAllowed() throws {
    var file = try DXCase()
    try file.open(.inquiry, at: now)
    for _ in 1...2 { try file.tell(.reportAbuse(score: 950), at: now) }
    #expect(file.refusal(of: .appealBlock, by: .customer("c-7"), at: now) == nil)
    #expect(
      file.refusal(
        of: .changeConsent(.init(to: "insurer", isGiven: true)), by: .customer("c-7"), at: now)
        == nil)
  }

  @Test("DX-25 the machines before a person warn as well, wherever the words fall")
  func triageWarns() throws {
    let chain = try #require(try DX.book().triage)
    var calm = chain.start(at: now)
    try calm.handle(.score(.abuse, 899), at: now)
    #expect(calm.outcome == nil)
    var rude = chain.start(at: now)
    try rude.handle(.score(.abuse, 900), at: now)
    #expect(rude.outcome == .handedTo(.message("abuse-warning")))
    try calm.handle(.score(.abuse, 1_000), at: after(1_000))
    #expect(calm.outcome == .handedTo(.message("abuse-warning")))
  }

  // MARK: Notices

  private func sent(_ decision: DeskDecision) -> [String] {
    decision.intents.filter { $0.action == .send }.map { intent in
      guard case .text(let purpose)? = intent.operand("purpose"),
        case .text(let channel)? = intent.operand("channel")
      else { return "" }
      return "\(purpose) over \(channel)"
    }
  }

  @Test("DX-31 a booking is confirmed over short message, chat and mail, each a thing of its own")
  func bookingConfirmed() throws {
    var file = try DXCase()
    try file.open(.booking, over: .phone, at: now)
    let solved = try file.tell(.solve, at: after(DX.minute))
    #expect(sent(solved) == ["booking over sms", "booking over chat", "booking over email"])
    #expect(Set(solved.intents.map(\.key)).count == solved.intents.count)
    // The same decision again has the same keys.
    let again = try file.desk.handle(
      .ticket(.sendNotice("booking")), of: file.matter, by: .agent("li"), at: after(DX.hour))
    #expect(sent(again).count == 3)
    #expect(Set(again.intents.map(\.key)).isDisjoint(with: solved.intents.map(\.key)))
  }

  @Test(
    "DX-31 nothing else is confirmed that way", arguments: [.inquiry, .rebooking] as [Ticket.Kind])
  func noConfirmation(kind: Ticket.Kind) throws {
    var file = try DXCase()
    try file.open(kind, at: now)
    #expect(sent(try file.tell(.solve, at: now)).isEmpty)
  }

  @Test(
    "DX-48 a louder voice for the elderly, sign language and voice description on request",
    arguments: [
      (["elderly"], ["louderVoice over phone"]), (["signLanguage"], ["signLanguage over video"]),
      (["voiceDescription"], ["voiceDescription over chat", "voiceDescription over video"]),
      (
        ["elderly", "signLanguage"],
        ["louderVoice over phone", "signLanguage over video"]
      ), ([], []), (["abroad"], []),
    ] as [([String], [String])])
  func accessibility(needs: [String], expected: [String]) throws {
    var file = try DXCase()
    try file.open(.inquiry, over: .phone, [.needs(needs)], at: now)
    #expect(
      sent(try file.tell(.startContact(.init("k-1", over: .phone)), at: now)) == expected)
  }

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
      try router.perform(
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
      try router.enqueue(WorkItem("w", channel: "fax", queue: "general"), at: now)
    }
  }
}
