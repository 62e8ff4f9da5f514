// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// What held of the work from an instant on; needed for targets that come into force later.
struct SLAWork: Hashable, Sendable {
  var from: Instant
  var pauses: SLAPauses = .new
  var isResolved = false

  /// What a clock does under these circumstances.
  func phase(for target: SLACompiledTarget) -> SLAStatus.Phase {
    if isResolved { return .suspended }
    return target.pauses.isDisjoint(with: pauses) ? .running : .paused
  }
}
