// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension CompensationAccount {
  /// What a case stands at, for the next award.
  struct CaseBasis {
    /// The place of the case; `nil` for a new one.
    var place: Int?
    /// What the causes of the case are entitled to.
    var parts: [SettledPart]
    var compensation: Money
    var refund: Money
    /// What of the compensation is of the cause that is judged again.
    var own: Money
  }

  func basis(
    of ticket: TicketID, without key: IdempotencyKey? = nil
  ) -> CaseBasis {
    basis(ofCaseAt: place(of: ticket), without: key)
  }

  func basis(
    ofCaseAt place: Int?, without key: IdempotencyKey? = nil
  ) -> CaseBasis {
    guard let place, let record = standing(at: place) else {
      return CaseBasis(
        place: nil, parts: [], compensation: .zero(currency), refund: .zero(currency),
        own: .zero(currency))
    }
    var parts: [SettledPart] = []
    for number in record.causes {
      guard let cause = cause(at: number), cause.state == .awarded, let award = cause.award,
        cause.cause.key != key
      else { continue }
      parts.append(
        SettledPart(
          sum: award.entitled, refund: award.entitledRefund, terms: award.terms,
          key: cause.cause.key))
    }
    return CaseBasis(
      place: place, parts: parts, compensation: record.compensation, refund: record.refund,
      own: key.flatMap { cause($0)?.compensation } ?? .zero(currency))
  }

  /// What a cap leaves for a cause at an instant (semantics C7): never below nothing, also where the
  /// cap was lowered below what was used.
  ///
  /// - Parameters:
  ///   - cap: The name of the cap.
  ///   - policy: The policy whose cap it is.
  ///   - instant: When the cause happened.
  ///   - ticket: The case, for caps of a case.
  /// - Returns: `nil` where the policy has no such cap or pays in another currency, and for a cap of a
  ///   case where no case is named.
  /// - Complexity: O(log causes + causes in the window).
  public func headroom(
    of cap: RuleID, under policy: CompensationPolicy, at instant: Instant,
    for ticket: TicketID? = nil
  ) -> Money? {
    let caps = policy.core.settlement.lazy.compactMap { step in
      if case .cap(let cap) = step { cap } else { nil }
    }
    let core = policy.core
    guard policy.currency == currency,
      let compiled = caps.first(where: { core.caps[$0.place].id == cap })
    else { return nil }
    let used = self.used(
      of: compiled, under: core, ticket: ticket.flatMap { place(of: $0) }, at: instant)
    if compiled.isPerCase, ticket == nil { return nil }
    return Money(minorUnits: compiled.headroom(used: used), currency: currency)
  }
}
