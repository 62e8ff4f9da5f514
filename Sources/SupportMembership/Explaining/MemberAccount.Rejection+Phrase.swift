// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

extension MemberAccount.Rejection {
  /// The words of every reason, in English and in Simplified Chinese.
  static let words: MembershipWords.Table = [
    ("notEnrolled", "the membership has not begun", "尚未入会"),
    ("alreadyEnrolled", "the membership began {at}", "已于 {at} 入会"),
    ("closed", "the membership ended {since}", "会员资格已于 {since} 终止"),
    ("timeRunsBackwards", "{given} is before the last event, {last}", "{given} 早于最近一次记录 {last}"),
    ("alreadyDone", "it was done before: {name}", "已处理过：{name}"),
    ("unknownName", "the account has no {name}", "账户中没有 {name}"),
    (
      "outOfRange", "{name}: {value} is outside {low} ... {high}",
      "{name}：{value} 超出 {low} … {high}"
    ),
    ("wrongCurrency", "{sum} is not in {currency}", "{sum} 的币种不是 {currency}"),
    (
      "notEnoughPoints", "{wanted} points are wanted, {available} can be spent",
      "需要积分 {wanted}，可用 {available}"
    ),
    ("noRule", "no rule says what {name} brings", "没有规则适用于 {name}"),
    ("notAssessable", "rule {rule} needs {missing}", "规则 {rule} 需要 {missing}"),
    ("wrongFact", "a fact is wrong: {error}", "事实有误：{error}"),
    ("arithmetic", "{subject}: {error}", "{subject} 无法计算：{error}"),
    ("nothingToConfirm", "the earning {id} waits for nothing", "{id} 无需确认"),
    ("nothingLeft", "nothing is left of {name}", "{name} 已无剩余"),
    (
      "wrongRefund", "a refund of {id} names money where it was spent, and points where none was",
      "{id} 的退还：有消费时写金额，无消费时写积分"
    ),
    ("programmeSilent", "the programme says nothing of {subject}", "规则未规定 {subject}"),
    ("noSuchBenefit", "{tier} does not have {benefit}", "{tier} 不含权益 {benefit}"),
    (
      "usedUp", "{benefit}: {left} uses are left, {wanted} are wanted",
      "{benefit}：剩余 {left} 次，需要 {wanted} 次"
    ),
    ("wrongScores", "the scores are wrong: {text}", "评分有误：{text}"),
    (
      "tooFewRatings", "{count} ratings are too few, {least} are needed",
      "客户评价 {count} 次，至少需要 {least} 次"
    ),
  ]

  /// The reason in the reader's language, instants by the clocks of a zone.
  func phrase(in zone: ZoneRules) -> Explanation.Operand.Value {
    let (name, operands) = told { zone.offset(at: $0) }
    return .phrase(
      MembershipWords.code("refusal", name, Self.words), operands.map { .init($0.0, $0.1) })
  }

  private func told(
    _ offset: (Instant) -> Int
  ) -> (name: String, operands: [(String, Explanation.Operand.Value)]) {
    switch self {
    case .notEnrolled: ("notEnrolled", [])
    case .alreadyEnrolled(let at):
      ("alreadyEnrolled", [("at", .instant(at, utcOffset: offset(at)))])
    case .closed(let since): ("closed", [("since", .instant(since, utcOffset: offset(since)))])
    case .timeRunsBackwards(let last, let given):
      (
        "timeRunsBackwards",
        [
          ("last", .instant(last, utcOffset: offset(last))),
          ("given", .instant(given, utcOffset: offset(given))),
        ]
      )
    case .alreadyDone(let name): ("alreadyDone", [("name", .text(name))])
    case .unknownName(let name): ("unknownName", [("name", .text(name))])
    case .outOfRange(let name, let value, let bounds):
      (
        "outOfRange",
        [
          ("name", .text(name)), ("value", .count(value)), ("low", .count(bounds.lowerBound)),
          ("high", .count(bounds.upperBound)),
        ]
      )
    case .wrongCurrency(let sum, let expected):
      ("wrongCurrency", [("sum", .money(sum)), ("currency", .text(expected.code))])
    case .notEnoughPoints(let available, let wanted):
      ("notEnoughPoints", [("available", .count(available)), ("wanted", .count(wanted))])
    case .noRule(let name): ("noRule", [("name", .text(name))])
    case .notAssessable(let rule, let missing):
      (
        "notAssessable",
        [("rule", .text(rule.rawValue)), ("missing", .list(missing.map { .text($0) }))]
      )
    case .wrongFact(let error): ("wrongFact", [("error", .text(error.description))])
    case .arithmetic(let subject, let error):
      ("arithmetic", [("subject", .text(subject)), ("error", .text(error.description))])
    case .nothingToConfirm(let id): ("nothingToConfirm", [("id", .text(id.rawValue))])
    case .nothingLeft(let name): ("nothingLeft", [("name", .text(name))])
    case .wrongRefund(let id): ("wrongRefund", [("id", .text(id.rawValue))])
    case .programmeSilent(let subject): ("programmeSilent", [("subject", .text(subject))])
    case .noSuchBenefit(let benefit, let tier):
      ("noSuchBenefit", [("benefit", .text(benefit.rawValue)), ("tier", .text(tier.rawValue))])
    case .usedUp(let benefit, let left, let wanted, let next):
      (
        "usedUp",
        [
          ("benefit", .text(benefit.rawValue)), ("left", .count(left)), ("wanted", .count(wanted)),
          ("next", next.map { .instant($0, utcOffset: offset($0)) } ?? .hidden),
        ]
      )
    case .wrongScores(let text): ("wrongScores", [("text", .text(text))])
    case .tooFewRatings(let count, let least):
      ("tooFewRatings", [("count", .count(count)), ("least", .count(least))])
    }
  }
}
