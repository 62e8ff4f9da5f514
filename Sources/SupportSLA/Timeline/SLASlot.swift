// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A clock of a ticket: whether a cycle is open, and where its last change stands.
struct SLASlot: Hashable, Sendable {
  enum Cycle: UInt8, Hashable, Sendable {
    case none, open, done
    /// Done, and the group that held the ticket has left it: a reopening finds nothing to go on.
    case left
  }

  /// When the latest cycle began.
  var startedAt: Instant = .min
  /// When the latest cycle ended.
  var endedAt: Instant = .min
  /// The position of the last change; -1 before the first.
  var last: Int32 = -1
  /// The position of the target that holds; -1 for none.
  var chosen: Int32 = -1
  /// Which cycle is the latest, from 1.
  var cycle: Int32 = 0
  /// Where the latest cycle stands, whether a target holds or not.
  var state: Cycle = .none
}
