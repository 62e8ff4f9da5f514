// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime
import Testing

@Suite("Phone menus")
struct PhoneMenuTests {
  let menu: PhoneMenu

  init() throws {
    menu = try Hotline.menu()
  }

  static func at(_ seconds: Double) -> Instant { Hotline.at(seconds) }

  @Test("three levels, each with its own limit, lead to a queue with what was learned")
  func threeLevels() throws {
    var session = try menu.session(at: Hotline.morning)
    // The first limit counts from the end of the prompt.
    #expect(session.nextDeadline == Self.at(9))
    try session.handle(.key("2"), at: Self.at(4))
    #expect(session.nextDeadline == Self.at(9))
    try session.handle(.key("1"), at: Self.at(5))
    #expect(session.nextDeadline == Self.at(13))
    let last = try session.handle(.key("1"), at: Self.at(6))
    #expect(last.count == 1 && session.destination == .queue("urgent") && session.hasEnded)
    #expect(session.nextDeadline == nil)
    #expect(
      session.learned.map(\.description) == [
        "kind = complaint", "about = account", "urgent = true",
      ])
  }

  @Test("two re-prompts, then a person: silence and wrong keys alike")
  func retries() throws {
    var session = try menu.session(at: Hotline.morning)
    try session.handle(.key("5"), at: Self.at(1))
    session.advance(to: Self.at(100))
    #expect(
      Hotline.told(session.trail) == [
        "0.0 hours: staffed is open", "0.0 type asks", "1.0 type asks (2)", "10.0 type asks (3)",
        "19.0 person: staffed is open", "19.0 to queue hotline",
      ])
    #expect(session.trail[2].cause == .wrongKeys("5") && session.trail[3].cause == .timedOut)
  }

  @Test("a time-out has passed when its instant has come: a key then is a key of the next prompt")
  func boundary() throws {
    var early = try menu.session(at: Hotline.morning)
    try early.handle(.key("1"), at: Self.at(8.999))
    #expect(early.trail.last?.node == "class")
    var late = try menu.session(at: Hotline.morning)
    let steps = try late.handle(.key("1"), at: Self.at(9))
    #expect(Hotline.told(steps) == ["9.0 type asks (2)", "9.0 class asks"])
  }

  @Test("late ticks lose nothing: each time-out has its own instant")
  func late() throws {
    var often = try menu.session(at: Hotline.morning)
    while let due = often.nextDeadline { often.advance(to: due) }
    var once = try menu.session(at: Hotline.morning)
    once.advance(to: .max)
    #expect(once.trail == often.trail)
    #expect(
      Hotline.told(once.trail).suffix(2) == [
        "27.0 person: staffed is open", "27.0 to queue hotline",
      ])
  }

  // MARK: The member's line

  @Test("the member's line opens only after the number is verified")
  func verified() throws {
    var session = try menu.session(at: Hotline.morning)
    try session.handle(.key("0"), at: Self.at(1))
    try session.press("12345678", at: Self.at(2))
    #expect(
      session.trail.last?.action
        == .verify("member", number: "12345678", until: Self.at(7)))
    try session.handle(.verified(true), at: Self.at(3))
    #expect(session.destination == .queue("vip"))
    #expect(session.learnedValue("memberNumber") == "12345678")
    #expect(session.learned.map(\.description) == ["memberNumber = •••"])
  }

  @Test("a failed check falls back to the ordinary menu, and tries are counted over the call")
  func failedCheck() throws {
    var session = try menu.session(at: Hotline.morning)
    try session.handle(.key("0"), at: Self.at(1))
    for second in 2...4 {
      try session.press("123456#", at: Self.at(Double(second)))
      try session.handle(.verified(false), at: Self.at(Double(second)))
    }
    #expect(session.trail.last?.node == "type" && session.trail.last?.cause == .verified(false))
    let steps = try session.handle(.key("0"), at: Self.at(5))
    #expect(Hotline.told(steps) == ["5.0 member takes no more numbers", "5.0 type asks"])
    #expect(session.trail.last?.cause == .triesUsedUp)
    try session.press("1", at: Self.at(6))
    #expect(session.trail.last?.node == "class")
  }

  @Test("short numbers, silence and a star are tries; a host that is silent falls back at once")
  func badNumbers() throws {
    var session = try menu.session(at: Hotline.morning)
    try session.handle(.key("0"), at: Self.at(1))
    try session.press("123#", at: Self.at(2))
    #expect(session.trail.last?.cause == .badNumber)
    session.advance(to: Self.at(10))
    #expect(session.trail.last?.cause == .timedOut)
    // A number that is long enough ends by itself when no key follows.
    try session.press("123456", at: Self.at(11))
    session.advance(to: Self.at(13))
    #expect(session.trail.last?.cause == .numberEntered)
    session.advance(to: Self.at(18))
    #expect(session.trail.last?.cause == .notVerified && session.trail.last?.node == "type")
  }

  // MARK: Persons, emergencies, extensions

  @Test("at every step the caller can ask for a person and is handed on at once")
  func person() throws {
    let ways: [[PhoneMenu.Input]] = [
      [], [.key("2")], [.key("2"), .key("1")], [.key("0")], [.key("0"), .key("1")],
      [.key("6")], [.key("0")] + "12345678".map { .key(String($0)) },
    ]
    for way in ways {
      for ask in [PhoneMenu.Input.askForPerson, .key("*")] {
        var session = try menu.session(at: Hotline.morning)
        for input in way { try session.handle(input, at: Self.at(1)) }
        try session.handle(ask, at: Self.at(1))
        #expect(session.destination == .queue("hotline"), "\(way)")
        if way.first == .key("2") { #expect(session.learnedValue("kind") == "complaint") }
      }
    }
  }

  @Test("the main number with a 9 in front is an emergency, and extension 9999 is not")
  func emergencyPrefix() throws {
    func destination(_ dialled: String) throws -> RoutingDestination? {
      try menu.session(at: Hotline.morning, dialled: dialled).destination
    }
    #expect(try destination("94001234567") == .queue("emergency"))
    #expect(try destination("940012345679999") == .queue("emergency"))
    #expect(try destination("40012345679999") == .queue("committee"))
    #expect(try destination("40012345678888") == .queue("accessibility"))
    #expect(try destination("4001234567") == nil)
    #expect(try destination("40012345675") == nil)
    #expect(throws: PhoneMenu.Rejection.unknownNumber("9400")) { try destination("9400") }
    #expect(throws: PhoneMenu.Rejection.unknownNumber("")) { try destination("") }
    #expect(
      menu.findings().contains { if case .prefixHidesExtension = $0 { true } else { false } }
        == false)
  }

  @Test("an extension is dialled at a question that takes them; part of one means nothing")
  func extensions() throws {
    var session = try menu.session(at: Hotline.morning)
    try session.press("9999", at: Self.at(1))
    #expect(session.destination == .queue("committee"))
    var part = try menu.session(at: Hotline.morning)
    try part.press("66", at: Self.at(1))
    #expect(part.nextDeadline == Self.at(3))
    part.advance(to: Self.at(3))
    #expect(part.trail.last?.cause == .wrongKeys("66"))
  }

  @Test("an emergency code is taken at every step; of two the longer, where it is dialled")
  func codes() throws {
    var draft = menu.draft
    draft.codes = [.init("#1", to: .queue("emergency")), .init("#11", to: .queue("fire"))]
    draft.betweenKeys = .seconds(2)
    let clock = try BusinessCalendar.aroundTheClock.compiled()
    let coded = try PhoneMenu(draft, calendars: ["staffed": clock, "night": clock])
    var short = try coded.session(at: Hotline.morning)
    try short.press("#1", at: Self.at(1))
    #expect(!short.hasEnded)
    short.advance(to: Self.at(3))
    #expect(short.destination == .queue("emergency") && short.trail.last?.at == Self.at(3))
    var long = try coded.session(at: Hotline.morning)
    try long.press("#11", at: Self.at(1))
    #expect(long.destination == .queue("fire"))
    var other = try coded.session(at: Hotline.morning)
    try other.press("#15", at: Self.at(1))
    #expect(other.destination == .queue("emergency"))
  }

  /// A question where `5` leads to a number, and codes.
  private func coded(_ codes: [String], digits: ClosedRange<Int>) throws -> PhoneMenu {
    var draft = PhoneMenu.Draft.small([
      .asking("a", [.init("5", to: .node("n"))]),
      .init(
        "n",
        .number(
          .init(
            .memberNumber, prompt: .init("n"), digits: digits, within: .seconds(8),
            checkWithin: .seconds(5), tries: 2, verified: .queue("vip"),
            otherwise: .queue("people")))),
    ])
    draft.codes = codes.map { .init($0, to: .queue(QueueID($0))) }
    draft.betweenKeys = .seconds(2)
    return try PhoneMenu(draft)
  }

  private func session(
    _ menu: PhoneMenu, pressing keys: String, silentFor seconds: Double = 0
  ) throws -> PhoneMenu.Session {
    var session = try menu.session(at: Self.at(0))
    try session.press(keys, at: Self.at(1))
    session.advance(to: Self.at(1 + seconds))
    return session
  }

  @Test("a code that begins with # is dialled while a number is taken, and costs no try")
  func codeInNumber() throws {
    let menu = try coded(["#1"], digits: 6...8)
    #expect(try session(menu, pressing: "5#1").destination == .queue("#1"))
    // Six digits and # are a number; # and 1 while it is verified are the code.
    #expect(try session(menu, pressing: "5123456#").trail.last?.cause == .numberEntered)
    #expect(try session(menu, pressing: "5123456##1").destination == .queue("#1"))
    // # that begins no code after all spoils the number; # alone is none.
    let spoiled = try session(menu, pressing: "5#2123456#")
    #expect(spoiled.trail.last?.cause == .badNumber && spoiled.trail.count == 3)
    let alone = try session(menu, pressing: "5#", silentFor: 2)
    #expect(alone.trail.last?.cause == .badNumber && alone.trail.last?.at == Self.at(3))
  }

  @Test("a code that is longer than the number is dialled all the same")
  func codeBeyondNumber() throws {
    let menu = try coded(["112"], digits: 2...2)
    #expect(try session(menu, pressing: "511").trail.last?.cause == .numberEntered)
    #expect(try session(menu, pressing: "5112").destination == .queue("112"))
    #expect(try session(menu, pressing: "51312").destination == nil)
    // Where a shorter code is complete, the longer one is waited for.
    let both = try coded(["11", "112"], digits: 2...2)
    #expect(try session(both, pressing: "5112").destination == .queue("112"))
    let shorter = try session(both, pressing: "511", silentFor: 2)
    #expect(shorter.destination == .queue("11") && shorter.trail.last?.at == Self.at(3))
  }

  @Test("a code that was dialled counts, whatever keys follow while a longer one is possible")
  func codeBeforeKeys() throws {
    let menu = try coded(["110", "11012"], digits: 6...6)
    for keys in ["11019", "1109", "511019", "51101#", "5110#"] {
      #expect(try session(menu, pressing: keys).destination == .queue("110"), "\(keys)")
    }
    for keys in ["1101", "51101"] {
      let session = try session(menu, pressing: keys, silentFor: 2)
      #expect(session.destination == .queue("110"), "\(keys)")
    }
    #expect(try session(menu, pressing: "11012").destination == .queue("11012"))
    #expect(try session(menu, pressing: "511012").destination == .queue("11012"))
  }

  // MARK: Hours

  @Test(
    "staffed hours come before night mode; at night a voice comes first and a person is on call")
  func hours() throws {
    let night = try Instant("2025-09-30T23:30+08:00")
    var session = try menu.session(at: night)
    #expect(session.trail.map(\.node) == ["hours", "night", "smart-voice", "type"])
    // Both texts play before the limit begins.
    #expect(session.nextDeadline == night + .seconds(13))
    try session.handle(.askForPerson, at: night)
    #expect(session.destination == .onDuty(.primary, roster: "night"))
    let gap = try menu.session(at: try Instant("2025-09-30T21:30+08:00"))
    #expect(gap.destination == .onDuty(.primary, roster: "night"))
  }

  @Test("a short message outside service hours goes to the manager on duty, without a question")
  func messages() throws {
    let book = try PhoneMenuBook(
      """
      { "format": 0, "id": "messages", "zone": "Asia/Shanghai",
        "calendars": { "quiet": { "weekly": { "mon-sun": ["22:00-08:00"] } } },
        "menu": { "start": "hours", "retries": 0, "otherwise": { "queue": "messages" },
          "person": { "queue": "messages" },
          "nodes": { "hours": { "hours": "quiet",
            "open": { "onDuty": "primary", "roster": "managers" },
            "closed": { "queue": "messages" } } } } }
      """)
    func destination(_ text: String) throws -> RoutingDestination? {
      try book.menu.session(at: Instant(text)).destination
    }
    let manager = RoutingDestination.onDuty(.primary, roster: "managers")
    #expect(try destination("2025-09-30T21:59:59.999+08:00") == .queue("messages"))
    #expect(try destination("2025-09-30T22:00+08:00") == manager)
    #expect(try destination("2025-10-01T07:59:59.999+08:00") == manager)
    #expect(try destination("2025-10-01T08:00+08:00") == .queue("messages"))
  }

  @Test("four types of a contact, of which one is handed to the operator by name")
  func types() throws {
    let options: [PhoneMenu.Option] = [
      .init("1", to: .queue("inquiries")), .init("2", to: .queue("billing")),
      .init("3", to: .node("fault")), .init("4", to: .queue("complaints")),
    ]
    let menu = try PhoneMenu(
      .small([
        .asking("a", options),
        .asking(
          "fault",
          [
            .init("1", to: .destination(.agent("operator")), learns: [.init("network", true)]),
            .init("2", to: .queue("faults")),
          ]),
      ]))
    var session = try menu.session(at: Hotline.morning)
    try session.press("31", at: Hotline.morning)
    #expect(session.destination == .agent("operator"))
    #expect(session.learned == [LearnedFact("network", true)])
    #expect(session.explanation.text(for: .customer).hasPrefix("handed to ••• at"))
    #expect(session.explanation.text(for: .desk).hasPrefix("handed to operator at"))
  }

  @Test("texts that are said before a question play one after the other, and its limit begins then")
  func texts() throws {
    func say(_ id: PhoneMenu.NodeID, _ seconds: Int, then: PhoneMenu.NodeID) -> PhoneMenu.Node {
      .init(id, .say(.init("text", length: .seconds(seconds)), then: .node(then)))
    }
    let menu = try PhoneMenu(
      .small([say("a", 4, then: "b"), say("b", 5, then: "c"), .asking("c")]))
    var session = try menu.session(at: Hotline.morning)
    #expect(session.nextDeadline == Self.at(12))
    // Asked again, only the question is played.
    session.advance(to: Self.at(12))
    #expect(session.nextDeadline == Self.at(15))
  }

  // MARK: Speech

  @Test("a word that an option lists chooses it; another is a wrong answer")
  func speech() throws {
    var session = try menu.session(at: Hotline.morning)
    try session.handle(.said("mumble"), at: Self.at(1))
    #expect(session.trail.last?.cause == .wrongWord("mumble"))
    try session.handle(.said("complain"), at: Self.at(2))
    #expect(session.trail.last?.node == "class")
    #expect(session.learnedValue("kind") == "complaint")
    var member = try menu.session(at: Hotline.morning)
    try member.handle(.key("0"), at: Self.at(1))
    #expect(throws: PhoneMenu.Rejection.nothingToSay) {
      try member.handle(.said("one"), at: Self.at(2))
    }
  }

  // MARK: Bad input

  @Test("what makes no sense is refused and changes nothing but the time")
  func rejections() throws {
    var session = try menu.session(at: Self.at(5))
    let before = session.trail
    #expect(throws: PhoneMenu.Rejection.timeRunsBackwards(from: Self.at(5), to: Self.at(4))) {
      try session.handle(.key("1"), at: Self.at(4))
    }
    for key in ["", "A", "12", "①", "1\u{301}"] {
      #expect(throws: PhoneMenu.Rejection.unknownKey(key)) {
        try session.handle(.key(key), at: Self.at(5))
      }
    }
    #expect(throws: PhoneMenu.Rejection.nothingToVerify) {
      try session.handle(.verified(true), at: Self.at(5))
    }
    #expect(session.trail == before)
    #expect(session.advance(to: Self.at(0)).isEmpty && session.now == Self.at(5))
  }

  @Test("what comes after the end is refused; time-outs before it stay in the trail")
  func afterTheEnd() throws {
    var session = try menu.session(at: Hotline.morning)
    #expect(throws: PhoneMenu.Rejection.ended(at: Self.at(27))) {
      try session.handle(.key("1"), at: Self.at(60))
    }
    #expect(session.destination == .queue("hotline"))
    var gone = try menu.session(at: Hotline.morning)
    try gone.handle(.hungUp, at: Self.at(1))
    #expect(gone.hasEnded && gone.destination == nil)
    #expect(throws: PhoneMenu.Rejection.ended(at: Self.at(1))) {
      try gone.handle(.askForPerson, at: Self.at(2))
    }
  }

  @Test("a circle of prompts ends with a person, after the most steps")
  func circle() throws {
    var draft = PhoneMenu.Draft.small([
      .saying("a", then: .node("b")), .saying("b", then: .node("a")),
    ])
    draft.mostSteps = 10
    let session = try PhoneMenu(draft).session(at: Hotline.morning)
    #expect(session.trail.count == 11 && session.destination == .queue("people"))
    #expect(session.trail.last?.cause == .tooManySteps)
  }

  @Test("the end of the range of instants ends a session, too")
  func endOfTime() throws {
    var session = try menu.session(at: .max)
    session.advance(to: .max)
    #expect(session.hasEnded)
    var first = try menu.session(at: .min)
    try first.handle(.key("1"), at: .min)
    #expect(first.trail.last?.node != nil || first.hasEnded)
  }

  // MARK: Words

  @Test("an explanation tells each step, and hides numbers from those who may not see them")
  func explanation() throws {
    var session = try menu.session(at: Hotline.morning)
    try session.handle(.key("0"), at: Self.at(1))
    try session.press("123456#", at: Self.at(2))
    try session.handle(.verified(true), at: Self.at(3))
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    let told = session.explanation(in: zone)
    #expect(
      told.text() == """
        handed to the queue vip at 2025-09-30 10:00:03 +08:00: the number is right
          2025-09-30 10:00 +08:00: staffed is open (the call came in)
          2025-09-30 10:00 +08:00: type asked welcome, time 1 (as the menu goes on)
          2025-09-30 10:00:01 +08:00: member asked for a number, try 1 (0 was pressed at type)
          2025-09-30 10:00:02 +08:00: member had the number ••• verified (a number was entered)
          learned: memberNumber is •••
        """)
    #expect(told.text(for: .customer).contains("the number 123456 verified"))
    #expect(
      told.text(in: .simplifiedChinese).hasPrefix("2025-09-30 10:00:03 +08:00 转至队列 vip：号码核验通过"))
    #expect(!session.trail.map(\.description).joined().contains("123456"))
  }

  @Test("every sentence is there in both languages, and Chinese has its own punctuation")
  func sentences() {
    let codes =
      Explanation.Code.allMenus + Explanation.Code.allTriage + Explanation.Code.allContactTrees
    for code in codes {
      #expect(!code.english.isEmpty && !code.simplifiedChinese.isEmpty, "\(code.id)")
      let chinese = code.simplifiedChinese
      #expect(!chinese.contains { ",;:()!?".contains($0) }, "\(code.id)")
      func operands(_ text: String) -> Set<Substring> {
        Set(
          text.split(separator: "{", omittingEmptySubsequences: false).dropFirst()
            .compactMap { $0.split(separator: "}").first })
      }
      #expect(operands(chinese).isSubset(of: operands(code.english)), "\(code.id)")
    }
  }
}
