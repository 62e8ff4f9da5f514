// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What is said of a status now.
extension Explanation.Code {
  /// It is open until a closing.
  public static let timeOpenUntil = Self(
    "time.openUntil", english: "open until {until}", simplifiedChinese: "营业中，至 {until}")
  /// It is open and never closes.
  public static let timeNeverCloses = Self(
    "time.neverCloses", english: "open, and never closes", simplifiedChinese: "营业中，不停业")
  /// It is closed until an opening.
  public static let timeClosedUntil = Self(
    "time.closedUntil", english: "closed until {until}", simplifiedChinese: "休息中，{until} 开始营业")
  /// It is closed and no opening remains.
  public static let timeNeverOpens = Self(
    "time.neverOpens", english: "closed, and no opening remains", simplifiedChinese: "休息中，此后不再营业")
  /// It is closed on a holiday without a name.
  public static let timeIsHoliday = Self(
    "time.isHoliday", english: "holiday", simplifiedChinese: "假日")
  /// It is closed on a holiday that has a name.
  public static let timeIsNamedHoliday = Self(
    "time.isNamedHoliday", english: "holiday \"{name}\"", simplifiedChinese: "假日“{name}”")
  /// It is closed on a date that an override closed.
  public static let timeIsOverride = Self(
    "time.isOverride", english: "closed on this date by exception", simplifiedChinese: "当日例外停业")
  /// It is closed in a break.
  public static let timeIsBreak = Self(
    "time.isBreak", english: "break \"{name}\"", simplifiedChinese: "休息“{name}”")
  /// It is closed on dates for which the calendar does not hold.
  public static let timeIsOutsideValidity = Self(
    "time.isOutsideValidity", english: "the calendar does not hold on this date",
    simplifiedChinese: "日历在此日期无效")
  /// It is closed since a calendar was taken out.
  public static let timeIsExcluded = Self(
    "time.isExcluded", english: "excluded by another calendar", simplifiedChinese: "已被另一日历排除")
}
