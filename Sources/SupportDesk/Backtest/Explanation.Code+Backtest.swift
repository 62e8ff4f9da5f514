// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Explanation.Code {
  /// Another book would have changed something.
  public static let backtestChanged = Self(
    "backtest.changed",
    english: "{judged} cases judged, {changed} of them otherwise; {setAside} set aside",
    simplifiedChinese: "回测工单{judged}件，结论有变{changed}件；搁置{setAside}件")
  /// Another book would have changed nothing.
  public static let backtestSame = Self(
    "backtest.same",
    english: "{judged} cases judged, all of them alike; {setAside} set aside",
    simplifiedChinese: "回测工单{judged}件，结论全部一致；搁置{setAside}件")
  /// What became of the promises.
  public static let backtestPromises = Self(
    "backtest.promises",
    english: "promises kept: {before} before, {after} after ({difference} points); \(outcomes)",
    simplifiedChinese: "承诺达成率：原{before}，新{after}（{difference}个百分点）；\(chineseOutcomes)")
  /// What became of the promises about one metric.
  public static let backtestMetric = Self(
    "backtest.metric",
    english: "{name}: {before} before, {after} after ({difference} points); \(outcomes)",
    simplifiedChinese: "指标{name}：原{before}，新{after}（{difference}个百分点）；\(chineseOutcomes)")
  /// What became of the promises of one rule.
  public static let backtestRule = Self(
    "backtest.rule",
    english: "rule {name}: {before} before, {after} after ({difference} points); \(outcomes)",
    simplifiedChinese: "规则{name}：原{before}，新{after}（{difference}个百分点）；\(chineseOutcomes)")
  /// How many cases are promised nothing.
  public static let backtestUnpromised = Self(
    "backtest.unpromised", english: "cases without a promise: {before} before, {after} after",
    simplifiedChinese: "无任何承诺的工单：原{before}件，新{after}件")
  /// What was paid.
  public static let backtestPaid = Self(
    "backtest.paid", english: "paid: \(sums)", simplifiedChinese: "赔付：\(chineseSums)")
  /// What one rule paid.
  public static let backtestPaidByRule = Self(
    "backtest.paidByRule", english: "rule {name}: \(sums)",
    simplifiedChinese: "规则{name}：\(chineseSums)")
  /// What members of one tier were paid.
  public static let backtestPaidByTier = Self(
    "backtest.paidByTier", english: "tier {name}: \(sums)",
    simplifiedChinese: "等级{name}：\(chineseSums)")
  /// What those without a tier were paid.
  public static let backtestPaidWithoutTier = Self(
    "backtest.paidWithoutTier", english: "no tier: \(sums)",
    simplifiedChinese: "无等级：\(chineseSums)")
  /// Why histories cannot be judged again.
  public static let backtestSetAside = Self(
    "backtest.setAside", english: "{count} set aside: {reason}",
    simplifiedChinese: "搁置{count}件：{reason}")

  private static let outcomes = """
    {newlyMet} newly met, {newlyMissed} newly missed, {added} added, {dropped} dropped, {moved} moved
    """
  private static let chineseOutcomes = """
    转为达成{newlyMet}，转为超时{newlyMissed}，新增{added}，取消{dropped}，时限变动{moved}
    """
  private static let sums = """
    {before} before, {after} after ({difference}); {added} more, {saved} less
    """
  private static let chineseSums = "原{before}，新{after}（{difference}）；多付{added}，少付{saved}"

  fileprivate static let obstacles: [(obstacle: CaseHistory.Obstacle, code: Self)] = [
    (.empty, "without events", "没有事件"),
    (.notOpened, "something happened before the opening, or there is none", "开单前已有事件，或从未开单"),
    (.openedTwice, "opened twice", "重复开单"),
    (.timeRunsBackwards, "an event occurred before the one recorded before it", "事件时间倒退"),
    (.severalTickets, "merged or split", "曾合并或拆分"),
    (.corrected, "corrected later", "事后更正"),
  ].map { obstacle, english, chinese in
    (
      obstacle,
      Self(
        "backtest.obstacle.\(obstacle.rawValue)", english: english, simplifiedChinese: chinese)
    )
  }

  /// The codes of back-tests, for a catalogue.
  public static let allBacktests: [Self] =
    [
      backtestChanged, backtestSame, backtestPromises, backtestMetric, backtestRule,
      backtestUnpromised, backtestPaid, backtestPaidByRule, backtestPaidByTier,
      backtestPaidWithoutTier, backtestSetAside,
    ] + obstacles.map(\.code)
}

extension CaseHistory.Obstacle {
  /// The reason in words, for an explanation.
  public var code: Explanation.Code {
    Explanation.Code.obstacles.first { $0.obstacle == self }?.code
      ?? Explanation.Code(
        "backtest.obstacle.\(rawValue)", english: rawValue, simplifiedChinese: rawValue)
  }
}
