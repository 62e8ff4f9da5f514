// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// One run of a clock from its start to its end, with everything that changed it.
public struct SLACycle: Hashable, Sendable {
  /// Something that changed a clock.
  public struct Change: Hashable, Sendable {
    /// What changed.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
      /// It started.
      case started
      /// It stood still.
      case paused
      /// It went on.
      case resumed
      /// The promise was kept.
      case fulfilled
      /// The ticket was resolved before the promise was kept.
      case suspended
      /// The ticket was taken up again.
      case reopened
      /// The target was chosen anew.
      case retargeted
      /// The promise was taken away.
      case cancelled
      /// It went on with the earlier clock of a ticket that became a part of this one.
      case merged
      /// Another ticket went on with it.
      case mergedAway
      /// Somebody gave it more time.
      case extended
      /// Somebody excluded time.
      case excluded
    }

    /// What changed.
    public var kind: Kind
    /// When.
    public var at: Instant
    /// For what the ticket waited then; names what pauses the clock at a pause.
    public var because: SLAPauses
    /// The target's time used until then, in milliseconds.
    public var elapsedMilliseconds: Int64
  }

  /// Where it stands, or stood at its end.
  public var status: SLAStatus
  /// What changed it, in order, the start first.
  public var changes: [Change]
  /// When it ended; `nil` while it can go on.
  public var endedAt: Instant?
  /// What it counts as where the counts of several tickets are added: the verdict of its status, but
  /// merged away where it was kept or missed in a ticket that became a part of this one, for that
  /// ticket counts it (S12).
  public var countsAs: SLAVerdict
}
