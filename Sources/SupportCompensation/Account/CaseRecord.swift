// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a case stands at: all that its causes gave, who agreed, what was placed for payment.
public struct CaseRecord: Hashable, Sendable {
  /// The case.
  public let ticket: TicketID
  /// What is given back, net.
  public internal(set) var refund: Money
  /// What is paid on top and counts toward caps where they count its form, net.
  public internal(set) var compensation: Money
  /// What special arbitration gave on top: recorded, not counted (semantics C7).
  public internal(set) var arbitrated: Money
  /// What late payments cost.
  public internal(set) var penalties: Money
  /// In what the compensation is paid.
  public internal(set) var form = AwardForm.cash
  /// Who has to agree to the sum, and who did; `nil` where nobody has to.
  public internal(set) var approval: Approval?
  /// What is placed for payment of the refund: sent, or to be sent.
  public internal(set) var placedRefund: Money
  /// What is placed for payment on top.
  public internal(set) var placedCompensation: Money
  /// The causes awarded since something was placed: what a refused approval takes back.
  var pending: [Int] = []
  var causes: [Int] = []

  init(_ ticket: TicketID, _ currency: Currency) {
    self.ticket = ticket
    refund = .zero(currency)
    compensation = .zero(currency)
    arbitrated = .zero(currency)
    penalties = .zero(currency)
    placedRefund = .zero(currency)
    placedCompensation = .zero(currency)
  }

  /// All that is paid on top: compensation, arbitration, penalties.
  public var onTop: Money {
    Money(
      minorUnits: Int64.saturatingSum(
        Int64.saturatingSum(compensation.minorUnits, arbitrated.minorUnits),
        penalties.minorUnits),
      currency: compensation.currency)
  }

  /// What was paid and is no longer owed, since a cause was reversed after it was sent.
  public var overpaid: Money {
    let refund = Swift.max(0, placedRefund.minorUnits - self.refund.minorUnits)
    let rest = Swift.max(0, placedCompensation.minorUnits - onTop.minorUnits)
    return Money(minorUnits: .saturatingSum(refund, rest), currency: compensation.currency)
  }

  /// Whether somebody has to agree before it is paid.
  public var awaitsApproval: Bool { approval.map { !$0.isComplete } ?? false }
}

/// Who has to agree to a case's sum, and who did.
public struct Approval: Hashable, Sendable, Codable {
  /// The level that has to agree.
  public var level: ApprovalLevel.ID
  /// The sum that it is about.
  public var total: Money
  /// How many people have to agree.
  public var people: Int
  /// Who agreed, in order.
  public var by: [AgentID]

  /// Whether enough people agreed.
  public var isComplete: Bool { by.count >= people }
}

extension Int64 {
  /// The sum, at most the greatest and at least the lowest number.
  static func saturatingSum(_ left: Int64, _ right: Int64) -> Int64 {
    let (sum, overflow) = left.addingReportingOverflow(right)
    return overflow ? (right < 0 ? .min : .max) : sum
  }
}
