// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What became of a cause that was claimed.
public struct CauseRecord: Hashable, Sendable {
  /// Where it stands.
  public enum State: String, Hashable, Sendable, Codable, CaseIterable {
    /// Whether, or how much, cannot be told yet.
    case undecided
    /// It gives nothing; it may be claimed again with other facts.
    case notEligible
    /// The delay goes on, and nothing is paid before it ends.
    case goingOn
    /// It was awarded.
    case awarded
    /// The award was taken back.
    case reversed
  }

  /// The cause as it was claimed last.
  public internal(set) var cause: Cause
  /// The last award, also of a delay that goes on.
  public internal(set) var award: Award?
  /// What is given back for it, net.
  public var refund: Money { Money(minorUnits: sums.refund, currency: currency) }
  /// What is paid on top for it, net.
  public var compensation: Money { Money(minorUnits: sums.compensation, currency: currency) }
  /// What special arbitration gave for it on top.
  public var arbitrated: Money { Money(minorUnits: sums.arbitrated, currency: currency) }
  /// The decisions of arbitration that were carried out.
  public internal(set) var decisions: [IdempotencyKey] = []
  /// Who claimed it.
  public internal(set) var claimedBy: Principal?
  /// Where it stands.
  public internal(set) var state: State
  /// The place of its case.
  var ticket: Int {
    get { Int(ticketPlace) }
    set { ticketPlace = Int32(truncatingIfNeeded: newValue) }
  }
  private var ticketPlace: Int32
  /// The sums in minor units of the account's currency, which is written down once: a large desk
  /// keeps millions of records.
  var sums: Sums
  private let currency: Currency

  /// Sums in minor units.
  struct Sums: Hashable, Sendable {
    var refund: Int64 = 0
    var compensation: Int64 = 0
    var arbitrated: Int64 = 0
  }

  init(
    _ cause: Cause, ticket: Int, _ currency: Currency, _ award: Award? = nil,
    of principal: Principal? = nil, _ state: State = .undecided, _ sums: Sums = Sums()
  ) {
    self.cause = cause
    self.award = award
    claimedBy = principal
    self.state = state
    ticketPlace = Int32(truncatingIfNeeded: ticket)
    self.sums = sums
    self.currency = currency
  }
}
