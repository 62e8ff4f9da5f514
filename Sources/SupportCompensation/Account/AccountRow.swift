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
  var payout: Payout?
  /// When the nth claim came.
  var claimedAt = Instant.min

  /// How many of each there are.
  struct Counts: Hashable, Sendable {
    var causes: Int32 = 0
    var cases: Int32 = 0
    var payouts: Int32 = 0
    var lines: Int32 = 0
    var claims: Int32 = 0
  }
}

extension ContiguousArray<AccountRow> {
  /// Makes rows up to a place. Room grows by the half: the last of many accounts' rows stay empty.
  @inline(__always)
  mutating func reach(_ place: Int32) {
    while count <= place {
      if count == capacity { reserveCapacity(count + count / 2 + 1) }
      append(AccountRow())
    }
  }
}
