// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTime

/// Tells a dispute in steps, by the clocks of a zone.
struct DisputeTeller {
  typealias Operand = Explanation.Operand

  let dispute: Dispute
  let opening: Dispute.Opening
  let zone: ZoneRules

  func instant(_ name: String, _ instant: Instant) -> Operand {
    Operand(name, .instant(instant, utcOffset: zone.offset(at: instant)))
  }

  // MARK: Rounds

  /// The steps of a round as they were at an instant, in order.
  func steps(of round: Dispute.Round, at now: Instant) -> [Explanation] {
    var steps = [beginning(of: round)]
    steps += round.evidence.map { entry in
      Explanation(
        .disputeEvidenceStep,
        [
          Operand("kind", entry.evidence.kind.operand), instant("at", entry.at),
          Operand("by", entry.by.disputeOperand),
        ])
    }
    if let at = round.evidenceClosedAt {
      steps.append(Explanation(.disputeEvidenceClosedStep, [instant("at", at)]))
    }
    if let check = round.check { steps.append(step(for: check)) }
    steps += review(of: round, at: now)
    steps += round.acceptances.map { acceptance in
      Explanation(
        .disputeAcceptedStep,
        [Operand("side", acceptance.side.operand), instant("at", acceptance.at)])
    }
    if let agreement = round.agreement, let at = round.agreedAt {
      steps.append(step(for: agreement, at: at))
    }
    if let at = round.publishedAt {
      steps.append(Explanation(.disputePublishedStep, [instant("at", at)]))
    }
    if let at = round.withdrawnAt {
      steps.append(Explanation(.disputeWithdrawnStep, [instant("at", at)]))
    }
    return steps
  }

  private func beginning(of round: Dispute.Round) -> Explanation {
    guard round.number == 1 else {
      return Explanation(
        .disputeReopenedStep,
        [Operand("number", .count(Int64(round.number - 1))), instant("at", round.openedAt)])
    }
    return Explanation(
      .disputeOpenedStep,
      [
        Operand("customer", .personal(opening.customer.rawValue)),
        Operand("claim", .money(opening.claims)), instant("at", round.openedAt),
      ])
  }

  private func step(for check: Dispute.Check) -> Explanation {
    func count(_ name: String, _ result: Dispute.Finding.Result) -> Operand {
      Operand(name, .count(Int64(check.findings.count { $0.result == result })))
    }
    let findings = check.findings.map { finding in
      var operands = [
        Operand("name", .text(finding.name)), Operand("stated", .personal(finding.stated.words)),
      ]
      if let known = finding.known, finding.result == .contradicts {
        operands.append(Operand("known", .personal(known.words)))
      }
      let code: Explanation.Code =
        switch finding.result {
        case .agrees: .disputeFindingAgrees
        case .contradicts: .disputeFindingContradicts
        case .notKnown: .disputeFindingNotKnown
        }
      return Explanation(code, operands)
    }
    return Explanation(
      .disputeCheckedStep,
      [
        instant("at", check.at), count("agree", .agrees), count("contradict", .contradicts),
        count("unknown", .notKnown),
      ], steps: findings)
  }

  // MARK: Review

  /// Each stretch of review has at most one ruling, and an appeal begins the next one.
  private func review(of round: Dispute.Round, at now: Instant) -> [Explanation] {
    var steps: [Explanation] = []
    var appeals = round.appeals[...]
    for (place, plan) in round.plans.enumerated() {
      if place > 0, round.rulings[safely: place - 1]?.ruling.verdict.isDecision == true,
        let appeal = appeals.popFirst()
      {
        steps.append(
          Explanation(
            .disputeAppealedStep,
            [Operand("side", appeal.side.operand), instant("at", appeal.at)]))
      }
      let lapsed = plan.lapsed(until: min(now, round.withdrawnAt ?? now))
      for (term, next) in zip(lapsed, plan.terms.dropFirst()) {
        steps.append(
          Explanation(
            .disputeLapsedStep,
            [
              Operand("level", term.level.operand), instant("due", term.dueAt),
              Operand("next", next.level.operand),
            ]))
      }
      if let record = round.rulings[safely: place] { steps.append(step(for: record)) }
    }
    return steps
  }

  func step(for record: Dispute.RulingRecord) -> Explanation {
    let ruling = record.ruling
    var operands = [Operand("level", ruling.level.operand), instant("at", record.at)]
    let code: Explanation.Code
    switch ruling.verdict {
    case .upheld:
      code = .disputeUpheldStep
      operands.append(Operand("awarded", .money(ruling.awarded)))
    case .partly:
      code = .disputePartlyStep
      operands += [
        Operand("awarded", .money(ruling.awarded)), Operand("claim", .money(opening.claims)),
      ]
    case .rejected: code = .disputeRejectedStep
    case .passedOn: code = .disputePassedOnStep
    }
    var steps = [Explanation(.disputeReasonStep, [Operand("told", .personal(ruling.reasons.told))])]
    let by = Operand("by", record.by.disputeOperand)
    if let reason = ruling.reasons.confidential {
      steps.append(
        Explanation(
          .disputeConfidentialStep, [by, Operand("reason", .confidential(reason))],
          isConfidential: true))
    } else {
      steps.append(Explanation(.disputeDeciderStep, [by], isConfidential: true))
    }
    if let costs = ruling.costs { steps.append(step(for: costs)) }
    return Explanation(code, operands, steps: steps)
  }

  private func step(for costs: Dispute.CostShares) -> Explanation {
    Explanation(
      .disputeCostsStep,
      [Operand("customer", .rate(costs.customer)), Operand("company", .rate(costs.company))])
  }

  private func step(for agreement: Dispute.Agreement, at: Instant) -> Explanation {
    Explanation(
      .disputeAgreementStep,
      [
        instant("at", at), Operand("awarded", .money(agreement.awarded)),
        Operand("onTop", .money(agreement.onTop)), Operand("why", agreement.binding.operand),
      ], steps: [step(for: agreement.costs)])
  }
}

extension Array {
  fileprivate subscript(safely place: Int) -> Element? {
    indices.contains(place) ? self[place] : nil
  }
}
