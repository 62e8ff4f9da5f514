// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
import SupportTime

extension PhoneMenu {
  /// One caller on the way through a menu.
  ///
  /// It schedules nothing. Pass each input with its instant, and call ``advance(to:)`` at
  /// ``nextDeadline`` or later: time-outs that are due by then are taken one after the other, each at
  /// its own instant, so a late call loses nothing. Two sessions that got the same inputs are equal.
  ///
  /// The host carries out what the new steps say, in order; the last one tells where the session
  /// stands.
  ///
  /// ```swift
  /// for step in try session.handle(.key("1"), at: now) { … }
  /// ```
  ///
  /// - Complexity: A step takes constant time, the logarithm of the keys that are possible, and where
  ///   they mean nothing a look at each code; it allocates nothing beyond the trail. A session has at most ``Draft/mostSteps`` steps, and
  ///   behind them those that lead to a person: one a node, and the handing over.
  public struct Session: Hashable, Sendable {
    /// The menu.
    public let menu: PhoneMenu

    /// All steps so far, in order: never empty.
    public internal(set) var trail: [Step] = []

    /// When something happens if the caller does nothing; `nil` where the session has ended, or
    /// waits without a limit.
    public internal(set) var nextDeadline: Instant?

    /// The instant that the session was last told.
    public private(set) var now: Instant

    /// What the session waits for.
    enum Place: Hashable, Sendable {
      case asking(Int)
      case collecting(Int)
      case verifying(Int)
      case ended
    }

    var place = Place.ended
    /// The keys since the last prompt.
    var keys = KeyRow()
    /// The digits of a number that is being taken or verified.
    var digits = ""
    /// How often the question was asked at this node.
    var attempt = 0
    /// The tries that were used, for each request for a number.
    var tries: [Int]
    /// How long what was said plays, before the next prompt begins.
    var playing: Int64 = 0

    var core: MenuCore { menu.core }
  }

  /// Begins a session.
  ///
  /// - Parameters:
  ///   - instant: When the call came in.
  ///   - dialled: The digits that the caller dialled, where the host knows them: the main number,
  ///     with an emergency prefix in front or an extension behind. What stands behind the number and
  ///     is no extension is ignored. Of several prefixes the longest counts.
  /// - Returns: The session with its first steps.
  /// - Throws: ``Rejection/unknownNumber(_:)``.
  public func session(
    at instant: Instant, dialled: String? = nil
  ) throws(Rejection) -> Session {
    guard let dialled else { return Session(self, core.start, .called, at: instant) }
    guard let number = draft.number else { throw .unknownNumber(dialled) }
    var longest: Int?
    for (index, prefix) in draft.prefixes.enumerated() {
      guard dialled.hasPrefix(prefix.digits + number) else { continue }
      if let longest, draft.prefixes[longest].digits.count >= prefix.digits.count { continue }
      longest = index
    }
    if let longest {
      return Session(
        self, core.prefixes[longest], .emergency(draft.prefixes[longest].digits), at: instant)
    }
    guard dialled.hasPrefix(number) else { throw .unknownNumber(dialled) }
    let rest = dialled.dropFirst(number.count)
    guard let index = draft.extensions.firstIndex(where: { $0.digits == rest }) else {
      return Session(self, core.start, .called, at: instant)
    }
    return Session(self, core.extensions[index], .dialled(String(rest)), at: instant)
  }
}

// MARK: - Where it stands

extension PhoneMenu.Session {
  fileprivate init(
    _ menu: PhoneMenu, _ way: MenuCore.Way, _ cause: PhoneMenu.Cause, at instant: Instant
  ) {
    self.menu = menu
    now = instant
    tries = Array(repeating: 0, count: menu.core.requests)
    // Most callers have no more steps.
    trail.reserveCapacity(8)
    var isEmergency = false
    if case .emergency = cause { isEmergency = true }
    go(way, because: cause, at: instant, leadsOut: isEmergency)
  }

  /// Whether nothing follows.
  public var hasEnded: Bool { place == .ended }

  /// Where the caller is handed to; `nil` while the session goes on, and where the caller hung up.
  public var destination: RoutingDestination? {
    guard case .handOver(let destination)? = trail.last?.action else { return nil }
    return destination
  }

  /// What was learned: what the chosen options say, then the numbers that were verified, which are
  /// personal; of several facts of one name the last stands.
  ///
  /// - Complexity: O(steps × options of a node).
  public var learned: [LearnedFact] {
    var facts: [LearnedFact] = []
    func learn(_ fact: LearnedFact) {
      facts.removeAll { $0.name == fact.name }
      facts.append(fact)
    }
    var verified: [LearnedFact] = []
    var number: LearnedFact?
    for step in trail {
      switch step.cause {
      case .chose(let keys, let node):
        option(at: node) { $0.keys == keys }?.learns.forEach(learn)
      case .said(let word, let node):
        option(at: node) { $0.says.contains(word) }?.learns.forEach(learn)
      case .verified(true): verified += number.map { [$0] } ?? []
      default: break
      }
      if case .verify(let node, let digits, _) = step.action, let place = core.places[node],
        case .number(let request) = core.kinds[place]
      {
        number = LearnedFact(request.request.kind.rawValue, .text(digits), isPersonal: true)
      }
    }
    verified.forEach(learn)
    return facts
  }

  private func option(
    at node: PhoneMenu.NodeID, where matches: (PhoneMenu.Option) -> Bool
  ) -> PhoneMenu.Option? {
    guard let place = core.places[node], case .ask(let question) = menu.draft.nodes[place].kind
    else { return nil }
    return question.options.first(where: matches)
  }
}

// MARK: - Inputs

extension PhoneMenu.Session {
  /// Takes the time-outs that are due up to an instant, that instant included.
  ///
  /// - Parameter instant: The present; one before ``now`` does nothing.
  /// - Returns: The new steps, in order; none where nothing was due.
  @discardableResult
  public mutating func advance(to instant: Instant) -> ArraySlice<PhoneMenu.Step> {
    let count = trail.count
    catchUp(to: instant)
    return trail[count...]
  }

  /// Takes an input, after the time-outs that are due up to its instant.
  ///
  /// - Parameters:
  ///   - input: What happened.
  ///   - instant: When; not before ``now``.
  /// - Returns: The new steps, in order; none where more keys are needed.
  /// - Throws: ``PhoneMenu/Rejection``. Time-outs that were due are in the ``trail`` all the same.
  @discardableResult
  public mutating func handle(
    _ input: PhoneMenu.Input, at instant: Instant
  ) throws(PhoneMenu.Rejection) -> ArraySlice<PhoneMenu.Step> {
    guard instant >= now else { throw .timeRunsBackwards(from: now, to: instant) }
    let count = trail.count
    catchUp(to: instant)
    guard place != .ended else { throw .ended(at: trail.last?.at ?? now) }
    switch input {
    case .key(let text):
      guard let byte = text.utf8.first, text.utf8.count == 1, let key = KeyRow.code(byte) else {
        throw .unknownKey(text)
      }
      press(key, byte, at: instant)
    case .said(let word):
      guard case .asking(let node) = place, case .ask(let question) = core.kinds[node] else {
        throw .nothingToSay
      }
      if let option = question.words[word] {
        go(question.options[option], because: .said(word, at: core.ids[node]), at: instant)
      } else {
        askAgain(node, question, because: .wrongWord(word), at: instant)
      }
    case .askForPerson:
      go(core.person, because: .askedForPerson, at: instant, leadsOut: true)
    case .verified(let isRight):
      guard case .verifying(let node) = place, case .number(let request) = core.kinds[node] else {
        throw .nothingToVerify
      }
      if isRight {
        go(request.verified, because: .verified(true), at: instant)
      } else {
        tryAgain(node, request, because: .verified(false), at: instant)
      }
    case .hungUp: end(.goodbye, because: .hungUp, at: instant)
    }
    return trail[count...]
  }

  private mutating func catchUp(to instant: Instant) {
    while let due = nextDeadline, due <= instant { timeOut(at: due) }
    now = max(now, instant)
  }

  private mutating func timeOut(at due: Instant) {
    switch (place, kind) {
    case (.asking(let node), .ask(let question)):
      let meaning = question.keys.match(keys).meaning
      if let meaning = meaning ?? core.codeKeys.longest(in: keys) {
        take(meaning, at: due)
      } else {
        let cause: PhoneMenu.Cause = keys.isEmpty ? .timedOut : .wrongKeys(keys.text)
        askAgain(node, question, because: cause, at: due)
      }
    case (.collecting(let node), .number(let request)):
      numberEnded(node, request, because: keys.isEmpty ? .timedOut : .badNumber, at: due)
    case (.verifying, .number(let request)):
      go(request.otherwise, because: .notVerified, at: due)
    default: nextDeadline = nil
    }
  }

  var kind: MenuCore.Kind? {
    switch place {
    case .asking(let node), .collecting(let node), .verifying(let node): core.kinds[node]
    case .ended: nil
    }
  }
}
