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
  private var causePlaces = PlaceIndex()
  private var casePlaces = PlaceIndex()

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
    payoutPrefix = Payout.Name.prefix(of: customer, currency)
  }

  /// What became of a cause; `nil` for one that was never claimed.
  public func cause(_ key: IdempotencyKey) -> CauseRecord? {
    place(of: key).map { causes[$0] }
  }

  /// What a case stands at; `nil` for one that was never claimed for.
  public func standing(of ticket: TicketID) -> CaseRecord? {
    place(of: ticket).map { cases[$0] }
  }

  /// What is to be paid under a key.
  public func payout(_ key: IdempotencyKey) -> Payout? {
    place(ofPayout: key).map { payouts[$0] }
  }

  /// The earliest instant by which a payout that was not sent is due; `nil` where none is.
  public var nextDeadline: Instant? {
    payouts.lazy.filter { $0.state.isUnsent }.compactMap(\.dueBy).min()
  }

  // MARK: Places

  func place(of key: IdempotencyKey) -> Int? { place(of: key, PlaceIndex.sum(of: key.rawValue)) }

  func place(of ticket: TicketID) -> Int? {
    place(of: ticket, PlaceIndex.sum(of: ticket.rawValue))
  }

  /// The place of a cause by its key.
  func place(of cause: Cause) -> Int? { place(of: cause.storage.key, cause.storage.keySum) }

  /// The place of the case of a cause.
  func placeOfCase(of cause: Cause) -> Int? {
    place(of: cause.storage.ticket, cause.storage.ticketSum)
  }

  private func place(of key: IdempotencyKey, _ sum: UInt64) -> Int? {
    causePlaces.place(of: key.rawValue, sum) { causes[$0].cause.storage.key == key }
  }

  private func place(of ticket: TicketID, _ sum: UInt64) -> Int? {
    casePlaces.place(of: ticket.rawValue, sum) { cases[$0].ticket == ticket }
  }

  func place(ofPayout key: IdempotencyKey) -> Int? {
    let name = Payout.Name(key)
    return payouts.lastIndex { $0.name == name }
  }

  func isAwarded(_ cause: Cause) -> Bool {
    place(of: cause).map { causes[$0].state == .awarded } ?? false
  }

  /// The place of a cause, which is written down where it is new. One that is claimed again, with
  /// nothing posted for it, may be of another case by now: tickets are merged.
  mutating func place(for cause: Cause) -> Int {
    let ticket = placeForCase(of: cause)
    if let place = place(of: cause) {
      let old = causes[place].ticket
      let isPosted = causes[place].sums.refund != 0 || causes[place].sums.compensation != 0
      if isPosted { return place }
      if old != ticket {
        cases[old].causes.remove(place)
        cases[ticket].causes.append(place)
        causes[place].ticket = ticket
      }
      causes[place].cause = cause
      return place
    }
    let names = causePlaces.isFull ? causes.map(\.cause.storage.key.rawValue) : []
    causePlaces.append(cause.storage.key.rawValue, cause.storage.keySum, after: names)
    cases[ticket].causes.append(causes.count)
    causes.append(CauseRecord(cause, ticket: ticket, currency))
    return causes.count - 1
  }

  private mutating func placeForCase(of cause: Cause) -> Int {
    if let place = placeOfCase(of: cause) { return place }
    let names = casePlaces.isFull ? cases.map(\.ticket.rawValue) : []
    casePlaces.append(cause.storage.ticket.rawValue, cause.storage.ticketSum, after: names)
    cases.append(CaseRecord(cause.storage.ticket, currency))
    return cases.count - 1
  }
}

extension StreamCategory {
  /// The events of one customer's compensation account.
  public static let compensation = Self(rawValue: "compensation")
}
