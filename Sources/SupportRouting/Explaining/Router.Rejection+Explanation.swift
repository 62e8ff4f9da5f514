// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension Router.Rejection {
  /// Why the command is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the command is refused, in a sentence for the agent or the developer who sent it.
  ///
  /// Names of agents are confidential, and so is what is wrong with work or an agent; that is told in
  /// English, as by every document.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: One sentence; below ``invalid(_:)`` a step for each mistake.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(RejectionWords.rejections.code(name), operands)
    }
    func text(_ name: String, _ id: some Identifier) -> Explanation.Operand {
      .init(name, .text(id.rawValue))
    }
    func work(_ id: WorkID) -> Explanation.Operand { text("work", id) }
    func agent(_ id: AgentID) -> Explanation.Operand { .init("agent", .confidential(id.rawValue)) }
    func count(_ name: String, _ number: Int) -> Explanation.Operand {
      .init(name, .count(Int64(number)))
    }
    func instant(_ name: String, _ instant: Instant) -> Explanation.Operand {
      .init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    func state(_ state: Router.WorkState) -> Explanation.Operand {
      .init("state", state.phrase(in: zone))
    }
    switch self {
    case .clockRanBackwards(let now, let last):
      return told("clockRanBackwards", instant("at", now), instant("last", last))
    case .unknownWork(let id): return told("unknownWork", work(id))
    case .unknownAgent(let id): return told("unknownAgent", agent(id))
    case .unknownQueue(let id): return told("unknownQueue", text("queue", id))
    case .duplicateWork(let id): return told("duplicateWork", work(id))
    case .duplicateAgent(let id): return told("duplicateAgent", agent(id))
    case .invalid(let error):
      var answer = told("invalid", count("count", error.problems.count))
      answer.steps = error.problems.map { problem in
        told("problem", .init("problem", .confidential(problem.description)))
      }
      return answer
    case .noQueue(let id, let missing):
      guard !missing.isEmpty else { return told("noQueue", work(id)) }
      let facts = missing.map(Explanation.Operand.Value.text)
      return told("noQueueYet", work(id), .init("facts", .list(facts)))
    case .full(let limit): return told("full", count("limit", limit))
    case .notOffered(let id, let who, let now):
      return told("notOffered", work(id), agent(who), state(now))
    case .notHeld(let id, let who, let now):
      return told("notHeld", work(id), agent(who), state(now))
    case .wrongState(let id, let now): return told("wrongState", work(id), state(now))
    case .noRoom(let id, let who): return told("noRoom", work(id), agent(who))
    case .returnedTooLate(let id, let since):
      return told("returnedTooLate", work(id), instant("since", since))
    case .tooManyTransfers(let id, let maximum):
      return told("tooManyTransfers", work(id), count("maximum", maximum))
    case .closed(let id): return told("closed", text("queue", id))
    case .stillInUse(let parts):
      return told("stillInUse", .init("parts", .list(parts.map(\.phrase))))
    }
  }
}

extension Router.PartInUse {
  /// The part with its number of pieces, as words inside a sentence.
  fileprivate var phrase: Explanation.Operand.Value {
    let (kind, name) =
      switch part {
      case .queue(let id): ("queue", id.rawValue)
      case .channel(let id): ("channel", id.rawValue)
      case .priority(let id): ("priority", id.rawValue)
      }
    return RejectionWords.parts.phrase(
      kind, .init("name", .text(name)), .init("count", .count(Int64(work))))
  }
}

extension Router.WorkState {
  /// Where the work is, as words inside a sentence.
  fileprivate func phrase(in zone: ZoneRules) -> Explanation.Operand.Value {
    let words = RejectionWords.states
    func agent(_ id: AgentID) -> Explanation.Operand { .init("agent", .confidential(id.rawValue)) }
    func instant(_ name: String, _ instant: Instant) -> Explanation.Operand {
      .init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    return switch self {
    case .resting(let until): words.phrase("resting", instant("until", until))
    case .waiting: words.phrase("waiting")
    case .offered(let agents):
      words.phrase(
        "offered", .init("agents", .list(agents.map { .confidential($0.rawValue) })))
    case .held(let id): words.phrase("held", agent(id))
    case .onHold(let id): words.phrase("onHold", agent(id))
    case .wrappingUp(let id, let until?):
      words.phrase("wrappingUpUntil", agent(id), instant("until", until))
    case .wrappingUp(let id, nil): words.phrase("wrappingUp", agent(id))
    case .abandoned(let at): words.phrase("abandoned", instant("at", at))
    case .handedOver(let id): words.phrase("handedOver", agent(id))
    }
  }
}

/// What a router says when it refuses a command.
enum RejectionWords {
  static let rejections = PhraseTable(
    "routing.rejection",
    [
      (
        "clockRanBackwards", "the command is of {at}, and the last one was of {last}",
        "指令时间 {at} 早于上一指令的 {last}"
      ),
      ("unknownWork", "there is no work {work}", "没有工作 {work}"),
      ("unknownAgent", "there is no agent {agent}", "没有坐席 {agent}"),
      ("unknownQueue", "there is no queue {queue}", "没有队列 {queue}"),
      ("duplicateWork", "there is work {work} already", "工作 {work} 已存在"),
      ("duplicateAgent", "there is an agent {agent} already", "坐席 {agent} 已存在"),
      ("invalid", "there are mistakes in it ({count})", "内容有误（{count} 处）"),
      ("problem", "{problem}", "{problem}"),
      ("noQueue", "no rule sends {work} to a queue", "没有规则将 {work} 送入队列"),
      (
        "noQueueYet", "no rule sends {work} to a queue while this is not known: {facts}",
        "没有规则将 {work} 送入队列，尚缺：{facts}"
      ),
      (
        "full", "the router has room for {limit} pieces of work, and is full",
        "最多容纳 {limit} 件工作，已满"
      ),
      ("notOffered", "{agent} is not offered {work}: {state}", "{work} 未在询问 {agent}：{state}"),
      ("notHeld", "{agent} does not have {work}: {state}", "{work} 不在 {agent} 手中：{state}"),
      ("wrongState", "this cannot be done with {work} now: {state}", "{work} 目前不能如此处理：{state}"),
      ("noRoom", "{agent} has no room to go on with {work}", "{agent} 容量已满，无法继续 {work}"),
      (
        "returnedTooLate", "the caller of {work} hung up at {since} and came back too late",
        "{work} 的来电者于 {since} 挂断，返回已过时限"
      ),
      (
        "tooManyTransfers", "{work} was handed on {maximum} times, as often as it may be",
        "{work} 已转接 {maximum} 次，达到上限"
      ),
      ("closed", "the queue {queue} is closed", "队列 {queue} 已关闭"),
      (
        "stillInUse", "the next policy lacks what there is work of: {parts}",
        "新策略缺少仍有工作的部分：{parts}"
      ),
    ])

  static let parts = PhraseTable(
    "routing.part",
    [
      ("queue", "the queue {name} ({count})", "队列 {name}（{count} 件）"),
      ("channel", "the channel {name} ({count})", "渠道 {name}（{count} 件）"),
      ("priority", "the class {name} ({count})", "等级 {name}（{count} 件）"),
    ])

  static let states = PhraseTable(
    "routing.state",
    [
      ("resting", "it rests until {until}", "{until} 才可分配"),
      ("waiting", "it waits", "等待中"),
      ("offered", "it is offered to {agents}", "正在询问 {agents}"),
      ("held", "{agent} has it", "由 {agent} 处理"),
      ("onHold", "{agent} has it on hold", "由 {agent} 挂起"),
      ("wrappingUp", "{agent} wraps it up", "{agent} 正在话后处理"),
      ("wrappingUpUntil", "{agent} wraps it up until {until}", "{agent} 正在话后处理，至 {until}"),
      ("abandoned", "the caller hung up at {at}", "来电者于 {at} 挂断"),
      ("handedOver", "{agent} has it on duty", "已交当值人员 {agent}"),
    ])
}
