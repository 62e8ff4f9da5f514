// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  static let slaTraceDue = Self(
    "sla.trace.due",
    english: "{metric} from {start}; due {end}: {counted} counted",
    simplifiedChinese: "{metric} 自 {start} 起,截止 {end}:计入 {counted}")
  static let slaTraceStopped = Self(
    "sla.trace.stopped",
    english: "{metric} from {start} to {end}: {counted} counted",
    simplifiedChinese: "{metric} 自 {start} 至 {end}:计入 {counted}")
  static let slaTraceBrought = Self(
    "sla.trace.brought",
    english: "brought along: {total}",
    simplifiedChinese: "此前已用 {total}")
  static let slaTracePaused = Self(
    "sla.trace.paused",
    english: "paused from {from} to {to}: {name}",
    simplifiedChinese: "{from} 至 {to} 暂停:{name}")
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

  /// The codes of traces, for a catalogue.
  public static let allSLATraces: [Self] = [
    .slaTraceDue, .slaTraceStopped, .slaTraceBrought, .slaTracePaused, .slaTraceResolved,
    .slaTraceExcluded, .slaTraceEnded,
  ]
}
