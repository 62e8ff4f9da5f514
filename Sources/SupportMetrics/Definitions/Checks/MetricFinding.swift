// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

/// Something about a definition that can be counted but is probably not meant.
public enum MetricFinding: Hashable, Sendable {
  /// Every row below the line counts above it as well: the share is always 100 %.
  case alwaysWhole
  /// A row can count above the line twice: what is for and what is against overlap.
  case overlapping
  /// It is told apart by a fact that hardly two rows share, such as an instant: about as many groups
  /// as rows.
  case unboundGroups(fact: String)
  /// It has an objective but no period over which that is judged.
  case objectiveWithoutPeriod
  /// It has neither a title nor a source, so that a reader cannot know what is meant.
  case unexplained
}

extension MetricDefinition {
  /// What is probably not meant, where the definition has no problem; in the order of the cases.
  public func findings(in subject: MetricSubject) -> [MetricFinding] {
    guard problems(in: subject).isEmpty else { return [] }
    var findings: [MetricFinding] = []
    let proof = MetricProof(subject)
    if case .share(let part, let whole) = measure,
      proof.implies(whole.and(filter), part.and(filter))
    {
      findings.append(.alwaysWhole)
    }
    if case .balance(let left, let right, let whole) = measure,
      proof.canHold(left.and(right).and(whole).and(filter))
    {
      findings.append(.overlapping)
    }
    for name in grouping {
      switch subject.schema.field(name)?.domain {
      case .instant, .duration, .money, .decimal: findings.append(.unboundGroups(fact: name))
      default: continue
      }
    }
    if objective != nil, period == nil { findings.append(.objectiveWithoutPeriod) }
    if title.english.isEmpty, title.simplifiedChinese.isEmpty, source == nil {
      findings.append(.unexplained)
    }
    return findings
  }
}

extension MetricFinding {
  /// The finding as a step that programs and people read.
  public var explanation: Explanation {
    switch self {
    case .alwaysWhole: Explanation(MetricWords.code("finding.alwaysWhole"))
    case .overlapping: Explanation(MetricWords.code("finding.overlapping"))
    case .unboundGroups(let fact):
      Explanation(MetricWords.code("finding.unboundGroups"), [.init("fact", .text(fact))])
    case .objectiveWithoutPeriod:
      Explanation(MetricWords.code("finding.objectiveWithoutPeriod"))
    case .unexplained: Explanation(MetricWords.code("finding.unexplained"))
    }
  }
}
