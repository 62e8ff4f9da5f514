// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Dispute {
  /// A decision, written down as what both sides are bound to.
  public struct Agreement: Hashable, Sendable, Codable {
    /// Where the text lies.
    public var reference: String
    /// The name of the decision that it records.
    public var decision: IdempotencyKey
    /// Why the decision binds.
    public var binding: Binding
    /// Who agreed; nobody has to where the decision is final.
    public var acceptances: [Acceptance]
    /// What the customer is given in all.
    public var awarded: Money
    /// What of it was not given by an agreement before.
    public var onTop: Money
    /// What agreements before gave beyond this one; whether it is asked back is the host's affair.
    public var givenTooMuch: Money
    /// Who bears the cost.
    public var costs: CostShares
    /// From when on it may be published.
    public var publishFrom: Instant
  }

  /// Why a decision binds both sides.
  public enum Binding: String, Hashable, Sendable, Codable, CaseIterable {
    /// The last level decided.
    case lastLevel
    /// Nobody appealed in time.
    case notAppealed
    /// Both sides accepted it.
    case accepted
  }

  /// What a decision lets the compensation account pay past every cap, where its policy lets the cause
  /// be arbitrated (`CompensationOptions.arbitration`).
  public struct Arbitration: Hashable, Sendable {
    /// The cause in the account.
    public var cause: IdempotencyKey
    /// What is paid on top.
    public var compensation: Money
    /// The decision, whose name makes it happen once.
    public var decision: IdempotencyKey

    /// The command to the account.
    public var command: CompensationAccount.Command {
      .arbitrate(cause, compensation: compensation, decision: decision)
    }
  }

  /// What the account is to pay by the agreement of the present round; `nil` before there is one,
  /// where it adds nothing, and where the dispute is about no cause.
  public var arbitration: Arbitration? { round.flatMap { arbitration(of: $0) } }

  func arbitration(of round: Round) -> Arbitration? {
    guard let cause = opening?.cause, let agreement = round.agreement, !agreement.onTop.isZero
    else { return nil }
    return Arbitration(
      cause: cause, compensation: agreement.onTop, decision: agreement.decision)
  }
}
