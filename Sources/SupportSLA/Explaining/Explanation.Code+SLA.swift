// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// A promise runs and is due.
  public static let slaDue = Self(
    "sla.due",
    english: "{metric} within {within} is due {due}; {used} used, {paused} paused",
    simplifiedChinese: "{metric}时限 {within}，截止 {due}；已用 {used}，暂停 {paused}")
  /// A promise runs, but its calendar has no opening left in which it could fall due.
  public static let slaNeverDue = Self(
    "sla.neverDue",
    english: "{metric} within {within} never falls due: its calendar has no opening left",
    simplifiedChinese: "{metric}时限 {within} 不会到期：日历已无营业时段")
  /// A promise stands still.
  public static let slaPaused = Self(
    "sla.paused",
    english: "{metric} within {within} is paused; {used} used",
    simplifiedChinese: "{metric}时限 {within} 暂停中；已用 {used}")
  /// A promise was kept.
  public static let slaMet = Self(
    "sla.met",
    english: "{metric} within {within} was met {fulfilled}; {used} used, {paused} paused",
    simplifiedChinese: "{metric}时限 {within} 于 {fulfilled} 达成；已用 {used}，暂停 {paused}")
  /// A promise was missed.
  public static let slaMissed = Self(
    "sla.missed",
    english: "{metric} within {within} was missed {breached}; {used} used, {paused} paused",
    simplifiedChinese: "{metric}时限 {within} 于 {breached} 超时；已用 {used}，暂停 {paused}")
  /// A promise was taken away before it ended.
  public static let slaCancelled = Self(
    "sla.cancelled",
    english: "{metric} within {within} was cancelled; {used} used",
    simplifiedChinese: "{metric}时限 {within} 已取消；已用 {used}")

  /// A promise was missed, and somebody set that aside.
  public static let slaWaived = Self(
    "sla.waived",
    english: "{metric} within {within} was missed {breached}, which was set aside; {used} used",
    simplifiedChinese: "{metric}时限 {within} 于 {breached} 超时，已豁免；已用 {used}")

  static let slaStarted = Self(
    "sla.started", english: "started {at}", simplifiedChinese: "{at} 开始计时")
  static let slaPausedAt = Self(
    "sla.pausedAt", english: "paused {at}; {used} used until then",
    simplifiedChinese: "{at} 暂停；此前已用 {used}")
  static let slaResumedAt = Self(
    "sla.resumedAt", english: "resumed {at}", simplifiedChinese: "{at} 恢复计时")
  static let slaFulfilledAt = Self(
    "sla.fulfilledAt", english: "fulfilled {at}; {used} used until then",
    simplifiedChinese: "{at} 完成；此前已用 {used}")
  static let slaSuspendedAt = Self(
    "sla.suspendedAt", english: "suspended {at}: the ticket was resolved; {used} used until then",
    simplifiedChinese: "{at} 工单已解决，停止计时；此前已用 {used}")
  static let slaReopenedAt = Self(
    "sla.reopenedAt", english: "reopened {at}; {used} used before",
    simplifiedChinese: "{at} 重新打开；此前已用 {used}")
  static let slaRetargetedAt = Self(
    "sla.retargetedAt", english: "target chosen anew {at}; {used} used before",
    simplifiedChinese: "{at} 重新选定目标；此前已用 {used}")
  static let slaCancelledAt = Self(
    "sla.cancelledAt", english: "cancelled {at}: no target holds any more; {used} used until then",
    simplifiedChinese: "{at} 取消：不再适用任何目标；此前已用 {used}")
  static let slaMergedAt = Self(
    "sla.mergedAt", english: "merged {at}: the earlier clock goes on; {used} used before",
    simplifiedChinese: "{at} 合并，沿用较早的计时；此前已用 {used}")
  static let slaMergedAwayAt = Self(
    "sla.mergedAwayAt", english: "merged away {at}: another ticket goes on; {used} used until then",
    simplifiedChinese: "{at} 并入其他工单；此前已用 {used}")
  static let slaExtendedAt = Self(
    "sla.extendedAt", english: "given more time {at}; {used} used before",
    simplifiedChinese: "{at} 延长时限；此前已用 {used}")
  static let slaExcludedAt = Self(
    "sla.excludedAt", english: "time excluded {at}; {used} used before",
    simplifiedChinese: "{at} 排除部分时间；此前已用 {used}")
  static let slaWaiverBy = Self(
    "sla.waiverBy", english: "breaches set aside {at} by {by}: {reason}",
    simplifiedChinese: "{at} 由 {by} 豁免超时：{reason}")
  static let slaExtensionBy = Self(
    "sla.extensionBy", english: "more time given {at} by {by}: {reason}",
    simplifiedChinese: "{at} 由 {by} 延长时限：{reason}")
  static let slaExclusionBy = Self(
    "sla.exclusionBy", english: "time excluded {at} by {by}: {reason}",
    simplifiedChinese: "{at} 由 {by} 排除时间：{reason}")
  static let slaAcknowledgedBy = Self(
    "sla.acknowledgedBy", english: "taken care of {at} by {by}: {reason}",
    simplifiedChinese: "{at} 由 {by} 接手：{reason}")

  static let slaTraceDue = Self(
    "sla.trace.due",
    english: "{metric} from {start}; due {end}: {counted} counted",
    simplifiedChinese: "{metric} 自 {start} 起，截止 {end}：计入 {counted}")
  static let slaTraceStopped = Self(
    "sla.trace.stopped",
    english: "{metric} from {start} to {end}: {counted} counted",
    simplifiedChinese: "{metric} 自 {start} 至 {end}：计入 {counted}")
  static let slaTraceBrought = Self(
    "sla.trace.brought",
    english: "brought along: {total}",
    simplifiedChinese: "此前已用 {total}")
  static let slaTracePaused = Self(
    "sla.trace.paused",
    english: "paused from {from} to {to}: {name}",
    simplifiedChinese: "{from} 至 {to} 暂停：{name}")
  static let slaTraceResolved = Self(
    "sla.trace.resolved",
    english: "resolved from {from} to {to}",
    simplifiedChinese: "{from} 至 {to} 已解决")
  static let slaTraceExcluded = Self(
    "sla.trace.excluded",
    english: "excluded from {from} to {to}",
    simplifiedChinese: "{from} 至 {to} 已排除")
  static let slaTraceEnded = Self(
    "sla.trace.ended",
    english: "no promise from {from} to {to}",
    simplifiedChinese: "{from} 至 {to} 无时限")

  /// All codes of this module, for a catalogue.
  public static let allSLA: [Self] = [
    .slaDue, .slaNeverDue, .slaPaused, .slaMet, .slaMissed, .slaCancelled, .slaStarted,
    .slaPausedAt, .slaResumedAt, .slaFulfilledAt, .slaSuspendedAt, .slaReopenedAt,
    .slaRetargetedAt, .slaCancelledAt, .slaWaived, .slaMergedAt, .slaMergedAwayAt,
    .slaExtendedAt, .slaExcludedAt, .slaWaiverBy, .slaExtensionBy, .slaExclusionBy,
    .slaAcknowledgedBy, .slaTraceDue, .slaTraceStopped, .slaTraceBrought, .slaTracePaused,
    .slaTraceResolved, .slaTraceExcluded, .slaTraceEnded,
  ]
}

extension SLAClockState.Cause {
  var code: Explanation.Code {
    switch self {
    case .started: .slaStarted
    case .paused: .slaPausedAt
    case .resumed: .slaResumedAt
    case .fulfilled: .slaFulfilledAt
    case .suspended: .slaSuspendedAt
    case .reopened: .slaReopenedAt
    case .retargeted: .slaRetargetedAt
    case .cancelled: .slaCancelledAt
    case .merged: .slaMergedAt
    case .mergedAway: .slaMergedAwayAt
    case .extended: .slaExtendedAt
    case .excluded: .slaExcludedAt
    }
  }
}

extension SLAAdjustment.Kind {
  var code: Explanation.Code {
    switch self {
    case .waived: .slaWaiverBy
    case .extended: .slaExtensionBy
    case .excluded: .slaExclusionBy
    case .acknowledged: .slaAcknowledgedBy
    }
  }
}
