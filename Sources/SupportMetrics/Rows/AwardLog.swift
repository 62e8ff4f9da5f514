// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
public import SupportCore
public import SupportRules

/// What the events of one customer's compensation account say of costs: a row for each cause that was
/// awarded, and for each charge for a late payment.
///
/// An interim sum of a delay that goes on is no cost yet and has no row. What other causes of a case
/// are adjusted by, and what arbitration gives, is added to the cause that got it. A reversed award
/// keeps its row, with what was taken back. A charge for the late payment of several cases at once is
/// one row, booked on the first of them.
///
/// ```swift
/// var log = AwardLog(of: account.customer, in: .cny)
/// for event in events { log.apply(event) }
/// log.rows
/// ```
public struct AwardLog: Hashable, Sendable {
  /// One award as it stands.
  public struct Entry: Hashable, Sendable {
    /// The cause's key; of a charge for a late payment, that of the payout.
    public var key: IdempotencyKey
    /// The case.
    public var ticket: TicketID?
    /// What kind of thing happened.
    public var cause: Cause.Kind
    /// The rule that decided; `nil` for a charge.
    public var rule: RuleID?
    /// In what it is paid.
    public var form: AwardForm.Kind
    /// When it was awarded, the last time where it was reinstated.
    public var awardedAt: Instant
    /// What is paid on top, in minor units, arbitration included; of a reversed award, what was taken
    /// back.
    public var minorUnits: Int64
    /// What is given back, in minor units; of a reversed award, what was taken back.
    public var refundUnits: Int64
    /// Whether it was taken back.
    public var isReversed: Bool
  }

  /// Whose account it is.
  public let customer: CustomerID
  /// The currency in which it is kept; sums of others are left out.
  public let currency: Currency
  /// The awards and charges, in the order in which they came first.
  public private(set) var entries: [Entry] = []
  private var places: [IdempotencyKey: Int] = [:]
  private var payouts: [IdempotencyKey: TicketID] = [:]

  /// Creates a log of nothing.
  public init(of customer: CustomerID, in currency: Currency) {
    self.customer = customer
    self.currency = currency
  }

  /// Folds one event; total.
  ///
  /// - Complexity: O(1).
  public mutating func apply(_ event: CompensationAccount.Event) {
    switch event.change {
    case .awarded(let cause, let award):
      guard award.compensation.currency == currency, award.refund.currency == currency
      else { return }
      put(
        Entry(
          key: cause.key, ticket: cause.ticket, cause: cause.kind, rule: award.rule,
          form: award.form.kind, awardedAt: event.occurredAt,
          minorUnits: award.compensation.minorUnits, refundUnits: award.refund.minorUnits,
          isReversed: false))
    case .reversed(let key, let refund, let compensation, let arbitrated):
      change(key) { entry in
        entry.isReversed = true
        entry.minorUnits = .saturatingSum(compensation.minorUnits, arbitrated.minorUnits)
        entry.refundUnits = refund.minorUnits
      }
    case .adjusted(let key, let refund, let compensation):
      change(key) { entry in
        entry.minorUnits.add(saturating: compensation.minorUnits)
        entry.refundUnits.add(saturating: refund.minorUnits)
      }
    case .arbitrated(let key, let compensation, _):
      change(key) { $0.minorUnits.add(saturating: compensation.minorUnits) }
    case .payoutPlaced(let payout): payouts[payout.key] = payout.parts.first?.ticket
    case .latePaymentCharged(let key, let sum):
      guard sum.currency == currency else { return }
      put(
        Entry(
          key: key, ticket: payouts[key], cause: .latePayment, rule: nil, form: .cash,
          awardedAt: event.occurredAt, minorUnits: sum.minorUnits, refundUnits: 0,
          isReversed: false))
    case .delayOpened, .refused, .undecided, .approvalAsked, .approved, .approvalRefused,
      .payoutMoved, .flagged:
      break
    }
  }

  private mutating func put(_ entry: Entry) {
    if let place = places[entry.key] {
      entries[place] = entry
    } else {
      places[entry.key] = entries.count
      entries.append(entry)
    }
  }

  private mutating func change(_ key: IdempotencyKey, _ body: (inout Entry) -> Void) {
    if let place = places[key] { body(&entries[place]) }
  }

  /// The rows in the subject of awards, ``MetricSubject/awards``.
  ///
  /// - Parameter tier: The tier of the customer, where the host knows it.
  /// - Returns: A row for each entry, in the same order.
  public func rows(tier: String? = nil) -> [Facts] {
    let schema = MetricSubject.awards.schema
    let places = FactPlaces<Fact>(schema)
    return entries.map { entry in
      var pen = RowPen(schema, places)
      pen.write(entry.key, .award)
      pen.write(entry.ticket, .ticket)
      pen.write(customer, .customer)
      pen.write(entry.cause, .cause)
      pen.write(entry.rule, .rule)
      pen.write(tier, .tier)
      pen.write(entry.form.rawValue, .form)
      pen.write(entry.awardedAt, .awardedAt)
      pen.write(.integer(entry.minorUnits), .minorUnits)
      pen.write(.integer(entry.refundUnits), .refundUnits)
      pen.write(entry.isReversed, .isReversed)
      return pen.facts
    }
  }

  private enum Fact: Int, CaseIterable {
    case award, ticket, customer, cause, rule, tier, form, awardedAt, minorUnits, refundUnits
    case isReversed
  }
}
