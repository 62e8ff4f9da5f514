// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Whose promise a clock keeps since a merge: what gives a breach one name for its whole life.
struct SLAOrigin: Hashable, Sendable {
  /// The ticket whose clock it was; `nil` for the timeline's own.
  var ticket: TicketID?
  /// When that clock started.
  var startedAt: Instant
  /// Whether it was kept or missed there before the merge, so that it counts there.
  var isDecided: Bool
}
