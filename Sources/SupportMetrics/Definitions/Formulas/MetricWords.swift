// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The sentences of formulas and findings, and the words inside them, in English and Simplified
/// Chinese.
enum MetricWords {
  static func code(_ name: String) -> Explanation.Code { sentences.code(name) }

  /// A word as it stands inside a sentence.
  static func word(_ name: String) -> Explanation.Operand.Value { words.phrase(name) }

  /// What rows are called; subjects of a host by their own name.
  static func rows(of subject: String) -> Explanation.Operand.Value {
    subjects.rows.contains { $0.name == subject } ? subjects.phrase(subject) : .text(subject)
  }

  static var all: [Explanation.Code] { sentences.codes + words.codes + subjects.codes }

  static let sentences = PhraseTable(
    "metrics",
    [
      ("named", "{name} ({id}): {measure}", "{name}（{id}）：{measure}"),
      ("unnamed", "{id}: {measure}", "{id}：{measure}"),
      // What is computed.
      ("measure.count", "how many {rows} there are", "{rows}的数量"),
      ("measure.share", "a share of {rows}", "{rows}的占比"),
      ("measure.ratio", "{rows} of one kind for each of another", "两类{rows}之比"),
      ("measure.balance", "one share of {rows} less another", "{rows}的两个占比之差"),
      ("measure.sum", "the sum of {amount} of {rows}", "{rows}的 {amount} 之和"),
      ("measure.mean", "the mean of {amount} of {rows}", "{rows}的 {amount} 均值"),
      ("measure.minimum", "the least {amount} of {rows}", "{rows}的 {amount} 最小值"),
      ("measure.maximum", "the greatest {amount} of {rows}", "{rows}的 {amount} 最大值"),
      (
        "measure.quantile", "the {amount} that {share} of {rows} do not exceed, {method}",
        "{share} 的{rows}不超过的 {amount}，{method}"
      ),
      (
        "measure.quotient", "the sum of {amount} of {rows} by {divisor}",
        "{rows}的 {amount} 之和除以 {divisor}"
      ),
      (
        "measure.top", "the {count} most frequent values of {fact} among {rows}, and their share",
        "{rows}中 {fact} 最常见的 {count} 个值及其占比"
      ),
      (
        "measure.distinct", "how many different values of {fact} {rows} have",
        "{rows}中不同 {fact} 的数量"
      ),
      (
        "measure.distinct.bounded",
        "about how many different values of {fact} {rows} have, by {registers} registers",
        "{rows}中不同 {fact} 的大致数量（{registers} 个寄存器）"
      ),
      (
        "measure.averagePresent",
        "how many {rows} are present on average, from {from} until {until}",
        "自 {from} 至 {until} 存续的{rows}平均数量（按时间加权）"
      ),
      (
        "measure.presentAtEnd", "how many {rows} are present at the end, from {from} until {until}",
        "期末存续的{rows}数量（自 {from} 至 {until}）"
      ),
      (
        "measure.age.mean", "the mean age of {rows} present at the end, from {from} until {until}",
        "期末存续的{rows}平均时长（自 {from} 至 {until}）"
      ),
      (
        "measure.age.quantile",
        "the age that {share} of {rows} present at the end do not exceed, from {from} until {until}, {method}",
        "{share} 的期末存续{rows}不超过的时长（自 {from} 至 {until}），{method}"
      ),
      (
        "measure.age.older",
        "the share of {rows} present at the end that are older than {bound}, from {from} until {until}",
        "期末存续的{rows}中超过 {bound} 的占比（自 {from} 至 {until}）"
      ),
      (
        "measure.recurrence", "the share of {rows} that another one follows",
        "其后再次发生的{rows}占比"
      ),
      (
        "measure.recurrence.negated", "the share of {rows} that no other one follows",
        "其后未再发生的{rows}占比"
      ),
      // What counts.
      ("numerator", "above the line: {condition}, of those below it", "分子：分母之中满足 {condition}"),
      ("numerator.alone", "above the line: {condition}", "分子：{condition}"),
      ("numerator.less", "less those for which {condition}", "减去其中满足 {condition} 者"),
      (
        "numerator.again",
        "above the line: the same {key} occurs again within {time} after {start}, the end included",
        "分子：{start} 后 {time} 内（含）相同 {key} 再次发生"
      ),
      (
        "numerator.notAgain",
        "above the line: the same {key} does not occur again within {time} after {start}, the end included",
        "分子：{start} 后 {time} 内（含）相同 {key} 未再发生"
      ),
      ("numerator.followers", "what may follow: {condition}", "可作为再次发生者：{condition}"),
      ("denominator", "below the line: {condition}", "分母：{condition}"),
      ("counted", "counted: {condition}", "计入：{condition}"),
      ("filter", "looked at are only rows with {condition}", "仅统计满足 {condition} 的记录"),
      // What does not count.
      (
        "leftOut.unknown", "left out: rows that cannot be told, since one is not known of {facts}",
        "不计入：因 {facts} 中有未知者而无法判断的记录"
      ),
      (
        "leftOut.censored",
        "left out: rows of which the data do not reach {time} beyond {start} yet",
        "不计入：数据尚未覆盖 {start} 之后 {time} 的记录"
      ),
      // When.
      ("date", "dated by {fact}", "按 {fact} 归入统计期"),
      (
        "date.event", "dated by {from} + {after}, at most {time}",
        "按 {from} + {after}（至多 {time}）归入统计期"
      ),
      ("date.own", "dated by the rows' own date", "按记录自身日期归入统计期"),
      ("period", "told by {period}", "统计周期：{period}"),
      ("grouping", "told apart by {facts}", "分组：{facts}"),
      ("objective", "objective: {objective}", "目标：{objective}"),
      ("source", "source: {source}", "出处：{source}"),
      // Figures.
      ("figure", "{name}, {period}: {value}", "{name}（{period}）：{value}"),
      ("figure.ofGroup", "{name}, {period}, {group}: {value}", "{name}（{period}，{group}）：{value}"),
      ("figure.group", "{fact} = {value}", "{fact} = {value}"),
      ("figure.share", "{above} of {below} {rows}", "{below} 条{rows}中的 {above} 条"),
      ("figure.quotient", "{above} by {below}", "{above} ÷ {below}"),
      ("figure.present", "at most {counted} {rows} at a time", "同时最多 {counted} 条{rows}"),
      ("figure.rows", "from {counted} {rows}", "依据 {counted} 条{rows}"),
      (
        "figure.leftOut.apart", "left out: {count} of which the formula does not speak",
        "不计入：{count} 条不在公式范围之内"
      ),
      (
        "figure.leftOut.unknown",
        "left out: {count} that cannot be told, since a fact is not known",
        "不计入：{count} 条因事实未知而无法判断"
      ),
      (
        "figure.leftOut.censored", "left out: {count} whose time was not over when the data end",
        "不计入：{count} 条在数据截止时尚未到期"
      ),
      ("figure.leftOut.none", "nothing was left out", "没有不计入的记录"),
      ("figure.window", "period: {period}, by the calendar of {zone}", "统计期：{period}（{zone} 日历）"),
      ("figure.undated", "rows without a date belong to no period", "无日期的记录不属于任何统计期"),
      (
        "figure.interval", "chance alone may move it between {lower} and {upper} ({level})",
        "偶然波动可在 {lower} 至 {upper} 之间（{level}）"
      ),
      (
        "figure.interval.few",
        "few were counted: chance alone may move it between {lower} and {upper} ({level})",
        "样本较少：偶然波动可在 {lower} 至 {upper} 之间（{level}）"
      ),
      (
        "figure.relativeError", "within a relative error of {error}", "相对误差不超过 {error}"
      ),
      (
        "figure.standardError", "estimated, with a standard error of {error}", "估算值，标准误为 {error}"
      ),
      ("figure.met", "objective {objective}: reached", "目标 {objective}：达成"),
      ("figure.missed", "objective {objective}: not reached", "目标 {objective}：未达成"),
      // Findings.
      (
        "finding.alwaysWhole",
        "every row below the line counts above it: the share is always 100 %",
        "分母中的每条记录都计入分子：占比恒为 100 %"
      ),
      (
        "finding.overlapping", "a row can count both for and against",
        "同一记录可能同时计入正反两方"
      ),
      (
        "finding.unboundGroups", "told apart by {fact}, nearly every row is a group of its own",
        "按 {fact} 分组时，几乎每条记录自成一组"
      ),
      (
        "finding.objectiveWithoutPeriod",
        "it has an objective but no period over which it is judged",
        "设有目标，但未说明考核周期"
      ),
      (
        "finding.unexplained", "it has neither a title nor a source",
        "既无名称也无出处"
      ),
    ])

  static let words = PhraseTable(
    "metrics.word",
    [
      ("always", "every row", "全部记录"),
      ("linear", "interpolated (type 7)", "线性插值（第 7 型）"),
      ("nearestRank", "by nearest rank", "最近秩"),
      ("sketch", "within a relative error", "在相对误差内"),
      ("undated", "no period", "无统计期"),
      ("nothing", "nothing to count", "无可统计的记录"),
      ("unknown", "not known", "未知"),
      ("whole", "all time", "全部时间"),
      ("year", "year", "年"),
      ("quarter", "quarter", "季度"),
      ("month", "month", "月"),
      ("week", "week", "周"),
      ("day", "day", "日"),
    ])

  static let subjects = PhraseTable(
    "metrics.subject",
    [
      ("contacts", "contacts", "联络"),
      ("tickets", "tickets", "工单"),
      ("replies", "answers to customers", "客户答复"),
      ("ratings", "survey answers", "调查回答"),
      ("inspections", "inspections", "质检"),
      ("violations", "violations of the code", "违规记录"),
      ("certifications", "certificates", "认证"),
      ("agentTime", "stretches of agents' time", "坐席工时"),
      ("awards", "awards", "补偿"),
      ("disputes", "disputes", "争议"),
      ("customers", "customers", "客户"),
      ("proposals", "proposals", "建议"),
    ])
}

extension Explanation.Code {
  /// Every code that metrics tell with; titles of definitions aside.
  public static let allMetrics: [Self] = MetricWords.all
}
