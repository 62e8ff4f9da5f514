// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension TriageChain.Run {
  /// Which levels tried, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Tells which levels tried, why each was left, and what was learned.
  ///
  /// Scores and their bounds are confidential: a customer sees that a level was left, not how they were
  /// judged. What a customer said or entered is as personal as its fact says.
  ///
  /// - Parameter zone: The zone in whose wall time instants are told.
  /// - Returns: The explanation, for all readers at once.
  /// - Complexity: O(steps and facts).
  public func explanation(in zone: ZoneRules) -> Explanation {
    func time(_ instant: Instant) -> Explanation.Operand {
      .init("at", .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    let steps = trail.map { step in
      Explanation(
        .triageLeft,
        [time(step.until), .init("level", .text(step.level.rawValue)), step.leaving.operand],
        steps: step.learned.map(Self.told))
    }
    switch outcome {
    case .answered(let level):
      return Explanation(
        .triageAnswered, [.init("level", .text(level.rawValue)), time(began)], steps: steps)
    case .handedTo(let destination):
      return Explanation(
        .triageHandedTo, [.init("destination", destination.phrase), time(began)], steps: steps)
    case nil:
      let (kind, name) =
        switch needs {
        case .score(let kind)?: ("score", kind.rawValue)
        case .attempt(let level)?: ("level", level.rawValue)
        case nil: ("level", "")
        }
      return Explanation(
        .triageWaits,
        [.init("need", TriageWords.needs.phrase(kind, .init("name", .text(name)))), time(now)],
        steps: steps)
    }
  }

  private static func told(_ fact: LearnedFact) -> Explanation {
    Explanation(
      .triageLearned, [.init("name", .text(fact.name)), .init("value", fact.operand.value)])
  }
}

extension TriageChain.Leaving {
  fileprivate var operand: Explanation.Operand {
    func score(_ score: Int) -> Explanation.Operand { .init("score", .confidential("\(score)")) }
    func kind(_ kind: TriageChain.ScoreKind) -> Explanation.Operand {
      .init("kind", .confidential(kind.rawValue))
    }
    func bound(_ bound: Int) -> Explanation.Operand { .init("bound", .confidential("\(bound)")) }
    let words = TriageWords.leavings
    let phrase: Explanation.Operand.Value =
      switch self {
      case .answered: words.phrase("answered")
      case .handedOn: words.phrase("handedOn")
      case .belowBound(let name, let value, let least):
        words.phrase("belowBound", kind(name), score(value), bound(least))
      case .timedOut: words.phrase("timedOut")
      case .askedForPerson: words.phrase("askedForPerson")
      case .guarded(let name, let value, .below(let least)):
        words.phrase("guardedBelow", kind(name), score(value), bound(least))
      case .guarded(let name, let value, .atLeast(let least)):
        words.phrase("guardedAtLeast", kind(name), score(value), bound(least))
      case .humanFirst: words.phrase("humanFirst")
      }
    return .init("why", phrase)
  }
}

/// What triage chains say.
extension Explanation.Code {
  private static func triage(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("triage.\(id)", english: english, simplifiedChinese: chinese)
  }

  /// A level answered the contact.
  public static let triageAnswered = triage(
    "answered", "{level} answered at {at}", "{level} 于 {at} 已答复")
  /// The contact went to people, or where a guard sent it.
  public static let triageHandedTo = triage(
    "handedTo", "handed to {destination} at {at}", "{at} 转至{destination}")
  /// The run needs something.
  public static let triageWaits = triage("waits", "{need} is needed at {at}", "{at} 需要{need}")
  /// A level was left.
  public static let triageLeft = triage("left", "{at}: {level}: {why}", "{at}：{level}：{why}")
  /// A level learned something.
  public static let triageLearned = triage(
    "learned", "learned: {name} is {value}", "已获知：{name} 为 {value}")

  /// The codes of triage chains, for a catalogue.
  public static let allTriage: [Self] =
    [.triageAnswered, .triageHandedTo, .triageWaits, .triageLeft, .triageLearned]
    + TriageWords.leavings.codes + TriageWords.needs.codes + TriageWords.rejections.codes
    + MenuWords.destinations.codes
}

/// Words that stand inside sentences about triage.
enum TriageWords {
  static let leavings = PhraseTable(
    "triage.leaving",
    [
      ("answered", "it answered", "已答复"),
      ("handedOn", "it could not answer and handed on", "无法答复，已转交"),
      (
        "belowBound", "the score {kind} of {score} is below {bound}",
        "评分 {kind} 为 {score}，低于 {bound}"
      ),
      ("timedOut", "it did not answer in time", "未在时限内答复"),
      ("askedForPerson", "the customer asked for a person", "客户要求人工服务"),
      (
        "guardedBelow", "the score {kind} of {score} is below the guard's {bound}",
        "评分 {kind} 为 {score}，低于警戒值 {bound}"
      ),
      (
        "guardedAtLeast", "the score {kind} of {score} reaches the guard's {bound}",
        "评分 {kind} 为 {score}，达到警戒值 {bound}"
      ),
      ("humanFirst", "this customer is served by a person first", "该客户优先由人工服务"),
    ])

  static let needs = PhraseTable(
    "triage.need",
    [
      ("score", "the score {name}", "评分 {name}"),
      ("level", "an answer of {name}", "{name} 的答复"),
    ])
}
