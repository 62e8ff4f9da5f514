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
  /// Who has to agree to the sum, and who did; `nil` where nobody has to.
  public internal(set) var approval: Approval?
  /// What is placed for payment of the refund: sent, or to be sent.
  public internal(set) var placedRefund: Money
  /// What is owed and placed on top in the form of the first award; arbitration and penalties are
  /// paid in cash.
  private var first: FormSum
  /// The same in other forms.
  private var others: [FormSum] = []
  var causes: [Int] = []

  init(_ ticket: TicketID, _ currency: Currency) {
    self.ticket = ticket
    refund = .zero(currency)
    compensation = .zero(currency)
    arbitrated = .zero(currency)
    penalties = .zero(currency)
    placedRefund = .zero(currency)
    first = FormSum(.cash)
  }

  /// What is placed for payment on top: sent, or to be sent.
  public var placedCompensation: Money {
    Money(
      minorUnits: sums.reduce(0) { .saturatingSum($0, $1.placed) },
      currency: compensation.currency)
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
    let refund = Swift.max(
      0, Int64.saturatingDifference(placedRefund.minorUnits, self.refund.minorUnits))
    let rest = sums.reduce(0 as Int64) { .saturatingSum($0, $1.overpaid) }
    return Money(minorUnits: .saturatingSum(refund, rest), currency: compensation.currency)
  }

  /// Whether somebody has to agree before it is paid.
  public var awaitsApproval: Bool { approval.map { !$0.isComplete } ?? false }
}

/// What is owed on top in one form, and what of it is placed for payment.
struct FormSum: Hashable, Sendable {
  var form: AwardForm
  var owed: Int64 = 0
  var placed: Int64 = 0

  init(_ form: AwardForm) { self.form = form }

  var isUnused: Bool { owed == 0 && placed == 0 }
  var unplaced: Int64 { Swift.max(0, .saturatingDifference(owed, placed)) }
  var overpaid: Int64 { Swift.max(0, .saturatingDifference(placed, owed)) }
}

extension CaseRecord {
  /// All sums on top, each form once.
  private var sums: [FormSum] { [first] + others }

  /// Adds to what is owed in a form.
  mutating func owe(_ units: Int64, in form: AwardForm) {
    change(form) { $0.owed = .saturatingSum($0.owed, units) }
  }

  /// Adds to what is placed for payment in a form.
  mutating func place(_ units: Int64, in form: AwardForm) {
    change(form) { $0.placed = .saturatingSum($0.placed, units) }
  }

  @inline(__always)
  private mutating func change(_ form: AwardForm, _ body: (inout FormSum) -> Void) {
    if first.form == form {
      body(&first)
    } else if let place = others.firstIndex(where: { $0.form == form }) {
      body(&others[place])
    } else if first.isUnused {
      first.form = form
      body(&first)
    } else {
      var sum = FormSum(form)
      body(&sum)
      others.append(sum)
    }
  }

  /// What is not placed for payment yet, by form; a refund goes with what is paid in cash. What was
  /// overpaid of one is not taken off another: a refund and what is paid on top are two things.
  var unplaced: [(form: AwardForm, part: Payout.Part)] {
    let currency = refund.currency
    var back = CompensationPolicyCore.increment(from: placedRefund, to: refund)
    var parts: [(form: AwardForm, part: Payout.Part)] = []
    for sum in sums where sum.unplaced > 0 || (sum.form == .cash && !back.isZero) {
      let refund = sum.form == .cash ? back : .zero(currency)
      if sum.form == .cash { back = .zero(currency) }
      let more = Money(minorUnits: sum.unplaced, currency: currency)
      parts.append((sum.form, Payout.Part(ticket: ticket, refund: refund, compensation: more)))
    }
    if !back.isZero {
      let nothing = Money.zero(currency)
      parts.append((.cash, Payout.Part(ticket: ticket, refund: back, compensation: nothing)))
    }
    return parts
  }

  /// Whether something is not placed for payment yet.
  var hasUnplaced: Bool {
    refund.minorUnits > placedRefund.minorUnits || first.unplaced > 0
      || others.contains { $0.unplaced > 0 }
  }

  /// Whether a payout holds something that is no longer owed.
  func isOverpaid(by payout: Payout) -> Bool {
    let excess = sums.contains { $0.form == payout.form && $0.overpaid > 0 }
    let back = placedRefund.minorUnits > refund.minorUnits
    return payout.parts.contains {
      $0.ticket == ticket
        && ((excess && !$0.compensation.isZero) || (back && !$0.refund.isZero))
    }
  }
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

  /// Creates what somebody has to agree to.
  public init(level: ApprovalLevel.ID, total: Money, people: Int, by: [AgentID] = []) {
    self.level = level
    self.total = total
    self.people = people
    self.by = by
  }

  /// Whether enough people agreed.
  public var isComplete: Bool { by.count >= people }
}
