// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// A deadline in business time: what was counted, from when, and when it is due.
  public static let timeDeadline = Self(
    "time.deadline",
    english: "{counted} of business time from {start}; due {due}",
    simplifiedChinese: "自 {start} 起计营业时间 {counted}，截止 {due}")
  /// A deadline in time by any clock.
  public static let timeElapsedDeadline = Self(
    "time.elapsedDeadline",
    english: "{counted} by any clock from {start}; due {due}",
    simplifiedChinese: "自 {start} 起计 {counted}，截止 {due}")
  /// A deadline in working days: how many, from when, and when it is due.
  public static let timeWorkingDays = Self(
    "time.workingDays",
    english: "{days} working days from {start}; due {due}",
    simplifiedChinese: "自 {start} 起 {days} 个工作日，截止 {due}")
  /// A stretch that counted.
  public static let timeCounted = Self(
    "time.counted",
    english: "counted from {from} to {to}: {counted}, in all {total}",
    simplifiedChinese: "计入 {from} 至 {to}：{counted}，累计 {total}")
  /// A stretch outside the hours of its dates.
  public static let timeClosed = Self(
    "time.closed",
    english: "skipped from {from} to {to}: closed",
    simplifiedChinese: "不计 {from} 至 {to}：非营业时间")
  /// A stretch on a holiday without a name.
  public static let timeHoliday = Self(
    "time.holiday",
    english: "skipped from {from} to {to}: holiday",
    simplifiedChinese: "不计 {from} 至 {to}：假日")
  /// A stretch on a holiday that has a name.
  public static let timeNamedHoliday = Self(
    "time.namedHoliday",
    english: "skipped from {from} to {to}: holiday \"{name}\"",
    simplifiedChinese: "不计 {from} 至 {to}：假日“{name}”")
  /// A stretch on a date that an override closed.
  public static let timeOverride = Self(
    "time.override",
    english: "skipped from {from} to {to}: closed on that date by exception",
    simplifiedChinese: "不计 {from} 至 {to}：当日例外停业")
  /// A stretch in a break of the hours.
  public static let timeBreak = Self(
    "time.break",
    english: "skipped from {from} to {to}: break \"{name}\"",
    simplifiedChinese: "不计 {from} 至 {to}：休息“{name}”")
  /// A stretch on dates for which the calendar does not hold.
  public static let timeOutsideValidity = Self(
    "time.outsideValidity",
    english: "skipped from {from} to {to}: the calendar does not hold on these dates",
    simplifiedChinese: "不计 {from} 至 {to}：日历在此期间无效")
  /// A stretch that a calendar was taken out of.
  public static let timeExcluded = Self(
    "time.excluded",
    english: "skipped from {from} to {to}: excluded by another calendar",
    simplifiedChinese: "不计 {from} 至 {to}：已被另一日历排除")
}
