// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A port to what is to be done later, from which several workers take without doing anything twice
/// at a time.
///
/// A worker claims what is due, does it, and completes the claim. If it dies, the lease lapses and
/// another worker claims the deadline: so work is done at least once, and must bear being done again.
/// All instants are arguments; a store reads no clock.
public protocol DeadlineStore: Sendable {
  /// Sets a deadline, in place of one with the same id.
  ///
  /// Setting what is there already changes nothing, and a claim goes on. Another instant or payload
  /// replaces it: a claim of the old one is void then, and attempts count anew.
  func set(_ deadline: Deadline) async throws(StorageError)

  /// Removes a deadline, and voids its claim; does nothing where there is none.
  func cancel(_ id: DeadlineID) async throws(StorageError)

  /// Claims what is due and in nobody's hands: the earliest first, and by id where instants are the
  /// same.
  ///
  /// - Parameters:
  ///   - now: The present instant. A deadline is due from its instant on, itself included; a lease
  ///     lasts up to its end, itself excluded.
  ///   - limit: How many at most, at least 1.
  ///   - end: When the leases end; they lapse at once where it is not after `now`.
  /// - Returns: The claims, as many as there are up to the limit.
  /// - Throws: ``StorageError`` with ``StorageError/Code/invalidRequest`` for a limit below 1.
  func claim(
    dueAt now: Instant, limit: Int, leasedUntil end: Instant
  ) async throws(StorageError) -> [DeadlineClaim]

  /// Ends a claim and removes its deadline.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/leaseLost`` where the deadline is no longer in
  ///   these hands: another one claimed it after the lease, or it was changed, cancelled, completed or
  ///   given back.
  func complete(_ claim: DeadlineClaim) async throws(StorageError)

  /// Ends a claim and makes its deadline due at an instant, with the attempts kept.
  ///
  /// - Parameters:
  ///   - claim: The claim.
  ///   - dueAt: When to try again; the instant it was due at if `nil`.
  /// - Throws: ``StorageError`` with ``StorageError/Code/leaseLost``, as in ``complete(_:)``.
  func giveBack(_ claim: DeadlineClaim, dueAt: Instant?) async throws(StorageError)

  /// Returns the first instant at which something can be claimed: a deadline becomes due, or a lease
  /// ends. It may have passed; `nil` where there are no deadlines.
  func nextInstant() async throws(StorageError) -> Instant?
}
