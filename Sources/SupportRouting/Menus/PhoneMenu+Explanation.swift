// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension PhoneMenu.Session {
  /// How the caller came to where they are, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Tells how the caller came to where they are, step by step, and what was learned.
  ///
  /// Numbers that were keyed in, and keys and words that meant nothing, are personal: who may not see
  /// them reads `•••`. Names of agents are confidential.
  ///
  /// - Parameter zone: The zone in whose wall time instants are told.
  /// - Returns: The explanation, for all readers at once.
  /// - Complexity: O(steps).
  public func explanation(in zone: ZoneRules) -> Explanation {
    func time(_ instant: Instant) -> Explanation.Operand {
      .init("at", .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    var steps = trail.dropLast().map { Self.step($0, time($0.at)) }
    let learned = learned.map { fact in
      Explanation(
        .menuLearned,
        [.init("name", .text(fact.name)), .init("value", fact.operand.value)])
    }
    // A session has a step as soon as it is there.
    guard let last = trail.last else { return Explanation(.menuWaits, steps: learned) }
    switch last.action {
    case .handOver(let destination):
      return Explanation(
        .menuHandedOver,
        [
          .init("destination", destination.phrase), time(last.at),
          .init("cause", last.cause.phrase),
        ], steps: steps + learned)
    case .goodbye: return Explanation(.menuHungUp, [time(last.at)], steps: steps + learned)
    case .say, .ask, .collect, .verify, .refuse, .turn:
      steps.append(Self.step(last, time(last.at)))
      return Explanation(
        .menuWaits, [.init("node", .text(last.node?.rawValue ?? "")), time(last.at)],
        steps: steps + learned)
    }
  }

  private static func step(
    _ step: PhoneMenu.Step, _ time: Explanation.Operand
  ) -> Explanation {
    let node = Explanation.Operand("node", .text(step.node?.rawValue ?? ""))
    let cause = Explanation.Operand("cause", step.cause.phrase)
    func told(_ code: Explanation.Code, _ more: Explanation.Operand...) -> Explanation {
      Explanation(code, [time, node, cause] + more)
    }
    func attempt(_ number: Int) -> Explanation.Operand { .init("attempt", .count(Int64(number))) }
    func prompt(_ id: PromptID) -> Explanation.Operand { .init("prompt", .text(id.rawValue)) }
    switch step.action {
    case .say(_, let id): return told(.menuSaid, prompt(id))
    case .ask(_, let id, let number, _): return told(.menuAsked, prompt(id), attempt(number))
    case .collect(_, let id, let number, _):
      return told(.menuCollected, prompt(id), attempt(number))
    case .verify(_, let number, _): return told(.menuVerified, .init("number", .personal(number)))
    case .refuse: return told(.menuRefused)
    case .turn(_, let calendar, let isOpen):
      return told(isOpen ? .menuOpen : .menuClosed, .init("calendar", .text(calendar)))
    case .handOver(let destination):
      return told(.menuHandedOver, .init("destination", destination.phrase))
    case .goodbye: return told(.menuHungUp)
    }
  }
}

extension PhoneMenu.Cause {
  var phrase: Explanation.Operand.Value {
    let words = MenuWords.causes
    return switch self {
    case .called: words.phrase("called")
    case .dialled(let keys): words.phrase("dialled", .init("keys", .text(keys)))
    case .emergency(let keys): words.phrase("emergency", .init("keys", .text(keys)))
    case .chose(let keys, let node):
      words.phrase("chose", .init("keys", .text(keys)), .init("node", .text(node.rawValue)))
    case .said(let word, let node):
      words.phrase("said", .init("word", .text(word)), .init("node", .text(node.rawValue)))
    case .askedForPerson: words.phrase("askedForPerson")
    case .timedOut: words.phrase("timedOut")
    case .wrongKeys(let keys): words.phrase("wrongKeys", .init("keys", .personal(keys)))
    case .wrongWord(let word): words.phrase("wrongWord", .init("word", .personal(word)))
    case .badNumber: words.phrase("badNumber")
    case .numberEntered: words.phrase("numberEntered")
    case .verified(true): words.phrase("right")
    case .verified(false): words.phrase("wrong")
    case .notVerified: words.phrase("notVerified")
    case .triesUsedUp: words.phrase("triesUsedUp")
    case .followed: words.phrase("followed")
    case .tooManySteps: words.phrase("tooManySteps")
    case .hungUp: words.phrase("hungUp")
    }
  }
}

extension RoutingDestination {
  var phrase: Explanation.Operand.Value {
    let words = MenuWords.destinations
    return switch self {
    case .queue(let queue): words.phrase("queue", .init("name", .text(queue.rawValue)))
    case .agent(let agent): words.phrase("agent", .init("name", .confidential(agent.rawValue)))
    case .onDuty(let role, let roster):
      words.phrase("onDuty", .init("role", .text(role.rawValue)), .init("name", .text(roster)))
    case .message(let prompt): words.phrase("message", .init("name", .text(prompt.rawValue)))
    case .hangUp: words.phrase("hangUp")
    }
  }
}

// MARK: - Findings

extension PhoneMenu.Finding {
  /// The finding in a sentence.
  public var explanation: Explanation {
    func text(_ name: String, _ value: String) -> Explanation.Operand { .init(name, .text(value)) }
    func node(_ id: PhoneMenu.NodeID) -> Explanation.Operand { text("node", id.rawValue) }
    func way(_ way: PhoneMenu.Way) -> Explanation.Operand { .init("way", way.phrase) }
    func nodes(_ ids: [PhoneMenu.NodeID]) -> Explanation.Operand {
      .init("nodes", .list(ids.map { .text($0.rawValue) }))
    }
    switch self {
    case .deadEnd(let id, let there): return Explanation(.menuDeadEnd, [node(id), way(there)])
    case .unreachable(let id): return Explanation(.menuUnreachable, [node(id)])
    case .noTimeLimit(let id, let there):
      return Explanation(.menuNoTimeLimit, [node(id), way(there)])
    case .endlessPrompts(let ids, let there):
      return Explanation(.menuEndlessPrompts, [nodes(ids), way(there)])
    case .endlessVerification(let ids, let there):
      return Explanation(.menuEndlessVerification, [nodes(ids), way(there)])
    case .hiddenOption(let id, let keys, let code, let there):
      return Explanation(
        .menuHiddenOption, [node(id), text("keys", keys), text("first", code), way(there)])
    case .hiddenExtension(let id, let digits, let first, let there):
      return Explanation(
        .menuHiddenExtension, [node(id), text("keys", digits), text("first", first), way(there)])
    case .delayedOption(let id, let keys, let longer, let there):
      return Explanation(
        .menuDelayedOption, [node(id), text("keys", keys), text("longer", longer), way(there)])
    case .hiddenNumbers(let id, let code, let there):
      return Explanation(.menuHiddenNumbers, [node(id), text("first", code), way(there)])
    case .neverCloses(let id, let calendar):
      return Explanation(.menuNeverCloses, [node(id), text("calendar", calendar)])
    case .ambiguousCodes(let shorter, let longer):
      return Explanation(
        .menuAmbiguousCodes, [text("shorter", shorter), text("longer", longer)])
    case .ambiguousPrefixes(let shorter, let longer, let dialled):
      return Explanation(
        .menuAmbiguousPrefixes,
        [text("shorter", shorter), text("longer", longer), text("dialled", dialled)])
    case .prefixHidesExtension(let prefix, let digits, let dialled):
      return Explanation(
        .menuPrefixHidesExtension,
        [text("shorter", prefix), text("keys", digits), text("dialled", dialled)])
    }
  }
}

extension PhoneMenu.Way {
  fileprivate var phrase: Explanation.Operand.Value {
    let words = MenuWords.moves
    return .list(
      moves.map { move in
        switch move {
        case .call: words.phrase("call")
        case .dial(let digits): words.phrase("dial", .init("keys", .text(digits)))
        case .press(let keys): words.phrase("press", .init("keys", .text(keys)))
        case .giveUp: words.phrase("giveUp")
        case .askForPerson: words.phrase("askForPerson")
        case .verify: words.phrase("verify")
        case .fail: words.phrase("fail")
        case .find(let calendar, let isOpen):
          words.phrase(isOpen ? "open" : "closed", .init("calendar", .text(calendar)))
        case .listen: words.phrase("listen")
        }
      })
  }
}
