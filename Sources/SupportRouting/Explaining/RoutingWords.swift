// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The sentences of routing, and the words inside them, in English and Simplified Chinese.
enum RoutingWords {
  static let families = [comparators, presences, comparisons, rules]

  static func code(_ name: String) -> Explanation.Code { sentences.code(name) }

  static func code(_ family: String, _ name: String) -> Explanation.Code {
    let id = "routing.\(family)"
    return (families.first { $0.family == id } ?? PhraseTable(id, [])).code(name)
  }

  /// A word as it stands inside a sentence.
  static func word(_ family: String, _ name: String) -> Explanation.Operand.Value {
    .phrase(code(family, name), [])
  }

  static let sentences = PhraseTable(
    "routing",
    [
      (
        "decision", "{work} goes to {agent} from queue {queue} after {waited}",
        "{queue} 队列的 {work} 等待 {waited} 后分配给 {agent}"
      ),
      ("basis.order", "{agent} is the first of those who can take it", "{agent} 在可接单坐席中排序第一"),
      ("basis.preferred", "the work prefers {agent}", "该工作优先指定 {agent}"),
      ("basis.owner", "{agent} is the owner, or was named in the transfer", "{agent} 是首问负责人或转接指定人"),
      ("notChosen", "{agent} was not chosen: {reason}", "未选择 {agent}：{reason}"),
      ("givenByCommand", "work of the queue is given by command", "该队列的工作由人工指派"),
      ("need.command", "it is given by command", "等待人工指派"),
      ("excludedByWork", "the work excludes the agent", "该工作排除此坐席"),
      ("reserved", "it is reserved for {agent}", "已为 {agent} 保留"),
      ("reservedUntil", "it is reserved for {agent} until {until}", "已为 {agent} 保留至 {until}"),
      ("channel", "the agent does not serve the channel {channel}", "坐席不服务 {channel} 渠道"),
      (
        "notInPools", "the agent is in no group that serves the queue {queue}",
        "坐席不属于 {queue} 队列的服务组"
      ),
      ("poolClosed", "the agent's group is closed", "坐席所在组已停止服务"),
      ("poolClosedUntil", "the agent's group is closed until {until}", "坐席所在组在 {until} 前不服务"),
      ("ringNotReached", "the work reaches the agent's group at {until}", "该工作 {until} 才会扩展到坐席所在组"),
      ("requirement", "the agent lacks what it asks for: {tests}", "坐席不满足要求：{tests}"),
      ("language", "the agent does not speak {language}", "坐席不会 {language}"),
      (
        "languageFrom", "the agent does not speak {language}; translation will do from {from}",
        "坐席不会 {language}，{from} 起可用翻译"
      ),
      ("region", "the agent is not of the region {region}", "坐席不属于 {region} 区域"),
      (
        "regionUntil", "only agents of the region {region} may take it until {until}",
        "{until} 前仅限 {region} 区域的坐席"
      ),
      ("presence", "the agent is {presence}", "坐席状态：{presence}"),
      ("fairShare", "the agent was given a fair share of work already", "坐席已达公平分配上限"),
      (
        "fairShareUntil", "the agent was given a fair share of work already, until {until}",
        "坐席已达公平分配上限，{until} 起可再接"
      ),
      ("exclusiveWork", "it does not go beside what the agent holds", "与坐席手中的工作互斥"),
      ("noRoom", "the agent has no room for {channel}", "坐席的 {channel} 容量已满"),
      (
        "queueLimit", "the agent has {limit} pieces of this queue, as many as anybody may have",
        "坐席在该队列已达上限 {limit} 件"
      ),
      ("tried", "the agent was tried before, and others come first", "坐席此前未接，先问其他人"),
      (
        "triedUntil", "the agent was tried before, and others come first until {until}",
        "坐席此前未接，{until} 前先问其他人"
      ),
      ("resting", "the work rests until {until}", "该工作 {until} 才可分配"),
      ("earlierWork", "{work} comes first to the agent", "坐席先处理 {work}"),
      ("notPreferred", "the work prefers {agent}", "该工作优先指定 {agent}"),
      ("order", "{agent} comes before by {comparator}", "{agent} 按{comparator}排在前面"),
      ("identifier", "{agent} is equal and has the smaller id", "{agent} 各项相同，编号更小"),
      ("test", "{skill} {comparison} {level}", "{skill} {comparison} {level}"),
      (
        "waiting", "{work} waits in {queue} at position {position} for {age}: {need}",
        "{work} 在 {queue} 排第 {position} 位，已等 {age}：{need}"
      ),
      ("need.time", "it rests until {until}", "{until} 才可分配"),
      ("need.owner", "it waits for {agent}", "等待 {agent}"),
      ("need.answer", "it is offered to {agents}", "正在询问 {agents}"),
      (
        "need.room", "none of the agents on duty who could take it is free ({count})",
        "{count} 名在岗坐席可接，均无空闲"
      ),
      (
        "need.staff", "none of the agents who could take it is on duty ({count})",
        "{count} 名坐席可接，均不在岗"
      ),
      ("need.later", "others will be asked later ({count})", "稍后会询问其他坐席（{count} 名）"),
      (
        "basis.assigned", "it was given to {agent}, or begun by {agent}",
        "该工作直接交给 {agent} 或由其发起"
      ),
      ("need.skill", "nobody can do what it asks for", "没有坐席满足要求"),
      ("changes", "this changes by itself at {until}", "{until} 自动变化"),
      ("count", "agents who {rule}: {count}", "{rule}的坐席：{count} 名"),
    ])

  static let comparators = PhraseTable(
    "routing.comparator",
    [
      ("ring", "the ring of its group", "服务圈"),
      ("penalty", "the penalty", "惩罚值"),
      ("proficiency", "proficiency", "熟练度"),
      ("language", "the language", "语言"),
      ("region", "the region", "区域"),
      ("leastVersatile", "fewer skills", "技能更少"),
      ("loadRatio", "the share of load", "负载率"),
      ("load", "the work in hand", "手中件数"),
      ("idleSince", "the time free", "空闲时长"),
      ("rotation", "rotation", "轮转"),
    ])

  static let presences = PhraseTable(
    "routing.presence",
    [
      ("available", "available", "空闲"),
      ("busy", "busy", "忙碌"),
      ("wrapUp", "in wrap-up", "话后处理"),
      ("onBreak", "on a break", "小休"),
      ("paused", "paused after missed offers", "未应答暂停"),
      ("offline", "offline", "离线"),
    ])

  static let comparisons = PhraseTable(
    "routing.comparison",
    [
      ("atLeast", "at least", "至少"),
      ("above", "above", "高于"),
      ("atMost", "at most", "至多"),
      ("below", "below", "低于"),
      ("exactly", "exactly", "等于"),
      ("not", "not", "不等于"),
    ])

  static let rules = PhraseTable(
    "routing.rule",
    [
      ("givenByCommand", "are not offered work of the queue", "该队列不自动分配"),
      ("excludedByWork", "are excluded by the work", "被该工作排除"),
      ("reserved", "are not those for whom it is reserved", "为他人保留"),
      ("channel", "do not serve the channel", "不服务该渠道"),
      ("notInPools", "are in no group of the queue", "不在服务组"),
      ("poolClosed", "belong to a group that is closed", "所在组停止服务"),
      ("ringNotReached", "belong to a group that comes later", "所在组稍后加入"),
      ("requirement", "lack a skill", "技能不符"),
      ("language", "do not speak the language", "语言不符"),
      ("region", "are of another region", "区域不符"),
      ("presence", "are not available", "不空闲"),
      ("fairShare", "have had their fair share", "已达公平分配上限"),
      ("exclusiveWork", "hold work that keeps it away", "手中工作互斥"),
      ("noRoom", "have no room", "容量已满"),
      ("queueLimit", "have as much of the queue as they may", "该队列已达上限"),
      ("tried", "were tried before", "此前未接"),
      ("resting", "would have it before its time", "未到时间"),
      ("earlierWork", "have earlier work to take", "先处理更早的工作"),
      ("notPreferred", "come after those whom the work prefers", "优先他人"),
      ("order", "come later in the order", "他人排序在前"),
      ("identifier", "have a greater id", "他人编号更小"),
    ])
}
