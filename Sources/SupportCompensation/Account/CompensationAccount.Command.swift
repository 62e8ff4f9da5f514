// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension CompensationAccount {
  /// What can be asked of an account.
  public enum Command: Hashable, Sendable {
    /// A cause gives what the policy says; for a delay that goes on, an interim sum, and when it has
    /// ended, the final one.
    case claim(Claim)
    /// The cause turned out not to be one, such as a miss of a ticket that was merged: what it gave is
    /// taken back, and what another cause of the case was covered by it for is given.
    case reverse(IdempotencyKey)
    /// A reversal was wrong: the cause is claimed again.
    case reinstate(Claim)
    /// Special arbitration decided that so much is paid on top, past every cap. The decision's name
    /// makes it happen once.
    case arbitrate(IdempotencyKey, compensation: Money, decision: IdempotencyKey)
    /// Agree to the sum of a case, as somebody of a level.
    case approve(TicketID, as: ApprovalLevel.ID)
    /// Do not agree: what was not paid yet is taken back.
    case refuseApproval(TicketID)
    /// A payout was sent, failed, came back or arrived.
    case movePayout(IdempotencyKey, to: Payout.State)
    /// Pay what small sums have been carried forward, however little it is.
    case payCarried
  }

  /// Why a command was refused; nothing happened.
  public enum Rejection: Error, Hashable, Sendable {
    /// No award can be worked out, or it was made before.
    case award(AwardError)
    /// The instant is before that of the last event: a clock ran backwards.
    case beforeLastEvent(Instant, last: Instant)
    /// The delay is known to go on: claim it again when it has ended.
    case stillGoingOn(IdempotencyKey)
    /// No cause of that name was claimed.
    case unknownCause(IdempotencyKey)
    /// The cause was reversed: a reversal that was wrong is told by ``Command/reinstate(_:)``.
    case reversed(IdempotencyKey)
    /// The cause gives nothing that could be reversed, reinstated or arbitrated.
    case notAwarded(IdempotencyKey)
    /// The policy does not let this cause go to special arbitration.
    case notArbitrable(IdempotencyKey)
    /// The arbitration's decision was carried out before.
    case alreadyDecided(IdempotencyKey)
    /// A sum has to be above zero.
    case notPositive(Money)
    /// A sum does not fit, or is in another currency.
    case money(MoneyError)
    /// Nobody has to agree to anything in the case.
    case nothingToApprove(TicketID)
    /// Another level has to agree, or one that may stand in for it.
    case wrongLevel(ApprovalLevel.ID, needed: ApprovalLevel.ID)
    /// Somebody else has to agree: who claimed, or who agreed before, does not count.
    case anotherPersonNeeded(Principal)
    /// Only a person who works for the desk may agree.
    case notAnAgent(Principal)
    /// Nothing is to be paid under that name.
    case unknownPayout(IdempotencyKey)
    /// A payout does not go from the one to the other.
    case wrongMove(IdempotencyKey, from: Payout.State, to: Payout.State)
    /// Nothing was carried forward.
    case nothingCarried
  }
}

extension CompensationAccount.Rejection: CustomStringConvertible {
  /// What is wrong, with the values and the place.
  public var description: String {
    switch self {
    case .award(let error): "\(error)"
    case .beforeLastEvent(let now, let last): "\(now) is before the last event at \(last)"
    case .stillGoingOn(let key): "\(key) is known to go on"
    case .unknownCause(let key): "no cause \(key) was claimed"
    case .reversed(let key):
      "\(key) was reversed; a reversal that was wrong is taken back by reinstating it"
    case .notAwarded(let key): "\(key) was not awarded"
    case .notArbitrable(let key): "\(key) may not go to special arbitration"
    case .alreadyDecided(let key): "the decision \(key) was carried out before"
    case .notPositive(let money): "\(money) is not above zero"
    case .money(let error): "\(error)"
    case .nothingToApprove(let ticket): "nothing in \(ticket) awaits approval"
    case .wrongLevel(let level, let needed): "\(level) cannot agree where \(needed) has to"
    case .anotherPersonNeeded(let principal): "somebody other than \(principal) has to agree"
    case .notAnAgent(let principal): "\(principal) is no agent who could agree"
    case .unknownPayout(let key): "nothing is to be paid as \(key)"
    case .wrongMove(let key, let from, let to):
      "the payout \(key) does not go from \(from.rawValue) to \(to.rawValue)"
    case .nothingCarried: "nothing was carried forward"
    }
  }
}
