// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
public import SupportTime

extension AwardError {
  /// Why no award can be worked out, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why no award can be worked out, in a sentence for whoever claimed, in English and Simplified
  /// Chinese. Values of facts are personal.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: One sentence, without steps.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(Self.words.code(name), operands)
    }
    switch self {
    case .endsBeforeItBegins(let from, let until):
      return told(
        "endsBeforeItBegins", .init("from", from, in: zone), .init("until", until, in: zone))
    case .notYet(let instant, let now):
      return told("notYet", .init("instant", instant, in: zone), .init("at", now, in: zone))
    case .negative(let fact, let value, let rule):
      return told(
        "negative", .init("rule", id: rule), .init("fact", .text(fact)),
        .init("value", .personal(value.words)))
    case .money(let error, let rule):
      return told("money", .init("rule", id: rule), .init("error", error.phrase))
    case .otherCurrency(let account, let policy):
      return told(
        "otherCurrency", .init("account", .text(account.code)),
        .init("policy", .text(policy.code)))
    case .conflict(let conflict):
      return told(
        conflict.reason.rawValue, .init("rules", .list(conflict.rules.map { .text($0.rawValue) })))
    case .noOpening(let calendar, let start):
      return told(
        "noOpening", .init("calendar", .text(calendar)), .init("after", start, in: zone))
    case .alreadyAwarded(let key): return told("alreadyAwarded", .init("cause", id: key))
    }
  }

  static let words = PhraseTable(
    "compensation.error",
    [
      ("endsBeforeItBegins", "{until} is before {from}", "结束时间 {until} 早于开始时间 {from}"),
      ("notYet", "{instant} is after the claim at {at}", "{instant} 晚于申请时间 {at}"),
      (
        "negative", "rule {rule}: {fact} is {value}, which is below zero",
        "规则 {rule}：{fact} 为 {value}，小于零"
      ),
      ("money", "rule {rule}: {error}", "规则 {rule}：{error}"),
      (
        "otherCurrency", "the account is kept in {account}, the policy pays in {policy}",
        "账户币种为 {account}，规则以 {policy} 支付"
      ),
      (
        "severalMatched", "{rules} all match where at most one may",
        "{rules} 同时命中，而最多只能命中一条"
      ),
      ("outcomesDiffer", "{rules} match with different outcomes", "{rules} 命中但结果不同"),
      ("overflow", "the sum of {rules} is too large", "{rules} 之和过大"),
      ("differentKinds", "the outcomes of {rules} are of different kinds", "{rules} 的结果种类不同"),
      (
        "noOpening", "the calendar {calendar} has no opening left after {after}",
        "日历 {calendar} 在 {after} 之后已无服务时间"
      ),
      ("alreadyAwarded", "{cause} was awarded before", "{cause} 此前已赔付"),
    ])
}
