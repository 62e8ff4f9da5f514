// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// Every code that staffing tells with.
  public static let allStaffing: [Self] =
    [
      .staffingRequired, .staffingNobody, .staffingLoad, .staffingModel, .staffingModelPatience,
      .staffingOneLess, .staffingAchieved, .staffingRostered, .staffingDemand, .staffingRuleCounts,
      .staffingRuleHigher, .staffingGroup, .staffingUncovered, .staffingCovered, .staffingInfinite,
      .staffingNobodyAnswered, .staffingGroupTotal,
    ] + StaffingWords.all

  static let staffingRequired = Self(
    "staffing.required",
    english: "{agents} agents are needed from {start} to {end}",
    simplifiedChinese: "{start} 至 {end} 需要 {agents} 名坐席")
  static let staffingNobody = Self(
    "staffing.nobody",
    english: "nothing arrives",
    simplifiedChinese: "没有联络到达")
  static let staffingLoad = Self(
    "staffing.load",
    english: "{arrivals} contacts an hour of {handling} each keep {load} agents busy",
    simplifiedChinese: "每小时 {arrivals} 次联络，每次 {handling}，平均占用 {load} 名坐席")
  static let staffingModel = Self(
    "staffing.model",
    english: "the model is {model}",
    simplifiedChinese: "模型为 {model}")
  static let staffingModelPatience = Self(
    "staffing.modelPatience",
    english: "the model is {model} with a mean patience of {patience}",
    simplifiedChinese: "模型为 {model}，平均耐心 {patience}")
  static let staffingAchieved = Self(
    "staffing.achieved",
    english: "with {agents}: {figure} {value}, the goal is {bound}",
    simplifiedChinese: "{agents} 名坐席：{figure} {value}，目标 {bound}")
  static let staffingOneLess = Self(
    "staffing.oneLess",
    english: "with only {agents}: {figure} {value}, which misses {bound}",
    simplifiedChinese: "仅 {agents} 名坐席：{figure} {value}，未达 {bound}")
  static let staffingRostered = Self(
    "staffing.rostered",
    english: "{share} of the time is spent away from the desk: {heads} heads on the roster",
    simplifiedChinese: "{share} 的时间不在岗：需排班 {heads} 人")
  static let staffingDemand = Self(
    "staffing.demand",
    english: "{heads} heads from {start} to {end}, {base} on usual days",
    simplifiedChinese: "{start} 至 {end} 需 {heads} 人，平日 {base} 人")
  static let staffingRuleCounts = Self(
    "staffing.ruleCounts",
    english: "rule {rule} because of {name}: {effect}",
    simplifiedChinese: "规则 {rule}（因 {name}）：{effect}")
  static let staffingRuleHigher = Self(
    "staffing.ruleHigher",
    english: "rule {rule} because of {name} changes nothing: {effect}",
    simplifiedChinese: "规则 {rule}（因 {name}）不改变结果：{effect}")
  static let staffingGroup = Self(
    "staffing.group",
    english: "the group {group} with {heads} heads beside them",
    simplifiedChinese: "另设 {group} 组 {heads} 人")
  static let staffingGroupTotal = Self(
    "staffing.total",
    english: "{heads} heads in all",
    simplifiedChinese: "合计 {heads} 人")
  static let staffingUncovered = Self(
    "staffing.uncovered",
    english: "{missing} of {needed} heads are missing from {start} to {end}: {figure} {value}",
    simplifiedChinese: "{start} 至 {end} 需 {needed} 人，缺 {missing} 人：{figure} {value}")
  static let staffingCovered = Self(
    "staffing.covered",
    english: "nobody is missing",
    simplifiedChinese: "无缺员")
  static let staffingInfinite = Self(
    "staffing.infinite",
    english: "without bound",
    simplifiedChinese: "无上限")
  static let staffingNobodyAnswered = Self(
    "staffing.nobodyAnswered",
    english: "none, since nobody is answered",
    simplifiedChinese: "无，因无人应答")
}
