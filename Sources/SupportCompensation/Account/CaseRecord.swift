// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What a case stands at: all that its causes gave, who agreed, what was placed for payment.
public struct CaseRecord: Hashable, Sendable {
  /// The case.
  public let ticket: TicketID
  /// The sums in minor units of the account's currency.
  var sums: Sums
  /// What most cases never have.
  private var rare: [Rare] = []
  var causes: CauseList
  /// What is owed and placed on top in the form of the first award; arbitration and penalties are
  /// paid in cash.
  private var first: FormSum
  private let currency: Currency

  /// Sums in minor units.
  struct Sums: Hashable, Sendable {
    var refund: Int64 = 0
    var compensation: Int64 = 0
    var placedRefund: Int64 = 0
  }

  /// What few cases have, in a place of its own: a large desk keeps millions of records.
  private struct Rare: Hashable, Sendable {
    var arbitrated: Int64 = 0
    var penalties: Int64 = 0
    var approval: Approval?
    /// What is owed and placed in other forms than the first award's.
    var others: [FormSum] = []
  }

  init(_ ticket: TicketID, _ currency: Currency) {
    self.init(ticket, currency, Sums(), CauseList(), FormSum(.cash))
  }

  init(
    _ ticket: TicketID, _ currency: Currency, _ sums: Sums, _ causes: CauseList, _ first: FormSum
  ) {
    self.ticket = ticket
    self.sums = sums
    self.causes = causes
    self.first = first
    self.currency = currency
  }

  /// What is given back, net.
  public var refund: Money { money(sums.refund) }
  /// What is paid on top and counts toward caps where they count its form, net.
  public var compensation: Money { money(sums.compensation) }
  /// What is placed for payment of the refund: sent, or to be sent.
  public var placedRefund: Money { money(sums.placedRefund) }
  /// What special arbitration gave on top: recorded, not counted (semantics C7).
  public internal(set) var arbitrated: Money {
    get { money(rare.first?.arbitrated ?? 0) }
    set { change { $0.arbitrated = newValue.minorUnits } }
  }
  /// What late payments cost.
  public internal(set) var penalties: Money {
    get { money(rare.first?.penalties ?? 0) }
    set { change { $0.penalties = newValue.minorUnits } }
  }
  /// Who has to agree to the sum, and who did; `nil` where nobody has to.
  public internal(set) var approval: Approval? {
    get { rare.first?.approval }
    set { if newValue != nil || !rare.isEmpty { change { $0.approval = newValue } } }
  }

  /// What is placed for payment on top: sent, or to be sent.
  public var placedCompensation: Money {
    money(forms.reduce(0) { .saturatingSum($0, $1.placed) })
  }

  /// All that is paid on top: compensation, arbitration, penalties.
  public var onTop: Money {
    guard let rare = rare.first else { return compensation }
    return money(
      .saturatingSum(.saturatingSum(sums.compensation, rare.arbitrated), rare.penalties))
  }

  /// What was paid and is no longer owed, since a cause was reversed after it was sent.
  public var overpaid: Money {
    let refund = Swift.max(0, Int64.saturatingDifference(sums.placedRefund, sums.refund))
    let rest = forms.reduce(0 as Int64) { .saturatingSum($0, $1.overpaid) }
    return money(.saturatingSum(refund, rest))
  }

  /// Whether somebody has to agree before it is paid.
  public var awaitsApproval: Bool { rare.first?.approval.map { !$0.isComplete } ?? false }

  /// Whether it has what most cases never have, such as an approval.
  var hasRare: Bool { !rare.isEmpty }

  private func money(_ units: Int64) -> Money { Money(minorUnits: units, currency: currency) }

  private mutating func change(_ body: (inout Rare) -> Void) {
    if rare.isEmpty { rare.append(Rare()) }
    body(&rare[0])
    // Records are equal that say the same: what is there for nothing is not kept.
    if rare[0] == Rare() { rare = [] }
  }
}

/// What is owed on top in one form, and what of it is placed for payment.
struct FormSum: Hashable, Sendable {
  var owed: Int64
  var placed: Int64
  var form: AwardForm

  init(_ form: AwardForm, owed: Int64 = 0, placed: Int64 = 0) {
    self.owed = owed
    self.placed = placed
    self.form = form
  }

  var isUnused: Bool { owed == 0 && placed == 0 }
  var unplaced: Int64 { Swift.max(0, .saturatingDifference(owed, placed)) }
  var overpaid: Int64 { Swift.max(0, .saturatingDifference(placed, owed)) }
}

/// The places of the causes of a case, in order: of most cases one.
struct CauseList: Hashable, Sendable {
  private var first: Int32 = -1
  private var others: [Int32] = []

  init() {}

  init(_ only: Int32) { first = only }

  var count: Int { first < 0 ? 0 : 1 + others.count }

  /// The place of a cause.
  subscript(position: Int) -> Int { Int(position == 0 ? first : others[position - 1]) }

  mutating func append(_ place: Int) {
    let place = Int32(truncatingIfNeeded: place)
    if first < 0 { first = place } else { others.append(place) }
  }

  mutating func remove(_ place: Int) {
    let place = Int32(truncatingIfNeeded: place)
    if first == place {
      first = others.isEmpty ? -1 : others.removeFirst()
    } else {
      others.removeAll { $0 == place }
    }
  }
}

extension CauseList: RandomAccessCollection {
  var startIndex: Int { 0 }
  var endIndex: Int { count }
}

extension CaseRecord {
  private var others: [FormSum] { rare.first?.others ?? [] }

  /// All sums on top, each form once.
  private var forms: [FormSum] { [first] + others }

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
      change { body(&$0.others[place]) }
    } else if first.isUnused {
      first.form = form
      body(&first)
    } else {
      var sum = FormSum(form)
      body(&sum)
      change { $0.others.append(sum) }
    }
  }

  /// How many sums there may be to place; see ``unplaced(at:_:)``.
  var unplacedCount: Int { others.count + 2 }

  /// What of the refund is not placed for payment yet, in minor units.
  var unplacedRefund: Int64 {
    CompensationPolicyCore.increment(from: sums.placedRefund, to: sums.refund)
  }

  /// What is not placed for payment yet of one form; a refund goes with what is paid in cash, or by
  /// itself behind all others. What was overpaid of one is not taken off another: a refund and what is
  /// paid on top are two things.
  ///
  /// - Parameters:
  ///   - position: The place of the form, below ``unplacedCount``; to be asked in order.
  ///   - back: The ``unplacedRefund`` at first, and what is left of it afterwards.
  /// - Returns: `nil` where there is nothing to place.
  func unplaced(at position: Int, _ back: inout Int64) -> (form: AwardForm, part: Payout.Part)? {
    var sum = FormSum(.cash)
    if position == 0 {
      sum = first
    } else if position <= others.count {
      sum = others[position - 1]
    }
    let refund = sum.form == .cash ? back : 0
    guard sum.unplaced > 0 || refund != 0 else { return nil }
    if refund != 0 { back = 0 }
    return (
      sum.form,
      Payout.Part(ticket: ticket, refund: money(refund), compensation: money(sum.unplaced))
    )
  }

  /// Whether something is not placed for payment yet.
  var hasUnplaced: Bool {
    sums.refund > sums.placedRefund || first.unplaced > 0 || others.contains { $0.unplaced > 0 }
  }

  /// Whether a payout holds something that is no longer owed.
  func isOverpaid(by payout: Payout) -> Bool {
    let excess = forms.contains { $0.form == payout.form && $0.overpaid > 0 }
    let back = sums.placedRefund > sums.refund
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
