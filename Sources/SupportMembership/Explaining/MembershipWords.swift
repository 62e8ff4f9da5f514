// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// Words of explanations that stand inside sentences: what holds a tier, why it changed, what is kept.
enum MembershipWords {
  static let holds = PhraseTable(
    "membership.hold",
    [
      ("base", "everybody has it", "基础等级"),
      ("earned", "it was earned", "已达标"),
      ("grace", "its time has ended, and it is kept for a time of grace", "已到期，处于宽限期"),
      ("secondChance", "it was not renewed, and is kept once more", "未续级，处于第二次机会"),
      ("lifetime", "it lasts for life", "终身"),
      ("manual", "it was given by hand", "人工授予"),
      ("award", "it was given to make up for something", "补偿授予"),
      ("statusMatch", "it matches a tier elsewhere", "等级匹配"),
    ])

  static let causes = PhraseTable(
    "membership.cause",
    [
      ("enrolled", "the membership began", "入会"),
      ("reached", "its requirement was met", "达标升级"),
      ("renewed", "it was renewed", "续级"),
      ("grace", "its time ended; a time of grace", "到期，进入宽限期"),
      ("secondChance", "it was not renewed; a second chance", "未续级，第二次机会"),
      ("notRenewed", "it was not renewed", "未续级"),
      ("lifetime", "it lasts for life", "成为终身等级"),
      ("granted", "it was given", "授予"),
      ("grantEnded", "what had been given ended", "授予结束"),
      ("challengeMet", "the challenge was met", "挑战达成"),
      ("newEdition", "a new edition of the programme", "规则新版本"),
    ])

  static let ledgers = PhraseTable(
    "membership.ledger",
    [
      ("redeemable", "redeemable", "可用"),
      ("qualifying", "qualifying", "定级"),
    ])

  static let rewards = PhraseTable(
    "membership.reward",
    [
      ("coupon", "a coupon of {sum}", "优惠券 {sum}"),
      ("money", "{sum}", "{sum}"),
      ("pool", "{sum} out of the pool {pool}", "奖励池 {pool} 的 {sum}"),
      ("points", "{points} points", "积分 {points}"),
      ("contribution", "{points} contribution value", "贡献值 {points}"),
      ("benefit", "{name} for {span}", "{name}，为期 {span}"),
      ("certificate", "the certificate {name} for {span}", "证书 {name}，有效期 {span}"),
    ])

  static let purposes = PhraseTable(
    "membership.purpose",
    [
      ("requirement", "reach it", "达到"),
      ("renewal", "keep it", "保持"),
      ("lifetime", "have it for life", "终身持有"),
    ])

  static let parts = PhraseTable(
    "membership.part",
    [
      ("emergencyChannel", "the emergency channel", "紧急通道"),
      ("points", "points", "积分"),
      ("tier", "the tier", "等级"),
      ("benefits", "benefits", "权益"),
      ("contribution", "contribution value", "贡献值"),
      ("certificates", "certificates", "证书"),
      ("record", "the record", "记录"),
    ])
}

extension TierStep.Cause {
  /// The cause in words.
  var code: Explanation.Code { MembershipWords.causes.code(rawValue) }
}

extension MembershipStanding.Hold {
  /// What holds the tier, in words.
  var code: Explanation.Code {
    let name =
      switch self {
      case .base: "base"
      case .earned: "earned"
      case .grace: "grace"
      case .secondChance: "secondChance"
      case .lifetime: "lifetime"
      case .granted(let kind): kind.rawValue
      }
    return MembershipWords.holds.code(name)
  }
}

extension ClosingRules.Part {
  /// The part in words.
  var code: Explanation.Code { MembershipWords.parts.code(rawValue) }
}

extension MemberReward {
  /// The reward in words.
  var phrase: Explanation.Operand.Value {
    func told(_ name: String, _ operands: [Explanation.Operand]) -> Explanation.Operand.Value {
      .phrase(MembershipWords.rewards.code(name), operands)
    }
    func lasting(_ name: String, _ span: MembershipSpan) -> [Explanation.Operand] {
      [.init("name", .text(name)), .init("span", span.phrase)]
    }
    return switch self {
    case .coupon(let sum): told("coupon", [.init("sum", .money(sum))])
    case .money(let sum): told("money", [.init("sum", .money(sum))])
    case .fromPool(let sum, let pool):
      told("pool", [.init("sum", .money(sum)), .init("pool", .text(pool.rawValue))])
    case .points(let points): told("points", [.init("points", .count(points))])
    case .contribution(let value): told("contribution", [.init("points", .count(value))])
    case .benefit(let id, let span): told("benefit", lasting(id.rawValue, span))
    case .certificate(let name, let span): told("certificate", lasting(name, span))
    }
  }
}

extension MembershipSpan {
  /// The span in words.
  var phrase: Explanation.Operand.Value {
    let duration: ServiceDuration =
      switch self {
      case .days(let count): .calendarDays(count)
      case .months(let count): .months(count)
      }
    return duration.phrase
  }
}
