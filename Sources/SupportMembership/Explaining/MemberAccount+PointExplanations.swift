// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportTime

/// How points are told.
extension MemberAccount {
  func balanceExplanation(_ now: Instant) -> Explanation {
    let balance = balance(at: now)
    return Explanation(
      .membershipBalance,
      [
        .init("available", .count(balance.available)), .init("pending", .count(balance.pending)),
        .init("owed", .count(balance.owed)),
      ],
      steps: isGone(.points, at: now) ? [] : lots.filter { $0.left > 0 }.map { step($0, now) })
  }

  private func step(_ lot: PointLotState, _ now: Instant) -> Explanation {
    var operands: [Explanation.Operand] = [
      .init("number", .count(Int64(lot.number))), .init("left", .count(lot.left)),
      .init("points", .count(lot.points)),
    ]
    if let end = lot.expiresAt {
      operands.append(.init("end", told(end)))
      if end <= now { return Explanation(.membershipLotExpired, operands) }
    }
    guard let from = lot.availableFrom else {
      return Explanation(.membershipLotUnconfirmed, operands)
    }
    if from > now {
      return Explanation(.membershipLotPending, operands + [.init("from", told(from))])
    }
    return Explanation(lot.expiresAt == nil ? .membershipLot : .membershipLotEnding, operands)
  }

  func redemptionExplanation(_ id: RedemptionID) -> Explanation {
    guard let record = redemptions[id] else { return refusal(.unknownName("redemption \(id)")) }
    let takings = record.takings.compactMap { index in
      ledger.takings.indices.contains(index) ? ledger.takings[index] : nil
    }
    return Explanation(
      .membershipRedemption,
      [
        .init("points", .count(record.points)),
        .init("left", .count(record.points - record.reversed)),
      ],
      steps: takings.map { taking in
        Explanation(
          .membershipTaking,
          [.init("points", .count(taking.points)), .init("number", .count(Int64(taking.lot)))])
      })
  }

  func earningExplanation(_ request: EarningRequest, _ now: Instant) -> Explanation {
    do throws(Rejection) {
      let plan = try earning(request, now)
      let earning = plan.earning
      var steps = self.steps(plan.points, "redeemable", earning)
      steps += self.steps(plan.qualifying, "qualifying", earning)
      if earning.points > 0 { steps += fate(of: earning, now) }
      return Explanation(
        .membershipEarning,
        [
          .init("activity", .text(earning.activity)), .init("points", .count(earning.points)),
          .init("qualifying", .count(earning.qualifying)),
          .init("contribution", .count(earning.contribution)),
        ], steps: steps)
    } catch {
      return refusal(error)
    }
  }

  private func steps(
    _ amount: EarningPlan.Amount, _ ledger: String, _ earning: Earning
  ) -> [Explanation] {
    guard amount.base != 0 || amount.result != 0 else { return [] }
    let base: Explanation.Operand.Value =
      earning.spend.map { $0.minorUnits == amount.base ? .money($0) : .count(amount.base) }
      ?? .count(amount.base)
    var steps = [
      Explanation(
        .membershipEarningBase,
        [.init("base", base), .init("rule", .text(earning.rule.rawValue))])
    ]
    steps += amount.factors.map { factor in
      Explanation(
        .membershipFactor, [.init("factor", .rate(factor.factor)), .init("name", factor.name)])
    }
    let extras = amount.extras.reduce(Int64(0)) { $0 + $1.points }
    steps.append(
      Explanation(
        .membershipRounded,
        [
          .init("points", .count(amount.result - extras)),
          .init(
            "ledger",
            .phrase(MembershipWords.ledgers.code(ledger), [])),
          .init(
            "direction",
            .phrase(.rounding(programme.points.rounding.direction), [])),
        ]))
    return steps
      + amount.extras.map { extra in
        Explanation(
          .membershipExtra,
          [.init("points", .count(extra.points)), .init("rule", .text(extra.rule.rawValue))])
      }
  }

  /// What becomes of the points.
  private func fate(of earning: Earning, _ now: Instant) -> [Explanation] {
    var steps: [Explanation] = []
    if earning.paidOwed > 0 {
      steps.append(Explanation(.membershipPaidOwed, [.init("points", .count(earning.paidOwed))]))
    }
    if let from = earning.availableFrom {
      if from > now {
        steps.append(Explanation(.membershipPendingUntil, [.init("from", told(from))]))
      }
    } else {
      steps.append(Explanation(.membershipPendingConfirmation))
    }
    if case .at(let end) = earning.expiry {
      steps.append(Explanation(.membershipEnds, [.init("end", told(end))]))
    }
    return steps
  }
}
