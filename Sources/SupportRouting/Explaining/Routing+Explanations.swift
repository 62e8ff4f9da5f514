// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension RoutingDecision {
  /// Who takes the work and by what right, as an explanation.
  ///
  /// Names of agents are told to those who see what is confidential.
  public var explanation: Explanation {
    Explanation(
      RoutingWords.code("decision"),
      [
        .init("work", .text(work.rawValue)), .init("agent", .confidential(agent.rawValue)),
        .init("queue", .text(queue.rawValue)),
        .init("waited", .duration(milliseconds: waited.wholeMilliseconds)),
      ],
      steps: [
        Explanation(
          RoutingWords.code("basis.\(basis.rawValue)"),
          [.init("agent", .confidential(agent.rawValue))])
      ])
  }
}

extension AgentExclusion {
  /// Why an agent was not chosen, as an explanation; it is confidential.
  ///
  /// - Parameters:
  ///   - agent: The agent who was not chosen.
  ///   - zone: By whose clocks instants are told.
  /// - Returns: One step.
  public func explanation(of agent: AgentID, in zone: ZoneRules = .utc) -> Explanation {
    Explanation(
      RoutingWords.code("notChosen"),
      [
        .init("agent", .confidential(agent.rawValue)), .init("reason", phrase(in: zone)),
      ], isConfidential: true)
  }

  /// The rule, as words inside a sentence.
  func phrase(in zone: ZoneRules) -> Explanation.Operand.Value {
    func told(_ name: String, _ operands: [Explanation.Operand] = []) -> Explanation.Operand.Value {
      .phrase(RoutingWords.code(name), operands)
    }
    func until(_ instant: Instant, _ name: String = "until") -> Explanation.Operand {
      .init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    func timed(
      _ name: String, _ instant: Instant?, _ operands: [Explanation.Operand] = []
    ) -> Explanation.Operand.Value {
      guard let instant else { return told(name, operands) }
      return told(name + "Until", operands + [until(instant)])
    }
    func agent(_ id: AgentID) -> Explanation.Operand { .init("agent", .confidential(id.rawValue)) }
    switch self {
    case .givenByCommand: return told("givenByCommand")
    case .excludedByWork: return told("excludedByWork")
    case .reserved(let owner, let end): return timed("reserved", end, [agent(owner)])
    case .channel(let channel): return told("channel", [.init("channel", .text(channel.rawValue))])
    case .notInPools(let queue): return told("notInPools", [.init("queue", .text(queue.rawValue))])
    case .poolClosed(let opens): return timed("poolClosed", opens)
    case .ringNotReached(let instant): return told("ringNotReached", [until(instant)])
    case .requirement(let tests):
      return told("requirement", [.init("tests", .list(tests.map(\.phrase)))])
    case .language(let language, let from):
      let spoken = Explanation.Operand("language", .text(language.rawValue))
      guard let from else { return told("language", [spoken]) }
      return told("languageFrom", [spoken, until(from, "from")])
    case .region(let region, let end):
      return timed("region", end, [.init("region", .text(region.rawValue))])
    case .presence(let presence):
      return told("presence", [.init("presence", RoutingWords.word("presence", presence.name))])
    case .fairShare(let end): return timed("fairShare", end)
    case .exclusiveWork: return told("exclusiveWork")
    case .noRoom(let channel): return told("noRoom", [.init("channel", .text(channel.rawValue))])
    case .queueLimit(let limit): return told("queueLimit", [.init("limit", .count(Int64(limit)))])
    case .tried(let end): return timed("tried", end)
    case .resting(let end): return told("resting", [until(end)])
    case .earlierWork(let work): return told("earlierWork", [.init("work", .text(work.rawValue))])
    case .notPreferred(let winner): return told("notPreferred", [agent(winner)])
    case .order(let comparator, let winner):
      return told(
        "order",
        [
          agent(winner), .init("comparator", RoutingWords.word("comparator", comparator.rawValue)),
        ])
    case .identifier(let winner): return told("identifier", [agent(winner)])
    }
  }
}

extension SkillTest {
  /// The test, as words inside a sentence.
  var phrase: Explanation.Operand.Value {
    .phrase(
      RoutingWords.code("test"),
      [
        .init("skill", .text(skill.rawValue)),
        .init("comparison", RoutingWords.word("comparison", comparison.rawValue)),
        .init("level", .count(Int64(level))),
      ])
  }
}

extension AgentPresence {
  /// The name of the presence, without its end.
  var name: String {
    switch self {
    case .available: "available"
    case .busy: "busy"
    case .wrapUp: "wrapUp"
    case .onBreak: "onBreak"
    case .paused: "paused"
    case .offline: "offline"
    }
  }
}

extension WaitingReport {
  /// What the work waits for, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// What the work waits for, as an explanation; what concerns agents is confidential.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: What it waits for, with when that changes and how many agents each rule keeps from it.
  public func explanation(in zone: ZoneRules) -> Explanation {
    var steps: [Explanation] = []
    if let changesAt {
      steps.append(
        Explanation(RoutingWords.code("changes"), [instant("until", changesAt, zone)]))
    }
    steps += exclusions.map { count in
      Explanation(
        RoutingWords.code("count"),
        [
          .init("count", .count(Int64(count.agents))),
          .init("rule", RoutingWords.word("rule", count.rule)),
        ], isConfidential: true)
    }
    return Explanation(
      RoutingWords.code("waiting"),
      [
        .init("work", .text(work.rawValue)), .init("queue", .text(queue.rawValue)),
        .init("position", .count(Int64(position))),
        .init("age", .duration(milliseconds: age.wholeMilliseconds)),
        .init("need", phrase(in: zone)),
      ], steps: steps)
  }

  private func phrase(in zone: ZoneRules) -> Explanation.Operand.Value {
    switch need {
    case .time(let until):
      .phrase(RoutingWords.code("need.time"), [instant("until", until, zone)])
    case .command: .phrase(RoutingWords.code("need.command"), [])
    case .owner(let agent):
      .phrase(RoutingWords.code("need.owner"), [.init("agent", .confidential(agent.rawValue))])
    case .answer(let agents):
      .phrase(
        RoutingWords.code("need.answer"),
        [.init("agents", .list(agents.map { .confidential($0.rawValue) }))])
    case .room(let onDuty):
      .phrase(RoutingWords.code("need.room"), [.init("count", .count(Int64(onDuty)))])
    case .staff(let known):
      .phrase(RoutingWords.code("need.staff"), [.init("count", .count(Int64(known)))])
    case .later(let known):
      .phrase(RoutingWords.code("need.later"), [.init("count", .count(Int64(known)))])
    case .skill: .phrase(RoutingWords.code("need.skill"), [])
    }
  }

  private func instant(
    _ name: String, _ instant: Instant, _ zone: ZoneRules
  ) -> Explanation.Operand {
    .init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
  }
}
