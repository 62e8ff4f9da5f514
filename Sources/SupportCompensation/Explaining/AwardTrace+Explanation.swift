// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules
import SupportTime

extension AwardTrace {
  /// The trace in sentences.
  ///
  /// - Parameter others: Which of the rules that did not decide are told of.
  /// - Returns: The outcome, with a step for the rule and one for each step of the way.
  public func explanation(others: RuleTrace.Others = .none) -> Explanation {
    var notes = AwardSentences(core, claim, others)
    if let rule { notes.note(rule: rule) }
    for line in lines { notes.note(line) }
    return notes.explanation(of: outcome)
  }
}

/// Tells each step as it is taken.
struct AwardSentences: AwardRecorder {
  static var takesNotes: Bool { true }
  private let core: CompensationPolicyCore
  private let claim: Claim
  private let others: RuleTrace.Others
  private var steps: [Explanation] = []

  init(_ core: CompensationPolicyCore, _ claim: Claim, _ others: RuleTrace.Others) {
    self.core = core
    self.claim = claim
    self.others = others
    steps.reserveCapacity(12)
  }

  mutating func note(_ line: consuming AwardTrace.Line) { steps.append(line.step(core, claim)) }

  mutating func note(rule: Int) {
    let isRule = rule < core.draft.rules.count && others == .none
    steps.append(
      isRule
        ? core.table.explanation(ofMatchAt: rule, claim.storage.facts)
        : core.explanation(of: claim, others))
  }

  /// The outcome, with a step for the rule and one for each step of the way.
  ///
  /// The steps are handed on, not copied: it is asked once.
  mutating func explanation(of outcome: AwardOutcome) -> Explanation {
    let cause = Explanation.Operand("cause", .text(claim.cause.key.rawValue))
    var result: Explanation
    switch outcome {
    case .eligible(let award): result = Self.head(award, cause)
    case .amountUnknown(let rule, let missing):
      let name = Explanation.Operand("rule", .text(rule.rawValue))
      result =
        missing.isEmpty
        ? Explanation(.awardAmountNotStated, [cause, name])
        : Explanation(.awardAmountUnknown, [cause, name, Self.facts(missing)])
    case .notEligible(.noRuleMatches): result = Explanation(.awardNotEligible, [cause])
    case .notEligible(.nothingDue(let rule)):
      result = Explanation(.awardNothingDue, [cause, .init("rule", .text(rule.rawValue))])
    case .notAssessable(_, let missing):
      result = Explanation(.awardNotAssessable, [cause, Self.facts(missing)])
    }
    if steps.isEmpty { steps.append(core.explanation(of: claim, others)) }
    swap(&result.steps, &steps)
    if case .eligible(let award) = outcome { Self.tail(award, &result) }
    return result
  }

  private static func facts(_ names: [String]) -> Explanation.Operand {
    .init("facts", .list(names.map { .text($0) }))
  }

  private static func head(_ award: Award, _ cause: Explanation.Operand) -> Explanation {
    let compensation = Explanation.Operand("compensation", .money(award.compensation))
    let refund = Explanation.Operand("refund", .money(award.refund))
    if award.isInterim { return Explanation(.awardInterim, [cause, refund, compensation]) }
    switch (award.refund.isZero, award.compensation.isZero) {
    case (true, false): return Explanation(.awardPaid, [compensation, cause])
    case (false, true): return Explanation(.awardRefunded, [refund, cause])
    case (false, false): return Explanation(.awardRefundedAndPaid, [refund, compensation, cause])
    case (true, true):
      if award.isBelowLeastPayout {
        return Explanation(
          .awardBelowLeastPayout, [cause, .init("rule", .text(award.rule.rawValue))])
      }
      if award.grants.isEmpty { return Explanation(.awardNothingNew, [cause]) }
      return Explanation(
        .awardGranted, [.init("grants", .list(award.grants.map(\.operand))), cause])
    }
  }

  private static func tail(_ award: Award, _ result: inout Explanation) {
    if let other = award.coveredBy, award.compensation.isZero {
      result.steps.append(
        Explanation(.awardCovered, [.init("other", .text(other.rawValue))]))
    }
    if !award.withheld.isZero {
      result.steps.append(
        Explanation(
          .awardWithheld,
          [
            .init("withheld", .money(award.withheld)),
            .init("caps", .list(award.limitedBy.map { .text($0.rawValue) })),
          ]))
      if award.mayBeArbitrated { result.steps.append(Explanation(.awardMayBeArbitrated)) }
    }
    guard !award.refund.isZero || !award.compensation.isZero else { return }
    for grant in award.grants {
      switch grant {
      case .points(let points):
        result.steps.append(Explanation(.awardPoints, [.init("points", .count(points))]))
      case .benefit(let name):
        result.steps.append(Explanation(.awardBenefit, [.init("benefit", .text(name))]))
      }
    }
  }
}

extension AwardGrant {
  fileprivate var operand: Explanation.Operand.Value {
    switch self {
    case .points(let points): .phrase(.awardPoints, [.init("points", .count(points))])
    case .benefit(let name): .text(name)
    }
  }
}

extension CompensationPolicyCore {
  /// Why the rule decided.
  fileprivate func explanation(of claim: Claim, _ others: RuleTrace.Others) -> Explanation {
    table.explanation(of: claim.facts, on: date(of: claim), others: others)
  }
}
