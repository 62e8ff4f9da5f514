// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension RuleTable {
  /// Checks the table for all cases there are: gaps, overlaps, rules that never decide or change
  /// nothing, conditions that always or never hold, facts that nobody asks about or that must not
  /// decide, rules that could be one.
  ///
  /// Every finding is exact, and its case can be put to ``decide(_:on:)``. Where the steps do not
  /// suffice the answer is ``RuleFinding/notProved(_:)``, never a wrong "fine"; so it is, whatever
  /// the steps, for rules that ask about more than 256 facts, where each flag that they ask about
  /// and the date count as a fact.
  ///
  /// - Parameter limits: How much is looked for, and how long.
  /// - Returns: What was found.
  /// - Complexity: O(ways to match × facts asked) before the first step, then bounded by the steps; the
  ///   question is as hard as satisfiability at worst, and
  ///   quick for tables that people write.
  public func analysis(
    limits: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits()
  ) -> RuleTableAnalysis {
    var numbers: [Outcome: Int] = [:]
    var analyst = RuleAnalyst(
      matcher.lines, schema, factsAsked: factsAsked, shape(&numbers), decider, limits)
    analyst.run()
    let findings = RuleFinding.Kind.allCases.flatMap { kind in
      analyst.findings.filter { $0.kind == kind }
    }
    return RuleTableAnalysis(findings: findings, completeness: analyst.completeness)
  }

  /// Proves that some rule matches every case, or may where facts are not known, or shows one that none
  /// does: the first question of ``analysis(limits:)`` alone.
  package func completeness(
    limits: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits()
  ) -> RuleProof<RuleRegion> {
    var numbers: [Outcome: Int] = [:]
    var analyst = RuleAnalyst(
      matcher.lines, schema, factsAsked: factsAsked, shape(&numbers), decider, limits)
    analyst.runCompleteness()
    return analyst.completeness
  }

  private var decider: RuleAnalyst.Decider {
    RuleAnalyst.Decider(
      differ: { left, right in
        let (one, other) = (
          decide(left.witness, on: left.date), decide(right.witness, on: right.date)
        )
        return !one.saysTheSame(as: other, inAnyOrder: hitPolicy == .collect)
      },
      contradict: { left, right in
        hitPolicy.needsQuantity
          && !RuleQuantities.areOfOneKind(rules[left].then, rules[right].then)
      },
      blocking: { region in
        guard case .notAssessable(let rule, _) = decide(region.witness, on: region.date) else {
          return nil
        }
        return matcher.ruleNumbers[rule]
      })
  }

  /// What the analysis must know of the table besides its conditions. Tables that are compared share
  /// the numbers of their outcomes.
  func shape(_ numbers: inout [Outcome: Int]) -> TableShape {
    func number(_ outcome: Outcome) -> Int {
      if let known = numbers[outcome] { return known }
      numbers[outcome] = numbers.count
      return numbers.count - 1
    }
    return TableShape(
      hitPolicy: hitPolicy, outcomes: rules.map { number($0.then) },
      otherwise: otherwise.map(number) ?? -1, ranks: ranks)
  }
}
