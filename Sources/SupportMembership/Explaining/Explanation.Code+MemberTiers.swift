// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Explanation.Code {
  static let membershipTier = Self(
    "membership.tier",
    english: "the tier is {tier} since {since}: {hold}",
    simplifiedChinese: "等级为 {tier}（自 {since}）：{hold}")
  static let membershipTierUntil = Self(
    "membership.tierUntil",
    english: "the tier is {tier} since {since}: {hold}, until {until}",
    simplifiedChinese: "等级为 {tier}（自 {since}）：{hold}，至 {until}")
  static let membershipTierStep = Self(
    "membership.tierStep",
    english: "{tier} from {at} on: {cause}",
    simplifiedChinese: "{at} 起为 {tier}：{cause}")
  static let membershipNext = Self(
    "membership.next",
    english: "missing for {tier}",
    simplifiedChinese: "距离 {tier} 还差")
  static let membershipToKeep = Self(
    "membership.toKeep",
    english: "missing to keep {tier}",
    simplifiedChinese: "保持 {tier} 还差")
  static let membershipAnyOf = Self(
    "membership.anyOf",
    english: "one of these is enough",
    simplifiedChinese: "满足其一即可")
  static let membershipAllOf = Self(
    "membership.allOf",
    english: "all of these",
    simplifiedChinese: "须全部满足")
  static let membershipPointsMissing = Self(
    "membership.pointsMissing",
    english: "{points} qualifying points",
    simplifiedChinese: "{points} 定级积分")
  static let membershipPointsMissingFrom = Self(
    "membership.pointsMissingFrom",
    english: "{points} qualifying points from {from} on, before {end}",
    simplifiedChinese: "{from} 起、{end} 前 {points} 定级积分")
  static let membershipPointsMissingBy = Self(
    "membership.pointsMissingBy",
    english: "{points} qualifying points before {end}",
    simplifiedChinese: "{end} 前 {points} 定级积分")
  static let membershipSpendMissing = Self(
    "membership.spendMissing",
    english: "{sum} to spend",
    simplifiedChinese: "消费 {sum}")
  static let membershipSpendMissingFrom = Self(
    "membership.spendMissingFrom",
    english: "{sum} to spend from {from} on, before {end}",
    simplifiedChinese: "{from} 起、{end} 前消费 {sum}")
  static let membershipSpendMissingBy = Self(
    "membership.spendMissingBy",
    english: "{sum} to spend before {end}",
    simplifiedChinese: "{end} 前消费 {sum}")
  static let membershipBalanceMissing = Self(
    "membership.balanceMissing",
    english: "{points} more points to hold",
    simplifiedChinese: "持有积分再增加 {points}")
  static let membershipContributionMissing = Self(
    "membership.contributionMissing",
    english: "{value} contribution value",
    simplifiedChinese: "{value} 贡献值")
  static let membershipContributionMissingFrom = Self(
    "membership.contributionMissingFrom",
    english: "{value} contribution value from {from} on, before {end}",
    simplifiedChinese: "{from} 起、{end} 前 {value} 贡献值")
  static let membershipContributionMissingBy = Self(
    "membership.contributionMissingBy",
    english: "{value} contribution value before {end}",
    simplifiedChinese: "{end} 前 {value} 贡献值")
  static let membershipEntitlement = Self(
    "membership.entitlement",
    english:
      "{benefit}: {left} of {allowed} left from {start} to {end}, {carried} carried over, {used} used",
    simplifiedChinese:
      "{benefit}：{start} 至 {end} 可用 {allowed} 次，结转 {carried} 次，已用 {used} 次，剩余 {left} 次")
  static let membershipEntitlementFree = Self(
    "membership.entitlementFree",
    english: "{benefit}: as often as wanted; {used} used",
    simplifiedChinese: "{benefit}：不限次数，已用 {used} 次")
  static let membershipNoBenefit = Self(
    "membership.noBenefit",
    english: "{benefit} is not a benefit of {tier}",
    simplifiedChinese: "{tier} 不含权益 {benefit}")
  static let membershipReward = Self(
    "membership.reward",
    english: "{cause} {id} is rewarded by rule {rule}: {reward}",
    simplifiedChinese: "{cause} {id} 按规则 {rule} 奖励：{reward}")
  static let membershipRefused = Self(
    "membership.refused",
    english: "nothing: {reason}",
    simplifiedChinese: "无：{reason}")
  static let membershipClosed = Self(
    "membership.closed",
    english: "the membership ended {at}",
    simplifiedChinese: "会员资格已于 {at} 终止")
  static let membershipOpen = Self(
    "membership.open",
    english: "the membership goes on",
    simplifiedChinese: "会员资格有效")
  static let membershipKept = Self(
    "membership.kept",
    english: "{part} stays until {end}",
    simplifiedChinese: "{part} 保留至 {end}")
  static let membershipKeptForever = Self(
    "membership.keptForever",
    english: "{part} stays",
    simplifiedChinese: "{part} 永久保留")
  static let membershipNotEnrolled = Self(
    "membership.notEnrolled",
    english: "the membership has not begun",
    simplifiedChinese: "尚未入会")
}
