// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension Intent.Action {
  /// Call `agent` over `channel` for an incident.
  public static let callContact = Self(rawValue: "callContact")
  /// Tell the desk that nobody of a level can be called.
  public static let reportUncalledLevel = Self(rawValue: "reportUncalledLevel")
  /// Tell the desk that a contact tree has ended and nobody acknowledged.
  public static let reportNoAnswer = Self(rawValue: "reportNoAnswer")
}

extension ContactTree.Step {
  /// What the host must do for this step. Keys are made of the incident and the step, so that doing it
  /// twice does it once.
  ///
  /// - Parameter incident: The incident's name.
  /// - Returns: A call for each person who can be called, in the order of the level; none for an
  ///   acknowledgement.
  public func intents(for incident: TicketID) -> [Intent] {
    func intent(
      _ action: Intent.Action, _ part: Int, _ operands: [Explanation.Operand]
    ) -> Intent {
      Intent(
        key: IdempotencyKey(of: [
          incident.rawValue, "contacts", action.rawValue, "\(ordinal)", "\(part)",
        ]),
        action: action, notBefore: at,
        operands: [.init("incident", .text(incident.rawValue))] + operands + [
          .init("round", .count(Int64(round)))
        ])
    }
    switch kind {
    case .called(let level, let calls, _, let time):
      return calls.enumerated().map { part, call in
        intent(
          .callContact, part,
          [
            .init("level", .text(level.rawValue)), .init("agent", .text(call.agent.rawValue)),
            .init("channel", .text(call.channel.rawValue)), .init("time", .count(Int64(time))),
          ])
      }
    case .passedOn(let level, _):
      return [intent(.reportUncalledLevel, 0, [.init("level", .text(level.rawValue))])]
    case .exhausted: return [intent(.reportNoAnswer, 0, [])]
    case .acknowledged: return []
    }
  }

  /// The step in a sentence, with its instant told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// The step in a sentence; names of people are confidential.
  ///
  /// - Parameter zone: The zone in whose wall time instants are told.
  /// - Returns: The explanation, for all readers at once.
  public func explanation(in zone: ZoneRules) -> Explanation {
    let time = Explanation.Operand("at", .instant(at, utcOffset: zone.offset(at: at)))
    func level(_ id: Ladder.LevelID) -> Explanation.Operand { .init("level", .text(id.rawValue)) }
    switch kind {
    case .called(let id, let calls, let missing, let number):
      let people = calls.map { call in
        ContactWords.words.phrase(
          "call", .init("agent", .confidential(call.agent.rawValue)),
          .init("channel", .text(call.channel.rawValue)))
      }
      return Explanation(
        number == 1 ? .contactCalled : .contactCalledAgain,
        [
          time, level(id), .init("people", .list(people)), .init("time", .count(Int64(number))),
        ], steps: missing.map(\.explanation))
    case .passedOn(let id, let missing):
      return Explanation(
        .contactPassedOn, [time, level(id)], steps: missing.map(\.explanation))
    case .acknowledged(let agent):
      return Explanation(
        .contactAcknowledged, [time, .init("agent", .confidential(agent.rawValue))])
    case .exhausted: return Explanation(.contactNoAnswer, [time])
    }
  }
}

extension ContactTree.Absence {
  fileprivate var explanation: Explanation {
    let who: Explanation.Operand.Value =
      switch contact.person {
      case .agent(let agent): .confidential(agent.rawValue)
      case .onDuty(let role, let roster): .text("\(role.rawValue) (\(roster))")
      }
    return Explanation(
      reason == .nobodyOnDuty ? .contactNobodyOnDuty : .contactOutsideHours,
      [.init("who", who), .init("calendar", .text(contact.during ?? ""))])
  }
}

/// What contact trees say.
extension Explanation.Code {
  private static func contact(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("contacts.\(id)", english: english, simplifiedChinese: chinese)
  }

  /// A level was called.
  public static let contactCalled = contact(
    "called", "{at}: {level} is called: {people}", "{at}：呼叫 {level}：{people}")
  /// A level was called again.
  public static let contactCalledAgain = contact(
    "calledAgain", "{at}: {level} is called, time {time}: {people}",
    "{at}：第 {time} 次呼叫 {level}：{people}")
  /// Nobody of a level could be called.
  public static let contactPassedOn = contact(
    "passedOn", "{at}: nobody of {level} can be called, the next level is tried",
    "{at}：{level} 无人可呼叫，转下一级")
  /// Somebody acknowledged.
  public static let contactAcknowledged = contact(
    "acknowledged", "{at}: {agent} acknowledged", "{at}：{agent} 已确认")
  /// Nobody acknowledged.
  public static let contactNoAnswer = contact(
    "noAnswer", "{at}: nobody acknowledged, and no level is left", "{at}：无人确认，且已无后续级别")
  /// Nobody fills a role.
  public static let contactNobodyOnDuty = contact(
    "nobodyOnDuty", "nobody is on duty as {who}", "{who} 无人当值")
  /// It is outside the hours of a contact.
  public static let contactOutsideHours = contact(
    "outsideHours", "{who} is called during {calendar} only", "{who} 仅在 {calendar} 时段可呼叫")

  /// The codes of contact trees, for a catalogue.
  public static let allContactTrees: [Self] =
    [
      .contactCalled, .contactCalledAgain, .contactPassedOn, .contactAcknowledged,
      .contactNoAnswer, .contactNobodyOnDuty, .contactOutsideHours,
    ] + ContactWords.words.codes
}

/// Words that stand inside sentences about contact trees.
enum ContactWords {
  static let words = PhraseTable(
    "contacts.words",
    [("call", "{agent} by {channel}", "{agent}（{channel}）")])
}
