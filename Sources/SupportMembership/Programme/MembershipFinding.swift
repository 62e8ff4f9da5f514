// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// Something of a programme that is allowed and probably not meant, with sums that show it.
public enum MembershipFinding: Hashable, Sendable {
  /// What a requirement of a tier asks for.
  public enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// To reach the tier.
    case requirement
    /// To keep it.
    case renewal
    /// To have it for life.
    case lifetime
  }

  /// No activity and no reward ever gives what a requirement of the tier asks for, here this part of it.
  /// A tier whose requirement is never met has only those to whom it is given.
  case neverMet(TierID, Purpose, TierRequirement)
  /// Whoever has what the first tier takes, as with these sums, has what the second takes, which is
  /// higher: nobody reaches the first one by earning.
  case overtaken(TierID, by: TierID, [TierRequirement])

  /// How much it matters.
  public var severity: RuleFinding.Severity { .warning }

  /// The finding in a sentence, with the sums that show it below.
  public var explanation: Explanation {
    switch self {
    case .neverMet(let tier, let purpose, let part):
      Explanation(
        .membershipNeverMet,
        [
          .init("tier", .text(tier.rawValue)),
          .init("purpose", .phrase(purpose.code, [])),
        ], steps: [part.step])
    case .overtaken(let tier, let higher, let sums):
      Explanation(
        .membershipOvertaken,
        [.init("tier", .text(tier.rawValue)), .init("higher", .text(higher.rawValue))],
        steps: sums.map(\.step))
    }
  }
}

extension MembershipProgramme {
  /// What of the programme is probably not meant: tiers that nothing leads to, and tiers that are passed
  /// over since a higher one takes no more.
  ///
  /// What is listed is certain; the rules are not asked which activities there are, so that what needs a
  /// certain activity counts as something that can be earned. To hold points (`balance`) is always
  /// possible, since points can be given by hand.
  ///
  /// - Returns: The findings, by tier from the lowest.
  /// - Complexity: O(tiers² × parts of their requirements).
  public func findings() -> [MembershipFinding] {
    tiers.indices.flatMap { place in neverMet(tiers[place]) + overtaken(place) }
  }

  private func neverMet(_ tier: Tier) -> [MembershipFinding] {
    let asked: [(MembershipFinding.Purpose, TierRequirement?)] = [
      (.requirement, tier.requirement), (.renewal, tier.renewal), (.lifetime, tier.lifetime),
    ]
    return asked.compactMap { purpose, requirement in
      requirement.flatMap(unearnable).map { .neverMet(tier.id, purpose, $0) }
    }
  }

  private func overtaken(_ place: Int) -> [MembershipFinding] {
    guard let own = tiers[place].requirement else { return [] }
    let higher = tiers.dropFirst(place + 1).first { $0.requirement.map(own.implies) ?? false }
    return higher.map { [.overtaken(tiers[place].id, by: $0.id, own.least)] } ?? []
  }

  /// A part of a requirement for which the whole is never met; `nil` where it can be met.
  private func unearnable(_ requirement: TierRequirement) -> TierRequirement? {
    switch requirement {
    case .any(let parts):
      let never = parts.compactMap(unearnable)
      return never.count == parts.count ? never.first : nil
    case .all(let parts): return parts.lazy.compactMap(unearnable).first
    case .balance: return nil
    case .points: return gives(\.qualifying, .qualifying) ? nil : requirement
    case .spend: return draft.earnings.isEmpty ? requirement : nil
    case .contribution:
      let isRewarded = draft.rewards.contains {
        if case .contribution = $0.then { true } else { false }
      }
      return isRewarded || gives(\.contribution, nil) ? nil : requirement
    }
  }

  /// Whether an activity can give something of a ledger.
  private func gives(
    _ ledger: KeyPath<EarnTerms, EarnTerms.Yield?>, _ raised: EarnCampaign.Ledger?
  ) -> Bool {
    let hasExtra = draft.campaigns.contains { campaign in
      campaign.then.extra > 0 && raised.map(campaign.then.raises) ?? false
    }
    return draft.earnings.contains { rule in
      switch rule.then[keyPath: ledger] {
      case .fixed(let number), .perSpend(let number, _): number > 0 || hasExtra
      case nil: false
      }
    }
  }
}

extension TierRequirement {
  /// Whether whoever meets this one meets the other one for certain.
  fileprivate func implies(_ other: TierRequirement) -> Bool {
    switch (self, other) {
    case (.any(let parts), _): return parts.allSatisfy { $0.implies(other) }
    case (_, .all(let parts)): return parts.allSatisfy(implies)
    case (_, .any(let parts)) where parts.contains(where: implies): return true
    case (.all(let parts), _): return parts.contains { $0.implies(other) }
    case (.balance(let own), .balance(let asked)): return own >= asked
    case (.points(let own, let period), .points(let asked, let counted)):
      return own >= asked && period.isPart(of: counted)
    case (.spend(let own, let period), .spend(let asked, let counted)):
      return own.minorUnits >= asked.minorUnits && period.isPart(of: counted)
    case (.contribution(let own, let period), .contribution(let asked, let counted)):
      return own >= asked && period.isPart(of: counted)
    default: return false
    }
  }

  /// Sums that meet it, of an `any` those of its first way.
  fileprivate var least: [TierRequirement] {
    switch self {
    case .any(let parts): parts.first?.least ?? []
    case .all(let parts): parts.flatMap(\.least)
    default: [self]
    }
  }

  /// The sum in words.
  fileprivate var step: Explanation {
    switch self {
    case .balance(let points):
      Explanation(.membershipAskedBalance, [.init("points", .count(points))])
    case .points(let points, let period):
      Explanation(
        .membershipAskedPoints,
        [.init("points", .count(points)), .init("period", .text(period.description))])
    case .spend(let sum, let period):
      Explanation(
        .membershipAskedSpend,
        [.init("sum", .money(sum)), .init("period", .text(period.description))])
    case .contribution(let value, let period):
      Explanation(
        .membershipAskedContribution,
        [.init("value", .count(value)), .init("period", .text(period.description))])
    case .any: Explanation(.membershipAnyOf)
    case .all: Explanation(.membershipAllOf)
    }
  }
}

extension QualifyingPeriod {
  /// Whether all that counts in this period at an instant counts in the other one then.
  fileprivate func isPart(of other: QualifyingPeriod) -> Bool {
    self == other || other == .lifetime
  }
}

extension MembershipFinding.Purpose {
  /// The purpose in words.
  fileprivate var code: Explanation.Code {
    MembershipWords.purposes.code(rawValue)
  }
}
