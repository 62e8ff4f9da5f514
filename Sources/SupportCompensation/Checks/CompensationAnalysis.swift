// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRules

/// What is true of a compensation policy for all claims there are: an exact answer, or none.
///
/// ```swift
/// let analysis = policy.analysis()
/// analysis.findings.map(\.explanation)   // each tells a case that shows it
/// analysis.protectedFacts           // .holds: equal declared facts always give equal awards
/// ```
///
/// The sums are those of a customer who was paid nothing before; what an account has used of a cap
/// only makes it bite earlier. Claims of which a sum cannot be told are not compared. Sums of money
/// should be declared with bounds: without them the worst claim is one of 92 quadrillion.
public struct CompensationAnalysis: Hashable, Sendable {
  /// How much is looked for and how long: in steps, never in time, so that every machine gives the
  /// same answer.
  public struct Limits: Hashable, Sendable {
    /// The steps that each question may take; a step decides one claim, or looks at one formula.
    public var steps: Int { didSet { steps = Swift.max(1, steps) } }
    /// The number of findings of one kind that are listed.
    public var findings: Int { didSet { findings = Swift.max(1, findings) } }
    /// How much the rule table is looked at.
    public var table: RuleTableAnalysis.Limits

    /// Creates limits; numbers below 1 become 1.
    public init(
      steps: Int = 20_000, findings: Int = 16,
      table: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits()
    ) {
      self.steps = Swift.max(1, steps)
      self.findings = Swift.max(1, findings)
      self.table = table
    }

    /// How many kinds of claims are told apart.
    var strips: Int { 4_096 }
    /// How long kinds of claims are looked for.
    var tableSteps: Int { steps > .max / 50 ? .max : steps * 50 }
  }

  /// What was found, by kind in the order of ``CompensationFinding/Kind``.
  public let findings: [CompensationFinding]
  /// Whether facts that must not decide never change an award, nor who may go to arbitration: equal
  /// declared facts then always give equal awards. It also fails where such a fact makes another formula
  /// decide, whatever that gives.
  public let protectedFacts: RuleProof<CompensationFinding>

  /// The findings of one kind, those that say "more" and "not proved" included.
  public func findings(of kind: CompensationFinding.Kind) -> [CompensationFinding] {
    findings.filter { $0.kind == kind }
  }

  /// The gravest finding's severity, `nil` where nothing was found.
  public var severity: RuleFinding.Severity? { findings.map(\.severity).max() }
}
