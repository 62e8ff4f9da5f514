// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

extension RoutingPolicy {
  /// What the checks of a policy may know beside it.
  public struct Scope: Hashable, Sendable {
    /// The instants between which hours are looked at; `nil` asks only what never opens at all.
    public var span: Range<Instant>?
    /// All agents there are; `nil` leaves out what depends on them.
    public var agents: [Agent]?
    /// The languages that customers ask for.
    public var languages: [LanguageID]
    /// The queues that work, agents or the host name by themselves.
    public var namedQueues: Set<QueueID>
    /// The classes of urgency that work names by itself.
    public var namedPriorities: Set<PriorityID>
    /// How long the rules that choose a queue are looked at.
    public var limits: RuleTableAnalysis.Limits

    /// Creates a scope.
    public init(
      span: Range<Instant>? = nil, agents: [Agent]? = nil, languages: [LanguageID] = [],
      namedQueues: Set<QueueID> = [], namedPriorities: Set<PriorityID> = [],
      limits: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits()
    ) {
      self.span = span
      self.agents = agents
      self.languages = languages
      self.namedQueues = namedQueues
      self.namedPriorities = namedPriorities
      self.limits = limits
    }
  }

  /// Checks the policy before it is published: queues that nothing leads to, overflow that goes round,
  /// rules, pools and weights without effect, hours in which nobody serves, gaps and overlaps of the
  /// rules that choose a queue; and, given the agents, what nobody can do.
  ///
  /// ```swift
  /// let findings = policy.findings(.init(span: start..<end, agents: agents))
  /// findings.map { $0.explanation(in: zone).text() }
  /// ```
  ///
  /// A finding is never a guess: where a rule only might not help (it waits for somebody on duty, or
  /// for a queue in which the work was not before), nothing is said.
  ///
  /// - Parameter scope: What is known beside the policy.
  /// - Returns: What was found, by kind in the order of ``RoutingFinding/Kind``, and in the order of the
  ///   policy.
  /// - Complexity: O(queues × rules²) for overflow, O(openings in the span × pools × log openings) for
  ///   hours, O(levels × agents × tests) for what agents can do; the rules that choose a queue as
  ///   `RuleTable.analysis(limits:)` says.
  public func findings(_ scope: Scope = Scope()) -> [RoutingFinding] {
    var findings = choiceFindings(scope)
    findings += ReachCheck(self, scope).findings
    let overflow = OverflowCheck(self)
    findings += overflow.circles
    findings += overflow.hidden
    findings += overflow.unreachedPools
    findings += HoursCheck(self, scope.span).findings
    findings += PriorityCheck(self, scope.namedPriorities).findings
    if let agents = scope.agents {
      findings += StaffCheck(self, agents, scope.languages).findings
    }
    return findings
  }

  /// Gaps are no finding where a fallback takes what no rule takes.
  private func choiceFindings(_ scope: Scope) -> [RoutingFinding] {
    guard let choice else { return [] }
    return choice.analysis(limits: scope.limits).findings.compactMap { finding in
      options.fallback != nil && finding.kind == .gap ? nil : .choice(finding)
    }
  }
}
