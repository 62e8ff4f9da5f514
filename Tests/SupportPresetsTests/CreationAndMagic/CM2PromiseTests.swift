// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportMembership
import SupportRouting
import SupportRules
import SupportSLA
import SupportTickets
import SupportTime
import Testing

@Suite("Creation & Magic: promises, reminders and agreements")
struct CM2PromiseTests {
  let now: Instant

  init() throws {
    now = try CM2.at("2025-06-03 10:00")
  }

  private func minutes(_ count: Int64) -> Instant { now.adding(milliseconds: count * CM2.minute) }

  // MARK: Reminders

  /// Every intent that ticks bring when the desk is asked at each of its deadlines.
  private func told(_ file: CM2Case, until end: Instant) -> [Intent] {
    var file = file
    var intents: [Intent] = []
    var next = file.tick(at: file.ticket.lastEventAt ?? now).nextDeadline
    while let due = next, due <= end {
      let decision = file.tick(at: due)
      intents += decision.intents
      next = decision.nextDeadline
    }
    return intents
  }

  @Test("CM-54 a promise is reminded of at 50, 75 and 90 % of its time, each with its instant")
  func reminders() throws {
    var file = try CM2Case()
    // 24 hours to resolve, 2 hours to reply.
    let opened = try file.open(.init(rawValue: "damageClaim"), at: now)
    #expect(opened.nextDeadline == minutes(60))
    let intents = told(file, until: minutes(24 * 60 - 1)).filter { $0.action == .remind }
    func due(_ metric: String) -> [Instant?] {
      intents.filter { $0.operand("metric") == .text(metric) }.map(\.notBefore)
    }
    #expect(due("firstReply") == [minutes(60), minutes(90), minutes(108)])
    #expect(due("resolution") == [minutes(720), minutes(1_080), minutes(1_296)])
    #expect(Set(intents.map(\.key)).count == 6)
  }

  @Test("CM-54 all reminders come before the breach, which is told when it happens")
  func remindersBeforeBreach() throws {
    var file = try CM2Case()
    try file.open(.inquiry, at: now)
    let intents = told(file, until: minutes(16))
    #expect(intents.map(\.action) == [.remind, .remind, .remind, .reportBreach])
    // 15 minutes: 7:30, 11:15 and 13:30.
    #expect(
      intents.prefix(3).map(\.notBefore)
        == [450_000, 675_000, 810_000].map { now.adding(milliseconds: $0) })
    // A late look loses none of them, and a second look tells nothing again.
    var late = file
    #expect(late.tick(at: minutes(16)).intents.map(\.key) == intents.map(\.key))
    #expect(late.tick(at: minutes(16)).intents.isEmpty)
  }

  @Test("CM-54 a promise that was kept is not reminded of any more")
  func noReminderAfterReply() throws {
    var file = try CM2Case()
    try file.open(.inquiry, at: now)
    let reply = try file.tell(.addMessage(.init(.reply)), at: minutes(8))
    #expect(reply.intents.map(\.action) == [.remind])
    #expect(told(file, until: minutes(60)).isEmpty)
  }

  // MARK: Enterprises

  private func enterprise(paying amount: String) throws -> CM2Case {
    var file = try CM2Case(member: "m-7")
    try file.handle(.membership(.enrol), by: .system, at: now)
    try file.handle(
      .membership(.earn(.init("plan-2025", "enterprisePlan", spend: try CM2.yuan(amount)))),
      by: .system, at: now)
    return file
  }

  @Test("CM-55 from 50,000 yuan a year on a customer has the enterprise plan, below it not")
  func planBegins() throws {
    let below = try enterprise(paying: "49999.99")
    #expect(below.matter.member?.standing(at: now)?.tier == "member")
    let exactly = try enterprise(paying: "50000.00")
    let standing = exactly.matter.member?.standing(at: now)
    #expect(standing?.tier == "enterprise")
    #expect(standing?.agreement == "CM-55")
    // The year over which it was paid is over.
    let later = try CM2.at("2026-06-03 10:00")
    #expect(exactly.matter.member?.standing(at: later)?.tier == "member")
  }

  @Test(
    "CM-55 the agreement of an enterprise counts instead of the public one, though it is looser")
  func agreementWins() throws {
    var file = try enterprise(paying: "50000.00")
    try file.open(.inquiry, at: now)
    // The public promise of an inquiry is a reply within 15 minutes.
    let reply = file.status(of: .firstReply, at: now)
    #expect(reply?.rule == "CM-55")
    #expect(reply?.dueAt == minutes(30))
    #expect(file.status(of: .resolution, at: now)?.dueAt == minutes(8 * 60))
    #expect(file.matter.timeline?.verdict(of: .firstReply, at: minutes(30)) == .running)
    try file.tell(.addMessage(.init(.reply)), at: minutes(30))
    #expect(file.matter.timeline?.verdict(of: .firstReply, at: minutes(40)) == .met)
  }

  @Test("CM-55 the explanation names the agreement, and a public customer keeps the public promise")
  func agreementIsNamed() throws {
    var enterprise = try enterprise(paying: "50000.00")
    try enterprise.open(.inquiry, at: now)
    let desk = try CM2.desk.get()
    let why = desk.explain(.promise(.firstReply), of: enterprise.matter, at: now, for: .customer)
    let text = try #require(why).text(for: .customer)
    #expect(text.contains("CM-55"))
    #expect(text.contains("30 min"))
    var other = try self.enterprise(paying: "49999.99")
    try other.open(.inquiry, at: now)
    #expect(other.status(of: .firstReply, at: now)?.rule == "CM-16")
    #expect(other.status(of: .firstReply, at: now)?.dueAt == minutes(15))
  }

  @Test("CM-55 who becomes an enterprise while a case is open has the agreement from then on")
  func agreementBeginsLater() throws {
    var file = try CM2Case(member: "m-7")
    try file.handle(.membership(.enrol), by: .system, at: now)
    try file.open(.inquiry, at: now)
    #expect(file.status(of: .firstReply, at: now)?.dueAt == minutes(15))
    try file.handle(
      .membership(.earn(.init("plan", "enterprisePlan", spend: try CM2.yuan("50000.00")))),
      by: .system, at: minutes(5))
    #expect(file.status(of: .firstReply, at: minutes(5))?.rule == "CM-55")
    #expect(file.status(of: .firstReply, at: minutes(5))?.dueAt == minutes(30))
  }

  // MARK: Sentiment

  private func urgency(_ sentiment: Int64, of priority: Ticket.Priority?) throws -> CM2Case {
    var file = try CM2Case()
    try file.open(.inquiry, at: now)
    if let priority { try file.tell(.prioritise(priority), at: now) }
    // The score comes from the host's own port, in thousandths.
    try file.tell(
      .setField(.init("sentiment", .integer(sentiment))), by: .automation("mood"), at: now)
    return file
  }

  @Test("CM-57 a sentiment score below the bound raises the priority")
  func sentimentRaises() throws {
    #expect(try urgency(299, of: nil).ticket.priority == "high")
    #expect(try urgency(0, of: "low").ticket.priority == "high")
    #expect(try urgency(299, of: "normal").ticket.priority == "high")
  }

  @Test("CM-57 a score at the bound raises nothing, and nothing is ever lowered")
  func sentimentAtBound() throws {
    #expect(try urgency(300, of: nil).ticket.priority == nil)
    #expect(try urgency(1_000, of: "low").ticket.priority == "low")
    #expect(try urgency(0, of: "urgent").ticket.priority == "urgent")
    #expect(try urgency(0, of: "emergency").ticket.priority == "emergency")
  }

  @Test("CM-57 work with a low score is moved up in the queue")
  func sentimentMovesUp() throws {
    var file = try CM2Case()
    try file.open(
      .inquiry, [.init("sentiment", .integer(120))], at: now)
    let desk = try CM2.desk.get()
    #expect(file.ticket.priority == "high")
    #expect(desk.workItem(for: file.matter, at: now).priority == "high")
  }

  // MARK: Damaged items

  private var damage: Ticket.Kind { .init(rawValue: "damageClaim") }

  @Test("CM-60 a claim for a damaged item is handled within 24 hours, exactly then in time")
  func damagedItem() throws {
    var file = try CM2Case()
    try file.open(damage, at: now)
    let status = file.status(of: .resolution, at: now)
    #expect(status?.rule == "CM-60")
    let due = minutes(24 * 60)
    #expect(status?.dueAt == due)
    var inTime = file
    try inTime.tell(.solve, at: due)
    #expect(inTime.matter.timeline?.verdict(of: .resolution, at: due) == .met)
    var late = file
    try late.tell(.solve, at: due.adding(milliseconds: 1))
    #expect(late.matter.timeline?.verdict(of: .resolution, at: minutes(3_000)) == .missed)
    #expect(
      late.matter.timeline?.status(of: .resolution, at: minutes(3_000))?.breachedAt == due)
  }

  @Test(
    "CM-60 the 24 hours run over night and over a holiday, and stand while the customer is asked")
  func damagedItemAroundTheClock() throws {
    var file = try CM2Case()
    // The eve of National Day at 20:00.
    let eve = try CM2.at("2025-09-30 20:00")
    try file.open(damage, at: eve)
    #expect(file.status(of: .resolution, at: eve)?.dueAt == (try CM2.at("2025-10-01 20:00")))
    try file.tell(.pause(.customer), at: try CM2.at("2025-09-30 22:00"))
    let back = try CM2.at("2025-10-01 04:00")
    try file.tell(.resume(.customer), at: back)
    #expect(file.status(of: .resolution, at: back)?.dueAt == (try CM2.at("2025-10-02 02:00")))
  }

  // MARK: Channels

  private static let channels = [
    "phone", "chat", "app", "web", "email", "social", "video", "counter",
  ]

  @Test("CM-66 limits differ by channel: an inquiry is answered sooner by chat and in the app")
  func limitsByChannel() throws {
    var limits: [String: Int64] = [:]
    for channel in Self.channels {
      var file = try CM2Case()
      try file.open(.inquiry, over: .init(rawValue: channel), at: now)
      let due = try #require(file.status(of: .firstReply, at: now)?.dueAt)
      limits[channel] = now.milliseconds(to: due) / CM2.minute
    }
    #expect(
      limits == [
        "phone": 15, "chat": 5, "app": 10, "web": 15, "email": 15, "social": 15, "video": 15,
        "counter": 15,
      ])
  }

  @Test("CM-66 the limits of all channels are listed side by side, each with its rule")
  func limitsSideBySide() throws {
    let policy = try #require(try CM2.book().serviceLevels).policy(at: now)
    var lines: [String] = []
    for channel in Self.channels {
      var facts = Facts(policy.rules.schema)
      for (name, text) in [
        "channel": channel, "kind": "inquiry", "severity": "routine", "complexity": "simple",
        "region": "mainland",
      ] {
        try facts.set(name, to: .text(text))
      }
      try facts.set("golden", to: .boolean(false))
      let matching = policy.rules.rules.filter { $0.when.holds(for: facts) == .yes }
      let targets = matching.flatMap { rule in
        rule.then.filter { $0.metric == .firstReply }.map { "\(rule.id) \($0.within)" }
      }
      lines.append("\(channel): \(targets.joined(separator: ", "))")
    }
    #expect(
      lines.prefix(3) == [
        "phone: CM-16 15 min", "chat: CM-16 15 min, CM-66-chat 5 min",
        "app: CM-16 15 min, CM-66-app 10 min",
      ])
    #expect(lines.dropFirst(3).allSatisfy { $0.hasSuffix(": CM-16 15 min") })
  }

  @Test("CM-66 where two limits hold the stricter one counts and the explanation names both")
  func stricterLimit() throws {
    var file = try CM2Case()
    try file.open(.inquiry, over: .chat, at: now)
    let five = minutes(5)
    #expect(file.status(of: .firstReply, at: now)?.rule == "CM-66-chat")
    let decision = file.tick(at: five)
    #expect(file.matter.timeline?.verdict(of: .firstReply, at: five) == .running)
    let text = decision.explanation.text()
    #expect(text.contains("CM-16"))
    #expect(text.contains("CM-66-chat"))
  }
}
