// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// A menu read step by step from its documentation: texts instead of tables, and a search through all
/// that could be pressed.
struct SlowMenu {
  struct Line: Equatable {
    let at: Instant
    let action: PhoneMenu.Action
    let cause: PhoneMenu.Cause
  }

  enum Waiting {
    case question(PhoneMenu.NodeID, PhoneMenu.Question)
    case number(PhoneMenu.NodeID, PhoneMenu.NumberRequest)
    case host(PhoneMenu.NodeID, PhoneMenu.NumberRequest)
    case nothing
  }

  let draft: PhoneMenu.Draft
  let isOpen: (Instant) -> Bool
  var lines: [Line] = []
  var waiting = Waiting.nothing
  var deadline: Instant?
  var pressed = ""
  var digits = ""
  var asked = 0
  var tries: [PhoneMenu.NodeID: Int] = [:]

  init(_ draft: PhoneMenu.Draft, at instant: Instant, isOpen: @escaping (Instant) -> Bool) {
    self.draft = draft
    self.isOpen = isOpen
    follow(draft.start, .called, instant)
  }

  var ended: Bool { if case .nothing = waiting { true } else { false } }

  // MARK: What reaches it

  mutating func tick(_ instant: Instant) {
    while let due = deadline, due <= instant { silence(due) }
  }

  /// Whether the input was taken.
  mutating func take(_ input: PhoneMenu.Input, _ instant: Instant) -> Bool {
    tick(instant)
    if ended { return false }
    switch input {
    case .key(let key): return press(key, instant)
    case .said(let word):
      guard case .question(let node, let question) = waiting else { return false }
      if let option = question.options.first(where: { $0.says.contains(word) }) {
        follow(option.target, .said(word, at: node), instant)
      } else {
        again(node, question, .wrongWord(word), instant)
      }
    case .askForPerson: leave(draft.person, .askedForPerson, instant)
    case .verified(let right):
      guard case .host(let node, let request) = waiting else { return false }
      if right {
        follow(request.verified, .verified(true), instant)
      } else {
        spend(node, request, .verified(false), instant)
      }
    case .hungUp: finish(.goodbye, .hungUp, instant)
    }
    return true
  }

  private mutating func silence(_ due: Instant) {
    switch waiting {
    case .question(let node, let question):
      if let choice = choice(pressed, question) {
        choose(choice, node, due)
      } else if let found = longestCode(pressed) {
        leave(found.target, .emergency(found.digits), due)
      } else {
        again(node, question, pressed.isEmpty ? .timedOut : .wrongKeys(pressed), due)
      }
    case .number(let node, let request):
      complete(node, request, pressed.isEmpty ? .timedOut : .badNumber, due)
    case .host(_, let request): follow(request.otherwise, .notVerified, due)
    case .nothing: deadline = nil
    }
  }

  private mutating func press(_ key: String, _ instant: Instant) -> Bool {
    guard key.count == 1, "0123456789*#".contains(key) else { return false }
    if key == draft.personKey {
      leave(draft.person, .askedForPerson, instant)
      return true
    }
    pressed += key
    switch waiting {
    case .question(let node, let question):
      let longer = possible(question).contains { $0 != pressed && $0.hasPrefix(pressed) }
      if longer {
        deadline = (draft.betweenKeys ?? limit(question)).map { instant + $0 }
      } else if let choice = choice(pressed, question) {
        choose(choice, node, instant)
      } else if let found = longestCode(pressed) {
        leave(found.target, .emergency(found.digits), instant)
      } else {
        again(node, question, .wrongKeys(pressed), instant)
      }
    case .number(let node, let request):
      let longer = draft.codes.contains { $0.digits != pressed && $0.digits.hasPrefix(pressed) }
      let isDigit = key != "*" && key != "#"
      if !longer, let found = longestCode(pressed) {
        leave(found.target, .emergency(found.digits), instant)
      } else if key == "#", !longer {
        complete(node, request, .badNumber, instant)
      } else if key == "*", !longer {
        spend(node, request, .badNumber, instant)
      } else {
        if isDigit { digits += key }
        // A code that is complete comes before the number, and waits for a longer one.
        let waits = longer && longestCode(pressed) != nil
        if isDigit, digits.count >= request.digits.upperBound, !waits {
          complete(node, request, .badNumber, instant)
        } else {
          deadline = (draft.betweenKeys ?? request.within).map { instant + $0 }
        }
      }
    case .host:
      while !pressed.isEmpty, !draft.codes.contains(where: { $0.digits.hasPrefix(pressed) }) {
        pressed = String(pressed.dropFirst())
      }
      if let found = code(pressed) { leave(found.target, .emergency(found.digits), instant) }
    case .nothing: break
    }
    return true
  }

  // MARK: What keys mean

  enum Choice {
    case code(PhoneMenu.DialCode)
    case option(PhoneMenu.Option)
    case dialled(PhoneMenu.DialCode)
  }

  private func code(_ keys: String) -> PhoneMenu.DialCode? {
    draft.codes.first { $0.digits == keys }
  }

  /// The longest code with which keys begin.
  private func longestCode(_ keys: String) -> PhoneMenu.DialCode? {
    draft.codes.filter { keys.hasPrefix($0.digits) }.max { $0.digits.count < $1.digits.count }
  }

  /// Codes, and what does not begin with one.
  private func possible(_ question: PhoneMenu.Question) -> [String] {
    let others =
      question.options.map(\.keys)
      + (question.takesExtensions ? draft.extensions.map(\.digits) : [])
    return draft.codes.map(\.digits)
      + others.filter { keys in !draft.codes.contains { keys.hasPrefix($0.digits) } }
  }

  private func choice(_ keys: String, _ question: PhoneMenu.Question) -> Choice? {
    if let code = code(keys) { return .code(code) }
    guard possible(question).contains(keys) else { return nil }
    if let option = question.options.first(where: { $0.keys == keys }) { return .option(option) }
    return draft.extensions.first { $0.digits == keys }.map(Choice.dialled)
  }

  private mutating func choose(_ choice: Choice, _ node: PhoneMenu.NodeID, _ instant: Instant) {
    switch choice {
    case .code(let code): leave(code.target, .emergency(code.digits), instant)
    case .option(let option): follow(option.target, .chose(option.keys, at: node), instant)
    case .dialled(let code): follow(code.target, .dialled(code.digits), instant)
    }
  }

  private func limit(_ question: PhoneMenu.Question) -> Duration? {
    question.within ?? question.level.map { draft.limits[$0 - 1] }
  }

  // MARK: Steps

  /// Out of the menu, however many steps there were.
  private mutating func leave(
    _ target: PhoneMenu.Target, _ cause: PhoneMenu.Cause, _ instant: Instant
  ) {
    walk(target, cause, instant, isLast: true)
  }

  private mutating func follow(
    _ target: PhoneMenu.Target, _ cause: PhoneMenu.Cause, _ instant: Instant
  ) {
    walk(target, cause, instant, isLast: false)
  }

  private var isFull: Bool { lines.count >= draft.mostSteps }

  private mutating func walk(
    _ target: PhoneMenu.Target, _ cause: PhoneMenu.Cause, _ instant: Instant, isLast: Bool,
    played: Duration = .zero
  ) {
    guard case .node(let id) = target, let node = draft.nodes.first(where: { $0.id == id }) else {
      if case .destination(let destination) = target {
        finish(.handOver(destination), cause, instant)
      }
      return
    }
    if isFull, !isLast {
      leave(draft.person, .tooManySteps, instant)
      return
    }
    switch node.kind {
    case .ask(let question):
      asked = 1
      ask(id, question, cause, instant, played)
    case .number(let request):
      if tries[id, default: 0] >= request.tries {
        lines.append(Line(at: instant, action: .refuse(id), cause: cause))
        walk(request.otherwise, .triesUsedUp, instant, isLast: isLast, played: played)
      } else {
        self.request(id, request, cause, instant, played)
      }
    case .say(let prompt, let next):
      lines.append(Line(at: instant, action: .say(id, prompt: prompt.id), cause: cause))
      walk(next, .followed, instant, isLast: isLast, played: played + prompt.length)
    case .hours(let name, let open, let closed):
      let opens = isOpen(instant)
      lines.append(
        Line(at: instant, action: .turn(id, calendar: name, isOpen: opens), cause: cause))
      walk(opens ? open : closed, .followed, instant, isLast: isLast, played: played)
    }
  }

  private mutating func ask(
    _ id: PhoneMenu.NodeID, _ question: PhoneMenu.Question, _ cause: PhoneMenu.Cause,
    _ instant: Instant, _ played: Duration = .zero
  ) {
    pressed = ""
    waiting = .question(id, question)
    deadline = limit(question).map { instant + (played + question.prompt.length + $0) }
    lines.append(
      Line(
        at: instant,
        action: .ask(id, prompt: question.prompt.id, attempt: asked, until: deadline),
        cause: cause))
  }

  private mutating func again(
    _ id: PhoneMenu.NodeID, _ question: PhoneMenu.Question, _ cause: PhoneMenu.Cause,
    _ instant: Instant
  ) {
    if asked == (question.retries ?? draft.retries) + 1 {
      follow(question.otherwise ?? draft.otherwise, cause, instant)
    } else if isFull {
      leave(draft.person, .tooManySteps, instant)
    } else {
      asked += 1
      ask(id, question, cause, instant)
    }
  }

  private mutating func request(
    _ id: PhoneMenu.NodeID, _ request: PhoneMenu.NumberRequest, _ cause: PhoneMenu.Cause,
    _ instant: Instant, _ played: Duration = .zero
  ) {
    (pressed, digits) = ("", "")
    waiting = .number(id, request)
    deadline = request.within.map { instant + (played + request.prompt.length + $0) }
    lines.append(
      Line(
        at: instant,
        action: .collect(
          id, prompt: request.prompt.id, attempt: tries[id, default: 0] + 1, until: deadline),
        cause: cause))
  }

  private mutating func complete(
    _ id: PhoneMenu.NodeID, _ request: PhoneMenu.NumberRequest, _ cause: PhoneMenu.Cause,
    _ instant: Instant
  ) {
    let beside = pressed.hasSuffix("#") ? String(pressed.dropLast()) : pressed
    if let found = longestCode(pressed) {
      leave(found.target, .emergency(found.digits), instant)
    } else if digits.count < request.digits.lowerBound
      || beside.contains(where: { "*#".contains($0) })
    {
      spend(id, request, cause, instant)
    } else if isFull {
      leave(draft.person, .tooManySteps, instant)
    } else {
      // A code that is longer than the number may still be dialled to its end.
      if !draft.codes.contains(where: { $0.digits.hasPrefix(pressed) }) { pressed = "" }
      waiting = .host(id, request)
      deadline = request.checkWithin.map { instant + $0 }
      lines.append(
        Line(
          at: instant, action: .verify(id, number: digits, until: deadline),
          cause: .numberEntered))
    }
  }

  private mutating func spend(
    _ id: PhoneMenu.NodeID, _ request: PhoneMenu.NumberRequest, _ cause: PhoneMenu.Cause,
    _ instant: Instant
  ) {
    tries[id, default: 0] += 1
    if tries[id, default: 0] >= request.tries {
      follow(request.otherwise, cause, instant)
    } else if isFull {
      leave(draft.person, .tooManySteps, instant)
    } else {
      self.request(id, request, cause, instant)
    }
  }

  private mutating func finish(
    _ action: PhoneMenu.Action, _ cause: PhoneMenu.Cause, _ instant: Instant
  ) {
    waiting = .nothing
    deadline = nil
    lines.append(Line(at: instant, action: action, cause: cause))
  }
}
