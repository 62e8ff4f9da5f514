// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// A rule of a table matched and decided.
  public static let ruleMatched = Self(
    "rules.matched",
    english: "rule {rule} of {table} matched: {facts}",
    simplifiedChinese: "{table} 的规则 {rule} 命中：{facts}")
  /// Several rules of a table decided together.
  public static let rulesMatched = Self(
    "rules.several",
    english: "{count} rules of {table} matched",
    simplifiedChinese: "{table} 命中 {count} 条规则")
  /// The sum of the rules that match does not fit its type.
  public static let rulesOverflow = Self(
    "rules.overflow",
    english: "{table} gives no outcome: the sum of {rules} is too large",
    simplifiedChinese: "{table} 无结果：{rules} 之和过大")
  /// The outcomes of the rules that match can be neither added nor compared.
  public static let rulesOfDifferentKinds = Self(
    "rules.differentKinds",
    english: "{table} gives no outcome: those of {rules} are of different kinds",
    simplifiedChinese: "{table} 无结果：{rules} 的结果种类不同")
  /// The rules that match must not match together, or do not agree.
  public static let rulesConflict = Self(
    "rules.conflict",
    english: "{table} gives no outcome: {rules} contradict one another",
    simplifiedChinese: "{table} 无结果：规则 {rules} 相互冲突")
  /// A personal fact that mattered.
  public static let ruleFact = Self(
    "rules.fact", english: "{fact} = {value}", simplifiedChinese: "{fact} = {value}")
  /// A rule matched, but another decided.
  public static let ruleOutdone = Self(
    "rules.outdone",
    english: "rule {rule} matched too, but did not decide",
    simplifiedChinese: "规则 {rule} 也命中，但未采用")
  /// A rule did not match and cannot: the first condition that failed.
  public static let ruleFailed = Self(
    "rules.failed",
    english: "rule {rule} did not match: {fact} is {is}; needed: {needs}",
    simplifiedChinese: "规则 {rule} 未命中：{fact} 为 {is}，要求 {needs}")
  /// A rule asks what never holds, whatever the facts are.
  public static let ruleNeverMatches = Self(
    "rules.never",
    english: "rule {rule} can never match: {needs}",
    simplifiedChinese: "规则 {rule} 永不命中：{needs}")
  /// A rule did not match; what stands below would make it match and decide.
  public static let ruleFailedDecides = Self(
    "rules.failed.decides",
    english: "rule {rule} did not match: {fact} is {is}; needed: {needs}; it would decide with",
    simplifiedChinese: "规则 {rule} 未命中：{fact} 为 {is}，要求 {needs}；满足以下条件即可采用")
  /// A rule did not match; what stands below would make it match, but another would decide.
  public static let ruleFailedMatches = Self(
    "rules.failed.matches",
    english:
      "rule {rule} did not match: {fact} is {is}; needed: {needs}; "
      + "it would match, yet not decide, with",
    simplifiedChinese: "规则 {rule} 未命中：{fact} 为 {is}，要求 {needs}；满足以下条件可命中，但仍不采用")
  /// A rule would decide if facts were known.
  public static let ruleNotAssessable = Self(
    "rules.notAssessable",
    english: "rule {rule} cannot be assessed: {facts} not known",
    simplifiedChinese: "规则 {rule} 无法判断：{facts} 未知")
  /// No rule matched; the table's default answered.
  public static let ruleDefault = Self(
    "rules.default",
    english: "no rule of {table} matched; its default applies",
    simplifiedChinese: "{table} 没有规则命中，采用默认值")
  /// No rule matched and there is no default.
  public static let ruleNoMatch = Self(
    "rules.noMatch",
    english: "no rule of {table} matched",
    simplifiedChinese: "{table} 没有规则命中")

  /// A fact would have to be greater.
  public static let factMore = Self(
    "rules.fact.more",
    english: "{fact} {difference} more ({to})", simplifiedChinese: "{fact} 增加 {difference}（至 {to}）")
  /// A fact would have to be smaller.
  public static let factLess = Self(
    "rules.fact.less",
    english: "{fact} {difference} less ({to})", simplifiedChinese: "{fact} 减少 {difference}（至 {to}）")
  /// A fact would have to stand at least here on its scale.
  public static let factOrAbove = Self(
    "rules.fact.orAbove",
    english: "{fact} {to} or above", simplifiedChinese: "{fact} 为 {to} 或以上")
  /// A fact would have to stand at most here on its scale.
  public static let factOrBelow = Self(
    "rules.fact.orBelow",
    english: "{fact} {to} or below", simplifiedChinese: "{fact} 为 {to} 或以下")
  /// A fact would have to be another.
  public static let factBecomes = Self(
    "rules.fact.becomes", english: "{fact} {to}", simplifiedChinese: "{fact} 为 {to}")
  /// A fact would have to be known.
  public static let factKnown = Self(
    "rules.fact.known",
    english: "{fact} known, such as {to}", simplifiedChinese: "已知 {fact}，如 {to}")
  /// A fact must not be known.
  public static let factUnknown = Self(
    "rules.fact.unknown", english: "{fact} not known", simplifiedChinese: "{fact} 未知")
  /// Flags would have to be set or unset.
  public static let factFlags = Self(
    "rules.fact.flags", english: "{fact} {flags}", simplifiedChinese: "{fact} {flags}")
}
