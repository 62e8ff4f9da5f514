// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMetrics
import SupportPresets
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("Game company code: hours, promises, versions")
struct GCTimeTests {
  /// Tuesday.
  let start: Instant

  init() throws {
    start = try PresetDesk.at("2025-06-03 10:00")
  }

  private static let minute = PresetDesk.minute
  private static let hour = PresetDesk.hour
  private static let channels: [Ticket.Channel] = [.phone, .email, .chat, "inGame", .counter]

  private func opened(
    _ kind: Ticket.Kind = .complaint, over channel: Ticket.Channel = .chat,
    _ fields: [Ticket.CustomField] = [], at now: Instant? = nil
  ) throws -> PresetCase {
    var file = try PresetCase(PresetDesk.gameCompanyCode)
    try file.open(kind, over: channel, fields, at: now ?? start)
    return file
  }

  // MARK: Around the clock

  @Test(
    "GC-01 by phone, mail, chat, in the game and at the counter a player is served at any hour",
    arguments: channels,
    ["2025-06-03 03:00", "2025-06-07 23:59", "2025-10-01 00:00", "2025-06-03 10:00"])
  func anyHour(channel: Ticket.Channel, wall: String) throws {
    let night = try PresetDesk.at(wall)
    var file = try PresetCase(PresetDesk.gameCompanyCode)
    let decision = try file.open(.inquiry, over: channel, at: night)
    guard case .enqueue(let item)? = decision.routing else {
      Issue.record("the router was told nothing")
      return
    }
    var router = try PresetDesk.router(
      PresetDesk.gameCompanyCode,
      [PresetDesk.agent("li", in: "desk", of: PresetDesk.gameCompanyCode)], at: night)
    #expect(try router.enqueue(item, at: night).decisions.map(\.agent) == ["li"])
  }

  @Test("GC-01 another channel, or none, is refused by name")
  func otherChannels() throws {
    let file = try PresetCase(PresetDesk.gameCompanyCode)
    #expect(
      file.missing(
        for: .open(file.opening(.inquiry, over: nil)), by: .customer("c-7"), at: start) == [
          "channel (GC-01)"
        ])
    #expect(
      file.refusal(
        of: .open(file.opening(.inquiry, over: "telex")), by: .customer("c-7"), at: start)
        == .notOneOf("channel", allowed: Self.channels.map(\.rawValue)))
  }

  // MARK: Promises

  @Test("GC-02 a complaint is handled after exactly 48 h and late a millisecond later")
  func complaint() throws {
    for (wait, verdict) in [(48 * Self.hour, SLAVerdict.met), (48 * Self.hour + 1, .missed)] {
      for channel in Self.channels {
        var file = try opened(over: channel)
        try file.tell(.addMessage(.init(.reply)), at: start + Self.minute)
        try file.tell(.solve, at: start + wait)
        #expect(file.verdict(of: .resolution, at: start + wait) == verdict)
      }
    }
  }

  @Test("GC-02 the 48 h are hours, over a weekend and a holiday as on any day")
  func complaintOnHoliday() throws {
    let eve = try PresetDesk.at("2025-09-30 20:00")
    #expect(try opened(at: eve).due(.resolution) == (try PresetDesk.at("2025-10-02 20:00")))
  }

  @Test("GC-03 a call is answered within three rings of 5 s: after exactly 15 s it still is")
  func rings() throws {
    let wait = 15 * PresetDesk.second
    for (wait, verdict) in [(wait, SLAVerdict.met), (wait + 1, .missed)] {
      var file = try opened(.inquiry, over: .phone)
      try file.tell(.assign(.init(agent: "li")), by: .system, at: start + wait)
      #expect(file.verdict(of: .pickup, at: start + wait) == verdict)
    }
    // Nothing rings in a mail.
    #expect(try opened(.inquiry, over: .email).due(.pickup) == nil)
  }

  @Test("GC-03 each ring is somebody else's: three people are asked in fifteen seconds")
  func threePeople() throws {
    let agents = ["anna", "ben", "cai"].map {
      PresetDesk.agent($0, in: "desk", of: PresetDesk.gameCompanyCode)
    }
    var router = try PresetDesk.router(PresetDesk.gameCompanyCode, agents, at: start)
    let work = try opened(.inquiry, over: .phone).work(at: start)
    var asked = try router.enqueue(work, at: start).decisions.map(\.agent)
    #expect(asked.count == 1)
    let ring = 5 * PresetDesk.second
    #expect(try router.tick(at: start + ring - 1).decisions.isEmpty)
    asked += try router.tick(at: start + ring).decisions.map(\.agent)
    asked += try router.tick(at: start + 2 * ring).decisions.map(\.agent)
    #expect(Set(asked) == ["anna", "ben", "cai"])
    #expect(asked.count == 3)
  }

  @Test("GC-03 the share of calls answered in time counts those who hung up, too")
  func ringsCounted() throws {
    let figures = try PresetFigures(PresetDesk.gameCompanyCode)
    let line = try figures.line(
      "GC-03",
      [
        figures.call(at: start, waiting: 15_000), figures.call(at: start, waiting: 15_001),
        figures.call(at: start, waiting: 3_000, isAnswered: false),
        figures.call(at: start, waiting: 1_000),
        // No call.
        figures.call(at: start, waiting: 1_000, over: "chat"),
      ])
    #expect(line.figure.numerator == 2)
    #expect(line.figure.denominator == 4)
  }

  @Test("GC-04 what cannot be solved now gets a reply with the reason, or none")
  func holdingReason() throws {
    let file = try opened()
    #expect(
      file.refusal(of: .addMessage(.init(.holdingReply)), at: start)
        == .reasonRequired(.addMessage))
    #expect(
      file.refusal(
        of: .addMessage(.init(.holdingReply, holdingReason: "the studio looks into it")),
        at: start) == nil)
  }

  @Test("GC-04 a holding reply is the first reply and never the resolution")
  func holdingReply() throws {
    for (wait, verdict) in [(15 * Self.minute, SLAVerdict.met), (15 * Self.minute + 1, .missed)] {
      var file = try opened()
      try file.tell(
        .addMessage(.init(.holdingReply, holdingReason: "the studio looks into it")),
        at: start + wait)
      #expect(file.verdict(of: .firstReply, at: start + wait) == verdict)
      #expect(file.verdict(of: .resolution, at: start + wait) == .running)
    }
    var file = try opened()
    try file.tell(
      .addMessage(.init(.holdingReply, holdingReason: "the studio looks into it")), at: start)
    #expect(file.tick(at: start + 48 * Self.hour + 1).breaches == ["resolution"])
  }

  @Test("GC-04 the definite answer ends the wait as soon as there is one")
  func definiteAnswer() throws {
    var file = try opened()
    try file.tell(
      .addMessage(.init(.holdingReply, holdingReason: "the studio looks into it")), at: start)
    try file.tell(.addMessage(.init(.reply)), at: start + Self.hour)
    try file.tell(.solve, at: start + Self.hour)
    #expect(file.verdict(of: .resolution, at: start + Self.hour) == .met)
  }

  @Test(
    "GC-04 every kind has its reply at once",
    arguments: [.inquiry, .complaint, "opinion"] as [Ticket.Kind])
  func everyKind(kind: Ticket.Kind) throws {
    #expect(try opened(kind).due(.firstReply) == start + 15 * Self.minute)
  }

  // MARK: The newest rules, and the law

  /// The desk with a version that halves the time for complaints from July on.
  private static let renewed = Result<Desk, any Error> {
    let next = Preset.gameCompanyCode.text
      .replacing(
        #""version": "2025-01", "effectiveFrom": "2025-01-01""#,
        with: #""version": "2025-07", "effectiveFrom": "2025-07-01""#
      )
      .replacing(#""within": "48 h""#, with: #""within": "24 h""#)
    return try Desk([try Preset.gameCompanyCode.book(), try PolicyBook(next)])
  }

  @Test("GC-13 the newest rules hold for new cases; what was open before keeps its own")
  func newest() throws {
    let change = try PresetDesk.at("2025-07-01 00:00")
    for (opening, hours) in [(change - 1, Int64(48)), (change, 24)] {
      var file = try PresetCase(Self.renewed)
      try file.open(.complaint, over: .chat, at: opening)
      #expect(file.due(.resolution) == opening + hours * Self.hour)
      // Whatever happens to it later.
      try file.tell(.addMessage(.init(.reply)), at: opening + Self.hour)
      #expect(file.due(.resolution) == opening + hours * Self.hour)
    }
  }

  @Test("GC-13 a law beats every other rule, and is told as the reason")
  func lawBeats() throws {
    // Seven working days after Tuesday: 4, 5, 6, 9, 10, 11 and 12 June.
    let due = try PresetDesk.at("2025-06-12 18:00")
    for kind in [.inquiry, .complaint, "opinion"] as [Ticket.Kind] {
      let file = try opened(kind, [.init("underLaw", true)])
      #expect(file.due(.resolution) == due)
      #expect(file.rule(of: .resolution) == "GC-13-law")
      let why = file.desk.explain(
        .promise(.resolution), of: file.matter, at: start, for: .desk)
      #expect(why?.text(in: .english).contains("GC-13-law") == true)
    }
    #expect(try opened().rule(of: .resolution) == "GC-02")
    #expect(try opened([.init("underLaw", false)]).rule(of: .resolution) == "GC-02")
  }

  private func opened(_ fields: [Ticket.CustomField]) throws -> PresetCase {
    try opened(.complaint, fields)
  }

  @Test("GC-13 what a law wants kept is kept for three years, whatever else is said")
  func lawKeeps() throws {
    var file = try opened()
    try file.tell(.fileDocument(.init(.evidence, reference: "screenshot")), at: start)
    try file.tell(.addMessage(.init(.reply)), at: start)
    try file.tell(.solve, at: start)
    try file.tell(.close, at: start)
    let until = try PresetDesk.at("2028-06-03 10:00")
    #expect(
      file.refusal(of: .erase(.evidence), at: until - 1)
        == .kept(until: until, by: ["GC-13-law"]))
    #expect(file.refusal(of: .erase(.evidence), at: until) == nil)
  }
}
