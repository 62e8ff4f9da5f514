// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
public import SupportTime

extension MemberAccount.Rejection {
  /// Why the command is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the command is refused, in a sentence for whoever sent it, in English and Simplified Chinese.
  ///
  /// What is wrong with a fact, a score or a score card is told in English, as by every document.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: One sentence, without steps.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(Self.words.code(name), operands)
    }
    func text(_ name: String, _ text: String) -> Explanation.Operand { .init(name, .text(text)) }
    switch self {
    case .notEnrolled: return told("notEnrolled")
    case .alreadyEnrolled(let at): return told("alreadyEnrolled", .init("at", at, in: zone))
    case .closed(let since): return told("closed", .init("since", since, in: zone))
    case .timeRunsBackwards(let last, let given):
      return told(
        "timeRunsBackwards", .init("last", last, in: zone), .init("given", given, in: zone))
    case .alreadyDone(let name): return told("alreadyDone", text("name", name))
    case .unknownName(let name): return told("unknownName", text("name", name))
    case .outOfRange(let name, let value, let bounds):
      return told(
        "outOfRange", text("name", name), .init("value", count: value),
        .init("low", count: bounds.lowerBound), .init("high", count: bounds.upperBound))
    case .wrongCurrency(let sum, let expected):
      return told("wrongCurrency", .init("sum", .money(sum)), text("currency", expected.code))
    case .notEnoughPoints(let available, let wanted):
      return told(
        "notEnoughPoints", .init("available", count: available), .init("wanted", count: wanted))
    case .noRule(let name): return told("noRule", text("name", name))
    case .notAssessable(let rule, let missing):
      return told(
        "notAssessable", .init("rule", id: rule),
        .init("missing", .list(missing.map { .text($0) })))
    case .wrongFact(let error): return told("wrongFact", text("error", error.description))
    case .arithmetic(let subject, let error):
      return told("arithmetic", text("subject", subject), .init("error", error.phrase))
    case .nothingToConfirm(let id): return told("nothingToConfirm", .init("id", id: id))
    case .nothingLeft(let name): return told("nothingLeft", text("name", name))
    case .wrongRefund(let id): return told("wrongRefund", .init("id", id: id))
    case .programmeSilent(let subject):
      return told("programmeSilent", text("subject", subject))
    case .noSuchBenefit(let benefit, let tier):
      return told("noSuchBenefit", .init("benefit", id: benefit), .init("tier", id: tier))
    case .usedUp(let benefit, let left, let wanted, let next?):
      return told(
        "usedUpUntil", .init("benefit", id: benefit), .init("left", count: left),
        .init("wanted", count: wanted), .init("next", next, in: zone))
    case .usedUp(let benefit, let left, let wanted, nil):
      return told(
        "usedUp", .init("benefit", id: benefit), .init("left", count: left),
        .init("wanted", count: wanted))
    case .wrongScores(let text): return told("wrongScores", .init("text", .text(text)))
    case .tooFewRatings(let count, let least):
      return told("tooFewRatings", .init("count", count: count), .init("least", count: least))
    }
  }

  static let words = PhraseTable(
    "membership.refusal",
    [
      ("notEnrolled", "the membership has not begun", "尚未入会"),
      ("alreadyEnrolled", "the membership began at {at}", "已于 {at} 入会"),
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
      (
        "usedUpUntil",
        "{benefit}: {left} uses are left, {wanted} are wanted; the next come at {next}",
        "{benefit}：剩余 {left} 次，需要 {wanted} 次；{next} 起有新次数"
      ),
      ("wrongScores", "the scores are wrong: {text}", "评分有误：{text}"),
      (
        "tooFewRatings", "{count} ratings are too few, {least} are needed",
        "客户评价 {count} 次，至少需要 {least} 次"
      ),
    ])
}
