// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// One run of a clock: what changed it from its start to its end.
struct SLARun {
  /// The changes in order, at least one.
  var changes: [SLAClockState]
  /// The last of them.
  var last: SLAClockState
  /// How often the promise was taken away and made again before, within its cycle.
  var attempt: Int
  /// Up to when it is looked at: the present for the latest run, else its end.
  var until: Instant

  /// When it ended; `nil` while it can go on.
  var endedAt: Instant? { last.isOpen ? nil : last.at }

  /// The stretches in which nothing was owed, since the ticket was resolved or the run had ended;
  /// `until` is `nil` for one that lasts.
  var standstills: [(from: Instant, until: Instant?)] {
    var stretches: [(from: Instant, until: Instant?)] = []
    var start: Instant?
    for change in changes {
      if change.phase == .running || change.phase == .paused {
        if let start { stretches.append((start, change.at)) }
        start = nil
      } else {
        start = start ?? change.at
      }
    }
    return stretches + (start.map { [($0, nil)] } ?? [])
  }
}
