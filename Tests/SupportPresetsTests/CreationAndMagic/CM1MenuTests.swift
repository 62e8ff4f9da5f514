// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportDesk
import SupportPresets
import SupportRouting
import SupportRules
import SupportTime
import Testing

@Suite("Creation & Magic: the phone menu")
struct CM1MenuTests {
  let menu: PhoneMenu
  /// A Monday morning.
  let now: Instant

  init() throws {
    menu = try #require(try CM1.book().menu("hotline"))
    now = try CM1.at("2025-05-19 10:00")
  }

  private func number() throws -> String { try #require(menu.draft.number) }

  private func press(_ keys: String, after dialled: String? = nil) throws -> PhoneMenu.Session {
    var call = try menu.session(at: now, dialled: dialled)
    for key in keys { try call.handle(.key(String(key)), at: now) }
    return call
  }

  /// What the caller hears last: node, attempt, and how long until something happens.
  private func question(_ call: PhoneMenu.Session) -> (String, Int, Int64)? {
    guard case .ask(let node, _, let attempt, let until?) = call.trail.last?.action,
      let at = call.trail.last?.at
    else { return nil }
    return (node.rawValue, attempt, at.milliseconds(to: until))
  }

  // MARK: CM-08

  @Test(
    "CM-08 a 9 before the main number goes to the emergency channel, day and night",
    arguments: ["2025-05-19 10:00", "2025-05-19 23:30", "2025-05-25 12:00", "2025-10-01 03:00"])
  func emergency(text: String) throws {
    let call = try menu.session(at: try CM1.at(text), dialled: "9" + number())
    #expect(call.destination == .queue("emergency"))
    #expect(call.trail.count == 1)
  }

  @Test("CM-08 extension 9999 is not the emergency channel")
  func notTheExtension() throws {
    let dialled = try menu.session(at: now, dialled: number() + "9999")
    #expect(dialled.destination == .queue("social-responsibility"))
    #expect(try press("9999").destination == .queue("social-responsibility"))
    let plain = try menu.session(at: now, dialled: number())
    #expect(plain.destination == nil)
  }

  // MARK: CM-09

  @Test(
    "CM-09 1 is an inquiry, 2 a complaint or suggestion, 3 a technical fault",
    arguments: [("1", "inquiry"), ("2", "complaint"), ("3", "technicalFault")])
  func businessType(key: String, kind: String) throws {
    let call = try press(key)
    #expect(call.learned == [LearnedFact("kind", .text(kind))])
    #expect(call.destination == nil)
  }

  @Test("CM-09 each kind ends with those who handle it, with all that was learned")
  func queues() throws {
    for (keys, queue, kind) in [
      ("112", "inquiries", "inquiry"), ("223", "complaints", "complaint"),
      ("331", "faults", "technicalFault"),
    ] {
      let call = try press(keys)
      #expect(call.destination == .queue(QueueID(queue)))
      let learned = Set(call.learned.map(\.name))
      #expect(learned == ["kind", "problemClass", "severity"])
      #expect(call.learned.contains(LearnedFact("kind", .text(kind))))
    }
    let call = try press("213")
    #expect(call.learned.contains(LearnedFact("problemClass", "account")))
    #expect(call.learned.contains(LearnedFact("severity", "major")))
  }

  @Test("CM-09 0 asks for the member number, and only when it is verified comes VIP")
  func vip() throws {
    var call = try press("0")
    guard case .collect = call.trail.last?.action else {
      Issue.record("\(call.trail)")
      return
    }
    for digit in "1234567" { try call.handle(.key(String(digit)), at: now) }
    #expect(call.destination == nil)
    try call.handle(.key("8"), at: now)
    guard case .verify(_, let number, _) = call.trail.last?.action else {
      Issue.record("\(call.trail)")
      return
    }
    #expect(number == "12345678")
    #expect(call.destination == nil)
    try call.handle(.verified(true), at: now)
    #expect(call.destination == .queue("vip"))
    #expect(
      call.learned == [LearnedFact("memberNumber", "12345678", isPersonal: true)])
  }

  @Test("CM-09 a number that fails the check falls back to the ordinary menu")
  func failedCheck() throws {
    var call = try press("0")
    for _ in 0..<2 {
      #expect(call.destination == nil)
      for digit in "00000000" { try call.handle(.key(String(digit)), at: now) }
      try call.handle(.verified(false), at: now)
    }
    #expect(question(call)?.0 == "businessType")
    try call.handle(.key("0"), at: now)
    #expect(question(call)?.0 == "businessType")
    for key in "111" { try call.handle(.key(String(key)), at: now) }
    #expect(call.destination == .queue("inquiries"))
    #expect(!call.learned.contains { $0.name == "memberNumber" })
  }

  @Test("CM-09 a check that gives no answer falls back, too, and so does silence")
  func silentCheck() throws {
    var call = try press("0")
    for digit in "12345678" { try call.handle(.key(String(digit)), at: now) }
    let limit = try #require(call.nextDeadline)
    call.advance(to: limit)
    #expect(question(call)?.0 == "businessType")

    var silent = try press("0")
    for _ in 0..<2 { silent.advance(to: try #require(silent.nextDeadline)) }
    #expect(question(silent)?.0 == "businessType")
  }

  @Test("CM-09 no way but the verified number leads to VIP")
  func noOtherWay() {
    let vip = PhoneMenu.Target.queue("vip")
    for node in menu.draft.nodes {
      switch node.kind {
      case .ask(let question):
        #expect(!question.options.contains { $0.target == vip } && question.otherwise != vip)
      case .number(let request): #expect(request.otherwise != vip)
      case .say(_, let then): #expect(then != vip)
      case .hours(_, let open, let closed): #expect(open != vip && closed != vip)
      }
    }
    let codes = menu.draft.prefixes + menu.draft.codes + menu.draft.extensions
    #expect(!codes.contains { $0.target == vip })
    #expect(menu.draft.person != vip && menu.draft.otherwise != vip && menu.draft.start != vip)
  }

  // MARK: CM-10

  @Test(
    "CM-10 the levels wait 3, 5 and 8 seconds, to the millisecond",
    arguments: [("", 3_000), ("1", 5_000), ("11", 8_000), ("2", 5_000), ("32", 8_000)])
  func limits(keys: String, milliseconds: Int64) throws {
    var call = try press(keys)
    #expect(question(call)?.2 == milliseconds)
    #expect(call.advance(to: now.adding(milliseconds: milliseconds - 1)).isEmpty)
    call.advance(to: now.adding(milliseconds: milliseconds))
    #expect(question(call)?.1 == 2)
    #expect(question(call)?.2 == milliseconds)
  }

  @Test(
    "CM-10 silence is prompted twice more, then a person takes the call",
    arguments: [("", 3_000), ("1", 5_000), ("11", 8_000)])
  func silence(keys: String, limit: Int64) throws {
    var call = try press(keys)
    let before = question(call)?.0
    call.advance(to: now.adding(milliseconds: 3 * limit - 1))
    #expect(question(call)?.0 == before)
    #expect(question(call)?.1 == 3)
    #expect(call.destination == nil)
    call.advance(to: now.adding(milliseconds: 3 * limit))
    #expect(call.destination == .queue("hotline"))
    #expect(call.trail.last?.at == now.adding(milliseconds: 3 * limit))
  }

  @Test(
    "CM-10 wrong keys count as silence does, also mixed with it",
    arguments: ["", "1", "11", "2", "21", "3", "31"])
  func wrongKeys(keys: String) throws {
    var call = try press(keys)
    let node = question(call)?.0
    try call.handle(.key("5"), at: now)
    #expect(question(call)?.0 == node)
    #expect(question(call)?.1 == 2)
    call.advance(to: try #require(call.nextDeadline))
    #expect(question(call)?.1 == 3)
    try call.handle(.key("4"), at: call.now)
    #expect(call.destination == .queue("hotline"))
  }

  @Test("CM-10 the person is told what was learned before the caller fell silent")
  func learnedBefore() throws {
    var call = try press("23")
    call.advance(to: now.adding(milliseconds: CM1.minute))
    #expect(call.destination == .queue("hotline"))
    #expect(
      Set(call.learned) == [
        LearnedFact("kind", "complaint"), LearnedFact("problemClass", "afterSales"),
      ])
  }

  @Test("CM-10 the levels ask for business type, class of problem and urgency, in this order")
  func levels() throws {
    for (keys, name, values) in [
      ("", "kind", ["inquiry", "complaint", "technicalFault"]),
      ("1", "problemClass", ["account", "product", "afterSales"]),
      ("11", "severity", ["routine", "urgent", "major"]),
    ] {
      let learned = try ["1", "2", "3"].compactMap { try press(keys + $0).learned.last }
      #expect(learned == values.map { LearnedFact(name, .text($0)) })
    }
  }

  // MARK: CM-11

  @Test(
    "CM-11 an extension reaches its own line, dialled with the number or keyed in",
    arguments: [
      ("6666", "enterprise"), ("7777", "legal"), ("8888", "accessibility"),
      ("9999", "social-responsibility"),
    ])
  func extensions(digits: String, queue: String) throws {
    let dialled = try menu.session(at: now, dialled: number() + digits)
    #expect(dialled.destination == .queue(QueueID(queue)))
    #expect(dialled.trail.count == 1)
    #expect(try press(digits).destination == .queue(QueueID(queue)))
    #expect(try press(String(digits.dropLast())).destination == nil)
    // Its own people take the call, and nobody of another line.
    for group in ["enterprise", "legal", "accessibility", "social-responsibility"] {
      var router = Router(try #require(try CM1.book().routing))
      _ = try router.perform(
        .add(
          Agent("li", groups: [GroupID(group)], capacity: .one(of: ["phone"])), .available),
        at: now)
      let step = try router.enqueue(
        WorkItem("call", channel: "phone", queue: QueueID(queue)), at: now)
      #expect(step.decisions.map(\.agent) == (group == queue ? ["li"] : []), "\(group)")
    }
  }

  @Test("CM-11 any other number behind the main one is the ordinary menu")
  func noExtension() throws {
    for rest in ["", "666", "66660", "5555"] {
      let call = try menu.session(at: now, dialled: number() + rest)
      #expect(question(call)?.0 == "businessType", "\(rest)")
    }
    #expect(throws: PhoneMenu.Rejection.unknownNumber("123")) {
      try menu.session(at: now, dialled: "123")
    }
  }
}
