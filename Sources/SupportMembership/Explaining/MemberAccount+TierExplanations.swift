// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// How tiers are told.
extension MemberAccount {
  func tierExplanation(_ now: Instant) -> Explanation {
    guard let standing = standing(at: now) else { return closedExplanation() }
    var operands: [Explanation.Operand] = [
      .init("tier", .text(standing.tier.rawValue)), .init("since", told(standing.since)),
      .init("hold", .phrase(standing.hold.code, [])),
    ]
    var code = Explanation.Code.membershipTier
    if let until = standing.until {
      operands.append(.init("until", told(until)))
      code = .membershipTierUntil
    }
    var steps = track.steps.map { step in
      Explanation(
        .membershipTierStep,
        [
          .init("tier", .text(step.tier.rawValue)), .init("at", told(step.at)),
          .init("cause", .phrase(step.cause.code, [])),
        ])
    }
    if let gap = standing.toKeep {
      steps.append(
        Explanation(
          .membershipToKeep, [.init("tier", .text(standing.tier.rawValue))],
          steps: [explanation(gap)]))
    }
    if let next = standing.next {
      steps.append(
        Explanation(
          .membershipNext, [.init("tier", .text(next.tier.rawValue))],
          steps: [explanation(next.gap)]))
    }
    return Explanation(code, operands, steps: steps)
  }

  private func closedExplanation() -> Explanation {
    Explanation(.membershipClosed, [.init("at", closedAt.map(told) ?? .text("–"))])
  }

  private func explanation(_ gap: TierGap) -> Explanation {
    func step(
      _ plain: Explanation.Code, _ dated: Explanation.Code, _ operand: Explanation.Operand,
      _ end: Instant?
    ) -> Explanation {
      end.map { Explanation(dated, [operand, .init("end", told($0))]) }
        ?? Explanation(plain, [operand])
    }
    switch gap {
    case .any(let gaps): return Explanation(.membershipAnyOf, steps: gaps.map(explanation))
    case .all(let gaps): return Explanation(.membershipAllOf, steps: gaps.map(explanation))
    case .balance(let points):
      return Explanation(.membershipBalanceMissing, [.init("points", .count(points))])
    case .points(let points, let end):
      return step(
        .membershipPointsMissing, .membershipPointsMissingBy, .init("points", .count(points)), end)
    case .spend(let sum, let end):
      return step(
        .membershipSpendMissing, .membershipSpendMissingBy, .init("sum", .money(sum)), end)
    case .contribution(let value, let end):
      return step(
        .membershipContributionMissing, .membershipContributionMissingBy,
        .init("value", .count(value)), end)
    }
  }
}
