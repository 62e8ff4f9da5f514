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

  // MARK: Promises

  static let bookExample = Self(
    "book.example", english: "for example {facts}", simplifiedChinese: "例如 {facts}")
  static let bookOpenedAt = Self(
    "book.openedAt", english: "opened {at}", simplifiedChinese: "开启于 {at}")
  static let bookShorter = Self(
    "book.shorter",
    english: "{later} within {laterWithin} by {laterRule} is due before {earlier} within"
      + " {earlierWithin} by {earlierRule}",
    simplifiedChinese: "{laterRule} 承诺的 {later}（{laterWithin}）先于 {earlierRule} 承诺的"
      + " {earlier}（{earlierWithin}）到期")
  static let bookPromisesNotProved = Self(
    "book.promisesNotProved",
    english: "not proved: there may be more promises that are due too soon",
    simplifiedChinese: "未能证明：可能还有先于前序承诺到期的承诺")
  static let bookNeverStrictest = Self(
    "book.neverStrictest",
    english: "{rule} never decides: {others} always promise the same sooner",
    simplifiedChinese: "{rule} 永不生效：{others} 总有更早的同类承诺")
  static let bookImpossibleKind = Self(
    "book.impossibleKind", english: "{rule} asks for {kinds}, and no ticket can be of that kind",
    simplifiedChinese: "{rule} 针对 {kinds}，但工单不可能是该类型")

  static let bookNeverGiven = Self(
    "book.neverGiven",
    english: "{rule} asks for {names}, which nothing in the book gives: it never pays",
    simplifiedChinese: "{rule} 要求 {names}，但手册中没有任何内容产生它：该规则永不赔付")
  static let bookNearlyGiven = Self(
    "book.nearlyGiven",
    english:
      "{rule} asks for {names}, which nothing in the book gives: it never pays; did you mean {meant}?",
    simplifiedChinese: "{rule} 要求 {names}，但手册中没有任何内容产生它：该规则永不赔付；是否指 {meant}？")

  static let bookUnset = Self(
    "book.unset", english: "where {fact} is not known, {rules} cannot be assessed",
    simplifiedChinese: "{fact} 未知时无法判断 {rules}")

  // MARK: Names

  static let bookUnknownName = Self(
    "book.unknownName", english: "nothing declares the {what} {names}",
    simplifiedChinese: "未声明的{what}：{names}")
  static let bookKind = Self("book.kind", english: "kind", simplifiedChinese: "工单类型")
  static let bookGroup = Self("book.group", english: "group", simplifiedChinese: "小组")
  static let bookQueue = Self("book.queue", english: "queue", simplifiedChinese: "队列")
  static let bookRoster = Self("book.roster", english: "roster", simplifiedChinese: "值班表")
  static let bookRole = Self("book.role", english: "role", simplifiedChinese: "值班角色")
  static let bookCalendar = Self("book.calendar", english: "calendar", simplifiedChinese: "日历")
  static let bookBenefit = Self("book.benefit", english: "benefit", simplifiedChinese: "权益")
  static let bookAgreement = Self(
    "book.agreement", english: "agreement", simplifiedChinese: "服务协议")
  static let bookNoMembership = Self(
    "book.noMembership", english: "rules ask for the tier, and there is no membership",
    simplifiedChinese: "规则用到会员等级，但没有会员计划")
  static let bookNoPoints = Self(
    "book.noPoints", english: "points are given, and there is no membership to keep them",
    simplifiedChinese: "发放积分，但没有会员计划")

  // MARK: Emergencies

  static let bookEmergencyBehind = Self(
    "book.emergencyBehind",
    english: "the emergency entry {code} leads to {queue}, which is not ahead of {priority}",
    simplifiedChinese: "紧急入口 {code} 转至 {queue}，但不优先于 {priority}")
  static let bookEmergencyClosed = Self(
    "book.emergencyClosed",
    english:
      "the emergency entry {code} leads to {queue}, which closes and then sends nobody on to people",
    simplifiedChinese: "紧急入口 {code} 转至 {queue}，但该队列关闭后不再转给任何人")

  static let bookNeverOpen = Self(
    "book.neverOpen", english: "{queue} is never open in the hours of {calendar}",
    simplifiedChinese: "{queue} 在 {calendar} 中从不开放")

  // MARK: Staffing

  static let bookNoGoal = Self(
    "book.noGoal",
    english: "{rule} promises {metric} within {within}, and staffing aims at no service level",
    simplifiedChinese: "{rule} 承诺 {metric} 在 {within}内，但人员配置没有服务水平目标")
  static let bookSofterGoal = Self(
    "book.softerGoal",
    english: "{rule} promises {metric} within {within}, and staffing aims at {share} within"
      + " {seconds} s",
    simplifiedChinese: "{rule} 承诺 {metric} 在 {within}内，但人员配置的目标是 {seconds} 秒内 {share}")
  static let bookMissingHeads = Self(
    "book.missingHeads",
    english: "the roster lacks {missing} heads, and others in {count} of {total} intervals",
    simplifiedChinese: "{total} 个时段中有 {count} 个人手不足，首个缺 {missing} 人")
  static let bookMissedPromise = Self(
    "book.missedPromise",
    english: "{rule} promises {metric} within {within} for {objective}, and {agents} agents reach"
      + " {level}",
    simplifiedChinese: "{rule} 承诺 {objective} 的 {metric} 在 {within}内，但 {agents} 名坐席只能达到 {level}")
  static let bookSurgeNever = Self(
    "book.surgeNever", english: "{rule} never holds from {from} to {until}",
    simplifiedChinese: "{rule} 在 {from} 至 {until} 期间从不生效")
  static let bookSurgesMeet = Self(
    "book.surgesMeet", english: "{rule} and {other} hold at the same time",
    simplifiedChinese: "{rule} 与 {other} 同时生效")

  // MARK: Acceptance

  static let bookStale = Self(
    "book.stale", english: "nothing of the kind {kind} is found at {path}",
    simplifiedChinese: "{path} 处没有此类发现：{kind}")

  /// The codes of findings about a book, for a catalogue.
  public static let allBook: [Self] = [
    bookText, bookAnd, bookFirst, bookUncovered, bookHoursOn, bookSomeOf, bookOtherHours,
    bookAllDays,
    bookWorkingDays, bookWeekends, bookHolidays, bookUnpublished, bookExample, bookOpenedAt,
    bookShorter, bookPromisesNotProved, bookNeverStrictest, bookImpossibleKind, bookNeverGiven,
    bookNearlyGiven, bookUnset,
    bookUnknownName, bookKind,
    bookGroup,
    bookQueue, bookRoster, bookRole, bookCalendar, bookBenefit, bookAgreement, bookNoMembership,
    bookNoPoints, bookEmergencyBehind, bookEmergencyClosed, bookNeverOpen, bookNoGoal,
    bookSofterGoal,
    bookMissingHeads, bookMissedPromise, bookSurgeNever, bookSurgesMeet, bookStale,
  ]
}
