// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why two tallies do not make up one.
public enum MetricMergeError: Error, Hashable, Sendable {
  /// They count by different plans: another subject, other definitions, period or zone.
  case otherPlan
  /// They were cut in different ways, or both are the whole.
  case otherCut(MetricShard, MetricShard)
  /// Both counted these parts.
  case countedTwice(parts: [Int])
  /// The parts were not cut by the fact that this metric keeps together.
  case dividesKey(MetricID, key: [String], cutBy: String?)
}

extension MetricMergeError: CustomStringConvertible {
  /// What is wrong, as a sentence.
  public var description: String {
    switch self {
    case .otherPlan: "the tallies count by different plans"
    case .otherCut(let left, let right):
      "the tallies were cut in different ways: \(left) and \(right)"
    case .countedTwice(let parts):
      "both tallies counted part \(parts.map(String.init).joined(separator: ", "))"
    case .dividesKey(let metric, let key, let cut):
      "\(metric) keeps together what has the same \(key.joined(separator: " and ")); "
        + (cut.map { "the parts were cut by \($0)" } ?? "the parts were not cut by it")
    }
  }
}

extension MetricShard: CustomStringConvertible {
  /// `whole`, `part 3 of 8 by customer`.
  public var description: String {
    if count == 1 { return "whole" }
    let names = parts.map(String.init).joined(separator: ", ")
    return "part \(names) of \(count)" + (key.map { " by \($0)" } ?? "")
  }
}
