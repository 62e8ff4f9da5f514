// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  static let bookText = Self("book.text", english: "{text}", simplifiedChinese: "{text}")
  static let bookAnd = Self(
    "book.and", english: "{first} and {last}", simplifiedChinese: "{first}以及{last}")
  static let bookFirst = Self(
    "book.first", english: "first: {weekday} {date} {time}",
    simplifiedChinese: "首次：{date}（{weekday}）{time}")

  // MARK: Coverage

  static let bookUncovered = Self(
    "book.uncovered", english: "nobody covers {gaps}", simplifiedChinese: "无人值守：{gaps}")
  static let bookHoursOn = Self(
    "book.hoursOn", english: "{hours} on {days}", simplifiedChinese: "{days} {hours}")
  static let bookSomeOf = Self(
    "book.someOf", english: "{count} of {total} {days}",
    simplifiedChinese: "{total} 个{days}中的 {count} 个")
  static let bookOtherHours = Self(
    "book.otherHours", english: "other hours on {count} days",
    simplifiedChinese: "另有 {count} 天的其他时段")
  static let bookAllDays = Self(
    "book.allDays", english: "all days", simplifiedChinese: "每天")
  static let bookWorkingDays = Self(
    "book.workingDays", english: "working days", simplifiedChinese: "工作日")
  static let bookWeekends = Self(
    "book.weekends", english: "ordinary weekends", simplifiedChinese: "普通周末")
  static let bookHolidays = Self(
    "book.holidays", english: "holidays", simplifiedChinese: "节假日")
  static let bookUnpublished = Self(
    "book.unpublished", english: "looked at through {date}: nothing is published beyond",
    simplifiedChinese: "只检查到 {date}：此后的日历尚未公布")

  /// The codes of findings about a book, for a catalogue.
  public static let allBook: [Self] = [
    bookText, bookAnd, bookFirst, bookUncovered, bookHoursOn, bookSomeOf, bookOtherHours,
    bookAllDays,
    bookWorkingDays, bookWeekends, bookHolidays, bookUnpublished,
  ]
}
