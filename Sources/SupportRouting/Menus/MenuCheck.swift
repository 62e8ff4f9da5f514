// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Finds what makes a draft no menu. What a menu may be, and should not, is found by its analysis.
struct MenuCheck {
  static let longest: Duration = .seconds(3_600)
  static let mostNodes = 1_000
  static let mostOptions = 1_000
  static let mostCodes = 100
  static let mostExtensions = 10_000
  static let mostKeys = 15
  static let mostDigits = 32
  static let mostTries = 20
  static let mostSteps = 1_000

  private let draft: PhoneMenu.Draft
  private let calendars: [String]
  private let document: DocumentNode?
  /// The facts that choices may say; `nil` where these are the host's alone.
  private let facts: FactSchema?
  private let names: Set<PhoneMenu.NodeID>
  private let sortedNames: [String]

  init(
    _ draft: PhoneMenu.Draft, calendars: [String], document: DocumentNode?,
    facts: FactSchema? = nil
  ) {
    self.draft = draft
    self.facts = facts
    self.calendars = calendars
    self.document = document
    names = Set(draft.nodes.map(\.id))
    sortedNames = names.map(\.rawValue).sorted()
  }

  func report(_ problems: inout Problems) {
    checkDialling(&problems)
    checkMeasures(&problems)
    check(draft.start, ["start"], &problems)
    check(draft.otherwise, ["otherwise"], &problems)
    check(draft.person, ["person"], &problems)
    // Of a list that is too long nothing else is told: each look goes through it.
    guard draft.nodes.count <= Self.mostNodes else {
      tell("\(draft.nodes.count) nodes are more than \(Self.mostNodes)", ["nodes"], &problems)
      return
    }
    var seen: Set<PhoneMenu.NodeID> = []
    for node in draft.nodes {
      let path: DocumentPath = ["nodes", node.id.rawValue]
      if node.id.rawValue.isBlank { tell("a node needs a name", path, &problems) }
      if !seen.insert(node.id).inserted {
        tell("the node \(node.id.rawValue.quoted) is listed twice", path, &problems)
      }
      check(node.kind, path, &problems)
    }
    checkWaysOut(&problems)
  }

  private func tell(
    _ message: String, _ path: DocumentPath, _ problems: inout Problems, suggestion: String? = nil
  ) {
    problems.report(message, on: path, in: document, suggestion: suggestion)
  }

  // MARK: Dialling

  private func checkDialling(_ problems: inout Problems) {
    if let number = draft.number, !Self.isDialled(number, upTo: Self.mostDigits) {
      tell("a number has 1 ... \(Self.mostDigits) digits", ["number"], &problems)
    }
    if draft.number == nil, !draft.prefixes.isEmpty {
      tell("prefixes stand in front of a number, and there is none", ["prefixes"], &problems)
    }
    let lists: [(key: String, codes: [PhoneMenu.DialCode], most: Int)] = [
      ("prefixes", draft.prefixes, Self.mostCodes), ("codes", draft.codes, Self.mostCodes),
      ("extensions", draft.extensions, Self.mostExtensions),
    ]
    for list in lists {
      if list.codes.count > list.most {
        tell("\(list.codes.count) are more than \(list.most)", DocumentPath(list.key), &problems)
        continue
      }
      var seen: Set<String> = []
      for code in list.codes {
        let path: DocumentPath = [list.key, code.digits]
        let allowed = list.key == "codes" ? "*#" : ""
        if !Self.isDialled(code.digits, upTo: Self.mostKeys, besides: allowed) {
          let also = allowed.isEmpty ? "" : ", * or #"
          tell(
            "\(code.digits.quoted) is not 1 ... \(Self.mostKeys) digits\(also)", path, &problems)
        }
        if list.key == "codes", let key = draft.personKey, code.digits.contains(key) {
          tell("\(key) asks for a person at every step", path, &problems)
        }
        if !seen.insert(code.digits).inserted {
          tell("\(code.digits.quoted) is listed twice", path, &problems)
        }
        check(code.target, path, &problems)
      }
    }
  }

  static func isDialled(_ text: String, upTo most: Int, besides others: String = "") -> Bool {
    (1...most).contains(text.utf8.count)
      && text.unicodeScalars.allSatisfy {
        ("0"..."9").contains($0) || others.unicodeScalars.contains($0)
      }
  }

  // MARK: Measures

  private func checkMeasures(_ problems: inout Problems) {
    for (index, limit) in draft.limits.enumerated() {
      check(limit, DocumentPath("limits")[index], &problems)
    }
    if let between = draft.betweenKeys { check(between, ["betweenKeys"], &problems) }
    check(draft.retries, in: 0...Self.mostTries, ["retries"], &problems)
    check(draft.mostSteps, in: 1...Self.mostSteps, ["mostSteps"], &problems)
    guard let key = draft.personKey else { return }
    if key != "*", key != "#" {
      tell(
        "\(key.quoted) is not * or #: a digit can belong to a number", ["personKey"], &problems)
    }
    let takesNumbers = draft.nodes.contains { if case .number = $0.kind { true } else { false } }
    if key == "#", takesNumbers {
      tell("# ends a number, so it cannot ask for a person", ["personKey"], &problems)
    }
  }

  private func check(_ limit: Duration, _ path: DocumentPath, _ problems: inout Problems) {
    guard limit < .milliseconds(1) || limit > Self.longest else { return }
    let text = ElapsedText.text(milliseconds: limit.wholeMilliseconds)
    tell("\(text) is outside 1 ms ... 1 h", path, &problems)
  }

  private func check(_ prompt: PhoneMenu.Prompt, _ path: DocumentPath, _ problems: inout Problems) {
    if prompt.id.rawValue.isBlank { tell("a prompt needs a name", path, &problems) }
    guard prompt.length < .zero || prompt.length > Self.longest else { return }
    let text = ElapsedText.text(milliseconds: prompt.length.wholeMilliseconds)
    tell("\(text) is outside 0 s ... 1 h", path["for"], &problems)
  }

  private func check(
    _ number: Int, in bounds: ClosedRange<Int>, _ path: DocumentPath, _ problems: inout Problems
  ) {
    guard !bounds.contains(number) else { return }
    tell("\(number) is outside \(bounds.lowerBound) ... \(bounds.upperBound)", path, &problems)
  }

  private func check(
    _ target: PhoneMenu.Target, _ path: DocumentPath, _ problems: inout Problems
  ) {
    switch target {
    case .node(let id) where !names.contains(id):
      tell(
        "there is no node \(id.rawValue.quoted)", path, &problems,
        suggestion: EditDistance.nearest(to: id.rawValue, among: sortedNames))
    case .node: break
    case .destination(let destination):
      if let mistake = destination.mistake { tell(mistake, path, &problems) }
    }
  }
}

// MARK: - Nodes

extension MenuCheck {
  private func check(
    _ kind: PhoneMenu.Kind, _ path: DocumentPath, _ problems: inout Problems
  ) {
    switch kind {
    case .ask(let question): check(question, path, &problems)
    case .number(let request): check(request, path, &problems)
    case .say(let prompt, let target):
      check(prompt, path["say"], &problems)
      check(target, path["then"], &problems)
    case .hours(let name, let open, let closed):
      if !calendars.contains(name) {
        tell(
          "there is no calendar \(name.quoted)", path["hours"], &problems,
          suggestion: EditDistance.nearest(to: name, among: calendars))
      }
      check(open, path["open"], &problems)
      check(closed, path["closed"], &problems)
    }
  }

  private func check(
    _ question: PhoneMenu.Question, _ path: DocumentPath, _ problems: inout Problems
  ) {
    check(question.prompt, path["ask"], &problems)
    if let level = question.level, !(1...max(draft.limits.count, 1)).contains(level) {
      let count = draft.limits.count
      tell(
        "level \(level) is outside 1 ... \(count), the levels with limits", path["level"], &problems
      )
    } else if question.level != nil, draft.limits.isEmpty {
      tell("the menu has no limits of levels", path["level"], &problems)
    }
    if let within = question.within {
      check(within, path["within"], &problems)
      if question.level != nil {
        tell("a question has a level or a limit of its own, not both", path["within"], &problems)
      }
    }
    if let retries = question.retries {
      check(retries, in: 0...Self.mostTries, path["retries"], &problems)
    }
    if let otherwise = question.otherwise { check(otherwise, path["otherwise"], &problems) }
    if question.options.count > Self.mostOptions {
      let count = question.options.count
      tell("\(count) keys are more than \(Self.mostOptions)", path["keys"], &problems)
      return
    }
    var keys: Set<String> = []
    var words: Set<String> = []
    for option in question.options {
      let place = path["keys"][option.keys]
      if !Self.isDialled(option.keys, upTo: Self.mostKeys, besides: "*#") {
        tell(
          "\(option.keys.quoted) is not 1 ... \(Self.mostKeys) of the keys 0 ... 9, * and #", place,
          &problems)
      }
      if let key = draft.personKey, option.keys.contains(key) {
        tell("\(key) asks for a person at every step", place, &problems)
      }
      if !keys.insert(option.keys).inserted {
        tell("the key \(option.keys.quoted) is bound twice", place, &problems)
      }
      for (index, word) in option.says.enumerated() {
        if word.isBlank { tell("a word must not be empty", place["says"][index], &problems) }
        if !words.insert(word).inserted {
          tell("the word \(word.quoted) is bound twice", place["says"][index], &problems)
        }
      }
      check(option.learns, place["learns"], &problems)
      check(option.target, place, &problems)
    }
  }

  /// A document can say texts, whole numbers, and true or false, each name once.
  private func check(
    _ facts: [LearnedFact], _ path: DocumentPath, _ problems: inout Problems
  ) {
    var names: Set<String> = []
    for fact in facts {
      let place = path[fact.name]
      if fact.name.isBlank { tell("a fact needs a name", place, &problems) }
      if !names.insert(fact.name).inserted {
        tell("the fact \(fact.name.quoted) is listed twice", place, &problems)
      }
      switch fact.value {
      case .text(let text) where text.isBlank: tell("the text must not be empty", place, &problems)
      case .text, .integer, .boolean: break
      case .decimal, .money, .duration, .instant, .date, .flags:
        tell(
          "what a choice says is a text, a whole number, true or false, not \(fact.value)", place,
          &problems)
      }
      if fact.isPersonal { tell("what the menu says is not personal", place, &problems) }
      checkIsKnown(fact, place, &problems)
    }
  }

  /// Where the facts are known, a choice says one of them, and a value that it can have.
  private func checkIsKnown(
    _ fact: LearnedFact, _ place: DocumentPath, _ problems: inout Problems
  ) {
    guard let facts else { return }
    guard let field = facts.field(fact.name) else {
      let names = facts.fields.map(\.name)
      tell(
        "there is no fact \(fact.name.quoted)", place, &problems,
        suggestion: EditDistance.nearest(to: fact.name, among: names))
      return
    }
    guard let objection = field.domain.objection(to: fact.value) else { return }
    var suggestion: String?
    if case .text(let text) = fact.value, let names = field.names {
      suggestion = EditDistance.nearest(to: text, among: names)
    }
    tell("\(fact.value) \(objection)", place, &problems, suggestion: suggestion)
  }

  private func check(
    _ request: PhoneMenu.NumberRequest, _ path: DocumentPath, _ problems: inout Problems
  ) {
    if request.kind.rawValue.isBlank {
      tell("a number needs a name", path["number"], &problems)
    }
    check(request.prompt, path["ask"], &problems)
    let digits = request.digits
    if digits.lowerBound < 1 || digits.upperBound > Self.mostDigits {
      tell(
        "\(digits.lowerBound) ... \(digits.upperBound) digits are outside 1 ... \(Self.mostDigits)",
        path["digits"], &problems)
    }
    if let within = request.within { check(within, path["within"], &problems) }
    if let within = request.checkWithin { check(within, path["checkWithin"], &problems) }
    check(request.tries, in: 1...Self.mostTries, path["tries"], &problems)
    check(request.verified, path["verified"], &problems)
    check(request.otherwise, path["otherwise"], &problems)
  }
}

// MARK: - Ways out at once

extension MenuCheck {
  /// Who asks for a person or dials an emergency is handed on without being asked anything.
  private func checkWaysOut(_ problems: inout Problems) {
    var kinds: [PhoneMenu.NodeID: PhoneMenu.Kind] = [:]
    for node in draft.nodes where kinds[node.id] == nil { kinds[node.id] = node.kind }
    var states: [PhoneMenu.NodeID: WayOut] = [:]
    var ways: [(target: PhoneMenu.Target, path: DocumentPath)] = [(draft.person, ["person"])]
    for (key, codes) in [("codes", draft.codes), ("prefixes", draft.prefixes)]
    where codes.count <= Self.mostCodes {
      ways += codes.map { ($0.target, [key, $0.digits]) }
    }
    for way in ways {
      switch Self.wayOut(from: way.target, kinds, &states) {
      case .leadsOut: break
      case .asks(let node):
        tell(
          "it must lead out of the menu without asking, and \(node.rawValue.quoted) asks", way.path,
          &problems)
      case .turns(let node):
        tell(
          "it must lead out of the menu, and \(node.rawValue.quoted) leads back to itself",
          way.path, &problems)
      }
    }
  }

  private enum WayOut {
    case leadsOut
    case asks(PhoneMenu.NodeID)
    case turns(PhoneMenu.NodeID)
  }

  /// Each node is looked at once; one that is being looked at leads back to itself.
  private static func wayOut(
    from target: PhoneMenu.Target, _ kinds: [PhoneMenu.NodeID: PhoneMenu.Kind],
    _ states: inout [PhoneMenu.NodeID: WayOut]
  ) -> WayOut {
    guard case .node(let id) = target, let kind = kinds[id] else { return .leadsOut }
    if let known = states[id] { return known }
    states[id] = .turns(id)
    let next: [PhoneMenu.Target]
    switch kind {
    case .ask, .number:
      states[id] = .asks(id)
      return .asks(id)
    case .say(_, let target): next = [target]
    case .hours(_, let open, let closed): next = [open, closed]
    }
    for target in next {
      let way = wayOut(from: target, kinds, &states)
      if case .leadsOut = way { continue }
      states[id] = way
      return way
    }
    states[id] = .leadsOut
    return .leadsOut
  }
}
