// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The points of an account at an instant: sums of what is left in its lots.
public struct PointBalance: Hashable, Sendable {
  /// What can be spent.
  public var available: Int64
  /// What was earned and cannot be spent yet.
  public var pending: Int64
  /// What was taken back after it had been spent; what is earned next pays it off. The balance itself
  /// is never below zero.
  public var owed: Int64
  /// What expired unspent and is still in its lots.
  public var expired: Int64
  /// When the next points expire, and how many of those of now; `nil` where none do.
  public var nextExpiry: Expiry?
  /// When the next pending points can be spent; `nil` where none wait for a known instant.
  public var nextRelease: Instant?

  /// Points that expire together.
  public struct Expiry: Hashable, Sendable {
    /// The first instant at which they are gone.
    public var at: Instant
    /// How many.
    public var points: Int64
  }
}

/// Points that were received together, as an account keeps them.
public struct PointLotState: Hashable, Sendable {
  /// The number of the lot, from 0 in the order of receipt.
  public var number: Int
  /// What was received.
  public var points: Int64
  /// What is left of it.
  public var left: Int64
  /// The first instant at which it can be spent; `nil` until it is confirmed.
  public var availableFrom: Instant?
  /// The first instant at which it is gone, as things stand; `nil`: none is known.
  public var expiresAt: Instant?
}

extension MemberAccount {
  /// The points at an instant.
  ///
  /// - Complexity: O(lots).
  public func balance(at instant: Instant) -> PointBalance {
    let at = reached(instant).millisecondsSince1970
    if isGone(.points, at: instant) {
      return PointBalance(available: 0, pending: 0, owed: ledger.owed, expired: 0)
    }
    let sums = ledger.sums(at: at)
    // What stays of a closed account is gone with the end of its stay at the latest.
    let last = end(of: .points)?.lotMilliseconds ?? .max
    var (expiry, expiring, release) = (Int64.max, Int64(0), Int64.max)
    for lot in ledger.lots where lot.left > 0 {
      let end = min(ledger.expiry(lot), last)
      guard end > at else { continue }
      if end < expiry { (expiry, expiring) = (end, 0) }
      if end == expiry, end != .max { expiring += lot.left }
      if lot.availableFrom > at, lot.availableFrom < end {
        release = min(release, lot.availableFrom)
      }
    }
    return PointBalance(
      available: sums.available, pending: sums.pending, owed: ledger.owed, expired: sums.expired,
      nextExpiry: Instant(lot: expiry).map { .init(at: $0, points: expiring) },
      nextRelease: Instant(lot: release))
  }

  /// The lots by their numbers, the empty and the expired ones too.
  public var lots: [PointLotState] {
    ledger.lots.enumerated().map { number, lot in
      PointLotState(
        number: number, points: lot.points, left: lot.left,
        availableFrom: Instant(lot: lot.availableFrom),
        expiresAt: Instant(lot: ledger.expiry(lot)))
    }
  }
}

extension Instant {
  /// An instant of a lot; `nil` for never.
  init?(lot milliseconds: Int64) {
    if milliseconds == .max { return nil }
    self.init(millisecondsSince1970: milliseconds)
  }
}
