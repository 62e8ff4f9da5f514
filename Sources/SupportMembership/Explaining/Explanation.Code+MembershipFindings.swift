// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Explanation.Code {
  static let membershipNeverMet = Self(
    "membership.neverMet",
    english: "nothing gives what it takes to {purpose}: {tier}",
    simplifiedChinese: "没有任何规则能产生{purpose} {tier} 所需的条件")
  static let membershipOvertaken = Self(
    "membership.overtaken",
    english:
      "nobody reaches {tier} by earning: what it takes is enough for {higher}, which is higher",
    simplifiedChinese: "无人能凭累积达到 {tier}：其条件已足以达到更高的 {higher}")
  static let membershipAskedPoints = Self(
    "membership.askedPoints",
    english: "{points} qualifying points ({period})",
    simplifiedChinese: "{points} 定级积分（{period}）")
  static let membershipAskedSpend = Self(
    "membership.askedSpend",
    english: "{sum} spent ({period})",
    simplifiedChinese: "消费 {sum}（{period}）")
  static let membershipAskedContribution = Self(
    "membership.askedContribution",
    english: "{value} contribution value ({period})",
    simplifiedChinese: "{value} 贡献值（{period}）")
  static let membershipAskedBalance = Self(
    "membership.askedBalance",
    english: "{points} points held",
    simplifiedChinese: "持有积分 {points}")
}
