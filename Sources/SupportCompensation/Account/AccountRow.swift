// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// One row of what an account keeps: the nth cause, the nth case, the nth payout and so on side by
/// side, of which a row has those that there are.
///
/// A claim mostly brings one of each, so that an account is one block of memory, and what a claim
/// writes stands together; a large desk keeps millions of accounts, none of which is at hand when it
/// is asked for.
struct AccountRow: Hashable, Sendable {
  /// What a ``PlaceIndex`` looks for: of the cause's key, and of the case's name.
  var keySum: UInt64 = 0
  var ticketSum: UInt64 = 0
  /// The nth sums by time; see ``AwardLine``.
  var line = AwardLine()
  var cause: CauseRecord?
  var standing: CaseRecord?
  var payout: KeptPayout?
  /// When the nth claim came.
  var claimedAt = Instant.min

  /// How many of each there are.
  struct Counts: Hashable, Sendable {
    var causes: Int32 = 0
    var cases: Int32 = 0
    var payouts: Int32 = 0
    var lines: Int32 = 0
    var claims: Int32 = 0

    /// Whether all stand at one number of rows, so that what is new takes a row of its own.
    func areLevel(at rows: Int) -> Bool {
      let rows = Int32(truncatingIfNeeded: rows)
      return causes == rows && cases == rows && payouts == rows && lines == rows && claims == rows
    }
  }
}

extension AccountRow {
  /// Writes a cause down that is new, with its case, its sums and its claim; all is placed for payment.
  ///
  /// - Parameters:
  ///   - cause: The cause.
  ///   - award: What it gives, in the account's currency.
  ///   - counts: How many of each there were before.
  ///   - currency: The account's currency.
  ///   - principal: Who claimed it.
  ///   - now: When.
  @inline(__always)
  mutating func begin(
    _ cause: Cause, _ award: Award, _ counts: Counts, _ currency: Currency,
    by principal: Principal, at now: Instant
  ) {
    let (refund, more) = (award.storage.refund.minorUnits, award.storage.compensation.minorUnits)
    let form = award.storage.terms.form
    keySum = cause.storage.keySum
    ticketSum = cause.storage.ticketSum
    line = AwardLine(
      at: cause.storage.occurredAt, compensation: more, refund: refund, ticket: counts.cases,
      cause: counts.causes, form: form.kind)
    self.cause = CauseRecord(
      cause, ticket: Int(counts.cases), currency, award, of: principal, .awarded,
      CauseRecord.Sums(refund: refund, compensation: more))
    standing = CaseRecord(
      cause.storage.ticket, currency,
      CaseRecord.Sums(refund: refund, compensation: more, placedRefund: refund),
      CauseList(counts.causes), FormSum(form, owed: more, placed: more))
    claimedAt = now
  }
}

extension ContiguousArray<AccountRow> {
  /// Makes rows up to a place. Room grows from one row by the half and two: little stays empty where
  /// there are many accounts, and rows are seldom moved.
  @inline(__always)
  mutating func reach(_ place: Int32) {
    while count <= place {
      if count == capacity { reserveCapacity(isEmpty ? 1 : count + count / 2 + 2) }
      append(AccountRow())
    }
  }
}
