// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportSLA

/// What became of a ticket, as ``TicketStateFold`` tells it.
public struct TicketOutcome: Hashable, Sendable {
  /// The number of its last priority.
  public var priority: UInt8
  /// When it was opened.
  public var openedAt: Instant
  /// When it was resolved or closed for the first time.
  public var firstResolvedAt: Instant?
  /// When it was resolved for the last time; `nil` while it is open.
  public var resolvedAt: Instant?
  /// How often it came back.
  public var reopens: Int
  /// How often it was handed on; `nil` where no row told.
  public var reassignments: Int?
  /// How the promise ended, or that it has not; `nil` without a promise.
  public var verdict: SLAVerdict?
}
