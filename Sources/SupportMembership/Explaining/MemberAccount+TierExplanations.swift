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
      _ codes: (plain: Explanation.Code, by: Explanation.Code, from: Explanation.Code),
      _ operand: Explanation.Operand, _ from: Instant?, _ end: Instant?
    ) -> Explanation {
      guard let end else { return Explanation(codes.plain, [operand]) }
      let by = Explanation.Operand("end", told(end))
      guard let from else { return Explanation(codes.by, [operand, by]) }
      return Explanation(codes.from, [operand, .init("from", told(from)), by])
    }
    switch gap {
    case .any(let gaps): return Explanation(.membershipAnyOf, steps: gaps.map(explanation))
    case .all(let gaps): return Explanation(.membershipAllOf, steps: gaps.map(explanation))
    case .balance(let points):
      return Explanation(.membershipBalanceMissing, [.init("points", .count(points))])
    case .points(let points, let from, let end):
      return step(
        (.membershipPointsMissing, .membershipPointsMissingBy, .membershipPointsMissingFrom),
        .init("points", .count(points)), from, end)
    case .spend(let sum, let from, let end):
      return step(
        (.membershipSpendMissing, .membershipSpendMissingBy, .membershipSpendMissingFrom),
        .init("sum", .money(sum)), from, end)
    case .contribution(let value, let from, let end):
      return step(
        (
          .membershipContributionMissing, .membershipContributionMissingBy,
          .membershipContributionMissingFrom
        ), .init("value", .count(value)), from, end)
    }
  }
}
