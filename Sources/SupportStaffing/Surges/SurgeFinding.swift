// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Something about a plan that its author should know.
public enum SurgeFinding: Hashable, Sendable {
  /// A rule that never holds in the span that was looked at.
  case neverHolds(rule: String)
  /// Two rules of one kind that hold at the same time, first from then on, so that the plan's
  /// combination decides.
  case overlap(rule: String, other: String, from: Instant, until: Instant)
}

extension SurgePlan {
  /// What the author of the plan should know about a span of time: rules that never hold in it, then
  /// each pair of raises, of additions, of floors or of one group that meets, where it first does.
  ///
  /// - Complexity: O(occurrences²).
  public func findings(in span: Range<Instant>) -> [SurgeFinding] {
    let held = rules.map { rule in
      occurrences(of: rule, in: span).sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }
    var findings = rules.indices.filter { held[$0].isEmpty }
      .map { SurgeFinding.neverHolds(rule: rules[$0].id) }
    for (index, rule) in rules.enumerated() {
      for other in rules.indices[(index + 1)...] where rule.effect.isLike(rules[other].effect) {
        let meetings = held[index].flatMap { one in
          held[other].compactMap { another in
            let (from, until) = (max(one.start, another.start), min(one.end, another.end))
            return from < until ? (from: from, until: until) : nil
          }
        }
        if let first = meetings.min(by: { ($0.from, $0.until) < ($1.from, $1.until) }) {
          findings.append(
            .overlap(
              rule: rule.id, other: rules[other].id, from: first.from, until: first.until))
        }
      }
    }
    return findings
  }
}

extension SurgeRule.Effect {
  /// Whether one of two effects can make the other one count less.
  fileprivate func isLike(_ other: Self) -> Bool {
    switch (self, other) {
    case (.raise, .raise), (.add, .add), (.atLeast, .atLeast): true
    case (.group(let name, _), .group(let another, _)): name == another
    default: false
    }
  }
}
