// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportRules

extension CompensationPolicy {
  /// Checks the policy for all claims there are, before it is published: claims that match no rule,
  /// rules that never decide or that a cap makes dead, from which value a cap bites, greater values
  /// that are paid less, the largest steps, steps that cannot be swapped, protected facts that change
  /// an award.
  ///
  /// Each claim that shows a finding can be put to ``award(for:in:)``. Where the steps do not suffice,
  /// or a formula goes by dates and working hours, which the facts alone do not tell, the answer is
  /// ``CompensationFinding/notProved(_:about:)``, never a wrong "fine". Steps of no more than four
  /// rounding steps are not told.
  ///
  /// - Parameter limits: How much is looked for, and how long.
  /// - Returns: What was found.
  /// - Complexity: Bounded by the steps, for each fact and each pair of steps.
  public func analysis(
    limits: CompensationAnalysis.Limits = CompensationAnalysis.Limits()
  ) -> CompensationAnalysis {
    PolicyAnalyst(core, limits).analysis()
  }

  /// Proves that a fact moves what is paid and given back one way only, such as "a longer delay is
  /// never paid less", or shows two claims that differ in the fact alone and refute it.
  ///
  /// Claims that match no rule are paid nothing; claims of which a sum cannot be told refute nothing.
  ///
  /// ```swift
  /// try policy.monotonicity(in: "delay", .neverLess)
  /// ```
  ///
  /// - Parameters:
  ///   - fact: The name of a fact whose values have an order.
  ///   - growth: The way in which the sum may follow it.
  ///   - limits: How long is looked for a proof or a refutation.
  /// - Returns: The proof, or two claims.
  /// - Throws: `FactError` when the policy does not declare the fact, or its values have no order.
  public func monotonicity(
    in fact: String, _ growth: RuleTable<AwardFormula>.Growth,
    limits: CompensationAnalysis.Limits = CompensationAnalysis.Limits()
  ) throws(FactError) -> RuleProof<AwardPair> {
    guard let position = schema.position(of: fact) else {
      throw .undeclared(
        fact, suggestion: EditDistance.nearest(to: fact, among: schema.fields.map(\.name)))
    }
    guard schema.fields[position].domain.isOrdered else { throw .unordered(fact) }
    var prover = GrowthProver(AwardSpace(core, limits), isRising: growth == .neverLess)
    return prover.proof(along: position)
  }
}

/// Asks all questions about a policy.
private struct PolicyAnalyst {
  let core: CompensationPolicyCore
  let limits: CompensationAnalysis.Limits
  let space: AwardSpace
  private var findings: [CompensationFinding] = []

  init(_ core: CompensationPolicyCore, _ limits: CompensationAnalysis.Limits) {
    self.core = core
    self.limits = limits
    space = AwardSpace(core, limits)
  }

  func analysis() -> CompensationAnalysis {
    var analyst = self
    let rules = analyst.tableFindings()
    analyst.findings += rules.map { .table($0) }
    var caps = CapChecks(space)
    caps.run()
    analyst.report(.deadUnderCap, caps.dead)
    analyst.report(.capBites, caps.bites)
    analyst.checkFacts()
    var order = OrderChecks(space)
    order.run()
    analyst.report(.orderMatters, order.findings)
    var protected = ProtectedChecks(space)
    let proof = protected.proof(rules.filter { $0.kind == .protectedInfluence })
    analyst.report(.protectedInfluence, protected.findings)
    if proof == .notProved {
      analyst.findings.append(.notProved(.protectedInfluence, about: core.draft.id))
    }
    return CompensationAnalysis(findings: analyst.findings, protectedFacts: proof)
  }

  private mutating func report(
    _ kind: CompensationFinding.Kind, _ found: [CompensationFinding]
  ) {
    findings += found.prefix(limits.findings)
    if found.count > limits.findings { findings.append(.more(kind)) }
  }

  /// What is to say of the rules as a table of formulas; that formulas ask about a fact makes it used.
  private func tableFindings() -> [RuleFinding] {
    let draft = core.draft
    let table: RuleTable<AwardFormula>
    do throws(DocumentError) {
      table = try RuleTable(
        draft.id, schema: core.schema, rules: draft.rules, otherwise: draft.otherwise)
    } catch {
      // The policy was made of the same rules.
      return []
    }
    var used = Set(Claim.factFields.map(\.name))
    for needs in space.needs { used.formUnion(needs.positions.map { core.schema.fields[$0].name }) }
    used.formUnion(draft.options.arbitration?.factsAsked ?? [])
    return table.analysis(limits: limits.table).findings.filter { finding in
      if case .unusedFact(let fact) = finding { !used.contains(fact) } else { true }
    }
  }

  // MARK: Facts

  private mutating func checkFacts() {
    var less: [CompensationFinding] = []
    var cliffs: [CompensationFinding] = []
    let asked = Set(core.table.factsAsked + core.tails.values.flatMap(\.factsAsked))
    for (position, field) in core.schema.fields.enumerated() where field.domain.isOrdered {
      guard
        asked.contains(field.name)
          || space.needs.contains(where: { $0.positions.contains(position) })
      else { continue }
      if let finding = growth(position, field.name) { less.append(finding) }
      var finder = CliffFinder(space)
      switch finder.cliff(along: position, above: core.largestRounding * 4) {
      case .none: break
      case .notProved: cliffs.append(.notProved(.cliff, about: field.name))
      case .cliff(let cliff):
        cliffs.append(.cliff(fact: field.name, cliff.pair, isLargest: cliff.isLargest))
      }
    }
    report(.paysLess, less)
    report(.cliff, cliffs)
  }

  private func growth(_ position: Int, _ name: String) -> CompensationFinding? {
    var rising = GrowthProver(space, isRising: true)
    switch rising.proof(along: position) {
    case .holds: return nil
    case .notProved: return .notProved(.paysLess, about: name)
    case .fails(let pair):
      // A fact that is always paid less, such as more notice, only runs the other way.
      var falling = GrowthProver(space, isRising: false)
      switch falling.proof(along: position) {
      case .holds: return nil
      case .fails: return .paysLess(fact: name, pair)
      case .notProved: return .notProved(.paysLess, about: name)
      }
    }
  }
}

extension CompensationPolicyCore {
  /// The largest step to which a sum is rounded, at least a minor unit.
  fileprivate var largestRounding: Int128 {
    var largest: Int64 = 1
    for program in programs {
      for case .round(let rule) in program.steps { largest = Swift.max(largest, rule.step) }
    }
    for case .round(let rule) in draft.settlement.steps { largest = Swift.max(largest, rule.step) }
    return Int128(largest)
  }
}
