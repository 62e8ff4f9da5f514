// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportTime
import Testing

@Suite("Rejections and directives in words")
struct RejectionTests {
  private static let at = Instant(secondsSince1970: 1_748_822_400)

  private static let states: [Router.WorkState] = [
    .resting(until: at), .waiting, .offered(to: ["mei", "li"]), .held(by: "mei"),
    .onHold(by: "mei"), .abandoned(at: at), .handedOver(to: "mei"),
    .wrappingUp(by: "mei", until: at), .wrappingUp(by: "mei", until: nil),
  ]

  private static let router: [Router.Rejection] =
    [
      .clockRanBackwards(at, last: at + .seconds(1)), .unknownWork("w"), .unknownAgent("mei"),
      .unknownQueue("q"), .duplicateWork("w"), .duplicateAgent("mei"),
      .invalid(DocumentError(Problem(path: "skills", message: "mei has too many"))),
      .noQueue("w", missing: []), .noQueue("w", missing: ["intent", "tier"]), .full(limit: 1_000),
      .noRoom("w", "mei"), .returnedTooLate("w", since: at),
      .tooManyTransfers("w", maximum: 3), .closed("q"),
      .stillInUse([
        .init(.queue("q"), work: 2), .init(.channel("voice"), work: 1),
        .init(.priority("gold"), work: 3),
      ]),
    ]
    + states.flatMap { state -> [Router.Rejection] in
      [
        .notOffered("w", to: "mei", state: state), .notHeld("w", by: "mei", state: state),
        .wrongState("w", state),
      ]
    }

  private static let menu: [PhoneMenu.Rejection] = [
    .timeRunsBackwards(from: at, to: at), .ended(at: at), .unknownKey("x"), .nothingToVerify,
    .nothingToSay, .unknownNumber("123"),
  ]

  private static let triage: [TriageChain.Rejection] = [
    .timeRunsBackwards(from: at, to: at), .ended(at: at),
    .scoreOutOfRange(.intent, 1_001, bounds: 0...1_000), .unknownLevel("l"),
    .notAsked("l", now: "m"),
  ]

  private static var all: [Explanation] {
    router.map(\.explanation) + menu.map(\.explanation) + triage.map(\.explanation)
  }

  @Test("every rejection is told in two languages, by codes that the room exports")
  func words() {
    let codes = Set(
      (Explanation.Code.allRouting + Explanation.Code.allMenus + Explanation.Code.allTriage)
        .map(\.id))
    for told in Self.all {
      #expect(codes.contains(told.code.id), "\(told.code.id)")
      for audience in Audience.allCases {
        let english = told.text(in: .english, for: audience)
        let chinese = told.text(in: .simplifiedChinese, for: audience)
        #expect(!english.contains("{") && !chinese.contains("{") && english != chinese)
        #expect(chinese.unicodeScalars.contains { $0.value > 0x4E00 }, "\(chinese)")
        #expect(!english.unicodeScalars.contains { $0.value > 0x4E00 }, "\(english)")
      }
    }
    #expect(Set(Self.all.map(\.code.id)).count == 29)
  }

  @Test("every sentence of routing is there in both languages, with the punctuation of each")
  func sentences() {
    for code in Explanation.Code.allRouting {
      let (english, chinese) = (code.english, code.simplifiedChinese)
      #expect(!english.isEmpty && !chinese.isEmpty, "\(code.id)")
      #expect(!chinese.contains { ",;:()!?".contains($0) }, "\(code.id): \(chinese)")
      let operands = [english, chinese].map { Set($0.matches(of: /\{(\w+)\}/).map(\.1)) }
      #expect(operands[1].isSubset(of: operands[0]), "\(code.id)")
    }
    let ids = Explanation.Code.allRouting.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("names of agents, what is wrong with them, scores and keys are not for everybody")
  func audiences() {
    for told in Self.all {
      let text = told.text()
      #expect(!text.contains("mei") && !text.contains("1001") && !text.contains("123"), "\(text)")
    }
    let late = Router.Rejection.notOffered("call-1", to: "lin", state: .offered(to: ["mei"]))
    #expect(
      late.explanation.text(for: .desk) == "lin is not offered call-1: it is offered to mei")
    #expect(
      late.explanation.text(in: .simplifiedChinese, for: .desk)
        == "call-1 未在询问 lin：正在询问 mei")
    let wrong = Router.Rejection.invalid(
      DocumentError(Problem(path: "skills", message: "there are too many")))
    #expect(
      wrong.explanation.text(for: .auditor) == """
        there are mistakes in it (1)
          skills: there are too many
        """)
  }

  @Test("instants are told by the clocks of a zone, and in UTC where none is named")
  func zones() throws {
    let zone = try ZoneRules(identifier: "Asia/Shanghai")
    let gone = PhoneMenu.Rejection.ended(at: Self.at)
    #expect(gone.explanation == gone.explanation(in: .utc))
    #expect(gone.explanation.text() == "the session ended at 2025-06-02 00:00 UTC")
    #expect(gone.explanation(in: zone).text() == "the session ended at 2025-06-02 08:00 +08:00")
  }

  @Test("directives read as one line each")
  func directives() {
    let decision = RoutingDecision(
      work: "call-1", agent: "mei", queue: "hotline", at: Self.at, until: Self.at + .seconds(20),
      waited: .seconds(4), basis: .order, isCallback: false)
    var callback = decision
    callback.isCallback = true
    callback.until = nil
    let rule = Router.Reason.overflow("hotline", rule: 1)
    let lines: [(Router.Directive, String)] = [
      (.offer(decision), "offer call-1 from hotline to mei until 2025-06-02T00:00:20Z, after 4 s"),
      (.connect(callback), "connect call-1 from hotline to mei, after 4 s, to be called"),
      (.withdraw("w", from: "mei", .takenByAnother), "withdraw w from mei: takenByAnother"),
      (.pause("mei", until: nil), "pause mei"),
      (.pause("mei", until: Self.at), "pause mei until 2025-06-02T00:00:00Z"),
      (.wrapUp("mei", until: Self.at), "wrap-up of mei until 2025-06-02T00:00:00Z"),
      (.wrappingUp("w", by: "mei", until: nil), "mei wraps w up"),
      (.wrappedUp("w", by: "mei"), "mei has wrapped w up"),
      (.available("mei"), "mei is available"),
      (.move("w", from: "a", to: "b", .command), "move w from a to b: by command"),
      (
        .handOver("w", to: "li", roster: "nights", .queueClosed("a")),
        "hand w over to li on duty (nights): a was closed"
      ),
      (.offerCallback("w", rule), "offer a callback for w: hotline.overflow[1]"),
      (.takeMessage("w", rule), "take a message for w: hotline.overflow[1]"),
      (.forward("w", to: "partner", rule), "forward w to partner: hotline.overflow[1]"),
      (.refuse("w", .transfer(by: "mei")), "refuse w: handed on by mei"),
      (.escalate("w", to: "seniors", transfers: 3), "escalate w to seniors after 3 transfers"),
      (.announce("w", position: 2, wait: nil), "announce to w: position 2"),
      (
        .announce(
          "w", position: 2,
          wait: WaitEstimate(
            atLeast: .seconds(60), expected: .seconds(120), atMost: .seconds(180))),
        "announce to w: position 2, 2 min (1 min to 3 min)"
      ),
    ]
    for (directive, line) in lines { #expect("\(directive)" == line) }
    #expect(
      "\(AgentExclusion.requirement([SkillTest("refunds", .atLeast, 4)]))"
        == "requirement([refunds at least 4])")
  }
}
