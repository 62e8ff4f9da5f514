// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What is true of a table for all cases there are: an exact answer, or none.
///
/// ```swift
/// let analysis = table.analysis()
/// for finding in analysis.findings { print(finding.explanation.text()) }
/// analysis.completeness             // .holds: some rule matches every case
/// ```
///
/// The answers speak of cases in which every fact that is not optional is known; for optional facts
/// "not known" is one more value.
public struct RuleTableAnalysis: Hashable, Sendable {
  /// How much is looked for and how long: in steps, never in time, so that every machine gives the
  /// same answer.
  public struct Limits: Hashable, Sendable {
    /// The steps that each question may take; a step looks at one rule in one region.
    public var steps: Int { didSet { steps = Swift.max(1, steps) } }
    /// The number of findings of one kind that are listed.
    public var findings: Int { didSet { findings = Swift.max(1, findings) } }

    /// Creates limits; numbers below 1 become 1.
    public init(steps: Int = 5_000_000, findings: Int = 16) {
      self.steps = Swift.max(1, steps)
      self.findings = Swift.max(1, findings)
    }

    /// How many regions are looked for: more than are listed, since neighbours are joined.
    var regions: Int { findings > .max / 4 ? .max : findings * 4 }
  }

  /// What was found, by kind in the order of ``RuleFinding/Kind``.
  public let findings: [RuleFinding]
  /// Whether some rule matches every case, or there is a default.
  public let completeness: RuleProof<RuleRegion>

  /// The findings of one kind, those that say "more" and "not proved" included.
  public func findings(of kind: RuleFinding.Kind) -> [RuleFinding] {
    findings.filter { $0.kind == kind }
  }

  /// The gravest finding's severity, `nil` where nothing was found.
  public var severity: RuleFinding.Severity? { findings.map(\.severity).max() }
}
