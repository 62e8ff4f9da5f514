// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

/// Repeated contacts, abuse, and what customers are sent.
extension DXHandlingTests {
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
    let steps: [Ticket.Change] = [.abuseWarned, .blocked(until: until)]
    #expect(file.ticketEvents.map(\.change).filter(steps.contains) == steps)
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
}
