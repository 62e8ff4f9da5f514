// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// A rule of a table matched.
  public static let ruleMatched = Self(
    "rules.matched",
    english: "rule {rule} of {table} matched: {facts}",
    simplifiedChinese: "{table} 的规则 {rule} 命中:{facts}")
  /// A rule did not match; the first condition that failed.
  public static let ruleFailed = Self(
    "rules.failed",
    english: "rule {rule} did not match: {fact} is {is}; needed: {needs}",
    simplifiedChinese: "规则 {rule} 未命中:{fact} 为 {is},要求 {needs}")
  /// A rule would decide if facts were known.
  public static let ruleNotAssessable = Self(
    "rules.notAssessable",
    english: "rule {rule} cannot be assessed: {facts} not known",
    simplifiedChinese: "规则 {rule} 无法判断:{facts} 未知")
  /// No rule matched; the table's default answered.
  public static let ruleDefault = Self(
    "rules.default",
    english: "no rule of {table} matched; its default applies",
    simplifiedChinese: "{table} 没有规则命中,采用默认值")
  /// No rule matched and there is no default.
  public static let ruleNoMatch = Self(
    "rules.noMatch",
    english: "no rule of {table} matched",
    simplifiedChinese: "{table} 没有规则命中")
}
