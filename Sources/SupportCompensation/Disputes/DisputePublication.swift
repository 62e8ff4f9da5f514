// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// The outcome of a dispute as everybody may see it.
///
/// It holds nothing that is personal or confidential, also in its JSON: who the customer is, what
/// they said, evidence, reasons and the people who decided are not in it, and what the policy masks
/// besides reads `•••`.
public struct DisputePublication: Hashable, Sendable, Codable {
  /// The dispute.
  public let dispute: DisputeID
  /// When it was published; `nil` where dates are masked.
  public let publishedAt: Instant?
  /// A text for everybody.
  public let text: String?
  /// The outcome and how it came about.
  public let explanation: Explanation

  init?(_ round: Dispute.Round, of dispute: Dispute, in zone: ZoneRules) {
    guard let opening = dispute.opening, let notice = round.notice, let at = round.publishedAt,
      let decision = round.decision
    else { return nil }
    let masks = Set(notice.masks)
    let teller = DisputeTeller(dispute: dispute, opening: opening, zone: zone)
    var outcome = teller.step(for: decision)
    outcome.steps += teller.steps(of: round, at: at)
    self.dispute = dispute.id
    publishedAt = masks.contains(.dates) ? nil : at
    text = notice.text
    explanation = Self.masked(outcome, masks).shown(to: .everyone)
  }

  /// Steps that nobody outside is told of.
  private static let kept: [Explanation.Code] = [
    .disputeEvidenceStep, .disputeReasonStep, .disputeConfidentialStep, .disputeDeciderStep,
  ]
  private static let findings: [Explanation.Code] = [
    .disputeCheckedStep, .disputeFindingAgrees, .disputeFindingContradicts,
    .disputeFindingNotKnown,
  ]

  private static func masked(
    _ step: Explanation, _ masks: Set<DisputePolicy.Publication.Part>
  ) -> Explanation {
    let steps = step.steps.filter { step in
      !kept.contains(step.code) && !(masks.contains(.findings) && findings.contains(step.code))
    }
    return Explanation(
      step.code, step.operands.map { masked($0, masks) }, steps: steps.map { masked($0, masks) },
      isConfidential: step.isConfidential)
  }

  private static func masked(
    _ operand: Explanation.Operand, _ masks: Set<DisputePolicy.Publication.Part>
  ) -> Explanation.Operand {
    // What a finding is called are the customer's words.
    if operand.name == "name" { return Explanation.Operand(operand.name, .hidden) }
    let part: DisputePolicy.Publication.Part? =
      switch operand.value {
      case .money, .exactMoney, .rate: .sums
      case .instant, .date, .duration: .dates
      default: ["level", "next", "why"].contains(operand.name) ? .levels : nil
      }
    guard let part, masks.contains(part) else { return operand }
    return Explanation.Operand(operand.name, .hidden)
  }
}

extension Dispute {
  /// What was published, one for each round that was, in order.
  ///
  /// - Parameter zone: By whose clocks instants are told.
  /// - Returns: The publications; an agreement that was not published has none.
  public func publications(in zone: ZoneRules) -> [DisputePublication] {
    rounds.compactMap { DisputePublication($0, of: self, in: zone) }
  }
}
