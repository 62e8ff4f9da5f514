// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The steps on the way.
extension Explanation.Code {
  private static func step(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("compensation.step.\(id)", english: english, simplifiedChinese: chinese)
  }

  static let stepRefund = step(
    "refund", "{amount} is given back ({source})", "退还 {amount}（{source}）")
  static let stepBecomesRefund = step("becomesRefund", "{before} is given back", "退还 {before}")
  static let stepBase = step("base", "base {amount} ({source})", "基数 {amount}（{source}）")
  static let stepAdd = step(
    "add", "{before} + {amount} ({source}) = {after}", "{before} + {amount}（{source}）= {after}")
  static let stepSubtract = step(
    "subtract", "{before} − {amount} ({source}) = {after}",
    "{before} − {amount}（{source}）= {after}")
  static let stepRest = step(
    "rest", "{amount} ({source}) − {before} = {after}", "{amount}（{source}）− {before} = {after}")
  static let stepBandRate = step(
    "bands.rate", "{fact} = {value}: {before} × {rate} = {after}",
    "{fact} = {value}：{before} × {rate} = {after}")
  static let stepBandAmount = step(
    "bands.amount", "{fact} = {value}: {after}", "{fact} = {value}：{after}")
  static let stepBelowBands = step(
    "bands.below", "{fact} = {value} is below the scale: {after}",
    "{fact} = {value} 低于起算档：{after}")
  static let stepSlices = step(
    "bands.slices", "{fact} = {value}, slice by slice: {after}", "{fact} = {value}，分段累计：{after}")
  static let stepAccrue = step(
    "accrue", "{before} + {count} × {amount} ({unit}) = {after}",
    "{before} + {count} × {amount}（{unit}）= {after}")
  static let stepTimesFact = step(
    "times.fact", "{before} × {count} ({fact}) = {after}", "{before} × {count}（{fact}）= {after}")
  static let stepTimesUnits = step(
    "times.units", "{before} × {rate} × {count} ({unit}) = {after}",
    "{before} × {rate} × {count}（{unit}）= {after}")
  static let stepRaised = step(
    "atLeast", "at least {amount} ({source}): {before} becomes {after}",
    "最低 {amount}（{source}）：{before} 调整为 {after}")
  static let stepHighEnough = step(
    "atLeast.met", "at least {amount} ({source}): {before} is enough",
    "最低 {amount}（{source}）：{before} 已达到")
  static let stepLowered = step(
    "atMost", "at most {amount} ({source}): {before} becomes {after}",
    "最高 {amount}（{source}）：{before} 调整为 {after}")
  static let stepLowEnough = step(
    "atMost.met", "at most {amount} ({source}): {before} is within it",
    "最高 {amount}（{source}）：{before} 未超出")
  static let stepStacked = step(
    "stacked", "with what the case gave before ({mode}): {before} becomes {after}",
    "与本案此前款项合并（{mode}）：{before} 变为 {after}")
  static let stepCapMet = step(
    "cap", "cap {cap} of {limit}: {used} used, {left} left: {before} becomes {after}",
    "上限 {cap}（{limit}）：已用 {used}，剩余 {left}：{before} 调整为 {after}")
  static let stepCapNotMet = step(
    "cap.notMet", "cap {cap} of {limit}: {used} used, {left} left: not reached",
    "上限 {cap}（{limit}）：已用 {used}，剩余 {left}：未触及")
  static let stepDropped = step(
    "minimum", "{before} is below the least payout of {amount}", "{before} 低于最低支付额 {amount}")
  static let stepKept = step(
    "minimum.met", "the least payout of {amount} is met", "已达到最低支付额 {amount}")
  static let stepRoundedBelowCap = step(
    "roundedBelowCap", "{before} rounded within the cap: {after}", "{before} 在上限之内取整：{after}")
  static let stepPaidBefore = step(
    "paidBefore", "{paid} of it was given before: {after} more", "此前已给予 {paid}：新增 {after}")

  static let awardSteps: [Self] = [
    .stepRefund, .stepBecomesRefund, .stepBase, .stepAdd, .stepSubtract, .stepRest,
    .stepBandRate, .stepBandAmount, .stepBelowBands, .stepSlices, .stepAccrue,
    .stepTimesFact, .stepTimesUnits, .stepRaised, .stepHighEnough, .stepLowered,
    .stepLowEnough, .stepStacked, .stepCapMet, .stepCapNotMet, .stepDropped, .stepKept,
    .stepRoundedBelowCap, .stepPaidBefore,
  ]

  // MARK: Words

  private static func word(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("compensation.word.\(id)", english: english, simplifiedChinese: chinese)
  }

  static let sourceFixed = word("fixed", "by the policy", "规则规定")
  static let sourceShare = word("share", "{rate} of {fact}", "{fact} 的 {rate}")
  static let sourceOtherwise = word("otherwise", "what would otherwise be due", "原应赔付额")
  static let sourceNotStated = word("notStated", "not stated", "未规定")
  static let unitStarted = word("started", "started {unit}", "每 {unit}，不足按 {unit}计")
  static let unitFull = word("full", "full {unit}", "每满 {unit}")
  static let unitExact = word("exact", "in proportion to each {unit}", "按每 {unit}折算")
  static let unitHour = word("hour", "hour", "1 小时")
  static let unitDay = word("day", "day", "1 天")
  static let unitWeek = word("week", "week", "1 周")
  static let unitDays = word("days", "{count} days", "{count} 天")
  static let unitDate = word("date", "calendar day", "1 个自然日")
  static let unitWorkingDate = word("workingDate", "working day", "1 个工作日")
  static let stackHighest = word("highest", "the highest counts", "取最高")
  static let stackSum = word("sum", "added up", "累加")
  static let stackSumUpTo = word("sumUpTo", "added up to {amount}", "累加，最高 {amount}")

  static let awardWords: [Self] = [
    .sourceFixed, .sourceShare, .sourceOtherwise, .sourceNotStated, .unitStarted, .unitFull,
    .unitExact, .unitHour, .unitDay, .unitWeek, .unitDays, .unitDate, .unitWorkingDate,
    .stackHighest, .stackSum, .stackSumUpTo,
  ]
}
