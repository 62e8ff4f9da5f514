// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTime
import Testing

@Suite("Phone menus: findings")
struct MenuFindingTests {
  static func findings(
    _ draft: PhoneMenu.Draft, calendars: [String: BusinessClock] = [:]
  ) throws -> [PhoneMenu.Finding] {
    try PhoneMenu(draft, calendars: calendars).findings()
  }

  /// Findings with their ways in words.
  static func told(_ findings: [PhoneMenu.Finding]) -> [String] {
    findings.map { finding in
      switch finding {
      case .deadEnd(let node, let way): "dead end \(node): \(way)"
      case .unreachable(let node): "unreachable \(node)"
      case .noTimeLimit(let node, let way): "no limit \(node): \(way)"
      case .endlessPrompts(let nodes, let way):
        "circle \(nodes.map(\.rawValue).joined(separator: " ")): \(way)"
      case .endlessVerification(let nodes, let way):
        "verification \(nodes.map(\.rawValue).joined(separator: " ")): \(way)"
      default: "\(finding)"
      }
    }
  }

  @Test("a sound menu has no findings of weight")
  func sound() throws {
    let findings = try Hotline.menu().findings()
    // At night both calendars say the same of one instant, which the search does not look at.
    #expect(Self.told(findings) == [])
  }

  @Test("a dead end is found with the keys that lead there")
  func deadEnd() throws {
    let findings = try Self.findings(
      .small([
        .asking("a", [.init("1", to: .node("b")), .init("2", to: .queue("q"))]),
        .asking("b", [.init("3", to: .node("c"))], otherwise: .node("c")),
        .asking("c", [.init("1", to: .node("b"))], otherwise: .node("b")),
      ]))
    #expect(
      Self.told(findings) == [
        "dead end b: call → 1", "dead end c: call → 1 → 3", "circle b c: call → 1",
      ])
    #expect(findings.allSatisfy { $0.severity == .error })
  }

  @Test("a node that nobody reaches is found; one that only the person's way reaches is not")
  func unreachable() throws {
    var draft = PhoneMenu.Draft.small([
      .asking("a", [.init("1", to: .queue("q"))]), .asking("b"),
      .saying("c", then: .queue("people")),
    ])
    #expect(Self.told(try Self.findings(draft)) == ["unreachable b", "unreachable c"])
    draft.person = .node("c")
    #expect(Self.told(try Self.findings(draft)) == ["unreachable b"])
  }

  @Test("a question or a number without a limit is found")
  func limits() throws {
    let question = PhoneMenu.Question(.init("a"), options: [.init("1", to: .node("b"))])
    func number(_ within: Duration?, _ check: Duration?) -> PhoneMenu.Node {
      .init(
        "b",
        .number(
          .init(
            .memberNumber, prompt: .init("n"), digits: 6...6, within: within, checkWithin: check,
            tries: 1, verified: .queue("vip"), otherwise: .queue("people"))))
    }
    let nodes: [PhoneMenu.Node] = [.init("a", .ask(question)), number(nil, .seconds(1))]
    #expect(
      Self.told(try Self.findings(.small(nodes)))
        == ["no limit a: call", "no limit b: call → 1"])
    #expect(
      Self.told(try Self.findings(.small([number(.seconds(1), nil)], start: "b")))
        == ["no limit b: call"])
  }

  @Test("prompts that turn in a circle while the caller is silent are found")
  func circles() throws {
    let itself = try Self.findings(
      .small([.asking("a", [.init("1", to: .queue("q"))], otherwise: .node("a"))]))
    #expect(Self.told(itself) == ["circle a: call"])
    let round = try Self.findings(
      .small([
        .asking("a", [.init("1", to: .queue("q"))], otherwise: .node("b")),
        .saying("b", then: .node("c")), .saying("c", then: .node("a")),
        .saying("d", then: .node("d")),
      ]))
    #expect(Self.told(round) == ["unreachable d", "circle a b c: call"])
    // Where a key has to be pressed on the way round, nobody is caught.
    let pressed = try Self.findings(
      .small([
        .asking("a", [.init("1", to: .node("b"))]), .saying("b", then: .node("a")),
      ]))
    #expect(Self.told(pressed) == [])
  }

  @Test("a check that leads back to itself when it fails is found")
  func verification() throws {
    func draft(_ otherwise: PhoneMenu.Target) -> PhoneMenu.Draft {
      .small([
        .asking("a", [.init("0", to: .node("member"))]),
        .init(
          "member",
          .number(
            .init(
              .memberNumber, prompt: .init("n"), digits: 6...6, within: .seconds(8),
              checkWithin: .seconds(5), tries: 3, verified: .queue("vip"), otherwise: otherwise))),
        .saying("sorry", then: .node("member")),
      ])
    }
    #expect(
      Self.told(try Self.findings(draft(.node("sorry"))))
        == ["verification member sorry: call → 0"])
    #expect(Self.told(try Self.findings(draft(.node("a")))) == ["unreachable sorry"])
  }

  @Test("keys, extensions and numbers that a code hides are found, and keys that wait")
  func hidden() throws {
    var draft = PhoneMenu.Draft.small([
      .asking(
        "a",
        [
          .init("9", to: .queue("q")), .init("1", to: .node("b")), .init("6", to: .queue("q")),
          .init("21", to: .queue("q")),
        ],
        takesExtensions: true),
      .init(
        "b",
        .number(
          .init(
            .memberNumber, prompt: .init("n"), digits: 6...6, within: .seconds(8),
            checkWithin: .seconds(5), tries: 3, verified: .queue("vip"),
            otherwise: .queue("people")))),
    ])
    draft.codes = [.init("9", to: .queue("emergency"))]
    draft.extensions = [
      .init("9999", to: .queue("committee")), .init("66", to: .queue("x")),
      .init("21", to: .queue("y")),
    ]
    let way = PhoneMenu.Way([.call])
    #expect(
      try Self.findings(draft) == [
        .hiddenOption("a", keys: "9", code: "9", way),
        .delayedOption("a", keys: "6", longer: "66", way),
        .hiddenExtension("a", digits: "9999", by: "9", way),
        .hiddenExtension("a", digits: "21", by: "21", way),
        .hiddenNumbers("b", code: "9", PhoneMenu.Way([.call, .press("1")])),
      ])
  }

  @Test("prefixes, codes and extensions that mean the same digits are found")
  func dialling() throws {
    var draft = PhoneMenu.Draft.small([.asking("a")])
    draft.number = "99"
    draft.prefixes = [.init("9", to: .queue("x")), .init("99", to: .queue("y"))]
    draft.extensions = [.init("9", to: .queue("z")), .init("1", to: .queue("z"))]
    draft.codes = [.init("#1", to: .queue("x")), .init("#11", to: .queue("y"))]
    let findings = try Self.findings(draft)
    #expect(
      findings == [
        .ambiguousCodes(shorter: "#1", longer: "#11"),
        .ambiguousPrefixes(shorter: "9", longer: "99", dialled: "9999"),
        .prefixHidesExtension(prefix: "9", extension: "9", dialled: "999"),
      ])
    // What the findings say is what a session does.
    let menu = try PhoneMenu(draft)
    let now = Hotline.morning
    #expect(try menu.session(at: now, dialled: "9999").destination == .queue("y"))
    #expect(try menu.session(at: now, dialled: "999").destination == .queue("x"))
    #expect(try menu.session(at: now, dialled: "991").destination == .queue("z"))
  }

  @Test("an extension that a prefix hides leads nowhere, so its node is out of reach")
  func hiddenExtension() throws {
    var draft = PhoneMenu.Draft.small([.asking("a"), .asking("b")])
    draft.number = "99"
    draft.prefixes = [.init("9", to: .queue("x"))]
    draft.extensions = [.init("9", to: .node("b"))]
    #expect(Self.told(try Self.findings(draft)).contains("unreachable b"))
    draft.extensions = [.init("8", to: .node("b"))]
    #expect(!Self.told(try Self.findings(draft)).contains("unreachable b"))
  }

  @Test("a branch whose calendar never closes is found")
  func branches() throws {
    let always = try BusinessCalendar.aroundTheClock.compiled()
    let draft = PhoneMenu.Draft.small([
      .init("a", .hours("always", open: .queue("q"), closed: .node("b"))), .asking("b"),
    ])
    #expect(
      try Self.findings(draft, calendars: ["always": always])
        == [.unreachable("b"), .neverCloses("a", calendar: "always")])
  }

  @Test("findings tell themselves in both languages")
  func words() throws {
    let findings = try Self.findings(
      .small([.asking("a", [.init("1", to: .queue("q"))], otherwise: .node("a"))]))
    let told = try #require(findings.first?.explanation)
    #expect(told.text() == "a silent caller is led in a circle: a; the way there: a call")
    #expect(told.text(in: .simplifiedChinese) == "来电者不作任何操作时会陷入循环：a；路径：来电")
  }

  // MARK: Every way through a menu

  @Test("every row of keys of a small menu leads where its draft says")
  func everyWay() throws {
    let menu = try Hotline.menu()
    var ends: [String: RoutingDestination] = [:]
    var open = [(keys: "", session: try menu.session(at: Hotline.morning))]
    while let (keys, session) = open.popLast() {
      guard keys.count < 4 else { continue }
      for key in "0123456789*#" {
        var next = session
        try next.handle(.key(String(key)), at: Hotline.morning)
        if let destination = next.destination {
          ends[keys + String(key)] = destination
        } else {
          open.append((keys + String(key), next))
        }
      }
    }
    // 3 kinds × 3 classes × 2 urgencies without a mistake.
    let straight = ends.filter { $0.key.count == 3 && $0.key.allSatisfy(\.isNumber) }
    #expect(straight.filter { $0.value == .queue("urgent") }.count == 9)
    #expect(ends["6666"] == .queue("enterprise") && ends["9999"] == .queue("committee"))
    #expect(ends["*"] == .queue("hotline") && ends["0*"] == .queue("hotline"))
    // Three wrong keys are a person's.
    #expect(ends["555"] == .queue("hotline") && ends["#5#"] == .queue("hotline"))
    #expect(!ends.values.contains(.queue("vip")))
  }
}
