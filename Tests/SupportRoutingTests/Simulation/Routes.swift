// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRouting

/// What a router does, so that one scenario can be told to several.
protocol Routes: Sendable {
  mutating func perform(
    _ command: Router.Command, at instant: Instant
  ) throws(Router.Rejection) -> Router.Step
}

extension Router: Routes {}
