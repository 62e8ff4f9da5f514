// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting
import SupportRules
import SupportTestKit
import SupportTime

/// Menus and callers made of a seed: small ones, in which everything meets everything.
struct RandomMenu {
  var random: SplitMix64
  let names: [PhoneMenu.NodeID]

  init(seed: UInt64) {
    random = SplitMix64(seed: seed)
    let count = Int.random(in: 1...6, using: &random)
    names = (0..<count).map { PhoneMenu.NodeID("n\($0)") }
  }

  /// Open in the first half of each day, by UTC.
  static let clock = try? BusinessCalendar(
    #"{ "zone": "UTC", "weekly": { "mon-sun": ["00:00-12:00"] } }"#
  ).compiled()

  static func isOpen(_ instant: Instant) -> Bool {
    let day: Int64 = 86_400_000
    let time = (instant.millisecondsSince1970 % day + day) % day
    return time < day / 2
  }

  /// Shortly before the calendar closes.
  static let start = Instant(millisecondsSince1970: 1_759_233_600_000 - 20_000)

  private mutating func target() -> PhoneMenu.Target {
    random.oneIn(4)
      ? .queue(QueueID("q\(Int.random(in: 0...2, using: &random))"))
      : .node(names.randomElement(using: &random) ?? "n0")
  }

  private mutating func keys(_ alphabet: String, _ lengths: ClosedRange<Int>) -> String {
    String(
      (0..<Int.random(in: lengths, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? "1"
      })
  }

  private mutating func codes(
    _ alphabet: String, _ lengths: ClosedRange<Int>, most: Int
  ) -> [PhoneMenu.DialCode] {
    var seen: Set<String> = []
    return (0..<Int.random(in: 0...most, using: &random)).compactMap { _ in
      let digits = keys(alphabet, lengths)
      let target = target()
      return seen.insert(digits).inserted ? PhoneMenu.DialCode(digits, to: target) : nil
    }
  }

  private mutating func seconds(_ most: Int) -> Duration {
    .seconds(Int.random(in: 1...most, using: &random))
  }

  private mutating func prompt(_ name: String) -> PhoneMenu.Prompt {
    .init(PromptID(name), length: random.oneIn(3) ? seconds(2) : .zero)
  }

  private mutating func kind(_ index: Int) -> PhoneMenu.Kind {
    switch Int.random(in: 0...6, using: &random) {
    case 0: return .say(prompt("say"), then: target())
    case 1: return .hours("half", open: target(), closed: target())
    case 2, 3:
      let least = Int.random(in: 1...3, using: &random)
      return .number(
        .init(
          .memberNumber, prompt: prompt("number"),
          digits: least...(least + Int.random(in: 0...1, using: &random)),
          within: random.oneIn(6) ? nil : seconds(4),
          checkWithin: random.oneIn(6) ? nil : seconds(4),
          tries: Int.random(in: 1...3, using: &random), verified: target(), otherwise: target()))
    default:
      let options = codes("123#", 1...2, most: 4).enumerated().map { place, code in
        PhoneMenu.Option(
          code.digits, to: code.target,
          learns: place == 1 ? [.init("choice", .integer(Int64(index)))] : [],
          says: ["w\(place)"])
      }
      let hasLevel = random.oneIn(2)
      return .ask(
        .init(
          prompt("ask"), level: hasLevel ? Int.random(in: 1...2, using: &random) : nil,
          within: hasLevel || random.oneIn(6) ? nil : seconds(4), options: options,
          retries: random.oneIn(2) ? Int.random(in: 0...2, using: &random) : nil,
          otherwise: random.oneIn(2) ? target() : nil, takesExtensions: random.oneIn(2)))
    }
  }

  mutating func draft() -> PhoneMenu.Draft {
    var nodes = names.indices.map { PhoneMenu.Node(names[$0], kind($0)) }
    nodes.append(.init("out", .say(.init("out"), then: .node("where"))))
    nodes.append(.init("where", .hours("half", open: .queue("day"), closed: .queue("night"))))
    var draft = PhoneMenu.Draft(
      start: .node("n0"), limits: [seconds(4), seconds(4)],
      retries: Int.random(in: 0...2, using: &random), otherwise: target(),
      person: random.oneIn(2) ? .queue("people") : .node("out"), nodes: nodes)
    draft.betweenKeys = random.oneIn(3) ? nil : seconds(3)
    draft.mostSteps = Int.random(in: 1...25, using: &random)
    draft.extensions = codes("123", 2...3, most: 2)
    draft.codes = codes("12*#", 1...3, most: 2).map { code in
      PhoneMenu.DialCode(code.digits, to: random.oneIn(2) ? .queue("emergency") : .node("out"))
    }
    // The key that asks for a person belongs to no code.
    if !draft.codes.contains(where: { $0.digits.contains("*") }), random.oneIn(2) {
      draft.personKey = "*"
    }
    return draft
  }

  /// A draft with a number, prefixes that hide some of its extensions, and no want of steps or time.
  mutating func dialledDraft() -> PhoneMenu.Draft {
    var draft = draft()
    draft.number = "1"
    draft.prefixes = codes("12", 1...2, most: 2).map { code in
      PhoneMenu.DialCode(code.digits, to: random.oneIn(2) ? .queue("emergency") : .node("out"))
    }
    draft.betweenKeys = .seconds(1)
    draft.mostSteps = 1_000
    return draft
  }

  mutating func inputs() -> [(input: PhoneMenu.Input, at: Instant)] {
    var now = Self.start
    return (0..<Int.random(in: 0...30, using: &random)).map { _ in
      if !random.oneIn(3) {
        now = now.adding(milliseconds: Int64.random(in: 0...10, using: &random) * 500)
      }
      let input: PhoneMenu.Input =
        switch Int.random(in: 0...30, using: &random) {
        case 0: .askForPerson
        case 1: .hungUp
        case 2...5: .verified(random.oneIn(2))
        case 6...8: .said("w\(Int.random(in: 0...3, using: &random))")
        case 9: .key("x")
        default: .key(String("1123#*".randomElement(using: &random) ?? "1"))
        }
      return (input, now)
    }
  }
}
