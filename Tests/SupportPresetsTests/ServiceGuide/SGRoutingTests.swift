// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import Testing

@Suite("Service guide: knowledge base, experts, languages, channels")
struct SGRoutingTests {
  let now: Instant

  init() throws {
    now = try PresetDesk.at("2025-06-03 10:00")
  }

  private static let groups: [GroupID] = [
    "frontDesk", "technicalExperts", "productExperts", "complaints",
  ]

  /// Opens a case and tells who of one agent of each group is offered it.
  private func offered(
    _ kind: Ticket.Kind, over channel: Ticket.Channel = .chat, complexity: String? = nil
  ) throws -> [AgentID] {
    var file = try PresetCase(PresetDesk.serviceGuide)
    let decision = try file.open(
      kind, over: channel, subject: "lamp",
      complexity.map { [.init("complexity", .text($0))] } ?? [],
      documents: kind == .complaint ? [.evidence] : [], at: now)
    guard case .enqueue(let item)? = decision.routing else {
      Issue.record("the router was told nothing")
      return []
    }
    let agents = Self.groups.map {
      PresetDesk.agent(AgentID("one of \($0)"), in: $0, of: PresetDesk.serviceGuide)
    }
    var router = try PresetDesk.router(PresetDesk.serviceGuide, agents, at: now)
    return try router.enqueue(item, at: now).decisions.map(\.agent)
  }

  // MARK: The knowledge base

  /// How well the knowledge base knows the answer to a question, in thousandths.
  private struct KnowledgePort {
    let scores = ["how do I switch it on": 800, "it smells of smoke": 799]

    func score(of question: String) -> Int { scores[question] ?? 0 }
  }

  private func triage(_ question: String) throws -> TriageChain.Run {
    var run = try #require(try PresetDesk.serviceGuide.get().book.triage).start(at: now)
    #expect(run.needs == .score(.match))
    try run.handle(.score(.match, KnowledgePort().score(of: question)), at: now)
    return run
  }

  @Test("SG-03 what the knowledge base knows is answered from it directly")
  func fromKnowledge() throws {
    var run = try triage("how do I switch it on")
    #expect(run.needs == .attempt("knowledge"))
    try run.handle(.answered(by: "knowledge"), at: now + PresetDesk.second)
    #expect(run.outcome == .answered(by: "knowledge"))
  }

  @Test("SG-03 what it does not know goes to the front desk, as does what takes longer than 30 s")
  func fromPeople() throws {
    #expect(try triage("it smells of smoke").outcome == .handedTo(.queue("frontDesk")))
    var slow = try triage("how do I switch it on")
    slow.advance(to: now + 30 * PresetDesk.second - 1)
    #expect(slow.outcome == nil)
    slow.advance(to: now + 30 * PresetDesk.second)
    #expect(slow.outcome == .handedTo(.queue("frontDesk")))
  }

  // MARK: Experts

  @Test("SG-03 what nobody called complex is simple and stays at the front desk")
  func simple() throws {
    for kind in [.inquiry, "account", "product", .suggestion] as [Ticket.Kind] {
      #expect(try offered(kind) == ["one of frontDesk"])
      #expect(try offered(kind, complexity: "simple") == ["one of frontDesk"])
    }
  }

  @Test(
    "SG-03 complex problems go to the experts: products to theirs, the rest to the technical ones")
  func complex() throws {
    #expect(try offered("product", complexity: "complex") == ["one of productExperts"])
    for kind in [.inquiry, "account"] as [Ticket.Kind] {
      #expect(try offered(kind, complexity: "complex") == ["one of technicalExperts"])
    }
  }

  @Test(
    "SG-03 whose problem is complex is told the expected time, at once, over the channel of the case",
    arguments: [(.chat, "expectedTime over sms"), (.email, "expectedTimeByMail over email")]
      as [(Ticket.Channel, String)])
  func expectedTimeAtOnce(channel: Ticket.Channel, message: String) throws {
    var file = try PresetCase(PresetDesk.serviceGuide)
    let opened = try file.open(
      .inquiry, over: channel, [.init("complexity", "complex")], at: now)
    #expect(opened.sent == [message])
    // The time that is told: the reply within 2 h.
    #expect(file.due(.firstReply) == now + 2 * PresetDesk.hour)
    #expect(opened.nextDeadline == now + 2 * PresetDesk.hour + 1)
  }

  @Test("SG-03 so is whose problem turns out to be complex and is handed to the experts")
  func expectedTimeLater() throws {
    var file = try PresetCase(PresetDesk.serviceGuide)
    #expect(try file.open("product", over: .chat, at: now).sent.isEmpty)
    let later = now + PresetDesk.minute
    try file.tell(.setField(.init("complexity", "complex")), at: later)
    let handed = try file.tell(
      .transfer(to: .init(group: "productExperts"), contact: nil), at: later)
    #expect(handed.sent == ["expectedTime over sms"])
    guard case .enqueue(let item)? = handed.routing else {
      Issue.record("the router was told nothing")
      return
    }
    #expect(item.queue == "productExperts")
    #expect(file.due(.firstReply) == now + 2 * PresetDesk.hour)
  }

  @Test("SG-08 complaints have a team of their own")
  func complaints() throws {
    #expect(try offered(.complaint) == ["one of complaints"])
  }

  // MARK: Languages

  private func router(_ agents: [AgentID: Set<LanguageID>]) throws -> Router {
    try PresetDesk.router(
      PresetDesk.serviceGuide,
      agents.sorted { $0.key < $1.key }.map {
        PresetDesk.agent($0.key, in: "frontDesk", of: PresetDesk.serviceGuide, speaks: $0.value)
      }, at: now)
  }

  private func chat(in language: String?) throws -> WorkItem {
    var file = try PresetCase(PresetDesk.serviceGuide)
    let opened = try file.open(
      .inquiry, over: .chat, language.map { [.init("language", .text($0))] } ?? [], at: now)
    guard case .enqueue(let item)? = opened.routing else {
      Issue.record("the router was told nothing")
      return file.work(at: now)
    }
    return item
  }

  @Test("SG-10 a chat goes to somebody who speaks its language", arguments: ["zh", "en", "ja"])
  func languages(language: String) throws {
    var router = try router(["anna": ["zh"], "ben": ["en"], "emi": ["ja"]])
    let speakers: [String: AgentID] = ["zh": "anna", "en": "ben", "ja": "emi"]
    #expect(
      try router.enqueue(chat(in: language), at: now).decisions.map(\.agent)
        == [try #require(speakers[language])])
  }

  @Test("SG-10 where nobody on duty speaks it the chat waits, and it is told why")
  func nobodySpeaks() throws {
    var router = try router(["anna": ["zh"]])
    #expect(try router.enqueue(chat(in: "ja"), at: now).decisions.isEmpty)
    guard case .language("ja", _)? = try router.whyNot("anna", for: "T-1", at: now) else {
      Issue.record("another reason")
      return
    }
    let emi = PresetDesk.agent("emi", in: "frontDesk", of: PresetDesk.serviceGuide, speaks: ["ja"])
    let later = now + PresetDesk.minute
    #expect(try router.perform(.add(emi, .available), at: later).decisions.map(\.agent) == ["emi"])
  }

  @Test("SG-10 a chat that tells no language goes to whoever is free")
  func noLanguage() throws {
    var router = try router(["anna": ["zh"]])
    #expect(try router.enqueue(chat(in: nil), at: now).decisions.map(\.agent) == ["anna"])
  }

  // MARK: Channels

  @Test(
    "SG-14 what comes by phone, chat of site or app, mail, comment or direct message is worked on",
    arguments: [.phone, .chat, "app", .email, "comment", "directMessage"] as [Ticket.Channel])
  func channels(channel: Ticket.Channel) throws {
    #expect(try offered(.inquiry, over: channel) == ["one of frontDesk"])
  }

  @Test("SG-14 a channel that the desk does not have is refused")
  func otherChannel() throws {
    let file = try PresetCase(PresetDesk.serviceGuide)
    let opening = file.opening(.inquiry, over: "telex")
    #expect(
      file.refusal(of: .open(opening), by: .customer("c-7"), at: now)
        == .notOneOf(
          "channel",
          allowed: ["phone", "chat", "app", "email", "comment", "directMessage"]))
  }
}
