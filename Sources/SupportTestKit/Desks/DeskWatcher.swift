// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore
package import SupportDesk

/// Somebody who sees every decision of a simulated desk and says what is wrong with it.
package protocol DeskWatcher: Sendable {
  /// Sees a decision, with all that is kept after it.
  ///
  /// - Parameters:
  ///   - decision: What was decided.
  ///   - command: What was wanted; `nil` where the host looked.
  ///   - now: When.
  ///   - run: What is kept after it.
  /// - Returns: What is wrong, in words; empty where nothing is.
  mutating func sees(
    _ decision: DeskDecision, of command: DeskCommand?, at now: Instant, in run: DeskRun
  ) -> [String]

  /// Sees the end, when everything that was due is told.
  mutating func seesEnd(of run: DeskRun, at now: Instant) -> [String]
}
