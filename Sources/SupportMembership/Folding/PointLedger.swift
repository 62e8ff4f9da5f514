// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The redeemable points of an account: its lots, and the order in which they are spent.
///
/// A balance is always the sum of what is left in lots. Everything before ``head`` is empty or gone, so
/// that spending starts where the last one ended.
struct PointLedger: Hashable, Sendable {
  /// What one redemption took from one lot.
  struct Taking: Hashable, Sendable {
    var lot: Int32
    var points: Int64
  }

  /// The lots by their numbers.
  var lots: [PointLot] = []
  /// The numbers of the lots whose end is fixed, in the order of their ends; empty where lots are spent
  /// in the order of their numbers.
  var queue: [Int32] = []
  /// The numbers of the lots that end with activity, all at one instant that moves: they are spent
  /// between those of ``queue``. Empty where that is.
  var active: [Int32] = []
  /// Whether lots are spent by their expiry and not by their numbers.
  var isByExpiry: Bool
  /// The place in the order of spending before which nothing can be spent any more: in ``queue``, or
  /// among the numbers.
  var head = 0
  /// The same for ``active``.
  var activeHead = 0
  /// What redemptions took, one after the other.
  var takings: [Taking] = []
  /// Points that were taken back after they had been spent.
  var owed: Int64 = 0
  /// All points ever received, so that no sum of lots can overflow.
  var received: Int64 = 0
  /// The first instant at which points that end with activity are gone.
  var inactiveAt = Int64.max

  init(isByExpiry: Bool) {
    self.isByExpiry = isByExpiry
  }

  // MARK: Questions

  @inline(__always)
  func expiry(_ lot: PointLot) -> Int64 {
    lot.endsWithInactivity ? min(lot.expiresAt, inactiveAt) : lot.expiresAt
  }

  /// What can be spent of a lot at an instant.
  @inline(__always)
  func spendable(_ lot: PointLot, _ at: Int64) -> Int64 {
    lot.availableFrom <= at && expiry(lot) > at ? lot.left : 0
  }

  /// The sum of what is left in lots, by what it can be used for at an instant.
  func sums(at: Int64) -> (available: Int64, pending: Int64, expired: Int64) {
    var (available, pending, expired): (Int64, Int64, Int64) = (0, 0, 0)
    for lot in lots where lot.left > 0 {
      if expiry(lot) <= at {
        expired += lot.left
      } else if lot.availableFrom > at {
        pending += lot.left
      } else {
        available += lot.left
      }
    }
    return (available, pending, expired)
  }

  /// The next instant after another at which a lot is released or expires.
  func nextChange(after at: Int64) -> Int64? {
    var next = Int64.max
    for lot in lots where lot.left > 0 {
      let end = expiry(lot)
      if end > at {
        next = min(next, end)
        if lot.availableFrom > at, lot.availableFrom < end { next = min(next, lot.availableFrom) }
      }
    }
    return next == .max ? nil : next
  }
}
