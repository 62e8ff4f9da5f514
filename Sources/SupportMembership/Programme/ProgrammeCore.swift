// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// The compiled form of a programme, shared by all accounts under it.
final class ProgrammeCore: Sendable {
  let draft: MembershipProgramme.Draft
  let schema: FactSchema
  let earnings: RuleTable<EarnTerms>
  let campaigns: RuleTable<EarnCampaign>
  let rewards: RuleTable<MemberReward>
  let ranks: [TierID: Int]
  /// Whether tiers can change at any time without an event.
  let followsBalance: Bool

  init(_ draft: MembershipProgramme.Draft) throws(DocumentError) {
    var problems = Problems()
    ProgrammeCheck(draft).run(&problems)
    let schema = Self.schema(draft, &problems)
    let earnings = Self.table("earnings", .first, schema, draft.earnings, &problems)
    let campaigns = Self.table("campaigns", .collect, schema, draft.campaigns, &problems)
    let rewards = Self.table("rewards", .first, schema, draft.rewards, &problems)
    try problems.throwIfAny()
    guard let earnings, let campaigns, let rewards else {
      throw DocumentError(Problem(path: "", message: "the programme could not be compiled"))
    }
    self.draft = draft
    self.schema = schema
    self.earnings = earnings
    self.campaigns = campaigns
    self.rewards = rewards
    ranks = Dictionary(draft.tiers.enumerated().map { ($1.id, $0) }) { first, _ in first }
    followsBalance = draft.tiers.contains { tier in
      [tier.requirement, tier.renewal, tier.lifetime].contains { requirement in
        requirement?.leaves.contains { leaf in
          if case .balance = leaf { true } else { false }
        } ?? false
      }
    }
  }

  private static func schema(
    _ draft: MembershipProgramme.Draft, _ problems: inout Problems
  ) -> FactSchema {
    var tiers: [TierID] = []
    for tier in draft.tiers where !tiers.contains(tier.id) { tiers.append(tier.id) }
    // Where the tiers are missing, that alone is told.
    if tiers.isEmpty { tiers = ["member"] }
    let fields = MembershipFact.fields(tiers: tiers, currency: draft.currency)
    do throws(DocumentError) {
      return try FactSchema(fields + draft.facts)
    } catch {
      for problem in error.problems {
        problems.report(problem.message, path: "facts", suggestion: problem.suggestion)
      }
      return .none
    }
  }

  private static func table<Outcome>(
    _ id: String, _ policy: HitPolicy, _ schema: FactSchema, _ rules: [Rule<Outcome>],
    _ problems: inout Problems
  ) -> RuleTable<Outcome>? {
    guard schema != .none else { return nil }
    do throws(DocumentError) {
      return try RuleTable(id, schema: schema, hitPolicy: policy, rules: rules)
    } catch {
      for problem in error.problems {
        let path = problem.path.replacing("rules", with: id, maxReplacements: 1)
        problems.report(problem.message, path: path, suggestion: problem.suggestion)
      }
      return nil
    }
  }
}
