// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A payout as an account keeps it: numbers alone where it pays one case of the account under the
/// account's own name for it, as most do.
struct KeptPayout: Hashable, Sendable {
  private var refund: Int64
  private var compensation: Int64
  private var dueBy: Instant
  private var sentAt: Instant
  /// The payout itself, where numbers do not tell it; else empty.
  private var others: [Payout] = []
  private var form: AwardForm
  /// The place of its case.
  private(set) var ticket: Int32
  private var state: Payout.State
  private var isCharged: Bool
  private var hasDueBy: Bool
  private var hasSentAt: Bool

  /// Keeps a payout of one case under the account's own name, which is to be sent.
  init(_ refund: Int64, _ compensation: Int64, _ form: AwardForm, dueBy: Instant?, ticket: Int32) {
    self.refund = refund
    self.compensation = compensation
    self.form = form
    self.ticket = ticket
    self.dueBy = dueBy ?? .min
    hasDueBy = dueBy != nil
    sentAt = .min
    hasSentAt = false
    state = .due
    isCharged = false
  }

  /// Keeps any payout.
  ///
  /// - Parameters:
  ///   - payout: The payout.
  ///   - ticket: The place of its case where it is under the account's own name, and in its currency.
  init(_ payout: Payout, ticket: Int?) {
    self.init(
      payout.refund.minorUnits, payout.compensation.minorUnits, payout.form, dueBy: payout.dueBy,
      ticket: ticket.map { Int32(truncatingIfNeeded: $0) } ?? -1)
    sentAt = payout.sentAt ?? .min
    hasSentAt = payout.sentAt != nil
    state = payout.state
    isCharged = payout.isCharged
    if ticket == nil { others = [payout] }
  }

  /// The payout itself, where numbers do not tell it.
  var other: Payout? { others.first }

  /// By when it is promised, where it was not sent.
  var unsentDueBy: Instant? { state.isUnsent && hasDueBy ? dueBy : nil }

  /// The payout under its name, for its case.
  func payout(_ name: Payout.Name, of ticket: TicketID, in currency: Currency) -> Payout {
    if let other { return other }
    let part = Payout.Part(
      ticket: ticket, refund: Money(minorUnits: refund, currency: currency),
      compensation: Money(minorUnits: compensation, currency: currency))
    var payout = Payout(name, part, form, hasDueBy ? dueBy : nil, isCharged: isCharged)
    payout.state = state
    payout.sentAt = hasSentAt ? sentAt : nil
    return payout
  }
}

extension CompensationAccount {
  /// The nth payout.
  func payout(at place: Int) -> Payout? {
    guard rows.indices.contains(place), let kept = rows[place].payout else { return nil }
    if let other = kept.other { return other }
    guard let ticket = standing(at: Int(kept.ticket))?.ticket else { return nil }
    return kept.payout(Payout.Name(place + 1, of: payoutPrefix), of: ticket, in: currency)
  }

  /// A payout as it is kept at a place.
  func kept(_ payout: Payout, at place: Int) -> KeptPayout {
    guard let part = payout.only, part.refund.currency == currency,
      part.compensation.currency == currency,
      payout.name == Payout.Name(place + 1, of: payoutPrefix),
      let ticket = self.place(of: part.ticket), let name = standing(at: ticket)?.ticket,
      name.rawValue.utf8.elementsEqual(part.ticket.rawValue.utf8)
    else { return KeptPayout(payout, ticket: nil) }
    return KeptPayout(payout, ticket: ticket)
  }

  func place(ofPayout key: IdempotencyKey) -> Int? {
    let name = Payout.Name(key)
    let own = name.place(of: payoutPrefix)
    return rows[..<Int(counts.payouts)].indices.last { place in
      rows[place].payout?.other.map { $0.name == name } ?? (place == own)
    }
  }
}
