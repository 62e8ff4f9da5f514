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
  /// The signs of serial claims that were seen, in order, each with when.
  public internal(set) var flags: [Flag] = []

  /// Causes, cases, payouts, what was posted, and when claims came.
  var rows: ContiguousArray<AccountRow> = []
  var counts = AccountRow.Counts()
  var totals = AwardTotals()
  /// What the keys of payouts begin with.
  let payoutPrefix: String
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

  /// The causes that were claimed, in the order in which they came first.
  ///
  /// - Complexity: O(causes); ``cause(_:)`` finds one.
  public var causes: [CauseRecord] { rows.compactMap(\.cause) }

  /// The cases, in the order in which they came first.
  ///
  /// - Complexity: O(cases); ``standing(of:)`` finds one.
  public var cases: [CaseRecord] { rows.compactMap(\.standing) }

  /// What is to be paid and what was, in order.
  ///
  /// - Complexity: O(payouts); ``payout(_:)`` finds one.
  public var payouts: [Payout] {
    (0..<Int(counts.payouts)).compactMap { payout(at: $0) }
  }

  /// What became of a cause; `nil` for one that was never claimed.
  public func cause(_ key: IdempotencyKey) -> CauseRecord? {
    place(of: key).flatMap { rows[$0].cause }
  }

  /// What a case stands at; `nil` for one that was never claimed for.
  public func standing(of ticket: TicketID) -> CaseRecord? {
    place(of: ticket).flatMap { rows[$0].standing }
  }

  /// What is to be paid under a key.
  public func payout(_ key: IdempotencyKey) -> Payout? {
    place(ofPayout: key).flatMap { payout(at: $0) }
  }

  /// The earliest instant by which a payout that was not sent is due; `nil` where none is.
  public var nextDeadline: Instant? {
    rows.lazy.compactMap(\.payout?.unsentDueBy).min()
  }

  // MARK: Places

  /// The nth cause.
  func cause(at place: Int) -> CauseRecord? {
    rows.indices.contains(place) ? rows[place].cause : nil
  }

  /// The nth case.
  func standing(at place: Int) -> CaseRecord? {
    rows.indices.contains(place) ? rows[place].standing : nil
  }

  /// The causes of a case, in order.
  func causes(ofCase place: Int) -> [CauseRecord] {
    standing(at: place)?.causes.compactMap { cause(at: $0) } ?? []
  }

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
    causePlaces.place(of: key.rawValue, sum) {
      rows[$0].keySum
    } _: {
      rows[$0].cause?.cause.storage.key == key
    }
  }

  private func place(of ticket: TicketID, _ sum: UInt64) -> Int? {
    casePlaces.place(of: ticket.rawValue, sum) {
      rows[$0].ticketSum
    } _: {
      rows[$0].standing?.ticket == ticket
    }
  }

  func isAwarded(_ cause: Cause) -> Bool {
    place(of: cause).map { rows[$0].cause?.state == .awarded } ?? false
  }

  /// The place of a cause, which is written down where it is new. One that is claimed again, with
  /// nothing posted for it, may be of another case by now: tickets are merged.
  mutating func place(for cause: Cause) -> Int {
    let ticket = placeForCase(of: cause)
    guard let place = place(of: cause) else {
      let place = Int(counts.causes)
      rows[ticket].standing?.causes.append(place)
      add(CauseRecord(cause, ticket: ticket, currency), cause)
      return place
    }
    guard let record = rows[place].cause, record.sums.refund == 0, record.sums.compensation == 0
    else { return place }
    if record.ticket != ticket {
      rows[record.ticket].standing?.causes.remove(place)
      rows[ticket].standing?.causes.append(place)
      rows[place].cause?.ticket = ticket
    }
    rows[place].cause?.cause = cause
    return place
  }

  private mutating func placeForCase(of cause: Cause) -> Int {
    if let place = placeOfCase(of: cause) { return place }
    add(CaseRecord(cause.storage.ticket, currency), cause)
    return Int(counts.cases) - 1
  }

  // MARK: Adding

  /// Writes a new cause down.
  private mutating func add(_ record: consuming CauseRecord, _ cause: Cause) {
    rows.reach(counts.causes)
    numberKey(of: cause)
    rows[Int(counts.causes)].keySum = cause.storage.keySum
    rows[Int(counts.causes)].cause = record
    counts.causes += 1
  }

  /// Writes the new case of a cause down.
  private mutating func add(_ record: consuming CaseRecord, _ cause: Cause) {
    rows.reach(counts.cases)
    numberTicket(of: cause)
    rows[Int(counts.cases)].ticketSum = cause.storage.ticketSum
    rows[Int(counts.cases)].standing = record
    counts.cases += 1
  }

  /// Writes a new cause down with its case, its sums, its claim and what is paid for it.
  mutating func add(
    _ cause: Cause, _ award: Award, _ payout: KeptPayout?, by principal: Principal, at now: Instant
  ) {
    let at = cause.storage.occurredAt
    guard counts.areLevel(at: rows.count), counts.lines == 0 || totals.last < at else {
      var row = AccountRow()
      row.begin(cause, award, counts, currency, by: principal, at: now)
      row.payout = payout
      addApart(row, of: cause)
      return
    }
    numberKey(of: cause)
    numberTicket(of: cause)
    let place = rows.count
    rows.reach(counts.causes)
    rows[place].begin(cause, award, counts, currency, by: principal, at: now)
    rows[place].payout = payout
    totals.add(rows[place].line)
    counts.causes += 1
    counts.cases += 1
    counts.lines += 1
    counts.claims += 1
    if payout != nil { counts.payouts += 1 }
  }

  /// Writes each part of a row into the row that is next for it.
  private mutating func addApart(_ row: AccountRow, of cause: Cause) {
    if let standing = row.standing { add(standing, cause) }
    if let record = row.cause { add(record, cause) }
    add(claimAt: row.claimedAt)
    post(row.line)
    if let payout = row.payout { add(payout) }
  }

  @inline(__always)
  private mutating func numberKey(of cause: Cause) {
    let names = causePlaces.isFull ? rows.compactMap(\.cause?.cause.key.rawValue) : []
    causePlaces.append(cause.storage.key.rawValue, cause.storage.keySum, after: names)
  }

  @inline(__always)
  private mutating func numberTicket(of cause: Cause) {
    let names = casePlaces.isFull ? rows.compactMap(\.standing?.ticket.rawValue) : []
    casePlaces.append(cause.storage.ticket.rawValue, cause.storage.ticketSum, after: names)
  }

  mutating func add(_ payout: KeptPayout) {
    rows.reach(counts.payouts)
    rows[Int(counts.payouts)].payout = payout
    counts.payouts += 1
  }

  /// Notes when a claim came.
  mutating func add(claimAt instant: Instant) {
    rows.reach(counts.claims)
    rows[Int(counts.claims)].claimedAt = instant
    counts.claims += 1
  }
}

extension StreamCategory {
  /// The events of one customer's compensation account.
  public static let compensation = Self(rawValue: "compensation")
}
