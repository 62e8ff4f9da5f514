// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension MetricDefinition {
  /// Of which contacts the abandoned ones are a share.
  public enum AbandonmentBase: String, Hashable, Sendable, Codable, CaseIterable {
    /// Of those that were answered or abandoned.
    case offered
    /// Of all that entered a queue and are over: also sent on and called back.
    case queued
    /// Of all that reached the number and are over: also left in the menu and refused.
    case reached
  }

  /// The share of contacts that gave up while waiting.
  ///
  /// - Parameters:
  ///   - base: Of which contacts.
  ///   - short: Abandoned contacts that waited for at most this long are left out, above and below the
  ///     line; `nil` counts them all.
  /// - Returns: The definition, dated by the arrival.
  public static func abandonment(of base: AbandonmentBase, short: Duration? = nil) -> Self {
    let all: Condition =
      switch base {
      case .offered: .offered
      case .queued:
        .all([.outcome(.answered, .abandoned, .overflowed, .calledBack), .isKnown("queuedAt")])
      case .reached: .reached
      }
    let counted: Condition =
      short.map { .all([all, .any([.not(.abandoned), .beyond("wait", $0)])]) } ?? all
    let (chinese, source) =
      switch base {
      case .offered:
        ("放弃率（占提供）", "\(MetricSource.callCentreHelper), How to Measure Call Abandon Rate")
      case .queued: ("放弃率（占排队）", MetricSource.amazon)
      case .reached: ("放弃率（占呼入）", "of the contacts of \(MetricSource.standard("NA-07"))")
      }
    let isShort = short != nil
    return Self(
      catalogue: "abandonment.\(base.rawValue)" + (isShort ? ".withoutShort" : ""), of: .contacts,
      .share(of: .abandoned, among: counted),
      "Abandonment, of contacts \(base.rawValue)" + (isShort ? ", short ones left out" : ""),
      chinese + (isShort ? "（短时放弃不计）" : ""), family: "abandonment", source: source)
  }

  /// The mean wait in the queue of those who were answered: the average speed of answer (ASA).
  public static let averageSpeedOfAnswer = Self(
    catalogue: "averageSpeedOfAnswer", of: .contacts, .mean("wait", where: .answered),
    "Average speed of answer", "平均应答速度", family: "averageSpeedOfAnswer",
    source: MetricSource.swpp)

  /// The mean wait in the queue of all who were answered or gave up.
  public static let averageWait = Self(
    catalogue: "averageSpeedOfAnswer.all", of: .contacts, .mean("wait", where: .offered),
    "Average wait of all contacts", "全部联络平均等待", family: "averageSpeedOfAnswer",
    source: MetricSource.talkdesk)

  /// The mean time from the arrival, the menu included, to the answer.
  public static let averageDelay = Self(
    catalogue: "averageSpeedOfAnswer.fromArrival", of: .contacts, .mean("delay", where: .answered),
    "Average delay from the arrival to the answer", "自呼入起平均应答时间",
    family: "averageSpeedOfAnswer",
    source: "CCa2z, Average Speed of Answer / Average Delay: from the caller's view")

  /// The mean wait of those who gave up.
  public static let averageAbandonTime = Self(
    catalogue: "averageAbandonTime", of: .contacts, .mean("wait", where: .abandoned),
    "Average wait before giving up", "平均放弃等待时间", family: "wait",
    source: "\(MetricSource.amazon): Average queue abandon time")

  /// The longest wait of those who were answered or gave up.
  public static let longestWait = Self(
    catalogue: "longestWait", of: .contacts, .maximum("wait", where: .offered), "Longest wait",
    "最长等待", family: "wait", source: MetricSource.talkdesk)

  /// The wait that a share of those who were answered or gave up did not exceed.
  public static func waitQuantile(_ share: Rate) -> Self {
    Self(
      catalogue: "waitQuantile", of: .contacts,
      .quantile(share, of: "wait", by: .linear, where: .offered),
      "Wait that a share does not exceed",
      "等待时间分位数", family: "wait",
      source: "R. J. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages (1996)")
  }
}

extension MetricCatalogue {
  static let waiting: [Entry] =
    MetricDefinition.AbandonmentBase.allCases.map { base in
      Entry([.shortIfAny]) { .abandonment(of: base, short: $0.duration(ifSaid: .shortIfAny)) }
    } + [
      Entry(.averageSpeedOfAnswer), Entry(.averageWait), Entry(.averageDelay),
      Entry(.averageAbandonTime), Entry(.longestWait),
      Entry([.share]) { .waitQuantile($0.share(.share)) },
    ]
}
