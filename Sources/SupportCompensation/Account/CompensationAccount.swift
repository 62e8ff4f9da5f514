// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What one customer was awarded, in one currency: awards and reversals, what each case stands at,
/// what is paid out, what caps have left.
///
/// An account is a value made by its events: `decide` says which events a
/// command would cause and changes nothing, ``apply(_:)`` folds one event and refuses nothing.
///
/// Two hosts never take the last headroom twice: a host appends the events to the account's stream
/// under the ``version`` that it decided on, and where another was faster, loads and decides again
/// (semantics C7).
///
/// ```swift
/// let events = try account.decide(.claim(claim), by: .system, at: now, under: policy)
/// // append to StreamID(.compensation, of: account.customer), expecting version account.version
/// events.forEach { account.apply($0) }
/// ```
public struct CompensationAccount: Hashable, Sendable {
  /// Whose account it is.
  public let customer: CustomerID
  /// The currency in which it is kept; policies in others are refused.
  public let currency: Currency
  /// How many events made it: what an append expects of the stream.
  public internal(set) var version: Int64 = 0
  /// When the last event happened; `nil` before the first.
  public internal(set) var lastEventAt: Instant?
  /// The causes that were claimed, in the order in which they came first.
  public internal(set) var causes: [CauseRecord] = []
  /// The cases, in the order in which they came first.
  public internal(set) var cases: [CaseRecord] = []
  /// What is to be paid and what was, in order.
  public internal(set) var payouts: [Payout] = []
  /// The signs of serial claims that were seen, in order, each with when.
  public internal(set) var flags: [Flag] = []

  var ledger = AwardLedger()
  /// What the keys of payouts begin with.
  let payoutPrefix: String
  var claimedAt: [Instant] = []
  private var causePlaces = PlaceIndex<IdempotencyKey>()
  private var casePlaces = PlaceIndex<TicketID>()

  /// A sign of serial claims.
  public struct Flag: Hashable, Sendable {
    /// The rule that saw it.
    public var rule: RuleID
    /// When.
    public var at: Instant
    /// How many claims there were.
    public var claims: Int
  }

  /// Opens an account.
  public init(of customer: CustomerID, in currency: Currency) {
    self.customer = customer
    self.currency = currency
    payoutPrefix = IdempotencyKey(of: [customer.rawValue, currency.code, "payout"]).rawValue + "/"
  }

  /// What became of a cause; `nil` for one that was never claimed.
  public func cause(_ key: IdempotencyKey) -> CauseRecord? {
    causePlaces[key].map { causes[$0] }
  }

  /// What a case stands at; `nil` for one that was never claimed for.
  public func standing(of ticket: TicketID) -> CaseRecord? {
    casePlaces[ticket].map { cases[$0] }
  }

  /// What is to be paid under a key.
  public func payout(_ key: IdempotencyKey) -> Payout? {
    payouts.last { $0.key == key }
  }

  /// The earliest instant by which a payout that was not sent is due; `nil` where none is.
  public var nextDeadline: Instant? {
    payouts.lazy.filter { $0.state.isUnsent }.compactMap(\.dueBy).min()
  }

  // MARK: Places

  func place(of key: IdempotencyKey) -> Int? { causePlaces[key] }

  func place(of ticket: TicketID) -> Int? { casePlaces[ticket] }

  func isAwarded(_ key: IdempotencyKey) -> Bool {
    causePlaces[key].map { causes[$0].state == .awarded } ?? false
  }

  /// The place of a cause, which is written down where it is new. One that is claimed again, with
  /// nothing posted for it, may be of another case by now: tickets are merged.
  mutating func place(for cause: Cause) -> Int {
    let ticket = placeOfCase(cause.ticket)
    if let place = causePlaces[cause.key] {
      let old = causes[place].ticket
      let isPosted = !causes[place].refund.isZero || !causes[place].compensation.isZero
      if isPosted { return place }
      if old != ticket {
        cases[old].causes.removeAll { $0 == place }
        cases[ticket].causes.append(place)
        causes[place].ticket = ticket
      }
      causes[place].cause = cause
      return place
    }
    causePlaces.append(cause.key)
    cases[ticket].causes.append(causes.count)
    causes.append(CauseRecord(cause, ticket: ticket, currency))
    return causes.count - 1
  }

  private mutating func placeOfCase(_ ticket: TicketID) -> Int {
    if let place = casePlaces[ticket] { return place }
    casePlaces.append(ticket)
    cases.append(CaseRecord(ticket, currency))
    return cases.count - 1
  }
}

extension StreamCategory {
  /// The events of one customer's compensation account.
  public static let compensation = Self(rawValue: "compensation")
}
