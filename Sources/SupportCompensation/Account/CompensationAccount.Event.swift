// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension CompensationAccount {
  /// Something that happened to an account: when, by whom, what, and why where somebody said so.
  ///
  /// Its JSON is a contract of its own: `{"at": …, "by": …, "type": "awarded", …}`.
  public struct Event: Hashable, Sendable {
    /// When it happened.
    public var occurredAt: Instant
    /// Who did it.
    public var by: Principal
    /// What happened.
    public var change: Change
    /// Why, in words for the desk alone: a customer never sees it.
    public var reason: String?

    /// Creates an event.
    public init(
      _ change: Change, by: Principal, at occurredAt: Instant, because reason: String? = nil
    ) {
      self.occurredAt = occurredAt
      self.by = by
      self.change = change
      self.reason = reason
    }
  }

  /// What happened to an account.
  public enum Change: Hashable, Sendable {
    /// A cause was awarded: once, and for a delay when it ended.
    case awarded(Cause, Award)
    /// A delay goes on; the award is what it would give so far.
    case delayOpened(Cause, Award)
    /// A claim gives nothing.
    case refused(Cause, AwardOutcome.Denial)
    /// Whether, or how much, a claim gives cannot be told; these facts are missing.
    indirect case undecided(Cause, RuleID, missing: [String])
    /// An award was taken back, with what arbitration gave.
    indirect case reversed(IdempotencyKey, refund: Money, compensation: Money, arbitrated: Money)
    /// A cause that had been covered by one that was reversed gets what is still due.
    indirect case adjusted(IdempotencyKey, refund: Money, compensation: Money)
    /// Special arbitration gave this on top, by the decision of that name.
    indirect case arbitrated(IdempotencyKey, compensation: Money, decision: IdempotencyKey)
    /// Somebody has to agree to a case's sum.
    indirect case approvalAsked(TicketID, Approval)
    /// Somebody agreed.
    indirect case approved(TicketID, AgentID)
    /// Nobody will agree; what was not paid is taken back by the events that follow.
    case approvalRefused(TicketID)
    /// Something is to be paid.
    indirect case payoutPlaced(Payout)
    /// A payout went on.
    indirect case payoutMoved(IdempotencyKey, to: Payout.State)
    /// A payout came late, and costs this.
    indirect case latePaymentCharged(IdempotencyKey, Money)
    /// A sign of serial claims was seen: a person should look.
    case flagged(RuleID, claims: Int)
  }
}
