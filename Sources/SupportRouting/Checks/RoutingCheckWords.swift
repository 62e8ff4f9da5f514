// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The sentences of the checks of a routing policy, in English and Simplified Chinese.
enum RoutingCheckWords {
  static func code(_ name: String) -> Explanation.Code { sentences.code(name) }

  static let sentences = PhraseTable(
    "routing.check",
    [
      (
        "unreachedQueue",
        "no rule, fallback, overflow or escalation leads to the queue {queue}: work comes to it only "
          + "where the work, an agent or the host names it",
        "没有规则、兜底、溢出或升级指向队列 {queue}：只有工作、坐席或宿主直接指名时才会进入"
      ),
      (
        "overflowCircle", "work that nobody takes goes round for ever: {path}",
        "无人承接的工作会一直循环：{path}"
      ),
      ("overflowStep", "{queue} by overflow rule {rule}", "{queue} 的第 {rule} 条溢出规则"),
      (
        "hiddenOverflow",
        "overflow rule {rule} of {queue} is never carried out: rule {earlier} comes first",
        "{queue} 的第 {rule} 条溢出规则永不执行：第 {earlier} 条总在其前"
      ),
      (
        "unreachedPool",
        "work of {queue} never reaches pool {pool}: overflow rule {rule} sends it away before",
        "{queue} 的工作到不了第 {pool} 个服务组：第 {rule} 条溢出规则先将其移走"
      ),
      (
        "poolNeverOpen", "pool {pool} of {queue} is never open: calendar {calendar}",
        "{queue} 的第 {pool} 个服务组从不开放：日历 {calendar}"
      ),
      (
        "uncovered",
        "nobody serves {queue} from {from}, though it is open, and no rule sends work on",
        "自 {from} 起 {queue} 在营业时间内无人服务，也没有规则转走工作"
      ),
      (
        "uncoveredUntil",
        "nobody serves {queue} from {from} until {until}, though it is open, and no rule sends work on",
        "{from} 至 {until} {queue} 在营业时间内无人服务，也没有规则转走工作"
      ),
      (
        "unusedPriority",
        "no rule or queue gives the priority {priority}: work has it only where the work names it",
        "没有规则或队列给出优先级 {priority}：只有工作自行指定时才有"
      ),
      (
        "weightWithoutEffect",
        "the weight of {priority} changes nothing: all classes of its band have the same",
        "{priority} 的权重不起作用：同档优先级权重相同"
      ),
      (
        "unmetRequirement",
        "none of the agents who serve {queue} ever meets what it asks for: {tests}",
        "服务 {queue} 的坐席无人满足其要求：{tests}"
      ),
      (
        "unmetRequirementOfRule",
        "none of the agents who serve {queue} ever meets what the rule {rule} asks for: {tests}",
        "服务 {queue} 的坐席无人满足规则 {rule} 的要求：{tests}"
      ),
      (
        "unservedQueue",
        "no agent ever can take work of {queue} that is not reserved for the agent, and no rule sends it "
          + "on",
        "除为其保留的工作外，没有坐席能承接 {queue} 的工作，也没有规则转走工作"
      ),
      (
        "unspokenLanguage", "no agent speaks {language}: only live translation would help",
        "没有坐席会 {language}：只能依靠实时翻译"
      ),
    ])
}
