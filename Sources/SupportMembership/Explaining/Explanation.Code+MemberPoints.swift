// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Explanation.Code {
  static let membershipBalance = Self(
    "membership.balance",
    english: "{available} points can be spent, {pending} are pending, {owed} are owed",
    simplifiedChinese: "可用积分 {available}，待生效 {pending}，待抵扣 {owed}")
  static let membershipLot = Self(
    "membership.lot",
    english: "lot {number}: {left} of {points} left",
    simplifiedChinese: "第 {number} 批：{points} 分余 {left} 分")
  static let membershipLotEnding = Self(
    "membership.lotEnding",
    english: "lot {number}: {left} of {points} left, gone from {end} on",
    simplifiedChinese: "第 {number} 批：{points} 分余 {left} 分，{end} 起失效")
  static let membershipLotPending = Self(
    "membership.lotPending",
    english: "lot {number}: {left} of {points} left, not to be spent before {from}",
    simplifiedChinese: "第 {number} 批：{points} 分余 {left} 分，{from} 起可用")
  static let membershipLotUnconfirmed = Self(
    "membership.lotUnconfirmed",
    english: "lot {number}: {left} of {points} left, to be confirmed",
    simplifiedChinese: "第 {number} 批：{points} 分余 {left} 分，待确认")
  static let membershipLotExpired = Self(
    "membership.lotExpired",
    english: "lot {number}: {left} of {points} expired {end}",
    simplifiedChinese: "第 {number} 批：{points} 分中 {left} 分已于 {end} 失效")
  static let membershipEarning = Self(
    "membership.earning",
    english:
      "{activity} earns {points} points, {qualifying} qualifying points and {contribution} contribution value",
    simplifiedChinese: "{activity} 获得积分 {points}、定级积分 {qualifying}、贡献值 {contribution}")
  static let membershipEarningBase = Self(
    "membership.earningBase",
    english: "{base} by rule {rule}",
    simplifiedChinese: "规则 {rule}：{base}")
  static let membershipFactor = Self(
    "membership.factor",
    english: "times {factor} for {name}",
    simplifiedChinese: "{name}：×{factor}")
  static let membershipRounded = Self(
    "membership.rounded",
    english: "makes {points} {ledger} points, rounded {direction}",
    simplifiedChinese: "计得 {points} 分（{ledger}，{direction}）")
  static let membershipExtra = Self(
    "membership.extra",
    english: "{points} more by campaign {rule}",
    simplifiedChinese: "活动 {rule} 另加 {points} 分")
  static let membershipPaidOwed = Self(
    "membership.paidOwed",
    english: "{points} of them pay off what was owed",
    simplifiedChinese: "其中 {points} 分用于抵扣欠分")
  static let membershipPendingUntil = Self(
    "membership.pendingUntil",
    english: "they can be spent from {from} on",
    simplifiedChinese: "{from} 起可用")
  static let membershipPendingConfirmation = Self(
    "membership.pendingConfirmation",
    english: "they can be spent when the earning is confirmed",
    simplifiedChinese: "确认后可用")
  static let membershipEnds = Self(
    "membership.ends",
    english: "they are gone from {end} on",
    simplifiedChinese: "{end} 起失效")
  static let membershipRedemption = Self(
    "membership.redemption",
    english: "{points} points spent: {left} of them have not come back",
    simplifiedChinese: "消费积分 {points}，未退回 {left}")
  static let membershipTaking = Self(
    "membership.taking",
    english: "{points} from lot {number}",
    simplifiedChinese: "第 {number} 批 {points} 分")
}
